package e2e

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// patience is how long a test waits for something to appear before it calls it missing. It bounds a failure, not a speed.
const patience = 60 * time.Second

// A desk is a virtual display.
type desk struct {
	display string
	dir     string   // runtime and home folders of what runs on it
	screens []string // where the tablets on it say how long nothing has changed
}

// newDesk starts Xvfb on a free display with openbox as its window manager.
func newDesk(t testing.TB, size string) *desk {
	t.Helper()
	for program, pkg := range map[string]string{"Xvfb": "xvfb", "openbox": "openbox", "xdotool": "xdotool", "import": "imagemagick"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Fatalf("this test needs %s: install the package %s (make setup does)", program, pkg)
		}
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	// -r: no key repeats. A busy machine lets go of a key so late that the server takes it for held, and types it twice.
	server := exec.Command("Xvfb", "-r", "-displayfd", "3", "-screen", "0", size+"x24", "+extension", "GLX", "-nolisten", "tcp")
	server.ExtraFiles = []*os.File{write}
	start(t, server)
	write.Close()
	line, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatalf("Xvfb did not say its display: %v", err)
	}
	d := &desk{display: ":" + strings.TrimSpace(line), dir: t.TempDir()}
	rc := filepath.Join(d.dir, "rc.xml")
	if err := os.WriteFile(rc, []byte(bare), 0o600); err != nil {
		t.Fatal(err)
	}
	wm := exec.Command("openbox", "--sm-disable", "--config-file", rc)
	wm.Env = d.env()
	start(t, wm)
	return d
}

// bare makes every window fill the display without a frame, as an app on a tablet does, so that the app's coordinates are the
// display's.
const bare = `<?xml version="1.0"?><openbox_config xmlns="http://openbox.org/3.4/rc"><applications><application class="*">
<decor>no</decor><maximized>yes</maximized></application></applications></openbox_config>`

// env is the environment of everything on the desk: nothing of the person who runs the tests.
func (d *desk) env() []string {
	return []string{"DISPLAY=" + d.display, "HOME=" + d.dir, "XDG_RUNTIME_DIR=" + d.dir, "XDG_CONFIG_HOME=" + d.dir, "XDG_CACHE_HOME=" + d.dir,
		"PATH=" + os.Getenv("PATH"), "FYNE_THEME=light", "FYNE_SCALE=1", "TZ=Europe/London", "LANG=C.UTF-8"}
}

// start runs a process until the test ends.
func start(t testing.TB, cmd *exec.Cmd) {
	t.Helper()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(cmd) })
}

// stop kills a process that this test started and waits for it.
func stop(cmd *exec.Cmd) {
	if cmd.ProcessState == nil {
		_ = cmd.Process.Signal(syscall.SIGKILL) // it may have ended by itself
		_ = cmd.Wait()
	}
}

// binary is the path of one of our programs, which make has built.
func binary(t testing.TB, name string) string {
	t.Helper()
	path, err := filepath.Abs("../bin/" + name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("%s is not built: run make binaries first", name)
	}
	return path
}

// until waits for done to hold.
func until(t testing.TB, what string, done func() bool) {
	t.Helper()
	if !happens(patience, done) {
		t.Fatalf("waited %v for %s", patience, what)
	}
}

// happens looks again and again whether something has happened, and reports whether it did in time.
func happens(most time.Duration, done func() bool) bool {
	for deadline := time.Now().Add(most); !done(); {
		if time.Now().After(deadline) {
			return false
		}
		time.Sleep(30 * time.Millisecond) // the wait between two looks; what is waited for is the condition
	}
	return true
}

// tapPatience is how long a tap may take to show; after that it counts as lost by the window manager, and is made once more.
const tapPatience = 8 * time.Second

// run runs one of our programs to its end and returns its output; it must exit 0.
func run(t testing.TB, env []string, in io.Reader, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(binary(t, name), args...)
	cmd.Stdin = in
	cmd.Env = append(os.Environ(), env...)
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out, errs.String())
	}
	return string(out)
}

// picture saves what stands on the desk.
func (d *desk) picture(t testing.TB, file string) {
	t.Helper()
	cmd := exec.Command("import", "-window", "root", file)
	cmd.Env = d.env()
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("picture %s: %v %s", file, err, out)
	}
}

// xdotool moves the hand. What the apps knew of resting screens is out of date then.
func (d *desk) xdotool(t testing.TB, args ...string) string {
	t.Helper()
	cmd := exec.Command("xdotool", args...)
	cmd.Env = d.env()
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("xdotool %v: %v %s", args, err, out)
	}
	for _, looks := range d.screens {
		_ = os.Truncate(looks, 0) // none yet is as good
	}
	return strings.TrimSpace(string(out))
}
