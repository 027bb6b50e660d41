package reports

import (
	"slices"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// endedEpisode is an episode with a discharge that a change may alter.
func endedEpisode(change func(*assessments.Discharge), more ...assessments.Record) Evidence {
	x := &assessments.Discharge{On: "2026-05-18", Reason: "goals-met", To: "What school offers every child", DecidedBy: otID, Told: []assessments.ID{mumID, aidID, uncleID}, ReturnBy: "2026-08-18"}
	if change != nil {
		change(x)
	}
	one, minus := 1, -1
	return kestrel(append([]assessments.Record{record(id(75), x),
		record(id(70), &assessments.Goal{Title: "Types a line", Order: 1}), record(id(71), &assessments.Goal{Title: "Opens a jar", Order: 2}), record(id(72), &assessments.Goal{Title: "Ties laces", Order: 3}),
		record(id(73), &assessments.GoalReview{Goal: id(70), On: "2026-02-01", Level: &minus, Baseline: true}), record(id(74), &assessments.GoalReview{Goal: id(70), On: "2026-05-11", Level: &one}),
		record(id(76), &assessments.GoalReview{Goal: id(71), On: "2026-02-01", Level: &minus, Baseline: true}), record(id(77), &assessments.GoalReview{Goal: id(71), On: "2026-05-11", Level: &minus, Note: "Lids of jam jars"}),
		record(id(78), &assessments.Contact{Type: "visit", On: "2026-02-01", Status: "attended", ChildPresent: "yes", Place: "school"}),
		record(id(79), &assessments.Contact{Type: "visit", On: "2026-03-03", Status: "not-brought", Place: "clinic", Reason: "Bus strike", Safeguarding: "Health visitor asked", Decision: "Offer another"}),
	}, more...)...)
}

func TestDischarge_TellsTheCourse(t *testing.T) {
	d := mustDraft(t, endedEpisode(nil, perch(nil)), Request{Kind: DischargeSummary, Recipient: Recipient{Role: assessments.RoleParent}})
	text := d.PlainText()
	for _, want := range []string{
		"Discharge: 18 May 2026, decided by Sorrel Ashdown, occupational therapist, Band 6\n", "Care ends for now because goals were reached.", "1 of 2 goals that were scored again are reached.", "Met: 1 visit: 1 February 2026\n",
		"Types a line | −1, 1 February | +1, 11 May | More than the goal\n", "Opens a jar | −1, 1 February | −1, 11 May | As at the start. Lids of jam jars.\n", "Ties laces | [ ] Not scored | [ ] Not scored | [ ] Not scored again\n",
		"Goes on with: what school offers every child.", "Acorn Perch, size 2. In use, delivered 4 May 2026. Fit check 2 November 2026.", "Until 18 August 2026 no new referral is needed: Tam comes back to us by a call.",
		"- Odette Kestrelby, mum\n- Ms Ursula Venn, teaching assistant (Level 3)\n",
	} {
		if !contains(text, want) {
			t.Errorf("%q is not said in\n%s", want, text)
		}
	}
	for _, no := range []string{"Quentin", "not brought", "3 March", "Bus strike", "Health visitor"} {
		if contains(text, no) {
			t.Errorf("%q is said", no)
		}
	}
}

// TestDischarge_BlamesNobody looks at every reason there is, in the words that a parent reads.
func TestDischarge_BlamesNobody(t *testing.T) {
	info, _ := assessments.LookupKind(assessments.KindDischarge)
	for _, f := range info.Fields() {
		if f.Name != "reason" {
			continue
		}
		for _, reason := range f.Enum {
			words := endWords[reason]
			if words == "" && reason != "other" {
				t.Errorf("%s has no words", reason)
			}
			for _, no := range []string{"failed", "DNA", "refused", "did not attend", "non-compliant", "unfortunately", "sorry", "not brought", "missed"} {
				if holds(words, no) {
					t.Errorf("%s says %q", reason, no)
				}
			}
		}
		if len(f.Enum) < 9 {
			t.Errorf("%d reasons were looked at", len(f.Enum))
		}
	}
	text := mustDraft(t, endedEpisode(func(d *assessments.Discharge) {
		d.Reason, d.Safeguarding, d.Why = "not-brought", "School nurse: safe", "Tam is seen in school every week."
	}), Request{Kind: DischargeSummary, Recipient: Recipient{Role: assessments.RoleParent}}).PlainText()
	if !contains(text, "We did not find a way to meet. Tam is seen in school every week.") || contains(text, "School nurse") {
		t.Errorf("an end after absences reads\n%s", text)
	}
}

// TestScored holds that levels and ratings have ends of their own: ratings alone hide no newer level, nor levels a rating.
func TestScored(t *testing.T) {
	level := func(on assessments.Date, n int) assessments.GoalReview {
		return assessments.GoalReview{On: on, Level: &n}
	}
	rating := func(on assessments.Date, n int) assessments.GoalReview {
		return assessments.GoalReview{On: on, Performance: n, Satisfaction: n}
	}
	jan, march, may := assessments.Date("2026-01-12"), assessments.Date("2026-03-02"), assessments.Date("2026-05-11")
	for _, c := range []struct {
		name         string
		reviews      []assessments.GoalReview
		ended, rated string   // lines of the discharge summary and of the progress report, "" for none
		tables       []string // rows of the advice
	}{
		{"ratings after the newest level", []assessments.GoalReview{level(jan, -1), level(march, 0), rating(may, 6)},
			"Ties laces | −1, 12 January | 0, 2 March | Reached\n", "Ties laces | Now 6. [ ] Not asked at the start | Now 6. [ ] Not asked at the start\n", []string{"Ties laces | 1 | −1, 12 January | 0, 2 March\n", "Ties laces | [ ] Not asked | [ ] Not asked | 6 | 6\n"}},
		{"ratings before the first level", []assessments.GoalReview{rating(jan, 4), level(march, -1), level(may, 1)},
			"Ties laces | −1, 2 March | +1, 11 May | More than the goal\n", "Ties laces | 4. [ ] Not asked in May | 4. [ ] Not asked in May\n", []string{"Ties laces | 1 | −1, 2 March | +1, 11 May\n", "Ties laces | 4 | 4 | [ ] Not asked | [ ] Not asked\n"}},
		{"levels between ratings", []assessments.GoalReview{rating(jan, 4), level(march, -1), rating(may, 7)},
			"Ties laces | [ ] Not scored | −1, 2 March | Not reached yet\n", "Ties laces | 4 to 7 | 4 to 7\n", []string{"Ties laces | 1 | [ ] Not scored | −1, 2 March\n", "Ties laces | 4 | 4 | 7 | 7\n"}},
		{"a level once", []assessments.GoalReview{level(jan, -1), rating(may, 7)},
			"Ties laces | −1, 12 January | [ ] Not scored | [ ] Not scored again\n", "Ties laces | Now 7. [ ] Not asked at the start | Now 7. [ ] Not asked at the start\n", []string{"Ties laces | 1 | −1, 12 January\n", "Ties laces | [ ] Not asked | [ ] Not asked | 7 | 7\n"}},
		{"no level", []assessments.GoalReview{rating(jan, 4), rating(may, 7)}, "Ties laces | [ ] Not scored | [ ] Not scored | [ ] Not scored again\n", "Ties laces | 4 to 7 | 4 to 7\n", []string{"Ties laces | 1 | [ ] Not scored\n", "Ties laces | 4 | 4 | 7 | 7\n"}},
		{"nothing", nil, "Ties laces | [ ] Not scored | [ ] Not scored | [ ] Not scored again\n", "", []string{"Ties laces | 1 | [ ] Not scored\n"}},
	} {
		more := []assessments.Record{record(id(70), &assessments.Goal{Title: "Ties laces"})}
		for i := range c.reviews {
			c.reviews[i].Goal = id(70)
			more = append(more, record(id(71+i), &c.reviews[i]))
		}
		if text := mustDraft(t, kestrel(more...), Request{Kind: DischargeSummary, Recipient: Recipient{Role: assessments.RoleParent}, AsAt: "2026-05-21"}).PlainText(); !contains(text, c.ended) {
			t.Errorf("%s: no %q in\n%s", c.name, c.ended, text)
		}
		text := mustDraft(t, kestrel(more...), progressToParent).PlainText()
		if !contains(text, c.rated) || contains(text, "not scored since") != (c.name == "a level once") {
			t.Errorf("%s: no %q, or what was not scored is wrong, in\n%s", c.name, c.rated, text)
		}
		advice := mustDraft(t, kestrel(more...), Request{Kind: EHCAdvice, Recipient: Recipient{Role: assessments.RoleLocalAuthority}, AsAt: "2026-05-21"}).PlainText()
		for _, row := range c.tables {
			if !contains(advice, row) {
				t.Errorf("%s: no %q in\n%s", c.name, row, advice)
			}
		}
	}
}

// TestDischarge_GoesOn holds what stays after the end: nothing that is over, that the therapist gave, or that was only advised.
func TestDischarge_GoesOn(t *testing.T) {
	row := func(p assessments.Provision) assessments.Record {
		p.Ref, p.Section, p.What = "F1", "F", "Keyboard skills"
		return record(id(90), &p)
	}
	thing := func(status string) assessments.Record {
		return record(id(90), &assessments.Equipment{Item: "Ramp", Status: status, Place: "School"})
	}
	const open = "[ ] Who gives it after the end: not recorded"
	for _, c := range []struct {
		name string
		more assessments.Record
		want string // the line about it, "" for none
	}{
		{"a row of school", row(assessments.Provision{DeliveredBy: []assessments.ID{aidID}}), "- F1. Keyboard skills. Ms Ursula Venn, teaching assistant (Level 3)"},
		{"a row that ended", row(assessments.Provision{DeliveredBy: []assessments.ID{aidID}, End: "2026-05-17"}), ""},
		{"a row that ends on the day", row(assessments.Provision{DeliveredBy: []assessments.ID{aidID}, End: "2026-05-18"}), "- F1. Keyboard skills. Ms Ursula Venn, teaching assistant (Level 3)"},
		{"an end that is no day", row(assessments.Provision{DeliveredBy: []assessments.ID{aidID}, End: "2026"}), "- F1. Keyboard skills. Ms Ursula Venn, teaching assistant (Level 3)"},
		{"the therapist's row", row(assessments.Provision{DeliveredBy: []assessments.ID{otID}, Qualification: "Band 6"}), "- F1. Keyboard skills. " + open},
		{"the therapist in words", row(assessments.Provision{Who: "Occupational therapist", Qualification: "HCPC registered"}), "- F1. Keyboard skills. " + open},
		{"whom the therapist trains", row(assessments.Provision{Who: "Teaching assistant, trained by the OT"}), "- F1. Keyboard skills. Teaching assistant, trained by the OT"},
		{"both", row(assessments.Provision{DeliveredBy: []assessments.ID{otID, aidID}}), "- F1. Keyboard skills. Ms Ursula Venn, teaching assistant (Level 3). [ ] Who gives the rest after the end: not recorded"},
		{"equipment in use", thing("in-use"), "- Ramp. In use. "},
		{"equipment on trial", thing("on-trial"), "- Ramp. On trial. "},
		{"equipment ordered", thing("ordered"), "- Ramp. Ordered. "},
		{"equipment only recommended", thing("recommended"), ""},
	} {
		d := mustDraft(t, endedEpisode(nil, c.more), Request{Kind: DischargeSummary, Recipient: Recipient{Role: assessments.RoleParent}})
		got := lineOf(d, "- F1. ")
		if got == "" {
			got = lineOf(d, "- Ramp. ")
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestDischarge_AsAtAndAbout(t *testing.T) {
	ev := endedEpisode(nil, record(id(85), &assessments.Discharge{On: "2025-06-01", Reason: "advice-given", DecidedBy: otID, ReopenedOn: "2026-01-12"}))
	before := mustDraft(t, ev, Request{Kind: DischargeSummary, Recipient: Recipient{Role: assessments.RoleParent}, AsAt: "2026-05-17"}).PlainText()
	if !contains(before, "Discharge: 1 June 2025") || !contains(before, "Opened again: 12 January 2026") || contains(before, "18 May") {
		t.Errorf("before the second end it reads\n%s", before)
	}
	first := mustDraft(t, ev, Request{Kind: DischargeSummary, Recipient: Recipient{Role: assessments.RoleParent}, About: id(85)}).PlainText()
	if !contains(first, "The advice that was asked for is given.") {
		t.Errorf("the summary of the first end reads\n%s", first)
	}
}

func TestDischarge_SchoolReadsNoFamily(t *testing.T) {
	d := mustDraft(t, endedEpisode(nil), Request{Kind: DischargeSummary, Recipient: Recipient{Role: assessments.RoleSchool}})
	if text := whole(d); contains(text, "Odette") || !contains(text, "Ms Ursula Venn") {
		t.Errorf("school reads who was told as\n%s", text)
	}
	if !slices.ContainsFunc(d.Withheld, func(x Withheld) bool { return x.Record == mumID && x.Field == "name" }) {
		t.Error("what was kept back is not told to the author")
	}
}

func TestDischarge_Golden(t *testing.T) {
	table, ev := demo(t, "isla")
	golden(t, "discharge-summary-isla", mustDraft(t, ev, Request{Kind: DischargeSummary, Recipient: Recipient{Role: assessments.RoleParent}, AsAt: "2026-07-20", Author: assessments.ID(table.Author), Version: 1}))
	golden(t, "discharge-summary-ended", mustDraft(t, endedEpisode(nil, perch(nil)), Request{Kind: DischargeSummary, Recipient: Recipient{Role: assessments.RoleParent}, Author: otID}))
}
