package kit

import "fyne.io/fyne/v2"

// fieldGap is the room between label and box; errIndent what the red bar takes at the left.
const (
	fieldGap  = 6
	errIndent = 18
)

func (f *Field) leastWidth() float32 { return max(80, f.label.leastWidth()) }

func (f *Field) parts() []fyne.CanvasObject {
	all := []fyne.CanvasObject{f.bar, f.label, f.hint, f.warn, f.problem, f.pane, f.line, f.suffix}
	return append(all, f.edge.parts()...)
}

func (f *Field) dress() {
	fill(f.bar, Red, Clear, 0, 0)
	fill(f.line, Clear, Edge, edgeStroke, 10)
	f.bar.Hidden, f.problem.Hidden = !f.wrong, !f.wrong
	f.hint.Hidden = f.hint.String() == ""
	f.label.Hidden = f.label.String() == ""
	warn := Icon("")
	if f.wrong {
		warn = IconAlert
	}
	paintIcon(f.warn, warn, Red)
	ink := Soft
	if f.wrong {
		ink = Ink
	}
	f.label.SetColor(ink)
	f.edge.dress(f.focused, f.wrong, 10)
}

// spread answers where each part stands at a width, from the top down.
func (f *Field) spread(width float32) (labelH, hintH, errH, boxY, boxH, left float32) {
	if f.wrong {
		left = errIndent
	}
	inner := width - left
	if f.label.String() != "" {
		labelH = f.label.HeightFor(inner)
	}
	if f.hint.String() != "" {
		hintH = f.hint.HeightFor(inner)
	}
	if f.wrong {
		errH = max(24, f.problem.HeightFor(inner-30)) + 4
	}
	boxY = labelH + hintH + errH
	if boxY > 0 {
		boxY += fieldGap
	}
	return labelH, hintH, errH, boxY, f.boxHeight(inner), left
}

// boxHeight is 52 for one line; more lines stand as high as their words, measured on a copy, up to the length of long ones.
func (f *Field) boxHeight(inner float32) float32 {
	one := grown(52)
	line, n := textSize(SizeBody)*lineRatio, float32(f.lines)
	switch {
	case f.entry.oneLine && !f.entry.MultiLine:
		return one
	case f.entry.oneLine:
		n = longRows
	case len(f.entry.Text) > longNote: // nobody measures a book for every letter
		n = max(n, longNotes)
	default:
		f.measure.SetText(f.entry.Text + " .")
		n = max(n, f.measure.HeightFor(max(inner-34, 40))/line)
	}
	return max(one, n*line+2*14+6)
}

// HeightFor is the height at a width.
func (f *Field) HeightFor(width float32) float32 {
	_, _, _, y, h, _ := f.spread(width)
	return y + h
}

func (f *Field) least() fyne.Size {
	w := f.Size().Width
	if w == 0 {
		w = 240
	}
	return fyne.NewSize(max(80, f.label.least().Width), f.HeightFor(w))
}

// NaturalWidth is a comfortable width for a line of words.
func (f *Field) NaturalWidth() float32 { return max(200, f.label.NaturalWidth()) }

func (f *Field) arrange(size fyne.Size) {
	labelH, hintH, errH, boxY, boxH, left := f.spread(size.Width)
	inner := size.Width - left
	if size.Height > boxY+boxH && f.lines > 1 {
		boxH = size.Height - boxY
	}
	place(f.bar, 0, 0, 4, boxY+boxH)
	place(f.label, left, 0, inner, labelH)
	place(f.hint, left, labelH, inner, hintH)
	place(f.warn, left, labelH+hintH+(max(errH, 4)-4-24)/2, 24, 24)
	place(f.problem, left+30, labelH+hintH+(errH-4-f.problem.HeightFor(inner-30))/2, inner-30, max(errH-4, 0))
	place(f.pane, left, boxY, inner, boxH)
	place(f.line, left, boxY, inner, boxH)
	sw := f.suffix.NaturalWidth()
	sh := f.suffix.HeightFor(sw)
	place(f.suffix, left+inner-sw-16, boxY+(boxH-sh)/2, sw, sh)
	f.edge.arrange(left, boxY, inner, boxH)
}
