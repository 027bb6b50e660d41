package capture

import (
	"fmt"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
)

// shownTallies is how many counters stand on the card.
const shownTallies = 2

// tools is the counters and the interval timer. They stay where they are, so that a hand finds them without looking.
type tools struct {
	v            *Screen
	tallyCard    *kit.Card
	intervalCard *kit.Card
	change       *kit.Button
	labels       []Phrase
	tallies      map[string]*kit.Tally
	interval     *kit.Interval
	seconds      int
	left         int
	running      bool
	idle         int // intervals that went by without an answer
}

func newTools(v *Screen) *tools {
	t := &tools{v: v, tallies: map[string]*kit.Tally{}, seconds: v.b.IntervalSeconds()}
	for _, x := range v.b.Tallies() {
		t.labels = append(t.labels, Phrase{Text: x.Label, Area: x.Area})
	}
	for _, p := range v.bank.Tallies {
		if len(t.labels) < shownTallies {
			t.labels = t.with(p)
		}
	}
	t.tallyCard = kit.NewCard(kit.Gap())
	t.intervalCard = kit.NewCard(kit.Gap())
	t.change = kit.NewPlain("Count something else", func() { v.tiles.count() })
	t.setInterval(t.seconds)
	return t
}

// with adds a label that is not there yet.
func (t *tools) with(p Phrase) []Phrase {
	for _, l := range t.labels {
		if l.Text == p.Text {
			return t.labels
		}
	}
	return append(t.labels, p)
}

// addTally puts a counter on the card in place of the one that has counted least.
func (t *tools) addTally(p Phrase) {
	for _, l := range t.labels {
		if l.Text == p.Text {
			return
		}
	}
	least, at := -1, 0
	for i, l := range t.labels {
		if n := t.count(l.Text); least < 0 || n < least {
			least, at = n, i
		}
	}
	if least > 0 || len(t.labels) < shownTallies {
		t.labels = append(t.labels, p)
	} else {
		t.labels[at] = p
	}
}

func (t *tools) count(label string) int {
	for _, x := range t.v.b.Tallies() {
		if x.Label == label {
			return x.Count
		}
	}
	return 0
}

// setInterval puts the timer to a length and makes it wait for the first answer.
func (t *tools) setInterval(seconds int) {
	t.seconds, t.left, t.running, t.idle = seconds, seconds, false, 0
	t.interval = kit.NewInterval("On task?", seconds, t.mark)
	t.intervalCard.SetContent(kit.Inset(16, t.interval))
}

func (t *tools) mark(m kit.Mark) {
	_, undo := t.v.b.Mark(t.v.ctx, t.seconds, Mark(m))
	t.running, t.idle, t.left = true, 0, t.seconds
	t.v.undo("Marked "+[]string{"on task", "off task", "could not see"}[m], undo)
}

// second counts the interval down. It waits for the first answer, and after two intervals without one it waits again:
// nobody is sampling any more.
func (t *tools) second() {
	if !t.running {
		return
	}
	if t.left--; t.left <= 0 {
		t.left = t.seconds
		if t.idle++; t.idle >= 2 {
			t.running = false
		}
	}
	t.interval.SetLeft(t.left)
}

func (t *tools) show() {
	var rows []fyne.CanvasObject
	for i, p := range t.labels {
		w, ok := t.tallies[p.Text]
		if !ok {
			w = kit.NewTally(p.Text, 0, func(delta int) { t.add(p, delta) })
			t.tallies[p.Text] = w
		}
		w.SetCount(t.count(p.Text))
		if i > 0 {
			rows = append(rows, kit.NewRule())
		}
		rows = append(rows, kit.InsetXY(16, 12, w))
	}
	t.tallyCard.SetContent(kit.Column(0, rows...))
	var marks []kit.Mark
	for _, m := range t.v.b.Marks(t.seconds) {
		marks = append(marks, kit.Mark(m))
	}
	t.interval.SetMarks(marks)
	t.interval.SetLeft(t.left)
}

// add counts. Undo is offered for what was counted alone: a disk that took nothing, or one less than none, leaves nothing to take back.
func (t *tools) add(p Phrase, delta int) {
	was := t.count(p.Text)
	n := t.v.b.Count(t.v.ctx, p, delta)
	t.tallies[p.Text].SetCount(n)
	if n == was {
		return
	}
	t.v.s.Undo(fmt.Sprintf("%s %d", p.Text, n), func() {
		t.v.b.Count(t.v.ctx, p, -delta)
		t.v.refresh()
	})
}
