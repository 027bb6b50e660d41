package phrases

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

func (v *Screen) canvas() fyne.Canvas { return kit.CanvasOf(v.page) }

// tile opens one tile: its words, its place, and the way off the board. The sheet stays open while it is moved.
func (v *Screen) tile(i int) {
	c := v.canvas()
	if c == nil {
		return
	}
	before, at := v.set, i
	var sheet *kit.Sheet
	words := kit.NewNotes("Words on the tile", 2, nil)
	words.SetText(v.now().Tiles[i].Text)
	where := kit.Quieter("")
	say := func() { where.SetText(fmt.Sprintf("Place %d of %d under %s", at+1, len(v.now().Tiles), v.now().Name)) }
	say()
	heading := v.now().Name // a sheet that was left is of the heading that was on show then
	v.types(func(context.Context) error {
		text := strings.TrimSpace(words.Text())
		if text == "" || v.now().Name != heading || text == v.now().Tiles[at].Text {
			return nil
		}
		return v.put(v.set.Write(v.now(), at, text))
	}, words)
	move := func(by int) func() {
		return func() {
			v.flush()
			to := min(max(at+by, 0), len(v.now().Tiles)-1)
			if to != at {
				v.keep(v.set.Move(v.now(), at, to), "")
				at = to
				say()
			}
		}
	}
	off := false
	body := kit.Column(16, words, where, kit.Wrap(8, kit.NewQuiet("To the front", move(-len(v.now().Tiles))).WithIcon(kit.IconUp),
		kit.NewQuiet("One forward", move(-1)), kit.NewQuiet("One back", move(1)), kit.NewQuiet("A page forward", move(-tilesOnPage))),
		kit.Row(0, kit.NewRemove("Take off the board", func() {
			v.flush()
			off = true
			v.keep(v.set.Remove(v.now(), at), "")
			sheet.Close()
		}), kit.Gap()))
	name := v.now().Tiles[i].Text
	sheet = kit.ShowSheet(c, "Tile", body, func() {
		v.flush()
		done := "Changed the tile “" + assessments.Brief(name, assessments.Quoted) + "”"
		if off {
			done = "Took “" + assessments.Brief(name, assessments.Quoted) + "” off the board"
		}
		if !reflect.DeepEqual(before, v.set) {
			v.s.Undo(done, func() { v.keep(before, "") })
		}
	})
}

// add opens what the part of the moment takes.
func (v *Screen) add() {
	switch v.part {
	case shortForms:
		v.abbreviation(Abbreviation{})
	case inReports:
		v.one("New phrase for reports", "A blank stands in brackets, such as [name] or [number]", "", ForReports(v.ctx, v.s.Store),
			func(all []string) error { return KeepForReports(v.ctx, v.s.Store, all) })
	case spelling:
		v.one("New word", "Spelled as the check is to know it", "", Words(v.ctx, v.s.Store), func(all []string) error { return KeepWords(v.ctx, v.s.Store, all) })
	default:
		v.addTile()
	}
}

// addTile asks for the words of a new tile.
func (v *Screen) addTile() {
	c := v.canvas()
	if c == nil || v.problem != nil {
		return
	}
	var sheet *kit.Sheet
	words := kit.NewField("Words on the tile", nil)
	words.SetHint("A few words that fit many children: no name, no number, no day")
	used := v.typed("tile", words)
	put := func() {
		text := strings.TrimSpace(words.Text())
		if text == "" {
			words.SetError("Enter the words of the tile")
			return
		}
		used()
		sheet.Close()
		v.keep(v.set.Add(v.now(), text), "“"+assessments.Brief(text, assessments.Quoted)+"” is the first tile under "+v.now().Name)
	}
	words.OnEnter(put)
	sheet = kit.ShowSheet(c, "New tile under "+v.now().Name, kit.Column(16, words, kit.Row(0, kit.NewPrimary("Put it first", put), kit.Gap())), v.flush)
	words.Focus()
}

// short lists the abbreviations.
func (v *Screen) short() {
	v.body.Add(kit.Quieter("Written short in a note at a contact, they stand in full as soon as the note is stamped."))
	var rows []fyne.CanvasObject
	for _, a := range v.set.Short {
		rows = append(rows, kit.NewListRow(kit.RowData{Title: a.Short, Subtitle: a.Long, Chevron: true}, func() { v.abbreviation(a) }))
	}
	if len(rows) > 0 {
		v.body.Add(kit.NewRowCard(rows...))
	}
	left := slices.DeleteFunc(slices.Clone(Usual), func(u Abbreviation) bool {
		return slices.ContainsFunc(v.set.Short, func(a Abbreviation) bool { return strings.EqualFold(a.Short, u.Short) })
	})
	if len(left) == 0 {
		return
	}
	var more []fyne.CanvasObject
	for _, u := range left {
		more = append(more, kit.NewChip(u.Short+" = "+u.Long, false, func() { v.keep(v.set.SetShort(u.Short, u.Long), u.Short+" now means "+u.Long) }))
	}
	v.body.Add(kit.NewTitledCard(kit.CardHead("Often used"), kit.Inset(20, kit.Wrap(8, more...))))
}

// abbreviation opens one abbreviation, or a new one.
func (v *Screen) abbreviation(a Abbreviation) {
	c := v.canvas()
	if c == nil {
		return
	}
	var sheet *kit.Sheet
	short, long := kit.NewField("Written short", nil), kit.NewField("Stands for", nil)
	short.SetText(a.Short)
	long.SetText(a.Long)
	used := v.typed("short", short, long)
	put := func() {
		first, second := CheckShort(short.Text(), long.Text())
		short.SetError(first)
		long.SetError(second)
		if first+second != "" {
			return
		}
		used()
		sheet.Close()
		v.keep(v.set.SetShort(a.Short, "").SetShort(short.Text(), long.Text()), strings.TrimSpace(short.Text())+" now means "+strings.TrimSpace(long.Text()))
	}
	long.OnEnter(put)
	buttons := []fyne.CanvasObject{kit.NewPrimary("Use it", put)}
	if a.Short != "" {
		buttons = append(buttons, kit.NewRemove("Remove "+a.Short, func() {
			used()
			sheet.Close()
			v.keep(v.set.SetShort(a.Short, ""), "Removed "+a.Short)
		}))
	}
	sheet = kit.ShowSheet(c, "Abbreviation", kit.Column(16, short, long, kit.Wrap(12, buttons...)), v.flush)
	short.Focus()
}
