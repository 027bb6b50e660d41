package central

import (
	"context"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/lead"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/internal/testkit"
)

var tagged = regexp.MustCompile(`<[^>]*>`)

// Somebody who does not have a child opens it with a reason: they see whom to ring and nothing that was written, for an hour; the
// team lead is told on Today until one has looked, and the trail keeps each step.
func TestTeam_OpenAChildWithAReason(t *testing.T) {
	for name, cfg := range map[string]func(*testing.T) Config{
		"sqlite":   func(t *testing.T) Config { return Config{Dir: testkit.Dir(t)} },
		"postgres": func(t *testing.T) Config { return Config{Database: testkit.Postgres(t)} },
	} {
		t.Run(name, func(t *testing.T) { openedWithAReason(t, cfg(t)) })
	}
}

func openedWithAReason(t *testing.T, cfg Config) {
	d, m := newTeamOn(t, cfg)
	child := d.caseload(m.tenant, 1)[0]
	worker, clerk, checker := d.member(m.tenant, "Tessa", ledger.RoleTherapist), d.member(m.tenant, "Colin", ledger.RoleCoordination), d.member(m.tenant, "Audrey", ledger.RoleAuditor)
	var isla assessments.Child
	var words []string
	for _, r := range append(d.records(m.tenant, assessments.KindChild), d.records(m.tenant, assessments.KindObservation)...) {
		switch v, _ := r.Read(); x := v.(type) {
		case *assessments.Child:
			isla = *x
		case *assessments.Observation:
			words = append(words, x.Text)
		}
	}
	if isla.NHSNumber == "" || len(words) == 0 {
		t.Fatal("the notebook has no number or no notes")
	}
	form := func(reason, words, born, nhs, name string) url.Values {
		return url.Values{"reason": {reason}, "words": {words}, "born": {born}, "nhs": {nhs}, "name": {name}}
	}
	said := func(page string) string { return html.UnescapeString(tagged.ReplaceAllString(page, " ")) }
	page := worker.post("openings", form("", "please", "31/2/2019", "", ""), 400)
	for _, want := range []string{"Choose why.", "in a sentence", "Enter the date of birth", "Enter the NHS number, or the whole name."} {
		if !strings.Contains(page, want) {
			t.Errorf("an empty form does not say %q", want)
		}
	}
	day := isla.Born.Words()
	// Who knows only a name, or part of one, or a wrong day, finds nobody.
	for _, v := range []url.Values{form(ledger.OpenAway, "The school rang me.", "1 1 2019", isla.NHSNumber, ""), form(ledger.OpenAway, "The school rang me.", day, "", "Isla")} {
		if page := worker.post("openings", v, 400); !strings.Contains(page, "No child of your service has this date of birth") || strings.Contains(said(page), isla.Name) {
			t.Errorf("a guess: %.400s", said(page))
		}
		d.clock.Advance(2 * time.Minute) // guesses make whoever guesses wait
	}
	before := len(d.trail(m.tenant))
	worker.get("openings")
	open := form(ledger.OpenAway, "The school rang me, and she fell.", day, isla.NHSNumber, "")
	open.Set("form", worker.formToken())
	res, body := worker.ask("POST", lead.Home+"openings", []byte(open.Encode()))
	where := strings.TrimPrefix(res.Header.Get("Location"), lead.Home)
	if res.StatusCode != 303 || !strings.HasPrefix(where, "openings/") || strings.Contains(where, string(child)) {
		t.Fatalf("opened: %d %s %.300s", res.StatusCode, where, body)
	}
	page = said(worker.get(where))
	for _, want := range []string{isla.Name, "Whom to ring", "What staff must know", "It closes at"} {
		if !strings.Contains(page, want) {
			t.Errorf("the opened child lacks %q: %s", want, page)
		}
	}
	for _, w := range words {
		if strings.Contains(page, w) {
			t.Errorf("the opened child shows a note: %s", w)
		}
	}
	for who, as := range map[string]*member{"somebody else who may open": clerk, "an auditor": checker} {
		want := map[*member]int{clerk: 404, checker: 403}[as]
		if res, body := as.ask("GET", lead.Home+where, nil); res.StatusCode != want || strings.Contains(said(string(body)), isla.Name) {
			t.Errorf("%s at another's opening: %d", who, res.StatusCode)
		}
	}
	var steps []string
	for _, r := range d.trail(m.tenant)[before:] {
		if r.Actor == worker.id && r.About == assessments.ChildScope(child).Key() {
			steps = append(steps, r.What)
		}
	}
	told := d.records(m.tenant, assessments.KindAccess)
	if len(told) != 1 || told[0].Scope != assessments.ChildScope(child) {
		t.Fatalf("whoever has the child is told %d times: %+v", len(told), told)
	}
	var a assessments.Access
	assessments.Decode(told[0].Fields, &a)
	if a.What != "opened" || a.Name != "Tessa" || a.Of != child || !strings.Contains(a.Because(), "was away: “The school rang me, and she fell.”") || a.Time().IsZero() {
		t.Errorf("whoever has the child is told: %+v", a)
	}
	if got := strings.Join(steps, "; "); got != "opened a child they do not have; wrote access; read: opened with a reason" {
		t.Errorf("the trail of the child: %s", got)
	}

	if today := said(m.get("today")); !strings.Contains(today, "See why Tessa opened "+isla.Name) || strings.Contains(today, "she fell") {
		t.Errorf("Today: %s", today)
	}
	if look := said(m.get(where)); !strings.Contains(look, "and she fell") || !strings.Contains(look, "I have looked at this") {
		t.Errorf("the lead's look: %s", look)
	}
	if res, _ := worker.ask("POST", lead.Home+where, []byte(url.Values{"form": {worker.formToken()}}.Encode())); res.StatusCode != 403 {
		t.Errorf("whoever opened says that it was looked at: %d", res.StatusCode)
	}
	m.post(where, url.Values{}, 303)
	if today := said(m.get("today")); strings.Contains(today, "See why") {
		t.Errorf("Today still asks: %s", today)
	}
	if list := said(m.get("openings")); !strings.Contains(list, "Leonie") || !strings.Contains(list, "Tessa") {
		t.Errorf("the list: %s", list)
	}
	d.clock.Advance(20 * time.Minute)
	worker.get(where)
	d.clock.Advance(20 * time.Minute)
	worker.get(where)
	d.clock.Advance(21 * time.Minute)
	if res, body := worker.ask("GET", lead.Home+where, nil); res.StatusCode != 403 || strings.Contains(said(string(body)), isla.Name) {
		t.Errorf("after the hour: %d %.200s", res.StatusCode, body)
	}
	if log := d.log.String(); strings.Contains(log, isla.Name) || strings.Contains(log, "fell") || strings.Contains(log, isla.NHSNumber) {
		t.Error("the log tells of the child")
	}
}

