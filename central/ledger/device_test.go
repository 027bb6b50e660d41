package ledger

import (
	"crypto/ed25519"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// state sets a device's state.
func (k *kit) state(s Session, state string) {
	k.t.Helper()
	if err := k.l.SetDeviceState(k.ctx, s.Device, state); err != nil {
		k.t.Fatal(err)
	}
}

// asKnown reads a device.
func (k *kit) asKnown(s Session) Device {
	k.t.Helper()
	d, _, err := k.l.Device(k.ctx, s.Device)
	if err != nil {
		k.t.Fatal(err)
	}
	return d
}

func TestDevice_RevokedPushesAreKeptWholeAndLetInByALead(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child, note := k.id(), k.id()
		scope := assessments.ChildScope(child)
		k.want(k.ann, k.set(scope, note, 0, "text", "before"), wire.OK, "")
		k.state(k.ann, Revoked)
		barred := k.ann
		barred.Barred = true
		// Three of one record, one of them broken: each is kept, and none holds up another.
		first, second, fresh := k.set(scope, note, 0, "text", "after one"), k.set(scope, note, 0, "text", "after two"), k.set(scope, k.id(), 0, "text", "new")
		broken := frozen(t, k.set(scope, note, 0, "text", "x"))
		broken.Frozen.Bytes = append([]byte("x"), broken.Frozen.Bytes...)
		in := []wire.Pushed{frozen(t, first), broken, frozen(t, second), frozen(t, fresh)}
		for range 2 {
			for i, a := range k.pushRaw(barred, in...) {
				if a.Result != wire.Quar || a.Code != wire.CodeRevoked || a.Text == "" {
					t.Fatalf("change %d: %+v", i, a)
				}
			}
		}
		rows, err := k.l.Quarantine(k.ctx, k.tenant.ID)
		if err != nil || len(rows) != 4 {
			t.Fatalf("%d rows in quarantine (%v)", len(rows), err)
		}
		for i, q := range rows {
			if q.Device != k.ann.Device || q.Therapist != k.ann.Therapist || string(q.Raw) != string(in[i].Frozen.Bytes) || q.Code != wire.CodeRevoked {
				t.Errorf("row %d: %+v", i, q)
			}
		}
		// A service that starts again, and a grant, leave them where they are.
		if n, err := k.l.RetryQuarantine(k.ctx, k.tenant.ID); n != 0 || err != nil {
			t.Fatalf("%d were let in by nobody (%v)", n, err)
		}
		if got := k.head(note).Fields.Text("text"); got != "before" {
			t.Errorf("the record says %q", got)
		}
		if n, err := k.l.AcceptDevice(k.ctx, k.ann.Device); n != 3 || err != nil {
			t.Fatalf("%d were let in, want 3 (%v)", n, err)
		}
		if got := k.head(note).Fields.Text("text"); got != "after two" {
			t.Errorf("the record says %q", got)
		}
		rows, err = k.l.Quarantine(k.ctx, k.tenant.ID)
		if err != nil || len(rows) != 1 || rows[0].Code != "hash" {
			t.Errorf("what is still in quarantine: %+v (%v)", rows, err)
		}
		k.sound()
	})
}

func TestDevice_ActiveAgainTakesWhatWaited(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		note := k.id()
		scope := assessments.ChildScope(k.id())
		k.state(k.ann, Revoked)
		barred := k.ann
		barred.Barred = true
		k.want(barred, k.set(scope, note, 0, "text", "sent late"), wire.Quar, wire.CodeRevoked)
		k.state(k.ann, Suspended)
		if got := k.head(note).Fields.Text("text"); got != "sent late" {
			t.Errorf("the record says %q", got)
		}
		k.want(k.ann, k.set(scope, note, 0, "how", "alone"), wire.OK, "")
		if err := k.l.SetDeviceState(k.ctx, k.ann.Device, ToWipe); assessments.KindOf(err) != assessments.Invalid {
			t.Errorf("a wipe without two leads: %v", err)
		}
		k.sound()
	})
}

func TestDevice_OneTokenCounts(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		was := k.asKnown(k.ann)
		if err := k.l.Token(k.ctx, was, "one"); err != nil {
			t.Fatal(err)
		}
		if err := k.l.Token(k.ctx, was, "two"); assessments.KindOf(err) != assessments.Conflict {
			t.Errorf("a second token after the same one: %v", err)
		}
		if d := k.asKnown(k.ann); d.Token != "one" {
			t.Errorf("the token that counts is %q", d.Token)
		}
		if d := k.asKnown(k.ben); d.Token != "" {
			t.Errorf("another device has token %q", d.Token)
		}
	})
}

