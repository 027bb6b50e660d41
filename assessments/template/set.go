package template

import (
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// Set returns the answers with one question's answer put in, or taken out where no value is given. The answers passed in
// are not changed. New answers are pinned to this version; answers to another version are Conflict, because an answer
// belongs to the words that were asked. A value that the question cannot have is Invalid, with a sentence.
func (t Template) Set(a assessments.Answers, question string, round int, values ...string) (assessments.Answers, error) {
	const op = "template.set"
	a, err := t.pin(a, op)
	if err != nil {
		return a, err
	}
	p, ok := t.at[question]
	if !ok {
		return a, assessments.Errorf(assessments.NotFound, op, "%s has no question called %q.", t.Title, assessments.Brief(question, assessments.Quoted))
	}
	if most := t.Sections[p.section].most(); round < 0 || round >= most {
		return a, assessments.Errorf(assessments.Invalid, op, "“%s” can be asked %s here.", t.Sections[p.section].Title, times(most))
	}
	// Hidden questions may be set too: an import brings the answers in any order.
	v, why := t.full(p).value(values)
	if why != "" {
		return a, &assessments.Error{Kind: assessments.Invalid, Op: op, Msg: why}
	}
	v.Round = round
	a.Values = slices.DeleteFunc(slices.Clone(a.Values), func(x assessments.Answer) bool { return x.Question == question && x.Round == round })
	if !empty(v) {
		a.Values = append(a.Values, v)
	}
	return a, nil
}

// Take returns the answers with a default taken over as the answer: last time's answer was asked again and still holds.
func (t Template) Take(a assessments.Answers, item Item) (assessments.Answers, error) {
	if item.Default == nil {
		return a, assessments.Errorf(assessments.NotFound, "template.take", "There is no answer from last time to take over.")
	}
	if item.Question.Kind == SomeOf {
		return t.Set(a, item.Question.ID, item.Round, item.Default.Values...)
	}
	return t.Set(a, item.Question.ID, item.Round, item.Default.Value)
}

// AddRound returns the answers with another round of an open section begun.
func (t Template) AddRound(a assessments.Answers, section string) (assessments.Answers, error) {
	const op = "template.add-round"
	a, err := t.pin(a, op)
	if err != nil {
		return a, err
	}
	i, err := t.openSection(section, op)
	if err != nil {
		return a, err
	}
	sec := t.Sections[i]
	n := t.stand(a).rounds[i]
	if n >= sec.most() {
		return a, assessments.Errorf(assessments.Invalid, op, "“%s” can be asked %s here.", sec.Title, times(sec.most()))
	}
	// An answer without a value holds the round open.
	a.Values = append(slices.Clone(a.Values), assessments.Answer{Question: sec.Questions[0].ID, Round: n})
	return a, nil
}

// DropRound returns the answers without one round of an open section; later rounds move up.
func (t Template) DropRound(a assessments.Answers, section string, round int) (assessments.Answers, error) {
	const op = "template.drop-round"
	a, err := t.pin(a, op)
	if err != nil {
		return a, err
	}
	i, err := t.openSection(section, op)
	if err != nil {
		return a, err
	}
	var out []assessments.Answer
	for _, v := range a.Values {
		p, ok := t.at[v.Question]
		switch {
		case !ok || p.section != i || v.Round < round:
		case v.Round == round:
			continue
		default:
			v.Round--
		}
		out = append(out, v)
	}
	a.Values = out
	return a, nil
}

// pin gives new answers their template and version.
func (t Template) pin(a assessments.Answers, op string) (assessments.Answers, error) {
	if a.Template == "" && a.Version == 0 {
		a.Template, a.Version = t.Name, t.Version
	}
	if a.Template != t.Name || a.Version != t.Version {
		return a, assessments.Errorf(assessments.Conflict, op, "These answers were given to %s, version %d. Ask version %d afresh; the answers of then stay as they are.", a.Template, a.Version, t.Version)
	}
	return a, nil
}

func (t Template) openSection(id, op string) (int, error) {
	i := slices.IndexFunc(t.Sections, func(s Section) bool { return s.ID == id })
	if i < 0 || t.Sections[i].Repeat == "" {
		return 0, assessments.Errorf(assessments.Invalid, op, "%s has no section %q that can be asked again.", t.Title, assessments.Brief(id, assessments.Quoted))
	}
	return i, nil
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return plain(float64(n)) + " times"
}
