package html

import (
	"html"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// clean returns s as a browser may show it: valid UTF-8, composed, without control characters and without marks that are
// not seen but change what is: a mark that turns the reading direction could make a name read as another.
func clean(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\r', r == '\u2028', r == '\u2029', r == '\u0085', r == '\v', r == '\f':
			return '\n'
		case r == '\t':
			return ' '
		case r == '\u200C', r == '\u200D', r == '\u200E', r == '\u200F', r == '\u061C': // joiners and marks that Persian, Hindi and Arabic need
			return r
		case unicode.In(r, unicode.Cc, unicode.Co, unicode.Noncharacter_Code_Point), unicode.Is(hidden, r):
			return -1
		}
		return r
	}, norm.NFC.String(s))
}

// hidden are soft hyphens, spaces without width, direction overrides and tag characters.
var hidden = &unicode.RangeTable{
	R16: []unicode.Range16{{0x00AD, 0x00AD, 1}, {0x200B, 0x200B, 1}, {0x202A, 0x202E, 1}, {0x2060, 0x206F, 1}, {0xFEFF, 0xFEFF, 1}},
	R32: []unicode.Range32{{0xE0000, 0xE007F, 1}}, LatinOffset: 1,
}

// plain writes words where no element may stand: in a title, in a drawing.
func (p *page) plain(s string) {
	p.raw(html.EscapeString(strings.ReplaceAll(clean(s), "\n", " ")))
}

// lines writes a string, its line ends as breaks.
func (p *page) lines(s string) {
	p.raw(strings.ReplaceAll(html.EscapeString(s), "\n", "<br>"))
}
