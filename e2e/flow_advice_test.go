package e2e

import "testing"

// advise is flow e: EHC advice from what was recorded, read section by section, checked and signed.
func advise(t *testing.T, tab *tablet, sheet *flowSheet) {
	f := sheet.begin(t, tab, "e")
	f.to("Today", "Due")
	f.lap()
	f.to("Reports", "Due Tuesday 22 December 2026")
	f.to("EHC advice, Isla Maeve O'Thistlewood (Issy): Write", "Who this is about")
	for range 12 { // nine sections; the last leads to the signing
		if f.shows("Check and sign") {
			break
		}
		f.onward()
	}
	f.waits("Check and sign")
	if !f.shows("Nothing stops you from signing") {
		f.to("Check", "Nothing stops you from signing")
	}
	f.to("Preview and sign", "Page 1 of")
	f.to("Sign", "Sign now")
	f.types(f.t, passphrase) // the keyboard is there already
	f.to("Sign now", "Signed, version 1")
	f.tapped("EHC advice, every section read and accepted, signed", 70)
	f.timed("EHC advice", "median ≤ 15 min")
	f.sheet.hold(t, "e", "EHC advice, words typed", 0, 250)
	f.shoot(t, "flow-e")
}

// onward accepts what is left of a section of the composer, which leads to the next.
func (f *flow) onward() {
	f.t.Helper()
	here := f.section()
	name := "Next…"
	if _, left := f.nth("tap", "Accept all …", 1); left {
		name = "Accept all …"
	}
	f.reach(name, 1)
	until(f.t, "the section after "+here, func() bool { return f.section() != here && f.section() != "" })
}

// section is the heading of the section that the composer has open: the first text of its column.
func (f *flow) section() string {
	for _, x := range f.look() {
		if x.Kind == "text" && x.X > 640 && x.X < 650 && x.H > 26 {
			return x.Text
		}
	}
	return ""
}
