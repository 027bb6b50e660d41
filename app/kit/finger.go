package kit

import (
	"time"

	"fyne.io/fyne/v2"
)

// restMost is how long drawing waits for a finger to leave a control. A finger that rests there longer does not tap.
const restMost = 2 * time.Second

// Used on the screen's own goroutine only.
var (
	finger  *control // the control that a finger rests on, nil for none
	waiting []func() // what is drawn when it has left
	late    *time.Timer
)

// rest keeps in mind that a finger came down on a control, or left it.
func (c *control) rest(down bool) {
	switch {
	case down:
		finger = c
	case finger == c:
		finger = nil
		fyne.Do(flush) // not now: the tap itself comes after the finger has left
	}
}

// Draw runs show on the screen's own goroutine, after the finger that rests on a control now has left it: whoever draws a screen
// anew takes the control from under the finger, and the tap is lost. It may be called from anywhere and does not wait.
func Draw(show func()) {
	fyne.Do(func() {
		if finger == nil && len(waiting) == 0 { // else out of turn
			show()
			return
		}
		if waiting = append(waiting, show); len(waiting) == 1 {
			late = time.AfterFunc(restMost, func() { fyne.Do(flush) })
		}
	})
}

// flush draws what waited, in the order in which it came.
func flush() {
	if late != nil {
		late.Stop() // else it would cut the next finger's rest short
		late = nil
	}
	now := waiting
	waiting = nil
	for _, show := range now {
		show()
	}
}
