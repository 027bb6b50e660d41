package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
	"github.com/spf13/pflag"
)

func gboCommand() command {
	return command{
		name: "measure gbo", bare: true, args: "--scores 2,0,5 --scores 7,-,4", about: "goal-based outcomes: change of each goal and the mean change",
		example: "fieldfarectl measure gbo --scores 2,0,5 --scores 7,-,4",
		setup: func(fs *pflag.FlagSet) {
			fs.StringArray("scores", nil, "scores of the goals on one date, 0 to 10, in the same order each time; - where a goal was not asked. Give it once for each date, oldest first (needed twice)")
		}, do: measureGBO,
	}
}

func intervalCommand() command {
	return command{
		name: "measure interval", bare: true, args: "--marks ++-+?+ | --on 18 --off 6 [--cant-see 3]", about: "on-task percentage by momentary time sampling, with its interval",
		example: "fieldfarectl measure interval --on 18 --off 6 --cant-see 3",
		setup: func(fs *pflag.FlagSet) {
			fs.String("marks", "", "one mark for each moment: + on task, - off task, ? could not be seen (write --marks=-+ if it begins with -)")
			fs.Int("on", 0, "moments on task")
			fs.Int("off", 0, "moments off task")
			fs.Int("cant-see", 0, "moments at which the child could not be seen; left out of the percentage")
		}, do: measureInterval,
	}
}

func tallyCommand() command {
	return command{
		name: "measure tally", bare: true, args: "--times 12 --watched 25:00 [--lasted 1:30]", about: "how often something happened in 10 minutes",
		example: "fieldfarectl measure tally --times 12 --watched 25:00",
		setup: func(fs *pflag.FlagSet) {
			fs.Int("times", 0, "how often it happened (needed)")
			fs.String("watched", "", "how long somebody watched, such as 25:00, 25 min or 90 s (needed)")
			fs.String("lasted", "", "how long it went on in all, if that was timed")
		}, do: measureTally,
	}
}

func speedCommand() command {
	return command{
		name: "measure speed", args: "--time 2:00 [--letters 80] [--words 19] [--legible 11 --counted 26] [FILE|-]", about: "handwriting: letters and words in a minute, and how many can be read",
		example: "fieldfarectl measure speed --time 2:00 --letters 80 --words 19 --legible 71 --counted 80",
		setup: func(fs *pflag.FlagSet) {
			fs.String("time", "", "how long the writing took, such as 2:00 (needed)")
			fs.Int("letters", 0, "letters written, if no text is given")
			fs.Int("words", 0, "words written, if no text is given")
			fs.Int("legible", 0, "letters or words that can be read")
			fs.Int("counted", 0, "of how many looked at")
		}, do: measureSpeed,
	}
}

func (e *env) whole(name string) int { v, _ := e.flags.GetInt(name); return v }

func measureGBO(_ context.Context, e *env, _ []string) error {
	lists, _ := e.flags.GetStringArray("scores")
	if len(lists) < 2 {
		return usagef("give --scores at least twice: once for each date, oldest first")
	}
	var dates [][]measure.Outcome
	for _, list := range lists {
		items := strings.Split(list, ",")
		if len(items) != len(strings.Split(lists[0], ",")) {
			return usagef("each --scores names the same goals in the same order; write - for a goal that was not asked")
		}
		date := []measure.Outcome{}
		for i, item := range items {
			if item = strings.TrimSpace(item); item == "-" {
				continue
			}
			n, err := strconv.Atoi(item)
			if err != nil {
				return usagef("%q is not a whole number from 0 to 10", item)
			}
			date = append(date, measure.Outcome{Goal: fmt.Sprintf("goal %d", i+1), Score: n})
		}
		dates = append(dates, date)
	}
	c, err := measure.GBO(dates...)
	if err != nil {
		return err
	}
	goals, left := []map[string]any{}, []string{}
	for _, g := range c.Goals {
		goals = append(goals, map[string]any{"goal": g.Goal, "first": g.First, "last": g.Last, "change": g.Change})
	}
	for _, l := range c.LeftOut {
		left = append(left, l.Item+": "+l.Why)
	}
	out := map[string]any{"goals": goals, "left_out": left, "licence": measure.GBOLicence}
	if c.Computable() {
		out["mean_change"] = tenths(c.Mean)
	}
	return e.print(out, func(w io.Writer) {
		for _, g := range c.Goals {
			fmt.Fprintf(w, "%s: %d to %d, change %+d\n", g.Goal, g.First, g.Last, g.Change)
		}
		for _, l := range left {
			fmt.Fprintf(w, "%s, left out\n", l)
		}
		if c.Computable() {
			fmt.Fprintf(w, "mean change %s\n", measure.SignedTenths(c.Mean))
		} else {
			fmt.Fprintln(w, "mean change: not computable, because no goal was scored twice")
		}
		fmt.Fprintln(e.err, measure.GBOLicence)
	})
}

