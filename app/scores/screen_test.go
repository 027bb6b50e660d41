package scores

import (
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

const pedi assessments.ID = "019a0002-0000-700a-8000-000000000006"

func opened(d *desktest.Desk, child, id assessments.ID) func() shell.Screen {
	return func() shell.Screen { return newScreen(d.Session, child, id, d.Clock.Kit()) }
}

// twice gives Isla a second Movement ABC-2, so that there is something over time.
func twice(t *testing.T, d *desktest.Desk) {
	enter(t, d, assessments.Score{Tool: "Movement ABC-2", Edition: "2nd edition", On: "2026-11-17", Direction: "high-is-better", SEM: 1.34,
		Parts: []assessments.ScorePart{{Name: "Manual Dexterity", Type: "standard", Value: "6", Centile: 9}, {Name: "Balance", Type: "standard", Value: "7", Centile: 16},
			{Name: "Total", Type: "standard", Value: "7", Centile: 14, Total: true}}})
}

// TestPictures draws the results of both notebooks at every size and holds them to the rules of targets and words.
func TestPictures(t *testing.T) {
	for _, x := range []struct {
		name      string
		w, h      float32
		child, id assessments.ID
		theme     kit.Theme
	}{
		{name: "scores", w: 1280, h: 800, child: desktest.Isla, id: mabc},
		{name: "scores-long", w: 1280, h: 3400, child: desktest.Isla, id: mabc},
		{name: "scores-portrait", w: 800, h: 1280, child: desktest.Isla, id: mabc},
		{name: "scores-list-portrait", w: 800, h: 1280, child: desktest.Yusuf},
		{name: "scores-phone", w: 400, h: 860, child: desktest.Yusuf, id: pedi},
		{name: "scores-dark", w: 1280, h: 800, child: desktest.Yusuf, id: pedi, theme: kit.Theme{Variant: kit.VariantDark}},
		{name: "scores-large", w: 1280, h: 800, child: desktest.Isla, id: mabc, theme: kit.Theme{Variant: kit.VariantLight, Text: 20}},
	} {
		t.Run(x.name, func(t *testing.T) {
			d := desktest.Sit(t, november)
			twice(t, d)
			b := d.Show(x.w, x.h, opened(d, x.child, x.id))
			if x.theme.Variant == 0 {
				x.theme.Variant = kit.VariantLight
			}
			b.Theme(x.theme)
			b.Sound()
			b.Picture(x.name)
		})
	}
}

// TestEnterByHand enters a Beery VMI: edition and direction come with the tool, every word is on the disk within a second,
// and it becomes one result once it has a number.
func TestEnterByHand(t *testing.T) {
	d := desktest.Sit(t, november)
	b := d.Show(1280, 3600, opened(d, desktest.Isla, ""))
	b.Tap("Add a score")
	b.Tap("Beery VMI, 6th edition")
	b.Shows("Nothing entered yet", "Copyright of the publisher")
	b.Sound()
	b.Picture("scores-new")
	b.Type("VMI, standard score", "85")
	b.Shows("What it says", "16th centile, normal-curve estimate; the entered percentile wins.", "below average")
	b.Type("What the scores mean for everyday life", "Copying from the board is slow.")
	d.Clock.Turn(time.Second)
	d.Sound()
	d.Restart()
	g := book(t, d, desktest.Isla).Groups
	var s assessments.Score
	for _, x := range g {
		for _, r := range x.Results {
			if r.V.On == "2026-11-24" {
				s = r.V
			}
		}
	}
	if s.Tool != "Beery VMI" || s.Edition != "6th edition" || s.Direction != "high-is-better" || s.By != desktest.Bryony || len(s.Parts) != 1 ||
		s.Parts[0].Value != "85" || s.Parts[0].Type != "standard" || s.Means != "Copying from the board is slow." {
		t.Errorf("after a kill: %+v", s)
	}
}

// TestChangeAndTakeBack: a percentile typed into the manual's box replaces the estimate, is one change, and can be undone.
func TestChangeAndTakeBack(t *testing.T) {
	d := desktest.Sit(t, november)
	id := enter(t, d, assessments.Score{Tool: "Beery VMI", Edition: "6th edition", On: "2026-11-10", Direction: "high-is-better",
		Parts: []assessments.ScorePart{{Name: "VMI", Type: "standard", Value: "85"}}})
	b := d.Show(1280, 3600, opened(d, desktest.Isla, id))
	b.Shows("16th centile, normal-curve estimate")
	b.Type("Percentile in the manual", "13")
	b.Shows("13th centile, entered from the manual.")
	b.Tap("What the scores mean for everyday life")
	var s assessments.Score
	if d.Read(id, &s); s.Parts[0].Centile != 13 {
		t.Errorf("the percentile is %v", s.Parts[0].Centile)
	}
	if h, err := d.Store.History(d.Ctx, id); err != nil || len(h) != 2 {
		t.Errorf("%d changes, %v", len(h), err)
	}
	d.TakeBack()
	s = assessments.Score{}
	if d.Read(id, &s); s.Parts[0].Centile != 0 || s.Parts[0].Value != "85" {
		t.Errorf("taken back: %+v", s.Parts)
	}
	b.Tap("Remove this score")
	if g, _ := book(t, d, desktest.Isla).Find(id); g != nil {
		t.Error("removed, and still in the list")
	}
	d.TakeBack()
	if g, _ := book(t, d, desktest.Isla).Find(id); g == nil {
		t.Error("taken back, and not in the list")
	}
	d.Sound()
}

// TestAWrongAgeIsSaid: a tool for older children is not refused, but the screen says so.
func TestAWrongAgeIsSaid(t *testing.T) {
	d := desktest.Sit(t, november)
	id := enter(t, d, assessments.Score{Tool: "DASH", Edition: "1st edition", On: "2026-11-10", Direction: "high-is-better",
		Parts: []assessments.ScorePart{{Name: "Total", Type: "standard", Value: "85", Total: true}}})
	b := d.Show(1280, 3600, opened(d, desktest.Isla, id))
	b.Shows("Look at this again", "The age on the day was 6 years 8 months; this tool is for 9 years to 16 years 11 months.")
}

// TestRemoveWhatWasNeverEntered: a tool picked by mistake leaves the list, and undo brings it back.
func TestRemoveWhatWasNeverEntered(t *testing.T) {
	d := desktest.Sit(t, november)
	b := d.Show(1280, 3600, opened(d, desktest.Isla, ""))
	b.Tap("Add a score")
	b.Tap("Another tool")
	b.Shows("Tool not named yet", "Which way do its numbers run?")
	b.Tap("Remove this score")
	for _, g := range book(t, d, desktest.Isla).Groups {
		if g.Title == "Tool not named yet" {
			t.Error("removed, and still in the list")
		}
	}
	d.TakeBack()
	if len(book(t, d, desktest.Isla).Groups) != 4 {
		t.Error("taken back, and not in the list")
	}
	d.Sound()
}

// TestAnotherTool: a tool the catalogue does not hold is entered with its own words, and gets no band that is made up.
func TestAnotherTool(t *testing.T) {
	d := desktest.Sit(t, november)
	b := d.Show(1280, 3600, opened(d, desktest.Isla, ""))
	b.Tap("Add a score")
	b.Tap("Another tool")
	b.Type("Name of the tool", "Clinic checklist")
	b.Tap("Higher is harder")
	b.Type("Total, standard score", "12")
	b.Tap("What the scores mean for everyday life")
	b.Shows("Clinic checklist, edition not recorded", "This tool is not in the catalogue: enter the band from its manual.", "Higher is harder: a higher score means more difficulty.")
	d.Sound()
	for _, g := range book(t, d, desktest.Isla).Groups {
		if g.Title == "Clinic checklist, edition not recorded" {
			if v := g.Results[0].V; v.Direction != "low-is-better" || len(v.Parts) != 1 || v.Parts[0].Value != "12" {
				t.Errorf("%+v", v)
			}
			return
		}
	}
	t.Error("the result is not in the list")
}
