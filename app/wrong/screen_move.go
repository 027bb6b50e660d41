package wrong

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// kidsShown is how many children are offered at once: with more, a name is typed.
const kidsShown = 8

// where asks for the right child.
func (w *Screen) where() fyne.CanvasObject {
	find := kit.NewField("Name", func(s string) { w.words = s; w.list(); kit.Relay(w.page) })
	find.SetText(w.words)
	w.list()
	return kit.NewCard(kit.Inset(20, kit.Column(16, kit.RowTitle("Whose is it?"), find, w.kids)))
}

// list shows the children that match what is typed.
func (w *Screen) list() {
	var rows []fyne.CanvasObject
	kids := w.m.Find(w.words)
	for i, k := range kids {
		if i == kidsShown {
			break
		}
		rows = append(rows, kit.NewListRow(kit.RowData{Icon: kit.IconChild, Title: k.Name, TitleBig: true, Subtitle: k.Line, Chevron: true}, func() { w.to = &k; w.show() }))
	}
	w.kids.Objects = nil
	switch {
	case len(rows) > 0:
		w.kids.Add(kit.NewRowCard(rows...))
	case w.words != "":
		w.kids.Add(kit.NewNotice(kit.NoticeInfo, "No child on this tablet matches", "An entry can only be moved to a child you treat. Ask your lead to give you access to the right child"))
	default:
		w.kids.Add(kit.NewNotice(kit.NoticeInfo, "No other child is on this tablet", "Ask your lead to give you access to the right child"))
	}
	if len(kids) > kidsShown {
		w.kids.Add(kit.Insets(8, 0, 0, 0, kit.Quieter("Type more of the name to see the others")))
	}
	w.kids.Refresh()
}

// confirm sets the two children side by side, with what goes and what becomes of reports.
func (w *Screen) confirm(n int) fyne.CanvasObject {
	to := *w.to
	var rows []fyne.CanvasObject
	for _, e := range w.m.Picked() {
		rows = append(rows, kit.NewListRow(kit.RowData{Icon: kit.IconFile, Title: e.Title, Subtitle: assessments.Brief(e.Line, lineMost)}, nil))
	}
	body := kit.Column(16, kit.RowTitle("From one child to the other"), kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		from, into := w.side("Under the wrong child now", w.child), w.side("Goes to", to.ID)
		if step == kit.StepLandscape {
			return kit.RowTop(16, kit.Grow(from), kit.Grow(into))
		}
		return kit.Column(12, from, kit.Middle(kit.NewSymbol(kit.IconDown, 32, kit.Soft)), into)
	}), kit.NewRowCard(rows...))
	if list := w.m.Reports(); len(list) > 0 {
		body.Add(kit.NewNotice(kit.NoticeNeeds, "Reports about "+w.m.Name, reportLines(list)))
	}
	own := kit.NewField("A word of explanation, if it needs one", func(s string) { w.why = s })
	own.SetText(w.why)
	body.Add(own)
	body.Add(kit.Wrap(12, kit.NewPrimary("Move "+Counted(n)+" to "+firstWord(to.Name), func() { w.move(to, w.why) }),
		kit.NewPlain("Another child", func() { w.to = nil; w.show() })))
	return kit.NewCard(kit.Inset(20, body))
}

// side is one of the two children, whole: name, birth and number tell them apart.
func (w *Screen) side(title string, child assessments.ID) fyne.CanvasObject {
	rows := kit.Column(6, kit.Quieter(title))
	if band := w.s.Band(w.ctx, child, w.s.Today()); band != nil {
		rows.Add(kit.NewChildBand(*band, nil).Rounded())
	}
	return rows
}

func reportLines(list []Report) string {
	lines := make([]string, len(list))
	for i, r := range list {
		lines[i] = r.Title + ". " + r.Line
	}
	return strings.Join(lines, "\n")
}

func firstWord(s string) string {
	s, _, _ = strings.Cut(s, " ")
	return s
}

// move moves, and shows what came of it.
func (w *Screen) move(to Child, reason string) {
	m := w.m
	done, err := m.Move(w.ctx, to.ID, reason)
	if err != nil {
		w.s.Fail(err)
		if len(done.Moved) == 0 {
			return
		}
	}
	w.s.Kick()
	w.done, w.why = &done, ""
	w.show()
	w.page.ScrollTo(0)
	w.s.Undo("Moved "+Counted(len(done.Moved))+" to "+firstWord(to.Name), func() {
		if err := m.Back(context.Background(), done); err != nil {
			w.s.Fail(err)
		}
		w.s.Kick()
		w.done, w.to, w.way = nil, nil, undecided
		w.Reload()
	})
}

// outcome says what was done and what is left for people.
func (w *Screen) outcome(d Done) []fyne.CanvasObject {
	out := []fyne.CanvasObject{kit.NewNotice(kit.NoticeDone, "Moved "+Counted(len(d.Moved))+" to "+firstWord(w.to.Name), "Here they are struck out and stay in the history",
		kit.NewQuiet("Open "+firstWord(w.to.Name), func() { w.s.Go(session.ChildHome, d.To, "timeline") }))}
	if d.Left > 0 {
		out = append(out, kit.NewNotice(kit.NoticeNeeds, Counted(d.Left)+" stayed here", "Go back and look at why"))
	}
	if len(d.Waits) > 0 {
		out = append(out, kit.NewNotice(kit.NoticeNeeds, "Waits for a signature", strings.Join(d.Waits, "\n")))
	}
	if len(d.Loose) > 0 {
		out = append(out, kit.NewNotice(kit.NoticeNeeds, "Still speaks of records of "+w.m.Name, strings.Join(d.Loose, "\n")))
	}
	if len(d.Reports) > 0 {
		var rows []fyne.CanvasObject
		for _, r := range d.Reports {
			row := kit.RowData{Icon: kit.IconFile, Title: r.Title, Subtitle: r.Line, Chevron: true}
			if r.Certain {
				row.State = kit.RowNeedsYou
			}
			rows = append(rows, kit.NewListRow(row, func() { w.s.Go(session.Preview, w.child, r.ID) }))
		}
		out = append(out, kit.NewTitledCard(kit.CardHead("Reports to look at"), rows...))
	}
	return append(out, kit.Row(0, kit.NewPrimary("Done", w.s.Back), kit.Gap()))
}
