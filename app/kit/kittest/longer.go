package kittest

import (
	"encoding/binary"
	"fmt"

	"fyne.io/fyne/v2"
	"golang.org/x/image/font/sfnt"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assets"
)

// Longer answers the letters of the app with each a third wider, figures and signs as they are: every word of every screen,
// a child's own words too, takes the room of a language whose words are a third longer, and controls keep their names.
func Longer() (*kit.Fonts, error) {
	var out kit.Fonts
	for _, f := range []struct {
		name string
		data []byte
		to   *fyne.Resource
	}{{"longer-regular.ttf", assets.FontRegular, &out.Regular}, {"longer-bold.ttf", assets.FontSemiBold, &out.Bold}} {
		data, err := wider(f.data)
		if err != nil {
			return nil, err
		}
		*f.to = fyne.NewStaticResource(f.name, data)
	}
	return &out, nil
}

// wider changes the advances of the letters in the table of horizontal metrics of a TrueType font: four bytes for each
// glyph, of which the first two are the advance.
func wider(font []byte) ([]byte, error) {
	face, err := sfnt.Parse(font)
	if err != nil {
		return nil, err
	}
	out := append([]byte(nil), font...)
	table := func(tag string) []byte {
		for i := range int(binary.BigEndian.Uint16(out[4:])) {
			if at := out[12+16*i:]; string(at[:4]) == tag {
				return out[binary.BigEndian.Uint32(at[8:]):][:binary.BigEndian.Uint32(at[12:])]
			}
		}
		return nil
	}
	hhea, hmtx := table("hhea"), table("hmtx")
	if len(hhea) < 36 || hmtx == nil {
		return nil, fmt.Errorf("the font has no horizontal metrics")
	}
	done := map[sfnt.GlyphIndex]bool{0: true} // several letters may share a glyph
	for _, span := range [][2]rune{{'A', 'Z'}, {'a', 'z'}, {'À', 'ž'}} {
		for r := span[0]; r <= span[1]; r++ {
			g, err := face.GlyphIndex(nil, r)
			if err != nil || done[g] || int(g) >= int(binary.BigEndian.Uint16(hhea[34:])) {
				continue
			}
			done[g] = true
			at := hmtx[4*int(g):]
			binary.BigEndian.PutUint16(at, uint16(int(binary.BigEndian.Uint16(at))*4/3))
		}
	}
	return out, nil
}
