// Package differ says how two texts differ, word by word.
//
// Words: a piece is a run of words that both sides have, or that one of them lacks; to fold is to leave out the middle of a long
// run that both sides have, so that in a page of writing the few words that differ are seen at once.
package differ

import (
	"slices"
	"strings"
)

// A Piece is a run of words. Differs marks what the other side does not have; Folded stands for words that were left out.
type Piece struct {
	Text    string
	Differs bool
	Folded  int
}

// most bounds one comparison: rows times columns of its table.
const most = 360_000

// Texts splits two texts into pieces. Lines stay lines: a piece may begin with line breaks.
func Texts(a, b string) (left, right []Piece) {
	x, y := sentences(a), sentences(b)
	d := &run{}
	if !each(x, y, d.same, func(x, y []string) { d.words(strings.Join(x, ""), strings.Join(y, "")) }) {
		d.words(a, b)
	}
	return d.left, d.right
}

// run gathers the pieces of both sides.
type run struct{ left, right []Piece }

// same is what both sides have, each with its own spaces.
func (d *run) same(x, y []string) {
	d.left, d.right = put(d.left, strings.Join(x, ""), false), put(d.right, strings.Join(y, ""), false)
}

// words compares two stretches word by word; what is too long for it differs as a whole.
func (d *run) words(a, b string) {
	differ := func(x, y []string) {
		d.left, d.right = put(d.left, strings.Join(x, ""), true), put(d.right, strings.Join(y, ""), true)
	}
	if x, y := split(a), split(b); !each(x, y, d.same, differ) {
		differ(x, y)
	}
}

// each walks over two lists by the longest run of parts that both have in order, and answers false, having done nothing, where
// they are too long for it.
func each(x, y []string, same, differ func(x, y []string)) bool {
	head := 0
	for head < len(x) && head < len(y) && alike(x[head], y[head]) {
		head++
	}
	tail := 0
	for tail < len(x)-head && tail < len(y)-head && alike(x[len(x)-1-tail], y[len(y)-1-tail]) {
		tail++
	}
	mx, my := x[head:len(x)-tail], y[head:len(y)-tail]
	if len(mx)*len(my) > most {
		return false
	}
	longest := table(mx, my)
	if head > 0 {
		same(x[:head], y[:head])
	}
	i, j := 0, 0
	for i < len(mx) || j < len(my) {
		fx, fy := i, j
		for i < len(mx) && j < len(my) && alike(mx[i], my[j]) {
			i, j = i+1, j+1
		}
		if i > fx {
			same(mx[fx:i], my[fy:j])
			continue
		}
		for (i < len(mx) || j < len(my)) && !(i < len(mx) && j < len(my) && alike(mx[i], my[j])) {
			if j == len(my) || i < len(mx) && longest[i+1][j] >= longest[i][j+1] {
				i++
			} else {
				j++
			}
		}
		differ(mx[fx:i], my[fy:j])
	}
	if tail > 0 {
		same(x[len(x)-tail:], y[len(y)-tail:])
	}
	return true
}

// table holds, for every pair of places, the length of the longest run that both have from there on.
func table(x, y []string) [][]int32 {
	t := make([][]int32, len(x)+1)
	for i := range t {
		t[i] = make([]int32, len(y)+1)
	}
	for i := len(x) - 1; i >= 0; i-- {
		for j := len(y) - 1; j >= 0; j-- {
			if alike(x[i], y[j]) {
				t[i][j] = t[i+1][j+1] + 1
			} else {
				t[i][j] = max(t[i+1][j], t[i][j+1])
			}
		}
	}
	return t
}

// alike compares two parts without the spaces around them.
func alike(a, b string) bool { return strings.TrimSpace(a) == strings.TrimSpace(b) }

// split cuts a text into words, each with the spaces before it.
func split(s string) []string {
	var out []string
	from, in := 0, false
	for i, r := range s {
		space := r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\u00a0'
		if space && in {
			out = append(out, s[from:i])
			from = i
		}
		in = !space
	}
	switch {
	case from == len(s):
	case strings.TrimSpace(s[from:]) == "" && len(out) > 0: // spaces at the end are no word
		out[len(out)-1] += s[from:]
	default:
		out = append(out, s[from:])
	}
	return out
}

// sentences cuts a text after each full stop, question or exclamation mark that ends a word, and at the ends of lines.
func sentences(s string) []string {
	var out []string
	now := ""
	for _, w := range split(s) {
		if strings.Contains(w[:len(w)-len(strings.TrimLeft(w, " \n\t\r"))], "\n") && now != "" {
			out, now = append(out, now), ""
		}
		now += w
		if end := strings.TrimRight(w, " \n\t\r"); strings.LastIndexAny(end, ".!?:;") == len(end)-1 {
			out, now = append(out, now), ""
		}
	}
	if now != "" {
		out = append(out, now)
	}
	return out
}

// put joins words to the last piece when both are marked the same.
func put(list []Piece, text string, differs bool) []Piece {
	if text == "" {
		return list
	}
	if n := len(list); n > 0 && list[n-1].Differs == differs {
		list[n-1].Text += text
		return list
	}
	return append(list, Piece{Text: text, Differs: differs})
}

// edge is how many words of a folded run stay on each side of what was left out.
const edge = 12

// Fold leaves out the middle of long runs that both sides have; differs and short ones stay whole.
func Fold(pieces []Piece) []Piece {
	var out []Piece
	for i, p := range pieces {
		words := split(p.Text)
		from, to := edge, len(words)-edge
		if i == 0 {
			from = 0
		}
		if i == len(pieces)-1 {
			to = len(words)
		}
		if p.Differs || len(pieces) == 1 || to-from <= 2*edge {
			out = append(out, p)
			continue
		}
		parts := []Piece{{Text: strings.Join(words[:from], "")}, {Folded: to - from}, {Text: strings.Join(words[to:], "")}}
		out = append(out, slices.DeleteFunc(parts, func(p Piece) bool { return p.Text == "" && p.Folded == 0 })...)
	}
	return out
}
