package kit

import (
	"time"

	"fyne.io/fyne/v2"
)

// Clock is how widgets wait. Tests pass one they turn by hand.
type Clock struct {
	Now   func() time.Time
	After func(d time.Duration, run func()) (stop func()) // run is called on the screen's own thread
}

// WallClock is the clock of the running app.
func WallClock() Clock {
	return Clock{
		Now: time.Now,
		After: func(d time.Duration, run func()) func() {
			t := time.AfterFunc(d, func() { fyne.Do(run) })
			return func() { t.Stop() }
		},
	}
}
