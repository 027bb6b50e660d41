package central

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// report is what a device says of an order to wipe.
func (tb *tablet) report(nonce string, refused bool, key ed25519.PrivateKey) []byte {
	tb.t.Helper()
	raw, err := json.Marshal(wire.WipedReport{Device: tb.id, Nonce: nonce, Refused: refused}.Signed(key))
	if err != nil {
		tb.t.Fatal(err)
	}
	return raw
}

// round pushes and sorts the answer by what its lines are.
func (tb *tablet) round(in ...wire.Pushed) (hi wire.Hi, acks []wire.Ack, rows []wire.Delivered, order *wire.Wipe, end wire.End) {
	tb.t.Helper()
	lines := []any{tb.hello()}
	for _, p := range in {
		lines = append(lines, p)
	}
	res, body := tb.post("", stream(tb.t, append(lines, wire.End{N: len(in)})...))
	for _, l := range tb.lines(res, body) {
		switch l := l.(type) {
		case wire.Hi:
			hi = l
		case wire.Ack:
			acks = append(acks, l)
		case wire.Delivered:
			rows = append(rows, l)
		case wire.Wipe:
			order = &l
		case wire.End:
			end = l
		}
	}
	if end.Cursor != "" {
		tb.cursor = end.Cursor
	}
	return hi, acks, rows, order, end
}

func (d *desk) state(tb *tablet, state string) {
	d.t.Helper()
	if err := d.c.SetDeviceState(context.Background(), tb.id, state); err != nil {
		d.t.Fatal(err)
	}
}

// leads are two of them.
func (d *desk) leads() (one, two string) {
	d.t.Helper()
	for i, id := range []*string{&one, &two} {
		th, err := d.c.TherapistAdd(context.Background(), d.tenant, "Lead", string(rune('a'+i))+"@nhs.example")
		if err == nil {
			err = d.c.SetLead(context.Background(), th.ID, true)
		}
		if err != nil {
			d.t.Fatal(err)
		}
		*id = th.ID
	}
	return one, two
}

func TestToken_AgesAndCountsOnce(t *testing.T) {
	d := newDesk(t)
	tb := d.tablet(d.therapist)
	noop := stream(t, tb.hello(), wire.End{})
	d.clock.Advance(15*time.Minute + time.Second)
	res, body := tb.post("", noop)
	d.refused("an old token", res, body, 401, assessments.Unauthorized)
	old := tb.challenge()
	d.clock.Advance(3 * time.Minute)
	res, body = tb.answer(old, tb.key)
	d.refused("an old challenge", res, body, 401, assessments.Unauthorized)

	// Two challenges are asked for; the later one is used first.
	first, second := tb.challenge(), tb.challenge()
	stale := tb.token
	res, body = tb.answer(second, tb.key)
	var got wire.TokenReply
	if res.StatusCode != 200 || json.Unmarshal(body, &got) != nil {
		t.Fatalf("the later challenge: %d %s", res.StatusCode, body)
	}
	tb.token = got.Token
	res, body = tb.answer(second, tb.key)
	d.refused("a challenge played again", res, body, 401, assessments.Unauthorized)
	res, body = tb.answer(first, tb.key)
	d.refused("an earlier challenge after a later one", res, body, 401, assessments.Unauthorized)
	if res, body = tb.post("", noop); res.StatusCode != 200 {
		t.Fatalf("a fresh token: %d %s", res.StatusCode, body)
	}
	// A newer token ends the one before, which is still young.
	before := tb.token
	tb.token = tb.fetchToken()
	if res, body = tb.post("", noop); res.StatusCode != 200 {
		t.Errorf("the newest token: %d %s", res.StatusCode, body)
	}
	for what, token := range map[string]string{"the token before": before, "a token long gone": stale} {
		tb.token = token
		res, body = tb.post("", noop)
		d.refused(what, res, body, 401, assessments.Unauthorized)
	}
	// Another device's challenge is worth nothing here.
	other := d.tablet(d.therapist)
	raw, _ := json.Marshal(wire.TokenRequest{Device: tb.id, Challenge: other.challenge(), Sig: ed25519.Sign(tb.key, wire.TokenWords(tb.id, other.challenge()))})
	res, body = d.send("/v1/token", raw)
	d.refused("another device's challenge", res, body, 401, assessments.Unauthorized)
	// Whether a device is known does not show in a challenge.
	known, unknown := tb.challenge(), (&tablet{desk: d, id: strings.Repeat("x", len(tb.id))}).challenge()
	if len(known) != len(unknown) {
		t.Errorf("challenges of a known and an unknown device have %d and %d letters", len(known), len(unknown))
	}
}

