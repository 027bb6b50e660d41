package shell

import (
	"slices"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
)

// build makes the band and the bar of the frame for the width step on show.
func (s *Shell) build() {
	step := max(s.cfgStep, kit.StepPhone)
	s.chips = nil
	s.band, s.bar, s.alert = nil, nil, nil
	f := s.frame
	if f.Kind != Full {
		if f.Child != nil {
			s.band = s.newBand(step)
		}
		s.bar = s.newBar(step)
	}
	s.strip.SetBare(f.Turned)
	s.rail.choose(f.Item)
	s.foot.choose(f.Item)
	s.assemble()
}

// assemble lists what is drawn, back to front; frameLayout decides what shows.
func (s *Shell) assemble() {
	objects := []fyne.CanvasObject{}
	if s.screen != nil {
		objects = append(objects, s.screen.Content())
	}
	objects = append(objects, s.rail, s.foot)
	if s.bar != nil {
		objects = append(objects, s.bar)
	}
	if s.band != nil {
		objects = append(objects, s.band)
	}
	if s.alert != nil {
		objects = append(objects, s.alert.Words())
	}
	s.root.Objects = append(objects, s.strip, s.undo)
}

func (s *Shell) chip(onBand, brief bool) *kit.SyncChip {
	c := kit.NewSyncChip(s.sync, onBand, func() { s.Root(ItemOutbox) })
	c.SetBrief(brief)
	s.chips = append(s.chips, c)
	return c
}

// newBand makes the band of the child. Cover stands in it wherever no rail shows it; on a board in portrait it is in
// the clock bar instead, where there is room for its word.
func (s *Shell) newBand(step kit.Step) *kit.ChildBand {
	f := s.frame
	var tools []fyne.CanvasObject
	if !f.Turned {
		s.alert = s.newAlert(step)
		tools = append(tools, s.alert)
		if s.cfg.OnFind != nil {
			tools = append(tools, kit.NewBandFind(s.cfg.OnFind))
		}
	}
	switch {
	case step == kit.StepLandscape && f.Kind == Board:
		tools = append(tools, kit.NewCover(true, false, s.Cover))
	case step == kit.StepPortrait && !s.coverInBar(), step == kit.StepPhone:
		tools = append(tools, kit.NewCover(true, true, s.Cover))
	}
	if !f.Turned {
		tools = append(tools, s.chip(true, step != kit.StepLandscape))
	}
	var back func()
	if len(s.way) > 1 {
		back = func() { s.Back() }
	}
	return kit.NewChildBand(*f.Child, back, tools...)
}

// newAlert is the mark that shows the alerts while it is pressed and held.
func (s *Shell) newAlert(step kit.Step) *kit.AlertMark {
	words := s.frame.Alerts
	if words == nil {
		words = func() string { return "No alerts" }
	}
	hold := kit.NewAlertMark(s.cfg.Clock, words)
	hold.SetAlone(step != kit.StepLandscape)
	hold.OnOpen(s.relay)
	return hold
}

func (s *Shell) actions(step kit.Step) []fyne.CanvasObject {
	if step != kit.StepLandscape && s.frame.Narrow != nil {
		return s.frame.Narrow
	}
	if step == kit.StepPortrait && s.frame.Leads && s.cfg.OnFind != nil {
		return slices.DeleteFunc(slices.Clone(s.frame.Actions), finds)
	}
	return s.frame.Actions
}

// finds tells whether an action is a box to find in: beside one the search button would say the same twice.
func finds(o fyne.CanvasObject) bool {
	_, ok := o.(*kit.NoteBox)
	return ok
}

func (s *Shell) coverInBar() bool {
	return s.frame.Kind == Board && !s.frame.Bare && s.frame.Title != ""
}

// newBar makes the bar with title and actions, or the tabs that stand in its place.
func (s *Shell) newBar(step kit.Step) fyne.CanvasObject {
	f := s.frame
	if f.Child != nil {
		switch {
		case f.Tabs != nil:
			return f.Tabs
		case f.Bare || f.Title == "":
			return nil
		}
		actions := s.actions(step)
		if step == kit.StepPortrait && s.coverInBar() {
			actions = append([]fyne.CanvasObject{kit.NewQuiet("Cover", s.Cover).WithIcon(kit.IconCover)}, actions...)
		}
		under := f.Subtitle
		if crowded := step == kit.StepPortrait && len(actions) > 2; f.Short != "" && (step == kit.StepPhone || crowded) {
			under = f.Short
		}
		bar := kit.NewActionBar(f.Title, under, actions...)
		if f.Clock != nil {
			bar = kit.NewClockBar(f.Clock, f.Title, under, actions...)
		}
		if f.Kind == Board && step != kit.StepPhone {
			bar.SetMargin(24)
		}
		return bar
	}
	if f.Bare {
		return nil
	}
	actions := s.actions(step)
	var standing []fyne.CanvasObject
	if s.cfg.OnFind != nil && !f.Turned && !slices.ContainsFunc(actions, finds) {
		standing = append(standing, kit.NewIconButton(kit.IconFind, "Find", s.cfg.OnFind))
	}
	if !f.Turned {
		standing = append(standing, s.chip(false, step == kit.StepPhone))
	}
	if step != kit.StepLandscape || f.Turned { // no rail shows it
		standing = append(standing, kit.NewIconButton(kit.IconCover, "Cover", s.Cover))
	}
	bar := kit.NewTopBar(f.Title, f.Subtitle, actions...).WithStanding(standing...)
	switch {
	case len(s.way) > 1:
		bar.WithLead(kit.NewIconButton(kit.IconBack, "Back", func() { s.Back() }))
	case step != kit.StepLandscape:
		bar.WithMark(kit.AtLeast(44, 44, kit.NewLogo(44)))
	}
	return bar
}
