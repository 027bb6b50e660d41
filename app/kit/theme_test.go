package kit

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

func TestContrastOfEveryPair(t *testing.T) {
	const text, shape = 4.5, 3.0
	pairs := []struct {
		front, back fyne.ThemeColorName
		least       float64
	}{
		{Ink, Page, text}, {Ink, Surface, text}, {Ink, Well, text}, {Ink, NowTint, text}, {Ink, BlueTint, text},
		{Soft, Page, text}, {Soft, Surface, text}, {Soft, Well, text}, {Soft, NowTint, text}, {Soft, BlueTint, text},
		{Edge, Surface, shape}, {Edge, Page, shape},
		{OnSlate, Slate, text}, {OnSlateSoft, Slate, text}, {SlateEdge, Slate, shape}, {OnMark, MarkFill, text},
		{Blue, Surface, text}, {Blue, Page, text}, {OnBlue, Blue, text}, {OnPressed, BluePressed, text}, {OnBlueTint, BlueTint, text},
		{Blue, BlueTint, shape},
		{Now, Surface, text}, {Now, Page, text}, {Now, NowTint, text}, {OnNow, Now, text},
		{Green, Surface, text}, {Green, Page, text}, {OnGreenTint, GreenTint, text},
		{OnStraw, StrawFill, text}, {Straw, StrawFill, shape}, {Straw, Surface, shape}, {Ink, StrawFill, text},
		{Red, Surface, text}, {Red, Page, text}, {OnRedTint, RedTint, text}, {OnRedTint, Surface, text},
		{OnInverse, Inverse, text}, {InverseLink, Inverse, text},
	}
	for _, v := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
		th := Theme{}
		for _, p := range pairs {
			if got := Contrast(th.Color(p.front, v), th.Color(p.back, v)); got < p.least {
				t.Errorf("variant %d: %s on %s is %.2f, wants %.1f", v, p.front, p.back, got, p.least)
			}
		}
		for _, back := range []fyne.ThemeColorName{Page, Surface, Slate, BlueTint, NowTint, StrawFill} {
			yellow := Contrast(th.Color(FocusYellow, v), th.Color(back, v))
			ink := Contrast(th.Color(Ink, v), th.Color(back, v))
			if max(yellow, ink) < shape {
				t.Errorf("variant %d: the focus ring does not stand out on %s: %.2f and %.2f", v, back, yellow, ink)
			}
		}
		bar, yellow, inner := th.Color(Inverse, v), th.Color(FocusYellow, v), th.Color(OnInverse, v)
		if max(Contrast(yellow, bar), Contrast(inner, bar)) < shape {
			t.Errorf("variant %d: the focus ring does not stand out on the undo bar", v)
		}
	}
}

func TestEveryNameOfFyneAnswers(t *testing.T) {
	for _, n := range []fyne.ThemeColorName{theme.ColorNameBackground, theme.ColorNameButton, theme.ColorNameDisabled, theme.ColorNameError,
		theme.ColorNameFocus, theme.ColorNameForeground, theme.ColorNameHover, theme.ColorNameHyperlink, theme.ColorNameInputBackground,
		theme.ColorNameInputBorder, theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground, theme.ColorNamePlaceHolder,
		theme.ColorNamePressed, theme.ColorNamePrimary, theme.ColorNameScrollBar, theme.ColorNameSelection, theme.ColorNameSeparator,
		theme.ColorNameShadow, theme.ColorNameSuccess, theme.ColorNameWarning} {
		if to, ok := alias[n]; ok {
			n = to
		}
		if _, ok := palette[n]; !ok {
			t.Errorf("%s is not in the palette: stock widgets would wear Fyne's own colour", n)
		}
	}
}

func TestTextSizeSettingScalesAllFive(t *testing.T) {
	for set, factor := range map[int]float32{16: 1, 18: 1.125, 20: 1.25, 0: 1, 99: 1} {
		for name, drawn := range map[fyne.ThemeSizeName]float32{SizeBody: 16, SizeRow: 18, SizeQuestion: 22, SizeTitle: 28, SizeNumber: 40} {
			if got := (Theme{Text: set}).Size(name); got != drawn*factor {
				t.Errorf("setting %d: %s is %v, wants %v", set, name, got, drawn*factor)
			}
		}
	}
}

func TestVariantOfTheSettingWins(t *testing.T) {
	if got := (Theme{Variant: VariantDark}).Color(Page, theme.VariantLight); got != palette[Page].dark {
		t.Errorf("a person who chose dark gets %v", got)
	}
	if got := (Theme{}).Color(Page, theme.VariantDark); got != palette[Page].dark {
		t.Errorf("the device's choice is not followed: %v", got)
	}
}

func TestEveryIconDraws(t *testing.T) {
	for _, i := range allIcons {
		img := i.draw(color.Black, 48, 48)
		ink := 0
		for y := range 48 {
			for x := range 48 {
				if _, _, _, a := img.At(x, y).RGBA(); a > 0x4000 {
					ink++
				}
			}
		}
		if ink < 40 {
			t.Errorf("icon %q draws %d points: missing or empty", i, ink)
		}
	}
}

func TestStrokesGrowWithTheIcon(t *testing.T) {
	thickness := func(side int) (n int) {
		img := IconMinus.draw(color.Black, side, side)
		for y := range side {
			if _, _, _, a := img.At(side/2, y).RGBA(); a > 0x8000 {
				n++
			}
		}
		return n
	}
	if small, large := thickness(24), thickness(96); small != 2 || large != 8 {
		t.Errorf("a stroke of 2 on a grid of 24 is %d at 24 and %d at 96 pixels, wants 2 and 8", small, large)
	}
}
