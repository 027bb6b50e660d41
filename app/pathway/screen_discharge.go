package pathway

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// DischargeScreen is thinking about a discharge, or deciding what follows after a child was not brought.
type DischargeScreen struct {
	s       *session.Session
	child   assessments.ID
	contact assessments.ID // to which the child was not brought; "" for a discharge in the usual way
	k       *keep.Keeper
	p       *Page
	absence *Absence
	form    *keep.Form // the discharge that is being written
	came    *keep.Form // the contact of the absence
	by      assessments.ID
	way     Way
	day     assessments.Date
	band    *kit.ChildBandData
	whole   fyne.CanvasObject

	said  *fyne.Container // what stands against the decision
	main  *fyne.Container
	aside *fyne.Container
	steps *kit.Steps
	page  *kit.Scroller
}

var _ shell.Screen = (*DischargeScreen)(nil)

// NewDischarge opens the page of discharge; arg is the contact to which the child was not brought, or "".
func NewDischarge(s *session.Session, child, arg assessments.ID) shell.Screen {
	return newDischarge(s, child, arg, s.Wait)
}

func newDischarge(s *session.Session, child, arg assessments.ID, clock kit.Clock) *DischargeScreen {
	v := &DischargeScreen{s: s, child: child, contact: arg, by: s.Me, way: -1, said: kit.Column(0), main: kit.Column(16), aside: kit.Column(16)}
	v.k = keep.New(s, clock, v.reload)
	v.band = s.Band(context.Background(), child, s.Today())
	v.steps = kit.NewSteps(v.arrange)
	v.page = kit.NewScroller(v.steps)
	v.reload()
	return v
}

func (v *DischargeScreen) reload() {
	at := v.page.Offset()
	p, err := Read(context.Background(), v.s.Store, v.child, v.s.Me, v.s.Today())
	if err != nil {
		v.whole = kit.NewEmpty(kit.IconAlert, "This page cannot be opened", assessments.Sentence(err), "Back", v.s.Back)
		v.steps.Rebuild()
		return
	}
	v.p, v.whole, v.absence = p, nil, nil
	if v.by == "" && len(p.Clinicians) > 0 {
		v.by = p.Clinicians[0].ID
	}
	rec := p.Writing(assessments.KindDischarge)
	if rec.ID == "" {
		rec = assessments.Record{ID: v.s.NewID(), Kind: assessments.KindDischarge, Scope: assessments.ChildScope(v.child), Fields: assessments.Fields{}}
	}
	v.form = v.k.Form(rec, func(string) {})
	if v.contact != "" {
		v.absence = p.Absence(v.contact)
	}
	v.said.Objects = nil
	v.main.Objects, v.aside.Objects = nil, nil
	v.build()
	v.steps.Rebuild()
	v.relay()
	v.page.ScrollTo(at)
	v.s.Reframe()
}

// build chooses what the page is about: what has happened already, an absence, or a discharge in the usual way.
func (v *DischargeScreen) build() {
	id, done := v.p.Discharged()
	switch {
	case v.p.Case.Referred == "":
		v.main.Add(kit.NewCard(kit.NewEmpty(kit.IconMail, "No referral yet", "There is no episode of care to end", "Open the pathway", v.openPathway)))
		return
	case done != nil:
		v.main.Add(v.over(id, done))
	case v.absence != nil && v.absence.Decided:
		v.main.Add(v.settled())
		v.main.Add(v.letters())
	case v.absence != nil:
		v.main.Add(v.safety())
		v.main.Add(v.ways())
	default:
		if open := v.p.Undecided(); open != "" {
			v.main.Add(kit.NewNotice(kit.NoticeNeeds, "An absence waits for a decision", "Decide about it first, with the safeguarding check. Until then nobody is discharged.",
				kit.NewQuiet("Decide about the absence", func() { v.leave(); v.s.Swap(session.Discharge, v.child, open) })))
		} else {
			v.main.Add(v.discharge())
		}
	}
	if rules := v.thinking(); rules != nil && done == nil {
		v.aside.Add(rules)
	}
	if v.absence != nil && !v.absence.Decided {
		v.aside.Add(v.whoKnows())
	}
	if done == nil && (v.absence == nil || v.way == EndThere) {
		v.aside.Add(v.comingBack())
	}
}

func (v *DischargeScreen) arrange(step kit.Step) fyne.CanvasObject {
	m := step.Margin()
	if v.whole != nil {
		return v.whole
	}
	if step == kit.StepLandscape && len(v.aside.Objects) > 0 {
		return kit.Insets(16, m, 96, m, kit.RowTop(24, kit.Grow(v.main), kit.Fixed(420, v.aside)))
	}
	return kit.Insets(16, m, 96, m, kit.Column(16, v.main, v.aside))
}

