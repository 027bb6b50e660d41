package goals

import (
	"regexp"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Step is a rung as a family reads it: what it looks like first, what it is called second, no figures.
type Step struct {
	Looks string // "" where nobody wrote what it looks like
	Name  string
	Place string // "Issy is here now", "Where we started", "The next step"; "" for none
	Here  bool
	Next  bool
	Goal  bool
}

// A FamilyPage is one goal in words for a family: short, plain, large, and nothing that only staff need.
type FamilyPage struct {
	ID     assessments.ID
	Hope   string // what the child wants to do
	Whose  string // "In Mum or Dad’s words"
	Steps  []Step // highest first
	Now    string // where the child is, as a sentence
	Next   string // what comes next, as a sentence
	Agreed string // when we look again
	Who    string // "Mum’s ratings"
	Said   []string
}

// plainLevels are the levels in words a family uses, from much less to much more. They say the same as the scale does: none
// is kinder than the score.
var plainLevels = [...]string{"Much less than we hope for", "A bit less than we hope for", "What we hope for", "A bit more than we hope for",
	"Much more than we hope for"}

// PlainLevel is a level in a family's words.
func PlainLevel(level int) string {
	if level < -2 || level > 2 {
		return ""
	}
	return plainLevels[level+2]
}

// Family lists the agreed open goals for the family to read.
func (b *Book) Family() []FamilyPage {
	var out []FamilyPage
	for _, g := range b.open() {
		out = append(out, b.familyPage(g))
	}
	return out
}

func (b *Book) familyPage(g *goal) FamilyPage {
	name := b.child.Known()
	p := FamilyPage{ID: g.rec.ID, Hope: g.g.Title, Whose: b.whoseWords(g)}
	start, now := g.start(), g.now()
	next := nextLevel(now)
	for level := 2; level >= -2; level-- {
		s := Step{Looks: inFull(strings.TrimSpace(g.rung(level))), Name: PlainLevel(level), Goal: level == 0}
		if s.Looks == "" && s.Goal {
			s.Looks = g.g.Title
		}
		switch {
		case now != nil && *now.r.Level == level:
			s.Here, s.Place = true, name+" is here now"
		case start != nil && now != start && *start.r.Level == level:
			s.Place = "Where we started"
		case next != nil && *next == level:
			s.Next, s.Place = true, "The next step"
		}
		p.Steps = append(p.Steps, s)
	}
	p.Steps = told(p.Steps)
	p.Now, p.Next = b.nowWords(g), b.nextWords(g, next)
	if g.g.ReviewOn != "" {
		p.Agreed = "We look at this again on " + g.g.ReviewOn.Words() + "."
	}
	var ratings []Rating
	p.Who, ratings = b.ratings(g)
	for i, r := range ratings {
		ask := []string{"How well it goes", "How happy with it"}[i]
		switch {
		case r.From > 0 && r.To > 0:
			p.Said = append(p.Said, ask+": "+count(r.From)+" on "+r.FromOn.Words()+", "+count(r.To)+" on "+r.ToOn.Words()+".")
		case r.From > 0:
			p.Said = append(p.Said, ask+": "+count(r.From)+" on "+r.FromOn.Words()+".")
		}
	}
	return p
}

// told are the steps that tell a family something: without words and beyond every place that is named, a rung only looks like one
// that was forgotten. One between two such places stays, or the steps up could not be counted.
func told(steps []Step) []Step {
	says := func(s Step) bool { return s.Looks != "" || s.Place != "" }
	for len(steps) > 0 && !says(steps[0]) {
		steps = steps[1:]
	}
	for len(steps) > 0 && !says(steps[len(steps)-1]) {
		steps = steps[:len(steps)-1]
	}
	return steps
}

// nextLevel is the rung above the newest score; the goal itself where nothing was scored, none at the top.
func nextLevel(now *review) *int {
	next := 0
	if now != nil {
		next = *now.r.Level + 1
	}
	if next > 2 {
		return nil
	}
	return &next
}

func (b *Book) nowWords(g *goal) string {
	now, start := g.now(), g.start()
	if now == nil {
		return "We have not looked at this together yet."
	}
	s := "On " + now.r.On.Words() + ": " + assessments.LowerFirst(PlainLevel(*now.r.Level)) + "."
	if seen := g.seen(now); seen != "" {
		s = "On " + now.r.On.Words() + ": " + upToStop(inFull(seen))
	}
	if now != start {
		switch up := *now.r.Level - *start.r.Level; {
		case up == 1:
			s += " That is one step up."
		case up > 1:
			s += " That is " + small(up) + " steps up."
		case up == 0:
			s += " That is the same step as at the start."
		case up == -1:
			s += " That is one step down."
		default:
			s += " That is " + small(-up) + " steps down."
		}
	}
	return s
}

func (b *Book) nextWords(g *goal, next *int) string {
	switch {
	case next == nil:
		return "This is the top step. We can choose something new."
	case strings.TrimSpace(g.rung(*next)) != "":
		return upToStop(inFull(g.rung(*next)))
	case *next == 0:
		return upToStop(g.g.Title)
	}
	return upToStop(PlainLevel(*next))
}

func (b *Book) whoseWords(g *goal) string {
	switch g.g.WordsOf {
	case "child":
		return b.child.Known() + " said this."
	case "parent":
		return "The family said this."
	case "school":
		return "School said this."
	}
	return ""
}

// small is a number of steps as a word.
func small(n int) string { return []string{"", "one", "two", "three", "four"}[n] }

var minutes = regexp.MustCompile(`\bmins?\b\.?`)

// inFull writes out what staff shorten.
func inFull(s string) string { return minutes.ReplaceAllString(s, "minutes") }

// upToStop ends words with one full stop.
func upToStop(s string) string {
	if s != "" && s[len(s)-1] != '.' && s[len(s)-1] != '!' && s[len(s)-1] != '?' {
		return s + "."
	}
	return s
}
