package e2e

import "testing"

// TestWindow_InTheirHands gives the tablet to a young person with a sheet of questions, in the real window: nothing on it leads elsewhere, a kill
// brings the same sheet back in the same hands, and the end asks for the tablet. The therapist, who lifts the cover, goes on with the sheet.
func TestWindow_InTheirHands(t *testing.T) {
	p := newHouse(t).withIsla(t, newDesk(t, "1280x800"))
	p.tapTo(t, "Children", "Isla Maeve")
	p.tapTo(t, "Isla Maeve…", "Summary")
	f := (&flowSheet{}).begin(t, p, "turned")
	f.reachTo("Questions…", "Pick what to ask")
	f.reachTo("Before we meet: for you…", "How do the answers come?")
	f.tap("With me now")
	f.to("Start", "About me")
	theirs := func() {
		t.Helper()
		for _, name := range []string{"Outbox", "Find", "Hold", "Children"} {
			if x, ok := p.find("tap", name); ok {
				t.Errorf("a young person is offered %q at %+v", name, x)
				p.explain(t)
			}
		}
	}
	theirs()
	f.enter("What do you like to do?", "Lego, and my dog")
	f.reach("Me, with help", 1) // a tap is kept at once, and what was typed before it; of typing alone a kill may take the last second
	p.sees(t, "2 of 23 answered")
	p.shoot(t, "in-their-hands")
	p.kill()
	p.open(t)
	p.unlock(t)
	p.sees(t, "2 of 23 answered") // at the next question
	theirs()
	f.to("About me", "Lego, and my dog")
	f.reachTo("Finish…", "Please hand the tablet back")
	f.to("Done", "Not answered yet")
	f.to("Done", "Covered")
	p.key(t, "space")
	p.sees(t, "Hand over")
	p.shoot(t, "handed-back")
	f.to("Hand over", "Saved as it is answered")
	theirs()
	p.clean(t)
}
