package reports

import (
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// What school logged stands against what was agreed, for the weeks that were logged and no others; what was logged after the report's
// day is not in it, and whose name stood under it is not either.
func TestLogged_AgainstWhatWasAgreed(t *testing.T) {
	week := func(n int, of assessments.ID, monday assessments.Date, days int) assessments.Record {
		l := assessments.Log{Of: of, Week: monday, Minutes: 15, By: "Ms Ursula Venn", Comment: "Tired on Fridays."}
		for i := range days {
			l.Days = append(l.Days, monday.AddDays(i))
		}
		return record(id(n), &l)
	}
	year := append(reviewYear(), week(90, id(61), "2026-11-02", 4), week(91, id(61), "2026-11-09", 2), week(92, id(61), "2026-11-16", 5), week(93, id(61), "2026-11-23", 4))
	text := mustDraft(t, kestrel(year...), reviewToLA).PlainText()
	if want := "In the 3 weeks that were logged: 11 sessions of 12, 2.75 of 3.0 hours"; !contains(text, want) {
		t.Errorf("%q is not said in\n%s", want, text)
	}
	if contains(text, "Sessions given: not recorded") || contains(text, "Venn logged") {
		t.Errorf("what was logged counts as not recorded, or a name went with it:\n%s", text)
	}
	// In the middle of a week the days after it are not known yet.
	early := reviewToLA
	early.AsAt = "2026-11-17"
	if text := mustDraft(t, kestrel(year...), early).PlainText(); !contains(text, "8 sessions of 12") {
		t.Errorf("as at 17 November:\n%s", text)
	}
}

func TestLogged_AProgramme(t *testing.T) {
	plan := record(id(50), &assessments.ActivityPlan{Title: "Hands before breakfast", Place: "home", Minutes: 10, TimesADay: 1, DaysAWeek: 5, Weeks: 6, Start: "2026-03-02", End: "2026-04-10"})
	log := record(id(51), &assessments.Log{Of: id(50), Week: "2026-03-02", Days: []assessments.Date{"2026-03-02", "2026-03-04"}, Minutes: 10})
	records := append(goalRecords(40, "Typing a story", -1, 0), plan, log)
	text := mustDraft(t, kestrel(records...), Request{Kind: GoalProgress, AsAt: "2026-11-20"}).PlainText()
	if want := "In the 1 week that was logged: 2 sessions of 5, 0.3 of 0.8 hours."; !contains(text, want) {
		t.Errorf("%q is not said in\n%s", want, text)
	}
}
