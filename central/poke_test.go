package central

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// pokes asks whether there is something after a number, and waits.
func (tb *tablet) pokes(after uint64) (reply, []byte) {
	tb.t.Helper()
	return tb.ask("GET", fmt.Sprint(pokePath, "?after=", after), nil)
}

func TestPoke_TellsOnlyThatThereIsSomething(t *testing.T) {
	d := newDesk(t)
	mine, other := d.tablet(d.therapist), d.tablet(d.therapist)
	_, _, _, _, end := mine.round(change(t, 1, `"mine"`))
	d.c.pokeTime = 20 * time.Millisecond
	if res, body := mine.pokes(end.Upto); res.StatusCode != 204 || len(body) != 0 {
		t.Errorf("nothing new: %d %s", res.StatusCode, body)
	}
	if res, _ := mine.pokes(0); res.StatusCode != 204 {
		t.Errorf("its own work is news to it: %d", res.StatusCode)
	}
	if res, body := other.pokes(0); res.StatusCode != 200 || string(body) != `{"new":true}` {
		t.Errorf("work of another device: %d %s", res.StatusCode, body)
	}
	_, there := d.service("South")
	if res, _ := d.tablet(there).pokes(0); res.StatusCode != 204 {
		t.Errorf("another service's work: %d", res.StatusCode)
	}
	if res, _ := mine.pokes(999); res.StatusCode != 200 {
		t.Errorf("a number ahead of a service that was restored: %d", res.StatusCode)
	}
	for _, after := range []string{"", "x", "-1", "99999999999999999999"} {
		res, body := mine.ask("GET", pokePath+"?after="+after, nil)
		d.refused("after "+after, res, body, 400, assessments.Invalid)
	}
}

