package reports

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

var toSchool = Request{Kind: SchoolAdvice, Recipient: Recipient{Role: assessments.RoleSchool}, AsAt: "2026-05-21"}

func TestSchool_AtMostFiveThings(t *testing.T) {
	var more []assessments.Record
	for i := range 8 {
		more = append(more, provisionRow(61+i, "F"+num(float64(i+1))))
	}
	more = append(more,
		record(id(80), &assessments.Equipment{Item: "Classroom chair", Type: "chair", Status: "in-use", Order: 1, Settings: []assessments.Setup{{What: "Seat height", Value: new(340.0), Unit: "mm"}}}),
		record(id(81), &assessments.Equipment{Item: "Table", Type: "table", Status: "in-use", Order: 2, Settings: []assessments.Setup{{What: "height", Value: new(570.0), Unit: "mm"}}}),
		record(id(82), &assessments.Equipment{Item: "Bath board", Status: "in-use", Order: 3, Place: "Home", Section: "H1"}),
		record(id(83), &assessments.Equipment{Item: "Old walker", Status: "returned", Order: 4}),
		record(id(84), &assessments.Observation{Type: "strength", On: "2026-03-01", Text: "Funny, kind; good at chess, draws."}))
	d := mustDraft(t, kestrel(more...), toSchool)
	var actions []*Action
	strengths, rows := 0, ""
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *Action:
			actions = append(actions, b)
		case *Strengths:
			strengths = len(b.Items)
		case *Table:
			for _, r := range b.Rows {
				rows += r[0].Text.Words() + "\n"
			}
		}
	}
	if len(actions) != 5 || strengths != 3 {
		t.Fatalf("%d actions and %d strengths on page one, want 5 and 3", len(actions), strengths)
	}
	if a := actions[0]; a.Title != "Set up the classroom chair and table" || a.What.Words() != "Classroom chair: seat height 340 mm. Table: height 570 mm." {
		t.Errorf("the furniture is %q: %q", a.Title, a.What.Words())
	}
	if a := actions[1]; a.What.Words() != "15 minutes, 4 times a week, 39 weeks a year, 1:1, library." || a.Number != 2 {
		t.Errorf("a row is %d: %q", a.Number, a.What.Words())
	}
	if !contains(rows, "F8. Teaching keyboard skills") {
		t.Error("what found no place on page one is lost")
	}
	for _, no := range []string{"Bath board", "Old walker"} {
		if contains(d.PlainText(), no) {
			t.Errorf("school is told of the %s", no)
		}
	}
	if !contains(d.PlainText(), "Five things to do") || !contains(d.PlainText(), "When to ring the OT:") {
		t.Error("page one lacks its headings")
	}
}

func TestSchool_KeepsHealthAndFamilyOut(t *testing.T) {
	d := mustDraft(t, kestrel(
		record(id(40), &assessments.Need{Section: "C", Area: "eating", Statement: "Reflux, on medicine.", Owner: "Speech and language therapist"}),
		record(id(41), &assessments.Score{Tool: "Hip X-ray", Class: "medical", On: "2026-03-01", Direction: "low-is-better", Parts: []assessments.ScorePart{{Name: "Migration", Value: "31%"}}}),
		record(id(42), &assessments.Observation{Type: "said", SaidBy: mumID, On: "2026-03-01", Text: "We row about it"}),
		record(id(43), &assessments.Observation{Type: "fact", Area: "sleep", On: "2026-03-01", Text: "Wakes 4 times."}),
	), toSchool)
	text := whole(d)
	for _, no := range []string{"Reflux", "31%", "Hypermobility", "Odette", "row about", "Wakes", "Wrenfold"} {
		if contains(text, no) {
			t.Errorf("school reads %q", no)
		}
	}
	if !contains(text, "Eating, drinking and swallowing: speech and language therapist") {
		t.Error("school is not told whose advice swallowing is")
	}
	if d.Band.Right != "Confidential" || !strings.HasPrefix(d.Title, "What helps Tam in class") {
		t.Errorf("%q for %q", d.Title, d.Band.Right)
	}
}

// The year group is that of the day of the report: what was recorded in one school year is not told in the next.
func TestSchool_TheYearOfTheDay(t *testing.T) {
	for asAt, want := range map[assessments.Date]string{"2026-05-21": "Year 4", "2026-09-01": "Year 5"} {
		req := toSchool
		req.AsAt = asAt
		if text := mustDraft(t, kestrel(), req).PlainText(); !contains(text, "Sallowfield Primary, "+want) {
			t.Errorf("on %s: %s", asAt, text)
		}
	}
}

