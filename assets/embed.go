// Package assets holds everything Fieldfare ships besides code: fonts, the icon, and the fictitious demo caseload.
//
// Words: a font is a TrueType file as bytes; the caseload is the set of record bundles under demo/.
// The package imports nothing and knows nothing of what its files mean; whoever parses a file owns its format.
package assets

import "embed"

// Fonts in TrueType with glyf outlines (gofpdf reads no CFF). Atkinson Hyperlegible Next (SIL OFL 1.1) is the face of
// every screen and page; Noto Sans and Noto Sans Symbols 2 (SIL OFL 1.1) stand in for letters and marks it lacks.
var (
	//go:embed fonts/AtkinsonHyperlegibleNext_400Regular.ttf
	FontRegular []byte
	//go:embed fonts/AtkinsonHyperlegibleNext_600SemiBold.ttf
	FontSemiBold []byte
	//go:embed fonts/AtkinsonHyperlegibleNext_700Bold.ttf
	FontBold []byte
	//go:embed fonts/NotoSans-Regular.ttf
	FontFallback []byte
	//go:embed fonts/NotoSans-Bold.ttf
	FontFallbackBold []byte
	//go:embed fonts/NotoSansSymbols2-Regular.ttf
	FontSymbols []byte
)

// The three faces as WOFF2, for pages that a browser shows: the same letters in two fifths of the bytes (woff2_compress
// of the files above).
var (
	//go:embed fonts/AtkinsonHyperlegibleNext_400Regular.woff2
	WebFontRegular []byte
	//go:embed fonts/AtkinsonHyperlegibleNext_600SemiBold.woff2
	WebFontSemiBold []byte
	//go:embed fonts/AtkinsonHyperlegibleNext_700Bold.woff2
	WebFontBold []byte
)

// The app's mark: icon.svg for screens, icon-window.png (128 px) for the frame of the window. icon.png (512 px) is for packaging, and
// takes a start seven times as long to unpack.
var (
	//go:embed icon.svg
	IconSVG []byte
	//go:embed icon-window.png
	IconPNG []byte
)

// Demo holds the fictitious caseload: demo/*.json record bundles, demo/*.expect.toml, demo/notebooks/*.md.
//
//go:embed all:demo
var Demo embed.FS
