package reports

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// grown is an invented young person of seventeen, who has said yes for the authority and for mum, and no for dad.
func grown(more ...assessments.Record) Evidence {
	ev := kestrel()
	own := func(n int, change func(*assessments.Basis)) assessments.Record {
		b := &assessments.Basis{Purpose: "share", Kind: "consent", Decision: "given", On: "2026-01-10", GivenBy: childID, Authority: "young-person"}
		change(b)
		return record(id(n), b)
	}
	var out []assessments.Record
	for _, r := range ev.Records {
		if r.ID == childID {
			r = record(childID, &assessments.Child{Name: "Tamar Anne Kestrelby", GivenName: "Tamar", Born: "2009-03-31", Setting: schoolID})
		}
		if r.Kind != assessments.KindBasis {
			out = append(out, r)
		}
	}
	out = append(out, own(20, func(b *assessments.Basis) { b.Recipient = "la" }),
		own(21, func(b *assessments.Basis) { b.Recipient, b.Person = "parent", mumID }),
		own(22, func(b *assessments.Basis) { b.Recipient, b.Person, b.Decision = "parent", dadID, "refused" }))
	return Evidence{Records: append(out, more...)}
}

func TestPermit_TheYoungPersonsOwnWord(t *testing.T) {
	dadSaysNo := record(id(30), &assessments.Basis{Purpose: "share", Recipient: "la", Kind: "consent", Decision: "refused", On: "2026-02-01",
		GivenBy: dadID, Authority: "parental-responsibility", Words: "He objects."})
	b := ReadBases(grown(dadSaysNo).Records)
	if p := Permit(b, Recipient{Role: assessments.RoleLocalAuthority}, EHCAdvice, "2026-05-21"); p.Decision == Denied {
		t.Errorf("a father's no stands against a young person's yes: %s", p.Reason)
	}
	if p := Permit(b, Recipient{Role: assessments.RoleParent}, EHCAdvice, "2026-05-21"); p.Decision == Denied || p.Person != mumID {
		t.Errorf("a parent's copy goes to %q: %s; want mum's name on it", p.Person, p.Reason)
	}
	if p := Permit(b, Recipient{assessments.RoleParent, dadID}, EHCAdvice, "2026-05-21"); p.Decision == Allowed {
		t.Error("the father whom the young person refused gets the advice")
	}
	taken := record(id(31), &assessments.Basis{Purpose: "share", Recipient: "la", Kind: "consent", Decision: "refused", On: "2026-03-01", GivenBy: childID, Authority: "young-person"})
	mumSaysYes := record(id(32), &assessments.Basis{Purpose: "share", Recipient: "la", Kind: "consent", Decision: "given", On: "2026-04-01", GivenBy: mumID, Authority: "parental-responsibility"})
	if p := Permit(ReadBases(grown(taken, mumSaysYes).Records), Recipient{Role: assessments.RoleLocalAuthority}, EHCAdvice, "2026-05-21"); p.Decision == Allowed {
		t.Error("a mother's yes stands against a young person's no")
	}
	if text := mustDraft(t, grown(dadSaysNo), Request{Kind: EHCAdvice}).PlainText(); contains(text, "Piers") || contains(text, "objects") {
		t.Error("the advice names the father who was refused, or what he said")
	}
}

// TestPermit_OneParentMayNot holds that a copy "for a parent" is never handed to the one a court keeps it from.
func TestPermit_OneParentMayNot(t *testing.T) {
	order := record(id(30), &assessments.Basis{Purpose: "share", Recipient: "parent", Person: dadID, Kind: "court-order", Decision: "refused", On: "2025-11-03",
		Clinician: otID, Reason: "Order of the court", Authority: "court"})
	p := Permit(ReadBases(kestrel(order).Records), Recipient{Role: assessments.RoleParent}, EHCAdvice, "2026-05-21")
	if p.Decision == Denied || p.Person != mumID {
		t.Errorf("got %q (%s), want mum by name", p.Person, p.Reason)
	}
	worker := record(id(31), &assessments.Person{Name: "Ines Calloway", Role: "local-authority-officer", Responsibility: "yes"})
	mumToo := record(id(32), &assessments.Basis{Purpose: "share", Recipient: "parent", Person: mumID, Kind: "court-order", Decision: "refused", On: "2025-11-03",
		Clinician: otID, Reason: "Order of the court", Authority: "court"})
	if p := Permit(ReadBases(kestrel(order, worker, mumToo).Records), Recipient{Role: assessments.RoleParent}, EHCAdvice, "2026-05-21"); p.Decision == Allowed {
		t.Errorf("a social worker with parental responsibility opens the copy for a parent (%q)", p.Person)
	}
}

