package app

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/store/vault"
)

// A tablet comes out of a drawer after a month. With its service in reach it opens as ever; without, it says why it does not.
func TestOpenStore_LockedIsSyncedFirst(t *testing.T) {
	const words = "snail beanbag tights"
	now := time.Date(2026, 11, 16, 9, 30, 0, 0, time.UTC)
	cfg := store.Config{Dir: t.TempDir(), Now: func() time.Time { return now }, KDF: vault.ForTests()}
	s, code, err := store.Init(t.Context(), cfg, words, store.InitOptions{})
	if err == nil {
		err = s.Enrol(t.Context(), store.Enrolment{Device: "d", Server: "https://central.example", Tenant: "t", LeaseS: 21 * 24 * 3600})
	}
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	noSignal := func(context.Context, *store.Store) error {
		asked++
		return assessments.Errorf(assessments.Unavailable, "x", "The service cannot be reached.")
	}
	again := func(ctx context.Context, s *store.Store) error {
		asked++
		return s.Heard(ctx, "active", 21*24*3600)
	}
	opens := func(secret string, recovery bool, sync func(context.Context, *store.Store) error) error {
		s, err := openStore(t.Context(), cfg, secret, recovery, sync)
		if (s == nil) == (err == nil) {
			t.Fatalf("a store %v and an error %v", s, err)
		}
		if err == nil {
			err = s.Close()
		}
		return err
	}
	if err := opens(words, false, noSignal); err != nil || asked != 0 {
		t.Fatalf("a store that is not locked: %v, asked %d times", err, asked)
	}
	now = now.Add(30 * 24 * time.Hour)
	for what, sync := range map[string]func(context.Context, *store.Store) error{"without signal": noSignal, "told to stay offline": nil} {
		if err := opens(words, false, sync); !errors.Is(err, store.ErrLocked) || !strings.Contains(assessments.Sentence(err), "Everything on it is safe") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := opens("another passphrase", false, again); assessments.KindOf(err) != assessments.Unauthorized || asked != 1 {
		t.Errorf("a wrong passphrase: %v, asked %d times", err, asked)
	}
	if err := opens(code, true, again); err != nil || asked != 2 {
		t.Errorf("with the code and signal: %v, asked %d times", err, asked)
	}
	if err := opens(words, false, noSignal); err != nil || asked != 2 {
		t.Errorf("the day after: %v, asked %d times", err, asked)
	}
}
