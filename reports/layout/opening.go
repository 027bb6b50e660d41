package layout

import "github.com/fieldfare/fieldfare/reports"

// mostOpening is how many blocks may stand before what is not known and still be page one's.
const mostOpening = 12

// opening returns the index of the last block that belongs to page one: in a school's advice everything before its first
// page break, elsewhere the box that says what is not known, in sight of whoever reads no further. -1 when there is none.
func opening(doc reports.Document) int {
	if doc.Kind == reports.SchoolAdvice {
		for i, b := range doc.Blocks[:min(len(doc.Blocks), mostOpening)] {
			if _, ok := b.(*reports.PageBreak); ok {
				return i - 1
			}
		}
		return -1
	}
	for i, b := range doc.Blocks[:min(len(doc.Blocks), mostOpening)] {
		switch b := b.(type) {
		case *reports.Callout:
			if b.Style == reports.CalloutGap {
				return i
			}
		case *reports.Section:
			if b.Letter != "" {
				return -1
			}
		case *reports.PageBreak:
			return -1
		}
	}
	return -1
}

// squeeze returns the last block to be set a little closer, so that page one holds what belongs to it, or -1 where it
// fits as it is or would not fit even so. Type never shrinks; only air does.
func squeeze(doc reports.Document) int {
	last := opening(doc)
	if last < 0 || fits(doc, last, -1) || !fits(doc, last, last) {
		return -1
	}
	return last
}

// fits reports whether the blocks up to last stand on page one, with those up to tight set closer.
func fits(doc reports.Document, last, tight int) bool {
	l := newLayer(doc, tight)
	l.title()
	for i := 0; i <= last; i++ {
		l.block(i)
	}
	return l.top()+height(l.strips, true) <= bodyEnd+slack
}
