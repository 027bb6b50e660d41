// Package desktest sits a therapist at a real store with the demo caseload, and shows a screen in the app's own frame.
// It is imported by tests only.
//
// Words: a desk is a session on a store in a temporary folder, with a clock that is turned by hand.
package desktest

import (
	"bytes"
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/app/thumb"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/store/vault"
)

// The children and therapists of the notebooks.
const (
	Isla   assessments.ID = "019a0001-0000-7003-8000-000000000001"
	Bryony assessments.ID = "019a0001-0000-7004-8000-000000000201"
	Yusuf  assessments.ID = "019a0002-0000-7003-8000-000000000001"
)

// Desk is a therapist at work.
type Desk struct {
	*session.Session
	T      testing.TB
	Ctx    context.Context
	Clock  *kittest.Clock
	Went   []shell.Route
	Swaps  []shell.Route
	Failed []error
	Undone []string

	dir  string
	ids  int
	undo func()
}

// Sit makes a store with both notebooks in it at a time.
func Sit(t testing.TB, now time.Time) *Desk {
	t.Helper()
	d := &Desk{T: t, Ctx: context.Background(), dir: t.TempDir(), Clock: kittest.NewClock(now)}
	st, _, err := store.Init(d.Ctx, d.config(), Passphrase, store.InitOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"isla.json", "yusuf.json"} {
		data, err := assets.Demo.ReadFile("demo/" + name)
		if err != nil {
			t.Fatal(err)
		}
		b, err := assessments.ParseBundle(bytes.NewReader(data), name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := st.Import(d.Ctx, b); err != nil {
			t.Fatal(err)
		}
	}
	d.take(st)
	return d
}

// Passphrase opens the store, and signs.
const Passphrase = "snail on the window"

func (d *Desk) config() store.Config {
	return store.Config{Dir: d.dir, Now: d.Clock.Kit().Now, KDF: vault.ForTests()}
}

func (d *Desk) take(st *store.Store) {
	d.T.Cleanup(func() { _ = st.Close() }) // closing twice, as after a restart, is no fault
	d.Session = &session.Session{Store: st, Me: Bryony, Thumbs: thumb.New(), Now: d.Clock.Kit().Now, Load: kit.AtOnce, Wait: d.Clock.Kit(), NewID: d.newID,
		Go: func(screen string, child, arg assessments.ID) {
			d.Went = append(d.Went, shell.Route{Screen: screen, Child: string(child), Arg: string(arg)})
		},
		Swap: func(screen string, child, arg assessments.ID) {
			d.Swaps = append(d.Swaps, shell.Route{Screen: screen, Child: string(child), Arg: string(arg)})
		},
		Back: func() { d.Went = append(d.Went, shell.Route{Screen: "back"}) },
		Undo: func(words string, undo func()) { d.Undone, d.undo = append(d.Undone, words), undo },
		Fail: func(err error) { d.Failed = append(d.Failed, err) },
		Kick: func() {}, Reframe: func() {}, Cover: func() {}}
}

// newID makes ids that rise with time, as the real ones do.
func (d *Desk) newID() assessments.ID {
	d.ids++
	ms := d.Now().UnixMilli()
	return assessments.ID(fmt.Sprintf("%08x-%04x-7%03x-8000-%012x", ms>>16, ms&0xffff, d.ids&0xfff, d.ids))
}

// Restart closes the store and opens it again, as after a kill: nothing of a screen's own memory is left.
func (d *Desk) Restart() {
	d.T.Helper()
	if err := d.Store.Close(); err != nil {
		d.T.Fatal(err)
	}
	st, err := store.Open(d.Ctx, d.config(), Passphrase)
	if err != nil {
		d.T.Fatal(err)
	}
	d.take(st)
}

// Read decodes a record into a typed struct.
func (d *Desk) Read(id assessments.ID, into assessments.Typed) {
	d.T.Helper()
	r, err := d.Store.Record(d.Ctx, id)
	if err != nil {
		d.T.Fatal(err)
	}
	assessments.Decode(r.Fields, into)
}

// TakeBack runs the undo that was offered last.
func (d *Desk) TakeBack() {
	d.T.Helper()
	if d.undo == nil {
		d.T.Fatal("nothing was offered to be taken back")
	}
	d.undo()
}

// Show puts a screen into a window with the frame of the app. make is called as the registry of the app would.
func (d *Desk) Show(w, h float32, build func() shell.Screen) *kittest.Bench {
	d.T.Helper()
	bench := kittest.Open(d.T, w, h)
	sh := shell.New(shell.Config{Clock: d.Clock.Kit(), Screens: func(shell.Route) shell.Screen { return build() }})
	d.Reframe = func() {
		if sh.Screen() != nil {
			sh.Reframe()
		}
	}
	sh.Attach(bench.Window.Canvas())
	sh.Go(shell.Route{Screen: "under test"})
	bench.Settle()
	d.Sound()
	return bench
}

// Sound fails the test when a sentence of failure was shown.
func (d *Desk) Sound() {
	d.T.Helper()
	for _, err := range d.Failed {
		d.T.Errorf("the screen said: %v", err)
	}
}
