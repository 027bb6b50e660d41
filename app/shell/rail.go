package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/fieldfare/fieldfare/app/kit"
)

// rail holds the five items: upright at the left with the mark above and Cover below, or low along the foot.
type rail struct {
	widget.BaseWidget
	low   bool
	back  *kit.Panel
	line  *kit.Rule
	logo  fyne.CanvasObject
	items [itemCount]*kit.NavItem
	cover *kit.NavItem
}

var itemLooks = [itemCount]struct {
	word string
	icon kit.Icon
}{
	ItemToday: {"Today", kit.IconToday}, ItemChildren: {"Children", kit.IconChildren}, ItemReports: {"Reports", kit.IconReports},
	ItemOutbox: {"Outbox", kit.IconOutbox}, ItemMore: {"More", kit.IconMore},
}

func newRail(s *Shell, low bool) *rail {
	r := &rail{low: low, logo: kit.NewLogo(48)}
	colour := kit.Page
	r.line = kit.NewUpright()
	if low {
		colour, r.line = kit.Surface, kit.NewRule()
	}
	r.back = kit.NewPanel(colour, kit.Gap())
	for i, look := range itemLooks {
		r.items[i] = kit.NewNavItem(look.word, look.icon, low, func() { s.Root(i) })
	}
	r.cover = kit.NewNavItem("Cover", kit.IconCover, low, s.Cover)
	r.ExtendBaseWidget(r)
	return r
}

func (r *rail) choose(n int) {
	for i, it := range r.items {
		it.SetChosen(i == n)
	}
}

func (r *rail) badge(n int) { r.items[ItemOutbox].SetBadge(n) }

// wide is the width of the upright rail: 96, more where a word is longer.
func (r *rail) wide() float32 {
	wide := float32(railWide)
	for _, it := range append(r.items[:], r.cover) {
		wide = max(wide, it.NaturalWidth()+16)
	}
	return wide
}

// shares are the widths of the items along the foot: equal, unless a word needs more than its part.
func (r *rail) shares(width float32) (out [itemCount]float32) {
	var all, widest float32
	for i, it := range r.items {
		out[i] = it.NaturalWidth()
		all += out[i]
		widest = max(widest, out[i])
	}
	for i := range out {
		if widest <= width/itemCount {
			out[i] = width / itemCount
		} else {
			out[i] *= width / all
		}
	}
	return out
}

// Inner lets the walkers of kit see the items.
func (r *rail) Inner() []fyne.CanvasObject {
	all := []fyne.CanvasObject{r.back, r.line}
	if !r.low {
		all = append(all, r.logo)
	}
	for _, it := range r.items {
		all = append(all, it)
	}
	if !r.low {
		all = append(all, r.cover)
	}
	return all
}

// CreateRenderer is part of fyne.Widget.
func (r *rail) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{Layout: &railLayout{r}, Objects: r.Inner()})
}

// railLayout places the items; it squeezes the gaps before anything leaves a low window.
type railLayout struct{ r *rail }

func (l *railLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(footHigh, footHigh) }

func (l *railLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	r := l.r
	at(r.back, 0, 0, size.Width, size.Height)
	if r.low {
		at(r.line, 0, 0, size.Width, 1)
		wide := r.shares(min(size.Width, 704) - 4)
		left := (size.Width - min(size.Width, 704) + 4) / 2
		for i, it := range r.items {
			at(it, left, 0, wide[i], size.Height)
			left += wide[i]
		}
		return
	}
	at(r.line, size.Width-1, 0, 1, size.Height)
	at(r.logo, (size.Width-48)/2, 16, 48, 48)
	const item, first = 68, 88
	pitch := min(76, max(item, (size.Height-first-item-16)/itemCount))
	top := float32(first)
	if size.Height < first+6*item+16 {
		top = min(top, max(0, size.Height-6*item-16))
		r.logo.Hide()
	} else {
		r.logo.Show()
	}
	for i, it := range r.items {
		at(it, 8, top+float32(i)*pitch, size.Width-16, item)
	}
	at(r.cover, 8, size.Height-16-item, size.Width-16, item)
}
