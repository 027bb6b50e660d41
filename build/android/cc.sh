#!/bin/sh
# The compiler of `make check-android`: Debian's for arm64, with Android's headers before its own. What it makes is thrown away.
here=$(dirname "$0")
headers=$(cd "$here/../.." && pwd)/.cache/android/headers/usr/include
exec aarch64-linux-gnu-gcc -D__ANDROID__ -D__ANDROID_API__=21 -D_GNU_SOURCE -include "$here/include/bionic.h" \
	-I"$here/include" -I"$headers/android" -I"$headers/android/nativehelper" -I"$headers" -L"$here/../../.cache/android/lib" \
	"$@" -Wl,--unresolved-symbols=ignore-all
