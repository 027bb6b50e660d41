package goals

import (
	"context"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// Areas are the chips of the first question.
func (w *Builder) Areas() (words []string, chosen int) {
	for _, a := range bank {
		words = append(words, assessments.AreaWords(a.id))
	}
	return words, w.b.area
}

// Situations are the chips of the second question, none before an area is picked.
func (w *Builder) Situations() (words []string, chosen int) {
	if w.b.area < 0 {
		return nil, -1
	}
	for _, s := range bank[w.b.area].situations {
		words = append(words, s.chip)
	}
	return words, w.b.situation
}

// PickArea chooses what the goal is about; its situations follow.
func (w *Builder) PickArea(ctx context.Context, i int) {
	if w.b.area == i {
		return
	}
	pick := func(b *blanks) { b.area, b.situation, b.will, b.does, b.amount = i, -1, "", "", 0 }
	if w.ID == "" {
		pick(&w.b) // there is nothing to save before it is known what the child will do
		return
	}
	w.fill(ctx, pick, func(g *assessments.Goal) { g.Area = bank[i].id })
}

// PickSituation fills in what the child will do, and an amount to start from.
func (w *Builder) PickSituation(ctx context.Context, i int) (undo func()) {
	s := bank[w.b.area].situations[i]
	return w.fill(ctx, func(b *blanks) {
		b.situation, b.will, b.does = i, s.will, s.does
		if b.kind != s.kind || b.amount == 0 {
			b.kind, b.amount = s.kind, s.kind.offers()[1]
		}
	}, func(g *assessments.Goal) { g.Area, g.Situation, g.RatingLabel = bank[w.b.area].id, s.chip, s.rate })
}

// SetWill says in own words what the child will do. The words are typed, and tried again where put could not write them.
func (w *Builder) SetWill(ctx context.Context, put func(context.Context, ...assessments.Edit) error, words string) (err error) {
	words = tidy(words)
	if words == w.b.will {
		return nil
	}
	before := w.b
	w.fillBy(ctx, func(ctx context.Context, edits ...assessments.Edit) bool {
		err = put(ctx, edits...)
		return err == nil
	}, func(b *blanks) {
		b.will, b.does, b.situation = words, "", -1
		if b.amount == 0 {
			b.kind, b.amount = timesOutOf5, 4
		}
	}, func(g *assessments.Goal) {
		g.Situation = ""
		if w.b.area >= 0 {
			g.Area = bank[w.b.area].id
		}
	})
	if err != nil {
		w.b = before
	}
	return err
}

// tidy is typed words as they stand in the middle of a sentence.
func tidy(words string) string { return strings.TrimSuffix(strings.TrimSpace(words), ".") }

// Will is what the child will do, as it stands.
func (w *Builder) Will() string { return w.b.will }

// Places are the chips of "at".
func (w *Builder) Places() (words []string, chosen int) { return places, slices.Index(places, w.b.at) }

// PickPlace fills the blank "at".
func (w *Builder) PickPlace(ctx context.Context, i int) (undo func()) {
	return w.fill(ctx, func(b *blanks) { b.at = places[i] }, func(*assessments.Goal) {})
}

// Helps are the chips of "with".
func (w *Builder) Helps() (words []string, chosen int) { return helps[:offeredHelps], w.b.help }

// PickHelp fills the blank "with".
func (w *Builder) PickHelp(ctx context.Context, i int) (undo func()) {
	return w.fill(ctx, func(b *blanks) { b.help = i }, func(*assessments.Goal) {})
}

// Amounts are the chips of how much or how long, none before it is known what is counted.
func (w *Builder) Amounts() (words []string, chosen int) {
	if w.b.will == "" {
		return nil, -1
	}
	for _, n := range w.b.kind.offers() {
		words = append(words, w.b.kind.chip(n))
	}
	return words, slices.Index(w.b.kind.offers(), w.b.amount)
}

// PickAmount sets how much or how long.
func (w *Builder) PickAmount(ctx context.Context, i int) (undo func()) {
	return w.fill(ctx, func(b *blanks) { b.amount = b.kind.offers()[i] }, func(*assessments.Goal) {})
}

// ByDates are the chips of "by", with their days.
func (w *Builder) ByDates() (words []string, days []assessments.Date, chosen int) {
	chosen = -1
	today := w.book.desk.Today()
	for i, x := range []struct {
		words string
		weeks int
	}{{"6 weeks", 6}, {"12 weeks", 12}, {"6 months", 26}, {"A year", 52}} {
		d := today.AddDays(7 * x.weeks)
		if w.goal().ReviewOn == d {
			chosen = i
		}
		words, days = append(words, x.words+", "+d.Words()), append(days, d)
	}
	return words, days, chosen
}

// SetBy fills the blank "by": the day the goal is scored again.
func (w *Builder) SetBy(ctx context.Context, d assessments.Date) (undo func()) {
	return w.write(ctx, func(g *assessments.Goal) { g.ReviewOn = d })
}

// Whose are the chips of whose words the goal is in.
func (w *Builder) Whose() (words []string, chosen int) {
	return []string{w.book.child.Known(), "Parent", "School", "Therapist"}, slices.Index(whose, w.goal().WordsOf)
}

// PickWhose says whose words it is in.
func (w *Builder) PickWhose(ctx context.Context, i int) (undo func()) {
	return w.write(ctx, func(g *assessments.Goal) { g.WordsOf = whose[i] })
}

// SetWeight sets importance and difficulty, each 0 to 3.
func (w *Builder) SetWeight(ctx context.Context, importance, difficulty int) (undo func()) {
	return w.write(ctx, func(g *assessments.Goal) { g.Importance, g.Difficulty = importance, difficulty })
}

// Weight is importance and difficulty as they stand.
func (w *Builder) Weight() (importance, difficulty int) {
	g := w.goal()
	return g.Importance, g.Difficulty
}
