package template

import (
	"slices"
	"strconv"

	"github.com/fieldfare/fieldfare/assessments"
)

// key is one question in one round.
type key struct {
	question string
	round    int
}

// state is what was answered and what is asked because of it.
type state struct {
	t      Template
	values map[key]assessments.Answer
	shown  map[key]bool
	rounds []int // by section
}

// stand works out which questions are asked. Rules look back only, so that one pass in order settles every question.
func (t Template) stand(a assessments.Answers) state {
	s := state{t: t, values: map[key]assessments.Answer{}, shown: map[key]bool{}}
	last := map[int]int{}
	// The rounds of a section are as many as were answered, so that nothing but answers has to be stored and merged.
	for _, v := range a.Values {
		s.values[key{v.Question, v.Round}] = v
		if p, ok := t.at[v.Question]; ok {
			last[p.section] = max(last[p.section], v.Round)
		}
	}
	for i, sec := range t.Sections {
		s.rounds = append(s.rounds, sec.count(last[i]))
		// A section's rule looks at single answers only, so that it is the same in each of its rounds.
		open := sec.ShowIf == nil || s.met(*sec.ShowIf, 0, -1)
		for round := range s.rounds[i] {
			for _, q := range sec.Questions {
				if open && (q.ShowIf == nil || s.met(*q.ShowIf, round, i)) {
					s.shown[key{q.ID, round}] = true
				}
			}
		}
	}
	return s
}

// count is the number of rounds of a section in which the highest round answered is last.
func (s Section) count(last int) int {
	switch {
	case len(s.Each) > 0:
		return len(s.Each)
	case s.Repeat != "":
		return min(last+1, s.most())
	}
	return 1
}

// most is the largest number of rounds a section may have.
func (s Section) most() int {
	switch {
	case len(s.Each) > 0:
		return len(s.Each)
	case s.Repeat == "":
		return 1
	case s.Most == 0:
		return maxRounds
	}
	return s.Most
}

// answer returns what was answered to a question that is asked. A question of the section here is looked up in the same
// round, any other in its only one.
func (s state) answer(id string, round, here int) (assessments.Answer, bool) {
	if s.t.at[id].section != here {
		round = 0
	}
	k := key{id, round}
	v, ok := s.values[k]
	return v, ok && s.shown[k] && !empty(v)
}

func empty(v assessments.Answer) bool { return v.Value == "" && len(v.Values) == 0 }

// met reports whether a condition holds.
func (s state) met(c Condition, round, here int) bool {
	switch {
	case len(c.And) > 0:
		return !slices.ContainsFunc(c.And, func(x Condition) bool { return !s.met(x, round, here) })
	case len(c.Or) > 0:
		return slices.ContainsFunc(c.Or, func(x Condition) bool { return s.met(x, round, here) })
	}
	v, ok := s.answer(c.Question, round, here)
	if !ok {
		return false
	}
	has := func(want string) bool { return v.Value == want || slices.Contains(v.Values, want) }
	switch {
	case c.Over != nil || c.Under != nil:
		n, err := strconv.ParseFloat(v.Value, 64)
		return err == nil && (c.Over == nil || n > *c.Over) && (c.Under == nil || n < *c.Under)
	case c.Is != "":
		return has(c.Is)
	case c.Isnt != "":
		return !has(c.Isnt)
	}
	return slices.ContainsFunc(c.Any, has)
}

// roundName is what a round is called: its fixed name, the answer that names it, or its title with a number.
func (s state) roundName(section, round int) string {
	sec := s.t.Sections[section]
	switch {
	case !sec.rounds():
		return ""
	case round < len(sec.Each):
		return sec.Each[round]
	case sec.Called != "":
		if v, ok := s.answer(sec.Called, round, section); ok {
			if q, _ := s.t.Question(sec.Called); q.Kind == OneOf {
				if c, ok := q.choice(v.Value); ok {
					return c.Say
				}
			}
			return v.Value
		}
	}
	return sec.Title + " " + strconv.Itoa(round+1)
}
