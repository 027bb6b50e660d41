package provision

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/wording"
)

// findings shows what is vague in a field under it. It looks when the keyboard has left the field, never while typing.
func (v *Screen) findings(name string, box *kit.Field) fyne.CanvasObject {
	list := kit.Column(8)
	show := func() {
		list.Objects = nil
		var p assessments.Provision
		v.form.Into(&p)
		for _, f := range Texts(&p) {
			if f.Name != name {
				continue
			}
			for _, x := range v.m.Words.Findings(&p, f) {
				list.Objects = append(list.Objects, v.finding(f, x, box))
			}
		}
		list.Hidden = len(list.Objects) == 0
		list.Refresh()
	}
	v.looked(name, show)
	show()
	return list
}

// looked runs show whenever the keyboard leaves the field.
func (v *Screen) looked(name string, show func()) {
	was := v.form.Moved
	v.form.Moved = func(field string) {
		if was != nil {
			was(field)
		}
		if field == name {
			show()
			v.relay()
			v.s.Reframe()
		}
	}
}

// finding offers three ways out: the suggestion with its brackets, words of one’s own, or a reason to keep these.
func (v *Screen) finding(f Field, x wording.Finding, box *kit.Field) fyne.CanvasObject {
	d := kit.FindingData{Word: x.Phrase, Problem: Problem(x), Suggest: x.Suggestion}
	if f.Name == "includes" || f.Name == "monitoring" {
		d.Suggest = "" // lists and structures are mended by hand
	}
	use := func() {
		v.form.Put(f.Name, "Used the suggestion", Use(f.Text, x))
		v.reload()
	}
	own := func() {
		if box != nil {
			box.Focus()
		}
	}
	return kit.NewFinding(d, use, own, func() { v.keepWording(x.Phrase) })
}

// keepWording asks for the reason; without one nothing is kept.
func (v *Screen) keepWording(phrase string) {
	kit.AskWhyKept(kit.CanvasOf(v.page), phrase, "Kept with the row; the report does not print it", func(reason string) {
		var p assessments.Provision
		v.form.Into(&p)
		v.form.Put("wording_kept", "Kept “"+phrase+"”", append(p.Overrides, assessments.Override{Phrase: phrase, Reason: reason}))
		v.reload()
	})
}

// kept lists the words that were kept, with their reasons and the way back.
func (v *Screen) kept(p *assessments.Provision) fyne.CanvasObject {
	if len(p.Overrides) == 0 {
		none := kit.Column(0)
		none.Hide()
		return none
	}
	body := kit.Column(12, kit.RowTitle("Words kept"))
	for i, o := range p.Overrides {
		undo := kit.NewPlain("Ask again", func() {
			left := append(append([]assessments.Override(nil), p.Overrides[:i]...), p.Overrides[i+1:]...)
			v.form.Put("wording_kept", "“"+o.Phrase+"” is asked about again", left)
			v.reload()
		})
		body.Add(kit.Row(12, kit.Grow(kit.Column(0, kit.Strong("“"+o.Phrase+"”"), kit.Quieter(o.Reason))), undo))
	}
	return kit.NewCard(kit.Inset(24, body))
}
