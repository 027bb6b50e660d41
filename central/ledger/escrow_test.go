package ledger

import (
	"bytes"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/sync/wire"
)

func TestEscrow_IsAskedForUntilItIsThere(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		if d := k.asKnown(k.ann); d.Recovery != nil {
			t.Fatal("a service without a recovery key asks for something sealed to it")
		}
		key := bytes.Repeat([]byte{9}, 32)
		renew := func(seed string) ([]byte, [2]wire.Share) {
			t.Helper()
			public, halves, err := wire.NewRecovery(testkit.Random(seed), k.tenant.ID)
			if err == nil {
				err = k.l.SetRecovery(k.ctx, k.tenant.ID, public)
			}
			if err != nil {
				t.Fatal(err)
			}
			return public, halves
		}
		seal := func(public []byte) wire.Escrow {
			t.Helper()
			e, err := wire.SealEscrow(public, k.tenant.ID, k.ann.Device, key)
			if err != nil {
				t.Fatal(err)
			}
			return e
		}
		first, halves := renew("one")
		d := k.asKnown(k.ann)
		if !bytes.Equal(d.Recovery, first) {
			t.Fatal("the device is not told the recovery key")
		}
		if _, err := k.l.TakeEscrow(k.ctx, d.ID); assessments.KindOf(err) != assessments.NotFound {
			t.Errorf("nothing is there: %v", err)
		}
		if err := k.l.PutEscrow(k.ctx, d, seal(first)); err != nil {
			t.Fatal(err)
		}
		if k.asKnown(k.ann).Recovery != nil || k.asKnown(k.ben).Recovery == nil {
			t.Error("whoever has sealed is asked again, or whoever has not is not")
		}
		// The key is changed: the old sealed key is good until the new one is there.
		second, newer := renew("two")
		e, err := k.l.TakeEscrow(k.ctx, d.ID)
		if got, oerr := e.Open(halves[0], halves[1]); err != nil || oerr != nil || !bytes.Equal(got, key) {
			t.Errorf("before it was sealed again: %v %v", err, oerr)
		}
		d = k.asKnown(k.ann)
		if !bytes.Equal(d.Recovery, second) {
			t.Fatal("the device is not told the new recovery key")
		}
		for what, bad := range map[string]wire.Escrow{"sealed to the old key": seal(first), "another's": {Tenant: d.Tenant, Device: k.ben.Device, Key: wire.RecoveryName(second), Sealed: key},
			"nothing": {Tenant: d.Tenant, Device: d.ID, Key: wire.RecoveryName(second)}, "a flood": {Tenant: d.Tenant, Device: d.ID, Key: wire.RecoveryName(second), Sealed: make([]byte, 5000)}} {
			if err := k.l.PutEscrow(k.ctx, d, bad); err == nil {
				t.Errorf("%s is kept", what)
			}
		}
		if err := k.l.PutEscrow(k.ctx, d, seal(second)); err != nil {
			t.Fatal(err)
		}
		if e, err = k.l.TakeEscrow(k.ctx, d.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := e.Open(halves[0], halves[1]); err == nil {
			t.Error("the old halves open what is sealed to the new key")
		}
		if got, err := e.Open(newer[0], newer[1]); err != nil || !bytes.Equal(got, key) {
			t.Errorf("the new halves: %v", err)
		}
		// A wiped tablet leaves no key behind.
		leads := [2]Session{k.enrol("One"), k.enrol("Two")}
		for _, s := range leads {
			if err := k.l.SetLead(k.ctx, s.Therapist, true); err != nil {
				t.Fatal(err)
			}
		}
		if err := k.l.OrderWipe(k.ctx, d.ID, leads[0].Therapist, leads[1].Therapist); err != nil {
			t.Fatal(err)
		}
		if _, err := k.l.TakeEscrow(k.ctx, d.ID); err != nil {
			t.Errorf("before the tablet obeyed its key is gone: %v", err)
		}
		if err := k.l.Wiped(k.ctx, k.asKnown(k.ann), wire.WipedReport{}); err != nil {
			t.Fatal(err)
		}
		if _, err := k.l.TakeEscrow(k.ctx, d.ID); assessments.KindOf(err) != assessments.NotFound {
			t.Errorf("after it was wiped its key is still there: %v", err)
		}
	})
}
