package reports

import (
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

var reviewToLA = Request{Kind: AnnualReview, AsAt: "2026-11-20"}

// reviewYear is an invented year: a row under way, one that waits, a chair that came, an outcome with a goal on the way.
func reviewYear() []assessments.Record {
	row := provisionRow(61, "F1")
	late := provisionRow(62, "F2")
	var p assessments.Provision
	assessments.Decode(late.Fields, &p)
	p.Start = "2027-01-04"
	gone := assessments.Provision{Ref: "G1", Section: "G", What: "Chair: review", Equipment: []assessments.ID{id(70)}, Mode: "equipment", ICB: "asked", ICBAsked: "2026-09-01", End: "2026-10-30", Start: "2026-01-05"}
	out := []assessments.Record{row, record(id(62), &p), record(id(63), &gone),
		record(id(70), &assessments.Equipment{Item: "Chair", Maker: "Acme", Model: "Perch", Status: "in-use", DeliveredOn: "2026-03-03", Section: "G"}),
		record(id(60), &assessments.Outcome{Ref: "E1", Statement: "By 16 July 2027, Tam types 12 words a minute.", Baseline: "5 words a minute", BaselineFrom: []assessments.ID{id(80)}, CountedBy: "Class teacher", Needs: []assessments.ID{id(65)}}),
		record(id(65), &assessments.Need{Section: "B", Area: "hands", Statement: "Tam writes slowly."}),
		record(id(80), &assessments.Observation{Type: "fact", Area: "hands", On: "2026-01-12", Text: "Types 5 words a minute."}),
		record(id(81), &assessments.Observation{Type: "fact", Area: "hands", On: "2026-06-12", Text: "Types 7 words a minute."}),
		record(id(82), &assessments.Observation{Type: "fact", Area: "hands", On: "2026-11-02", Text: "Types 9 words a minute."}),
		record(id(85), &assessments.Contact{Type: "meeting", Status: "planned", On: "2026-12-11", Place: "school", Setting: schoolID, Purpose: "Annual review of the plan"})}
	goals := goalRecords(40, "Typing a story", -1, 0)
	var g assessments.Goal
	assessments.Decode(goals[0].Fields, &g)
	g.Outcome = id(60)
	goals[0] = record(id(40), &g)
	return append(out, goals...)
}

func TestAnnualReview_AgreedDeliveredAndOpen(t *testing.T) {
	text := mustDraft(t, kestrel(reviewYear()...), reviewToLA).PlainText()
	for _, want := range []string{
		"Review meeting: 11 December 2026, at school\n    Reports are due two weeks before, by 27 November 2026",
		"The goal moved up. We advised 3 rows of provision.",
		"F1 | Teaching keyboard skills | 15 min × 4 a week × 39 weeks (39.0 hours a year) | [ ] Sessions given: not recorded, school to say",
		"F2 | Teaching keyboard skills | 15 min × 4 a week × 39 weeks (39.0 hours a year) | Not started: from 4 January 2027",
		"At the start: 5 words a minute\nNow: Goal “Typing a story”: as expected on 11 May 2026\n    Types 9 words a minute. 2 November 2026\n",
		"Delivered: Acme Perch: in use, delivered 3 March 2026",
		"ICB: [ ] Not yet: asked 1 September 2026, no answer", "[ ] It ended on 30 October 2026", "How far: Goal “Typing a story”: as expected on 11 May 2026",
	} {
		if !contains(text, want) {
			t.Errorf("%q is not said in\n%s", want, text)
		}
	}
	if n := countOf(text, "How far:"); n != 1 {
		t.Errorf("how far the outcome is stands with %d rows; only F1 has begun", n)
	}
	if found := CheckWording(mustDraft(t, kestrel(reviewYear()...), reviewToLA), nil); len(found) > 0 {
		t.Errorf("the draft's own words are vague: %v", found)
	}
	if contains(text, "Types 7 words") {
		t.Error("where the child is now is told by an older note")
	}
}

// TestAnnualReview_AgreedOnlyWhereItWas holds that our proposals are called the plan's, or agreed, only in a final plan, and those
// of Section G only once the board has agreed.
func TestAnnualReview_AgreedOnlyWhereItWas(t *testing.T) {
	const advised, agreed = "Row | What | Advised | Delivered", "Row | What | Agreed | Delivered"
	for _, c := range []struct {
		plan, icb string
		short     string
		f, g      string // the words of each section
	}{
		{"", "agreed", "We advised 4 rows of provision.", "advised", "advised"},
		{"draft", "agreed", "We advised 4 rows of provision.", "advised", "advised"},
		{"final", "refused", "We advised 4 rows of provision.", "agreed", "advised"},
		{"final", "", "We advised 4 rows of provision.", "agreed", "advised"},
		{"final", "agreed", "The plan has 4 rows of our provision.", "agreed", "agreed"},
	} {
		g := func(n int, ref, icb string) assessments.Record {
			return record(id(n), &assessments.Provision{Ref: ref, Section: "G", What: "Splint", Mode: "direct", ICB: icb, Doses: []assessments.Dose{{Minutes: 30, Sessions: 4, Per: "year"}}})
		}
		ev := kestrel(provisionRow(61, "F1"), provisionRow(62, "F2"), g(63, "G1", "agreed"), g(64, "G2", c.icb))
		ev.Records[0] = record(childID, &assessments.Child{Name: "Tamar Kestrelby", KnownAs: "Tam", Born: "2017-03-31", Setting: schoolID, EHCPlan: c.plan})
		text := mustDraft(t, ev, reviewToLA).PlainText()
		heads := map[string]string{"advised": advised, "agreed": agreed}
		for _, want := range []string{c.short,
			"F. Special educational provision\nWhat was " + c.f + ", and", "Section F: " + c.f + " and delivered\n" + heads[c.f],
			"G. Health provision\nWhat was " + c.g + ", and", "Section G: " + c.g + " and delivered\n" + heads[c.g]} {
			if !contains(text, want) {
				t.Errorf("plan %q, board %q: %q is not said in\n%s", c.plan, c.icb, want, text)
			}
		}
	}
}

// TestAnnualReview_WhatShouldChangeIsTheTherapists holds that the draft decides nothing and that the therapist's words stand
// where the decision was open.
func TestAnnualReview_WhatShouldChangeIsTheTherapists(t *testing.T) {
	req := reviewToLA
	req.Recipient.Role = assessments.RoleLocalAuthority
	p, err := Propose(kestrel(reviewYear()...), req)
	if err != nil {
		t.Fatal(err)
	}
	key := "changes/" + string(id(61))
	found := false
	for _, part := range p.Parts {
		for _, x := range part.Proposals {
			if x.Key == key {
				found = x.Editable && x.Words == "F1. Teaching keyboard skills: not decided yet."
			}
		}
	}
	if !found {
		t.Fatal("what should change in F1 cannot be written")
	}
	d, err := Assemble(p, map[string]string{key: "F1: from 15 to 20 minutes each time, because 9 words a minute are reached."})
	if err != nil {
		t.Fatal(err)
	}
	text := d.PlainText()
	if !contains(text, "F1: from 15 to 20 minutes each time") || contains(text, "F1. Teaching keyboard skills: ") || !contains(text, "F2. Teaching keyboard skills: [ ] not decided yet.") {
		t.Errorf("the therapist's words do not stand:\n%s", text)
	}
}
