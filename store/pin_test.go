package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

func TestPIN_OpensALatchedStoreAndFiveWrongDropTheKey(t *testing.T) {
	s := newStore(t)
	if l, err := newStore(t).Latch(t.Context()); l != nil || err != nil {
		t.Fatalf("a store without a PIN left something in memory: %v, %v", l, err)
	}
	for _, bad := range []string{"12", "123", "1234567", "24a8", "1111", "1234", "987654"} {
		wantKind(t, s.SetPIN(t.Context(), bad), assessments.Invalid)
	}
	check(t, s.SetPIN(t.Context(), "2468"))
	s = reopen(t, s)
	if has, err := s.HasPIN(t.Context()); !has || err != nil {
		t.Fatalf("the PIN is gone: %v", err)
	}
	check(t, s.Typed(t.Context(), Draft{Record: rid(2), Kind: assessments.KindObservation, Scope: assessments.ChildScope(rid(1)), Field: "text", Text: "half a"}))
	key := bytes.Clone(s.ring.Key())
	l, err := s.Latch(t.Context())
	check(t, err)
	if s.ring != nil || len(s.keys.byID) != 0 || bytes.Contains(l.sealed, key) || l.Figures() != 4 {
		t.Error("the key lies open in memory")
	}
	for left := 4; left > 0; left-- {
		_, err := l.Open(t.Context(), "1357", false)
		wantKind(t, err, assessments.Unauthorized)
		if l.Left() != left {
			t.Errorf("%d tries left, want %d", l.Left(), left)
		}
	}
	s, err = l.Open(t.Context(), "2468", false)
	check(t, err)
	if got := textOf(t, s, rid(2), "text"); got != "half a" || s.WrongPINs() != 4 {
		t.Errorf("after latching the text reads %q, and %d wrong PINs are told of", got, s.WrongPINs())
	}
	check(t, s.ChangePassphrase(t.Context(), passphrase, "a changed passphrase")) // a PIN is no way round the old one
	wantKind(t, s.ChangePassphrase(t.Context(), passphrase, passphrase), assessments.Unauthorized)

	l, err = s.Latch(t.Context())
	check(t, err)
	for range 5 {
		_, err = l.Open(t.Context(), "1357", false)
		wantKind(t, err, assessments.Unauthorized)
	}
	if _, again := l.Open(t.Context(), "2468", false); !errors.Is(err, ErrDropped) || !errors.Is(again, ErrDropped) || l.sealed != nil {
		t.Errorf("after five wrong ones: %v, then with the right one %v", err, again)
	}
	s, err = Open(t.Context(), l.cfg, "a changed passphrase")
	check(t, err)
	check(t, s.SetPIN(t.Context(), ""))
	if has, _ := s.HasPIN(t.Context()); has || s.WrongPINs() != 5 {
		t.Errorf("the PIN was not removed, or %d wrong ones are told of", s.WrongPINs())
	}
	check(t, s.Close())
}

// Whoever takes the files has nothing that a PIN could be tried against, and whoever kills the app gains no tries.
func TestPIN_NothingAtRestAndTriesOutliveAKill(t *testing.T) {
	s := newStore(t)
	check(t, s.SetPIN(t.Context(), "246813"))
	kept, err := s.meta(t.Context(), "x", pinNote)
	check(t, err)
	secret := kept[1+saltSize:]
	l, err := s.Latch(t.Context())
	check(t, err)
	for range 3 {
		_, err := l.Open(t.Context(), "135791", false)
		wantKind(t, err, assessments.Unauthorized)
	}
	killed := *l
	killed.tries = 0
	if killed.Left() != 2 {
		t.Errorf("%d tries left after the count in memory was lost, want 2", killed.Left())
	}
	list, err := os.ReadDir(l.Dir())
	check(t, err)
	for _, e := range list {
		raw, err := os.ReadFile(filepath.Join(l.Dir(), e.Name()))
		check(t, err)
		for what, b := range map[string][]byte{"the pair's public half": secret, "the sealed key": l.sealed, "the PIN": []byte("246813")} {
			if bytes.Contains(raw, b) {
				t.Errorf("%s lies in %s", what, e.Name())
			}
		}
	}
	s, err = Open(t.Context(), l.cfg, passphrase) // the restart
	check(t, err)
	if s.WrongPINs() != 3 {
		t.Errorf("the therapist is told of %d wrong PINs, want 3", s.WrongPINs())
	}
	check(t, s.Close())
}