// over says that the episode has ended, until when the family may come back, and how it is opened again.
func (v *DischargeScreen) over(id assessments.ID, d *assessments.Discharge) fyne.CanvasObject {
	rows := []fyne.CanvasObject{kit.Row(12, kit.NewSymbol(kit.IconCheck, 24, kit.Green), kit.Grow(kit.Question("Discharged on "+d.On.Words()))), kit.Body(label(d.Reason) + ".")}
	if by := v.p.NameOf(d.DecidedBy); by != "" {
		rows = append(rows, kit.Quieter("Decided by "+by))
	}
	if d.Why != "" {
		rows = append(rows, kit.Body(d.Why))
	}
	if d.To != "" {
		rows = append(rows, kit.Body("Goes on with: "+d.To))
	}
	if d.ReturnBy.Valid() {
		rows = append(rows, kit.Body("The family may come back until "+d.ReturnBy.Words()+"."))
	}
	ref := keep.Ref{ID: id, Kind: assessments.KindDischarge, Scope: assessments.ChildScope(v.child)}
	rows = append(rows, kit.Wrap(8, kit.NewQuiet("Open the episode again", func() {
		v.k.Put(ref, "The episode is open again", fields("reopened_on", v.p.Today))
		v.reload()
	}), kit.NewQuiet("Write to the family", v.writeToFamily).WithIcon(kit.IconMail), kit.NewPlain("Pathway", v.openPathway).IconAfter(kit.IconNext)))
	return kit.NewRaised(kit.Inset(24, kit.Column(12, rows...)))
}

// settled says what was decided after an absence.
func (v *DischargeScreen) settled() fyne.CanvasObject {
	a := v.absence
	rows := []fyne.CanvasObject{kit.Row(12, kit.NewSymbol(kit.IconCheck, 24, kit.Green), kit.Grow(kit.Question(a.Title))), kit.Body(a.Decision)}
	if by := v.p.NameOf(a.V.DecidedBy); by != "" {
		rows = append(rows, kit.Quieter("Decided by "+by))
	}
	rows = append(rows, kit.Body("Safeguarding check: "+a.V.Safeguarding), start(kit.NewPlain("Pathway", v.openPathway).IconAfter(kit.IconNext)))
	return kit.NewRaised(kit.Inset(24, kit.Column(12, rows...)))
}

func (v *DischargeScreen) openPathway() {
	v.leave()
	v.s.Go(session.Pathway, v.child, "")
}

// thinking are the prompts of the rules, nil where there are none.
func (v *DischargeScreen) thinking() fyne.CanvasObject {
	if v.absence != nil {
		return nil
	}
	rows := []fyne.CanvasObject{kit.RowTitle("What speaks for it")}
	for _, t := range v.p.Prompts() {
		rows = append(rows, taskRow(Task{Title: t.Title, Words: t.Words, Rules: t.Rules}))
	}
	if len(rows) == 1 {
		rows = append(rows, kit.Quieter("Your service’s rules give no reason to think about discharge now. You may know one"))
	}
	return kit.NewCard(kit.Inset(24, kit.Column(14, rows...)))
}

// whoKnows are the people who can be asked whether the child is safe.
func (v *DischargeScreen) whoKnows() fyne.CanvasObject {
	rows := []fyne.CanvasObject{kit.CardHead("Who can be asked")}
	for _, n := range v.p.People {
		rows = append(rows, reached(kit.IconChild, n.Name, n.Job, n.Phone))
	}
	if name := v.p.Case.Setting.Name; name != "" {
		rows = append(rows, reached(kit.IconSchool, name, "", v.p.Case.Setting.Phone))
	}
	if len(rows) == 1 {
		rows = append(rows, kit.Inset(20, kit.Quieter("Nobody around the child is in the record yet")))
	}
	return kit.NewTitledCard(rows[0], rows[1:]...)
}

// reached is somebody who can be asked, with the number to ring. The telephone stands only where there is one.
func reached(icon kit.Icon, name, job, phone string) fyne.CanvasObject {
	job = assessments.UpperFirst(job)
	d := kit.RowData{Icon: kit.IconPhone, Title: name, Subtitle: strings.TrimPrefix(job+". "+phone, ". ")}
	if phone == "" {
		d.Icon, d.Subtitle = icon, strings.TrimPrefix(job+". No number recorded", ". ")
	}
	return kit.NewListRow(d, nil)
}

// comingBack is until when the family may come back, or that the service has to choose.
func (v *DischargeScreen) comingBack() fyne.CanvasObject {
	_, m := v.p.ReturnBy()
	rows := []fyne.CanvasObject{kit.RowTitle("If the family needs us again"), remarkRow(m, func(string) {})}
	if m.Effect == choose {
		rows = append(rows, start(kit.NewQuiet("Open the choices", func() { v.leave(); v.s.Go(session.Waiting, "", RulesArg) }).WithIcon(kit.IconSwap)))
	}
	return kit.NewCard(kit.Inset(24, kit.Column(14, rows...)))
}

// leave makes a change of what was typed before something else happens.
func (v *DischargeScreen) leave() {
	kit.Unfocus(v.page)
	v.k.LeaveForm(v.form)
	v.k.LeaveForm(v.came)
}

func (v *DischargeScreen) relay() { kit.RelayShown(v.page) }

// Content is the whole page.
func (v *DischargeScreen) Content() fyne.CanvasObject { return v.page }

// Frame is the shell's frame around the page.
func (v *DischargeScreen) Frame() shell.Frame {
	f := shell.Frame{Title: "Discharge", Child: v.band, Item: shell.ItemChildren,
		Alerts: func() string { return v.s.Alerts(context.Background(), v.child) }}
	if v.absence != nil {
		f.Title = "After an absence"
	}
	return f
}

// Leave makes a change of what was typed.
func (v *DischargeScreen) Leave() { v.k.Close() }
