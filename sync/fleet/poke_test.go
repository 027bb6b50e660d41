package fleet

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/store/vault"
	"github.com/fieldfare/fieldfare/sync/courier"
)

// The real courier waits at the real service, and hears of another tablet's work.
func TestPoke_BetweenTwoRealTablets(t *testing.T) {
	clock := testkit.NewClock()
	c, err := central.New(t.Context(), central.Config{Dir: testkit.Dir(t), Now: clock.Now, Rand: testkit.Random("poke"), NewID: testkit.IDs("poke", clock.Now), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	server := httptest.NewServer(c)
	defer server.Close()
	tenant, err := c.TenantAdd(t.Context(), "North", ledger.Packs[0])
	if err != nil {
		t.Fatal(err)
	}
	th, err := c.TherapistAdd(t.Context(), tenant.ID, "T", "t@nhs.example")
	if err != nil {
		t.Fatal(err)
	}
	tablet := func() (*courier.Courier, *store.Store) {
		s, _, err := store.Init(t.Context(), store.Config{Dir: t.TempDir(), Now: clock.Now, KDF: vault.ForTests()}, "correct horse battery", store.InitOptions{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		code, err := c.Code(t.Context(), th.ID)
		if err != nil {
			t.Fatal(err)
		}
		k := courier.New(s, courier.Config{Now: clock.Now})
		if err := k.Enrol(t.Context(), server.URL, code); err != nil {
			t.Fatal(err)
		}
		if _, err := k.Sync(t.Context()); err != nil {
			t.Fatal(err)
		}
		return k, s
	}
	one, _ := tablet()
	two, s := tablet()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	heard := make(chan error, 1)
	go func() {
		news, err := one.Poke(ctx)
		if err == nil && !news {
			err = context.DeadlineExceeded
		}
		heard <- err
	}()
	id := assessments.ID(testkit.IDs("note", clock.Now)())
	if _, err := s.Apply(t.Context(), []assessments.Edit{{Record: id, Kind: "phrase", Scope: assessments.TeamScope(), Set: assessments.Fields{"text": json.RawMessage(`"hello"`)}}}); err != nil {
		t.Fatal(err)
	}
	if _, err := two.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := <-heard; err != nil {
		t.Fatalf("the other tablet's work was not heard of: %v", err)
	}
	if r, err := one.Sync(t.Context()); err != nil || r.Received != 1 {
		t.Errorf("and the sync brought %+v (%v)", r, err)
	}
}
