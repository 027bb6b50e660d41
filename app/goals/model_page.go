package goals

import (
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
)

// A Rung is a row of the ladder in ready words.
type Rung struct {
	Level int
	Words string
	Line  string
}

// A Point is one score on the chart.
type Point struct {
	When  string
	Level int
	Note  string
}

// A Rating is one question with its first and newest answer and their days, 0 where it was not asked.
type Rating struct {
	Label        string
	From, To     int
	FromOn, ToOn assessments.Date
	Words        string // "2 to 7"
}

// A Page is one goal in ready words.
type Page struct {
	ID         assessments.ID
	Title      string
	Subtitle   string
	Rungs      []Rung // highest first
	Points     []Point
	Today      int
	Scored     bool // there is a score of today
	RatingHead string
	Ratings    []Rating
	Report     string
	T          string // for staff; "" where it cannot be computed
	Written    bool   // the rungs have words
	Closed     bool
}

// A Line is one goal in a list.
type Line struct {
	ID            assessments.ID
	Title         string
	Subtitle      string
	Start, Now    int
	Started, Done bool // there is a first score; there is a newer one
	Closed        bool
	Unfinished    bool
}

// Lines lists the child's goals: open ones first, closed ones last.
func (b *Book) Lines() []Line {
	var open, closed []Line
	for _, g := range b.goals {
		l := Line{ID: g.rec.ID, Title: g.g.Title, Subtitle: g.subtitle(b.desk.Today()), Closed: g.g.ClosedOn != "", Unfinished: g.unfinished()}
		if s := g.start(); s != nil {
			l.Start, l.Started = *s.r.Level, true
			if n := g.now(); n != s {
				l.Now, l.Done = *n.r.Level, true
			}
		}
		if l.Closed {
			l.Subtitle = "Closed " + g.g.ClosedOn.Words()
			closed = append(closed, l)
			continue
		}
		open = append(open, l)
	}
	return append(open, closed...)
}

func (g *goal) subtitle(today assessments.Date) string {
	var parts []string
	switch {
	case g.unfinished():
		return "Being written, not agreed yet"
	case g.g.SetOn != "":
		parts = append(parts, "Set "+g.g.SetOn.Words())
	}
	switch {
	case g.g.ClosedOn != "":
		parts = append(parts, "closed "+g.g.ClosedOn.Words())
	case g.g.ReviewOn == today && today != "":
		parts = append(parts, "review today")
	case g.g.ReviewOn != "" && g.g.ReviewOn < today:
		parts = append(parts, "review was due "+g.g.ReviewOn.Words())
	case g.g.ReviewOn != "":
		parts = append(parts, "review "+g.g.ReviewOn.Words())
	}
	s := strings.Join(parts, ", ")
	if g.g.Importance > 0 || g.g.Difficulty > 0 {
		if s != "" {
			s += ". "
		}
		s += fmt.Sprintf("Importance %d, difficulty %d", g.g.Importance, g.g.Difficulty)
	}
	return s
}

// Page is one goal; ok is false when the child has no such goal.
func (b *Book) Page(id assessments.ID) (p Page, ok bool) {
	g := b.goal(id)
	if g == nil {
		return p, false
	}
	p = Page{ID: id, Title: g.g.Title, Subtitle: g.subtitle(b.desk.Today()), Written: len(g.g.Rungs) == 5, Closed: g.g.ClosedOn != ""}
	start, now := g.start(), g.now()
	next := nextLevel(now)
	for level := 2; level >= -2; level-- {
		r := Rung{Level: level, Words: g.rung(level), Line: levelWords(level)}
		if start != nil && *start.r.Level == level {
			r.Line = shortLevel(level) + ", at start"
		}
		if now != nil && now != start && *now.r.Level == level {
			r.Line = shortLevel(level) + ", " + dayMonth(now.r.On)
		}
		if now != nil && next != nil && *next == level && !p.Closed {
			r.Line += ", the next step"
		}
		if r.Words == "" { // what the rung means is all there is to say
			r.Words = shortLevel(level)
			if r.Line = strings.TrimPrefix(strings.TrimPrefix(r.Line, r.Words), ", "); r.Line != "" {
				r.Line = strings.ToUpper(r.Line[:1]) + r.Line[1:]
			}
		}
		p.Rungs = append(p.Rungs, r)
	}
	for _, v := range g.reviews {
		if v.r.Level != nil {
			p.Points = append(p.Points, Point{When: dayMonth(v.r.On), Level: *v.r.Level, Note: g.seen(v)})
		}
	}
	if v := g.levelled(b.desk.Today()); v != nil {
		p.Today, p.Scored = *v.r.Level, true
	}
	p.RatingHead, p.Ratings = b.ratings(g)
	p.Report = b.sentence(g)
	p.T = b.T()
	return p, true
}

