package documents

import (
	"time"

	"github.com/fieldfare/fieldfare/app/composer"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// names are children as the sheets list them. A sheet holds on to its list: another may have come when one is chosen.
func names(kids []Child) []string {
	var out []string
	for _, c := range kids {
		out = append(out, c.Name)
	}
	return out
}

// newRequest records a letter; its due day shows as soon as the day of receipt is there.
func (v *Screen) newRequest() {
	canvas := kit.CanvasOf(v.page)
	if canvas == nil {
		return
	}
	var sheet *kit.Sheet
	child, kids := -1, v.m.Children
	who := kit.NewSelect("Child", names(kids), -1, func(i int) { child = i })
	from := kit.NewField("Who asks", nil)
	from.SetText("Local authority SEND team")
	reference := kit.NewField("Their reference, if any", nil)
	letter := kit.NewDateField("Date on the letter", nil)
	due := kit.RowTitle("")
	var received *kit.DateField
	show := func() {
		due.SetText("")
		if on, problem := received.Date(); problem == "" && !on.IsZero() {
			due.SetText(composer.DueWords(&assessments.AdviceRequest{Received: assessments.NewDate(on)}))
		}
	}
	received = kit.NewDateField("Received", show).WithQuick([]string{"Today", "Yesterday"}, func(i int) time.Time { return v.s.Today().AddDays(-i).Time() })
	received.SetDate(v.s.Today().Time())
	show()
	wrong := kit.NewText("", kit.SizeBody, kit.Red, true)
	keepIt := kit.NewPrimary("Start the clock", func() {
		on, problem := received.Date()
		dated, badLetter := letter.Date()
		switch {
		case child < 0:
			wrong.SetText("Choose the child first")
			kit.Relay(sheet)
			return
		case problem != "" || on.IsZero():
			received.SetError(orElse(problem, "Enter the day it was received"))
			return
		case badLetter != "":
			letter.SetError(badLetter)
			return
		}
		q := assessments.AdviceRequest{From: from.Text(), Reference: reference.Text(), Received: assessments.NewDate(on)}
		if !dated.IsZero() {
			q.LetterDate = assessments.NewDate(dated)
		}
		sheet.Close()
		if v.s.Write(v.ctx, v.s.Create(v.s.NewID(), assessments.ChildScope(kids[child].ID), &q)) {
			v.load()
		}
	}).Big()
	sheet = kit.ShowSheet(canvas, "New request", kit.Column(16, who, from, received, due, letter, reference, wrong, keepIt), nil)
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
