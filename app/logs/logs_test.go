package logs_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/logs"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/practice"
	"github.com/fieldfare/fieldfare/store"
)

var morning = time.Date(2026, 11, 26, 9, 12, 0, 0, session.London)

// desk is a child with a programme at home that counts something.
func desk(t *testing.T) (d *sessiontest.Desk, child, plan assessments.ID) {
	t.Helper()
	d = sessiontest.New(t, 2, morning)
	d.Me = practice.Therapist
	child = d.Child(t, "Isla")
	scope := assessments.ChildScope(child)
	plan = d.NewID()
	write(t, d, d.Create(plan, scope, &assessments.ActivityPlan{Title: "Dressing at home", Place: "home", TimesADay: 1, DaysAWeek: 5, Minutes: 10, Start: "2026-11-02", End: "2026-12-18"}))
	write(t, d, d.Create(d.NewID(), scope, &assessments.Activity{Plan: plan, Title: "Buttons", CountBy: "buttons fastened"}))
	return d, child, plan
}

func write(t *testing.T, d *sessiontest.Desk, edits ...assessments.Edit) {
	t.Helper()
	if !d.Write(t.Context(), edits...) {
		t.Fatal(d.Failed)
	}
}

func kept(t *testing.T, d *sessiontest.Desk, child, plan assessments.ID) []assessments.Log {
	t.Helper()
	recs, err := d.Store.Records(t.Context(), store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindLog}})
	if err != nil {
		t.Fatal(err)
	}
	var out []assessments.Log
	for _, r := range recs {
		if p := assessments.Check(r); len(p) > 0 {
			t.Errorf("a log that is not as logs are: %v", p)
		}
		var l assessments.Log
		assessments.Decode(r.Fields, &l)
		if l.Of == plan {
			out = append(out, l)
		}
	}
	return out
}

// A week is copied tick by tick; looking at a week says nothing of it, and copying it again corrects the one there is.
func TestScreen_CopiesAWeek(t *testing.T) {
	d, child, plan := desk(t)
	b := kittest.Open(t, 1184, 712)
	s := logs.NewScreen(d.Session, child, plan)
	b.Show(s.Content())
	b.Shows("Dressing at home", "5 times a week, 10 minutes each", "Week of 23 November", "Monday 23 November", "Thursday 26 November", "Counted once: buttons fastened", "Filled in by, name and job")
	if strings.Contains(b.Texts(), "Friday 27 November") {
		t.Error("a day that is still to come may be ticked")
	}
	s.Leave()
	if n := len(kept(t, d, child, plan)); n != 0 {
		t.Fatalf("a week that was looked at is on record as not done: %d", n)
	}
	s = logs.NewScreen(d.Session, child, plan)
	b.Show(s.Content())
	b.Tap("Monday 23 November")
	b.Tap("Wednesday 25 November")
	b.Shows("Counted once: buttons fastened", "Thursday 26 November")
	b.Type("How many", "7")
	b.Type("Prompts it took", "0")
	b.Type("Their comment, letter by letter", "He asked for it himself.")
	b.Type("Filled in by, name and job", "Mum")
	b.Everywhere("log")
	s.Leave()
	got := kept(t, d, child, plan)
	if len(got) != 1 || got[0].Week != "2026-11-23" || len(got[0].Days) != 2 || got[0].Minutes != 10 || got[0].By != "Mum" || got[0].Comment != "He asked for it himself." || got[0].Share != "" {
		t.Fatalf("the record says %+v", got)
	}
	if x := got[0].Samples; len(x) != 1 || *x[0].Count != 7 || x[0].Prompts == nil || *x[0].Prompts != 0 || x[0].On != "2026-11-26" { // as it stood on the screen
		t.Errorf("it was counted: %+v", x)
	}
	if tally := assessments.TallyLogs([]*assessments.Log{&got[0]}, plan, "2026-11-26"); tally.Sessions != 2 {
		t.Errorf("a report counts %+v", tally)
	}
	s = logs.NewScreen(d.Session, child, plan)
	b.Show(s.Content())
	b.Shows("Week of 23 November, done on 2 days")
	b.Tap("Tuesday 24 November")
	b.Tap("Wednesday 25 November")
	s.Leave()
	if got := kept(t, d, child, plan); len(got) != 1 || len(got[0].Days) != 2 || got[0].Days[1] != "2026-11-24" {
		t.Errorf("copied again it is %+v", got)
	}
	if len(d.Failed) > 0 {
		t.Error(d.Failed)
	}
}

// What came by link is said, so that nobody copies a week for nothing; the week before is one tap away.
func TestScreen_AWeekThatCameByLink(t *testing.T) {
	d, child, plan := desk(t)
	write(t, d, d.Create(d.NewID(), assessments.ChildScope(child), &assessments.Log{Of: plan, Share: d.NewID(), Week: "2026-11-16", Days: []assessments.Date{"2026-11-16"}, By: "Dad"}))
	m, err := logs.Read(t.Context(), d.Store, child, plan, "2026-11-16", d.Today())
	if err != nil || m.CameWords() != "This week came by link as well: done on 1 day, by Dad. Of two the one with more days counts." || len(m.Days) != 7 {
		t.Errorf("%q, %d days, %v", m.CameWords(), len(m.Days), err)
	}
	if words := m.WeekWords(); len(words) != 4 || words[1] != "Week of 16 November, done on 1 day" {
		t.Errorf("the weeks are %q", words)
	}
	if m, err := logs.Read(t.Context(), d.Store, child, "", "", "2026-12-30"); err != nil || len(m.Tasks) < 2 {
		t.Errorf("of a child with rows and a programme, %d can be logged: %v", len(m.Tasks), err)
	}
	m, err = logs.Read(t.Context(), d.Store, child, plan, "", "2026-10-01")
	if err != nil || len(m.Weeks) != 0 || m.Week != "" {
		t.Errorf("before it began there is %v, %v", m.Weeks, err)
	}
	b := kittest.Open(t, 800, 1180)
	s := logs.NewScreen(d.Session, child, plan)
	b.Show(s.Content())
	for _, a := range s.Frame().Actions {
		a.(interface{ Tapped(*fyne.PointEvent) }).Tapped(nil)
	}
	b.Shows("Week of 16 November, done on 1 day", "This week came by link as well")
	b.Sound()
}

// What is no whole number is not kept as the one it begins with, "1.5" as 1, and the field says so once it is left.
func TestScreen_KeepsNoBeginningOfANumber(t *testing.T) {
	d, child, plan := desk(t)
	b := kittest.Open(t, 390, 2400)
	s := logs.NewScreen(d.Session, child, plan)
	b.Show(s.Content())
	b.Tap("Monday 23 November")
	b.Find("Minutes each time").Object.(interface{ SetText(string) }).SetText("")
	b.Type("Minutes each time", "1.5")
	b.Type("How many", "7")
	b.Type("Prompts it took", "1.5")
	b.Canvas().Unfocus()
	if n := strings.Count(b.Texts(), "Enter a whole number, such as 12"); n != 2 {
		t.Errorf("two boxes hold no whole number; it is said %d times", n)
	}
	b.Everywhere("log-number")
	s.Leave()
	got := kept(t, d, child, plan)
	if len(got) != 1 || got[0].Minutes != 0 || len(got[0].Samples) != 1 || *got[0].Samples[0].Count != 7 || got[0].Samples[0].Prompts != nil {
		t.Fatalf("the record says %+v", got)
	}
}