// shortLevel is a level before "at start" or a day: "As expected, the goal" is too long there.
func shortLevel(level int) string {
	if level == 0 {
		return "As expected"
	}
	return levelWords(level)
}

func dayMonth(d assessments.Date) string {
	if !d.Valid() {
		return string(d)
	}
	return d.Time().Format("2 January")
}

// seen is what a review says was seen: its note, else the rung that was reached.
func (g *goal) seen(v *review) string {
	if v.r.Note != "" {
		return v.r.Note
	}
	if v.r.Level != nil {
		return g.rung(*v.r.Level)
	}
	return ""
}

// ratings are the two questions as the same person answered them, first and last.
func (b *Book) ratings(g *goal) (head string, out []Rating) {
	who := assessments.ID("")
	for _, v := range g.reviews {
		if v.r.RatedBy != "" && v.rated() {
			who = v.r.RatedBy
		}
	}
	head = "Ratings"
	if n := b.personName(who); n != "" {
		head = n + "’s ratings"
	}
	for i, label := range []string{"How well", "How happy"} {
		r := Rating{Label: label}
		for _, v := range g.reviews {
			if n := []int{v.r.Performance, v.r.Satisfaction}[i]; n > 0 && v.r.RatedBy == who {
				if r.From == 0 {
					r.From, r.FromOn = n, v.r.On
				} else {
					r.To, r.ToOn = n, v.r.On
				}
			}
		}
		r.Words = ratingWords(r.From, r.To)
		out = append(out, r)
	}
	return head, out
}

func ratingWords(from, to int) string {
	switch {
	case from > 0 && to > 0:
		return fmt.Sprintf("%d to %d", from, to)
	case from > 0:
		return fmt.Sprint(from)
	}
	return "Not asked"
}

func (b *Book) personName(id assessments.ID) string {
	for _, p := range b.people {
		if p.id == id && id != "" {
			return p.name
		}
	}
	return ""
}

// sentence is what a report may say of the goal: levels in words, never a number without its meaning.
func (b *Book) sentence(g *goal) string {
	start, now := g.start(), g.now()
	if start == nil {
		return "This goal has not been scored yet."
	}
	say := func(v *review) string {
		s := fmt.Sprintf("On %s %s was %s", v.r.On.Words(), b.child.Known(), measure.LevelWords(*v.r.Level))
		if seen := g.seen(v); seen != "" {
			s += ": " + seen
		}
		return strings.TrimSuffix(s, ".") + "."
	}
	if now == start {
		return say(start)
	}
	return say(now) + " " + say(start)
}

// T is the T-score of the open goals that have a first score, "34.6 to 54.4", for staff only: it depends on how the
// goals were set. "" where there is nothing to compute from.
func (b *Book) T() string {
	var first, last []int
	var weights []float64
	newer := false
	for _, g := range b.open() {
		s, n := g.start(), g.now()
		if s == nil {
			continue
		}
		newer = newer || n != s
		first, last, weights = append(first, *s.r.Level), append(last, *n.r.Level), append(weights, float64(g.g.Weight()))
	}
	change, err := measure.CompareGAS(first, last, weights)
	if err != nil {
		return ""
	}
	if !newer {
		return measure.Tenths(change.Baseline)
	}
	return measure.Tenths(change.Baseline) + " to " + measure.Tenths(change.Now)
}
