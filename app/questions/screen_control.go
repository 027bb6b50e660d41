package questions

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
)

// chipWords is the longest answer that stands in a chip: a chip has one line, also on a phone.
const chipWords = 24

// control makes what a question is answered with, and how it shows what the sheet holds.
func (b *block) control() fyne.CanvasObject {
	switch b.q.Kind {
	case template.YesNo:
		return b.yesNo()
	case template.OneOf, template.SomeOf:
		return b.choices()
	case template.Steps:
		return b.steps()
	case template.Number:
		return b.number()
	case template.Day:
		return b.day()
	}
	return b.text()
}

// values are what the sheet holds for the question.
func (b *block) values() []string { return b.f.sheet.Values(b.q.ID, b.round) }

// one answers with a tap; a tap on what is chosen takes it back.
func (b *block) one(is, say string) {
	if slices.Contains(b.values(), is) {
		b.f.answer(b, "Cleared “"+say+"”")
		return
	}
	b.f.answer(b, "Answered “"+say+"”", is)
}

// several puts a choice in or takes it out. What stands alone drives the others out, and gives way to them.
func (b *block) several(c template.Choice) {
	now := slices.Clone(b.values())
	if i := slices.Index(now, c.Is); i >= 0 {
		b.f.answer(b, "Cleared “"+c.Say+"”", slices.Delete(now, i, i+1)...)
		return
	}
	now = slices.DeleteFunc(now, func(v string) bool {
		i := slices.IndexFunc(b.q.Choices, func(x template.Choice) bool { return x.Is == v })
		return c.Alone || i < 0 || b.q.Choices[i].Alone
	})
	b.f.answer(b, "Answered “"+c.Say+"”", append(now, c.Is)...)
}

// chips makes chips that show what is chosen.
func (b *block) chips(is, say []string, wide, high float32, tap func(i int)) []fyne.CanvasObject {
	chips := make([]*kit.Chip, len(is))
	objects := make([]fyne.CanvasObject, len(is))
	for i := range is {
		chips[i] = kit.NewChip(say[i], false, func() { tap(i) })
		objects[i] = kit.AtLeast(wide, high, chips[i])
	}
	b.fill = func() {
		now := b.values()
		for i, c := range chips {
			c.SetChosen(slices.Contains(now, is[i]))
		}
	}
	return objects
}

// yesNo is two big chips.
func (b *block) yesNo() fyne.CanvasObject {
	is, say := []string{"yes", "no"}, []string{"Yes", "No"}
	if b.q.Unsure {
		is, say = append(is, "not-sure"), append(say, "Not sure")
	}
	return kit.Wrap(12, b.chips(is, say, 128, 56, func(i int) { b.one(is[i], say[i]) })...)
}

// choices are chips while the words are short, else cards or boxes whose words may wrap.
func (b *block) choices() fyne.CanvasObject {
	var is, say []string
	short, one := true, b.q.Kind == template.OneOf
	for _, c := range b.q.Choices {
		is, say = append(is, c.Is), append(say, c.Say)
		short = short && len([]rune(c.Say)) <= chipWords
	}
	tap := func(i int) {
		if one {
			b.one(is[i], say[i])
		} else {
			b.several(b.q.Choices[i])
		}
	}
	switch {
	case short:
		return kit.Wrap(8, b.chips(is, say, 72, 52, tap)...)
	case one:
		return b.cards(is, say, tap)
	}
	return b.boxes(is, say, tap)
}

// cards are one answer out of a few long ones.
func (b *block) cards(is, say []string, tap func(i int)) fyne.CanvasObject {
	options := make([]kit.Option, len(say))
	for i, s := range say {
		options[i].Title = s
	}
	w := kit.NewChoice(options, -1, tap).Narrower(260)
	b.fill = func() {
		now := -1
		if v := b.values(); len(v) > 0 {
			now = slices.Index(is, v[0])
		}
		w.SetChosen(now)
	}
	return w
}