func TestSync_SuspendedSendsAndGetsNothing(t *testing.T) {
	d := newDesk(t)
	tb, other := d.tablet(d.therapist), d.tablet(d.therapist)
	if hi, _, _, _, end := tb.round(); hi.State != ledger.Active || hi.LeaseS != 21*24*3600 || end.Cursor == "" {
		t.Fatalf("active: %+v %+v", hi, end)
	}
	other.round(change(t, 1, `"of another tablet"`))
	d.state(tb, ledger.Suspended)
	hi, acks, rows, order, end := tb.round(change(t, 2, `"from the suspended one"`))
	if hi.State != ledger.Suspended || hi.LeaseS != 0 || len(acks) != 1 || acks[0].Result != wire.OK || len(rows) != 0 || order != nil || end.Cursor != "" {
		t.Errorf("suspended: %+v %+v, %d rows, %+v %+v", hi, acks, len(rows), order, end)
	}
	if _, _, rows, _, _ := other.round(); len(rows) != 1 || !strings.Contains(string(rows[0].Frozen.Bytes), "from the suspended one") {
		t.Errorf("the other tablet got %d changes", len(rows))
	}
	if _, err := d.c.Ledger().Devices(context.Background(), d.tenant); err != nil {
		t.Fatal(err)
	}
	d.state(tb, ledger.Active)
	if _, _, rows, _, end := tb.round(); len(rows) != 2 || !strings.Contains(string(rows[0].Frozen.Bytes), "of another tablet") || end.Cursor == "" {
		t.Errorf("active again: %d rows, %+v", len(rows), end)
	}
}

func TestSync_RevokedIsQuarantinedNeverDropped(t *testing.T) {
	d := newDesk(t)
	tb, other := d.tablet(d.therapist), d.tablet(d.therapist)
	d.state(tb, ledger.Revoked)
	tb.token = tb.fetchToken() // it may still ask, or it could not send
	in := change(t, 2, `"from the revoked one"`)
	hi, acks, rows, _, end := tb.round(in)
	if hi.State != ledger.Revoked || hi.LeaseS != 0 || len(acks) != 1 || acks[0].Result != wire.Quar || acks[0].Code != wire.CodeRevoked || len(rows) != 0 || end.Cursor != "" {
		t.Errorf("revoked: %+v %+v %+v", hi, acks, end)
	}
	list, err := d.c.Quarantine(context.Background(), d.tenant)
	if err != nil || len(list) != 1 || list[0].Device != tb.id || list[0].Therapist != d.therapist || !bytes.Equal(list[0].Raw, in.Frozen.Bytes) {
		t.Fatalf("quarantine: %+v (%v)", list, err)
	}
	if err := d.c.RetryQuarantine(context.Background()); err != nil {
		t.Fatal(err)
	}
	if _, _, rows, _, _ := other.round(); len(rows) != 0 {
		t.Error("a revoked tablet's change went into the record by itself")
	}
	if n, err := d.c.AcceptDevice(context.Background(), tb.id); n != 1 || err != nil {
		t.Fatalf("accepted %d (%v)", n, err)
	}
	if _, _, rows, _, _ := other.round(); len(rows) != 1 {
		t.Error("an accepted change does not reach the others")
	}
}

