package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Section is one line of a SectionList.
type Section struct {
	Name string
	Done bool
}

// sectionRow is one section: a tick, a disc for the current one, a ring for what is to come.
type sectionRow struct {
	control
	section Section
	current bool
	tick    *canvas.Raster
	dot     *canvas.Circle
	label   *Text
}

func (r *sectionRow) spoken() string {
	s := r.section.Name
	if r.current {
		s += ", current"
	}
	if r.section.Done {
		return s + ", done"
	}
	return s + ", not yet"
}

func (r *sectionRow) parts() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.tick, r.dot, r.label}, r.ring.parts()...)
}

func (r *sectionRow) dress() {
	icon, ink := Icon(""), Soft
	if r.section.Done && !r.current {
		icon = IconCheck
	}
	if r.current || r.pressed {
		ink = Ink
	}
	paintIcon(r.tick, icon, Green)
	r.dot.Hidden = icon != ""
	r.dot.FillColor, r.dot.StrokeColor, r.dot.StrokeWidth = faded(tone(Edge)), tone(Edge), 2
	if r.current {
		r.dot.FillColor, r.dot.StrokeColor = tone(Blue), tone(Blue)
	}
	r.label.SetText(r.section.Name)
	r.label.SetColor(ink).SetBold(r.current)
	r.ring.dress(r.focused, 10)
}

func (r *sectionRow) least() fyne.Size {
	return fyne.NewSize(36+r.label.NaturalWidth()+8, max(50, r.label.least().Height+24))
}

func (r *sectionRow) arrange(size fyne.Size) {
	mid := size.Height / 2
	place(r.tick, 4, mid-10, 20, 20)
	place(r.dot, 9, mid-5, 10, 10)
	h := r.label.HeightFor(size.Width - 40)
	place(r.label, 36, mid-h/2, size.Width-40, h)
	r.ring.arrange(0, 1, size.Width, size.Height-2)
}

// SectionList is the list of a composer's sections with their ticks.
type SectionList struct {
	wid
	rows []*sectionRow
}

// NewSectionList makes the list; onChosen is told which section was tapped.
func NewSectionList(sections []Section, current int, onChosen func(int)) *SectionList {
	l := &SectionList{}
	for i, s := range sections {
		r := &sectionRow{section: s, current: i == current, tick: newPicture(), dot: canvas.NewCircle(nil), label: Quieter("")}
		r.name = s.Name
		r.onTap = func() {
			l.SetCurrent(i)
			if onChosen != nil {
				onChosen(i)
			}
		}
		r.become(r)
		l.rows = append(l.rows, r)
	}
	l.become(l)
	return l
}

// SetCurrent moves the disc without calling back.
func (l *SectionList) SetCurrent(n int) {
	for i, r := range l.rows {
		if r.current != (i == n) {
			r.current = i == n
			r.redraw()
		}
	}
}

// SetDone ticks a section or takes its tick away.
func (l *SectionList) SetDone(n int, done bool) {
	l.rows[n].section.Done = done
	l.rows[n].redraw()
}

func (l *SectionList) parts() []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, len(l.rows))
	for i, r := range l.rows {
		out[i] = r
	}
	return out
}

func (l *SectionList) dress() {}

func (l *SectionList) least() fyne.Size {
	var w, h float32
	for _, r := range l.rows {
		m := r.least()
		w, h = max(w, m.Width), h+m.Height
	}
	return fyne.NewSize(w, h)
}

func (l *SectionList) arrange(size fyne.Size) {
	y := float32(0)
	for _, r := range l.rows {
		h := r.least().Height
		place(r, 0, y, size.Width, h)
		y += h
	}
}
