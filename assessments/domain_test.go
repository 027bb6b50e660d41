package assessments

import (
	"math"
	"strings"
	"testing"
	"time"
)

// TestParseNHSNumber holds the vectors of the domain brief (section 5) and the ways people write a number.
func TestParseNHSNumber(t *testing.T) {
	for in, want := range map[string]string{
		"943 476 5919": "9434765919", "4505577104": "4505577104", "9990000018": "9990000018", "999-417-2638": "9994172638", "999\u00a0305\u20098416": "9993058416",
		"9434765918": "", "1234567890": "", "9990000000": "", "9990000009": "", "0000000000": "", "1111111111": "", "943 476 591": "", "94347659190": "", "943476591O": "", "": "", "９４３４７６５９１９": "",
	} {
		got, err := ParseNHSNumber(in)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v; want %q", in, got, err, want)
		}
		if err != nil && !strings.HasPrefix(Sentence(err), "NHS number ") {
			t.Errorf("%q: %s", in, Sentence(err))
		}
	}
	if got := FormatNHSNumber("9994172638"); got != "999 417 2638" {
		t.Errorf("written as %q", got)
	}
	if got := FormatNHSNumber("not known"); got != "not known" {
		t.Errorf("written as %q", got)
	}
}

// TestNoNHSNumberOf999000000xIsValid: the check digit of these nine would be 10.
func TestNoNHSNumberOf999000000xIsValid(t *testing.T) {
	for d := range 10 {
		if n, err := ParseNHSNumber("999000000" + string(rune('0'+d))); err == nil {
			t.Errorf("%s passes", n)
		}
	}
}

func TestAdviceDueAndAim(t *testing.T) {
	for _, tc := range []struct{ received, due, aim Date }{
		{"2026-04-13", "2026-05-25", "2026-05-22"}, // Isla: six weeks end on the spring bank holiday
		{"2026-04-01", "2026-05-13", "2026-05-13"}, // Yusuf: not 8 May, which counts from the letter's date
		{"2026-02-21", "2026-04-04", "2026-04-02"}, // Saturday after Good Friday: Thursday
		{"2025-11-13", "2025-12-25", "2025-12-24"},
		{"2026-02-30", "", ""}, {"", "", ""},
	} {
		a := AdviceRequest{Received: tc.received}
		if a.Due() != tc.due || a.Aim() != tc.aim {
			t.Errorf("received %s: due %s, aim %s; want %s, %s", tc.received, a.Due(), a.Aim(), tc.due, tc.aim)
		}
	}
}

// TestBankHolidays holds whole years of gov.uk/bank-holidays for England and Wales.
func TestBankHolidays(t *testing.T) {
	for year, want := range map[int]string{
		2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
		2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
		2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
		2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
		2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
		2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
		2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
		2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
		2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
	} {
		var got []string
		for d := NewDate(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)); d.Time().Year() == year; d = d.AddDays(1) {
			if BankHoliday(d) != "" {
				got = append(got, string(d)[5:])
			}
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%d: %s\nwant  %s", year, s, want)
		}
	}
	if BankHoliday("2026-02-31") != "" || BankHoliday("") != "" {
		t.Error("a day that does not exist is a holiday")
	}
}

func TestEaster(t *testing.T) {
	for year, want := range map[int]Date{1818: "1818-03-22", 1943: "1943-04-25", 2000: "2000-04-23", 2024: "2024-03-31", 2026: "2026-04-05", 2038: "2038-04-25"} {
		if got := Easter(year); got != want {
			t.Errorf("Easter %d is %s, want %s", year, got, want)
		}
	}
}

