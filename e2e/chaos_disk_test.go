package e2e

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"syscall"
	"testing"
)

// A disk is a small one of its own for one tablet, which the test fills to the last byte. Whoever may not mount a file system has
// the system calls of that tablet's processes fail as on a full disk instead.
type disk struct {
	dir     string
	mounted bool
	strace  string
	full    atomic.Bool
}

func newDisk(t testing.TB, dir string) *disk {
	t.Helper()
	must(t, os.Mkdir(dir, 0o700))
	d := &disk{dir: dir}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=16m,mode=0700"); err == nil {
		d.mounted = true
		t.Cleanup(func() {
			if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
				t.Errorf("take the small disk away: %v", err)
			}
		})
		return d
	}
	d.strace = tool(t, "strace")
	return d
}

// tool finds an installed program.
func tool(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Fatalf("this test needs %s: apt-get install %s (or make setup)", name, name)
	}
	return path
}

// fill leaves not a byte.
func (d *disk) fill() error {
	d.full.Store(true)
	if !d.mounted {
		return nil
	}
	f, err := os.Create(filepath.Join(d.dir, "ballast"))
	if err != nil {
		return err
	}
	defer f.Close()
	for size := 1 << 20; size > 0; size /= 2 {
		for err = nil; err == nil; {
			_, err = f.Write(make([]byte, size))
		}
		if !errors.Is(err, syscall.ENOSPC) {
			return err
		}
	}
	return nil
}

// leave gives back that much of a full disk.
func (d *disk) leave(bytes int64) error {
	if !d.mounted {
		return nil
	}
	name := filepath.Join(d.dir, "ballast")
	st, err := os.Stat(name)
	if err != nil {
		return err
	}
	return os.Truncate(name, st.Size()-bytes)
}

// runOut fills the disk while an app has it open, and returns what makes room again.
func (d *disk) runOut(t *testing.T, p *tablet) (stop func()) {
	t.Helper()
	if d.mounted {
		must(t, d.fill())
		return d.empty
	}
	cmd := exec.Command(d.strace, "-f", "-qq", "-o", "/dev/null", "-e", "inject=pwrite64,ftruncate,fallocate:error=ENOSPC", "-p", strconv.Itoa(p.cmd.Process.Pid))
	start(t, cmd)
	return func() { _ = cmd.Process.Signal(os.Interrupt); _ = cmd.Wait() }
}

// empty makes room again.
func (d *disk) empty() {
	d.full.Store(false)
	_ = os.Remove(filepath.Join(d.dir, "ballast")) // there is none where calls fail instead
}

// under is a command as it runs on this disk now.
func (d *disk) under(cmd *exec.Cmd) *exec.Cmd {
	if d.mounted || !d.full.Load() {
		return cmd
	}
	return exec.Command(d.strace, append([]string{"-f", "-qq", "-o", "/dev/null", "-e", "inject=pwrite64,ftruncate,fallocate:error=ENOSPC"}, cmd.Args...)...)
}