func measureInterval(_ context.Context, e *env, _ []string) error {
	s := measure.Sampling{On: e.whole("on"), Off: e.whole("off"), CantSee: e.whole("cant-see")}
	counted := e.flags.Changed("on") || e.flags.Changed("off") || e.flags.Changed("cant-see")
	if counted == (e.flag("marks") != "") {
		return usagef("give --marks, or the counts --on and --off")
	}
	if !counted {
		var err error
		if s, err = measure.ParseSampling(e.flag("marks")); err != nil {
			return err
		}
	}
	share, err := s.OnTask()
	if err != nil {
		return err
	}
	i, err := share.Interval(measure.Confidence95)
	if err != nil {
		return err
	}
	out := map[string]any{"on": s.On, "seen": share.Of, "cant_see": s.CantSee, "percent": tenths(share.Percent()),
		"ci95": []string{measure.Tenths(i.Low), measure.Tenths(i.High)}, "note": measure.SamplingCaveat}
	return e.print(out, func(w io.Writer) {
		fmt.Fprintln(w, s.Words())
		fmt.Fprintln(e.err, measure.SamplingCaveat)
	})
}

func measureTally(_ context.Context, e *env, _ []string) error {
	if !e.flags.Changed("times") || e.flag("watched") == "" {
		return usagef("--times and --watched are needed")
	}
	t := measure.Tally{Times: e.whole("times")}
	var err error
	if t.Seconds, err = measure.ParseSpan(e.flag("watched")); err != nil {
		return err
	}
	if text := e.flag("lasted"); text != "" {
		if t.Lasted, err = measure.ParseSpan(text); err != nil {
			return err
		}
	}
	rate, err := t.PerTenMinutes()
	if err != nil {
		return err
	}
	out := map[string]any{"times": t.Times, "seconds": t.Seconds, "per_10_minutes": tenths(rate), "words": t.Words()}
	return e.print(out, func(w io.Writer) { fmt.Fprintln(w, t.Words()) })
}

func measureSpeed(_ context.Context, e *env, args []string) error {
	counted := e.flags.Changed("letters") || e.flags.Changed("words")
	if e.flag("time") == "" || len(args) > 1 || counted == (len(args) == 1) {
		return usagef("give --time, and either a text (FILE or -) or its --letters and --words")
	}
	if e.flags.Changed("legible") != e.flags.Changed("counted") {
		return usagef("--legible and --counted go together: so many of so many")
	}
	seconds, err := measure.ParseSpan(e.flag("time"))
	if err != nil {
		return err
	}
	writing := measure.Writing{Letters: e.whole("letters"), Words: e.whole("words"), Seconds: seconds}
	if !counted {
		text, err := e.text(args[0])
		if err != nil {
			return err
		}
		writing = measure.WritingOf(text, seconds)
	}
	letters, words, err := writing.PerMinute()
	if err != nil {
		return err
	}
	out := map[string]any{"seconds": seconds}
	if !counted || e.flags.Changed("letters") {
		out["letters"], out["letters_per_minute"] = writing.Letters, tenths(letters)
	}
	if !counted || e.flags.Changed("words") {
		out["words"], out["words_per_minute"] = writing.Words, tenths(words)
	}
	legible := ""
	if e.flags.Changed("counted") {
		share, err := measure.NewShare(e.whole("legible"), e.whole("counted"))
		if err != nil {
			return err
		}
		out["legible_percent"] = tenths(share.Percent())
		legible = share.Words("can be read") + ".\n"
	}
	return e.print(out, func(w io.Writer) { fmt.Fprintf(w, "%s\n%s", writing.Summary(), legible) })
}

// text reads a text file, or standard input for "-".
func (e *env) text(name string) (string, error) {
	f, err := e.readFile(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, maxText+1))
	if err != nil || len(raw) > maxText {
		return "", assessments.Errorf(assessments.TooLarge, "text", "The text cannot be read, or is larger than 16 MiB.")
	}
	return string(raw), nil
}
