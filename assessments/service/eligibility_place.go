package service

import (
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// catchment asks the ways of belonging to the service, of which any is enough.
func (q asking) catchment(ways []Catchment) []Reason {
	if len(ways) == 0 {
		return nil
	}
	var asks, changes, place []string
	var rules []int
	for _, w := range ways {
		area, what := q.area(w.Basis)
		rules = append(rules, w.Rules...)
		if area == "" {
			asks = append(asks, "Say "+what+".")
		} else {
			place = append(place, area)
		}
		if among(w.Areas, area) && (!w.InCurriculum || q.c.Referral.InCurriculum) {
			return []Reason{{Rules: w.Rules, Key: "catchment", Effect: For, Sentence: "The child belongs to the service by " + basisWords(w) + "."}}
		}
		changes = append(changes, basisWords(w))
	}
	r := Reason{Rules: rules, Key: "catchment", Code: "catchment", WouldChange: strings.ToUpper(changes[0][:1]) + strings.Join(changes, ", or ")[1:] + "."}
	if len(asks) > 0 {
		r.Effect, r.Sentence, r.WouldChange = Ask, "It is not known whether the child belongs to the service's area.", strings.Join(asks, " ")
		return []Reason{r}
	}
	r.Effect = Against
	r.Sentence = fmt.Sprintf("By what is known (%s) the child does not belong to the service's area.", strings.Join(place, ", "))
	return []Reason{r}
}

// area returns what is known for one basis, and the words to ask for it with.
func (q asking) area(basis string) (area, what string) {
	switch basis {
	case "gp":
		return q.c.Referral.GPArea, "in which area the GP practice is"
	case "school":
		return q.schoolArea(), "in which area the school is, and whether the therapy must happen within the curriculum"
	}
	return q.c.Referral.HomeArea, "in which area the child lives"
}

// basisWords says one way of belonging to a service.
func basisWords(w Catchment) string {
	in := strings.Join(w.Areas, ", ")
	switch {
	case w.Basis == "gp":
		return "a GP practice in " + in
	case w.Basis == "school" && w.InCurriculum:
		return "a school in " + in + " where the therapy must happen within the curriculum"
	case w.Basis == "school":
		return "a school in " + in
	}
	return "living in " + in
}

// words says a band in words: "18 to 25 with an EHC plan kept by X, educated in Y".
func (b Band) words() string {
	s := fmt.Sprintf("%d to %d", b.From, b.To)
	if b.From == 0 {
		s = fmt.Sprintf("birth to %d", b.To)
	}
	if b.InEducation {
		s += " in education"
	}
	if len(b.PlanOf) > 0 {
		s += " with an EHC plan kept by " + strings.Join(b.PlanOf, " or ")
	}
	if len(b.SchoolIn) > 0 {
		s += ", educated in " + strings.Join(b.SchoolIn, " or ")
	}
	return s
}

// AgeWords says the ages of a service in words, or that its pages name none.
func (p *Pack) AgeWords() string {
	if p.Ages == nil {
		return "no ages are stated"
	}
	var out []string
	for _, b := range p.Ages.Bands {
		out = append(out, b.words())
	}
	return strings.Join(out, "; ")
}

// pathway asks a way into the service that has rules of its own.
func (q asking) pathway(w *Pathway) []Reason {
	var out []Reason
	if w.To == 0 && w.Stage == "" {
		out, _ = q.ages()
	} else if w.To > 0 {
		out = q.pathwayAge(w)
	}
	out = append(out, q.catchment(w.Catchment)...)
	if w.Stage != "" {
		out = append(out, q.stage(w))
	}
	if len(w.Conditions) > 0 {
		out = append(out, q.condition(w))
	}
	if w.LongTerm {
		out = append(out, q.longTerm(w))
	}
	if w.NoReferral {
		return append(out, Reason{Rules: w.Rules, Key: "pathway." + w.Name, Effect: For, Sentence: "No referral is needed: " + assessments.LowerFirst(w.Words)})
	}
	out = append(out, q.exclusions()...)
	if w.Anyone {
		out = append(out, Reason{Rules: w.Rules, Key: "pathway." + w.Name, Effect: For, Sentence: "Parents, carers and anyone involved with the child may refer to this pathway."})
	} else {
		out = append(out, q.referrer()...)
	}
	return append(out, q.channel()...)
}

// pathwayAge asks the ages of a pathway that has ages of its own, in the place of those of the service.
func (q asking) pathwayAge(w *Pathway) []Reason {
	r := Reason{Rules: w.Rules, Key: "pathway." + w.Name, Code: "age"}
	if _, ok := Age(q.c.Child.Born, q.c.day()); !ok {
		r.Effect, r.Sentence, r.WouldChange = Ask, "The date of birth is not known, or lies after the referral.", "Enter the child's date of birth."
		return []Reason{r}
	}
	return q.p.read(ageLimit, q.c.Choices, func(choices map[string]string) []Reason {
		if q.c.day() < end(q.c.Child.Born, w.To, w.Ends, choices) {
			r.Effect, r.Sentence = For, fmt.Sprintf("The child's age is within this pathway's: birth to %d.", w.To)
		} else {
			r.Effect, r.Sentence = Against, fmt.Sprintf("This pathway is for children from birth to %d.", w.To)
			r.WouldChange = "Adaptations for adults are the council's adult social care's: ask there."
		}
		return []Reason{r}
	})
}

// stage asks whether the child is of the stage that a pathway is for.
func (q asking) stage(w *Pathway) Reason {
	r := Reason{Rules: w.Rules, Key: "pathway." + w.Name, Code: "stage"}
	switch q.c.Stage() {
	case w.Stage:
		r.Effect, r.Sentence = For, "The child is of "+w.Stage+" age."
	case "":
		r.Effect, r.Sentence, r.WouldChange = Ask, "It is not known whether the child is at school yet.", "Enter the date of birth and the nursery or school."
	default:
		r.Effect, r.Sentence, r.WouldChange = Against, "This pathway is for children of "+w.Stage+" age.", "A referral to the service in general."
	}
	return r
}

// condition asks for the condition that a pathway is for. No condition named is a question; another one is an answer.
func (q asking) condition(w *Pathway) Reason {
	r := Reason{Rules: w.Rules, Key: "pathway." + w.Name, Code: "condition"}
	has := q.c.conditions()
	switch {
	case named(has, w.Conditions):
		r.Effect, r.Sentence = For, "The child has the condition that this pathway is for."
	case len(has) == 0:
		r.Effect, r.Sentence, r.WouldChange = Ask, "No condition is named.", "Say whether the child has "+strings.Join(w.Conditions, " or ")+"."
	default:
		r.Effect, r.Sentence = Against, "This pathway is for children with "+strings.Join(w.Conditions, " or ")+"."
		r.WouldChange = "A referral to the service in general."
	}
	return r
}

// longTerm asks for what the home-environment pathway is for.
func (q asking) longTerm(w *Pathway) Reason {
	r := Reason{Rules: w.Rules, Key: "pathway." + w.Name, Code: "long-term"}
	switch q.c.Referral.LongTerm {
	case "yes":
		r.Effect, r.Sentence = For, "A long-term disability or chronic illness affects access to the home."
	case "no":
		r.Effect, r.Sentence = Against, "This pathway is for a long-term disability or chronic illness that significantly affects access to the home."
		r.WouldChange = "A condition that is expected to last and that keeps the child from parts of the home."
	default:
		r.Effect, r.Sentence = Ask, "It is not known whether a long-term disability or chronic illness affects access to the home."
		r.WouldChange = "Say whether it does."
	}
	return r
}
