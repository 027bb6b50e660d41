package composer

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/phrases"
)

// spelling is the part of the check that looks at the words one by one. It comes when it is ready; the rest of the check does not
// wait for it, and it never stops a signature: only the author knows what is a name.
func (v *Screen) spelling() fyne.CanvasObject {
	holder := kit.Column(16)
	if v.c.Signed() || v.c.Denied != "" {
		return holder
	}
	proof := v.c.Proof(phrases.Words(v.ctx, v.s.Store))
	var found []Misspelling
	v.s.Load(v.ctx, func(ctx context.Context) error {
		found = proof.Misspellings(ctx)
		return nil
	}, func(error) {
		if len(found) == 0 {
			holder.Add(kit.NewNotice(kit.NoticeDone, "The spelling is right", "Checked against British words, words of therapy, and the names in this record."))
		} else {
			holder.Add(kit.RowTitle(counted(len(found), "word") + " to look at"))
			rows := make([]fyne.CanvasObject, len(found))
			for i, m := range found {
				rows[i] = v.misspelling(m)
			}
			holder.Add(kit.NewRowCard(rows...))
		}
		holder.Refresh()
		v.relay()
	})
	return holder
}

// misspelling is one word with what it may have been meant for.
func (v *Screen) misspelling(m Misspelling) fyne.CanvasObject {
	var buttons []fyne.CanvasObject
	if m.Editable {
		for _, s := range m.Suggest {
			buttons = append(buttons, kit.NewQuiet(s, func() { v.respell(m, s) }).SetName("Write "+s+" for "+m.Word))
		}
	}
	buttons = append(buttons, kit.NewPlain("Look at it", func() { v.choose(m.Section) }).SetName("Look at "+m.Word),
		kit.NewPlain("Add to my words", func() { v.addWord(m.Word) }).SetName("Add "+m.Word+" to my words"))
	place := v.c.Sections[m.Section].Title
	if m.Around != m.Word {
		place += ": " + m.Around
	}
	return kit.InsetXY(20, 14, kit.Column(8, kit.Column(0, kit.Strong(m.Word), kit.Quieter(place)), kit.Wrap(8, buttons...)))
}

// respell puts a suggestion in the place of a word, in its block alone.
func (v *Screen) respell(m Misspelling, right string) {
	for _, x := range v.c.blocks(m.Section) {
		if x.Key == m.Key {
			v.decide(x.Key, respell(v.c.Words(x), m.Word, right), "“"+right+"” for “"+m.Word+"”")
			return
		}
	}
}

// addWord keeps a word as right, for every report from now on, and offers to take it back.
func (v *Screen) addWord(word string) {
	before := phrases.Words(v.ctx, v.s.Store)
	if err := phrases.KeepWords(v.ctx, v.s.Store, append(slices.Clone(before), word)); err != nil {
		v.s.Fail(err)
		return
	}
	v.showPane()
	v.s.Undo("“"+word+"” is one of your words", func() {
		if err := phrases.KeepWords(v.ctx, v.s.Store, before); err != nil {
			v.s.Fail(err)
		}
		v.showPane()
	})
}
