package reports

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/assessments"
)

// span is words without style. from are the records that it says something of.
func span(s string, from ...assessments.ID) Span { return Span{Text: s, From: from} }

// say is a text of one span.
func say(s string, from ...assessments.ID) Text { return Text{span(s, from...)} }

// strong is a text of one bold span.
func strong(s string, from ...assessments.ID) Text { return Text{{Text: s, Strong: true, From: from}} }

// gap is a text of one span that stands for what is not known.
func gap(s string, from ...assessments.ID) Text { return Text{{Text: s, Gap: true, From: from}} }

// row is a key with its lines; empty lines are left out. A key without a line is no row: ok is false.
func row(key string, lines ...Text) (KeyValue, bool) {
	kv := KeyValue{Key: key}
	for _, l := range lines {
		if strings.TrimSpace(l.Words()) != "" {
			kv.Lines = append(kv.Lines, l)
		}
	}
	return kv, len(kv.Lines) > 0
}

// rows collects key-values, leaving out those with nothing to say.
type rows []KeyValue

// add appends a line unless there is nothing to say.
func (r *rows) add(key string, lines ...Text) {
	if kv, ok := row(key, lines...); ok {
		*r = append(*r, kv)
	}
}

// need is add for a line that is required: a gap stands where there is nothing.
func (r *rows) need(key string, missing Text, lines ...Text) {
	if kv, ok := row(key, lines...); ok {
		*r = append(*r, kv)
		return
	}
	r.add(key, missing)
}

// list joins words as a sentence does: "a, b and c".
func list(words []string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
}

// count is a number with its noun: "1 week", "38 weeks".
func count(n float64, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return num(n) + " " + noun + "s"
}

// num writes a number as a person would: 20, 7.5.
func num(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

var smallNumbers = [...]string{"No", "One", "Two", "Three", "Four", "Five"}

// closed ends a sentence that a person left open.
func closed(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".!?:") || strings.HasSuffix(s, "”") || strings.HasSuffix(s, "…") {
		return s
	}
	return s + "."
}

// open takes the full stop off, for a label or a cell.
func open(s string) string {
	return strings.TrimSuffix(strings.TrimSpace(s), ".")
}

// sentences joins what is not empty, each closed.
func sentences(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p = closed(p); p != "" {
			out = append(out, assessments.UpperFirst(p))
		}
	}
	return strings.Join(out, " ")
}

// possessive is "Issy’s".
func possessive(name string) string { return name + "’s" }

// signed writes a level with a true minus sign, or a plus.
func signed(n int) string {
	switch {
	case n < 0:
		return "−" + strconv.Itoa(-n)
	case n > 0:
		return "+" + strconv.Itoa(n)
	}
	return "0"
}

// holds reports whether s says x already, whatever the capitals.
func holds(s, x string) bool {
	return x != "" && strings.Contains(strings.ToLower(s), strings.ToLower(x))
}

// shorten cuts a text after the sentence that passes most characters, so that evidence stays a line or two.
func shorten(s string, most int) string {
	s = strings.TrimSpace(s)
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	for _, end := range sentenceEnd.FindAllStringIndex(s, -1) {
		if utf8.RuneCountInString(s[:end[0]+1]) >= most/2 {
			return strings.TrimSpace(s[:end[0]+1])
		}
	}
	return s
}

var sentenceEnd = regexp.MustCompile(`[.!?] +\p{Lu}`)

// natural orders references as people count: F2 before F10.
func natural(a, b string) bool {
	pa, na := splitRef(a)
	pb, nb := splitRef(b)
	if pa != pb {
		return pa < pb
	}
	if na != nb {
		return na < nb
	}
	return a < b
}

// splitRef parts a reference into its letters and its number.
func splitRef(s string) (string, int) {
	i := len(s)
	for i > 0 && s[i-1] >= '0' && s[i-1] <= '9' {
		i--
	}
	n, _ := strconv.Atoi(s[i:])
	return s[:i], n
}
