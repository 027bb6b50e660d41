package kit

import "context"

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

// AtOnce is the Load of tests: everything has happened when it returns.
func AtOnce(ctx context.Context, work func(context.Context) error, show func(error)) {
	hand := handNow()
	err := work(ctx)
	if ctx.Err() == nil {
		hand.through(func() { show(err) })
	}
}
