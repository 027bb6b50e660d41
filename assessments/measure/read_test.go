package measure

import (
	"math"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

type part = assessments.ScorePart

func TestRule71_EnteredPercentileWinsAndAnEstimateSaysSo(t *testing.T) {
	beery := &assessments.Score{Tool: "Beery VMI", Edition: "6th edition", On: "2026-04-21", Direction: "high-is-better", SEM: 4.74, Parts: []part{
		{Name: "VMI", Type: "standard", Value: "85", Centile: 12},
		{Name: "Visual Perception", Type: "standard", Value: "85"},
	}}
	lines := Read(beery)
	if len(lines) != 2 {
		t.Fatalf("%d lines of 2 parts", len(lines))
	}
	for i, want := range []string{
		"VMI: standard score 85; 12th centile (entered from the manual); 95% confidence interval 75.7 to 94.3; below average. Higher is easier: a lower score means more difficulty.",
		"Visual Perception: standard score 85; 16th centile (normal-curve estimate; the entered percentile wins); 95% confidence interval 75.7 to 94.3; below average. Higher is easier: a lower score means more difficulty.",
	} {
		if lines[i].Words != want {
			t.Errorf("got  %s\nwant %s", lines[i].Words, want)
		}
	}
	if lines[0].Estimated || !lines[1].Estimated || lines[0].Basis != Entered || lines[1].Basis != Estimate {
		t.Errorf("%+v", lines)
	}
}

// TestRule71_MovementABC2IsClassifiedOnTheEnteredPercentile: a standard score of 7 has no colour of its own, and an
// estimate from it gives none.
func TestRule71_MovementABC2IsClassifiedOnTheEnteredPercentile(t *testing.T) {
	for _, c := range []struct {
		centile   float64
		band, why string
	}{
		{0, "", "entered from the manual only"},
		{16, "green", "Band of the entered percentile."},
		{15, "amber: at risk, monitor", "Band of the entered percentile."},
		{5, "red: significant difficulty", "Band of the entered percentile."},
		{0.1, "red: significant difficulty", "Band of the entered percentile."},
	} {
		l := Read(&assessments.Score{Tool: "Movement ABC-2", Direction: "high-is-better", Parts: []part{{Name: "Total", Type: "standard", Value: "7", Centile: c.centile}}})[0]
		if l.Band != c.band || !strings.Contains(l.BandWhy, c.why) {
			t.Errorf("centile %v: %q because %q", c.centile, l.Band, l.BandWhy)
		}
	}
}

func TestRead_AsksWhereEntriesContradict(t *testing.T) {
	for name, c := range map[string]struct {
		tool, edition string
		p             part
		check         string
		band          string
	}{
		"centile far from the score": {"Movement ABC-2", "", part{Type: "standard", Value: "10", Centile: 5}, "5th centile is far from the 50th centile that a standard score of 10", "red: significant difficulty"},
		"zone against centile":       {"Movement ABC-2", "", part{Type: "standard", Value: "5", Centile: 5, Zone: "green"}, "entered is green, the numbers say red", "green"},
		"two bands":                  {"BOT-2", "", part{Type: "standard", Value: "41", Centile: 17}, "says average, the entered percentile below average", "below average"},
		"zone and centile agree":     {"Movement ABC-2", "", part{Type: "standard", Value: "5", Centile: 5, Zone: "Red"}, "", "red: significant difficulty"},
		"tables differ a little":     {"Movement ABC-2", "", part{Type: "standard", Value: "5", Centile: 6}, "", "amber: at risk, monitor"},
		"zone without numbers":       {"Movement ABC-3", "", part{Type: "raw", Value: "30", Zone: "amber"}, "", "amber"},
		"zone of an unknown tool":    {"Ladder test", "1", part{Type: "raw", Value: "30", Zone: "typical"}, "", "typical"},
	} {
		l := Read(&assessments.Score{Tool: c.tool, Edition: c.edition, Parts: []part{c.p}})[0]
		if got := strings.Join(l.Checks, " "); (c.check == "") != (got == "") || !strings.Contains(got, c.check) || l.Band != c.band {
			t.Errorf("%s: band %q, checks %q", name, l.Band, got)
		}
	}
}

func TestRead_WhatIsNotKnownSaysWhy(t *testing.T) {
	for _, c := range []struct {
		s     assessments.Score
		basis string
		band  string
	}{
		{assessments.Score{Tool: "Ladder test", Parts: []part{{Type: "standard", Value: "85"}}}, "Enter the percentile", "not in the catalogue"},
		{assessments.Score{Tool: "BOT-3", Parts: []part{{Type: "standard", Value: "50"}}}, "Enter the percentile", "Neither"},
		{assessments.Score{Tool: "DASH", Parts: []part{{Name: "Total", Type: "standard", Value: "78"}}}, "Enter the percentile", "Record the edition"},
		{assessments.Score{Tool: "DCDQ'07", Parts: []part{{Type: "raw", Value: "38"}}}, "No percentile was entered.", "age on the day"},
	} {
		l := Read(&c.s)[0]
		if l.Centile != "" || l.Band != "" || !strings.Contains(l.Basis, c.basis) || !strings.Contains(l.BandWhy, c.band) {
			t.Errorf("%s: %+v", c.s.Tool, l)
		}
	}
	if l := Read(&assessments.Score{Tool: "Ladder test", Parts: []part{{Type: "T", Value: "60"}}})[0]; l.Centile != "84th centile" || !l.Estimated {
		t.Errorf("a T score needs no catalogue: %+v", l)
	}
	if Read(nil) != nil || Remarks(nil, "") != nil {
		t.Error("nothing has lines")
	}
}

func TestRead_OneSEMSpeaksForTheTotalWhereScalesDiffer(t *testing.T) {
	lines := Read(&assessments.Score{Tool: "DASH", Edition: "1st edition", SEM: 5, Parts: []part{
		{Name: "Copy Best", Type: "standard", Value: "7"}, {Name: "Total", Type: "standard", Value: "78", Total: true}}})
	if lines[0].Interval != "" || lines[0].Centile != "16th centile" || lines[1].Interval != "95% confidence interval 68.2 to 87.8" || lines[1].Centile != "7th centile" {
		t.Errorf("%+v", lines)
	}
}

func TestReadFor_TakesTheAgeOnTheDay(t *testing.T) {
	s := &assessments.Score{Tool: "DCDQ'07", On: "2026-03-24", Direction: "high-is-better", Parts: []part{{Name: "Total", Type: "raw", Value: "50", Of: "75"}}}
	for born, want := range map[assessments.Date]string{"2020-02-29": notSuspect, "2017-02-28": suspect, "": "", "2027-01-01": ""} {
		if l := ReadFor(s, born)[0]; l.Band != want || l.Value != "50 of 75" {
			t.Errorf("born %s: %+v", born, l)
		}
	}
}

func TestRead_Level(t *testing.T) {
	l := Read(&assessments.Score{Tool: "GMFCS", Direction: "level", Parts: []part{{Name: "Level", Type: "level", Value: "IV"}}})[0]
	if !strings.HasPrefix(l.Words, "Level IV; moves alone with limits, may use power. A level, not a score") {
		t.Errorf("got %s", l.Words)
	}
}

func TestRemarks(t *testing.T) {
	for want, s := range map[string]assessments.Score{
		"Record the edition":                      {Tool: "Beery VMI", Direction: "high-is-better"},
		"The record says otherwise":               {Tool: "SPM-2", Direction: "high-is-better"},
		"this tool is for 9 years":                {Tool: "DASH", Edition: "1", Direction: "high-is-better", On: "2026-03-24"},
		"This edition is not in the catalogue, w": {Tool: "Beery VMI", Edition: "5th", Direction: "high-is-better"},
	} {
		if got := Remarks(&s, "2020-02-29"); len(got) != 1 || !strings.Contains(got[0], want) {
			t.Errorf("%s: %q", want, got)
		}
	}
	if got := Remarks(&assessments.Score{Tool: "Movement ABC-2", Direction: "high-is-better", On: "2026-04-21"}, "2020-02-29"); len(got) != 0 {
		t.Errorf("nothing was wrong: %q", got)
	}
}

func score(tool, edition string, on assessments.Date, sem float64, parts ...part) *assessments.Score {
	return &assessments.Score{Tool: tool, Edition: edition, On: on, SEM: sem, Direction: "high-is-better", Parts: parts}
}

// TestRule71_TrendsNeverMixEditions: results of two editions, or of an edition nobody recorded, never meet in one change.
func TestRule71_TrendsNeverMixEditions(t *testing.T) {
	total := func(v string) part { return part{Name: "Total", Type: "standard", Value: v} }
	all := []*assessments.Score{
		score("MABC", "3rd edition", "2027-06-01", 0, total("9")),
		score("Movement ABC-2", "", "2026-04-21", 0, total("5"), part{Name: "Balance", Type: "standard", Value: "6"}),
		score("movement abc", "2nd", "2026-12-01", 0, total("7")),
		score("Beery VMI", "", "2026-01-01", 0, total("80")),
		score("Beery VMI", "", "2026-09-01", 0, total("90")),
		score("Beery VMI", "6th edition", "2026-10-01", 0, total("91")),
		score("BOT-2", "", "2026-01-01", 0, total("44")),
		score("BOT-3", "", "2027-01-01", 0, total("52")),
		score("DASH", "1st", "2026-01-01", 0, total("80")),
		score("DASH-2", "", "2027-01-01", 0, total("95")),
		score("Movement ABC-2", "", "", 0, total("19")),
		nil,
	}
	changes := 0
	for _, s := range Trend(all) {
		for _, p := range s.Points {
			a, _, okA := Find(all[p.At].Tool, all[p.At].Edition)
			b, _, okB := Find(s.Tool, s.Edition)
			if okA != okB || a.Key() != b.Key() {
				t.Errorf("%s stands among %s, %s", all[p.At].Tool, s.Tool, s.Edition)
			}
		}
		if s.Computed {
			changes++
			if s.Tool != "Movement ABC-2" || s.Part != "Total" || s.Change != 2 || len(s.Points) != 2 || s.Points[0].At != 1 || s.Points[1].At != 2 {
				t.Errorf("%+v", s)
			}
			if want := "Movement ABC-2, 2nd edition, Total (standard score): 5 on 21 April 2026, 7 on 1 December 2026. Change +2.0. Higher is easier: a lower score means more difficulty."; s.Words() != want {
				t.Errorf("got %s", s.Words())
			}
		} else if s.Why == "" || !strings.Contains(s.Words(), s.Why) {
			t.Errorf("%s has no change and no reason", s.Words())
		}
		if s.Tool == "Beery VMI" && s.Edition == "" && (len(s.Points) != 2 || !strings.Contains(s.Why, "edition was not recorded")) {
			t.Errorf("%+v", s)
		}
	}
	if changes != 1 {
		t.Errorf("%d changes were worked out, want 1", changes)
	}
}

func TestTrend_KeepsApartWhatAnswersAnotherQuestion(t *testing.T) {
	spm := func(form, on, v string) *assessments.Score {
		s := score("SPM-2", "", assessments.Date(on), 0, part{Name: "Vision", Type: "T", Value: v})
		s.Form, s.Direction = form, "low-is-better"
		return s
	}
	forms := Trend([]*assessments.Score{spm("Home", "2026-01-01", "70"), spm("School", "2026-02-01", "60"), spm("Home", "2026-09-01", "62"), spm("", "2026-10-01", "61")})
	if len(forms) != 3 {
		t.Errorf("%d series of three forms", len(forms))
	}
	for _, s := range forms {
		if s.Computed != (s.Form == "Home") || s.Computed && s.Change != -8 {
			t.Errorf("form %q: %+v", s.Form, s)
		}
	}
	got := Trend([]*assessments.Score{
		score("PEDI-CAT", "1.4", "2026-01-01", 0, part{Name: "Mobility", Type: "T", Value: "24", Scaled: "44"}),
		score("PEDI-CAT", "1.4", "2027-01-01", 0, part{Name: "Mobility", Type: "T", Value: "22", Scaled: "47"}, part{Name: "Mobility", Side: "left", Type: "raw", Value: "<5"}),
		score("PEDI-CAT", "1.5", "2027-06-01", 0, part{Name: "Mobility", Type: "T", Value: "30", Scaled: "50"}),
	})
	want := map[string]float64{"T score": -2, "scaled score": 3}
	for _, s := range got {
		if s.Edition == "1.4" && s.Part == "Mobility" && (!s.Computed || s.Change != want[s.Type]) || s.Edition == "1.5" && s.Computed || s.Part == "Mobility, left" && s.Computed {
			t.Errorf("%+v", s)
		}
	}
	if len(got) != 5 {
		t.Errorf("%d series", len(got))
	}
	if s := Trend([]*assessments.Score{
		score("GMFCS", "E&R", "2026-01-01", 0, part{Name: "Level", Type: "level", Value: "IV"}),
		score("GMFCS", "E&R", "2027-01-01", 0, part{Name: "Level", Type: "level", Value: "III"})}); len(s) != 1 || s[0].Computed || !strings.Contains(s[0].Why, "not an outcome measure") {
		t.Errorf("a level has a change: %+v", s)
	}
}

func TestTrend_SetsChangeAgainstMeasurementError(t *testing.T) {
	vmi := func(on assessments.Date, v string, sem float64) *assessments.Score {
		return score("Beery VMI", "6th", on, sem, part{Name: "VMI", Type: "standard", Value: v})
	}
	for _, c := range []struct {
		second string
		sem    float64
		want   string
	}{
		{"95", 4.743, "within measurement error (less than 13.1 points, at 95%)"},
		{"99", 4.743, "more than measurement error alone would give (13.1 points or more, at 95%); whether it matters to the child is another question"},
		{"99", 0, ""},
	} {
		s := Trend([]*assessments.Score{vmi("2026-01-01", "85", 4.743), vmi("2027-01-01", c.second, c.sem)})[0]
		if (s.Reliable == nil) != (c.want == "") || !strings.Contains(s.Words(), c.want) {
			t.Errorf("%s, SEM %v: %s", c.second, c.sem, s.Words())
		}
	}
	a, b := vmi("2026-01-01", "85", 0), vmi("2027-01-01", "n/a", 0)
	a.Respondent, b.Form = "p1", "short"
	if s := Trend([]*assessments.Score{a, b})[0]; s.Computed || !math.IsNaN(s.Points[1].Figure) {
		t.Errorf("%+v", s)
	}
	b.Parts[0].Value = "85"
	if s := Trend([]*assessments.Score{a, b})[0]; !strings.Contains(s.Words(), "not the same at every test") || !strings.Contains(s.Words(), "Not the same person") {
		t.Errorf("%s", s.Words())
	}
}

// FuzzRead holds that whatever a record says, every part has its line, the line says the value as it was written, and a
// percentile that nobody entered is marked.
func FuzzRead(f *testing.F) {
	f.Add("Movement ABC-2", "2nd edition", "Équilibre", "standard", "6", "amber", 9.0, 0.9, "2020-02-29")
	f.Add("GMFCS", "", "Level", "level", "IV", "", 0.0, 0.0, "")
	f.Add("Ladder test", "1", "", "T", "60", "typical", 100.0, 3.0, "2030-01-01")
	f.Fuzz(func(t *testing.T, tool, edition, name, kind, value, zone string, centile, sem float64, born string) {
		s := score(tool, edition, "2026-04-21", sem, part{Name: name, Type: kind, Value: value, Zone: zone, Centile: centile})
		lines := ReadFor(s, assessments.Date(born))
		if len(lines) != 1 || !strings.Contains(lines[0].Words, value) || lines[0].BandWhy == "" || lines[0].Basis == "" {
			t.Fatalf("%+v", lines)
		}
		if l := lines[0]; l.Estimated == (l.Basis == Entered) && l.Centile != "" || zone != "" && !begins(l.Band, zone) {
			t.Fatalf("%+v", l)
		}
		for _, x := range Trend([]*assessments.Score{s, s}) {
			if x.Computed && x.Change != 0 || x.Words() == "" {
				t.Fatalf("the same score twice: %+v", x)
			}
		}
		Remarks(s, assessments.Date(born))
	})
}
