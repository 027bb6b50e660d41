package e2e

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A tablet is the app's process on a desk.
type tablet struct {
	desk   *desk
	store  string
	layout string
	cmd    *exec.Cmd
	log    bytes.Buffer
	args   []string
}

// placed is one line of the layout that the app writes.
type placed struct {
	Kind, Text, Value string
	X, Y, W, H        float64
	Off, Focus        bool
	Chosen            bool
}

// appLine is how the app is started: the one that is built here, or what FIELDFARE_APP says, such as a package for Windows under wine.
func appLine(t testing.TB) []string {
	t.Helper()
	if other := strings.Fields(os.Getenv("FIELDFARE_APP")); len(other) > 0 {
		return other
	}
	return []string{binary(t, "fieldfare")}
}

// newTablet opens the app on a store folder. Whatever the test, it fails when the app logs a call from a wrong thread.
func newTablet(t testing.TB, d *desk, store string, args ...string) *tablet {
	t.Helper()
	p := &tablet{desk: d, store: store, layout: filepath.Join(t.TempDir(), "layout"), args: args}
	t.Cleanup(func() { p.clean(t) }) // comes after the app has ended
	d.screens = append(d.screens, p.layout+".looks")
	p.open(t)
	return p
}

// withIsla opens the app, offline and unlocked, on a tablet that holds Isla, in the morning of her visit.
func (h house) withIsla(t testing.TB, d *desk) *tablet {
	t.Helper()
	store := h.at("tablet")
	h.ctl(t, "", "init", "--store", store)
	h.ctl(t, "", "import", "--store", store, demo("isla.json"))
	p := newTablet(t, d, store, "--now", visitDay, "--offline")
	p.unlock(t)
	return p
}

func (p *tablet) open(t testing.TB) {
	t.Helper()
	_ = os.Remove(p.layout)
	_ = os.Remove(p.layout + ".looks")
	line := append(appLine(t), "--store", p.store, "--dump-layout", p.layout)
	p.cmd = exec.Command(line[0], append(line[1:], p.args...)...)
	p.cmd.Env = p.desk.env()
	p.cmd.Stderr, p.cmd.Stdout = &p.log, &p.log
	start(t, p.cmd)
	until(t, "the window", func() bool { return len(p.look()) > 0 })
	which := []string{"--pid", fmt.Sprint(p.cmd.Process.Pid)}
	if len(line) > 5 { // run by another program, which starts it as a process of its own
		which = []string{"--name", "^Fieldfare$"}
	}
	id := p.desk.xdotool(t, append([]string{"search", "--sync", "--onlyvisible"}, which...)...)
	id, _, _ = strings.Cut(id, "\n")
	p.desk.xdotool(t, "windowactivate", "--sync", id)
}

// kill ends the app as a flat battery would.
func (p *tablet) kill() {
	_ = p.cmd.Process.Signal(syscall.SIGKILL)
	_ = p.cmd.Wait()
}

// look reads what stands on the screen now; nothing while the app is writing it.
func (p *tablet) look() []placed {
	raw, err := os.ReadFile(p.layout)
	if err != nil {
		return nil
	}
	var out []placed
	lines := bufio.NewScanner(bytes.NewReader(raw))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var x placed
		if json.Unmarshal(lines.Bytes(), &x) != nil {
			return nil
		}
		out = append(out, x)
	}
	return out
}

// find returns the first thing of a kind whose text is name, or starts with it when name ends in an ellipsis.
func (p *tablet) find(kind, name string) (placed, bool) {
	prefix, open := strings.CutSuffix(name, "…")
	for _, x := range p.look() {
		if x.Kind == kind && !x.Off && (x.Text == name || (open && strings.HasPrefix(x.Text, prefix))) {
			return x, true
		}
	}
	return placed{}, false
}

// sees waits until a text stands on the screen.
func (p *tablet) sees(t testing.TB, text string) {
	t.Helper()
	defer p.explain(t)
	until(t, fmt.Sprintf("%q on the screen", text), func() bool { return p.shows(text) })
}

// tap presses the control of that name, once it is there.
func (p *tablet) tap(t testing.TB, name string) {
	t.Helper()
	p.press(t, "tap", name)
}

