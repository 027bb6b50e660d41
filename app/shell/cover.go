package shell

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/mobile"
	"fyne.io/fyne/v2/widget"

	"github.com/fieldfare/fieldfare/app/kit"
)

// uncoverAfter is how long a finger must rest on the cover before the screen shows again: one that brushes past, or a child who
// pats the tablet, shows nothing.
const uncoverAfter = 600 * time.Millisecond

// uncoverByKey is how long after a key the screen shows again: its letter comes just behind it, and would be typed into whatever
// had the keyboard before.
const uncoverByKey = 80 * time.Millisecond

// cover blanks the whole window, so that a parent who comes near reads nothing. A finger that rests anywhere on it, or any key,
// brings the screen back.
type cover struct {
	widget.BaseWidget
	up    bool
	clock kit.Clock
	back  func()
	stop  func() // ends the wait of a finger that is down
	panel *kit.Panel
}

func newCover(clock kit.Clock, back func()) *cover {
	words := kit.Column(16, kit.Middle(kit.AtLeast(72, 72, kit.NewLogo(72))),
		kit.Title("Covered").Align(fyne.TextAlignCenter), kit.Quieter("Touch and hold anywhere to go on").Align(fyne.TextAlignCenter))
	c := &cover{clock: clock, back: back, panel: kit.NewPanel(kit.Page, kit.Middle(kit.Fixed(300, words)))}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer is part of fyne.Widget.
func (c *cover) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.panel) }

// Inner lets the walkers of kit see the words.
func (c *cover) Inner() []fyne.CanvasObject { return []fyne.CanvasObject{c.panel} }

// Name is what the layout dump calls the cover.
func (c *cover) Name() string { return "Go on" }

// AccessibilityLabel is part of fyne.Accessible.
func (c *cover) AccessibilityLabel() string {
	return "Covered. Touch and hold to go on, or press a key"
}

// AccessibilityRole is part of fyne.Accessible.
func (c *cover) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// hold begins the wait; a second finger does not begin another.
func (c *cover) hold() {
	if c.stop == nil && c.up {
		c.stop = c.clock.After(uncoverAfter, func() {
			if c.stop = nil; c.up {
				c.back()
			}
		})
	}
}

// pressed brings the screen back after a key. A finger that is down at that moment waits no longer.
func (c *cover) pressed() {
	c.letGo()
	c.stop = c.clock.After(uncoverByKey, func() {
		if c.stop = nil; c.up {
			c.back()
		}
	})
}

// letGo ends a wait that is not over.
func (c *cover) letGo() {
	if c.stop != nil {
		c.stop()
		c.stop = nil
	}
}

// Tapped does nothing: a tap shows nothing.
func (c *cover) Tapped(*fyne.PointEvent) {}

// MouseDown begins the wait.
func (c *cover) MouseDown(*desktop.MouseEvent) { c.hold() }

// MouseUp ends it.
func (c *cover) MouseUp(*desktop.MouseEvent) { c.letGo() }

// TouchDown begins the wait.
func (c *cover) TouchDown(*mobile.TouchEvent) { c.hold() }

// TouchUp ends it.
func (c *cover) TouchUp(*mobile.TouchEvent) { c.letGo() }

// TouchCancel ends it.
func (c *cover) TouchCancel(*mobile.TouchEvent) { c.letGo() }
