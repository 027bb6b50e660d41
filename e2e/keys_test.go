package e2e

import "testing"

// TestWindow_ByKeyboard goes from the lock to a child, to the settings and to a place, in the real window, without the mouse: the combinations
// must work while the keyboard is in a field too.
func TestWindow_ByKeyboard(t *testing.T) {
	h := newHouse(t)
	store := h.at("tablet")
	h.ctl(t, "", "practice", "--store", store, "--children", "12", "--seed", "1")
	p := newTablet(t, newDesk(t, "1280x800"), store, "--now", tourDay)
	p.unlock(t)
	p.sees(t, "Monday 7 December")

	p.into(t, "Find a child") // the keyboard is in a field from here on
	p.key(t, "ctrl+k")
	p.sees(t, "Visits, clocks and what is to finish")
	p.types(t, "thistle")
	p.sees(t, "Isla Maeve O'Thistlewood")
	p.key(t, "Return")
	p.sees(t, "Summary")

	p.key(t, "ctrl+k")
	p.types(t, "cutlery")
	p.sees(t, "Cuts own lunch")
	p.key(t, "Escape")
	p.key(t, "ctrl+k")
	p.types(t, "large letters")
	p.sees(t, "Text size, light or dark")
	p.key(t, "Return")
	p.sees(t, "Hand that taps")

	p.key(t, "F1")
	p.sees(t, "Keyboard shortcuts")
	p.key(t, "Escape")
	p.key(t, "ctrl+5")
	p.sees(t, "The service’s work")
	p.key(t, "alt+Left", "ctrl+2")
	p.sees(t, "Visit planned")
}