// tapTo presses a control and waits for what it leads to. A tap that comes just as the screen is drawn anew can be lost, and a
// person taps again; so does this, and says so.
func (p *tablet) tapTo(t testing.TB, name, leads string) {
	t.Helper()
	p.tapUntil(t, name, leads, func() bool { return p.shows(leads) })
}

// tapAway is tapTo for what takes something off the screen.
func (p *tablet) tapAway(t testing.TB, name, leaves string) {
	t.Helper()
	p.tapUntil(t, name, "the end of "+leaves, func() bool { return !p.shows(leaves) })
}

func (p *tablet) tapUntil(t testing.TB, name, leads string, led func() bool) {
	t.Helper()
	defer p.explain(t)
	for range 3 {
		p.tap(t, name)
		if happens(tapPatience, led) {
			return
		}
		t.Logf("the tap on %q did not lead to %q: once more", name, leads)
	}
	until(t, leads, led)
}

// soon reports whether a text appears within a few seconds.
func (p *tablet) soon(text string) bool {
	return happens(tapPatience, func() bool { return p.shows(text) })
}

func (p *tablet) shows(text string) bool {
	for _, x := range p.look() {
		if strings.Contains(x.Text, text) || strings.Contains(x.Value, text) {
			return true
		}
	}
	return false
}

// into puts the cursor into a field.
func (p *tablet) into(t testing.TB, field string) {
	t.Helper()
	defer p.explain(t)
	// A busy window manager may hand the tap on after the first letter that is typed behind it; and a tap can be lost, see tapTo.
	for range 3 {
		p.press(t, "field", field)
		if happens(tapPatience, func() bool { x, ok := p.find("field", field); return ok && x.Focus }) {
			return
		}
		t.Logf("the tap into %q did not take the keyboard there: once more", field)
	}
	until(t, "the cursor in "+field, func() bool { x, ok := p.find("field", field); return ok && x.Focus })
}

func (p *tablet) press(t testing.TB, kind, name string) {
	t.Helper()
	defer p.explain(t)
	var at placed
	until(t, fmt.Sprintf("%s %q", kind, name), func() bool {
		x, ok := p.find(kind, name)
		at = x
		return ok && p.settled() // a finger does not come down on what is still moving
	})
	p.desk.xdotool(t, "mousemove", fmt.Sprint(int(at.X+at.W/2)), fmt.Sprint(int(at.Y+at.H/2)), "mousedown", "1", "sleep", "0.08", "mouseup", "1")
}

// settled reports whether the app has looked at its screen three times, a tenth of a second apart, since a hand or the app did something to it,
// and found it unchanged. A running clock changes it once a second.
func (p *tablet) settled() bool {
	st, err := os.Stat(p.layout + ".looks")
	return err == nil && st.Size() >= 3
}

// types writes text as a keyboard would. Letters outside ASCII need the slower pace.
func (p *tablet) types(t testing.TB, text string) {
	t.Helper()
	delay := "12" // milliseconds, quicker than anybody types
	for _, r := range text {
		if r > 126 {
			delay = "150"
		}
	}
	p.desk.xdotool(t, "type", "--delay", delay, "--", text)
}

func (p *tablet) key(t testing.TB, keys ...string) {
	t.Helper()
	p.desk.xdotool(t, append([]string{"key"}, keys...)...)
}

// explain shows, on failure, what stood on the screen and what the app said.
func (p *tablet) explain(t testing.TB) {
	if !t.Failed() {
		return
	}
	var b strings.Builder
	for _, x := range p.look() {
		if x.Off {
			continue
		}
		fmt.Fprintf(&b, "  %-5s %4.0f,%4.0f %4.0fx%-4.0f %q %s\n", x.Kind, x.X, x.Y, x.W, x.H, x.Text, x.Value)
	}
	t.Logf("on the screen:\n%s\nthe app said:\n%s", b.String(), p.log.String())
}

// clean fails the test when the app logged a wrong-thread call or a panic.
func (p *tablet) clean(t testing.TB) {
	t.Helper()
	for _, bad := range []string{"Error in Fyne call thread", "panic:", "fatal error:"} {
		if strings.Contains(p.log.String(), bad) {
			t.Errorf("the app logged %q:\n%s", bad, p.log.String())
		}
	}
}
