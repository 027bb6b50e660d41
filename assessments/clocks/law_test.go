package clocks

import (
	"errors"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/fieldfare/fieldfare/assessments"
)

// england reads the law that is shipped.
func england(t testing.TB) Laws {
	t.Helper()
	laws, err := Read(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return laws
}

func lawOn(t testing.TB, on assessments.Date) Law {
	t.Helper()
	law, err := england(t).Law(on)
	if err != nil {
		t.Fatal(err)
	}
	return law
}

// TestLawOfEngland holds every time limit with its day, and that it names the statute or regulation.
func TestLawOfEngland(t *testing.T) {
	law := lawOn(t, "2026-03-02")
	for _, tc := range []struct {
		name string
		c    Clock
		due  assessments.Date
		says string // part of the source
	}{
		{"advice", law.Advice("2026-03-02", "", ""), "2026-04-13", "reg 8(1)"},
		{"decision to assess", law.Decision("2026-03-02", ""), "2026-04-13", "reg 5(1)"},
		{"comments on the draft", law.Comments("2026-03-02", ""), "2026-03-17", "reg 13(1)"},
		{"final plan", law.Plan("2026-03-02", ""), "2026-07-20", "reg 13(2)"},
		{"mediation", law.Mediation("2025-12-31", ""), "2026-02-28", "reg 33"},
		{"appeal", law.Appeal("2026-03-02", "", ""), "2026-05-02", "20(1)(c)(i)"},
		{"appeal, certificate early", law.Appeal("2026-03-02", "2026-03-20", ""), "2026-05-02", "20(1)(c)(i)"},
		{"appeal, certificate late", law.Appeal("2026-03-02", "2026-04-28", ""), "2026-05-28", "20(1)(c)(ii)"},
		{"tribunal order", law.Order("2026-03-02", "2026-03-19", ""), "2026-03-19", "SI 2008/2699"},
		{"health's answer", law.Response("2026-03-02", ""), "2026-04-06", "2017/1306"},
		{"review advice", law.ReviewAdvice("2026-03-02", "2026-04-22", ""), "2026-04-08", "reg 20(4)"},
		{"review report", law.ReviewReport("2026-04-22", ""), "2026-05-06", "reg 20"},
		{"review decision", law.ReviewDecision("2026-04-22", ""), "2026-05-20", "reg 20(10)"},
		{"amended plan", law.ReviewPlan("2026-04-22", ""), "2026-07-15", "EWHC 493"},
		{"next review", law.NextReview("2026-04-22", "", false), "2027-04-21", "s.44"},
		{"next review under five", law.NextReview("2026-04-22", "", true), "2026-10-22", "9.178"},
	} {
		if tc.c.Due != tc.due {
			t.Errorf("%s is due %s, want %s", tc.name, tc.c.Due, tc.due)
		}
		if !strings.Contains(tc.c.Source, tc.says) {
			t.Errorf("%s: the source %q does not name %q", tc.name, tc.c.Source, tc.says)
		}
		if want := tc.name != "next review under five"; tc.c.Law != want {
			t.Errorf("%s: law %v, want %v", tc.name, tc.c.Law, want)
		}
	}
	if n := len(law.Rules); n != len(names) {
		t.Errorf("%d rules, want %d", n, len(names))
	}
}

// TestRule73_EHCAdviceWithinSixWeeks holds the clock of a request for advice: 42 days, the same day as the record's own, moved by
// nothing, and an exception stands beside it.
func TestRule73_EHCAdviceWithinSixWeeks(t *testing.T) {
	law := lawOn(t, "2026-03-02")
	for received := assessments.Date("2026-01-01"); received < "2027-01-01"; received = received.AddDays(1) {
		c := law.Advice(received, "", "none")
		if want := (&assessments.AdviceRequest{Received: received}).Due(); c.Due != want {
			t.Fatalf("received %s: due %s, the record says %s", received, c.Due, want)
		}
	}
	rule, err := law.Rule(EHCAdvice)
	if err != nil {
		t.Fatal(err)
	}
	held := rule.Run("2026-03-02", []Hold{{"2026-03-05", "2026-03-26", "family away"}, {"2026-04-01", "", "no consent"}}, Stop{})
	if held.Due != "2026-04-13" || held.Left("2026-04-10") != 1 || !held.Breached("2026-04-14") {
		t.Errorf("a hold moved a date of the law: due %s, %d left, breached %v", held.Due, held.Left("2026-04-10"), held.Breached("2026-04-14"))
	}
	if _, is := held.HeldBy("2026-04-02"); is || !strings.Contains(held.Line("2026-04-02"), "No hold moves this date") {
		t.Errorf("not said that the hold moves nothing: %s", held.Line("2026-04-02"))
	}
	c := law.Advice("2026-03-02", "2026-04-20", "missed-appointment")
	if got, want := c.Line("2026-05-01"), "Advice for an EHC needs assessment: done on 20 April 2026 (advice sent), 7 days after it was due on 13 April 2026. An exception of regulation 8(2) is claimed: the child missed an appointment within the six weeks. The date stays; say so in the letter."; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	// Received on the Saturday before Easter 2026: six weeks end on a Saturday, so the advice goes by the Friday.
	if c := law.Advice("2026-04-04", "", ""); c.Due != "2026-05-16" || c.Aim() != "2026-05-15" {
		t.Errorf("due %s, aim %s", c.Due, c.Aim())
	}
}

// TestRule75_ReviewAdviceTwoWeeksBefore holds the reminder for annual reviews: two weeks before the meeting, and when the meeting
// was called too late for that, due at once and said so.
func TestRule75_ReviewAdviceTwoWeeksBefore(t *testing.T) {
	law := lawOn(t, "2026-04-01")
	c := law.ReviewAdvice("2026-04-01", "2026-05-20", "")
	if c.Due != "2026-05-06" || c.Left("2026-04-30") != 3 || c.Breached("2026-05-06") || !c.Breached("2026-05-07") {
		t.Errorf("due %s, %d left", c.Due, c.Left("2026-04-30"))
	}
	late := law.ReviewAdvice("2026-05-11", "2026-05-20", "")
	if late.Due != "2026-05-11" || !strings.Contains(late.Line("2026-05-11"), "after the day it should have been there, 6 May 2026") {
		t.Errorf("due %s: %s", late.Due, late.Line("2026-05-11"))
	}
	if c := law.ReviewAdvice("2026-04-01", "", ""); c.Due != "" || c.Breached("2030-01-01") {
		t.Errorf("a meeting without a day gives %s", c.Due)
	}
}

// TestRule76_TribunalOrderNamesTheDay holds the evidence a tribunal orders from the service.
func TestRule76_TribunalOrderNamesTheDay(t *testing.T) {
	c := lawOn(t, "2026-03-02").Order("2026-03-02", "2026-03-19", "2026-03-18")
	if c.Due != "2026-03-19" || c.Breached("2026-12-01") || !c.Law {
		t.Errorf("%+v", c)
	}
	if got, want := c.Line("2026-12-01"), "Tribunal's order for information or a witness: done on 18 March 2026 (order answered); it was due on 19 March 2026."; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// twoVersions is the law that is shipped with an invented later one: advice within four weeks, and no review advice any more.
func twoVersions(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("../../assets/clocks/england.toml")
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	_, later, _ := strings.Cut(text, "\n[[version]]\n")
	later = strings.NewReplacer(`from = 2014-09-01
title = "Children and Families Act 2014, Part 3"`, `from = 2029-09-01
title = "An Act that was invented for this test"`, "gone = []", `gone = ["review-advice"]`).Replace(later)
	start := strings.Index(later, "[[version.rule]]\nname = \"review-advice\"")
	end := start + 1 + strings.Index(later[start+1:], "[[version.rule]]")
	later = later[:start] + later[end:]
	later = strings.Replace(later, `within = "6 weeks"`, `within = "4 weeks"`, 1)
	return []byte(text + "\n[[version]]\n" + later)
}

// TestLawChanges holds that a bill needs no new program: a version with a later day, and clocks keep to the law of their start.
func TestLawChanges(t *testing.T) {
	laws, err := Parse("england.toml", twoVersions(t))
	if err != nil {
		t.Fatal(err)
	}
	for start, want := range map[assessments.Date]assessments.Date{
		"2029-08-31": "2029-10-12", // the last day of the old law: six weeks
		"2029-09-01": "2029-09-29", // the first day of the new one: four
		"2031-01-06": "2031-02-03",
	} {
		law, err := laws.Law(start)
		if err != nil {
			t.Fatal(err)
		}
		if got := law.Advice(start, "", "").Due; got != want {
			t.Errorf("received %s: due %s, want %s", start, got, want)
		}
	}
	law, _ := laws.Law("2030-01-01")
	c := law.ReviewAdvice("2030-01-01", "2030-03-01", "")
	if c.Due != "" || !strings.Contains(c.Line("2030-01-01"), "ended on 1 September 2029 (An Act that was invented for this test)") {
		t.Errorf("a time limit that is gone says: %s", c.Line("2030-01-01"))
	}
	if _, err := laws.Law("2014-08-31"); assessments.KindOf(err) != assessments.NotFound {
		t.Errorf("the law of a day before the oldest version: %v", err)
	}
	if _, err := laws.Law("soon"); assessments.KindOf(err) != assessments.Invalid {
		t.Errorf("the law of no day: %v", err)
	}
	// Recommendations on health came in 2018, so an older one has no clock.
	old, _ := laws.Law("2017-05-01")
	if c := old.Response("2017-05-01", ""); c.Due != "" || !strings.Contains(c.Line("2017-05-01"), "in force only from 3 April 2018") {
		t.Errorf("%+v", c)
	}
}

// TestLawRefused holds the sentences, files and lines of what is wrong in a file of the law.
func TestLawRefused(t *testing.T) {
	data, err := os.ReadFile("../../assets/clocks/england.toml")
	if err != nil {
		t.Fatal(err)
	}
	good := string(data)
	lineOf := func(s string) int {
		before, _, ok := strings.Cut(good, s)
		if !ok {
			t.Fatalf("%q is not in the file", s)
		}
		return strings.Count(before, "\n") + 1
	}
	for _, tc := range []struct {
		name, old, new string
		line           int
		says           string
	}{
		{"unknown key", "who = \"the service\"", "whom = \"the service\"", lineOf("who = \"the service\""), "no such key"},
		{"wrong type", "set = true", "set = \"yes\"", lineOf("set = true"), "cannot be read"},
		{"no such day", "from = 2018-04-03", "from = 2018-02-30", lineOf("from = 2018-04-03"), "cannot be read"},
		{"no length", `within = "20 weeks"`, `within = "20 fortnights"`, lineOf(`within = "20 weeks"`), "not a length of time"},
		{"school days", `within = "20 weeks"`, `within = "20 school days"`, lineOf(`within = "20 weeks"`), "counts no school days"},
		{"advice held", "source = \"SEND Regulations 2014, reg 8(1)", "hold = true\nsource = \"SEND Regulations 2014, reg 8(1)", lineOf("source = \"SEND Regulations 2014, reg 8(1)"), "cannot be held"},
		{"rule missing", "name = \"review-report\"", "name = \"review-repord\"", lineOf("\n[[version]]\nfrom") + 1, `"review-report" is missing`},
		{"two ways", "set = true", "set = true\nwithin = \"3 weeks\"", lineOf("set = true") + 1, "exactly one of these"},
		{"no source", `source = "Children and Families Act 2014, s.44(1)"`, "", lineOf("[[version.rule]]\nname = \"next-review\"\n"), "write source"},
		{"order of days", "within = \"15 days\"", "before = \"15 days\"", lineOf("[[version.rule]]\nname = \"ehc-comments\""), "counted another way"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			text := strings.Replace(good, tc.old, tc.new, 1)
			if text == good {
				t.Fatal("nothing was changed")
			}
			_, err := Parse("england.toml", []byte(text))
			var found *assessments.FileProblems
			if !errors.As(err, &found) {
				t.Fatalf("taken in: %v", err)
			}
			hit := false
			for _, p := range found.List {
				hit = hit || p.Line == tc.line && strings.Contains(p.Text, tc.says)
			}
			if !hit {
				t.Errorf("want line %d to say %q, got\n%s", tc.line, tc.says, found.Error())
			}
			if !strings.HasPrefix(assessments.Sentence(err), "england.toml, line ") {
				t.Errorf("the sentence names no file and line: %s", assessments.Sentence(err))
			}
		})
	}
	if _, err := Read(fstest.MapFS{}); assessments.KindOf(err) != assessments.Unavailable {
		t.Errorf("a file that is not there: %v", err)
	}
	if _, err := Parse("x.toml", []byte("\xff")); assessments.KindOf(err) != assessments.Invalid {
		t.Errorf("bytes that are no text: %v", err)
	}
	if _, err := Parse("x.toml", nil); err == nil || !strings.Contains(err.Error(), "no [[version]]") {
		t.Errorf("an empty file: %v", err)
	}
}

// FuzzParse holds that no file brings the reader down, that a refusal names a line of the file, and that what is taken in can be
// asked for every time limit.
func FuzzParse(f *testing.F) {
	data, err := os.ReadFile("../../assets/clocks/england.toml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(twoVersions(f))
	f.Add([]byte("[[version]]\nfrom = 2014-09-01\n[[version.rule]]\nwithin = \"6 weeks\"\n"))
	f.Add([]byte("version = [{from = 1999-99-99}]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		laws, err := Parse("x.toml", data)
		if err != nil {
			var found *assessments.FileProblems
			if errors.As(err, &found) {
				for _, p := range found.List {
					if p.Line < 1 || p.Line > strings.Count(string(data), "\n")+1 || p.Text == "" {
						t.Fatalf("problem without a place: %+v", p)
					}
				}
			} else if assessments.KindOf(err) != assessments.TooLarge {
				t.Fatalf("no sentence: %v", err)
			}
			return
		}
		law, err := laws.Law("2040-01-01")
		if err != nil {
			return
		}
		for _, name := range names {
			c := law.Start(name, "2040-01-01", "")
			if c.Due.Valid() && c.Due < c.Started {
				t.Fatalf("%s is due %s, before its start", name, c.Due)
			}
			if c.Line("2040-02-01") == "" {
				t.Fatal("nothing to say")
			}
		}
	})
}
