package ledger

import (
	"encoding/hex"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/sync/wire"
)

func TestEnrol_CodeWorksOnceAndFifteenMinutes(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		code, err := k.l.NewCode(k.ctx, k.ann.Therapist)
		if err != nil {
			t.Fatal(err)
		}
		refused := func(code, why string) {
			t.Helper()
			if _, err := k.l.Enrol(k.ctx, code, make([]byte, 32), "i"); assessments.KindOf(err) != assessments.Unauthorized {
				t.Errorf("%s: %v", why, err)
			}
		}
		refused("0000-0000-0000", "a wrong code")
		refused("", "no code")
		// Typed by hand: small letters, no hyphens, O for 0.
		typed := strings.ReplaceAll(strings.ToLower(strings.ReplaceAll(code, "-", " ")), "0", "o")
		r, err := k.l.Enrol(k.ctx, typed, make([]byte, 32), "i")
		if err != nil {
			t.Fatalf("%q for %q: %v", typed, code, err)
		}
		if r.Tenant != k.tenant.ID || r.TenantName != "Test Service" || r.Therapist != k.ann.Therapist || r.Epoch != k.tenant.Epoch {
			t.Errorf("enrolled as %+v", r)
		}
		other := make([]byte, 32)
		other[0] = 1
		if _, err := k.l.Enrol(k.ctx, code, other, "i"); assessments.KindOf(err) != assessments.Unauthorized {
			t.Errorf("a used code: %v", err)
		}
		// The answer was lost and the same device asks again: it is the same device.
		if again, err := k.l.Enrol(k.ctx, code, make([]byte, 32), "i"); err != nil || !reflect.DeepEqual(again, r) {
			t.Errorf("asked again: %+v (%v), want %+v", again, err, r)
		}
		if code, err = k.l.NewCode(k.ctx, k.ann.Therapist); err != nil {
			t.Fatal(err)
		}
		k.clock.Advance(15*time.Minute + time.Second)
		refused(code, "an old code")
		var stored string
		if err := k.l.r.QueryRowContext(k.ctx, `SELECT max(hash) FROM enrol_code`).Scan(&stored); err != nil || strings.Contains(stored, wire.PlainCode(code)) {
			t.Errorf("the code itself is stored: %q (%v)", stored, err)
		}
	})
}

func TestAccounts_BadInputGetsASentence(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		for name, err := range map[string]error{
			"empty name":       second(k.l.AddTenant(k.ctx, " ", Packs[0])),
			"NUL in name":      second(k.l.AddTenant(k.ctx, "a\x00b", Packs[0])),
			"unknown pack":     second(k.l.AddTenant(k.ctx, "A", "moon-like")),
			"no address":       second(k.l.AddTherapist(k.ctx, k.tenant.ID, "A", "somebody")),
			"team grant":       k.l.Grant(k.ctx, assessments.TeamScope(), k.ann.Therapist),
			"grant of no id":   k.l.Grant(k.ctx, assessments.ChildScope("x"), k.ann.Therapist),
			"unknown service":  second(k.l.AddTherapist(k.ctx, "nobody", "A", "a@b.example")),
			"unknown child":    k.l.Grant(k.ctx, assessments.ChildScope(k.id()), k.ann.Therapist),
			"unknown person":   second(k.l.NewCode(k.ctx, "nobody")),
			"nothing to take":  k.l.Ungrant(k.ctx, assessments.ChildScope(k.id()), k.ann.Therapist),
			"unknown service2": second(k.l.Tenant(k.ctx, "nobody")),
		} {
			if kind := assessments.KindOf(err); kind != assessments.Invalid && kind != assessments.NotFound || strings.HasPrefix(assessments.Sentence(err), "Something went wrong") {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func second[T any](_ T, err error) error { return err }

func TestDevice_SaysWhatItIs(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		d, epoch, err := k.l.Device(k.ctx, k.ann.Device)
		if err != nil || d.State != Active || epoch != k.tenant.Epoch || d.LastSeen != "" {
			t.Fatalf("%+v %s (%v)", d, epoch, err)
		}
		if err := k.l.Seen(k.ctx, d, wire.Hello{Inc: "inc2", Unsent: 7, Quar: 1, App: "1.0"}, false); err != nil {
			t.Fatal(err)
		}
		list, err := k.l.Devices(k.ctx, k.tenant.ID)
		if err != nil || len(list) != 2 {
			t.Fatalf("%d devices (%v)", len(list), err)
		}
		got := list[0]
		if got.ID != k.ann.Device {
			got = list[1]
		}
		if got.Inc != "inc2" || got.Unsent != 7 || got.Quarantined != 1 || got.App != "1.0" || got.LastSeen != "2026-11-20T09:00:00Z" {
			t.Errorf("after a sync: %+v", got)
		}
		// In the middle of sending it is not written down in every round, but at its end and after a while.
		unsent := func(h wire.Hello, more bool) int {
			d, _, err := k.l.Device(k.ctx, k.ann.Device)
			if err == nil {
				err = k.l.Seen(k.ctx, d, h, more)
			}
			if err == nil {
				d, _, err = k.l.Device(k.ctx, k.ann.Device)
			}
			if err != nil {
				t.Fatal(err)
			}
			return d.Unsent
		}
		h := wire.Hello{Inc: "inc2", Unsent: 5, Quar: 1, App: "1.0"}
		if n := unsent(h, true); n != 7 {
			t.Errorf("in the middle of sending %d are noted", n)
		}
		k.clock.Advance(seenEvery)
		if n := unsent(h, true); n != 5 {
			t.Errorf("after a minute of sending %d are noted", n)
		}
		h.Unsent = 1
		if n := unsent(h, false); n != 1 {
			t.Errorf("at the end of sending %d are noted", n)
		}
		audit, err := k.l.Audit(k.ctx, k.tenant.ID)
		if err != nil {
			t.Fatal(err)
		}
		var what []string
		for _, a := range audit {
			what = append(what, a.What)
			if strings.Contains(a.What+a.About, "Ann") {
				t.Errorf("the audit trail names a person: %+v", a)
			}
		}
		for _, w := range []string{"tenant added", "therapist added", "code made", "device enrolled for " + k.ann.Therapist, "device has a new incarnation"} {
			if !strings.Contains(strings.Join(what, "\n"), w) {
				t.Errorf("%q is missing in %q", w, what)
			}
		}
	})
}

func TestOpen_SameSecretEveryTimeAndNewerIsRefused(t *testing.T) {
	for name, cfg := range map[string]Config{"sqlite": {Dir: testkit.Dir(t)}, "postgres": {Database: testkit.Postgres(t)}} {
		t.Run(name, func(t *testing.T) {
			k := newKit(t, cfg)
			again := k.open(k.l.cfg)
			if hex.EncodeToString(again.Secret()) != hex.EncodeToString(k.l.Secret()) || len(again.Secret()) != 32 {
				t.Error("a second process has another secret")
			}
			again.Close()
			if err := k.exec(`INSERT INTO migration (n, at) VALUES (999, '')`); err != nil {
				t.Fatal(err)
			}
			if _, err := Open(k.ctx, k.l.cfg); assessments.KindOf(err) != assessments.TooNew {
				t.Errorf("a newer database: %v", err)
			}
		})
	}
}
