package kit

import (
	"bytes"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"github.com/go-text/typesetting/font"

	"github.com/fieldfare/fieldfare/assets"
)

// Text that names its font must lack nothing in it: what stands in for a missing letter then comes from the system alone.
func TestOwnLettersAreInTheFont(t *testing.T) {
	face, err := font.ParseTTF(bytes.NewReader(assets.FontSemiBold))
	if err != nil {
		t.Fatal(err)
	}
	own := 0
	for r := rune(0); r < 0x20000; r++ {
		if !ownLetters(string(r)) {
			continue
		}
		own++
		if _, ok := face.NominalGlyph(r); !ok {
			t.Errorf("the bold font lacks %U", r)
		}
	}
	if own < 250 {
		t.Errorf("only %d letters count as its own", own)
	}
}

func TestWeigh_OtherLettersKeepTheWholeSetOfFonts(t *testing.T) {
	for words, own := range map[string]bool{"Isla Fairweather": true, "Zoë, 09:30 – “ready”": true, "हिन्दी": false, "Well done 🎉": false} {
		c := &canvas.Text{Text: words}
		Weigh(c, true)
		if named := c.FontSource != nil; named != own || !c.TextStyle.Bold {
			t.Errorf("%q names its font: %v, want %v", words, named, own)
		}
		Weigh(c, false)
		if c.FontSource != nil || c.TextStyle != (fyne.TextStyle{}) {
			t.Errorf("%q is still bold", words)
		}
	}
}
