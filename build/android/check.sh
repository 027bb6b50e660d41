#!/usr/bin/env bash
# make check-android: every package is type-checked for arm64 tablets, its C too. The NDK that could build a package cannot be had
# from Debian; its headers can, for Android 10. Nothing that runs comes of it: see docs/packaging.md.
set -euo pipefail
cd "$(dirname "$0")/../.."
build/setup.sh android
cache=$PWD/.cache/android
if [ ! -e "$cache/headers/done" ]; then
	rm -rf "$cache" && mkdir -p "$cache/deb" "$cache/lib"
	(cd "$cache/deb" && apt-get download -q android-platform-frameworks-native-headers android-liblog-dev android-libnativehelper-dev libegl-dev libgles-dev)
	for deb in "$cache"/deb/*.deb; do dpkg -x "$deb" "$cache/headers"; done
	for lib in android log EGL GLESv2; do # cgo links what it asks the compiler about
		aarch64-linux-gnu-gcc -shared -x c /dev/null -o "$cache/lib/lib$lib.so"
	done
	touch "$cache/headers/done"
fi
# The resolver and the users of Go's own: those of Debian's C library have other types than Android's.
GOOS=android GOARCH=arm64 CGO_ENABLED=1 CC=$PWD/build/android/cc.sh go vet -tags sqlite_fts5,netgo,osusergo "${@:-./cmd/fieldfare/...}" ./app/... ./store/... ./sync/... ./reports/... ./assessments/... ./assets/...
echo "check-android: every package of the app type-checks for android/arm64 (not linked, not run)"
