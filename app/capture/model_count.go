package capture

import (
	"context"
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Tally is one thing that is counted on the board.
type Tally struct {
	Label string
	Area  string
	Count int
}

// Mark is one answer of the interval timer.
type Mark int

// The marks, in the order of the three buttons.
const (
	MarkOn Mark = iota
	MarkOff
	MarkUnseen
)

// unitTimes marks an observation as a tally; unitIntervals, with its length, as the interval timer's.
const unitTimes = "times"

func isTally(o assessments.Observation) bool {
	return len(o.Measures) == 1 && o.Measures[0].Unit == unitTimes && strings.HasPrefix(o.Text, o.Measures[0].What)
}

func isInterval(o assessments.Observation) bool {
	return len(o.Measures) > 0 && strings.HasPrefix(o.Measures[0].Unit, "intervals of ")
}

// tallyText is the note that a tally stands for: "Left seat 3 times".
func tallyText(label string, n int) string { return label + " " + plural(n, "time", "times") }

// Tallies lists what is counted at this contact, in the order it was first counted.
func (b *Board) Tallies() []Tally {
	var out []Tally
	for _, n := range b.notes {
		if isTally(n.obs) {
			m := n.obs.Measures[0]
			out = append(out, Tally{Label: m.What, Area: n.obs.Area, Count: int(m.Value)})
		}
	}
	return out
}

// Count adds delta to a tally, durably, and answers the count that stands. The first count makes its note; back at
// nothing the note is struck out, because nothing was seen.
func (b *Board) Count(ctx context.Context, p Phrase, delta int) int {
	var at *note
	for _, n := range b.notes {
		if isTally(n.obs) && n.obs.Measures[0].What == p.Text {
			at = n
		}
	}
	if at == nil {
		if delta <= 0 {
			return 0
		}
		o := assessments.Observation{Area: p.Area, Type: "fact", Text: tallyText(p.Text, delta),
			Measures: []assessments.Count{{What: p.Text, Value: float64(delta), Unit: unitTimes}}}
		if b.add(ctx, b.newID(), o) == "" {
			return 0
		}
		return delta
	}
	was := int(at.obs.Measures[0].Value)
	next := max(was+delta, 0)
	if next == 0 {
		if !b.Strike(ctx, at.rec.ID, "Counted back to nothing") {
			return was
		}
		return 0
	}
	b.change(ctx, at.rec.ID, func(o *assessments.Observation) {
		o.Text = tallyText(p.Text, next)
		o.Measures = []assessments.Count{{What: p.Text, Value: float64(next), Unit: unitTimes}}
	})
	return int(at.obs.Measures[0].Value)
}

// The words that keep the order of marks beside the counts, so that the row of discs comes back as it was.
const marksLead = "Marks in order: "

var markRunes = []rune{'+', 'o', '-'}

func marksOf(private string) []Mark {
	rest, ok := strings.CutPrefix(private, marksLead)
	if !ok {
		return nil
	}
	var out []Mark
	for _, r := range rest {
		if i := strings.IndexRune("+o-", r); i >= 0 {
			out = append(out, Mark(i))
		}
	}
	return out
}

func intervalUnit(seconds int) string { return fmt.Sprintf("intervals of %d seconds", seconds) }

func (b *Board) intervalNote(seconds int) *note {
	for _, n := range b.notes {
		if isInterval(n.obs) && n.obs.Measures[0].Unit == intervalUnit(seconds) {
			return n
		}
	}
	return nil
}

// Marks are the answers of the interval timer of a length so far, oldest first.
func (b *Board) Marks(seconds int) []Mark {
	if n := b.intervalNote(seconds); n != nil {
		return marksOf(n.obs.Private)
	}
	return nil
}

// IntervalSeconds is the length of the interval timer used last at this contact, or 30.
func (b *Board) IntervalSeconds() int {
	seconds, newest := 30, assessments.ID("")
	for _, n := range b.notes {
		if isInterval(n.obs) && n.rec.ID > newest {
			var s int
			if _, err := fmt.Sscanf(n.obs.Measures[0].Unit, "intervals of %d seconds", &s); err == nil && s > 0 {
				seconds, newest = s, n.rec.ID
			}
		}
	}
	return seconds
}

// Mark stores one answer of the interval timer and answers all marks so far, and what takes this one back.
func (b *Board) Mark(ctx context.Context, seconds int, m Mark) (marks []Mark, undo func()) {
	was := b.Marks(seconds)
	next := append(append([]Mark(nil), was...), m)
	if !b.putMarks(ctx, seconds, next) {
		return was, nil
	}
	return next, func() { b.putMarks(ctx, seconds, was) }
}

func (b *Board) putMarks(ctx context.Context, seconds int, marks []Mark) bool {
	n := b.intervalNote(seconds)
	if len(marks) == 0 {
		return n != nil && b.Strike(ctx, n.rec.ID, "No interval was marked")
	}
	fill := func(o *assessments.Observation) {
		var count [3]int
		private := marksLead
		for _, m := range marks {
			count[m]++
			private += string(markRunes[m])
		}
		seen := count[MarkOn] + count[MarkOff]
		o.Private = private
		o.Text = fmt.Sprintf("On task %d of %s of %d seconds", count[MarkOn], plural(seen, "interval", "intervals"), seconds)
		if count[MarkUnseen] > 0 {
			o.Text += fmt.Sprintf("; could not see %d", count[MarkUnseen])
		}
		o.Measures = []assessments.Count{{What: "On task", Value: float64(count[MarkOn]), Of: float64(seen), Unit: intervalUnit(seconds)}}
		if count[MarkUnseen] > 0 {
			o.Measures = append(o.Measures, assessments.Count{What: "Could not see", Value: float64(count[MarkUnseen]), Unit: "intervals"})
		}
	}
	if n == nil {
		o := assessments.Observation{Area: "calm-alert", Type: "fact"}
		fill(&o)
		return b.add(ctx, b.newID(), o) != ""
	}
	b.change(ctx, n.rec.ID, fill)
	return len(b.Marks(seconds)) == len(marks)
}
