// Package storetest makes states of a store that need a service at the other end, for the tests of those who only read them.
package storetest

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// turns numbers what the service says: each of its rows has a sequence of its own.
var turns atomic.Uint64

// ChangedElsewhere makes another device's value of one text field arrive first, and the service keep this device's change
// mine beside it: a conflict with two sides. mine is the cid of an unsent change of the same record and field.
func ChangedElsewhere(t testing.TB, s *store.Store, r assessments.Record, field, theirs, mine string) {
	t.Helper()
	value, err := json.Marshal(theirs)
	if err != nil {
		t.Fatal(err)
	}
	ChangedElsewhereTo(t, s, r, field, value, mine)
}

// ChangedElsewhereTo is ChangedElsewhere for a value that is no text.
func ChangedElsewhereTo(t testing.TB, s *store.Store, r assessments.Record, field string, theirs json.RawMessage, mine string) {
	t.Helper()
	ctx, n := t.Context(), turns.Add(1)
	c := wire.Change{CID: fmt.Sprintf("%032x", 0xab00+n), Device: "other", Inc: "1", DSeq: n, Record: r.ID, Kind: r.Kind,
		Op: assessments.OpSet, Set: assessments.Fields{field: theirs}, TDev: "2026-11-24T09:31:00Z", V: wire.Format}
	c.SetScope(r.Scope)
	frozen, err := wire.Freeze(c)
	if err != nil {
		t.Fatal(err)
	}
	row := wire.Delivered{Seq: 3 + 2*n, Result: wire.OK, CID: c.CID, Device: c.Device, Inc: c.Inc, Frozen: frozen, Change: c}
	if err := s.Pull(ctx, []wire.Delivered{row}, fmt.Sprint(row.Seq), "epoch"); err != nil {
		t.Fatal(err)
	}
	if err := s.Acked(ctx, []wire.Ack{{CID: mine, Result: wire.Conflict, Seq: row.Seq + 1}}); err != nil {
		t.Fatal(err)
	}
}

// KeptAsideNewest makes the service keep the newest waiting change aside, for want of a grant, and call the one before too new
// for it. It returns the code of the first.
func KeptAsideNewest(t testing.TB, s *store.Store) string {
	t.Helper()
	rows, err := s.Pending(t.Context(), 99999, 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	n := len(rows)
	if err := s.Acked(t.Context(), []wire.Ack{{CID: rows[n-1].CID, Result: wire.Quar, Code: wire.CodeScope}, {CID: rows[n-2].CID, Result: wire.TooNew}}); err != nil {
		t.Fatal(err)
	}
	return wire.CodeScope
}

// ChangedLater delivers another device's later value of one text field of a record that the service has.
func ChangedLater(t testing.TB, s *store.Store, r assessments.Record, field, value string) {
	t.Helper()
	raw, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	c := wire.Change{CID: strings.Repeat("cd", 16), Device: "other", Inc: "1", DSeq: 2, Record: r.ID, Kind: r.Kind, Base: 1 << 40,
		Op: assessments.OpSet, Set: assessments.Fields{field: raw}, TDev: "2026-11-24T10:02:00Z", V: wire.Format}
	c.SetScope(r.Scope)
	frozen, err := wire.Freeze(c)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := s.Pending(t.Context(), 99999, 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	var acks []wire.Ack
	for i, p := range rows {
		acks = append(acks, wire.Ack{CID: p.CID, Result: wire.OK, Seq: uint64(i + 1)})
	}
	if err := s.Acked(t.Context(), acks); err != nil {
		t.Fatal(err)
	}
	row := wire.Delivered{Seq: 1 << 20, Result: wire.OK, CID: c.CID, Device: c.Device, Inc: c.Inc, Frozen: frozen, Change: c}
	if err := s.Pull(t.Context(), []wire.Delivered{row}, "9", "epoch"); err != nil {
		t.Fatal(err)
	}
}

// HandedOver makes the service hand a scope to a colleague, with so many days in which it takes late work.
func HandedOver(t testing.TB, s *store.Store, scope assessments.Scope, days int) {
	t.Helper()
	if err := s.TakenAway(t.Context(), []wire.ScopeRm{{Scope: scope.Key(), Seq: turns.Add(1), GraceD: days}}); err != nil {
		t.Fatal(err)
	}
}

// AllTaken makes the service take everything that waits.
func AllTaken(t testing.TB, s *store.Store) {
	t.Helper()
	rows, err := s.Pending(t.Context(), 99999, 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	acks := make([]wire.Ack, len(rows))
	for i, r := range rows {
		acks[i] = wire.Ack{CID: r.CID, Result: wire.OK, Seq: uint64(i + 1)}
	}
	if err := s.Acked(t.Context(), acks); err != nil {
		t.Fatal(err)
	}
}
