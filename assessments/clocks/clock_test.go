package clocks

import (
	"math/rand"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/calendar"
)

func TestSpan(t *testing.T) {
	for text, want := range map[string]Span{
		"6 weeks": {6, Week}, "1 week": {1, Week}, "15 days": {15, Day}, " 2  months ": {2, Month}, "5 working days": {5, WorkingDay}, "10 school days": {10, SchoolDay},
	} {
		got, err := ParseSpan(text)
		if err != nil || got != want {
			t.Errorf("%q: %v, %v; want %v", text, got, err, want)
		}
		if again, err := ParseSpan(got.Words()); err != nil || again != got {
			t.Errorf("%q is written as %q, which reads as %v", text, got.Words(), again)
		}
	}
	for _, text := range []string{"", "weeks", "six weeks", "0 weeks", "-2 days", "500 weeks", "6 fortnights", "6", "1.5 weeks", "99999999999999999999 days"} {
		if s, err := ParseSpan(text); assessments.KindOf(err) != assessments.Invalid || !strings.Contains(assessments.Sentence(err), "not a length of time") {
			t.Errorf("%q is taken as %v: %v", text, s, err)
		}
	}
	for _, tc := range []struct {
		span              Span
		from, after, back assessments.Date
	}{
		{Span{2, Month}, "2025-12-31", "2026-02-28", "2025-10-31"},
		{Span{1, Month}, "2028-01-31", "2028-02-29", "2027-12-31"},
		{Span{12, Month}, "2028-02-29", "2029-02-28", "2027-02-28"},
		{Span{1, Month}, "2026-03-31", "2026-04-30", "2026-02-28"},
		{Span{6, Week}, "2026-03-02", "2026-04-13", "2026-01-19"},
		{Span{5, WorkingDay}, "2026-04-02", "2026-04-13", "2026-03-26"},
		{Span{15, Day}, "2026-03-02", "2026-03-17", "2026-02-15"},
	} {
		if got := tc.span.After(tc.from); got != tc.after {
			t.Errorf("%s after %s: %s, want %s", tc.span.Words(), tc.from, got, tc.after)
		}
		if got := tc.span.Before(tc.from); got != tc.back {
			t.Errorf("%s before %s: %s, want %s", tc.span.Words(), tc.from, got, tc.back)
		}
	}
}

// TestRule29_TriageWithinFiveWorkingDays holds the triage clock over weekends and bank holidays, its holds, and what it says.
func TestRule29_TriageWithinFiveWorkingDays(t *testing.T) {
	for received, want := range map[assessments.Date]assessments.Date{
		"2026-02-26": "2026-03-05", // Thursday to Thursday
		"2026-04-02": "2026-04-13", // the Thursday before Easter
		"2026-12-23": "2027-01-04", // Christmas, Boxing Day's Monday and New Year
		"2026-03-07": "2026-03-13", // a Saturday
	} {
		if c := WorkingDays("triage", "Triage", received, 5, nil, Stop{}); c.Due != want || c.Left(received) != 5 || c.Law {
			t.Errorf("received %s: due %s with %d left, want %s", received, c.Due, c.Left(received), want)
		}
	}
	c := WorkingDays("triage", "Triage", "2026-04-02", 5, nil, Stop{})
	for today, want := range map[assessments.Date]string{
		"2026-04-02": "Triage: due on Monday 13 April 2026, 5 working days left.",
		"2026-04-10": "Triage: due on Monday 13 April 2026, 1 working day left.",
		"2026-04-13": "Triage: due today, Monday 13 April 2026.",
		"2026-04-14": "Triage: was due on Monday 13 April 2026, 1 day (1 working day) ago.",
		"2026-04-20": "Triage: was due on Monday 13 April 2026, 7 days (5 working days) ago.",
	} {
		if got := c.Line(today); got != want {
			t.Errorf("%s: %s\nwant %s", today, got, want)
		}
	}
	if c.Breached("2026-04-13") || !c.Breached("2026-04-14") || c.DaysOver("2026-04-20") != 7 || c.Left("2026-04-20") != -5 {
		t.Errorf("breached %v, %d days over, %d left", c.Breached("2026-04-14"), c.DaysOver("2026-04-20"), c.Left("2026-04-20"))
	}
	done := WorkingDays("triage", "Triage", "2026-04-02", 5, nil, Stop{"2026-04-09", "targeted offer"})
	if got, want := done.Line("2026-06-01"), "Triage: done on 9 April 2026 (targeted offer); it was due on 13 April 2026."; got != want || done.Breached("2026-06-01") || done.Left("2026-06-01") != 2 || done.Running() {
		t.Errorf("%s\nwant %s; breached %v, left %d", got, want, done.Breached("2026-06-01"), done.Left("2026-06-01"))
	}
	late := WorkingDays("triage", "Triage", "2026-04-02", 5, nil, Stop{"2026-04-15", ""})
	if got, want := late.Line("2026-06-01"), "Triage: done on 15 April 2026, 2 days after it was due on 13 April 2026."; got != want || !late.Breached("2026-06-01") {
		t.Errorf("%s\nwant %s", got, want)
	}
	if c := WorkingDays("triage", "Triage", "", 5, nil, Stop{}); c.Line("2026-04-02") != "Triage: not started." || c.Breached("2026-04-02") || c.Running() {
		t.Errorf("without a day of receipt: %s", c.Line("2026-04-02"))
	}
}

