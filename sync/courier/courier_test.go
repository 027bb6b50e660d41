package courier

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/store/vault"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A line is the network of a test: each request is answered by the script for its path. How the real service answers is
// tried in sync/fleet; here it misbehaves in ways that the real one does not.
type line struct {
	mu     sync.Mutex
	asked  []string
	sync   func(hello wire.Hello, in []wire.Pushed) (status int, header http.Header, body []byte)
	tokens int
	sizes  []int // of the bodies of syncs, as sent
}

// RoundTrip answers one request.
func (l *line) RoundTrip(r *http.Request) (*http.Response, error) {
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.asked = append(l.asked, r.URL.Path)
	if res, token := joining(r, raw, 900); res != nil {
		if token {
			l.tokens++
		}
		return res, nil
	}
	l.sizes = append(l.sizes, len(raw))
	hello, in := heard(r, raw)
	status, h, body := l.sync(hello, in)
	if status == 0 {
		return nil, errors.New("no route to host")
	}
	return reply(r, status, h, body), nil
}

// reply is an answer.
func reply(r *http.Request, status int, h http.Header, body []byte) *http.Response {
	if h == nil {
		h = http.Header{}
	}
	return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(bytes.NewReader(body)), Request: r}
}

// joining answers what a device asks before it syncs: for a place, and for a token that is good for so many seconds. It is nil for
// anything else, and says whether a token was given.
func joining(r *http.Request, raw []byte, seconds int) (res *http.Response, token bool) {
	switch r.URL.Path {
	case "/v1/enrol":
		return reply(r, 200, nil, []byte(`{"device":"d1","tenant":"t1","tenant_name":"North","therapist":"01890a5d-ac96-774b-bcce-b302099a8057","epoch":"e1"}`)), false
	case "/v1/token":
		if strings.Contains(string(raw), `"challenge"`) {
			return reply(r, 200, nil, fmt.Appendf(nil, `{"token":"tok","seconds":%d}`, seconds)), true
		}
		return reply(r, 200, nil, []byte(`{"challenge":"c"}`)), false
	}
	return nil, false
}

// heard reads what a courier sent.
func heard(r *http.Request, raw []byte) (hello wire.Hello, in []wire.Pushed) {
	plain, err := wire.Unpack(r.Header.Get("Content-Encoding"), bytes.NewReader(raw))
	if err != nil {
		return
	}
	lines := wire.NewReader(plain, wire.LineBytes, wire.StreamBytes)
	for {
		l, err := lines.Next()
		if err != nil {
			return
		}
		switch l := l.(type) {
		case wire.Hello:
			hello = l
		case wire.Pushed:
			in = append(in, l)
		}
	}
}

// said writes an answer.
func said(lines ...any) []byte {
	var b bytes.Buffer
	if err := wire.NewWriter(&b).Write(lines...); err != nil {
		panic(err) // a buffer takes everything
	}
	return b.Bytes()
}

// agree answers as a service that takes everything.
func agree(hello wire.Hello, in []wire.Pushed) (int, http.Header, []byte) {
	lines := []any{wire.Hi{Epoch: "e1", State: "active"}}
	for i, p := range in {
		lines = append(lines, wire.Ack{CID: p.CID, Result: wire.OK, Seq: uint64(1000 + i)})
	}
	return 200, nil, said(append(lines, wire.End{Cursor: "c1"})...)
}

func trouble(status int, kind assessments.ErrorKind) (int, http.Header, []byte) {
	raw, _ := json.Marshal(wire.Trouble{Kind: kind, Msg: "The service says no to this."})
	return status, nil, raw
}

