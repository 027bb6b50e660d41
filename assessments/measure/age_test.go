package measure

import (
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

func day(t testing.TB, text string) time.Time {
	t.Helper()
	d, err := time.Parse("2006-01-02", text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestAgeAt(t *testing.T) {
	for _, c := range []struct{ name, born, on, full, short, words string }{
		{"leap-day child at first visit", "2020-02-29", "2026-03-12", "6;0;11", "6;0", "6 years"},
		{"leap-day child at testing", "2020-02-29", "2026-04-21", "6;1;23", "6;1", "6 years 1 month"},
		{"leap-day child at referral", "2020-02-29", "2026-02-26", "5;11;28", "5;11", "5 years 11 months"},
		{"leap-day child at review", "2020-02-29", "2026-07-14", "6;4;15", "6;4", "6 years 4 months"},
		{"leap-day child the day before a birthday", "2020-02-29", "2021-02-28", "0;11;30", "0;11", "11 months"},
		{"leap-day child on a birthday without a 29th", "2020-02-29", "2021-03-01", "1;0;0", "1;0", "1 year"},
		{"leap-day child on a real birthday", "2020-02-29", "2024-02-29", "4;0;0", "4;0", "4 years"},
		{"second notebook, first visit", "2021-11-03", "2026-03-12", "4;4;9", "4;4", "4 years 4 months"},
		{"second notebook, measured", "2021-11-03", "2026-04-16", "4;5;13", "4;5", "4 years 5 months"},
		{"second notebook, fit", "2021-11-03", "2026-06-09", "4;7;6", "4;7", "4 years 7 months"},
		{"never rounded up", "2018-01-01", "2025-12-30", "7;11;29", "7;11", "7 years 11 months"},
		{"born on a 31st, a month later", "2025-01-31", "2025-02-28", "0;0;28", "0;0", "28 days"},
		{"born on a 31st, on the first", "2025-01-31", "2025-03-01", "0;1;0", "0;1", "1 month"},
		{"born today", "2025-01-31", "2025-01-31", "0;0;0", "0;0", "0 days"},
		{"a day old", "2024-12-31", "2025-01-01", "0;0;1", "0;0", "1 day"},
		{"across a century without a leap day", "1896-02-29", "1900-02-28", "3;11;30", "3;11", "3 years 11 months"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := AgeAt(day(t, c.born), day(t, c.on))
			if err != nil {
				t.Fatal(err)
			}
			if got.Full() != c.full || got.String() != c.short || got.Words() != c.words {
				t.Errorf("got %s, %s, %q; want %s, %s, %q", got.Full(), got, got.Words(), c.full, c.short, c.words)
			}
		})
	}
}

func TestAgeBy_ThirtyDays(t *testing.T) {
	for _, c := range []struct{ born, on, want string }{
		{"2018-05-20", "2026-03-12", "7;9;22"},
		{"2025-01-31", "2025-02-28", "0;0;27"},
		{"2020-02-29", "2021-02-28", "0;11;29"},
		{"2020-02-29", "2026-04-21", "6;1;22"},
	} {
		got, err := AgeBy(day(t, c.born), day(t, c.on), ThirtyDays)
		if err != nil || got.Full() != c.want {
			t.Errorf("%s to %s: got %s, %v; want %s", c.born, c.on, got.Full(), err, c.want)
		}
	}
}

func TestAgeAt_BeforeBirth(t *testing.T) {
	_, err := AgeAt(day(t, "2026-01-02"), day(t, "2026-01-01"))
	if err == nil || assessments.KindOf(err) != assessments.Invalid {
		t.Errorf("got %v, want an Invalid error", err)
	}
}

func TestAgeAt_ReadsOnlyTheCalendarDate(t *testing.T) {
	summer := time.FixedZone("BST", 3600)
	born := day(t, "2020-06-10")
	// Half past midnight in London is still the day before in UTC: the birthday must not be missed by it.
	got, err := AgeAt(born, time.Date(2026, 6, 10, 0, 30, 0, 0, summer))
	if err != nil || got.Full() != "6;0;0" {
		t.Errorf("got %s, %v; want 6;0;0", got.Full(), err)
	}
}

func TestDay(t *testing.T) {
	if got, err := Day(2024, 2, 29); err != nil || !got.Equal(day(t, "2024-02-29")) {
		t.Errorf("29 February 2024: got %v, %v", got, err)
	}
	for _, c := range [][3]int{{2023, 2, 29}, {2023, 13, 1}, {2023, 4, 31}, {2023, 1, 0}} {
		if got, err := Day(c[0], time.Month(c[1]), c[2]); err == nil {
			t.Errorf("%v: got %v, want an error", c, got)
		}
	}
}

func FuzzAgeAt(f *testing.F) {
	f.Add(18321, 2000)
	f.Add(18321, 365)
	f.Add(0, 58)
	f.Fuzz(func(t *testing.T, start, length int) {
		born := time.Unix(0, 0).UTC().AddDate(0, 0, abs(start)%40000)
		on := born.AddDate(0, 0, abs(length)%40000)
		got, err := AgeAt(born, on)
		if err != nil {
			t.Fatal(err)
		}
		if got.Years < 0 || got.Months < 0 || got.Months > 11 || got.Days < 0 || got.Days > 30 {
			t.Fatalf("%v to %v: %s is out of range", born, on, got.Full())
		}
		next, err := AgeAt(born, on.AddDate(0, 0, 1))
		if err != nil {
			t.Fatal(err)
		}
		older := next.InMonths() == got.InMonths() && next.Days == got.Days+1
		month := next.InMonths() == got.InMonths()+1 && next.Days == 0
		if !older && !month {
			t.Fatalf("%v: %s is followed by %s", on, got.Full(), next.Full())
		}
	})
}

func abs(n int) int {
	if n < 0 {
		return -(n + 1)
	}
	return n
}
