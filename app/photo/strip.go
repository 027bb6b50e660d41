package photo

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// NewStrip is a card with the pictures of one record, and the way to add one. It reads them away from the screen until ctx ends;
// changed is told when its height has changed.
func NewStrip(ctx context.Context, s *session.Session, child, of assessments.ID, changed func()) fyne.CanvasObject {
	var card *kit.Card
	add := kit.NewPlain("Add a photo", func() {
		if c := kit.CanvasOf(card); c != nil {
			Add(s, c, child, of)
		}
	}).WithIcon(kit.IconCamera)
	body := kit.Stack(kit.Quieter("No photos yet"))
	card = kit.NewTitledCard(kit.CardHead("Photos", add), kit.Inset(20, body))
	var rows []Row
	s.Load(ctx, func(ctx context.Context) (err error) {
		rows, err = List(ctx, s.Store, child, of)
		return err
	}, func(err error) {
		if err != nil {
			body.Objects = []fyne.CanvasObject{kit.Quieter(assessments.Sentence(err))}
			return
		}
		if len(rows) == 0 {
			return
		}
		tiles := kit.Tiles(150, 12)
		var cards []*kit.PictureCard
		for _, r := range rows {
			c := kit.NewPictureCard(Card(r), func() { Show(s, child, r) })
			cards = append(cards, c)
			tiles.Add(c)
		}
		body.Objects = []fyne.CanvasObject{tiles}
		body.Refresh()
		changed()
		fill(ctx, s, rows, cards)
	})
	return card
}

// fill shows one picture after another.
func fill(ctx context.Context, s *session.Session, rows []Row, cards []*kit.PictureCard) {
	if len(rows) == 0 {
		return
	}
	if rows[0].Film {
		fill(ctx, s, rows[1:], cards[1:])
		return
	}
	Fill(ctx, s, rows[0], cards[0], func() { fill(ctx, s, rows[1:], cards[1:]) })
}