func newStore(t *testing.T, opt store.InitOptions) (*store.Store, *testkit.Clock) {
	t.Helper()
	clock := testkit.NewClock()
	s, _, err := store.Init(t.Context(), store.Config{Dir: t.TempDir(), Now: clock.Now, KDF: vault.ForTests()}, "correct horse battery", opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, clock
}

// ready is an enrolled store with a courier on a line.
func ready(t *testing.T, l *line) (*Courier, *testkit.Clock) {
	t.Helper()
	s, clock := newStore(t, store.InitOptions{})
	c := New(s, Config{Client: &http.Client{Transport: l}, Now: clock.Now, Chance: func() float64 { return 0.5 }})
	if err := c.Enrol(t.Context(), "https://central.example/", "K7QF-9XPM-3RTD"); err != nil {
		t.Fatal(err)
	}
	return c, clock
}

var ids = testkit.IDs("courier", func() time.Time { return testkit.Start })

// save makes n changes and returns the record of the last.
func save(t *testing.T, c *Courier, n int, value string) assessments.ID {
	t.Helper()
	var rec assessments.ID
	var edits []assessments.Edit
	for range n {
		rec = assessments.ID(ids())
		edits = append(edits, assessments.Edit{Record: rec, Kind: "fleet_note", Scope: assessments.TeamScope(), Set: assessments.Fields{"a": json.RawMessage(fmt.Sprintf("%q", value))}})
	}
	if _, err := c.store.Apply(t.Context(), edits); err != nil {
		t.Fatal(err)
	}
	return rec
}

func TestSync_NothingToDoIsOneRequest(t *testing.T) {
	l := &line{sync: agree}
	c, clock := ready(t, l)
	for range 3 {
		if _, err := c.Sync(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	want := "/v1/enrol /v1/token /v1/token /v1/sync /v1/sync /v1/sync"
	if got := strings.Join(l.asked, " "); got != want {
		t.Errorf("it asked %s, want %s", got, want)
	}
	clock.Advance(16 * time.Minute)
	if _, err := c.Sync(t.Context()); err != nil || l.tokens != 2 {
		t.Errorf("an old token was not renewed: %d (%v)", l.tokens, err)
	}
}

func TestSync_RefusedTokenIsRenewedOnce(t *testing.T) {
	refused := 0
	l := &line{sync: func(h wire.Hello, in []wire.Pushed) (int, http.Header, []byte) {
		if refused++; refused == 1 {
			return trouble(401, assessments.Unauthorized)
		}
		return agree(h, in)
	}}
	c, _ := ready(t, l)
	if _, err := c.Sync(t.Context()); err != nil || l.tokens != 2 {
		t.Errorf("%d tokens (%v)", l.tokens, err)
	}
	l.sync = func(wire.Hello, []wire.Pushed) (int, http.Header, []byte) {
		return trouble(401, assessments.Unauthorized)
	}
	if _, err := c.Sync(t.Context()); assessments.KindOf(err) != assessments.Unauthorized || l.tokens != 3 {
		t.Errorf("refused twice: %v after %d tokens", err, l.tokens)
	}
}

func TestSync_OneBadChangeIsFoundAndParked(t *testing.T) {
	bad, rounds := "", 0
	l := &line{}
	l.sync = func(h wire.Hello, in []wire.Pushed) (int, http.Header, []byte) {
		rounds++
		for _, p := range in {
			if strings.Contains(string(p.Frozen.Bytes), `"poison"`) {
				bad = p.CID
				return trouble(500, assessments.Internal)
			}
		}
		return agree(h, in)
	}
	c, _ := ready(t, l)
	save(t, c, 20, "sound")
	save(t, c, 1, "poison")
	save(t, c, 20, "sound")
	r, err := c.Sync(t.Context())
	if err != nil || r.Sent != 40 || r.Quarantined != 1 || r.Waiting != 0 {
		t.Fatalf("%+v (%v) after %d rounds", r, err, rounds)
	}
	if bad == "" || rounds > 25 {
		t.Errorf("it took %d rounds", rounds)
	}
	// It is still there, whole, and goes again when somebody asks for it.
	if n, err := c.store.Retry(t.Context()); n != 1 || err != nil {
		t.Errorf("%d changes can be tried again (%v)", n, err)
	}
	l.sync = agree
	if r, err = c.Sync(t.Context()); r.Sent != 1 || r.Quarantined != 0 || err != nil {
		t.Errorf("after the service was mended: %+v (%v)", r, err)
	}
}

func TestSync_BrokenServiceParksNothing(t *testing.T) {
	l := &line{sync: func(wire.Hello, []wire.Pushed) (int, http.Header, []byte) { return trouble(500, assessments.Internal) }}
	c, _ := ready(t, l)
	save(t, c, 5, "sound")
	r, err := c.Sync(t.Context())
	if assessments.KindOf(err) != assessments.Internal || r.Quarantined != 0 || r.Waiting != 5 {
		t.Errorf("%+v (%v): a service that fails at everything says nothing about a change", r, err)
	}
}

func TestSync_OfflineAndStrangersPages(t *testing.T) {
	for name, answer := range map[string]func(wire.Hello, []wire.Pushed) (int, http.Header, []byte){
		"no network": func(wire.Hello, []wire.Pushed) (int, http.Header, []byte) { return 0, nil, nil },
		"a hotel's page": func(wire.Hello, []wire.Pushed) (int, http.Header, []byte) {
			return 200, nil, []byte("<html>Room number?")
		},
		"a proxy's page": func(wire.Hello, []wire.Pushed) (int, http.Header, []byte) {
			return 502, nil, []byte("<html>Bad gateway")
		},
		"an empty answer": func(wire.Hello, []wire.Pushed) (int, http.Header, []byte) { return 200, nil, nil },
		"no end": func(h wire.Hello, in []wire.Pushed) (int, http.Header, []byte) {
			return 200, nil, said(wire.Hi{Epoch: "e1"})
		},
		"zstd that is none": func(wire.Hello, []wire.Pushed) (int, http.Header, []byte) {
			return 200, http.Header{"Content-Encoding": {"zstd"}}, []byte("hello")
		},
	} {
		t.Run(name, func(t *testing.T) {
			c, _ := ready(t, &line{sync: answer})
			save(t, c, 1, "x")
			r, err := c.Sync(t.Context())
			if assessments.KindOf(err) != assessments.Unavailable || !errors.Is(err, ErrOffline) || !strings.Contains(assessments.Sentence(err), "safe on this device") {
				t.Errorf("%v", err)
			}
			if r.Waiting != 1 || r.Sent != 0 {
				t.Errorf("%+v", r)
			}
		})
	}
}

func TestSync_HalfAnAnswerCounts(t *testing.T) {
	l := &line{}
	l.sync = func(h wire.Hello, in []wire.Pushed) (int, http.Header, []byte) {
		_, _, body := agree(h, in)
		return 200, nil, body[:bytes.LastIndexByte(body[:len(body)-1], '\n')-5] // the last ack is cut
	}
	c, _ := ready(t, l)
	save(t, c, 3, "x")
	r, err := c.Sync(t.Context())
	if !errors.Is(err, ErrOffline) || r.Sent != 2 || r.Waiting != 1 {
		t.Errorf("%+v (%v), want two of three confirmed", r, err)
	}
	if st, _ := c.store.SyncState(t.Context()); st.Cursor != "" {
		t.Errorf("the cursor moved to %q before the end", st.Cursor)
	}
}

func TestSync_LaterMeansLater(t *testing.T) {
	l := &line{}
	l.sync = func(h wire.Hello, in []wire.Pushed) (int, http.Header, []byte) {
		lines := []any{wire.Hi{Epoch: "e1"}}
		for _, p := range in {
			lines = append(lines, wire.Ack{CID: p.CID, Result: wire.Retry})
		}
		return 200, nil, said(append(lines, wire.End{Cursor: "c1"})...)
	}
	c, _ := ready(t, l)
	save(t, c, 2, "x")
	if r, err := c.Sync(t.Context()); err != nil || r.Waiting != 2 || len(l.asked) != 4 {
		t.Errorf("%+v (%v) after %v: asked again at once", r, err, l.asked)
	}
}

func TestSync_RestoredServiceGetsEverythingAgain(t *testing.T) {
	var got []string
	l := &line{sync: agree}
	c, _ := ready(t, l)
	save(t, c, 3, "x")
	if _, err := c.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	l.sync = func(h wire.Hello, in []wire.Pushed) (int, http.Header, []byte) {
		for _, p := range in {
			got = append(got, p.CID)
		}
		lines := []any{wire.Hi{Epoch: "e2", LastDSeq: 1}}
		for i, p := range in {
			lines = append(lines, wire.Ack{CID: p.CID, Result: wire.OK, Seq: uint64(10 + i)})
		}
		return 200, nil, said(append(lines, wire.End{Cursor: "new"})...)
	}
	if r, err := c.Sync(t.Context()); err != nil || len(got) != 2 || r.Waiting != 0 {
		t.Errorf("of three changes, one kept by the service, it sent %d again: %+v (%v)", len(got), r, err)
	}
	if st, _ := c.store.SyncState(t.Context()); st.Epoch != "e2" || st.Cursor != "new" {
		t.Errorf("it stands at %q in %q", st.Cursor, st.Epoch)
	}
}

func TestSync_OneAtATime(t *testing.T) {
	var now, most atomic.Int32
	inside, leave := make(chan struct{}, 9), make(chan struct{})
	l := &line{}
	l.sync = func(h wire.Hello, in []wire.Pushed) (int, http.Header, []byte) {
		most.Store(max(most.Load(), now.Add(1)))
		inside <- struct{}{}
		<-leave
		now.Add(-1)
		return agree(h, in)
	}
	c, _ := ready(t, l)
	var group sync.WaitGroup
	for range 5 {
		group.Go(func() {
			if _, err := c.Sync(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	<-inside
	close(leave)
	group.Wait()
	if most.Load() != 1 {
		t.Errorf("%d syncs ran at once", most.Load())
	}
}

func TestEnrol_Refusals(t *testing.T) {
	l := &line{sync: agree}
	practice, clock := newStore(t, store.InitOptions{Practice: true})
	c := New(practice, Config{Client: &http.Client{Transport: l}, Now: clock.Now})
	if err := c.Enrol(t.Context(), "https://central.example", "K7QF-9XPM-3RTD"); assessments.KindOf(err) != assessments.Forbidden || len(l.asked) != 0 {
		t.Errorf("a practice store: %v, asked %v", err, l.asked)
	}
	if _, err := c.Sync(t.Context()); assessments.KindOf(err) != assessments.Forbidden || len(l.asked) != 0 {
		t.Errorf("a practice store syncs: %v", err)
	}
	s, _ := newStore(t, store.InitOptions{})
	c = New(s, Config{Client: &http.Client{Transport: l}, Now: clock.Now})
	if _, err := c.Sync(t.Context()); assessments.KindOf(err) != assessments.Forbidden {
		t.Errorf("before enrolment: %v", err)
	}
	for _, address := range []string{"http://central.example", "central.example", "", "ftp://x", "http://10.0.0.1:80"} {
		if err := c.Enrol(t.Context(), address, "K7QF-9XPM-3RTD"); assessments.KindOf(err) != assessments.Invalid || len(l.asked) != 0 {
			t.Errorf("%q: %v", address, err)
		}
	}
	for _, code := range []string{"", "K7Q", "WIFI:S:NorthPlaceGuest;P:sn4il;;", "K7QF\x00-9XPM-3RTD", strings.Repeat("A1B2-", 20_000)} {
		if err := c.Enrol(t.Context(), "http://127.0.0.1:8080", code); assessments.KindOf(err) != assessments.Invalid || len(l.asked) != 0 {
			t.Errorf("the code %.40q: %v, asked %v", code, err, l.asked)
		}
	}
	for range 2 {
		if err := c.Enrol(t.Context(), "http://127.0.0.1:8080", "K7QF-9XPM-3RTD"); err != nil && assessments.KindOf(err) != assessments.Conflict {
			t.Error(err)
		}
	}
	// It asks whether it is still known, and uses no code up.
	if got := strings.Join(l.asked, " "); strings.Count(got, "/v1/enrol") != 1 {
		t.Errorf("an enrolled device used up a second code: %v", l.asked)
	}
}
