package e2e

import "testing"

// aim is flow c: three goals are scored, and a fourth is agreed with a parent, by taps alone.
func aim(t *testing.T, tab *tablet, sheet *flowSheet) {
	f := sheet.begin(t, tab, "c")
	f.to("Children", "Isla Maeve")
	f.to("Isla Maeve…", "Summary")
	f.lap()
	f.to("Score with Mum", "Score 3 goals")
	for n := 1; n <= 3; n++ {
		f.pick("+1", n)
		f.pick("How well, 7", n)
		f.pick("How happy, 8", n)
	}
	f.tapped("three goals scored with two ratings each", 10)
	f.timed("three goals scored", "≤ 60 s")
	f.to("Done", "New goal")

	f.lap() // from the child's home, as the budget counts
	f.to("New goal", "What is it about?")
	f.to("Dressing", "Tights or socks")
	f.to("Tights or socks", "Fill in the sentence")
	f.pick("at home", 1)
	f.pick("1 prompt", 1)
	f.pick("12 weeks…", 1)
	f.pick("Parent", 1)
	f.pick("−1", 1)
	f.pick("Mum", 1)
	f.pick("How well, 4", 1)
	f.pick("How happy, 5", 1)
	f.to("Agree goal", "Tap to score today")
	f.tapped("a new goal with rungs, words, date and ratings", 12)
	f.timed("a new goal", "≤ 3 min")
	f.sheet.hold(t, "c", "a new goal, words typed", 0, 20)
	f.shoot(t, "flow-c")
}
