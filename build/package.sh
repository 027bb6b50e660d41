#!/usr/bin/env bash
# Packages the app with the fyne tool: build/package.sh linux
# The tool looks for FyneApp.toml beside the main package and rewrites it, so it gets a copy (git-ignored) and the copy
# goes away again. Only packages carry fyneDo = true: in development Fyne shall log calls from the wrong thread.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
target=${1:?which target? linux}
main=cmd/fieldfare
go build -C build/tools -o "$root/.cache/bin/fyne" fyne.io/tools/cmd/fyne
trap 'rm -f "$root/$main/FyneApp.toml" "$root/$main/icon.png"' EXIT
{
	grep -v '^Icon' FyneApp.toml
	printf '\n[Migrations]\nfyneDo = true\n'
} >"$main/FyneApp.toml"
cp assets/icon.png "$main/icon.png"
mkdir -p out
(cd "$main" && "$root/.cache/bin/fyne" package --target "$target" --icon "$root/assets/icon.png" --app-build "$(git rev-list --count HEAD)" \
	--tags x11,sqlite_fts5 --release)
mv -v "$main"/*.tar.xz out/
