package wire

import (
	"bytes"
	"crypto/rand"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

func TestEscrow_TakesBothHalvesAndTheRightTablet(t *testing.T) {
	public, halves, err := NewRecovery(rand.Reader, "t1")
	if err != nil {
		t.Fatal(err)
	}
	key := bytes.Repeat([]byte{7}, 32)
	e, err := SealEscrow(public, "t1", "d1", key)
	if err != nil {
		t.Fatal(err)
	}
	for _, order := range [][2]Share{halves, {halves[1], halves[0]}} {
		if got, err := e.Open(order[0], order[1]); err != nil || !bytes.Equal(got, key) {
			t.Fatalf("both halves do not open it: %v", err)
		}
	}
	if bytes.Contains(e.Sealed, key) || bytes.Equal(halves[0].Half, halves[1].Half) {
		t.Error("nothing is hidden")
	}
	_, others, err := NewRecovery(rand.Reader, "t1")
	if err != nil {
		t.Fatal(err)
	}
	spoilt := func(change func(*Escrow)) Escrow {
		x := e
		x.Sealed = bytes.Clone(e.Sealed)
		change(&x)
		return x
	}
	cut := halves[1]
	cut.Half = cut.Half[:31]
	lied := others[1]
	lied.Key = halves[0].Key
	for what, try := range map[string]struct {
		e        Escrow
		one, two Share
	}{
		"one half twice":             {e, halves[0], halves[0]},
		"halves of two keys":         {e, halves[0], others[1]},
		"a half that lies":           {e, halves[0], lied},
		"another key":                {e, others[0], others[1]},
		"half a half":                {e, halves[0], cut},
		"no halves":                  {e, Share{}, Share{}},
		"another tablet":             {spoilt(func(e *Escrow) { e.Device = "d2" }), halves[0], halves[1]},
		"another service":            {spoilt(func(e *Escrow) { e.Tenant = "t2" }), halves[0], halves[1]},
		"a flipped bit":              {spoilt(func(e *Escrow) { e.Sealed[40] ^= 1 }), halves[0], halves[1]},
		"the end is missing":         {spoilt(func(e *Escrow) { e.Sealed = e.Sealed[:20] }), halves[0], halves[1]},
		"nothing":                    {spoilt(func(e *Escrow) { e.Sealed = nil }), halves[0], halves[1]},
		"a key of the other's twin ": {e, halves[1], halves[1]},
	} {
		if got, err := try.e.Open(try.one, try.two); err == nil || got != nil || len(assessments.Sentence(err)) < 20 {
			t.Errorf("%s: %v, %v", what, got, err)
		}
	}
	if _, err := SealEscrow([]byte("short"), "t", "d", key); assessments.KindOf(err) != assessments.Invalid {
		t.Errorf("sealed to no key: %v", err)
	}
}
