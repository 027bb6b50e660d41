package template

import (
	"slices"
	"strconv"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Proposal is an observation that an answer suggests. A person keeps it or leaves it; it has no record yet.
type Proposal struct {
	Observation assessments.Observation
	Source      Source
}

// helpLevels are the help levels of an observation; a choice that is one of them becomes the note's help level.
var helpLevels = []string{"alone", "visual", "verbal", "physical", "hand-over-hand", "dependent"}

// Observations proposes a note for each answer whose question says so. What somebody said is their exact words; anything
// else is the question's sentence. As with Sentences, nothing comes of a question that is hidden, confidential or
// unanswered.
func (t Template) Observations(id assessments.ID, a assessments.Answers, names Names) []Proposal {
	var out []Proposal
	t.each(a, func(s state, q Question, v assessments.Answer) {
		if q.Note == "" {
			return
		}
		note := assessments.Observation{Contact: a.Contact, On: a.On, Area: q.Area, Type: q.Note, Measures: s.counts(q, v)}
		if slices.Contains(helpLevels, v.Value) {
			note.Help = v.Value
		}
		if q.Note == "said" {
			note.Text, note.SaidBy, note.How = v.Value, a.By, "answer to: "+q.Ask
			if note.SaidBy == "" {
				note.SaidWho = or(names.By, "the person who answered")
			}
			out = append(out, Proposal{note, Source{id, q.ID, v.Round, nil}})
			return
		}
		for _, pattern := range q.patterns(v) {
			if text, also, ok := s.fill(pattern, q, v, a, names); ok {
				note.Text = text
				out = append(out, Proposal{note, Source{id, q.ID, v.Round, also}})
			}
		}
	})
	return out
}

// beyond warns of a part that is larger than its whole: 12 of 6 tries. Nobody can tell which of the two is wrong, so both
// stay as they were given.
func (s state) beyond(q Question, v assessments.Answer) string {
	c := s.counts(q, v)
	if len(c) == 0 || c[0].Of == 0 || c[0].Value <= c[0].Of {
		return ""
	}
	return plain(c[0].Value) + " of " + plain(c[0].Of) + " cannot be. Check both numbers."
}

// counts is the number of a note, with the whole where one was answered.
func (s state) counts(q Question, v assessments.Answer) []assessments.Count {
	n, err := strconv.ParseFloat(v.Value, 64)
	if q.Kind != Number || q.Counts == "" || err != nil {
		return nil
	}
	c := assessments.Count{What: q.Counts, Value: n, Unit: v.Unit}
	if whole, ok := s.answer(q.OutOf, v.Round, s.t.at[q.ID].section); ok && q.OutOf != "" {
		if of, err := strconv.ParseFloat(whole.Value, 64); err == nil {
			c.Of = of
		}
	}
	return []assessments.Count{c}
}

// Measurement gathers the readings among the answers into one proposed record, for the sizes of a child or of a house. Ok
// is false when there is none.
func (t Template) Measurement(a assessments.Answers) (m assessments.Measurement, ok bool) {
	m = assessments.Measurement{On: a.On, Contact: a.Contact}
	t.each(a, func(s state, q Question, v assessments.Answer) {
		n, err := strconv.ParseFloat(v.Value, 64)
		if q.Reads == "" || err != nil || n <= 0 {
			return
		}
		r := assessments.Reading{What: q.Reads, Side: q.Side, Value: n, Unit: q.Unit, Of: q.Thing}
		if sec := s.t.at[q.ID].section; t.Sections[sec].rounds() {
			r.Note = s.roundName(sec, v.Round)
		}
		m.Rows = append(m.Rows, r)
	})
	return m, len(m.Rows) > 0
}
