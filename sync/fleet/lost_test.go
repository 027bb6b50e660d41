package fleet

import (
	"errors"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/sync/courier"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// lost is a world whose first device went astray, with two leads who may order it wiped.
func lost(t *testing.T, seed uint64) (w *world, d *device, id string, order func()) {
	w = newWorld(t, onSQLite, seed, func(int) time.Duration { return 0 })
	d = w.devices[0]
	var leads [2]string
	for i := range leads {
		th, err := w.c.TherapistAdd(w.ctx, w.tenant, "Lead", string(rune('a'+i))+"@nhs.example")
		w.must(err)
		w.must(w.c.SetLead(w.ctx, th.ID, true))
		leads[i] = th.ID
	}
	st, err := d.store.SyncState(w.ctx)
	w.must(err)
	return w, d, st.Device, func() { w.must(w.c.WipeDevice(w.ctx, st.Device, leads[0], leads[1])) }
}

// waiting are the changes in quarantine of one code.
func (w *world) quarantined(code string) (out []ledger.Quarantined) {
	w.t.Helper()
	list, err := w.c.Quarantine(w.ctx, w.tenant)
	w.must(err)
	for _, q := range list {
		if q.Code == code {
			out = append(out, q)
		}
	}
	return out
}

// A wipe takes nothing that the service could have had: saved, held, parked and half typed words go first, through a network that
// breaks; then nothing is left, and the service knows.
func TestLost_WipeSendsEverythingFirst(t *testing.T) {
	w, d, id, order := lost(t, 1)
	d.edit(w.create(w.scopes[0]))
	d.sync()
	rec := w.records[0]
	for range 40 {
		d.edit(w.create(w.scopes[0]))
	}
	w.must(d.store.Typed(w.ctx, store.Draft{Record: rec.id, Kind: "fleet_note", Scope: rec.scope, Field: "f9", Text: "half a sentence"}))
	order()
	w.air.rough = true
	var err error
	tries := 0
	for ; tries < 200; tries++ {
		if _, err = d.courier.Sync(w.ctx); errors.Is(err, store.ErrWiped) {
			break
		}
		if d.store.Locked() == nil && tries > 100 {
			t.Fatal("after a hundred syncs it has not heard of the order")
		}
	}
	if !errors.Is(err, store.ErrWiped) || !strings.Contains(assessments.Sentence(err), "was wiped by your service on") {
		t.Fatalf("after %d syncs: %v", tries, err)
	}
	all := ""
	for _, q := range w.quarantined(wire.CodeRevoked) {
		all += string(q.Raw)
	}
	if n := len(w.quarantined(wire.CodeRevoked)); n != 41 || !strings.Contains(all, "half a sentence") {
		t.Errorf("%d changes were kept, want 41", n)
	}
	if _, err := store.Open(w.ctx, d.config(), passphrase); !errors.Is(err, store.ErrWiped) {
		t.Errorf("the store opens: %v", err)
	}
	// The report may have been lost on the way; the tablet says it again until it is heard.
	w.air.rough = false
	w.must(courier.ReportWiped(w.ctx, d.dir, courier.Config{Client: &http.Client{Transport: &link{w.air, d}}, Now: d.clock.Now}))
	got, _, err := w.c.Ledger().Device(w.ctx, id)
	if err != nil || got.Wiped == "" {
		t.Errorf("the service does not know: %+v (%v)", got, err)
	}
	if left, ok := store.WipedIn(d.dir); !ok || left.Server != "" || left.Report != nil || left.Lost != 0 {
		t.Errorf("the mark says more than it must: %+v", left)
	}
	// What it sent is let in by a lead, and reaches the other tablet.
	if n, err := w.c.AcceptDevice(w.ctx, id); n != 41 || err != nil {
		t.Errorf("%d let in (%v)", n, err)
	}
	w.devices[1].sync()
	if f := w.devices[1].seen(rec.id); f.Text("f9") != "half a sentence" {
		t.Errorf("the other tablet has %v", f)
	}
}

// A revoked tablet is locked and gives away what it has, to the quarantine; taken back, it is as before, and everything is in the
// record on both sides.
func TestLost_RevokedIsLockedAndLosesNothing(t *testing.T) {
	w, d, id, _ := lost(t, 2)
	d.edit(w.create(w.scopes[0]))
	d.sync()
	w.must(w.c.SetDeviceState(w.ctx, id, ledger.Revoked))
	d.edit(w.records[0])
	d.edit(w.records[0])
	d.sync()
	if !errors.Is(d.store.Locked(), store.ErrLocked) || len(w.quarantined(wire.CodeRevoked)) != 2 {
		t.Fatalf("revoked: %v, %d in quarantine", d.store.Locked(), len(w.quarantined(wire.CodeRevoked)))
	}
	w.must(d.store.Close())
	if _, err := store.Open(w.ctx, d.config(), passphrase); !errors.Is(err, store.ErrLocked) {
		t.Errorf("it opens: %v", err)
	}
	s, err := store.OpenToSync(w.ctx, d.config(), passphrase)
	w.must(err)
	d.wake(s)
	w.must(w.c.SetDeviceState(w.ctx, id, ledger.Active))
	d.sync()
	if st, err := d.store.Status(w.ctx); err != nil || st.Unsent != 0 || d.store.Locked() != nil {
		t.Errorf("taken back: %+v %v (%v)", st, d.store.Locked(), err)
	}
	w.devices[1].sync()
	mine, theirs := d.seen(w.records[0].id), w.devices[1].seen(w.records[0].id)
	if diff := cmp.Diff(mine, theirs); len(mine) == 0 || diff != "" {
		t.Errorf("the tablets differ: %s", diff)
	}
}

// The lease runs out in a drawer; one sync and everything is as it was, with the words from before.
func TestLost_LeaseEndsInADrawer(t *testing.T) {
	w, d, _, _ := lost(t, 3)
	d.edit(w.create(w.scopes[0]))
	w.must(d.store.Close())
	d.clock.Advance(30 * 24 * time.Hour)
	if _, err := store.Open(w.ctx, d.config(), passphrase); !errors.Is(err, store.ErrLocked) {
		t.Fatalf("after a month: %v", err)
	}
	s, err := store.OpenToSync(w.ctx, d.config(), passphrase)
	w.must(err)
	d.wake(s)
	d.sync()
	if st, err := d.store.SyncState(w.ctx); err != nil || st.Unsent != 0 || st.DaysLeft != 21 || d.store.Locked() != nil {
		t.Errorf("after a sync: %+v, %v (%v)", st, d.store.Locked(), err)
	}
	if d.seen(w.records[0].id) == nil {
		t.Error("what was saved before is not there")
	}
}

// Somebody between the tablet and its service makes up an order. Nothing is wiped, and the service hears of it.
func TestLost_ForgedOrderIsToldToTheService(t *testing.T) {
	w, d, id, _ := lost(t, 4)
	d.edit(w.create(w.scopes[0]))
	liar := &http.Client{Transport: forger{&link{w.air, d}}}
	c := courier.New(d.store, courier.Config{Client: liar, Now: d.clock.Now})
	r, err := c.Sync(w.ctx)
	if err != nil || !r.Forged || r.Waiting != 0 || d.store.Locked() != nil {
		t.Errorf("%+v, %v (%v)", r, d.store.Locked(), err)
	}
	if _, ok := store.WipedIn(filepath.Clean(d.dir)); ok || d.seen(w.records[0].id) == nil {
		t.Error("the store was wiped")
	}
	audit, err := w.c.Ledger().Audit(w.ctx, w.tenant)
	w.must(err)
	told := 0
	for _, a := range audit {
		if a.About == id && strings.Contains(a.What, "refused an order to wipe") {
			told++
		}
	}
	if told != 1 {
		t.Errorf("the service heard of it %d times", told)
	}
}

// forger puts an order of its own into every answer to a sync.
type forger struct{ via http.RoundTripper }

func (f forger) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Del("Accept-Encoding")
	res, err := f.via.RoundTrip(r)
	if err != nil || r.URL.Path != "/v1/sync" || res.Header.Get("Content-Encoding") != "" {
		return res, err
	}
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, err
	}
	hi, rest, _ := strings.Cut(string(raw), "\n")
	hi = strings.Replace(hi, `"state":"active"`, `"state":"wipe"`, 1)
	res.Body = io.NopCloser(strings.NewReader(hi + "\n" + `{"t":"wipe","nonce":"made-up","sig":"AAAA"}` + "\n" + rest))
	return res, nil
}

