package central

import (
	"context"
	"net/http/httptest"
	"strings"
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
		s.call("GET", lead.Home+"sso/back?code=x&state=y", nil)
	}
	if n := len(s.trail("")); n != 60 {
		t.Errorf("120 refusals left %d lines", n)
	}
	said := map[string]int{}
	for _, r := range s.trail("") {
		if said[r.What]++; r.Actor != "nobody" || r.About != "" {
			t.Errorf("a line of a stranger says %+v", r.AuditRow)
		}
	}
	if len(said) != 3 || said["refused GET /r/{link}"] != 20 || said["refused GET /team/today"] != 20 || said["refused: sign-in with the trust's account"] != 20 {
		t.Errorf("the lines say %v", said)
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

// Whatever is sent to an entrance, by whoever may, in an address, a query, a header, a cookie or a body that is read or not: the log and
// the audit hold none of it.
func TestRefusal_LogAndAuditHoldNothingThatWasSent(t *testing.T) {
	o := newOffice(t)
	leonie := o.member(o.tenant, "Leonie", ledger.RoleLead)
	_, path := o.share(nil)
	guest := o.guest().open(path)
	const marker = "kestrelwort"
	forms := []string{"do=" + marker, "name=" + marker + "&born=31+2+" + marker + "&nhs=" + marker + "&why=" + marker, "pin=" + marker + "&question=%zz" + marker, marker + "=%", "find=" + marker + "&email=" + marker + "%40x&role=" + marker + "&to=" + marker + "&seen=" + marker}
	bodies := []string{`{"device":"` + marker + `"`, `{"device":["` + marker + `"],"code":{"` + marker + `":1}}`, `"` + marker + `"`, marker, `[{"t":"hello","` + marker + `":"` + marker + `"}]`, "{\"t\":\"hello\",\"v\":\"" + marker + "\"}\n{\"t\":\"" + marker + "\"}\n"}
	asked := 0
	for _, r := range o.c.Routes() {
		for _, at := range []string{marker, string(o.Child), o.tenant} {
			p := r.Path
			for strings.Contains(p, "{") {
				i, j := strings.Index(p, "{"), strings.Index(p, "}")
				p = p[:i] + at + p[j+1:]
			}
			if strings.HasPrefix(r.Path, "/r/{link}") && at != marker {
				p = path + strings.NewReplacer("{part}", marker, "{task}", marker, "{back}", marker, "{form}", marker).Replace(strings.TrimPrefix(r.Path, "/r/{link}"))
			}
			query := "?from=" + marker + "&" + marker + "=%zz&at=" + marker
			sent := append([]string{}, bodies...)
			if r.Method == "GET" {
				sent = []string{""}
			}
			for i, body := range sent {
				asked++
				leonie.ask(r.Method, p+query, []byte("form="+leonie.formToken()+"&"+forms[i%len(forms)]), "X-Note", marker)
				if r.Path == lead.Home+"out" {
					leonie.again()
				}
				o.call(r.Method, p+query, []byte(body), append(o.mine.signedFor(p+query, []byte(body)), "Content-Type", "application/json", "Cookie", "sitting="+marker+"; reader="+marker, "Accept-Language", marker)...)
				o.call(r.Method, p, []byte("--x\r\nContent-Disposition: form-data; name=\""+marker+"\"; filename=\""+marker+"\"\r\n\r\n"+marker), "Content-Type", "multipart/form-data; boundary=x", "Accept", "text/html")
				if r.Audience == Link {
					guest.ask(r.Method, p, map[string][]string{"form": {o.c.delivery.Site.Token(strings.TrimPrefix(path, "/r/"))}, "pin": {marker}, "name": {marker}, "question": {""}, "seen": {marker}, "day": {marker}})
				}
			}
		}
	}
	if asked < 300 {
		t.Errorf("only %d requests were made", asked)
	}
	for line := range strings.Lines(o.log.String()) {
		if strings.Contains(strings.ToLower(line), marker) {
			t.Errorf("the log: %.300s", line)
		}
	}
	rows, err := o.c.Ledger().Audit(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if strings.Contains(strings.ToLower(r.Actor+r.What+r.About), marker) {
			t.Errorf("the audit: %+v", r)
		}
	}
}
