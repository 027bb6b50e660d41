package composer

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/places"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// sectionPane shows every block of a section with its sources and its choice.
func (v *Screen) sectionPane(i int) fyne.CanvasObject {
	body := kit.Column(20)
	for _, part := range v.c.Sections[i].Parts {
		head := kit.Column(0, kit.Question(part.Title))
		if s, ok := part.Head.(*reports.Section); ok && s.Note != "" {
			head.Add(kit.Quieter(s.Note))
		}
		if len(v.c.Lines(part)) > 1 {
			order := kit.NewPlain("Order", func() { v.askOrder(part.Key) }).WithIcon(kit.IconSort)
			order.SetName("Change the order of " + part.Title)
			body.Add(kit.RowTop(12, kit.Grow(head), order))
		} else {
			body.Add(head)
		}
		for _, x := range v.c.Ordered(part) {
			body.Add(v.block(x))
		}
	}
	body.Add(v.onward(i))
	return body
}

// mostNext is how long the name of a section may be on a button that fits a phone with the largest text.
const mostNext = 22

// onward is the last line of a section: accept what is left and go on.
func (v *Screen) onward(i int) fyne.CanvasObject {
	words, next := "Next: Sign", i+1
	if next < len(v.c.Sections) {
		words = "Next: " + v.c.Sections[next].Title
	}
	if len([]rune(words)) > mostNext {
		words = "Next section"
	}
	forward := kit.NewQuiet(words, func() { v.choose(next) }).IconAfter(kit.IconNext)
	if n := v.c.Waiting(i); n > 1 {
		all := kit.NewQuiet("Accept all "+counted(n, "block"), func() {
			before := v.c.V.Choices
			v.c.AcceptSection(i)
			v.saveChoices("Accepted "+counted(n, "block"), before)
			v.choose(next)
		}).WithIcon(kit.IconCheck)
		return kit.Wrap(12, all, kit.NewPlain(words, func() { v.choose(next) }))
	}
	return kit.Wrap(12, forward)
}

// block is one proposal: what it says, what it rests on, what is wrong with it, and what was decided.
func (v *Screen) block(x reports.Proposal) fyne.CanvasObject {
	choice := v.c.Choice(x.Key)
	if choice == reports.LeaveOut {
		words := x.Words
		if words == "" {
			words = "This block"
		}
		return kit.Row(12, kit.Grow(kit.NewSpans(kit.Span{Text: "Left out: ", Bold: true, Color: kit.Soft}, kit.Span{Text: short(words), Color: kit.Soft})),
			kit.NewPlain("Put back", func() { v.decide(x.Key, "", "Put back") }))
	}
	if v.edits == x.Key {
		return v.writing(x)
	}
	var marks []string
	for _, f := range v.c.Findings(x.Key) {
		marks = append(marks, f.Phrase)
	}
	out := kit.Column(10)
	if x.Lead != nil {
		out.Add(blockView(x.Lead, nil))
	}
	if v.c.Edited(x.Key) {
		out.Add(kit.Report(markUp(kit.Span{Text: choice}, marks)...))
	} else {
		out.Add(blockView(x.Block, marks))
	}
	for _, f := range v.c.Findings(x.Key) {
		out.Add(v.finding(x, f))
	}
	chips := kit.Wrap(6, v.sources(x)...)
	switch {
	case x.Required, minor(x):
		out.Add(chips)
	case choice == "":
		out.Add(chips)
		out.Add(v.choices(x))
	default:
		word := "Accepted"
		if v.c.Edited(x.Key) {
			word = "In your words"
		}
		decided := kit.Row(4, kit.NewTag(kit.TagBareDone, word), kit.NewPlain("Change", func() { v.decide(x.Key, "", "") }))
		chips.Objects = append(chips.Objects, decided)
		out.Add(chips)
	}
	chips.Hidden = len(chips.Objects) == 0
	return out
}

