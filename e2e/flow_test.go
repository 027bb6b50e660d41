package e2e

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"
)

// A flow is one of the seven ways of the work, walked in the real window by a hand that counts what it does.
type flow struct {
	*tablet
	t     *testing.T
	name  string // "a".."g"
	taps  int    // presses on anything, since the last lap; putting the cursor into a field is one
	since time.Time
	sheet *flowSheet
}

// begin takes up a flow.
func (p *flowSheet) begin(t *testing.T, tab *tablet, name string) *flow {
	t.Helper()
	return &flow{tablet: tab, t: t, name: name, since: time.Now(), sheet: p}
}

// lap starts the count anew.
func (f *flow) lap() { f.taps, f.since = 0, time.Now() }

// tap presses a control once.
func (f *flow) tap(name string) {
	f.t.Helper()
	f.tablet.tap(f.t, name)
	f.taps++
}

// to presses a control and waits for what it leads to. A tap that the machine lost counts as one.
func (f *flow) to(name, leads string) {
	f.t.Helper()
	f.tapTo(f.t, name, leads)
	f.taps++
}

// reach brings the nth thing of that name into sight with the wheel and presses it, which must change the screen. Scrolling is not
// counted: it is no tap. A tap that the machine lost counts as one.
func (f *flow) reach(name string, nth int) {
	f.t.Helper()
	f.taps++
	for range 3 {
		at := f.reveal("tap", name, nth)
		before := fmt.Sprint(f.look())
		f.pressAt(at)
		if happens(tapPatience, func() bool { now := f.look(); return now != nil && fmt.Sprint(now) != before }) {
			return
		}
		f.t.Logf("the tap on %q changed nothing: once more", name)
	}
	f.t.Errorf("%q: three taps changed nothing", name)
}

// reachTo is reach for what leads somewhere else.
func (f *flow) reachTo(name, leads string) {
	f.t.Helper()
	f.taps++
	for range 3 {
		f.pressAt(f.reveal("tap", name, 1))
		if f.soon(leads) {
			return
		}
		f.t.Logf("the tap on %q did not lead to %q: once more", name, leads)
	}
	f.waits(leads)
}

// pick is reach for one of several answers: it must stand as chosen afterwards.
func (f *flow) pick(name string, nth int) {
	f.t.Helper()
	f.taps++
	for range 3 {
		f.pressAt(f.reveal("tap", name, nth))
		if happens(tapPatience, func() bool { x, ok := f.nth("tap", name, nth); return ok && x.Chosen }) {
			return
		}
		f.t.Logf("the tap on %q did not choose it: once more", name)
	}
	f.t.Errorf("%q: three taps did not choose it", name)
	f.explain(f.t)
}

// nth finds the nth thing of a kind and name, seen or not.
func (f *flow) nth(kind, name string, n int) (placed, bool) {
	prefix, open := strings.CutSuffix(name, "…")
	for _, x := range f.look() {
		if x.Kind == kind && (x.Text == name || open && strings.HasPrefix(x.Text, prefix)) {
			if n--; n == 0 {
				return x, true
			}
		}
	}
	return placed{}, false
}

// aimed is the height to which reveal brings a thing, and at which it turns the wheel: the middle of what scrolls.
const aimed = 460

// turn is how far one click of the wheel is thought to scroll until one has been seen.
const turn = 40.0

// reveal scrolls until the nth thing of a kind and name can be seen, and answers where it is. How far a click goes is learnt from
// the one before, so that a long page takes two turns of the wheel and not ten.
func (f *flow) reveal(kind, name string, nth int) placed {
	f.t.Helper()
	defer f.explain(f.t)
	var at placed
	step, clicks, was := turn, 0, 0.0
	until(f.t, fmt.Sprintf("%s %q in sight", kind, name), func() bool {
		if !f.settled() {
			return false
		}
		x, ok := f.nth(kind, name, nth)
		if !ok {
			return false
		}
		if at = x; !x.Off && x.Y > 130 && x.Y+x.H < 800 && (x.Y+x.H < 720 || x.X > 560) { // clear of the undo bar
			return true
		}
		if moved := math.Abs(x.Y - was); clicks > 0 && moved > 1 {
			step = moved / float64(clicks)
		}
		button, far := "5", x.Y-aimed
		if far < 0 {
			button, far = "4", -far
		}
		was, clicks = x.Y, min(80, max(2, int(far/step)))
		f.desk.xdotool(f.t, "mousemove", fmt.Sprint(int(x.X-8)), fmt.Sprint(aimed), "click", "--repeat", fmt.Sprint(clicks), "--delay", "15", button)
		return false
	})
	return at
}

