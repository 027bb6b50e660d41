package reports

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// lineOf returns the first line of a document's text that starts so.
func lineOf(d Document, start string) string {
	for l := range strings.Lines(d.PlainText()) {
		if strings.HasPrefix(l, start) {
			return strings.TrimRight(l, "\n")
		}
	}
	return ""
}

func mustDraft(t *testing.T, ev Evidence, req Request) Document {
	t.Helper()
	if req.Recipient.Role == "" {
		req.Recipient.Role = assessments.RoleLocalAuthority
	}
	if req.AsAt == "" {
		req.AsAt = "2026-05-21"
	}
	d, err := Draft(ev, req)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range Lint(d) {
		t.Error(l)
	}
	return d
}

func TestDraft_EmptyRecordIsADocumentOfGaps(t *testing.T) {
	for _, info := range Kinds() {
		kind, role := info.Kind, info.For[0]
		if role == assessments.RoleOther { // somebody else is always a person
			role = info.For[1]
		}
		bare := Evidence{Records: []assessments.Record{record(childID, &assessments.Child{}), record(mumID, &assessments.Person{Name: "M", Responsibility: "yes"}), consent(20, role, "2026-01-01")}}
		d := mustDraft(t, bare, Request{Kind: kind, Recipient: Recipient{Role: role}})
		if n := strings.Count(d.PlainText(), "[ ]"); n < 4 {
			t.Errorf("%s of an empty record says %d gaps:\n%s", kind, n, d.PlainText())
		}
	}
	d := mustDraft(t, kestrel(), Request{Kind: EHCAdvice})
	for _, want := range []string{"UPN: [ ] Not recorded", "[ ] No special educational needs are recorded.", "[ ] No outcomes are recorded.",
		"[ ] No provision in Section F is recorded.", "[ ] Not recorded: no visit by 21 May 2026", "[ ] Not recorded: no request from the local authority"} {
		if !contains(d.PlainText(), want) {
			t.Errorf("the gap %q is not said", want)
		}
	}
}

func TestDraft_ProvisionCard(t *testing.T) {
	outcome := record(id(60), &assessments.Outcome{Ref: "E1", Statement: "By 16 July 2027, Tam types 12 words a minute, on 4 of 5 days.", Baseline: "5 words a minute", CountedBy: "Class teacher"})
	d := mustDraft(t, kestrel(provisionRow(61, "F1"), outcome), Request{Kind: EHCAdvice})
	if contains(d.PlainText(), "at a glance") {
		t.Error("one row is told twice")
	}
	for _, want := range []string{
		"15 minutes × 4 a week × 39 weeks = 39.0 hours a year", "Who: Ms Ursula Venn, teaching assistant (Level 3)\n", "With and where: Direct work, 1:1, library",
		"Dates: From 7 September 2026\n", "Checked by: Words a minute, monthly, by Ms Ursula Venn. Fewer than 2 more", "Outcome: E1: Tam types 12 words a minute\n", "Why F: It teaches typing.", "Served by: F1",
		"This advice sets out 1 outcome and 39.0 hours a year in Section F.",
	} {
		if !contains(d.PlainText(), want) {
			t.Errorf("%q is not said in\n%s", want, d.PlainText())
		}
	}
	if contains(d.PlainText(), "still to be filled in") {
		t.Error("a complete row is called incomplete")
	}
	two := mustDraft(t, kestrel(provisionRow(61, "F1"), provisionRow(62, "F10"), provisionRow(63, "F9"), outcome), Request{Kind: EHCAdvice}).PlainText()
	for _, want := range []string{"F1 | Teaching keyboard skills | 15 min × 4 a week × 39 weeks | 39.0\nF9 |", "\nF10 | Teaching", "Total | Section F |  | 117.0", "Served by: F1, F9 and F10"} {
		if !contains(two, want) {
			t.Errorf("%q is not said in\n%s", want, two)
		}
	}
}

func TestDraft_HealthRowsShowTheICB(t *testing.T) {
	row := func(n int, ref, icb string, asked, on assessments.Date) assessments.Record {
		return record(id(n), &assessments.Provision{Ref: ref, Section: "G", What: "Splint review", Doses: []assessments.Dose{{Minutes: 45, Sessions: 2, Per: "term"}}, ICB: icb, ICBAsked: asked, ICBOn: on, ICBName: "P. Marsh"})
	}
	d := mustDraft(t, kestrel(row(61, "G10", "agreed", "2026-04-01", "2026-05-06"), row(62, "G2", "asked", "2026-04-24", ""), row(63, "G3", "", "", ""), row(64, "G4", "refused", "2026-04-01", "2026-05-02")), Request{Kind: EHCAdvice})
	text := d.PlainText()
	for _, want := range []string{"G10 | Splint review | 4.5 | [x] Agreed 6 May 2026", "ICB: [x] Agreed 6 May 2026, P. Marsh", "ICB: [ ] Not yet: asked 24 April 2026, no answer", "ICB: [ ] Not yet agreed: the ICB has not been asked",
		"ICB: [ ] Not agreed: refused 2 May 2026", "Total | Section G | 18.0"} {
		if !contains(text, want) {
			t.Errorf("%q is not said", want)
		}
	}
	if strings.Index(text, "\nG10.") < strings.Index(text, "\nG2.") {
		t.Error("G10 stands before G2")
	}
}

