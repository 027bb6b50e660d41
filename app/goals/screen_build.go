package goals

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
)

// buildSide is the width of the column with the sentence and the ladder.
const buildSide = 440

// buildView is the builder on show: questions at the left, the sentence and the ladder they make at the right.
type buildView struct {
	v       *Screen
	w       *Builder
	content fyne.CanvasObject
	stem    *kit.Text
	asks    *fyne.Container
	asked   map[string]*asked // the questions by their titles
	begun   *asked            // what the goal is about, once that is known
	will    *kit.Field
	willing *keep.Typist
	title   *kit.Field
	titling *keep.Typist
	rungs   [5]*kit.Field
	rung    [5]*keep.Typist
	start   *asked
	raters  *asked
	scales  [2]*scale
	needs   *fyne.Container
	whose   fyne.CanvasObject
	page    *kit.Scroller // the one that holds the questions
	changes bool          // what the goal is about is being changed: all answers show again
	agree   *kit.Button
}

func newBuildView(v *Screen, w *Builder) *buildView {
	b := &buildView{v: v, w: w, stem: kit.NewSpans(), asks: kit.Column(16), asked: map[string]*asked{}, needs: kit.Column(0)}
	b.stem.SetSize(kit.SizeQuestion)
	b.agree = kit.NewPrimary("Agree goal", b.finish)
	title, line := "New goal", "Each tap is saved. The goal counts once it is agreed."
	if w.Agreed() {
		title, line = "Change goal", "Each tap is saved."
		b.agree.SetText("Back to the goal")
	}
	head := kit.NewTopBar(title, line, b.agree)
	b.fields()
	b.needs.Hide()
	b.start, b.raters = b.start.with(nil, nil), b.raters.with(nil, nil)
	left := kit.Column(16, b.needs, b.asks, b.ratings())
	right := kit.Column(16, kit.NewRaised(kit.Inset(20, b.stem)), b.ladder())
	b.content = kit.Column(0, head, kit.Grow(kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		switch step {
		case kit.StepLandscape:
			b.page = kit.NewScroller(kit.Insets(4, 12, 96, 32, left))
			return kit.RowFull(0, kit.Grow(b.page),
				kit.Fixed(buildSide+12+32, kit.NewScroller(kit.Insets(4, 32, 96, 12, right))))
		case kit.StepPortrait:
			b.page = kit.NewScroller(kit.Insets(4, 24, 96, 24, kit.Column(16, right.Objects[0], left, right.Objects[1])))
		default:
			b.page = kit.NewScroller(kit.Insets(4, 16, 96, 16, kit.Column(16, right.Objects[0], left, right.Objects[1])))
		}
		return b.page
	})))
	b.show()
	return b
}

// fields makes the boxes that are typed into; they stay the same while everything around them is drawn anew.
func (b *buildView) fields() {
	b.willing = b.types(func(ctx context.Context) error {
		err := b.w.SetWill(ctx, b.v.s.Try, b.will.Text())
		if err == nil {
			b.show()
		}
		return err
	})
	b.will = kit.NewField("Or in other words", func(string) { b.willing.Later() }).OnLeave(func() { b.willing.Flush() })
	b.titling = b.types(func(ctx context.Context) error { return b.w.TypeTitle(ctx, b.title.Text()) })
	b.title = kit.NewField("Goal in a few words", func(string) { b.titling.Later() }).OnLeave(func() { b.titling.Flush(); b.fold() })
	for i := range b.rungs {
		level := 2 - i
		b.rung[i] = b.types(func(ctx context.Context) error { return b.w.TypeRung(ctx, level, b.rungs[i].Text()) })
		b.rungs[i] = kit.NewField(LevelText(level)+"  "+levelWords(level), func(string) { b.rung[i].Later() }).OnLeave(func() { b.rung[i].Flush(); b.fold() })
	}
}

func (b *buildView) types(write func(context.Context) error) *keep.Typist {
	return keep.TypistOf(b.v.ctx, b.v.s, b.v.clock, write)
}

func (b *buildView) fail(err error) {
	if err != nil {
		b.v.s.Fail(err)
	}
}

// fold makes what was typed one change of the goal.
func (b *buildView) fold() {
	b.fail(b.w.Close(b.v.ctx))
	b.show()
}

// put shows words in a box, unless they stand there already but for what a person is just typing at their end, or the box holds others
// that could not be kept yet.
func put(f *kit.Field, typing *keep.Typist, words string) {
	if !typing.Waiting() && tidy(f.Text()) != tidy(words) {
		f.SetText(words)
	}
}

