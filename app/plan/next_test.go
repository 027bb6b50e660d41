package plan

import (
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/store"
)

const firstVisit assessments.ID = "019a0001-0000-7008-8000-000000000001"

// worksBy makes a service work by a pack.
func worksBy(t *testing.T, d *desktest.Desk, pack string) {
	t.Helper()
	team := assessments.TeamScope()
	recs, err := d.Store.Records(d.Ctx, store.Filter{Scope: &team, Kinds: []assessments.Kind{assessments.KindService}})
	if err != nil || len(recs) == 0 {
		t.Fatal(len(recs), err)
	}
	for _, r := range recs {
		var s assessments.Service
		assessments.Decode(r.Fields, &s)
		s.Rules = pack
		if edit, ok := d.Change(r, &s); ok && !d.Write(d.Ctx, edit) {
			t.Fatal(d.Failed)
		}
	}
}

func follow(d *desktest.Desk, arg assessments.ID) func() shell.Screen {
	return func() shell.Screen { return newFollow(d.Session, desktest.Isla, arg, d.Clock.Kit()) }
}

// TestRule85_AfterTheFirstAppointment: any of the six steps together, kept in the contact beside what was written by hand.
func TestRule85_AfterTheFirstAppointment(t *testing.T) {
	d := desktest.Sit(t, monday)
	worksBy(t, d, "evelina-like")
	f, err := ReadFollow(d.Ctx, d.Store, assets.Services, desktest.Isla, firstVisit)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, o := range f.Options {
		names = append(names, o.Name)
	}
	if got := strings.Join(names, " "); got != "further-assessment home-strategies teacher-advice parent-coaching child-sessions equipment" {
		t.Errorf("offered %s", got)
	}
	next := Toggled("Ring the paediatrician", f.Options[1])
	next = Toggled(next, f.Options[5])
	if !Chosen(next, f.Options[1]) || !Chosen(next, f.Options[5]) || Chosen(next, f.Options[0]) || f.Own(next) != "Ring the paediatrician" {
		t.Errorf("%q", next)
	}
	if got := f.WithOwn(Toggled(next, f.Options[1]), "Ring Dr Amin; write to school"); got != f.Options[5].Words+"; Ring Dr Amin; write to school" {
		t.Errorf("%q", got)
	}
	b := d.Show(1280, 800, follow(d, firstVisit))
	b.Shows("After the school visit of 12 March 2026")
	b.Tap(f.Options[1].Words)
	b.Tap(f.Options[2].Words)
	b.Type("In other words", "Ring the paediatrician")
	d.Clock.Turn(time.Second)
	d.Restart()
	var c assessments.Contact
	if d.Read(firstVisit, &c); c.Next != f.Options[1].Words+"; "+f.Options[2].Words+"; Ring the paediatrician" {
		t.Errorf("after a kill the contact says %q", c.Next)
	}
}

// TestRule86_AfterAnAssessment: the other service offers its own five, and a tap can be taken back.
func TestRule86_AfterAnAssessment(t *testing.T) {
	d := desktest.Sit(t, monday)
	worksBy(t, d, "hertfordshire-like")
	b := d.Show(1280, 800, follow(d, firstVisit))
	b.Shows("Advice and treatment", "Specialist equipment", "adaptations", "workshop or presentation", "A report to inform")
	b.Tap("Advice and treatment")
	var c assessments.Contact
	if d.Read(firstVisit, &c); c.Next != "Advice and treatment" {
		t.Errorf("the contact says %q", c.Next)
	}
	d.TakeBack()
	c = assessments.Contact{}
	if d.Read(firstVisit, &c); c.Next != "" {
		t.Errorf("taken back: %q", c.Next)
	}
	d.Sound()
}

// TestFollow_RulesThatAreNotHere: a service that names rules this app does not hold still gets the usual steps, and is told.
func TestFollow_RulesThatAreNotHere(t *testing.T) {
	d := desktest.Sit(t, monday)
	worksBy(t, d, "county-wide rules")
	b := d.Show(1280, 800, follow(d, ""))
	b.Shows("“county-wide rules”, which this app does not hold", "Strategies for home")
}

// TestFollowPictures draws the question at every size and holds it to the rules.
func TestFollowPictures(t *testing.T) {
	for _, x := range []struct {
		name  string
		w, h  float32
		theme kit.Theme
	}{
		{name: "next", w: 1280, h: 800}, {name: "next-portrait", w: 800, h: 1280}, {name: "next-phone", w: 400, h: 860},
		{name: "next-large", w: 1280, h: 800, theme: kit.Theme{Variant: kit.VariantDark, Text: 20}},
	} {
		t.Run(x.name, func(t *testing.T) {
			d := desktest.Sit(t, monday)
			worksBy(t, d, "evelina-like")
			b := d.Show(x.w, x.h, follow(d, ""))
			if x.theme.Variant == 0 {
				x.theme.Variant = kit.VariantLight
			}
			b.Theme(x.theme)
			b.Tap("Strategies for home")
			b.Sound()
			b.Picture(x.name)
		})
	}
}
