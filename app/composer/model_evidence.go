package composer

import (
	"sort"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// Sort is what sort of evidence an item is.
type Sort int

// The sorts, in the order of their chips.
const (
	All Sort = iota
	Notes
	Scores
	Said
)

// SortWords are the words of the chips.
var SortWords = []string{"All", "Notes", "Scores", "Said"}

// An Item is one record of the evidence.
type Item struct {
	ID    assessments.ID
	Sort  Sort
	Area  string // functional area, picks the icon
	Words string
	When  string
	Used  bool
	on    string
}

// Evidence lists what the report may rest on as at its day, newest first. What was said in confidence is not in it.
func (c *Composer) Evidence(sortOf Sort) []Item {
	var out []Item
	for _, x := range c.items() {
		if sortOf == All || x.Sort == sortOf {
			x.Used = c.used[x.ID]
			out = append(out, x)
		}
	}
	return out
}

// items are the evidence of every sort. They are read once: a decision changes only which of them are used.
func (c *Composer) items() []Item {
	if c.evidence == nil {
		c.evidence = c.readItems()
	}
	return c.evidence
}

func (c *Composer) readItems() []Item {
	out := []Item{}
	for _, r := range c.ev.AsAt(c.V.AsAt, assessments.KindObservation, assessments.KindScore, assessments.KindMeasurement).Records {
		var x Item
		switch t := r.ReadOf(assessments.KindObservation, assessments.KindScore, assessments.KindMeasurement).(type) {
		case *assessments.Observation:
			if t.Confidential {
				continue
			}
			x = Item{Sort: Notes, Area: t.Area, Words: t.Text, When: day(t.On, t.At), on: string(t.On) + string(t.At)}
			if t.Type == "said" {
				x.Sort, x.Words = Said, "“"+t.Text+"”"
				x.When = joinWords(c.speaker(t), x.When)
			}
		case *assessments.Score:
			x = Item{Sort: Scores, Words: scoreWords(t), When: day(t.On, ""), on: string(t.On)}
		case *assessments.Measurement:
			x = Item{Sort: Scores, Area: "seating", Words: measured(t), When: day(t.On, t.At), on: string(t.On) + string(t.At)}
		default:
			continue
		}
		x.ID = r.ID
		out = append(out, x)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].on > out[j].on })
	return out
}

// speaker names who said it: the child as they are called, a person by name, else in words.
func (c *Composer) speaker(o *assessments.Observation) string {
	if o.SaidBy == c.Rec.Scope.ID {
		return c.Known
	}
	for _, r := range c.ev.Records {
		if r.ID == o.SaidBy {
			return r.Fields.Text("name")
		}
	}
	return o.SaidWho
}

// day is when it was, as its author remembers it.
func day(on assessments.Date, at assessments.Clock) string {
	if !on.Valid() {
		return "No day noted"
	}
	return joinWords(on.Time().Format("2 January"), string(at))
}

func joinWords(parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, ", ")
}

// scoreWords is a score in one line: the whole test's result, or each part's.
func scoreWords(s *assessments.Score) string {
	var parts []string
	for _, p := range s.Parts {
		words := p.Name + " " + p.Value
		if p.Of != "" {
			words += " of " + p.Of
		}
		if p.Total {
			return s.Tool + ", " + words
		}
		parts = append(parts, words)
	}
	return s.Tool + ": " + strings.Join(parts, ", ")
}

// measured names the first readings, enough to know which set it was.
func measured(m *assessments.Measurement) string {
	var parts []string
	for i, r := range m.Rows {
		if i == 3 {
			parts = append(parts, "and more")
			break
		}
		parts = append(parts, strings.TrimSpace(r.What+" "+r.Side)+" "+trim(r.Value)+" "+r.Unit)
	}
	return strings.Join(parts, ", ")
}
