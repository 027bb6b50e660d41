package kit

import (
	"slices"
	"strings"
)

// token is one word with the dress it wears, and its measures.
type token struct {
	span  Span
	word  string
	glued bool // no space before: it must stay with the token before it
	bound bool // a space before, at which no line ends: the parts of a date or of an NHS number
	hard  bool // a line ends before it
	size  float32
	space float32
	w, h  float32
}

// measure reckons how large the word is.
func (k *token) measure() {
	m := Measure(k.word, k.size, k.span.Bold)
	k.w, k.h = m.Width, m.Height
	if k.span.Tag {
		k.w += 2*tagPad + tagIconRoom(k.span)
	}
}

// unit is the width of the first word together with what is glued behind it, such as a comma in another dress.
func unit(toks []token) float32 {
	w := toks[0].w
	for _, k := range toks[1:] {
		if k.hard || !k.glued && !k.bound {
			break
		}
		if w += k.w; k.bound {
			w += k.space
		}
	}
	return w
}

// bind marks the words that stay on one line with the word before them: a number that is broken, or a day without its month, is
// misread. What is wider than the line is broken all the same.
func bind(toks []token, width float32) {
	for i := 1; i < len(toks); i++ {
		a, b := toks[i-1], &toks[i]
		b.bound = !b.glued && !b.hard && !a.span.Tag && !b.span.Tag && together(a.word, b.word)
	}
	for i := range toks {
		if toks[i].bound || unit(toks[i:]) <= width {
			continue
		}
		for n := i + 1; n < len(toks) && (toks[n].bound || toks[n].glued); n++ {
			toks[n].bound = false
		}
	}
}

// together tells whether two words are one thing: "417 2638", "12 March", "March 2026", "285 mm", "NHS 999", "Year 3".
func together(a, b string) bool {
	b = strings.TrimRight(b, ".,;:)?")
	switch {
	case figures(a):
		return figures(b) || slices.Contains(afterFigures, b)
	case figures(b):
		return slices.Contains(beforeFigures, strings.TrimLeft(a, "("))
	}
	return false
}

const months = "January February March April May June July August September October November December "

var (
	afterFigures  = strings.Fields(months + "mm cm kg kB MB GB %")
	beforeFigures = strings.Fields(months + "NHS Year Band Version born")
)

// figures tells whether a word is figures alone.
func figures(s string) bool {
	return s != "" && strings.Trim(s, "0123456789.") == ""
}

// line is the row that is being filled. Words that join a piece are added up, which is exact but for the kerning at the spaces; the
// piece is measured when it is whole, or when the sum comes so near to the edge that a hair matters. To measure it anew with each
// word would shape every letter as often as words follow it.
type line struct {
	f     *flow
	x     float32 // where the row has come to
	loose bool    // the last piece is a sum, and its words are in words
	words []byte
}

// gap is the room before a word.
func (l *line) gap(k token) float32 {
	if l.x == 0 {
		return 0
	}
	var w float32
	if !k.glued {
		w = k.space
	}
	if n := len(l.f.pieces); n > 0 && k.span.Mark != l.f.pieces[n-1].span.Mark {
		w += markPad // the fill of marked words reaches a little beyond them
	}
	return w
}

// over tells whether a word of a width reaches beyond an edge.
func (l *line) over(k token, width, edge float32) bool {
	if beyond := l.x + l.gap(k) + width - edge; max(beyond, -beyond) < k.size/2 {
		l.settle()
	}
	return l.x+l.gap(k)+width > edge
}

// join adds a word to the last piece.
func (l *line) join(k token) {
	p := &l.f.pieces[len(l.f.pieces)-1]
	if !l.loose {
		l.loose, l.words = true, append(l.words[:0], p.words...)
	}
	if !k.glued {
		l.words = append(l.words, ' ')
		p.w += k.space
	}
	l.words = append(l.words, k.word...)
	p.w += k.w
	l.x = p.x + p.w
}

// settle measures the last piece.
func (l *line) settle() {
	if !l.loose {
		return
	}
	p := &l.f.pieces[len(l.f.pieces)-1]
	p.words = string(l.words)
	p.w = Measure(p.words, p.size, p.span.Bold).Width
	l.x, l.loose = p.x+p.w, false
}

// end goes to the next row.
func (l *line) end() {
	l.settle()
	l.f.rows = append(l.f.rows, l.x)
	l.x = 0
}

// tokens cuts the runs at spaces and measures the words; a tag stays whole.
func (t *Text) tokens() []token {
	var out []token
	glued, hard := true, false
	for _, s := range t.spans {
		if s.Size == "" {
			s.Size = t.size
		}
		s.Bold = s.Bold || t.bold
		k := token{span: s, size: textSize(s.Size)}
		k.space = Measure(" ", k.size, s.Bold).Width
		add := func(word string) {
			k.word, k.glued, k.hard = word, glued, hard
			k.measure()
			out = append(out, k)
		}
		if s.Tag {
			add(s.Text)
			glued, hard = false, false
			continue
		}
		for i, line := range strings.Split(s.Text, "\n") {
			if i > 0 {
				hard, glued = true, true
			}
			for j, w := range strings.Split(line, " ") {
				if j > 0 {
					glued = false
				}
				if w == "" {
					continue
				}
				add(w)
				glued, hard = true, false
			}
		}
	}
	return out
}

// widestKept is the widest word that a layout keeps whole at the cost of its neighbours; a wider one is broken.
const widestKept = 200

// fitting breaks words that no line can hold: behind a hyphen where there is one, anywhere when there is not.
func fitting(toks []token, width float32) []token {
	if width <= 0 {
		return toks
	}
	var out []token
	for _, k := range toks {
		for !k.span.Tag && k.w > width {
			cut := cutAt([]rune(k.word), func(s string) bool { return Measure(s, k.size, k.span.Bold).Width <= width })
			if cut == 0 {
				break
			}
			head := k
			head.word = string([]rune(k.word)[:cut])
			head.measure()
			out = append(out, head)
			k.word = string([]rune(k.word)[cut:])
			k.hard, k.glued = true, true
			k.measure()
		}
		out = append(out, k)
	}
	return out
}

// cutAt answers how many letters of a word fit: as many as end in a hyphen, else as many as can be.
func cutAt(word []rune, fits func(string) bool) int {
	most := 0
	for most < len(word)-1 && fits(string(word[:most+1])) {
		most++
	}
	for n := most; n > 0; n-- {
		if word[n-1] == '-' {
			return n
		}
	}
	return most
}
