package layout

import "slices"

// placer puts strips on pages.
type placer struct {
	pages    []Page
	y        float64
	spans    []span // frames seen on the current page, in the order they began
	outline  []Bookmark
	firstTop float64
}

// span is how far a frame reaches on the current page, and where its items go.
type span struct {
	f      *frame
	y, end float64
	at     int // index in the page's items, so that boxes lie under their text
}

// items draws the frame; a box that goes on overleaf gets air under its last line here.
func (s span) items() []Item {
	if s.f.boxed() && s.f.done < s.f.count {
		s.end += boxAir
	}
	return s.f.items(s.y, s.end)
}

// place puts all strips on pages: as much as holds together goes to the next page together.
func place(strips []strip, firstTop float64) ([]Page, []Bookmark) {
	p := &placer{firstTop: firstTop}
	p.turn()
	for a := 0; a < len(strips); {
		b := chain(strips, a, soft)
		p.group(strips[a:b], soft)
		a = b
	}
	p.endPage()
	return p.pages, p.outline
}

// chain returns the end of the run of strips from a that hold together at least as strongly as keep.
func chain(strips []strip, a int, keep hold) int {
	for a+1 < len(strips) && strips[a].hold >= keep && !strips[a+1].newPage {
		a++
	}
	return a + 1
}

// group places strips that hold together: here if they fit, else on a new page if they fit there, else in the smaller
// groups they are made of, and at last one by one.
func (p *placer) group(strips []strip, keep hold) {
	if strips[0].newPage && !p.fresh() {
		p.turn()
	}
	switch {
	case p.y+height(strips, p.fresh()) <= bodyEnd+slack:
	case restTop+headHeight(strips[0])+height(strips, true) <= bodyEnd+slack:
		if !p.fresh() {
			p.turn()
		}
	case keep == soft:
		for a := 0; a < len(strips); {
			b := chain(strips, a, firm)
			p.group(strips[a:b], firm)
			a = b
		}
		return
	default:
		for _, s := range strips {
			if !p.fresh() && p.y+s.before+max(s.h, s.need) > bodyEnd+slack {
				p.turn()
			}
			p.strip(s)
		}
		return
	}
	for _, s := range strips {
		p.strip(s)
	}
}

// slack forgives rounding in sums of millimetres.
const slack = 0.01

// height is what strips take up; the first one's space above counts only when it is not at the top of a page.
func height(strips []strip, top bool) float64 {
	sum, most := 0.0, 0.0
	for i, s := range strips {
		if i > 0 || !top {
			sum += s.before
		}
		most = max(most, sum+s.need)
		sum += s.h
	}
	return max(sum, most)
}

// tallHead is the height from which a head is no longer repeated: it would leave too little of the page to what it heads.
const tallHead = (bodyEnd - restTop) / 3

// repeats reports whether s is drawn under its head when a page starts with it.
func repeats(s strip) bool { return s.head != nil && s.head.h < tallHead }

func headHeight(s strip) float64 {
	if !repeats(s) {
		return 0
	}
	return s.head.h
}

// fresh reports whether nothing stands on the current page yet.
func (p *placer) fresh() bool {
	return p.y == restTop && len(p.pages) > 1 || len(p.pages) == 1 && p.y == p.firstTop
}

// turn begins a page.
func (p *placer) turn() {
	p.endPage()
	p.pages = append(p.pages, Page{})
	p.y = restTop
	if len(p.pages) == 1 {
		p.y = p.firstTop
	}
}

// strip puts s at the current place, under its repeated head when it is the first on a page.
func (p *placer) strip(s strip) {
	if p.fresh() {
		if repeats(s) {
			head := *s.head
			head.frames, head.placed = s.frames, 0
			p.draw(head)
		}
	} else {
		p.y += s.before
	}
	s.placed = 1
	p.draw(s)
}

func (p *placer) draw(s strip) {
	page := &p.pages[len(p.pages)-1]
	for _, f := range s.frames {
		p.reach(f, s.h, len(page.Items))
		f.done += s.placed
	}
	for _, it := range s.items {
		it.Y += p.y
		page.Items = append(page.Items, it)
	}
	for _, m := range s.marks {
		m.Page, m.Y = len(p.pages)-1, p.y
		p.outline = append(p.outline, m)
	}
	p.y += s.h
}

// reach extends f on this page over a strip h high.
func (p *placer) reach(f *frame, h float64, at int) {
	for i := range p.spans {
		if p.spans[i].f == f {
			p.spans[i].end = p.y + h
			return
		}
	}
	p.spans = append(p.spans, span{f, p.y, p.y + h, at})
}

// endPage draws the frames of the page under the items they hold, then puts the page in reading order: decoration
// first, then the items of each node together. The lines of neighbouring cells are placed in turn, and somebody who
// copies text out, or whose reader ignores tags, must not get them interleaved.
func (p *placer) endPage() {
	if len(p.pages) == 0 {
		return
	}
	page := &p.pages[len(p.pages)-1]
	var under, over []Item
	next := 0
	for i, it := range page.Items {
		for next < len(p.spans) && p.spans[next].at <= i {
			s := p.spans[next]
			under = append(under, s.items()...)
			next++
		}
		if it.Node == Artifact {
			under = append(under, it)
		} else {
			over = append(over, it)
		}
	}
	for ; next < len(p.spans); next++ {
		under = append(under, p.spans[next].items()...)
	}
	slices.SortStableFunc(over, func(a, b Item) int { return a.Node - b.Node })
	page.Items, p.spans = append(under, over...), nil
}
