package kit

import "fyne.io/fyne/v2"

// rowTime is the width of the clock column of a row, so that titles stand in one line below each other. rowNarrow is
// the least room for words beside a tag or track; with less, these move to the second line.
const (
	rowTime   = 96
	rowNarrow = 150
	rowBeside = 200 // the least room for words beside a soft value; with less, the value moves below them
	barHigh   = 8   // a bar of time
	barRoom   = 24  // that bar with the room above and below it
)

// spread is how a row shares out its width.
type spread struct {
	left    float32 // where the words start
	text    float32 // the width of the title
	second  float32 // the width of the second line
	trail   float32 // the width of the value at the far end
	stacked bool    // tag and extra stand on the second line
	under   bool    // the value stands below the words
}

// edge is the room at the left: rows with a clock time stand a little further in.
func (r *ListRow) edge() float32 {
	if r.data.Time != "" {
		return 24
	}
	return 20
}

// extraWidth is what an object at the far end takes.
func (r *ListRow) extraWidth() float32 {
	if r.extra == nil {
		return 0
	}
	return max(NaturalWidth(r.extra), r.extra.MinSize().Width)
}

// beside is what tag and extra take.
func (r *ListRow) beside() float32 {
	var w float32
	if r.data.Tag != nil {
		w += r.tag.MinSize().Width + 20
	}
	if r.extra != nil {
		w += r.extraWidth() + 16
	}
	return w
}

// share answers how the row uses a width.
func (r *ListRow) share(width float32) spread {
	d := r.data
	s := spread{left: r.edge()}
	if d.Badge != "" {
		s.left += max(40, r.badge.MinSize().Width+16) + 12
	} else if d.Icon != "" {
		s.left += 24 + 12
	}
	if d.Time != "" {
		column := max(rowTime, r.clock.MinSize().Width+16)
		if width < 480 {
			column = r.clock.MinSize().Width + 12
		}
		s.left += column
	}
	right := float32(20)
	if d.Chevron {
		right += 24 + 4
	}
	if d.Timed {
		return r.shareTimed(s, width-s.left-right)
	}
	if d.Trailing != "" {
		// A value keeps its words whole while there is room for the title beside it.
		s.trail = min(r.trailing.NaturalWidth(), max((width-s.left-right)*0.6, r.trailing.MinSize().Width))
		if s.under = d.TrailSoft && width-s.left-right-s.trail-16 < rowBeside; s.under {
			s.trail = min(r.trailing.NaturalWidth(), max(40, width-s.left-right))
		} else {
			right += s.trail + 16
		}
	}
	s.text = width - s.left - right
	s.second = s.text
	if side := r.beside(); side > 0 {
		if s.stacked = s.text-side < rowNarrow; s.stacked {
			s.second = s.text - side
			if r.data.Subtitle == "" || s.second < min(r.subtitle.NaturalWidth(), rowNarrow) {
				s.second = s.text
			}
		} else {
			s.text -= side
			s.second = s.text
		}
	}
	s.text, s.second = max(s.text, 40), max(s.second, 40)
	return s
}

// shareTimed sets the value after the second line, or below it where both have no room on one line.
func (r *ListRow) shareTimed(s spread, width float32) spread {
	s.text, s.trail = max(width, 40), min(r.trailing.NaturalWidth(), max(width, 40))
	s.second = s.text - s.trail - 12
	if s.under = s.second < r.subtitle.NaturalWidth(); s.under {
		s.second = s.text
	}
	return s
}

// heights answers the height of title, second line and, when stacked below both, of tag and extra.
func (r *ListRow) heights(s spread) (title, second, below float32) {
	title = r.title.HeightFor(s.text)
	if r.data.Timed {
		title += barRoom
	}
	if r.data.Subtitle != "" {
		second = r.subtitle.HeightFor(s.second)
	}
	if !s.stacked {
		return title, second, 0
	}
	var side float32
	if r.data.Tag != nil {
		side = r.tag.MinSize().Height
	}
	if r.extra != nil {
		side = max(side, r.extra.MinSize().Height)
	}
	if r.data.Subtitle != "" && s.second < s.text {
		return title, max(second, side), 0
	}
	return title, second, side + 4
}

// underHigh is the height of a value that stands below the words.
func (r *ListRow) underHigh(s spread) float32 {
	if !s.under {
		return 0
	}
	return r.trailing.HeightFor(s.trail)
}

