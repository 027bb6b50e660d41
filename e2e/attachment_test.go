package e2e

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/fieldfare/fieldfare/internal/testkit"
)

// chair is a piece of Isla's equipment in the notebook, and photoConsent an agreement of her mother to photos.
const (
	chair        = "019a0001-0000-7010-8000-000000000001"
	photoConsent = `{"record":"019a0001-0000-7005-8000-0000000000aa","kind":"basis","child":"` + isla + `","set":{"purpose":"photo","basis":"consent","decision":"given","on":"2026-03-12","given_by":"019a0001-0000-7004-8000-000000000001","authority":"parental-responsibility"}}`
)

// A gate stands between a tablet and the service. It counts the pieces of pictures that pass, and pulls the service's plug while
// some of them are on their way.
type gate struct {
	*httptest.Server
	mu     sync.Mutex
	puts   map[string]int // by path
	total  int
	pull   map[int]string // at which piece, and when: "half" of it through, or "answer": kept, and not told
	pulled chan bool
	s      *service
}

func newGate(t *testing.T, s *service, pull map[int]string) *gate {
	t.Helper()
	to, err := url.Parse(s.url)
	must(t, err)
	g := &gate{puts: map[string]int{}, pull: pull, pulled: make(chan bool, len(pull)), s: s}
	through := httputil.NewSingleHostReverseProxy(to)
	through.ErrorHandler = func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) }
	through.ErrorLog = nil
	g.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPut {
			through.ServeHTTP(w, r)
			return
		}
		g.mu.Lock()
		g.total++
		g.puts[r.URL.Path]++
		when := g.pull[g.total]
		g.mu.Unlock()
		switch when {
		case "half":
			r.Body = &tripwire{ReadCloser: r.Body, left: r.ContentLength / 2, pull: s.kill}
		case "answer":
			kept := httptest.NewRecorder()
			through.ServeHTTP(kept, r)
			s.kill()
			w.WriteHeader(http.StatusBadGateway)
			g.pulled <- kept.Code == http.StatusOK
			return
		}
		through.ServeHTTP(w, r)
		if when == "half" {
			g.pulled <- true
		}
	}))
	t.Cleanup(g.Server.Close)
	return g
}

// A tripwire pulls the plug in the middle of a body.
type tripwire struct {
	io.ReadCloser
	left int64
	pull func()
}

func (w *tripwire) Read(p []byte) (int, error) {
	n, err := w.ReadCloser.Read(p[:min(len(p), 8<<10)])
	if w.left -= int64(n); w.left <= 0 && w.pull != nil {
		w.pull()
		w.pull = nil
	}
	return n, err
}

// grain is a photo that stays large: nothing in it repeats.
func grain(t *testing.T) string {
	t.Helper()
	r := rand.New(rand.NewPCG(7, 7))
	img := image.NewRGBA(image.Rect(0, 0, 2600, 1950))
	for i := range img.Pix {
		img.Pix[i] = uint8(r.Uint32())
	}
	var b bytes.Buffer
	must(t, jpeg.Encode(&b, img, &jpeg.Options{Quality: 90}))
	name := filepath.Join(t.TempDir(), "chair.jpg")
	must(t, os.WriteFile(name, b.Bytes(), 0o600))
	return name
}

// held is what fieldfarectl blobs prints.
type held struct{ Have, Pending, Missing int }

func (h house) held(t *testing.T, store string) held {
	t.Helper()
	return decode[held](t, h.ctl(t, "", "blobs", "--store", store, "--json"))
}

