package composer

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// checkPane says whether the report can be signed, and lists what a reader would miss.
func (v *Screen) checkPane() fyne.CanvasObject {
	body := kit.Column(16, kit.Question("Check and sign"))
	if why := v.c.MaySign(); why != "" {
		body.Add(kit.NewNotice(kit.NoticeStop, "It cannot be signed yet", why))
	} else {
		body.Add(kit.NewNotice(kit.NoticeDone, "Nothing stops you from signing", "Read the pages once more, then sign them."))
	}
	if words := v.c.list.Problem; words != "" {
		body.Add(kit.NewNotice(kit.NoticeNeeds, "Your service's own list of words is not used", words+" Fieldfare's own list is used until it is mended."))
	}
	if words := v.c.Difference(); words != "" {
		body.Add(kit.NewNotice(kit.NoticeInfo, "What is new in version "+strconv.Itoa(v.c.V.Version), words))
	}
	body.Add(v.forWhom())
	if kept := v.keptWords(); kept != nil {
		body.Add(kept)
	}
	remove := kit.Row(0, kit.NewRemove("Remove this draft", v.removeDraft), kit.Gap())
	lacks := v.c.Lacks()
	if len(lacks) == 0 {
		body.Add(v.spelling())
		body.Add(remove)
		return body
	}
	body.Add(kit.RowTitle(counted(len(lacks), "thing") + " a reader would miss"))
	var rows []fyne.CanvasObject
	for _, l := range lacks {
		d := kit.RowData{Icon: kit.IconBoxOff, Title: l.Words, TitleThin: true, Subtitle: l.Place, Chevron: true}
		if l.Blocks {
			d.State, d.Icon = kit.RowNeedsYou, kit.IconAlert
		}
		rows = append(rows, kit.NewListRow(d, func() { v.mend(l) }))
	}
	body.Add(kit.NewRowCard(rows...))
	body.Add(v.spelling())
	body.Add(remove)
	return body
}

// removeDraft strikes the draft out: it leaves every list, can be taken back at once, and stays in History.
func (v *Screen) removeDraft() {
	v.finishEdit()
	if v.k.Strike(v.ref(), "Removed the draft", "A draft that its author took back") {
		v.s.Back()
	}
}

// mend goes where a lack is mended.
func (v *Screen) mend(l Lack) {
	if screen, arg := placeOfGap(reports.Kind(v.c.V.ReportKind)); l.Gap && l.Kind == "" && screen != "" {
		v.s.Go(screen, v.child, arg)
		return
	}
	if l.Section >= 0 {
		v.choose(l.Section)
		return
	}
	if l.Kind == "" {
		v.askAuthor()
		return
	}
	v.goRecord(l.ID)
}

// forWhom is the reader, what it is about, and the day up to which the report tells; changing any proposes it anew.
func (v *Screen) forWhom() fyne.CanvasObject {
	readers := Readers(reports.Kind(v.c.V.ReportKind))
	var words []string
	for _, r := range readers {
		words = append(words, assessments.UpperFirst(RoleWords(r)))
	}
	reader := kit.NewSelect("For", words, slices.Index(readers, v.c.V.Recipient), func(i int) {
		if v.k.Put(v.ref(), "Now for "+RoleWords(readers[i]), assessments.Fields{"recipient": keep.JSON(readers[i]), "person": keep.JSON("")}) {
			v.reload()
		}
	})
	day := kit.NewDateField("As at", nil)
	day.SetDate(v.c.V.AsAt.Time())
	use := kit.NewQuiet("Use this day", func() {
		on, problem := day.Date()
		if problem != "" || on.IsZero() {
			day.SetError("Enter the day up to which it tells")
			return
		}
		if v.k.Put(v.ref(), "As at "+assessments.NewDate(on).Words(), assessments.Fields{"as_at": keep.JSON(assessments.NewDate(on))}) {
			v.reload()
		}
	})
	picks := []fyne.CanvasObject{reader}
	if about := v.about(); about != nil {
		picks = append(picks, about)
	}
	body := kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		if step == kit.StepPhone {
			return kit.Column(12, append(slices.Clone(picks), day, kit.Row(0, use, kit.Gap()))...)
		}
		var rows []fyne.CanvasObject
		for _, p := range picks {
			rows = append(rows, kit.Row(0, kit.Fixed(420, p), kit.Gap()))
		}
		return kit.Column(12, append(rows, kit.Row(16, day, kit.Insets(52, 0, 0, 0, use), kit.Gap()))...)
	})
	return kit.NewCard(kit.Inset(20, body))
}

// about chooses the one record that the report is about, or is nil where it is about the child as a whole.
func (v *Screen) about() fyne.CanvasObject {
	subjects := v.c.Subjects()
	if len(subjects) == 0 {
		return nil
	}
	words, at := []string{Unchosen}, 0
	for i, x := range subjects {
		words = append(words, x.Words())
		if x.ID == v.c.V.About {
			at = i + 1
		}
	}
	return kit.NewSelect("About", words, at, func(i int) {
		about := assessments.ID("")
		if i > 0 {
			about = subjects[i-1].ID
		}
		if v.k.Put(v.ref(), "Now about "+assessments.LowerFirst(words[i]), assessments.Fields{"about": keep.JSON(about)}) {
			v.reload()
		}
	})
}

// keptWords lists the words that were kept with a reason, each with the way back.
func (v *Screen) keptWords() fyne.CanvasObject {
	if len(v.c.V.Overrides) == 0 {
		return nil
	}
	body := kit.Column(12, kit.RowTitle("Words kept"))
	for i, o := range v.c.V.Overrides {
		again := kit.NewPlain("Ask again", func() {
			left := slices.Delete(slices.Clone(v.c.V.Overrides), i, i+1)
			if v.k.Put(v.ref(), "“"+o.Phrase+"” is asked about again", assessments.Fields{"wording_kept": keep.JSON(left)}) {
				v.reload()
			}
		})
		body.Add(kit.Row(12, kit.Grow(kit.Column(0, kit.Strong("“"+o.Phrase+"”"), kit.Quieter(o.Reason))), again))
	}
	return kit.NewCard(kit.Inset(20, body))
}
