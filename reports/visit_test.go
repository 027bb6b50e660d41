package reports

import (
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

var visitToGP = Request{Kind: VisitSummary, Recipient: Recipient{Role: assessments.RoleGP}, AsAt: "2026-05-21"}

// visits are an invented missed visit, a call, a visit and a later one.
func visits() []assessments.Record {
	return []assessments.Record{
		consent(30, assessments.RoleGP, "2026-01-10"),
		record(id(40), &assessments.Contact{Type: "visit", Status: "not-brought", On: "2026-03-02", Place: "clinic", Clinician: otID, Reason: "The bus did not come.", ChildPresent: "no"}),
		record(id(41), &assessments.Contact{Type: "call", Status: "attended", On: "2026-03-03", Place: "phone", Summary: "A morning time was agreed.", Participants: []assessments.Participant{{Person: mumID, Present: "yes"}}, ChildPresent: "no"}),
		record(id(42), &assessments.Contact{Type: "visit", Status: "attended", On: "2026-03-10", From: "09:30", To: "10:20", Place: "home", Clinician: otID, Purpose: "First visit",
			Summary: "Try the wide pencil.", Next: "We ring on 24 March", Participants: []assessments.Participant{{Person: childID, Present: "yes"}, {Person: mumID, Present: "yes"}, {Person: dadID, Present: "not-reached"}}}),
		record(id(43), &assessments.Contact{Type: "visit", Status: "attended", On: "2026-04-20", Place: "school", Setting: schoolID, Clinician: otID, Purpose: "Second visit"}),
		record(id(44), &assessments.Contact{Type: "visit", Status: "planned", On: "2026-06-15", Place: "school", Purpose: "Review"}),
		record(id(50), &assessments.Observation{Type: "fact", Area: "hands", Contact: id(42), On: "2026-03-10", At: "09:41", Text: "Cut along 4 of 10 cm."}),
		record(id(51), &assessments.Observation{Type: "opinion", Area: "hands", Contact: id(42), On: "2026-03-10", Text: "Her thumb tires."}),
		record(id(52), &assessments.Observation{Type: "fact", Area: "sleep", Contact: id(42), On: "2026-03-10", Text: "Wakes twice."}),
		record(id(53), &assessments.Observation{Type: "fact", Area: "hands", Contact: id(43), On: "2026-04-20", Text: "Cut along 8 of 10 cm."}),
		record(id(54), &assessments.Observation{Type: "said", SaidBy: mumID, Contact: id(42), On: "2026-03-10", Text: "She hides her scissors"}),
		record(id(60), &assessments.Equipment{Item: "Pencil grips", Trials: []assessments.Trial{{On: "2026-03-10", Item: "Wide pencil", Result: "Held for 3 minutes."}, {On: "2026-04-20", Item: "Ring grip", Result: "Slipped."}}}),
	}
}

func TestVisit_OneContactOnly(t *testing.T) {
	req := visitToGP
	req.About = id(42)
	d := mustDraft(t, kestrel(visits()...), req)
	text := d.PlainText()
	for _, want := range []string{"Visit on 10 March 2026\n", "10 March 2026, 09:30 to 10:20, at home", "With: Sorrel Ashdown, Tam and the family", "Try the wide pencil. Next: we ring on 24 March.",
		"Hands and tools | Cut along 4 of 10 cm. At 09:41.", "What this means. Her thumb tires.", "A member of the family, 10 March 2026", "Wide pencil, 10 March 2026: Held for 3 minutes.",
		"- 2 March 2026: Tam was not brought to the visit at the clinic.", "- 3 March 2026: telephone call with the family. A morning time was agreed.", "- 15 June 2026, at school. Review."} {
		if !contains(text, want) {
			t.Errorf("%q is not said in\n%s", want, text)
		}
	}
	for _, no := range []string{"8 of 10", "Second visit", "Ring grip", "bus", "Odette", "Piers"} {
		if contains(text, no) {
			t.Errorf("the summary of one visit says %q", no)
		}
	}
}

// TestVisit_FamilyHearsNoBlame holds that a visit that was missed is told to the family as something that did not work out.
func TestVisit_FamilyHearsNoBlame(t *testing.T) {
	for _, status := range []string{"not-brought", "did-not-attend"} {
		ev := kestrel(visits()...)
		for i, r := range ev.Records {
			if r.ID == id(40) {
				ev.Records[i] = record(id(40), &assessments.Contact{Type: "visit", Status: status, On: "2026-03-02", Place: "clinic", Clinician: otID})
			}
		}
		text := mustDraft(t, ev, Request{Kind: VisitSummary, Recipient: Recipient{Role: assessments.RoleParent}, AsAt: "2026-05-21", About: id(42)}).PlainText()
		if !contains(text, "- 2 March 2026: we did not meet at the visit planned at the clinic.") || contains(text, "not brought") || contains(text, "did not come") {
			t.Errorf("%s reads\n%s", status, text)
		}
	}
}

func TestVisit_WhichOne(t *testing.T) {
	if d := mustDraft(t, kestrel(visits()...), visitToGP); d.Title != "Visit on 20 April 2026" || contains(d.PlainText(), "not brought") {
		t.Errorf("the newest is %q:\n%s", d.Title, d.PlainText())
	}
	early := visitToGP
	early.AsAt = "2026-03-15"
	if d := mustDraft(t, kestrel(visits()...), early); d.Title != "Visit on 10 March 2026" {
		t.Errorf("as at 15 March the newest is %q", d.Title)
	}
	early.About = id(43)
	if d := mustDraft(t, kestrel(visits()...), early); d.Title != "Visit summary" || !contains(d.PlainText(), "[ ] Not recorded: no contact by 15 March 2026") {
		t.Errorf("a visit that had not taken place is told as %q:\n%s", d.Title, d.PlainText())
	}
}

// TestVisit_SchoolHearsNoBlame holds that a missed visit, nights and what the family said are not told in class.
func TestVisit_SchoolHearsNoBlame(t *testing.T) {
	req := visitToGP
	req.About, req.Recipient.Role = id(42), assessments.RoleSchool
	text := mustDraft(t, kestrel(visits()...), req).PlainText()
	for _, no := range []string{"not brought", "Wakes", "hides her scissors"} {
		if contains(text, no) {
			t.Errorf("school reads %q", no)
		}
	}
	if !contains(text, "Cut along 4 of 10 cm.") {
		t.Error("school is not told what was seen")
	}
}
