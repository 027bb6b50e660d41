package fleet

import (
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/store/vault"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// frozenV1 are the hashes of the changes that wait in store/testdata/v1.db, as the first version froze them. They are written here so
// that nothing can write the changes anew, on either side, without this test seeing it.
var frozenV1 = []string{
	"3a13b08dc07ba37de7a4a11ab18ff7f26d976beba56eb633f970aefaf8df8610",
	"7497e0f4feb4f7950bdbb3ae71ceb45a0ac7b8b61ffc2c0290ad2927a74d8277",
}

// A store of the first version with unsent work is opened by this one, which upgrades its tables: the changes are the bytes that
// were frozen then, today's service takes them, and the store lets go of them.
func TestUpgrade_UnsentWorkOfTheFirstVersionGoesThrough(t *testing.T) {
	raw, err := os.ReadFile("../../store/testdata/v1.db")
	if err != nil {
		t.Fatal(err)
	}
	dir, clock := t.TempDir(), testkit.NewClock()
	if err := os.WriteFile(filepath.Join(dir, "fieldfare.db"), raw, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), store.Config{Dir: dir, Now: clock.Now, KDF: vault.ForTests()}, "correct horse battery")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.RetryUnkept(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Retry(t.Context()); err != nil {
		t.Fatal(err)
	}
	rows, err := s.Pending(t.Context(), 10, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(frozenV1) {
		t.Fatalf("%d changes wait, want %d", len(rows), len(frozenV1))
	}
	c, err := central.New(t.Context(), central.Config{Dir: testkit.Dir(t), Now: clock.Now, Rand: testkit.Random("upgrade"), NewID: testkit.IDs("upgrade", clock.Now), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	tenant, err := c.TenantAdd(t.Context(), "North", ledger.Packs[0])
	if err != nil {
		t.Fatal(err)
	}
	th, err := c.TherapistAdd(t.Context(), tenant.ID, "T", "t@nhs.example")
	if err != nil {
		t.Fatal(err)
	}
	st, err := s.SyncState(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var in []wire.Pushed
	for i, r := range rows {
		if r.Frozen.Hash != frozenV1[i] || wire.HashOf(r.Frozen.Bytes) != frozenV1[i] {
			t.Errorf("change %d is %s, frozen as %s", i, r.Frozen.Hash, frozenV1[i])
		}
		if ch, err := wire.Thaw(r.Frozen.Bytes); err != nil || ch.V != 1 || ch.Kind != assessments.KindObservation {
			t.Errorf("change %d thaws as %+v (%v)", i, ch, err)
		}
		in = append(in, wire.Pushed{CID: r.CID, Frozen: r.Frozen})
	}
	acks, err := c.Ledger().Push(t.Context(), &ledger.Session{Tenant: tenant.ID, Device: "d1", Inc: st.Inc, Therapist: th.ID}, in)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range acks {
		if a.Result != wire.OK {
			t.Errorf("answered %+v", a)
		}
	}
	if err := s.Acked(t.Context(), acks); err != nil {
		t.Fatal(err)
	}
	left, err := s.Status(t.Context())
	if err != nil || left.Unsent != 0 {
		t.Errorf("%d changes still wait (%v)", left.Unsent, err)
	}
	for what, check := range map[string]func() (int, error){
		"store":   func() (int, error) { p, err := s.Verify(t.Context()); return len(p), err },
		"service": func() (int, error) { p, err := c.Ledger().Verify(t.Context()); return len(p), err },
	} {
		if n, err := check(); n > 0 || err != nil {
			t.Errorf("%s: %d things are not what was written (%v)", what, n, err)
		}
	}
}
