//go:build !windows

package storage

import "syscall"

// free is how many bytes somebody without special rights may still write beside a folder, or -1.
func free(dir string) int64 {
	var st syscall.Statfs_t
	if syscall.Statfs(dir, &st) != nil {
		return -1
	}
	return int64(st.Bavail) * int64(st.Bsize)
}
