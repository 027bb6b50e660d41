package e2e

import (
	"fmt"
	"testing"
	"time"
)

// schoolVisit is the visit at school, into whose next step both therapists have written.
const schoolVisit = "019a0001-0000-7008-8000-000000000007"

// homeward is flow g: the signal is back. What was written goes by itself, and a field that two people wrote is settled.
func homeward(t *testing.T, r *round, network bool, tab *tablet, sheet *flowSheet) {
	f := sheet.begin(t, tab, "g")
	f.to("Today", "Tuesday 24 November")
	if network {
		f.waits("All sent")
	} else {
		r.s.open(t)
	}
	f.lap()
	f.inFront(t)
	f.waits("All sent")
	f.tapped("everything sent when the signal is back", 0)
	f.sheet.note("g", "from the signal and the app in front to everything sent", fmt.Sprintf("%.1f s", time.Since(f.since).Seconds()), "begins ≤ 10 s")

	r.h.ctl(t, "", "set", "--store", r.lead, schoolVisit, "next=Ring the SENCo about the table.", "--now", visitDay)
	r.h.ctl(t, "", "sync", "--store", r.lead, "--now", visitDay)
	if !network { // a sync went well a moment ago: nobody waits here for the next one
		f.to("Outbox", "Line of this tablet")
		f.tap("Send now")
	}
	f.waits("1 needs you")
	f.to("Today", "Tuesday 24 November")
	f.lap()
	f.to("1 needs you", "Different words are underlined")
	f.to("Keep both", "Kept both")
	f.tapped("a conflict settled, from any screen", 2)
	f.timed("a conflict settled", "≤ 20 s")
	f.shoot(t, "flow-g")
	f.waits("All sent")
}

// inFront puts the app behind and in front again, as somebody does who comes back to the tablet.
func (f *flow) inFront(t testing.TB) {
	t.Helper()
	id := f.desk.xdotool(t, "getactivewindow")
	f.desk.xdotool(t, "windowminimize", "--sync", id)
	f.desk.xdotool(t, "windowactivate", "--sync", id)
}
