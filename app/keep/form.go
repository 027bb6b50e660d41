package keep

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// A Form is the fields of one record on a screen. Each field on screen writes its own slot.
type Form struct {
	k       *Keeper
	Ref     Ref
	Now     assessments.Fields // what the screen shows, letter by letter
	Moved   func(field string) // told when the keyboard has left a field; may be nil
	changed func(field string)
}

// Form binds the fields of a record; changed is told after every letter and tap which field it was.
func (k *Keeper) Form(r assessments.Record, changed func(field string)) *Form {
	return &Form{k: k, Ref: RefOf(r), Now: r.Fields.Clone(), changed: changed}
}

// Type keeps what was typed into a slot; raw is the value it means.
func (f *Form) Type(field, text string, raw json.RawMessage) {
	f.Now[field] = raw
	f.k.Type(f.Ref, field, text)
	f.tell(field)
}

// TypeJSON keeps a list or structure that is being typed.
func (f *Form) TypeJSON(field string, v any) {
	raw := JSON(v)
	f.Type(field, Text(raw), raw)
}

// Put sets a slot by a tap.
func (f *Form) Put(field, words string, v any) { f.PutAll(words, assessments.Fields{field: JSON(v)}) }

// PutAll sets several slots by one tap.
func (f *Form) PutAll(words string, set assessments.Fields) {
	if !f.k.Put(f.Ref, words, set) {
		return
	}
	for _, field := range set.Names() {
		f.Now[field] = set[field]
		f.tell(field)
	}
}

// Into decodes what the screen shows into a typed struct.
func (f *Form) Into(t assessments.Typed) { assessments.Decode(f.Now, t) }

// Left makes a change of what was typed, with words for taking it back.
func (f *Form) Left(field, label string) {
	f.k.Leave(f.Ref, "Changed “"+label+"”")
	if f.Moved != nil {
		f.Moved(field)
	}
}

// tell lets the screen follow what was typed.
func (f *Form) tell(field string) {
	if f.changed != nil {
		f.changed(field)
	}
}

// Line is a field of one line.
func (f *Form) Line(field, label string) *kit.Field {
	w := kit.NewField(label, func(s string) { f.Type(field, s, JSON(s)) })
	w.SetText(f.Now.Text(field))
	return w.OnLeave(func() { f.Left(field, label) })
}

// Notes is a field of several lines.
func (f *Form) Notes(field, label string, lines int) *kit.Field {
	w := kit.NewNotes(label, lines, func(s string) { f.Type(field, s, JSON(s)) })
	w.SetText(f.Now.Text(field))
	return w.OnLeave(func() { f.Left(field, label) })
}

// Lines is a list of texts, one a line.
func (f *Form) Lines(field, label string) *kit.Field {
	w := kit.NewNotes(label, 2, func(s string) { f.TypeJSON(field, splitLines(s)) })
	var list []string
	_ = json.Unmarshal(f.Now[field], &list) // a slot of another shape shows as empty and is left alone
	w.SetText(strings.Join(list, "\n"))
	w.SetHint("One on each line")
	return w.OnLeave(func() { f.Left(field, label) })
}

// splitLines is a list of texts out of lines; empty ones are none.
func splitLines(s string) []string {
	var out []string
	for _, l := range strings.Split(s, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// Whole is a field for a whole number. What is none, such as 1.5, is not kept as the number it begins with: nothing stands there, and the
// field says so once it is left.
func (f *Form) Whole(field, label, unit string) *kit.Field {
	w := kit.NewNumberField(label, unit, func(v float64, ok bool) {
		if ok {
			f.Type(field, strconv.Itoa(int(v)), JSON(int(v)))
		} else {
			f.Type(field, "", nil)
		}
	}).Whole()
	w.SetText(f.Now.Text(field))
	return w.OnLeave(func() {
		f.Left(field, label)
		w.Judge()
	})
}

// Date is a date in three boxes. It is kept once it is a day that exists; a half-typed date says nothing.
func (f *Form) Date(field, label string) *kit.DateField {
	var w *kit.DateField
	w = kit.NewDateField(label, func() {
		t, problem := w.Date()
		if problem != "" {
			return
		}
		day := ""
		if !t.IsZero() {
			day = t.Format(time.DateOnly)
		}
		f.Type(field, day, JSON(day))
	})
	w.SetDate(assessments.Date(f.Now.Text(field)).Time())
	return w
}

// Chips is one answer out of a few; values are what is kept.
func (f *Form) Chips(field string, words, values []string) fyne.CanvasObject {
	group, _ := kit.NewChips(words, slices.Index(values, f.Now.Text(field)), func(i int) {
		f.Put(field, "Changed to “"+words[i]+"”", values[i])
	})
	return group
}

// Pick is one answer out of many, on a sheet.
func (f *Form) Pick(field, label string, words, values []string) *kit.Select {
	return kit.NewSelect(label, words, slices.Index(values, f.Now.Text(field)), func(i int) {
		f.Put(field, label+": "+words[i], values[i])
	})
}

// Check is a box to tick.
func (f *Form) Check(field, label, line string) *kit.Check {
	return kit.NewCheck(label, line, f.Now.Text(field) == "true", func(on bool) { f.Put(field, label, on) })
}

// IDs is a list of records in a slot.
func (f *Form) IDs(field string) []assessments.ID {
	var out []assessments.ID
	_ = json.Unmarshal(f.Now[field], &out) // another shape is no list of records
	return out
}

// Toggle puts a record into a slot's list, or takes it out: into the list that the store has by now, where a colleague may have ticked too.
func (f *Form) Toggle(field, words string, id assessments.ID) {
	f.k.Flush()
	f.Now[field] = f.k.value(f.Ref, field)
	list := f.IDs(field)
	if i := slices.Index(list, id); i >= 0 {
		list = slices.Delete(list, i, i+1)
	} else {
		list = append(list, id)
	}
	f.Put(field, words, list)
}

// LeaveForm makes one change of what was typed into a form's record; nil is a form that was never opened.
func (k *Keeper) LeaveForm(f *Form) {
	if f != nil {
		k.Leave(f.Ref, "")
	}
}