// Who looks for five children that are not here is let look for none for an hour, whichever process answers, how many at once, and
// where they come from; others are not held up, and what was opened stays open.
func TestTeam_FiveGuessesAtAChild(t *testing.T) {
	onBothAs(t, func(t *testing.T, cfg Config, d *desk, m *member) {
		d.caseload(m.tenant, 1)
		worker, other := d.member(m.tenant, "Tessa", ledger.RoleTherapist), d.member(m.tenant, "Colin", ledger.RoleCoordination)
		var isla assessments.Child
		for _, r := range d.records(m.tenant, assessments.KindChild) {
			v, _ := r.Read()
			isla = *v.(*assessments.Child)
		}
		look := func(c *Central, who *member, born string) (int, string) {
			t.Helper()
			v := url.Values{"form": {who.formToken()}, "reason": {ledger.OpenAway}, "words": {"The school rang me."}, "born": {born}, "name": {isla.Name}}
			r := httptest.NewRequest("POST", lead.Home+"openings", strings.NewReader(v.Encode()))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.Header.Set("Accept", "text/html")
			r.RemoteAddr = fmt.Sprintf("10.0.%d.1:1", d.clock.Now().Nanosecond()%200) // an address holds nobody up here
			r.AddCookie(&http.Cookie{Name: lead.CookieName, Value: who.cookie})
			w := httptest.NewRecorder()
			c.ServeHTTP(w, r)
			return w.Code, html.UnescapeString(tagged.ReplaceAllString(w.Body.String(), " ")) + w.Header().Get("Location")
		}
		second := d.beside(cfg)
		right, wrong := isla.Born.Words(), "1 1 2019"
		// One that is right takes nothing from the five.
		code, opened := look(d.c, worker, right)
		if code != 303 {
			t.Fatalf("the right day: %d %s", code, opened)
		}
		opened = opened[strings.Index(opened, "openings/"):]
		for i, left := range []string{"4 more times", "3 more times", "2 more times", "1 more time"} {
			c := d.c
			if i%2 == 1 {
				c = second
			}
			if code, said := look(c, worker, wrong); code != 400 || !strings.Contains(said, "You can look "+left+" within the hour.") {
				t.Fatalf("guess %d: %d %.600s", i+1, code, said)
			}
		}
		if code, said := look(second, worker, wrong); code != 403 || !strings.Contains(said, "You can look again at 10:0") || !strings.Contains(said, "ring your team lead") {
			t.Fatalf("the fifth: %d %.600s", code, said)
		}
		for name, c := range map[string]*Central{"this process": d.c, "another": second} {
			if code, said := look(c, worker, right); code != 403 || strings.Contains(said, isla.NHSNumber) {
				t.Errorf("after five, the right day at %s: %d %.600s", name, code, said)
			}
		}
		if res, body := worker.ask("GET", lead.Home+"openings", nil); res.StatusCode != 403 || !strings.Contains(string(body), "You can look again at") {
			t.Errorf("the page itself: %d", res.StatusCode)
		}
		worker.get(opened)
		if code, _ := look(d.c, other, right); code != 303 {
			t.Errorf("somebody else is held up: %d", code)
		}
		told := 0
		for _, r := range d.trail(m.tenant) {
			if r.Actor == worker.id && r.About == worker.id && r.What == "looks for no child for an hour, after five that are not here" {
				told++
			}
		}
		if told != 1 {
			t.Errorf("the history says %d times that somebody was shut out", told)
		}
		d.clock.Advance(61 * time.Minute)
		worker.again()
		if code, said := look(second, worker, right); code != 303 {
			t.Errorf("an hour later: %d %.600s", code, said)
		}
		// Many at once are worth no more than five, and what was tried in vain keeps nobody out for longer.
		var all sync.WaitGroup
		var answered atomic.Int32
		for i := range 12 {
			c := []*Central{d.c, second}[i%2]
			all.Go(func() {
				if code, _ := look(c, worker, wrong); code == 400 {
					answered.Add(1)
				}
			})
		}
		all.Wait()
		if n := answered.Load(); n > 5 {
			t.Errorf("of twelve at once %d were answered", n)
		}
		d.clock.Advance(61 * time.Minute)
		worker.again()
		if code, said := look(d.c, worker, right); code != 303 {
			t.Errorf("an hour after the twelve: %d %.600s", code, said)
		}
	})
}

// beside is another process on the same database.
func (d *desk) beside(cfg Config) *Central {
	d.t.Helper()
	cfg.Now, cfg.Rand, cfg.NewID, cfg.Log = d.clock.Now, testkit.Random("beside"+d.t.Name()), testkit.IDs("beside"+d.t.Name(), d.clock.Now), d.c.cfg.Log
	c, err := New(context.Background(), cfg)
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { c.Close() })
	return c
}
