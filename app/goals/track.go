package goals

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/fieldfare/fieldfare/app/kit"
)

// ratingTrack is a rating from 1 to 10 at a glance: a ring where it was at first, a disc where it is now.
type ratingTrack struct {
	widget.BaseWidget
	from, to  int
	rail, run *canvas.Rectangle
	ring      *canvas.Circle
	disc      *canvas.Circle
}

func newRatingTrack(from, to int) *ratingTrack {
	t := &ratingTrack{from: from, to: to, rail: canvas.NewRectangle(nil), run: canvas.NewRectangle(nil), ring: canvas.NewCircle(nil), disc: canvas.NewCircle(nil)}
	t.ExtendBaseWidget(t)
	return t
}

// Inner lets the walkers of kit see what is drawn.
func (t *ratingTrack) Inner() []fyne.CanvasObject {
	return []fyne.CanvasObject{t.rail, t.run, t.ring, t.disc}
}

// AccessibilityLabel is part of fyne.Accessible.
func (t *ratingTrack) AccessibilityLabel() string { return ratingWords(t.from, t.to) + ", out of 10" }

// AccessibilityRole is part of fyne.Accessible.
func (t *ratingTrack) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer is part of fyne.Widget.
func (t *ratingTrack) CreateRenderer() fyne.WidgetRenderer {
	f := &trackFace{t}
	f.dress()
	return f
}

type trackFace struct{ t *ratingTrack }

func (f *trackFace) dress() {
	t := f.t
	t.rail.FillColor, t.rail.CornerRadius = theme.Color(kit.Well), 2
	t.run.FillColor = theme.Color(kit.Now)
	t.ring.FillColor, t.ring.StrokeColor, t.ring.StrokeWidth = theme.Color(kit.Surface), theme.Color(kit.Now), 3
	t.disc.FillColor = theme.Color(kit.Now)
	t.ring.Hidden, t.disc.Hidden, t.run.Hidden = t.from == 0, t.to == 0, t.from == 0 || t.to == 0
}

func (f *trackFace) Layout(size fyne.Size) {
	t, mid := f.t, size.Height/2
	x := func(n int) float32 { return 9 + (size.Width-18)*float32(n-1)/9 }
	put := func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	}
	put(t.rail, 0, mid-2, size.Width, 4)
	if t.from > 0 {
		put(t.ring, x(t.from)-6.5, mid-6.5, 13, 13)
	}
	if t.to > 0 {
		put(t.disc, x(t.to)-9, mid-9, 18, 18)
		lo, hi := x(min(t.from, t.to)), x(max(t.from, t.to))
		put(t.run, lo, mid-2, max(hi-lo, 0), 4)
	}
}

func (f *trackFace) MinSize() fyne.Size { return fyne.NewSize(120, 24) }
func (f *trackFace) Refresh() {
	f.dress()
	f.Layout(f.t.Size())
	canvas.Refresh(f.t)
}
func (f *trackFace) Objects() []fyne.CanvasObject { return f.t.Inner() }
func (f *trackFace) Destroy()                     {}
