package share

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/composer"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/reports/docx"
)

// councilForm is the choice of a form that the council sent.
const councilForm = "A council’s Word form"

// copies asks what is handed over: the form, a council's own form, and the language where there is a translation.
func (v *Screen) copies() fyne.CanvasObject {
	var names []string
	at, now := -1, v.m.form(v.way, v.copied)
	forms := v.m.Forms(v.way)
	for i, ext := range forms {
		names = append(names, FormName(ext))
		if ext == now && v.copied.Form == nil {
			at = i
		}
	}
	if names = append(names, councilForm); v.copied.Form != nil {
		at = len(names) - 1
	}
	pick, _ := kit.NewChips(names, at, func(i int) {
		if i == len(forms) {
			v.askForm()
			return
		}
		v.copied = Copy{Ext: forms[i], Translation: v.copied.Translation}
		v.show()
	})
	rows := []fyne.CanvasObject{kit.RowTitle("The copy"), pick}
	if v.copied.Form != nil {
		rows = append(rows, kit.Quieter("The form of "+v.copied.Form.Layout.Name))
	}
	if words := v.languages(); words != nil {
		rows = append(rows, words)
	}
	return kit.NewCard(kit.Inset(20, kit.Column(12, rows...)))
}

// languages are the signed words and their translations, for the forms that hold words; nil where there is no translation.
func (v *Screen) languages() fyne.CanvasObject {
	all := v.m.Languages()
	if ext := v.m.form(v.way, v.copied); len(all) == 0 || v.copied.Form != nil || ext == "xlsx" || ext == "tsv" {
		v.copied.Translation = ""
		return nil
	}
	names, at := []string{"As it was signed"}, 0
	for i, t := range all {
		names = append(names, t.Language)
		if t.ID == v.copied.Translation {
			at = i + 1
		}
	}
	pick, _ := kit.NewChips(names, at, func(i int) {
		v.copied.Translation = ""
		if i > 0 {
			v.copied.Translation = all[i-1].ID
		}
		v.show()
	})
	return kit.Column(12, kit.RowTitle("In which words"), pick)
}

// askForm takes the council's form and shows what it has no place for, before anything is confirmed.
func (v *Screen) askForm() {
	c := kit.CanvasOf(v.page)
	v.show() // until a form is chosen nothing else is
	composer.AskForm(v.page, v.s.Fail, func(f composer.Form) { v.fill(c, f) })
}

// fill tries the form on the report.
func (v *Screen) fill(c fyne.Canvas, f composer.Form) {
	var filled docx.Filled
	v.s.Load(v.ctx, func(ctx context.Context) error {
		made, err := composer.Open(ctx, v.s.Store, v.m.Report.ID, v.s.Me)
		if err == nil {
			filled, err = made.IntoForm(ctx, f, docx.ListRest)
		}
		return err
	}, func(err error) {
		if err != nil {
			v.s.Fail(err)
			return
		}
		composer.OfferForm(c, f, filled, "Share", func(rest docx.Rest) {
			v.copied = Copy{Form: &f, Rest: rest}
			v.show()
		})
	})
}
