package kit_test

import (
	"image"
	"image/color"
	"math"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
)

// TestField_HasOneEdge: Fyne's own frame does not stand as a second one within the edge of a box, at any of its sides; with the keyboard in
// it the ring is of yellow around ink.
func TestField_HasOneEdge(t *testing.T) {
	const wide, high, margin = 400, 300, 20
	for _, v := range []kit.Variant{kit.VariantLight, kit.VariantDark} {
		theme := kit.Theme{Variant: v}
		tone := func(name fyne.ThemeColorName) color.NRGBA {
			return color.NRGBAModel.Convert(theme.Color(name, 0)).(color.NRGBA)
		}
		for _, lines := range []int{1, 3} {
			b := kittest.Open(t, wide, high)
			b.Theme(theme)
			f := kit.NewField("", nil)
			if lines > 1 {
				f = kit.NewNotes("", lines, nil)
			}
			b.Show(kit.NewPanel(kit.Surface, kit.Column(0, kit.Inset(margin, f), kit.Gap())))
			b.Settle()
			bottom := margin + int(f.HeightFor(wide-2*margin))
			sides := map[string][2]image.Point{ // where a look begins, and its way
				"top": {{wide / 2, margin - 8}, {0, 1}}, "bottom": {{wide / 2, bottom + 7}, {0, -1}},
				"left": {{margin - 8, (margin + bottom) / 2}, {1, 0}}, "right": {{wide - margin + 7, (margin + bottom) / 2}, {-1, 0}}}
			look := func(side string) (line []color.NRGBA) {
				img := b.Capture()
				for i, p := 0, sides[side][0]; i < 20; i, p = i+1, p.Add(sides[side][1]) {
					line = append(line, color.NRGBAModel.Convert(img.At(p.X, p.Y)).(color.NRGBA))
				}
				return line
			}
			for side := range sides {
				ink := 0.0 // of the edge, in pixels of it
				for _, c := range look(side) {
					ink += math.Abs(float64(c.G)-float64(tone(kit.Surface).G)) / math.Abs(float64(tone(kit.Edge).G)-float64(tone(kit.Surface).G))
				}
				if ink < 1.5 || ink > 2.5 {
					t.Errorf("%v, %d lines, %s: the edge is %.1f thick, want 2: %v", v, lines, side, ink, look(side))
				}
			}
			f.Focus()
			b.Settle()
			for side := range sides {
				line := look(side)
				yellow, ink := slices.Index(line, tone(kit.FocusYellow)), slices.Index(line, tone(kit.Ink))
				if yellow < 0 || ink <= yellow || line[yellow+1] != line[yellow] || line[ink+1] != line[ink] {
					t.Errorf("%v, %d lines, %s in focus: %v", v, lines, side, line)
				}
			}
		}
	}
}
