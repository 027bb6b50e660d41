package central

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// ask sends a signed request about a picture.
func (tb *tablet) ask(method, path string, body []byte, header ...string) (reply, []byte) {
	return tb.call(method, path, body, append(tb.signedFor(path, body), header...)...)
}

// A snap is a picture that a tablet has.
type snap struct {
	scope string
	data  []byte
	sha   string
	offer wire.BlobOffer
}

func newSnap(scope assessments.Scope, n int) snap {
	p := snap{scope: scope.Key(), data: bytes.Repeat([]byte("snap"), n/4+1)[:n]}
	for i := range p.data {
		p.data[i] ^= byte(i >> 9)
	}
	p.sha = wire.HashOf(p.data)
	p.offer = wire.BlobOffer{Scope: p.scope, Size: int64(n), Media: "image/jpeg"}
	for i := range wire.Chunks(int64(n)) {
		p.offer.Chunks = append(p.offer.Chunks, wire.HashOf(p.piece(i)))
	}
	return p
}

func (p snap) piece(i int) []byte {
	from, to := wire.ChunkSpan(int64(len(p.data)), i)
	return p.data[from:to]
}

func (p snap) query() string { return "?scope=" + url.QueryEscape(p.scope) }

func (p snap) offerTo(tb *tablet) (reply, []byte) {
	raw, _ := json.Marshal(p.offer)
	return tb.ask("POST", wire.BlobPath+p.sha, raw)
}

func (p snap) putTo(tb *tablet, i int, body []byte) (reply, []byte) {
	return tb.ask("PUT", fmt.Sprint(wire.BlobPath, p.sha, "/", i, p.query()), body)
}

func (p snap) get(tb *tablet, header ...string) (reply, []byte) {
	return tb.ask("GET", wire.BlobPath+p.sha+p.query(), nil, header...)
}

// ownChild makes a child on a tablet, which grants it to its therapist.
func (tb *tablet) ownChild(n int) assessments.Scope {
	tb.t.Helper()
	id := assessments.ID(fmt.Sprintf("01890a5d-ac96-774b-bcce-%012x", n))
	c := wire.Change{CID: fmt.Sprintf("%032x", n), Inc: "life1", DSeq: uint64(n), Record: id, Kind: "child", Op: assessments.OpSet,
		Set: assessments.Fields{"name": json.RawMessage(`"Isla"`)}, TDev: "2026-11-20T09:00:00Z", V: 1}
	c.SetScope(assessments.ChildScope(id))
	f, err := wire.Freeze(c)
	if err != nil {
		tb.t.Fatal(err)
	}
	lines := tb.lines(tb.post("", stream(tb.t, tb.hello(), wire.Pushed{CID: c.CID, Frozen: f}, wire.End{N: 1})))
	if a, _ := lines[1].(wire.Ack); a.Result != wire.OK {
		tb.t.Fatalf("%+v", lines)
	}
	return assessments.ChildScope(id)
}

func state(t *testing.T, res reply, body []byte) (st wire.BlobState) {
	t.Helper()
	if err := json.Unmarshal(body, &st); res.StatusCode != 200 || err != nil {
		t.Fatalf("%d %s", res.StatusCode, body)
	}
	return st
}

