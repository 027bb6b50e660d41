package kit

import "fyne.io/fyne/v2"

// held is what a page keeps at its height on the screen while other things on it come and go: what a finger rests on, or the words somebody
// types. A form that gets shorter above would otherwise move away under the hand, and a tap would land beside.
type held struct {
	o  fyne.CanvasObject
	at float32 // its top within the content
}

// holdPage has the page around an object keep it where it is, as long as it is in use; nil is nothing.
func holdPage(o fyne.CanvasObject) {
	if o == nil {
		return
	}
	if s := pageOf(o); s != nil {
		at, ok := offsetIn(s.content, o, 0)
		if s.held = (held{}); ok {
			s.held = held{o, at}
		}
	}
}

// stay scrolls by as much as what is held has been moved.
func (s *Scroller) stay() {
	if s.held.o == nil {
		return
	}
	at, ok := float32(0), inUse() == s.held.o
	if ok {
		at, ok = offsetIn(s.content, s.held.o, 0)
	}
	if !ok {
		s.held = held{}
		return
	}
	by := at - s.held.at
	if s.held.at = at; by != 0 {
		s.ScrollTo(s.Offset() + by)
	}
}

// inner is the content as the scroll has it.
func (s *Scroller) inner() fyne.CanvasObject {
	return &fyne.Container{Layout: staying{s}, Objects: []fyne.CanvasObject{s.content}}
}

// staying lays the content out and keeps what is held where it was. Fyne comes here by itself when something in it has another height.
type staying struct{ s *Scroller }

func (l staying) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	place(objects[0], 0, 0, size.Width, size.Height)
	l.s.stay()
}

// MinSize is only about the height: a page is as wide as it is shown, and how narrow it could be is dear to reckon.
func (l staying) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if l.s.high > 0 {
		return fyne.NewSize(0, l.s.high)
	}
	if w := l.s.Size().Width; w > 0 {
		return fyne.NewSize(0, HeightFor(objects[0], w))
	}
	return objects[0].MinSize()
}
