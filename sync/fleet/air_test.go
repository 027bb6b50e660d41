package fleet

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/sync/wire"
)

// air is the network between the devices and the service. When it is rough, messages are lost, doubled, cut and late.
type air struct {
	w     *world
	rough bool
	late  []*message // requests that arrive some time after their device gave up
	past  []*message // every sync request that the service answered since it last went back, to be sent again
}

// A message is one request as it was sent.
type message struct {
	path string
	head http.Header
	body []byte
	at   time.Time // by the service's clock
	by   *device   // nil: the tablet
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
	if strings.HasPrefix(r.URL.Path, wire.BlobPath) {
		return l.piece(r, body)
	}
	m := &message{path: r.URL.Path, head: r.Header.Clone(), body: body, at: l.air.w.clock.Now(), by: l.d}
	if m.path != "/v1/sync" || !l.air.rough {
		return l.air.deliver(m)
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
	rng, w := l.d.faults, l.air.w
	if len(l.air.late) > 0 && rng.IntN(2) == 0 {
		m := l.air.late[0] // somebody's old request overtakes this one
		l.air.late = l.air.late[1:]
		l.air.send(m)
	}
	n, at := rng.IntN(100), rng.Float64()
	if l.d.endless > 0 {
		l.d.endless--
		m.head.Del("Accept-Encoding")
		return l.air.change(m, func(whole []byte) io.Reader {
			return io.MultiReader(bytes.NewReader(whole[:bytes.LastIndexByte(bytes.TrimSpace(whole), '\n')+1]), broken{})
		})
	}
	switch {
	case n < 8 && w.suffers(requestLost):
		return nil, errLost
	case n < 16 && w.suffers(answerLost):
		l.air.send(m)
		return nil, errLost
	case n < 24 && w.suffers(requestTwice):
		l.air.send(m)
	case n < 34 && w.suffers(answerCut):
		if n%2 == 0 {
			m.head.Del("Accept-Encoding") // what is packed is whole or nothing; of plain lines some arrive
		}
		return l.air.change(m, func(whole []byte) io.Reader {
			return io.MultiReader(bytes.NewReader(whole[:int(at*float64(len(whole)+1))]), broken{})
		})
	case n < 40 && w.suffers(requestCut):
		cut := *m
		cut.body = m.body[:int(at*float64(len(m.body)))]
		l.air.send(&cut)
		return nil, errLost
	case n < 48 && w.suffers(requestLate):
		l.air.late = append(l.air.late, m)
		return nil, errLost
	case n < 52 && w.suffers(grantFlipped):
		w.flip(rng)
	case n < 56 && w.suffers(futureLine):
		return l.air.future(m)
	}
	return l.air.deliver(m)
}

// broken is a connection that breaks.
type broken struct{}

// Read always fails.
func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// deliver gives a message to the service. There is no answer when the power failed on the way to it.
func (a *air) deliver(m *message) (*http.Response, error) {
	r := httptest.NewRequest(http.MethodPost, m.path, bytes.NewReader(m.body))
	r.Header = m.head.Clone()
	w := httptest.NewRecorder()
	a.w.svc.c.ServeHTTP(w, r)
	if a.w.svc.dead() {
		a.w.svc.again()
		return nil, errLost
	}
	if m.path == "/v1/sync" && w.Code == http.StatusOK {
		again := *m
		again.at = a.w.clock.Now() // when it came, which may be long after it was sent: late work is taken until some moment
		a.past = append(a.past, &again)
	}
	return w.Result(), nil
}

// change delivers a message and does something to the answer's bytes.
func (a *air) change(m *message, to func([]byte) io.Reader) (*http.Response, error) {
	res, err := a.deliver(m)
	if err != nil {
		return nil, err
	}
	whole, err := io.ReadAll(res.Body)
	if err == nil {
		res.Body = io.NopCloser(to(whole))
	}
	return res, err
}

// future delivers a message to a service that says more than today's: lines of types and with members that nobody knows yet.
func (a *air) future(m *message) (*http.Response, error) {
	res, err := a.deliver(m)
	if err != nil || res.StatusCode != http.StatusOK {
		return res, err
	}
	plain, err := wire.Unpack(res.Header.Get("Content-Encoding"), res.Body)
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(plain)
	if err != nil {
		return nil, err
	}
	res.Header.Del("Content-Encoding")
	text = bytes.ReplaceAll(text, []byte("}\n"), []byte(`,"of_tomorrow":{"a":[1,null]}}`+"\n"+`{"t":"tomorrow","x":[{}]}`+"\n"))
	res.Body = io.NopCloser(bytes.NewReader(text))
	return res, nil
}

// send gives a message to the service when nobody waits for the answer any more, and returns its status; 0 is none.
func (a *air) send(m *message) int {
	res, err := a.deliver(m)
	if err != nil {
		return 0
	}
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