// boxes are several answers out of long ones, two to a line where there is room.
func (b *block) boxes(is, say []string, tap func(i int)) fyne.CanvasObject {
	checks := make([]*kit.Check, len(is))
	objects := make([]fyne.CanvasObject, len(is))
	for i := range is {
		checks[i] = kit.NewCheck(say[i], "", false, func(bool) { tap(i) })
		objects[i] = checks[i]
	}
	b.fill = func() {
		now := b.values()
		for i, c := range checks {
			c.SetOn(slices.Contains(now, is[i]))
		}
	}
	return kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		if step == kit.StepPhone {
			return kit.Column(4, objects...)
		}
		return kit.Grid(2, 8, objects...)
	})
}

// stepWide is one step of a scale: five stand side by side on a phone.
const stepWide = 56

// steps is a scale, with what its ends mean above.
func (b *block) steps() fyne.CanvasObject {
	var is []string
	for n := b.q.Scale[0]; n <= b.q.Scale[1]; n++ {
		is = append(is, itoa(n))
	}
	objects := b.chips(is, is, 0, 52, func(i int) { b.one(is[i], is[i]) })
	for i, o := range objects {
		objects[i] = kit.Fixed(stepWide, o)
	}
	grid := kit.Wrap(8, objects...)
	if len(b.q.Ends) < 2 {
		return grid
	}
	return kit.Column(8, kit.Quieter("From "+is[0]+", "+b.q.Ends[0]+", to "+is[len(is)-1]+", "+b.q.Ends[1]), grid)
}

// day is a date in three boxes. A half-typed date says nothing yet.
func (b *block) day() fyne.CanvasObject {
	var w *kit.DateField
	w = kit.NewDateField(b.q.Ask, func() {
		t, problem := w.Date()
		if problem != "" {
			return
		}
		if t.IsZero() {
			_ = b.f.typed(b) // nothing is always an answer that can be taken out
			return
		}
		if err := b.f.typed(b, t.Format(time.DateOnly)); err != nil {
			w.SetError(assessments.Sentence(err))
		}
	}).WithQuick([]string{"Today", "Yesterday"}, func(i int) time.Time { return b.f.v.s.Today().AddDays(-i).Time() })
	unlabel(w, b.q.Ask)
	b.fill = func() {
		var t time.Time
		if v := b.values(); len(v) > 0 {
			t = assessments.Date(v[0]).Time()
		}
		w.SetDate(t)
	}
	return w
}

// text is words, or a time of day.
func (b *block) text() fyne.CanvasObject {
	var w *kit.Field
	typed := func(s string) { b.type1(w, s) }
	if b.q.Kind == template.Text && b.q.Lines > 1 {
		w = kit.NewNotes(b.q.Ask, b.q.Lines, typed)
	} else {
		w = kit.NewField(b.q.Ask, typed)
	}
	b.field(w)
	if b.q.Kind == template.TimeDay {
		w.SetPlaceholder("Such as 09:05").ForNumbers()
		return kit.Row(0, kit.Fixed(200, w), kit.Gap())
	}
	return w
}

// field binds a box: every letter is kept, what is wrong is said when the person moves on.
func (b *block) field(w *kit.Field) {
	unlabel(w, b.q.Ask)
	w.OnLeave(func() {
		b.write = false
		if _, err := b.f.sheet.T.Set(b.f.sheet.A, b.q.ID, b.round, w.Text()); err != nil {
			w.SetError(assessments.Sentence(err))
			b.f.relay()
		}
		b.f.left(b)
		b.f.follow()
	})
	b.fill = func() {
		v := b.values()
		w.SetText(append(v, "")[0])
	}
}

// type1 keeps what stands in a box. What is no answer yet, such as half a number, waits for the rest.
func (b *block) type1(w *kit.Field, s string) {
	b.write = true
	if err := b.f.typed(b, s); err != nil {
		b.f.follow()
	}
}

// unlabel takes the label of a field away: the question stands above it, larger. The field keeps its name for screen
// readers.
func unlabel(w kit.Inner, label string) {
	for _, o := range w.Inner() {
		switch v := o.(type) {
		case *kit.Text:
			if v.String() == label {
				v.SetText("")
			}
		case *fyne.Container:
			for _, x := range v.Objects {
				if t, ok := x.(*kit.Text); ok && t.String() == label {
					t.SetText("")
					t.Hide()
				}
			}
		}
	}
}
