package pathway

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// asideWide is the width of the column of answers beside the facts.
const asideWide = 492

// RulesArg is the Arg of the route session.Waiting that opens the service's rules.
const RulesArg assessments.ID = "rules"

// Screen is one child's pathway: the facts of the referral, and beside them what the rules make of them.
type Screen struct {
	s       *session.Session
	child   assessments.ID
	k       *keep.Keeper
	p       *Page
	form    *keep.Form
	band    *kit.ChildBandData
	whole   fyne.CanvasObject // in place of everything, when the record cannot be read
	move    string            // tier the open move goes to
	hold    string            // clock the open hold is of
	holdBox fyne.CanvasObject // its form, kept while one types in it
	by      assessments.ID    // clinician who decides
	fresh   bool              // the referral is being written

	line     *fyne.Container
	course   *fyne.Container // what is next, and the tier, once the referral is triaged
	facts    *fyne.Container
	answers  *fyne.Container
	answer   *fyne.Container // follows the typing
	triage   *fyne.Container
	clocks   *fyne.Container
	against  *fyne.Container   // why triage could not end
	override fyne.CanvasObject // the fields of a rule that is set aside: kept while one types in them
	nextStep fyne.CanvasObject // the words after triage, kept likewise
	shown    string            // what the answers on show say
	left     *kit.Scroller
	right    *kit.Scroller
	page     *kit.Steps
}

var _ shell.Screen = (*Screen)(nil)

// NewScreen opens the pathway of a child. Arg is not needed: the page is one.
func NewScreen(s *session.Session, child, _ assessments.ID) shell.Screen {
	return newScreen(s, child, s.Wait)
}

func newScreen(s *session.Session, child assessments.ID, clock kit.Clock) *Screen {
	v := &Screen{s: s, child: child, by: s.Me, line: kit.Column(0), course: kit.Column(16), facts: kit.Column(16), answers: kit.Column(16), answer: kit.Column(0), triage: kit.Column(0), clocks: kit.Column(0), against: kit.Column(0)}
	v.k = keep.New(s, clock, v.reload)
	v.band = s.Band(context.Background(), child, s.Today())
	v.left, v.right = kit.NewScroller(kit.Column(0)), kit.NewScroller(kit.Column(0))
	v.page = kit.NewSteps(v.arrange)
	v.reload()
	return v
}

// reload reads everything anew and keeps the place.
func (v *Screen) reload() {
	at, beside := v.left.Offset(), v.right.Offset()
	p, err := Read(context.Background(), v.s.Store, v.child, v.s.Me, v.s.Today())
	if err != nil {
		v.whole = kit.NewEmpty(kit.IconAlert, "This pathway cannot be opened", assessments.Sentence(err), "Back", v.s.Back)
		v.page.Rebuild()
		return
	}
	v.p, v.whole = p, nil
	if v.by == "" && len(p.Clinicians) > 0 {
		v.by = p.Clinicians[0].ID
	}
	v.against.Objects, v.override, v.holdBox = nil, nil, nil
	v.build()
	v.page.Rebuild()
	v.relay()
	v.left.ScrollTo(at)
	v.right.ScrollTo(beside)
	v.s.Reframe()
}

// build makes the cards of what was read.
func (v *Screen) build() {
	v.course.Objects, v.facts.Objects, v.answers.Objects = nil, nil, nil
	if v.p.Case.Referred == "" {
		v.course.Hidden, v.fresh = true, true
		v.facts.Add(kit.NewCard(kit.NewEmpty(kit.IconMail, "No referral yet", "The pathway begins with the day the request arrived", "Write the referral", v.refer)))
		v.answers.Add(v.rulesCard())
		v.touch()
		return
	}
	v.fresh, v.shown = fresh(v.p.Referral), ""
	v.form = v.k.Form(v.p.Referral, func(string) { v.touch() })
	v.nextStep = v.form.Notes("next_step", "What comes next, and what the family was told", 2)
	triaged := v.p.Case.Referral.TriagedOn.Valid()
	if triaged {
		if next := v.next(); next != nil {
			v.course.Add(next)
		}
		v.course.Add(v.tier())
	}
	for _, card := range v.referral() {
		v.facts.Add(card)
	}
	v.course.Hidden = len(v.course.Objects) == 0
	v.answers.Add(v.clocks)
	if triaged {
		v.answers.Add(v.triage)
		v.answers.Add(v.answer)
	} else {
		v.answers.Add(v.answer)
		v.answers.Add(v.triage)
	}
	v.answers.Add(v.rulesCard())
	v.touch()
}

