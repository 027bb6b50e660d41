package composer

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// translations are the rows of the translations, and the way to add one. Fieldfare never translates by itself.
func (v *Preview) translations(shut func()) fyne.CanvasObject {
	all := v.c.Translations()
	body := kit.Column(12, kit.RowTitle("In other languages"))
	var rows []fyne.CanvasObject
	for _, t := range all {
		d := kit.RowData{Icon: kit.IconMessage, Title: t.Language, Subtitle: t.Words, Chevron: true, Tag: &kit.TagData{Kind: kit.TagBareDone, Text: "Current"}}
		if t.Stale {
			d.State, d.Tag = kit.RowNeedsYou, &kit.TagData{Kind: kit.TagNeeds, Text: "Out of date"}
		}
		rows = append(rows, kit.NewListRow(d, func() { shut(); v.openTranslation(t) }))
	}
	if len(rows) > 0 {
		body.Add(kit.NewRowCard(rows...))
	} else {
		body.Add(kit.Quieter("None yet. A translator’s words are pasted in and kept with this version."))
	}
	if v.c.Signed() && v.c.Struck == nil {
		body.Add(kit.Row(0, kit.NewQuiet("Add a translation", func() { shut(); v.askTranslation() }).WithIcon(kit.IconPlus), kit.Gap()))
	}
	return body
}

// openTranslation offers copies of a translation.
func (v *Preview) openTranslation(t reports.Translated) {
	c := kit.CanvasOf(v.page)
	if c == nil {
		return
	}
	var sheet *kit.Sheet
	body := kit.Column(16)
	if t.Stale {
		body.Add(kit.NewNotice(kit.NoticeNeeds, "Out of date", t.Words))
	} else {
		body.Add(kit.Body(t.Words))
	}
	if !t.Stale && v.c.Struck == nil {
		body.Add(kit.NewRowCard(kit.NewListRow(kit.RowData{Icon: kit.IconDownload, Title: "Save a copy in " + t.Language,
			Subtitle: "Say whom it is for, and choose the language there", Chevron: true}, func() { sheet.Close(); v.share("nhsmail") })))
	}
	body.Add(kit.Row(0, kit.NewRemove("Take this translation out", func() {
		sheet.Close()
		k := keep.New(v.s, v.s.Wait, v.load)
		ref := keep.Ref{ID: t.ID, Kind: assessments.KindTranslation, Scope: v.c.Rec.Scope}
		if k.Strike(ref, "Took out the translation", "Taken out by its therapist") {
			v.load()
		}
	}), kit.Gap()))
	sheet = kit.ShowSheet(c, t.Language, body, nil)
}

// askTranslation takes a translator's words: they are kept as they came.
func (v *Preview) askTranslation() {
	c := kit.CanvasOf(v.page)
	if c == nil {
		return
	}
	var sheet *kit.Sheet
	var names []string
	for _, l := range Languages {
		names = append(names, l.Name)
	}
	at := v.c.Spoken()
	names = append(names, "Another language")
	other := kit.Column(0)
	called := kit.NewField("Which, in English", nil)
	language := kit.NewSelect("Language", names, at, func(i int) {
		at, other.Objects = i, nil
		if i == len(Languages) {
			other.Objects = []fyne.CanvasObject{called}
		}
		kit.Relay(other)
	})
	who := kit.NewField("Translated by, and for whom they work", nil)
	text := kit.NewNotes("The translation", 5, nil)
	text.SetHint("A paragraph on each line; a line that begins with # is a heading")
	paste := kit.NewQuiet("Paste", func() { text.SetText(fyne.CurrentApp().Clipboard().Content()) }).WithIcon(kit.IconCopy)
	wrong := kit.NewText("", kit.SizeBody, kit.Red, true)
	keepIt := kit.NewPrimary("Keep the translation", func() {
		l := Language{Name: strings.TrimSpace(called.Text()), Tag: "und"} // BCP 47 for a language that has no tag here
		if at >= 0 && at < len(Languages) {
			l = Languages[at]
		}
		switch {
		case l.Name == "":
			wrong.SetText("Choose the language first")
		case strings.TrimSpace(who.Text()) == "":
			who.SetError("Say who translated it: the reader may ask them")
		case strings.TrimSpace(text.Text()) == "":
			text.SetError("Paste the translator’s words")
		default:
			t := v.c.Translation(l, who.Text(), text.Text(), v.s.Today())
			sheet.Close()
			if v.s.Write(v.ctx, v.s.Create(v.s.NewID(), v.c.Rec.Scope, &t)) {
				v.load()
			}
		}
	}).Big()
	note := kit.Quieter("It belongs to " + assessments.LowerFirst(versionWords(v.c.V.Version)) + ", and is marked out of date when a new version is signed.")
	sheet = kit.ShowSheet(c, "Add a translation", kit.Column(12, language, other, who, text, kit.Row(0, paste, kit.Gap()), note, wrong, keepIt), nil)
}
