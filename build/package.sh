#!/usr/bin/env bash
# Packages the app with the fyne tool: build/package.sh linux [amd64|arm64], windows or android
# The tool looks for FyneApp.toml beside the main package and rewrites it, so it gets a copy (git-ignored) and the copy
# goes away again. Only packages carry fyneDo = true: in development Fyne shall log calls from the wrong thread.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
main=cmd/fieldfare
case "${1:-}" in
linux) arch=${2:-$(go env GOHOSTARCH)} made=Fieldfare.tar.xz packed=Fieldfare-linux-$arch.tar.xz ;;
windows) arch=amd64 made=Fieldfare.exe packed=Fieldfare-windows-$arch.exe ;;
android)
	arch=arm64 made=Fieldfare.apk packed=Fieldfare-android-$arch.apk
	: "${ANDROID_NDK_HOME:?this needs the Android NDK, and its folder in ANDROID_NDK_HOME: see docs/packaging.md}"
	;;
*)
	echo "usage: build/package.sh linux [amd64|arm64] | windows | android" >&2
	exit 2
	;;
esac
go build -C build/tools -o "$root/.cache/bin/fyne" fyne.io/tools/cmd/fyne
export CGO_ENABLED=1
if [ "$1" = windows ]; then
	build/setup.sh windows
	export CC=x86_64-w64-mingw32-gcc CGO_LDFLAGS="-l:libssp.a" # what the tool's hardening calls, in the program and not beside it
elif [ "$1" = linux ] && [ "$arch" != "$(go env GOHOSTARCH)" ]; then
	build/setup.sh "$arch"
	. build/arm64.sh
fi
export GOARCH=$arch
trap 'rm -f "$root/$main/FyneApp.toml" "$root/$main/icon.png"' EXIT
{
	grep -v '^Icon' FyneApp.toml
	printf '\n[Migrations]\nfyneDo = true\n'
} >"$main/FyneApp.toml"
cp assets/icon.png "$main/icon.png"
mkdir -p out
target=$1 tags=sqlite_fts5
[ "$1" = linux ] && tags=x11,sqlite_fts5
[ "$1" = android ] && target=android/arm64
(cd "$main" && "$root/.cache/bin/fyne" package --target "$target" --icon "$root/assets/icon.png" --app-id org.fieldfare.app \
	--app-build "$(git rev-list --count HEAD)" --tags "$tags" --release)
mv -v "$main/$made" "out/$packed"
