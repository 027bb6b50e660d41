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
		{"how the hours are counted", ev.set(islaF1, "hours_note", `"Counted with the travel"`), later, "F1 changed in “Hours”"},
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

// TestDifference_OfActivities: a family does what the steps say, so a change of them is told whatever else changed.
func TestDifference_OfActivities(t *testing.T) {
	ev := kestrel(plan(nil)...)
	steps := ev.set(id(41), "steps", `["hold the tab","Pull 20 times"]`)
	more := steps.with(id(44), &assessments.Activity{Plan: id(40), Order: 3, Title: "Button row"}, childID)
	for _, x := range []struct {
		name string
		ev   Evidence
		want string
	}{
		{"nothing", ev, "nothing that a reader would act on has changed"},
		{"a step", steps, "“Zip race” changed"},
		{"a step, and an activity more", more, "“How it works” changed, “Zip race” changed and “Button row” was added"},
		{"easier", ev.set(id(41), "easier", `"Use a big zip"`), "“Zip race” changed"},
		{"what to count", ev.set(id(41), "count_by", `"Zips of 9"`), "“How it works” changed and “Zip race” changed"},
		{"when to stop", ev.set(id(40), "stop_if", `["Her hand swells"]`), "“Zip race” changed and “Sock line” changed"},
		{"the other order", ev.set(id(41), "order", "3"), "“How it works” changed"},
	} {
		got := Difference(mustDraft(t, ev, programmeToParent), mustDraft(t, x.ev, programmeToParent))
		if want := "Since version 1: " + x.want + "."; got != want {
			t.Errorf("%s:\n got %s\nwant %s", x.name, got, want)
		}
	}
}

