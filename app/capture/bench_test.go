package capture

import (
	"bytes"
	"context"
	"fmt"
	"syscall"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/store/vault"
)

const (
	isla       assessments.ID = "019a0001-0000-7003-8000-000000000001"
	therapist  assessments.ID = "019a0001-0000-7004-8000-000000000201"
	planned    assessments.ID = "019a0001-0000-7008-8000-000000000007" // 24 November 2026, 09:30
	passphrase                = "snail on the window"
)

// desk is a therapist at work on a real store with Isla's notebook in it.
type desk struct {
	*session.Session
	t      testing.TB
	ctx    context.Context
	dir    string
	clock  *kittest.Clock
	ids    int
	failed []error
	undone []string
	undo   func()
	backs  int
	went   []string
	full   bool // the disk takes nothing more
}

// sit makes the store on 24 November 2026 at 09:29:50, ten seconds before the planned visit.
func sit(t testing.TB) *desk {
	t.Helper()
	d := &desk{t: t, ctx: context.Background(), dir: t.TempDir(),
		clock: kittest.NewClock(time.Date(2026, 11, 24, 9, 29, 50, 0, time.UTC))}
	st, _, err := store.Init(d.ctx, d.config(), passphrase, store.InitOptions{})
	if err != nil {
		t.Fatal(err)
	}
	data, err := assets.Demo.ReadFile("demo/isla.json")
	if err != nil {
		t.Fatal(err)
	}
	b, err := assessments.ParseBundle(bytes.NewReader(data), "isla.json")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := st.Import(d.ctx, b); err != nil {
		t.Fatal(err)
	}
	d.take(st)
	return d
}

func (d *desk) config() store.Config {
	return store.Config{Dir: d.dir, Now: d.clock.Kit().Now, KDF: vault.ForTests(), Refuse: d.refuse}
}

func (d *desk) refuse() error {
	if d.full {
		return syscall.ENOSPC
	}
	return nil
}

// take puts a store on the desk.
func (d *desk) take(st *store.Store) {
	d.t.Cleanup(func() { _ = st.Close() }) // closing twice, as after a restart, is no fault
	d.Session = &session.Session{Store: st, Me: therapist, Now: d.clock.Kit().Now, Load: kit.AtOnce, Wait: d.clock.Kit(),
		NewID: func() assessments.ID {
			d.ids++ // like the real ones: in the order of time
			ms := d.clock.Kit().Now().UnixMilli()
			return assessments.ID(fmt.Sprintf("%08x-%04x-7%03x-8000-%012x", ms>>16, ms&0xffff, d.ids&0xfff, d.ids))
		},
		Go:   func(screen string, child, arg assessments.ID) { d.went = append(d.went, screen) },
		Back: func() { d.backs++ },
		Undo: func(words string, undo func()) { d.undone, d.undo = append(d.undone, words), undo },
		Fail: func(err error) { d.failed = append(d.failed, err) },
		Kick: func() {}, Reframe: func() {},
	}
}

// restart closes the store and opens it again, as after a kill: nothing of the screen's own memory is left.
func (d *desk) restart() {
	d.t.Helper()
	if err := d.Store.Close(); err != nil {
		d.t.Fatal(err)
	}
	st, err := store.Open(d.ctx, d.config(), passphrase)
	if err != nil {
		d.t.Fatal(err)
	}
	d.take(st)
}

func (d *desk) board(contact assessments.ID) *Board {
	d.t.Helper()
	b := NewBoard(d.Store, d, d.Now, d.NewID, isla, contact)
	if err := b.Open(d.ctx); err != nil {
		d.t.Fatal(err)
	}
	return b
}

// started begins the planned visit and answers its board.
func (d *desk) started() *Board {
	d.t.Helper()
	id, err := Start(d.ctx, d.Session, isla, planned, assessments.Contact{})
	if err != nil || id != planned {
		d.t.Fatalf("Start = %q, %v", id, err)
	}
	return d.board(planned)
}

// observations of the visit as the store has them, struck ones left out.
func (d *desk) observations() []assessments.Observation {
	d.t.Helper()
	recs, err := d.Store.Records(d.ctx, store.Filter{Child: isla, Kinds: []assessments.Kind{assessments.KindObservation}})
	if err != nil {
		d.t.Fatal(err)
	}
	var out []assessments.Observation
	for _, r := range recs {
		var o assessments.Observation
		assessments.Decode(r.Fields, &o)
		if o.Contact == planned {
			out = append(out, o)
		}
	}
	return out
}

func (d *desk) contact(id assessments.ID) (c assessments.Contact) {
	d.t.Helper()
	r, err := d.Store.Record(d.ctx, id)
	if err != nil {
		d.t.Fatal(err)
	}
	assessments.Decode(r.Fields, &c)
	return c
}

// show puts the board of the planned visit into a window with the app's own frame around it.
func (d *desk) show(w, h float32) (*Screen, *kittest.Bench) {
	d.t.Helper()
	bench := kittest.Open(d.t, w, h)
	var screen *Screen
	route := shell.Route{Screen: session.Capture, Child: string(isla), Arg: string(planned)}
	sh := shell.New(shell.Config{Clock: d.clock.Kit(), Screens: func(r shell.Route) shell.Screen {
		if r == route {
			screen = newScreen(d.Session, isla, planned, d.clock.Kit())
			return screen
		}
		return nil
	}})
	d.Undo = func(words string, undo func()) {
		d.undone, d.undo = append(d.undone, words), undo
		sh.Undo(words, undo)
	}
	d.Reframe = sh.Reframe
	sh.Attach(bench.Window.Canvas())
	sh.Go(route)
	bench.Settle()
	if len(d.failed) > 0 {
		d.t.Fatal(d.failed)
	}
	return screen, bench
}
