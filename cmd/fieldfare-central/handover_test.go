package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A child goes from one therapist to another on the command line, and the lists say what is still on whose tablet.
func TestAdmin_Handover(t *testing.T) {
	both(t, func(t *testing.T, where []string) {
		ask := func(args ...string) string {
			t.Helper()
			code, out, errs := do(t, append(args, where...)...)
			if code != 0 {
				t.Fatalf("%v: exit %d, %s", args, code, errs)
			}
			return out
		}
		tenant := made(t, "id", append([]string{"admin", "tenant", "add", "North", "--pack", "bromley-like"}, where...)...)
		ann := made(t, "id", append([]string{"admin", "therapist", "add", "Ann Lee", "ann@nhs.example", "--tenant", tenant}, where...)...)
		ben := made(t, "id", append([]string{"admin", "therapist", "add", "Ben Ode", "ben@nhs.example", "--tenant", tenant}, where...)...)

		ctx := context.Background()
		l, err := ledger.Open(ctx, ledger.Config{Dir: map[string]string{"--data": where[1]}[where[0]], Database: map[string]string{"--database": where[1]}[where[0]], Now: time.Now, Rand: rand.Reader, NewID: uuid.NewString, Log: slog.New(slog.DiscardHandler)})
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		code, err := l.NewCode(ctx, ann)
		if err != nil {
			t.Fatal(err)
		}
		tablet, err := l.Enrol(ctx, code, make([]byte, 32), "inc1")
		if err != nil {
			t.Fatal(err)
		}
		child := assessments.ID(uuid.NewString())
		push := func(cid string, n uint64, value string) {
			t.Helper()
			c := wire.Change{CID: strings.Repeat(cid, 32), Inc: "inc1", DSeq: n, Record: child, Kind: assessments.KindChild, Child: child, Op: assessments.OpSet,
				Set: assessments.Fields{"name": json.RawMessage(value)}, TDev: "2026-11-20T09:00:00Z", V: wire.Format}
			f, err := wire.Freeze(c)
			if err != nil {
				t.Fatal(err)
			}
			acks, err := l.Push(ctx, &ledger.Session{Tenant: tenant, Device: tablet.Device, Inc: "inc1", Therapist: ann}, []wire.Pushed{{CID: c.CID, Frozen: f}})
			if err != nil || acks[0].Result != wire.OK {
				t.Fatalf("%+v (%v)", acks, err)
			}
		}
		push("a", 1, `"Isla"`)
		said := ask("admin", "handover", "--child", string(child), "--from", ann, "--to", ben, "--grace-days", "14")
		for _, want := range []string{"Handed to Ben Ode", "Ann Lee had it before", "Tablet " + tablet.Device + " has never synced"} {
			if !strings.Contains(said, want) {
				t.Errorf("it says %q, without %q", said, want)
			}
		}
		told, err := l.ReadKinds(ctx, tenant, "test", assessments.KindAccess)
		if err != nil || len(told) != 1 || told[0].Scope != assessments.TeamScope() || told[0].Fields.Text("of") != string(child) || told[0].Fields.Text("name") != "Ben Ode" {
			t.Errorf("the team's tablets are told %+v (%v)", told, err)
		}
		push("b", 2, `"Isla Fenwick"`)
		var list []ledger.Handing
		if err := json.Unmarshal([]byte(ask("admin", "handovers", "--child", string(child), "--json")), &list); err != nil || len(list) != 1 || list[0].Late != 1 || list[0].Done {
			t.Errorf("the list has %+v (%v)", list, err)
		}
		if out := ask("admin", "late"); !strings.Contains(out, "from Ann Lee") || strings.Count(out, "\n") != 1 {
			t.Errorf("late work: %q", out)
		}
		if strings.Contains(said+ask("admin", "handovers")+ask("admin", "late"), "Isla") {
			t.Error("a list for leads holds a child's name")
		}
		if code, _, errs := do(t, append([]string{"admin", "handover", "--child", string(child), "--from", ann, "--to", ben}, where...)...); code != 1 || !strings.Contains(errs, "no access to take away") {
			t.Errorf("handed over twice: exit %d, %s", code, errs)
		}
		ask("admin", "ungrant", "--child", string(child), "--therapist", ben, "--grace-days", "0")
		if out := ask("admin", "handovers"); !strings.Contains(out, "Access was taken away") {
			t.Errorf("after the end of a grant: %q", out)
		}
	})
}
