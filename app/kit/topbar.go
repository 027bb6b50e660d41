package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// NewTopBar is the head of a screen without a child: 88 high, title at 28, the primary action at the far end.
func NewTopBar(title, subtitle string, trailing ...fyne.CanvasObject) *HeadBar {
	return newHeadBar(Title(title), subtitle, 88, false, trailing)
}

// NewActionBar is the bar below a child band: 76 high, title at 22, a rule beneath.
func NewActionBar(title, subtitle string, trailing ...fyne.CanvasObject) *HeadBar {
	return newHeadBar(Question(title), subtitle, 76, true, trailing)
}

// NewClockBar is an action bar whose running clock stands before a smaller title, as in capture.
func NewClockBar(clock *Moment, title, subtitle string, trailing ...fyne.CanvasObject) *HeadBar {
	return newHeadBar(RowTitle(title), subtitle, 76, true, trailing).WithLead(clock)
}

// HeadBar is a title, a line below it and what stands at the far end.
type HeadBar struct {
	wid
	title    *Text
	subtitle *Text
	lead     fyne.CanvasObject
	trailing []fyne.CanvasObject
	standing []fyne.CanvasObject // what stands in the head of every screen, after the trailing
	spare    bool                // the lead is a mark that a narrow window does without
	high     float32
	ruled    bool
	margin   float32
	rule     *canvas.Rectangle
}

func newHeadBar(title *Text, subtitle string, high float32, ruled bool, trailing []fyne.CanvasObject) *HeadBar {
	h := &HeadBar{title: title, subtitle: Quieter(subtitle), trailing: trailing, high: high, ruled: ruled,
		rule: canvas.NewRectangle(nil)}
	h.become(h)
	return h
}

// WithLead puts an object before the title, such as the mark or a running clock.
func (h *HeadBar) WithLead(o fyne.CanvasObject) *HeadBar {
	h.lead = o
	h.redraw()
	return h
}

// WithMark puts a mark before the title, which a phone leaves out where the words need its room.
func (h *HeadBar) WithMark(o fyne.CanvasObject) *HeadBar {
	h.spare = true
	return h.WithLead(o)
}

// WithStanding puts what every screen has at the far end: beside the title on a phone, where there is room, and else after the rest.
func (h *HeadBar) WithStanding(o ...fyne.CanvasObject) *HeadBar {
	h.standing = o
	h.redraw()
	return h
}

// SetMargin sets the room at both sides; by itself it is 32, 24 below 1000 and 16 below 600.
func (h *HeadBar) SetMargin(n float32) *HeadBar {
	h.margin = n
	h.redraw()
	return h
}

// SetTitle changes the words.
func (h *HeadBar) SetTitle(title, subtitle string) {
	h.title.SetText(title)
	h.subtitle.SetText(subtitle)
	h.redraw()
}

// SetTrailing changes what stands at the far end.
func (h *HeadBar) SetTrailing(o ...fyne.CanvasObject) {
	h.trailing = o
	h.redraw()
}

// side is the room at both sides.
func (h *HeadBar) side(width float32) float32 {
	if h.margin > 0 {
		return h.margin
	}
	return PageMargin(width)
}

// ends is all that stands at the far end.
func (h *HeadBar) ends() []fyne.CanvasObject {
	return append(append([]fyne.CanvasObject{}, h.trailing...), h.standing...)
}

// tools answers the width of what stands at the far end.
func (h *HeadBar) tools() float32 {
	var w float32
	for _, o := range shown(h.ends()) {
		w += max(NaturalWidth(o), o.MinSize().Width) + h.gap()
	}
	return w
}

// gap is the room between the objects at the far end.
func (h *HeadBar) gap() float32 {
	if h.ruled {
		return 16
	}
	return 12
}

// leadWidth is what stands before the title, with its gap.
func (h *HeadBar) leadWidth() float32 {
	if h.lead == nil || !h.lead.Visible() {
		return 0
	}
	return max(NaturalWidth(h.lead), h.lead.MinSize().Width) + 14
}

