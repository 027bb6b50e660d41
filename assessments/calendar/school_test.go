package calendar

import (
	"math/rand"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/google/go-cmp/cmp"
)

// terms is a year of an invented school, half-terms apart, with INSET days and a day of snow.
func terms() *assessments.Terms {
	return &assessments.Terms{
		Terms: []assessments.Period{
			{Name: "Autumn, first half", First: "2026-09-02", Last: "2026-10-23"},
			{Name: "Autumn, second half", First: "2026-11-02", Last: "2026-12-18"},
			{Name: "Spring, first half", First: "2027-01-04", Last: "2027-02-12"},
			{Name: "Spring, second half", First: "2027-02-22", Last: "2027-03-25"},
			{Name: "Summer, first half", First: "2027-04-12", Last: "2027-05-28"},
			{Name: "Summer, second half", First: "2027-06-07", Last: "2027-07-21"},
		},
		Closed: []assessments.Closure{
			{On: "2026-09-02", Kind: Inset, Name: "Safeguarding"},
			{On: "2027-01-20", To: "2027-01-21", Kind: Closure, Name: "Snow"},
			{On: "2027-09-01", Kind: Inset}, // told early, beyond the last term
		},
	}
}

func TestDay(t *testing.T) {
	s := New(terms())
	for _, tc := range []struct {
		on    assessments.Date
		known bool
		why   string
		words string
	}{
		{"2026-09-02", true, Inset, "no school: INSET day (Safeguarding)"},
		{"2026-09-03", true, "", "school day (Autumn, first half)"},
		{"2026-09-05", true, Weekend, "no school: weekend"},
		{"2026-10-28", true, Holiday, "no school: holiday"},
		{"2026-12-18", true, "", "school day (Autumn, second half)"},
		{"2026-12-25", true, BankHoliday, "no school: bank holiday (Christmas Day)"},
		{"2027-01-21", true, Closure, "no school: closed (Snow)"},
		{"2027-05-03", true, BankHoliday, "no school: bank holiday (Early May bank holiday)"},
		{"2027-07-21", true, "", "school day (Summer, second half)"},
		{"2027-07-22", false, NotKnown, "not known: no term dates were imported for this day"},
		{"2026-09-01", false, NotKnown, "not known: no term dates were imported for this day"},
		{"2027-09-01", true, Inset, "no school: INSET day"},
		{"2026-02-30", false, NotKnown, "not known: no term dates were imported for this day"},
	} {
		d := s.Day(tc.on)
		if d.Known != tc.known || d.Why != tc.why || d.Words() != tc.words || d.School != (tc.known && tc.why == "") {
			t.Errorf("%s: known %v, school %v, %q, %q; want %v, %q, %q", tc.on, d.Known, d.School, d.Why, d.Words(), tc.known, tc.why, tc.words)
		}
	}
	if d := New(nil).Day("2026-09-03"); d.Known || d.School {
		t.Errorf("a school without dates says %+v", d)
	}
}

// TestMissingTermIsNotAHoliday holds that a term that is not in the file is not taken for a long holiday.
func TestMissingTermIsNotAHoliday(t *testing.T) {
	all := terms().Terms
	for i := 1; i < len(all)-1; i++ {
		some := append(append([]assessments.Period{}, all[:i]...), all[i+1:]...)
		s := New(&assessments.Terms{Terms: some})
		mid := all[i].First.AddDays(9) // a weekday in the term that was left out
		for !mid.WorkingDay() {
			mid = mid.AddDays(1)
		}
		if d := s.Day(mid); d.Known {
			t.Errorf("without %s, %s is %q", all[i].Name, mid, d.Words())
		}
	}
	// The summer of six weeks between two years is a holiday.
	next := terms()
	next.Terms = append(next.Terms, assessments.Period{First: "2027-09-02", Last: "2027-10-22"})
	if d := New(next).Day("2027-08-10"); !d.Known || d.Why != Holiday {
		t.Errorf("August is %q", d.Words())
	}
}

// schoolDays is a second, plain reckoning: every day of every term, without weekends, closures, and bank holidays as published.
func schoolDays(tm *assessments.Terms) map[assessments.Date]bool {
	days := map[assessments.Date]bool{}
	for _, p := range tm.Terms {
		for x := p.First.Time(); !x.After(p.Last.Time()); x = x.Add(24 * time.Hour) {
			if x.Weekday() != time.Saturday && x.Weekday() != time.Sunday {
				days[assessments.Date(x.Format("2006-01-02"))] = true
			}
		}
	}
	for _, c := range tm.Closed {
		to := c.To
		if to == "" {
			to = c.On
		}
		for x := c.On.Time(); !x.After(to.Time()); x = x.Add(24 * time.Hour) {
			delete(days, assessments.Date(x.Format("2006-01-02")))
		}
	}
	for _, d := range published() {
		delete(days, d)
	}
	return days
}

