package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/fieldfare/fieldfare/assessments/wording"
	"github.com/spf13/pflag"
)

// wordingCommand asks about vague words. What is asked depends on where a text stands: nobody is asked to count a strength.
func wordingCommand() command {
	return command{
		name: "wording", args: "[--kind provision|outcome|prose] [--structured] [--words FILE] [--other-child NAME]… [--list] [--json] [FILE|-]",
		about:   "find wording that a tribunal would call vague, words before the child, and other children's names",
		example: "echo 'regular breaks as required' | fieldfarectl wording --json -",
		setup: func(fs *pflag.FlagSet) {
			fs.String("kind", "provision", "where the text stands: provision (sections F, G, H), outcome (E) or prose")
			fs.Bool("structured", false, "the row's own fields say who, how long and how often")
			fs.String("words", "", "your service's changes to the list, as JSON with look, stop and fine")
			fs.StringArray("other-child", nil, "name of a child who must not be named; may be given again")
			fs.Bool("list", false, "print the list of phrases, with --words as your service has it, and check nothing")
		}, do: wordingCheck,
	}
}

func wordingCheck(_ context.Context, e *env, args []string) error {
	if len(args) > 1 {
		return usagef("name at most one file, or - for standard input")
	}
	var edits wording.Edits
	if name := e.flag("words"); name != "" {
		raw, err := e.text(name)
		if err != nil {
			return err
		}
		if edits, err = wording.ReadEdits(name, []byte(raw)); err != nil {
			return err
		}
	}
	if e.on("list") {
		return e.printWords(edits)
	}
	checker, err := edits.Checker()
	if err != nil {
		return err
	}
	text, err := e.text(append(args, "-")[0])
	if err != nil {
		return err
	}
	others, _ := e.flags.GetStringArray("other-child")
	found := append(wording.CheckPerson(text), wording.CheckNames(text, wording.Names{Others: others})...)
	switch e.flag("kind") {
	case "provision":
		found = append(found, checker.CheckRow(text, e.on("structured"))...)
	case "outcome":
		found = append(found, wording.CheckOutcome(text)...)
	case "prose":
	default:
		return usagef("--kind is provision, outcome or prose")
	}
	slices.SortStableFunc(found, func(a, b wording.Finding) int { return cmp.Compare(a.From, b.From) })
	if found == nil {
		found = []wording.Finding{}
	}
	return e.print(found, func(w io.Writer) {
		for _, x := range found {
			fmt.Fprintf(w, "%s  %q: %s\n", x.Severity, x.Phrase, x.Question)
		}
	})
}

// printWords shows what is looked for, so that a service can see what to change.
func (e *env) printWords(edits wording.Edits) error {
	list, err := edits.Apply(wording.Default())
	if err != nil {
		return err
	}
	return e.print(list, func(w io.Writer) {
		for _, x := range list.Entries {
			note := ""
			switch {
			case x.LiftedBy != wording.Nothing:
				note = fmt.Sprintf(" (usable with a %s beside it)", x.LiftedBy)
			case x.EasedBy != wording.Nothing:
				note = fmt.Sprintf(" (one grade lower with a %s beside it)", x.EasedBy)
			}
			for _, p := range x.Phrases {
				fmt.Fprintf(w, "%s  %s%s: %s\n", x.Severity, p, note, x.Group)
			}
		}
		for _, p := range list.Fine {
			fmt.Fprintf(w, "-  %s: usable\n", p)
		}
	})
}
