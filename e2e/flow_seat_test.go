package e2e

import (
	"fmt"
	"testing"
)

// seat is flow d: a chair is recommended from seven measurements, with a photo that has an arrow and may go to school.
func seat(t *testing.T, tab *tablet, sheet *flowSheet) {
	f := sheet.begin(t, tab, "d")
	f.to("Children", "Isla Maeve")
	f.to("Isla Maeve…", "Summary")
	f.lap()
	f.tabTo("Equipment", "New equipment")
	f.to("New equipment", "What it is")
	f.to("Sort", "Standing frame")
	f.to("Chair", "Still to be known")
	f.to("Measure", "Measure for seating")
	for _, mm := range []string{"310", "295", "240", "180", "360", "230", "180"} {
		f.types(t, mm) // on the number pad: counted as numbers, not as taps
		f.key(t, "Return")
	}
	f.waits("8 of 8")
	f.to("Back", "What it is")
	f.reach("Fill in from the measurements", 1)
	f.pick("So that Issy's feet stand flat.", 1)
	f.pick("So that both hands are free to work.", 1)

	f.reachTo("Add a photo", "chair.jpg")
	f.tap("chair.jpg…")
	f.waits("It stays on this tablet until Done")
	f.to("Arrow", "arrow")
	at, _ := f.find("tap", "The picture")
	f.desk.xdotool(t, "mousemove", fmt.Sprint(int(at.X+at.W*0.3)), fmt.Sprint(int(at.Y+at.H*0.3)), "mousedown", "1", "sleep", "0.1",
		"mousemove", fmt.Sprint(int(at.X+at.W*0.5)), fmt.Sprint(int(at.Y+at.H*0.4)), "sleep", "0.1",
		"mousemove", fmt.Sprint(int(at.X+at.W*0.6)), fmt.Sprint(int(at.Y+at.H*0.5)), "sleep", "0.1", "mouseup", "1")
	f.taps++ // a stroke
	f.pick("Yes", 1)
	f.to("Done", "Photos")

	for field, words := range map[string]string{"Owner": "School", "Who pays": "Health"} {
		f.enter(field, words)
	}
	f.tapped("a chair with seven measurements, a photo and who pays", 24)
	f.timed("a chair with seven measurements", "≤ 4 min")
	f.shoot(t, "flow-d")
}
