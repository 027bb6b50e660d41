package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// ChildBandData says who a screen is about, as plain values.
type ChildBandData struct {
	Family   string // shown in capitals, as on an identity band; empty where the name has none
	Given    string // the whole name, in its own order, where Family is empty
	KnownAs  string // empty when the same as Given
	Line     string // age, born, NHS number, place, joined by " · "
	Initials string
}

// bandPhone is the width below which the band stands in two storeys, and bandText the room for the name below which it does so too.
const (
	bandPhone = 600
	bandText  = 280
)

// ChildBand is the dark band that says which child is being written about. It stands outside every scroller.
type ChildBand struct {
	wid
	data   ChildBandData
	back   *canvas.Rectangle
	square *canvas.Rectangle
	mark   *canvas.Text
	name   *Text
	line   *Text
	prev   *bandBack
	tools  []fyne.CanvasObject
	radius float32
	across bool // the line stands below the name and the tools, from the name to the far end
}

// bandBack is the Back of the band.
type bandBack struct {
	control
	img  *canvas.Raster
	back *canvas.Rectangle
}

func (b *bandBack) parts() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{b.back, b.img}, b.ring.parts()...)
}

func (b *bandBack) dress() {
	paintIcon(b.img, IconBack, OnSlate)
	edge := Clear
	if b.pressed {
		edge = SlateEdge
	}
	fill(b.back, Clear, edge, edgeStroke, 24)
	b.ring.dress(b.focused, 24)
}

func (b *bandBack) least() fyne.Size { return fyne.NewSize(target, target) }

func (b *bandBack) arrange(size fyne.Size) {
	place(b.back, 0, 0, size.Width, size.Height)
	b.ring.arrange(0, 0, size.Width, size.Height)
	place(b.img, (size.Width-24)/2, (size.Height-24)/2, 24, 24)
}

// NewChildBand makes the band. back may be nil; tools stand at its far end: AlertMark, Cover, SyncChip.
func NewChildBand(d ChildBandData, back func(), tools ...fyne.CanvasObject) *ChildBand {
	b := &ChildBand{back: canvas.NewRectangle(nil), square: canvas.NewRectangle(nil), mark: canvas.NewText("", nil),
		name: NewText("", SizeQuestion, OnSlate, false), line: NewText("", SizeBody, OnSlateSoft, false), tools: tools}
	if back != nil {
		b.prev = &bandBack{img: newPicture(), back: canvas.NewRectangle(nil)}
		b.prev.name, b.prev.onTap = "Back", back
		b.prev.become(b.prev)
	}
	b.become(b)
	b.SetData(d)
	return b
}

// Rounded gives the band the corners it has inside the Outbox panel.
func (b *ChildBand) Rounded() *ChildBand {
	b.radius = 16
	b.redraw()
	return b
}

// SetData shows another child.
func (b *ChildBand) SetData(d ChildBandData) {
	b.data = d
	b.say(b.Size().Width)
	b.redraw()
}

// say sets the words for a width: on a phone the known-as name and each fact have a line of their own.
func (b *ChildBand) say(width float32) {
	d := b.data
	d.Line = whole(d.Line)
	called := d.Given
	if d.Family != "" {
		called = strings.ToUpper(d.Family) + ", " + d.Given
	}
	name := []Span{{Text: called, Bold: true, Color: OnSlate}}
	line := d.Line
	known := d.KnownAs != "" && d.KnownAs != d.Given
	if b.phone(width) {
		facts := strings.Split(d.Line, " · ")
		if known && len(facts) > 0 {
			facts[0] = "known as " + d.KnownAs + " · " + strings.ReplaceAll(facts[0], " ", "\u00a0") // the age breaks as one
		}
		line = strings.Join(facts[:min(len(facts), 3)], "\n")
	} else if known {
		name = append(name, Span{Text: " known as " + d.KnownAs, Color: OnSlate})
	}
	b.name.SetSpans(name...)
	b.line.SetText(line)
	b.across = false
	if room := b.textWidth(width); width > 0 && !b.phone(width) && b.line.NaturalWidth() > room {
		// Where the line would wrap the place gives way; age, birth and NHS number always stay, below the tools where they must.
		facts := strings.Split(d.Line, " · ")
		short := strings.Join(facts[:min(len(facts), 3)], " · ")
		b.line.SetText(short)
		if b.across = b.line.NaturalWidth() > room; b.across {
			if b.line.SetText(line); b.line.NaturalWidth() > b.acrossWidth(width) {
				b.line.SetText(short)
			}
		}
	}
	b.name.SetSize(SizeQuestion)
	if b.phone(width) {
		b.name.SetSize(SizeRow)
	}
	b.mark.Text = d.Initials
}

// whole keeps an NHS number on one line, as the service manual asks: its spaces do not break.
func whole(line string) string {
	facts := strings.Split(line, " · ")
	for i, f := range facts {
		if strings.HasPrefix(f, "NHS ") {
			facts[i] = strings.ReplaceAll(f, " ", "\u00a0")
		}
	}
	return strings.Join(facts, " · ")
}

// phone tells whether the band stands in two storeys; inside a panel it never does.
func (b *ChildBand) phone(width float32) bool {
	return width > 0 && b.radius == 0 && (width < bandPhone || b.textWidth(width) < bandText)
}

// AccessibilityLabel is part of fyne.Accessible.
func (b *ChildBand) AccessibilityLabel() string { return b.name.String() + ", " + b.data.Line }

// AccessibilityRole is part of fyne.Accessible.
func (b *ChildBand) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (b *ChildBand) parts() []fyne.CanvasObject {
	all := []fyne.CanvasObject{b.back, b.square, b.mark, b.name, b.line}
	if b.prev != nil {
		all = append(all, b.prev)
	}
	return append(all, b.tools...)
}

func (b *ChildBand) dress() {
	fill(b.back, Slate, Clear, 0, b.radius)
	fill(b.square, MarkFill, Clear, 0, 12)
	b.mark.Color, b.mark.TextSize = tone(OnMark), textSize(SizeRow)
	Weigh(b.mark, true)
}
