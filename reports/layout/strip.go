package layout

import "github.com/fieldfare/fieldfare/reports"

// hold says how strongly a strip stays with the next one.
type hold uint8

const (
	free hold = iota // a page may end here
	soft             // only when the whole would not fit on a page of its own
	firm             // only when a row or a heading with its first lines is taller than a page
)

// A strip is a horizontal slice of the flow that never splits. Its items' Y counts from its top.
type strip struct {
	h       float64
	need    float64 // room its items take from its top, when that is more than h
	before  float64 // space above, dropped at the top of a page
	items   []Item
	hold    hold
	frames  []*frame
	head    *strip // drawn again above this strip when a page starts with it
	newPage bool
	placed  int        // 1 once it is placed itself, not as a repeated head
	marks   []Bookmark // Page is filled in when placed
}

// frameKind is what is drawn around or beside the strips of a frame.
type frameKind uint8

const (
	pole      frameKind = iota // from the tab to the end of a card, in the margin
	wordsBar                   // beside a child's words
	boxDo                      // a callout: something to do
	boxGap                     // something not known
	boxStop                    // when to stop
	strengths                  // the bars of the strengths, one a column
)

// A frame is drawn once on every page that has one of its strips, from the first to the last of them there.
type frame struct {
	kind  frameKind
	xs    []float64 // strengths: where the bars stand
	count int       // how many strips it holds
	done  int       // how many of them are placed
}

// boxAir is the padding of a box where it goes over a page end.
const boxAir = 1.5

// boxed reports whether f is drawn around its strips.
func (f *frame) boxed() bool { return f.kind == boxDo || f.kind == boxGap || f.kind == boxStop }

// items draws f from y to end.
func (f *frame) items(y, end float64) []Item {
	box := func(fill, edge Color, weight float64) []Item {
		return []Item{{Shape: Rect, X: colX + weight/2, Y: y + weight/2, W: colW - weight, H: end - y - weight,
			Fill: fill, Stroke: edge, Weight: weight, Node: Artifact}}
	}
	switch f.kind {
	case pole:
		return []Item{rect(marginX, y, poleLine, end-y, Slate)}
	case wordsBar:
		return []Item{rect(colX, y, quoteBar, end-y, Slate)}
	case boxDo:
		return box(White, Slate, calloutLine)
	case boxGap:
		return box(GapWash, Chestnut, calloutLine)
	case boxStop:
		return box(White, Slate, stopLine)
	case strengths:
		var out []Item
		for _, x := range f.xs {
			out = append(out, rect(x, y, poleLine, end-y, Slate))
		}
		return out
	}
	return nil
}

// A layer turns blocks into strips and grows the tree of nodes as it goes, so that nothing can be drawn that the tree
// does not know.
type layer struct {
	doc     reports.Document
	nodes   []Node
	strips  []strip
	frames  []*frame // open now; every strip added belongs to them
	gap     float64  // space before the next strip
	level   int      // of the last heading
	newPage bool     // the next strip starts a page
	tightTo int      // the last block that is set closer, see squeeze
	tight   bool     // the block being set is one of those
	err     error    // the first block that cannot be drawn
}

// node adds an element under parent and returns its index.
func (l *layer) node(parent int, n Node) int {
	n.Parent = parent
	l.nodes = append(l.nodes, n)
	return len(l.nodes) - 1
}

// add appends a strip under the space that is due and the frames that are open.
func (l *layer) add(s strip) {
	s.before += l.gap
	s.newPage = l.newPage && len(l.strips) > 0
	l.gap, l.newPage = 0, false
	for _, f := range l.frames {
		f.count++
		if f.boxed() && s.head == nil {
			s.head = &strip{h: boxAir}
		}
	}
	s.frames = append(s.frames, l.frames...)
	l.strips = append(l.strips, s)
}

// pad appends an empty strip h high that stays with what follows or, when it ends something, with what stands before.
func (l *layer) pad(h float64, keep hold) { l.add(strip{h: h, hold: keep}) }

// open and shut begin and end a frame.
func (l *layer) open(f *frame) { l.frames = append(l.frames, f) }
func (l *layer) shut()         { l.frames = l.frames[:len(l.frames)-1] }

// stick raises the hold of the strips from index a up to, but not including, the last one.
func (l *layer) stick(a int, keep hold) {
	for i := a; i+1 < len(l.strips); i++ {
		l.strips[i].hold = max(l.strips[i].hold, keep)
	}
}

// cling makes the last strip stay with whatever comes next.
func (l *layer) cling(keep hold) {
	if n := len(l.strips); n > 0 {
		l.strips[n-1].hold = max(l.strips[n-1].hold, keep)
	}
}

// flow sets p in the column from x, width wide, one strip a line. The first two and the last two lines stay together,
// so that no page starts or ends with a single line of a paragraph.
func (l *layer) flow(p *para, x, width float64, n int) {
	lines := p.wrap(width)
	h := p.line.height()
	for i, ln := range lines {
		s := strip{h: h, items: ln.items(x, 0, n)}
		if i == 0 && len(lines) > 1 || i == len(lines)-2 {
			s.hold = firm
		}
		l.add(s)
	}
}