// choices are the three ways to decide about a block.
func (v *Screen) choices(x reports.Proposal) fyne.CanvasObject {
	out := []fyne.CanvasObject{kit.NewQuiet("Accept", func() { v.decide(x.Key, reports.Accept, "Accepted") }).WithIcon(kit.IconCheck)}
	switch {
	case x.Editable:
		out = append(out, kit.NewPlain("Edit", func() { v.write(x.Key) }))
	default:
		if words, screen, id := v.target(x); screen != "" {
			out = append(out, kit.NewPlain(words, func() { v.s.Go(screen, v.child, id) }))
		}
	}
	return kit.Wrap(8, append(out, kit.NewPlain("Leave out", func() { v.decide(x.Key, reports.LeaveOut, "Left out") }))...)
}

// target is the screen on which a block that is made from a record is changed, as its button says.
func (v *Screen) target(x reports.Proposal) (words, screen string, id assessments.ID) {
	kind, id := v.c.Target(x)
	switch kind {
	case assessments.KindProvision, assessments.KindOutcome, assessments.KindNeed:
		return "Edit the row", session.Provision, id
	case assessments.KindEquipment:
		return "Edit the equipment", session.Equipment, id
	case assessments.KindMeasurement:
		return "See the measurements", session.Measuring, id
	case "":
	default:
		for _, r := range v.c.ev.Records {
			if r.ID == id {
				screen, arg := places.OfRecord(r)
				return "Open the record", screen, arg
			}
		}
	}
	if strings.HasPrefix(x.Key, "provision-") || strings.HasPrefix(x.Key, "outcomes/") {
		return "Open provision", session.Provision, ""
	}
	return "", "", ""
}

// write opens a block's words and puts the keyboard into them.
func (v *Screen) write(key string) {
	v.finishEdit()
	v.edits = key
	v.showPane()
	if v.box != nil {
		v.box.Focus()
	}
}

// writing is a block whose words are being written. They are kept within a second of each letter.
func (v *Screen) writing(x reports.Proposal) fyne.CanvasObject {
	before := v.c.V.Choices
	var box *kit.Field
	typed := func(s string) {
		choice := strings.TrimSpace(s)
		if choice == "" || choice == x.Words {
			choice = reports.Accept
		}
		if err := v.c.Decide(x.Key, choice); err != nil {
			box.SetError(assessments.Sentence(err))
			return
		}
		v.k.Type(v.ref(), "choices", keep.Text(keep.JSON(v.c.V.Choices)))
	}
	box = kit.NewNotes("Your words", 3, typed)
	v.box = box
	box.SetText(v.c.Words(x))
	if strings.Contains(x.Words, "\n") {
		box.SetHint("One item on each line")
	}
	done := kit.NewQuiet("Done", func() {
		if v.c.Choice(x.Key) == "" {
			v.c.V.Choices = before
		}
		v.finishEdit()
		v.showPane()
	})
	back := kit.NewPlain("Use the proposed words", func() { box.SetText(x.Words); v.decide(x.Key, reports.Accept, "Back to the proposed words") })
	learn := kit.NewPlain("Keep this wording", func() { v.learn(box.Text()) })
	phrases := kit.NewPlain("Phrases", func() {
		v.showPhrases(func(p string) { box.SetText(strings.TrimSpace(box.Text() + " " + p)); typed(box.Text()); box.Focus() })
	})
	return kit.Column(10, box, kit.Wrap(8, done, back, learn, phrases))
}

// finishEdit ends the writing of a block.
func (v *Screen) finishEdit() {
	kit.Unfocus(v.page)
	if v.edits != "" {
		v.edits = ""
		v.k.Leave(v.ref(), "Changed the words")
	}
}

func (v *Screen) ref() keep.Ref { return keep.RefOf(v.c.Rec) }

// decide keeps a choice and offers to take it back.
func (v *Screen) decide(key, choice, words string) {
	if v.edits == key {
		v.edits = ""
	}
	before := v.c.V.Choices
	if err := v.c.Decide(key, choice); err != nil {
		v.s.Fail(err)
		return
	}
	v.saveChoices(words, before)
	v.showEvidence()
	v.showPane()
}

// saveChoices writes the choices at once.
func (v *Screen) saveChoices(words string, before map[string]string) {
	if !v.k.Put(v.ref(), words, assessments.Fields{"choices": keep.JSON(v.c.V.Choices)}) {
		v.c.V.Choices = before
		v.c.assemble()
	}
}

// short is the beginning of what was left out: the whole would read as if it were in the report.
func short(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return assessments.Brief(s, 80)
}
