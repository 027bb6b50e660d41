package composer

import (
	"fmt"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// atOnce is how many records of the evidence are put on the screen at a time: the next come when the last of them come near. A child of
// some years has hundreds, and nearly all of them are out of sight.
const atOnce = 24

// An evidenceRow is a record at the left.
type evidenceRow struct {
	item Item
	row  *kit.ListRow
	card fyne.CanvasObject
}

// showEvidence lists the records at the left. Those that are there already stay, and say anew whether they are used.
func (v *Screen) showEvidence() {
	v.items = v.c.Evidence(v.sort)
	made := max(len(v.rows), atOnce)
	for i, r := range v.rows {
		if i >= len(v.items) || r.item.ID != v.items[i].ID {
			v.rows = nil // another sort, or read again
			break
		}
	}
	for i, r := range v.rows {
		if r.item != v.items[i] {
			v.rows[i].item = v.items[i]
			r.row.SetData(evidenceData(v.items[i]))
		}
	}
	v.addEvidence(made)
	v.listEvidence()
}

// pick shows another sort of evidence, from its top.
func (v *Screen) pick(i int) {
	v.left.ScrollTo(0)
	v.sort, v.rows = Sort(i), nil
	v.showEvidence()
	v.relay()
}

// moreEvidence makes the next rows.
func (v *Screen) moreEvidence() {
	if v.c == nil || len(v.rows) == len(v.items) {
		return
	}
	v.addEvidence(len(v.rows) + atOnce)
	v.listEvidence()
	v.left.Refresh()
}

// addEvidence makes rows until there are so many, or all.
func (v *Screen) addEvidence(made int) {
	for _, x := range v.items[len(v.rows):min(made, len(v.items))] {
		row := kit.NewListRow(evidenceData(x), func() { v.goTo(x.ID) })
		v.rows = append(v.rows, evidenceRow{x, row, kit.NewRowCard(row)})
	}
}

// listEvidence puts the rows that are made on the screen, with what else is to be said.
func (v *Screen) listEvidence() {
	var out []fyne.CanvasObject
	for _, r := range v.rows {
		out = append(out, r.card)
	}
	if rest := len(v.items) - len(v.rows); rest > 0 {
		out = append(out, kit.Row(0, kit.NewQuiet(fmt.Sprintf("Show %d more", min(rest, atOnce)), v.moreEvidence), kit.Gap()))
	}
	if len(out) == 0 {
		out = append(out, kit.Inset(12, kit.Quieter("Nothing of this sort was recorded by "+v.c.V.AsAt.Words()+".")))
	}
	if n, reasons := v.c.Withheld(); n > 0 {
		words := counted(n, "record") + " are not for this reader"
		if n == 1 {
			words = "1 record is not for this reader"
		}
		out = append(out, kit.NewListRow(kit.RowData{Icon: kit.IconHold, Title: words, TitleThin: true}, func() { v.tellWithheld(reasons) }))
	}
	v.evidence.Objects = append(out, kit.AtLeast(0, 16, kit.Gap()))
	v.evidence.Refresh()
}

// evidenceData is a record in its row.
func evidenceData(x Item) kit.RowData {
	d := kit.RowData{Icon: sortIcon(x), Title: x.Words, TitleThin: true, Subtitle: x.When, Tag: &kit.TagData{Kind: kit.TagBare, Text: "Not used"}}
	if x.Used {
		d.Tag = &kit.TagData{Kind: kit.TagBareDone, Text: "Used"}
	}
	return d
}

// goTo shows where a record is used.
func (v *Screen) goTo(id assessments.ID) {
	if i := v.c.SectionWith(id); i >= 0 {
		v.choose(i)
	}
}

// tellWithheld gives the reasons, never the words.
func (v *Screen) tellWithheld(reasons []string) {
	c := kit.CanvasOf(v.page)
	if c == nil {
		return
	}
	var lines []fyne.CanvasObject
	for _, r := range reasons {
		lines = append(lines, kit.Body(r))
	}
	kit.ShowSheet(c, "Not for this reader", kit.Column(12, lines...), nil)
}

// sortIcon is the picture of a sort of evidence; the words beside it say the same.
func sortIcon(x Item) kit.Icon {
	switch {
	case x.Sort == Said:
		return kit.IconQuote
	case x.Sort == Scores && x.Area == "seating":
		return kit.IconMeasure
	case x.Sort == Scores:
		return kit.IconChart
	case x.Area == "handwriting":
		return kit.IconPencil
	case x.Area == "hands":
		return kit.IconHand
	case x.Area == "seating", x.Area == "standing":
		return kit.IconChair
	}
	return kit.IconEye
}
