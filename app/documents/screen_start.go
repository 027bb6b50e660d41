package documents

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/composer"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/store"
)

// ShowKinds lists every kind of report under a few headings; a tap answers which.
func ShowKinds(c fyne.Canvas, pick func(reports.Kind)) {
	if c == nil {
		return
	}
	var sheet *kit.Sheet
	body := kit.Column(20)
	for _, g := range reports.KindGroups() {
		var rows []fyne.CanvasObject
		for _, info := range g.Kinds {
			rows = append(rows, kit.NewListRow(kit.RowData{Title: info.Title, Subtitle: info.Line, Chevron: true}, func() { sheet.Close(); pick(info.Kind) }))
		}
		body.Add(kit.Column(8, kit.RowTitle(g.Title), kit.NewRowCard(rows...)))
	}
	sheet = kit.ShowSheet(c, "New report", body, nil)
}

// Start writes a new report and opens it.
func Start(ctx context.Context, s *session.Session, child assessments.ID, r assessments.Report) {
	id := s.NewID()
	if s.Write(ctx, s.Create(id, assessments.ChildScope(child), &r)) {
		s.Go(session.Composer, child, id)
	}
}

// newReport asks which kind, then about whom, for whom and as at which day.
func (v *Screen) newReport() {
	ShowKinds(kit.CanvasOf(v.page), v.newOf)
}

// newOf asks the rest of a report of a kind. What it may be about is offered once the child is known.
func (v *Screen) newOf(kind reports.Kind) {
	canvas := kit.CanvasOf(v.page)
	if canvas == nil {
		return
	}
	var sheet *kit.Sheet
	var child *Child
	kids := v.m.Children
	r := New(kind, Child{Role: assessments.RoleSchool}, v.s.Today())
	readers := composer.Readers(kind)
	var roles []string
	for _, x := range readers {
		roles = append(roles, assessments.UpperFirst(composer.RoleWords(x)))
	}
	at := func() int {
		for i, x := range readers {
			if x == r.Recipient {
				return i
			}
		}
		return 0
	}
	reader := kit.NewSelect("For", roles, at(), func(i int) { r.Recipient = readers[i] })
	about := kit.Column(0)
	who := kit.NewSelect("Child", names(kids), -1, func(i int) {
		child = &kids[i]
		r.Recipient, r.About = New(kind, *child, r.AsAt).Recipient, "" // the usual reader follows the child
		reader.SetChosen(at())
		about.Objects = nil
		if pick := v.aboutWhat(kind, child.ID, func(id assessments.ID) { r.About = id }); pick != nil {
			about.Add(pick)
		}
		kit.Relay(about)
	})
	day := kit.NewDateField("As at", nil)
	day.SetDate(r.AsAt.Time())
	wrong := kit.NewText("", kit.SizeBody, kit.Red, true)
	start := kit.NewPrimary("Start writing", func() {
		on, problem := day.Date()
		switch {
		case child == nil:
			wrong.SetText("Choose the child first")
			kit.Relay(sheet)
		case problem != "" || on.IsZero():
			day.SetError(orElse(problem, "Enter the day up to which it tells"))
		default:
			r.AsAt = assessments.NewDate(on)
			sheet.Close()
			Start(v.ctx, v.s, child.ID, r)
		}
	}).Big()
	note := kit.Quieter("Nothing that came later than this day is in the report.")
	sheet = kit.ShowSheet(canvas, composer.Title(string(kind)), kit.Column(16, who, about, reader, day, note, wrong, start), nil)
}

// aboutWhat offers the records that a report of a kind can be about, the newest first; nil where it is about the child as a
// whole.
func (v *Screen) aboutWhat(kind reports.Kind, child assessments.ID, chosen func(assessments.ID)) fyne.CanvasObject {
	info, _ := reports.LookupKind(kind)
	if len(info.About) == 0 {
		return nil
	}
	recs, err := v.s.Store.Records(v.ctx, store.Filter{Child: child, Kinds: info.About})
	if err != nil {
		v.s.Fail(err)
		return nil
	}
	subjects := composer.Subjects(recs, kind)
	if len(subjects) == 0 {
		return kit.NewNotice(kit.NoticeNeeds, "There is nothing yet that it could be about", "It can be written, and will say what is not recorded.")
	}
	words := []string{composer.Unchosen}
	for _, x := range subjects {
		words = append(words, x.Words())
	}
	return kit.NewSelect("About", words, 0, func(i int) {
		if chosen(""); i > 0 {
			chosen(subjects[i-1].ID)
		}
	})
}
