package keep

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
)

// A List is a card of rows that scroll inside it, with an optional foot that stays.
type List struct {
	Card *kit.Card
	Rows []*kit.ListRow
	page *kit.Scroller
}

// NewList makes a card of rows; foot may be nil.
func NewList(rows []*kit.ListRow, foot fyne.CanvasObject) *List {
	var objects []fyne.CanvasObject
	for i, r := range rows {
		if i > 0 {
			objects = append(objects, kit.NewRule())
		}
		r.SetCorners(i == 0, false)
		objects = append(objects, r)
	}
	l := &List{Rows: rows, page: kit.NewScroller(kit.Column(0, objects...))}
	body := kit.Column(0, kit.Grow(l.page))
	if foot != nil {
		body.Add(kit.NewRule())
		body.Add(foot)
	}
	l.Card = kit.NewCard(kit.Inset(1, body))
	return l
}

// Reveal brings a row into view.
func (l *List) Reveal(i int) {
	if i >= 0 && i < len(l.Rows) {
		l.page.Reveal(l.Rows[i])
	}
}
