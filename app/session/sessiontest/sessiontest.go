// Package sessiontest makes a session over a real store with the practice caseload, for the tests of screens.
//
// Words: a desk here is a session whose window is only remembered: where it went, what it offered to undo, what failed.
package sessiontest

import (
	"context"
	"fmt"
	"syscall"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/thumb"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/practice"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/store/vault"
)

// Visit is where a session went.
type Visit struct {
	Screen     string
	Child, Arg assessments.ID
}

// Desk is a session with its window remembered.
type Desk struct {
	*session.Session
	Went   []Visit
	Swaps  []Visit
	Backs  int
	Covers int // how often the screen was covered
	Undos  []func()
	Said   []string
	Failed []error
	Time   time.Time
	Hand   *kittest.Clock // what screens wait by
	Dir    string         // folder of the store
	Full   bool           // the disk takes nothing more
	made   int
}

// Passphrase opens the store of a desk.
const Passphrase = "a passphrase for tests"

// New opens a fresh store with so many practice children, as at now.
func New(t testing.TB, children int, now time.Time) *Desk {
	t.Helper()
	return NewIn(t, children, now, store.InitOptions{Practice: true})
}

// NewIn is New with a store of another sort.
func NewIn(t testing.TB, children int, now time.Time, opt store.InitOptions) *Desk {
	t.Helper()
	ctx := context.Background()
	d := &Desk{Time: now, Hand: kittest.NewClock(now), Dir: t.TempDir()}
	clock := func() time.Time { return d.Time }
	st, _, err := store.Init(ctx, store.Config{Dir: d.Dir, Now: clock, KDF: vault.ForTests(), Refuse: d.refuse}, Passphrase, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	bundles, err := practice.Bundles(assets.Demo, 1, children)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range bundles {
		if _, err := st.Import(ctx, b); err != nil {
			t.Fatal(err)
		}
	}
	d.Session = &session.Session{
		Store: st, Now: clock, NewID: d.newID, Load: kit.AtOnce, Wait: d.Hand.Kit(), Thumbs: thumb.New(),
		Go:      func(screen string, child, arg assessments.ID) { d.Went = append(d.Went, Visit{screen, child, arg}) },
		Back:    func() { d.Backs++ },
		Swap:    func(screen string, child, arg assessments.ID) { d.Swaps = append(d.Swaps, Visit{screen, child, arg}) },
		Undo:    func(words string, undo func()) { d.Said, d.Undos = append(d.Said, words), append(d.Undos, undo) },
		Fail:    func(err error) { d.Failed = append(d.Failed, err) },
		Kick:    func() {},
		Reframe: func() {},
		Cover:   func() { d.Covers++ },
	}
	return d
}

// refuse is the disk of the store.
func (d *Desk) refuse() error {
	if d.Full {
		return syscall.ENOSPC
	}
	return nil
}

// newID makes ids in order, so that a test's pictures are the same every time.
func (d *Desk) newID() assessments.ID {
	d.made++
	return assessments.ID(fmt.Sprintf("0190ffff-0000-7000-8000-%012x", d.made))
}

// Child is the record id of the practice child whose whole name starts so.
func (d *Desk) Child(t testing.TB, name string) assessments.ID {
	t.Helper()
	kids, err := d.Store.Children(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range kids {
		if len(k.Name) >= len(name) && k.Name[:len(name)] == name {
			return k.ID
		}
	}
	t.Fatalf("no child is called %s", name)
	return ""
}
