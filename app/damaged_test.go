package app

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/store/vault"
)

// hurtStore flips one bit of a closed store, so that it refuses to open. A page that holds nothing is passed over.
func hurtStore(t *testing.T, cfg store.Config) {
	t.Helper()
	file := filepath.Join(cfg.Dir, "fieldfare.db")
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const page = 4096
	for at := len(whole) - page/4; at > 4*page; at -= page {
		hurt := bytes.Clone(whole)
		hurt[at] ^= 0x10
		if err := os.WriteFile(file, hurt, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := store.Open(t.Context(), cfg, sessiontest.Passphrase)
		if assessments.KindOf(err) == assessments.Damaged {
			return
		}
		if err = errors.Join(err, s.Close()); err != nil {
			t.Fatal(err)
		}
	}
	t.Fatal("no flipped bit is noticed")
}

// TestADamagedStoreIsReadAsFarAsItGoes: whoever stands in a school with it sees what is left, is told so on every screen, and writes
// nothing that would not be kept.
func TestADamagedStoreIsReadAsFarAsItGoes(t *testing.T) {
	w := newWorld(t)
	if err := w.Store.Close(); err != nil {
		t.Fatal(err)
	}
	cfg := store.Config{Dir: w.Dir, KDF: vault.ForTests(), Now: func() time.Time { return schoolDay }}
	hurtStore(t, cfg)
	fa := kittest.App(t)
	fa.Live()
	a := New(t.Context(), fa, Config{Wait: w.Hand.Kit(), Store: cfg})
	t.Cleanup(func() { a.closeSession(false) })
	b := kittest.Over(t, fa, a.win, 1280, 800)
	b.Type("Passphrase", sessiontest.Passphrase)
	b.Tap("Unlock")
	fa.Until("the damage to be told", func() bool { return strings.Contains(b.Texts(), "Open to read") })
	b.Shows("Part of your notes cannot be read", "Nothing was deleted", "damaged-")
	b.Everywhere("unlock-damaged")
	b.Tap("Open to read")
	fa.Until("the store to open", func() bool { return a.session != nil && a.door == nil })
	a.shell.Restore([]shell.Route{{Screen: session.Children}})
	fa.Until("the caseload", func() bool {
		return strings.Contains(b.Texts(), "O'Thistlewood") || strings.Contains(b.Texts(), "O’Thistlewood")
	})
	b.Shows("To read only: part of the store is damaged")
	if a.session.Write(t.Context(), a.session.Create(newID(), assessments.ChildScope(w.isla), &assessments.Observation{On: "2026-11-24", Type: "fact", Text: "x"})) {
		t.Error("something was saved into a damaged store")
	}
	b.Shows("Nothing was saved; restore a backup first")
	a.lock()
	if len(a.latches) != 0 {
		t.Error("the PIN would open what only a passphrase and a second tap may")
	}
}
