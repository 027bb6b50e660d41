package keep

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
)

// A List is a card of rows that scroll inside it, with an optional foot that stays.
type List struct {
	Card fyne.CanvasObject
	Rows []*kit.ListRow
	page *kit.Scroller
}

// NewList makes a card of rows, which ends with its last row unless it has a foot: a foot stays at the bottom. foot may be nil.
func NewList(rows []*kit.ListRow, foot fyne.CanvasObject) *List {
	var objects []fyne.CanvasObject
	for i, r := range rows {
		if i > 0 {
			objects = append(objects, kit.NewRule())
		}
		r.SetCorners(i == 0, foot == nil && i == len(rows)-1)
		objects = append(objects, r)
	}
	all := kit.Column(0, objects...)
	l := &List{Rows: rows, page: kit.NewScroller(all)}
	body := kit.Column(0, kit.Grow(l.page))
	if foot == nil {
		l.Card = kit.UpTo(kit.NewCard(kit.Inset(1, body)), func(width, _ float32) float32 { return kit.HeightFor(all, width-2) + 2 })
		return l
	}
	body.Add(kit.NewRule())
	body.Add(foot)
	l.Card = kit.NewCard(kit.Inset(1, body))
	return l
}

// Reveal brings a row into view.
func (l *List) Reveal(i int) {
	if i >= 0 && i < len(l.Rows) {
		l.page.Reveal(l.Rows[i])
	}
}
