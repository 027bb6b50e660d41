package measure

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Series is the scores of one part of one edition of one tool, oldest first. Scores of another edition, part, side or
// type of number are another series, because they answer another question.
type Series struct {
	Tool      string
	Edition   string // "" where it was not recorded
	Form      string // only where the forms are different tests
	Part      string
	Type      string // "standard score"
	Direction string
	Points    []Point
	Computed  bool    // Change means something
	Change    float64 // last minus first; never graded
	Why       string  // why there is no change, if Computed is false
	Reliable  *Reliable
	Notes     []string
}

// A Point is one result on one day. At is the place of its score in the slice that Trend was given.
type Point struct {
	On      assessments.Date
	Value   string
	Figure  float64 // NaN where Value is not one number
	Centile float64 // as entered, 0 if not
	At      int
	form    string
	who     assessments.ID
	sem     float64
}

// Trend groups scores by tool, edition and part and never mixes editions: a score whose edition is not known stands in a
// series without a change. Scores without a day are in no series.
func Trend(scores []*assessments.Score) []Series {
	order := make([]int, 0, len(scores))
	for i, s := range scores {
		if s != nil && s.On.Valid() {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(string(scores[a].On), string(scores[b].On)) })
	at := map[[6]string]int{}
	var all []Series
	for _, i := range order {
		s := scores[i]
		r := reader{score: s}
		r.tool, _, r.known = Find(s.Tool, s.Edition)
		for _, p := range s.Parts {
			values := []assessments.ScorePart{p}
			if p.Scaled != "" {
				values = append(values, assessments.ScorePart{Name: p.Name, Side: p.Side, Type: "scaled", Value: p.Scaled, Total: p.Total})
			}
			for _, v := range values {
				x := r.empty(v)
				key := [6]string{plain(x.Tool), plainEdition(x.Edition), strings.ToLower(x.Form), strings.ToLower(x.Part), x.Type, x.Direction}
				n, ok := at[key]
				if !ok {
					n, at[key] = len(all), len(all)
					all = append(all, x)
				}
				all[n].Points = append(all[n].Points, r.point(v, i))
			}
		}
	}
	for i := range all {
		all[i].sum()
	}
	return all
}

// empty is the series that a part belongs to, without points.
func (r reader) empty(p assessments.ScorePart) Series {
	x := Series{Tool: r.score.Tool, Edition: r.score.Edition, Part: p.Name, Type: typeWords(r.kind(p)), Direction: r.direction()}
	if p.Side != "" {
		x.Part += ", " + p.Side
	}
	if r.known {
		x.Tool = r.tool.Name
		if !r.tool.Open {
			x.Edition = r.tool.Edition
		}
		if r.tool.ByForm {
			x.Form = r.score.Form
		}
	}
	switch {
	case r.kind(p) == "level":
		x.Why = "A level names usual performance and is not an outcome measure, so no change is worked out."
	case strings.TrimSpace(x.Edition) == "":
		x.Why = "The edition was not recorded, and editions are never compared."
	case r.known && r.tool.ByForm && x.Form == "":
		x.Why = "The form was not recorded, and forms of this tool are never compared."
	}
	return x
}

func (r reader) point(p assessments.ScorePart, at int) Point {
	v := Point{On: r.score.On, Value: p.Value, Figure: math.NaN(), Centile: p.Centile, At: at, form: r.score.Form, who: r.score.Respondent}
	if x, ok := figure(p.Value); ok {
		v.Figure = x
	}
	if !r.tool.split(r.kind(p)) || whole(p) {
		v.sem = r.score.SEM
	}
	return v
}

// sum works out the change from the first point to the last and says what stands in its way.
func (s *Series) sum() {
	first, last := s.Points[0], s.Points[len(s.Points)-1]
	switch {
	case s.Why != "":
	case len(s.Points) < 2:
		s.Why = "There is one result, so there is no change yet."
	case math.IsNaN(first.Figure) || math.IsNaN(last.Figure):
		s.Why = "A result is not one number, so there is no change to work out."
	default:
		s.Computed, s.Change = true, last.Figure-first.Figure
	}
	if !s.Computed {
		return
	}
	if first.sem > 0 && last.sem > 0 {
		// Two tests with errors of their own: the difference has the root of the sum of squares, as with one common SEM.
		if r, err := ReliableChange(first.Figure, last.Figure, math.Sqrt((first.sem*first.sem+last.sem*last.sem)/2)); err == nil {
			s.Reliable = &r
		}
	}
	if slices.ContainsFunc(s.Points, func(p Point) bool { return p.form != first.form }) {
		s.Notes = append(s.Notes, "The form or age band is not the same at every test.")
	}
	if slices.ContainsFunc(s.Points, func(p Point) bool { return p.who != first.who }) {
		s.Notes = append(s.Notes, "Not the same person answered each time.")
	}
}

// Words is the series in one paragraph: every result, the change as a number, and which way the numbers run.
func (s Series) Words() string {
	var points []string
	for _, p := range s.Points {
		points = append(points, p.Value+" on "+p.On.Words())
	}
	edition := s.Edition
	if edition == "" {
		edition = "edition not recorded"
	}
	head := []string{s.Tool, edition}
	for _, x := range []string{s.Form, s.Part} {
		if x != "" {
			head = append(head, x)
		}
	}
	text := fmt.Sprintf("%s (%s): %s.", strings.Join(head, ", "), s.Type, strings.Join(points, ", "))
	if s.Computed {
		text += " Change " + SignedTenths(s.Change) + "."
		if s.Reliable != nil {
			text += " " + s.Reliable.Words()
		}
	} else {
		text += " " + s.Why
	}
	for _, n := range append(slices.Clone(s.Notes), s.Direction) {
		if n != "" {
			text += " " + n
		}
	}
	return text
}
