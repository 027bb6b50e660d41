package scores

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
)

// directionWords and directions are the answers for a tool that the catalogue does not hold.
var (
	directionWords = []string{"Higher is easier", "Higher is harder", "A level"}
	directions     = []string{"high-is-better", "low-is-better", "level"}
)

// card is one group of fields under its title.
func card(title string, rows ...fyne.CanvasObject) fyne.CanvasObject {
	return kit.NewCard(kit.Inset(20, kit.Column(16, append([]fyne.CanvasObject{kit.RowTitle(title)}, rows...)...)))
}

// labelled sets a label over chips, as a field has one.
func labelled(label string, o fyne.CanvasObject) fyne.CanvasObject {
	return kit.Column(6, kit.Quieter(label), o)
}

// pair sets two fields side by side where there is room.
func pair(a, b fyne.CanvasObject) fyne.CanvasObject {
	return kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		if step == kit.StepPhone {
			return kit.Column(12, a, b)
		}
		return kit.RowTop(12, kit.Grow(a), kit.Grow(b))
	})
}

// keepParts keeps what stands in the rows while it is typed; leftParts makes a change of it.
func (v *Screen) keepParts() { v.form.TypeJSON("parts", v.entry.Parts()) }

func (v *Screen) leftParts(label string) func() {
	return func() { v.form.Left("parts", label) }
}

// results are the numbers as the manual gives them, part by part.
func (v *Screen) results() fyne.CanvasObject {
	e := v.entry
	list := kit.Column(16)
	fill := func() {
		list.Objects = nil
		for i := range e.Rows {
			list.Add(kit.NewRule())
			list.Add(v.part(i))
		}
		list.Refresh()
		v.relay()
	}
	var head []fyne.CanvasObject
	if types := e.Types(true); len(types) > 1 && e.Tool.Direction != "level" {
		words := make([]string, len(types))
		for i, t := range types {
			words[i] = typeWords(t)
		}
		chips, _ := kit.NewChips(words, slices.Index(types, e.Kind()), func(i int) {
			e.SetKind(types[i])
			v.keepParts()
			v.form.Left("parts", "What the numbers are")
			fill()
		})
		head = append(head, labelled("The numbers are", chips))
	}
	fill()
	rows := append(head, list)
	if e.Tool.Direction != "level" {
		var more *kit.Field
		more = kit.NewField("Another part, Enter adds it", nil).OnEnter(func() {
			if e.Add(more.Text()) {
				more.SetText("")
				fill()
			}
		})
		rows = append(rows, kit.NewRule(), pair(more, v.sem()))
	}
	return card("Results from the manual", rows...)
}

// part is one row: its value, the percentile of the manual, and the tool's own word for it.
func (v *Screen) part(i int) fyne.CanvasObject {
	e, name := v.entry, v.entry.Rows[i].Name
	row := func() *assessments.ScorePart { return &e.Rows[i] }
	if row().Side != "" {
		name += ", " + row().Side
	}
	if e.Tool.Direction == "level" || row().Type == "level" {
		levels := []string{"I", "II", "III", "IV", "V"}
		chips, _ := kit.NewChips(levels, slices.Index(levels, row().Value), func(n int) {
			row().Value = levels[n]
			v.keepParts()
			v.form.Left("parts", "Level "+levels[n])
		})
		return labelled(name, chips)
	}
	value := kit.NewField(name+", "+assessments.LowerFirst(typeWords(row().Type)), func(s string) { row().Value = s; v.keepParts() }).OnLeave(v.leftParts(name))
	value.SetText(row().Value)
	var beside fyne.CanvasObject
	if row().Type == "raw" {
		of := kit.NewField("Out of", func(s string) { row().Of = s; v.keepParts() }).OnLeave(v.leftParts(name))
		of.SetText(row().Of)
		beside = of
	} else {
		beside = v.centile(name, row)
	}
	boxes := []fyne.CanvasObject{pair(value, beside)}
	if e.Grown() || row().Scaled != "" {
		scaled := kit.NewField(name+", scaled score for change", func(s string) { row().Scaled = s; v.keepParts() }).OnLeave(v.leftParts(name))
		scaled.SetText(row().Scaled)
		boxes = append(boxes, scaled)
	}
	return kit.Column(12, append(boxes, v.zone(name, row))...)
}

