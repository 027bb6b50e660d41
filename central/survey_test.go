package central

import (
	"context"
	"fmt"
	"html"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
)

// What families answered is read by leads and auditors as counts, of which small ones are left out, and by leads in words; nothing
// shows which words came from one hand, nor what is older than a year, nor another service's.
func TestSurvey_IsReadByTheTeam(t *testing.T) {
	d, m := newTeam(t)
	checker, worker := d.member(m.tenant, "Audrey", ledger.RoleAuditor), d.member(m.tenant, "Tessa", ledger.RoleTherapist)
	south, err := d.c.TenantAdd(context.Background(), "South", "bromley-like")
	if err != nil {
		t.Fatal(err)
	}
	put := func(tenant, month string, values ...assessments.Answer) {
		t.Helper()
		s := assessments.Survey{Template: "experience-survey", Version: 1, Month: month, Values: values}
		if _, err := d.c.Ledger().Write(context.Background(), tenant, ledger.Author{Actor: "public"}, ledger.NewEntry(assessments.ID(d.c.cfg.NewID()), assessments.TeamScope(), &s)); err != nil {
			t.Fatal(err)
		}
	}
	one := func(question, value string) assessments.Answer {
		return assessments.Answer{Question: question, Value: value}
	}
	if body := m.get("survey"); !strings.Contains(body, "What families say") || !strings.Contains(body, "Nobody wrote anything yet.") {
		t.Errorf("before anybody answered: %s", body)
	}
	for i := range 9 {
		listened := "5"
		if i < 2 {
			listened = "2"
		}
		put(m.tenant, "2026-11", one("listened", listened), one("wait", "long"), assessments.Answer{Question: "where", Values: []string{"home", "school"}}, one("good", fmt.Sprintf("Kestrel %d", i)), one("better", fmt.Sprintf("Plover %d", 9-i)))
	}
	put(m.tenant, "2026-10", one("listened", "5"), one("good", "She waited for him. =1+1"), one("tell-others", "yes"))
	put(m.tenant, "2025-11", one("listened", "1"), one("good", "Heron of long ago"))
	put(south.ID, "2026-11", one("good", "Gull of the south"))

	said := func(body string) string {
		return strings.Join(strings.Fields(html.UnescapeString(tagged.ReplaceAllString(body, " "))), " ")
	}
	page := said(m.get("survey"))
	for _, want := range []string{"Last 12 months Answered 10", "Did we listen to you?", "1, not at all 0", "2 under 5", "5, very well not shown", "All 10", "At home 9", "Too long 9",
		"November 2026 What was good? Kestrel 0 □ Not to be shown", "October 2026 What was good? She waited for him. =1+1 ■ May be shown"} {
		if !strings.Contains(page, want) {
			t.Errorf("the lead's page lacks %q:\n%s", want, page)
		}
	}
	for _, never := range []string{"Heron", "Gull", "Did we treat you fairly"} {
		if strings.Contains(page, never) {
			t.Errorf("the lead's page says %q", never)
		}
	}
	// The words stand by question and letter: the first of one question and the first of the other are not of one hand.
	if strings.Index(page, "Kestrel 8") > strings.Index(page, "Plover 1") {
		t.Error("the words stand in the order in which they came")
	}
	if page := said(checker.get("survey")); !strings.Contains(page, "Answered 10") || strings.Contains(page, "Kestrel") || strings.Contains(page, "In their words") {
		t.Errorf("the auditor's page: %s", page)
	}
	if csv := checker.get("figures.csv"); !strings.Contains(csv, "How was the wait?,Last 12 months,Too long,9") || strings.Contains(csv, "Kestrel") {
		t.Errorf("the file: %s", csv)
	}
	if res, _ := worker.ask("GET", "/team/survey", nil); res.StatusCode != 403 {
		t.Errorf("a therapist at the survey: %d", res.StatusCode)
	}
	read := 0
	for _, r := range d.trail(m.tenant) {
		if r.What == "read: survey" && (r.Actor == m.id || r.Actor == checker.id) {
			read++
		}
	}
	if read != 3 {
		t.Errorf("the history says %d times who read the survey", read)
	}
	if strings.Contains(d.log.String(), "Kestrel") {
		t.Error("the log holds what somebody wrote")
	}
}
