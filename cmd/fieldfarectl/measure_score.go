package main

import (
	"context"
	"fmt"
	"io"

	"github.com/fieldfare/fieldfare/assessments/measure"
	"github.com/spf13/pflag"
)

func standardScoreCommand() command {
	return command{
		name: "measure standard-score", bare: true, args: "--score 85 --mean 100 --sd 15 [--sem 4.74 | --reliability 0.9] [--level 90|95] [--percentile 12]",
		about: "centile by the normal curve, other scales, and confidence intervals", example: "fieldfarectl measure standard-score --score 85 --mean 100 --sd 15 --reliability 0.90 --level 95",
		setup: func(fs *pflag.FlagSet) {
			fs.Float64("score", 0, "the score; with --percentile alone it is worked out")
			scaleFlags(fs)
			fs.Int("level", 0, "90 or 95: the interval to print; both when left out")
			fs.Float64("percentile", 0, "percentile from the manual's table; it wins over the estimate")
		}, do: measureScore,
	}
}

func reliableChangeCommand() command {
	return command{
		name: "measure reliable-change", bare: true, args: "--first 85 --second 99 --sem 4.74 | --sd 15 --reliability 0.9", about: "whether a difference is more than measurement error",
		example: "fieldfarectl measure reliable-change --first 85 --second 99 --sd 15 --reliability 0.90",
		setup: func(fs *pflag.FlagSet) {
			fs.Float64("first", 0, "earlier score of the same part, tool and edition (needed)")
			fs.Float64("second", 0, "later score (needed)")
			scaleFlags(fs)
		}, do: measureChange,
	}
}

func scaleFlags(fs *pflag.FlagSet) {
	fs.Float64("mean", 100, "mean of the scale")
	fs.Float64("sd", 15, "standard deviation of the scale")
	fs.Float64("sem", 0, "standard error of measurement from the manual")
	fs.Float64("reliability", 0, "reliability from the manual, 0 to 1, from which the SEM follows")
}

func (e *env) float(name string) float64 { v, _ := e.flags.GetFloat64(name); return v }

func (e *env) scale() measure.Scale { return measure.Scale{Mean: e.float("mean"), SD: e.float("sd")} }

// sem is the standard error given or the one that follows from the reliability; given is false where neither was.
func (e *env) sem() (sem float64, given bool, err error) {
	switch {
	case e.flags.Changed("sem") && e.flags.Changed("reliability"):
		return 0, false, usagef("give --sem or --reliability, not both")
	case e.flags.Changed("sem"):
		return e.float("sem"), true, nil
	case e.flags.Changed("reliability"):
		sem, err = e.scale().SEM(e.float("reliability"))
		return sem, true, err
	}
	return 0, false, nil
}

// confidences are the intervals to print.
func (e *env) confidences() []measure.Confidence {
	if e.flags.Changed("level") {
		n, _ := e.flags.GetInt("level")
		return []measure.Confidence{measure.Confidence(n)}
	}
	return []measure.Confidence{measure.Confidence90, measure.Confidence95}
}

// percentileText prints a percentile and whether it was read in the manual or worked out here.
func percentileText(p float64, label string) string {
	return "centile " + measure.PercentileText(p) + " (" + label + ")"
}

func measureScore(_ context.Context, e *env, _ []string) error {
	scale, score := e.scale(), e.float("score")
	entered := e.flags.Changed("percentile")
	sem, haveSEM, err := e.sem()
	switch {
	case err != nil:
		return err
	case !e.flags.Changed("score") && !entered:
		return usagef("--score is needed")
	case !e.flags.Changed("score"):
		if score, err = scale.Score(e.float("percentile")); err != nil {
			return err
		}
		// The score is the estimate here, and an interval about a guessed score would look like a finding.
		return e.print(map[string]any{"score": tenths(score), "note": "normal-curve estimate; the score in the manual wins"}, func(w io.Writer) {
			fmt.Fprintf(w, "score %s (normal-curve estimate; the score in the manual wins)\n", measure.Tenths(score))
		})
	}
	estimate, err := scale.Percentile(score)
	if err != nil {
		return err
	}
	p, label := estimate, measure.Estimate
	if entered {
		p, label = e.float("percentile"), measure.Entered
		// The way back refuses what is no percentile.
		if _, err := scale.Score(p); err != nil {
			return err
		}
	}
	out := map[string]any{"percentile": p, "centile": measure.PercentileText(p), "note": label}
	line := percentileText(p, label)
	if entered {
		out["estimate"] = estimate
		line += "\n" + percentileText(estimate, measure.Estimate)
	}
	for _, to := range []struct {
		name, words string
		scale       measure.Scale
	}{{"z", "z", measure.Scale{SD: 1}}, {"scaled", "scaled score", measure.ScaledScore}, {"t", "T score", measure.TScore}, {"standard", "standard score", measure.StandardScore}} {
		x, err := scale.To(to.scale, score)
		if err != nil {
			return err
		}
		text := measure.Tenths(x)
		if to.name == "z" {
			text = fmt.Sprintf("%.2f", x)
		}
		out[to.name] = x
		if to.scale != scale {
			line += fmt.Sprintf("\n%s %s on the same curve", to.words, text)
		}
	}
	if haveSEM {
		out["sem"] = sem
		for _, c := range e.confidences() {
			ci, err := measure.IntervalAround(score, sem, c)
			if err != nil {
				return err
			}
			out[fmt.Sprintf("ci%d", int(c))] = []string{measure.Tenths(ci.Low), measure.Tenths(ci.High)}
			line += fmt.Sprintf("\n%d%% confidence interval %s to %s", int(c), measure.Tenths(ci.Low), measure.Tenths(ci.High))
		}
	} else if e.flags.Changed("level") {
		return usagef("an interval needs --sem or --reliability from the manual")
	}
	return e.print(out, func(w io.Writer) { fmt.Fprintln(w, line) })
}

func measureChange(_ context.Context, e *env, _ []string) error {
	if !e.flags.Changed("first") || !e.flags.Changed("second") {
		return usagef("--first and --second are needed")
	}
	sem, given, err := e.sem()
	if err != nil {
		return err
	}
	if !given {
		return usagef("--sem or --reliability from the manual is needed")
	}
	r, err := measure.ReliableChange(e.float("first"), e.float("second"), sem)
	if err != nil {
		return err
	}
	out := map[string]any{"points": r.Points, "index": r.Index, "needed": r.Needed, "reliable": r.Beyond, "words": r.Words()}
	return e.print(out, func(w io.Writer) {
		fmt.Fprintf(w, "change %s, index %.2f\n%s\n", measure.SignedTenths(r.Points), r.Index, r.Words())
	})
}
