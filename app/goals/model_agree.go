package goals

import (
	"context"
	"maps"

	"github.com/fieldfare/fieldfare/assessments"
)

// Agreed reports whether the goal has been agreed.
func (w *Builder) Agreed() bool { return w.ID != "" && !w.book.goal(w.ID).unfinished() }

// A Need is something a goal lacks before it can be agreed.
type Need int

// The needs, in the order of the screen.
const (
	NeedWill Need = iota
	NeedRungs
	NeedWhose
	NeedRater
)

// Missing lists what the goal needs before it can be agreed, and the same in people's words.
func (w *Builder) Missing() (needs []Need, words []string) {
	add := func(n Need, s string) { needs, words = append(needs, n), append(words, s) }
	g := w.goal()
	if w.b.will == "" && g.Title == "" {
		add(NeedWill, "Say what "+w.book.child.Known()+" will do")
	}
	if len(g.Rungs) < 5 {
		add(NeedRungs, "Write all five rungs, or choose how much help")
	}
	if g.WordsOf == "" {
		add(NeedWhose, "Say whose words these are")
	}
	if at := w.book.goal(w.ID); at != nil && w.book.unsaid(at) {
		add(NeedRater, "Say who gives the ratings")
	}
	return needs, words
}

// Agree sets the day of agreement: from now on the goal is scored and reported.
func (w *Builder) Agree(ctx context.Context) bool {
	if w.ID == "" {
		return false
	}
	if w.Agreed() {
		return true
	}
	w.write(ctx, func(g *assessments.Goal) {
		g.SetOn = w.book.desk.Today()
		m := maps.Clone(g.Missing)
		delete(m, "set_on")
		g.Missing = m
	})
	return w.Agreed()
}

// Reopen takes the agreement of a goal back: it is being written again.
func (b *Book) Reopen(ctx context.Context, id assessments.ID) {
	w := b.Build(id)
	w.write(ctx, func(g *assessments.Goal) {
		g.SetOn = ""
		m := maps.Clone(g.Missing)
		if m == nil {
			m = map[string]string{}
		}
		m["set_on"] = beingWritten
		g.Missing = m
	})
}
