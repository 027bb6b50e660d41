package questions

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
)

// number is a box with its unit, and a pad of large keys for a tablet without a keyboard.
func (b *block) number() fyne.CanvasObject {
	var w *kit.NumberField
	w = kit.NewNumberField(b.q.Ask, b.q.Unit, func(float64, bool) { b.type1(w.Field, w.Text()) })
	b.field(w.Field)
	pad := kit.NewQuiet("123", func() { b.pad(w) }).SetName("Number pad: " + b.q.Ask)
	return kit.Row(10, kit.Fixed(b.wide(), w.Field), pad, kit.Gap())
}

// wide is the width of the box: long units, such as reminders, need more.
func (b *block) wide() float32 { return 132 + 9*float32(len([]rune(b.q.Unit))) }

// pad opens the large keys on a sheet; each key writes into the box at once.
func (b *block) pad(w *kit.NumberField) {
	b.f.leaveField()
	c := b.f.v.canvas()
	if c == nil {
		return
	}
	out := kit.NewReadout(b.q.Unit)
	out.SetText(w.Text())
	put := func(s string) {
		w.SetText(s)
		w.SetError("")
		out.SetText(s)
		b.type1(w.Field, s)
	}
	var sheet *kit.Sheet
	keys := kit.NewPad(kit.PadMeasure, func(r rune) {
		if s := w.Text() + string(r); len(s) <= 9 && strings.Count(s, ".") <= 1 {
			put(s)
		}
	}, func() {
		if s := w.Text(); s != "" {
			put(s[:len(s)-1])
		}
	})
	done := kit.NewPrimary("Done", func() { sheet.Close() }).Big()
	sheet = kit.ShowSheet(c, b.q.Ask, kit.Column(16, out, keys, done), func() {
		b.write = false
		b.f.left(b)
		b.f.follow()
	})
}
