package kit

import (
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
)

// Clock is how widgets wait. Tests pass one they turn by hand.
type Clock struct {
	Now   func() time.Time
	After func(d time.Duration, run func()) (stop func()) // run is called on the screen's own thread
}

// framed is the longest wait that is looked after with every frame. What is longer can be a moment late, and has no frame drawn for it.
const framed = time.Second

// WallClock is the clock of the running app. A short wait, as that of words to be written, ends with the first frame after its time, as an
// animation does. Fyne's queue of work for the screen's thread is only the second way: Fyne draws lots between it and the frames, so that
// where frames take long, as on a busy device, work may stand in it for many of them.
func WallClock() Clock {
	return Clock{
		Now: time.Now,
		After: func(d time.Duration, run func()) func() {
			begun := time.Now()
			var over atomic.Bool
			once := func() {
				if over.CompareAndSwap(false, true) {
					run()
				}
			}
			queued := time.AfterFunc(d, func() { fyne.Do(once) })
			frames := &fyne.Animation{Duration: d, Tick: func(float32) {
				if time.Since(begun) >= d {
					once()
				}
			}}
			if d <= framed {
				frames.Start()
			}
			return func() {
				over.Store(true)
				queued.Stop()
				frames.Stop()
			}
		},
	}
}