// Passphrase and code are both lost. Two leads bring their halves, the service what the tablet sealed, and everything that was not
// sent is still there; after the recovery key was changed, the tablet seals anew by itself.
func TestLost_PassphraseComesBackFromEscrow(t *testing.T) {
	w, d, id, _ := lost(t, 5)
	renew := func() (halves [2]wire.Share) {
		_, err := w.c.NewRecovery(w.ctx, w.tenant, func(h [2]wire.Share) error { halves = h; return nil })
		w.must(err)
		d.sync()
		return halves
	}
	old, halves := renew(), renew()
	d.edit(w.create(w.scopes[0]))
	w.must(d.store.Close())
	e, err := w.c.TakeEscrow(w.ctx, id)
	w.must(err)
	if _, err := e.Open(old[0], old[1]); err == nil {
		t.Error("the halves of the key before still open it")
	}
	key, err := e.Open(halves[0], halves[1])
	w.must(err)
	r, err := store.RecoverWithKey(w.ctx, d.config(), key, "another passphrase")
	w.must(err)
	if r.Unsent != 1 {
		t.Errorf("%d changes wait after the recovery, want 1", r.Unsent)
	}
	s, err := store.Open(w.ctx, d.config(), "another passphrase")
	w.must(err)
	d.wake(s)
	d.sync()
	if st, err := d.store.Status(w.ctx); err != nil || st.Unsent != 0 || d.seen(w.records[0].id) == nil {
		t.Errorf("after the recovery: %+v (%v)", st, err)
	}
}
