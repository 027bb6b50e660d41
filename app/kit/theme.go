package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/fieldfare/fieldfare/assets"
)

// The sizes of text. Fyne's names are used where they exist; the look adds two.
const (
	SizeBody     = theme.SizeNameText
	SizeRow      = fyne.ThemeSizeName("ff.row")
	SizeQuestion = theme.SizeNameSubHeadingText
	SizeTitle    = theme.SizeNameHeadingText
	SizeNumber   = fyne.ThemeSizeName("ff.number")

	// sizeKey is the figure on a number key; sizePIN the one on the PIN pad.
	sizeKey = fyne.ThemeSizeName("ff.key")
	sizePIN = fyne.ThemeSizeName("ff.pin")
	// sizeStill is not a length: it answers 1 when the person asked for less motion.
	sizeStill = fyne.ThemeSizeName("ff.still")
)

// Variant is the person's choice of light or dark.
type Variant int

// The choices of the Look setting; VariantSystem follows the device.
const (
	VariantSystem Variant = iota
	VariantLight
	VariantDark
)

// Theme is the look as a fyne.Theme. The zero value is light or dark as the device says, with text at 16.
type Theme struct {
	Variant    Variant
	Text       int  // body size in units: 16, 18 or 20; anything else counts as 16
	LessMotion bool // no fades
	LeftHand   bool // primary buttons and capture tiles stand at the left, under the hand that taps
	Fonts      *Fonts
}

// Fonts are other letters than those of Atkinson Hyperlegible Next, as for a script that it lacks, or for a trial of longer words.
type Fonts struct{ Regular, Bold fyne.Resource }

var _ fyne.Theme = Theme{}

var (
	fontRegular = fyne.NewStaticResource("AtkinsonHyperlegibleNext-Regular.ttf", assets.FontRegular)
	fontBold    = fyne.NewStaticResource("AtkinsonHyperlegibleNext-SemiBold.ttf", assets.FontSemiBold)
	fontSymbols = fyne.NewStaticResource("NotoSansSymbols2-Regular.ttf", assets.FontSymbols)
)

// Color answers every role of the palette; Fyne's own names fall on the nearest role.
func (t Theme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	switch t.Variant {
	case VariantLight:
		v = theme.VariantLight
	case VariantDark:
		v = theme.VariantDark
	}
	if to, ok := alias[name]; ok {
		name = to
	}
	p, ok := palette[name]
	if !ok {
		return theme.DefaultTheme().Color(name, v)
	}
	if v == theme.VariantDark {
		return p.dark
	}
	return p.light
}

// Font answers Bold with SemiBold: the look has two weights and no italic.
func (t Theme) Font(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Symbol:
		return fontSymbols
	case s.Monospace:
		return theme.DefaultTheme().Font(s)
	case t.Fonts != nil && s.Bold:
		return t.Fonts.Bold
	case t.Fonts != nil:
		return t.Fonts.Regular
	case s.Bold:
		return fontBold
	}
	return fontRegular
}

// Icon leaves Fyne's own icons to the few stock parts that still use them.
func (t Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

// Scale is how much larger than drawn all text is: 1, 1.125 or 1.25.
func (t Theme) Scale() float32 {
	switch t.Text {
	case 18, 20:
		return float32(t.Text) / 16
	}
	return 1
}

// Size answers the five sizes of text, scaled by the setting, and the fixed measures of the look.
func (t Theme) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := textSizes[name]; ok {
		return s * t.Scale()
	}
	if s, ok := fixedSizes[name]; ok {
		return s
	}
	if name == sizeStill && t.LessMotion {
		return 1
	}
	if name == sizeStill {
		return 0
	}
	return theme.DefaultTheme().Size(name)
}

var textSizes = map[fyne.ThemeSizeName]float32{
	SizeBody:                  16,
	theme.SizeNameCaptionText: 16,
	SizeRow:                   18,
	SizeQuestion:              22,
	SizeTitle:                 28,
	SizeNumber:                40,
	sizeKey:                   26,
	sizePIN:                   28,
}

var fixedSizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNamePadding:            4,
	theme.SizeNameInnerPadding:       14,
	theme.SizeNameInlineIcon:         24,
	theme.SizeNameInputBorder:        edgeStroke,
	theme.SizeNameInputRadius:        10,
	theme.SizeNameButtonRadius:       10,
	theme.SizeNameSelectionRadius:    10,
	theme.SizeNameCardRadius:         16,
	theme.SizeNameDialogRadius:       16,
	theme.SizeNamePopupRadius:        12,
	theme.SizeNameMenuRadius:         12,
	theme.SizeNameScrollBar:          16,
	theme.SizeNameScrollBarSmall:     8,
	theme.SizeNameScrollBarRadius:    8,
	theme.SizeNameSeparatorThickness: 1,
	theme.SizeNameLineSpacing:        6,
}

// inForce is the theme of the running app; a widget made before the app has set it wears the plain look.
func inForce() (Theme, fyne.ThemeVariant) {
	set := fyne.CurrentApp().Settings()
	t, _ := set.Theme().(Theme)
	return t, set.ThemeVariant()
}

// tone reads a colour of the theme in force; nothing keeps the answer.
func tone(name fyne.ThemeColorName) color.Color {
	t, v := inForce()
	return t.Color(name, v)
}

// textSize reads a size of the theme in force.
func textSize(name fyne.ThemeSizeName) float32 {
	t, _ := inForce()
	return t.Size(name)
}

// LeftHand answers whether the person taps with the left hand: what is tapped most then stands at the left.
func LeftHand() bool {
	t, _ := inForce()
	return t.LeftHand
}

// grown is a drawn height that must not clip larger text: it grows by what one line of body text grows.
func grown(drawn float32) float32 {
	return drawn + (textSize(SizeBody)-16)*lineRatio
}