func TestWipe_OrderComesWithEveryAnswerUntilItIsObeyed(t *testing.T) {
	d := newDesk(t)
	tb := d.tablet(d.therapist)
	one, two := d.leads()
	if err := d.c.WipeDevice(context.Background(), tb.id, one, one); assessments.KindOf(err) != assessments.Forbidden {
		t.Errorf("one lead alone: %v", err)
	}
	if err := d.c.WipeDevice(context.Background(), tb.id, one, two); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		hi, acks, rows, order, _ := tb.round(change(t, 3, `"the last words"`))
		if hi.State != ledger.ToWipe || len(acks) != 1 || acks[0].Code != wire.CodeRevoked || len(rows) != 0 || order == nil || !order.Holds(tb.place.WipeKey, tb.id, tb.token) {
			t.Fatalf("%+v %+v %+v", hi, acks, order)
		}
		if order.Holds(tb.place.WipeKey, tb.id, "another token") {
			t.Error("the order can be played again later")
		}
		tb.token = tb.fetchToken()
	}
	_, _, _, order, _ := tb.round()
	if res, body := d.send("/v1/wiped", tb.report(order.Nonce, false, tb.key)); res.StatusCode != 200 {
		t.Fatalf("report: %d %s", res.StatusCode, body)
	}
	list, err := d.c.Devices(context.Background(), d.tenant)
	if err != nil || list[0].Wiped == "" || list[0].State != ledger.ToWipe {
		t.Errorf("%+v (%v)", list, err)
	}
	// A copy of the tablet that turns up later is told the same.
	if hi, _, rows, order, _ := tb.round(); hi.State != ledger.ToWipe || len(rows) != 0 || order == nil {
		t.Errorf("after it was wiped: %+v, %d rows, %+v", hi, len(rows), order)
	}
	res, body := d.send("/v1/wiped", []byte(`{`))
	d.refused("nonsense", res, body, 400, assessments.Invalid)
}

func TestWipe_RefusalIsToldToTheService(t *testing.T) {
	d := newDesk(t)
	tb := d.tablet(d.therapist)
	if res, body := d.send("/v1/wiped", tb.report("made-up", true, tb.key)); res.StatusCode != 200 {
		t.Fatalf("report: %d %s", res.StatusCode, body)
	}
	audit, err := d.c.Ledger().Audit(context.Background(), d.tenant)
	if err != nil {
		t.Fatal(err)
	}
	last := audit[len(audit)-1]
	if !strings.Contains(last.What, "refused an order to wipe") || last.About != tb.id || !strings.Contains(d.log.String(), "refused an order to wipe") {
		t.Errorf("nobody learns of it: %+v", last)
	}
}

// What a tablet seals is its own, and only while it is active.
func TestEscrow_IsTheActiveTabletsOwn(t *testing.T) {
	d := newDesk(t)
	tb, other := d.tablet(d.therapist), d.tablet(d.therapist)
	var halves [2]wire.Share
	if _, err := d.c.NewRecovery(context.Background(), d.tenant, func(h [2]wire.Share) error { halves = h; return nil }); err != nil {
		t.Fatal(err)
	}
	hi, _, _, _, _ := tb.round()
	if hi.Recovery == nil {
		t.Fatal("the tablet is not told the recovery key")
	}
	key := bytes.Repeat([]byte{3}, 32)
	deposit := func(of *tablet, claims string) (reply, []byte) {
		t.Helper()
		e, err := wire.SealEscrow(hi.Recovery, d.tenant, claims, key)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		proof := ed25519.Sign(of.key, wire.ProofWords("/v1/escrow", of.token, raw))
		return d.send("/v1/escrow", raw, "Authorization", "Bearer "+of.token, wire.ProofHeader, base64.StdEncoding.EncodeToString(proof))
	}
	res, body := deposit(other, tb.id)
	d.refused("a key in another tablet's name", res, body, 400, assessments.Invalid)
	d.state(tb, ledger.Suspended)
	res, body = deposit(tb, tb.id)
	d.refused("a suspended tablet's", res, body, 403, assessments.Forbidden)
	if hi, _, _, _, _ := tb.round(); hi.Recovery != nil {
		t.Error("a suspended tablet is told the recovery key")
	}
	d.state(tb, ledger.Active)
	if res, body = deposit(tb, tb.id); res.StatusCode != 200 {
		t.Fatalf("its own: %d %s", res.StatusCode, body)
	}
	if hi, _, _, _, _ := tb.round(); hi.Recovery != nil {
		t.Error("it is asked again")
	}
	e, err := d.c.TakeEscrow(context.Background(), tb.id)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := e.Open(halves[0], halves[1]); err != nil || !bytes.Equal(got, key) {
		t.Errorf("what was kept does not open: %v", err)
	}
	list, err := d.c.Devices(context.Background(), d.tenant)
	if err != nil || len(list) != 2 {
		t.Fatal(list, err)
	}
	for _, x := range list {
		if x.Escrow != (x.ID == tb.id) {
			t.Errorf("the list says of %s that its key is in escrow: %v", x.ID, x.Escrow)
		}
	}
}
