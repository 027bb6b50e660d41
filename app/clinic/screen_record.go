package clinic

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// routePathway is where a referral is written.
const routePathway = session.Pathway

// mostFound is how many names a sheet lists; the find box narrows the rest.
const mostFound = 20

// find looks for the record of a child who is known already.
func (a *asking) find() {
	c := a.v.canvas()
	kids, err := Kids(a.v.ctx, a.v.s.Store, a.v.s.Today())
	if err != nil {
		a.v.s.Fail(err)
		return
	}
	w := a.walk()
	if c == nil || w == nil {
		return
	}
	a.v.k.Leave(refOf(w.Rec), "")
	var sheet *kit.Sheet
	words, list := w.Said(), kit.Column(0)
	show := func() {
		var rows []fyne.CanvasObject
		for _, k := range kids {
			if !k.Has(words) || len(rows) == mostFound {
				continue
			}
			rows = append(rows, kit.NewListRow(kit.RowData{Icon: kit.IconChild, Title: k.Name, TitleBig: true, Subtitle: k.Line}, func() {
				sheet.Close()
				a.move(k.ID, k.Name, nil)
			}))
		}
		list.Objects = []fyne.CanvasObject{kit.Quieter("No child of that name on this tablet")}
		if len(rows) > 0 {
			list.Objects = []fyne.CanvasObject{kit.NewRowCard(rows...)}
		}
		list.Refresh()
		if sheet != nil {
			kit.Relay(sheet)
		}
	}
	find := kit.NewFind("Find by name or school", func(w string) { words = w; show() }, nil)
	find.SetText(words)
	show()
	sheet = kit.ShowSheet(c, "Whose record?", kit.Column(12, kit.Quieter("Today’s visit moves from the team’s list into the child’s own record."), find, list), nil)
}

// make begins a record of a child who has none.
func (a *asking) make() {
	w := a.walk()
	if w == nil {
		return
	}
	a.v.k.Leave(refOf(w.Rec), "")
	a.v.renew()
	if w = a.walk(); w == nil {
		return
	}
	child, err := w.NewChild()
	if err != nil {
		a.v.s.Fail(err)
		return
	}
	a.move(a.v.s.NewID(), child.Name, child)
}

// move puts the walk-in into a child's record, in one step and one Undo.
func (a *asking) move(child assessments.ID, name string, made *assessments.Child) {
	v, w := a.v, a.walk()
	if w == nil {
		return
	}
	edits, back := w.Move(child, made, v.s.NewID, v.s.Create, v.s.Me, v.s.Today())
	if !v.s.Write(context.Background(), edits...) {
		return
	}
	v.s.Undo("Put into the record of "+name, func() {
		v.s.Write(context.Background(), back...)
		v.renew()
	})
	a.sheet.Close()
	v.renew()
}

// takeOff strikes a walk-in and its ticks; Undo makes the striking strike itself, so that History keeps both.
func (v *boardScreen) takeOff(w *WalkIn) {
	var edits, back []assessments.Edit
	for _, rec := range []assessments.Record{w.Rec, w.Answers} {
		if rec.ID == "" {
			continue
		}
		e := v.s.Create(v.s.NewID(), rec.Scope, &assessments.EnteredInError{Of: rec.ID, Reason: "Put on the board by mistake", By: v.s.Me, On: v.s.Today()})
		edits = append(edits, e)
		back = append(back, unstrike(e))
	}
	if !v.s.Write(context.Background(), edits...) {
		return
	}
	name := w.Name()
	v.s.Undo("Took "+name+" off the board", func() {
		v.s.Write(context.Background(), slices.Clone(back)...)
		v.renew()
	})
	v.renew()
}
