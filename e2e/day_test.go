package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A weakLine is a mobile line to the service as a proxy that knows requests: so wide, so far away, and a share of the requests is cut
// off, half of them on their way up and half before their answer arrives.
type weakLine struct {
	to       string
	up, down *rate.Limiter
	trip     time.Duration // there and back
	cut      float64

	mu       sync.Mutex
	r        *rand.Rand
	start    time.Time
	pictures time.Duration // when the first request of a picture came: the words were over then
	put      int64         // bytes of chunks that went over the line, again and again ones included
	requests int
	breaks   int
	broken   int // of them on pictures
}

// piece is how much goes over the line at once.
const piece = 4 << 10

type fresh struct{}

func (l *weakLine) serve(t testing.TB) string {
	t.Helper()
	l.start = time.Now()
	s := httptest.NewUnstartedServer(l)
	s.Config.ConnContext = func(ctx context.Context, _ net.Conn) context.Context {
		first := &atomic.Bool{}
		first.Store(true)
		return context.WithValue(ctx, fresh{}, first)
	}
	s.Start()
	t.Cleanup(s.Close)
	return s.URL
}

// fate says what happens to a request: fall is after how many bytes of it the line breaks, -1 for not at all; lost that its answer is.
func (l *weakLine) fate(blob bool, size int64) (fall int64, lost bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.requests++
	if blob && l.pictures == 0 {
		l.pictures = time.Since(l.start)
	}
	if l.r.Float64() >= l.cut {
		return -1, false
	}
	l.breaks++
	if blob {
		l.broken++
	}
	if l.r.IntN(2) == 0 {
		return -1, true
	}
	return l.r.Int64N(max(size, 1)), false
}

func (l *weakLine) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	blob := strings.HasPrefix(r.URL.Path, wire.BlobPath)
	fall, lost := l.fate(blob, r.ContentLength)
	if r.Context().Value(fresh{}).(*atomic.Bool).Swap(false) {
		time.Sleep(l.trip) // a connection is made
	}
	time.Sleep(l.trip / 2)
	var body bytes.Buffer
	for fall < 0 || int64(body.Len()) < fall {
		n, err := io.CopyN(&body, r.Body, piece)
		_ = l.up.WaitN(r.Context(), int(n)) // the caller has gone: the next read says so
		if blob && r.Method == http.MethodPut {
			l.mu.Lock()
			l.put += n
			l.mu.Unlock()
		}
		if err != nil {
			break
		}
	}
	if fall >= 0 {
		hangUp(w)
		return
	}
	req, err := http.NewRequestWithContext(r.Context(), r.Method, l.to+r.URL.RequestURI(), &body)
	if err != nil {
		hangUp(w)
		return
	}
	req.Header = r.Header.Clone()
	res, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		hangUp(w)
		return
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	if err != nil || lost {
		hangUp(w)
		return
	}
	time.Sleep(l.trip / 2)
	for k, v := range res.Header {
		w.Header()[k] = v
	}
	w.WriteHeader(res.StatusCode)
	for part := range chunks(answer) {
		_ = l.down.WaitN(r.Context(), len(part)) // as above
		w.Write(part)
	}
}

// chunks cuts bytes into pieces.
func chunks(raw []byte) func(func([]byte) bool) {
	return func(yield func([]byte) bool) {
		for len(raw) > 0 {
			n := min(piece, len(raw))
			if !yield(raw[:n]) {
				return
			}
			raw = raw[n:]
		}
	}
}

// hangUp breaks the connection without a word.
func hangUp(w http.ResponseWriter) {
	c, _, err := w.(http.Hijacker).Hijack()
	if err == nil {
		c.Close()
	}
}

