package wording

import (
	"slices"
	"strings"
	"sync"

	"github.com/fieldfare/fieldfare/assessments"
)

// Plan is the needs, outcomes and provision of one child's advice, seen together.
type Plan struct {
	Needs    []Item[assessments.Need]
	Outcomes []Item[assessments.Outcome]
	Rows     []Item[assessments.Provision]
}

// Item is a record's content with its id.
type Item[T any] struct {
	ID assessments.ID
	V  T
}

// PlanOf collects the needs, outcomes and provision among records.
func PlanOf(records []assessments.Record) Plan {
	var p Plan
	for _, r := range records {
		t, _ := r.Read()
		switch t := t.(type) {
		case *assessments.Need:
			p.Needs = append(p.Needs, Item[assessments.Need]{r.ID, *t})
		case *assessments.Outcome:
			p.Outcomes = append(p.Outcomes, Item[assessments.Outcome]{r.ID, *t})
		case *assessments.Provision:
			p.Rows = append(p.Rows, Item[assessments.Provision]{r.ID, *t})
		}
	}
	return p
}

// Rule names what a Gap breaks.
type Rule string

// The rules of a plan as a whole.
const (
	NeedWithoutProvision    Rule = "need-without-provision"
	NeedWithoutEducation    Rule = "need-without-education" // a Section B need that only health or social care rows answer
	OutcomeWithoutMeasure   Rule = "outcome-without-measure"
	OutcomeWithoutDate      Rule = "outcome-without-date"
	OutcomeWithoutProvision Rule = "outcome-without-provision"
	OutcomeIsProvision      Rule = "outcome-is-provision"
	ProvisionIsOutcome      Rule = "provision-is-outcome"
	ProvisionWithoutOutcome Rule = "provision-without-outcome" // it serves no outcome and answers no need
)

// Gap is something that no single sentence shows: what stands alone, or stands in the wrong place.
type Gap struct {
	Rule     Rule             `json:"rule"`
	Kind     assessments.Kind `json:"kind"`
	ID       assessments.ID   `json:"id"`
	Ref      string           `json:"ref,omitempty"` // E1, F2; a need has none
	Severity Severity         `json:"severity"`
	Question string           `json:"question"` // what to ask the writer
}

// CheckPlan looks at a plan as a whole. Each need of Section B must be met by provision (Children and Families Act 2014,
// sections 21 and 37), each outcome must be countable, and each text must stand in its own section. Needs first, then
// outcomes, then rows, each in the order given. No gap blocks: advice may leave a need to others, and then says so.
func CheckPlan(p Plan) []Gap {
	var out []Gap
	for _, n := range p.Needs {
		out = append(out, p.needGaps(n)...)
	}
	for _, o := range p.Outcomes {
		out = append(out, p.outcomeGaps(o)...)
	}
	for _, r := range p.Rows {
		add := func(rule Rule, severity Severity, question string) {
			out = append(out, Gap{rule, assessments.KindProvision, r.ID, r.V.Ref, severity, question})
		}
		if inGroup(Check(r.V.What), groupOutcome) {
			add(ProvisionIsOutcome, Medium, "What will adults do? "+named(r.V.Ref, "This row")+" says what the child will achieve: move that to the outcomes.")
		}
		if len(r.V.Outcomes) == 0 && len(r.V.NeedIDs) == 0 {
			add(ProvisionWithoutOutcome, Low, "Which outcome does "+named(r.V.Ref, "this row")+" serve, or which need does it answer?")
		}
	}
	return out
}

// needGaps asks which row answers a need, itself or through an outcome. What another profession advises on and social care
// needs are answered elsewhere.
func (p Plan) needGaps(n Item[assessments.Need]) []Gap {
	if n.V.Owner != "" || n.V.Section == "D" {
		return nil
	}
	through := map[assessments.ID]bool{}
	for _, o := range p.Outcomes {
		through[o.ID] = slices.Contains(o.V.Needs, n.ID)
	}
	met, taught := false, false
	for _, r := range p.Rows {
		if slices.Contains(r.V.NeedIDs, n.ID) || slices.ContainsFunc(r.V.Outcomes, func(id assessments.ID) bool { return through[id] }) {
			met = true
			taught = taught || r.V.Section == "F"
		}
	}
	gap := Gap{Kind: assessments.KindNeed, ID: n.ID, Severity: Medium}
	words := "“" + strings.TrimSpace(n.V.Statement) + "”"
	switch {
	case !met:
		gap.Rule, gap.Question = NeedWithoutProvision, "Which provision meets the need "+words+"? No row answers it."
	case n.V.Section == "B" && !taught:
		gap.Rule, gap.Question = NeedWithoutEducation, "Does anything teach the child for the need "+words+"? It is educational, and no Section F row answers it."
	default:
		return nil
	}
	return []Gap{gap}
}

func (p Plan) outcomeGaps(o Item[assessments.Outcome]) []Gap {
	var out []Gap
	name := named(o.V.Ref, "this outcome")
	add := func(rule Rule, severity Severity, question string) {
		out = append(out, Gap{rule, assessments.KindOutcome, o.ID, o.V.Ref, severity, question})
	}
	provided := inGroup(CheckOutcome(o.V.Statement), groupProvided)
	if provided {
		add(OutcomeIsProvision, Medium, "What will the child do? "+named(o.V.Ref, "This outcome")+" says what adults will give: move that to a row of provision.")
	}
	if !provided && !Measurable(o.V.Statement) {
		add(OutcomeWithoutMeasure, Medium, "How will anybody see that "+name+" is reached? Give a count, a time, a share or a level of help.")
	}
	if o.V.By == "" {
		add(OutcomeWithoutDate, Low, "By what day is "+name+" to be reached?")
	}
	if !slices.ContainsFunc(p.Rows, func(r Item[assessments.Provision]) bool { return slices.Contains(r.V.Outcomes, o.ID) }) {
		add(OutcomeWithoutProvision, Medium, "Which provision serves "+name+"? No row does.")
	}
	return out
}

// helpLevels are measures in words: how much help is left.
var helpLevels = sync.OnceValue(func() *Checker {
	return mustCompile(List{Entries: []Entry{{Group: "help", Severity: Low, Question: "?", Phrases: phrases(`alone; on his own; on her own;
		on their own; by himself; by herself; without help; without adult help; without a prompt; without prompts; no prompts; no help;
		verbal prompt; verbal prompts; visual prompt; visual prompts; physical prompt; physical prompts; one prompt; hand over hand;
		with a picture strip; with supervision only`)}}})
})

// Measurable reports whether an outcome can be counted: it holds an amount (a date is none) or a level of help.
func Measurable(statement string) bool {
	_, sentences := provision().tokens(statement)
	return slices.ContainsFunc(sentences, func(s sentence) bool { return s.number }) || len(helpLevels().Check(statement)) > 0
}

func inGroup(found []Finding, group string) bool {
	return slices.ContainsFunc(found, func(f Finding) bool { return f.Group == group })
}

func named(ref, otherwise string) string {
	if ref == "" {
		return otherwise
	}
	return ref
}