// TestSchoolDaysAgainstBruteForce makes three hundred school years by chance and counts them twice.
func TestSchoolDaysAgainstBruteForce(t *testing.T) {
	rng := rand.New(rand.NewSource(1))
	kinds := []string{Inset, Closure, Holiday}
	for n := range 300 {
		tm := &assessments.Terms{}
		d := assessments.NewDate(time.Date(2012+n%14, 8, 20+rng.Intn(20), 0, 0, 0, 0, time.UTC))
		for range 1 + rng.Intn(7) {
			last := d.AddDays(20 + rng.Intn(60))
			tm.Terms = append(tm.Terms, assessments.Period{First: d, Last: last})
			d = last.AddDays(1 + rng.Intn(20))
		}
		first, last := tm.Terms[0].First, tm.Terms[len(tm.Terms)-1].Last
		for range rng.Intn(9) {
			c := assessments.Closure{On: first.AddDays(rng.Intn(300)), Kind: kinds[rng.Intn(3)]}
			if rng.Intn(2) == 0 {
				c.To = c.On.AddDays(rng.Intn(4))
			}
			tm.Closed = append(tm.Closed, c)
		}
		rng.Shuffle(len(tm.Terms), func(i, j int) { tm.Terms[i], tm.Terms[j] = tm.Terms[j], tm.Terms[i] })
		s, want := New(tm), schoolDays(tm)
		for range 20 {
			a := first.AddDays(rng.Intn(200))
			b := a.AddDays(rng.Intn(200))
			count := 0
			for x := range want {
				if a < x && x <= b {
					count++
				}
			}
			got, known := s.SchoolDaysAfter(a, b)
			if got != count {
				t.Fatalf("year %d: %s to %s has %d school days, want %d", n, a, b, got, count)
			}
			if b <= last && !known {
				t.Fatalf("year %d: %s to %s lies within the dates and is not known", n, a, b)
			}
			if to, ok := s.AddSchoolDays(a, 10); ok {
				if back, _ := s.SchoolDaysAfter(a, to); back != 10 || !want[to] {
					t.Fatalf("year %d: ten school days after %s is %s, which counts back as %d", n, a, to, back)
				}
			} else if s.Day(to).Known || to <= last {
				t.Fatalf("year %d: stopped at %s, which is known", n, to)
			}
		}
	}
}

func TestSchoolDaysThatAreNotKnown(t *testing.T) {
	s := New(terms())
	if n, known := s.SchoolDaysAfter("2027-07-16", "2027-07-30"); n != 3 || known {
		t.Errorf("%d school days, known %v; want 3 and not known", n, known)
	}
	if d, known := s.AddSchoolDays("2027-07-16", 5); known || d != "2027-07-22" {
		t.Errorf("five school days after 16 July: %s, known %v", d, known)
	}
	want := []assessments.Period{{Name: NotKnown, First: "2026-09-01", Last: "2026-09-01"}} // 31 August 2026 is a bank holiday
	if diff := cmp.Diff(want, s.Missing("2026-08-29", "2026-09-10")); diff != "" {
		t.Error(diff)
	}
	if got, want := s.MissingWords("2027-07-16", "2027-07-30"), "The school's dates are not known for 22 July 2027 to 30 July 2027; import its term dates."; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if got := s.MissingWords("2026-09-03", "2027-07-21"); got != "" {
		t.Errorf("a year without a gap: %s", got)
	}
	if _, known := s.SchoolDaysAfter("", "2026-09-03"); known {
		t.Error("days after no day are known")
	}
}

func TestWeeks(t *testing.T) {
	s := New(terms())
	// 8+7+6+5+7+7 weeks: Easter's begins on a Friday and the snow leaves three days of its week.
	if n, known := s.YearWeeks(2026); n != 40 || !known {
		t.Errorf("%d weeks, known %v; want 40", n, known)
	}
	if n, known := s.Weeks("2026-10-19", "2026-11-08"); n != 2 || !known {
		t.Errorf("%d weeks around half-term, known %v; want 2", n, known)
	}
	if n, known := s.Weeks("2027-07-12", "2027-08-15"); n != 2 || known {
		t.Errorf("%d weeks into the summer, known %v; want 2 and not known", n, known)
	}
	if _, known := s.YearWeeks(2025); known {
		t.Error("the weeks of a year without dates are known")
	}
	half := terms()
	half.Terms = half.Terms[:4]
	if n, known := New(half).YearWeeks(2026); known {
		t.Errorf("%d weeks of a year that ends at Easter are said to be known", n)
	}
}
