#!/usr/bin/env bash
# Runs the Windows package under wine in the practice caseload, with the test that does the same with the app of this machine.
set -euo pipefail
cd "$(dirname "$0")/.."
build/setup.sh windows
export WINEPREFIX=$PWD/.cache/wine WINEARCH=win64 WINEDLLOVERRIDES="mscoree=;mshtml=" WINEDEBUG=-all
if [ ! -e "$WINEPREFIX/done" ]; then
	rm -rf "$WINEPREFIX" && mkdir -p "$WINEPREFIX"
	wine wineboot -i
	# Go asks Windows 10 for its random numbers by a name that wine 8 does not have yet.
	x86_64-w64-mingw32-gcc -shared -o "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll" build/wine/random.c -ladvapi32
	touch "$WINEPREFIX/done"
fi
mkdir -p out/pictures
FIELDFARE_APP="env WINEPREFIX=$WINEPREFIX WINEARCH=win64 WINEDLLOVERRIDES=mscoree=;mshtml= WINEDEBUG=-all wine $PWD/out/Fieldfare-windows-amd64.exe" FIELDFARE_PICTURES=$PWD/out/pictures \
	go test -tags "x11 sqlite_fts5" -count=1 -v -run 'TestWindow_Practice' ./e2e
