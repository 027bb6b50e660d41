package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// List shows any number of rows with a handful of recycled ones. It scrolls by finger, and by keyboard: arrows move,
// Space or Enter taps.
type List struct {
	wid
	drag
	list  *rowList
	count func() int
	fill  func(i int) RowData
	tap   func(i int)
	shows map[int]*ListRow // the row that showed an index last
	highs map[int]float32  // heights of rows that are not as high as most
	moved bool             // a row turned out higher or lower than it was placed
	usual float32          // the height of most rows
	width float32          // that the rows on show were measured at
	wants wants
}

var _ fyne.Draggable = (*List)(nil)

// rowList is Fyne's list with our focus ring and Enter.
type rowList struct {
	widget.List
	owner *List
	at    int
	on    bool
}

// NewList makes a list; fill answers the values of a row, tap is told which row was tapped.
func NewList(count func() int, fill func(i int) RowData, tap func(i int)) *List {
	l := &List{count: count, fill: fill, tap: tap, shows: map[int]*ListRow{}, highs: map[int]float32{}}
	l.list = &rowList{owner: l}
	l.list.HideSeparators = false
	l.list.Length = count
	l.list.CreateItem = func() fyne.CanvasObject {
		r := NewListRow(RowData{Icon: IconFile, Title: "Row", Subtitle: "Row"}, nil)
		l.usual = r.MinSize().Height
		return r
	}
	l.list.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) { l.update(i, o.(*ListRow)) }
	l.list.ExtendBaseWidget(l.list)
	l.drag.offset = l.list.GetScrollOffset
	l.drag.scroll = func(y float32) { l.list.ScrollToOffset(y) }
	l.become(l)
	return l
}

// update fills a recycled row. It must not keep anything of the child it showed before.
func (l *List) update(i int, r *ListRow) {
	if i < 0 || i >= l.count() {
		return
	}
	for was, row := range l.shows {
		if row == r {
			delete(l.shows, was) // the row is recycled: it shows one index only
		}
	}
	l.shows[i] = r
	r.focused = l.list.on && l.list.at == i
	r.onTap = func() {
		l.list.at = i
		if l.tap != nil {
			l.tap(i)
		}
	}
	r.top, r.base = i == 0, i == l.count()-1 // a coloured row keeps within the round corners of its card
	r.SetData(l.fill(i))
	if w := l.Size().Width; w > 0 {
		l.measure(i, r, w)
	}
}

// measure gives a row the height that its words need at a width: a long name takes more lines, it is never cut.
func (l *List) measure(i int, r *ListRow, width float32) {
	if h := r.HeightFor(width); h != l.high(i) {
		l.highs[i] = h
		l.list.SetItemHeight(i, h)
		l.moved = true
	}
}

// Reload shows the values anew after they changed.
func (l *List) Reload() {
	l.wants = wants{}
	l.list.Refresh()
	l.settle()
}

// settle places the rows again where some turned out higher while they were placed: those below must not lie on them.
func (l *List) settle() {
	for range 3 {
		if !l.moved {
			return
		}
		l.moved = false
		l.list.Refresh()
	}
}

// ScrollToRow brings a row into view.
func (l *List) ScrollToRow(i int) { l.list.ScrollTo(i) }

// Offset is how far the list has been scrolled.
func (l *List) Offset() float32 { return l.list.GetScrollOffset() }

// Dragged follows the finger.
func (l *List) Dragged(e *fyne.DragEvent) { l.drag.moved(e.Dragged.DY) }

// DragEnd lets the list run on.
func (l *List) DragEnd() { l.drag.end() }

// high is the height of a row: the usual one unless its words needed more.
func (l *List) high(i int) float32 {
	if h, ok := l.highs[i]; ok {
		return h
	}
	return l.usual
}

// eachVisible visits the rows on show with their place in the list. Fyne keeps its pool of rows to itself, so the
// places are reckoned the way its list does.
func (l *List) eachVisible(visit func(r *ListRow, y float32)) {
	y, view := -l.Offset(), l.Size().Height
	for i := 0; i < l.count() && y < view; i++ {
		h := l.high(i)
		if r := l.shows[i]; r != nil && y+h > 0 {
			visit(r, y)
		}
		y += h + textSize(theme.SizeNamePadding)
	}
}

func (l *List) parts() []fyne.CanvasObject { return []fyne.CanvasObject{l.list} }
func (l *List) dress()                     {}
func (l *List) least() fyne.Size           { return fyne.NewSize(target, 64) }
func (l *List) arrange(size fyne.Size) {
	if size.Width != l.width && size.Width > 0 {
		// A tablet that is turned: Fyne fills no row anew that is still on show, and their words break elsewhere now.
		l.width = size.Width
		for i, r := range l.shows {
			l.measure(i, r, size.Width)
		}
	}
	place(l.list, 0, 0, size.Width, size.Height)
	l.settle()
}

// HeightFor is a few rows: a list takes the height it is given.
func (l *List) HeightFor(float32) float32 { return 64 }

// FocusGained shows the ring on the current row.
func (r *rowList) FocusGained() {
	r.on = true
	r.RefreshItem(r.at)
}

// FocusLost hides the ring.
func (r *rowList) FocusLost() {
	r.on = false
	r.RefreshItem(r.at)
}

// TypedKey moves by arrows and taps by Space or Enter.
func (r *rowList) TypedKey(e *fyne.KeyEvent) {
	touched()
	last := r.Length() - 1
	next := r.at
	switch e.Name {
	case fyne.KeyDown:
		next++
	case fyne.KeyUp:
		next--
	case fyne.KeyPageDown:
		next += 8
	case fyne.KeyPageUp:
		next -= 8
	case fyne.KeyHome:
		next = 0
	case fyne.KeyEnd:
		next = last
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		if r.at <= last && r.owner.tap != nil {
			r.owner.tap(r.at)
		}
		return
	default:
		passOn(r, e)
		return
	}
	old := r.at
	r.at = min(max(next, 0), max(last, 0))
	r.RefreshItem(old)
	r.ScrollTo(r.at)
	r.RefreshItem(r.at)
}
