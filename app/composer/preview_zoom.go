package composer

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/fieldfare/fieldfare/app/kit"
)

// unpaged is what stands in place of pages that cannot be drawn: why, and the whole of the words.
func (v *Preview) unpaged(step kit.Step) fyne.CanvasObject {
	m := step.Margin()
	words := kit.Column(20)
	for _, b := range v.c.Doc.Blocks {
		words.Add(blockView(b, nil))
	}
	why := kit.NewNotice(kit.NoticeNeeds, "It cannot be drawn as PDF", v.noPages+" They are under Save a copy.")
	return kit.NewScroller(kit.Insets(16, m, 32, m, kit.Column(16, v.notice, why, kit.NewCard(kit.Inset(24, words)))))
}

// zooms are how large a page is shown, counted from one that fits.
var zooms = []float32{1, 1.5, 2, 3}

// resize shows the page larger or smaller; the page that fits is the smallest.
func (v *Preview) resize(by int) {
	if v.book == nil || v.zoom+by < 0 || v.zoom+by >= len(zooms) {
		return
	}
	if v.zoom == 0 {
		v.fits = v.sheet.Size().Width
	}
	v.zoom += by
	v.page.Rebuild()
	v.relay()
}

// zoomRow are the buttons for a larger and a smaller page.
func (v *Preview) zoomRow() fyne.CanvasObject {
	less := kit.NewIconButton(kit.IconMinus, "Smaller", func() { v.resize(-1) })
	more := kit.NewIconButton(kit.IconPlus, "Larger", func() { v.resize(1) })
	less.SetDimmed(v.zoom == 0)
	more.SetDimmed(v.zoom == len(zooms)-1)
	words := "Fits"
	if v.zoom > 0 {
		words = fmt.Sprintf("%.0f%%", zooms[v.zoom]*100)
	}
	return kit.Row(8, less, kit.Grow(kit.Middle(kit.Quieter(words))), more)
}

// paper is the page where it stands: in a scroller while it fits, else on a table over which it is drawn by hand.
func (v *Preview) paper() fyne.CanvasObject {
	if v.zoom == 0 {
		return v.scroll
	}
	w := v.fits * zooms[v.zoom]
	return newDesk(container.NewGridWrap(fyne.NewSize(w, v.sheet.HeightFor(w)), v.sheet))
}

// desk lets a page that is larger than its window be drawn about by finger, mouse or wheel.
type desk struct {
	widget.BaseWidget
	scroll *container.Scroll
}

var _ fyne.Draggable = (*desk)(nil)

func newDesk(page fyne.CanvasObject) *desk {
	d := &desk{scroll: container.NewScroll(page)}
	d.ExtendBaseWidget(d)
	return d
}

// Dragged follows the finger in both directions.
func (d *desk) Dragged(e *fyne.DragEvent) {
	d.scroll.ScrollToOffset(fyne.NewPos(d.scroll.Offset.X-e.Dragged.DX, d.scroll.Offset.Y-e.Dragged.DY))
}

// DragEnd is part of fyne.Draggable.
func (d *desk) DragEnd() {}

// MinSize is small: the page is larger than its window on purpose.
func (d *desk) MinSize() fyne.Size { return fyne.NewSize(48, 48) }

// CreateRenderer is part of fyne.Widget.
func (d *desk) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(d.scroll) }