// TestRule33_SeenWithinEighteenWeeks holds the service's aim of eighteen weeks: 126 days, and it is nobody's law.
func TestRule33_SeenWithinEighteenWeeks(t *testing.T) {
	c := Weeks("first-contact", "First appointment", "2026-02-26", 18, nil, Stop{})
	if c.Due != "2026-07-02" || c.Law || c.Breached("2026-07-02") || !c.Breached("2026-07-03") {
		t.Errorf("due %s", c.Due)
	}
	// Two weeks in which the family asked to wait move it by two weeks; overlapping holds count once.
	held := Weeks("first-contact", "First appointment", "2026-02-26", 18, []Hold{{"2026-04-06", "2026-04-19", "family away"}, {"2026-04-10", "2026-04-12", "no answer"}}, Stop{})
	if held.Due != "2026-07-16" {
		t.Errorf("held for two weeks: due %s, want 2026-07-16", held.Due)
	}
	if got, want := held.Line("2026-04-15"), "First appointment: stands still until 19 April 2026 (family away), with 62 working days left; then it is due on Thursday 16 July 2026."; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if c := Weeks("first-contact", "First appointment", "2026-02-27", 18, nil, Stop{}); c.Due != "2026-07-03" || c.Aim() != "2026-07-03" {
		t.Errorf("due %s, aim %s", c.Due, c.Aim())
	}
}

// TestOpenHold holds a clock that stands still and nobody knows for how long: no breach, nothing counted down, and it says so.
func TestOpenHold(t *testing.T) {
	open := []Hold{{"2026-03-03", "", "waiting for consent"}}
	c := WorkingDays("triage", "Triage", "2026-02-26", 5, open, Stop{})
	if got, want := c.Line("2026-05-01"), "Triage: stands still since 3 March 2026 (waiting for consent), with 3 working days left."; got != want || c.Breached("2026-05-01") || c.Left("2026-05-01") != 3 {
		t.Errorf("%s\nwant %s", got, want)
	}
	// Once it is over, the days held are made up.
	over := WorkingDays("triage", "Triage", "2026-02-26", 5, []Hold{{"2026-03-03", "2026-05-01", "waiting for consent"}}, Stop{})
	if over.Due != "2026-05-07" || over.Left("2026-05-01") != 3 { // 4 May is a bank holiday
		t.Errorf("due %s, %d left", over.Due, over.Left("2026-05-01"))
	}
	// A hold that begins when the clock has run out mends nothing.
	late := WorkingDays("triage", "Triage", "2026-02-26", 5, []Hold{{"2026-03-06", "", "waiting for consent"}}, Stop{})
	if !late.Breached("2026-03-09") || !strings.Contains(late.Line("2026-03-09"), "was due on Thursday 5 March 2026") {
		t.Errorf("%s", late.Line("2026-03-09"))
	}
	records := []*assessments.ClockHold{
		{Clock: "triage", From: "2026-03-03", Reason: "waiting for consent"},
		{Clock: "first-contact", From: "2026-03-10", To: "2026-03-12", Reason: "family away"},
	}
	if got := HoldsOf(records, "triage"); len(got) != 1 || got[0] != open[0] {
		t.Errorf("%v", got)
	}
}