// HeightFor grows the row with the lines its words need.
func (r *ListRow) HeightFor(width float32) float32 {
	s := r.share(width)
	t, u, below := r.heights(s)
	h := t + u + below + r.underHigh(s)
	if r.data.Trailing != "" && !s.under {
		h = max(h, r.trailing.HeightFor(s.trail))
	}
	if r.extra != nil && !s.stacked {
		h = max(h, r.extra.MinSize().Height-8)
	}
	pad := float32(24)
	if r.data.TitleBig {
		pad = 28
	}
	if r.data.Badge != "" {
		return max(72, h+pad)
	}
	return max(64, h+pad)
}

// NaturalWidth is the width at which nothing wraps.
func (r *ListRow) NaturalWidth() float32 {
	const far = 1e4
	s := r.share(far)
	return far - s.text + max(r.title.NaturalWidth(), r.subtitle.NaturalWidth())
}

func (r *ListRow) least() fyne.Size {
	w := r.Size().Width
	if w == 0 {
		w = r.NaturalWidth()
	}
	return fyne.NewSize(min(240, r.NaturalWidth()), r.HeightFor(w))
}

func (r *ListRow) arrange(size fyne.Size) {
	d, s := r.data, r.share(size.Width)
	mid := size.Height / 2
	place(r.back, 0, 0, size.Width, size.Height)
	place(r.bar, 0, 12, 4, size.Height-24)
	r.ring.arrange(ringRoom, ringRoom, size.Width-2*ringRoom, size.Height-2*ringRoom)
	place(r.icon, r.edge(), mid-12, 24, 24)
	bw := max(40, r.badge.MinSize().Width+16)
	place(r.square, r.edge(), mid-20, bw, 40)
	bm := r.badge.MinSize()
	place(r.badge, r.edge()+(bw-bm.Width)/2, mid-bm.Height/2, bm.Width, bm.Height)
	th, sh, below := r.heights(s)
	y := (size.Height - th - sh - below - r.underHigh(s)) / 2
	if d.Time != "" {
		cm := r.clock.MinSize()
		top := mid - cm.Height/2
		if s.stacked {
			top = y
		}
		place(r.clock, r.edge(), top, cm.Width, cm.Height)
	}
	place(r.title, s.left, y, s.text, r.title.HeightFor(s.text))
	place(r.gone, s.left, y+th-(barRoom+barHigh)/2, s.text, barHigh)
	line := sh
	if d.Subtitle != "" {
		line = r.subtitle.HeightFor(s.second)
	}
	place(r.subtitle, s.left, y+th+(sh-line)/2, s.second, line)
	x := size.Width - 20
	if d.Chevron {
		place(r.chevron, x-24, mid-12, 24, 24)
		x -= 24 + 4
	}
	switch {
	case s.under:
		place(r.trailing, s.left, y+th+sh+below, s.trail, r.underHigh(s))
	case d.Timed:
		place(r.trailing, s.left+s.text-s.trail, y+th, s.trail, r.trailing.HeightFor(s.trail))
	case d.Trailing != "":
		h := r.trailing.HeightFor(s.trail)
		place(r.trailing, x-s.trail, mid-h/2, s.trail, h)
		x -= s.trail + 16
	}
	switch {
	case !s.stacked:
		r.placeBeside(x, mid, false)
	case below > 0:
		r.placeBeside(s.left, y+th+sh+4+(below-4)/2, true)
	default:
		r.placeBeside(x, y+th+sh/2, false)
	}
}

// placeBeside sets tag and extra on a middle line: from a right edge leftwards, or from a left edge.
func (r *ListRow) placeBeside(x, mid float32, fromLeft bool) {
	set := func(o fyne.CanvasObject, w, h, gap float32) {
		if fromLeft {
			place(o, x, mid-h/2, w, h)
			x += w + gap
			return
		}
		x -= gap
		x -= w
		place(o, x, mid-h/2, w, h)
	}
	if r.data.Tag != nil {
		m := r.tag.MinSize()
		gap := float32(0)
		if r.data.Chevron && !fromLeft {
			gap = 12
		}
		set(r.tag, m.Width, m.Height, gap)
	}
	if r.extra != nil {
		gap := float32(0)
		if r.data.Chevron && !fromLeft {
			gap = 12
		}
		set(r.extra, r.extraWidth(), r.extra.MinSize().Height, gap)
	}
}
