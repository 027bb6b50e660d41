package docx

import (
	"strings"
	"unicode"

	"github.com/fieldfare/fieldfare/reports"
)

// esc escapes s for XML and drops what XML may not hold.
func esc(s string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r == '\n' || r == '\r' || r == '\t':
			b.WriteByte(' ')
		case r < ' ', r == 0xFFFE, r == 0xFFFF, r >= 0x7F && r <= 0x9F:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// A dress says how pieces look: the styles of our own file, or what stands in somebody's form. What it returns is XML.
type dress interface {
	paragraph(p para, n spot) string                  // all of w:pPr, or nothing
	span(s reports.Span) string                       // what is inside w:rPr
	text(p para) reports.Text                         // its words, bold where the dress has no style for them
	square(s reports.Span) string                     // what is inside w:rPr of the square before a span
	aside(p para) string                              // runs after the words: what stands at the right of the line
	lead(p para, n spot) string                       // runs before the words: what stands in the margin, or a mark where there are no lists
	table(t table) string                             // all of w:tblPr
	cell(t table, width int, head, total bool) string // all of w:tcPr
	width() int                                       // of the line, in twentieths of a point
}

// A spot is where a paragraph stands.
type spot struct {
	list       int  // the number of its list in numbering.xml
	count      int  // which item of it, from 1
	afterTable bool // wants air
	inTable    bool
	keep       bool
}

// spans prints a text as runs.
func spans(d dress, t reports.Text) string {
	var b strings.Builder
	for _, s := range t {
		switch {
		case s.Gap:
			b.WriteString(square(d, "☐", s))
		case s.Done:
			b.WriteString(square(d, "■", s))
		}
		b.WriteString(run(d.span(s), s.Text))
	}
	return b.String()
}

// symbols are the fonts that have squares, on every system that opens a Word file.
const symbols = `<w:rFonts w:ascii="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol" w:eastAsia="MS Gothic" w:cs="Segoe UI Symbol"/>`

// square is the mark of a gap or of a settled fact, held to its first word.
func square(d dress, mark string, s reports.Span) string {
	return run(d.square(s), mark+"\u00A0")
}

// run prints words in one look, cut where the direction of writing changes.
func run(look, words string) string {
	var b strings.Builder
	for _, s := range directions(words) {
		props := look
		if s.rtl {
			props += `<w:rtl/><w:lang w:bidi="` + s.lang + `"/>`
		}
		b.WriteString("<w:r>")
		if props != "" {
			b.WriteString("<w:rPr>" + props + "</w:rPr>")
		}
		b.WriteString(inside(s.text))
		b.WriteString("</w:r>")
	}
	return b.String()
}

// inside prints words with their line ends and tabs.
func inside(words string) string {
	var b strings.Builder
	words = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\v", "\n", "\u0085", "\n").Replace(words)
	for i, line := range strings.Split(words, "\n") {
		if i > 0 {
			b.WriteString("<w:br/>")
		}
		for k, part := range strings.Split(line, "\t") {
			if k > 0 {
				b.WriteString("<w:tab/>")
			}
			if part = esc(part); part != "" {
				b.WriteString(`<w:t xml:space="preserve">` + part + "</w:t>")
			}
		}
	}
	return b.String()
}

// A stretch is words that run one way.
type stretch struct {
	text string
	rtl  bool
	lang string // of a stretch from right to left
}

// rightToLeft are the scripts that run from right to left, with the language that Word takes the first of them for.
var rightToLeft = []struct {
	table *unicode.RangeTable
	lang  string
}{
	{unicode.Hebrew, "he-IL"}, {unicode.Arabic, "ar-SA"}, {unicode.Syriac, "syr-SY"}, {unicode.Thaana, "dv-MV"}, {unicode.Nko, "nqo-GN"}, {unicode.Adlam, "ff-Adlm-GN"},
}

// backward returns the language of a rune that runs from right to left, or "".
func backward(r rune) string {
	for _, s := range rightToLeft {
		if unicode.Is(s.table, r) {
			return s.lang
		}
	}
	return ""
}

// directions cuts words where the direction changes. Spaces and signs between two letters of one direction go with them.
func directions(words string) []stretch {
	if strings.IndexFunc(words, func(r rune) bool { return backward(r) != "" }) < 0 {
		return []stretch{{text: words}}
	}
	var out []stretch
	var open stretch
	neutral := "" // since the last letter
	for _, r := range words {
		lang := backward(r)
		switch {
		case lang == "" && !unicode.IsLetter(r) && !unicode.IsDigit(r):
			neutral += string(r)
			continue
		case (lang != "") == open.rtl:
			open.text += neutral
		default:
			if open.rtl {
				out, open = append(out, open), stretch{text: neutral}
			} else {
				open.text += neutral
				if open.text != "" {
					out = append(out, open)
				}
				open = stretch{rtl: true, lang: lang}
			}
		}
		neutral = ""
		open.text += string(r)
	}
	if open.rtl && neutral != "" {
		out, open = append(out, open), stretch{text: neutral}
	} else {
		open.text += neutral
	}
	return append(out, open)
}

// turned reports whether a paragraph reads from right to left: its first letter says so.
func turned(t reports.Text) bool {
	for _, r := range t.Words() {
		switch {
		case backward(r) != "":
			return true
		case unicode.IsLetter(r):
			return false
		}
	}
	return false
}
