package kittest

import (
	"time"
	_ "unsafe" // for the clock of Fyne's caches
)

// cacheNow is the clock by which Fyne forgets what it drew long ago; its own tests set it too.
//
//go:linkname cacheNow fyne.io/fyne/v2/internal/cache.timeNow
var cacheNow func() time.Time

// Age lets so much time pass for Fyne's caches and paints once, as a running window does many times a second: what has left the screen
// is forgotten then, and memory that is still held is held by somebody else.
func (b *Bench) Age(d time.Duration) {
	was := cacheNow
	at := was().Add(d)
	cacheNow = func() time.Time { return at }
	b.Window.Canvas().Capture()
	cacheNow = func() time.Time { return was().Add(d) }
}
