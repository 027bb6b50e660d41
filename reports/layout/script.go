package layout

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/unicode/runenames"
)

// scripts are the writing systems that can be drawn with one glyph a letter, left to right.
var scripts = []*unicode.RangeTable{unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Common, unicode.Inherited}

// clean returns s as it can be drawn: valid UTF-8, composed (NFC), without control, zero-width and private characters
// or soft hyphens; line ends are "\n" and tabs spaces. What has no glyph is written as its name in brackets and noted.
// script is the name of the first writing system that cannot be drawn, or "".
func clean(s string) (out string, named []string, script string) {
	if plainASCII(s) {
		return s, nil, ""
	}
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	var b strings.Builder
	flag := rune(0)
	for _, r := range norm.NFC.String(s) {
		if r >= 0x1F1E6 && r <= 0x1F1FF { // two regional indicators make a flag
			letter := 'A' + r - 0x1F1E6
			if flag == 0 {
				flag = letter
				continue
			}
			named = append(named, note(&b, "flag "+string(flag)+string(letter)))
			flag = 0
			continue
		}
		if flag != 0 {
			named = append(named, note(&b, "flag "+string(flag)))
			flag = 0
		}
		switch {
		case r == '\r', r == '\u2028', r == '\u2029', r == '\u0085', r == '\v', r == '\f':
			b.WriteByte('\n')
		case r == '\n':
			b.WriteByte('\n')
		case r == '\t', r >= 0x2000 && r <= 0x200A, r == 0x205F, r == 0x3000:
			b.WriteByte(' ')
		case r == '\u00A0', r == '\u202F', r == '\u2007':
			b.WriteRune('\u00A0')
		case r == '\u2011', r == '\u2010':
			b.WriteRune(r) // drawn as a hyphen; the no-break kind still holds its line
		case invisible(r):
		case !unicode.In(r, scripts...) && unicode.In(r, unicode.L, unicode.M):
			if script == "" {
				script = scriptName(r)
			}
		default:
			if _, _, ok := pick(regular, r); ok {
				b.WriteRune(r)
			} else if alike := norm.NFKC.String(string(r)); alike != string(r) && drawable(alike) {
				b.WriteString(alike)
			} else {
				named = append(named, note(&b, nameOf(r)))
			}
		}
	}
	if flag != 0 {
		named = append(named, note(&b, "flag "+string(flag)))
	}
	return b.String(), named, script
}

// plainASCII reports whether s needs no cleaning at all: most strings do not.
func plainASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x7F || s[i] < ' ' && s[i] != '\n' {
			return false
		}
	}
	return true
}

// invisible reports whether r draws nothing, or only changes the rune beside it: controls, joiners, soft hyphens,
// direction marks, variation selectors, emoji skin tones and tags, and the private runes this package uses itself.
func invisible(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs) || unicode.Is(unicode.Variation_Selector, r) ||
		r >= 0x1F3FB && r <= 0x1F3FF || r == 0x034F
}

// note writes a name in brackets to b and returns it.
func note(b *strings.Builder, name string) string {
	name = "[" + name + "]"
	b.WriteString(name)
	return name
}

// nameOf returns the Unicode name of r in lower case: "grinning face".
func nameOf(r rune) string {
	name := strings.ToLower(runenames.Name(r))
	if name == "" || strings.HasPrefix(name, "<") {
		return "unknown character"
	}
	return name
}

// drawable reports whether every rune of s has a glyph.
func drawable(s string) bool {
	for _, r := range s {
		if _, _, ok := pick(regular, r); !ok {
			return false
		}
	}
	return s != ""
}

// scriptName returns the name of the writing system of r ("Arabic", "Devanagari"), or "another" when Go knows none.
func scriptName(r rune) string {
	best := ""
	for name, table := range unicode.Scripts {
		if unicode.Is(table, r) && (best == "" || name < best) {
			best = name
		}
	}
	if best == "" {
		return "an unknown"
	}
	return strings.ReplaceAll(best, "_", " ")
}
