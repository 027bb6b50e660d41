package app

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/outbox"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/sync/courier"
)

// settle is how long the app waits after a change of the store before it redraws: a pull changes many records at once.
const settle = 200 * time.Millisecond

// A Reloader is a screen that reads the store anew when something in it changed. It must not touch what is being typed.
type Reloader interface{ Reload() }

// chip is what the sync chip knows beside the store's counts.
type chip struct {
	sending bool
	sent    int
	blob    courier.BlobProgress // of the picture on its way
}

// picture is how far the picture on its way has come.
func (c *chip) picture() (done, total int64) { return c.blob.Done, c.blob.Total }

// state chooses the words of the chip: what cannot be saved comes first, then what needs a person, what is moving, and what is done.
func (c chip) state(st store.SyncState, now time.Time) kit.SyncState {
	switch {
	case st.Refusing:
		return kit.SyncState{Kind: kit.SyncRefused}
	case st.Conflicts+st.Quarantined > 0:
		return kit.SyncState{Kind: kit.SyncNeedsYou, Needs: st.Conflicts + st.Quarantined}
	case c.sending && st.Unsent > 0:
		return kit.SyncState{Kind: kit.SyncSending, Done: c.sent, Total: c.sent + st.Unsent}
	case st.Device != "" && st.Unsent == 0 && !st.LastSync.IsZero():
		at := st.LastSync.In(session.London)
		return kit.SyncState{Kind: kit.SyncSent, At: at.Format("15:04"), Day: dayOf(assessments.NewDate(at), assessments.NewDate(now.In(session.London)))}
	}
	return kit.SyncState{Kind: kit.SyncSaved}
}

// dayOf is a day in the few letters that a chip has room for: "" for today, the day of the week within the last six, else the date.
func dayOf(on, today assessments.Date) string {
	switch {
	case on == today:
		return ""
	case on < today && on > today.AddDays(-7):
		return on.Time().Format("Mon")
	}
	return on.Time().Format("2 Jan")
}

// watch redraws the chip, and a screen that asks for it, when the store changes.
func (a *App) watch(ctx context.Context) {
	stop := a.store.Watch(func(store.Event) {
		select {
		case a.fresh <- struct{}{}:
		default: // one redraw is already waiting
		}
	})
	go func() {
		defer stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-a.fresh:
			}
			select {
			case <-ctx.Done():
				return
			case <-time.After(settle):
			}
			kit.Draw(func() { a.redraw(ctx) })
		}
	}()
	a.rechip(ctx) // the screen has just begun to read
}

// redraw shows what changed in the store, in the chip and on a screen that asks for it.
func (a *App) redraw(ctx context.Context) {
	if !a.rechip(ctx) {
		return
	}
	if r, ok := a.shell.Screen().(Reloader); ok {
		r.Reload()
	}
}

// rechip redraws the chip. It answers false where there is nothing more to redraw.
func (a *App) rechip(ctx context.Context) bool {
	if ctx.Err() != nil {
		return false
	}
	st, err := a.store.SyncState(ctx)
	if err != nil || a.mustLock(st) {
		return false
	}
	a.shell.SetSync(a.chip.state(st, a.cfg.Store.Now()))
	return true
}

// startCourier syncs in the background, unless the app is to stay offline or the store never syncs.
func (a *App) startCourier(ctx context.Context, st store.SyncState) {
	if a.cfg.Offline || !st.MaySync {
		return
	}
	a.courier = a.newCourier(ctx, a.store)
	if a.later {
		return // whoever stopped the first download says when to go on
	}
	a.runCourier(ctx)
}

func (a *App) runCourier(ctx context.Context) {
	a.later = false
	go a.courier.Run(ctx)
	go a.courier.Watch(ctx)
}

// syncNow is the therapist's own wish to send. What was saved needs none: the courier watches the store.
func (a *App) syncNow() {
	switch {
	case a.courier == nil:
	case a.later:
		a.runCourier(a.life)
	default:
		a.courier.Kick()
	}
}

// stopSync stops what is being sent. What has not gone stays safe, and goes at the next quarter of an hour or when somebody asks.
func (a *App) stopSync() {
	if a.courier != nil {
		a.courier.Stop()
	}
}

// inFront tells the courier that somebody looks at the app again.
func (a *App) inFront() {
	if a.courier != nil {
		a.courier.Foreground()
	}
}

// quiet is what a courier needs that nobody watches.
func (a *App) quiet() courier.Config {
	return courier.Config{Now: a.cfg.Store.Now, Log: a.cfg.Log, App: a.cfg.Version}
}

// teller passes on what the courier of a session tells from its own goroutine. It may come when the app has locked meanwhile, and another
// store is being opened: it is for this session's screen or for none.
func (a *App) teller(ctx context.Context) func(change func()) {
	return func(change func()) {
		fyne.Do(func() {
			if ctx.Err() == nil {
				change()
				a.redraw(ctx)
			}
		})
	}
}

// newCourier makes the courier of a session.
func (a *App) newCourier(ctx context.Context, s *store.Store) *courier.Courier {
	cfg, tell := a.quiet(), a.teller(ctx)
	cfg.Addresses, cfg.Metered, cfg.BytesPerSecond = courier.Addresses, func() bool { return outbox.Metered(ctx, s) }, outbox.Rate(ctx, s)
	cfg.Progress = func(p courier.Progress) { tell(func() { a.chip.sending, a.chip.sent = true, p.Sent }) }
	cfg.BlobProgress = func(p courier.BlobProgress) { tell(func() { a.chip.blob = p }) }
	cfg.BlobDone = func(courier.BlobReport, error) { tell(func() { a.chip.blob = courier.BlobProgress{} }) }
	cfg.Done = func(_ courier.Report, err error) {
		tell(func() {
			a.chip.sending = false
			if errors.Is(err, store.ErrWiped) {
				a.lock()
			}
		})
	}
	return courier.New(s, cfg)
}
