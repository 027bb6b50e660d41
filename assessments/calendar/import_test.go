package calendar

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/google/go-cmp/cmp"
)

const plainCSV = `kind,name,first,last
term,"Autumn term, first half",2026-09-02,2026-10-23
inset,Safeguarding,2026-09-02,
holiday,Half-term,2026-10-26,2026-10-30
term,"Autumn term, second half",2026-11-02,2026-12-18
closure,Snow,2026-12-01,2026-12-02
`

// autumn is what every file of the tests below says.
func autumn(source string) *assessments.Terms {
	return &assessments.Terms{
		Source: source,
		Terms: []assessments.Period{
			{Name: "Autumn term, first half", First: "2026-09-02", Last: "2026-10-23"},
			{Name: "Autumn term, second half", First: "2026-11-02", Last: "2026-12-18"},
		},
		Closed: []assessments.Closure{
			{On: "2026-09-02", Kind: Inset, Name: "Safeguarding"},
			{On: "2026-10-26", To: "2026-10-30", Kind: Holiday, Name: "Half-term"},
			{On: "2026-12-01", To: "2026-12-02", Kind: Closure, Name: "Snow"},
		},
	}
}

// parted is plainCSV with another mark between the columns; the names keep their commas.
func parted(by string) string {
	const inside = "\x01"
	s := strings.NewReplacer("term, ", "term"+inside+" ", `"`, "").Replace(plainCSV)
	return strings.NewReplacer(",", by, inside, ",").Replace(s)
}

// TestCSV holds that the same dates come out of every shape in which a school's office sends them.
func TestCSV(t *testing.T) {
	uk := strings.NewReplacer("2026-09-02", "02/09/2026", "2026-10-23", "23/10/2026", "2026-10-26", "26/10/2026", "2026-10-30", "30/10/2026", "2026-11-02", "2/11/2026", "2026-12-18", "18/12/26", "2026-12-01", "1 December 2026", "2026-12-02", "Wed 2nd Dec 2026")
	for name, text := range map[string]string{
		"plain":         plainCSV,
		"UK days":       uk.Replace(plainCSV),
		"Excel":         "\ufeff" + strings.ReplaceAll(uk.Replace(plainCSV), "\n", "\r\n"),
		"semicolons":    parted(";"),
		"tabs":          parted("\t"),
		"other words":   strings.NewReplacer("kind,name,first,last", "Type,Description,Start date,End date,Remarks", "inset,", "INSET day,").Replace(plainCSV),
		"gaps":          "\n\n" + strings.ReplaceAll(plainCSV, "\n", "\n,,,\n\n"),
		"mixed order":   "kind,name,first,last\nclosure,Snow,2026-12-01,2026-12-02\n" + strings.NewReplacer("kind,name,first,last\n", "", "closure,Snow,2026-12-01,2026-12-02\n", "").Replace(plainCSV),
		"midnight":      strings.ReplaceAll(uk.Replace(plainCSV), "23/10/2026", "23/10/2026 00:00:00"),
		"word for Sept": strings.ReplaceAll(plainCSV, "2026-09-02", "2 Sept 2026"),
	} {
		t.Run(name, func(t *testing.T) {
			got, err := ParseCSV("dates.csv", strings.NewReader(text))
			if err != nil {
				t.Fatalf("%v\nin\n%s", err, text)
			}
			if diff := cmp.Diff(autumn("dates.csv"), got); diff != "" {
				t.Error(diff)
			}
		})
	}
	old, err := ParseCSV("old.csv", strings.NewReader("kind,name,first,last\nterm,No\xebl,02/09/2026,18/12/2026\n"))
	if err != nil || old.Terms[0].Name != "Noël" {
		t.Errorf("the older Windows alphabet: %v, %v", old, err)
	}
}

