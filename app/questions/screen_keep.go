package questions

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// leaveField makes a change of what was typed before something else happens.
func (f *form) leaveField() {
	if c := f.v.canvas(); c != nil {
		c.Unfocus()
	}
	f.k.Leave(refOf(f.sheet), "")
	f.wrote = f.sheet.A.On
}

// written asks for the day that stands on a paper, which is seldom the day of copying it.
func (f *form) written() fyne.CanvasObject {
	var w *kit.DateField
	f.wrote = f.sheet.A.On
	w = kit.NewDateField("Day on the paper", func() {
		t, problem := w.Date()
		if problem != "" || t.IsZero() {
			return
		}
		day := assessments.NewDate(t)
		if day > f.sheet.A.Copied {
			w.SetError("That day has not come yet. Enter the day that stands on the paper.")
			day = f.wrote // the boxes were another day on the way here: 20 is 2020 until it is 2027
		}
		f.sheet.A.On = day
		f.k.Type(refOf(f.sheet), "on", string(day))
	})
	w.SetDate(f.sheet.A.On.Time())
	return w
}

// typed keeps an answer that is being typed.
func (f *form) typed(b *block, values ...string) error {
	at := b.key()
	if _, open := f.latest[at]; !open {
		f.latest[at] = f.sheet.Values(b.q.ID, b.round)
	}
	if err := f.sheet.Set(b.q.ID, b.round, values...); err != nil {
		return err
	}
	f.k.Type(refOf(f.sheet), "values", keep.Text(keep.JSON(f.sheet.Stored())))
	f.follow()
	return nil
}

// left makes a change of a typed answer and offers to take it back.
func (f *form) left(b *block) {
	was, open := f.latest[b.key()]
	if !open {
		return
	}
	delete(f.latest, b.key())
	f.k.Leave(refOf(f.sheet), "")
	if now := f.sheet.Values(b.q.ID, b.round); !slices.Equal(now, was) {
		f.v.s.Undo("Answer changed", func() { f.takeBack(func(s *Sheet) error { return s.Set(b.q.ID, b.round, was...) }) })
	}
}

// answer keeps an answer that was tapped, at once.
func (f *form) answer(b *block, words string, values ...string) {
	f.tap(words, func(s *Sheet) error { return s.Set(b.q.ID, b.round, values...) }, func() { b.fill(); f.follow() })
}

// tap makes a change of the sheet durable at once. Undo puts back what this change touched and nothing else: the answers
// are one list, and what was typed in between must stay.
func (f *form) tap(words string, change func(*Sheet) error, then func()) {
	f.k.Leave(refOf(f.sheet), "")
	was := f.sheet.A.Values
	if err := change(f.sheet); err != nil {
		f.v.s.Fail(err)
		f.reload()
		return
	}
	if !f.put() {
		f.reload()
		return
	}
	now := f.sheet.A.Values
	then()
	f.v.s.Undo(words, func() { f.takeBack(func(s *Sheet) error { return s.revert(now, was) }) })
}

func (f *form) put() bool {
	return f.k.Put(refOf(f.sheet), "", assessments.Fields{"values": keep.JSON(f.sheet.Stored())})
}

// takeBack undoes a change, also after the screen was left.
func (f *form) takeBack(change func(*Sheet) error) {
	if !f.gone {
		f.leaveField()
	}
	sheet, err := Open(context.Background(), f.v.s.Store, f.v.lib, f.sheet.ID)
	if err == nil {
		if sheet.Kind == assessments.KindSurvey && !f.gone {
			sheet.A.Values = f.sheet.A.Values // what is hidden now stands on this screen only
			sheet.settle()
		}
		err = change(sheet)
	}
	if err != nil {
		f.v.s.Fail(err)
		return
	}
	f.sheet = sheet
	if f.put() && !f.gone {
		at := f.page.Offset()
		f.build()
		f.page.ScrollTo(at)
	}
}
