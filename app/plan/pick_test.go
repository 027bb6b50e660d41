package plan

import (
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/library"
	"github.com/fieldfare/fieldfare/assets"
)

func picker(d *desktest.Desk, id assessments.ID) func() shell.Screen {
	return func() shell.Screen { return NewPicker(d.Session, desktest.Isla, id) }
}

func shelf(t *testing.T) *Shelf {
	t.Helper()
	lib, err := library.Shipped(assets.Library)
	if err != nil {
		t.Fatal(err)
	}
	return NewShelf(lib)
}

// TestShelf: the five topics narrow the list, a word finds what is called by another name, and together they narrow more.
func TestShelf(t *testing.T) {
	s := shelf(t)
	words, chosen := s.Topics()
	if len(words) != 6 || words[0] != "All" || chosen != 0 || len(s.Found()) < 30 {
		t.Fatalf("%v, %d activities", words, len(s.Found()))
	}
	all := 0
	for i := range library.Topics() {
		s.PickTopic(i + 1)
		for _, a := range s.Found() {
			if a.Topic.Words() != words[i+1] {
				t.Errorf("%s stands under %s", a.Title, words[i+1])
			}
		}
		all += len(s.Found())
	}
	s.PickTopic(0)
	if all != len(s.Found()) {
		t.Errorf("%d activities by topic, %d in all", all, len(s.Found()))
	}
	s.Words = "cardigan"
	if got := s.Found(); len(got) == 0 || got[0].ID != "buttons" {
		t.Errorf("cardigan finds %v", got)
	}
	if got := s.Suits("dressing", "Coat and zip", 3); len(got) == 0 || len(got) > 3 || got[0].ID != "zips" {
		t.Errorf("for a zip: %v", got)
	}
}

// TestAddFrom: an activity brings its steps, what must stop it and what keeps it safe, and all of it can be taken back.
func TestAddFrom(t *testing.T) {
	d := desktest.Sit(t, monday)
	s := sheet(t, d, desktest.Isla, islaPlan)
	a, ok := shelf(t).lib.Activity("buttons")
	if !ok {
		t.Fatal("no buttons in the library")
	}
	before := s.Plan()
	id, back := s.AddFrom(d.Ctx, a, dressing)
	var got assessments.Activity
	d.Read(id, &got)
	if got.Title != a.Title || got.Goal != dressing || got.Order != 4 || len(got.Steps) != 7 || got.CountBy != a.Count || got.Plan != islaPlan {
		t.Errorf("%+v", got)
	}
	if p := s.Plan(); len(p.StopIf) != len(before.StopIf)+2 || len(p.Warnings) != 1 || !strings.Contains(p.Warnings[0], "choke") || !s.Has(a) {
		t.Errorf("stop if %v, warnings %v", p.StopIf, p.Warnings)
	}
	back()
	if ids, _ := s.Activities(); len(ids) != 3 || s.Has(a) || len(s.Plan().StopIf) != len(before.StopIf) || len(s.Plan().Warnings) != 0 {
		t.Errorf("taken back: %d activities, %v, %v", len(ids), s.Plan().StopIf, s.Plan().Warnings)
	}
	fresh := sheet(t, d, desktest.Isla, "")
	if id, _ := fresh.AddFrom(d.Ctx, a, ""); id == "" || !fresh.Made() {
		t.Error("a new plan was not made for its first activity")
	}
	d.Sound()
}

// TestPickerPictures draws the picker and a preview at every size and holds them to the rules.
func TestPickerPictures(t *testing.T) {
	for _, x := range []struct {
		name  string
		w, h  float32
		theme kit.Theme
		taps  []string
	}{
		{name: "pick", w: 1280, h: 800},
		{name: "pick-goal", w: 1280, h: 800, taps: []string{"Goal they serve", "Changes for PE with 1 prompt"}},
		{name: "pick-preview", w: 1280, h: 800, taps: []string{"Self Care Skills", "Big buttons first"}},
		{name: "pick-portrait", w: 800, h: 1280},
		{name: "pick-phone", w: 400, h: 860},
		{name: "pick-phone-preview", w: 400, h: 860, taps: []string{"Self Care Skills", "Big buttons first"}},
		{name: "pick-dark", w: 1280, h: 800, theme: kit.Theme{Variant: kit.VariantDark}},
		{name: "pick-large", w: 800, h: 1280, theme: kit.Theme{Variant: kit.VariantLight, Text: 20}},
	} {
		t.Run(x.name, func(t *testing.T) {
			d := desktest.Sit(t, monday)
			b := d.Show(x.w, x.h, picker(d, islaPlan))
			if x.theme.Variant == 0 {
				x.theme.Variant = kit.VariantLight
			}
			b.Theme(x.theme)
			for _, s := range x.taps {
				b.Tap(s)
			}
			b.Sound()
			b.Picture(x.name)
		})
	}
}

// TestPickByHand goes from a new plan to the library and back with one activity for a goal.
func TestPickByHand(t *testing.T) {
	d := desktest.Sit(t, monday)
	var swapped assessments.ID
	d.Swap = func(_ string, _, arg assessments.ID) { swapped = arg }
	b := d.Show(1280, 1600, open(d, desktest.Isla, ""))
	b.Tap("From the library")
	if len(d.Went) != 1 || d.Went[0].Screen != "activities" || swapped == "" || d.Went[0].Arg != string(swapped) {
		t.Fatalf("went to %v, the way back leads to %q", d.Went, swapped)
	}
	p := d.Show(1280, 1600, picker(d, swapped))
	p.Shows("0 activities in Activity plan for Issy")
	p.Type("Look for a word, such as zip", "cardigan")
	p.Shows("Big buttons first")
	p.Tap("Big buttons first")
	p.Shows("Why I do this", "1. Find the hole.", "Draft for clinician approval.")
	p.Tap("Add to the plan")
	p.Shows("1 activity in Activity plan for Issy", "In the plan")
	d.TakeBack()
	p.Shows("0 activities in Activity plan for Issy")
	p.Type("Look for a word, such as zip", "xyz")
	p.Shows("Nothing found")
	p.Tap("Show all")
	p.Shows("Big buttons first")
	d.Clock.Turn(time.Second)
	d.Sound()
}
