package app

import (
	"context"
	"errors"
	"io"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"github.com/fieldfare/fieldfare/app/firstrun"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/slips"
	"github.com/fieldfare/fieldfare/app/unlock"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// ask shows first run or unlock, whichever this device needs, or what became of a store that was wiped.
func (a *App) ask() {
	dirs := places(a.base)
	for _, dir := range dirs {
		cfg := a.cfg.Store
		cfg.Dir = dir
		if err := store.FinishRemoval(cfg); err != nil {
			a.cfg.Log.Warn("a removal that was interrupted is not finished", "kind", assessments.KindOf(err).String())
		}
	}
	dirs = places(a.base)
	switch len(dirs) {
	case 0:
		a.cfg.Store.Dir = a.base
		a.begin()
	case 1:
		a.choose(dirs, 0)
	default:
		a.choose(dirs, -1)
		for i, dir := range dirs {
			if dir == a.cfg.Store.Dir && a.latches.open(dir) {
				a.choose(dirs, i) // whoever just locked it is the first to come back
			}
		}
	}
}

// choose shows the door of one of the stores, or the list of them.
func (a *App) choose(dirs []string, at int) {
	if at >= 0 {
		a.cfg.Store.Dir = dirs[at]
		if w, ok := store.WipedIn(dirs[at]); ok {
			a.showWiped(w)
			return
		}
	}
	a.door = unlock.NewScreen(a.ctx, a.newDoor(dirs, at), a.cfg.Wait, kit.InBackground)
	c := a.win.Canvas()
	page := a.door.Content()
	page.Resize(c.Size()) // its picture is drawn while the window is made
	a.win.SetContent(page)
	c.SetOnTypedRune(a.door.TypedRune)
	c.SetOnTypedKey(a.door.TypedKey)
	if e := a.door.First(); e != nil && !fyne.CurrentDevice().IsMobile() {
		c.Focus(e) // the ring stands in the first picture: another for the ring alone takes as long
	}
	// A tablet's window that is not up yet has no keyboard to give.
	a.fa.Lifecycle().SetOnEnteredForeground(func() {
		a.ahead.Do(func() { go readAhead(a.ctx, aheadAfter, ahead) })
		if a.door != nil {
			a.door.Ready()
		}
	})
}

func (a *App) showWiped(w store.Wiped) {
	a.door = nil
	var others []fyne.CanvasObject
	if dirs := places(a.base); len(dirs) > 1 {
		others = append(others, kit.NewPlain("Someone else", func() { a.choose(dirs, -1) }).WithIcon(kit.IconSwap))
	}
	a.win.SetContent(unlock.NewNotice("This tablet was wiped", w.Sentence(), "Set it up again", a.begin, others...))
	if !a.cfg.Offline {
		go a.reportWiped()
	}
}

// begin shows the set-up of a store that is not there yet, in the folder that the app has chosen.
func (a *App) begin() {
	a.door = nil
	c := a.win.Canvas()
	c.SetOnTypedRune(nil)
	c.SetOnTypedKey(nil)
	m := firstrun.NewModel(&maker{a: a})
	back := func() { a.ask() }
	if len(places(a.base)) == 0 {
		back = nil
	}
	m.Shared = back != nil
	a.win.SetContent(firstrun.NewScreen(a.ctx, m, firstrun.Window{Load: kit.InBackground, Now: a.cfg.Store.Now,
		UI: fyne.Do, Clipboard: a.clipboard, Back: back, Done: a.setUp}).Content())
}

// setUp ends first run. later leaves the rest of the first download until somebody sends, or starts the app again.
func (a *App) setUp(later bool) {
	a.later = later
	a.opened()
}

func (a *App) clipboard() string { return a.fa.Clipboard().Content() }

func (a *App) newDoor(dirs []string, at int) *unlock.Door {
	var opened *store.Store // away from the screen; the app has it once its session begins
	d := &unlock.Door{People: people(dirs, a.latches), At: at, Refresh: a.ask, Choose: func(i int) { a.choose(dirs, i) }}
	d.Opened = func() {
		a.store = opened
		a.opened()
	}
	if free := freePlace(a.base); free != "" {
		d.Add = func() { a.cfg.Store.Dir = free; a.begin() }
	}
	d.Remove = func(ctx context.Context, i int, passphrase string) error {
		cfg := a.cfg.Store
		cfg.Dir = dirs[i]
		err := store.Remove(ctx, cfg, passphrase)
		if err == nil {
			fyne.Do(func() { a.latches.drop(cfg.Dir) })
		}
		return err
	}
	if at < 0 {
		return d
	}
	cfg := a.cfg.Store
	d.Lines = a.lines(cfg)
	sync := a.syncLocked
	if a.cfg.Offline {
		sync = nil
	}
	d.Open = func(ctx context.Context, secret string) (err error) {
		opened, err = openStore(ctx, cfg, secret, false, sync)
		return err
	}
	d.Read = func(ctx context.Context, secret string) (err error) {
		opened, err = store.OpenReadOnly(ctx, cfg, secret)
		return err
	}
	if l := a.latches[cfg.Dir]; a.latches.open(cfg.Dir) {
		d.Figures = l.Figures()
		d.PIN = func(ctx context.Context, pin string) (gone bool, err error) {
			opened, err = openWith(ctx, func(ctx context.Context, toSync bool) (*store.Store, error) { return l.Open(ctx, pin, toSync) }, sync)
			return errors.Is(err, store.ErrDropped), err
		}
	}
	d.Code = func(ctx context.Context, code, next string) (unlock.Recovered, error) {
		r, err := store.RecoverWithCode(ctx, cfg, code, next)
		return unlock.Recovered(r), err
	}
	d.Escrow = func(ctx context.Context, one, two, sealed, next string) (unlock.Recovered, error) {
		r, err := store.RecoverWithFiles(ctx, cfg, []byte(one), []byte(two), []byte(sealed), next)
		return unlock.Recovered(r), err
	}
	if store.FaceIn(cfg.Dir).Slips != nil {
		d.Note = func() func(string) error {
			slip := store.Slip{ID: newID(), At: cfg.Now().UTC()}
			return func(words string) error {
				slip.Text = words
				return store.WriteSlip(cfg, slip)
			}
		}
	}
	d.File = a.pickFile
	return d
}

// lines are what to know before unlocking.
func (a *App) lines(cfg store.Config) []unlock.Line {
	f := store.FaceIn(cfg.Dir)
	var out []unlock.Line
	add := func(icon kit.Icon, words string) { out = append(out, unlock.Line{Icon: string(icon), Words: words}) }
	if store.InUse(cfg.Dir) {
		add(kit.IconAlert, "Fieldfare is already open on this store in another window. Use that one, or close it first.")
	}
	if words := store.StandingWords(f.Standing); words != "" {
		add(kit.IconAlert, words)
	} else if words := f.LeaseWords(cfg.Now()); words != "" {
		add(kit.IconClock, words)
	}
	if f.Waiting > 0 && !f.Practice {
		add(kit.IconSaved, waiting(f.Waiting))
	}
	if words := slips.Waiting(store.SlipsIn(cfg.Dir)); words != "" {
		add(kit.IconPencil, words+", for when you have unlocked")
	}
	return out
}

// mostFile is the most that is read of a file that somebody picked as a part of escrow.
const mostFile = 64 << 10

// pickFile reads a small text file that the person picks.
func (a *App) pickFile(got func(string, error)) {
	d := dialog.NewFileOpen(func(in fyne.URIReadCloser, err error) {
		if err != nil || in == nil {
			return // nothing was picked
		}
		defer in.Close()
		raw, err := io.ReadAll(io.LimitReader(in, mostFile))
		if err != nil {
			err = assessments.Wrap(err, assessments.Unavailable, "app.file", "This file could not be read. Copy it to this tablet and choose it there.")
		}
		got(string(raw), err)
	}, a.win)
	d.Show()
}