func TestDraft_NamesTheRightService(t *testing.T) {
	second := record(id(10), &assessments.Service{Name: "Other Valley Therapies", Phone: "01632 960111"})
	d := mustDraft(t, kestrel(second), Request{Kind: EHCAdvice, Author: otID})
	if d.Band.Service == "Other Valley Therapies" || d.Band.Service == "Example Therapies" || !contains(d.PlainText(), "[ ] Which service this comes from") {
		t.Errorf("with two services and no sign whose it is, the band says %q", d.Band.Service)
	}
	came := record(id(40), &assessments.Referral{Received: "2026-01-05", Reason: "Typing", Service: id(10)})
	d = mustDraft(t, kestrel(second, came), Request{Kind: EHCAdvice, Author: otID})
	if text := d.PlainText(); d.Band.Service != "Other Valley Therapies" || !contains(text, "01632 960111") || contains(text, "01632 960000") {
		t.Errorf("the referral came to the second service, the band says %q", d.Band.Service)
	}
	author := record(id(41), &assessments.Person{Name: "Sorrel Ashdown", Role: "occupational-therapist", Organisation: "example therapies"})
	author.Scope = assessments.TeamScope()
	if d = mustDraft(t, kestrel(second, author), Request{Kind: EHCAdvice, Author: id(41)}); d.Band.Service != "Example Therapies" {
		t.Errorf("the author works for the first service, the band says %q", d.Band.Service)
	}
}

func TestDraft_ANoteIsToldWithTheNeedThatRestsOnIt(t *testing.T) {
	note := func(n int, text, kind string) assessments.Record {
		return record(id(n), &assessments.Observation{On: "2026-03-12", At: "09:31", Area: "toileting", Type: kind, Text: text, Place: "school"})
	}
	d := mustDraft(t, kestrel(note(50, "Held on from 09:00 to 15:10", "fact"), note(51, "Washed both hands alone", "fact"), note(52, "The noise keeps Tam away", "opinion"),
		record(id(53), &assessments.Need{Section: "B", Area: "toileting", Statement: "Tam does not use the school toilet", Evidence: []assessments.ID{id(50)}}),
		record(id(54), &assessments.Need{Section: "C", Area: "toileting", Statement: "Daytime wetting", Owner: "The continence nurse"})), Request{Kind: EHCAdvice})
	text := d.PlainText()
	if n := strings.Count(text, "Held on from 09:00"); n != 1 {
		t.Errorf("a note is told %d times", n)
	}
	need, other := strings.Index(text, "Toileting. Tam does not use"), strings.Index(text, "What else was seen")
	held, washed, means := strings.Index(text, "- Held on from 09:00 to 15:10. 12 March 2026 at 09:31, school"), strings.Index(text, "- Toileting. Washed both hands"), strings.Index(text, "What this means. The noise")
	if !(need < held && held < means && means < other && other < washed && need >= 0) {
		t.Errorf("need, its note, its meaning and the rest stand out of order (%d %d %d %d %d) in\n%s", need, held, means, other, washed, text)
	}
	if !contains(text, "Advice on this belongs to the continence nurse.") {
		t.Error("the owner of a need has two articles")
	}
}

func TestProvision_PlacingNotSettled(t *testing.T) {
	row := func(n int, ref string, change func(*assessments.Provision)) assessments.Record {
		p := &assessments.Provision{Ref: ref, Section: "F", What: "Hand work", Short: "Hand work", Who: "Tutor", Where: "Art room", Why: "It teaches.", Mode: "direct"}
		change(p)
		return record(id(n), p)
	}
	text := mustDraft(t, kestrel(
		row(61, "F1", func(p *assessments.Provision) {
			p.Educates, p.Disputed = "unsure", "The school says Section G; the panel decides on 2 June 2026"
			p.Doses = []assessments.Dose{{Minutes: 40, Sessions: 2, Per: "term"}, {What: "call", Minutes: 12.5, Sessions: 4, Per: "year"}}
		}),
		row(62, "F2", func(p *assessments.Provision) { p.Educates = "unsure" }),
		row(63, "F3", func(p *assessments.Provision) { p.Educates = "yes" }),
		row(64, "H1", func(p *assessments.Provision) { p.Section, p.Mode, p.What = "H1", "equipment", "Grab rails" })), Request{Kind: EHCAdvice}).PlainText()
	for _, want := range []string{
		"[ ] Placing not settled: The school says Section G; the panel decides on 2 June 2026", "[ ] Placing not settled: whether it educates or trains",
		"The placing of F1 and F2 is not settled", "40 minutes × 2 a term × 3 terms; Call: 12.5 minutes × 4 a year = 4.8 hours a year", "weeks (or terms) ÷ 60", "H1. Grab rails",
	} {
		if !contains(text, want) {
			t.Errorf("%q is not said in\n%s", want, text)
		}
	}
	if contains(text, "Section H1 at a glance") || contains(text, "0.0") {
		t.Error("a row without hours has a table of hours")
	}
	if n := strings.Count(text, "Placing not settled"); n != 2 {
		t.Errorf("%d rows are called not settled, want 2", n)
	}
}

