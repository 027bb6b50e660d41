package app

import (
	"context"
	"log/slog"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/settings"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/app/thumb"
	"github.com/fieldfare/fieldfare/app/trouble"
	"github.com/fieldfare/fieldfare/app/unlock"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/sync/courier"
)

// Config is what the app may use of the world.
type Config struct {
	Store    store.Config // Dir is needed
	Pictures string       // folder where the camera puts pictures; "" where the system's picker alone may look
	Layout   string       // file that gets the texts and rectangles on screen, for tests; "" for none
	Frame    string       // tablet, phone or laptop: the window's first size
	Offline  bool         // never talk to a service
	Version  string
	Log      *slog.Logger
	Wait     kit.Clock // how screens wait; the wall's clock when it is left out
}

// An App is the window with what is in it.
type App struct {
	fa  fyne.App
	win fyne.Window
	cfg Config
	ctx context.Context // ends with the window
	end context.CancelFunc

	store   *store.Store
	session *session.Session
	shell   *shell.Shell
	courier *courier.Courier
	chip    chip
	life    context.Context    // of the session
	close   context.CancelFunc // ends the session's background work
	base    string             // folder of the first store of this device; further ones are named after it
	door    *unlock.Screen     // nil while a session lasts
	ahead   sync.Once          // readAhead
	first   kit.Load           // of the first screen after the door, while that is being made
	latches latches
	idle    idle
	later   bool            // the courier waits to be asked
	fresh   chan struct{}   // something in the store changed
	recent  *trouble.Recent // the safe part of what was logged, for a problem report
	printed int             // how often pages went to the viewer in this run
	failed  string          // what was said last to have failed
	sorry   fyne.CanvasObject
}

// sizes are the first sizes of the window, in units.
var sizes = map[string]fyne.Size{
	"":       fyne.NewSize(1280, 800),
	"tablet": fyne.NewSize(1280, 800),
	"laptop": fyne.NewSize(1366, 768),
	"phone":  fyne.NewSize(412, 892),
}

// New makes the window, locked. Run shows it.
func New(ctx context.Context, fa fyne.App, cfg Config) *App {
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	recent := trouble.NewRecent(cfg.Log.Handler())
	cfg.Log = slog.New(recent)
	if cfg.Store.Log != nil {
		cfg.Store.Log = cfg.Log
	}
	if cfg.Store.Now == nil {
		cfg.Store.Now = time.Now
	}
	if cfg.Wait.After == nil {
		cfg.Wait = kit.WallClock()
	}
	fa.Settings().SetTheme(kit.Theme{})
	fonts := kit.ReadFonts() // while the first window finds its display
	win := fa.NewWindow("Fieldfare")
	<-fonts
	a := &App{fa: fa, cfg: cfg, win: win, fresh: make(chan struct{}, 1),
		base: cfg.Store.Dir, latches: latches{}, recent: recent}
	a.ctx, a.end = context.WithCancel(ctx)
	a.win.SetPadded(false)
	a.win.Resize(sizes[cfg.Frame])
	a.win.SetMaster()
	a.win.SetCloseIntercept(func() {
		a.closeSession(false)
		a.end()
		a.win.Close()
	})
	a.removePages() // of a run that was killed
	a.ask()
	return a
}

// Run shows the window until it is closed or ctx ends.
func (a *App) Run() {
	go func() {
		<-a.ctx.Done()
		fyne.Do(func() { a.closeSession(false); a.fa.Quit() })
	}()
	if a.cfg.Layout != "" {
		go a.dumpLayout()
	}
	go a.watchIdle()
	a.win.ShowAndRun()
}

// reportWiped tells the service that its order was obeyed, when it has not heard that yet.
func (a *App) reportWiped() {
	if err := courier.ReportWiped(a.ctx, a.cfg.Store.Dir, courier.Config{Now: a.cfg.Store.Now, Log: a.cfg.Log}); err != nil {
		a.cfg.Log.Warn("the service has not heard yet that this tablet was wiped", "kind", assessments.KindOf(err).String())
	}
}

// After an unlock the first picture comes before the collector. When it stands, and before the index of words is made, the heap may grow to
// five times what is in use.
const (
	shownAfter = time.Second
	shownGC    = 400
)

// restAfter is how long after an unlock its memory goes back to the system: by then the first screen stands.
const restAfter = 5 * time.Second

// restGC is the collector's pace of everyday work: the heap grows to twice what is in use.
const restGC = 100

// rest gives back what reading the store took, which is several times what keeping it takes; on a tablet the system ends the
// apps that hold most.
func rest(ctx context.Context) {
	select {
	case <-ctx.Done():
		return
	case <-time.After(shownAfter):
		debug.SetGCPercent(shownGC)
	}
	select {
	case <-ctx.Done():
	case <-time.After(restAfter - shownAfter):
		debug.SetGCPercent(restGC)
		debug.FreeOSMemory()
	}
}

