package equipment

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// TypedRune takes a figure from the pad or from a keyboard.
func (v *MeasuringScreen) TypedRune(r rune) {
	if v.trouble != nil || v.reads() || (r != '.' && (r < '0' || r > '9')) {
		return
	}
	v.m.Key(r)
	v.typed()
}

// erase takes the last figure away.
func (v *MeasuringScreen) erase() {
	v.m.Delete()
	v.typed()
}

// typed keeps the value and asks about it once the pad has rested.
func (v *MeasuringScreen) typed() {
	v.save()
	v.show()
	v.rest()
	v.wait = v.clock.After(ponder, func() {
		v.wait = nil
		if v.m.Ask() {
			v.show()
		}
	})
}

// rest stops the question that is due.
func (v *MeasuringScreen) rest() {
	if v.wait != nil {
		v.wait()
		v.wait = nil
	}
}

// TypedKey is the keyboard's Enter, Backspace and arrows.
func (v *MeasuringScreen) TypedKey(e *fyne.KeyEvent) bool {
	if v.trouble != nil {
		return false
	}
	if at := e.Name; v.reads() && at != fyne.KeyDown && at != fyne.KeyUp {
		return false
	}
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		v.forward()
	case fyne.KeyBackspace, fyne.KeyDelete:
		v.erase()
	case fyne.KeyDown:
		v.choose(v.m.At + 1)
	case fyne.KeyUp:
		v.choose(v.m.At - 1)
	default:
		return false
	}
	return true
}

// save keeps what has been measured so far: on the disk before the finger is off the key.
func (v *MeasuringScreen) save() {
	rec := v.m.Record()
	if v.m.New && len(rec.Rows) == 0 {
		return
	}
	ref := v.ref()
	fields := assessments.Fields{"rows": keep.JSON(rec.Rows), "position": keep.JSON(rec.Position)}
	if v.m.New {
		fields = v.s.Create(ref.ID, ref.Scope, &rec).Set
		fields["by"] = keep.JSON([]assessments.ID{v.s.Me})
	}
	for _, f := range fields.Names() {
		v.k.Type(ref, f, keep.Text(fields[f]))
	}
	v.k.Flush()
}

// ref names the record of this set, which exists once a first value is there.
func (v *MeasuringScreen) ref() keep.Ref {
	return keep.Ref{ID: v.m.ID, Kind: assessments.KindMeasurement, Scope: assessments.ChildScope(v.child)}
}

// settle makes one change of the value that was typed.
func (v *MeasuringScreen) settle() {
	v.rest()
	l := v.m.Lines[v.m.At]
	if l.Text == "" {
		v.k.Leave(v.ref(), "")
		return
	}
	v.k.Leave(v.ref(), "Saved "+l.Title()+", "+l.Text+" "+l.Unit)
}

// forward is Next: it shows a doubt that was not seen yet, else makes one change of the value and goes on; after the last
// line it goes back to where the measuring was begun.
func (v *MeasuringScreen) forward() {
	v.rest()
	last := v.m.Last()
	leaving := v.m.Lines[v.m.At]
	if !v.m.Next() {
		v.show()
		return
	}
	v.k.Leave(v.ref(), savedWords(leaving))
	if last {
		v.s.Back()
		return
	}
	v.show()
}

// savedWords say what Undo would take back.
func savedWords(l Line) string {
	if l.Text == "" {
		return ""
	}
	return "Saved " + l.Title() + ", " + l.Text + " " + l.Unit
}

// choose goes to any line; a doubt about the one that is left stays marked in the list.
func (v *MeasuringScreen) choose(i int) {
	v.m.Ask()
	v.settle()
	v.m.Choose(i)
	v.show()
}

// toggleShod changes for all readings of the set whether shoes were on.
func (v *MeasuringScreen) toggleShod() {
	v.m.Shod = !v.m.Shod
	v.shod.SetChosen(v.m.Shod)
	v.save()
	v.show()
}

// toggleSides makes lines for each side, or for none.
func (v *MeasuringScreen) toggleSides() {
	v.settle()
	v.m.SetSides(!v.m.Sides)
	v.build()
}

// Content is the whole page.
func (v *MeasuringScreen) Content() fyne.CanvasObject { return v.page }

// Frame is the shell's frame around the page.
func (v *MeasuringScreen) Frame() shell.Frame {
	f := shell.Frame{Title: "Measure for seating", Child: v.band, Item: shell.ItemChildren, Alerts: alerts(v.s, v.child)}
	if v.m != nil {
		f.Subtitle = v.m.Subtitle()
		f.Actions, f.Narrow = []fyne.CanvasObject{v.shod, v.sides, v.photo}, []fyne.CanvasObject{v.shod, v.sides, v.snap}
		switch {
		case v.reads():
			f.Title, f.Actions, f.Narrow = "Measured for seating", []fyne.CanvasObject{v.photo}, []fyne.CanvasObject{v.snap}
		case v.correcting:
			f.Title = "Correct the set of " + v.m.On().Words()
		}
	}
	return f
}

// Leave makes a change of what was typed.
func (v *MeasuringScreen) Leave() {
	v.rest()
	v.k.Close()
}