// TestDay sends a day's visits and photos over a weak line. Words come first, a break costs at most one chunk, and in the end another
// tablet has everything, byte for byte. With FIELDFARE_DAY=1 it is a whole day of 24 MB over a real mobile line's speed, and the times
// count; without, a little of it over a line that is only unreliable.
func TestDay(t *testing.T) {
	visits, photos, size := 3, 6, 600<<10
	line := &weakLine{up: rate.NewLimiter(rate.Inf, piece), down: rate.NewLimiter(rate.Inf, piece), cut: .15, r: rand.New(rand.NewPCG(3, 4))}
	whole := os.Getenv("FIELDFARE_DAY") != ""
	if whole {
		visits, photos, size = 20, 60, 400_000
		const mobile = 250_000 // bytes: 2 Mbit/s
		line.up, line.down, line.trip, line.cut = rate.NewLimiter(mobile, piece), rate.NewLimiter(mobile, piece), 300*time.Millisecond, .02
	}
	s := &service{where: []string{"--database", testkit.Postgres(t)}, serve: []string{"--blob-key", filepath.Join(t.TempDir(), "blob.key")}}
	s.open(t)
	line.to = s.url
	h, tenant := newHouse(t), s.tenant(t)
	sam := s.therapist(t, tenant, "Sam Okoro")
	tablet, other := h.at("tablet"), h.at("other")
	h.ctl(t, "", "enrol", "--store", tablet, "--central", line.serve(t), "--code", s.code(t, sam))
	h.ctl(t, "", "enrol", "--store", other, "--central", s.url, "--code", s.code(t, sam))
	h.ctl(t, dayOf(visits), "apply", "--store", tablet, "-")
	taken := takePhotos(t, tablet, visits, photos, size)

	line.mu.Lock()
	line.start, line.pictures, line.requests, line.breaks, line.broken = time.Now(), 0, 0, 0, 0 // enrolling is over
	line.mu.Unlock()
	again := 0
	for end := time.Now().Add(5 * time.Minute); ; again++ {
		cmd := h.start(t, "sync", "--store", tablet, "--json")
		var errs bytes.Buffer
		cmd.Stderr = &errs
		out, err := cmd.Output()
		var got struct {
			Waiting  int
			Pictures int `json:"pictures_waiting"`
		}
		if err == nil && json.Unmarshal(out, &got) == nil && got.Waiting+got.Pictures == 0 {
			break
		}
		if time.Now().After(end) {
			t.Fatalf("after five minutes: %v %s%s", err, out, errs.String())
		}
	}
	all := time.Since(line.start)
	line.mu.Lock()
	defer line.mu.Unlock()
	resent := line.put - int64(photos*size)
	t.Logf("%d visits, %d photos, %.1f MB: words after %.1f s, all after %.1f s; %d requests, %d of them cut, %d on pictures; sync began again %d times; %d KB of pictures sent more than once",
		visits, photos, float64(photos*size)/1e6, line.pictures.Seconds(), all.Seconds(), line.requests, line.breaks, line.broken, again, resent>>10)
	if line.broken == 0 {
		t.Error("no picture was cut off: nothing was shown")
	}
	if most := int64(line.broken) * wire.ChunkBytes; resent > most || resent < 0 {
		t.Errorf("%d bytes of pictures were sent more than once, for %d breaks; at most %d", resent, line.broken, most)
	}
	if whole && (line.pictures > 10*time.Second || all > 4*time.Minute) {
		t.Errorf("words took %v and all %v; 10 s and 4 min are the most", line.pictures, all)
	}

	h.ctl(t, "", "sync", "--store", other, "--pictures")
	if left, right := h.ctl(t, "", "export", "--store", tablet), h.ctl(t, "", "export", "--store", other); left != right {
		t.Error("the other tablet exports other words")
	}
	seen, err := store.Open(t.Context(), store.Config{Dir: other}, passphrase)
	must(t, err)
	defer seen.Close()
	for sha, want := range taken {
		got, err := seen.ReadBlob(t.Context(), assessments.ChildScope(assessments.ID(childID(0))), sha)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("photo %.8s on the other tablet: %d bytes, %v", sha, len(got), err)
		}
	}
}

// dayOf is a day's words: a contact and seven notes for each visit, as lines for apply.
func dayOf(visits int) string {
	var b strings.Builder
	line := func(record, kind string, set map[string]string) {
		raw, _ := json.Marshal(map[string]any{"record": record, "kind": kind, "child": childID(0), "set": set}) // texts always marshal
		b.Write(append(raw, '\n'))
	}
	line(childID(0), "child", map[string]string{"name": "Ada Ashby", "born": "2019-05-04"})
	for v := range visits {
		line(goalID(v), "contact", map[string]string{"type": "visit", "on": "2026-11-20", "from": "09:00", "to": "10:00", "status": "attended", "purpose": "visit",
			"summary": strings.Repeat(fmt.Sprintf("Visit %d. Sat at the table and wrote. ", v), 20)})
		for n := range 7 {
			line(pieceID(10*v+n), "observation", map[string]string{"type": "fact", "on": "2026-11-20", "text": strings.Repeat(fmt.Sprintf("Held the pencil for %d minutes. ", n), 30)})
		}
	}
	return b.String()
}

// takePhotos keeps photos with the visits. Their bytes are chance: nothing on the way can pack them.
func takePhotos(t testing.TB, dir string, visits, photos, size int) map[string][]byte {
	t.Helper()
	s, err := store.Open(t.Context(), store.Config{Dir: dir}, passphrase)
	must(t, err)
	r := testkit.Random("photos")
	out := map[string][]byte{}
	for n := range photos {
		data := make([]byte, size)
		_, err := io.ReadFull(r, data)
		must(t, err)
		a := assessments.Attachment{Of: assessments.ID(goalID(n % visits)), Type: "photo", Media: "image/jpeg", On: "2026-11-20"}
		b, err := s.Attach(t.Context(), assessments.ID(pieceID(100_000+n)), assessments.ChildScope(assessments.ID(childID(0))), a, bytes.NewReader(data))
		must(t, err)
		out[b.SHA] = data
	}
	must(t, s.Close())
	return out
}
