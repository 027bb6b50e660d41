package questions

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/store"
)

var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, time.UTC)

// sizes are the three that every screen is looked at in.
var sizes = []struct {
	name string
	w, h float32
}{{"landscape", 1280, 800}, {"portrait", 800, 1280}, {"phone", 390, 844}}

const roisin assessments.ID = "019a0001-0000-7004-8000-000000000001"

// desk is a therapist's desk whose window follows Swap, as the app's does.
type desk struct {
	*desktest.Desk
	t    *testing.T
	lib  *template.Library
	last assessments.ID // arg of the latest Swap
}

func sit(t *testing.T) *desk {
	t.Helper()
	lib, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{Desk: desktest.Sit(t, morning), t: t, lib: lib}
	d.Swap = func(_ string, _, arg assessments.ID) { d.last = arg }
	return d
}

// open shows the screen of a route.
func (d *desk) open(w, h float32, child, arg assessments.ID) (*kittest.Bench, *Screen) {
	d.t.Helper()
	var v *Screen
	b := d.Show(w, h, func() shell.Screen { v = newScreen(d.Session, child, arg, d.Clock.Kit(), d.lib); return v })
	return b, v
}

// begin starts a template from its front and opens the sheet.
func (d *desk) begin(w, h float32, child assessments.ID, name string, who ...string) (*kittest.Bench, *Screen) {
	d.t.Helper()
	b, _ := d.open(w, h, child, assessments.ID(name))
	for _, x := range who {
		press(b, x)
	}
	press(b, "Start")
	d.Sound()
	return d.open(w, h, child, d.last)
}

// press taps a control wherever the page has scrolled to.
func press(b *kittest.Bench, name string) {
	b.Find(name).Object.(fyne.Tappable).Tapped(&fyne.PointEvent{})
	b.Settle()
}

// under taps the first control of a name that stands below the words of a question.
func under(t *testing.T, b *kittest.Bench, ask, name string) {
	t.Helper()
	y := float32(-1)
	for _, p := range b.Placed() {
		if p.Kind == "text" && p.Text == ask {
			y = p.Y
		}
	}
	if y < 0 {
		t.Fatalf("the question %q is not on show:\n%s", ask, b.Texts())
	}
	for _, p := range b.Placed() {
		if p.Kind == "tap" && p.Text == name && p.Y > y {
			p.Object.(fyne.Tappable).Tapped(&fyne.PointEvent{})
			b.Settle()
			return
		}
	}
	t.Fatalf("no %q below %q", name, ask)
}

func (d *desk) answers(id assessments.ID) assessments.Answers {
	var a assessments.Answers
	d.Read(id, &a)
	return a
}

// value is what the record holds for a question.
func (d *desk) value(id assessments.ID, question string) string {
	for _, v := range d.answers(id).Values {
		if v.Question == question {
			return v.Value
		}
	}
	return ""
}

func TestPicker_GroupsByWhenItIsUsed(t *testing.T) {
	for _, size := range sizes {
		t.Run(size.name, func(t *testing.T) {
			d := sit(t)
			b, _ := d.open(size.w, size.h, desktest.Isla, "")
			b.Shows(OnThePhone, "Call before the first visit", AtAVisit, "Initial assessment", WalkIn, Nameless)
			b.Picture("pick-" + size.name)
			b.Sound()
			press(b, "Handwriting")
			if last := d.Went[len(d.Went)-1]; last.Screen != session.Questions || last.Arg != "handwriting" || last.Child != string(desktest.Isla) {
				t.Errorf("went to %+v", last)
			}
		})
	}
}

func TestForm_LooksRightInThreeSizes(t *testing.T) {
	for _, size := range sizes {
		t.Run(size.name, func(t *testing.T) {
			d := sit(t)
			b, _ := d.open(size.w, size.h, desktest.Isla, "dressing")
			b.Picture("front-" + size.name)
			b.Sound()
			b, _ = d.begin(size.w, size.h, desktest.Isla, "dressing", "Róisín O'Thistlewood, mother")
			b.Type("What is the morning like? Which piece of clothing starts the trouble?", "Socks. Every morning it is the socks.")
			under(t, b, "Who dresses your child on a school day?", "Together")
			under(t, b, "Are there clothes your child cannot bear?", "Yes")
			b.Picture("form-" + size.name)
			b.Sound()
			press(b, "Next")
			b.Picture("form2-" + size.name)
			b.Sound()
		})
	}
}

var (
	_ = kit.Find
	_ = store.Filter{}
	_ = context.Background
)
