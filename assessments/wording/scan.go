package wording

import (
	"unicode"
	"unicode/utf8"
)

// gapKind is what lies between two words. Only a space or a hyphen may lie inside a phrase.
type gapKind uint8

const (
	gapBreak  gapKind = iota // other punctuation, a paragraph's end, the start of the text
	gapSpace                 // spaces of any kind, or one line end
	gapHyphen                // one hyphen or dash without spaces, or a slash
)

// scanner splits text into words. A word is letters and digits with inner apostrophes; figures keep what joins them
// (4.5, 1:1, 4/5, 2-3, 13:15, 2026-09-07). Invalid UTF-8 separates words, so offsets stay on characters of the original.
type scanner struct {
	text string
	pos  int

	word        []byte // small letters, straight apostrophes, no soft hyphens; reused by the next call of next
	from, to    int    // bytes of the word in text
	end         int    // where the words scanned so far end
	gap         gapKind
	gapFrom     int  // bytes of the gap before the word
	digits      bool // starts with a figure
	slashes     int  // joins of the figures, by kind
	hyphens     int
	dots        int
	colons      int
	afterJoiner int // where the figures after the last joiner begin in word
}

// next moves to the next word, and reports false at the end of the text.
func (s *scanner) next() bool {
	s.gapFrom = s.pos
	for s.pos < len(s.text) {
		r, n := rune0(s.text[s.pos:])
		if isWord(r) {
			break
		}
		s.pos += n
	}
	s.from = s.pos
	if s.from == len(s.text) {
		return false
	}
	s.gap = gapBreak
	if s.gapFrom > 0 {
		s.gap = gapOf(s.text[s.gapFrom:s.from])
	}
	s.read()
	s.end = s.to
	return true
}

func (s *scanner) read() {
	s.word = s.word[:0]
	s.slashes, s.hyphens, s.dots, s.colons, s.afterJoiner = 0, 0, 0, 0, 0
	s.digits = false
	var last rune
	for s.pos < len(s.text) {
		r, n := rune0(s.text[s.pos:])
		switch {
		case isWord(r):
			s.digits = s.digits || len(s.word) == 0 && unicode.IsNumber(r)
			s.word = appendFolded(s.word, r)
			last = r
			s.to = s.pos + n
		case isInvisible(r):
			// A soft hyphen or joiner from a pasted page is inside the word and is not part of it.
		default:
			after, _ := rune0(s.text[s.pos+n:])
			if !s.join(r, last, after) {
				return
			}
			last = r
		}
		s.pos += n
	}
}

// join takes an apostrophe between letters or a sign between figures into the word.
func (s *scanner) join(r, before, after rune) bool {
	if isApostrophe(r) && unicode.IsLetter(before) && unicode.IsLetter(after) {
		s.word = append(s.word, '\'')
		return true
	}
	if !unicode.IsDigit(before) || !unicode.IsDigit(after) {
		return false
	}
	switch {
	case r == '.':
		s.dots++
	case r == ':':
		s.colons++
	case r == '/':
		s.slashes++
	case isHyphen(r):
		s.hyphens++
		r = '-'
	case r != ',':
		return false
	}
	s.word = utf8.AppendRune(s.word, r)
	s.afterJoiner = len(s.word)
	return true
}

// rune0 is the first character of s; invalid bytes and the end come back as a sign that is no word.
func rune0(s string) (rune, int) {
	if len(s) > 0 && s[0] < utf8.RuneSelf {
		return rune(s[0]), 1
	}
	return utf8.DecodeRuneInString(s)
}

func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r))
}

// appendFolded adds a letter in small form. Ligatures come from text copied out of a PDF ("suﬃcient").
func appendFolded(b []byte, r rune) []byte {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return append(b, byte(r))
	}
	if r >= 'ﬀ' && r <= 'ﬄ' {
		return append(b, [...]string{"ff", "fi", "fl", "ffi", "ffl"}[r-'ﬀ']...)
	}
	return utf8.AppendRune(b, unicode.ToLower(r))
}

func isApostrophe(r rune) bool {
	return r == '\'' || r == '’' || r == '‘' || r == 'ʼ' || r == '＇' || r == '′'
}

func isHyphen(r rune) bool {
	return r == '-' || r >= '\u2010' && r <= '\u2013' || r == '\u2212'
}

func isInvisible(r rune) bool {
	return r == '\u00ad' || r >= '\u200b' && r <= '\u200d' || r == '\u2060' || r == '\ufeff'
}

// gapOf classifies what stands between two words.
func gapOf(gap string) gapKind {
	spaces, hyphens, lines := 0, 0, 0
	for _, r := range gap {
		switch {
		case r == '\n' || r == '\u2028':
			lines++
			spaces++
		case r == '\u2029':
			return gapBreak
		case unicode.IsSpace(r):
			spaces++
		case isInvisible(r):
		case isHyphen(r) || r == '/':
			hyphens++
		default:
			return gapBreak
		}
	}
	switch {
	case hyphens == 1 && spaces == 0:
		return gapHyphen
	case hyphens == 0 && spaces > 0 && lines <= 1:
		return gapSpace
	}
	return gapBreak
}
