package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// fling is the running-on of content after a finger lets go.
const (
	flingKeep   = 0.94 // part of the speed left after each step
	flingStep   = 16 * time.Millisecond
	flingLeast  = 0.5 // units a step below which it stands still
	flingMost   = 60  // units a step: a jerk of the hand must not lose the place
	flingMostMS = 120 // a finger that rested this long before letting go does not fling
)

// drag turns the movements of a finger into offsets: Fyne's desktop builds do not scroll by touch.
type drag struct {
	offset func() float32
	scroll func(float32)
	now    func() time.Time
	speed  float32
	last   time.Time
	run    *fyne.Animation
}

// moved follows the finger exactly and remembers its speed, smoothed over the last moves.
func (d *drag) moved(dy float32) {
	touched()
	d.halt()
	d.scroll(d.offset() - dy)
	d.speed = min(max(0.6*-dy+0.4*d.speed, -flingMost), flingMost)
	d.last = d.clock()
}

func (d *drag) clock() time.Time {
	if d.now != nil {
		return d.now()
	}
	return time.Now()
}

// end lets the content run on, unless the finger rested first or the person asked for less motion.
func (d *drag) end() {
	speed := d.speed
	d.speed = 0
	if d.clock().Sub(d.last) > flingMostMS*time.Millisecond || textSize(sizeStill) == 1 {
		return
	}
	if speed < 2 && speed > -2 {
		return
	}
	var seen time.Duration
	const whole = 1500 * time.Millisecond
	d.run = fyne.NewAnimation(whole, func(part float32) {
		at := time.Duration(float32(whole) * part)
		for ; seen+flingStep <= at; seen += flingStep {
			if speed < flingLeast && speed > -flingLeast {
				return
			}
			d.scroll(d.offset() + speed)
			speed *= flingKeep
		}
	})
	d.run.Curve = fyne.AnimationLinear
	d.run.Start()
}

// halt stops a running fling: a finger that lands holds the content.
func (d *drag) halt() {
	if d.run != nil {
		d.run.Stop()
		d.run = nil
	}
}

// Scroller lets content of any height scroll: by finger with a fling, by wheel, by bar and by keyboard focus.
type Scroller struct {
	wid
	drag
	content fyne.CanvasObject
	scroll  *container.Scroll
	nearing func()
	adding  bool // what is near is being made
	held    held
	high    float32 // the content, as long as it is being arranged; 0 at any other time
}

var _ fyne.Draggable = (*Scroller)(nil)

// NewScroller makes content scroll up and down.
func NewScroller(content fyne.CanvasObject) *Scroller {
	s := &Scroller{content: content}
	s.scroll = container.NewVScroll(s.inner())
	s.drag.offset = func() float32 { return s.scroll.Offset.Y }
	s.drag.scroll = s.ScrollTo
	s.become(s)
	return s
}

// Nearing has f called whenever less than one view of the content is left below: who lists hundreds makes the next rows then, and
// refreshes the scroller.
func (s *Scroller) Nearing(f func()) *Scroller {
	s.nearing = f
	s.scroll.OnScrolled = func(fyne.Position) { s.near() }
	return s
}

// near calls what Nearing was given, where the end is near.
func (s *Scroller) near() {
	view := s.scroll.Size().Height
	if s.nearing == nil || s.adding || view <= 0 || s.content.Size().Height-s.Offset() >= 2*view {
		return
	}
	s.adding = true
	s.nearing()
	s.adding = false
}

// SetContent puts other content in and starts at its top.
func (s *Scroller) SetContent(o fyne.CanvasObject) {
	s.content = o
	s.scroll.Content = s.inner()
	s.scroll.Offset = fyne.Position{}
	s.arrange(s.Size())
	s.scroll.Refresh()
}

// Offset is how far the content has been scrolled.
func (s *Scroller) Offset() float32 { return s.scroll.Offset.Y }

// ScrollTo shows the content from an offset on, kept within its ends.
func (s *Scroller) ScrollTo(y float32) {
	most := max(0, s.content.Size().Height-s.scroll.Size().Height)
	s.scroll.ScrollToOffset(fyne.NewPos(0, min(max(y, 0), most)))
	s.near()
}

