package composer

import (
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// vague puts words into a row that nobody could be held to.
func vague(t *testing.T, d *desktest.Desk) {
	t.Helper()
	row, err := d.Store.Record(d.Ctx, f1)
	if err != nil {
		t.Fatal(err)
	}
	var p assessments.Provision
	assessments.Decode(row.Fields, &p)
	p.Includes = append(p.Includes, "Regular checks of her grip")
	e, _ := d.Change(row, &p)
	d.Write(d.Ctx, e)
}

// reach scrolls the document to a control and taps it.
func reach(b *kittest.Bench, v *Screen, name string) {
	v.doc.Reveal(b.Find(name).Object)
	b.Settle()
	b.Tap(name)
}

func TestScreen_ByTaps(t *testing.T) {
	d := desktest.Sit(t, may)
	vague(t, d)
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	var v *Screen
	build := func() shell.Screen { v = newScreen(d.Session, desktest.Isla, c.Rec.ID, d.Clock.Kit()); return v }
	b := d.Show(1280, 800, build)
	b.Shows("EHC advice", "Who this is about", "1 record is not for this reader", "1 wording finding")
	b.Tap("Needs")
	reach(b, v, "Edit")
	b.Picture("composer-edit")
	b.Type("Your words", "Issy helps others. ")
	d.Clock.Turn(time.Second)
	d.Restart()
	var r assessments.Report
	if d.Read(c.Rec.ID, &r); len(r.Choices) != 1 {
		t.Fatalf("choices after a kill: %v", r.Choices)
	}
	b = d.Show(1280, 800, build)
	b.Shows("Issy helps others.", "In your words") // the section, too, is where it was
	b.Tap("Provision")
	b.Shows("Section F at a glance", "“Regular")
	b.Picture("composer-provision")
	b.Sound()
	reach(b, v, "Accept all")
	r = assessments.Report{}
	if d.Read(c.Rec.ID, &r); r.Choices["provision-f/"+string(f1)] != reports.Accept {
		t.Errorf("choices %v", r.Choices)
	}
	d.TakeBack()
	b.Tap("Check")
	b.Shows("It cannot be signed yet", "would bind nobody", "E2: Say who counts.")
	b.Picture("composer-check")
	b.Sound()
	reach(b, v, "E2: Say who counts.")
	if last := d.Went[len(d.Went)-1]; last.Screen != session.Provision || last.Arg != string(e2) {
		t.Errorf("went to %+v", last)
	}
	d.Sound()
}

func TestScreen_KeepsWordsWithAReason(t *testing.T) {
	d := desktest.Sit(t, may)
	vague(t, d)
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	var v *Screen
	b := d.Show(800, 1280, func() shell.Screen { v = newScreen(d.Session, desktest.Isla, c.Rec.ID, d.Clock.Kit()); return v })
	b.Tap("Provision")
	b.Picture("composer-portrait")
	b.Sound()
	reach(b, v, "Keep, with a reason")
	b.Tap("Keep these words")
	b.Shows("Say why, in a few words")
	b.Type("Why these words stay", "The tribunal's own words")
	b.Tap("Keep these words")
	var r assessments.Report
	if d.Read(c.Rec.ID, &r); len(r.Overrides) != 1 || !strings.HasPrefix(r.Overrides[0].Phrase, "Regular") {
		t.Fatalf("kept %+v", r.Overrides)
	}
	b.Tap("Check")
	b.Shows("Nothing stops you from signing", "Words kept", "The tribunal's own words")
	b.Tap("For")
	b.Tap("The tribunal")
	if r = (assessments.Report{}); true {
		d.Read(c.Rec.ID, &r)
	}
	if r.Recipient != assessments.RoleTribunal {
		t.Errorf("for %q", r.Recipient)
	}
	d.TakeBack()
	b.Settle()
	b.Tap("Evidence")
	b.Shows("Back to the report", "Movement ABC-2, Total 5")
	b.Picture("composer-evidence-portrait")
	b.Tap("Scores")
	b.Tap("Movement ABC-2")
	d.Sound()
}

func TestScreen_School(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.SchoolAdvice, assessments.RoleSchool)
	b := d.Show(1280, 800, func() shell.Screen { return newScreen(d.Session, desktest.Isla, c.Rec.ID, d.Clock.Kit()) })
	b.Shows("School advice", "Page one", "records are not for this reader")
	b.Theme(kit.Theme{Variant: kit.VariantDark, Text: 18})
	b.Picture("composer-school-dark-18")
	b.Sound()
	b.Theme(kit.Theme{})
	b.Resize(390, 844)
	b.Picture("composer-phone")
	b.Sound()
}

func TestScreen_NobodyAgreed(t *testing.T) {
	d := desktest.Sit(t, may)
	id := d.NewID()
	d.Write(d.Ctx, d.Create(id, assessments.ChildScope(desktest.Isla), &assessments.Report{ReportKind: string(reports.SchoolAdvice),
		Recipient: assessments.RoleSocialCare, AsAt: d.Today(), Version: 1}))
	b := d.Show(1280, 800, func() shell.Screen { return newScreen(d.Session, desktest.Isla, id, d.Clock.Kit()) })
	b.Shows("This cannot be written for social care", "Record what was agreed")
	b.Picture("composer-denied")
	b.Sound()
	b.Tap("For")
	b.Tap("The school")
	b.Shows("Page one")
	d.Sound()
}