func TestWipe_TakesTwoLeadsAndThreeAnHour(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		lead := func(name string) string {
			s := k.enrol(name)
			if err := k.l.SetLead(k.ctx, s.Therapist, true); err != nil {
				t.Fatal(err)
			}
			return s.Therapist
		}
		one, two := lead("One"), lead("Two")
		south, err := k.l.AddTenant(k.ctx, "South", Packs[0])
		if err != nil {
			t.Fatal(err)
		}
		far, err := k.l.AddTherapist(k.ctx, south.ID, "Far", "far@nhs.example")
		if err != nil {
			t.Fatal(err)
		}
		twin, err := k.l.AddTherapist(k.ctx, k.tenant.ID, "One again", "ONE@nhs.example")
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range []string{far.ID, twin.ID} {
			if err := k.l.SetLead(k.ctx, id, true); err != nil {
				t.Fatal(err)
			}
		}
		for what, pair := range map[string][2]string{"one person twice": {one, one}, "no lead": {one, k.ben.Therapist}, "a lead of another service": {one, far.ID},
			"one person with two accounts": {one, twin.ID}, "nobody": {one, ""}} {
			if err := k.l.OrderWipe(k.ctx, k.ann.Device, pair[0], pair[1]); err == nil || k.asKnown(k.ann).State != Active {
				t.Errorf("%s: %v", what, err)
			}
		}
		devices := []Session{k.ann, k.ben, k.device(one), k.device(two)}
		for i, s := range devices {
			err := k.l.OrderWipe(k.ctx, s.Device, one, two)
			if i < 3 && err != nil {
				t.Fatalf("order %d: %v", i+1, err)
			}
			if i == 3 && (assessments.KindOf(err) != assessments.Forbidden || !strings.Contains(assessments.Sentence(err), "3 wipes within the last hour")) {
				t.Fatalf("the fourth order in an hour: %v", err)
			}
		}
		k.clock.Advance(time.Hour)
		if err := k.l.OrderWipe(k.ctx, devices[3].Device, one, two); err != nil {
			t.Errorf("an hour later: %v", err)
		}
		audit, err := k.l.Audit(k.ctx, k.tenant.ID)
		if err != nil {
			t.Fatal(err)
		}
		orders := 0
		for _, a := range audit {
			if a.What == "device to wipe, ordered by "+one+" and "+two {
				orders++
			}
		}
		if orders != 4 {
			t.Errorf("%d orders stand in the audit trail", orders)
		}
	})
}

func TestWipe_OrderIsSignedTakenBackAndConfirmed(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		two := [2]Session{k.enrol("One"), k.enrol("Two")}
		for _, s := range two {
			if err := k.l.SetLead(k.ctx, s.Therapist, true); err != nil {
				t.Fatal(err)
			}
		}
		order := func() Device {
			t.Helper()
			if err := k.l.OrderWipe(k.ctx, k.ann.Device, two[0].Therapist, two[1].Therapist); err != nil {
				t.Fatal(err)
			}
			return k.asKnown(k.ann)
		}
		key := k.l.wipeKey.Public().(ed25519.PublicKey)
		if o := k.l.WipeOrder(k.asKnown(k.ann), "tok"); o != nil {
			t.Fatalf("an order that nobody gave: %+v", o)
		}
		d := order()
		o := k.l.WipeOrder(d, "tok")
		if o == nil || !o.Holds(key, d.ID, "tok") || o.Holds(key, k.ben.Device, "tok") || o.Holds(key, d.ID, "a later token") {
			t.Fatalf("the order: %+v", o)
		}
		k.state(k.ann, Active)
		if back := k.asKnown(k.ann); back.State != Active || k.l.WipeOrder(back, "tok") != nil {
			t.Errorf("taken back: %+v", back)
		}
		d = order()
		if again := k.l.WipeOrder(d, "tok"); again == nil || again.Nonce == o.Nonce {
			t.Errorf("the second order is the first one: %+v", again)
		}
		for range 2 {
			if err := k.l.Wiped(As(k.ctx, d.ID), d, wire.WipedReport{Nonce: d.Nonce, Refused: true}); err != nil {
				t.Fatal(err)
			}
		}
		if err := k.l.Wiped(As(k.ctx, d.ID), d, wire.WipedReport{Nonce: d.Nonce, Lost: 2}); err != nil {
			t.Fatal(err)
		}
		if d = k.asKnown(k.ann); d.Wiped == "" || d.State != ToWipe {
			t.Errorf("after it was wiped: %+v", d)
		}
		if err := k.l.SetDeviceState(k.ctx, d.ID, Active); assessments.KindOf(err) != assessments.Conflict {
			t.Errorf("a wiped device is active again: %v", err)
		}
		if ben := k.asKnown(k.ben); k.l.Wiped(k.ctx, ben, wire.WipedReport{Nonce: "n"}) != nil || k.asKnown(k.ben).Wiped != "" {
			t.Error("a device that nobody told to says that it was wiped, and is believed")
		}
		audit, err := k.l.Audit(k.ctx, k.tenant.ID)
		if err != nil {
			t.Fatal(err)
		}
		said := map[string]int{}
		for _, a := range audit {
			for _, w := range []string{"device refused", "device wiped, with 2 changes and pictures", "order to wipe taken back"} {
				if strings.Contains(a.What, w) {
					said[w]++
				}
			}
		}
		if said["device refused"] != 1 || said["device wiped, with 2 changes and pictures"] != 1 || said["order to wipe taken back"] != 1 {
			t.Errorf("the audit trail says %v", said)
		}
	})
}

func TestLease_IsTheTenants(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		if d := k.asKnown(k.ann); d.LeaseS != 21*24*3600 {
			t.Errorf("the lease is %d s", d.LeaseS)
		}
		for _, bad := range []int{0, 91, -1} {
			if err := k.l.SetLease(k.ctx, k.tenant.ID, bad); assessments.KindOf(err) != assessments.Invalid {
				t.Errorf("%d days: %v", bad, err)
			}
		}
		if err := k.l.SetLease(k.ctx, k.tenant.ID, 14); err != nil || k.asKnown(k.ann).LeaseS != 14*24*3600 {
			t.Errorf("14 days were not set (%v)", err)
		}
	})
}
