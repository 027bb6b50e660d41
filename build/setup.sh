#!/usr/bin/env bash
# Installs what is missing on a Debian or Ubuntu machine, and nothing that is there.
#   build/setup.sh build    what `make build` needs
#   build/setup.sh test     what `make test` and `make demo` need as well
#   build/setup.sh bench    what `make bench` compares with, too
#   build/setup.sh windows  what `make package-windows` builds and runs with
#   build/setup.sh arm64    what `make package-linux` builds for other machines with
#   build/setup.sh android  what `make check-android` compiles with, and nothing else
# It names the packages before it asks for root, and says what to do when it cannot have it.
set -euo pipefail

# Compiler and the headers Fyne's window needs.
for_build=(gcc libc6-dev pkg-config libgl1-mesa-dev libx11-dev libxcursor-dev libxrandr-dev libxinerama-dev libxi-dev libxxf86vm-dev)
# A display without a screen (xvfb, its software GL, openbox), hands (xdotool), eyes (imagemagick, x11-utils),
# a database server, readers of PDF (qpdf, poppler-utils) and of Word files (libreoffice-writer-nogui), a browser
# (chromium), a mail server (python3-aiosmtpd), and strace, which kills a process at its n-th fsync.
for_test=(xvfb libgl1-mesa-dri openbox xdotool imagemagick x11-utils postgresql qpdf poppler-utils libreoffice-writer-nogui chromium python3-aiosmtpd strace)
# What fetches and runs the checkers of finished reports (build/checkers.sh). Often there from elsewhere than Debian.
for pair in java:default-jre-headless mvn:maven node:nodejs npm:npm; do
	command -v "${pair%%:*}" >/dev/null || for_test+=("${pair##*:}")
done

# Other makers of PDF, which `make bench` sets beside ours.
for_bench=(chromium weasyprint libreoffice-writer-nogui postgresql)

# The compiler for arm64: it builds packages for Linux, and checks the app for Android tablets.
for_arm64=(gcc-aarch64-linux-gnu libc6-dev-arm64-cross pkg-config)

# The compiler for Windows, and wine, which runs what it makes on a display without a screen.
for_windows=(gcc-mingw-w64-x86-64-win32 wine wine64 "${for_test[@]}")

case "${1:-test}" in
build) wanted=("${for_build[@]}") ;;
test) wanted=("${for_build[@]}" "${for_test[@]}") ;;
bench) wanted=("${for_build[@]}" "${for_test[@]}" "${for_bench[@]}") ;;
windows) wanted=("${for_build[@]}" "${for_windows[@]}") ;;
arm64) wanted=("${for_build[@]}" "${for_arm64[@]}") ;;
android) wanted=("${for_arm64[@]}") ;;
*)
	echo "usage: build/setup.sh [build|test|bench|arm64|windows|android]" >&2
	exit 2
	;;
esac

if ! command -v go >/dev/null; then
	echo "Go 1.26 or newer is needed and is not on the PATH: see \"Getting git, make and Go\" in README.md." >&2
	exit 1
fi

if ! command -v dpkg-query >/dev/null; then
	echo "This is not Debian or Ubuntu: make sure you have what these packages hold: ${wanted[*]}" >&2
	exit 0
fi

missing=()
for package in "${wanted[@]}"; do
	status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
	[ "$status" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
	echo "setup: everything is installed"
	exit 0
fi

echo "setup: to be installed with apt-get: ${missing[*]}"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
	if ! command -v sudo >/dev/null; then
		echo "This needs root, and there is no sudo. As root: apt-get update && apt-get install ${missing[*]}" >&2
		exit 1
	fi
	echo "setup: apt-get needs root, so sudo may ask for your password"
	as_root=(sudo)
fi
# Fresh machines have no package lists at all.
"${as_root[@]}" apt-get update -q
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
