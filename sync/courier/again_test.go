package courier

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/sync/wire"
)

// A change that the service was too old for, with a later one of its record behind it, and one that no round got through with:
// after the upgrade a new start of the program carries all of them, without anybody asking.
func TestSync_ParkedGoesAgainAfterAStart(t *testing.T) {
	l := &line{}
	newer := ""
	l.sync = func(h wire.Hello, in []wire.Pushed) (int, http.Header, []byte) {
		lines := []any{wire.Hi{Epoch: "e1", State: "active"}}
		for i, p := range in {
			a := wire.Ack{CID: p.CID, Result: wire.OK, Seq: uint64(1000 + i)}
			switch text := string(p.Frozen.Bytes); {
			case strings.Contains(text, `"poison"`):
				return trouble(500, 0)
			case strings.Contains(text, `"from the future"`):
				a, newer = wire.Ack{CID: p.CID, Result: wire.TooNew}, p.CID
			}
			lines = append(lines, a)
		}
		return 200, nil, said(append(lines, wire.End{Cursor: "c1"})...)
	}
	c, clock := ready(t, l)
	save(t, c, 1, "from the future")
	save(t, c, 1, "poison")
	save(t, c, 3, "sound")
	if r, err := c.Sync(t.Context()); r.Sent != 3 || r.Quarantined != 1 || r.Waiting != 1 || err != nil || newer == "" {
		t.Fatalf("before the upgrade: %+v (%v)", r, err)
	}
	l.sync = agree
	if r, err := c.Sync(t.Context()); r.Sent != 0 || err != nil {
		t.Errorf("the same program asks again and again: %+v (%v)", r, err)
	}
	restarted := New(c.store, Config{Client: &http.Client{Transport: l}, Now: clock.Now})
	if r, err := restarted.Sync(t.Context()); r.Sent != 2 || r.Quarantined != 0 || r.Waiting != 0 || err != nil {
		t.Errorf("after the upgrade: %+v (%v)", r, err)
	}
}

// A network that sends everybody to its own page must not be given what was meant for the service.
func TestSync_FollowsNobodyElsewhere(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		asked := 0
		l := &line{}
		l.sync = func(wire.Hello, []wire.Pushed) (int, http.Header, []byte) {
			asked++
			return status, http.Header{"Location": {"http://login.example/v1/sync"}}, []byte("<html>")
		}
		c, _ := ready(t, l)
		save(t, c, 1, "for the service alone")
		r, err := c.Sync(t.Context())
		if !errors.Is(err, ErrOffline) || asked != 1 || r.Waiting != 1 || r.Quarantined != 0 {
			t.Errorf("status %d: %d requests, %+v (%v)", status, asked, r, err)
		}
	}
}
