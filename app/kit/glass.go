package kit

import "fyne.io/fyne/v2"

// glass lies over the words of an entry and hands wheel and finger to whom they belong. Fyne gives both to the entry, which has
// nothing to scroll while all of its words show, so that a page full of fields would stand still.
type glass struct {
	wid
	entry *input
	way   fyne.Delta     // how far a drag has come that nobody has got yet
	to    fyne.Draggable // who has got the drag under way
}

var (
	_ fyne.Scrollable = (*glass)(nil)
	_ fyne.Draggable  = (*glass)(nil)
)

// glassWay is how far a finger has to move before it is told whether it goes up and down or along a line.
const glassWay = 6

func newGlass(e *input) *glass {
	g := &glass{entry: e}
	g.become(g)
	return g
}

func (g *glass) parts() []fyne.CanvasObject { return nil }
func (g *glass) dress()                     {}
func (g *glass) least() fyne.Size           { return fyne.Size{} }
func (g *glass) arrange(fyne.Size)          {}

// Scrolled turns the words while there are more of them that way, and the page otherwise.
func (g *glass) Scrolled(e *fyne.ScrollEvent) {
	page := pageOf(g)
	if g.more(e.Scrolled) || page == nil {
		g.entry.words.Scrolled(e)
		return
	}
	page.scroll.Scrolled(e)
}

// more tells whether the words reach on in the direction of the wheel or the finger.
func (g *glass) more(d fyne.Delta) bool {
	s := g.entry.words
	if across(d) {
		return true
	}
	if !g.entry.MultiLine {
		return false
	}
	if d.DY > 0 {
		return s.Offset.Y > 0
	}
	return s.Offset.Y+s.Size().Height < s.Content.MinSize().Height
}

func across(d fyne.Delta) bool { return d.DX*d.DX > d.DY*d.DY }

// Dragged selects words or moves the page. A finger that goes up or down moves the page; so does a mouse that was pressed in a field
// without the cursor, because a desktop takes a finger for one. Where the cursor stands, a mouse selects.
func (g *glass) Dragged(e *fyne.DragEvent) {
	to := *e
	if g.to == nil {
		g.way.DX, g.way.DY = g.way.DX+e.Dragged.DX, g.way.DY+e.Dragged.DY
		if g.way.DX*g.way.DX+g.way.DY*g.way.DY < glassWay*glassWay {
			return
		}
		g.to, to.Dragged = g.taker(), g.way
	}
	if _, ok := g.to.(*Scroller); !ok { // the words reckon from where they begin
		to.Position = e.Position.Subtract(g.entry.words.Position()).Subtract(g.entry.words.Content.Position())
	} else if g.more(fyne.Delta{DY: to.Dragged.DY}) {
		g.entry.words.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: to.Dragged.DY}})
		return
	}
	g.to.Dragged(&to)
}

// taker is to whom a drag that begins belongs. A press puts the cursor into a field; one that moves the page takes it out again, and
// a tablet its keys.
func (g *glass) taker() fyne.Draggable {
	words := g.entry.words.Content.(fyne.Draggable)
	press, page := g.entry.presses, pageOf(g)
	if across(g.way) || page == nil || !press.finger && !press.fresh || !page.scrolls() && !g.more(g.way) {
		return words
	}
	if c := CanvasOf(g); press.fresh && c.Focused() == fyne.Focusable(g.entry) {
		c.Unfocus()
	}
	return page
}

// DragEnd lets the page run on, or the selection stand.
func (g *glass) DragEnd() {
	if g.to != nil {
		g.to.DragEnd()
	}
	g.to, g.way = nil, fyne.Delta{}
	rest(g.entry, false) // whose finger comes up elsewhere
}
