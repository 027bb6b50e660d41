package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// The colours of the look by what they mean. Each name has one meaning, and a screen never shows one without a word,
// an icon or a shape beside it. Where Fyne has a name of its own for the role, that name is used, so that stock
// widgets wear the same palette.
const (
	Page        = theme.ColorNameBackground
	Surface     = theme.ColorNameInputBackground
	Ink         = theme.ColorNameForeground
	Soft        = theme.ColorNamePlaceHolder
	Edge        = theme.ColorNameInputBorder
	RuleLine    = theme.ColorNameSeparator
	Blue        = theme.ColorNamePrimary
	OnBlue      = theme.ColorNameForegroundOnPrimary
	BlueTint    = theme.ColorNameSelection
	Green       = theme.ColorNameSuccess
	Straw       = theme.ColorNameWarning
	Red         = theme.ColorNameError
	FocusYellow = theme.ColorNameFocus

	Well        fyne.ThemeColorName = "ff.well"
	Slate       fyne.ThemeColorName = "ff.child"
	OnSlate     fyne.ThemeColorName = "ff.onChild"
	OnSlateSoft fyne.ThemeColorName = "ff.onChildSoft"
	SlateEdge   fyne.ThemeColorName = "ff.childEdge"
	MarkFill    fyne.ThemeColorName = "ff.mark"
	OnMark      fyne.ThemeColorName = "ff.onMark"
	BluePressed fyne.ThemeColorName = "ff.pressBlue"
	OnPressed   fyne.ThemeColorName = "ff.onPressBlue"
	OnBlueTint  fyne.ThemeColorName = "ff.onBlueTint"
	Now         fyne.ThemeColorName = "ff.now"
	OnNow       fyne.ThemeColorName = "ff.onNow"
	NowTint     fyne.ThemeColorName = "ff.nowTint"
	GreenTint   fyne.ThemeColorName = "ff.greenTint"
	OnGreenTint fyne.ThemeColorName = "ff.onGreenTint"
	StrawFill   fyne.ThemeColorName = "ff.straw"
	OnStraw     fyne.ThemeColorName = "ff.onStraw"
	RedTint     fyne.ThemeColorName = "ff.redTint"
	OnRedTint   fyne.ThemeColorName = "ff.onRedTint"
	Inverse     fyne.ThemeColorName = "ff.inverse"
	OnInverse   fyne.ThemeColorName = "ff.onInverse"
	InverseLink fyne.ThemeColorName = "ff.inverseLink"
	ShadowTint  fyne.ThemeColorName = "ff.shadow"
	Clear       fyne.ThemeColorName = "ff.clear"
)

// pair holds one role in both variants.
type pair struct{ light, dark color.NRGBA }

// hex reads 0xRRGGBB; every colour of the look but the shadow is opaque.
func hex(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xFF}
}

// both makes a pair of opaque colours.
func both(light, dark uint32) pair { return pair{hex(light), hex(dark)} }

// palette is the table of the look. theme_test.go walks it for contrast in both variants.
var palette = map[fyne.ThemeColorName]pair{
	Page:        both(0xF1F4F3, 0x12181C), // behind everything, rail, bars
	Surface:     both(0xFFFFFF, 0x1B2429), // cards, fields, documents
	Well:        both(0xE5EBEC, 0x26323A), // tracks, tags, pressed rows
	Ink:         both(0x212B32, 0xF0F4F5), // text
	Soft:        both(0x4C6272, 0xA9BAC4), // second lines, labels
	Edge:        both(0x74858F, 0x8095A1), // the border of every control
	RuleLine:    both(0xD9E0E2, 0x2E3B43), // decoration, never the only border
	Slate:       both(0x2C4656, 0x35566A), // who: the band of the child
	OnSlate:     both(0xFFFFFF, 0xFFFFFF), // the name in the band
	OnSlateSoft: both(0xC9D8E0, 0xD3E1E9), // the facts in the band
	SlateEdge:   both(0x8AA1AF, 0xA3BAC7), // controls in the band
	MarkFill:    both(0xFFFFFF, 0xE6ECEF), // the initials of the child
	OnMark:      both(0x2C4656, 0x2C4656),
	Blue:        both(0x005EB8, 0x7FB8F0), // do: the primary action, what is chosen
	OnBlue:      both(0xFFFFFF, 0x0E1418),
	BluePressed: both(0x00478C, 0xA5CDF5),
	OnPressed:   both(0xFFFFFF, 0x0E1418),
	BlueTint:    both(0xE3EEF8, 0x1E3347), // a chosen chip or row, +1
	OnBlueTint:  both(0x00407E, 0xCBE3FA),
	Now:         both(0x8C4420, 0xF0A880), // now: clock, next, newest
	OnNow:       both(0xFFFFFF, 0x12181C),
	NowTint:     both(0xF8EBE3, 0x3A2920), // the newest row, the rung reached
	Green:       both(0x005F2C, 0x6FD08C), // done, always with a tick
	GreenTint:   both(0xE0F1E6, 0x19382A),
	OnGreenTint: both(0x005F2C, 0xA9E8BC),
	Straw:       both(0x9A6B00, 0xFFD98A), // the line of what needs a person
	StrawFill:   both(0xFFE9B8, 0x3D3216), // finding, conflict, doubtful number, practice
	OnStraw:     both(0x4A3300, 0xFFD98A),
	Red:         both(0xC8251A, 0xFF8F85), // stop: error, refused, remove
	RedTint:     both(0xFBE6E3, 0x432320),
	OnRedTint:   both(0xA31C13, 0xFFB9B2),
	FocusYellow: both(0xFFDD00, 0xFFDD00), // the outer ring of focus
	Inverse:     both(0x212B32, 0xE6ECEF), // the undo bar
	OnInverse:   both(0xFFFFFF, 0x12181C),
	InverseLink: both(0xA5CDF5, 0x00407E),                                    // Undo itself and its line
	ShadowTint:  {color.NRGBA{0x21, 0x2B, 0x32, 0x1A}, color.NRGBA{A: 0x66}}, // the one shadow
	Clear:       {},
}

// alias maps Fyne's remaining names onto the roles above, so that menus, scroll bars and dialogs match.
var alias = map[fyne.ThemeColorName]fyne.ThemeColorName{
	theme.ColorNameOverlayBackground:   Surface,
	theme.ColorNameMenuBackground:      Surface,
	theme.ColorNameHover:               Well,
	theme.ColorNamePressed:             Well,
	theme.ColorNameHeaderBackground:    Well,
	theme.ColorNameDisabledButton:      Well,
	theme.ColorNameButton:              Surface,
	theme.ColorNameHyperlink:           Blue,
	theme.ColorNameScrollBar:           Edge,
	theme.ColorNameScrollBarBackground: Clear,
	theme.ColorNameDisabled:            Edge,
	theme.ColorNameForegroundOnSuccess: OnPressed,
	theme.ColorNameForegroundOnError:   OnPressed,
	theme.ColorNameForegroundOnWarning: OnPressed,
	theme.ColorNameShadow:              ShadowTint,
}
