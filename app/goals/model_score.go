package goals

import (
	"context"
	"maps"
	"slices"

	"github.com/fieldfare/fieldfare/app/carry"
	"github.com/fieldfare/fieldfare/assessments"
)

// Question is one of the two ratings.
type Question int

// The questions, in the order they are asked.
const (
	HowWell Question = iota
	HowHappy
)

// notAsked is the reason that stands for a rating nobody was asked for; it never counts as no change.
const notAsked = "not asked"

func (q Question) field() string { return []string{"performance", "satisfaction"}[q] }

// An Answer is what stands for a question today: a number from 1 to 10, not asked, or nothing yet.
type Answer struct {
	Value    int
	NotAsked bool
}

// A Card is one open goal on the score screen.
type Card struct {
	ID      assessments.ID
	Title   string
	Rungs   []Rung // lowest first
	Level   int
	Scored  bool
	Last    string // "Last time +1, 14 July"
	Ratings [2]Answer
	Others  string // "Mum today: how well 7, how happy 8", of everybody but who rates now
}

// Cards lists the open goals as they stand today.
func (b *Book) Cards() []Card { return b.cards(b.open()) }

// startCards lists all goals, also those being written: their first scoring belongs to the builder.
func (b *Book) startCards() []Card { return b.cards(b.goals) }

func (b *Book) cards(goals []*goal) []Card {
	var out []Card
	today := b.desk.Today()
	for _, g := range goals {
		c := Card{ID: g.rec.ID, Title: g.g.Title}
		for level := -2; level <= 2; level++ {
			r := Rung{Level: level, Words: g.rung(level), Line: levelWords(level)}
			if r.Words == "" {
				r.Words = r.Line
			}
			c.Rungs = append(c.Rungs, r)
		}
		var last *review
		for _, v := range g.reviews {
			if v.r.Level != nil && v.r.On < today {
				last = v
			}
		}
		if last != nil {
			c.Last = "Last time " + LevelText(*last.r.Level) + ", " + dayMonth(last.r.On)
		}
		if v := g.levelled(today); v != nil {
			c.Level, c.Scored = *v.r.Level, true
		}
		if v := b.mine(g); v != nil {
			c.Ratings = [2]Answer{v.answer(HowWell), v.answer(HowHappy)}
		}
		c.Others = b.others(g)
		out = append(out, c)
	}
	return out
}

// LevelText writes a level as people say it, with a true minus sign.
func LevelText(level int) string {
	return map[int]string{-2: "−2", -1: "−1", 0: "0", 1: "+1", 2: "+2"}[level]
}

// Left says how much of today's scoring is still open: a question that anybody answered today is not.
func (b *Book) Left() (levels, ratings int) {
	today := b.desk.Today()
	for _, g := range b.open() {
		if g.levelled(today) == nil {
			levels++
		}
		for q := range HowHappy + 1 {
			if !slices.ContainsFunc(g.reviews, func(v *review) bool { return v.r.On == today && v.answer(q) != Answer{} }) {
				ratings++
			}
		}
	}
	return levels, ratings
}

// Score records the level reached today and answers what takes it back, nil when nothing was written.
func (b *Book) Score(ctx context.Context, id assessments.ID, level int) (undo func()) {
	g := b.goal(id)
	if g == nil {
		return nil
	}
	v := g.levelled(b.desk.Today())
	if v == nil {
		v = g.on(b.desk.Today())
	}
	return b.score(ctx, g, v, func(r *assessments.GoalReview) { r.Level = &level })
}

// Rate records a rating of today as that of whoever rates now.
func (b *Book) Rate(ctx context.Context, id assessments.ID, q Question, value int) (undo func()) {
	g := b.goal(id)
	return b.score(ctx, g, b.mine(g), func(r *assessments.GoalReview) {
		r.Missing = without(r.Missing, q.field())
		r.RatedBy = b.rater
		b.set(r, q, value)
	})
}

// NotAsked records that whoever rates now was not asked for a rating today.
func (b *Book) NotAsked(ctx context.Context, id assessments.ID, q Question) (undo func()) {
	g := b.goal(id)
	return b.score(ctx, g, b.mine(g), func(r *assessments.GoalReview) {
		b.set(r, q, 0)
		r.Missing = without(r.Missing, q.field())
		if r.Missing == nil {
			r.Missing = map[string]string{}
		}
		r.Missing[q.field()] = notAsked
		if r.Performance == 0 && r.Satisfaction == 0 {
			r.RatedBy = ""
		}
	})
}

func (b *Book) set(r *assessments.GoalReview, q Question, value int) {
	if q == HowWell {
		r.Performance = value
		return
	}
	r.Satisfaction = value
}

// without copies a map less one key, so that the record it came from stays as it is.
func without(m map[string]string, key string) map[string]string {
	m = maps.Clone(m)
	delete(m, key)
	return m
}

// score changes a review of today, or makes one where v is nil. The first of a goal is its start.
func (b *Book) score(ctx context.Context, g *goal, v *review, turn func(r *assessments.GoalReview)) (undo func()) {
	if g == nil {
		return nil
	}
	today := b.desk.Today()
	if v != nil {
		next := v.r
		turn(&next)
		return b.rewrite(ctx, v.rec, next)
	}
	r := assessments.GoalReview{Goal: g.rec.ID, On: today, Baseline: len(g.reviews) == 0}
	turn(&r)
	id := b.newID()
	if !b.desk.Write(ctx, b.desk.Create(id, b.scope(), &r)) {
		return nil
	}
	b.reread(ctx, id)
	return func() { b.strike(ctx, g, id) }
}

func (b *Book) rewrite(ctx context.Context, rec assessments.Record, next assessments.GoalReview) (undo func()) {
	edit, ok := b.desk.Change(rec, &next)
	if !ok || !b.desk.Write(ctx, edit) {
		return nil
	}
	b.reread(ctx, rec.ID)
	return func() {
		if now, err := b.store.Record(context.WithoutCancel(ctx), rec.ID); err != nil { // the screen may have been left
			return
		} else if back, ok := carry.Undone(edit, rec, now); ok && b.desk.Write(ctx, back) {
			b.reread(ctx, rec.ID)
		}
	}
}

// strike takes a review of today back.
func (b *Book) strike(ctx context.Context, g *goal, id assessments.ID) {
	e := assessments.EnteredInError{Of: id, Reason: "Taken back at once", On: b.desk.Today()}
	if !b.desk.Write(ctx, b.desk.Create(b.newID(), b.scope(), &e)) {
		return
	}
	for i, v := range g.reviews {
		if v.rec.ID == id {
			g.reviews = append(g.reviews[:i:i], g.reviews[i+1:]...)
			return
		}
	}
}

// reread takes a record as the store now holds it, after a write.
func (b *Book) reread(ctx context.Context, id assessments.ID) {
	r, err := b.store.Record(ctx, id)
	if err != nil {
		return
	}
	switch r.Kind {
	case assessments.KindGoal:
		b.keepGoal(r)
	case assessments.KindGoalReview:
		b.keepReview(r)
	}
}
