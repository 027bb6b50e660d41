package capture

import (
	"fmt"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
)

// tinted is how long a tile keeps its tint after a tap.
const tinted = 400 * time.Millisecond

// choosing says what the tiles stand for.
type choosing int

const (
	choosePhrase choosing = iota
	chooseTally
)

// intervalLengths are the tiles that set the interval timer, beside what can be counted.
var intervalLengths = []int{30, 60, 120}

// tileBoard is the domains and a page of tiles.
type tileBoard struct {
	v       *Screen
	grid    *fyne.Container
	domains *kit.DomainList
	names   []string
	chips   *fyne.Container
	set     func(int)
	tiles   *fyne.Container
	pages   *fyne.Container
	label   *kit.Text
	back    *kit.Button
	next    *kit.Button
	domain  int
	page    int
	what    choosing
	step    kit.Step
}

func newTileBoard(v *Screen) *tileBoard {
	t := &tileBoard{v: v, grid: kit.Stack(), tiles: kit.Stack(), label: kit.Quieter("")}
	for _, d := range v.bank.Domains {
		t.names = append(t.names, d.Name)
	}
	t.domains = kit.NewDomainList(t.names, 0, t.choose)
	t.chips, t.set = kit.NewChips(t.names, 0, t.choose)
	t.back = kit.NewIconButton(kit.IconBack, "Tiles before", func() { t.turn(-1) })
	t.next = kit.NewIconButton(kit.IconNext, "More tiles", func() { t.turn(1) })
	t.pages = kit.Row(8, kit.Grow(t.label), t.back, t.next)
	return t
}

// arrange sets the tiles for a width: three across, two on a phone.
func (t *tileBoard) arrange(step kit.Step) {
	t.step = step
	switch step {
	case kit.StepLandscape:
		t.pages.Objects = []fyne.CanvasObject{kit.Grow(t.label), t.back, t.next}
		t.grid.Objects = []fyne.CanvasObject{kit.RowFull(8, mirrored(t.domains, kit.Fixed(420, kit.Column(8, t.tiles, t.pages)))...)}
	case kit.StepPortrait:
		t.pages.Objects = []fyne.CanvasObject{kit.Grow(t.label), t.v.tools.change, t.v.second, t.back, t.next}
		t.grid.Objects = []fyne.CanvasObject{kit.RowFull(16, mirrored(kit.Fixed(140, t.domains), kit.Grow(kit.Column(8, t.tiles, t.pages)))...)}
	default:
		t.pages.Objects = []fyne.CanvasObject{kit.Grow(t.label), t.v.second, t.back, t.next}
		t.grid.Objects = []fyne.CanvasObject{kit.Column(12, t.chips, t.tiles, t.pages)}
	}
	t.show()
}

// mirrored is a row as drawn, or for a left hand the other way round.
func mirrored(row ...fyne.CanvasObject) []fyne.CanvasObject {
	if kit.LeftHand() {
		slices.Reverse(row)
	}
	return row
}

func (t *tileBoard) choose(i int) {
	t.domain, t.page, t.what = i, 0, choosePhrase
	t.show()
	t.v.relay()
}

// count offers what can be counted, and how long an interval lasts, in place of the phrases.
func (t *tileBoard) count() {
	t.v.closeEdit()
	t.what, t.page = chooseTally, 0
	t.show()
	t.v.relay()
}

func (t *tileBoard) turn(by int) {
	n := Pages(t.phrases())
	if t.page+by < 0 || t.page+by >= n {
		return
	}
	t.page += by
	t.show()
	t.v.relay()
}

func (t *tileBoard) phrases() []Phrase {
	if t.what == chooseTally {
		all := append([]Phrase(nil), t.v.bank.Tallies...)
		for _, s := range intervalLengths {
			all = append(all, Phrase{Text: fmt.Sprintf("Timer every %d seconds", s)})
		}
		return all
	}
	if len(t.v.bank.Domains) == 0 {
		return nil
	}
	return t.v.bank.Domains[t.domain].Tiles
}

// area is the area of a note that is typed while a domain is chosen.
func (t *tileBoard) area() string {
	if len(t.v.bank.Domains) == 0 {
		return ""
	}
	return t.v.bank.Domains[t.domain].Area
}

// show draws the page of tiles.
func (t *tileBoard) show() {
	all := t.phrases()
	var tiles []fyne.CanvasObject
	for _, p := range Page(all, t.page) {
		tiles = append(tiles, t.tile(p))
	}
	cols, high := 3, float32(112)
	switch t.step {
	case kit.StepPortrait:
		high = 92
	case kit.StepPhone:
		cols, high = 2, 88
	}
	for i := range tiles {
		tiles[i] = &fyne.Container{Layout: pressed(high), Objects: []fyne.CanvasObject{tiles[i]}}
	}
	for len(tiles) < PageSize && t.step != kit.StepPhone {
		tiles = append(tiles, kit.AtLeast(0, high, kit.Gap())) // the page keeps its height, so that nothing below it moves
	}
	t.tiles.Objects = []fyne.CanvasObject{kit.Grid(cols, 8, tiles...)}
	n := Pages(all)
	t.label.SetText(fmt.Sprintf("Page %d of %d", t.page+1, n))
	if t.what == chooseTally {
		t.label.SetText("What to count")
	}
	t.back.SetDimmed(t.page == 0)
	t.next.SetDimmed(t.page == n-1)
	chosen := t.domain
	if t.what == chooseTally {
		chosen = -1
	}
	t.domains.SetChosen(chosen)
	t.set(chosen)
	t.tiles.Refresh()
}

// pressed is the height of a tile where a board has more to show than tiles; long words still make it higher.
type pressed float32

// MinSize is the least size of the tile, and no less than the height.
func (p pressed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := objects[0].MinSize()
	return fyne.NewSize(least.Width, max(float32(p), least.Height))
}

// Layout gives the tile all there is.
func (p pressed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.Position{})
	objects[0].Resize(size)
}

func (t *tileBoard) tile(p Phrase) *kit.Tile {
	var tile *kit.Tile
	tile = kit.NewTile(p.Text, func() {
		if t.what == chooseTally {
			t.pick(p)
			return
		}
		id := t.v.b.Stamp(t.v.ctx, p)
		if id == "" {
			return
		}
		tile.SetChosen(true)
		t.v.clock.After(tinted, func() { tile.SetChosen(false) })
		t.v.added(id, p.Text)
	})
	return tile
}

// pick puts a tally on its card or sets the timer, and shows the phrases again.
func (t *tileBoard) pick(p Phrase) {
	for _, s := range intervalLengths {
		if p.Text == fmt.Sprintf("Timer every %d seconds", s) {
			t.v.tools.setInterval(s)
		}
	}
	if p.Area != "" {
		t.v.tools.addTally(p)
	}
	t.choose(t.domain)
	t.v.refresh()
}
