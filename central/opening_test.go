package central

import (
	"html"
	"net/url"
	"regexp"
	"strings"
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
