package goals

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
)

// showStart shows how it is now: the rung, who rates, and the ratings.
func (b *buildView) showStart() {
	var words []string
	for level := -2; level <= 2; level++ {
		words = append(words, LevelText(level))
	}
	b.start = b.start.with(words, func(i int) {
		if b.w.ID == "" {
			b.ready()
			return
		}
		b.did(b.v.book.Score(b.v.ctx, b.w.ID, i-2), "Marked the start "+words[i])
	})
	if now, ok := b.w.Start(); ok {
		b.start.choose(now + 2)
	} else {
		b.start.choose()
	}
	who, ids, by := b.v.book.Raters()
	b.raters = b.raters.with(who, func(i int) {
		b.v.book.SetRater(b.v.ctx, ids[i])
		b.show()
	})
	b.raters.choose(by)
	a := [2]Answer{}
	for _, c := range b.v.book.startCards() {
		if c.ID == b.w.ID {
			a = c.Ratings
		}
	}
	for q := range b.scales {
		b.scales[q].set(a[q])
	}
}

// ratings are the two questions as they stand on the day the goal is written.
func (b *buildView) ratings() fyne.CanvasObject {
	rows := []fyne.CanvasObject{kit.RowTitle("How is it now?"), kit.Column(8, kit.Quieter("Rung of the ladder"), b.start.group),
		kit.Column(8, kit.Quieter("Who gives the ratings?"), b.raters.group), kit.Quieter("From 1, not at all, to 10, as good as can be")}
	for q, label := range []string{"How well", "How happy"} {
		b.scales[q] = newScale(label, func(n int) {
			if b.w.ID == "" {
				b.ready()
				return
			}
			b.did(b.v.book.Rate(b.v.ctx, b.w.ID, Question(q), n), label+" "+count(n))
		}, nil)
		rows = append(rows, b.scales[q])
	}
	return kit.NewCard(kit.Inset(20, kit.Column(14, rows...)))
}
