package goals

import (
	"context"

	"github.com/fieldfare/fieldfare/assessments"
)

// Close ends the work on a goal today, met or dropped, and answers what opens it again.
func (b *Book) Close(ctx context.Context, id assessments.ID) (undo func()) {
	return b.closed(ctx, id, b.desk.Today())
}

// OpenAgain goes on with a closed goal and answers what closes it again.
func (b *Book) OpenAgain(ctx context.Context, id assessments.ID) (undo func()) {
	return b.closed(ctx, id, "")
}

func (b *Book) closed(ctx context.Context, id assessments.ID, on assessments.Date) (undo func()) {
	g := b.goal(id)
	if g == nil {
		return nil
	}
	rec, next := g.rec, g.g
	next.ClosedOn = on
	edit, ok := b.desk.Change(rec, &next)
	if !ok || !b.desk.Write(ctx, edit) {
		return nil
	}
	b.reread(ctx, id)
	return func() {
		if b.desk.Write(ctx, edit.Inverse(rec)) {
			b.reread(ctx, id)
		}
	}
}

// AskDischarge is the question that follows once every agreed goal is closed: the work was for these goals, so it may end
// (rule 81). It is a question to the clinician and "" otherwise; nothing is ever discharged from here.
func (b *Book) AskDischarge() string {
	agreed, open := 0, 0
	for _, g := range b.goals {
		if !g.unfinished() {
			agreed++
		}
		if g.g.ClosedOn == "" {
			open++
		}
	}
	if agreed == 0 || open > 0 {
		return ""
	}
	return "All goals of " + b.child.Known() + " are closed. Is the work done, or is there a new goal?"
}