// TestDraft_EvidenceThatMayNotLeaveLeavesNoTrace holds that a note taken out of a report does not leave its day behind.
func TestDraft_EvidenceThatMayNotLeaveLeavesNoTrace(t *testing.T) {
	text := mustDraft(t, kestrel(
		record(id(50), &assessments.Observation{On: "2026-03-09", Area: "play", Type: "fact", Text: "Tried the seat of Bryn O’Hara", Common: assessments.Common{OtherNames: []string{"Bryn O'Hara"}}}),
		record(id(51), &assessments.Contact{Type: "visit", On: "2026-03-08", Status: "cancelled"}),
		record(id(52), &assessments.GoalReview{Goal: id(99), On: "2026-03-07"}),
		record(id(53), &assessments.Need{Section: "B", Statement: "Tam tires", Evidence: []assessments.ID{id(50), id(51), id(52)}})), Request{Kind: EHCAdvice}).PlainText()
	for _, no := range []string{"9 March 2026", "8 March 2026", "7 March 2026", "Bryn"} {
		if contains(text, no) {
			t.Errorf("%q stands in\n%s", no, text)
		}
	}
}

func TestDraft_NoInterpreter(t *testing.T) {
	for said, want := range map[string]string{"not needed": "Language: Welsh at home\n", "No interpreter needed": "Language: Welsh at home\n", "Welsh, at reviews": "Language: Welsh at home. Welsh, at reviews\n"} {
		ev := kestrel()
		ev.Records[0] = record(childID, &assessments.Child{Name: "Tamar Kestrelby", Born: "2017-03-31", Language: "Welsh", Interpreter: said})
		text := mustDraft(t, ev, Request{Kind: EHCAdvice}).PlainText()
		if !contains(text, want) || contains(strings.ToLower(text), "interpreter: no") {
			t.Errorf("interpreter %q: want %q in\n%s", said, want, text)
		}
	}
}

func TestScore_BothSidesAndBothDirections(t *testing.T) {
	text := mustDraft(t, kestrel(
		record(id(50), &assessments.Score{Tool: "Grip", On: "2026-03-12", Direction: "high-is-better", Parts: []assessments.ScorePart{{Name: "Force", Value: "11 kg", Side: "left"}, {Name: "Force", Value: "13 kg", Side: "right"}}}),
		record(id(51), &assessments.Score{Tool: "Noise scale", On: "2026-03-12", Direction: "low-is-better", Means: "It is not a diagnosis", Parts: []assessments.ScorePart{
			{Name: "Hearing", Type: "T", Value: "74", Zone: "Severe", Centile: 99}, {Name: "Touch", Type: "T", Value: "63", Zone: "Moderate"}}}),
		record(id(53), &assessments.Need{Section: "B", Statement: "Tam tires", Evidence: []assessments.ID{id(50)}})), Request{Kind: EHCAdvice}).PlainText()
	for _, want := range []string{"Grip: force left 11 kg, right 13 kg, 12 March 2026.", "Hearing (Severe) | 74 | 99th", "Touch (Moderate) | 63 | none given", "High means more difficulty. What this means. It is not a diagnosis."} {
		if !contains(text, want) {
			t.Errorf("%q is not said in\n%s", want, text)
		}
	}
}

