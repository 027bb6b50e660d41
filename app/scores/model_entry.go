package scores

import (
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
)

// Begin is a new result of a tool of the catalogue: edition and direction come with it, so that nobody can enter a score
// the wrong way round (rule 71). Without a tool both are asked for.
func Begin(t *measure.Tool, on assessments.Date, by assessments.ID) assessments.Score {
	s := assessments.Score{On: on, By: by}
	if t != nil {
		s.Tool, s.Edition, s.Direction = t.Name, t.Edition, t.Direction
	}
	return s
}

// An Entry is the parts of one result while they are entered.
type Entry struct {
	Tool  measure.Tool // zero where the catalogue does not know it
	Known bool
	Rows  []assessments.ScorePart // what may be entered; only rows with something in them are kept
}

// Enter opens the parts of a result: those that stand, and those of the tool that are still empty.
func Enter(s *assessments.Score) *Entry {
	e := &Entry{Rows: slices.Clone(s.Parts)}
	e.Tool, _, e.Known = measure.Find(s.Tool, s.Edition)
	names := e.Tool.Parts
	if len(names) == 0 && len(s.Parts) == 0 {
		names = []string{"Total"}
		if s.Direction == "level" {
			names = []string{"Level"}
		}
	}
	for _, n := range names {
		if !slices.ContainsFunc(e.Rows, func(p assessments.ScorePart) bool { return strings.EqualFold(p.Name, n) }) {
			e.Rows = append(e.Rows, e.blank(n, s.Direction))
		}
	}
	if len(e.Tool.Parts) > 0 {
		slices.SortStableFunc(e.Rows, func(a, b assessments.ScorePart) int { return e.place(a.Name) - e.place(b.Name) })
	}
	return e
}

// place is where the tool has a part; what it does not know stands last.
func (e *Entry) place(name string) int {
	for i, n := range e.Tool.Parts {
		if strings.EqualFold(n, name) {
			return i
		}
	}
	return len(e.Tool.Parts)
}

// blank is a row before anything stands in it, with the sort of number the tool gives first.
func (e *Entry) blank(name, direction string) assessments.ScorePart {
	p := assessments.ScorePart{Name: name, Total: strings.EqualFold(name, "total")}
	switch types := e.Types(p.Total); {
	case direction == "level":
		p.Type = "level"
	case len(types) > 0:
		p.Type = types[0]
	}
	return p
}

// Types are the sorts of number that a part of this tool may have.
func (e *Entry) Types(total bool) []string {
	if !e.Known {
		return []string{"standard", "scaled", "T", "raw", "percent"}
	}
	var out []string
	for _, x := range e.Tool.Scores {
		if x.Type == "percentile" || x.Where != "" && (x.Where == "total") != total || slices.Contains(out, x.Type) {
			continue
		}
		out = append(out, x.Type)
	}
	return out
}

// typeWords are the sorts of number in words.
func typeWords(kind string) string {
	switch kind {
	case "T":
		return "T score"
	case "percent":
		return "Percentage"
	case "level":
		return "Level"
	case "":
		return "Score"
	}
	return assessments.UpperFirst(kind) + " score"
}

// Kind is the sort of number all rows share, "" where they differ.
func (e *Entry) Kind() string {
	for _, r := range e.Rows {
		if r.Type != e.Rows[0].Type {
			return ""
		}
	}
	if len(e.Rows) == 0 {
		return ""
	}
	return e.Rows[0].Type
}

// SetKind says which sort of number all rows hold. A total whose tool has it on another scale keeps its own.
func (e *Entry) SetKind(kind string) {
	for i, r := range e.Rows {
		if slices.Contains(e.Types(r.Total), kind) {
			e.Rows[i].Type = kind
		}
	}
}

// Add puts in one more part by name; it answers whether it was new.
func (e *Entry) Add(name string) bool {
	name = strings.TrimSpace(name)
	if name == "" || slices.ContainsFunc(e.Rows, func(p assessments.ScorePart) bool { return strings.EqualFold(p.Name, name) && p.Side == "" }) {
		return false
	}
	e.Rows = append(e.Rows, e.blank(name, e.Tool.Direction))
	return true
}

// Parts are the rows that hold something: a part that was not done is no part of the result.
func (e *Entry) Parts() []assessments.ScorePart {
	var out []assessments.ScorePart
	for _, r := range e.Rows {
		if r.Value != "" || r.Centile != 0 || r.Zone != "" || r.Scaled != "" {
			out = append(out, r)
		}
	}
	return out
}

// Bands are the tool's own words, to be picked where the manual gives one; none for a level, whose value is the word.
func (e *Entry) Bands() []string {
	if e.Tool.Direction == "level" {
		return nil
	}
	return e.Tool.Words
}

// Grown reports whether the tool gives a second value that grows with the child.
func (e *Entry) Grown() bool {
	t := slices.ContainsFunc(e.Tool.Scores, func(x measure.ScoreType) bool { return x.Type == "T" })
	return t && slices.ContainsFunc(e.Tool.Scores, func(x measure.ScoreType) bool { return x.Type == "scaled" && x.SD == 0 })
}

// Catalogue are the tools for a picker, those for the child's age first, and the words of each.
func (b *Book) Catalogue(today assessments.Date) (tools []measure.Tool, words []string) {
	age, err := measure.AgeAt(b.Born.Time(), today.Time())
	aged := err == nil && b.Born.Valid() && today.Valid()
	tools = measure.Catalogue()
	slices.SortStableFunc(tools, func(x, y measure.Tool) int {
		switch fx, fy := !aged || x.Suits(age), !aged || y.Suits(age); {
		case fx == fy:
			return 0
		case fx:
			return -1
		}
		return 1
	})
	for _, t := range tools {
		w := t.Key()
		if aged && !t.Suits(age) {
			w += " (made for " + t.Ages + ")"
		}
		words = append(words, w)
	}
	return tools, words
}
