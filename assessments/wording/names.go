package wording

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const groupOther = "Another child's name"

// Names are who a text may and may not name. A note about one child often says who sat beside them, and that child's
// family has agreed to nothing.
type Names struct {
	Others []string // other children, by any name that the record has for them
	Own    []string // the child's own names: brothers and sisters share the last one
	Adults []string // staff and family by their whole names, who may share a part with another child
}

// CheckNames finds the names of other children in a text: whole, in parts, in the possessive, with or without accents and
// hyphens. Every finding is High, because a name cannot be taken back. An everyday word such as "will" or "kit" is a name
// only with a capital, and May is a month beside a figure or after "in", "by" and "until".
func CheckNames(text string, n Names) []Finding { return n.Prepare().Check(text) }

// Check is CheckNames with names that were prepared.
func (p *Prepared) Check(text string) []Finding {
	words := nameWords(text)
	var found []Finding
	at := 0
	for at < len(words) {
		if length := p.adultAt(words[at:]); length > 0 {
			at += length
			continue
		}
		length := p.otherAt(text, words, at)
		if length == 0 {
			at++
			continue
		}
		from, to := words[at].from, words[at+length-1].to
		found = append(found, Finding{Phrase: text[from:to], From: from, To: to, Severity: High, Group: groupOther,
			Question: "May this child be named here? Say who it was without the name.", Suggestion: "a classmate"})
		at += length
	}
	return found
}

// nameWord is a word of a text as names are compared: folded, without a possessive.
type nameWord struct {
	fold     string
	from, to int
	gap      gapKind
	digits   bool
}

func nameWords(text string) []nameWord {
	out := make([]nameWord, 0, len(text)/5+1) // a word has some five letters, and a caseload some thousand names
	s := scanner{text: text}
	for s.next() {
		w := nameWord{fold: foldName(string(s.word)), from: s.from, to: s.to, gap: s.gap, digits: s.digits}
		if cut, ok := strings.CutSuffix(w.fold, "'s"); ok && cut != "" {
			w.fold = cut
			_, n := utf8.DecodeLastRuneInString(text[:w.to])
			w.to -= n
			_, n = utf8.DecodeLastRuneInString(text[:w.to])
			w.to -= n
		}
		out = append(out, w)
	}
	return out
}

// Prepared are names split into words once, for many texts, and found by their words: a caseload has a thousand names, and hardly a word
// of a text is in one.
type Prepared struct {
	others map[string][][]nameWord // by each of their words
	adults map[string][][]nameWord // by their first word
	own    map[string]bool
}

// Prepare splits names into words.
func (n Names) Prepare() *Prepared {
	p := &Prepared{others: map[string][][]nameWord{}, adults: map[string][][]nameWord{}, own: map[string]bool{}}
	for _, o := range n.Others {
		whole := nameWords(o)
		for i, w := range whole {
			if !slices.ContainsFunc(whole[:i], func(b nameWord) bool { return b.fold == w.fold }) {
				p.others[w.fold] = append(p.others[w.fold], whole)
			}
		}
	}
	for _, o := range n.Own {
		for _, w := range nameWords(o) {
			p.own[w.fold] = true
		}
	}
	for _, a := range n.Adults {
		whole := nameWords(a)
		p.adult(whole)
		if len(whole) > 2 && titles[whole[0].fold] {
			p.adult(whole[1:])
			p.adult([]nameWord{whole[0], whole[len(whole)-1]})
		}
	}
	return p
}

// adult keeps a whole name. One word alone is as likely the other child.
func (p *Prepared) adult(name []nameWord) {
	if len(name) > 1 {
		p.adults[name[0].fold] = append(p.adults[name[0].fold], name)
	}
}

// adultAt returns how many words at the start of words are an adult's name: whole, without the title, or the title with
// the last name.
func (p *Prepared) adultAt(words []nameWord) int {
	longest := 0
	for _, a := range p.adults[words[0].fold] {
		if startsWith(words, a) {
			longest = max(longest, len(a))
		}
	}
	return longest
}