func TestBlob_FromOneTabletToAnother(t *testing.T) {
	d := newDesk(t)
	a, b := d.tablet(d.therapist), d.tablet(d.therapist)
	p := newSnap(a.ownChild(1), 2*wire.ChunkBytes+77)
	res, body := p.offerTo(a)
	if st := state(t, res, body); st.Whole || !st.Lacks(0) || !st.Lacks(1) || !st.Lacks(2) || st.Lacks(3) {
		t.Errorf("%+v", st)
	}
	res, body = p.get(b)
	d.refused("before it is whole", res, body, 404, assessments.NotFound)
	for i := range 3 {
		res, body = p.putTo(a, i, p.piece(i))
		if st := state(t, res, body); st.Whole != (i == 2) {
			t.Errorf("after piece %d: %+v", i, st)
		}
	}
	if res, body = p.get(b); res.StatusCode != 200 || !bytes.Equal(body, p.data) || res.Header.Get("Content-Type") != "application/octet-stream" {
		t.Errorf("%d, %d bytes, %s", res.StatusCode, len(body), res.Header)
	}
	res, body = p.get(b, "Range", "bytes=262140-262149")
	if res.StatusCode != 206 || !bytes.Equal(body, p.data[262140:262150]) {
		t.Errorf("a range: %d %q", res.StatusCode, body)
	}
	if res, _ = p.get(b, "Range", "bytes=99999999-"); res.StatusCode != 416 {
		t.Errorf("a range behind its end: %d", res.StatusCode)
	}
	if info, err := os.Stat(filepath.Join(d.c.cfg.Dir, "blob.key")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key file: %v (%v)", info, err)
	}
	raw, err := os.ReadFile(filepath.Join(d.c.cfg.Dir, "ledger.db-wal"))
	if err != nil || bytes.Contains(raw, p.data[:64]) {
		t.Errorf("the bytes of a picture stand in the database's file (%v)", err)
	}
}

// Whoever may not see a child learns nothing about its pictures, not even that there is one: the answer is that of a picture that
// nobody has.
func TestBlob_OthersAreToldThatThereIsNone(t *testing.T) {
	d := newDesk(t)
	owner := d.tablet(d.therapist)
	p := newSnap(owner.ownChild(1), 1000)
	p.offerTo(owner)
	p.putTo(owner, 0, p.data)
	colleague, err := d.c.TherapistAdd(context.Background(), d.tenant, "U", "u@nhs.example")
	if err != nil {
		t.Fatal(err)
	}
	_, there := d.service("South")
	for name, tb := range map[string]*tablet{"another therapist": d.tablet(colleague.ID), "another tenant": d.tablet(there)} {
		nothing := newSnap(assessments.ChildScope("01890a5d-ac96-774b-bcce-0000000000ff"), 1000)
		res, none := nothing.get(tb)
		d.refused(name+", nothing", res, none, 404, assessments.NotFound)
		res, body := p.get(tb)
		d.refused(name+" reads", res, body, 404, assessments.NotFound)
		if string(none) != string(body) {
			t.Errorf("%s can tell a picture from none: %s and %s", name, body, none)
		}
		res, body = p.offerTo(tb)
		d.refused(name+" offers", res, body, 404, assessments.NotFound)
		res, body = p.putTo(tb, 0, p.data)
		d.refused(name+" puts", res, body, 404, assessments.NotFound)
	}
	// The proof of one scope opens no other.
	mine := newSnap(owner.ownChild(2), 1000)
	res, body := d.call("GET", wire.BlobPath+p.sha+p.query(), nil, owner.signedFor(wire.BlobPath+p.sha+mine.query(), nil)...)
	d.refused("a proof of another scope", res, body, 401, assessments.Unauthorized)
	if res, body = p.get(owner); res.StatusCode != 200 {
		t.Errorf("the owner: %d %s", res.StatusCode, body)
	}
}

// After a hand-over the former therapist's tablet still gives what it has, for as long as late work is taken, and gets nothing.
func TestBlob_LatePicturesAreTaken(t *testing.T) {
	d := newDesk(t)
	tb := d.tablet(d.therapist)
	scope := tb.ownChild(1)
	early, late := newSnap(scope, 1000), newSnap(scope, 2000)
	early.offerTo(tb)
	early.putTo(tb, 0, early.data)
	if err := d.c.Ungrant(context.Background(), scope, d.therapist); err != nil {
		t.Fatal(err)
	}
	res, body := early.get(tb)
	d.refused("reading after the grant ended", res, body, 404, assessments.NotFound)
	late.offerTo(tb)
	res, body = late.putTo(tb, 0, late.data)
	if st := state(t, res, body); !st.Whole {
		t.Errorf("late work: %+v", st)
	}
	d.clock.Advance(31 * 24 * time.Hour)
	tb.token = tb.fetchToken()
	res, body = newSnap(scope, 3000).offerTo(tb)
	d.refused("after the grace", res, body, 404, assessments.NotFound)
}