func TestDraft_Ages(t *testing.T) {
	born := func(day assessments.Date, weeks string) Evidence {
		ev := kestrel(record(id(40), &assessments.Contact{Type: "visit", Status: "attended", On: "2026-03-01", Place: "home"}))
		ev.Records[0] = record(childID, &assessments.Child{Name: "Tamar Kestrelby", Born: day, Gestation: weeks})
		return ev
	}
	old := mustDraft(t, born("2020-03-02", "30+1"), Request{Kind: EHCAdvice})
	if l := lineOf(old, "Born:"); l != "Born: 2 March 2020. Aged 5 years 11 months (5;11) when last seen" {
		t.Errorf("got %q", l)
	}
	if contains(old.PlainText(), "due date") || !contains(old.PlainText(), "Born at 30+1 weeks") {
		t.Error("after 24 months the actual age alone is told")
	}
	young := mustDraft(t, born("2025-01-01", "30+1"), Request{Kind: EHCAdvice})
	if l := lineOf(young, "Born:"); !contains(l, "Aged 1 year 2 months (1;2), or 11 months counted from the due date when last seen") {
		t.Errorf("got %q", l)
	}
}

func TestDraft_SignedHasASignatureAndADraftHasNone(t *testing.T) {
	ev := kestrel()
	d := mustDraft(t, ev, Request{Kind: EHCAdvice, Author: otID, Version: 2, Signed: true, SignedOn: "2026-05-22"})
	if d.Draft || !contains(d.PlainText(), "Signed 22 May 2026. Version 2. Locked: a change makes version 3.") || !contains(d.PlainText(), "HCPC registration OT000000") || d.Footer != "EHC advice, version 2, signed 22 May 2026" {
		t.Errorf("signed:\n%s", d.PlainText())
	}
	d = mustDraft(t, ev, Request{Kind: EHCAdvice})
	if !d.Draft || contains(d.PlainText(), "Locked") || d.Footer != "EHC advice, version 1. Draft, not signed" || !contains(d.PlainText(), "Written by: [ ]") {
		t.Errorf("draft:\n%s", d.PlainText())
	}
	_, err := Draft(ev, Request{Kind: EHCAdvice, Recipient: Recipient{Role: assessments.RoleLocalAuthority}, AsAt: "2026-05-21", Signed: true, SignedOn: "2026-05-22"})
	if assessments.KindOf(err) != assessments.Invalid || !contains(assessments.Sentence(err), "Say who signs and when") {
		t.Errorf("a report signed by nobody: %v", err)
	}
}

func TestDraft_ConsentTakenBackBeforeSigning(t *testing.T) {
	ev := kestrel()
	ev.Records[9] = record(id(20), &assessments.Basis{Purpose: "share", Recipient: "la", Kind: "consent", Decision: "given", On: "2026-01-10", WithdrawnOn: "2026-05-25", GivenBy: mumID, Authority: "parental-responsibility"})
	req := Request{Kind: EHCAdvice, Recipient: Recipient{Role: assessments.RoleLocalAuthority}, AsAt: "2026-05-21", Author: otID}
	if _, err := Draft(ev, req); err != nil {
		t.Errorf("before it was taken back: %v", err)
	}
	req.Signed, req.SignedOn = true, "2026-05-25"
	if _, err := Draft(ev, req); assessments.KindOf(err) != assessments.Forbidden {
		t.Errorf("signed on the day it was taken back: %v", err)
	}
}

