package app

import (
	"context"
	"time"

	"github.com/fieldfare/fieldfare/assessments/library"
	"github.com/fieldfare/fieldfare/assets"
)

// aheadAfter leaves both cores to the picture of the door, which stands before.
const aheadAfter = 200 * time.Millisecond

// ahead is what Today reads and no key opens. Each step takes a few milliseconds of a core that nobody who types waits for.
var ahead = []func(){
	func() { _, _ = library.Shipped(assets.Library) }, // whoever needs it says what is wrong with it
}

// readAhead takes the steps while somebody types at the door.
func readAhead(ctx context.Context, after time.Duration, steps []func()) {
	for _, step := range steps {
		select {
		case <-ctx.Done():
			return
		case <-time.After(after):
			step()
		}
	}
}
