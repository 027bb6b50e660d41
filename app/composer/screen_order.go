package composer

import (
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/reports"
)

// askOrder lists the blocks of a part, each with a button up and one down. Every tap is kept at once.
func (v *Screen) askOrder(key string) {
	c := kit.CanvasOf(v.page)
	if c == nil {
		return
	}
	list := kit.Column(0)
	var fill func()
	fill = func() {
		part, ok := v.part(key)
		if !ok {
			return
		}
		list.Objects = nil
		lines := v.c.Lines(part)
		for i, l := range lines {
			if i > 0 {
				list.Add(kit.NewRule())
			}
			move := func(icon kit.Icon, words string, by int) *kit.Button {
				b := kit.NewIconButton(icon, words+": "+l.Words, func() { v.move(key, l.Key, by); fill() })
				b.SetDimmed(i+by < 0 || i+by >= len(lines))
				return b
			}
			list.Add(kit.InsetXY(4, 8, kit.Row(8, kit.Grow(kit.Body(l.Words)), move(kit.IconUp, "Up", -1), move(kit.IconDown, "Down", 1))))
		}
		list.Refresh()
		kit.Relay(list)
	}
	fill()
	note := kit.Quieter("A need takes along what it rests on. Rows and outcomes stay in the order of their letters.")
	kit.ShowSheet(c, "Order", kit.Column(16, note, list), nil)
}

// part is a part of the report by its key.
func (v *Screen) part(key string) (reports.Part, bool) {
	for _, s := range v.c.Sections {
		for _, p := range s.Parts {
			if p.Key == key {
				return p, true
			}
		}
	}
	return reports.Part{}, false
}

// move moves a block and offers to take it back.
func (v *Screen) move(part, key string, by int) {
	before := v.c.V.Choices
	if p, ok := v.part(part); ok && v.c.Move(p, key, by) {
		v.saveChoices("Moved", before)
		v.showPane()
	}
}
