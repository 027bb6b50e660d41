package e2e

import (
	"fmt"
	"testing"
)

// TestWindow_UndoWhileTyping taps Undo with the cursor in a field, in the real window: what the bar says is taken back, the cursor and the
// letters stay, and the next letter lands there. The wheel then moves the page from where it stands over a field.
func TestWindow_UndoWhileTyping(t *testing.T) {
	h, d := newHouse(t), newDesk(t, "1280x800")
	p := h.withIsla(t, d)
	p.tapTo(t, "Children", "Isla Maeve")
	p.tapTo(t, "Isla Maeve…", "Summary")
	f := (&flowSheet{}).begin(t, p, "undo")
	f.tabTo("Equipment", "New equipment")
	f.to("New equipment", "What it is")
	f.to("Sort", "Standing frame")
	f.tap("Chair")
	f.gone(t, "Standing frame") // the list has closed
	f.waits("Still to be known")
	f.enter("Maker", "Acorn")
	f.pressAt(f.reveal("field", "Model", 1))
	p.sees(t, "Changed “Maker”")
	p.types(t, "Oak")
	p.holds(t, "Model", "Oak")
	undo, ok := p.find("tap", "Undo")
	if !ok {
		p.explain(t)
		t.Fatal("nothing offers to take the maker back")
	}
	f.pressAt(undo)
	p.holds(t, "Maker", "")
	p.types(t, "leaf")
	p.holds(t, "Model", "Oakleaf")

	was, _ := p.find("field", "Model")
	d.xdotool(t, "mousemove", fmt.Sprint(int(was.X+was.W/2)), fmt.Sprint(int(was.Y+was.H/2)), "sleep", "0.5", "click", "--repeat", "2", "--delay", "15", "5")
	if !happens(tapPatience, func() bool { now, ok := f.nth("field", "Model", 1); return ok && now.Y < was.Y }) {
		t.Error("the wheel over a field did not move the page")
		p.explain(t)
	}
	p.clean(t)
}
