package plan

import (
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

func open(d *desktest.Desk, child, id assessments.ID) func() shell.Screen {
	return func() shell.Screen { return newScreen(d.Session, child, id, d.Clock.Kit()) }
}

// TestPictures draws the plans of both notebooks and holds them to the rules of targets and words.
func TestPictures(t *testing.T) {
	for _, x := range []struct {
		name      string
		w, h      float32
		child, id assessments.ID
		theme     kit.Theme
	}{
		{name: "plan", w: 1280, h: 800, child: desktest.Isla, id: islaPlan},
		{name: "plan-portrait", w: 800, h: 1280, child: desktest.Isla, id: islaPlan},
		{name: "plan-phone", w: 400, h: 860, child: desktest.Yusuf, id: yusufPlan},
		{name: "plan-dark", w: 1280, h: 800, child: desktest.Yusuf, id: yusufPlan, theme: kit.Theme{Variant: kit.VariantDark}},
		{name: "plan-large", w: 1280, h: 800, child: desktest.Isla, id: islaPlan, theme: kit.Theme{Variant: kit.VariantLight, Text: 20}},
		{name: "plan-new", w: 1280, h: 800, child: desktest.Isla},
	} {
		t.Run(x.name, func(t *testing.T) {
			d := desktest.Sit(t, monday)
			b := d.Show(x.w, x.h, open(d, x.child, x.id))
			if x.theme.Variant == 0 {
				x.theme.Variant = kit.VariantLight
			}
			b.Theme(x.theme)
			b.Sound()
			b.Picture(x.name)
		})
	}
}

// TestWriteAPlanByHand makes a plan from nothing with taps and a few words.
func TestWriteAPlanByHand(t *testing.T) {
	d := desktest.Sit(t, monday)
	b := d.Show(1280, 3000, open(d, desktest.Isla, ""))
	b.Shows("New activity plan", "No activities yet", "Hours follow once these are filled in")
	for _, tap := range []string{"10", "2", "7", "12", "Home", "Mum", "It hurts", "Today", "Add an activity"} {
		b.Tap(tap)
	}
	d.Sound()
	d.Clock.Turn(time.Second)
	if sheet(t, d, desktest.Isla, "").Made() { // it has a first day, so the next one is another
		t.Fatal("the plan that was written counts as empty")
	}
	b.Shows("Activity plan for Issy", "Home, version 1, 28.0 hours in all", "Last day Sunday 9 August 2026", "Activity 1")
}

// TestTypingATitle: the bar of the app follows the box, and a second after the last key the words are on the disk.
func TestTypingATitle(t *testing.T) {
	d := desktest.Sit(t, monday)
	b := d.Show(1280, 3000, open(d, desktest.Isla, islaPlan))
	b.Type("What it is called", "Summer ")
	d.Clock.Turn(time.Second)
	var p assessments.ActivityPlan
	if d.Read(islaPlan, &p); p.Title != "Summer Home plan" {
		t.Errorf("a second after the last key: %q", p.Title)
	}
	b.Shows("Summer Home plan")
	d.Restart()
	p = assessments.ActivityPlan{}
	if d.Read(islaPlan, &p); p.Title != "Summer Home plan" {
		t.Errorf("after a kill: %q", p.Title)
	}
}

// TestTooManySteps: the eighth step is refused in words and the seven stay.
func TestTooManySteps(t *testing.T) {
	d := desktest.Sit(t, monday)
	b := d.Show(1280, 3000, open(d, desktest.Yusuf, yusufPlan))
	b.Tap("Remove")
	if len(d.Undone) != 1 || d.Undone[0] != "Removed the activity" {
		t.Fatalf("offered %v", d.Undone)
	}
	b.Type("How, one step to a line", "1\n2\n3\n4\n5\n6\n7")
	d.Clock.Turn(time.Second)
	b.Type("How, one step to a line", "\n8")
	b.Shows("Keep to 7 steps, or split this in two")
	d.Clock.Turn(time.Second)
	_, all := sheet(t, d, desktest.Yusuf, yusufPlan).Activities()
	if len(all) != 1 || len(all[0].Steps) != 7 {
		t.Errorf("%d activities, steps %v", len(all), all[0].Steps)
	}
}

// TestUndo_AfterThePlanWasLeft: the undo bar lives on beside the next screen, and takes back there what was done on the plan.
func TestUndo_AfterThePlanWasLeft(t *testing.T) {
	d := desktest.Sit(t, monday)
	var v shell.Screen
	b := d.Show(1280, 3000, func() shell.Screen { v = open(d, desktest.Isla, islaPlan)(); return v })
	var was, p assessments.ActivityPlan
	d.Read(islaPlan, &was)
	b.Tap("School")
	if d.Read(islaPlan, &p); p.Place == was.Place {
		t.Fatal("nothing was done")
	}
	v.Leave()
	d.TakeBack()
	p = assessments.ActivityPlan{}
	if d.Read(islaPlan, &p); p.Place != was.Place {
		t.Errorf("taken back from another screen the place is %q, want %q", p.Place, was.Place)
	}
	d.Sound()
}
