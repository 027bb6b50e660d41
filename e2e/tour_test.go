package e2e

import "testing"

// tourDay is a morning of the practice caseload with three visits.
const tourDay = "2026-12-07T08:40:00Z"

// TestWindow_Tour opens, by taps in the real window, every screen of the service's work and of one child's that no other test
// walks through, on the practice caseload. Each must say what it is about, and the app must log no wrong-thread call.
func TestWindow_Tour(t *testing.T) {
	h := newHouse(t)
	store := h.at("tablet")
	h.ctl(t, "", "practice", "--store", store, "--children", "12", "--seed", "1")
	p := newTablet(t, newDesk(t, "1280x800"), store, "--now", tourDay)
	p.unlock(t)
	for _, x := range []struct{ tap, sees, picture string }{
		{"Waiting list and rules…", "Nobody waits here", ""},
		{"Clinics…", "Drop-in", "clinics"},
		{"Equipment register…", "Equipment register", "register"},
		{"Groups and training…", "Groups and training", ""},
		{"Questions…", "Questions", ""},
	} {
		p.tapTo(t, "More", "The service’s work")
		p.tapTo(t, x.tap, x.sees)
		if x.picture != "" {
			p.shoot(t, x.picture)
		}
	}
	for _, x := range []struct{ tab, tap, sees, picture string }{
		{"Goals", "Progress", "Progress", "progress"},
		{"Goals", "Show the family", "How", "family"},
	} {
		p.tapTo(t, "Children", "Isla Maeve O'Thistlewood")
		p.tapTo(t, "Isla Maeve O'Thistlewood…", "Summary")
		p.tab(t, x.tab)
		p.tapTo(t, x.tap, x.sees)
		p.shoot(t, x.picture)
	}
}
