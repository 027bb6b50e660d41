package layout

import (
	"unicode"

	"github.com/fieldfare/fieldfare/reports"
	"github.com/go-text/typesetting/segmenter"
)

// The squares stand in the text as private runes, so that a line never breaks between a square and its words.
const (
	openSquare   = '\uE000' // not known, not yet
	filledSquare = '\uE001' // settled
)

// A para is text ready to be broken: runes with the style, font and width of each.
type para struct {
	runes  []rune
	styles []style
	fonts  []Font
	adv    []float64 // mm, kerning with the next rune included
	line   style     // decides the line's height and baseline
	figure bool      // digits in cells of one width, for columns of figures
}

// A line is one broken line of a para: the runes from a to b without closing spaces.
type line struct {
	p     *para
	a, b  int
	width float64
	last  bool
}

// spans makes a para of t in style s: strong and soft spans change weight and colour, gaps and settled facts get their
// square.
func spans(t reports.Text, s style, figure bool) *para {
	p := &para{line: s, figure: figure}
	most := 0 // runes: a rune is a byte or more
	for _, span := range t {
		most += len(span.Text) + len(string(filledSquare))
	}
	p.runes, p.styles = make([]rune, 0, most), make([]style, 0, most)
	for _, span := range t {
		st := s
		text := span.Text
		switch {
		case span.Gap:
			st, text = s.with(bold, Chestnut), string(openSquare)+text
		case span.Done:
			st, text = s.with(bold, Slate), string(filledSquare)+text
		case span.Strong:
			st.weight = bold
		case span.Soft:
			st.color = Soft
		}
		short := (span.Gap || span.Done) && len(text) <= shortGap
		for _, r := range text {
			if short && r == ' ' {
				r = nbsp
			}
			p.runes, p.styles = append(p.runes, r), append(p.styles, st)
		}
	}
	p.measure()
	return p
}

// shortGap is how long, in bytes, the words of a gap may be to stay on one line.
const shortGap = 26

// words makes a para of one string.
func words(text string, s style) *para { return spans(reports.Text{{Text: text}}, s, false) }

// measure binds words that belong together, then finds the font and width of every rune.
func (p *para) measure() {
	bind(p.runes)
	n := len(p.runes)
	p.fonts, p.adv = make([]Font, n), make([]float64, n)
	for i, r := range p.runes {
		st := p.styles[i]
		if r == openSquare || r == filledSquare {
			p.adv[i] = mm(st.size) * squareCell
			continue
		}
		if unicode.In(r, unicode.Mn) && i > 0 {
			p.accent(i)
			continue
		}
		f, a, _ := pick(st.weight, drawn(r))
		if p.figure && r >= '0' && r <= '9' {
			a = load(f).advance('0')
		}
		p.fonts[i], p.adv[i] = f, mm(st.size)*float64(a)/1000
	}
	for i := 0; i+1 < n; i++ {
		a, b := p.runes[i], p.runes[i+1]
		if p.fonts[i] == p.fonts[i+1] && p.styles[i] == p.styles[i+1] && a != openSquare && a != filledSquare && !p.cell(i) && !p.cell(i+1) {
			p.adv[i] += mm(p.styles[i].size) * float64(load(p.fonts[i]).kern(drawn(a), drawn(b))) / 1000
		}
	}
}

// cell reports whether rune i stands in a figure cell, which kerning would spoil.
func (p *para) cell(i int) bool { return p.figure && p.runes[i] >= '0' && p.runes[i] <= '9' }

// accent puts a combining mark that has no composed letter into the same font as its base, without width.
func (p *para) accent(i int) {
	f, _, _ := pick(p.styles[i].weight, p.runes[i])
	if load(f).advance(p.runes[i-1]) != missing && p.fonts[i-1] != f {
		p.fonts[i-1] = f
		p.adv[i-1] = mm(p.styles[i-1].size) * float64(load(f).advance(drawn(p.runes[i-1]))) / 1000
	}
	p.fonts[i], p.styles[i] = f, p.styles[i-1]
}

// drawn returns the rune that is drawn for r: no-break spaces and hyphens look like the ordinary ones.
func drawn(r rune) rune {
	switch r {
	case nbsp:
		return ' '
	case '\u2010', '\u2011':
		return '-'
	}
	return r
}

// space reports whether r vanishes at the end of a line.
func space(r rune) bool { return r == ' ' || r == nbsp || r == '\n' }

// wrap breaks p into lines no wider than width mm. When the last line would be one lonely word, it breaks a little
// narrower, so long as that takes no further line.
func (p *para) wrap(width float64) []line {
	lines := p.greedy(width)
	for w := width * 0.97; len(lines) > 1 && lines[len(lines)-1].lonely() && w > width*0.87; w -= width * 0.03 {
		if try := p.greedy(w); len(try) == len(lines) && !try[len(try)-1].lonely() {
			return try
		}
	}
	return lines
}

// lonely reports whether l is a single word.
func (l line) lonely() bool {
	for _, r := range l.p.runes[l.a:l.b] {
		if r == ' ' {
			return false
		}
	}
	return true
}

// greedy fills line after line (UAX 14). A word longer than a line is broken anywhere. An empty para has no lines.
func (p *para) greedy(width float64) []line {
	var seg segmenter.Segmenter
	seg.Init(p.runes)
	var lines []line
	start, used := 0, 0.0
	flush := func(end int) {
		lines = append(lines, p.cut(start, end))
		start, used = end, 0
	}
	for it := seg.LineIterator(); it.Next(); {
		l := it.Line()
		end := l.Offset + len(l.Text)
		w, ink := p.span(l.Offset, end)
		if used+ink > width && start < l.Offset {
			flush(l.Offset)
		}
		if ink > width {
			for i := l.Offset; i < end; i++ { // a word longer than the line
				if used+p.adv[i] > width && i > start && p.adv[i] > 0 && !space(p.runes[i]) {
					flush(i)
				}
				used += p.adv[i]
			}
		} else {
			used += w
		}
		if l.IsMandatoryBreak && end < len(p.runes) {
			flush(end)
		}
	}
	if start < len(p.runes) {
		flush(len(p.runes))
	}
	if n := len(lines); n > 0 {
		lines[n-1].last = true
	}
	return lines
}

// span returns the width of the runes from a to b, and without closing spaces.
func (p *para) span(a, b int) (whole, ink float64) {
	for i := a; i < b; i++ {
		whole += p.adv[i]
		if !space(p.runes[i]) {
			ink = whole
		}
	}
	return whole, ink
}

// width is how wide p is when it stays on one line, whatever line ends it holds.
func (p *para) width() float64 {
	w, _ := p.span(0, len(p.runes))
	return w
}

// cut makes the line from a to b without the spaces at its end.
func (p *para) cut(a, b int) line {
	for b > a && space(p.runes[b-1]) {
		b--
	}
	w, _ := p.span(a, b)
	return line{p: p, a: a, b: b, width: w}
}

// natural returns the width p would have on one line, and that of its longest unbreakable part.
func (p *para) natural() (whole, word float64) {
	var seg segmenter.Segmenter
	seg.Init(p.runes)
	sum := 0.0
	for it := seg.LineIterator(); it.Next(); {
		l := it.Line()
		w, ink := p.span(l.Offset, l.Offset+len(l.Text))
		whole, word = max(whole, sum+ink), max(word, ink)
		sum += w
		if l.IsMandatoryBreak {
			sum = 0
		}
	}
	return whole, word
}
