package keep

import "github.com/fieldfare/fieldfare/app/kit"

// A Typist makes the words of one box durable soon after the first key, and at once when asked. It serves screens whose
// model writes for itself; where a box is a slot of a record, a Keeper does the same and more.
type Typist struct {
	clock kit.Clock
	write func()
	wait  func() // stops what is due; nil while nothing is
}

// NewTypist makes a typist; write puts what stands in the box into the store.
func NewTypist(clock kit.Clock, write func()) *Typist { return &Typist{clock: clock, write: write} }

// Later writes within a second; a write that is due already takes the newest words with it.
func (t *Typist) Later() {
	if t.wait == nil {
		t.wait = t.clock.After(Behind, t.Flush)
	}
}

// Drop forgets what is due: the words went another way.
func (t *Typist) Drop() {
	if t.wait != nil {
		t.wait()
		t.wait = nil
	}
}

// Flush writes what is due now. With nothing due it does nothing.
func (t *Typist) Flush() {
	if t.wait == nil {
		return
	}
	t.Drop()
	t.write()
}
