package questions

import (
	"context"
	"sync"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/assets"
)

// Shipped are the templates that come with Fieldfare, read once.
var Shipped = sync.OnceValues(func() (*template.Library, error) { return template.Load(assets.Templates) })

// Screen is one of three things, by its route: the templates to pick from, the front of one, or a sheet.
type Screen struct {
	s      *session.Session
	child  assessments.ID
	arg    assessments.ID
	lib    *template.Library
	clock  kit.Clock
	ctx    context.Context
	cancel context.CancelFunc
	holder *fyne.Container
	frame  shell.Frame
	form   *form // nil while no sheet is open
	turned bool  // the sheet is in the hands of whoever answers it
}

// NewScreen makes the screen of a route. Arg is the record of answers or of a survey (see session.TurnedArg), the name of a template, or
// empty for the templates to pick from; child is empty for what needs no child.
func NewScreen(s *session.Session, child, arg assessments.ID) *Screen {
	lib, err := Library(context.Background(), s.Store)
	if err != nil {
		s.Fail(err) // the templates that can be read are there all the same
	}
	return newScreen(s, child, arg, s.Wait, lib)
}

func newScreen(s *session.Session, child, arg assessments.ID, clock kit.Clock, lib *template.Library) *Screen {
	v := &Screen{s: s, child: child, lib: lib, clock: clock, holder: kit.Stack()}
	v.arg, v.turned = session.Turned(arg)
	v.ctx, v.cancel = context.WithCancel(context.Background())
	v.frame = shell.Frame{Title: "Questions", Item: shell.ItemChildren}
	if child == "" {
		v.frame.Item = shell.ItemMore
	}
	switch {
	case v.arg == "":
		v.showPicker()
	case v.arg.Valid():
		v.openSheet()
	default:
		v.showFront()
	}
	return v
}

// openSheet shows the answers of a record: today's are gone on with, earlier ones are there to be read. A survey is always in the hands of
// whoever answers it.
func (v *Screen) openSheet() {
	sheet, err := Open(v.ctx, v.s.Store, v.lib, v.arg)
	if err != nil {
		v.gone(err)
		return
	}
	v.frame.Title = sheet.T.Title
	if sheet.Kind == assessments.KindSurvey {
		v.nameless()
		v.turned = true
	}
	if sheet.Note != "" || sheet.A.On != "" && sheet.A.On < v.s.Today() {
		v.turned = false
		v.showLines(sheet)
		return
	}
	sheet.Turned = v.turned
	v.showForm(sheet, sheet.StartPage())
}

// nameless takes the child off the screen: what is answered without a name must not stand below one.
func (v *Screen) nameless() { v.child, v.frame.Item = "", shell.ItemMore }

// gone says why there is nothing to show.
func (v *Screen) gone(err error) {
	v.show(kit.Inset(24, kit.NewCard(kit.NewEmpty(kit.IconAsked, "This cannot be opened", assessments.Sentence(err), "Back", v.s.Back))))
}

// show puts content on the screen; the frame is read again.
func (v *Screen) show(o fyne.CanvasObject) {
	v.holder.Objects = []fyne.CanvasObject{o}
	v.holder.Refresh()
	if v.canvas() != nil {
		kit.Relay(v.holder)
	}
	v.s.Reframe()
}

func (v *Screen) canvas() fyne.Canvas {
	if fyne.CurrentApp() == nil {
		return nil
	}
	return kit.CanvasOf(v.holder)
}

// start makes the record of a new sheet and opens it; where a call or a walk-in is written down with it, both are one
// transaction. A survey is stamped with no therapist and no minute.
func (v *Screen) start(f *Front, by assessments.ID, how string, note bool) {
	id, today := v.s.NewID(), v.s.Today()
	contact := assessments.ID("")
	if note {
		contact = v.s.NewID()
	}
	sheet, call := f.Begin(id, contact, by, v.s.Me, how, today, v.s.Clock())
	if survey, ok := sheet.(*assessments.Survey); ok {
		id = SurveyID(id, survey.Month)
		if v.s.Write(v.ctx, assessments.Edit{Record: id, Kind: assessments.KindSurvey, Scope: f.Scope, Op: assessments.OpSet, Set: assessments.Encode(survey)}) {
			v.s.Swap(session.Questions, "", session.TurnedArg(id))
		}
		return
	}
	var edits []assessments.Edit
	if call != nil {
		edits = append(edits, v.s.Create(contact, f.Scope, call))
	}
	if v.s.Write(v.ctx, append(edits, v.s.Create(id, f.Scope, sheet))...) {
		if how == Met {
			id = session.TurnedArg(id)
		}
		v.s.Swap(session.Questions, v.child, id)
	}
}

// Content is what the route shows.
func (v *Screen) Content() fyne.CanvasObject { return v.holder }

// Frame is the shell's frame: the child's band, except where nobody may be named. In the hands of whoever answers nothing leads elsewhere.
func (v *Screen) Frame() shell.Frame {
	f := v.frame
	f.Turned = v.turned && v.form != nil
	if f.Turned {
		f.Kind = shell.Board
	}
	if v.child != "" {
		f.Child = v.s.Band(v.ctx, v.child, v.s.Today())
	}
	if v.child != "" && !f.Turned {
		f.Alerts = func() string { return v.s.Alerts(v.ctx, v.child) }
	}
	return f
}

// Leave makes a change of what was typed.
func (v *Screen) Leave() {
	if v.form != nil {
		v.form.gone = true
		v.form.k.Close()
	}
	v.cancel()
}

// TypedKey turns pages with Page Up and Page Down.
func (v *Screen) TypedKey(e *fyne.KeyEvent) bool {
	by := map[fyne.KeyName]int{fyne.KeyPageDown: 1, fyne.KeyPageUp: -1}[e.Name]
	if v.form == nil || by == 0 {
		return false
	}
	if next := v.form.sheet.Beside(v.form.at, by); next != "" {
		v.form.turn(next)
	}
	return true
}

// refOf names the record of a sheet.
func refOf(s *Sheet) keep.Ref { return keep.Ref{ID: s.ID, Kind: s.Kind, Scope: s.Scope} }
