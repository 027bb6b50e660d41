package plan

import (
	"time"

	"github.com/fieldfare/fieldfare/app/kit"
)

// behind is how far the store may be behind the keyboard: under a second, whatever the speed of typing.
const behind = 700 * time.Millisecond

// typist makes typed words durable soon after the first key, and at once when asked.
type typist struct {
	clock kit.Clock
	write func()
	wait  func()
}

// later writes soon; a write that is due already takes the newest words with it.
func (t *typist) later() {
	if t.wait == nil {
		t.wait = t.clock.After(behind, t.flush)
	}
}

// flush writes what is due now.
func (t *typist) flush() {
	if t.wait == nil {
		return
	}
	t.wait()
	t.wait = nil
	t.write()
}
