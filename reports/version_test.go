package reports

import (
	"encoding/json"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// set changes one field of one record; the evidence handed in stays as it was.
func (e Evidence) set(record assessments.ID, field, value string) Evidence {
	out := Evidence{Media: e.Media}
	for _, r := range e.Records {
		if r.ID == record {
			r.Fields = r.Fields.Clone()
			r.Fields[field] = json.RawMessage(value)
		}
		out.Records = append(out.Records, r)
	}
	return out
}

// with adds a record.
func (e Evidence) with(id assessments.ID, t assessments.Typed, child assessments.ID) Evidence {
	r := record(id, t)
	r.Scope = assessments.ChildScope(child)
	return Evidence{Records: append(e.Records[:len(e.Records):len(e.Records)], r), Media: e.Media}
}

// without takes a record out.
func (e Evidence) without(id assessments.ID) Evidence {
	out := Evidence{Media: e.Media}
	for _, r := range e.Records {
		if r.ID != id {
			out.Records = append(out.Records, r)
		}
	}
	return out
}

// The records of Isla's notebook that change here.
const (
	islaChild = assessments.ID("019a0001-0000-7003-8000-000000000001")
	islaF1    = assessments.ID("019a0001-0000-7013-8000-000000000001")
	islaF5    = assessments.ID("019a0001-0000-7013-8000-000000000005")
	islaE1    = assessments.ID("019a0001-0000-7012-8000-000000000001")
	islaNeed  = assessments.ID("019a0001-0000-7011-8000-000000000001")
	islaBryo  = assessments.ID("019a0001-0000-7004-8000-000000000201")
)

func TestDifference(t *testing.T) {
	_, ev := demo(t, "isla")
	la := Request{Kind: EHCAdvice, Recipient: Recipient{Role: "la"}, AsAt: "2026-05-21", Author: islaBryo, Signed: true, SignedOn: "2026-05-21"}
	later := la
	later.AsAt, later.SignedOn, later.Version = "2026-05-28", "2026-05-28", 2
	var visit assessments.ID
	for _, r := range ev.Records {
		if r.Kind == assessments.KindContact && r.Fields.Text("status") == "planned" {
			visit = r.ID
		}
	}
	doses := func(minutes, sessions, weeks string) string {
		return `[{"minutes":` + minutes + `,"sessions":` + sessions + `,"per":"week","weeks":` + weeks + `}]`
	}
	choices := later
	choices.Choices = map[string]string{"strengths/none": LeaveOut, "needs-b/evidence/" + string(islaNeed): LeaveOut}
	words := later
	words.Choices = map[string]string{"checking/dates": "The chair is looked at each term."}
	for _, x := range []struct {
		name string
		ev   Evidence
		req  Request
		want string
	}{
		{"a week later", ev, later, "nothing that a reader would act on has changed"},
		{"more minutes", ev.set(islaF1, "doses", doses("20", "4", "38")), later, "F1 is 20 minutes longer a week"},
		{"fewer minutes", ev.set(islaF1, "doses", doses("15", "3", "38")), later, "F1 is 15 minutes shorter a week"},
		{"the same minutes in other parts", ev.set(islaF1, "doses", doses("30", "2", "38")), later, "F1 is now 30 minutes × 2 a week"},
		{"more weeks", ev.set(islaF1, "doses", doses("20", "3", "39")), later, "F1 is 1 week longer a year"},
		{"minutes and weeks", ev.set(islaF1, "doses", doses("30", "3", "39")), later, "F1 is 20.5 hours longer a year"},
		{"no amount", ev.set(islaF1, "doses", "null"), later, "F1 no longer says how much"},
		{"another place", ev.set(islaF5, "where", `"The hall"`), later, "F5 changed in “With and where”"},
		{"a row gone", ev.without(islaF5), later, "F5 was taken out"},
		{"the review moved", ev.set(visit, "on", `"2026-12-09"`), later, "the review moved to 9 December 2026"},
		{"a need more", ev.with(id(90), &assessments.Need{Section: "B", Area: "sleep", Statement: "Falls asleep late."}, islaChild), later, "1 need was added"},
		{"a need in other words", ev.set(islaNeed, "statement", `"Nobody can read her writing."`), later, "the need “Handwriting” is worded anew"},
		{"an outcome in other words", ev.set(islaE1, "statement", `"Issy writes a page."`), later, "the words of E1 changed and E1 changed in “By”"},
		{"left out", ev, choices, "“Special educational needs” changed"},
		{"the author's own words", ev, words, "no day for the review is named any more and “How this will be checked” changed"},
		{"all at once", ev.set(islaF1, "doses", doses("20", "4", "38")).set(visit, "on", `"2026-12-09"`).
			with(id(90), &assessments.Need{Section: "B", Area: "sleep", Statement: "Falls asleep late."}, islaChild), later,
			"F1 is 20 minutes longer a week, 1 need was added and the review moved to 9 December 2026"},
	} {
		got := Difference(mustDraft(t, ev, la), mustDraft(t, x.ev, x.req))
		if want := "Since version 1: " + x.want + "."; got != want {
			t.Errorf("%s:\n got %s\nwant %s", x.name, got, want)
		}
	}
}

// TestDifference_OfTheStoredTree: the old version is read from its frozen tree, in every kind of report.
func TestDifference_OfTheStoredTree(t *testing.T) {
	_, ev := demo(t, "isla")
	for _, info := range Kinds() {
		req := Request{Kind: info.Kind, Recipient: Recipient{Role: info.For[0]}, AsAt: "2026-05-21"}
		p, err := Propose(ev, req)
		if err != nil {
			continue // nothing in this notebook is for such a report, or such a reader
		}
		doc, err := Assemble(p, nil)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		var stored Document
		if err := json.Unmarshal(raw, &stored); err != nil {
			t.Fatal(err)
		}
		if got := Difference(stored, doc); got != "Since version 1: nothing that a reader would act on has changed." {
			t.Errorf("%s: %s", info.Kind, got)
		}
		if got := Difference(stored, Document{Kind: info.Kind, Recipient: doc.Recipient}); got == Difference(stored, doc) {
			t.Errorf("%s: an empty report differs in nothing", info.Kind)
		}
	}
}

func TestDifference_Amounts(t *testing.T) {
	card := func(dose, hours string) *Card { return &Card{Tab: "F1", Dose: dose, Hours: hours} }
	for _, x := range []struct{ was, is, hoursWas, hoursIs, want string }{
		{"20 minutes × 3 a week × 38 weeks", "25 minutes × 3 a week × 38 weeks", "", "", "is 15 minutes longer a week"},
		{"1 minute × 1 a week × 38 weeks", "2 minutes × 1 a week × 38 weeks", "", "", "is 1 minute longer a week"},
		{"45 minutes × 6 a year", "45 minutes × 4 a year", "4.5 hours a year", "3.0 hours a year", "is 90 minutes shorter a year"},
		{"60 minutes × 1 a term × 3 terms", "60 minutes × 1 a week × 38 weeks", "3.0 hours a year", "38.0 hours a year", "is 35 hours longer a year"},
		{"Fit: 30 minutes × 1 a year; Review: 20 minutes × 2 a year", "Fit: 30 minutes × 1 a year; Review: 20 minutes × 5 a year", "1.2 hours a year", "2.2 hours a year", "is 1 hour longer a year"},
		{"as the plan says", "daily", "", "", "is now daily"},
		{"", "20 minutes × 3 a week", "", "", "now says how much: 20 minutes × 3 a week"},
	} {
		if got := doseChange(card(x.was, x.hoursWas), card(x.is, x.hoursIs)); got != x.want {
			t.Errorf("%s to %s: %q, want %q", x.was, x.is, got, x.want)
		}
	}
}
