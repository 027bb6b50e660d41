# Read by build/package.sh: the headers and libraries that the window needs, for arm64, unpacked beside the checkout's cache. The
# machine's own package lists stay as they are. The C library is the cross compiler's own: another would be looked for at its root.
sysroot=$PWD/.cache/arm64
if [ ! -e "$sysroot/done" ]; then
	rm -rf "$sysroot" && mkdir -p "$sysroot/apt/lists/partial" "$sysroot/apt/archives/partial" "$sysroot/deb"
	touch "$sysroot/apt/status"
	of_arm64=(-o "Dir::State=$sysroot/apt" -o "Dir::State::status=$sysroot/apt/status" -o "Dir::Cache=$sysroot/apt" -o APT::Architectures::=arm64 -o APT::Architecture=arm64)
	apt-get "${of_arm64[@]}" update -q
	(cd "$sysroot/deb" && apt-get "${of_arm64[@]}" download -q libgl-dev libgl1 libegl-dev libegl1 libgles-dev libgles2 libglvnd0 libglx-dev libglx0 \
		libopengl0 libx11-dev libx11-6 libxcb1-dev libxcb1 libxau-dev libxau6 libxdmcp-dev libxdmcp6 libbsd0 libmd0 libxcursor-dev libxcursor1 \
		libxrandr-dev libxrandr2 libxrender-dev libxrender1 libxinerama-dev libxinerama1 libxi-dev libxi6 libxxf86vm-dev libxxf86vm1 \
		libxext-dev libxext6 libxfixes-dev libxfixes3 x11proto-dev)
	for deb in "$sysroot"/deb/*.deb; do dpkg -x "$deb" "$sysroot/root"; done
	touch "$sysroot/done"
fi
lib=$sysroot/root/usr/lib/aarch64-linux-gnu
export CC=aarch64-linux-gnu-gcc
export PKG_CONFIG_LIBDIR=$lib/pkgconfig:$sysroot/root/usr/share/pkgconfig PKG_CONFIG_SYSROOT_DIR=$sysroot/root
export CGO_CFLAGS="-O2 -g -I$sysroot/root/usr/include -I$sysroot/root/usr/include/aarch64-linux-gnu"
export CGO_LDFLAGS="-L$lib -Wl,-rpath-link,$lib"
