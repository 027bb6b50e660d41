package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Rung is one attainment level in words.
type Rung struct {
	Level int // +2 to −2
	Words string
	Line  string // "More, 14 July"
}

// LadderPoint is one score on the chart.
type LadderPoint struct {
	When  string
	Level int
	Note  string
}

// LadderData is the ladder of a goal and its chart as plain values.
type LadderData struct {
	Rungs  []Rung // highest first
	Points []LadderPoint
	Chosen int  // the level scored today, meaningful when Scored
	Scored bool // a level has been chosen today
}

// rungRow and the columns of the table, as drawn.
const (
	rungHead   = 47
	rungRow    = 76
	ladderWide = 340 // the words of a rung beside a chart, less where the table is narrow
	ladderLow  = 640 // below this width there is no room for the chart
)

// Ladder is a goal's five rungs, its chart, and a column of five targets for today: one table, so that a rung's row
// runs through the chart and a score is read off the words beside it.
type Ladder struct {
	wid
	data    LadderData
	back    *canvas.Rectangle
	edge    *canvas.Rectangle
	targets []*levelTarget
	numbers []*canvas.Text
	words   []*Text
	lines   []*Text
	head    *Text
	today   *Text
	drawn   []fyne.CanvasObject // rules, tint and chart, made anew for a size
	over    []fyne.CanvasObject
}

// NewLadder makes the table; onChosen is told the level tapped for today. With a nil onChosen it only shows.
func NewLadder(d LadderData, onChosen func(level int)) *Ladder {
	l := &Ladder{data: d, back: canvas.NewRectangle(nil), edge: canvas.NewRectangle(nil), head: RowTitle("Ladder"),
		today: Quieter("Tap to score today").OneLine()}
	for i, r := range d.Rungs {
		l.words = append(l.words, RowTitle(r.Words))
		l.lines = append(l.lines, Quieter(r.Line))
		l.numbers = append(l.numbers, canvas.NewText(LevelText(r.Level), nil))
		if onChosen == nil {
			continue
		}
		t := &levelTarget{level: r.Level, disc: canvas.NewCircle(nil), label: canvas.NewText("", nil)}
		t.name = LevelText(r.Level) + ", " + r.Words
		t.onTap = func() {
			l.SetChosen(r.Level)
			onChosen(r.Level)
		}
		t.keys = func(e *fyne.KeyEvent) bool { return l.arrow(i, e) }
		t.become(t)
		l.targets = append(l.targets, t)
	}
	l.become(l)
	l.mark()
	return l
}

// levelTarget is today's column: one level to tap.
type levelTarget struct {
	control
	level  int
	chosen bool
	disc   *canvas.Circle
	label  *canvas.Text
}

func (t *levelTarget) spoken() string {
	if t.chosen {
		return t.name + ", chosen for today"
	}
	return t.name
}

func (t *levelTarget) parts() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{t.disc, t.label}, t.ring.parts()...)
}

func (t *levelTarget) dress() {
	body, edge, ink := Surface, Soft, Ink // Edge would fade on the tint of the newest rung
	if t.pressed {
		body = Well
	}
	if t.chosen {
		body, edge, ink = Blue, Blue, OnBlue
	}
	t.disc.FillColor, t.disc.StrokeColor, t.disc.StrokeWidth = tone(body), tone(edge), 2
	t.label.Text, t.label.Color, t.label.TextSize = LevelText(t.level), tone(ink), textSize(SizeBody)*1.06
	Weigh(t.label, t.chosen)
	t.ring.dress(t.focused, 25)
}

func (t *levelTarget) least() fyne.Size { return fyne.NewSize(50, 50) }

func (t *levelTarget) arrange(size fyne.Size) {
	place(t.disc, 1, 1, size.Width-2, size.Height-2)
	m := t.label.MinSize()
	place(t.label, (size.Width-m.Width)/2, (size.Height-m.Height)/2, m.Width, m.Height)
	t.ring.arrange(0, 0, size.Width, size.Height)
}

// arrow moves the keyboard only: a score is given by Space, not by passing over it.
func (l *Ladder) arrow(i int, e *fyne.KeyEvent) bool {
	var n int
	switch e.Name {
	case fyne.KeyDown:
		n = min(i+1, len(l.targets)-1)
	case fyne.KeyUp:
		n = max(i-1, 0)
	default:
		return false
	}
	if n != i {
		focus(l.targets[n])
	}
	return true
}

// SetChosen shows today's score without calling back.
func (l *Ladder) SetChosen(level int) {
	l.data.Chosen, l.data.Scored = level, true
	l.mark()
}

// SetData shows another ladder with the same number of rungs.
func (l *Ladder) SetData(d LadderData) {
	l.data = d
	for i, r := range d.Rungs {
		if i < len(l.words) {
			l.words[i].SetText(r.Words)
			l.lines[i].SetText(r.Line)
		}
	}
	l.mark()
	l.redraw()
}

// mark fills the level given today.
func (l *Ladder) mark() {
	for _, t := range l.targets {
		t.chosen = l.data.Scored && t.level == l.data.Chosen
		t.redraw()
	}
}

// newest is the level that is tinted: the last score on the chart.
func (l *Ladder) newest() (int, bool) {
	if n := len(l.data.Points); n > 0 {
		return l.data.Points[n-1].Level, true
	}
	return 0, false
}

// AccessibilityLabel is part of fyne.Accessible: the chart in words.
func (l *Ladder) AccessibilityLabel() string {
	s := "Ladder"
	for _, p := range l.data.Points {
		s += ". " + p.When + ", level " + LevelText(p.Level)
		if p.Note != "" {
			s += ", " + p.Note
		}
	}
	return s
}

// AccessibilityRole is part of fyne.Accessible.
func (l *Ladder) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (l *Ladder) leastWidth() float32 { return 280 }

func (l *Ladder) parts() []fyne.CanvasObject {
	all := append([]fyne.CanvasObject{l.back}, l.drawn...)
	for i := range l.words {
		all = append(all, l.numbers[i], l.words[i], l.lines[i])
	}
	all = append(all, l.head, l.today)
	all = append(all, l.over...)
	for _, t := range l.targets {
		all = append(all, t)
	}
	return append(all, l.edge)
}

func (l *Ladder) dress() {
	fill(l.back, Surface, Clear, 0, 16)
	fill(l.edge, Clear, RuleLine, 1, 16)
	level, any := l.newest()
	for i, r := range l.data.Rungs {
		if i >= len(l.numbers) {
			break
		}
		ink := Soft
		if any && r.Level == level {
			ink = Now
		}
		l.numbers[i].Text, l.numbers[i].Color = LevelText(r.Level), tone(ink)
		l.numbers[i].TextSize = textSize(SizeQuestion)
		Weigh(l.numbers[i], true)
	}
	l.today.Hidden = len(l.targets) == 0
}