// opened starts a session on the unlocked store and shows the screen where the last one ended.
func (a *App) opened() {
	if a.door != nil {
		a.door.Leave()
	}
	a.door = nil
	a.latches.drop(a.cfg.Store.Dir) // the open store has the key
	ctx, cancel := context.WithCancel(a.ctx)
	a.life, a.close, a.chip = ctx, cancel, chip{}
	a.applyLook(settings.ReadLook(ctx, a.store))
	a.session = a.newSession(ctx)
	a.shell = shell.New(shell.Config{Screens: a.screen, Roots: roots, Clock: a.cfg.Wait,
		OnFind: a.find, OnLock: a.lock, OnMoved: a.keepWay, History: a.history})
	a.win.Canvas().Unfocus() // the door's caret would blink on, unseen
	a.shell.Attach(a.win.Canvas())
	st, err := a.store.SyncState(ctx)
	if err != nil {
		a.fail(err)
	}
	if st.Practice {
		a.shell.SetPractice(session.Practice)
		if st.MaySync {
			a.shell.SetPractice("Practice: fictitious children")
		}
		a.train()
	}
	if a.store.ReadOnly() {
		a.shell.SetPractice("To read only: part of the store is damaged")
		st.MaySync = false
	}
	a.first = kit.AtFirst(firstWait)
	a.shell.Restore(a.keptWay(ctx))
	a.first = nil
	a.watch(ctx)
	a.startCourier(ctx, st)
	a.fa.Lifecycle().SetOnEnteredForeground(a.inFront)
	a.idle = idle{after: readLockAfter(ctx, a.store)}
	a.tellWrongPINs(a.store.WrongPINs())
	go func(st *store.Store) {
		if st.ReadOnly() {
			return
		}
		if err := st.DropStruck(ctx); err != nil {
			a.cfg.Log.Warn("pictures that were removed before they were finished", "kind", assessments.KindOf(err).String())
		}
	}(a.store)
	go rest(ctx)
}

// firstWait is how long the door stays in sight at the most for what the first screen reads.
var firstWait = 400 * time.Millisecond

// load is how screens do slow work.
func (a *App) load(ctx context.Context, work func(context.Context) error, show func(error)) {
	do := kit.InBackground
	if a.first != nil {
		do = a.first
	}
	do(ctx, work, show)
}

func (a *App) newSession(ctx context.Context) *session.Session {
	s := &session.Session{
		Store: a.store, Now: a.cfg.Store.Now, Load: a.load, Wait: a.cfg.Wait, Thumbs: thumb.New(), Pictures: a.cfg.Pictures,
		NewID: newID, Fail: a.fail, Print: a.print,
		Kick: func() {}, // the courier watches the store, and lets a burst of saves travel together
	}
	// What was being stored when the app locked ends after it, and calls these: there is no shell then, or it is another session's.
	during := func(do func(*shell.Shell)) {
		if a.session == s && a.shell != nil {
			do(a.shell)
		}
	}
	s.Go = func(screen string, child, arg assessments.ID) {
		during(func(w *shell.Shell) { w.Go(route(screen, child, arg)) })
	}
	s.Back = func() { during(func(w *shell.Shell) { w.Back() }) }
	s.Swap = func(screen string, child, arg assessments.ID) {
		during(func(w *shell.Shell) { w.Replace(route(screen, child, arg)) })
	}
	s.Undo = func(words string, undo func()) { during(func(w *shell.Shell) { w.Undo(words, undo) }) }
	s.Reframe = func() { during((*shell.Shell).Reframe) }
	s.Cover = func() { during((*shell.Shell).Cover) }
	s.Me = a.me(ctx)
	return s
}

// me is the therapist's own person record: the one this store was set up with, else the service's only therapist, else the
// first of them. A practice store has no owner.
func (a *App) me(ctx context.Context) assessments.ID {
	if st, err := a.store.SyncState(ctx); err == nil && st.User != "" {
		return st.User
	}
	team := assessments.TeamScope()
	recs, err := a.store.Records(ctx, store.Filter{Scope: &team, Kinds: []assessments.Kind{assessments.KindPerson}})
	if err != nil || len(recs) == 0 {
		return ""
	}
	return recs[0].ID
}

// fail shows a sentence. Nothing typed is lost by it.
func (a *App) fail(err error) {
	a.cfg.Log.Warn("shown to the person", "kind", assessments.KindOf(err).String())
	words := assessments.Sentence(err)
	if words == a.failed && slices.Contains(a.win.Canvas().Overlays().List(), a.sorry) {
		return // it stands there already: a second sheet over the first says nothing more
	}
	a.failed, a.sorry = words, kit.ShowSheet(a.win.Canvas(), "That did not work", kit.Inset(20, kit.Body(words)), nil)
}

// applyLook shows a text size, light or dark, and the hand that taps.
func (a *App) applyLook(l settings.Look) {
	v := map[string]kit.Variant{"": kit.VariantSystem, "light": kit.VariantLight, "dark": kit.VariantDark}[l.Variant]
	next := kit.Theme{Variant: v, Text: l.Text, LeftHand: l.Left, LessMotion: l.Still}
	if a.fa.Settings().Theme() != next { // a new theme reads every font anew
		a.fa.Settings().SetTheme(next)
	}
}
