package agree

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// board is the margin of a wide screen without the rail, as that of its bar.
const board = 24

// Screen is the reading, turned to the family. Nothing on it is for staff: no notes, no scores, no other child.
type Screen struct {
	s      *session.Session
	v      *Visit
	ctx    context.Context
	stop   context.CancelFunc
	keeper *keep.Keeper
	band   *kit.ChildBandData
	ready  bool
	edits  bool // the words are being changed
	left   bool // a letter was queued here
	holder *fyne.Container
	page   *kit.Scroller
}

var _ shell.Screen = (*Screen)(nil)

// NewScreen opens the reading of a contact.
func NewScreen(s *session.Session, child, arg assessments.ID) shell.Screen {
	return newScreen(s, s.Wait, child, arg)
}

func newScreen(s *session.Session, clock kit.Clock, child, arg assessments.ID) *Screen {
	a := &Screen{s: s, v: New(s.Store, s, s.NewID, child, arg), holder: kit.Column(16)}
	a.ctx, a.stop = context.WithCancel(context.Background())
	a.keeper = keep.New(s, clock, a.load)
	a.band = s.Band(a.ctx, child, s.Today())
	a.page = kit.NewScroller(kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		m := step.Margin()
		if step == kit.StepLandscape {
			return kit.Insets(16, board, 96, board, kit.RowTop(0, kit.Fixed(920, a.holder), kit.Gap()))
		}
		return kit.Insets(16, m, 96, m, a.holder)
	}))
	a.load()
	return a
}

// load reads the visit away from the screen and shows the reading.
func (a *Screen) load() {
	v := New(a.s.Store, a.s, a.s.NewID, a.v.Child, a.v.ID)
	a.s.Load(a.ctx, v.Open, func(err error) {
		if err != nil {
			a.holder.Objects = []fyne.CanvasObject{kit.NewCard(kit.NewEmpty(kit.IconAlert, "There is nothing to read back", assessments.Sentence(err), "Back", a.s.Back))}
			kit.Relay(a.page)
			return
		}
		a.v, a.ready = v, true
		a.show()
	})
}

// large is a sentence at the size of a question, so that two people can read it from one tablet.
func large(s string) *kit.Text { return kit.Question(s).SetBold(false) }

func (a *Screen) show() {
	v := a.v
	a.holder.Objects = []fyne.CanvasObject{kit.Column(4, kit.Title("What we agreed"), large(v.Contact.On.Weekday()))}
	if v.Agreed() {
		a.holder.Add(kit.NewNotice(kit.NoticeDone, "You said yes to this plan", "You can change your mind at any time. Tell us."))
		a.holder.Add(a.copies()) // what is done next stands where they look
	}
	if len(v.Hopes) > 0 {
		rows := []fyne.CanvasObject{kit.Question("What we work on")}
		for _, h := range v.Hopes {
			words := kit.Column(2, large(sentence(h.Wants)))
			if h.Next != "" {
				words.Add(kit.RowText("Next: " + h.Next))
			}
			rows = append(rows, kit.RowTop(12, kit.NewSymbol(kit.IconFlag, 32, kit.Now), kit.Grow(words)))
		}
		a.holder.Add(kit.NewCard(kit.Inset(24, kit.Column(14, rows...))))
	}
	if len(v.Tasks) > 0 && !v.Over {
		rows := []fyne.CanvasObject{kit.Question("What you do at home")}
		if v.Dose != "" {
			rows = append(rows, kit.RowText(v.Dose))
		}
		for _, t := range v.Tasks {
			rows = append(rows, kit.RowTop(12, kit.NewSymbol(kit.IconHome, 32, kit.Soft), kit.Grow(large(sentence(t.Title)))))
		}
		a.holder.Add(kit.NewCard(kit.Inset(24, kit.Column(14, rows...))))
	}
	a.holder.Add(a.steps())
	if v.Again != "" {
		a.holder.Add(kit.NewCard(kit.Inset(24, large(v.Again))))
	}
	if !v.Agreed() {
		a.holder.Add(a.copies())
	}
	kit.Relay(a.page)
	a.s.Reframe()
}

