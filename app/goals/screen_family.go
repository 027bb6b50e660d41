package goals

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// FamilyScreen is turned round to the family: one goal at a time, in large plain words. It shows nothing of other goals'
// scores, no T-score and no notes.
type FamilyScreen struct {
	s      *session.Session
	holder *fyne.Container
	frame  shell.Frame
	pages  []FamilyPage
	at     int
	framed bool
	page   *kit.Scroller
}

var _ shell.Screen = (*FamilyScreen)(nil)

// NewFamily opens the goals of a child for the family to read; arg is the goal to begin with.
func NewFamily(s *session.Session, child, arg assessments.ID) shell.Screen {
	ctx := context.Background()
	v := &FamilyScreen{s: s, holder: kit.Stack()}
	v.frame = shell.Frame{Kind: shell.Board, Turned: true, Title: "For the family", Item: shell.ItemChildren, Child: s.Band(ctx, child, s.Today())}
	book := NewBook(s.Store, s, s.NewID, child)
	if err := book.Open(ctx); err != nil {
		v.holder.Objects = []fyne.CanvasObject{kit.NewEmpty(kit.IconAlert, "These goals cannot be opened", assessments.Sentence(err), "Back", s.Back)}
		return v
	}
	v.pages = book.Family()
	for i, p := range v.pages {
		if p.ID == arg {
			v.at = i
		}
	}
	if len(v.pages) == 0 {
		v.holder.Objects = []fyne.CanvasObject{kit.Inset(32, kit.NewCard(kit.Inset(24, kit.NewEmpty(kit.IconFlag, "No goals yet",
			"Start from what the child wants to do", "Back", s.Back))))}
		return v
	}
	v.show()
	return v
}

// Content is the goal on show.
func (v *FamilyScreen) Content() fyne.CanvasObject { return v.holder }

// Frame has the child and which goal of how many is on show.
func (v *FamilyScreen) Frame() shell.Frame {
	v.framed = true
	return v.frame
}

// Leave has nothing to keep: nothing is typed here.
func (v *FamilyScreen) Leave() {}

// show draws the goal the family reads now.
func (v *FamilyScreen) show() {
	p := v.pages[v.at]
	v.frame.Subtitle, v.frame.Actions = "", v.turns()
	if n := len(v.pages); n > 1 {
		v.frame.Subtitle = "Goal " + count(v.at+1) + " of " + count(n)
	}
	steps := kit.Column(8)
	for _, s := range p.Steps {
		steps.Add(familyStep(s))
	}
	hope := kit.Column(8, large("What we hope for"), kit.Title(p.Hope))
	if p.Whose != "" {
		hope.Add(large(p.Whose))
	}
	now := kit.Column(12, kit.Question("Now"), large(p.Now), kit.Question("Next"), large(p.Next))
	if len(p.Said) > 0 {
		now.Add(kit.Question(p.Who + ", out of 10"))
	}
	for _, s := range p.Said {
		now.Add(large(s))
	}
	if p.Agreed != "" {
		now.Add(large(p.Agreed))
	}
	ladder := kit.NewCard(kit.Inset(16, steps))
	says := kit.NewCard(kit.Inset(24, now))
	v.holder.Objects = []fyne.CanvasObject{kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		m := map[kit.Step]float32{kit.StepPhone: 16, kit.StepPortrait: 24, kit.StepLandscape: 24}[step]
		body := fyne.CanvasObject(kit.Column(16, ladder, says))
		if step == kit.StepLandscape {
			body = kit.RowTop(24, kit.Grow(ladder), kit.Fixed(420, says))
		}
		v.page = kit.NewScroller(kit.Insets(16, m, 96, m, kit.Column(16, hope, body)))
		return v.page
	})}
	v.holder.Refresh()
	relay(v.holder)
	if v.framed {
		v.s.Reframe()
	}
}

// turns lead through the goals one after the other; behind the last one the reading is done.
func (v *FamilyScreen) turns() []fyne.CanvasObject {
	turn := func(by int) func() {
		return func() {
			v.at += by
			v.show()
			v.page.ScrollTo(0)
		}
	}
	var out []fyne.CanvasObject
	if v.at > 0 {
		out = append(out, kit.NewQuiet("Goal before", turn(-1)))
	}
	if v.at < len(v.pages)-1 {
		return append(out, kit.NewPrimary("Next goal", turn(1)))
	}
	return append(out, kit.NewPrimary("Done", v.s.Back))
}

// large is a sentence at the size of a question, so that two people can read it from one tablet.
func large(s string) *kit.Text { return kit.Question(s).SetBold(false) }

// familyStep is one rung: what it looks like in large words, with its place said in words as well as by its colour.
func familyStep(s Step) fyne.CanvasObject {
	words := kit.Column(2)
	if s.Looks != "" {
		words.Add(kit.Question(s.Looks))
	}
	if s.Looks == "" {
		words.Add(large(s.Name))
	} else {
		words.Add(kit.Body(s.Name))
	}
	icon, colour, ink := kit.IconFlag, kit.Surface, kit.Ink
	switch {
	case s.Here:
		icon, colour, ink = kit.IconChild, kit.NowTint, kit.Now
	case s.Next:
		icon, colour = kit.IconUp, kit.BlueTint
	}
	if s.Place != "" {
		place := kit.Row(8, kit.NewSymbol(icon, 24, ink), kit.Grow(kit.Strong(s.Place).SetColor(ink)))
		words.Objects = append([]fyne.CanvasObject{place}, words.Objects...)
	}
	return kit.NewCard(kit.Insets(12, 16, 12, 16, words)).Tinted(colour)
}