// flush makes durable what is half typed, before anything is drawn anew.
func (b *buildView) flush() {
	b.willing.Flush()
	b.titling.Flush()
	for i := range b.rung {
		b.rung[i].Flush()
	}
}

// close ends all typing.
func (b *buildView) close() {
	b.flush()
	b.fail(b.w.Close(b.v.ctx))
}

// did shows a change, and offers to take it back where there are words for it.
func (b *buildView) did(back func(), words string) {
	b.show()
	if back != nil && words != "" {
		b.v.s.Undo(words, func() {
			back()
			b.show()
		})
	}
}

// show draws questions and sentence anew from what stands.
func (b *buildView) show() {
	b.flush()
	w := b.w
	cards := []fyne.CanvasObject{kit.NewCard(kit.Inset(20, kit.Column(14, b.about()...)))}
	if w.Will() != "" {
		cards = append(cards, b.blanks())
	}
	b.asks.Objects = cards
	put(b.will, b.willing, w.Will())
	put(b.title, b.titling, w.Title())
	for i, r := range w.Rungs() {
		put(b.rungs[i], b.rung[i], r.Words)
	}
	var spans []kit.Span
	for _, p := range w.Stem() {
		spans = append(spans, kit.Span{Text: p.Text, Bold: !p.Open, Size: kit.SizeQuestion, Mark: p.Open})
	}
	b.stem.SetSpans(spans...)
	b.showStart()
	if b.needs.Visible() {
		b.ready() // what has been done leaves the list
	}
	b.v.relay()
}

// about asks what the goal is about. Once it is known only the answers stay, so that the blanks come into view.
func (b *buildView) about() []fyne.CanvasObject {
	ctx, w := b.v.ctx, b.w
	areas, area := w.Areas()
	situations, situation := w.Situations()
	head := kit.RowTitle("What is it about?")
	if situation >= 0 && !b.changes {
		again := func(int) {
			b.changes = true
			b.show()
		}
		b.begun = b.begun.with([]string{areas[area], situations[situation]}, again)
		b.begun.choose(0, 1)
		return []fyne.CanvasObject{head, b.begun.group, b.will}
	}
	rows := []fyne.CanvasObject{head, b.ask("Area", areas, area, func(i int) { w.PickArea(ctx, i); b.show() })}
	if len(situations) > 0 {
		rows = append(rows, b.ask("Situation", situations, situation, func(i int) {
			b.changes = false
			b.did(w.PickSituation(ctx, i), "Changed the situation")
		}))
	}
	return append(rows, b.will)
}

// blanks are the rest of the stem, and whose words it is in.
func (b *buildView) blanks() fyne.CanvasObject {
	ctx, w := b.v.ctx, b.w
	places, at := w.Places()
	helps, help := w.Helps()
	amounts, amount := w.Amounts()
	dates, days, by := w.ByDates()
	whose, of := w.Whose()
	imp, diff := w.Weight()
	b.whose = b.ask("In whose words?", whose, of, func(i int) { b.did(w.PickWhose(ctx, i), "Changed whose words") })
	weights := []string{"0", "1", "2", "3"}
	return kit.NewCard(kit.Inset(20, kit.Column(14, kit.RowTitle("Fill in the sentence"),
		b.ask("Where", places, at, func(i int) { b.did(w.PickPlace(ctx, i), "Changed the place") }),
		b.ask("With how much help", helps, help, func(i int) { b.did(w.PickHelp(ctx, i), "Changed the help") }),
		b.ask("How much", amounts, amount, func(i int) { b.did(w.PickAmount(ctx, i), "Changed the amount") }),
		b.ask("By when: the goal is scored again that day", dates, by, func(i int) { b.did(w.SetBy(ctx, days[i]), "Changed the date") }),
		b.whose,
		kit.Wrap(32, b.ask("How important, 0 to 3", weights, picked(imp, imp > 0 || diff > 0), func(i int) { b.did(w.SetWeight(ctx, i, diff), "Changed the importance") }),
			b.ask("How difficult, 0 to 3", weights, picked(diff, imp > 0 || diff > 0), func(i int) { b.did(w.SetWeight(ctx, imp, i), "Changed the difficulty") })))))
}

func picked(n int, any bool) int {
	if any {
		return n
	}
	return -1
}

// ladder is the five rungs to change by hand.
func (b *buildView) ladder() fyne.CanvasObject {
	rows := []fyne.CanvasObject{b.title, kit.RowTitle("Ladder"), kit.Quieter("Written from the sentence. Change any rung.")}
	for _, f := range b.rungs {
		rows = append(rows, f)
	}
	return kit.NewCard(kit.Inset(20, kit.Column(12, rows...)))
}
