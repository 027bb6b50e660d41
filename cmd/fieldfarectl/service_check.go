package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
)

// checked is what service check answers.
type checked struct {
	Pack     string           `json:"pack"`
	Notice   string           `json:"notice"`
	On       assessments.Date `json:"on"`
	Outcome  service.Outcome  `json:"outcome"`
	Sentence string           `json:"sentence"`
	Reasons  []reasonLine     `json:"reasons"`
	Untested []string         `json:"untested"` // what the service's pages leave unstated
	Next     []stepLine       `json:"next"`
}

// reasonLine is one rule's word on the referral.
type reasonLine struct {
	Rules       []int          `json:"rules"`
	Key         string         `json:"key"`
	Effect      service.Effect `json:"effect"`
	Code        string         `json:"code,omitempty"`
	Sentence    string         `json:"sentence"`
	WouldChange string         `json:"would_change,omitempty"`
	Signposts   []string       `json:"signposts,omitempty"`
}

// stepLine is something that waits for somebody.
type stepLine struct {
	Rules        []int            `json:"rules"`
	Key          string           `json:"key"`
	Title        string           `json:"title"`
	Sentence     string           `json:"sentence"`
	By           assessments.Date `json:"by,omitempty"`
	Record       assessments.ID   `json:"record,omitempty"`
	Template     string           `json:"template,omitempty"`
	Options      []string         `json:"options,omitempty"`
	Decide       bool             `json:"decide,omitempty"`
	Clinician    bool             `json:"named_clinician,omitempty"`
	Safeguarding bool             `json:"safeguarding_check,omitempty"`
}

// unstatedWords are the sections that a decision may have to leave untested, for people.
var unstatedWords = map[string]string{
	"ages": "the ages it sees", "catchment": "the area it serves", "exclusion": "what it does not see", "referrer": "who may refer",
	"channels": "how a referral must arrive", "consent": "permission to refer",
}

// effectTitles are the parts of an answer in the order people need them: a no with its way out comes first.
var effectTitles = []struct {
	effect service.Effect
	title  string
}{
	{service.Against, "Against"},
	{service.Choose, "For the service to choose"},
	{service.Ask, "Still to ask"},
	{service.For, "For"},
	{service.Note, "To know"},
}

func serviceCheck(ctx context.Context, e *env, args []string) error {
	p, c, err := e.caseOf(ctx, args)
	if err != nil {
		return err
	}
	d := service.Eligibility(p, c)
	out := checked{
		Pack: p.Name, Notice: p.Notice, On: c.Today, Outcome: d.Outcome, Sentence: d.Sentence(), Reasons: []reasonLine{},
		Untested: append([]string{}, d.Untested...), Next: []stepLine{},
	}
	for _, part := range effectTitles {
		for _, r := range d.Of(part.effect) {
			out.Reasons = append(out.Reasons, reasonLine{rules(r.Rules), r.Key, r.Effect, r.Code, r.Sentence, r.WouldChange, r.Signposts})
		}
	}
	for _, s := range service.Next(p, c) {
		out.Next = append(out.Next, stepLine{rules(s.Rules), s.Key, s.Title, s.Sentence, s.By, s.Record, s.Template, s.Options, s.Decide, s.Clinician, s.Safeguarding})
	}
	return e.print(out, func(w io.Writer) {
		fmt.Fprintf(w, "%s: %s\n%s\n\n%s\n", p.Name, p.Title, p.Notice, out.Sentence)
		for _, part := range effectTitles {
			printReasons(w, part.title, out.Reasons, part.effect)
		}
		if len(out.Untested) > 0 {
			var words []string
			for _, s := range out.Untested {
				words = append(words, unstatedWords[s])
			}
			fmt.Fprintf(w, "\nThe service's pages do not state %s; so that is not tested.\n", strings.Join(words, ", "))
		}
		printSteps(w, out.Next)
	})
}

// rules keeps an empty list a list for scripts.
func rules(list []int) []int { return append([]int{}, list...) }

func printReasons(w io.Writer, title string, all []reasonLine, effect service.Effect) {
	for _, r := range all {
		if r.Effect != effect {
			continue
		}
		if title != "" {
			fmt.Fprintf(w, "\n%s\n", title)
			title = ""
		}
		fmt.Fprintf(w, "  - %s%s\n", r.Sentence, ruleTag(r.Rules))
		if r.WouldChange != "" {
			fmt.Fprintf(w, "    What would change it: %s\n", r.WouldChange)
		}
		for i, to := range r.Signposts {
			fmt.Fprintf(w, "    %-15s %s\n", [2]string{"Help elsewhere:", ""}[min(i, 1)], to)
		}
	}
}

func printSteps(w io.Writer, steps []stepLine) {
	for i, s := range steps {
		if i == 0 {
			fmt.Fprint(w, "\nNext\n")
		}
		fmt.Fprintf(w, "  - %s: %s%s\n", s.Title, s.Sentence, ruleTag(s.Rules))
		if s.By != "" {
			fmt.Fprintf(w, "    By %s.\n", s.By.Words())
		}
		switch {
		case s.Safeguarding:
			fmt.Fprintln(w, "    A named clinician decides, after a safeguarding check. Nothing follows by itself.")
		case s.Clinician:
			fmt.Fprintln(w, "    A named clinician decides. Nothing follows by itself.")
		}
		if len(s.Options) > 0 {
			fmt.Fprintf(w, "    One of: %s.\n", strings.Join(s.Options, "; "))
		}
	}
}

// ruleTag names the rules behind a sentence: " (rules 17, 18)".
func ruleTag(list []int) string {
	switch len(list) {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf(" (rule %d)", list[0])
	}
	return fmt.Sprintf(" (rules %s)", strings.Trim(strings.Join(strings.Fields(fmt.Sprint(list)), ", "), "[]"))
}
