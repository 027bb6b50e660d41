package reports

import (
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// house is a visit at home with what a walk from the street to the bathroom finds.
func house(more ...assessments.Record) Evidence {
	of := func(thing, what, note string, mm float64) assessments.Reading {
		return assessments.Reading{What: what, Value: mm, Unit: "mm", Of: thing, Note: note}
	}
	return kestrel(append([]assessments.Record{
		consent(32, assessments.RoleSocialCare, "2026-01-10"),
		record(id(50), &assessments.Contact{Type: "visit", On: "2026-04-10", Status: "attended", ChildPresent: "yes", Place: "home", Clinician: otID}),
		record(id(51), &assessments.Contact{Type: "visit", On: "2026-04-17", Status: "attended", ChildPresent: "yes", Place: "school", Clinician: otID}),
		record(id(52), &assessments.Measurement{On: "2026-04-10", Contact: id(50), By: []assessments.ID{otID}, Rows: []assessments.Reading{
			of("door", "Clear width", "Front door", 742), of("door", "Threshold", "Front door", 145), of("door", "Step height", "Front door", 172),
			of("door", "Clear width", "Bathroom", 668), of("stairs", "Stair width", "", 781), of("bath", "Bath rim height", "", 540), of("furniture", "Surface height", "Bed", 430)}}),
		record(id(53), &assessments.Measurement{On: "2026-04-17", Contact: id(51), Rows: []assessments.Reading{of("door", "Clear width", "Hall door", 810)}}),
		record(id(54), &assessments.Observation{Type: "fact", Area: "mobility", On: "2026-04-10", Contact: id(50), Text: "Bed: lifted by one adult."}),
		record(id(55), &assessments.Observation{Type: "fact", Area: "self-care", On: "2026-04-10", Contact: id(50), Text: "Washed in the bath."}),
		record(id(56), &assessments.Observation{Type: "fact", Area: "mobility", On: "2026-04-17", Contact: id(51), Text: "Walks to class holding the rail."}),
		record(id(64), &assessments.Observation{Type: "fact", Area: "hands", On: "2026-04-10", Contact: id(50), Text: "Pencil held in a fist."}),
		record(id(57), &assessments.Need{Section: "D", Area: "self-care", Statement: "Tam cannot get into the bath."}),
		record(id(58), &assessments.Equipment{Item: "Level shower", Status: "referred", ReferredTo: "Council", ReferredOn: "2026-04-20", Section: "H1", Funder: "Disabled Facilities Grant", Place: "Home", Order: 1}),
		record(id(59), &assessments.Equipment{Item: "Hoist", Type: "hoist", Lifting: true, Status: "in-use", Section: "H1", Place: "Home", Order: 2}),
	}, more...)...)
}

func TestAdaptation_InMillimetres(t *testing.T) {
	d := mustDraft(t, house(), Request{Kind: AdaptationAdvice, Recipient: Recipient{Role: assessments.RoleSocialCare}})
	text := d.PlainText()
	for _, want := range []string{
		"What has to change at home\n", "Where | Clear width | Threshold | Step height\nFront door | 742 mm | 145 mm | 172 mm\nBathroom | 668 mm | [ ] Not recorded | [ ] Not recorded\n", "Stair width | 781 mm\n",
		"Bath, bath rim height | 540 mm\n", "Bed, surface height | 430 mm\n", "Tam cannot get into the bath.", "Self-care", "Bed: lifted by one adult.", "[ ] Moving-and-handling plan: not recorded",
		"H1. Level shower\n", "Level shower | Disabled Facilities Grant | Referred to council 20 April 2026\n", "Hoist | [ ] Not settled | In use\n", "section 24", "[ ] Thorough examination: not recorded", "Measured 10 April 2026, by Sorrel Ashdown.",
	} {
		if want == "Self-care" {
			want = "Washing and self-care"
		}
		if !contains(text, want) {
			t.Errorf("%q is not said in\n%s", want, text)
		}
	}
	for _, no := range []string{"Hall door", "9 Wrenfold", "fist"} { // school's door; an address that social care does not get from us; a pencil
		if contains(text, no) {
			t.Errorf("%q is said", no)
		}
	}
}

func TestAdaptation_SchoolReadsOfSchool(t *testing.T) {
	d := mustDraft(t, house(), Request{Kind: AdaptationAdvice, Recipient: Recipient{Role: assessments.RoleSchool}})
	text := whole(d)
	for _, no := range []string{"742", "Bathroom", "lifted by one adult", "Level shower", "Section H", "at home", "Wrenfold", "Hoist"} {
		if contains(text, no) {
			t.Errorf("school reads %q in\n%s", no, text)
		}
	}
	for _, want := range []string{"Getting in and about at school", "Hall door, clear width | 810 mm", "holding the rail"} {
		if !contains(text, want) {
			t.Errorf("%q is not said in\n%s", want, text)
		}
	}
}

func TestAdaptation_NewestReadingCounts(t *testing.T) {
	again := record(id(62), &assessments.Measurement{On: "2026-05-02", Contact: id(50), Rows: []assessments.Reading{{What: "Clear width", Of: "door", Note: "Front door", Value: 900, Unit: "mm"}}})
	text := mustDraft(t, house(again), Request{Kind: AdaptationAdvice, Recipient: Recipient{Role: assessments.RoleSocialCare}}).PlainText()
	if !contains(text, "Front door | 900 mm | 145 mm | 172 mm") || contains(text, "742") {
		t.Errorf("the door after the works is\n%s", text)
	}
}

func TestAdaptation_APlanThatIsRecordedIsNamed(t *testing.T) {
	plan := record(id(63), &assessments.Attachment{Of: id(50), Type: "document", SHA256: "x", Caption: "Moving-and-handling plan, version 2", On: "2026-04-22"})
	text := mustDraft(t, house(plan), Request{Kind: AdaptationAdvice, Recipient: Recipient{Role: assessments.RoleSocialCare}}).PlainText()
	if contains(text, "plan: not recorded") || !contains(text, "Moving-and-handling plan, version 2, 22 April 2026.") {
		t.Errorf("the plan is told as\n%s", text)
	}
}

// TestAdaptation_HandlingPlan holds that only a plan is taken for one, and that the home's is not shown in class.
func TestAdaptation_HandlingPlan(t *testing.T) {
	row := func(section, what, training string) assessments.Record {
		return record(id(90), &assessments.Provision{Ref: section, Section: section, What: what, Training: training})
	}
	plan := func(place string) assessments.Record {
		return record(id(90), &assessments.ActivityPlan{Title: "Moving and handling plan", Place: place, Start: "2026-04-22"})
	}
	council, school := Recipient{Role: assessments.RoleSocialCare}, Recipient{Role: assessments.RoleSchool}
	for _, c := range []struct {
		name string
		to   Recipient
		more assessments.Record
		want bool
	}{
		{"training is no plan", council, row("F", "Hoist transfers", "Manual handling, each year"), false},
		{"nor is a row on it", council, row("F", "Manual handling by two adults", ""), false},
		{"a row that is it", council, row("F", "Moving-and-handling plan, followed each day", ""), true},
		{"by its other name", council, row("F", "Manual handling plan, followed each day", ""), true},
		{"the home's row", council, row("H1", "Moving and handling plan for the bathroom", ""), true},
		{"the home's row in class", school, row("H1", "Moving and handling plan for the bathroom", ""), false},
		{"the school's row in class", school, row("F", "Moving and handling plan for the hall", ""), true},
		{"the home's plan", council, plan("home"), true},
		{"the home's plan in class", school, plan("home"), false},
		{"the school's plan in class", school, plan("school"), true},
	} {
		text := mustDraft(t, house(c.more), Request{Kind: AdaptationAdvice, Recipient: c.to}).PlainText()
		if got := contains(text, "Moving-and-handling plan. "); got != c.want || contains(text, "Moving-and-handling plan: not recorded") == c.want {
			t.Errorf("%s: a plan is told: %v, want %v, in\n%s", c.name, got, c.want, text)
		}
	}
}

func TestAdaptation_WhoseWords(t *testing.T) {
	said := func(n int, by assessments.ID, text string) assessments.Record {
		return record(id(n), &assessments.Observation{Type: "said", SaidBy: by, Area: "toileting", On: "2026-04-10", Contact: id(50), Text: text})
	}
	ev := house(said(90, mumID, "I wash her on the bed"), said(91, childID, "I want a lock on the door"), said(92, aidID, "We use the low step"))
	for role, want := range map[Role]bool{assessments.RoleSchool: false, assessments.RoleNursery: false, assessments.RoleSocialCare: true} {
		ev.Records = append(ev.Records, consent(93, role, "2026-01-10"))
		text := mustDraft(t, ev, Request{Kind: AdaptationAdvice, Recipient: Recipient{Role: role}}).PlainText()
		if got := contains(text, "I wash her on the bed"); got != want {
			t.Errorf("%s reads what mum said: %v, want %v", role, got, want)
		}
		if !contains(text, "I want a lock on the door") || !contains(text, "We use the low step") {
			t.Errorf("%s does not read the child's and the assistant's words in\n%s", role, text)
		}
	}
}

func TestAdaptation_Golden(t *testing.T) {
	table, ev := demo(t, "yusuf")
	golden(t, "adaptation-yusuf", mustDraft(t, ev, Request{Kind: AdaptationAdvice, Recipient: Recipient{Role: assessments.RoleSocialCare}, AsAt: "2026-06-30", Author: assessments.ID(table.Author), Version: 1}))
	golden(t, "adaptation-house", mustDraft(t, house(), Request{Kind: AdaptationAdvice, Recipient: Recipient{Role: assessments.RoleSocialCare}, Author: otID}))
}
