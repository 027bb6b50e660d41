package capture

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// homeward puts the planned visit into the family's home, with a plan of one activity for home.
func homeward(t *testing.T) *desk {
	t.Helper()
	d := sit(t)
	rec, err := d.Store.Record(d.ctx, planned)
	if err != nil {
		t.Fatal(err)
	}
	var c assessments.Contact
	assessments.Decode(rec.Fields, &c)
	c.Place, c.Setting = "home", ""
	edit, _ := d.Change(rec, &c)
	plan, scope := d.NewID(), assessments.ChildScope(isla)
	if !d.Write(d.ctx, edit, d.Create(plan, scope, &assessments.ActivityPlan{Title: "Home plan", Place: "home", Start: "2026-11-01", Minutes: 10, DaysAWeek: 5}),
		d.Create(d.NewID(), scope, &assessments.Activity{Plan: plan, Order: 1, Title: "Cut the toast"})) {
		t.Fatal("the visit could not be moved home")
	}
	d.started()
	return d
}

// TestHome_TasksConsentAndPlanAreOneTapAway at every size: what only a visit at home has stands on the board.
func TestHome_TasksConsentAndPlanAreOneTapAway(t *testing.T) {
	for _, x := range []struct {
		name string
		w, h float32
		text int
	}{{"home", 1280, 800, 16}, {"home-portrait", 800, 1280, 16}, {"home-phone", 400, 860, 16}, {"home-large", 1280, 800, 20}} {
		t.Run(x.name, func(t *testing.T) {
			d := homeward(t)
			s, b := d.show(x.w, x.h)
			b.Theme(kit.Theme{Variant: kit.VariantLight, Text: x.text})
			b.Shows("Parent said", "Home tasks", "Agree plan")
			b.Picture("capture-" + x.name)
			b.Sound()
			b.Tap("Home tasks")
			b.Shows("Cut the toast", "10 minutes, 5 days a week")
			b.Tap("Partly")
			b.Tap("Close")
			if rows := s.b.Stream(); len(rows) != 1 || rows[0].Text != "Home task “Cut the toast”: partly done" {
				t.Errorf("the stream holds %+v", rows)
			}
		})
	}
}

func TestHome_NowhereElse(t *testing.T) {
	d := sit(t)
	d.started()
	_, b := d.show(1280, 800)
	if all := b.Texts(); strings.Contains(all, "Agree plan") || strings.Contains(all, "Parent said") {
		t.Error("a visit at school asks for home tasks")
	}
}

// TestStart_KnowsThePlaceAndWhatWasToComeNext: a visit that nobody planned begins with what the record knows.
func TestStart_KnowsThePlaceAndWhatWasToComeNext(t *testing.T) {
	d := sit(t)
	if !d.Write(d.ctx, d.Create(d.NewID(), assessments.ChildScope(isla), &assessments.Contact{Type: "visit", Place: "school", On: "2026-11-20", Status: "attended", Next: "Try the wedge; Ring Mum"})) {
		t.Fatal("the visit before could not be written")
	}
	id, err := Start(d.ctx, d.Session, isla, "", assessments.Contact{Type: "visit", Place: "school"})
	if err != nil {
		t.Fatal(err)
	}
	child, err := d.Store.Record(d.ctx, isla)
	if err != nil {
		t.Fatal(err)
	}
	if c := d.contact(id); c.Purpose != "Try the wedge" || string(c.Setting) != child.Fields.Text("setting") || c.Status != "started" || c.On != d.Today() {
		t.Errorf("began as %+v", c)
	}
}
