package kit

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// StepState is how far a step has come.
type StepState int

// The states of a step.
const (
	StepAhead StepState = iota
	StepOpen
	StepPast
)

// StepMark is the number of a step in a disc: dark while it is open, a tick once it is done.
type StepMark struct {
	wid
	number int
	state  StepState
	disc   *canvas.Circle
	label  *canvas.Text
	tick   *canvas.Raster
}

// stepMarkSize is the drawn disc.
const stepMarkSize = 44

// NewStepMark makes the mark of a step.
func NewStepMark(number int, state StepState) *StepMark {
	m := &StepMark{number: number, state: state, disc: canvas.NewCircle(nil), label: canvas.NewText("", nil), tick: newPicture()}
	m.become(m)
	return m
}

// AccessibilityLabel is part of fyne.Accessible.
func (m *StepMark) AccessibilityLabel() string {
	return "Step " + strconv.Itoa(m.number) + map[StepState]string{StepOpen: ", now", StepPast: ", done"}[m.state]
}

// AccessibilityRole is part of fyne.Accessible.
func (m *StepMark) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (m *StepMark) parts() []fyne.CanvasObject { return []fyne.CanvasObject{m.disc, m.label, m.tick} }
func (m *StepMark) least() fyne.Size           { return fyne.NewSize(stepMarkSize, stepMarkSize) }

func (m *StepMark) dress() {
	body, ink, icon := Well, Soft, Icon("")
	switch m.state {
	case StepOpen:
		body, ink = Inverse, OnInverse
	case StepPast:
		body, ink, icon = GreenTint, OnGreenTint, IconCheck
	}
	m.disc.FillColor = tone(body)
	m.label.Text, m.label.Color, m.label.TextSize = strconv.Itoa(m.number), tone(ink), textSize(SizeBody)
	Weigh(m.label, true)
	m.label.Hidden = m.state == StepPast
	paintIcon(m.tick, icon, ink)
}

func (m *StepMark) arrange(size fyne.Size) {
	x, y := (size.Width-stepMarkSize)/2, (size.Height-stepMarkSize)/2
	place(m.disc, x, y, stepMarkSize, stepMarkSize)
	l := m.label.MinSize()
	place(m.label, x+(stepMarkSize-l.Width)/2, y+(stepMarkSize-l.Height)/2+lift, l.Width, l.Height)
	place(m.tick, x+10, y+10, 24, 24)
}
