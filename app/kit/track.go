package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// LevelText writes an attainment level as people say it: −2 to +2, with a true minus sign.
func LevelText(level int) string {
	switch {
	case level > 0:
		return "+" + plain(level)
	case level < 0:
		return "−" + plain(-level)
	}
	return "0"
}

// GoalTrack is a goal at a glance: five dots from −2 to +2, a ring where it started, a pill where it is now.
type GoalTrack struct {
	wid
	start, now     int
	started, rated bool
	rail, run      *canvas.Rectangle
	dots           [5]*canvas.Circle
	ring           *canvas.Circle
	pill           *canvas.Rectangle
	label          *canvas.Text
	wide           float32
}

// NewGoalTrack makes a track of a goal that has no score yet.
func NewGoalTrack() *GoalTrack {
	g := &GoalTrack{rail: canvas.NewRectangle(nil), run: canvas.NewRectangle(nil), ring: canvas.NewCircle(nil),
		pill: canvas.NewRectangle(nil), label: canvas.NewText("", nil), wide: 200}
	for i := range g.dots {
		g.dots[i] = canvas.NewCircle(nil)
	}
	g.become(g)
	return g
}

// SetStart shows the level at the start.
func (g *GoalTrack) SetStart(level int) *GoalTrack {
	g.start, g.started = level, true
	g.redraw()
	return g
}

// SetNow shows the newest level.
func (g *GoalTrack) SetNow(level int) *GoalTrack {
	g.now, g.rated = level, true
	g.redraw()
	return g
}

// Narrow draws the track 164 wide, for a phone.
func (g *GoalTrack) Narrow() *GoalTrack {
	g.wide = 164
	g.redraw()
	return g
}

// AccessibilityLabel is part of fyne.Accessible.
func (g *GoalTrack) AccessibilityLabel() string {
	switch {
	case g.started && g.rated:
		return "From " + LevelText(g.start) + " to " + LevelText(g.now)
	case g.rated:
		return "Level " + LevelText(g.now)
	case g.started:
		return "Started at " + LevelText(g.start)
	}
	return "Not scored yet"
}

// AccessibilityRole is part of fyne.Accessible.
func (g *GoalTrack) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (g *GoalTrack) parts() []fyne.CanvasObject {
	all := []fyne.CanvasObject{g.rail, g.run}
	for _, d := range g.dots {
		all = append(all, d)
	}
	return append(all, g.ring, g.pill, g.label)
}

func (g *GoalTrack) dress() {
	fill(g.rail, RuleLine, Clear, 0, 0)
	fill(g.run, Now, Clear, 0, 0)
	for _, d := range g.dots {
		d.FillColor = tone(Edge)
	}
	g.ring.FillColor, g.ring.StrokeColor, g.ring.StrokeWidth = tone(Surface), tone(Now), 3
	fill(g.pill, Now, Clear, 0, 16)
	g.label.Text, g.label.Color = LevelText(g.now), tone(OnNow)
	g.label.TextSize = textSize(SizeBody)
	Weigh(g.label, true)
	g.ring.Hidden = !g.started || g.rated && g.now == g.start
	g.pill.Hidden, g.label.Hidden = !g.rated, !g.rated
	g.run.Hidden = !g.started || !g.rated
}

func (g *GoalTrack) least() fyne.Size { return fyne.NewSize(g.wide, 36) }

// arrange draws from the rail up: dots, the way from start to now, the ring, the pill.
func (g *GoalTrack) arrange(size fyne.Size) {
	const end = 18
	mid := size.Height / 2
	step := (g.wide - 2*end) / 4
	x := func(level int) float32 { return end + float32(level+2)*step }
	place(g.rail, x(-2), mid-1, 4*step, 2)
	lo, hi := min(g.start, g.now), max(g.start, g.now)
	place(g.run, x(lo), mid-2, x(hi)-x(lo), 4)
	for i, d := range g.dots {
		place(d, x(i-2)-5, mid-5, 10, 10)
	}
	place(g.ring, x(g.start)-7.5, mid-7.5, 15, 15)
	place(g.pill, x(g.now)-18, mid-16, 36, 32)
	m := g.label.MinSize()
	place(g.label, x(g.now)-m.Width/2, mid-m.Height/2, m.Width, m.Height)
}
