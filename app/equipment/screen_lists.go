package equipment

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

var units = []string{"mm", "kg", "degrees"}

// settings are how it is set, with an offer worked out of the newest measurements.
func (v *Screen) settings(e *assessments.Equipment, again func()) fyne.CanvasObject {
	list := slices.Clone(e.Settings)
	typed := func() { v.form.TypeJSON("settings", list) }
	left := func() { v.form.Left("settings", "Set to") }
	var rows []fyne.CanvasObject
	for i := range list {
		s := &list[i]
		what := lineOf("Setting", &s.What, typed, left)
		value, wrong := setTo(&s.Value, typed, left)
		unit := kit.NewSelect("Unit", units, at(units, s.Unit), func(n int) {
			s.Unit = units[n]
			v.form.Put("settings", "Changed a unit", list)
		})
		drop := kit.Insets(labelHigh(), 0, 0, 0, kit.NewIconButton(kit.IconClose, "Remove "+s.What, func() {
			v.form.Put("settings", "Removed a setting", slices.Delete(slices.Clone(list), i, i+1))
			again()
		}))
		row := kit.Column(4, kit.Beside(10, 160, what, kit.RowTop(10, kit.Fixed(96, value), kit.Fixed(128, unit), drop)), wrong)
		if s.How != "" {
			row.Add(kit.Quieter(assessments.UpperFirst(s.How)))
		}
		rows = append(rows, row)
	}
	offer := missingFrom(v.m.Suggest(e.Type), list)
	var buttons []fyne.CanvasObject
	if len(offer) > 0 {
		buttons = append(buttons, kit.NewQuiet("Fill in from the measurements", func() {
			v.form.Put("settings", "Filled in from the measurements", fillIn(list, offer))
			again()
		}).WithIcon(kit.IconMeasure))
	}
	buttons = append(buttons, kit.NewPlain("Add a setting", func() {
		v.form.Put("settings", "Added a setting", append(list, assessments.Setup{Unit: "mm"}))
		again()
	}).WithIcon(kit.IconPlus))
	if stale := v.m.Stale(); stale != "" && len(offer) > 0 {
		rows = append(rows, kit.NewNotice(kit.NoticeNeeds, stale, ""))
	}
	return card("Set to", append(rows, kit.Wrap(8, buttons...))...)
}

// setTo is the box of a setting's number. What is no number is not kept as the one it begins with: "29,5" is not 29. The sentence that says
// so stands under the row, as the box is too narrow for it.
func setTo(value **float64, typed, left func()) (box, wrong fyne.CanvasObject) {
	said := kit.NewText("", kit.SizeBody, kit.Red, true)
	var n *kit.NumberField
	say := func(why string) {
		said.SetText(why)
		said.Hidden = why == ""
		kit.RelayAround(said)
	}
	n = kit.NewNumberField("Value", "", func(x float64, ok bool) {
		*value = nil
		if ok {
			*value = &x
		}
		typed()
		if said.Visible() {
			say("")
		}
	})
	if *value != nil {
		n.SetNumber(**value)
	}
	said.Hide()
	return n.OnLeave(func() {
		left()
		say(n.Wrong())
	}), said
}

// fillIn puts suggestions into the rows of their names, whose boxes were empty, and the others behind.
func fillIn(list, offer []assessments.Setup) []assessments.Setup {
	list = slices.Clone(list)
	for _, o := range offer {
		if i := slices.IndexFunc(list, func(s assessments.Setup) bool { return strings.EqualFold(s.What, o.What) }); i >= 0 {
			list[i] = o
		} else {
			list = append(list, o)
		}
	}
	return list
}

// missingFrom are the suggestions that no setting gives a number for yet.
func missingFrom(offer, list []assessments.Setup) []assessments.Setup {
	return slices.DeleteFunc(offer, func(o assessments.Setup) bool {
		return slices.ContainsFunc(list, func(s assessments.Setup) bool { return s.Given() && strings.EqualFold(s.What, o.What) })
	})
}

// lineOf is a field of one line inside a list.
func lineOf(label string, value *string, typed, left func()) *kit.Field {
	f := kit.NewField(label, func(s string) { *value = s; typed() })
	f.SetText(*value)
	return f.OnLeave(left)
}

// labelHigh is where a field's box begins below its label.
func labelHigh() float32 { return kit.Quieter("A").HeightFor(100) + 6 }