// TestCSVRefused holds the line and the sentence of what is wrong, all of it at once.
func TestCSVRefused(t *testing.T) {
	for _, tc := range []struct {
		name, text string
		want       []string
	}{
		{"days that do not exist", "kind,name,first,last\nterm,A,31/09/2026,18/12/2026\nterm,B,2027-01-04,\nterm,C,09/31/2026,2027-02-30\n", []string{
			`d.csv, line 2, first: "31/09/2026" is not a day`, `d.csv, line 4, first: "09/31/2026" is not a day`, `d.csv, line 4, last: "2027-02-30" is not a day`}},
		{"kind", "kind,name,first,last\nterm,A,2026-09-02,2026-12-18\nparty,B,2026-09-03,\n", []string{`d.csv, line 3, kind: "party" is not a kind`}},
		{"backwards", "kind,name,first,last\nterm,A,2026-12-18,2026-09-02\nclosure,B,2026-09-05,2026-09-03\n", []string{"d.csv, line 2, last: This term ends on 2 September 2026, before it starts", "d.csv, line 3, last: This ends on 3 September 2026, before"}},
		{"wrong year", "kind,name,first,last\nterm,A,2026-09-02,2027-12-18\n", []string{"d.csv, line 2, last: This term has 473 days"}},
		{"overlap", "kind,name,first,last\nterm,A,2026-11-01,2026-12-18\nterm,B,2026-09-02,2026-11-01\n", []string{"d.csv, line 2, first: This term starts on 1 November 2026, before the one on line 3 ends"}},
		{"no headings", "term,A,2026-09-02,2026-12-18\n", []string{`d.csv, line 1, kind: The first line names the columns`}},
		{"no term", "kind,name,first,last\ninset,A,2026-09-02,\n", []string{"d.csv, line 1: The file holds no term"}},
		{"empty", "", []string{"d.csv, line 1: The file holds no term"}},
		{"quotation mark", "kind,name,first,last\nterm,\"A,2026-09-02\n", []string{"A quotation mark stands in the wrong place"}},
		{"Unicode text", "\xff\xfek\x00i\x00", []string{"CSV UTF-8"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := ParseCSV("d.csv", strings.NewReader(tc.text))
			var found *assessments.FileProblems
			if !errors.As(err, &found) {
				t.Fatalf("taken in: %v", err)
			}
			for _, want := range tc.want {
				if !strings.Contains(assessments.Sentence(err), want) {
					t.Errorf("want %q in\n%s", want, assessments.Sentence(err))
				}
			}
			if len(found.List) != len(tc.want) {
				t.Errorf("%d problems, want %d:\n%s", len(found.List), len(tc.want), found.Error())
			}
		})
	}
	if _, err := ParseCSV("big.csv", strings.NewReader(strings.Repeat("x", maxFile+1))); assessments.KindOf(err) != assessments.TooLarge {
		t.Errorf("a file without end: %v", err)
	}
}

// ics makes a calendar file of events, each "SUMMARY|properties".
func ics(events ...string) string {
	var b strings.Builder
	b.WriteString("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//A school//EN\r\n")
	for i, e := range events {
		name, rest, _ := strings.Cut(e, "|")
		fmt.Fprintf(&b, "BEGIN:VEVENT\r\nUID:%d@school\r\nSUMMARY:%s\r\n%s\r\nEND:VEVENT\r\n", i, name, strings.ReplaceAll(rest, "|", "\r\n"))
	}
	return b.String() + "END:VCALENDAR\r\n"
}

