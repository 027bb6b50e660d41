package goals

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// ProgressScreen shows every goal over time, with the ratings, and for staff the T-score of all together.
type ProgressScreen struct {
	s      *session.Session
	book   *Book
	holder *fyne.Container
	frame  shell.Frame
}

var _ shell.Screen = (*ProgressScreen)(nil)

// NewProgress opens the progress of all goals of a child; arg is a goal to show first.
func NewProgress(s *session.Session, child, arg assessments.ID) shell.Screen {
	ctx := context.Background()
	v := &ProgressScreen{s: s, book: NewBook(s.Store, s, s.NewID, child), holder: kit.Stack()}
	v.frame = shell.Frame{Title: "Progress", Item: shell.ItemChildren, Child: s.Band(ctx, child, s.Today()),
		Alerts: func() string { return s.Alerts(ctx, child) }}
	if err := v.book.Open(ctx); err != nil {
		v.holder.Objects = []fyne.CanvasObject{kit.NewEmpty(kit.IconAlert, "These goals cannot be opened", assessments.Sentence(err), "Back", s.Back)}
		return v
	}
	all := v.book.Progress()
	v.frame.Subtitle = many(len(all), "goal", "goals")
	if len(all) == 0 {
		v.holder.Objects = []fyne.CanvasObject{kit.Inset(32, kit.NewCard(kit.Inset(24, kit.NewEmpty(kit.IconFlag, "No goals yet",
			"Start from what the child wants to do", "Add a goal", func() { s.Go(session.Goal, child, "") }))))}
		return v
	}
	v.frame.Actions = []fyne.CanvasObject{kit.NewPrimary("Show the family", func() { s.Go(session.Family, child, "") })}
	v.build(all, arg)
	return v
}

// Content is the charts.
func (v *ProgressScreen) Content() fyne.CanvasObject { return v.holder }

// Frame has the child and the title.
func (v *ProgressScreen) Frame() shell.Frame { return v.frame }

// Leave has nothing to keep: nothing is typed here.
func (v *ProgressScreen) Leave() {}

func (v *ProgressScreen) build(all []Progress, first assessments.ID) {
	var rows, top []fyne.CanvasObject
	if ask := v.book.AskDischarge(); ask != "" {
		top = append(top, discharging(v.s, v.book.Child, ask))
	}
	for _, p := range all {
		card := v.card(p)
		if p.ID == first {
			rows = append([]fyne.CanvasObject{card}, rows...)
		} else {
			rows = append(rows, card)
		}
	}
	if t, ok := v.book.TChart(); ok {
		rows = append(rows, kit.NewCard(kit.Inset(20, kit.Column(12, kit.Row(12, kit.Grow(kit.RowTitle("All goals together")), kit.NewTag(kit.TagPlain, "For staff")),
			NewChart(t), kit.Quieter("Goal attainment T-score: 50 is all goals as expected. Levels are steps, not equal distances, and T depends on how the goals were set.")))))
	}
	column := kit.Column(16, append(top, rows...)...)
	v.holder.Objects = []fyne.CanvasObject{kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		m := kit.PageMargin(map[kit.Step]float32{kit.StepPhone: 400, kit.StepPortrait: 800, kit.StepLandscape: 1200}[step])
		return kit.NewScroller(kit.Insets(16, m, 96, m, column))
	})}
}

// card is one goal: rungs and ratings side by side where there is room.
func (v *ProgressScreen) card(p Progress) fyne.CanvasObject {
	levels := kit.Column(4, kit.Strong("Rungs"), NewChart(p.Levels))
	body := fyne.CanvasObject(levels)
	switch {
	case len(p.Levels.Days) == 0:
		body = kit.Quieter("This goal has not been scored yet.")
	case p.Rated():
		body = kit.Beside(32, 460, levels, kit.Column(4, kit.Strong(p.Who), NewChart(p.Ratings)))
	}
	if p.Logged() {
		body = kit.Column(16, body, kit.Column(4, kit.Strong("Counted at school and at home"), NewChart(p.Counts)))
	}
	open := kit.NewPlain("Open goal", func() { v.s.Go(session.Goal, v.book.Child, p.ID) })
	return kit.NewCard(kit.Insets(12, 20, 20, 20, kit.Column(12, kit.Row(12, kit.Grow(kit.Column(2, kit.RowTitle(p.Title), kit.Quieter(p.Line))), open), body)))
}

// discharging asks whether the work is done; the clinician decides on the screen it leads to.
func discharging(s *session.Session, child assessments.ID, ask string) fyne.CanvasObject {
	return kit.NewNotice(kit.NoticeNeeds, "All goals are closed", ask,
		kit.NewQuiet("Think about discharge", func() { s.Go(session.Discharge, child, "") }), kit.NewQuiet("Add a goal", func() { s.Go(session.Goal, child, "") }))
}
