package kit

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// TestLateDoubleTapTakesNoLetter replays what a busy machine does: two taps, letters, and only then Fyne's word that it was a
// double tap.
func TestLateDoubleTapTakesNoLetter(t *testing.T) {
	press := func(e *input) {
		e.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
		e.MouseUp(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
	}
	write := func(e *input, words string) {
		for _, r := range words {
			e.TypedRune(r)
		}
	}
	for name, c := range map[string]struct {
		do   func(e *input)
		want string
	}{
		"typed in between": {func(e *input) {
			press(e)
			press(e)
			e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
			write(e, " slow")
			e.DoubleTapped(&fyne.PointEvent{})
			write(e, "ly")
		}, "writes slowly"},
		"two taps far apart": {func(e *input) {
			press(e)
			e.presses.last = time.Now().Add(-time.Minute)
			press(e)
			e.DoubleTapped(&fyne.PointEvent{})
			e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
			write(e, " well")
		}, "writes well"},
		"a real double tap selects": {func(e *input) {
			press(e)
			press(e)
			e.DoubleTapped(&fyne.PointEvent{})
			write(e, "draws")
		}, "draws"},
	} {
		t.Run(name, func(t *testing.T) {
			e := newInput()
			w := test.NewTempWindow(t, e)
			w.Resize(fyne.NewSize(400, 100))
			e.SetText("writes")
			w.Canvas().Focus(e)
			c.do(e)
			if e.Text != c.want {
				t.Errorf("reads %q, want %q", e.Text, c.want)
			}
		})
	}
}
