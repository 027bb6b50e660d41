package keep

import (
	"time"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// A Typist makes the words of one box durable soon after the first key, and at once when asked. It serves screens whose
// model writes for itself; where a box is a slot of a record, a Keeper does the same and more.
type Typist struct {
	clock kit.Clock
	write func()
	wait  func() // stops what is due; nil while nothing is

	refused bool // the last write failed
	quiet   bool // it is tried again by itself: the person knows already
}

// Again is how long words wait that could not be written, as on a full disk, before they are tried again by themselves.
const Again = 3 * time.Second

// NewTypist makes a typist; write puts what stands in the box into the store.
func NewTypist(clock kit.Clock, write func()) *Typist { return &Typist{clock: clock, write: write} }

// Later writes within a second; a write that is due already takes the newest words with it.
func (t *Typist) Later() {
	if t.wait == nil {
		t.wait = t.clock.After(Behind, t.due)
	}
}

// due is Flush by the clock: what was refused and is refused again was told before.
func (t *Typist) due() {
	t.quiet = t.refused
	t.Flush()
	t.quiet = false
}

// Refused is called by write when the words could not be kept. It tells the person once, and the words are tried again until they are
// kept: who has made room on the disk need not type another letter.
func (t *Typist) Refused(err error, tell func(error)) {
	if assessments.KindOf(err) == assessments.Unavailable { // nothing else mends itself
		t.refused = true
		t.wait = t.clock.After(Again, t.due)
	}
	if !t.quiet {
		tell(err)
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
	t.refused = false
	t.write()
}