// TestDifference_OfTrees changes one thing in a small tree that has one of everything.
func TestDifference_OfTrees(t *testing.T) {
	base := func() Document {
		return Document{Kind: LetterAppointment, Title: "We see Tam in June", Footer: "Letter, version 1",
			Recipient: Recipient{Role: assessments.RoleParent, Person: mumID},
			Letter:    &Letterhead{To: []Text{say("Odette Kestrelby"), say("9 Wrenfold")}, About: []Text{say("21 May 2026"), say("Tamar Anne Kestrelby"), say("Born 31 March 2017")}},
			Blocks: []Block{
				&Section{Title: "Splint", Aside: "Review 24 November 2026"},
				&Para{Text: say("Review the splint on 1 June 2026.")},
				&Steps{Items: []Text{say("Wear it 5 times.")}},
				&Quote{Words: "It rubs when I write for longer than ten minutes.", By: "Tam, at the review, 12 March 2026"},
				&Figure{Caption: "The splint", Alt: "A splint", Picture: Picture{JPEG: []byte{1}, Wide: 1, High: 1}},
				&Figure{Caption: "The strap", Alt: "A strap", Picture: Picture{JPEG: []byte{1}, Wide: 1, High: 1}},
				&Drawing{Alt: "A hand", Wide: 9, High: 9, Strokes: []Stroke{{Points: [][2]float64{{0, 0}, {1, 1}}}}, Source: []assessments.ID{id(70)}},
			}}
	}
	aside := func(d *Document) { d.Blocks[0].(*Section).Aside = "Review 9 December 2026" }
	splint := func(d *Document) { d.Blocks[1].(*Para).Text = say("Review the splint on 3 June 2026.") }
	step := func(d *Document) { d.Blocks[2].(*Steps).Items[0] = say("Wear it 20 times.") }
	both := func(fs ...func(*Document)) func(*Document) {
		return func(d *Document) {
			for _, f := range fs {
				f(d)
			}
		}
	}
	for _, x := range []struct {
		name   string
		change func(*Document)
		want   string
	}{
		{"the day of writing", func(d *Document) { d.Letter.About[0] = say("22 May 2026") }, "nothing that a reader would act on has changed"},
		{"the address", func(d *Document) { d.Letter.To[1] = say("7 Thornfold") }, "the address changed"},
		{"the birthday", func(d *Document) { d.Letter.About[2] = say("Born 31 March 2018") }, "the child’s name, birth date or number over the letter changed"},
		{"the title", func(d *Document) { d.Title = "We see Tam in July" }, "the title is now “We see Tam in July”"},
		{"the other parent", func(d *Document) { d.Recipient.Person, d.Letter.To[0] = dadID, say("Piers Kestrelby") }, "it is now for another person and the address changed"},
		{"nobody by name", func(d *Document) { d.Recipient.Person = "" }, "it is no longer for one person by name"},
		{"another role", func(d *Document) {
			d.Recipient, d.Letter.To, d.Title = Recipient{Role: assessments.RoleGP}, []Text{say("Dr Fell")}, "About Tam"
		}, "it is now for the GP"},
		{"the review", aside, "the review moved to 9 December 2026"},
		{"a day of its own", splint, "“Splint” changed"},
		{"a day of its own and the review", both(aside, splint), "the review moved to 9 December 2026 and “Splint” changed"},
		{"a day of its own that is the review’s", func(d *Document) { d.Blocks[1].(*Para).Text = say("Review the splint on 24 November 2026.") }, "“Splint” changed"},
		{"a step and the review", both(aside, step), "the review moved to 9 December 2026 and “Splint” changed"},
		{"a step and a picture", both(step, func(d *Document) { d.Blocks = append(d.Blocks, &Figure{Caption: "More", Alt: "More"}) }), "1 picture was added and “Splint” changed"},
		{"who said it", func(d *Document) { d.Blocks[3].(*Quote).By = "Mum, at the review, 12 March 2026" },
			"the quotation “It rubs when I write for longer than …” changed in who said it, when or where"},
		{"when it was said", func(d *Document) { d.Blocks[3].(*Quote).By = "Tam, at the review, 13 March 2026" },
			"the quotation “It rubs when I write for longer than …” changed in who said it, when or where"},
		{"another picture", func(d *Document) { d.Blocks[4].(*Figure).Picture.JPEG = []byte{2} }, "the picture “The splint” changed"},
		{"other words for a picture", func(d *Document) { d.Blocks[4].(*Figure).Alt = "A torn splint" }, "the picture “The splint” changed"},
		{"pictures in the other order", func(d *Document) { d.Blocks[4], d.Blocks[5] = d.Blocks[5], d.Blocks[4] }, "nothing that a reader would act on has changed"},
		{"new measures", func(d *Document) { d.Blocks[6].(*Drawing).Strokes[0].Points[1] = [2]float64{1, 2} }, "the picture “A hand” changed"},
		{"another record of the same drawing", func(d *Document) { d.Blocks[6].(*Drawing).Source = []assessments.ID{id(71)} }, "nothing that a reader would act on has changed"},
	} {
		now := base()
		x.change(&now)
		if got, want := Difference(base(), now), "Since version 1: "+x.want+"."; got != want {
			t.Errorf("%s:\n got %s\nwant %s", x.name, got, want)
		}
	}
}

func TestDifference_UnderTheTitle(t *testing.T) {
	was := Document{Title: "Goals", Subtitle: Text{span("Tamar Anne Kestrelby, born 31 March 2017, NHS 9991234560"), span("Scored on 14 July 2026 at school, aged 9 years 3 months (9;3)")}}
	for now, want := range map[string]string{
		"Scored on 12 November 2026 at school, aged 9 years 7 months (9;7)": "nothing that a reader would act on has changed",
		"Scored on 14 July 2026 at home, aged 9 years 3 months (9;3)":       "the lines under the title changed",
	} {
		is := was
		is.Subtitle = Text{was.Subtitle[0], span(now)}
		if got := Difference(was, is); !contains(got, want) {
			t.Errorf("%s: %s", now, got)
		}
	}
	is := was
	is.Subtitle = Text{span("Tamar Anne Kestrelby, born 31 March 2018, NHS 9991234560"), was.Subtitle[1]}
	if got := Difference(was, is); !contains(got, "the lines under the title changed") {
		t.Errorf("another birthday: %s", got)
	}
}
