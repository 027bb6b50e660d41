package composer

import (
	"strings"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/phrases"
	"github.com/fieldfare/fieldfare/assessments/service"
)

// learn keeps the words of a box as a phrase of the therapist's own, because she said so.
func (v *Screen) learn(words string) {
	phrase := v.c.Learn(words)
	before := phrases.ForReports(v.ctx, v.s.Store)
	if strings.TrimSpace(phrase) == "" {
		return
	}
	if err := phrases.KeepForReports(v.ctx, v.s.Store, phrases.With(before, phrase)); err != nil {
		v.s.Fail(err)
		return
	}
	v.s.Undo("Kept in your phrases: “"+short(phrase)+"”", func() {
		if err := phrases.KeepForReports(v.ctx, v.s.Store, before); err != nil {
			v.s.Fail(err)
		}
	})
}

// showPhrases lists the service's paragraphs, those for this part of the report first, and the therapist's own phrases; a tap puts one at
// the end of the words that are being written.
func (v *Screen) showPhrases(insert func(string)) {
	c := kit.CanvasOf(v.page)
	if c == nil {
		return
	}
	var sheet *kit.Sheet
	body := kit.Column(8)
	use := func(words string) { sheet.Close(); insert(v.c.Fill(words)) }
	part, _, _ := strings.Cut(v.edits, "/")
	here, others := v.c.Paragraphs(part)
	for _, g := range []struct {
		title string
		all   []service.Block
	}{{"The service’s, for this part", here}, {"The service’s, for other parts", others}} {
		if len(g.all) > 0 {
			body.Add(kit.RowTitle(g.title))
		}
		for _, b := range g.all {
			body.Add(kit.NewRowCard(kit.NewListRow(kit.RowData{Title: b.Title, Subtitle: v.c.Fill(b.Words)}, func() { use(b.Words) })))
		}
	}
	all := phrases.ForReports(v.ctx, v.s.Store)
	if len(here)+len(others) > 0 {
		body.Add(kit.RowTitle("Your own"))
	}
	for i, p := range all {
		row := kit.NewListRow(kit.RowData{Title: v.c.Fill(p), TitleThin: true}, func() { use(p) })
		forget := kit.NewIconButton(kit.IconRemove, "Forget: "+short(p), func() {
			sheet.Close()
			left := append(append([]string{}, all[:i]...), all[i+1:]...)
			if err := phrases.KeepForReports(v.ctx, v.s.Store, left); err != nil {
				v.s.Fail(err)
				return
			}
			v.s.Undo("Forgot a phrase", func() {
				if err := phrases.KeepForReports(v.ctx, v.s.Store, all); err != nil {
					v.s.Fail(err)
				}
			})
		})
		body.Add(kit.Row(8, kit.Grow(kit.NewRowCard(row)), forget))
	}
	if len(all) == 0 {
		body.Add(kit.Quieter("None yet. “Keep this wording” puts your words here, with names, numbers and days as blanks."))
	}
	sheet = kit.ShowSheet(c, "Phrases", body, nil)
}