func startsWith(words, parts []nameWord) bool {
	if len(words) < len(parts) {
		return false
	}
	for i, p := range parts {
		if words[i].fold != p.fold || i > 0 && words[i].gap == gapBreak {
			return false
		}
	}
	return true
}

// otherAt returns how many words at at name another child: the whole name if it stands there, else the longest run of its
// parts.
func (p *Prepared) otherAt(text string, words []nameWord, at int) int {
	longest := 0
	for _, parts := range p.others[words[at].fold] {
		if len(parts) > 1 && startsWith(words[at:], parts) && anyCapital(text, words[at:at+len(parts)]) {
			longest = max(longest, len(parts))
			continue
		}
		length := 0
		for i := at; i < len(words) && (i == at || words[i].gap != gapBreak) && p.isPart(text, words, i, parts); i++ {
			length++
		}
		if length > 0 && !strangersName(text, words, at, length) {
			longest = max(longest, length)
		}
	}
	return longest
}

// isPart reports whether a word stands for the child alone.
func (p *Prepared) isPart(text string, words []nameWord, at int, parts []nameWord) bool {
	w := words[at]
	if utf8.RuneCountInString(w.fold) < 2 || titles[w.fold] || p.own[w.fold] || !slices.ContainsFunc(parts, func(p nameWord) bool { return p.fold == w.fold }) {
		return false
	}
	switch {
	case capital(text, w.from):
		return !monthAt(words, at)
	default:
		// In small letters a name is found only where it is no everyday word.
		return len(w.fold) > 3 && !everyday[w.fold]
	}
}

// strangersName reports that a first name is an adult's: it has a title before it and another family name after it. A
// title and the child's own family name are that child's family, and name the child as well.
func strangersName(text string, words []nameWord, at, length int) bool {
	after := at + length
	return at > 0 && titles[words[at-1].fold] && after < len(words) && words[after].gap == gapSpace && capital(text, words[after].from)
}

func anyCapital(text string, words []nameWord) bool {
	for _, w := range words {
		if !everyday[w.fold] || capital(text, w.from) {
			return true
		}
	}
	return false
}

// monthAt reports whether the word at at is a month rather than a child of that name.
func monthAt(words []nameWord, at int) bool {
	switch words[at].fold {
	case "april", "may", "june", "august":
	default:
		return false
	}
	near := func(i int) bool { return i >= 0 && i < len(words) && words[i].digits }
	return near(at-1) || near(at+1) || at > 0 && slices.Contains([]string{"in", "by", "until", "since", "during", "mid", "early", "late", "of"}, words[at-1].fold)
}

var titles = wordSet("mr mrs ms miss mx dr prof")

// everyday are names that are words in small letters: "walker" in a note is far more often the equipment.
var everyday = wordSet(`will may mark kit art hope grace faith joy rose rosa lily daisy iris hazel heather ivy violet poppy summer autumn
	june april august dawn sky ray drew rob bill pat sue jack robin jay guy max chase miles hunter mason taylor archer carter parker
	cooper walker baker butcher cook fisher potter hand foot reed brook brooks wood woods hill field marsh stone rivers lake moor
	marrow green brown white black grey gray young long short small little rich sharp wise good best day knight king page price case
	read wells ford park parks street lane barber bell ball chance cross frost gates holly jade amber ruby pearl crystal star angel
	harmony melody destiny noel penny sandy rusty crispin piper skip swift bishop abbot bench storey rowan olive ginger basil`)

func wordSet(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// foldName takes the accents off the letters of European names, so that Róisín is found as Roisin.
func foldName(s string) string {
	const with, without = "àáâãäåāăąçćčďđèéêëēėęěğģìíîïīįıķłļñńņňòóôõöøōőŕřśşšţťùúûüūůűųýÿžźż", "aaaaaaaaacccddeeeeeeeeggiiiiiiikllnnnnoooooooorrsssttuuuuuuuuyyzzz"
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf {
			return r
		}
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		if i := strings.IndexRune(with, r); i >= 0 {
			return rune(without[utf8.RuneCountInString(with[:i])])
		}
		return r
	}, s)
}
