package phrases

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// texts lists plain lines, each opened to be written anew, moved to the front or removed.
func (v *Screen) texts(title, line string, all []string, kept func([]string) error, add string) {
	if len(all) == 0 {
		v.body.Add(kit.NewCard(kit.NewEmpty(kit.IconBook, "None yet", line, "", nil)))
		return
	}
	v.body.Add(kit.Quieter(line))
	rows := make([]fyne.CanvasObject, len(all))
	for i, s := range all {
		rows[i] = kit.NewListRow(kit.RowData{Title: s, TitleThin: true, Chevron: true}, func() { v.one(title, "", s, all, kept) })
	}
	v.body.Add(kit.NewRowCard(rows...))
}

// one opens one line, or a new one where was is empty.
func (v *Screen) one(title, hint, was string, all []string, kept func([]string) error) {
	c := v.canvas()
	if c == nil {
		return
	}
	var sheet *kit.Sheet
	var used func()
	change := func(next []string, words string) {
		used()
		sheet.Close()
		if err := kept(next); err != nil {
			v.s.Fail(err)
			return
		}
		v.show()
		v.s.Undo(words, func() {
			if err := kept(all); err != nil {
				v.s.Fail(err)
			}
			v.show()
		})
	}
	without := slices.DeleteFunc(slices.Clone(all), func(s string) bool { return s == was })
	words := kit.NewNotes("Words", 2, nil)
	words.SetHint(hint)
	words.SetText(was)
	used = v.typed(title, words)
	buttons := []fyne.CanvasObject{kit.NewPrimary("Use it", func() {
		text := strings.TrimSpace(words.Text())
		if text == "" {
			words.SetError("Enter the words")
			return
		}
		change(With(without, text), "“"+assessments.Brief(text, assessments.Quoted)+"” stands first")
	})}
	if was != "" {
		buttons = append(buttons, kit.NewRemove("Remove", func() { change(without, "Removed “"+assessments.Brief(was, assessments.Quoted)+"”") }))
	}
	sheet = kit.ShowSheet(c, title, kit.Column(16, words, kit.Wrap(12, buttons...)), v.flush)
	words.Focus()
}

// file writes everything into a text file, or reads one in.
func (v *Screen) file() {
	c := v.canvas()
	if c == nil {
		return
	}
	failed := func(err error) {
		if err != nil {
			v.s.Fail(assessments.Wrap(err, assessments.Unavailable, "phrases.file", "The file could not be read or written there. Your phrases are safe; choose another place."))
		}
	}
	var sheet *kit.Sheet
	save := kit.NewListRow(kit.RowData{Icon: kit.IconDownload, Title: "Write a text file", Subtitle: "To carry your phrases to another tablet, or to a colleague", Chevron: true}, func() {
		sheet.Close()
		kit.SaveFile(v.page, "Fieldfare phrases.txt", []byte(Export(v.set, v.bank, ForReports(v.ctx, v.s.Store), Words(v.ctx, v.s.Store))), failed)
	})
	open := kit.NewListRow(kit.RowData{Icon: kit.IconOpen, Title: "Read a text file in", Subtitle: "Nothing that you have goes; what the file brings stands first", Chevron: true}, func() {
		sheet.Close()
		kit.OpenText(v.page, func(text string, err error) {
			if err != nil {
				failed(err)
				return
			}
			v.readIn(text)
		})
	})
	sheet = kit.ShowSheet(c, "Phrases as a file", kit.NewRowCard(save, open), nil)
}

// readIn merges a file, and offers to take all of it back.
func (v *Screen) readIn(text string) {
	f, err := Import(text, v.bank)
	if err != nil {
		v.s.Fail(err)
		return
	}
	before, reports, words := v.set, ForReports(v.ctx, v.s.Store), Words(v.ctx, v.s.Store)
	lists := func(reports, words []string) {
		if err := KeepForReports(v.ctx, v.s.Store, reports); err != nil {
			v.s.Fail(err)
		}
		if err := KeepWords(v.ctx, v.s.Store, words); err != nil {
			v.s.Fail(err)
		}
	}
	next := reports
	for _, r := range slices.Backward(f.Reports) {
		next = With(next, r)
	}
	lists(next, append(slices.Clone(words), f.Words...))
	v.keep(v.set.Merge(f, v.bank), "")
	v.s.Undo("Read the phrases in", func() { lists(reports, words); v.keep(before, "") })
}
