package provision

import (
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/wording"
)

// A Field is one text of a row that promises something.
type Field struct{ Name, Label, Text string }

// Texts are the fields of a row in which wording is looked at: what will be done. Reasons and evidence are told, not
// promised.
func Texts(p *assessments.Provision) []Field {
	out := []Field{{"what", "What", p.What}, {"who", "Who", p.Who}, {"where", "Where", p.Where},
		{"includes", "What happens in it", strings.Join(p.Includes, "\n")}, {"training", "Training", p.Training},
		{"needs", "Equipment and materials", p.Needs}, {"dates_note", "About the dates", p.DatesNote}}
	if m := p.Monitoring; m != nil {
		out = append(out, Field{"monitoring", "How it is checked", strings.Join([]string{m.Measure, m.Interval, m.Who, m.Trigger}, "\n")})
	}
	return out
}

// Findings are the findings in one field of a row by Fieldfare's own list.
func Findings(p *assessments.Provision, f Field) []wording.Finding { return Words{}.Findings(p, f) }

// kept reports whether a phrase was kept with a reason, in whatever capitals.
func kept(overrides []assessments.Override, phrase string) bool {
	for _, o := range overrides {
		if strings.EqualFold(o.Phrase, phrase) {
			return true
		}
	}
	return false
}

// Count is how many findings all rows and outcomes have.
func (s *Sheet) Count() int {
	n := 0
	for _, r := range s.Rows {
		for _, f := range Texts(r.V) {
			n += len(s.Words.Findings(r.V, f))
		}
	}
	for _, o := range s.Outcomes {
		n += len(wording.CheckOutcome(o.V.Statement))
	}
	return n
}

// Use puts the suggestion in the place of the phrase. Its brackets stay for the author to fill in.
func Use(text string, f wording.Finding) string {
	at := strings.Index(text, f.Phrase)
	if f.From >= 0 && f.To <= len(text) && f.From < f.To && text[f.From:f.To] == f.Phrase {
		at = f.From
	}
	if at < 0 || f.Suggestion == "" {
		return text
	}
	offer := f.Suggestion
	if at == 0 && offer[0] >= 'a' && offer[0] <= 'z' {
		offer = assessments.UpperFirst(offer)
	}
	return text[:at] + offer + text[at+len(f.Phrase):]
}

// Problem says in a few words what a finding lacks, for the head of its card.
func Problem(f wording.Finding) string {
	if f.Question != "" {
		return "· " + f.Question
	}
	return "· " + f.Group
}
