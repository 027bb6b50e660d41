package kit

import "fyne.io/fyne/v2"

// On a phone the head of a screen has two lines where it can: the title with what stands in every head, and the screen's own actions,
// in which a box to find in takes the room that is left.

const phoneGap = 8

// onPhone reports whether the head is set in lines.
func (h *HeadBar) onPhone(width float32) bool {
	return len(h.standing) > 0 && StepFor(width) == StepPhone
}

// phone answers whether the lead is shown, whether what stands in every head is beside the title, and how wide the words are then.
func (h *HeadBar) phone(width float32) (lead, beside bool, text float32) {
	inner, title, tools := width-2*h.side(width), h.title.NaturalWidth(), lineWidth(h.standing)
	first := float32(0)
	if h.lead != nil {
		first = max(NaturalWidth(h.lead), h.lead.MinSize().Width) + 14
	}
	switch {
	case first+title+tools <= inner:
		return true, true, inner - first - tools
	case h.spare && title+tools <= inner:
		return false, true, inner - tools
	}
	return true, false, inner - first
}

// lineWidth is how wide objects stand side by side, with a gap before each.
func lineWidth(objects []fyne.CanvasObject) float32 {
	var w float32
	for _, o := range shown(objects) {
		w += max(NaturalWidth(o), o.MinSize().Width) + phoneGap
	}
	return w
}

// under is the line below the title.
func (h *HeadBar) under(beside bool) []fyne.CanvasObject {
	if beside {
		return shown(h.trailing)
	}
	return shown(h.ends())
}

func (h *HeadBar) phoneHigh(width float32) float32 {
	return h.walkPhone(width, func(fyne.CanvasObject, float32, float32, float32, float32) {})
}

func (h *HeadBar) arrangePhone(width float32) {
	if lead, _, _ := h.phone(width); h.lead != nil && !lead && h.lead.Visible() {
		h.lead.Hide()
	}
	h.walkPhone(width, place)
}

// walkPhone visits everything with its place and answers the height of the head.
func (h *HeadBar) walkPhone(width float32, at func(o fyne.CanvasObject, x, y, w, h float32)) float32 {
	side := h.side(width)
	inner := width - 2*side
	lead, beside, text := h.phone(width)
	var tools float32
	if beside {
		for _, o := range shown(h.standing) {
			tools = max(tools, HeightFor(o, max(NaturalWidth(o), o.MinSize().Width)))
		}
	}
	th, sh := h.title.HeightFor(text), float32(0)
	apart := h.subtitle.NaturalWidth() > text && beside // it goes on below, over the whole width
	switch {
	case h.subtitle.String() == "":
	case apart:
		sh = h.subtitle.HeightFor(inner)
	default:
		sh = h.subtitle.HeightFor(text)
	}
	row := max(th+sh, tools)
	if apart {
		row = max(th, tools)
	}
	left := side
	if lead && h.lead != nil {
		w := max(NaturalWidth(h.lead), h.lead.MinSize().Width)
		lh := HeightFor(h.lead, w)
		row = max(row, lh)
		at(h.lead, left, 14+(row-lh)/2, w, lh)
		left += w + 14
	}
	y := float32(14)
	if apart {
		at(h.title, left, y+(row-th)/2, text, th)
		at(h.subtitle, side, y+row+2, inner, sh)
	} else {
		at(h.title, left, y+(row-th-sh)/2, text, th)
		at(h.subtitle, left, y+(row-th-sh)/2+th, text, sh)
	}
	if beside {
		x := width - side - lineWidth(h.standing) + phoneGap
		for _, o := range shown(h.standing) {
			w := max(NaturalWidth(o), o.MinSize().Width)
			oh := HeightFor(o, w)
			at(o, x, y+(row-oh)/2, w, oh)
			x += w + phoneGap
		}
	}
	y += row
	if apart {
		y += sh + 2
	}
	if under := h.under(beside); len(under) > 0 {
		y += 12
		y += walkLine(under, inner, func(o fyne.CanvasObject, x, oy, w, oh float32) { at(o, side+x, y+oy, w, oh) })
	}
	return y + 8
}

// walkLine sets objects side by side in the middle of a line; a box to find in takes what is left of it. Where there is no room they go
// on below, the box over the whole width.
func walkLine(objects []fyne.CanvasObject, width float32, at func(o fyne.CanvasObject, x, y, w, h float32)) float32 {
	box := -1
	rest := width + phoneGap
	for i, o := range objects {
		if _, ok := o.(*NoteBox); ok {
			box = i
			rest -= phoneGap
			continue
		}
		rest -= max(NaturalWidth(o), o.MinSize().Width) + phoneGap
	}
	if box < 0 || rest < grown(172) {
		l := &wrap{gap: phoneGap}
		return l.walk(objects, width, at)
	}
	high, x := float32(0), float32(0)
	wide := func(i int) float32 {
		if i == box {
			return rest
		}
		return max(NaturalWidth(objects[i]), objects[i].MinSize().Width)
	}
	for i, o := range objects {
		high = max(high, HeightFor(o, wide(i)))
	}
	for i, o := range objects {
		w := wide(i)
		oh := HeightFor(o, w)
		at(o, x, (high-oh)/2, w, oh)
		x += w + phoneGap
	}
	return high
}
