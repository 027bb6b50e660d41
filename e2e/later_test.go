package e2e

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"testing"
)

// slowLine is a line to a service that lets a tablet enrol and then says nothing, until it is opened.
type slowLine struct {
	*httptest.Server
	opened chan struct{}
	once   sync.Once
}

func newSlowLine(t *testing.T, to string) *slowLine {
	t.Helper()
	target, err := url.Parse(to)
	must(t, err)
	through, l := httputil.NewSingleHostReverseProxy(target), &slowLine{opened: make(chan struct{})}
	l.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.Contains(r.URL.Path, "enrol") {
			select {
			case <-l.opened:
			case <-r.Context().Done():
				return
			}
		}
		through.ServeHTTP(w, r)
	}))
	t.Cleanup(func() { l.open(); l.CloseClientConnections(); l.Close() })
	return l
}

func (l *slowLine) open() { l.once.Do(func() { close(l.opened) }) }

// TestWindow_StopAndGoOnLater stops a first download that does not move, goes on to an empty day, and finds the caseload after the
// tablet was killed and started again with a line that works: nobody has to enrol or to ask for it twice.
func TestWindow_StopAndGoOnLater(t *testing.T) {
	s := onVisitDay(t)
	h, tenant := newHouse(t), s.tenant(t)
	sam, robin := s.therapist(t, tenant, "Sam Okoro"), s.therapist(t, tenant, "Robin Vale")
	s.knowsIsla(t, h, sam, robin)
	line := newSlowLine(t, s.url)

	store := h.at("tablet")
	p := newTablet(t, newDesk(t, "1280x800"), store, "--now", visitDay)
	setUp(t, p, line.URL, s.code(t, robin))
	p.tapTo(t, "Stop and go on later", "No visits planned")
	p.tap(t, "Children")
	p.still(t)
	if p.shows("Isla") {
		p.explain(t)
		t.Error("a line that says nothing brought a child")
	}
	p.kill()
	line.open()
	p.open(t)
	p.unlock(t)
	p.sees(t, "Isla Maeve")
	p.tapTo(t, "Today", "1 visit today")
	p.kill()
	h.verify(t, store)
}