// TestSchoolDays holds a clock in school days, such as a training repeated within fifteen of them, and that it is not guessed.
func TestSchoolDays(t *testing.T) {
	school := calendar.New(&assessments.Terms{Terms: []assessments.Period{{First: "2026-09-02", Last: "2026-10-23"}, {First: "2026-11-02", Last: "2026-12-18"}}})
	c := SchoolDays("training", "Training", "2026-10-19", 5, school, nil, Stop{})
	if c.Due != "2026-11-02" {
		t.Errorf("five school days from 19 October: %s, want the first day after half-term", c.Due)
	}
	c = SchoolDays("training", "Training", "2026-10-19", 5, school, []Hold{{"2026-10-21", "2026-10-22", ""}}, Stop{})
	if c.Due != "2026-11-04" {
		t.Errorf("with two days held: %s", c.Due)
	}
	c = SchoolDays("training", "Training", "2026-12-14", 15, school, nil, Stop{})
	if got, want := c.Line("2026-12-15"), "Training: the due day is not known, because the school's dates are not known from 21 December 2026 on."; c.Due != "" || got != want || c.Breached("2027-06-01") {
		t.Errorf("due %q: %s\nwant %s", c.Due, got, want)
	}
}

// TestClockProperties makes clocks of every kind by chance: no due day before the start, no hold that shortens, and what is left
// never grows as the days go by, nor does a breach go away.
func TestClockProperties(t *testing.T) {
	rng := rand.New(rand.NewSource(2))
	base := assessments.NewDate(time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC))
	law := lawOn(t, "2026-03-02")
	units := []Unit{Day, Week, Month, WorkingDay}
	day := func(n int) assessments.Date { return base.AddDays(rng.Intn(n)) }
	for n := range 200 {
		start := day(300)
		rule := Rule{Name: "x", Title: "X", Within: Span{1 + rng.Intn(12), units[rng.Intn(4)]}, CountsFirstDay: rng.Intn(4) == 0}
		if rng.Intn(5) == 0 {
			rule, _ = law.Rule([]string{EHCAdvice, EHCPlan, NextReview, Appeal}[rng.Intn(4)])
		}
		var holds []Hold
		for range rng.Intn(4) {
			h := Hold{From: start.AddDays(rng.Intn(80) - 10)}
			if rng.Intn(4) > 0 {
				h.To = h.From.AddDays(rng.Intn(30))
			}
			holds = append(holds, h)
		}
		var stop Stop
		if rng.Intn(3) == 0 {
			stop.On = start.AddDays(rng.Intn(120))
		}
		plain, c := rule.Run(start, nil, stop), rule.Run(start, holds, stop)
		if c.Due < c.Started || plain.Due < plain.Started {
			t.Fatalf("%d: due %s before the start %s (%+v)", n, c.Due, c.Started, rule)
		}
		if c.Due < plain.Due {
			t.Fatalf("%d: holds %v shorten: %s, without %s", n, holds, c.Due, plain.Due)
		}
		more := rule.Run(start, append(holds[:len(holds):len(holds)], Hold{From: start.AddDays(3), To: start.AddDays(9)}), stop)
		if more.Due < c.Due {
			t.Fatalf("%d: one hold more shortens: %s, before %s", n, more.Due, c.Due)
		}
		left, breached := 1<<30, false
		for today := start.AddDays(-5); today < c.Due.AddDays(40); today = today.AddDays(1) {
			if l := c.Left(today); l > left {
				t.Fatalf("%d: %d left on %s, %d the day before (%+v)", n, l, today, left, c)
			} else {
				left = l
			}
			if breached && !c.Breached(today) {
				t.Fatalf("%d: a breach went away on %s", n, today)
			}
			if breached = c.Breached(today); breached != (c.DaysOver(today) > 0) || breached && c.Left(today) > 0 {
				t.Fatalf("%d: breached %v with %d days over and %d left on %s", n, breached, c.DaysOver(today), c.Left(today), today)
			}
		}
		if aim := c.Aim(); aim > c.Due || aim < c.Started {
			t.Fatalf("%d: aim %s outside %s to %s", n, aim, c.Started, c.Due)
		}
	}
}

func FuzzParseSpan(f *testing.F) {
	f.Add("6 weeks")
	f.Add("5  working days")
	f.Add("-1 s")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := ParseSpan(text)
		if err != nil {
			if assessments.KindOf(err) != assessments.Invalid || assessments.Sentence(err) == "" {
				t.Fatalf("no sentence: %v", err)
			}
			return
		}
		if again, err := ParseSpan(s.Words()); err != nil || again != s {
			t.Fatalf("%q reads as %v, which is written %q", text, s, s.Words())
		}
	})
}
