package capture

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// noteHint is what the empty box says.
const noteHint = "Write a note, Enter stamps it"

// noteDesk is the note box and whose words go into it.
type noteDesk struct {
	v      *Screen
	box    *kit.NoteBox
	said   *fyne.Container
	child  *kit.Chip
	adult  *kit.Chip
	chips  *fyne.Container
	saying Saying
	typist *keep.Typist
}

func newNoteDesk(v *Screen) *noteDesk {
	n := &noteDesk{v: v, chips: kit.Wrap(8)}
	n.box = kit.NewNoteBox(noteHint, n.stamp)
	n.typist = keep.TypistOf(v.ctx, v.s, v.clock, func(ctx context.Context) error { return v.b.Type(ctx, n.box.Text()) })
	n.box.OnChange(func(string) { n.typist.Later() })
	n.child = kit.NewChip(v.b.Known()+" said", false, func() {
		n.say(v.b.ChildSaying(), n.saying == v.b.ChildSaying())
	}).WithIcon(kit.IconQuote)
	adult := "Adult said"
	if v.b.AtHome() {
		adult = "Parent said"
	}
	n.adult = kit.NewChip(adult, false, func() {
		_, says := v.b.Adults()
		n.say(says[0], n.adults())
	}).WithIcon(kit.IconQuote)
	n.said = kit.Wrap(8, n.child, n.adult)
	n.chips.Hide()
	return n
}

func (n *noteDesk) adults() bool { return !n.saying.None() && n.saying != n.v.b.ChildSaying() }

// say turns the box to somebody's words, or back to a note of one's own.
func (n *noteDesk) say(s Saying, off bool) {
	if off {
		s = Saying{}
	}
	n.saying = s
	n.child.SetChosen(s == n.v.b.ChildSaying())
	n.adult.SetChosen(n.adults())
	n.chips.Objects = nil
	if n.adults() {
		words, says := n.v.b.Adults()
		for i, w := range words {
			n.chips.Objects = append(n.chips.Objects, kit.NewChip(w, says[i] == s, func() { n.say(says[i], false) }))
		}
	}
	n.chips.Hidden = len(n.chips.Objects) == 0
	n.chips.Refresh()
	n.v.relay()
	if !s.None() {
		n.box.Focus()
	}
}

// flush makes the words in the box durable now.
func (n *noteDesk) flush() { n.typist.Flush() }

func (n *noteDesk) stamp(words string) {
	n.typist.Drop()
	id := n.v.b.Enter(n.v.ctx, words, n.v.tiles.area(), n.saying)
	if id == "" {
		n.box.SetText(words) // nothing typed is lost when it could not be saved
		return
	}
	n.say(Saying{}, true)
	n.v.added(id, words)
	n.v.guard(id, words)
}

// finish stamps words that are still in the box: they are a note like any other, and nobody would look for them here later.
func (n *noteDesk) finish() {
	words := n.box.Text()
	if strings.TrimSpace(words) == "" {
		n.flush()
		return
	}
	n.box.SetText("")
	n.stamp(words)
}

// restore brings words back that were typed and not stamped.
func (n *noteDesk) restore() {
	if words := n.v.b.Unfinished(n.v.ctx); words != "" {
		n.box.SetText(words)
		n.typist.Drop() // they are in the store already
	}
}

// added shows a new note and offers to take it back.
func (v *Screen) added(id assessments.ID, words string) {
	v.stream.top()
	v.undo("Added “"+assessments.Brief(words, 24)+"”", func() { v.b.Strike(v.ctx, id, "Taken back at once") })
}
