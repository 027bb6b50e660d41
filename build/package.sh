#!/usr/bin/env bash
# Packages the app with the fyne tool: build/package.sh linux or windows
# The tool looks for FyneApp.toml beside the main package and rewrites it, so it gets a copy (git-ignored) and the copy
# goes away again. Only packages carry fyneDo = true: in development Fyne shall log calls from the wrong thread.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
main=cmd/fieldfare
case "${1:-}" in
linux) arch=$(go env GOHOSTARCH) made=Fieldfare.tar.xz packed=Fieldfare.tar.xz ;;
windows) arch=amd64 made=Fieldfare.exe packed=Fieldfare-windows-$arch.exe ;;
*)
	echo "usage: build/package.sh linux | windows" >&2
	exit 2
	;;
esac
go build -C build/tools -o "$root/.cache/bin/fyne" fyne.io/tools/cmd/fyne
export CGO_ENABLED=1
if [ "$1" = windows ]; then
	build/setup.sh windows
	export CC=x86_64-w64-mingw32-gcc CGO_LDFLAGS="-l:libssp.a" # what the tool's hardening calls, in the program and not beside it
fi
export GOARCH=$arch
trap 'rm -f "$root/$main/FyneApp.toml" "$root/$main/icon.png"' EXIT
{
	grep -v '^Icon' FyneApp.toml
	printf '\n[Migrations]\nfyneDo = true\n'
} >"$main/FyneApp.toml"
cp assets/icon.png "$main/icon.png"
mkdir -p out
tags=sqlite_fts5
[ "$1" = linux ] && tags=x11,sqlite_fts5
(cd "$main" && "$root/.cache/bin/fyne" package --target "$1" --icon "$root/assets/icon.png" --app-id org.fieldfare.app \
	--app-build "$(git rev-list --count HEAD)" --tags "$tags" --release)
mv -v "$main/$made" "out/$packed"