// TestICS holds a council's calendar: terms as pairs of days and as stretches, INSET days, a half-term, snow, and much else.
func TestICS(t *testing.T) {
	text := ics(
		`Autumn Term starts|DTSTART;VALUE=DATE:20260902|DTEND;VALUE=DATE:20260903`,
		`Autumn half term|DTSTART;VALUE=DATE:20261026|DTEND;VALUE=DATE:20261031`,
		`INSET day: safegu`+"\r\n"+` arding\, all staff|DTSTART;VALUE=DATE:20260902|DURATION:P1D`,
		`End of Autumn Term for pupils|DTSTART;VALUE=DATE:20261218`,
		`School closed (snow)|DTSTART;TZID=Europe/London:20261201T000000|DTEND;TZID=Europe/London:20261203T000000|BEGIN:VALARM|TRIGGER:-P1D|SUMMARY:Term starts|END:VALARM`,
		`Spring Term 2027|DTSTART:20270104T000000Z|DTEND:20270326T000000Z`,
		`Summer term begins|DTSTART:20270411T230000Z|DTEND:20270412T230000Z`,
		`School breaks up for summer holidays|DTSTART;VALUE=DATE:20270721`,
		`End of term disco|DTSTART:20261217T180000|DTEND:20261217T200000`,
		`Half term begins|DTSTART;VALUE=DATE:20270212`,
		`Year 4 swimming|DTSTART:20261110T090000|RRULE:FREQ=WEEKLY`,
		`INSET day|DTSTART;VALUE=DATE:20261120|STATUS:CANCELLED`,
	)
	got, leftOut, err := ParseICS("school.ics", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	want := &assessments.Terms{
		Source: "school.ics",
		Terms: []assessments.Period{
			{Name: "Autumn term", First: "2026-09-02", Last: "2026-12-18"},
			{Name: "Spring Term 2027", First: "2027-01-04", Last: "2027-03-25"},
			{Name: "Summer term", First: "2027-04-12", Last: "2027-07-21"},
		},
		Closed: []assessments.Closure{
			{On: "2026-09-02", Kind: Inset, Name: "INSET day: safeguarding, all staff"},
			{On: "2026-10-26", To: "2026-10-30", Kind: Holiday, Name: "Autumn half term"},
			{On: "2026-12-01", To: "2026-12-02", Kind: Closure, Name: "School closed (snow)"},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	var said []string
	for _, p := range leftOut {
		said = append(said, p.Text)
	}
	if diff := cmp.Diff([]string{
		"End of term disco, 17 December 2026: what this means for school days is not certain, so it was left out.",
		"Half term begins, 12 February 2027: what this means for school days is not certain, so it was left out.",
	}, said); diff != "" {
		t.Error(diff)
	}
}

func TestMeaning(t *testing.T) {
	for _, tc := range []struct {
		summary string
		days    int
		want    sense
	}{
		{"First day of Autumn Term", 1, starts},
		{"Spring Term 2 Begins", 1, starts},
		{"Pupils return to school", 1, starts},
		{"Children return after half term", 1, starts},
		{"Back to school", 1, starts},
		{"School reopens", 1, starts},
		{"Last day of Summer term", 1, ends},
		{"Autumn term ends", 1, ends},
		{"School closes for Christmas holidays", 1, ends},
		{"Break up for half term", 1, ends},
		{"Last day before half-term", 1, ends},
		{"Autumn term 2026/27", 75, stretch},
		{"Term 1", 38, stretch},
		{"Spring term - first half", 30, stretch},
		{"Half Term", 5, Holiday},
		{"October half-term holiday", 5, Holiday},
		{"Easter holidays 2027", 11, Holiday},
		{"Summer break", 42, Holiday},
		{"May bank holiday", 1, Holiday},
		{"Half term 1", 35, open},
		{"Half term starts", 1, open},
		{"Term dates meeting", 1, open},
		{"Term 1", 1, open},
		{"Staff training day - school closed to pupils", 1, Inset},
		{"INSET", 2, Inset},
		{"Non-pupil day", 1, Inset},
		{"School closed for polling", 1, Closure},
		{"Snow day", 1, Closure},
		{"Holiday club", 5, open},
		{"Insects in the garden, year 2", 1, other},
		{"Parents' evening", 1, other},
		{"", 1, other},
	} {
		if got := meaning(tc.summary, tc.days); got != tc.want {
			t.Errorf("%q of %d days means %s, want %s", tc.summary, tc.days, got, tc.want)
		}
	}
}

func TestICSRefused(t *testing.T) {
	term := `Autumn term|DTSTART;VALUE=DATE:20260902|DTEND;VALUE=DATE:20261219`
	for _, tc := range []struct{ name, text, want string }{
		{"no calendar", "kind,name,first,last\n", "s.ics, line 1: This is not a calendar file"},
		{"nothing", "", "s.ics, line 1: This is not a calendar file"},
		{"no term", ics(`INSET day|DTSTART;VALUE=DATE:20260902`), "holds no term"},
		{"start without end", ics(term, `Spring term starts|DTSTART;VALUE=DATE:20270104`), "line 10: A term starts on 4 January 2027, and its last day is not in the file"},
		{"end without start", ics(term, `Spring term ends|DTSTART;VALUE=DATE:20270324`), "line 10: A term ends on 24 March 2027, and its first day is not in the file"},
		{"no day", ics(term, `INSET day|DTSTART;VALUE=DATE:20260931`), `line 13, DTSTART: "INSET day" has no first day`},
		{"backwards", ics(`Autumn term|DTSTART;VALUE=DATE:20261219|DTEND;VALUE=DATE:20260902`), "before it starts on 19 December 2026"},
		{"repeats", ics(term, `INSET day|DTSTART;VALUE=DATE:20260902|RRULE:FREQ=YEARLY`), "repeats by a rule"},
		{"length", ics(term, `INSET day|DTSTART;VALUE=DATE:20260902|DURATION:P1M`), `"P1M"`},
		{"cut off", strings.TrimSuffix(ics(term), "END:VEVENT\r\nEND:VCALENDAR\r\n"), "line 4: This event has no end"},
		{"overlap", ics(term, `Term 2|DTSTART;VALUE=DATE:20261201|DTEND;VALUE=DATE:20270130`), "line 10, first: This term starts on 1 December 2026, before the one on line 4 ends"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, _, err := ParseICS("s.ics", strings.NewReader(tc.text))
			var found *assessments.FileProblems
			if !errors.As(err, &found) {
				t.Fatalf("taken in: %v", err)
			}
			if s := assessments.Sentence(err); !strings.Contains(s, tc.want) || !strings.HasSuffix(s, "Nothing was taken in.") {
				t.Errorf("want %q in\n%s", tc.want, s)
			}
		})
	}
}

// sound holds what every file that is taken in must give: dates that a record accepts, in order, none of them overlapping.
func sound(t *testing.T, terms *assessments.Terms, err error) {
	t.Helper()
	if err != nil {
		if terms != nil {
			t.Fatal("dates and an error")
		}
		var found *assessments.FileProblems
		if errors.As(err, &found) {
			for _, p := range found.List {
				if p.Line < 1 || p.Text == "" {
					t.Fatalf("problem without a place: %+v", p)
				}
			}
		} else if assessments.Sentence(err) == "" {
			t.Fatal("no sentence")
		}
		return
	}
	if p := terms.Check(); len(p) > 0 {
		t.Fatal(p)
	}
	for i, p := range terms.Terms {
		if i > 0 && p.First <= terms.Terms[i-1].Last {
			t.Fatalf("terms overlap: %+v", terms.Terms)
		}
	}
	s := New(terms)
	if n, known := s.SchoolDaysAfter(terms.Terms[0].First.AddDays(-1), terms.Terms[0].Last); !known || n > longestTerm {
		t.Fatalf("%d school days in the first term, known %v", n, known)
	}
}

func FuzzParseCSV(f *testing.F) {
	f.Add(plainCSV)
	f.Add("\ufeffkind;name;first;last\r\nterm;A;02/09/2026;18/12/2026\r\n")
	f.Add("Type\tStart\nterm\tWed 2nd Sept 2026 00:00\n")
	f.Add("kind,first\nterm,\"2026-09-02\n")
	f.Fuzz(func(t *testing.T, text string) {
		terms, err := ParseCSV("f.csv", strings.NewReader(text))
		sound(t, terms, err)
	})
}

func FuzzParseICS(f *testing.F) {
	f.Add(ics(`Autumn term|DTSTART;VALUE=DATE:20260902|DTEND;VALUE=DATE:20261219`, `INSET|DTSTART:20260902T000000Z|DURATION:P1W`))
	f.Add(ics(`Term starts|DTSTART:20260902`, `Term ends|DTSTART:20261218`, `Half term|DTSTART:20261026|DTEND:20261031|BEGIN:VALARM|END:VALARM`))
	f.Add("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY;X=\":\":Sum\n mer term\nDTSTART:20260902\nDTEND:20261030\nEND:VEVENT")
	f.Fuzz(func(t *testing.T, text string) {
		terms, leftOut, err := ParseICS("f.ics", strings.NewReader(text))
		sound(t, terms, err)
		for _, p := range leftOut {
			if p.Line < 1 || p.Text == "" {
				t.Fatalf("left out without a place: %+v", p)
			}
		}
	})
}
