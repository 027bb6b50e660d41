package e2e

import (
	"fmt"
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
			tab := newTablet(t, newDesk(t, "1280x800"), r.tablet, "--now", visitDay)
			tab.unlock(t)
			observe(t, tab, sheet)
			atHome(t, tab, sheet)
			share(t, tab, sheet)
			tab.clean(t)
			tab.kill()
			kept(t, r)
			for _, x := range sheet.figures {
				t.Logf("%s  %-60s %-8s %s", x.flow, x.what, x.budget, x.got)
			}
		})
	}
}
