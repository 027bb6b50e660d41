package courier

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A pantry is a line whose service keeps pictures, and a network that breaks when it is told to. How the real service keeps them is
// tried in sync/fleet and e2e.
type pantry struct {
	*line
	m      sync.Mutex
	offers map[string]wire.BlobOffer
	have   map[string]map[int][]byte
	log    []string
	puts   int                                        // chunks that left the tablet
	before func(what string, n int) error             // a break before the request arrives
	after  func(what string, n int) error             // a break before the answer does
	refuse func(sha string) (int, *assessments.Error) // what the service says no to
}

func newPantry() *pantry {
	return &pantry{line: &line{sync: agree}, offers: map[string]wire.BlobOffer{}, have: map[string]map[int][]byte{}}
}

func (p *pantry) RoundTrip(r *http.Request) (*http.Response, error) {
	rest, ok := strings.CutPrefix(r.URL.Path, wire.BlobPath)
	if !ok {
		p.m.Lock()
		p.log = append(p.log, r.URL.Path)
		p.m.Unlock()
		return p.line.RoundTrip(r)
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	p.m.Lock()
	defer p.m.Unlock()
	p.log = append(p.log, r.Method)
	if r.Method == "PUT" {
		p.puts++
	}
	if p.before != nil {
		if err := p.before(r.Method, p.puts); err != nil {
			return nil, err
		}
	}
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	status, head, out := p.serve(r, rest, body)
	if p.after != nil {
		if err := p.after(r.Method, p.puts); err != nil {
			return nil, err
		}
	}
	return &http.Response{StatusCode: status, Header: head, Body: io.NopCloser(bytes.NewReader(out)), Request: r}, nil
}

func (p *pantry) serve(r *http.Request, rest string, body []byte) (int, http.Header, []byte) {
	sha, num, _ := strings.Cut(rest, "/")
	say := func(v any) (int, http.Header, []byte) {
		raw, _ := json.Marshal(v)
		return 200, http.Header{}, raw
	}
	if p.refuse != nil {
		if status, e := p.refuse(sha); e != nil {
			raw, _ := json.Marshal(wire.TroubleOf(e))
			return status, http.Header{}, raw
		}
	}
	switch r.Method {
	case "POST":
		var o wire.BlobOffer
		if json.Unmarshal(body, &o) != nil || o.Check(sha) != nil {
			return 400, http.Header{}, []byte(`{"kind":"invalid","msg":"This cannot be read."}`)
		}
		if p.offers[sha] = o; p.have[sha] == nil {
			p.have[sha] = map[int][]byte{}
		}
	case "PUT":
		i, _ := strconv.Atoi(num)
		p.have[sha][i] = body
	case "GET":
		var all []byte
		for i := range p.offers[sha].Chunks {
			all = append(all, p.have[sha][i]...)
		}
		w := &recorder{head: http.Header{}}
		w.head.Set("ETag", `"`+sha+`"`)
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(all))
		return w.status, w.head, w.body.Bytes()
	}
	n := len(p.offers[sha].Chunks)
	lacks := func(i int) bool { return p.have[sha][i] == nil }
	st := wire.BlobState{Missing: wire.Bitmap(n, lacks), Whole: len(p.have[sha]) == n}
	return say(st)
}

// A recorder is as much of a response writer as ServeContent needs.
type recorder struct {
	head   http.Header
	status int
	body   bytes.Buffer
}

func (r *recorder) Header() http.Header         { return r.head }
func (r *recorder) WriteHeader(s int)           { r.status = s }
func (r *recorder) Write(b []byte) (int, error) { return r.body.Write(b) }

// withPictures is an enrolled courier on a pantry that never waits for a clock.
func withPictures(t *testing.T, p *pantry) (*Courier, *testkit.Clock) {
	t.Helper()
	c, clock := ready(t, p.line)
	c.cfg.Client = &http.Client{Transport: p}
	c.cfg.After = func(d time.Duration) <-chan time.Time {
		clock.Advance(d)
		now := make(chan time.Time, 1)
		now <- clock.Now()
		return now
	}
	return c, clock
}

