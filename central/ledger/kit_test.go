package ledger

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// both runs a test of the conformance suite on both databases.
func both(t *testing.T, test func(t *testing.T, k *kit)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, newKit(t, Config{Dir: testkit.Dir(t)})) })
	t.Run("postgres", func(t *testing.T) { test(t, newKit(t, Config{Database: testkit.Postgres(t)})) })
}

// A kit is an open ledger with one tenant and two therapists, and a hand that makes changes.
type kit struct {
	t      *testing.T
	ctx    context.Context
	l      *Ledger
	clock  *testkit.Clock
	newID  func() string
	tenant Tenant
	ann    Session
	ben    Session
	n      uint64
}

func newKit(t *testing.T, cfg Config) *kit {
	t.Helper()
	k := &kit{t: t, ctx: context.Background(), clock: testkit.NewClock()}
	k.newID = testkit.IDs(t.Name(), k.clock.Now)
	cfg.Now, cfg.Rand, cfg.NewID, cfg.Log = k.clock.Now, testkit.Random(t.Name()), k.newID, discard()
	k.l = k.open(cfg)
	t.Cleanup(func() { k.l.Close() })
	var err error
	if k.tenant, err = k.l.AddTenant(k.ctx, "Test Service", Packs[0]); err != nil {
		t.Fatal(err)
	}
	k.ann, k.ben = k.enrol("Ann"), k.enrol("Ben")
	return k
}

func (k *kit) open(cfg Config) *Ledger {
	k.t.Helper()
	l, err := Open(k.ctx, cfg)
	if err != nil {
		k.t.Fatal(err)
	}
	return l
}

// enrol adds a therapist with a device and returns its session.
func (k *kit) enrol(name string) Session {
	k.t.Helper()
	th, err := k.l.AddTherapist(k.ctx, k.tenant.ID, name, name+"@nhs.example")
	if err != nil {
		k.t.Fatal(err)
	}
	return k.device(th.ID)
}

func (k *kit) device(therapist string) Session {
	k.t.Helper()
	code, err := k.l.NewCode(k.ctx, therapist)
	if err != nil {
		k.t.Fatal(err)
	}
	r, err := k.l.Enrol(k.ctx, code, make([]byte, 32), "inc1")
	if err != nil {
		k.t.Fatal(err)
	}
	return Session{Tenant: r.Tenant, Device: r.Device, Inc: "inc1", Therapist: r.Therapist}
}

// set makes a change of a record in a scope.
func (k *kit) set(scope assessments.Scope, rec assessments.ID, base uint64, fields ...string) wire.Change {
	k.n++
	c := wire.Change{CID: fmt.Sprintf("%032x", k.n), Inc: "inc1", DSeq: k.n, Record: rec, Kind: "observation", Base: base, Op: assessments.OpSet,
		Set: assessments.Fields{}, TDev: "2026-11-20T09:00:00Z", V: wire.Format}
	c.SetScope(scope)
	for i := 0; i < len(fields); i += 2 {
		c.Set[fields[i]] = json.RawMessage(fmt.Sprintf("%q", fields[i+1]))
	}
	return c
}

func (k *kit) sign(scope assessments.Scope, rec assessments.ID, base uint64, fields ...string) wire.Change {
	c := k.set(scope, rec, base, fields...)
	c.Op, c.Sign = assessments.OpSign, &assessments.Signing{By: rec, At: c.TDev, Hash: wire.ContentHash(c.Set)}
	return c
}

func frozen(t *testing.T, c wire.Change) wire.Pushed {
	t.Helper()
	f, err := wire.Freeze(c)
	if err != nil {
		t.Fatal(err)
	}
	return wire.Pushed{CID: c.CID, Frozen: f}
}

// push sends changes and returns the acks.
func (k *kit) push(s Session, changes ...wire.Change) []wire.Ack {
	k.t.Helper()
	var in []wire.Pushed
	for _, c := range changes {
		in = append(in, frozen(k.t, c))
	}
	return k.pushRaw(s, in...)
}

func (k *kit) pushRaw(s Session, in ...wire.Pushed) []wire.Ack {
	k.t.Helper()
	acks, err := k.l.Push(k.ctx, &s, in)
	if err != nil {
		k.t.Fatal(err)
	}
	if len(acks) != len(in) {
		k.t.Fatalf("%d changes got %d acks", len(in), len(acks))
	}
	for i := range in {
		if acks[i].CID != in[i].CID {
			k.t.Fatalf("ack %d is for %s, want %s", i, acks[i].CID, in[i].CID)
		}
	}
	return acks
}

// want pushes one change and checks its result and code.
func (k *kit) want(s Session, c wire.Change, result wire.Result, code string) wire.Ack {
	k.t.Helper()
	a := k.push(s, c)[0]
	if a.Result != result || a.Code != code {
		k.t.Fatalf("got %s %q, want %s %q", a.Result, a.Code, result, code)
	}
	return a
}

// pull reads every page from a cursor on and returns the sequences and the new cursor.
func (k *kit) pull(s Session, cursor string) ([]wire.Delivered, string) {
	k.t.Helper()
	var out []wire.Delivered
	for {
		p, err := k.l.Pull(k.ctx, s, cursor, false)
		if err != nil {
			k.t.Fatal(err)
		}
		out, cursor = append(out, p.Rows...), p.Cursor
		if !p.More {
			return out, cursor
		}
	}
}

func (k *kit) head(rec assessments.ID) assessments.Record {
	k.t.Helper()
	records, err := k.l.Records(k.ctx, k.tenant.ID)
	if err != nil {
		k.t.Fatal(err)
	}
	for _, r := range records {
		if r.ID == rec {
			return r
		}
	}
	k.t.Fatalf("there is no record %s", rec)
	return assessments.Record{}
}

// sound fails the test when the ledger does not add up.
func (k *kit) sound() {
	k.t.Helper()
	problems, err := k.l.Verify(k.ctx)
	if err != nil {
		k.t.Fatal(err)
	}
	for _, p := range problems {
		k.t.Errorf("verify: %s: %s", p.Where, p.Text)
	}
}

func (k *kit) id() assessments.ID { return assessments.ID(k.newID()) }

func (k *kit) exec(query string, args ...any) error {
	_, err := k.l.w.ExecContext(k.ctx, k.l.d.sql(query), args...)
	return err
}

func discard() *slog.Logger { return slog.New(slog.DiscardHandler) }
