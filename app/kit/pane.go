package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// pane is an entry in a box: what Fyne draws into a line that is longer than its room, a scroll bar, is covered, and so is its frame, which is
// as thick as its caret and would stand within the edge of the box as a second one; what stands around it draws its edge over it. A theme of
// the entry's own (container.ThemeOverride) would hide them too, but Fyne keeps whatever was themed so for ever, and with it the screen around
// it and another set of fonts.
type pane struct {
	wid
	entry                    *input
	bare                     bool
	bottom, top, left, right *canvas.Rectangle
	frame                    *canvas.Rectangle // over Fyne's own, where the box has round corners
	glass                    *glass
}

// frameCover is how thick a stroke hides Fyne’s frame, which begins half an edge within the box, and ends sooner at the right and below.
const frameCover = 4 * edgeStroke

func newPane(e *input, bare bool) *pane {
	p := &pane{entry: e, bare: bare, bottom: canvas.NewRectangle(nil), top: canvas.NewRectangle(nil), left: canvas.NewRectangle(nil), right: canvas.NewRectangle(nil),
		frame: canvas.NewRectangle(nil), glass: newGlass(e)}
	p.become(p)
	return p
}

func (p *pane) parts() []fyne.CanvasObject {
	if p.bare {
		return []fyne.CanvasObject{p.entry, p.bottom, p.top, p.left, p.right, p.glass}
	}
	return []fyne.CanvasObject{p.entry, p.bottom, p.frame, p.glass}
}

func (p *pane) dress() {
	for _, r := range []*canvas.Rectangle{p.bottom, p.top, p.left, p.right} {
		fill(r, Surface, Clear, 0, 0)
	}
	fill(p.frame, Clear, Surface, frameCover, 9.5)
	p.bottom.Hidden = p.entry.MultiLine
	if !p.bare {
		p.bottom.CornerRadius = 9.5 // within the frame's own
	}
}

func (p *pane) least() fyne.Size { return p.entry.MinSize() }

// arrange leaves the words free: around them there is as much room as the theme pads. The edges of what is covered are soft.
func (p *pane) arrange(size fyne.Size) {
	room := textSize(theme.SizeNameInnerPadding) - 2
	place(p.entry, 0, 0, size.Width, size.Height)
	place(p.glass, 0, 0, size.Width, size.Height)
	if !p.bare {
		place(p.bottom, .5, size.Height-room-.5, size.Width-1, room)
		place(p.frame, .5, .5, size.Width-1, size.Height-1)
		return
	}
	place(p.bottom, 0, size.Height-room, size.Width, room+1)
	place(p.top, 0, -1, size.Width, 2*edgeStroke+1)
	place(p.left, -1, 0, room+1, size.Height)
	place(p.right, size.Width-room, 0, room+1, size.Height)
}
