package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments/measure"
)

// shell splits a command line as a shell would, with single quotes around a value.
func shell(line string) []string {
	var out []string
	for i, piece := range strings.Split(line, "'") {
		if i%2 == 1 {
			out = append(out, piece)
			continue
		}
		out = append(out, strings.Fields(piece)...)
	}
	return out
}

// TestMeasure_EveryExampleRuns runs the example that --help shows for each measure, for people and as one JSON document.
func TestMeasure_EveryExampleRuns(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range measureCommands() {
		if !strings.HasPrefix(c.name, "measure ") {
			continue
		}
		seen[c.name] = true
		args := shell(strings.TrimPrefix(c.example, "fieldfarectl "))
		r := do(t, args...)
		document[any](t, do(t, append(args, "--json")...))
		if r.out == "" {
			t.Errorf("%s prints nothing", c.example)
		}
		help := in(t, "", append(strings.Fields(c.name), "--help")...).err
		for _, text := range []string{r.out, r.err, help} {
			if strings.Contains(strings.ToLower(text), "clinically") {
				t.Errorf("%s: %s", c.name, text)
			}
		}
	}
	for _, want := range []string{"gas", "standard-score", "reliable-change", "age", "gbo", "interval", "tally", "speed", "tools"} {
		if !seen["measure "+want] {
			t.Errorf("there is no measure %s", want)
		}
	}
}

func TestMeasure_Outputs(t *testing.T) {
	for _, c := range []struct{ line, out string }{
		{"measure gas --weights 4,2,1 --levels=0,1,0", "53.7\n"},
		{"measure gas --weights 6,4,2 --levels=0,1,0 --baseline=-1,-1,-2", "54.4, from 34.6: change +19.8\n"},
		{"measure standard-score --score 85 --reliability 0.9 --level 95", "centile 16 (normal-curve estimate; the entered percentile wins)\nz -1.00 on the same curve\nscaled score 7.0 on the same curve\nT score 40.0 on the same curve\n95% confidence interval 75.7 to 94.3\n"},
		{"measure standard-score --score 85 --sem 4.743 --level 90 --percentile 12", "centile 12 (entered from the manual)\ncentile 16 (normal-curve estimate; the entered percentile wins)\nz -1.00 on the same curve\nscaled score 7.0 on the same curve\nT score 40.0 on the same curve\n90% confidence interval 77.2 to 92.8\n"},
		{"measure standard-score --score 10 --mean 15 --sd 5", "centile 16 (normal-curve estimate; the entered percentile wins)\nz -1.00 on the same curve\nscaled score 7.0 on the same curve\nT score 40.0 on the same curve\nstandard score 85.0 on the same curve\n"},
		{"measure standard-score --percentile 50 --mean 10 --sd 3", "score 10.0 (normal-curve estimate; the score in the manual wins)\n"},
		{"measure reliable-change --first 85 --second 98 --reliability 0.9", "change +13.0, index 1.94\nThat is within measurement error (less than 13.1 points, at 95%).\n"},
		{"measure reliable-change --first 99 --second 85 --sem 4.743", "change -14.0, index -2.09\nThat is more than measurement error alone would give (13.1 points or more, at 95%); whether it matters to the child is another question.\n"},
		{"measure gbo --scores 2,0,5 --scores 9,9,9 --scores 7,-,4", "goal 1: 2 to 7, change +5\ngoal 2: 0 to 9, change +9\ngoal 3: 5 to 4, change -1\nmean change +4.3\n"},
		{"measure gbo --scores 2,- --scores -,3", "goal 1: scored on one date only, left out\ngoal 2: scored on one date only, left out\nmean change: not computable, because no goal was scored twice\n"},
		{"measure interval --on 18 --off 6 --cant-see 3", "On task at 18 of 24 moments: 75%, 95% interval 55% to 88%. The child could not be seen at 3, which are left out.\n"},
		{"measure interval --marks=-++?+", "On task at 3 of 4 moments: 75%, 95% interval 30% to 95%. The child could not be seen at 1, which are left out.\n"},
		{"measure tally --times 12 --watched 25:00", "12 times in 25 min, a rate of 4.8 in 10 minutes.\n"},
		{"measure speed --time 2:00 --words 19", "Wrote 19 words (9.5 a minute) in 2 min.\n"},
		{"measure speed --time 120 --letters 80 --legible 71 --counted 80", "Wrote 80 letters (40.0 a minute) in 2 min.\n71 of 80 can be read (89%).\n"},
		{"measure age --born 2021-11-03 --on 2023-03-03 --gestation 29+2", "1;4 (1 year 4 months)\ncorrected 1;1\n"},
		{"measure age --born 2021-11-03 --on 2023-11-03 --gestation 29+2", "2;0 (2 years)\n"},
		{"measure age --born 2021-11-03 --on 2023-11-03 --gestation 29+2 --until 36", "2;0 (2 years)\ncorrected 1;9\n"},
		{"measure age --born 2020-02-29 --on 2021-02-28 --thirty-day-months", "0;11 (11 months)\n"},
	} {
		if r := do(t, strings.Fields(c.line)...); r.out != c.out {
			t.Errorf("%s:\n%swant\n%s", c.line, r.out, c.out)
		}
	}
	if r := in(t, "The cat sat\non the mat.", strings.Fields("measure speed --time 0:30 -")...); r.out != "Wrote 17 letters (34.0 a minute), 6 words (12.0 a minute) in 30 s.\n" {
		t.Errorf("speed of a text: %q, %s", r.out, r.err)
	}
}