func TestSchool_Nursery(t *testing.T) {
	ev := kestrel(consent(30, assessments.RoleNursery, "2026-01-01"))
	ev.Records[1] = record(schoolID, &assessments.Setting{Name: "Little Sallows", Type: "nursery"})
	req := toSchool
	req.Recipient.Role = assessments.RoleNursery
	d := mustDraft(t, ev, req)
	if d.Title != "What helps Tam at nursery" || d.Band.Label != "Nursery" || !strings.HasPrefix(d.Footer, "Nursery advice") {
		t.Errorf("%q, %q, %q", d.Title, d.Band.Label, d.Footer)
	}
}

func TestSchool_ProgrammeWithoutAPlan(t *testing.T) {
	// A child without an EHC plan has no rows of provision: the programme itself is what school does.
	d := mustDraft(t, kestrel(
		record(id(40), &assessments.ActivityPlan{Title: "Ready to write", Place: "school", WhoWords: "Ms Venn", Start: "2026-05-01", End: "2026-07-17", Minutes: 10, TimesADay: 1, DaysAWeek: 4, Weeks: 10, StopIf: []string{"hands hurt"}}),
		record(id(41), &assessments.Activity{Plan: id(40), Title: "Chalk circles", Steps: []string{"Stand at the board", "Draw ten"}, Easier: "Trace", CountBy: "Circles closed of 10"}),
		record(id(42), &assessments.ActivityPlan{Title: "Bath time", Place: "home", Start: "2026-05-01"}),
		record(id(43), &assessments.ActivityPlan{Title: "Autumn plan", Place: "school", Start: "2026-09-01"}),
	), toSchool)
	text := d.PlainText()
	for _, want := range []string{"One thing to do", "1. Ready to write\n10 minutes, once a day, 4 days a week, 10 weeks.\n", "= 6.7 hours in all", "Stop if\n- Hands hurt.", "2. Draw ten.", "Easier: trace", "Count: circles closed of 10"} {
		if !contains(text, want) {
			t.Errorf("%q is not said in\n%s", want, text)
		}
	}
	for _, no := range []string{"Bath time", "Autumn plan"} {
		if contains(text, no) {
			t.Errorf("school is told of %q", no)
		}
	}
}

// A SENCo is written to where the child is now: one of a school that only a contact names knows nothing of the child today.
func TestSchool_IsAddressedToTheSENCoOfTheChildsSetting(t *testing.T) {
	senco := func(n int, name string, scope assessments.Scope) assessments.Record {
		r := record(id(n), &assessments.Person{Name: name, Role: "senco"})
		r.Scope = scope
		return r
	}
	elsewhere := senco(30, "Mr Ambrose Tarn", assessments.SettingScope(id(32)))
	for _, c := range []struct {
		name, want string
		more       []assessments.Record
	}{
		{"the old school's alone", "", nil},
		{"the team's", "", []assessments.Record{senco(31, "Ms Corin Vane", assessments.TeamScope())}},
		{"the present school's", "Ms Corin Vane", []assessments.Record{senco(31, "Ms Corin Vane", assessments.SettingScope(schoolID))}},
		{"refused by name", "", []assessments.Record{senco(31, "Ms Corin Vane", assessments.SettingScope(schoolID)), record(id(34), &assessments.Basis{
			Purpose: "share", Recipient: "school", Person: id(31), Kind: "consent", Decision: "refused", On: "2026-02-01", GivenBy: mumID, Authority: "parental-responsibility"})}},
		{"recorded with the child", "Ms Corin Vane", []assessments.Record{senco(31, "Ms Corin Vane", assessments.ChildScope(childID))}},
	} {
		ev := kestrel(append([]assessments.Record{elsewhere, record(id(32), &assessments.Setting{Name: "Tarnside Infants", Type: "primary"}),
			record(id(33), &assessments.Contact{Type: "visit", Status: "attended", On: "2026-02-02", Place: "school", Setting: id(32)})}, c.more...)...)
		band, dear := "Confidential", "Dear colleague"
		if c.want != "" {
			band, dear = "For "+c.want+", SENCo", "Dear "+c.want
		}
		if d := mustDraft(t, ev, toSchool); d.Band.Right != band {
			t.Errorf("%s: the advice is %q, want %q", c.name, d.Band.Right, band)
		}
		letter := toSchool
		letter.Kind = LetterDischarge
		if text := mustDraft(t, ev, letter).PlainText(); !contains(text, dear+"\n") || contains(text, "Ambrose") {
			t.Errorf("%s: the letter does not say %q or names the old school's:\n%s", c.name, dear, text)
		}
	}
}
