package app

import (
	"context"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/locks"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// latches are the stores that a PIN opens, by folder.
type latches map[string]*store.Latch

// open reports whether a PIN opens the store in a folder now.
func (l latches) open(dir string) bool { return l[dir] != nil && l[dir].Left() > 0 }

// drop forgets a key.
func (l latches) drop(dir string) {
	if l[dir] != nil {
		l[dir].Drop()
		delete(l, dir)
	}
}

// lock ends the session: the store is closed, and its key stays in memory only as its PIN opens it. The same screen comes back.
func (a *App) lock() {
	a.closeSession(true)
	a.ask()
}

// closeSession leaves the screen on show, stops the background work and closes the store. latch keeps its key for the PIN.
func (a *App) closeSession(latch bool) {
	if a.store == nil {
		return
	}
	if a.shell != nil {
		if a.shell.Screen() != nil {
			a.shell.Screen().Leave()
		}
		a.shell.Detach()
	}
	if a.close != nil {
		a.close()
	}
	a.removePages()
	var l *store.Latch
	var err error
	if latch && a.store.Locked() == nil && !a.store.ReadOnly() {
		l, err = a.store.Latch(context.WithoutCancel(a.ctx))
	} else {
		err = a.store.Close()
	}
	if err != nil {
		a.cfg.Log.Error("closing the store", "kind", assessments.KindOf(err).String())
	}
	a.latches.drop(a.cfg.Store.Dir)
	if l != nil {
		a.latches[a.cfg.Store.Dir] = l
	}
	a.store, a.session, a.shell, a.courier, a.close = nil, nil, nil, nil, nil
}

// idle is how long nobody has touched the app.
type idle struct {
	after   time.Duration // of silence until the app locks
	touches uint64
	since   time.Time // of the last touch that was noticed
}

// doorIdle is how long a page before the unlocking stands open.
const doorIdle = time.Minute

// over notices touches and reports whether there were none for so long.
func (i *idle) over(now time.Time, touches uint64) bool {
	if i.since.IsZero() || touches != i.touches || now.Before(i.since) {
		i.since, i.touches = now, touches
		return false
	}
	return i.after > 0 && now.Sub(i.since) >= i.after
}

// idleEvery is how often it is looked whether somebody is there.
const idleEvery = 2 * time.Second

// watchIdle locks an app that nobody touches.
func (a *App) watchIdle() {
	tick := time.NewTicker(idleEvery)
	defer tick.Stop()
	for {
		select {
		case <-a.ctx.Done():
			return
		case <-tick.C:
			fyne.Do(a.lookIdle)
		}
	}
}

func (a *App) lookIdle() {
	if a.door != nil {
		a.idle.after = doorIdle
	}
	if a.ctx.Err() != nil || !a.idle.over(time.Now(), kit.Touches()) {
		return
	}
	a.idle = idle{after: a.idle.after}
	switch {
	case a.door != nil:
		a.door.Idle()
	case a.store != nil && a.shell != nil:
		a.lock()
	}
}

// lockAfter changes how long the app waits for a touch, at once.
func (a *App) lockAfter(minutes int) { a.idle = idle{after: time.Duration(minutes) * time.Minute} }

func readLockAfter(ctx context.Context, s *store.Store) time.Duration {
	return time.Duration(locks.ReadMinutes(ctx, s)) * time.Minute
}

// toldPINs is from how many wrong PINs on the therapist is told: one or two are their own.
const toldPINs = 3

// tellWrongPINs says that somebody tried.
func (a *App) tellWrongPINs(n int) {
	if n < toldPINs {
		return
	}
	words := "A wrong PIN was typed " + strconv.Itoa(n) + " times while this tablet was locked. If that was not you, tell your lead. Nothing was opened."
	kit.ShowSheet(a.win.Canvas(), "Somebody tried your PIN", kit.Inset(20, kit.Body(words)), nil)
}
