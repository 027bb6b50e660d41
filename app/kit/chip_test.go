package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
)

// TestChips_TheChosenOneGrows: its words are bold, and a tick may stand before them. It has the room for both at once, and no word breaks.
func TestChips_TheChosenOneGrows(t *testing.T) {
	pens := kit.NewPens(kit.PenBlack, func(kit.Pen) {})
	words, _ := kit.NewChips([]string{"Thin", "Thick"}, 0, func(int) {})
	kittest.Window(t, kit.Inset(20, kit.Column(8, pens, words)), 700, 300)
	for _, group := range []*fyne.Container{pens, words} {
		for _, o := range group.Objects {
			c := o.(*kit.Chip)
			test.Tap(c)
			if !c.Chosen() || c.Size().Width < c.NaturalWidth() {
				t.Errorf("%q is %v wide and needs %v", c.Name(), c.Size().Width, c.NaturalWidth())
			}
		}
	}
}