// reasons are why, with chips that begin the sentence, and the goals it serves.
func (v *Screen) reasons(e *assessments.Equipment) fyne.CanvasObject {
	why := v.form.Notes("why", "Why, in your words", 2)
	var chips []fyne.CanvasObject
	for _, r := range v.m.Reasons() {
		c := kit.NewChip(r, strings.Contains(e.Why, r), func() {
			now := strings.TrimSpace(v.form.Now.Text("why"))
			if strings.Contains(now, r) {
				now = strings.TrimSpace(strings.ReplaceAll(now, r, ""))
			} else {
				now = strings.TrimSpace(now + " " + r)
			}
			v.form.Put("why", "Changed why", now)
			why.SetText(now)
		})
		v.refresh = append(v.refresh, func() { c.SetChosen(strings.Contains(v.form.Now.Text("why"), r)) })
		chips = append(chips, c)
	}
	rows := []fyne.CanvasObject{why, kit.Wrap(8, chips...)}
	var goals []fyne.CanvasObject
	for _, g := range v.m.Goals {
		goals = append(goals, kit.NewCheck(g.Title, "", slices.Contains(e.Goals, g.ID), func(bool) { v.form.Toggle("goals", "Changed the goals served", g.ID) }))
	}
	if len(goals) > 0 {
		rows = append(rows, kit.Column(0, append([]fyne.CanvasObject{kit.Quieter("Goals it serves")}, goals...)...))
	}
	return card("Why", rows...)
}

// alternatives are what else was thought of, and why it will not do.
func (v *Screen) alternatives(e *assessments.Equipment, again func()) fyne.CanvasObject {
	list := slices.Clone(e.Alternatives)
	typed := func() { v.form.TypeJSON("alternatives", list) }
	left := func() { v.form.Left("alternatives", "What else was thought of") }
	var rows []fyne.CanvasObject
	for i := range list {
		a := &list[i]
		rows = append(rows, pair(lineOf("The other thing", &a.Item, typed, left), lineOf("Why it will not do", &a.WhyNot, typed, left)))
	}
	add := kit.NewPlain("Add another", func() {
		v.form.Put("alternatives", "Added an alternative", append(list, assessments.Alternative{}))
		again()
	}).WithIcon(kit.IconPlus)
	return card("What else was thought of", append(rows, kit.Row(0, add, kit.Gap()))...)
}

// trials are try-outs and what came of them; a new one is of today.
func (v *Screen) trials(e *assessments.Equipment, again func()) fyne.CanvasObject {
	list := slices.Clone(e.Trials)
	typed := func() { v.form.TypeJSON("trials", list) }
	left := func() { v.form.Left("trials", "Trials") }
	answers, values := []string{"It worked", "In part", "It did not"}, []string{"yes", "partly", "no"}
	var rows []fyne.CanvasObject
	for i := range list {
		t := &list[i]
		title := "Trial " + t.On.Words()
		if t.Minutes > 0 {
			title += ", " + number(float64(t.Minutes)) + " min"
		}
		minutes := kit.NewNumberField("How long", "min", func(x float64, ok bool) {
			if !ok {
				x = 0
			}
			t.Minutes = int(x)
			typed()
		}).Whole()
		if t.Minutes > 0 {
			minutes.SetNumber(float64(t.Minutes))
		}
		minutes.OnLeave(func() {
			left()
			minutes.Judge()
		})
		worked, _ := kit.NewChips(answers, at(values, t.Worked), func(n int) {
			t.Worked = values[n]
			v.form.Put("trials", answers[n], list)
		})
		result := kit.NewNotes("What was seen", 2, func(s string) { t.Result = s; typed() })
		result.SetText(t.Result)
		result.OnLeave(left)
		rows = append(rows, kit.Column(12, kit.Strong(title), pair(lineOf("What was tried", &t.Item, typed, left), minutes.Field), result, worked,
			lineOf("What the child or adults said", &t.View, typed, left)))
	}
	add := kit.NewPlain("Add a trial", func() {
		v.form.Put("trials", "Added a trial", append(list, assessments.Trial{On: v.s.Today(), Item: e.Name()}))
		again()
	}).WithIcon(kit.IconPlus)
	return card("Trials", append(rows, kit.Row(0, add, kit.Gap()))...)
}
