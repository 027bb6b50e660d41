package kit

import (
	"context"
	"time"
)

// Load is the one way to do slow work: work runs away from the screen and show runs on it afterwards, with what work
// answered. A screen is given one, so that a test can hand it AtOnce. show is not called once ctx is done: the screen
// it would change has been left. Where somebody types, show may draw the field anew.
type Load func(ctx context.Context, work func(context.Context) error, show func(error))

// InBackground is the Load of the running app.
func InBackground(ctx context.Context, work func(context.Context) error, show func(error)) {
	hand := handNow()
	go func() {
		err := work(ctx)
		Draw(func() {
			if ctx.Err() == nil {
				hand.through(func() { show(err) })
			}
		})
	}()
}

// AtFirst makes the Load of the first screen after another: what comes within most is shown with the screen, so that its frame is not
// painted empty before, which takes as long as the reading and takes the processor from it. What takes longer comes as InBackground has
// it. The screen's own goroutine waits meanwhile, and nobody can press what is about to go.
func AtFirst(most time.Duration) Load {
	late := time.After(most)
	return func(ctx context.Context, work func(context.Context) error, show func(error)) {
		hand := handNow()
		done := make(chan error, 1)
		go func() { done <- work(ctx) }()
		end := func(err error) {
			if ctx.Err() == nil {
				hand.through(func() { show(err) })
			}
		}
		select {
		case err := <-done:
			end(err)
		case <-late:
			late = closed
			go func() {
				err := <-done
				Draw(func() { end(err) })
			}()
		}
	}
}

// closed is a time that has come.
var closed = func() <-chan time.Time { c := make(chan time.Time); close(c); return c }()

// AtOnce is the Load of tests: everything has happened when it returns.
func AtOnce(ctx context.Context, work func(context.Context) error, show func(error)) {
	hand := handNow()
	err := work(ctx)
	if ctx.Err() == nil {
		hand.through(func() { show(err) })
	}
}