// snap attaches a picture of n chunks and a bit.
func snap(t *testing.T, c *Courier, n int, seed byte) (store.Blob, []byte) {
	t.Helper()
	data := make([]byte, n*wire.ChunkBytes+100)
	for i := range data {
		data[i] = byte(i>>10) ^ byte(i) ^ seed
	}
	child := assessments.ID(ids())
	b, err := c.store.Attach(t.Context(), assessments.ID(ids()), assessments.ChildScope(child), assessments.Attachment{Of: child, Type: "photo", Media: "image/jpeg"}, bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return b, data
}

var errCut = errors.New("the line was cut")

func TestPictures_ABreakCostsAtMostOneChunk(t *testing.T) {
	for name, cut := range map[string]func(p *pantry, do func(what string, n int) error){
		"before it arrives": func(p *pantry, do func(string, int) error) { p.before = do },
		"before the answer": func(p *pantry, do func(string, int) error) { p.after = do },
	} {
		t.Run(name, func(t *testing.T) {
			p := newPantry()
			c, _ := withPictures(t, p)
			b, data := snap(t, c, 9, 1)
			breaks := 0
			cut(p, func(what string, n int) error {
				if what == "PUT" && n%3 == 0 && breaks < 3 {
					breaks++
					return errCut
				}
				return nil
			})
			r, err := c.Pictures(t.Context())
			if err != nil || r.Sent != 1 || r.Waiting != 0 || breaks != 3 {
				t.Fatalf("%+v after %d breaks (%v)", r, breaks, err)
			}
			if extra := p.puts - 10; extra > breaks || r.Chunks != p.puts {
				t.Errorf("%d chunks of 10 left the tablet for %d breaks; it counts %d", p.puts, breaks, r.Chunks)
			}
			if name == "before the answer" && p.puts != 10 {
				t.Errorf("%d chunks were sent that had arrived", p.puts-10)
			}
			var got []byte
			for i := range 10 {
				got = append(got, p.have[b.SHA][i]...)
			}
			if !bytes.Equal(got, data) {
				t.Error("the service has other bytes")
			}
			if r, err := c.Pictures(t.Context()); r.Chunks != 0 || err != nil {
				t.Errorf("once more: %+v (%v)", r, err)
			}
		})
	}
}

func TestPictures_NoNetworkEndsAndGoesOnLater(t *testing.T) {
	p := newPantry()
	c, _ := withPictures(t, p)
	snap(t, c, 4, 1)
	down := true
	p.before = func(what string, n int) error {
		if down && n >= 2 {
			return errCut
		}
		return nil
	}
	r, err := c.Pictures(t.Context())
	if !errors.Is(err, ErrOffline) || r.Waiting != 1 || r.WaitingBytes == 0 || p.puts > 1+patient {
		t.Fatalf("%+v, %d chunks (%v)", r, p.puts, err)
	}
	down, p.puts = false, 0
	if r, err = c.Pictures(t.Context()); err != nil || r.Sent != 1 || p.puts != 4 {
		t.Errorf("with the network back: %+v, %d chunks of the 4 that were missing (%v)", r, p.puts, err)
	}
}

func TestPictures_StopWhenAsked(t *testing.T) {
	p := newPantry()
	c, _ := withPictures(t, p)
	snap(t, c, 5, 1)
	ctx, cancel := context.WithCancel(t.Context())
	p.after = func(what string, n int) error {
		if n == 2 {
			cancel()
		}
		return nil
	}
	if _, err := c.Pictures(ctx); err == nil || p.puts > 3 {
		t.Errorf("%d chunks after it was stopped at the second (%v)", p.puts, err)
	}
	p.after = func(what string, n int) error {
		if n == 4 {
			c.Stop()
		}
		return nil
	}
	if _, err := c.Pictures(t.Context()); !errors.Is(err, ErrStopped) || p.puts > 5 {
		t.Errorf("%d chunks after Stop at the fourth (%v)", p.puts, err)
	}
	p.after, p.puts = nil, 0
	if r, err := c.Pictures(t.Context()); err != nil || r.Sent != 1 || p.puts > 3 {
		t.Errorf("%+v, %d chunks (%v)", r, p.puts, err)
	}
}

// Words go on a network that is paid by the amount, pictures wait for another, unless the therapist said that they may go.
func TestPictures_WaitOnMobileData(t *testing.T) {
	p := newPantry()
	c, _ := withPictures(t, p)
	dear := true
	c.cfg.Metered = func() bool { return dear }
	b, _ := snap(t, c, 1, 1)
	if r, err := c.Sync(t.Context()); err != nil || r.Sent != 1 || r.Waiting != 0 {
		t.Fatalf("words: %+v (%v)", r, err)
	}
	if r, err := c.Pictures(t.Context()); err != nil || !r.Metered || r.Waiting != 1 || p.puts != 0 {
		t.Errorf("pictures: %+v, %d chunks (%v)", r, p.puts, err)
	}
	if err := c.FetchBlob(t.Context(), b.Scope, wire.HashOf([]byte("theirs"))); assessments.KindOf(err) != assessments.Unavailable || !strings.Contains(assessments.Sentence(err), "Wi-Fi") {
		t.Errorf("opening somebody else's: %v", err)
	}
	if err := c.store.SetPicturesOnMobile(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	// And a network that becomes one in the middle stops them between two chunks.
	p.after = func(what string, n int) error {
		if n == 1 {
			_ = c.store.SetPicturesOnMobile(context.Background(), false)
		}
		return nil
	}
	if r, err := c.Pictures(t.Context()); err != nil || !r.Metered || p.puts != 1 {
		t.Errorf("%+v, %d chunks (%v)", r, p.puts, err)
	}
	dear = false
	if r, err := c.Pictures(t.Context()); err != nil || r.Sent != 1 || p.puts != 2 {
		t.Errorf("on Wi-Fi: %+v, %d chunks (%v)", r, p.puts, err)
	}
}

func TestPictures_OneThatIsRefusedHoldsUpNoOther(t *testing.T) {
	p := newPantry()
	c, _ := withPictures(t, p)
	bad, _ := snap(t, c, 0, 1)
	good, _ := snap(t, c, 0, 2)
	p.refuse = func(sha string) (int, *assessments.Error) {
		if sha == bad.SHA {
			return 404, &assessments.Error{Kind: assessments.NotFound, Msg: "The service does not hold this picture."}
		}
		return 0, nil
	}
	r, err := c.Pictures(t.Context())
	if err != nil || r.Sent != 1 || r.Refused != 1 || r.Waiting != 1 || p.have[good.SHA] == nil {
		t.Fatalf("%+v (%v)", r, err)
	}
	p.refuse = nil
	if r, err = c.Pictures(t.Context()); err != nil || r.Sent != 1 || r.Waiting != 0 {
		t.Errorf("once its child is known: %+v (%v)", r, err)
	}
}

// While words are under way no chunk begins; words never wait for one.
func TestPictures_WordsGoFirst(t *testing.T) {
	p := newPantry()
	c, _ := withPictures(t, p)
	snap(t, c, 3, 1)
	save(t, c, 1, "a word")
	inSync, goOn := make(chan bool), make(chan bool)
	p.line.sync = func(h wire.Hello, in []wire.Pushed) (int, http.Header, []byte) {
		inSync <- true
		<-goOn
		return agree(h, in)
	}
	done := make(chan error, 1)
	go func() { _, err := c.Sync(t.Context()); done <- err }()
	<-inSync
	short, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := c.Pictures(short); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("pictures beside words: %v", err)
	}
	p.m.Lock()
	if all := strings.Join(p.log, " "); strings.Contains(all, "POST") || p.puts > 0 {
		t.Errorf("while words were under way it sent %s", all)
	}
	p.m.Unlock()
	goOn <- true
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if r, err := c.Pictures(t.Context()); err != nil || r.Sent != 1 {
		t.Errorf("%+v (%v)", r, err)
	}
}

func TestFetch_LazyInRangesAndOnWhereItStopped(t *testing.T) {
	p := newPantry()
	giver, _ := withPictures(t, p)
	b, data := snap(t, giver, 3, 7)
	if _, err := giver.Pictures(t.Context()); err != nil {
		t.Fatal(err)
	}
	c, clock := withPictures(t, p)
	p.log = nil
	n := 0
	p.before = func(what string, _ int) error {
		if n++; n > 2 {
			return errCut
		}
		return nil
	}
	if _, err := c.store.ReadBlob(t.Context(), b.Scope, b.SHA); !errors.Is(err, ErrOffline) {
		t.Fatalf("a broken line: %v", err)
	}
	if _, lacks, _ := c.store.BlobState(t.Context(), b.Scope, b.SHA); fmt.Sprint(lacks) != "[2 3]" {
		t.Errorf("after two of four pieces it lacks %v", lacks)
	}
	asked := len(p.log)
	if _, err := c.store.ReadBlob(t.Context(), b.Scope, b.SHA); !errors.Is(err, ErrOffline) || len(p.log) != asked {
		t.Errorf("it asks again at once, for %v (%v)", p.log[asked:], err)
	}
	clock.Advance(sulk)
	p.before, p.log = nil, nil
	got, err := c.store.ReadBlob(t.Context(), b.Scope, b.SHA)
	if err != nil || !bytes.Equal(got, data) || strings.Join(p.log, " ") != "GET GET" {
		t.Errorf("%d bytes by %v (%v)", len(got), p.log, err)
	}
	if _, err := c.store.ReadBlob(t.Context(), b.Scope, b.SHA); err != nil || len(p.log) != 2 {
		t.Errorf("opened again it asked %v (%v)", p.log, err)
	}
}

// A hotel's page is no picture, whatever its status says.
func TestFetch_StrangersPagesAreNoPictures(t *testing.T) {
	l := &line{sync: agree}
	c, _ := ready(t, l)
	c.cfg.After = func(time.Duration) <-chan time.Time { ch := make(chan time.Time, 1); ch <- testkit.Start; return ch }
	l.sync = func(wire.Hello, []wire.Pushed) (int, http.Header, []byte) {
		return 200, http.Header{"Content-Type": {"text/html"}}, []byte("<html>Your room number?")
	}
	err := c.FetchBlob(t.Context(), assessments.ChildScope(assessments.ID(ids())), wire.HashOf([]byte("x")))
	if !errors.Is(err, ErrOffline) {
		t.Errorf("%v", err)
	}
}