func TestBlob_BadInputGetsASentence(t *testing.T) {
	d := newDesk(t)
	tb := d.tablet(d.therapist)
	p := newSnap(tb.ownChild(1), 1000)
	res, body := tb.ask("POST", wire.BlobPath+p.sha, []byte("{"))
	d.refused("no JSON", res, body, 400, assessments.Invalid)
	wrong := p
	wrong.offer.Size = wire.BlobBytes + 1
	res, body = wrong.offerTo(tb)
	d.refused("too large", res, body, 413, assessments.TooLarge)
	wrong.offer.Size = wire.ChunkBytes + 1
	res, body = wrong.offerTo(tb)
	d.refused("more than its pieces", res, body, 400, assessments.Invalid)
	wrong = p
	wrong.sha = strings.ToUpper(p.sha)
	res, body = wrong.offerTo(tb)
	d.refused("a name that is no hash", res, body, 400, assessments.Invalid)
	wrong = p
	wrong.scope = "child/../team"
	res, body = wrong.get(tb)
	d.refused("a scope that is none", res, body, 400, assessments.Invalid)
	p.offerTo(tb)
	res, body = p.putTo(tb, 0, []byte("other bytes"))
	d.refused("other bytes", res, body, 409, assessments.Conflict)
	res, body = p.putTo(tb, 7, p.data)
	d.refused("a piece it does not have", res, body, 409, assessments.Conflict)
	res, body = p.putTo(tb, 0, make([]byte, wire.ChunkBytes+1))
	d.refused("a piece too large", res, body, 413, assessments.TooLarge)
	res, body = tb.ask("PUT", wire.BlobPath+p.sha+"/x"+p.query(), p.data)
	d.refused("no number", res, body, 400, assessments.Invalid)
}

func TestBlob_WithoutAKeyPicturesWaitAndWordsGo(t *testing.T) {
	d := newDesk(t)
	tb := d.tablet(d.therapist)
	p := newSnap(tb.ownChild(1), 1000)
	d.c.cfg.Dir = "" // as with a database of its own and no --blob-key
	res, body := p.offerTo(tb)
	d.refused("a picture", res, body, 503, assessments.Unavailable)
	if res, body := tb.post("", stream(t, tb.hello(), wire.End{})); res.StatusCode != 200 {
		t.Errorf("words: %d %s", res.StatusCode, body)
	}
}

// A service that lost its key file takes words, and no pictures under another key that would open none of the old ones.
func TestBlob_ALostKeyStopsPicturesAlone(t *testing.T) {
	d := newDesk(t)
	tb := d.tablet(d.therapist)
	scope := tb.ownChild(1)
	p := newSnap(scope, 1000)
	p.offerTo(tb)
	p.putTo(tb, 0, p.data)
	key := filepath.Join(d.c.cfg.Dir, "blob.key")
	if err := os.Rename(key, key+".away"); err != nil {
		t.Fatal(err)
	}
	d.c.shelf = newShelf() // as after a start
	if _, err := d.c.Shelf(t.Context()); assessments.KindOf(err) != assessments.Invalid || !strings.Contains(assessments.Sentence(err), "Put it back") {
		t.Errorf("at the start: %v", err)
	}
	res, body := newSnap(scope, 2000).offerTo(tb)
	d.refused("a picture", res, body, 503, assessments.Unavailable)
	if res, body := tb.post("", stream(t, tb.hello(), wire.End{})); res.StatusCode != 200 {
		t.Errorf("words: %d %s", res.StatusCode, body)
	}
	if err := os.Rename(key+".away", key); err != nil {
		t.Fatal(err)
	}
	if res, body := p.get(tb); res.StatusCode != 200 || !bytes.Equal(body, p.data) {
		t.Errorf("with its key back: %d", res.StatusCode)
	}
}
