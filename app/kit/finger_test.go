package kit

import (
	"slices"
	"testing"
	"time"
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
	for range int(restMost/restLook) - 1 { // a finger that rests, through every look but the last
		lookAgain()
	}
	draw(6)
	if want := []int{1, 2, 3, 4}; !slices.Equal(drawn, want) {
		t.Errorf("under a finger that rests long %v is drawn, want %v", drawn, want)
	}
	first.MouseUp(nil)
	if want := []int{1, 2, 3, 4, 5, 6}; !slices.Equal(drawn, want) {
		t.Errorf("when it has left %v is drawn, want %v", drawn, want)
	}
}

// TestDraw_AfterTheAlertsWereHeld: the mark that speaks lets go of the finger as any other control does.
func TestDraw_AfterTheAlertsWereHeld(t *testing.T) {
	whole, drawn := func() {}, 0
	mark := NewAlertMark(Clock{Now: time.Now, After: func(_ time.Duration, run func()) func() { whole = run; return func() {} }}, func() string { return "Two adults" })
	mark.MouseDown(nil)
	whole()
	Draw(func() { drawn++ })
	if drawn != 0 {
		t.Error("the screen is drawn anew under the finger that holds the alerts")
	}
	mark.MouseUp(nil)
	if drawn != 1 {
		t.Error("after the alerts were let go nothing is drawn")
	}
}

// TestDraw_AFingerWhoseLeavingNobodyTold: it holds up what is drawn for a while, and nothing after that.
func TestDraw_AFingerWhoseLeavingNobodyTold(t *testing.T) {
	var drawn []int
	draw := func(n int) { Draw(func() { drawn = append(drawn, n) }) }
	lost := NewButton("Start visit", Primary, nil)
	lost.MouseDown(nil)
	draw(1)
	for range restMost / restLook {
		lookAgain()
	}
	if want := []int{1}; !slices.Equal(drawn, want) {
		t.Errorf("at the bound %v is drawn, want %v", drawn, want)
	}
	draw(2)
	if want := []int{1, 2}; !slices.Equal(drawn, want) {
		t.Errorf("after it %v is drawn, want %v: the finger still counts", drawn, want)
	}
	lost.MouseUp(nil)
	if want := []int{1, 2}; !slices.Equal(drawn, want) {
		t.Errorf("drawn twice: %v", drawn)
	}
}
