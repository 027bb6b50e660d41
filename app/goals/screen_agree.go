package goals

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
)

// ready says what is missing, and answers whether nothing is.
func (b *buildView) ready() bool {
	needs, words := b.w.Missing()
	b.needs.Hidden = len(needs) == 0
	b.needs.Objects = []fyne.CanvasObject{kit.NewErrorSummary(words, func(i int) { b.reveal(needs[i]) })}
	b.needs.Refresh()
	b.v.relay()
	return len(needs) == 0
}

// reveal brings what is missing into view.
func (b *buildView) reveal(n Need) {
	switch n {
	case NeedWill:
		b.will.Focus()
	case NeedWhose:
		b.page.Reveal(b.whose)
	case NeedRater:
		b.page.Reveal(b.raters.group)
	case NeedRungs:
		for _, f := range b.rungs {
			if f.Text() == "" {
				f.Focus()
				return
			}
		}
	}
}

// finish agrees the goal once nothing is missing, and offers to take that back.
func (b *buildView) finish() {
	b.close()
	if b.w.Agreed() {
		b.v.showPage(b.w.ID)
		return
	}
	if !b.ready() {
		b.page.ScrollTo(0) // the list of what is missing stands at the top
		return
	}
	if !b.w.Agree(b.v.ctx) {
		return
	}
	id := b.w.ID
	b.v.showPage(id)
	b.v.s.Undo("Agreed the goal", func() {
		b.v.book.Reopen(b.v.ctx, id)
		b.v.showBuilder(id)
	})
}