// scrolls tells whether there is more than shows.
func (s *Scroller) scrolls() bool { return s.content.Size().Height > s.scroll.Size().Height }

// Reveal scrolls as little as needed to bring an object of the content into view, with some air around it.
func (s *Scroller) Reveal(o fyne.CanvasObject) {
	top, ok := offsetIn(s.content, o, 0)
	if !ok {
		return
	}
	const air = 16
	view := s.scroll.Size().Height
	switch bottom := top + o.Size().Height; {
	case top-air < s.Offset():
		s.ScrollTo(top - air)
	case bottom+air > s.Offset()+view:
		s.ScrollTo(bottom + air - view)
	}
}

// Dragged follows the finger.
func (s *Scroller) Dragged(e *fyne.DragEvent) { s.drag.moved(e.Dragged.DY) }

// DragEnd lets the content run on.
func (s *Scroller) DragEnd() { s.drag.end() }

func (s *Scroller) leastWidth() float32 { return target }

func (s *Scroller) parts() []fyne.CanvasObject { return []fyne.CanvasObject{s.scroll} }
func (s *Scroller) dress()                     {}
func (s *Scroller) least() fyne.Size           { return fyne.NewSize(target, target) }

// arrange tells the content its width first: wrapped words then know their height before the scroll asks for it.
func (s *Scroller) arrange(size fyne.Size) {
	if size.Width > 0 {
		s.high = HeightFor(s.content, size.Width)
		defer func() { s.high = 0 }()
		s.content.Resize(fyne.NewSize(size.Width, max(size.Height, s.high)))
	}
	place(s.scroll, 0, 0, size.Width, size.Height)
	s.scroll.Refresh()
	s.ScrollTo(s.Offset())
	s.stay()
}

// HeightFor is what the content would need: a Scroller alone in a page takes what it is given.
func (s *Scroller) HeightFor(float32) float32 { return target }

// offsetIn finds the top of an object within another.
func offsetIn(root, o fyne.CanvasObject, at float32) (float32, bool) {
	if root == o {
		return at, true
	}
	for _, c := range inside(root) {
		if c == nil {
			continue
		}
		if y, ok := offsetIn(c, o, at+c.Position().Y); ok {
			return y, true
		}
	}
	return 0, false
}

// revealed is called when a control gains the focus; the Scroller around it, if any, brings it into view. Under a finger it does so when
// that has left: Fyne takes the focus from what is no longer under the finger then.
func revealed(o fyne.CanvasObject) {
	c := CanvasOf(o)
	if c == nil {
		return
	}
	has := c.Focused()
	show := func() {
		if s := pageOf(o); s != nil && c.Focused() == has {
			s.Reveal(o)
		}
	}
	if finger != nil {
		Draw(show)
		return
	}
	holdPage(inUse())
	show()
}

// pageOf is the innermost Scroller around an object on show, on the screen or on a sheet over it; nil for none.
func pageOf(o fyne.CanvasObject) *Scroller {
	if fyne.CurrentApp() == nil {
		return nil
	}
	c := CanvasOf(o)
	if c == nil {
		return nil
	}
	for _, sheet := range c.Overlays().List() {
		if s := scrollerAround(sheet, o); s != nil {
			return s
		}
	}
	return scrollerAround(c.Content(), o)
}

// scrollerAround finds the innermost scroller that holds an object.
func scrollerAround(root, o fyne.CanvasObject) *Scroller {
	var found *Scroller
	var walk func(at fyne.CanvasObject, s *Scroller) bool
	walk = func(at fyne.CanvasObject, s *Scroller) bool {
		if at == nil {
			return false
		}
		if at == o {
			found = s
			return true
		}
		if next, ok := at.(*Scroller); ok {
			s = next
		}
		for _, c := range inside(at) {
			if walk(c, s) {
				return true
			}
		}
		return false
	}
	walk(root, nil)
	return found
}