func TestDraft_Refusals(t *testing.T) {
	la := Recipient{Role: assessments.RoleLocalAuthority}
	other := record(id(2), &assessments.Child{Name: "Another"})
	other.ID, other.Scope = id(300), assessments.ChildScope(id(300))
	stray := record(id(40), &assessments.Observation{Text: "x"})
	stray.Scope = assessments.ChildScope(id(300))
	for _, c := range []struct {
		name string
		ev   Evidence
		req  Request
		kind assessments.ErrorKind
		says string
	}{
		{"no records", Evidence{}, Request{Kind: EHCAdvice, Recipient: la, AsAt: "2026-05-21"}, assessments.NotFound, "no record of this child"},
		{"two children", kestrel(other), Request{Kind: EHCAdvice, Recipient: la, AsAt: "2026-05-21"}, assessments.Invalid, "about one child"},
		{"another child's note", kestrel(stray), Request{Kind: EHCAdvice, Recipient: la, AsAt: "2026-05-21"}, assessments.Invalid, "about one child"},
		{"no day", kestrel(), Request{Kind: EHCAdvice, Recipient: la}, assessments.Invalid, "as at which day"},
		{"31 February", kestrel(), Request{Kind: EHCAdvice, Recipient: la, AsAt: "2026-02-31"}, assessments.Invalid, "as at which day"},
		{"no recipient", kestrel(), Request{Kind: EHCAdvice, AsAt: "2026-05-21"}, assessments.Forbidden, "Say who the report is for"},
		{"a kind nobody writes", kestrel(), Request{Kind: "poem", Recipient: la, AsAt: "2026-05-21"}, assessments.Invalid, "The kinds are ehc-advice, school-advice"},
		{"a child struck out", kestrel(record(id(40), &assessments.EnteredInError{Of: childID, Reason: "twice"})), Request{Kind: EHCAdvice, Recipient: la, AsAt: "2026-05-21"}, assessments.NotFound, "entered in error"},
	} {
		_, err := Draft(c.ev, c.req)
		if err == nil || assessments.KindOf(err) != c.kind || !contains(assessments.Sentence(err), c.says) {
			t.Errorf("%s: got %v, want %s that says %q", c.name, err, c.kind, c.says)
		}
	}
}

func TestAssemble_Choices(t *testing.T) {
	ev := kestrel(
		record(id(40), &assessments.Need{Section: "B", Area: "handwriting", Statement: "Tam tires when writing."}),
		record(id(41), &assessments.Observation{Type: "said", SaidBy: childID, On: "2026-03-01", At: "09:31", Text: "It hurts"}),
		record(id(42), &assessments.Observation{Type: "strength", On: "2026-03-01", Text: "Funny", Common: assessments.Common{OtherNames: []string{"Dov Penhallow"}}}),
		provisionRow(61, "F1"))
	req := Request{Kind: EHCAdvice, Recipient: Recipient{Role: assessments.RoleLocalAuthority}, AsAt: "2026-05-21"}
	p, err := Propose(ev, req)
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]Proposal{}
	for _, part := range p.Parts {
		for _, x := range part.Proposals {
			if _, twice := keys[x.Key]; twice {
				t.Errorf("the key %s stands twice", x.Key)
			}
			keys[x.Key] = x
		}
	}
	need, words, row := "needs-b/"+string(id(40)), "short/words", "provision-f/"+string(id(61))
	if s := keys[words].Sources; len(s) != 1 || s[0].Words != "1 March, 09:31" || keys[words].Editable {
		t.Errorf("the child's words come from %+v, editable %v", s, keys[words].Editable)
	}
	d, err := Assemble(p, map[string]string{need: "Tam's hand tires after a page.", row: LeaveOut, "strengths/all": LeaveOut, "gone/since": LeaveOut, words: Accept})
	if err != nil {
		t.Fatal(err)
	}
	text := d.PlainText()
	if !contains(text, "Tam's hand tires after a page.") || contains(text, "F1. Teaching") || contains(text, "What Tam does well") {
		t.Errorf("choices were not followed:\n%s", text)
	}
	for key, c := range map[string]struct{ choice, says string }{
		"identity/facts": {LeaveOut, "cannot be left out"},
		"short/unknown":  {LeaveOut, "cannot be left out"},
		words:            {"It hurts a lot", "made from a record"},
		row:              {"Anything", "made from a record"},
		need:             {"As Dov does.", "olds another child's name"},
	} {
		if _, err := Assemble(p, map[string]string{key: c.choice}); err == nil || !contains(assessments.Sentence(err), c.says) {
			t.Errorf("%s as %q: got %v, want %q", key, c.choice, err, c.says)
		}
	}
	for _, s := range d.Sources {
		if s == id(61) && !contains(text, "F1. Teaching") && !contains(text, "in Section F") {
			t.Error("a record that was left out is still a source")
		}
	}
}

func TestDraft_EverySentenceHasASource(t *testing.T) {
	_, ev := demo(t, "isla")
	d := mustDraft(t, ev, Request{Kind: EHCAdvice})
	if len(d.Sources) < 40 {
		t.Errorf("the advice rests on %d records only", len(d.Sources))
	}
	for _, b := range d.Blocks {
		if c, ok := b.(*Card); ok && len(idsOf(c)) == 0 {
			t.Errorf("card %s comes from nowhere", c.Tab)
		}
		if q, ok := b.(*Quote); ok && len(q.Source) == 0 {
			t.Errorf("“%s” comes from nowhere", q.Words)
		}
	}
}

