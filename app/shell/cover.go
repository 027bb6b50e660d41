package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/fieldfare/fieldfare/app/kit"
)

// cover blanks the whole window, so that a parent who comes near reads nothing. One tap or any key brings it back.
type cover struct {
	widget.BaseWidget
	up    bool
	tap   func()
	panel *kit.Panel
}

func newCover(tap func()) *cover {
	words := kit.Column(16, kit.Middle(kit.AtLeast(72, 72, kit.NewLogo(72))),
		kit.Title("Covered").Align(fyne.TextAlignCenter), kit.Quieter("Tap anywhere to go on").Align(fyne.TextAlignCenter))
	c := &cover{tap: tap, panel: kit.NewPanel(kit.Page, kit.Middle(kit.Fixed(280, words)))}
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
func (c *cover) AccessibilityLabel() string { return "Covered. Tap to go on" }

// AccessibilityRole is part of fyne.Accessible.
func (c *cover) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Tapped shows the screen again.
func (c *cover) Tapped(*fyne.PointEvent) { c.tap() }