// steps are what was said and what comes next; the words are changed in place, and hard ones are named to the therapist then.
func (a *Screen) steps() fyne.CanvasObject {
	rows := []fyne.CanvasObject{kit.Question("What happens next")}
	steps := a.v.Steps()
	for _, s := range steps {
		rows = append(rows, kit.RowTop(12, kit.NewSymbol(kit.IconCheck, 32, kit.Soft), kit.Grow(large(s))))
	}
	if len(steps) == 0 && !a.edits {
		rows = append(rows, large("Nothing is written yet."))
	}
	if !a.edits {
		return kit.NewCard(kit.Inset(24, kit.Column(14, append(rows, kit.Row(0, kit.NewPlain("Change the words", func() { a.edits = true; a.show() }).WithIcon(kit.IconPencil), kit.Gap()))...)))
	}
	form := a.keeper.Form(a.v.Rec, nil)
	rows = append(rows, form.Notes("summary", "What we agreed, a sentence a line", 4))
	if hard := a.v.Hard(); len(hard) > 0 {
		rows = append(rows, kit.NewNotice(kit.NoticeNeeds, "Some of this is hard to read", "Shorter sentences and shorter words: “"+strings.Join(hard, "” “")+"”"))
	}
	rows = append(rows, kit.Row(0, kit.NewQuiet("Read it back", func() { a.keeper.Leave(keep.RefOf(a.v.Rec), "Changed what was agreed"); a.edits = false; a.load() }), kit.Gap()))
	return kit.NewCard(kit.Inset(24, kit.Column(14, rows...)))
}

// copies is how the family keeps it: they read it now, or a letter is put in line to be signed and sent.
func (a *Screen) copies() fyne.CanvasObject {
	if a.left {
		return kit.NewNotice(kit.NoticeDone, "A letter is in line", "It is under Reports, in hand. Once it is signed it can be shared.")
	}
	return kit.Row(0, kit.NewQuiet("Leave a letter", a.letter).WithIcon(kit.IconMail), kit.Gap())
}

// letter begins the summary of the visit for the parents: one tap, and the reading stays on show.
func (a *Screen) letter() {
	id := a.s.NewID()
	r := a.v.Letter(string(reports.VisitSummary), a.s.Today())
	scope := assessments.ChildScope(a.v.Child)
	if !a.s.Write(a.ctx, a.s.Create(id, scope, &r)) {
		return
	}
	a.left = true
	a.s.Undo("A letter is in line", func() {
		e := assessments.EnteredInError{Of: id, Reason: "Taken back at once", On: a.s.Today()}
		if a.s.Write(context.Background(), a.s.Create(a.s.NewID(), scope, &e)) {
			a.left = false
			a.show()
		}
	})
	a.show()
}

// agree notes the family's yes.
func (a *Screen) agree() {
	a.keeper.Leave(keep.RefOf(a.v.Rec), "Changed what was agreed")
	if err := a.v.Open(a.ctx); err != nil {
		a.s.Fail(err)
		return
	}
	if !a.v.Agree(a.ctx, true) {
		return
	}
	a.edits = false
	a.s.Undo("Agreed with the family", func() {
		if a.v.Agree(context.Background(), false) {
			a.show()
		}
	})
	a.show()
	a.page.ScrollTo(0)
}

// Content is the reading.
func (a *Screen) Content() fyne.CanvasObject { return a.page }

// Frame takes the whole width, with the family's yes as the one action.
func (a *Screen) Frame() shell.Frame {
	f := shell.Frame{Kind: shell.Board, Turned: true, Title: "For the family", Subtitle: "Read it aloud together", Item: shell.ItemChildren, Child: a.band}
	switch {
	case !a.ready:
	case a.v.Agreed():
		f.Actions = []fyne.CanvasObject{kit.NewPrimary("Back to the visit", a.s.Back)}
	default:
		f.Actions = []fyne.CanvasObject{kit.NewPrimary("We agree", a.agree)}
	}
	return f
}

// Leave keeps what is half typed.
func (a *Screen) Leave() {
	a.keeper.Close()
	a.stop()
}
