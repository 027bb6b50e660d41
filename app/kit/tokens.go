package kit

import (
	"strings"

	"fyne.io/fyne/v2"
)

// token is one word with the dress it wears.
type token struct {
	span  Span
	word  string
	glued bool // no space before: it must stay with the token before it
	hard  bool // a line ends before it
}

// tokens cuts the runs at spaces; a tag stays whole.
func (t *Text) tokens() []token {
	var out []token
	glued, hard := true, false
	for _, s := range t.spans {
		if s.Size == "" {
			s.Size = t.size
		}
		s.Bold = s.Bold || t.bold
		if s.Tag {
			out = append(out, token{s, s.Text, glued, hard})
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
				out = append(out, token{s, w, glued, hard})
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
		style, size := fyne.TextStyle{Bold: k.span.Bold}, textSize(k.span.Size)
		for !k.span.Tag && fyne.MeasureText(k.word, size, style).Width > width {
			cut := cutAt([]rune(k.word), func(s string) bool { return fyne.MeasureText(s, size, style).Width <= width })
			if cut == 0 {
				break
			}
			head := k
			head.word = string([]rune(k.word)[:cut])
			out = append(out, head)
			k.word = string([]rune(k.word)[cut:])
			k.hard, k.glued = true, true
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
