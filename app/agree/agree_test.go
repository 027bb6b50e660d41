package agree_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/agree"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/practice"
	"github.com/fieldfare/fieldfare/store"
)

var morning = time.Date(2026, 11, 24, 14, 5, 0, 0, session.London)

// visit is a visit at home to Isla that is running, with a plan of two activities for home.
func visit(t *testing.T) (d *sessiontest.Desk, child, contact assessments.ID, v *agree.Visit) {
	t.Helper()
	d = sessiontest.New(t, 1, morning)
	d.Me = practice.Therapist
	child = d.Child(t, "Isla")
	scope := assessments.ChildScope(child)
	contact = d.NewID()
	plan := d.NewID()
	edits := []assessments.Edit{
		d.Create(contact, scope, &assessments.Contact{Type: "visit", Place: "home", On: "2026-11-24", From: "13:30", Status: "started", Next: "Send a letter; Speak to the class teacher"}),
		d.Create(plan, scope, &assessments.ActivityPlan{Title: "Home plan", Place: "home", Start: "2026-11-01", Minutes: 10, TimesADay: 1, DaysAWeek: 5}),
		d.Create(d.NewID(), scope, &assessments.Activity{Plan: plan, Order: 2, Title: "Cut the toast"}),
		d.Create(d.NewID(), scope, &assessments.Activity{Plan: plan, Order: 1, Title: "Tights on, sitting on the floor"}),
		d.Create(d.NewID(), scope, &assessments.Contact{Type: "visit", Place: "school", On: "2026-12-09", Status: "planned"}),
	}
	if !d.Write(t.Context(), edits...) {
		t.Fatal(d.Failed)
	}
	v = agree.New(d.Store, d.Session, d.NewID, child, contact)
	if err := v.Open(t.Context()); err != nil {
		t.Fatal(err)
	}
	return d, child, contact, v
}

// A plan that has ended is asked about, and not told to a family as agreed today.
func TestVisit_APlanThatEndedIsNotAgreedAnew(t *testing.T) {
	d, child, contact, _ := visit(t)
	if !d.Write(t.Context(), d.Create(d.NewID(), assessments.ChildScope(child), &assessments.ActivityPlan{Title: "The last one", Place: "home", Start: "2026-11-10", End: "2026-11-23", Minutes: 5})) {
		t.Fatal(d.Failed)
	}
	v := agree.New(d.Store, d.Session, d.NewID, child, contact)
	if err := v.Open(t.Context()); err != nil || !v.Over || v.Dose != "5 minutes" {
		t.Errorf("over %v, %q (%v)", v.Over, v.Dose, err)
	}
}

func TestVisit_ReadsBackWhatWasAgreedInPlainWords(t *testing.T) {
	_, _, _, v := visit(t)
	var tasks []string
	for _, x := range v.Tasks {
		tasks = append(tasks, x.Title)
	}
	if want := []string{"Tights on, sitting on the floor", "Cut the toast"}; !slices.Equal(tasks, want) || v.Dose != "10 minutes, 5 days a week" || v.Over {
		t.Errorf("tasks are %q, %q, over %v", tasks, v.Dose, v.Over)
	}
	if got := strings.Join(v.Steps(), " "); got != "Send a letter. Speak to the class teacher." {
		t.Errorf("steps are %q", got)
	}
	if v.Again != "We see Issy again on Wednesday 9 December 2026." || len(v.Hopes) == 0 {
		t.Errorf("%q, %d goals", v.Again, len(v.Hopes))
	}
}

