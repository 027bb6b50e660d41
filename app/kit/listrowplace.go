package kit

import "fyne.io/fyne/v2"

// rowTime is the width of the clock column of a row, so that titles stand in one line below each other.
const rowTime = 96

// room answers what is left for title and subtitle at a width, and what the far end takes.
func (r *ListRow) room(width float32) (left, text, trail float32) {
	d := r.data
	left = r.padX
	if d.Badge != "" {
		left += max(40, r.badge.MinSize().Width+16) + 12
	} else if d.Icon != "" {
		left += 24 + 12
	}
	if d.Time != "" {
		left += max(rowTime, r.clock.MinSize().Width+16)
	}
	right := r.padX
	if d.Chevron {
		right += 24 + 8
	}
	if d.Tag != nil {
		right += r.tag.MinSize().Width + 16
	}
	if r.extra != nil {
		right += max(NaturalWidth(r.extra), r.extra.MinSize().Width) + 12
	}
	if d.Trailing != "" {
		// A value keeps its words whole while there is room for the title beside it.
		trail = min(r.trailing.NaturalWidth(), max((width-left-right)*0.6, r.trailing.MinSize().Width))
		right += trail + 16
	}
	return left, max(width-left-right, 40), trail
}

// HeightFor grows the row with the lines its words need.
func (r *ListRow) HeightFor(width float32) float32 {
	_, text, trail := r.room(width)
	h := r.title.HeightFor(text)
	if r.data.Subtitle != "" {
		h += r.subtitle.HeightFor(text)
	}
	if r.data.Trailing != "" {
		h = max(h, r.trailing.HeightFor(trail))
	}
	if r.extra != nil {
		h = max(h, r.extra.MinSize().Height-8)
	}
	pad := float32(24)
	if r.data.TitleBig {
		pad = 28
	}
	return max(64, h+pad)
}

// NaturalWidth is the width at which nothing wraps.
func (r *ListRow) NaturalWidth() float32 {
	left, text, _ := r.room(1e4)
	return left + max(r.title.NaturalWidth(), r.subtitle.NaturalWidth()) + (1e4 - left - text)
}

func (r *ListRow) least() fyne.Size {
	w := r.Size().Width
	left, text, _ := r.room(1000)
	leastW := left + (1000 - left - text) + 60
	if w == 0 {
		w = r.NaturalWidth()
	}
	return fyne.NewSize(min(leastW, 320), r.HeightFor(w))
}

func (r *ListRow) arrange(size fyne.Size) {
	d := r.data
	left, text, trail := r.room(size.Width)
	place(r.back, 0, 0, size.Width, size.Height)
	place(r.bar, 0, 12, 4, size.Height-24)
	r.ring.arrange(ringRoom, ringRoom, size.Width-2*ringRoom, size.Height-2*ringRoom)
	mid := size.Height / 2
	place(r.icon, r.padX, mid-12, 24, 24)
	bw := max(40, r.badge.MinSize().Width+16)
	place(r.square, r.padX, mid-20, bw, 40)
	bm := r.badge.MinSize()
	place(r.badge, r.padX+(bw-bm.Width)/2, mid-bm.Height/2, bm.Width, bm.Height)
	if d.Time != "" {
		cm := r.clock.MinSize()
		place(r.clock, left-max(rowTime, cm.Width+16), mid-cm.Height/2, cm.Width, cm.Height)
	}
	th := r.title.HeightFor(text)
	sh := float32(0)
	if d.Subtitle != "" {
		sh = r.subtitle.HeightFor(text)
	}
	y := (size.Height - th - sh) / 2
	place(r.title, left, y, text, th)
	place(r.subtitle, left, y+th, text, sh)
	x := size.Width - r.padX
	if d.Chevron {
		place(r.chevron, x-20, mid-12, 24, 24)
		x -= 24 + 8
	}
	if d.Tag != nil {
		m := r.tag.MinSize()
		x -= m.Width
		place(r.tag, x, mid-m.Height/2, m.Width, m.Height)
		x -= 16
	}
	if r.extra != nil {
		w := max(NaturalWidth(r.extra), r.extra.MinSize().Width)
		h := r.extra.MinSize().Height
		x -= w
		place(r.extra, x, mid-h/2, w, h)
		x -= 12
	}
	if d.Trailing != "" {
		h := r.trailing.HeightFor(trail)
		place(r.trailing, x-trail, mid-h/2, trail, h)
	}
}