func TestWorkingDays(t *testing.T) {
	// Isla's referral came on a Thursday and was triaged on working day 3; Yusuf's on a Monday, working day 4.
	if got := Date("2026-02-26").WorkingDaysAfter("2026-03-03"); got != 3 {
		t.Errorf("Isla's triage: working day %d, want 3", got)
	}
	if got := Date("2026-02-09").WorkingDaysAfter("2026-02-13"); got != 4 {
		t.Errorf("Yusuf's triage: working day %d, want 4", got)
	}
	for _, tc := range []struct {
		from Date
		n    int
		want Date
	}{
		{"2026-04-01", 1, "2026-04-02"}, {"2026-04-02", 1, "2026-04-07"}, {"2026-12-24", 1, "2026-12-29"}, {"2026-12-24", 2, "2026-12-30"}, {"2026-03-07", 1, "2026-03-09"}, {"2026-03-07", 0, "2026-03-07"},
	} {
		if got := tc.from.AddWorkingDays(tc.n); got != tc.want {
			t.Errorf("%d working days after %s is %s, want %s", tc.n, tc.from, got, tc.want)
		}
		if tc.n > 0 && tc.from.WorkingDaysAfter(tc.want) != tc.n {
			t.Errorf("counting back from %s to %s gives %d, want %d", tc.want, tc.from, tc.from.WorkingDaysAfter(tc.want), tc.n)
		}
	}
	for d, want := range map[Date]Date{"2026-05-25": "2026-05-22", "2027-01-01": "2026-12-31", "2026-12-28": "2026-12-24", "2026-06-10": "2026-06-10", "": ""} {
		if got := d.OrWorkingDayBefore(); got != want {
			t.Errorf("the working day of or before %q is %q, want %q", d, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	for in, ok := range map[string]bool{"2026-03-12": true, "2024-02-29": true, "2026-02-29": false, "2026-02-31": false, "2026-2-1": false, "12/03/2026": false, "": false, "2026-03-12T00:00:00Z": false} {
		if _, err := ParseDate(in); (err == nil) != ok {
			t.Errorf("%q: %v", in, err)
		}
	}
	if got := Date("2024-02-28").AddDays(2); got != "2024-03-01" {
		t.Errorf("two days after 28 February 2024: %s", got)
	}
	if got := Date("2026-05-25").Weekday(); got != "Monday 25 May 2026" {
		t.Error(got)
	}
	if got := Date("2020-02-29").Words(); got != "29 February 2020" {
		t.Error(got)
	}
}

// TestHours holds the hours of both notebooks: minutes x sessions x weeks / 60.
func TestHours(t *testing.T) {
	week := func(m, s, w float64) Dose { return Dose{Minutes: m, Sessions: s, Per: "week", Weeks: w} }
	year := func(m, s float64) Dose { return Dose{Minutes: m, Sessions: s, Per: "year"} }
	for _, tc := range []struct {
		doses []Dose
		want  string
	}{
		{[]Dose{week(20, 3, 38)}, "38.0"}, {[]Dose{year(45, 6)}, "4.5"}, {[]Dose{year(30, 6)}, "3.0"}, {[]Dose{year(90, 1)}, "1.5"}, {[]Dose{week(10, 2, 38)}, "12.7"}, {[]Dose{year(75, 1)}, "1.25"},
		{[]Dose{week(20, 5, 38)}, "63.3"}, {[]Dose{year(90, 1), year(60, 1), year(60, 2)}, "4.5"}, {[]Dose{year(60, 1), {Minutes: 45, Sessions: 1, Per: "term"}}, "3.25"}, {[]Dose{year(30, 4)}, "2.0"}, {nil, "0.0"},
	} {
		if got := HoursWords((&Provision{Doses: tc.doses}).Hours()); got != tc.want {
			t.Errorf("%+v: %s, want %s", tc.doses, got, tc.want)
		}
	}
	for _, tc := range []struct {
		bundle, f, g string
	}{{"isla.json", "59.7", "1.25"}, {"yusuf.json", "63.3", "10.75"}} {
		sum := map[string]float64{}
		for _, r := range demoBundle(t, tc.bundle).Records {
			if p, ok := readAs[*Provision](t, r); ok {
				sum[p.Section] += p.Hours()
			}
		}
		if f, g := HoursWords(sum["F"]), HoursWords(sum["G"]); f != tc.f || g != tc.g {
			t.Errorf("%s: F %s, G %s; want %s, %s", tc.bundle, f, g, tc.f, tc.g)
		}
	}
	if got := (&ActivityPlan{Minutes: 10, TimesADay: 2, DaysAWeek: 5, Weeks: 6}).Hours(); got != 10 {
		t.Errorf("Yusuf's home plan is %v hours", got)
	}
	if got := (&ActivityPlan{Minutes: 10, TimesADay: 1, DaysAWeek: 5, Weeks: 6}).Hours(); math.Abs(got-5) > 1e-9 {
		t.Errorf("Isla's home plan is %v hours", got)
	}
}

func readAs[T Typed](t *testing.T, r Record) (T, bool) {
	t.Helper()
	typed, problems := r.Read()
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	x, ok := typed.(T)
	return x, ok
}

func TestBasisHolds(t *testing.T) {
	for _, tc := range []struct {
		b    Basis
		at   Date
		want bool
	}{
		{Basis{Decision: "given", On: "2026-03-12"}, "2026-03-12", true}, {Basis{Decision: "given", On: "2026-03-12"}, "2026-03-11", false},
		{Basis{Decision: "given", On: "2026-03-12", WithdrawnOn: "2026-04-21"}, "2026-04-20", true}, {Basis{Decision: "given", On: "2026-03-12", WithdrawnOn: "2026-04-21"}, "2026-04-21", false},
		{Basis{Decision: "refused", On: "2026-03-12"}, "2026-05-01", false}, {Basis{Decision: "given"}, "2026-05-01", false},
	} {
		if got := tc.b.Holds(tc.at); got != tc.want {
			t.Errorf("%+v at %s: %v", tc.b, tc.at, got)
		}
	}
}

func TestProvisionGaps(t *testing.T) {
	var fields []string
	for _, p := range (&Provision{}).Gaps() {
		fields = append(fields, p.Field)
	}
	if got := strings.Join(fields, " "); got != "who qualification doses where why start monitoring outcomes" {
		t.Errorf("an empty row lacks %s", got)
	}
	full := Provision{DeliveredBy: []ID{goalA}, Qualification: "Level 3", Doses: []Dose{{Minutes: 20, Sessions: 1, Per: "year"}}, Where: "School", Why: "It teaches.", DatesNote: "Not before March 2027", Monitoring: &Monitoring{Measure: "sample"}, Outcomes: []ID{goalB}}
	if p := full.Gaps(); len(p) > 0 {
		t.Errorf("a full row lacks %v", p)
	}
}

func TestChildNames(t *testing.T) {
	yusuf := Child{Name: "Yusuf Xirsi Dayaxweyn", GivenName: "Yusuf", HomeName: "Yusufey"}
	isla := Child{Name: "Isla Maeve O'Thistlewood", GivenName: "Isla", FamilyName: "O'Thistlewood", KnownAs: "Issy"}
	if yusuf.Known() != "Yusuf" || yusuf.First() != "Yusuf" || yusuf.Initials() != "YD" {
		t.Errorf("%s, %s, %s", yusuf.Known(), yusuf.First(), yusuf.Initials())
	}
	if isla.Known() != "Issy" || isla.First() != "Isla" || isla.Initials() != "IO" {
		t.Errorf("%s, %s, %s", isla.Known(), isla.First(), isla.Initials())
	}
	if got := (&Child{Name: "Élodie"}).Initials(); got != "É" {
		t.Errorf("initials %q", got)
	}
}
