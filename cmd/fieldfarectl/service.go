package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/spf13/pflag"
)

// serviceCommands ask the rules of a service. Nothing here writes: the rules answer, and people decide.
func serviceCommands() []command {
	return []command{
		{
			name: "service list", bare: true, args: "[--json]", about: "the sets of rules that ship, the ages they see and where a service must choose a reading",
			example: "fieldfarectl service list", do: serviceList,
		},
		{
			name: "service check", args: caseArgs, about: "whether a referral can be taken, by which rules, what would change it and where else help may be found",
			example: "fieldfarectl service check --pack leicestershire-like --choose referrers=listed referral.json", setup: caseFlags, do: serviceCheck,
		},
		{
			name: "service clocks", args: caseArgs, about: "every clock of a child: when it started, when it is due, the working days left, whether it is late",
			example: "fieldfarectl service clocks --pack bromley-like --now 2026-11-09T09:00:00Z referral.json", setup: caseFlags, do: serviceClocks,
		},
		tellCommand(),
	}
}

// caseArgs is how a child and its referral are named: a file, or a child of a store.
const caseArgs = "--pack NAME [--choose RULE=READING]… REFERRAL.json|-  or  --store DIR --child ID [--pack NAME]"

func caseFlags(fs *pflag.FlagSet) {
	fs.String("pack", "", "set of rules to ask; with --store, the service's own when left out")
	fs.StringArray("choose", nil, "reading of a rule that can be read in two ways, such as referrers=listed; may be given again")
	fs.String("store", "", "folder of a store to read the child from, instead of a file")
	fs.String("child", "", "with --store: id of the child")
}

// packLine is one set of rules as service list shows it.
type packLine struct {
	Name    string       `json:"name"`
	Title   string       `json:"title"`
	Ages    string       `json:"ages"`
	Notice  string       `json:"notice"`
	Rules   []int        `json:"rules"`
	Choices []choiceLine `json:"choices"`
}

// choiceLine is a rule with two readings.
type choiceLine struct {
	Name     string        `json:"name"`
	Question string        `json:"question"`
	Readings []readingLine `json:"readings"`
}

type readingLine struct {
	Value string `json:"value"`
	Words string `json:"words"`
}

func serviceList(_ context.Context, e *env, _ []string) error {
	names, err := service.List(assets.Services)
	if err != nil {
		return err
	}
	list := make([]packLine, 0, len(names))
	for _, name := range names {
		p, err := service.Load(assets.Services, name)
		if err != nil {
			return err
		}
		line := packLine{Name: p.Name, Title: p.Title, Ages: p.AgeWords(), Notice: p.Notice, Rules: p.Holds, Choices: []choiceLine{}}
		for _, ch := range p.Choices {
			c := choiceLine{Name: ch.Name, Question: ch.Question}
			for _, r := range ch.Readings {
				c.Readings = append(c.Readings, readingLine{r.Value, r.Words})
			}
			line.Choices = append(line.Choices, c)
		}
		list = append(list, line)
	}
	return e.print(list, func(w io.Writer) {
		for i, p := range list {
			if i > 0 {
				fmt.Fprintln(w)
			}
			fmt.Fprintf(w, "%s\n  %s\n  Ages: %s.\n  %s\n", p.Name, p.Title, p.Ages, p.Notice)
			for _, ch := range p.Choices {
				fmt.Fprintf(w, "  Choose %s (%s): %s\n", ch.Name, strings.Join(values(ch.Readings), " or "), ch.Question)
			}
		}
	})
}

func values(readings []readingLine) []string {
	var out []string
	for _, r := range readings {
		out = append(out, r.Value)
	}
	return out
}
