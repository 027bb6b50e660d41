package pathway

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

func idOf(s string) assessments.ID { return assessments.ID(s) }

// clockCard is what runs, in words, and how to hold it.
func (v *Screen) clockCard() fyne.CanvasObject {
	rows := []fyne.CanvasObject{kit.RowTitle("Clocks")}
	ticking := v.p.Clocks()
	for i, t := range ticking {
		if i > 0 {
			rows = append(rows, kit.NewRule())
		}
		icon, ink := markOf(t.State)
		if t.State == Barred {
			icon = kit.IconAlert
		}
		if t.Held {
			icon = kit.IconPause
		}
		words := kit.Column(2, kit.Body(t.Title), kit.NewText(t.Words, kit.SizeRow, ink, true), kit.Quieter(t.Line))
		row := kit.RowTop(12, kit.NewSymbol(icon, 24, ink), kit.Grow(words))
		if t.CanHold && v.hold != t.Name {
			row.Add(kit.NewQuiet("Hold", func() { v.leave(); v.hold, v.holdBox = t.Name, nil; v.touch() }).SetName("Hold " + assessments.LowerFirst(t.Title)))
		}
		rows = append(rows, row)
		if v.hold == t.Name && t.CanHold {
			if v.holdBox == nil {
				v.holdBox = v.holdForm(t)
			}
			rows = append(rows, v.holdBox)
		}
	}
	if len(ticking) == 0 {
		line := "Your service’s rules set no waiting times, so none are counted here"
		if v.p.NoRules != "" {
			line = "Waiting times are counted once your service has chosen its rules"
		}
		rows = append(rows, kit.Quieter(line))
	}
	for _, h := range v.p.Holds() {
		row := kit.Row(8, kit.Grow(kit.Quieter(h.Line)))
		if h.Open {
			ref := v.ref(h.ID, assessments.KindClockHold)
			row.Add(kit.NewQuiet("It runs again", func() {
				v.leave()
				v.k.Put(ref, "The clock runs again", fields("to", v.p.Today))
				v.reload()
			}))
		}
		rows = append(rows, kit.NewRule(), row)
	}
	return kit.NewCard(kit.Inset(24, kit.Column(12, rows...)))
}

// holdForm asks what holds a clock. The reason is kept as it is typed; the hold begins with the tap.
func (v *Screen) holdForm(t Ticking) fyne.CanvasObject {
	f := v.writing(assessments.KindClockHold)
	said := kit.Column(0)
	reason := f.Notes("reason", "What holds it", 2)
	return kit.Column(12, reason, said, kit.Wrap(8, kit.NewPrimary("Hold from today", func() {
		set, against := v.p.Hold(t.Name, f.Now.Text("reason"))
		if len(against) > 0 {
			said.Objects = []fyne.CanvasObject{problems("The clock still runs", against)}
			v.relay()
			return
		}
		v.hold = ""
		v.finish(f, "The clock is held", set)
	}), kit.NewPlain("Not now", func() { v.hold = ""; v.touch() })))
}

// writing is the form of a record that waits for its decision: the one that was begun, or a new one.
func (v *Screen) writing(kind assessments.Kind) *keep.Form {
	rec := v.p.Writing(kind)
	if rec.ID == "" {
		rec = assessments.Record{ID: v.s.NewID(), Kind: kind, Scope: assessments.ChildScope(v.child), Fields: assessments.Fields{}}
		v.p.open[kind] = rec
	}
	return v.k.Form(rec, func(string) {})
}

// finish makes the record of what was decided, and offers to take it back.
func (v *Screen) finish(f *keep.Form, words string, set assessments.Fields) {
	v.leave()
	if finish(v.s, v.k, f, words, set, v.reload) {
		v.reload()
	}
}

