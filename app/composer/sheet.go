package composer

import (
	"context"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/reports/layout"
)

// Sheet shows one page of paper as wide as it is given, painted for the pixels that the screen has.
type Sheet struct {
	widget.BaseWidget
	ctx   context.Context
	load  kit.Load
	fail  func(error)
	page  *layout.Page
	words string
	drawn int // width in pixels of the picture on show
	want  int
	stop  context.CancelFunc // of the picture that is on its way, or nil
	paper *canvas.Rectangle
	img   *canvas.Image
}

var _ fyne.Accessible = (*Sheet)(nil)

// NewSheet makes an empty sheet; pages are painted through load.
func NewSheet(ctx context.Context, load kit.Load, fail func(error)) *Sheet {
	s := &Sheet{ctx: ctx, load: load, fail: fail, paper: canvas.NewRectangle(nil), img: &canvas.Image{FillMode: canvas.ImageFillStretch}}
	s.paper.Shadow = canvas.Shadow{BlurRadius: 10, Offset: fyne.NewPos(0, 2)}
	s.ExtendBaseWidget(s)
	return s
}

// SetPage shows another page; words are what a screen reader says.
func (s *Sheet) SetPage(p *layout.Page, words string) {
	s.halt()
	s.page, s.words, s.drawn, s.want = p, words, 0, 0
	s.img.Image = nil
	s.Refresh()
}

// halt stops the picture that is on its way.
func (s *Sheet) halt() {
	if s.stop != nil {
		s.stop()
		s.stop = nil
	}
}

// AccessibilityLabel is part of fyne.Accessible: the words of the page.
func (s *Sheet) AccessibilityLabel() string { return s.words }

// AccessibilityRole is part of fyne.Accessible.
func (s *Sheet) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// HeightFor is the height of A4 at a width.
func (s *Sheet) HeightFor(w float32) float32 { return w * pageHigh / pageWide }

// NaturalWidth is as wide as a page is read with ease.
func (s *Sheet) NaturalWidth() float32 { return 860 }

// Inner lists what is drawn, for the walkers.
func (s *Sheet) Inner() []fyne.CanvasObject { return []fyne.CanvasObject{s.paper, s.img} }

// CreateRenderer is part of fyne.Widget.
func (s *Sheet) CreateRenderer() fyne.WidgetRenderer { return &sheetRenderer{s} }

type sheetRenderer struct{ s *Sheet }

func (r *sheetRenderer) Objects() []fyne.CanvasObject { return r.s.Inner() }
func (r *sheetRenderer) Destroy()                     {}

func (r *sheetRenderer) MinSize() fyne.Size {
	w := max(r.s.Size().Width, 280)
	return fyne.NewSize(280, r.s.HeightFor(w))
}

func (r *sheetRenderer) Layout(size fyne.Size) {
	size.Height = r.s.HeightFor(size.Width)
	r.s.paper.Resize(size)
	r.s.img.Resize(size)
	r.s.paint()
}

func (r *sheetRenderer) Refresh() {
	st := fyne.CurrentApp().Settings()
	r.s.paper.FillColor = image.White.C // paper is white in the dark too: it is what will be printed
	r.s.paper.Shadow.Color = st.Theme().Color(kit.ShadowTint, st.ThemeVariant())
	r.s.paper.Refresh()
	r.Layout(r.s.Size())
	canvas.Refresh(r.s)
}

// paint asks for a picture at the pixels of the moment, unless it is on show or on its way.
func (s *Sheet) paint() {
	scale := float32(1)
	if c := kit.CanvasOf(s); c != nil {
		scale = c.Scale()
	}
	width := int(s.Size().Width*scale + 0.5)
	if s.page == nil || width < 100 || s.want == width {
		return
	}
	s.want = width
	s.halt() // before a page stands in its place it is given several sizes: only the last is seen
	ctx, stop := context.WithCancel(s.ctx)
	s.stop = stop
	page := s.page
	var img *image.RGBA
	s.load(ctx, func(ctx context.Context) (err error) {
		img, err = Paint(ctx, *page, width)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			s.fail(err)
		case s.page == page:
			s.img.Image, s.drawn = img, width
			s.img.Refresh()
		}
	})
}
