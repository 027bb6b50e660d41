package kit

import (
	"strings"
	"testing"
	"time"
)

func TestParseDate(t *testing.T) {
	tests := []struct{ d, m, y, want, problem string }{
		{"27", "3", "2026", "2026-03-27", ""},
		{"5", "mar", "2026", "2026-03-05", ""},
		{" 5 ", "March", "26", "2026-03-05", ""},
		{"29", "2", "2024", "2024-02-29", ""},
		{"", "", "", "", ""},
		{"29", "2", "2026", "", "Date of visit must be a real date, such as 27 3 2026"},
		{"31", "11", "2026", "", "Date of visit must be a real date, such as 27 3 2026"},
		{"5", "", "2026", "", "Date of visit must include a month"},
		{"", "3", "", "", "Date of visit must include a day and a year"},
		{"5", "ma", "2026", "", "Date of visit must be a real date, such as 27 3 2026"},
		{"0", "3", "2026", "", "Date of visit must be a real date, such as 27 3 2026"},
		{"5", "13", "2026", "", "Date of visit must be a real date, such as 27 3 2026"},
	}
	for _, c := range tests {
		got, problem := ParseDate("date of visit", c.d, c.m, c.y)
		if problem != c.problem {
			t.Errorf("%s/%s/%s: says %q, wants %q", c.d, c.m, c.y, problem, c.problem)
		}
		if c.want == "" != got.IsZero() || c.want != "" && got.Format(time.DateOnly) != c.want {
			t.Errorf("%s/%s/%s: %v, wants %s", c.d, c.m, c.y, got, c.want)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	f.Add("27", "3", "2026")
	f.Add("1", "feb", "24")
	f.Add("-1", "٣", "2026")
	f.Fuzz(func(t *testing.T, d, m, y string) {
		got, problem := ParseDate("date of birth", d, m, y)
		if problem != "" && !got.IsZero() {
			t.Errorf("a date and a problem at once: %v %q", got, problem)
		}
		if problem == "" && !got.IsZero() {
			// What was read must be what a person would read back.
			again, p := ParseDate("date of birth", got.Format("2"), got.Format("January"), got.Format("2006"))
			if p != "" || !again.Equal(got) {
				t.Errorf("%q %q %q became %v, and that became %v %q", d, m, y, got, again, p)
			}
		}
		if strings.Contains(problem, "\n") {
			t.Errorf("a problem of two lines: %q", problem)
		}
	})
}

func TestParseNumber(t *testing.T) {
	for s, want := range map[string]float64{"29.5": 29.5, " 285 ": 285, "1,250": 1250, "1,250.5": 1250.5, "0": 0, "-2": -2} {
		if got, ok := ParseNumber(s); !ok || got != want {
			t.Errorf("%q is %v %v, wants %v", s, got, ok, want)
		}
	}
	for _, s := range []string{"", " ", "29,5", "12 34", "1e5", "0x10", "ten", "1,25", "1.2.3", ",250", "NaN", "Inf"} {
		if got, ok := ParseNumber(s); ok {
			t.Errorf("%q was taken for %v: a slip must never become a measurement", s, got)
		}
	}
}

func FuzzParseNumber(f *testing.F) {
	f.Add("29.5")
	f.Add("1,250.75")
	f.Add("--1")
	f.Fuzz(func(t *testing.T, s string) {
		v, ok := ParseNumber(s)
		if !ok && v != 0 && v == v {
			return // ParseFloat answers what it could read beside its error; callers look at ok
		}
		if ok && strings.ContainsAny(s, "eExXpP_") {
			t.Errorf("%q is no number that a person types, yet became %v", s, v)
		}
	})
}
