package photo

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// Gallery is the pictures of a child.
type Gallery struct {
	s      *session.Session
	ctx    context.Context
	stop   context.CancelFunc
	child  assessments.ID
	of     assessments.ID
	rows   []Row
	cards  map[assessments.ID]*kit.PictureCard
	shown  int
	holder *fyne.Container
	page   *kit.Scroller
	band   *kit.ChildBandData
}

var _ shell.Screen = (*Gallery)(nil)

// pageful is how many pictures show before more are asked for.
const pageful = 24

// NewGallery shows a child's pictures; of is a record whose pictures alone are wanted.
func NewGallery(s *session.Session, child, of assessments.ID) *Gallery {
	g := &Gallery{s: s, child: child, of: of, shown: pageful, holder: kit.Column(16), cards: map[assessments.ID]*kit.PictureCard{}}
	g.ctx, g.stop = context.WithCancel(context.Background())
	g.band = s.Band(g.ctx, child, s.Today())
	g.page = kit.NewScroller(kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		m := step.Margin()
		return kit.Insets(16, m, m, m, g.holder)
	}))
	g.Reload()
	return g
}

// Reload reads the list away from the screen.
func (g *Gallery) Reload() {
	var rows []Row
	g.s.Load(g.ctx, func(ctx context.Context) (err error) {
		rows, err = List(ctx, g.s.Store, g.child, g.of)
		return err
	}, func(err error) {
		if err != nil {
			g.s.Fail(err)
			return
		}
		g.rows = rows
		g.show()
	})
}

func (g *Gallery) show() {
	if len(g.rows) == 0 {
		g.holder.Objects = []fyne.CanvasObject{kit.NewCard(kit.Inset(24, kit.NewEmpty(kit.IconCamera, "No photos yet",
			"A photo of a seat, a grip or a drawing says more than a page", "Add a photo", g.add)))}
	} else {
		cards := kit.Tiles(200, 16)
		for i, r := range g.rows {
			if i == g.shown {
				break
			}
			cards.Add(g.card(r))
		}
		g.holder.Objects = []fyne.CanvasObject{cards}
		if n := len(g.rows) - g.shown; n > 0 {
			g.holder.Add(kit.Row(0, kit.NewQuiet("Show more", func() { g.shown += pageful; g.show() }), kit.Gap()))
		}
	}
	g.holder.Refresh()
	kit.Relay(g.page)
	g.s.Reframe()
	g.thumbs(0)
}

// card keeps the widget of a picture from one reading to the next.
func (g *Gallery) card(r Row) *kit.PictureCard {
	c, ok := g.cards[r.ID]
	d := Card(r)
	if ok && c.Data().Image != nil {
		d.Image = c.Data().Image
	}
	if !ok {
		c = kit.NewPictureCard(d, func() { Show(g.s, g.child, r) })
		g.cards[r.ID] = c
	}
	if d.Image == nil && !r.Film {
		d.Image = g.s.Thumbs.Known(r.Scope, r.SHA)
	}
	c.SetData(d)
	return c
}

// Show opens a picture: a drawing that is not finished on its paper, anything else as a picture.
func Show(s *session.Session, child assessments.ID, r Row) {
	if r.Type == "drawing" && r.Held {
		s.Go(session.Views, child, r.ID)
		return
	}
	s.Go(session.Photo, child, r.ID)
}

// Card is a row as a card before its picture is there.
func Card(r Row) kit.PictureData {
	d := kit.PictureData{Name: r.Title + ", " + r.Line, Icon: kit.IconImage, Title: r.Title, Line: r.Line}
	if r.Film {
		d.Icon, d.Words = kit.IconFile, typeWords[r.Type]
	}
	if r.Held {
		d.Tag = &kit.TagData{Kind: kit.TagNeeds, Text: "Not finished"}
	}
	return d
}

// thumbs fills in one picture after another.
func (g *Gallery) thumbs(i int) {
	for ; i < min(len(g.rows), g.shown); i++ {
		if c := g.cards[g.rows[i].ID]; c != nil && c.Data().Image == nil && !g.rows[i].Film {
			break
		}
	}
	if i >= min(len(g.rows), g.shown) {
		return
	}
	Fill(g.ctx, g.s, g.rows[i], g.cards[g.rows[i].ID], func() { g.thumbs(i + 1) })
}

// Fill shows the picture of a row on its card, or why it cannot be shown, and then goes on.
func Fill(ctx context.Context, s *session.Session, r Row, c *kit.PictureCard, next func()) {
	d := c.Data()
	s.Load(ctx, func(ctx context.Context) error {
		img, elsewhere, err := s.Thumbs.Get(ctx, s.Store, r.Scope, r.SHA)
		d.Image = img
		if elsewhere {
			d.Icon, d.Words, d.Verb = kit.IconDown, "Not on this tablet yet", "Fetch"
		}
		return err
	}, func(err error) {
		if err != nil {
			d.Icon, d.Words = kit.IconAlert, "Cannot be shown"
		}
		c.SetData(d)
		next()
	})
}

func (g *Gallery) add() {
	of := g.of
	if of == "" {
		of = g.child
	}
	if c := kit.CanvasOf(g.page); c != nil {
		Add(g.s, c, g.child, of)
	}
}

// Content is the page of pictures.
func (g *Gallery) Content() fyne.CanvasObject { return g.page }

// Frame is the shell's frame around the pictures.
func (g *Gallery) Frame() shell.Frame {
	f := shell.Frame{Title: "Photos and drawings", Child: g.band, Item: shell.ItemChildren, Alerts: func() string { return g.s.Alerts(g.ctx, g.child) }}
	f.Actions = []fyne.CanvasObject{kit.NewQuiet("My views", func() { g.s.Go(session.Views, g.child, "") }).WithIcon(kit.IconDraw), kit.NewPrimary("Add a photo", g.add).WithIcon(kit.IconCamera)}
	return f
}

// Leave stops what is still being read.
func (g *Gallery) Leave() { g.stop() }