func TestTasks_ATickIsANoteAndIsTakenBack(t *testing.T) {
	d, child, contact, v := visit(t)
	notes := func() (out []string) {
		recs, err := d.Store.Records(t.Context(), store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindObservation}})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range recs {
			if r.Fields.Text("contact") == string(contact) {
				out = append(out, r.Fields.Text("text"))
			}
		}
		return out
	}
	undo := v.SetWent(t.Context(), "Cut the toast", agree.Done)
	if got := notes(); !slices.Equal(got, []string{"Home task “Cut the toast”: done"}) || v.Tasks[1].Went != agree.Done {
		t.Fatalf("noted %q, stands at %v", got, v.Tasks[1].Went)
	}
	back := v.SetWent(t.Context(), "Cut the toast", agree.Partly)
	if got := notes(); !slices.Equal(got, []string{"Home task “Cut the toast”: partly done"}) {
		t.Errorf("changed to %q", got)
	}
	if back(); v.Tasks[1].Went != agree.Done {
		t.Errorf("taken back it stands at %v", v.Tasks[1].Went)
	}
	if undo(); len(notes()) != 0 || v.Tasks[1].Went != agree.NotAsked {
		t.Errorf("taken back whole: %q", notes())
	}
}

func TestHard_NamesWhatAChildOfNineCouldNotRead(t *testing.T) {
	d, _, _, v := visit(t)
	hard := "We will facilitate the implementation of individualised compensatory strategies at lunchtime"
	next := v.Contact
	next.Summary = hard + "\nYou sit with her at lunch"
	edit, _ := d.Change(v.Rec, &next)
	if !d.Write(t.Context(), edit) || v.Open(t.Context()) != nil {
		t.Fatal(d.Failed)
	}
	if got := v.Hard(); len(got) != 1 || !strings.HasPrefix(got[0], "We will facilitate") {
		t.Errorf("hard are %q", got)
	}
}

func TestScreen_IsReadTogetherAgreedAndACopyLeft(t *testing.T) {
	d, child, contact, v := visit(t)
	b := kittest.Open(t, 1280, 644)
	s := agree.NewScreen(d.Session, child, contact)
	b.Show(s.Content())
	b.Shows("What we agreed", "What you do at home", "Cut the toast.", "Speak to the class teacher.", "We see Issy again")
	for _, p := range b.Placed() {
		if p.Text == "What we agreed" && p.X != 24 {
			t.Errorf("the reading begins at %v, and the words of its bar at 24", p.X)
		}
	}
	b.Everywhere("agree")
	page := s.Content().(*kit.Scroller)
	page.Reveal(b.Find("Leave a letter").Object)
	b.Tap("Leave a letter")
	b.Shows("A letter is in line")
	if f := s.Frame(); !f.Turned || f.Alerts != nil {
		t.Errorf("the family holds a screen with what is for staff: %+v", f)
	}
	kittest.Act(t, s.Frame().Actions, "We agree")
	b.Shows("You said yes to this plan")
	b.Everywhere("agree-agreed")
	if err := v.Open(t.Context()); err != nil || !v.Agreed() {
		t.Errorf("the record does not say that they agreed: %v", err)
	}
	recs, _ := d.Store.Records(t.Context(), store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindReport}})
	if !slices.ContainsFunc(recs, func(r assessments.Record) bool {
		return r.Fields.Text("report_kind") == "visit-summary" && r.Fields.Text("recipient") == "parent" && r.Fields.Text("about") == string(contact)
	}) {
		t.Error("no letter is in line")
	}
	for _, undo := range slices.Backward(d.Undos) {
		undo()
	}
	if err := v.Open(t.Context()); err != nil || v.Agreed() {
		t.Errorf("the yes cannot be taken back (%v)", err)
	}
	if len(d.Failed) > 0 {
		t.Error(d.Failed)
	}
}

func TestScreen_TheWordsAreChangedWhereTheyAreRead(t *testing.T) {
	d, child, contact, v := visit(t)
	b := kittest.Open(t, 1280, 1600)
	s := agree.NewScreen(d.Session, child, contact)
	b.Show(s.Content())
	b.Tap("Change the words")
	b.Type("What we agreed, a sentence a line", "Mum cuts, Issy holds")
	b.Tap("Read it back")
	b.Shows("Mum cuts, Issy holds.")
	s.Leave()
	if err := v.Open(t.Context()); err != nil || v.Contact.Summary != "Mum cuts, Issy holds" {
		t.Errorf("the record says %q, %v", v.Contact.Summary, err)
	}
}
