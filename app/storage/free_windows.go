package storage

import (
	"syscall"
	"unsafe"
)

var diskFree = syscall.NewLazyDLL("kernel32.dll").NewProc("GetDiskFreeSpaceExW")

// free is how many bytes this user may still write beside a folder, or -1.
func free(dir string) int64 {
	name, err := syscall.UTF16PtrFromString(dir)
	if err != nil {
		return -1
	}
	var mine uint64
	if ok, _, _ := diskFree.Call(uintptr(unsafe.Pointer(name)), uintptr(unsafe.Pointer(&mine)), 0, 0); ok == 0 {
		return -1
	}
	return int64(mine)
}
