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
	"github.com/spf13/pflag"
)

// maxText bounds what the wording check reads.
const maxText = 16 << 20

// measureCommands compute without a store.
func measureCommands() []command {
	return []command{
		wordingCommand(),
		{
			name: "measure gas", bare: true, args: "--weights 4,2,1 --levels=-1,-1,-2 [--baseline=-2,-2,-2]", about: "goal attainment T-score", example: "fieldfarectl measure gas --weights 4,2,1 --levels=-1,-1,-2",
			setup: func(fs *pflag.FlagSet) {
				fs.String("weights", "", "importance x difficulty of each goal; all 1 when left out")
				fs.String("levels", "", "level of each goal, -2 to 2 (needed)")
				fs.String("baseline", "", "levels of the same goals at the start, for the change")
			}, do: measureGAS,
		},
		standardScoreCommand(), reliableChangeCommand(),
		{
			name: "measure age", bare: true, args: "--born 2020-07-14 --on 2026-11-20 [--gestation 29+2]", about: "age on a day, and the corrected age of a child born early", example: "fieldfarectl measure age --born 2020-02-29 --on 2026-04-21",
			setup: func(fs *pflag.FlagSet) {
				fs.String("born", "", "date of birth (needed)")
				fs.String("on", "", "day (needed)")
				fs.String("gestation", "", "weeks and days at birth, such as 29+2")
				fs.Int("until", measure.CorrectionMonths, "months of age up to which the manual corrects for an early birth")
				fs.Bool("thirty-day-months", false, "count days as manuals do that borrow months of 30 days")
			}, do: measureAge,
		},
		gboCommand(), intervalCommand(), tallyCommand(), speedCommand(), toolsCommand(),
	}
}

func measureGAS(_ context.Context, e *env, _ []string) error {
	levels, err := e.levels("levels")
	if err != nil {
		return err
	}
	if levels == nil {
		return usagef("--levels is needed, such as --levels=-1,-1,-2")
	}
	var weights []float64
	if w := e.flag("weights"); w != "" {
		if weights, err = numbers(w); err != nil {
			return err
		}
	}
	baseline, err := e.levels("baseline")
	if err != nil {
		return err
	}
	t, err := measure.GAS(levels, weights)
	if err != nil {
		return err
	}
	out := map[string]json.Number{"t": tenths(t)}
	line := measure.Tenths(t)
	if baseline != nil {
		c, err := measure.CompareGAS(baseline, levels, weights)
		if err != nil {
			return err
		}
		out["baseline"], out["change"] = tenths(c.Baseline), tenths(c.Change)
		line = fmt.Sprintf("%s, from %s: change %s", measure.Tenths(c.Now), measure.Tenths(c.Baseline), measure.SignedTenths(c.Change))
	}
	return e.print(out, func(w io.Writer) {
		fmt.Fprintln(w, line)
		// A script reads the figure; the caveat is for the person beside it.
		fmt.Fprintln(e.err, measure.GASCaveat)
	})
}

// levels reads a list of goal levels from a flag; nil where the flag was left out.
func (e *env) levels(flag string) ([]int, error) {
	if e.flag(flag) == "" {
		return nil, nil
	}
	all, err := numbers(e.flag(flag))
	if err != nil {
		return nil, err
	}
	whole := make([]int, len(all))
	for i, l := range all {
		if whole[i] = int(l); float64(whole[i]) != l {
			return nil, usagef("each level is a whole number from -2 to 2")
		}
	}
	return whole, nil
}

// tenths is a figure as it is printed everywhere, so that a script and a report never differ by a rounding.
func tenths(x float64) json.Number { return json.Number(measure.Tenths(x)) }

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
	until, _ := e.flags.GetInt("until")
	if until < 0 || until > 36 {
		return usagef("--until is from 0 to 36 months; no manual corrects for longer")
	}
	a, err := measure.AgesAt(born.Time(), on.Time(), g, until)
	if err != nil {
		return err
	}
	if e.on("thirty-day-months") {
		if a.Actual, err = measure.AgeBy(born.Time(), on.Time(), measure.ThirtyDays); err != nil {
			return err
		}
		if a.UseCorrected {
			if a.Corrected, err = measure.AgeBy(a.Due, on.Time(), measure.ThirtyDays); err != nil {
				return err
			}
		}
	}
	out := map[string]string{"age": a.Actual.String(), "full": a.Actual.Full(), "words": a.Actual.Words()}
	if a.UseCorrected {
		out["corrected"] = a.Corrected.String()
	}
	if g != (measure.Gestation{}) {
		out["why"] = a.Why
	}
	return e.print(out, func(w io.Writer) {
		fmt.Fprintf(w, "%s (%s)\n", a.Actual, a.Actual.Words())
		if a.UseCorrected {
			fmt.Fprintf(w, "corrected %s\n", a.Corrected)
		}
	})
}
