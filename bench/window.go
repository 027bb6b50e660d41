package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// patience is how long a window may take to do something before the run is given up.
const patience = 60 * time.Second

// A desk is a virtual display with a window manager, and the two programs' home.
type desk struct {
	display, dir string
	running      []*exec.Cmd
}

// newDesk starts one in a folder; more is for its X server.
func newDesk(ctx context.Context, dir string, more ...string) (*desk, error) {
	for program, pkg := range map[string]string{"Xvfb": "xvfb", "openbox": "openbox", "xdotool": "xdotool"} {
		if _, err := exec.LookPath(program); err != nil {
			return nil, fmt.Errorf("this needs %s: install the package %s (make setup does)", program, pkg)
		}
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	read, write, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	d := &desk{dir: dir}
	server := exec.CommandContext(ctx, "Xvfb", append([]string{"-displayfd", "3", "-screen", "0", "1280x800x24", "+extension", "GLX", "-nolisten", "tcp"}, more...)...)
	server.ExtraFiles = []*os.File{write}
	err = d.start(server)
	write.Close()
	if err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		return nil, errors.Join(fmt.Errorf("Xvfb did not say its display: %w", err), d.close())
	}
	d.display = ":" + strings.TrimSpace(line)
	rc := filepath.Join(dir, "rc.xml")
	const whole = `<?xml version="1.0"?><openbox_config xmlns="http://openbox.org/3.4/rc"><applications><application class="*">
<decor>no</decor><maximized>yes</maximized></application></applications></openbox_config>`
	if err := os.WriteFile(rc, []byte(whole), 0o600); err != nil {
		return nil, err
	}
	return d, d.start(exec.CommandContext(ctx, "openbox", "--sm-disable", "--config-file", rc))
}

// start runs a program on the desk.
func (d *desk) start(cmd *exec.Cmd) error {
	cmd.Env = []string{"DISPLAY=" + d.display, "HOME=" + d.dir, "XDG_RUNTIME_DIR=" + d.dir, "XDG_CONFIG_HOME=" + d.dir,
		"PATH=" + os.Getenv("PATH"), "FYNE_THEME=light", "FYNE_SCALE=1", "TZ=Europe/London", "LANG=C.UTF-8"}
	if err := cmd.Start(); err != nil {
		return err
	}
	d.running = append(d.running, cmd)
	return nil
}

// end stops a program of the desk.
func end(cmd *exec.Cmd) {
	_ = cmd.Process.Kill() // it may have ended by itself
	_ = cmd.Wait()
}

func (d *desk) close() error {
	for i := len(d.running) - 1; i >= 0; i-- {
		if d.running[i].ProcessState == nil {
			end(d.running[i])
		}
	}
	return nil
}

func (d *desk) xdotool(args ...string) (string, error) {
	cmd := exec.Command("xdotool", args...)
	cmd.Env = append(os.Environ(), "DISPLAY="+d.display)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("xdotool %v: %w %s", args, err, out)
	}
	return strings.TrimSpace(string(out)), nil
}

// until waits for a condition.
func until(ctx context.Context, what string, done func() bool) error {
	late, stop := context.WithTimeout(ctx, patience)
	defer stop()
	tick := time.NewTicker(30 * time.Millisecond)
	defer tick.Stop()
	for !done() {
		select {
		case <-late.Done():
			return fmt.Errorf("waited in vain for %s", what)
		case <-tick.C:
		}
	}
	return nil
}

// secretField finds where the passphrase is typed, from the layout that the app writes when asked. The app that is measured is not
// asked: writing the layout ten times a second would be measured too.
func (d *desk) secretField(ctx context.Context, app, store string) (x, y string, err error) {
	file := filepath.Join(d.dir, "layout")
	cmd := exec.CommandContext(ctx, app, "--store", store, "--offline", "--dump-layout", file)
	if err := d.start(cmd); err != nil {
		return "", "", err
	}
	defer end(cmd)
	err = until(ctx, "the passphrase field", func() bool {
		raw, err := os.ReadFile(file)
		if err != nil {
			return false
		}
		found := ""
		for line := range bytes.Lines(raw) {
			var at struct {
				Kind       string
				X, Y, W, H float64
			}
			if json.Unmarshal(line, &at) == nil && at.Kind == "field" {
				found = fmt.Sprint(int(at.X + at.W/2))
				y = fmt.Sprint(int(at.Y + at.H/2))
			}
		}
		same := found != "" && found == x // twice in the same place: the layout has settled
		x = found
		return same
	})
	return x, y, err
}

// unlock types the passphrase and waits until the store is open.
func (d *desk) unlock(ctx context.Context, cmd *exec.Cmd, x, y string) error {
	id, err := d.xdotool("search", "--sync", "--onlyvisible", "--pid", strconv.Itoa(cmd.Process.Pid))
	if err != nil {
		return err
	}
	id, _, _ = strings.Cut(id, "\n")
	if err := d.typeSecret(id, x, y); err != nil {
		return err
	}
	if _, err := d.xdotool("key", "Return"); err != nil {
		return err
	}
	return until(ctx, "the store to open", func() bool { return holdsStore(cmd.Process.Pid) })
}

// typeSecret types the passphrase into a window.
func (d *desk) typeSecret(window, x, y string) error {
	for _, args := range [][]string{{"windowactivate", "--sync", window}, {"mousemove", x, y, "sleep", "0.5", "mousedown", "1", "sleep", "0.08", "mouseup", "1", "sleep", "0.3"},
		{"type", "--delay", "12", "--", passphrase}} {
		if _, err := d.xdotool(args...); err != nil {
			return err
		}
	}
	return nil
}

// holdsStore says whether a process has the store's file open, which it has only while unlocked.
func holdsStore(pid int) bool {
	dir := fmt.Sprintf("/proc/%d/fd", pid)
	list, err := os.ReadDir(dir)
	if err != nil {
		return false
	}
	for _, e := range list {
		if to, err := os.Readlink(filepath.Join(dir, e.Name())); err == nil && strings.HasSuffix(to, "/fieldfare.db") {
			return true
		}
	}
	return false
}
