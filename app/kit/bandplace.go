package kit

import "fyne.io/fyne/v2"

// toolGap is the room between the tools of the band.
const toolGap = 14

// toolsWidth is what the tools take.
func (b *ChildBand) toolsWidth() float32 {
	var w float32
	for _, t := range shown(b.tools) {
		w += t.MinSize().Width + toolGap
	}
	return w
}

// lead is where the mark stands: after Back when there is one.
func (b *ChildBand) lead() float32 {
	switch {
	case b.radius > 0:
		return 16
	case b.prev != nil:
		return 74
	}
	return 24
}

// HeightFor is 80, or what long names and larger text need; two storeys on a phone.
func (b *ChildBand) HeightFor(width float32) float32 {
	b.say(width)
	if b.phone(width) {
		text := width - 82 - 16
		return max(b.phoneTop()+96, b.phoneTop()+2+b.name.HeightFor(text)+b.line.HeightFor(text)+14)
	}
	if b.across {
		return b.storey(width) + b.line.HeightFor(b.acrossWidth(width)) + 14
	}
	text := b.textWidth(width)
	return max(80, b.name.HeightFor(text)+b.line.HeightFor(text)+26)
}

// storey is how high the name and the tools stand above a line across.
func (b *ChildBand) storey(width float32) float32 {
	return max(58, b.name.HeightFor(b.textWidth(width))+14)
}

// acrossWidth is what a line across has.
func (b *ChildBand) acrossWidth(width float32) float32 { return width - b.lead() - 66 - 24 }

// textWidth is what is left for the name. It may wrap; it is never cut.
func (b *ChildBand) textWidth(width float32) float32 {
	return max(80, width-b.lead()-66-b.toolsWidth()-24)
}

func (b *ChildBand) least() fyne.Size {
	w := b.Size().Width
	if w == 0 {
		w = 1000
	}
	return fyne.NewSize(320, b.HeightFor(w))
}

func (b *ChildBand) arrange(size fyne.Size) {
	b.say(size.Width)
	place(b.back, 0, 0, size.Width, size.Height)
	if b.phone(size.Width) {
		b.arrangePhone(size)
		return
	}
	x, text := b.lead(), b.textWidth(size.Width)
	nh := b.name.HeightFor(text)
	mid, tools := size.Height/2, size.Height/2
	if b.across {
		above, wide := b.storey(size.Width), b.acrossWidth(size.Width)
		tools = above/2 + 4
		place(b.name, x+66, tools-nh/2, text, nh)
		place(b.line, x+66, above, wide, b.line.HeightFor(wide))
	} else {
		lh := b.line.HeightFor(text)
		y := (size.Height-nh-lh)/2 - 1.5
		place(b.name, x+66, y, text, nh)
		place(b.line, x+66, y+nh, text, lh)
	}
	if b.prev != nil {
		place(b.prev, 11, mid-24, 48, 48)
	}
	place(b.square, x, mid-26, 52, 52)
	m := b.mark.MinSize()
	place(b.mark, x+26-m.Width/2, mid-m.Height/2, m.Width, m.Height)
	b.placeTools(size.Width-24, tools, toolGap)
}

// phoneTop is where the child begins on a phone: below Back and the tools, where there are any.
func (b *ChildBand) phoneTop() float32 {
	top := float32(14)
	if b.prev != nil {
		top = 64
	}
	for _, t := range shown(b.tools) {
		top = max(top, 64, 34+t.MinSize().Height/2+5)
	}
	return top
}

// arrangePhone sets the tools above and the child below them.
func (b *ChildBand) arrangePhone(size fyne.Size) {
	if b.prev != nil {
		place(b.prev, 4, 10, 48, 48)
	}
	b.placeTools(size.Width-16, 34, b.phoneGap(size.Width))
	text := size.Width - 82 - 16
	nh, lh := b.name.HeightFor(text), b.line.HeightFor(text)
	top := b.phoneTop()
	place(b.square, 16, top+(nh+lh-52)/2, 52, 52)
	m := b.mark.MinSize()
	place(b.mark, 16+26-m.Width/2, top+(nh+lh-m.Height)/2, m.Width, m.Height)
	place(b.name, 82, top, text, nh)
	place(b.line, 82, top+nh, text, lh)
}

// phoneGap is the room between the tools where they share a small phone with Back.
func (b *ChildBand) phoneGap(width float32) float32 {
	n := float32(len(shown(b.tools)))
	tools := b.toolsWidth() - n*toolGap
	return min(toolGap, max(2, (width-16-tools-4-target)/max(n, 1)))
}

// placeTools sets the tools from the far end inwards.
func (b *ChildBand) placeTools(right, mid, gap float32) {
	vis := shown(b.tools)
	for i := len(vis) - 1; i >= 0; i-- {
		m := vis[i].MinSize()
		right -= m.Width
		place(vis[i], right, mid-m.Height/2, m.Width, m.Height)
		right -= gap
	}
}

// Tools are the objects at the far end of the band.
func (b *ChildBand) Tools() []fyne.CanvasObject { return b.tools }
