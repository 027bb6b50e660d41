package reports

import (
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// atLevel is a level of a scoring.
func atLevel(n int) *int { return &n }

// goalRecords is an invented goal with the scorings of two days.
func goalRecords(n int, title string, first, last int) []assessments.Record {
	return []assessments.Record{
		record(id(n), &assessments.Goal{Title: title, Order: n, Area: "dressing", Importance: 2, Difficulty: 1, SetOn: "2026-01-12", RatingLabel: strings.ToLower(title)}),
		record(id(n+1), &assessments.GoalReview{Goal: id(n), On: "2026-01-12", Baseline: true, Level: atLevel(first), Performance: 3, Satisfaction: 2, RatedBy: mumID}),
		record(id(n+2), &assessments.GoalReview{Goal: id(n), On: "2026-05-11", Level: atLevel(last), Performance: 5, RatedBy: mumID}),
	}
}

var progressToParent = Request{Kind: GoalProgress, Recipient: Recipient{Role: assessments.RoleParent}, AsAt: "2026-05-21"}

// block returns the blocks of one type.
func block[T Block](d Document) []T {
	var out []T
	for _, b := range d.Blocks {
		if x, ok := b.(T); ok {
			out = append(out, x)
		}
	}
	return out
}

func TestMoveHeadline(t *testing.T) {
	for _, c := range []struct {
		moves [][2]int
		once  int // goals scored once only
		want  string
	}{
		{nil, 2, ""},
		{[][2]int{{-1, 0}}, 0, "The goal moved up"},
		{[][2]int{{-1, 0}, {-2, 1}}, 0, "Both goals moved up"},
		{[][2]int{{-1, 0}, {-2, 1}, {-1, 0}}, 0, "All three goals moved up"},
		{[][2]int{{-1, 0}, {-2, 1}, {-1, -1}}, 0, "Two of three goals moved up, one is where it was"},
		{[][2]int{{-1, -1}, {-1, -1}}, 0, "Both goals are where they were"},
		{[][2]int{{0, -1}, {-1, -1}, {-1, -1}}, 0, "One of three goals moved down, two are where they were"},
		{[][2]int{{-1, 0}, {-1, 1}}, 1, "Both goals that were scored again moved up"},
		{[][2]int{{-1, 0}}, 1, "The goal that was scored again moved up"},
	} {
		var moves []goalMove
		for _, m := range c.moves {
			moves = append(moves, goalMove{first: entry[*assessments.GoalReview]{v: &assessments.GoalReview{Level: atLevel(m[0])}},
				last: entry[*assessments.GoalReview]{v: &assessments.GoalReview{Level: atLevel(m[1])}}})
		}
		for range c.once {
			moves = append(moves, goalMove{first: entry[*assessments.GoalReview]{v: &assessments.GoalReview{Level: atLevel(-1)}}})
		}
		if got := moveHeadline(moves); got != c.want {
			t.Errorf("%v and %d scored once: %q, want %q", c.moves, c.once, got, c.want)
		}
	}
}

// TestRates_AreOfOnePerson: a mother's three in January and a child's nine in May are no change of six.
func TestRates_AreOfOnePerson(t *testing.T) {
	other := func(n int, on assessments.Date, by assessments.ID, level *int, well int) assessments.Record {
		return record(id(n), &assessments.GoalReview{Goal: id(40), On: on, Level: level, Performance: well, RatedBy: by})
	}
	start := goalRecords(40, "Coat on", -1, 1)[:2]
	for _, c := range []struct {
		name string
		more []assessments.Record
		want string
		also string
	}{
		{"another person, once", []assessments.Record{other(42, "2026-05-11", childID, atLevel(1), 9)}, "3. [ ] Not asked in May", "Tam rated “Coat on” on 11 May 2026: how well it goes 9."},
		{"two people on the second day", []assessments.Record{other(42, "2026-05-11", mumID, atLevel(1), 5), other(43, "2026-05-11", childID, nil, 9)}, "3 to 5", "on 11 May 2026: how well it goes 9."},
		{"two people on the first day, one again", []assessments.Record{other(42, "2026-01-12", childID, nil, 4), other(43, "2026-05-11", childID, atLevel(1), 9)}, "4 to 9", "on 12 January 2026: how well it goes 3 and how happy with it"},
		{"the same person twice, another between", []assessments.Record{other(42, "2026-03-11", childID, nil, 9), other(43, "2026-05-11", mumID, atLevel(1), 6)}, "3 to 6", "on 11 March 2026: how well it goes 9."},
	} {
		got := mustDraft(t, kestrel(append(slices.Clone(start), c.more...)...), progressToParent).PlainText()
		if !strings.Contains(got, c.want) || !strings.Contains(got, c.also) {
			t.Errorf("%s: no %q or no %q in\n%s", c.name, c.want, c.also, got)
		}
	}
}

func TestProgress_StepsBeforeScores(t *testing.T) {
	more := goalRecords(40, "Coat on", -1, 1)
	var g assessments.Goal
	assessments.Decode(more[0].Fields, &g)
	g.Rungs = []assessments.Rung{{Level: -2, Text: "Held by an adult"}, {Level: -1, Text: "5 prompts"}, {Level: 0, Text: "1 prompt"}, {Level: 1, Text: "No prompts"}}
	more[0] = record(id(40), &g)
	more = append(more,
		record(id(50), &assessments.Observation{Type: "fact", Area: "dressing", On: "2026-05-11", Text: "Coat on in 2 minutes."}),
		record(id(51), &assessments.Observation{Type: "fact", Area: "hands", Goals: []assessments.ID{id(40)}, On: "2026-05-11", Text: "Buttons 3 of 4."}),
		record(id(52), &assessments.Observation{Type: "fact", Area: "hands", On: "2026-05-11", Text: "Holds the scissors well."}),
		record(id(53), &assessments.Observation{Type: "said", SaidBy: childID, On: "2026-01-12", Text: "It takes ages"}),
		record(id(54), &assessments.Observation{Type: "said", SaidBy: childID, On: "2026-05-11", Text: "I beat Mum"}))
	d := mustDraft(t, kestrel(more...), progressToParent)
	charts := block[*Chart](d)
	if len(charts) != 1 || charts[0].Style != ChartMoves || len(charts[0].Lines) != 1 || charts[0].Lines[0].Points[1].At != 1 {
		t.Fatalf("charts: %+v", charts)
	}
	if got := charts[0].Alt; got != "Coat on: less than expected on 12 January 2026, then more than expected on 11 May 2026." {
		t.Errorf("a reader who does not see the chart hears %q", got)
	}
	if q := block[*Quote](d); len(q) != 2 || q[0].Words != "I beat Mum" {
		t.Errorf("the newest words do not come first: %+v", q)
	}
	text := d.PlainText()
	for _, want := range []string{"The goal moved up", "+2 | [ ] Not written down | \n+1 | No prompts | 11 May 2026\n0, the goal | 1 prompt | \n−1 | 5 prompts | 12 January 2026\n",
		"- Coat on in 2 minutes. 11 May 2026", "- Buttons 3 of 4.", "Coat on | 3 to 5 | 2. [ ] Not asked in May", "change +20.0", "“It takes ages”"} {
		if !contains(text, want) {
			t.Errorf("%q is not said in\n%s", want, text)
		}
	}
	if contains(text, "scissors") || strings.Index(text, "No prompts") > strings.Index(text, "T score") {
		t.Errorf("a fact of no goal is told, or scores come before steps:\n%s", text)
	}
	if contains(text, "Mean rating") {
		t.Error("a mean is made of one rating that was not asked twice")
	}
}

// TestProgress_NoScoreOfSome holds that a T score and a mean are of all goals or say of how many they are.
func TestProgress_NoScoreOfSome(t *testing.T) {
	more := append(goalRecords(40, "Coat on", -1, 1), goalRecords(45, "Shoes on", -2, 0)[:2]...)
	text := mustDraft(t, kestrel(more...), progressToParent).PlainText()
	for _, want := range []string{"none since, because not every goal was scored again", "Goals scored once", "Shoes on | Much less than expected on 12 January 2026 (−2) | [ ] Not scored", "not scored since 12 January 2026"} {
		if !contains(text, want) {
			t.Errorf("%q is not said in\n%s", want, text)
		}
	}
	early := progressToParent
	early.AsAt = "2026-04-01"
	d := mustDraft(t, kestrel(more...), early)
	if text := d.PlainText(); len(block[*Chart](d)) > 0 || contains(text, "May 2026") || !contains(text, "Where Tam started") {
		t.Errorf("as at April it knows of May:\n%s", text)
	}
}

// TestProgress_MeansOfOnePerson: mum rated two goals on both days and an assistant a third: the mean is of mum's, and one goal has none.
func TestProgress_MeansOfOnePerson(t *testing.T) {
	rated := func(n, before, after int, by assessments.ID) []assessments.Record {
		rs := goalRecords(n, "Goal "+num(float64(n)), -2, 0)[:1]
		for i, x := range []int{before, after} {
			rs = append(rs, record(id(n+1+i), &assessments.GoalReview{Goal: id(n), On: []assessments.Date{"2026-01-12", "2026-05-11"}[i], Baseline: i == 0, Performance: x, Satisfaction: x, RatedBy: by}))
		}
		return rs
	}
	both := append(rated(40, 2, 4, mumID), rated(45, 3, 6, mumID)...)
	for _, c := range []struct {
		third assessments.ID
		want  string
	}{{mumID, "Mean rating: how well 4.7 to 6.0 (+1.3)"}, {aidID, "Mean rating by mum of the two rated on both days: how well 2.5 to 5.0 (+2.5)"}} {
		text := mustDraft(t, kestrel(slices.Concat(both, rated(60, 9, 8, c.third))...), progressToParent).PlainText()
		if !contains(text, c.want) || strings.Count(text, "Mean rating") != 1 {
			t.Errorf("%q is not said once in\n%s", c.want, text)
		}
	}
}

func TestProgress_SchoolHearsNothingOfHome(t *testing.T) {
	more := append(goalRecords(40, "Coat on", -1, 1),
		record(id(50), &assessments.Observation{Type: "said", SaidBy: mumID, On: "2026-05-11", Text: "We fought about it"}),
		record(id(51), &assessments.Observation{Type: "said", SaidBy: aidID, On: "2026-05-11", Text: "Quicker than the others"}))
	req := progressToParent
	req.Recipient.Role = assessments.RoleSchool
	text := whole(mustDraft(t, kestrel(more...), req))
	if contains(text, "fought") || contains(text, "Odette") || contains(text, "mum") {
		t.Errorf("school reads what the family said:\n%s", text)
	}
	if !contains(text, "Quicker than the others") || !contains(text, "How the goals were rated") {
		t.Error("school is not told what its own people said")
	}
}