// pressAt presses where something is.
func (f *flow) pressAt(at placed) {
	f.t.Helper()
	f.desk.xdotool(f.t, "mousemove", fmt.Sprint(int(at.X+at.W/2)), fmt.Sprint(int(at.Y+at.H/2)), "mousedown", "1", "sleep", "0.08", "mouseup", "1")
}

// enter brings a field into sight, puts the keyboard into it and types. A tap that the machine lost counts as one.
func (f *flow) enter(field, words string) {
	f.t.Helper()
	f.taps++
	for range 3 {
		f.pressAt(f.reveal("field", field, 1))
		if happens(tapPatience, func() bool { x, ok := f.nth("field", field, 1); return ok && x.Focus }) {
			f.types(f.t, words)
			f.holds(f.t, field, words)
			return
		}
		f.t.Logf("the tap into %q did not take the keyboard there: once more", field)
	}
	f.t.Errorf("%q: three taps did not take the keyboard there", field)
	f.explain(f.t)
}

// tabTo presses one of the tabs of a child's home.
func (f *flow) tabTo(name, leads string) {
	f.t.Helper()
	f.tab(f.t, name)
	f.sees(f.t, leads)
	f.taps++
}

// says puts the cursor into a field, types and sees it there.
func (f *flow) says(field, text string) {
	f.t.Helper()
	f.write(f.t, field, text)
	f.taps++
}

// waits waits for a text.
func (f *flow) waits(text string) {
	f.t.Helper()
	f.sees(f.t, text)
}

// tapped holds the taps since the last lap to a budget.
func (f *flow) tapped(what string, budget int) {
	f.t.Helper()
	f.sheet.hold(f.t, f.name, what+", taps", f.taps, budget)
}

// timed writes down how long the hand of a machine took since the last lap. It is no measure of a person, and is not held.
func (f *flow) timed(what, budget string) {
	f.t.Helper()
	f.sheet.note(f.name, what+", by a machine’s hand", fmt.Sprintf("%.1f s", time.Since(f.since).Seconds()), budget)
}

// A figure is one measured value beside its budget.
type figure struct {
	flow, what, budget string
	got                string
	held               bool
}

// A flowSheet is what one walk through the flows measured.
type flowSheet struct{ figures []figure }

// hold writes a count down and fails the test when it is over its budget.
func (p *flowSheet) hold(t *testing.T, flow, what string, got, budget int) {
	t.Helper()
	if got > budget {
		t.Errorf("%s: %s: %d, the budget is %d", flow, what, got, budget)
	}
	p.figures = append(p.figures, figure{flow, what, fmt.Sprintf("≤ %d", budget), fmt.Sprint(got), true})
}

// note writes a value down beside its budget without holding it.
func (p *flowSheet) note(flow, what, got, budget string) {
	p.figures = append(p.figures, figure{flow, what, budget, got, false})
}

// TestWindow_Flows walks the seven flows in the real window, without the network and with it, and prints what they take beside
// what they may take.
func TestWindow_Flows(t *testing.T) {
	for _, network := range []bool{false, true} {
		t.Run(map[bool]string{false: "off", true: "on"}[network], func(t *testing.T) {
			r := newRound(t)
			if !network {
				r.s.kill()
			}
			sheet := &flowSheet{}
			tab := newTablet(t, newDesk(t, "1280x800"), r.tablet, "--now", visitDay, "--pictures", camera(t, r.h))
			tab.unlock(t)
			observe(t, tab, sheet)
			atHome(t, tab, sheet)
			aim(t, tab, sheet)
			seat(t, tab, sheet)
			advise(t, tab, sheet)
			share(t, tab, sheet)
			homeward(t, r, network, tab, sheet)
			tab.kill()
			kept(t, r)
			sheet.print(t)
		})
	}
}

// print shows what was measured as rows of docs/flows.md, which must say the same of everything that is held.
func (p *flowSheet) print(t *testing.T) {
	t.Helper()
	page := read(t, "../docs/flows.md")
	var b strings.Builder
	for _, x := range p.figures {
		row := fmt.Sprintf("| %s | %s | %s | %s |", x.flow, x.what, x.budget, x.got)
		fmt.Fprintln(&b, row)
		if x.held && !strings.Contains(page, row) {
			t.Errorf("docs/flows.md does not say: %s", row)
		}
	}
	t.Logf("| flow | what | budget | measured |\n%s", b.String())
}