// split answers the width of the words, and whether the far end needs a line of its own below them.
func (h *HeadBar) split(width float32) (text float32, below bool) {
	inner := width - 2*h.side(width) - h.leadWidth()
	text = inner - h.tools()
	if text < min(h.title.NaturalWidth(), 160) && len(shown(h.ends())) > 0 {
		return inner, true
	}
	return text, false
}

// HeightFor grows with the words; on a narrow window the far end moves below them.
func (h *HeadBar) HeightFor(width float32) float32 {
	if h.onPhone(width) {
		return h.phoneHigh(width)
	}
	text, below := h.split(width)
	words := h.title.HeightFor(text)
	if h.subtitle.String() != "" {
		words += h.subtitle.HeightFor(text)
	}
	high := max(h.high, words+26)
	if StepFor(width) == StepPhone { // no taller than what stands in it: every line that is saved is one more of the page
		high = words + 26
		if lw := h.leadWidth(); lw > 0 {
			high = max(high, HeightFor(h.lead, lw-14)+16)
		}
		for _, o := range shown(h.ends()) {
			if !below {
				high = max(high, HeightFor(o, max(NaturalWidth(o), o.MinSize().Width))+16)
			}
		}
	}
	if below {
		high += HeightFor(Wrap(8, h.ends()...), width-2*h.side(width)) + 8
	}
	return high
}

func (h *HeadBar) leastWidth() float32 { return 240 }

func (h *HeadBar) parts() []fyne.CanvasObject {
	all := []fyne.CanvasObject{h.rule, h.title, h.subtitle}
	if h.lead != nil {
		all = append(all, h.lead)
	}
	return append(all, h.ends()...)
}

func (h *HeadBar) dress() {
	fill(h.rule, RuleLine, Clear, 0, 0)
	h.rule.Hidden = !h.ruled
	h.subtitle.Hidden = h.subtitle.String() == ""
}

func (h *HeadBar) least() fyne.Size {
	w := h.Size().Width
	if w == 0 {
		w = 1000
	}
	return fyne.NewSize(240, h.HeightFor(w))
}

func (h *HeadBar) arrange(size fyne.Size) {
	side := h.side(size.Width)
	text, below := h.split(size.Width)
	place(h.rule, 0, size.Height-1, size.Width, 1)
	if h.lead != nil && h.spare && !h.lead.Visible() {
		h.lead.Show()
	}
	if h.onPhone(size.Width) {
		h.arrangePhone(size.Width)
		return
	}
	high := size.Height
	if below {
		w := size.Width - 2*side
		tools := HeightFor(Wrap(8, h.ends()...), w)
		high -= tools + 8
		l := &wrap{gap: 8}
		l.walk(h.ends(), w, func(o fyne.CanvasObject, x, y, ow, oh float32) { place(o, side+x, high+y, ow, oh) })
	} else {
		h.tail(size.Width, high, side)
	}
	left := side
	if LeftHand() && !below {
		left += h.tools()
	}
	if lw := h.leadWidth(); lw > 0 {
		lh := HeightFor(h.lead, lw-14)
		place(h.lead, left, (high-lh)/2, lw-14, lh)
		left += lw
	}
	th, sh := h.title.HeightFor(text), float32(0)
	if h.subtitle.String() != "" {
		sh = h.subtitle.HeightFor(text)
	}
	y := (high-th-sh)/2 - 1
	place(h.title, left, y, text, th)
	place(h.subtitle, left, y+th, text, sh)
}

// tail sets the far end: from the right edge, or for a left hand from the left one, the primary action at the very edge
// either way.
func (h *HeadBar) tail(width, high, side float32) {
	x := width - side
	if LeftHand() {
		x = side
	}
	vis := shown(h.ends())
	for i := len(vis) - 1; i >= 0; i-- {
		w := max(NaturalWidth(vis[i]), vis[i].MinSize().Width)
		oh := HeightFor(vis[i], w)
		if LeftHand() {
			place(vis[i], x, (high-oh)/2, w, oh)
			x += w + h.gap()
			continue
		}
		x -= w
		place(vis[i], x, (high-oh)/2, w, oh)
		x -= h.gap()
	}
}

// PageMargin is the margin of a page at a width.
func PageMargin(width float32) float32 { return StepFor(width).Margin() }
