package register

import (
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

func TestScreen_OpensWhatIsTapped(t *testing.T) {
	d := desktest.Sit(t, morning)
	ids := stock(t, d)
	b := d.Show(1280, 800, func() shell.Screen { return newScreen(d.Session, "", d.Clock.Kit()) })
	b.Shows("7 things, 2 overdue", "Do not lift with it", "Fit check due 1 December 2026, in 7 days")
	b.Everywhere("register")
	b.Tap("Due soon 2")
	if _, late := kit.Find(b.Placed(), "Oxford Mobile hoist, Journey 155"); late {
		t.Error("what is overdue is called due soon")
	}
	b.Tap("Overdue 2")
	b.Tap("Hoist at nursery")
	if last := d.Went[len(d.Went)-1]; last.Screen != session.Equipment || last.Child != string(desktest.Yusuf) {
		t.Errorf("a child’s own hoist goes to %+v", last)
	}
	b.Tap("Oxford Mobile hoist, Journey 155")
	if last := d.Went[len(d.Went)-1]; last.Screen != ItemRoute || last.Arg != string(ids["hoist"]) {
		t.Errorf("went to %+v", last)
	}
}

func TestScreen_BeginsAtAFilter(t *testing.T) {
	d := desktest.Sit(t, morning)
	b := d.Show(1280, 800, func() shell.Screen { return newScreen(d.Session, "due", d.Clock.Kit()) })
	b.Shows("Nothing matches")
	stock(t, d)
	b = d.Show(1280, 800, func() shell.Screen { return newScreen(d.Session, "withdrawn", d.Clock.Kit()) })
	b.Shows("R82 Mustang, size 2", "Safety notice: NatPSA/2026/002: frame weld")
	if _, ok := kit.Find(b.Placed(), "Writing slope"); ok {
		t.Error("what is in use stands among the withdrawn")
	}
}

func TestScreen_MarksANoticeOnEverything(t *testing.T) {
	d := desktest.Sit(t, morning)
	ids := stock(t, d)
	b := d.Show(1280, 800, func() shell.Screen { return newScreen(d.Session, "", d.Clock.Kit()) })
	b.Tap("Safety notice")
	b.Type("Product", "Mygo")
	b.Shows("2 things in the register, 1 child’s record, 1 child")
	b.Tap("Mark it on all of them")
	b.Shows("Enter the notice's reference")
	b.Type("The notice: its reference and what it asks", "NatPSA/2026/004: check the footplate bolts")
	b.Type("Batch or serial numbers", "B12")
	b.Shows("Batch not noted: look at the label")
	b.Picture("register-notice")
	b.Sound()
	b.Tap("Mark it on all of them")
	var v assessments.EquipmentItem
	if d.Read(ids["mygo"], &v); v.Notice != "NatPSA/2026/004: check the footplate bolts" {
		t.Errorf("marked %q", v.Notice)
	}
	b.Shows("Safety notice: NatPSA/2026/004: check the footplate bolts")
	d.TakeBack()
	v = assessments.EquipmentItem{}
	if d.Read(ids["mygo"], &v); v.Notice != "" {
		t.Errorf("taken back: %q", v.Notice)
	}
	d.Sound()
}

func TestItem_LendsAtATapAndTakesBack(t *testing.T) {
	d := desktest.Sit(t, morning)
	ids := stock(t, d)
	b := d.Show(1280, 800, func() shell.Screen { return newItem(d.Session, ids["sling"], d.Clock.Kit()) })
	b.Shows("Oxford Toileting sling, small", "In store: Loan store, bay 4", "LOLER examination due 10 December 2026, in 16 days")
	b.Everywhere("register-item")
	b.Tap("Lend")
	b.Type("Find by name", "issy")
	b.Everywhere("register-lend")
	b.Tap("Isla Maeve O'Thistlewood")
	b.Shows("With Isla Maeve O'Thistlewood since 24 November 2026")
	var v assessments.EquipmentItem
	if d.Read(ids["sling"], &v); v.Child != desktest.Isla || v.Status != "on-loan" {
		t.Errorf("lent: %+v", v)
	}
	b.Tap("In 6 weeks")
	d.Clock.Turn(time.Second)
	b.Tap("Take back")
	v = assessments.EquipmentItem{}
	if d.Read(ids["sling"], &v); v.Status != "in-store" || v.Child != "" || v.DueBack != "" {
		t.Errorf("taken back from the child: %+v", v)
	}
	d.TakeBack()
	v = assessments.EquipmentItem{}
	if d.Read(ids["sling"], &v); v.Status != "on-loan" || v.Child != desktest.Isla || v.DueBack != "2027-01-05" {
		t.Errorf("after Undo: %+v", v)
	}
	b.Sound()
}

func TestItem_KeepsALetterThroughAKill(t *testing.T) {
	d := desktest.Sit(t, morning)
	ids := stock(t, d)
	b := d.Show(1280, 800, func() shell.Screen { return newItem(d.Session, ids["slope"], d.Clock.Kit()) })
	b.Type("Anything to remember", "Needs new rubber feet")
	d.Clock.Turn(time.Second)
	d.Restart()
	var v assessments.EquipmentItem
	if d.Read(ids["slope"], &v); v.Note != "Needs new rubber feet" {
		t.Errorf("after a kill: %q", v.Note)
	}
	d.Sound()
}

func TestItem_AnOverdueHoistIsNotLentAndSaysSo(t *testing.T) {
	d := desktest.Sit(t, morning)
	ids := stock(t, d)
	b := d.Show(1280, 800, func() shell.Screen { return newItem(d.Session, ids["hoist"], d.Clock.Kit()) })
	b.Shows("LOLER examination overdue since 20 October 2026. Do not lift with it")
	b.Tap("Take back")
	b.Tap("Lend")
	b.Tap("A school or place")
	b.Tap("Larkbarrow Primary")
	b.Shows("It must not be lent")
	b.Picture("register-not-lent")
	b.Tap("Close")
	b.Tap("Examined today")
	b.Theme(kit.Theme{Variant: kit.VariantDark, Text: 20})
	b.Shows("Service due 1 March 2027")
	b.Picture("register-item-dark-20")
	b.Sound()
	b.Theme(kit.Theme{})
	d.Sound()
}

func TestItem_OneMoreOfWhatIsThere(t *testing.T) {
	d := desktest.Sit(t, morning)
	stock(t, d)
	b := d.Show(1280, 800, func() shell.Screen { return newScreen(d.Session, "", d.Clock.Kit()) })
	b.Tap("Add equipment")
	id := assessments.ID(d.Went[len(d.Went)-1].Arg)
	b = d.Show(800, 1280, func() shell.Screen { return newItem(d.Session, id, d.Clock.Kit()) })
	b.Picture("register-new")
	b.Sound()
	b.Tap("Oxford Mobile hoist, Journey 155")
	var v assessments.EquipmentItem
	if d.Read(id, &v); v.Product != "Mobile hoist" || v.Maker != "Oxford" || v.Model != "Journey 155" || !v.Lifting || v.Serial != "" || v.ExaminedOn != "" || v.Status != "in-store" {
		t.Errorf("one more hoist: %+v", v)
	}
	b.Shows("Nobody noted when it must be examined. Do not lift with it")
	b.Sound()
	d.Sound()
}

func TestItem_TakesAProductFromTheCatalogue(t *testing.T) {
	d := desktest.Sit(t, morning)
	ids := stock(t, d)
	b := d.Show(1280, 800, func() shell.Screen { return newItem(d.Session, ids["slope"], d.Clock.Kit()) })
	b.Tap("From the catalogue")
	b.Picture("register-catalogue")
	b.Type("Find a product", "mustang")
	b.Tap("R82 Mustang")
	var v assessments.EquipmentItem
	if d.Read(ids["slope"], &v); v.Product != "Mustang" || v.Maker != "R82" || v.Serial != "WS-03" {
		t.Errorf("picked %+v", v)
	}
	d.TakeBack()
	v = assessments.EquipmentItem{}
	if d.Read(ids["slope"], &v); v.Product != "Writing slope" || v.Maker != "" {
		t.Errorf("taken back: %+v", v)
	}
	b.Sound()
	d.Sound()
}

func TestItem_ANewThingWaitsForItsName(t *testing.T) {
	d := desktest.Sit(t, morning)
	var list *Screen
	b := d.Show(1280, 800, func() shell.Screen { list = newScreen(d.Session, "", d.Clock.Kit()); return list })
	b.Tap("Add equipment")
	id := assessments.ID(d.Went[len(d.Went)-1].Arg)
	var v *ItemScreen
	b = d.Show(800, 1280, func() shell.Screen { v = newItem(d.Session, id, d.Clock.Kit()); return v })
	b.Shows("Still to fill in")
	b.Type("Product", "Squiggles stander")
	b.Type("Serial number", "SQ-1")
	v.Leave()
	rec, err := d.Store.Record(d.Ctx, id)
	if err != nil || rec.Meta.Unsent == 0 || rec.Fields.Text("product") != "Squiggles stander" || rec.Fields.Text("serial") != "SQ-1" {
		t.Errorf("kept %+v, %v", rec.Fields, err)
	}
	d.Sound()
}

// TestItem_AHoistThatNobodyTicked: the catalogue knows that it lifts, so its examination can be entered, and a later day than the
// law's is not believed.
func TestItem_AHoistThatNobodyTicked(t *testing.T) {
	d := desktest.Sit(t, morning)
	id := d.NewID()
	v := &assessments.EquipmentItem{Product: "Mobile hoist", Serial: "H-1", Status: "in-store", ExaminedOn: "2026-06-10", ExamineBy: "2027-06-10"}
	if !d.Write(d.Ctx, d.Create(id, assessments.TeamScope(), v)) {
		t.Fatal(d.Failed)
	}
	b := d.Show(1280, 800, func() shell.Screen { return newItem(d.Session, id, d.Clock.Kit()) })
	b.Shows("LOLER examination due 10 December 2026, in 16 days", "The record says 10 June 2027: only a written examination scheme allows that",
		"Products of this name lift people", "Examined today")
	b.Everywhere("register-unticked")
}
