package kit

import (
	"time"

	"fyne.io/fyne/v2"
)

// While a finger rests on a control or a field, drawing waits until it has left: a press of any length is a tap or a hold, and a person in a
// noisy room looks up while pressing. What waits is what a load or a sync has brought, never what was typed, so that half a
// minute late harms nobody; only a finger of whose leaving nobody told, as when another window came before ours, is not waited for
// for ever.
const (
	restLook = 2 * time.Second  // how often it is looked whether the finger is still there
	restMost = 30 * time.Second // after which it counts as gone
)

// Used on the screen's own goroutine only.
var (
	finger  fyne.CanvasObject // the control or the words that a finger rests on, nil for none
	waiting []func()          // what is drawn when it has left
	looks   int               // how often it was looked since something began to wait
	late    *time.Timer
)

// rest keeps in mind that a finger came down on something, or left it. The page stays where it is under it.
func rest(o fyne.CanvasObject, down bool) {
	switch {
	case down:
		finger = o
		holdPage(o)
	case finger == o:
		finger = nil
		holdPage(inUse())
		fyne.Do(flush) // not now: the tap itself comes after the finger has left
	}
}

// inUse is what a finger rests on, or else the words somebody types; nil for none.
func inUse() fyne.CanvasObject {
	if finger != nil {
		return finger
	}
	if e := handNow().entry; e != nil {
		return e
	}
	return nil
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
			looks = 0
			lookLater()
		}
	})
}

func lookLater() {
	if late != nil {
		late.Stop() // there is one look to come, never two
	}
	late = time.AfterFunc(restLook, func() { fyne.Do(lookAgain) })
}

// lookAgain draws what waits where the finger has gone without a word, and for one that rests too long. Otherwise it looks again.
func lookAgain() {
	looks++
	switch {
	case len(waiting) == 0:
	case finger == nil, time.Duration(looks)*restLook >= restMost:
		finger = nil
		flush()
	default:
		lookLater()
	}
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
