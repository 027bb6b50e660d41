package sessiontest

import (
	"context"

	"github.com/fieldfare/fieldfare/app/kit"
)

// A Later reads at once and shows what it read when a test says so, as the running app does it in the background: until then a screen
// has what it had, and whatever is tapped meanwhile is tapped on that.
type Later struct{ shows []func() }

// Load is a kit.Load.
func (l *Later) Load(ctx context.Context, work func(context.Context) error, show func(error)) {
	err := work(ctx)
	l.shows = append(l.shows, func() { kit.AtOnce(ctx, func(context.Context) error { return err }, show) })
}

// Land shows what was read, in order, and what is read on the way.
func (l *Later) Land() {
	for len(l.shows) > 0 {
		show := l.shows[0]
		l.shows = l.shows[1:]
		show()
	}
}