// Somebody who waits is answered when another tablet sends, long before the wait is over; by this process and by another one.
func TestPoke_WakesWhoWaits(t *testing.T) {
	d := newDesk(t)
	mine, other := d.tablet(d.therapist), d.tablet(d.therapist)
	second, err := New(context.Background(), d.c.cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	for n, at := range map[int]*Central{1: d.c, 2: second} {
		_, _, _, _, end := mine.round()
		got := make(chan int, 1)
		r := httptest.NewRequest("GET", fmt.Sprint(pokePath, "?after=", end.Upto), nil)
		head := mine.signedFor(r.URL.RequestURI(), nil)
		r.Header.Set(head[0], head[1])
		r.Header.Set(head[2], head[3])
		go func() {
			w := httptest.NewRecorder()
			at.ServeHTTP(w, r)
			got <- w.Code
		}()
		for at.waits.count() == 0 {
			select {
			case code := <-got:
				t.Fatalf("it did not wait: %d", code)
			default:
			}
		}
		other.round(change(t, 100+n, `"for both"`))
		if code := <-got; code != http.StatusOK {
			t.Errorf("woken with %d", code)
		}
	}
}

func TestPoke_IsBounded(t *testing.T) {
	d := newDesk(t)
	tb, other := d.tablet(d.therapist), d.tablet(d.therapist)
	d.c.pokeTime, d.c.waits = 50*time.Millisecond, newWaiters(1)
	ended := false
	leave, ok := d.c.waits.enter(tb.id, func() { ended = true })
	res, body := other.pokes(0)
	d.refused("one too many", res, body, 503, assessments.Unavailable)
	if res.Header.Get("Retry-After") == "" || !ok {
		t.Error("it is not told when to come back")
	}
	if res, _ := tb.pokes(0); res.StatusCode != 204 || !ended {
		t.Errorf("the same device again: %d; its former line was let go of: %v", res.StatusCode, ended)
	}
	leave()
	if res, _ := other.pokes(0); res.StatusCode != 204 || d.c.waits.count() != 0 {
		t.Errorf("afterwards: %d, %d wait", res.StatusCode, d.c.waits.count())
	}
}

// A service that is asked to stop answers everybody who waits, and lets nobody else wait.
func TestPoke_HushEndsTheWait(t *testing.T) {
	d := newDesk(t)
	tb := d.tablet(d.therapist)
	got := make(chan int, 1)
	go func() {
		res, _ := tb.pokes(0)
		got <- res.StatusCode
	}()
	for d.c.waits.count() == 0 {
		select {
		case code := <-got:
			t.Fatalf("it did not wait: %d", code)
		default:
		}
	}
	d.c.Hush()
	if code := <-got; code != 503 {
		t.Errorf("let go with %d", code)
	}
	if res, _ := tb.pokes(0); res.StatusCode != 503 {
		t.Errorf("afterwards: %d", res.StatusCode)
	}
}

// An app that is too old to read what others write may send for ever, and keeps its place in the feed.
func TestDrain_OldAppsSendAndReceiveNothing(t *testing.T) {
	d := newDesk(t)
	old, other := d.tablet(d.therapist), d.tablet(d.therapist)
	other.round(change(t, 1, `"before"`))
	old.round()
	d.c.cfg.MinSchema = 2
	was := old.cursor
	hi, acks, rows, _, end := old.round(change(t, 2, `"from the old app"`))
	if hi.MinSchema != 2 || len(acks) != 1 || acks[0].Result != wire.OK || len(rows) != 0 || end.Cursor != "" || end.More {
		t.Errorf("hi %+v, acks %+v, %d rows, end %+v", hi, acks, len(rows), end)
	}
	d.c.cfg.MinSchema = 0
	old.cursor = was
	other.round(change(t, 3, `"meanwhile"`))
	if _, _, rows, _, _ = old.round(); len(rows) != 1 {
		t.Errorf("after the upgrade it gets %d changes", len(rows))
	}
	// Whoever does not say what it reads is taken for the first version.
	d.c.cfg.MinSchema = 1
	hello := old.hello()
	hello.Schema, hello.Cursor = 0, ""
	if lines := old.lines(old.post("", stream(t, hello, wire.End{}))); len(lines) != 5 {
		t.Errorf("an app that says nothing of itself gets %d lines", len(lines))
	}
}

// A kind and fields that this version does not know are stored, passed on and exported as they came.
func TestMixedVersions_UnknownKindsAndFieldsPassThrough(t *testing.T) {
	d := newDesk(t)
	mine, other := d.tablet(d.therapist), d.tablet(d.therapist)
	raw := []byte(`{"cid":"000000000000000000000000000000aa","dev":"","inc":"life1","dseq":1,"rec":"01890a5d-ac96-774b-bcce-0000000000aa","kind":"hologram","base":0,"op":"set","f":{"depth":[1.50,{"of":"field"}]},"td":"2026-11-20T09:00:00Z","v":1,"from_the_future":{"a": 1}}`)
	_, acks, _, _, _ := mine.round(wire.Pushed{CID: "000000000000000000000000000000aa", Frozen: wire.Frozen{Bytes: raw, Hash: wire.HashOf(raw)}})
	if len(acks) != 1 || acks[0].Result != wire.OK {
		t.Fatalf("%+v", acks)
	}
	_, _, rows, _, _ := other.round()
	if len(rows) != 1 || string(rows[0].Frozen.Bytes) != string(raw) {
		t.Errorf("delivered %+v", rows)
	}
	var out strings.Builder
	if err := d.c.Export(context.Background(), d.tenant, &out); err != nil || !strings.Contains(out.String(), `"hologram"`) || !strings.Contains(out.String(), "1.50") {
		t.Errorf("exported %s (%v)", out.String(), err)
	}
}

func TestMetrics_CountAndNameNobody(t *testing.T) {
	d := newDesk(t)
	tb := d.tablet(d.therapist)
	tb.round(change(t, 1, `"words"`))
	tb.round(wire.Pushed{CID: strings.Repeat("e", 32), Frozen: wire.Frozen{Bytes: []byte("{"), Hash: wire.HashOf([]byte("{"))}})
	d.clock.Advance(25 * time.Hour)
	ask := func(from string, header ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("GET", "/metrics", nil)
		r.RemoteAddr = from
		for i := 0; i < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		w := httptest.NewRecorder()
		d.c.ServeHTTP(w, r)
		return w
	}
	got := ask("127.0.0.1:5000")
	for _, line := range []string{"fieldfare_services 1\n", "fieldfare_devices_active 1\n", "fieldfare_quarantine_open 1\n", "fieldfare_quarantine_over_24h 1\n", "fieldfare_quarantine_oldest_seconds 90000\n",
		"fieldfare_conflicts_open 0\n", "fieldfare_syncs_total{status=\"200\"} 2\n", "fieldfare_changes_total{way=\"in\"} 2\n", "fieldfare_sync_seconds_count 2\n", "fieldfare_sync_seconds_bucket{le=\"+Inf\"} 2\n", "fieldfare_unsent_changes 0\n"} {
		if !strings.Contains(got.Body.String(), line) {
			t.Errorf("without %q:\n%s", line, got.Body)
		}
	}
	for _, name := range []string{d.tenant, d.therapist, tb.id, "North", "nhs.example"} {
		if strings.Contains(got.Body.String(), name) {
			t.Errorf("it names %q", name)
		}
	}
	for what, w := range map[string]*httptest.ResponseRecorder{"from outside": ask("192.0.2.7:5000"), "through a proxy here": ask("127.0.0.1:5000", "X-Forwarded-For", "127.0.0.1")} {
		if w.Code != 403 {
			t.Errorf("%s: %d", what, w.Code)
		}
	}
}

// A database that was put back by somebody else's tools gets a new epoch, and tablets begin anew with it.
func TestRenew_TabletsAreAskedForEverything(t *testing.T) {
	d := newDesk(t)
	tb := d.tablet(d.therapist)
	tb.round(change(t, 1, `"words"`))
	before, _, _, _, _ := tb.round()
	if n, err := d.c.Ledger().Renew(context.Background()); n != 1 || err != nil {
		t.Fatalf("%d tenants, %v", n, err)
	}
	after, _, rows, _, _ := tb.round()
	if after.Epoch == before.Epoch || after.LastDSeq != 1 || len(rows) != 1 {
		t.Errorf("epoch %q after %q, last number %d, %d changes from the beginning", after.Epoch, before.Epoch, after.LastDSeq, len(rows))
	}
}
