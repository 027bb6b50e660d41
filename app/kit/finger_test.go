package kit

import (
	"slices"
	"testing"
)

// TestDraw_WaitsForTheFinger: what is drawn anew while a finger rests on a control would take it away, and the tap would be lost.
func TestDraw_WaitsForTheFinger(t *testing.T) {
	var drawn []int
	draw := func(n int) { Draw(func() { drawn = append(drawn, n) }) }
	first, other := NewButton("Start visit", Primary, nil), NewButton("Open record", Primary, nil)

	draw(1)
	first.MouseDown(nil)
	draw(2)
	draw(3)
	other.MouseOut() // the pointer passes over another control: nothing was held there
	if want := []int{1}; !slices.Equal(drawn, want) {
		t.Errorf("with a finger on a control %v is drawn, want %v", drawn, want)
	}
	first.MouseUp(nil)
	draw(4)
	if want := []int{1, 2, 3, 4}; !slices.Equal(drawn, want) {
		t.Errorf("with the finger gone %v is drawn, want %v", drawn, want)
	}

	first.MouseDown(nil)
	draw(5)
	flush() // what the clock does when a finger rests too long
	draw(6)
	first.MouseUp(nil)
	if want := []int{1, 2, 3, 4, 5, 6}; !slices.Equal(drawn, want) {
		t.Errorf("after a long rest %v is drawn, want %v", drawn, want)
	}
}
