package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
)

func toolsCommand() command {
	return command{
		name: "measure tools", args: "[NAME] [--json]", about: "the assessments whose scores can be recorded, with edition, ages, direction and bands",
		example: "fieldfarectl measure tools 'Movement ABC'", do: measureTools,
	}
}

func measureTools(_ context.Context, e *env, args []string) error {
	if len(args) > 1 {
		return usagef("name at most one tool, in quotation marks if it has a space")
	}
	found := measure.Catalogue()
	if len(args) == 1 {
		if found = measure.Editions(args[0]); len(found) == 0 {
			return assessments.Errorf(assessments.NotFound, "tools", "No tool in the catalogue is called %q. Run fieldfarectl measure tools for the list.", args[0])
		}
	}
	return e.print(found, func(w io.Writer) {
		for i, t := range found {
			if len(args) == 1 {
				if i > 0 {
					fmt.Fprintln(w)
				}
				inFull(w, t)
				continue
			}
			fmt.Fprintf(w, "%-34s %s\n", t.Key(), t.Ages)
		}
	})
}

// inFull prints all that is kept of one tool, and last what never is.
func inFull(w io.Writer, t measure.Tool) {
	fmt.Fprintf(w, "%s\n  ages: %s\n  scores: %s\n  %s\n", t.Key(), t.Ages, scoreTypes(t), t.DirectionText())
	for _, c := range t.Cutoffs {
		fmt.Fprintf(w, "  %s\n", c.Text())
	}
	for _, n := range append([]string{t.NoBand}, t.Notes...) {
		fmt.Fprintf(w, "  %s\n", n)
	}
	fmt.Fprintf(w, "  %s\n  Never kept here: %s.\n  Facts from: %s.\n", t.Licence, t.Never, t.Source)
}

func scoreTypes(t measure.Tool) string {
	var all []string
	for _, s := range t.Scores {
		all = append(all, s.Text())
	}
	return strings.Join(all, ", ")
}
