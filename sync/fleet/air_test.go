package fleet

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
)

// air is the network between the devices and the service. When it is rough, messages are lost, doubled, cut and late.
type air struct {
	w     *world
	rough bool
	late  []*message // requests that arrive some time after their device gave up
	past  []*message // every sync request that reached the service, to be sent again
}

// A message is one request as it was sent.
type message struct {
	path string
	head http.Header
	body []byte
}

// link is one device's way to the service.
type link struct {
	air *air
	d   *device
}

var errLost = errors.New("lost on the way")

// RoundTrip carries one request and its answer. Requests for tokens always get through: they carry nothing that could be
// lost, and how many there are depends on the device's clock, which must not shift the faults.
func (l *link) RoundTrip(r *http.Request) (*http.Response, error) {
	if l.d.dead() {
		return nil, errLost
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	m := &message{r.URL.Path, r.Header.Clone(), body}
	if m.path != "/v1/sync" || !l.air.rough {
		return l.air.deliver(m), nil
	}
	l.d.moment()
	if l.d.dead() {
		return nil, errLost
	}
	res, err := l.carry(m)
	l.d.moment()
	if l.d.dead() {
		return nil, errLost
	}
	return res, err
}

// carry decides what goes wrong.
func (l *link) carry(m *message) (*http.Response, error) {
	rng := l.d.faults
	if len(l.air.late) > 0 && rng.IntN(2) == 0 {
		l.air.send(l.air.late[0]) // somebody's old request overtakes this one
		l.air.late = l.air.late[1:]
	}
	switch n := rng.IntN(100); {
	case n < 8: // the request is lost
		return nil, errLost
	case n < 16: // the answer is lost
		l.air.send(m)
		return nil, errLost
	case n < 24: // the request arrives twice
		l.air.send(m)
		return l.air.deliver(m), nil
	case n < 34: // the answer is cut
		res := l.air.deliver(m)
		whole, err := io.ReadAll(res.Body)
		if err != nil {
			return nil, err
		}
		res.Body = io.NopCloser(io.MultiReader(bytes.NewReader(whole[:rng.IntN(len(whole)+1)]), broken{}))
		return res, nil
	case n < 40: // the request is cut
		cut := *m
		cut.body = m.body[:rng.IntN(len(m.body))]
		l.air.send(&cut)
		return nil, errLost
	case n < 48: // the request comes late, after its device gave up
		l.air.late = append(l.air.late, m)
		return nil, errLost
	}
	return l.air.deliver(m), nil
}

// broken is a connection that breaks.
type broken struct{}

// Read always fails.
func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// deliver gives a message to the service.
func (a *air) deliver(m *message) *http.Response {
	r := httptest.NewRequest(http.MethodPost, m.path, bytes.NewReader(m.body))
	r.Header = m.head.Clone()
	w := httptest.NewRecorder()
	a.w.c.ServeHTTP(w, r)
	if m.path == "/v1/sync" {
		a.past = append(a.past, m)
	}
	return w.Result()
}

// send gives a message to the service when nobody waits for the answer any more, and returns its status.
func (a *air) send(m *message) int {
	res := a.deliver(m)
	defer res.Body.Close()
	return res.StatusCode
}

// flush delivers what is still under way.
func (a *air) flush() {
	for _, m := range a.late {
		a.send(m)
	}
	a.late = nil
}
