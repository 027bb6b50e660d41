package shell

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
)

// Shell is the frame around the screen on show.
type Shell struct {
	cfg    Config
	canvas fyne.Canvas
	way    []Route
	screen Screen
	frame  Frame
	sync   kit.SyncState

	root     *fyne.Container
	strip    *kit.PracticeStrip
	practice bool
	rail     *rail
	foot     *rail
	band     *kit.ChildBand
	alert    *kit.AlertMark // of the band
	bar      fyne.CanvasObject
	chips    []*kit.SyncChip
	undo     *kit.UndoBar
	cover    *cover
	cfgStep  kit.Step
}

// New makes a shell that shows nothing yet.
func New(cfg Config) *Shell {
	s := &Shell{cfg: cfg, cfgStep: -1, strip: kit.NewPracticeStrip("")}
	s.undo = kit.NewUndoBar(cfg.Clock, func() { s.relay() })
	s.rail = newRail(s, false)
	s.foot = newRail(s, true)
	s.cover = newCover(cfg.Clock, s.Uncover)
	s.root = &fyne.Container{Layout: &frameLayout{s}}
	return s
}

// Content is the object to put into a window.
func (s *Shell) Content() fyne.CanvasObject { return s.root }

// Attach puts the shell into a canvas and takes its keys.
func (s *Shell) Attach(c fyne.Canvas) {
	s.canvas = c
	c.SetContent(s.root)
	s.takeKeys(c)
}

// Detach takes the shell out of its canvas, as when the app locks: no sheet, no key and no cover of it is left there.
func (s *Shell) Detach() {
	c := s.canvas
	if c == nil {
		return
	}
	s.cover.up, s.canvas = false, nil
	c.Unfocus()
	for _, o := range c.Overlays().List() {
		c.Overlays().Remove(o)
	}
	c.SetOnTypedKey(nil)
	c.SetOnTypedRune(nil)
}

// Current is the route on show.
func (s *Shell) Current() Route {
	if len(s.way) == 0 {
		return Route{}
	}
	return s.way[len(s.way)-1]
}

// Way is the whole way back, oldest first.
func (s *Shell) Way() []Route { return append([]Route(nil), s.way...) }

// Go shows a route; Back returns to the one before. Going where one is does nothing.
func (s *Shell) Go(r Route) {
	if len(s.way) > 0 && s.Current() == r {
		return
	}
	s.move(append(s.Way(), r))
}

// Replace shows a route in place of the one on show, as when a step is done.
func (s *Shell) Replace(r Route) {
	way := s.Way()
	if len(way) > 0 {
		way = way[:len(way)-1]
	}
	s.move(append(way, r))
}

// Root shows the first screen of an item of the rail and forgets the way back.
func (s *Shell) Root(item int) { s.move([]Route{s.cfg.Roots[item]}) }

// Back returns to the screen before; on a root it does nothing and answers false.
func (s *Shell) Back() bool {
	if len(s.way) < 2 {
		return false
	}
	s.move(s.Way()[:len(s.way)-1])
	return true
}

// Restore shows the last of the routes with the others behind it, as after a restart. Routes that the registry no
// longer knows are dropped from the end; with none left Today is shown.
func (s *Shell) Restore(way []Route) {
	for len(way) > 0 && !s.move(append([]Route(nil), way...)) {
		way = way[:len(way)-1]
	}
	if len(way) == 0 {
		s.Root(ItemToday)
	}
}

// move leaves the screen on show and shows the last of a way; it answers false, and changes nothing, when the
// registry does not know that route.
func (s *Shell) move(way []Route) bool {
	next := s.cfg.Screens(way[len(way)-1])
	if next == nil {
		return false
	}
	if s.canvas != nil {
		s.canvas.Unfocus()
	}
	if s.screen != nil {
		s.screen.Leave()
	}
	turned := s.screen != nil && s.frame.Turned
	s.way, s.screen = way, next
	s.Reframe()
	if s.frame.Turned {
		s.undo.Dismiss() // what was done before is nothing for them to read or take back; History keeps it
	}
	if turned {
		s.Cover() // whoever pressed Done may be the child or a parent, and notes stand behind it
	}
	if s.cfg.OnMoved != nil {
		s.cfg.OnMoved(s.Way())
	}
	return true
}

// Screen is the screen on show, nil before the first.
func (s *Shell) Screen() Screen { return s.screen }

// Reframe reads the frame of the screen anew, as after its title or actions changed.
func (s *Shell) Reframe() {
	if s.screen == nil {
		return
	}
	s.frame = s.screen.Frame()
	s.build()
	s.relay()
}

// SetSync shows where the work stands, in every chip.
func (s *Shell) SetSync(state kit.SyncState) {
	s.sync = state
	for _, c := range s.chips {
		c.SetState(state)
	}
	s.rail.badge(state.Needs)
	s.foot.badge(state.Needs)
	s.relay()
}

// SetPractice shows the strip of the practice caseload; empty words take it away.
func (s *Shell) SetPractice(words string) {
	s.practice = words != ""
	s.strip.SetText(words)
	s.relay()
}

// SetTraining puts a way to what is being learnt into that strip; empty words take it away.
func (s *Shell) SetTraining(words string, tap func()) {
	s.strip.SetAction(words, tap)
	s.relay()
}

// Undo says what was done and how to take it back, for ten seconds.
func (s *Shell) Undo(words string, undo func()) {
	s.undo.Say(words, undo)
	s.relay()
}

// UndoBar is the bar, for Ctrl+Z and tests.
func (s *Shell) UndoBar() *kit.UndoBar { return s.undo }

// relay lays everything out anew.
func (s *Shell) relay() {
	s.root.Refresh()
}

// Cover blanks the screen with everything on it, sheets too.
func (s *Shell) Cover() {
	if s.canvas == nil || s.cover.up {
		return
	}
	s.canvas.Unfocus()
	s.cover.up = true
	s.canvas.Overlays().Add(s.cover)
	s.cover.Resize(s.canvas.Size())
}

// Uncover shows the screen again.
func (s *Shell) Uncover() {
	if s.canvas == nil || !s.cover.up {
		return
	}
	s.cover.letGo()
	s.cover.up = false
	s.canvas.Overlays().Remove(s.cover)
}

// Covered tells whether the screen is blank.
func (s *Shell) Covered() bool { return s.cover.up }
