package provision

import (
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

var (
	periods     = []string{"week", "term", "year"}
	periodWords = []string{"a week", "a term", "a year"}
)

// doses are the lines of minutes x sessions x weeks, and the hours a year that follow from them at once.
func (v *Screen) doses(p *assessments.Provision) fyne.CanvasObject {
	list := append([]assessments.Dose(nil), p.Doses...)
	if len(list) == 0 {
		list = []assessments.Dose{{Per: "week", Weeks: 38}}
	}
	total := kit.Number("")
	sum := func() {
		words := HoursWords(&assessments.Provision{Doses: list})
		total.SetText(words)
		if words == "" {
			total.SetText("–")
		}
	}
	sum()
	typed := func() {
		v.form.TypeJSON("doses", list)
		sum()
	}
	var lines []fyne.CanvasObject
	for i := range list {
		line := doseLine{several: len(list) > 1, typed: typed, chosen: func() { v.form.Put("doses", "Changed how often", list); v.reload() }}
		if i == len(list)-1 {
			line.total = total
			line.more = func() {
				v.form.Put("doses", "Added a time", append(list, assessments.Dose{Minutes: 60, Sessions: 1, Per: "year"}))
				v.reload()
			}
		}
		lines = append(lines, v.dose(&list[i], line))
	}
	if len(list) > 1 {
		lines = append(lines, kit.Row(8, kit.Gap(), kit.NewPlain("Remove the last time", func() {
			v.form.Put("doses", "Removed a time", list[:len(list)-1])
			v.reload()
		})))
	}
	return kit.Column(8, lines...)
}

// doseLine is what a line of a dose does; the sum and the button for one more stand behind the last.
type doseLine struct {
	several       bool
	total         *kit.Text
	typed, chosen func()
	more          func()
}

// dose is one line of numbers. An empty box counts as nothing: the sum goes, and the draft waits until it is whole.
func (v *Screen) dose(d *assessments.Dose, line doseLine) fyne.CanvasObject {
	left := func() { v.form.Left("doses", "How often") }
	box := func(label string, value *float64) *kit.Field {
		f := kit.NewNumberField(label, "", func(x float64, ok bool) {
			if !ok {
				x = 0
			}
			*value = x
			line.typed()
		})
		if *value > 0 {
			f.SetNumber(*value)
		}
		return f.OnLeave(left)
	}
	at := 0
	for i, p := range periods {
		if p == d.Per {
			at = i
		}
	}
	per := kit.NewSelect("", periodWords, at, func(i int) {
		d.Per = periods[i]
		if d.Per == "week" && d.Weeks == 0 {
			d.Weeks = 38
		} else if d.Per != "week" {
			d.Weeks = 0
		}
		line.chosen()
	})
	times := func() fyne.CanvasObject {
		return kit.Insets(40, 0, 0, 0, kit.NewText("×", kit.SizeRow, kit.Soft, false))
	}
	parts := []fyne.CanvasObject{kit.Fixed(84, box("Minutes", &d.Minutes)), times(), kit.Fixed(76, box("Times", &d.Sessions)),
		kit.Fixed(116, kit.Insets(lineTop(), 0, 0, 0, per))}
	if d.Per == "week" {
		parts = append(parts, times(), kit.Fixed(76, box("Weeks", &d.Weeks)))
	}
	if line.total != nil {
		equals := kit.Insets(40, 0, 0, 4, kit.NewText("=", kit.SizeRow, kit.Soft, false))
		parts = append(parts, equals, kit.Insets(20, 0, 0, 0, kit.Column(0, line.total.OneLine(), kit.Quieter("hours a year"))),
			kit.Insets(lineTop(), 0, 0, 0, kit.NewIconButton(kit.IconPlus, "Add another time, such as a review", line.more)))
	}
	row := kit.Wrap(10, parts...)
	if !line.several {
		return row
	}
	what := kit.NewField("What for", func(s string) { d.What = s; line.typed() })
	what.SetText(d.What)
	what.OnLeave(left)
	return kit.Column(8, what, row)
}

// lineTop is where a field's box begins below its label, so that a select without a label stands level with it.
func lineTop() float32 { return kit.Quieter("A").HeightFor(100) + 6 }

// icb is the state of the ICB's agreement, which only Section G needs.
func (v *Screen) icb(p *assessments.Provision) fyne.CanvasObject {
	words := []string{"Not asked", "Asked", "Agreed", "Refused"}
	values := []string{"not-asked", "asked", "agreed", "refused"}
	at := 0
	for i, x := range values {
		if x == p.ICB {
			at = i
		}
	}
	chips, _ := kit.NewChips(words, at, func(i int) {
		set := assessments.Fields{"icb": quote(values[i])}
		today := quote(string(v.s.Today()))
		switch {
		case values[i] == "asked" && p.ICBAsked == "":
			set["icb_asked_on"] = today
		case (values[i] == "agreed" || values[i] == "refused") && p.ICBOn == "":
			set["icb_on"] = today
		}
		v.form.PutAll("ICB: "+words[i], set)
		v.reload()
	})
	body := kit.Column(16, kit.RowTitle("Has the ICB agreed?"), chips)
	switch p.ICB {
	case "asked":
		body.Add(v.form.Date("icb_asked_on", "Asked on"))
	case "agreed", "refused":
		body.Add(v.form.Date("icb_on", "Answered on"))
		body.Add(v.form.Line("icb_name", "Who answered"))
	}
	return kit.NewCard(kit.Inset(24, body))
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
