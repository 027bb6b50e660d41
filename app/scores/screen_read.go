package scores

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/goals"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
)

// edit makes the reading, the trend and the boxes of the result that is open.
func (v *Screen) edit() {
	v.form, v.entry, v.refresh = nil, nil, nil
	g, x := v.m.Find(v.open)
	if x == nil {
		v.editor.SetContent(kit.Column(0))
		return
	}
	v.form = v.k.Form(x.Rec, func(string) { v.touch() })
	v.form.Moved = func(field string) {
		if title, _ := heading(&x.V); (field == "tool" || field == "edition") && title != g.Title {
			v.reload() // another name or edition is another group
		}
	}
	v.entry = Enter(&x.V)
	reading := kit.Column(16)
	read := func() { reading.Objects = v.reading(x) }
	read()
	v.refresh = append(v.refresh, func() { read(); v.relay() })
	cards := []fyne.CanvasObject{reading, v.meaning()}
	if trends := v.trends(g); trends != nil {
		cards = append(cards, trends)
	}
	cards = append(cards, v.results(), v.about(g, &x.V))
	if len(x.V.Parts) == 0 { // what is new is entered first and read below
		cards = []fyne.CanvasObject{v.results(), reading, v.about(g, &x.V), v.meaning()}
	}
	cards = append(cards, kit.Row(0, kit.NewRemove("Remove this score", v.remove), kit.Gap()))
	at := v.editor.Offset()
	v.editor.SetContent(kit.Insets(0, 16, 96, 12, kit.Column(16, cards...)))
	v.relay()
	v.editor.ScrollTo(at)
}

// touch shows the result in list and reading as it is typed.
func (v *Screen) touch() {
	_, x := v.m.Find(v.open)
	if x == nil || v.form == nil {
		return
	}
	x.V = assessments.Score{}
	v.form.Into(&x.V)
	if row := v.rows[v.open]; row != nil {
		row.SetData(v.rowData(x))
	}
	for _, f := range v.refresh {
		f()
	}
}

// reading is what the result says in words, with what a person should look at again first.
func (v *Screen) reading(x *Result) []fyne.CanvasObject {
	lines := measure.ReadFor(&x.V, v.m.Born)
	if len(lines) == 0 {
		return nil
	}
	checks := measure.Remarks(&x.V, v.m.Born)
	var rows []fyne.CanvasObject
	for i, l := range lines {
		if i > 0 {
			rows = append(rows, kit.NewRule())
		}
		rows = append(rows, v.line(l))
		checks = append(checks, l.Checks...)
	}
	rows = append(rows, kit.NewRule(), kit.Quieter(lines[0].Direction))
	out := []fyne.CanvasObject{kit.NewRaised(kit.Inset(20, kit.Column(12, append([]fyne.CanvasObject{kit.RowTitle("What it says")}, rows...)...)))}
	for _, c := range checks {
		out = append(out, kit.NewNotice(kit.NoticeNeeds, "Look at this again", c))
	}
	return out
}

// line is one part: the number, where it lies, and on what each word stands.
func (v *Screen) line(l measure.Line) fyne.CanvasObject {
	value := kit.Question(l.Value)
	if len(l.Value) <= 16 { // else it is no number, and whoever typed it sees it whole all the same
		value.OneLine()
	}
	head := kit.Row(12, kit.Grow(kit.Strong(l.Part)), kit.Quieter(assessments.UpperFirst(l.Type)).OneLine(), value)
	words := kit.Column(2, head)
	basis := sentence(l.Basis)
	if l.Centile != "" {
		basis = assessments.UpperFirst(l.Centile) + ", " + l.Basis + "."
	}
	words.Add(kit.Body(basis))
	if l.Interval != "" {
		words.Add(kit.Body(l.Interval))
	}
	if l.Band != "" {
		words.Add(kit.Row(8, kit.NewTag(kit.TagPlain, "Band"), kit.Grow(kit.Strong(l.Band))))
	}
	if l.BandWhy != "" {
		words.Add(kit.Quieter(l.BandWhy))
	}
	return words
}

func sentence(s string) string {
	if s == "" || s[len(s)-1] == '.' {
		return assessments.UpperFirst(s)
	}
	return assessments.UpperFirst(s) + "."
}

// trends are the parts of the group over time. With a single day there is nothing to show.
func (v *Screen) trends(g *Group) fyne.CanvasObject {
	if len(g.Results) < 2 {
		return nil
	}
	rows := []fyne.CanvasObject{kit.RowTitle("Over time"), kit.Quieter(g.Title + " only. Another edition is another test.")}
	for _, t := range g.Trends() {
		rows = append(rows, kit.NewRule())
		if t.Drawn {
			rows = append(rows, kit.Strong(t.Chart.Name), goals.NewChart(t.Chart))
		}
		rows = append(rows, kit.Body(t.Words))
	}
	return kit.NewCard(kit.Inset(20, kit.Column(12, rows...)))
}
