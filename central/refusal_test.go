package central

import (
	"context"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/central/lead"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/internal/testkit"
)

// A tablet that may not asks again and again by itself: the history says so once an hour, in its own service, and no token that is
// merely over is ever told of.
func TestRefusal_ATabletIsWrittenDownOnceAnHour(t *testing.T) {
	s := newSiege(t)
	s.state(s.mine, ledger.Suspended)
	for hour := 1; hour <= 2; hour++ {
		s.mine.token = s.mine.fetchToken()
		v := visit{path: "/v1/poke?after=0"}
		for range 20 {
			if res, body := s.call("GET", v.path, nil, s.sign(s.mine, v)...); res.StatusCode != 403 {
				t.Fatalf("a suspended tablet: %d %s", res.StatusCode, body)
			}
		}
		if n := s.lines(); n != hour {
			t.Errorf("after %d hours the history says it %d times", hour, n)
		}
		s.clock.Advance(61 * time.Minute)
	}
	rows := s.trail(s.tenant)
	if last := rows[len(rows)-1]; last.Actor != s.mine.id || last.What != "refused GET /v1/poke" || last.About != s.mine.id {
		t.Errorf("the line is %+v", last)
	}
}

// Whoever hangs up before the answer is written down all the same.
func TestRefusal_WhoHangsUpIsWrittenDown(t *testing.T) {
	s := newSiege(t)
	ctx, hangUp := context.WithCancel(context.Background())
	hangUp()
	s.c.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(ctx, "POST", "/v1/sync", nil))
	if n := s.lines(); n != 1 {
		t.Errorf("the history has %d lines of somebody who hung up", n)
	}
}

// A flood from nobody leaves sixty lines a minute, whichever door it comes to, and none of them holds an address that was tried.
func TestRefusal_AFloodLeavesSixtyLines(t *testing.T) {
	s := newSiege(t)
	for range 40 {
		s.call("GET", "/r/guessedguessedguessed", nil)
		s.call("GET", lead.Home+"today", nil)
		s.call("POST", "/v1/sync", nil)
	}
	if n := s.lines(); n != 60 {
		t.Errorf("120 refusals left %d lines", n)
	}
	for _, r := range s.trail("") {
		if r.Actor != "nobody" || r.About != "" || r.What != "refused GET /r/{link}" && r.What != "refused GET /team/today" && r.What != "refused POST /v1/sync" {
			t.Errorf("a line of a stranger says %+v", r.AuditRow)
		}
	}
}

// Verify holds the lines of strangers to their chain as well: they are of no service, and whoever knocked must not be able to take
// them out unseen.
func TestRefusal_LinesOfStrangersAreVerified(t *testing.T) {
	cfg := Config{Dir: testkit.Dir(t)}
	d := newDeskOn(t, cfg)
	for range 3 {
		d.call("POST", "/v1/sync", nil)
	}
	if found, err := d.c.Verify(t.Context()); err != nil || len(found) > 0 {
		t.Fatalf("as it was written: %v %v", found, err)
	}
	db := data(t, cfg)
	for _, statement := range []string{`DROP TRIGGER audit_kept`, `UPDATE audit SET actor = 'somebody else' WHERE tenant = '' AND id = (SELECT min(id) FROM audit WHERE tenant = '')`} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	if found, err := d.c.Verify(t.Context()); err != nil || len(found) != 1 {
		t.Errorf("a line of a stranger that was altered: %v %v", found, err)
	}
}