// TestAPhotoReachesTheOtherTablet attaches a photo on one tablet, loses the service twice while it is sent, and finds it in the
// equipment report that the other tablet makes. A break costs one piece of 256 KiB, and words have arrived before the first.
func TestAPhotoReachesTheOtherTablet(t *testing.T) {
	test := func(t *testing.T, s *service) {
		h, a, b, tenant := pair(t, s)
		g := newGate(t, s, map[int]string{3: "half", 6: "answer"})
		c, kim := h.at("camera"), s.therapist(t, tenant, "Kim Ash") // her tablet is behind the gate
		h.ctl(t, "", "enrol", "--store", c, "--central", g.URL, "--code", s.code(t, kim))
		s.admin(t, "grant", "--child", isla, "--therapist", kim)
		h.sync(t, c)
		h.ctl(t, photoConsent, "apply", "--store", c, "-")
		made := decode[struct{ Bytes int64 }](t, h.ctl(t, "", "attach", "--store", c, "--child", isla, "--of", chair, grain(t), "--caption", "The chair at its table", "--shows", "A chair from the side", "--on", "2026-11-18", "--json"))
		pieces := int((made.Bytes + 256<<10 - 1) / (256 << 10))
		if pieces < 7 {
			t.Fatalf("the photo has %d pieces, too few to break in", pieces)
		}
		carry := h.start(t, "sync", "--store", c, "--json")
		var out, errs bytes.Buffer
		carry.Stdout, carry.Stderr = &out, &errs
		start(t, carry)
		for range 2 {
			if !<-g.pulled {
				t.Error("the piece that was not answered was not kept either")
			}
			s.open(t)
		}
		if err := carry.Wait(); err != nil {
			t.Fatalf("%v\n%s%s", err, out.String(), errs.String())
		}
		g.mu.Lock()
		if again := g.total - pieces; len(g.puts) != pieces || again > 2 {
			t.Errorf("%d pieces were sent for %d in all, after two breaks; %d different ones", g.total, pieces, len(g.puts))
		}
		t.Logf("%d pieces of 256 KiB, the service killed at the 3rd and the 6th: %d sent", pieces, g.total)
		g.mu.Unlock()
		if got := h.held(t, c); got != (held{Have: 1}) {
			t.Errorf("the tablet with the camera: %+v", got)
		}
		// The other tablets hear of it with the words, and fetch it when it is opened.
		for _, store := range []string{a, b} {
			h.sync(t, store)
			if got := h.held(t, store); got != (held{Missing: 1}) {
				t.Errorf("after the words: %+v", got)
			}
		}
		pdf := h.at("chair.pdf")
		report := []string{"report", "--store", b, "--child", isla, "--kind", "equipment", "--for", "school", "--as-at", "2026-11-20", "--out", pdf}
		s.kill()
		h.ctl(t, "", report...)
		if text := pages(t, pdf); !strings.Contains(text, "not on this device") {
			t.Error("without a network and without the photo, the report does not say that it is lacking")
		}
		s.open(t)
		h.ctl(t, "", report...)
		if text := pages(t, pdf); !strings.Contains(text, "The chair at its table") || strings.Contains(text, "not on this device") {
			t.Errorf("the report does not show the photo:\n%s", text)
		}
		list, err := exec.Command(testkit.Tool(t, "pdfimages", "poppler-utils"), "-list", pdf).CombinedOutput()
		must(t, err)
		if wide := widest(string(list)); wide < 1000 {
			t.Errorf("the widest picture in the PDF has %d pixels:\n%s", wide, list)
		}
		h.ctl(t, "", "sync", "--store", a, "--pictures")
		for _, store := range []string{a, b, c} {
			if got := h.held(t, store); got != (held{Have: 1}) {
				t.Errorf("in the end: %+v", got)
			}
			h.verify(t, store)
		}
		run(t, nil, nil, "fieldfare-central", append(append([]string{"verify"}, s.where...), s.serve...)...)
		s.close(t)
	}
	t.Run("sqlite", func(t *testing.T) { test(t, newService(t, "--data", t.TempDir())) })
	t.Run("postgres", func(t *testing.T) {
		s := &service{where: []string{"--database", testkit.Postgres(t)}, serve: []string{"--blob-key", filepath.Join(t.TempDir(), "blob.key")}}
		s.open(t)
		test(t, s)
	})
}

// pages are the words of a PDF.
func pages(t *testing.T, pdf string) string {
	t.Helper()
	out, err := exec.Command(testkit.Tool(t, "pdftotext", "poppler-utils"), pdf, "-").Output()
	must(t, err)
	return strings.Join(strings.Fields(string(out)), " ")
}

// widest reads the list that pdfimages prints.
func widest(list string) int {
	most := 0
	for line := range strings.Lines(list) {
		var page, num, wide int
		var kind string
		if _, err := fmt.Sscan(line, &page, &num, &kind, &wide); err == nil {
			most = max(most, wide)
		}
	}
	return most
}
