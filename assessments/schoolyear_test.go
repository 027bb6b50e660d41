package assessments

import "testing"

func TestSchoolYear_ByTheBirthday(t *testing.T) {
	for _, tc := range []struct {
		born, on Date
		want     string
	}{
		{"2020-02-29", "2026-05-21", "Year 1"}, {"2020-02-29", "2026-08-31", "Year 1"}, {"2020-02-29", "2026-09-01", "Year 2"}, {"2021-11-03", "2026-05-12", "Nursery"},
		{"2021-11-03", "2026-09-07", "Reception"}, {"2021-08-31", "2025-09-01", "Reception"}, {"2021-09-01", "2025-09-01", "Nursery"}, {"2016-04-01", "2026-11-20", "Year 6"},
		{"2008-09-01", "2026-09-01", "Year 13"}, {"2008-08-31", "2026-09-01", ""}, {"2026-09-01", "2026-08-31", ""}, {"", "2026-09-01", ""},
	} {
		if got := SchoolYear(tc.born, tc.on); got != tc.want {
			t.Errorf("born %s, on %s: %q, want %q", tc.born, tc.on, got, tc.want)
		}
	}
}

// A year group that has gone by moves on; one that the birthday cannot have made stays as a person typed it.
func TestYearOn_MovesOnWhatHasGoneBy(t *testing.T) {
	for _, tc := range []struct {
		typed    string
		born, on Date
		want     string
	}{
		{"Year 1", "2020-02-29", "2026-11-24", "Year 2"}, {"y1", "2020-02-29", "2026-11-24", "Year 2"}, {"Nursery", "2021-11-03", "2026-11-24", "Reception"},
		{"Year R", "2020-02-29", "2026-11-24", "Year 2"}, {"Reception", "2020-02-29", "2024-09-02", "Reception"},
		{"Year 3", "2020-02-29", "2026-11-24", "Year 3"}, // ahead of the age: somebody meant it
		{"Year 1, out of year group", "2020-02-29", "2026-11-24", "Year 1, out of year group"},
		{"Owls", "2020-02-29", "2026-11-24", "Owls"}, {"Year 14", "2008-04-01", "2026-11-24", "Year 14"}, {"Year 13", "2008-04-01", "2026-11-24", ""},
		{"Year 1", "", "2026-11-24", "Year 1"}, {"", "2020-02-29", "2026-11-24", ""}, {"Year 1", "2020-02", "2026-11-24", "Year 1"},
	} {
		if got := YearOn(tc.typed, tc.born, tc.on); got != tc.want {
			t.Errorf("%q, born %s, on %s: %q, want %q", tc.typed, tc.born, tc.on, got, tc.want)
		}
	}
	c := Child{Year: "Year 1", Born: "2020-02-29", Died: "2026-03-01"}
	if got := c.YearOn("2026-11-24"); got != "Year 1" {
		t.Errorf("a child who has died moves on to %q", got)
	}
}
