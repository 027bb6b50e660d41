package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
	"github.com/fieldfare/fieldfare/assessments/wording"
	"github.com/spf13/pflag"
)

// maxText bounds what the wording check reads.
const maxText = 16 << 20

// measureCommands compute without a store.
func measureCommands() []command {
	return []command{
		{name: "wording", args: "[--json] [FILE|-]", about: "find wording in provision text that a tribunal would call vague", example: "echo 'regular breaks as required' | fieldfarectl wording --json -", do: wordingCheck},
		{
			name: "measure gas", bare: true, args: "--weights 4,2,1 --levels=-1,-1,-2", about: "goal attainment T-score", example: "fieldfarectl measure gas --weights 4,2,1 --levels=-1,-1,-2",
			setup: func(fs *pflag.FlagSet) {
				fs.String("weights", "", "importance x difficulty of each goal; all 1 when left out")
				fs.String("levels", "", "level of each goal, -2 to 2 (needed)")
			}, do: measureGAS,
		},
		{
			name: "measure standard-score", bare: true, args: "--score 85 --mean 100 --sd 15 [--sem 4.74]", about: "centile by the normal curve, and confidence intervals", example: "fieldfarectl measure standard-score --score 85 --mean 100 --sd 15 --sem 4.74",
			setup: func(fs *pflag.FlagSet) {
				fs.Float64("score", 0, "the score (needed)")
				fs.Float64("mean", 100, "mean of the scale")
				fs.Float64("sd", 15, "standard deviation of the scale")
				fs.Float64("sem", 0, "standard error of measurement from the manual")
			}, do: measureScore,
		},
		{
			name: "measure age", bare: true, args: "--born 2020-07-14 --on 2026-11-20 [--gestation 29+2]", about: "age on a day, and the corrected age of a child born early", example: "fieldfarectl measure age --born 2020-02-29 --on 2026-04-21",
			setup: func(fs *pflag.FlagSet) {
				fs.String("born", "", "date of birth (needed)")
				fs.String("on", "", "day (needed)")
				fs.String("gestation", "", "weeks and days at birth, such as 29+2")
			}, do: measureAge,
		},
	}
}

func wordingCheck(_ context.Context, e *env, args []string) error {
	if len(args) > 1 {
		return usagef("name at most one file, or - for standard input")
	}
	f, err := e.readFile(append(args, "-")[0])
	if err != nil {
		return err
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, maxText+1))
	if err != nil || len(raw) > maxText {
		return assessments.Errorf(assessments.TooLarge, "wording", "The text cannot be read, or is larger than 16 MiB.")
	}
	found := wording.Check(string(raw))
	if found == nil {
		found = []wording.Finding{}
	}
	return e.print(found, func(w io.Writer) {
		for _, x := range found {
			fmt.Fprintf(w, "%s  %q: %s\n", x.Severity, x.Phrase, x.Question)
		}
	})
}

func measureGAS(_ context.Context, e *env, _ []string) error {
	if e.flag("levels") == "" {
		return usagef("--levels is needed, such as --levels=-1,-1,-2")
	}
	levels, err := numbers(e.flag("levels"))
	if err != nil {
		return err
	}
	weights := make([]float64, len(levels))
	for i := range weights {
		weights[i] = 1
	}
	if w := e.flag("weights"); w != "" {
		if weights, err = numbers(w); err != nil {
			return err
		}
	}
	whole := make([]int, len(levels))
	for i, l := range levels {
		if whole[i] = int(l); float64(whole[i]) != l {
			return usagef("each level is a whole number from -2 to 2")
		}
	}
	t, err := measure.GAS(whole, weights)
	if err != nil {
		return err
	}
	return e.print(map[string]json.Number{"t": json.Number(measure.Tenths(t))}, func(w io.Writer) { fmt.Fprintln(w, measure.Tenths(t)) })
}

func numbers(list string) ([]float64, error) {
	var out []float64
	for _, s := range strings.Split(list, ",") {
		n, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
		if err != nil {
			return nil, usagef("%q is not a number", s)
		}
		out = append(out, n)
	}
	return out, nil
}

func measureScore(_ context.Context, e *env, _ []string) error {
	if !e.flags.Changed("score") {
		return usagef("--score is needed")
	}
	score, _ := e.flags.GetFloat64("score")
	mean, _ := e.flags.GetFloat64("mean")
	sd, _ := e.flags.GetFloat64("sd")
	p, err := measure.Scale{Mean: mean, SD: sd}.Percentile(score)
	if err != nil {
		return err
	}
	out := map[string]any{"percentile": p, "centile": measure.PercentileText(p), "note": "normal-curve estimate; a centile from the publisher's table wins"}
	line := "centile " + measure.PercentileText(p) + " (normal-curve estimate; a centile from the publisher's table wins)"
	if e.flags.Changed("sem") {
		sem, _ := e.flags.GetFloat64("sem")
		for _, c := range []measure.Confidence{measure.Confidence90, measure.Confidence95} {
			ci, err := measure.IntervalAround(score, sem, c)
			if err != nil {
				return err
			}
			out[fmt.Sprintf("ci%d", int(c))] = []string{measure.Tenths(ci.Low), measure.Tenths(ci.High)}
			line += fmt.Sprintf("\n%d%% confidence interval %s to %s", int(c), measure.Tenths(ci.Low), measure.Tenths(ci.High))
		}
	}
	return e.print(out, func(w io.Writer) { fmt.Fprintln(w, line) })
}

func measureAge(_ context.Context, e *env, _ []string) error {
	born, errB := assessments.ParseDate(e.flag("born"))
	on, errO := assessments.ParseDate(e.flag("on"))
	if errB != nil || errO != nil {
		return usagef("--born and --on must be real days such as 2020-07-14")
	}
	var g measure.Gestation
	if text := e.flag("gestation"); text != "" {
		var err error
		if g, err = measure.ParseGestation(text); err != nil {
			return err
		}
	}
	a, err := measure.AgesAt(born.Time(), on.Time(), g, measure.CorrectionMonths)
	if err != nil {
		return err
	}
	out := map[string]string{"age": a.Actual.String(), "full": a.Actual.Full(), "words": a.Actual.Words()}
	if a.UseCorrected {
		out["corrected"] = a.Corrected.String()
	}
	return e.print(out, func(w io.Writer) {
		fmt.Fprintf(w, "%s (%s)\n", a.Actual, a.Actual.Words())
		if a.UseCorrected {
			fmt.Fprintf(w, "corrected %s\n", a.Corrected)
		}
	})
}