func TestDraft_SumsNameThingsInSectionH(t *testing.T) {
	thing := func(n int, section string) assessments.Record {
		return record(id(n), &assessments.Equipment{Item: "Bath board", Section: section, Status: "referred"})
	}
	text := mustDraft(t, kestrel(thing(50, "H1"), thing(51, "H1"), thing(52, "F")), Request{Kind: EHCAdvice}).PlainText()
	if !contains(text, "This advice sets out 2 things in Section H1.") {
		t.Errorf("the sums leave out what social care was asked for:\n%s", text)
	}
}

func TestEquipment_ExaminationOverdue(t *testing.T) {
	hoist := record(id(50), &assessments.Equipment{Item: "Hoist", Status: "in-use", Lifting: true, ExaminedOn: "2025-11-01", ExamineBy: "2026-05-01", Checks: []string{"Checked each term"}})
	late := mustDraft(t, kestrel(hoist), Request{Kind: EHCAdvice, AsAt: "2026-05-21"}).PlainText()
	if n := strings.Count(late, "That day has passed and no examination is recorded"); n != 2 {
		t.Errorf("an overdue examination is said %d times, want with the hoist and with the dates:\n%s", n, late)
	}
	if early := mustDraft(t, kestrel(hoist), Request{Kind: EHCAdvice, AsAt: "2026-04-30"}).PlainText(); contains(early, "has passed") || !contains(early, "Checked: Each term") {
		t.Errorf("an examination that lies ahead is called overdue:\n%s", early)
	}
	never := record(id(50), &assessments.Equipment{Item: "Hoist", Status: "in-use", Lifting: true})
	if text := mustDraft(t, kestrel(never), Request{Kind: EHCAdvice}).PlainText(); !contains(text, "Lifting: [ ] Thorough examination: not recorded") {
		t.Error("nobody is told that a hoist in use may never have been examined")
	}
}

func TestSchool_LeavesTheHomeOut(t *testing.T) {
	text := mustDraft(t, kestrel(
		record(id(50), &assessments.Measurement{On: "2026-03-12", Rows: []assessments.Reading{{What: "Bath side", Value: 560, Unit: "mm", Of: "bathroom at home"}, {What: "Seat", Value: 300, Unit: "mm"}}}),
		record(id(61), &assessments.Provision{Ref: "H1", Section: "H1", What: "Grab rails", Monitoring: &assessments.Monitoring{Measure: "Carer log"}}),
		record(id(62), &assessments.Provision{Ref: "F1", Section: "F", What: "Steps of washing", Who: "Teaching assistant", Includes: []string{"Feet on the step for 3 minutes"},
			Training: "training again within 10 school days of a staff change", Doses: []assessments.Dose{{Minutes: 5, Sessions: 5, Per: "week", Weeks: 38}}})),
		Request{Kind: SchoolAdvice, Recipient: Recipient{Role: assessments.RoleSchool}}).PlainText()
	for _, no := range []string{"560 mm", "Carer log", "Grab rails", "H1"} {
		if contains(text, no) {
			t.Errorf("school is told %q", no)
		}
	}
	for _, want := range []string{"Seat | 300 mm", "One thing to do", "Feet on the step for 3 minutes.", "staff change (training again within 10 school days)"} {
		if !contains(text, want) {
			t.Errorf("%q is not said in\n%s", want, text)
		}
	}
}

func TestAssemble_OwnWordsPassTheSameGate(t *testing.T) {
	ev := kestrel(record(id(53), &assessments.Need{Section: "B", Statement: "Tam tires", Common: assessments.Common{OtherNames: []string{"Noémie-Rose Vant"}}}),
		record(id(54), &assessments.Basis{Purpose: "video", Kind: "consent", Decision: "given", On: "2026-01-10", WithdrawnOn: "2026-02-01", GivenBy: mumID, Authority: "parental-responsibility"}))
	p, err := Propose(ev, Request{Kind: EHCAdvice, Recipient: Recipient{Role: assessments.RoleLocalAuthority}, AsAt: "2026-05-21"})
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"With Noe\u0301mie-Rose nearby", "NOÉMIE helps", "Noe\u200bmie helps", "A clinically significant gain", "As the video clip shows, taken in March"} {
		if _, err := Assemble(p, map[string]string{"needs-b/" + string(id(53)): words}); err == nil {
			t.Errorf("an author may write %q", words)
		}
	}
	if d, err := Assemble(p, map[string]string{"needs-b/" + string(id(53)): "Tam tires. Seen 14 May 2026 by Zoe\u0308"}); err != nil || !contains(d.PlainText(), "Zoë") {
		t.Errorf("plain words are refused, or their accents stand apart: %v", err)
	}
}
