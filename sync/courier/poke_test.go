package courier

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// poked is a line whose entrance for pokes answers with one status after another.
type poked struct {
	*line
	answers []int
	asked   []string
}

func (p *poked) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Path != pokePath {
		return p.line.RoundTrip(r)
	}
	p.asked = append(p.asked, r.URL.RawQuery)
	status := p.answers[0]
	p.answers = p.answers[1:]
	if r.Method != "GET" || r.Header.Get(wire.ProofHeader) == "" || !strings.HasPrefix(r.Header.Get("Authorization"), "Bearer tok") {
		status = 500
	}
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader("")), Request: r}, nil
}

func TestPoke_AsksForWhatIsNewSinceTheLastSync(t *testing.T) {
	l := &poked{line: &line{sync: func(wire.Hello, []wire.Pushed) (int, http.Header, []byte) {
		return 200, nil, said(wire.Hi{Epoch: "e1", State: "active"}, wire.End{Cursor: "c", Upto: 41})
	}}, answers: []int{204, 200, 401, 200, 404, 503}}
	c, _ := ready(t, l.line)
	c.cfg.Client.Transport = l
	if news, err := c.Poke(t.Context()); news || err != nil {
		t.Errorf("204: %v %v", news, err)
	}
	if _, err := c.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, want := range []bool{true, true} { // the second with a token that is renewed on the way
		if news, err := c.Poke(t.Context()); news != want || err != nil {
			t.Errorf("200: %v %v", news, err)
		}
	}
	for range 2 {
		if news, err := c.Poke(t.Context()); news || assessments.KindOf(err) != assessments.Unavailable {
			t.Errorf("an older or busy service: %v %v", news, err)
		}
	}
	if got := strings.Join(l.asked, " "); got != "after=0 after=41 after=41 after=41 after=41 after=41" {
		t.Errorf("asked %s", got)
	}
}

func TestWatch_KicksAndRests(t *testing.T) {
	l := &poked{line: &line{sync: agree}, answers: []int{204, 200, 503}}
	c, _ := ready(t, l.line)
	c.cfg.Client.Transport = l
	ctx, cancel := context.WithCancel(t.Context())
	rests := []time.Duration{}
	c.cfg.After = func(d time.Duration) <-chan time.Time {
		if rests = append(rests, d); len(rests) == 2 {
			cancel()
			return nil
		}
		now := make(chan time.Time, 1)
		now <- time.Time{}
		return now
	}
	c.Watch(ctx)
	select {
	case <-c.online:
	default:
		t.Error("news set no sync off")
	}
	if len(rests) != 2 || rests[0] != settle || rests[1] != every {
		t.Errorf("it rested %v; a moment after news, a quarter of an hour after a failure", rests)
	}
}

// An app that is too old to receive sends everything, and says what to do.
func TestSync_DrainedAppSendsAndSaysSo(t *testing.T) {
	taken := 0
	l := &line{sync: func(_ wire.Hello, in []wire.Pushed) (int, http.Header, []byte) {
		lines := []any{wire.Hi{Epoch: "e1", State: "active", MinSchema: wire.Format + 1}}
		for _, p := range in {
			taken++
			lines = append(lines, wire.Ack{CID: p.CID, Result: wire.OK, Seq: uint64(1000 + taken)})
		}
		return 200, nil, said(append(lines, wire.End{})...)
	}}
	c, _ := ready(t, l)
	save(t, c, 3, "kept")
	r, err := c.Sync(t.Context())
	if assessments.KindOf(err) != assessments.TooNew || !strings.Contains(assessments.Sentence(err), "update it") || taken != 3 || r.Sent != 3 || r.Waiting != 0 {
		t.Errorf("%+v, %d taken: %v", r, taken, err)
	}
	if d := c.pause(1, err); d != every {
		t.Errorf("it asks again in %v", d)
	}
}
