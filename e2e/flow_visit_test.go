package e2e

import "testing"

// observe is flow a: half an hour in the classroom on the board, by tiles, counters, the timer and one typed note.
func observe(t *testing.T, tab *tablet, sheet *flowSheet) {
	f := sheet.begin(t, tab, "a")
	f.waits("Tuesday 24 November")
	f.lap()
	f.to("Start visit", "Tap a tile or write a note")
	f.to("Feet off floor", "Sitting, saved")
	f.tapped("Today to the first note", 2)
	f.lap()
	f.to("Wraps legs round chair", "09:") // the tile's words stand in the stream
	f.tapped("one more note", 1)
	f.lap()
	f.to("Prompted", "prompt")
	f.tapped("how much help", 1)
	f.lap()
	f.to("Add one, Verbal prompt", "Verbal prompt 1")
	f.tapped("one more in a tally", 1)
	f.lap()
	f.to("On", "On 1 of 1")
	f.tapped("on task at this moment", 1)
	f.lap()
	f.to("Cover", "Covered")
	f.tapped("covered", 1)
	f.key(t, "space")
	f.gone(t, "Go on")
	f.says(noteBox, "Copied two lines, then rubbed her hand")
	f.key(t, "Return")
	f.lap()
	f.to("Finish", "Check and finish")
	f.tap("Writing")
	f.to("See in PE", "Changed the next step")
	f.to("Done", "Finished")
	f.tapped("finished with a goal and a next step", 6)
	f.shoot(t, "flow-a")
}

// atHome is flow b: a visit at home, with what a parent says, the tasks since, a consent that changes and is signed, and the plan
// read back and left as a letter.
func atHome(t *testing.T, tab *tablet, sheet *flowSheet) {
	f := sheet.begin(t, tab, "b")
	f.waits("Home visit")
	f.waits("Ready offline")
	f.lap()
	f.to("Start home visit", "Home tasks")
	f.tapped("Today to the board", 1)
	f.tap("Parent said")
	f.says(noteBox, "She asks for the slope at tea time")
	f.key(t, "Return")
	f.waits("Mum said, saved")
	f.to("Home tasks", "What was done at home")
	f.to("Done", "noted")
	f.to("Close", "done")

	f.to("Consent", "Who said yes or no to what")
	f.lap()
	f.to("Gym club leader…", "What they say today")
	f.to("Agreed…", "Sign with a finger instead")
	f.tapped("a consent changed, on its page", 2)
	f.says("Their name, typed by them as a signature", "Roisin O'Thistlewood")
	f.to("Back", "Agree plan")

	f.to("Agree plan", "What we work on")
	f.to("We agree", "You said yes to this plan")
	f.lap()
	f.to("Leave a letter", "A letter is in line")
	f.tapped("a copy left", 1)
	f.shoot(t, "flow-b")
	f.to("Back to the visit", "Covered") // the family had the tablet
	f.key(t, "space")
	f.gone(t, "Go on")
	f.to("Finish", "Check and finish")
	f.to("Done", "Finished")
}
