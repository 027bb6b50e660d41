package e2e

import "testing"

// share is flow f: a signed report goes to the school's SENCo, with the family's yes in sight, and its link is closed again.
func share(t *testing.T, tab *tablet, sheet *flowSheet) {
	f := sheet.begin(t, tab, "f")
	f.to("Children", "Isla Maeve")
	f.to("Isla Maeve…", "Summary")
	f.tabTo("Reports", "New report")
	f.lap()
	f.to("New report", "For a school or nursery: page one is the whole message")
	f.to("School advice", "Five things to do")
	f.to("Check", "Nothing stops you from signing")
	f.to("Preview and sign", "Page 1 of")
	f.to("Sign", "Sign now")
	f.types(f.t, passphrase) // the keyboard is there already
	f.to("Sign now", "Signed, version 1")
	f.timed("school advice written and signed", "≤ 6 min")

	f.lap()
	f.to("Share", "To whom")
	f.waits("Agreed")
	f.to("Mrs Perpetua Nettlefold", "p.nettlefold@larkbarrow.example")
	f.waits("Róisín O'Thistlewood, mother, 12 March 2026")
	f.to("Confirm and share", "Read this to the school office")
	f.tapped("shared with the SENCo", 3)
	f.timed("shared with the SENCo", "≤ 30 s")
	f.shoot(t, "flow-f")
	f.to("What becomes of it", "Close the link")
}
