package kit

import (
	"fyne.io/fyne/v2"
)

// Step is how much width a screen has.
type Step int

// The width steps: under 600 one column, up to 1000 portrait, above that landscape.
const (
	StepPhone Step = iota
	StepPortrait
	StepLandscape
)

// StepFor answers the step of a width.
func StepFor(width float32) Step {
	switch {
	case width < 600:
		return StepPhone
	case width < 1000:
		return StepPortrait
	}
	return StepLandscape
}

// Margin is the margin of a page: 32, 24 in portrait, 16 on a phone.
func (s Step) Margin() float32 {
	switch s {
	case StepPhone:
		return 16
	case StepPortrait:
		return 24
	}
	return 32
}

// Steps shows one arrangement for each width step. Build is called again when the step changes; it should arrange the
// same widgets anew, so that typed words and the keyboard stay where they are.
type Steps struct {
	wid
	build  func(Step) fyne.CanvasObject
	shape  Step
	object fyne.CanvasObject
}

// NewSteps makes content that follows the width it is given.
func NewSteps(build func(Step) fyne.CanvasObject) *Steps {
	s := &Steps{build: build, shape: -1, object: Stack()}
	s.become(s)
	return s
}

// Current is the step on show, StepPhone before the first layout.
func (s *Steps) Current() Step { return max(s.shape, StepPhone) }

// Rebuild calls build again for the same step.
func (s *Steps) Rebuild() {
	if s.shape < 0 {
		return
	}
	s.object = s.build(s.shape)
	s.redraw()
}

// shapeFor builds anew when the width has crossed a step, and only then: building loses where a person was.
func (s *Steps) shapeFor(width float32) {
	if width <= 0 {
		return
	}
	// The rail takes 96 of a landscape window; a tablet of 1024 is still landscape.
	step := StepFor(width)
	if step == StepPortrait && width >= 1000-96 {
		step = StepLandscape
	}
	if step == s.shape {
		return
	}
	turned := s.shape >= 0
	s.shape = step
	if s.object = s.build(step); turned {
		// Dark may have fallen meanwhile: Fyne dresses what is in the window, and parts that only this step shows were not.
		redress(s.object)
	}
}

// redress lets a tree read colours and sizes anew.
func redress(o fyne.CanvasObject) {
	for _, c := range inside(o) {
		if c != nil {
			redress(c)
		}
	}
	o.Refresh()
}

// HeightFor is the height at a width.
func (s *Steps) HeightFor(w float32) float32 {
	s.shapeFor(w)
	return HeightFor(s.object, w)
}

func (s *Steps) parts() []fyne.CanvasObject { return []fyne.CanvasObject{s.object} }
func (s *Steps) dress()                     {}

func (s *Steps) least() fyne.Size {
	if w := s.Size().Width; w > 0 {
		return fyne.NewSize(min(s.object.MinSize().Width, 320), s.HeightFor(w))
	}
	return fyne.NewSize(0, 0)
}

func (s *Steps) arrange(size fyne.Size) {
	s.shapeFor(size.Width)
	place(s.object, 0, 0, size.Width, size.Height)
}
