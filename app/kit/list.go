package kit

import (
	"sort"

	"fyne.io/fyne/v2"
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
	rows  map[*ListRow]int // what each recycled row shows
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
	l := &List{count: count, fill: fill, tap: tap, rows: map[*ListRow]int{}}
	l.list = &rowList{owner: l}
	l.list.HideSeparators = false
	l.list.Length = count
	l.list.CreateItem = func() fyne.CanvasObject {
		return NewListRow(RowData{Icon: IconFile, Title: "Row", Subtitle: "Row"}, nil)
	}
	l.list.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) { l.update(i, o.(*ListRow)) }
	l.list.ExtendBaseWidget(l.list)
	l.drag.offset = l.list.GetScrollOffset
	l.drag.scroll = func(y float32) { l.list.ScrollToOffset(y) }
	l.become(l)
	return l
}

func (l *List) update(i int, r *ListRow) {
	if i < 0 || i >= l.count() {
		return
	}
	l.rows[r] = i
	r.focused = l.list.on && l.list.at == i
	r.onTap = func() {
		l.list.at = i
		if l.tap != nil {
			l.tap(i)
		}
	}
	r.SetData(l.fill(i))
	if w := l.Size().Width; w > 0 {
		// A long name takes the lines it needs: its row grows, it is never cut.
		if h := r.HeightFor(w); h != r.Size().Height || h != r.MinSize().Height {
			l.list.SetItemHeight(i, h)
		}
	}
}

// Reload shows the values anew after they changed.
func (l *List) Reload() { l.list.Refresh() }

// ScrollToRow brings a row into view.
func (l *List) ScrollToRow(i int) { l.list.ScrollTo(i) }

// Offset is how far the list has been scrolled.
func (l *List) Offset() float32 { return l.list.GetScrollOffset() }

// Dragged follows the finger.
func (l *List) Dragged(e *fyne.DragEvent) { l.drag.moved(e.Dragged.DY) }

// DragEnd lets the list run on.
func (l *List) DragEnd() { l.drag.end() }

// visibleRows are the rows on show, in order.
func (l *List) visibleRows() []fyne.CanvasObject {
	type shownRow struct {
		r *ListRow
		i int
	}
	var seen []shownRow
	for r, i := range l.rows {
		if i < l.count() && r.Visible() && fyne.CurrentApp().Driver().CanvasForObject(r) != nil {
			seen = append(seen, shownRow{r, i})
		}
	}
	sort.Slice(seen, func(a, b int) bool { return seen[a].i < seen[b].i })
	out := make([]fyne.CanvasObject, len(seen))
	for i, s := range seen {
		out[i] = s.r
	}
	return out
}

func (l *List) parts() []fyne.CanvasObject { return []fyne.CanvasObject{l.list} }
func (l *List) dress()                     {}
func (l *List) least() fyne.Size           { return fyne.NewSize(target, 64) }
func (l *List) arrange(size fyne.Size) {
	place(l.list, 0, 0, size.Width, size.Height)
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
