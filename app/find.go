package app

import (
	"github.com/fieldfare/fieldfare/app/finder"
	"github.com/fieldfare/fieldfare/app/more"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// find opens the finder over whatever is on show.
func (a *App) find() {
	if a.win.Canvas().Overlays().Top() == nil {
		finder.Show(a.win.Canvas(), a.session, a.commands())
	}
}

// commands are what the finder offers besides children and records: what one can do with the child on show, every place, and what
// the shell does.
func (a *App) commands() []finder.Command {
	var out []finder.Command
	if child := assessments.ID(a.shell.Current().Child); child != "" {
		name := "this child"
		if b := a.session.Band(a.ctx, child, a.session.Today()); b != nil {
			name = b.Given
			if b.KnownAs != "" {
				name = b.KnownAs
			}
		}
		for _, p := range aboutChild {
			out = append(out, finder.Command{Icon: p.icon, Title: p.title + ", " + name, Also: p.also, Run: func() { a.session.Go(p.screen, child, p.arg) }})
		}
	}
	for i, r := range roots {
		look := rootLooks[i]
		out = append(out, finder.Command{Icon: look[0], Title: look[1], Line: look[2], Run: func() { a.session.Go(r.Screen, "", "") }})
	}
	for _, shelf := range more.Shelves() {
		for _, p := range shelf.Places {
			out = append(out, finder.Command{Icon: p.Icon, Title: p.Title, Line: p.Line, Also: p.Also, Run: func() { a.session.Go(p.Screen, "", "") }})
		}
	}
	return append(out,
		finder.Command{Icon: "cover", Title: "Cover the screen", Line: "Any key or tap uncovers it", Also: "hide blank", Run: func() { a.shell.Cover() }},
		finder.Command{Icon: "lock", Title: "Lock now", Line: "Asks for the passphrase again", Also: "close sign out log off", Run: a.lock},
		finder.Command{Icon: "info", Title: "Keyboard shortcuts", Line: "The list that F1 shows", Also: "keys help", Run: func() { a.shell.ShowKeys() }})
}

// rootLooks are icon, name and line of the roots, in their order.
var rootLooks = [len(roots)][3]string{
	{"today", "Today", "Visits, clocks and what is to finish"},
	{"children", "Children", "The caseload"},
	{"reports", "Reports", "Requests, drafts and signed reports"},
	{"outbox", "Outbox", "What was sent, what waits, what needs you"},
	{"more", "More", "Places that are not a day’s work"},
}

// aboutChild is what one can go to for the child on show.
var aboutChild = []struct {
	icon, title, screen string
	arg                 assessments.ID
	also                string
}{
	{"child", "Summary", session.ChildHome, "", "home record"},
	{"history", "Timeline", session.ChildHome, "timeline", "visits notes contacts"},
	{"flag", "Goals", session.ChildHome, "goals", "targets"},
	{"plus", "New goal", session.Goal, "", "add target"},
	{"chart", "Score the goals", session.Score, "", "gas rating review"},
	{"chair", "Equipment", session.ChildHome, "equipment", "seating chair"},
	{"measure", "Measure", session.Measuring, "", "seating measurements"},
	{"plan", "Provision", session.Provision, "", "section f g ehc"},
	{"shield", "Pathway", session.Pathway, "", "referral triage discharge"},
	{"chart", "Scores of tests", session.Scores, "", "assessment tool"},
	{"pencil", "Ask questions", session.Questions, "", "template form questionnaire parent teacher send"},
	{"plan", "Copy a paper log", session.Log, "", "school home weeks ticks"},
}
