package kit

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Mark is one interval observation.
type Mark int

// The marks: a disc for on task, a ring for off, a bar for could not see.
const (
	MarkOn Mark = iota
	MarkOff
	MarkUnseen
)

// Ring counts an interval down.
type Ring struct {
	wid
	total, left int
	track, arc  *canvas.Arc
	number      *canvas.Text
}

// NewRing makes a ring for an interval of so many seconds.
func NewRing(total int) *Ring {
	r := &Ring{total: total, left: total, track: canvas.NewArc(0, 360, 0.82, nil), arc: canvas.NewArc(0, 0, 0.82, nil),
		number: canvas.NewText("", nil)}
	r.become(r)
	return r
}

// SetLeft shows the seconds left; call it once a second on the screen's thread.
func (r *Ring) SetLeft(seconds int) {
	r.left = seconds
	r.redraw()
}

// AccessibilityLabel is part of fyne.Accessible.
func (r *Ring) AccessibilityLabel() string { return plain(r.left) + " seconds left" }

// AccessibilityRole is part of fyne.Accessible.
func (r *Ring) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (r *Ring) parts() []fyne.CanvasObject { return []fyne.CanvasObject{r.track, r.arc, r.number} }

func (r *Ring) dress() {
	r.track.FillColor, r.arc.FillColor = tone(Well), tone(Now)
	r.track.CutoutRatio, r.arc.CutoutRatio = 0.8, 0.8
	r.arc.CornerRadius = 4
	part := float32(0)
	if r.total > 0 {
		part = float32(math.Min(1, math.Max(0, float64(r.left)/float64(r.total))))
	}
	r.arc.StartAngle, r.arc.EndAngle = 0, 360*part
	r.number.Text, r.number.Color = plain(r.left), tone(Ink)
	r.number.TextSize = textSize(SizeQuestion) * 1.14
	Weigh(r.number, true)
}

func (r *Ring) least() fyne.Size { return fyne.NewSize(80, 80) }

func (r *Ring) arrange(size fyne.Size) {
	d := min(size.Width, size.Height, 80)
	x, y := (size.Width-d)/2, (size.Height-d)/2
	place(r.track, x, y, d, d)
	place(r.arc, x, y, d, d)
	m := r.number.MinSize()
	place(r.number, (size.Width-m.Width)/2, (size.Height-m.Height)/2, m.Width, m.Height)
}

// Marks draws the newest interval marks in a line, as many as fit.
type Marks struct {
	wid
	marks []Mark
	drawn []fyne.CanvasObject
}

// NewMarks makes an empty line of marks.
func NewMarks() *Marks {
	m := &Marks{}
	m.become(m)
	return m
}

// SetMarks shows the marks, oldest first; the oldest leave when there is no room.
func (m *Marks) SetMarks(marks []Mark) {
	m.marks = append([]Mark(nil), marks...)
	m.redraw()
}

// AccessibilityLabel is part of fyne.Accessible: the counts, since the shapes are for eyes.
func (m *Marks) AccessibilityLabel() string {
	var n [3]int
	for _, k := range m.marks {
		n[k]++
	}
	return plain(n[MarkOn]) + " on, " + plain(n[MarkOff]) + " off, " + plain(n[MarkUnseen]) + " could not see"
}

// AccessibilityRole is part of fyne.Accessible.
func (m *Marks) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// markSize and markStep are the drawn marks.
const (
	markSize = 16
	markStep = 20
)

func (m *Marks) parts() []fyne.CanvasObject { return m.drawn }
func (m *Marks) dress()                     {}
func (m *Marks) least() fyne.Size           { return fyne.NewSize(5*markStep, markSize) }

// arrange draws the newest marks that fit, by shape: disc, ring, bar. Nothing is told by colour.
func (m *Marks) arrange(size fyne.Size) {
	m.drawn = m.drawn[:0]
	fit := max(int((size.Width+markStep-markSize)/markStep), 0)
	from := max(len(m.marks)-fit, 0)
	for i, k := range m.marks[from:] {
		x := float32(i) * markStep
		switch k {
		case MarkUnseen:
			bar := canvas.NewRectangle(tone(Ink))
			place(bar, x, markSize/2-1.5, markSize, 3)
			m.drawn = append(m.drawn, bar)
		default:
			c := canvas.NewCircle(tone(Ink))
			place(c, x, 0, markSize, markSize)
			if k == MarkOff {
				c.FillColor, c.StrokeColor, c.StrokeWidth = tone(Surface), tone(Ink), 3
			}
			m.drawn = append(m.drawn, c)
		}
	}
}

// Interval is the momentary sampling panel: ring, question, marks and the three answers.
type Interval struct {
	wid
	ring  *Ring
	marks *Marks
	line  *Text
	body  *fyne.Container
}

// NewInterval makes the panel for an interval of so many seconds; onMark is told which answer was tapped.
func NewInterval(question string, seconds int, onMark func(Mark)) *Interval {
	v := &Interval{ring: NewRing(seconds), marks: NewMarks(), line: Quieter("")}
	say := func(m Mark) func() {
		return func() {
			if onMark != nil {
				onMark(m)
			}
		}
	}
	words := Column(0, RowTitle(question), Quieter("Every "+plain(seconds)+" seconds"), v.line)
	v.body = Column(12, Row(16, v.ring, Grow(words)), v.marks,
		Row(8, Grow(NewQuiet("On", say(MarkOn)).Tight()), Grow(NewQuiet("Off", say(MarkOff)).Tight()),
			Grow(NewQuiet("Can’t see", say(MarkUnseen)).Tight())))
	v.become(v)
	return v
}

// SetLeft shows the seconds left of this interval.
func (v *Interval) SetLeft(seconds int) { v.ring.SetLeft(seconds) }

// SetMarks shows the marks so far and counts them in words.
func (v *Interval) SetMarks(marks []Mark) {
	v.marks.SetMarks(marks)
	on, seen := 0, 0
	for _, m := range marks {
		if m != MarkUnseen {
			seen++
		}
		if m == MarkOn {
			on++
		}
	}
	v.line.SetText("On " + plain(on) + " of " + plain(seen))
	v.redraw()
}

// HeightFor is the height at a width.
func (v *Interval) HeightFor(w float32) float32 { return HeightFor(v.body, w) }

func (v *Interval) leastWidth() float32 { return leastWidth(v.body) }

func (v *Interval) parts() []fyne.CanvasObject { return []fyne.CanvasObject{v.body} }
func (v *Interval) dress()                     {}
func (v *Interval) least() fyne.Size           { return v.body.MinSize() }
func (v *Interval) arrange(size fyne.Size)     { place(v.body, 0, 0, size.Width, size.Height) }
