package about

import (
	"fmt"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assets"
)

// Screen is the version and the licences.
type Screen struct{ page *kit.Scroller }

// NewScreen makes the screen.
func NewScreen(_ *session.Session, version string) *Screen {
	v := &Screen{}
	head := kit.NewCard(kit.Inset(20, kit.Row(16, kit.AtLeast(56, 56, kit.NewLogo(56)), kit.Grow(kit.Column(2,
		kit.Question("Fieldfare "+version), kit.Quieter("Free software under the MIT licence, for children’s occupational therapists"), kit.Quieter(Build()))))))
	parts := Parts(assets.Licences)
	rows := make([]fyne.CanvasObject, len(parts))
	for i, p := range parts {
		rows[i] = kit.NewListRow(kit.RowData{Title: p.Name, TitleThin: true, Subtitle: p.Version, Trailing: p.Licence, TrailSoft: true, Chevron: true}, func() { v.show(p) })
	}
	others := kit.NewTitledCard(kit.CardHead(fmt.Sprintf("Work of others inside it, %d parts", len(parts))), rows...)
	v.page = kit.NewCards(kit.Column(16, head, others), nil)
	return v
}

// show opens one licence in full.
func (v *Screen) show(p Part) {
	c := kit.CanvasOf(v.page)
	if c == nil {
		return
	}
	body := kit.Column(12, kit.Quieter(p.Licence))
	for _, words := range p.Paragraphs() {
		body.Add(kit.Body(words))
	}
	kit.ShowSheet(c, p.Name, body, nil)
}

// Content is the scrolling page.
func (v *Screen) Content() fyne.CanvasObject { return v.page }

// Frame is the shell's frame around the page.
func (v *Screen) Frame() shell.Frame {
	return shell.Frame{Title: "About Fieldfare", Item: shell.ItemMore}
}

// Leave has nothing to stop.
func (v *Screen) Leave() {}
