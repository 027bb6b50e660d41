package unlock

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// who lists the therapists of this tablet.
func (s *Screen) who() []fyne.CanvasObject {
	rows := make([]fyne.CanvasObject, len(s.d.People))
	for i, p := range s.d.People {
		rows[i] = kit.NewListRow(kit.RowData{Icon: kit.IconTablet, Title: p.Name, TitleBig: true, Subtitle: p.Line, Chevron: true}, func() { s.d.Choose(i) })
	}
	var verbs []fyne.CanvasObject
	if s.d.Add != nil {
		verbs = append(verbs, kit.NewQuiet("Add a therapist", s.d.Add).WithIcon(kit.IconPlus))
	}
	if s.d.Remove != nil {
		verbs = append(verbs, kit.NewPlain("Take one off", func() { s.show(PageRemove) }))
	}
	if s.d.At >= 0 {
		verbs = append(verbs, kit.NewPlain("Back", func() { s.show(s.d.First()) }))
	}
	return []fyne.CanvasObject{kit.NewRowCard(rows...), kit.Wrap(12, verbs...)}
}

// remove takes a therapist's store off the tablet.
func (s *Screen) remove() []fyne.CanvasObject {
	names := make([]string, len(s.d.People))
	for i, p := range s.d.People {
		names[i] = p.Name
	}
	at := -1
	chips, _ := kit.NewChips(names, -1, func(i int) { at = i })
	words := kit.NewField("Their passphrase", nil).Secret()
	var next *kit.Button
	next = kit.NewRemove("Take off this tablet", func() {
		words.SetError("")
		if at < 0 {
			words.SetError("Choose who, then enter their passphrase")
			kit.Relay(s.content)
			return
		}
		typed := words.Text()
		s.work(next, "Taking off…", func(ctx context.Context) error { return s.d.Remove(ctx, at, typed) }, s.d.Refresh,
			func(err error) { words.SetError(assessments.Sentence(err)) })
	})
	return []fyne.CanvasObject{chips, words, kit.Body("Their notes, goals and reports leave this tablet. What their service has stays there."), s.backRow(next)}
}
