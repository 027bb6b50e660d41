package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is one word of a text. It holds offsets and no letters, so a long text costs little.
type token struct {
	from, to int
	id       int32 // of the word in the checker's vocabulary, -1 if no phrase has it
	sentence int32
	class    class
	kinds    kind
	parts    part
	gap      gapKind
	starts   bool // first of its sentence
	hushed   bool // somebody else's word, or a name
	date     bool // a month, whatever else its letters could be
}

// sentence is what a sentence offers to lift a phrase.
type sentence struct {
	number, frequency bool
	moment            bool // a day, a date or a clock time
	ratio             bool // 1:4
	response          bool // within 5 school days
	asked, blocked    bool // a phrase was found in it; one of them is grave
}

// offers reports whether the sentence, or the row's own fields, hold what a phrase asks for.
func (s sentence) offers(what LiftedBy, structured bool) bool {
	switch what {
	case Number:
		return structured || s.number
	case Frequency:
		return structured || s.frequency
	case Response:
		return s.response
	case Ratio:
		return structured || s.ratio
	case Moment:
		return structured || s.frequency || s.moment
	}
	return false
}

// tokens splits a text into words and sentences.
func (c *Checker) tokens(text string) ([]token, []sentence) {
	tokens := make([]token, 0, len(text)/6+1)
	s := scanner{text: text}
	n := int32(-1)
	var before class
	single := false // the word before is one letter: an initial or "e.g."
	for s.next() {
		t := token{from: s.from, to: s.to, id: -1, gap: s.gap}
		if id, ok := c.ids[string(s.word)]; ok {
			t.id, t.class, t.kinds, t.parts = id, c.classes[id], c.kinds[id], c.parts[id]
		}
		if s.digits {
			t.class |= figureClass(&s)
		} else if isTimes(s.word) {
			t.class |= isNumber | isAmount
		}
		t.starts = n < 0 || s.gap != gapHyphen && endsSentence(text, &s, before, single)
		if t.starts {
			n++
		}
		t.sentence = n
		tokens = append(tokens, t)
		before, single = t.class, len(s.word) == 1 && !s.digits
	}
	sentences := make([]sentence, n+1)
	tag(text, tokens)
	for i := range tokens {
		tokens[i].date = isDate(text, tokens, i)
		settled := settle(text, tokens, i)
		of := &sentences[tokens[i].sentence]
		of.number = of.number || settled&isAmount != 0
		of.frequency = of.frequency || settled&(isAmount|isFrequent) != 0
		of.ratio = of.ratio || settled&isAmount != 0 && strings.IndexByte(text[tokens[i].from:tokens[i].to], ':') > 0
		of.response = of.response || isAnswered(text, tokens, i)
		of.moment = of.moment || tokens[i].date || settled&isDay != 0 || tokens[i].kinds&aClock != 0
	}
	return tokens, sentences
}

// endsSentence decides whether the gap before the present word ends a sentence. A line end alone does not, unless what
// follows looks like a new line of a list: text pasted from a letter is broken anywhere.
func endsSentence(text string, s *scanner, before class, single bool) bool {
	gap := text[s.gapFrom:s.from]
	if gap == " " {
		return false
	}
	next, _ := utf8.DecodeRuneInString(text[s.from:])
	if line := strings.LastIndexAny(gap, "\n\r\u2028\u2029"); line >= 0 {
		bullet := strings.TrimFunc(gap[line:], func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`"'“‘(`, r) })
		numbered := s.digits && s.to < len(text) && strings.IndexByte(".)", text[s.to]) >= 0
		if strings.Count(gap, "\n") > 1 || bullet != "" || numbered || unicode.IsUpper(next) {
			return true
		}
	}
	stop := strings.IndexAny(gap, ".!?…")
	if stop < 0 || strings.IndexFunc(gap[stop:], unicode.IsSpace) < 0 {
		return false
	}
	switch {
	case strings.ContainsAny(gap, "!?"):
		return true
	case before&isTitle != 0 || single:
		return false
	case before&isShort != 0:
		return unicode.IsUpper(next)
	}
	return !unicode.IsLower(next)
}
