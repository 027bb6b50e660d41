package composer

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// finding is a wording finding under its sentence. A block with words of its own takes the suggestion here; a block made
// from a record is mended where the record is.
func (v *Screen) finding(x reports.Proposal, f Finding) fyne.CanvasObject {
	d := kit.FindingData{Word: f.Phrase, Problem: "· " + f.Question}
	own := func() { v.write(x.Key) }
	use := func() {}
	if x.Editable {
		d.Suggest = f.Suggestion
		use = func() {
			v.decide(x.Key, strings.Replace(v.c.Words(x), f.Phrase, f.Suggestion, 1), "Used the suggestion")
		}
	} else if _, screen, id := v.target(x); screen != "" {
		own = func() { v.s.Go(screen, v.child, id) }
	}
	return kit.NewFinding(d, use, own, func() { v.keepWording(f.Phrase) })
}

// keepWording asks for the reason; without one nothing is kept.
func (v *Screen) keepWording(phrase string) {
	kit.AskWhyKept(kit.CanvasOf(v.page), phrase, "Kept with the report; it is not printed", func(reason string) {
		kept := append(append([]assessments.Override(nil), v.c.V.Overrides...), assessments.Override{Phrase: phrase, Reason: reason})
		if v.k.Put(v.ref(), "Kept “"+phrase+"”", assessments.Fields{"wording_kept": keep.JSON(kept)}) {
			v.c.V.Overrides = kept
			v.c.assemble()
			v.showPane()
		}
	})
}

// showEvidence lists the records at the left.
func (v *Screen) showEvidence() {
	var out []fyne.CanvasObject
	for _, x := range v.c.Evidence(v.sort) {
		d := kit.RowData{Icon: sortIcon(x), Title: x.Words, TitleThin: true, Subtitle: x.When, Tag: &kit.TagData{Kind: kit.TagBare, Text: "Not used"}}
		if x.Used {
			d.Tag = &kit.TagData{Kind: kit.TagBareDone, Text: "Used"}
		}
		out = append(out, kit.NewRowCard(kit.NewListRow(d, func() { v.goTo(x.ID) })))
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
