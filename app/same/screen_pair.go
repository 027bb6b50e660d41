package same

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
)

// pair is the two records line by line, and below them the decision.
func (v *Screen) pair(t Twin) []fyne.CanvasObject {
	rows := []fyne.CanvasObject{kit.Insets(10, 20, 10, 20, cells(kit.Quieter(""), kit.Strong("This record"), kit.Strong("The other record"), kit.Gap()))}
	for _, l := range v.lines {
		rows = append(rows, kit.Insets(10, 20, 10, 20, line(l)))
	}
	open := kit.NewPlain("Open the other record", func() { v.s.Go(session.ChildHome, t.ID, "") }).IconAfter(kit.IconNext)
	rows = append(rows, kit.Insets(4, 8, 4, 8, kit.Row(0, open, kit.Gap())))
	head := kit.NewTitledCard(kit.CardHead("Side by side"), rows...)
	if t.Linked {
		return []fyne.CanvasObject{kit.NewNotice(kit.NoticeDone, "Linked", Why(t.Sign)+". Either child’s home names the other. Both records stay as they are."), head, v.decide("They are two children?",
			"The link is taken back. That they were linked stays in the history.", "Take the link back", func() { v.unlink(t) })}
	}
	return []fyne.CanvasObject{head, v.decide("Is it one child?", "Each home then names the other, for everybody who treats either. Nothing is merged: to move single entries, use Wrong entries in the history.",
		"Link the two records", func() { v.link(t) }, v.reasons(t))}
}

// line is one thing that both say, with a word on whether they agree: never by colour alone.
func line(l Line) fyne.CanvasObject {
	mark := kit.NewTagOf(kit.TagData{Kind: kit.TagBareDone, Icon: kit.IconCheck, Text: "Agree"})
	switch {
	case l.Unknown:
		mark = nil
	case !l.Agree:
		mark = kit.NewTagOf(kit.TagData{Kind: kit.TagNeeds, Icon: kit.IconAlert, Text: "Differ"})
	}
	value := func(s string) fyne.CanvasObject {
		if s == "" {
			return kit.Quieter("Not recorded")
		}
		return kit.Body(s)
	}
	end := fyne.CanvasObject(kit.Gap())
	if mark != nil {
		end = mark
	}
	return cells(kit.Quieter(l.Label), value(l.Mine), value(l.Theirs), end)
}

// cells sets a label, both values and the mark in a row; where there is no room the values stand below the label.
func cells(label *kit.Text, mine, theirs, end fyne.CanvasObject) fyne.CanvasObject {
	return kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		both := kit.RowTop(16, kit.Grow(mine), kit.Grow(theirs))
		switch {
		case step == kit.StepLandscape:
			return kit.Row(16, kit.Fixed(150, label), kit.Grow(both), kit.Fixed(96, kit.Row(0, end)))
		case label.String() == "":
			return both
		}
		return kit.Column(4, kit.Row(12, kit.Grow(label), end), both)
	})
}

// reasons ask what speaks for it; what the records themselves say is chosen already.
func (v *Screen) reasons(t Twin) fyne.CanvasObject {
	var names []string
	for i, r := range Reasons {
		names = append(names, Why(r))
		if v.reason < 0 && r == t.Sign {
			v.reason = i
		}
	}
	pick, _ := kit.NewChips(names, v.reason, func(i int) { v.reason = i })
	return kit.Column(12, kit.Strong("What speaks for it"), pick)
}

// decide asks which lead decided, and does it.
func (v *Screen) decide(title, words, verb string, do func(), more ...fyne.CanvasObject) fyne.CanvasObject {
	rows := append([]fyne.CanvasObject{kit.RowTitle(title), kit.Body(words)}, more...)
	leads := v.m.Leads // as the sheet shows them: others may have come when one is tapped
	if len(leads) == 0 {
		return kit.NewCard(kit.Inset(20, kit.Column(16, append(rows, kit.NewNotice(kit.NoticeNeeds, "A lead decides it", "Nobody else of your team is on this tablet. Ask your lead to link them."))...)))
	}
	names, at := []string{}, -1
	for i, l := range leads {
		names = append(names, l.Name)
		if l.ID == v.lead {
			at = i
		}
	}
	rows = append(rows, kit.NewSelect("Lead who decided it", names, at, func(i int) { v.lead = leads[i].ID; v.show() }),
		kit.Wrap(12, kit.NewPrimary(verb, do), kit.NewPlain("Leave it", v.s.Back)))
	return kit.NewCard(kit.Inset(20, kit.Column(16, rows...)))
}

func (v *Screen) link(t Twin) {
	reason := "other"
	if v.reason >= 0 {
		reason = Reasons[v.reason]
	}
	undo, err := v.m.Link(v.ctx, t.ID, reason, v.lead)
	v.did("Linked with "+t.Name, undo, err)
}

func (v *Screen) unlink(t Twin) {
	undo, err := v.m.Unlink(v.ctx, t.ID, v.lead)
	v.did("The link with "+t.Name+" is taken back", undo, err)
}

// did offers to take it back, and shows how it stands now.
func (v *Screen) did(words string, undo func() error, err error) {
	if err != nil {
		v.s.Fail(err)
		return
	}
	v.s.Kick()
	v.s.Undo(words, func() {
		if err := undo(); err != nil {
			v.s.Fail(err)
		}
		v.Reload()
	})
	v.Reload()
}
