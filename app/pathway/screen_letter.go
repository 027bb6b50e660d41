package pathway

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// open goes to a letter: to the one that is being written, else to a new one.
func (l Letter) open(s *session.Session, child assessments.ID) {
	if l.Draft != "" {
		s.Go(session.Composer, child, l.Draft)
		return
	}
	r := l.Report(s.Today())
	id := s.NewID()
	if s.Write(context.Background(), s.Create(id, assessments.ChildScope(child), &r)) {
		s.Go(session.Composer, child, id)
	}
}

// writeToFamily starts the letter that the child's state asks for; while there is none, it shows the child's reports.
func (v *Screen) writeToFamily() {
	v.leave()
	v.p.write(v.s)
}

// writeToFamily starts the letter about a discharge.
func (v *DischargeScreen) writeToFamily() {
	v.leave()
	v.p.write(v.s)
}

func (p *Page) write(s *session.Session) {
	l, ok := p.FamilyLetter()
	if !ok {
		s.Go(session.ChildHome, p.Child, "reports")
		return
	}
	all, err := Ready(context.Background(), s.Store, p.Child, s.Today(), []Letter{l})
	if err != nil {
		s.Fail(err)
		return
	}
	all[0].open(s, p.Child)
}

// letters are those that follow a decided absence, each with what it says or why it may not go.
func (v *DischargeScreen) letters() fyne.CanvasObject {
	all, err := Ready(context.Background(), v.s.Store, v.child, v.s.Today(), v.p.AbsenceLetters(v.absence))
	if err != nil {
		v.s.Fail(err)
		return kit.Column(0)
	}
	var rows []fyne.CanvasObject
	for _, l := range all {
		d := kit.RowData{Icon: kit.IconMail, Title: l.Title, Subtitle: l.Line, Chevron: true}
		open := func() { v.leave(); l.open(v.s, v.child) }
		if l.Against != "" { // a refusal is read here; an agreement is asked for on the child's page
			d.Icon, d.Chevron, open = kit.IconRefused, false, nil
		}
		rows = append(rows, kit.NewListRow(d, open))
	}
	return kit.NewTitledCard(kit.CardHead("Write about it"), rows...)
}
