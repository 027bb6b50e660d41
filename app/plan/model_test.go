package plan

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/assessments"
)

const (
	islaPlan  assessments.ID = "019a0001-0000-700d-8000-000000000001"
	yusufPlan assessments.ID = "019a0002-0000-700d-8000-000000000001"
	saltTray  assessments.ID = "019a0001-0000-700e-8000-000000000001"
	tights    assessments.ID = "019a0001-0000-700e-8000-000000000002"
	dressing  assessments.ID = "019a0001-0000-700b-8000-000000000002"
	mum       assessments.ID = "019a0001-0000-7004-8000-000000000001"
	dad       assessments.ID = "019a0001-0000-7004-8000-000000000002"
)

// monday is the first day of Isla's home plan.
var monday = time.Date(2026, 5, 18, 9, 0, 0, 0, time.UTC)

func sheet(t *testing.T, d *desktest.Desk, child, id assessments.ID) *Sheet {
	t.Helper()
	s := NewSheet(d.Store, d.Session, d.NewID, child, id)
	if err := s.Open(d.Ctx); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestHours(t *testing.T) {
	for _, x := range []struct {
		p            assessments.ActivityPlan
		figure, line string
	}{
		{assessments.ActivityPlan{Minutes: 10, TimesADay: 2, DaysAWeek: 5, Weeks: 6}, "10.0", "10 min × 2 a day × 5 days a week × 6 weeks"},
		{assessments.ActivityPlan{Minutes: 5, TimesADay: 1, DaysAWeek: 3, Weeks: 1}, "0.2", "5 min × 1 a day × 3 days a week × 1 weeks"},
		{assessments.ActivityPlan{Minutes: 10, Weeks: 6}, "", "Hours follow once these are filled in: times a day, days a week"},
	} {
		s := &Sheet{plan: x.p}
		if figure, line := s.Hours(); figure != x.figure || line != x.line {
			t.Errorf("%q, %q; want %q, %q", figure, line, x.figure, x.line)
		}
	}
}

// TestSet_TakesBackOnlyWhatItChanged: an undo must not undo what somebody changed in between.
func TestSet_TakesBackOnlyWhatItChanged(t *testing.T) {
	d := desktest.Sit(t, monday)
	s := sheet(t, d, desktest.Isla, islaPlan)
	back := s.Set(d.Ctx, func(p *assessments.ActivityPlan) { p.Minutes = 15 })
	s.Set(d.Ctx, func(p *assessments.ActivityPlan) { p.Weeks = 12 })
	back()
	var p assessments.ActivityPlan
	if d.Read(islaPlan, &p); p.Minutes != 10 || p.Weeks != 12 {
		t.Errorf("after the undo %d minutes and %d weeks", p.Minutes, p.Weeks)
	}
	if s.Set(d.Ctx, func(*assessments.ActivityPlan) {}) != nil {
		t.Error("nothing was changed, and there is an undo for it")
	}
	d.Sound()
}

func TestWhoAndStop(t *testing.T) {
	d := desktest.Sit(t, monday)
	s := sheet(t, d, desktest.Isla, islaPlan)
	s.ToggleWho(d.Ctx, dad)
	back := s.ToggleStop(d.Ctx, "Tears")
	var p assessments.ActivityPlan
	d.Read(islaPlan, &p)
	if diff := cmp.Diff([]assessments.ID{mum}, p.Who); diff != "" || p.WhoWords != "Mum" {
		t.Errorf("%s; in words %q", diff, p.WhoWords)
	}
	if diff := cmp.Diff([]string{"Her hand hurts", "10 minutes is up"}, p.StopIf); diff != "" {
		t.Error(diff)
	}
	back()
	p = assessments.ActivityPlan{}
	if d.Read(islaPlan, &p); len(p.StopIf) != 3 || p.WhoWords != "Mum" {
		t.Errorf("after the undo: %v, %q", p.StopIf, p.WhoWords)
	}
}

// TestNew: opening a new plan twice goes on with the one that was begun, so that no empty plans gather.
func TestNew(t *testing.T) {
	d := desktest.Sit(t, monday)
	s := sheet(t, d, desktest.Isla, "")
	if s.Made() {
		t.Fatal("a plan was made before anything was said of it")
	}
	s.Set(d.Ctx, func(p *assessments.ActivityPlan) { p.Minutes = 5 })
	again := sheet(t, d, desktest.Isla, "")
	if again.ID != s.ID || again.Plan().Minutes != 5 || again.Plan().Title != "Activity plan for Issy" || again.Plan().Version != 1 {
		t.Errorf("went on with %s %+v, not with %s", again.ID, again.Plan(), s.ID)
	}
	id := again.Add(d.Ctx, "Roads")
	d.Restart()
	if other := sheet(t, d, desktest.Isla, ""); other.ID != again.ID {
		t.Error("after a kill the plan that was being written is not there")
	}
	d.Clock.Turn(24 * time.Hour)
	if other := sheet(t, d, desktest.Isla, ""); other.ID == again.ID {
		t.Error("yesterday's plan with an activity in it is no new plan")
	}
	var a assessments.Activity
	if d.Read(id, &a); a.Plan != s.ID || a.Order != 1 || a.Title != "Roads" {
		t.Errorf("the activity is %+v", a)
	}
	d.Sound()
}

// TestRemove: an activity taken out leaves the list and comes back in its place with all it had.
func TestRemove(t *testing.T) {
	d := desktest.Sit(t, monday)
	s := sheet(t, d, desktest.Isla, islaPlan)
	titles := func(s *Sheet) string {
		_, all := s.Activities()
		var out []string
		for _, a := range all {
			out = append(out, a.Title)
		}
		return strings.Join(out, ", ")
	}
	before := titles(s)
	back := s.Remove(d.Ctx, tights)
	if got := titles(sheet(t, d, desktest.Isla, islaPlan)); got != "Salt-tray letters c a d g, Dough sausage, knife and fork" {
		t.Errorf("taken out: %s", got)
	}
	back()
	now := sheet(t, d, desktest.Isla, islaPlan)
	if _, all := now.Activities(); titles(now) != before || len(all[1].Steps) != 3 {
		t.Errorf("brought back: %s", titles(now))
	}
	d.Sound()
}

// TestType_SurvivesAKill: words are in the store as they are typed, and one change once the box is left.
func TestType_SurvivesAKill(t *testing.T) {
	d := desktest.Sit(t, monday)
	s := sheet(t, d, desktest.Isla, islaPlan)
	for _, text := range []string{"Ring", "Ring on", "Ring on the zip"} {
		if err := s.TypeActivity(d.Ctx, saltTray, "easier", text); err != nil {
			t.Fatal(err)
		}
	}
	d.Restart()
	s = sheet(t, d, desktest.Isla, islaPlan)
	if _, all := s.Activities(); all[0].Easier != "Ring on the zip" {
		t.Errorf("after a kill: %q", all[0].Easier)
	}
	if err := s.Close(d.Ctx, saltTray); err != nil {
		t.Fatal(err)
	}
	if h, err := d.Store.History(d.Ctx, saltTray); err != nil || len(h) != 2 {
		t.Errorf("%d changes for one box, %v", len(h), err)
	}
}

// TestRule59_SettingFollowsTheGoal: a plan that has no place yet goes where its goal is, and a place that was chosen
// by hand stays.
func TestRule59_SettingFollowsTheGoal(t *testing.T) {
	for words, want := range map[string]string{
		"Issy will change for PE in PE with 1 prompt.": "school", "Issy will eat a meal at home, for 10 minutes.": "home",
		"Issy will play at nursery.": "nursery", "Issy will sit in clinic.": "clinic", "Issy will put the cap in pen boxes.": ""} {
		if got := placeOf(words); got != want {
			t.Errorf("%s: %q, want %q", words, got, want)
		}
	}
	d := desktest.Sit(t, monday)
	rec, err := d.Store.Record(d.Ctx, dressing)
	if err != nil {
		t.Fatal(err)
	}
	var g assessments.Goal
	assessments.Decode(rec.Fields, &g)
	g.Statement = "Issy will change for PE at school with 1 prompt."
	edit, _ := d.Change(rec, &g)
	d.Write(d.Ctx, edit)

	s := sheet(t, d, desktest.Isla, "")
	id := s.Add(d.Ctx, "Tights")
	back := s.Serve(d.Ctx, id, dressing)
	if s.Plan().Place != "school" {
		t.Errorf("the goal is at school, the plan is at %q", s.Plan().Place)
	}
	back()
	if _, all := s.Activities(); s.Plan().Place != "" || all[0].Goal != "" {
		t.Errorf("taken back: place %q, goal %q", s.Plan().Place, all[0].Goal)
	}
	s.Set(d.Ctx, func(p *assessments.ActivityPlan) { p.Place = "clinic" })
	s.Serve(d.Ctx, id, dressing)
	if s.Plan().Place != "clinic" {
		t.Errorf("a place chosen by hand became %q", s.Plan().Place)
	}
	d.Sound()
}
