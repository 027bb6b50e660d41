package keep

import (
	"context"
	"errors"
	"time"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// A Typist makes the words of one box durable soon after the first key, and at once when asked. It serves screens whose
// model writes for itself; where a box is a slot of a record, a Keeper does the same and more.
type Typist struct {
	clock kit.Clock
	write func() error
	tell  func(error)
	wait  func() // stops what is due; nil while nothing is
	due   time.Time

	refused bool // the last write failed, and the person knows
}

// Again is how long words wait that could not be written, as on a full disk, before they are tried again by themselves.
const Again = 3 * time.Second

// NewTypist makes a typist. write puts what stands in the box into the store. tell says why that could not be: once where it is tried again until it
// goes, so that who has made room on the disk need not type another letter, and each time where nothing mends itself.
func NewTypist(clock kit.Clock, write func() error, tell func(error)) *Typist {
	return &Typist{clock: clock, write: write, tell: tell}
}

// TypistOf makes a typist for a screen that ctx ends with. Words that a full disk refused are tried again also after the screen was left,
// with what write is given; once the store was closed as well, as by a lock, nothing is tried and nobody told.
func TypistOf(ctx context.Context, s *session.Session, clock kit.Clock, write func(context.Context) error) *Typist {
	lasting := context.WithoutCancel(ctx)
	return NewTypist(clock, func() error {
		err := write(lasting)
		if err == nil || ctx.Err() == nil {
			return err
		}
		if _, closed := s.Store.Drafts(lasting); closed != nil {
			return ctx.Err()
		}
		return err
	}, s.Fail)
}

// Later writes within a second; a write that is due already takes the newest words with it. One that is overdue is not waited for: on a
// busy device what a clock asks for comes up to a second late, after many letters and pictures of them.
func (t *Typist) Later() {
	switch {
	case t.wait == nil:
		t.waitFor(Behind, t.refused)
	case !t.clock.Now().Before(t.due):
		t.put(t.refused)
	}
}

// waitFor has the words written after a while.
func (t *Typist) waitFor(while time.Duration, told bool) {
	t.due = t.clock.Now().Add(while)
	t.wait = t.clock.After(while, func() { t.put(told) })
}

// put writes what is due. Told is whether the person knows already that it could not be.
func (t *Typist) put(told bool) {
	t.Drop()
	t.refused = false
	err := t.write()
	if err == nil || errors.Is(err, context.Canceled) { // the latter: there is neither a screen nor a store
		return
	}
	if t.refused = assessments.KindOf(err) == assessments.Unavailable; t.refused { // nothing else mends itself
		t.waitFor(Again, true)
	}
	if !told || !t.refused {
		t.tell(err)
	}
}

// Waiting reports whether there are words that are not on the disk yet: what is there must not be shown over them.
func (t *Typist) Waiting() bool { return t.wait != nil }

// Drop forgets what is due: the words went another way.
func (t *Typist) Drop() {
	if t.wait != nil {
		t.wait()
		t.wait = nil
	}
}

// Flush writes what is due now. With nothing due it does nothing. Who was told that the disk refuses these words is not told again.
func (t *Typist) Flush() {
	if t.wait != nil {
		t.put(t.refused)
	}
}