func TestDraft_SameRecordsSameDocument(t *testing.T) {
	_, ev := demo(t, "yusuf")
	want := whole(mustDraft(t, ev, Request{Kind: EHCAdvice}))
	for i := range 5 {
		for j := range ev.Records {
			k := (j*7 + i) % len(ev.Records)
			ev.Records[j], ev.Records[k] = ev.Records[k], ev.Records[j]
		}
		if got := whole(mustDraft(t, ev, Request{Kind: EHCAdvice})); got != want {
			t.Fatal("the order of the records changes the document")
		}
	}
}

func TestCheckWording_AJobIsNoVagueWord(t *testing.T) {
	row := func(who string) []WordingFinding {
		return CheckWording(Document{Blocks: []Block{&Section{Letter: "F"}, &Card{Tab: "F1", Title: Text{{Text: "Typing"}},
			Values: []KeyValue{{Key: "Who", Lines: []Text{{{Text: who}}}}}}}}, nil)
	}
	if f := row("Mx Lovage, learning support assistant"); len(f) > 0 {
		t.Errorf("a job is called vague: %v", f)
	}
	if f := row("Support in class"); len(f) == 0 {
		t.Error("support from nobody is let through")
	}
}

func TestCheckWording(t *testing.T) {
	row := provisionRow(61, "F1")
	var p assessments.Provision
	assessments.Decode(row.Fields, &p)
	p.Includes, p.Evidence = []string{"Regular breaks as required"}, []assessments.ID{id(40)}
	d := mustDraft(t, kestrel(record(id(61), &p), record(id(40), &assessments.Observation{Type: "fact", On: "2026-03-01", Text: "Asks for regular breaks as required."})), Request{Kind: EHCAdvice})
	found := CheckWording(d, nil)
	if len(found) != 2 {
		t.Fatalf("got %+v", found)
	}
	for _, f := range found {
		if f.Place != "“Includes” in F1" {
			t.Errorf("%q is found in %s", f.Finding.Phrase, f.Place)
		}
	}
	if got := CheckWording(mustDraft(t, kestrel(provisionRow(61, "F1")), Request{Kind: EHCAdvice}), nil); len(got) != 0 {
		t.Errorf("a quantified row is called vague: %+v", got)
	}
}

func TestDraft_YoungPersonDecides(t *testing.T) {
	own := func(n int, role, decision string) assessments.Record {
		return record(id(n), &assessments.Basis{Purpose: "share", Recipient: role, Kind: "consent", Decision: decision, On: "2026-01-05", GivenBy: childID, Authority: "young-person"})
	}
	ev := kestrel(own(30, "la", "given"), own(31, "parent", "refused"))
	ev.Records[0] = record(childID, &assessments.Child{Name: "Marlo Finch", Born: "2009-01-02", Setting: schoolID, EHCPlan: "final"})
	ev.Records[1] = record(schoolID, &assessments.Setting{Name: "Tarn College", Type: "college"})
	d := mustDraft(t, ev, Request{Kind: EHCAdvice})
	text := d.PlainText()
	for _, want := range []string{"For the education, health and care plan of Marlo Finch\n", "College: Tarn College", "Aged 17 years 4 months (17;4) on 21 May 2026", "Marlo Finch | It is about them"} {
		if !contains(text, want) {
			t.Errorf("%q is not said", want)
		}
	}
	for _, no := range []string{"Odette", "Piers", "refused"} {
		if contains(text, no) {
			t.Errorf("the list of readers says %q", no)
		}
	}
	_, err := Draft(ev, Request{Kind: EHCAdvice, Recipient: Recipient{assessments.RoleParent, mumID}, AsAt: "2026-05-21"})
	if assessments.KindOf(err) != assessments.Forbidden || !contains(assessments.Sentence(err), "Marlo Finch refused on 5 January 2026") {
		t.Errorf("a parent whom the young person refused: %v", err)
	}
}

func BenchmarkDraft(b *testing.B) {
	ev := kestrel()
	for i := range 300 {
		ev.Records = append(ev.Records, record(id(1000+i), &assessments.Observation{On: "2026-03-01", Area: "hands", Type: "fact", Text: "Held the scissors for " + num(float64(i)) + " seconds."}))
	}
	for b.Loop() {
		if _, err := Draft(ev, Request{Kind: EHCAdvice, Recipient: Recipient{Role: assessments.RoleLocalAuthority}, AsAt: "2026-05-21"}); err != nil {
			b.Fatal(err)
		}
	}
}