// centile is the percentile that was read in the manual; it wins over any estimate.
func (v *Screen) centile(name string, row func() *assessments.ScorePart) fyne.CanvasObject {
	var f *kit.NumberField
	f = kit.NewNumberField("Percentile in the manual", "", func(n float64, ok bool) {
		if !ok && f.Text() != "" {
			return // half typed
		}
		row().Centile = n
		v.keepParts()
	})
	f.OnLeave(func() {
		if n, ok := f.Number(); f.Text() != "" && (!ok || n <= 0 || n >= 100) {
			f.SetError("Enter a number between 0 and 100")
			return
		}
		f.SetError("")
		v.form.Left("parts", name)
	})
	if row().Centile > 0 {
		f.SetText(strconv.FormatFloat(row().Centile, 'f', -1, 64))
	}
	return f.Field
}

// zone is the tool's own word: to pick where the catalogue knows the words, to type where it does not.
func (v *Screen) zone(name string, row func() *assessments.ScorePart) fyne.CanvasObject {
	words := v.entry.Bands()
	if len(words) == 0 {
		f := kit.NewField("Band in the manual, in its own words", func(s string) { row().Zone = s; v.keepParts() }).OnLeave(v.leftParts(name))
		f.SetText(row().Zone)
		return f
	}
	chosen := slices.Index(words, row().Zone)
	var set func(int)
	var chips *fyne.Container
	chips, set = kit.NewChips(words, chosen, func(i int) {
		if row().Zone == words[i] { // a second tap takes it away
			row().Zone = ""
			set(-1)
		} else {
			row().Zone = words[i]
		}
		v.keepParts()
		v.form.Left("parts", name)
	})
	return labelled("Band in the manual", chips)
}

// sem is the standard error of measurement, once for the result.
func (v *Screen) sem() fyne.CanvasObject {
	var f *kit.NumberField
	f = kit.NewNumberField("Standard error of measurement", "points", func(n float64, ok bool) {
		if ok && n >= 0 || f.Text() == "" {
			v.form.Type("sem", f.Text(), keep.JSON(n))
		}
	})
	f.SetHint("From the manual. Without it there is no confidence interval.")
	f.SetText(v.form.Now.Text("sem"))
	f.OnLeave(func() { v.form.Left("sem", "Standard error of measurement") })
	return f.Field
}

// about is which tool, when and how. Edition and direction come with a tool of the catalogue and are only shown.
func (v *Screen) about(g *Group, s *assessments.Score) fyne.CanvasObject {
	f := v.form
	change := kit.NewPlain("Change tool", func() {
		v.pick(func(t *measure.Tool) {
			next := Begin(t, "", "")
			f.PutAll("Changed the tool", assessments.Fields{"tool": keep.JSON(next.Tool), "edition": keep.JSON(next.Edition), "direction": keep.JSON(next.Direction)})
			v.reload()
		})
	})
	rows := []fyne.CanvasObject{}
	if v.entry.Known {
		t := v.entry.Tool
		rows = append(rows, kit.Column(4, kit.Strong(t.Key()), kit.Quieter("For "+t.Ages+". "+g.Line)))
		for _, n := range t.Notes {
			rows = append(rows, kit.Quieter(n))
		}
		rows = append(rows, kit.Quieter(t.Licence))
		if t.Open && t.Edition == "" {
			rows = append(rows, f.Line("edition", "Release"))
		}
	} else {
		chips, _ := kit.NewChips(directionWords, slices.Index(directions, s.Direction), func(i int) {
			f.Put("direction", directionWords[i], directions[i])
			v.reload()
		})
		rows = append(rows, pair(f.Line("tool", "Name of the tool"), f.Line("edition", "Edition")), labelled("Which way do its numbers run?", chips))
	}
	words, ids := []string{"Nobody named"}, []string{""}
	for _, p := range v.m.People {
		words, ids = append(words, p.Name), append(ids, string(p.ID))
	}
	rows = append(rows, f.Date("on", "Day of the test"), pair(f.Line("form", "Form or age band"), f.Line("how", "How it was done")),
		f.Pick("respondent", "Who answered, for a questionnaire", words, ids), kit.Row(0, change, kit.Gap()))
	return card("About the test", rows...)
}

// meaning is what the scores mean for everyday life, in the author's words, and what must not be read into them.
func (v *Screen) meaning() fyne.CanvasObject {
	return card("In everyday life", v.form.Notes("means", "What the scores mean for everyday life", 3),
		v.form.Notes("limits", "What was not done, or must not be read into it", 2))
}