// touch lets the answers follow what is typed.
func (v *Screen) touch() {
	if v.p.Case.Referred != "" {
		v.p.Typed(v.form.Now)
		title, line := v.p.Triaged()
		say := fmt.Sprint(v.p.Answer(), v.p.BeforeTriage(), v.p.Clocks(), v.p.Stations(), v.p.Verdicts(), title, line, v.hold)
		if say == v.shown {
			return // most letters change nothing of it
		}
		v.shown = say
		v.clocks.Objects = []fyne.CanvasObject{v.clockCard()}
		v.answer.Objects = []fyne.CanvasObject{v.answerCard()}
		v.triage.Objects = []fyne.CanvasObject{v.triageCard()}
	}
	v.showLine()
	v.relay()
}

func (v *Screen) showLine() {
	v.line.Objects = []fyne.CanvasObject{lineOf(v.p.Stations(), v.page.Current())}
}

// arrange sets facts and answers for a width; with one column the answers come first.
func (v *Screen) arrange(step kit.Step) fyne.CanvasObject {
	if v.whole != nil {
		return v.whole
	}
	m := step.Margin()
	v.line.Objects = []fyne.CanvasObject{lineOf(v.p.Stations(), step)}
	if step == kit.StepLandscape {
		v.left.SetContent(kit.Insets(4, 12, 96, 4, kit.Column(16, v.course, v.facts)))
		v.right.SetContent(kit.Insets(4, 12, 96, 4, v.answers))
		return kit.Insets(16, m-12, 0, m-4, kit.Column(12, kit.Insets(0, 12, 0, 4, v.line), kit.Grow(kit.RowFull(8, kit.Grow(v.left), kit.Fixed(asideWide, v.right)))))
	}
	first, second := v.answers, v.facts
	if v.fresh { // it is being written: nothing above the words may change its height
		first, second = v.facts, v.answers
	}
	v.left.SetContent(kit.Insets(16, m, 96, m, kit.Column(16, v.line, v.course, first, second)))
	return v.left
}

// refer begins a referral. It is a draft until it says what is hard for the child.
func (v *Screen) refer() {
	v.leave()
	ref := keep.Ref{ID: v.s.NewID(), Kind: assessments.KindReferral, Scope: assessments.ChildScope(v.child)}
	if v.k.Start(ref, &assessments.Referral{Received: v.s.Today(), Service: v.p.Service, Urgency: "routine"}) {
		v.reload()
	}
}

// put makes one change of the referral and shows it everywhere.
func (v *Screen) put(words string, set assessments.Fields) {
	v.leave()
	v.form.PutAll(words, set)
	v.reload()
}

// leave makes a change of what was typed before something else happens.
func (v *Screen) leave() {
	kit.Unfocus(v.page)
	v.k.LeaveForm(v.form)
}

// relay lays the page out anew after something changed its height.
func (v *Screen) relay() { kit.RelayShown(v.page) }

// Content is the whole page.
func (v *Screen) Content() fyne.CanvasObject { return v.page }

// Frame is the shell's frame around the page.
func (v *Screen) Frame() shell.Frame {
	f := shell.Frame{Title: "Pathway", Child: v.band, Item: shell.ItemChildren,
		Alerts: func() string { return v.s.Alerts(context.Background(), v.child) }}
	if v.p == nil || v.p.Case.Referred == "" {
		return f
	}
	f.Subtitle = v.p.Standing()
	if v.p.Case.Discharged() != nil || ended(v.p.Case.Referral.Outcome) && v.p.Case.Referral.TriagedOn.Valid() {
		f.Actions = []fyne.CanvasObject{kit.NewPrimary("Refer again", v.refer)}
	} else if v.p.Case.Referral.TriagedOn.Valid() {
		f.Actions = []fyne.CanvasObject{kit.NewQuiet("Think about discharge", func() { v.leave(); v.s.Go(session.Discharge, v.child, "") })}
	}
	return f
}

// Leave makes a change of what was typed.
func (v *Screen) Leave() { v.k.Close() }