// finish turns a record that was being written into one that counts. Taking it back strikes it.
func finish(s *session.Session, k *keep.Keeper, f *keep.Form, words string, set assessments.Fields, again func()) bool {
	k.Leave(f.Ref, "")
	if !k.Put(f.Ref, "", set) {
		return false
	}
	s.Undo(words, func() {
		e := assessments.EnteredInError{Of: f.Ref.ID, Reason: "Taken back at once", By: s.Me, On: s.Today()}
		s.Write(context.Background(), s.Create(s.NewID(), f.Ref.Scope, &e))
		again()
	})
	return true
}

func (v *Screen) ref(id assessments.ID, kind assessments.Kind) keep.Ref {
	return keep.Ref{ID: id, Kind: kind, Scope: assessments.ChildScope(v.child)}
}

// next is what waits for somebody, nil when nothing does.
func (v *Screen) next() fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for i, t := range v.p.Next() {
		if i > 0 {
			rows = append(rows, kit.NewRule())
		}
		rows = append(rows, taskRow(t, v.opens(t)...))
	}
	if len(rows) == 0 {
		return nil
	}
	return kit.NewRaised(kit.Inset(24, kit.Column(14, append([]fyne.CanvasObject{kit.RowTitle("What is next")}, rows...)...)))
}

// tier is the child's level of service, how it came to it, and the move to another.
func (v *Screen) tier() fyne.CanvasObject {
	now := v.p.Tier()
	rows := []fyne.CanvasObject{}
	if now.Name == "" {
		rows = append(rows, kit.Quieter("The child is in no tier"))
	} else {
		rows = append(rows, kit.Question(label(now.Name)), kit.Quieter("Since "+now.Since.Words()))
	}
	if now.Definition != "" {
		rows = append(rows, kit.Body(now.Definition))
	}
	for _, m := range v.p.Moved() {
		rows = append(rows, kit.NewRule(), kit.Body(m))
	}
	var buttons []fyne.CanvasObject
	for _, to := range v.p.MovesTo() {
		if v.move == to.Name {
			rows = append(rows, kit.NewRule(), v.moveForm(to))
			continue
		}
		buttons = append(buttons, kit.NewQuiet("Move to "+to.Name, func() { v.leave(); v.move = to.Name; v.reload() }).WithIcon(kit.IconSwap))
	}
	if len(buttons) > 0 {
		rows = append(rows, kit.Wrap(8, buttons...))
	}
	if m := v.p.Pack.Moves; m != nil {
		rows = append(rows, ruled(m.Words, ruleTag(m.Rules), false))
	}
	return card("Tier", rows...)
}

// moveForm asks why; the move is made by a named therapist's tap, never by a rule.
func (v *Screen) moveForm(to Level) fyne.CanvasObject {
	f := v.writing(assessments.KindTierMove)
	said := kit.Column(0)
	rows := []fyne.CanvasObject{kit.Strong("To " + to.Name)}
	if to.Definition != "" {
		rows = append(rows, kit.Quieter(to.Definition))
	}
	rows = append(rows, f.Notes("reason", "Clinical reason", 2), pickClinician(v.p.Clinicians, v.by, func(id assessments.ID) { v.by = id }), said,
		kit.Wrap(8, kit.NewPrimary("Move to "+to.Name, func() {
			set, against := v.p.Move(to.Name, f.Now.Text("reason"), v.by)
			if len(against) > 0 {
				said.Objects = []fyne.CanvasObject{problems("The child has not moved", against)}
				v.relay()
				return
			}
			v.move = ""
			v.finish(f, "Moved to "+to.Name, set)
		}), kit.NewPlain("Not now", func() { v.move = ""; v.reload() })))
	return kit.Column(12, rows...)
}

// rulesCard says by which rules the page answers, and that they are an example.
func (v *Screen) rulesCard() fyne.CanvasObject {
	open := kit.NewQuiet("Rules of the service", v.openRules).WithIcon(kit.IconBook)
	if v.p.NoRules != "" {
		return kit.NewNotice(kit.NoticeNeeds, "No rules are chosen", v.p.NoRules, open)
	}
	return kit.NewCard(kit.Inset(24, kit.Column(12, kit.RowTitle(v.p.Pack.Title), kit.Quieter(v.p.Pack.Notice), start(open))))
}