func TestMeasure_JSON(t *testing.T) {
	score := document[struct {
		Percentile, Estimate, SEM float64
		Centile, Note             string
		CI95, CI90                []string
	}](t, do(t, strings.Fields("measure standard-score --score 85 --reliability 0.9 --percentile 12 --level 95 --json")...))
	if score.Percentile != 12 || score.Centile != "12" || score.Note != measure.Entered || score.Estimate < 15.8 || score.Estimate > 15.9 || len(score.CI95) != 2 || score.CI95[0] != "75.7" || score.CI90 != nil {
		t.Errorf("%+v", score)
	}
	gbo := document[struct {
		Mean float64 `json:"mean_change"`
		Left []string
	}](t, do(t, strings.Fields("measure gbo --scores 2,5 --scores 7,4 --json")...))
	if gbo.Mean != 2 {
		t.Errorf("%+v", gbo)
	}
	tools := document[[]measure.Tool](t, do(t, "measure", "tools", "MABC", "--json"))
	if len(tools) != 2 || tools[0].Edition != "2nd edition" || tools[0].Licence == "" || tools[0].Direction != "high-is-better" || len(tools[0].Cutoffs) != 3 {
		t.Errorf("%+v", tools)
	}
	if all := document[[]measure.Tool](t, do(t, "measure", "tools", "--json")); len(all) != len(measure.Catalogue()) {
		t.Errorf("%d tools of %d", len(all), len(measure.Catalogue()))
	}
	if out := do(t, "measure", "tools", "DCDQ'07").out; !strings.Contains(out, "raw score 15 to 46, ages 5;0 to 7;11, not confirmed: in the range that suspects DCD") {
		t.Errorf("%s", out)
	}
}

func TestMeasure_Refusals(t *testing.T) {
	for line, says := range map[string]string{
		"measure standard-score --score 85 --sem 3 --level 80":        "90% or a 95%",
		"measure standard-score --score 85 --sd 0":                    "standard deviation",
		"measure standard-score --score NaN":                          "as a number",
		"measure standard-score --score 85 --reliability 1.2":         "from 0 to 1",
		"measure standard-score --score 85 --percentile NaN":          "as a number",
		"measure standard-score --score 85 --percentile 100":          "between 0 and 100",
		"measure standard-score --score 1e308 --mean 0 --sd 1e-300":   "too far",
		"measure reliable-change --first 1 --second 2 --sem 0":        "Not computable",
		"measure reliable-change --first 1 --second 1e300 --sem 1e-9": "too far apart",
		"measure gbo --scores 1,11 --scores 1,1":                      "from 0 to 10",
		"measure gbo --scores 1,1,1,1 --scores 1,1,1,1":               "up to 3 goals",
		"measure interval --marks ++x":                                "Mark each moment",
		"measure interval --cant-see 4":                               "nothing was counted",
		"measure tally --times 3 --watched 0":                         "no time was watched",
		"measure tally --times 3 --watched soon":                      "length of time",
		"measure tally --times 3 --watched 1:00 --lasted 2:00":        "longer than somebody watched",
		"measure speed --time 0 --words 3":                            "not timed",
		"measure speed --time 1:00 --words 3 --legible 4 --counted 3": "4 of 3 cannot be",
		"measure speed --time 1:00 /nowhere/at/all":                   "cannot be read",
		"measure tools nothing":                                       "No tool in the catalogue",
		"measure age --born 2026-01-02 --on 2026-01-01":               "before the date of birth",
	} {
		refused(t, says, in(t, "", strings.Fields(line)...))
	}
	for _, line := range []string{
		"measure standard-score --sem 4", "measure standard-score --score 85 --level 95", "measure standard-score --score 85 --sem 4 --reliability 0.9",
		"measure reliable-change --first 1 --sem 1", "measure reliable-change --first 1 --second 2", "measure gbo", "measure gbo --scores 1,2",
		"measure gbo --scores 1,2 --scores 1", "measure gbo --scores 1,x --scores 1,2", "measure interval", "measure interval --on 1 --marks +",
		"measure tally --times 3", "measure tally --watched 1:00", "measure speed --words 3", "measure speed --time 1:00", "measure speed --time 1:00 --words 3 -",
		"measure speed --time 1:00 --words 3 --legible 2", "measure tools a b", "measure gas --levels=1 --baseline=0.5", "measure age --born 2020-01-01 --on 2021-01-01 --until 99",
	} {
		if r := in(t, "", strings.Fields(line)...); r.code != exitUsage || r.out != "" || r.err == "" {
			t.Errorf("%q: exit %d, out %q, err %q; want exit 2 and a sentence", line, r.code, r.out, r.err)
		}
	}
}

// TestProgram_MeasuresInAProcessOfItsOwn: figures go to standard output alone, so that a script can read them, and the
// caveat for people beside it goes to standard error.
func TestProgram_MeasuresInAProcessOfItsOwn(t *testing.T) {
	for _, c := range []struct {
		line, out, err string
		code           int
	}{
		{"measure gas --levels=0,1,0 --weights 4,2,1", "53.7\n", measure.GASCaveat, exitDone},
		{"measure gbo --scores 2 --scores 7", "goal 1: 2 to 7, change +5\nmean change +5.0\n", measure.GBOLicence, exitDone},
		{"measure interval --marks=+", "On task at 1 of 1 moments: 100%, 95% interval 21% to 100%.\n", measure.SamplingCaveat, exitDone},
		{"measure tally --times 3 --watched 0", "", "no time was watched", exitRefused},
		{"measure speed", "", "Usage:", exitUsage},
	} {
		cmd := program(t, strings.Fields(c.line)...)
		var out, errs bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &errs
		_ = cmd.Run() // the exit code says it
		if got := cmd.ProcessState.ExitCode(); got != c.code || out.String() != c.out || !strings.Contains(errs.String(), c.err) {
			t.Errorf("%s: exit %d, printed %q, said %q", c.line, got, out.String(), errs.String())
		}
	}
}
