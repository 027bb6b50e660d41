package reports

import (
	"bytes"
	"image"
	"image/jpeg"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

var toNursery = Request{Kind: EquipmentAdvice, Recipient: Recipient{Role: assessments.RoleSchool}, AsAt: "2026-05-21"}

// perch is a bought seat in use with everything recorded but its serial number.
func perch(change func(*assessments.Equipment)) assessments.Record {
	e := &assessments.Equipment{Item: "Seating system", Maker: "Acorn", Model: "Perch", Size: "size 2", Type: "seating-system", Status: "in-use", Order: 1,
		Accessories: []string{"Pelvic strap", "Tray"}, Settings: []assessments.Setup{{What: "Seat depth", Value: new(231.0), Unit: "mm"}}, SetNote: "Set each side.",
		Use: "At lessons, 30 minutes", Why: "Leans without it.", Goals: []assessments.ID{id(70)}, Place: "School", Owner: "Equipment store", Funder: "Joint panel", FundedOn: "2026-04-01",
		Price: "1240.50", VAT: "ex", Quote: "Q-77", OrderedOn: "2026-04-02", DeliveredOn: "2026-05-04", ServiceMonths: 12, Breakdown: "Ring the store", Checks: []string{"Checked each week"}, ReviewOn: "2026-11-02",
		Trials: []assessments.Trial{{On: "2026-03-20", Item: "Acorn Nest", Minutes: 30, Place: "School", Result: "Slid at 9 minutes", Worked: "no"},
			{On: "2026-03-27", Item: "Acorn Perch, size 2", Minutes: 45, Place: "School", Result: "Sat for 40 minutes", Worked: "yes", View: "Teacher: “He looks up.”"}},
		Alternatives: []assessments.Alternative{{Item: "Classroom chair with a wedge", WhyNot: "Tips"}, {Item: "Acorn Nest", WhyNot: "Too small"}}}
	if change != nil {
		change(e)
	}
	return record(id(80), e)
}

// sizesOn is a measurement of one day.
func sizesOn(n int, on assessments.Date, rows ...assessments.Reading) assessments.Record {
	return record(id(n), &assessments.Measurement{On: on, By: []assessments.ID{otID}, Position: "Sitting, shod", Rows: rows, RemeasureAfter: on.AddDays(90)})
}

func TestEquipment_SaysWhatAFunderNeeds(t *testing.T) {
	d := mustDraft(t, kestrel(perch(nil),
		record(id(70), &assessments.Goal{Title: "Sits through a story", Order: 1}),
		record(id(81), &assessments.Equipment{Item: "Hoist", Type: "hoist", Status: "in-use", Lifting: true, Order: 2, Place: "School", Use: "For all transfers", ExaminedOn: "2025-10-20", ExamineBy: "2026-04-20"}),
		record(id(82), &assessments.Provision{Ref: "G1", Section: "G", What: "Positioning training", Mode: "training", Doses: []assessments.Dose{{Minutes: 60, Sessions: 1, Per: "year"}}, Training: "Both assistants; again within 10 working days of a staff change"}),
	), toNursery)
	text := d.PlainText()
	for _, want := range []string{
		"Seating recommendation\n", "1. Seating system: Acorn Perch, size 2\nQuotation Q-77 = £1,240.50 excluding VAT\n", "With: Pelvic strap, tray\n", "Set to: Seat depth 231 mm\n", "Set-up: Set each side\n",
		"Goal: sits through a story\n", "Trial of 27 March 2026: sat for 40 minutes\n", "State: In use, delivered 4 May 2026\n", "Owned by: Equipment store\n", "Funded by: Joint panel, agreed 1 April 2026\n",
		"    Next fit check 2 November 2026\n    Service every 12 months\n", "Repairs: Ring the store\n", "Serial number: [ ] Not recorded\n",
		"Acorn Nest | 20 March 2026, school, 30 minutes. Slid at 9 minutes. | Not suitable\n", "Acorn Perch, size 2 | 27 March 2026, school, 45 minutes. Sat for 40 minutes. Teacher: “He looks up.” | Worked\n",
		"Classroom chair with a wedge | Tips. | Not chosen\n", "Hoist: for all transfers. Last examined 20 October 2025. Next examination due by 20 April 2026. [ ] That day has passed",
		"Positioning training. 60 minutes, once a year. Both assistants; again within 10 working days", "2 November 2026: fit check of Acorn Perch, size 2.",
	} {
		if !contains(text, want) {
			t.Errorf("%q is not said in\n%s", want, text)
		}
	}
	if strings.Count(text, "Acorn Nest") != 1 {
		t.Error("a trial that did not work is told twice, or not at all")
	}
	if contains(text, "Leans without it") {
		t.Error("a school reads the health reason")
	}
	if contains(text, "2. Hoist") {
		t.Error("a hoist that is only to be examined has a card, too")
	}
}

// TestEquipment_AnEmptiedSettingIsNotNought: a number that was rubbed out is said to be open, and is none wherever it is asked whether there is
// one. An upright back, at 0 degrees, is as much a setting as any.
func TestEquipment_AnEmptiedSettingIsNotNought(t *testing.T) {
	set := func(all ...assessments.Setup) assessments.Record {
		return perch(func(e *assessments.Equipment) { e.Settings = all })
	}
	emptied := assessments.Setup{What: "Seat height", Unit: "mm", How: "floor to back of knee 285 mm, 12 March 2026"}
	begun := assessments.Setup{Unit: "mm"}
	text := mustDraft(t, kestrel(set(assessments.Setup{What: "Seat depth", Value: new(231.0), Unit: "mm"}, emptied, begun)), toNursery).PlainText()
	if !contains(text, "Set to: Seat depth 231 mm, seat height not measured\n") || contains(text, " 0 mm") || contains(text, "285") {
		t.Errorf("an emptied setting is told in\n%s", text)
	}
	if text := mustDraft(t, kestrel(set(assessments.Setup{What: "Back angle", Value: new(0.0), Unit: "degrees"})), toNursery).PlainText(); !contains(text, "Set to: Back angle 0 degrees\n") {
		t.Errorf("an upright back is told in\n%s", text)
	}
	if text := mustDraft(t, kestrel(set(begun)), toNursery).PlainText(); contains(text, "Set to:") {
		t.Errorf("a setting that was only begun is told in\n%s", text)
	}
	hoist := &assessments.Equipment{Item: "Hoist", Lifting: true, Status: "in-use", Settings: []assessments.Setup{emptied}}
	if !standsAlone(hoist) {
		t.Error("an emptied setting gives a hoist a card of its own")
	}
	chair := record(id(80), &assessments.Equipment{Item: "Classroom chair", Type: "chair", Status: "in-use", Order: 1, Use: "At the table.", Settings: []assessments.Setup{emptied}})
	school := mustDraft(t, kestrel(chair), toSchool).PlainText()
	if contains(school, "seat height") || !contains(school, "Classroom chair") {
		t.Errorf("school is told to set what has no number:\n%s", school)
	}
}

func TestEquipment_ASupplierReadsSizesAndProduct(t *testing.T) {
	ev := kestrel(perch(nil), sizesOn(90, "2026-04-16", assessments.Reading{What: "Thigh depth", Side: "left", Value: 231, Unit: "mm"}, assessments.Reading{What: "Weight", Value: 17, Unit: "kg"}),
		record(id(81), &assessments.Equipment{Item: "Bath board", Status: "referred", ReferredTo: "Council", ReferredOn: "2026-04-01", Order: 2}),
		record(id(83), &assessments.Need{Section: "C", Area: "eating", Statement: "Reflux.", Owner: "Dietitian"}),
		record(id(84), &assessments.Observation{Type: "said", SaidBy: childID, On: "2026-04-16", Text: "It hugs me"}))
	// The same for a supplier and for anybody whose consent says so.
	limited := consent(31, assessments.RoleSocialCare, "2026-02-01")
	limited.Fields["limits"] = []byte(`"first-name-and-sizes"`)
	ev.Records = append(ev.Records, consent(30, assessments.RoleSupplier, "2026-02-01"), limited)
	for _, role := range []Role{assessments.RoleSupplier, assessments.RoleSocialCare} {
		d := mustDraft(t, ev, Request{Kind: EquipmentAdvice, Recipient: Recipient{Role: role}, AsAt: "2026-05-21", Author: otID, Signed: true, SignedOn: "2026-05-21"})
		text := whole(d)
		for _, no := range []string{"Kestrelby", "Anne", "31 March", "2017", "999", "Sallowfield", "Year 4", "Hypermobility", "Reflux", "hugs", "Bath board", "Leans", "story", "Teacher", "Joint panel", "Nest", "Odette", "Wrenfold", "Aged"} {
			if contains(text, no) {
				t.Errorf("%s reads %q:\n%s", role, no, text)
			}
		}
		for _, want := range []string{"Tam\n", "Thigh depth | Left 231 mm | first", "Weight 17 kg.", "With: Pelvic strap, tray", "£1,240.50", "Sorrel Ashdown", "Example Therapies", "01632 960000"} {
			if !contains(text, want) {
				t.Errorf("%s does not read %q:\n%s", role, want, text)
			}
		}
		if d.Running.Name != "Tam" || len(d.Running.Parts) > 0 {
			t.Errorf("the running head says %q %q", d.Running.Name, d.Running.Parts)
		}
	}
}

func TestEquipment_AboutOnePiece(t *testing.T) {
	req := toNursery
	req.About = id(81)
	d := mustDraft(t, kestrel(perch(nil), record(id(81), &assessments.Equipment{Item: "Writing slope", Type: "slope", Status: "recommended", Order: 2, Owner: "School", Funder: "School", Common: assessments.Common{Missing: map[string]string{"price": "not known"}}})), req)
	text := d.PlainText()
	if contains(text, "Acorn") || !contains(text, "1. Writing slope\nOwner, funder: School\n") || !contains(text, "[ ] Writing slope, price: not known.") || d.Title != "Equipment recommendation" {
		t.Errorf("the recommendation of one piece says\n%s", text)
	}
}

func TestEquipment_ChangeSinceLast(t *testing.T) {
	knee := func(v float64) assessments.Reading {
		return assessments.Reading{What: "Floor to back of knee", Side: "left", Value: v, Unit: "mm"}
	}
	hip := func(v float64) assessments.Reading {
		return assessments.Reading{What: "Hip width", Value: v, Unit: "mm"}
	}
	d := mustDraft(t, kestrel(perch(nil), sizesOn(90, "2025-11-03", knee(213), hip(225)),
		sizesOn(91, "2026-04-16", knee(225), assessments.Reading{What: "Floor to back of knee", Side: "right", Value: 220, Unit: "mm"}, hip(225), assessments.Reading{What: "Head girth", Value: 490, Unit: "mm"}),
		sizesOn(92, "2026-04-30", assessments.Reading{What: "Seat height", Of: "classroom chair", Value: 340, Unit: "mm"})), toNursery)
	for _, want := range []string{"Measured on 16 April 2026\n", "Since last: since 3 November 2025\n", "A | Floor to back of knee | Left 225 mm, right 220 mm | left +12 mm, first\n", "B | Hip width | 225 mm | no change\n", "– | Head girth | 490 mm | first\n",
		"Measure again if anything is ordered after 15 July 2026."} {
		if !contains(d.PlainText(), want) {
			t.Errorf("%q is not said in\n%s", want, d.PlainText())
		}
	}
}

func TestEquipment_SayingGapsAndNotSayingThem(t *testing.T) {
	// A reader who may not have the reason is not told that it is missing; one who may have it is.
	bare := perch(func(e *assessments.Equipment) { e.Why, e.Trials, e.Goals = "", nil, nil })
	if text := mustDraft(t, kestrel(bare), toNursery).PlainText(); contains(text, "Why:") {
		t.Errorf("a school is told that a reason is missing that it may not have:\n%s", text)
	}
	la := mustDraft(t, kestrel(bare), Request{Kind: EquipmentAdvice}).PlainText()
	for _, want := range []string{"Why: [ ] Not recorded\n", "[ ] No measurements are recorded.", "[ ] Not recorded: who is trained to use it"} {
		if !contains(la, want) {
			t.Errorf("%q is not said in\n%s", want, la)
		}
	}
}

func TestEquipment_Golden(t *testing.T) {
	for _, name := range []string{"isla", "yusuf"} {
		table, ev := demo(t, name)
		for _, rep := range table.Reports {
			if rep.Kind != string(EquipmentAdvice) {
				continue
			}
			file := "equipment-" + name
			if rep.Recipient == "supplier" {
				file += "-supplier"
			}
			golden(t, file, mustDraft(t, ev, Request{Kind: EquipmentAdvice, Recipient: Recipient{Role: Role(rep.Recipient)}, AsAt: assessments.Date(rep.AsAt), Author: assessments.ID(table.Author), Version: 1}))
		}
	}
}

// A photo of a seat stands behind its card for the school, under its consent, and never goes to the supplier.
func TestEquipment_PicturesOfAThing(t *testing.T) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 30)), nil); err != nil {
		t.Fatal(err)
	}
	files := media{}
	photo := files.add(b.Bytes())
	att := record(id(71), &assessments.Attachment{Of: id(80), Type: "photo", SHA256: photo, Media: "image/jpeg", Caption: "The seat as it was set", Shows: "A seat from the side", On: "2026-05-04"})
	yes := record(id(50), &assessments.Basis{Purpose: "photo", Kind: "consent", Decision: "given", On: "2026-01-10", GivenBy: mumID, Authority: "parental-responsibility"})
	ev := kestrel(perch(nil), att, yes)
	ev.Media = files.get
	at := func(req Request) (figures int) {
		d, err := Draft(ev, req)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range d.Blocks {
			if f, ok := b.(*Figure); ok && f.Caption == "The seat as it was set" && len(f.Picture.JPEG) > 0 {
				figures++
			}
		}
		return figures
	}
	if n := at(toNursery); n != 1 {
		t.Errorf("the school's has %d pictures of the seat", n)
	}
	supplier := toNursery
	supplier.Recipient = Recipient{Role: assessments.RoleSupplier}
	ev.Records = append(ev.Records, record(id(51), &assessments.Basis{Purpose: "share", Recipient: "supplier", Kind: "consent", Decision: "given", On: "2026-01-10", GivenBy: mumID, Authority: "parental-responsibility"}))
	if n := at(supplier); n != 0 {
		t.Errorf("the supplier's has %d pictures", n)
	}
}
