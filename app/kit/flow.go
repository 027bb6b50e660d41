package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// tagPad and tagIcon are the measures of a source tag inside running text.
const (
	tagPad  = 10
	tagIcon = 18
	markPad = 2
)

// piece is a run of words that stands on one row.
type piece struct {
	span   Span
	words  string
	x, y   float32 // of the text's own box
	w, h   float32
	size   float32
	row    int
	slotY  float32
	slotH  float32
	inkCol fyne.ThemeColorName
}

// flow is text broken into rows.
type flow struct {
	key           flowKey
	pieces        []piece
	rows          []float32 // width of each row
	width, height float32
	widest        float32 // the widest unbreakable word: the least width
}

// flowKey says what the last answer was for; measuring words is the dear part of every layout.
type flowKey struct {
	width, body float32
	text        string
	size        fyne.ThemeSizeName
	bold        bool
	ratio       float32
	oneLine     bool
	color       fyne.ThemeColorName
}

// flow breaks the text for a width; 0 means no limit.
func (t *Text) flow(width float32) flow {
	if t.oneLine {
		width = 0
	}
	key := flowKey{width, textSize(SizeBody), t.fingerprint(), t.size, t.bold, t.ratio, t.oneLine, t.color}
	for i := range t.flowed {
		if t.flowed[i].key == key {
			return t.flowed[i]
		}
	}
	if width > 0 {
		if f := t.flow(0); f.width <= width {
			return f // nothing wraps
		}
	}
	f := t.breakUp(width)
	f.key = key
	t.flowed[t.oldest] = f
	t.oldest = (t.oldest + 1) % len(t.flowed)
	return f
}

// fingerprint tells texts apart that differ in dress only, since bold words are wider.
func (t *Text) fingerprint() string {
	if len(t.spans) == 1 {
		return t.spans[0].Text
	}
	var b strings.Builder
	for _, s := range t.spans {
		b.WriteString(s.Text + "\x00" + string(s.Color) + string(s.Size) + string(s.Icon))
		for _, on := range []bool{s.Bold, s.Mark, s.Tag, s.Out} {
			if on {
				b.WriteByte(1)
			} else {
				b.WriteByte(2)
			}
		}
	}
	return b.String()
}

// breakUp places every token greedily and joins neighbours in the same dress.
func (t *Text) breakUp(width float32) flow {
	f := flow{}
	toks := fitting(t.tokens(), width)
	if width > 0 {
		bind(toks, width)
	}
	l := line{f: &f}
	row := 0
	slot := textSize(t.size) * t.ratio
	for i, k := range toks {
		f.widest = min(max(f.widest, k.w), widestKept)
		if k.hard || (width > 0 && l.x > 0 && !k.glued && !k.bound && l.over(k, unit(toks[i:]), width+0.5)) {
			l.end()
			row++
		}
		if n := len(f.pieces); n > 0 && l.x > 0 && f.pieces[n-1].row == row && sameDress(f.pieces[n-1].span, k.span) {
			l.join(k)
			continue
		}
		l.settle()
		x := l.x + l.gap(k)
		f.pieces = append(f.pieces, piece{span: k.span, words: k.word, x: x, w: k.w, h: k.h, size: k.size, row: row, inkCol: t.color})
		l.x = x + k.w
	}
	l.end()
	for _, r := range f.rows {
		f.width = max(f.width, r)
	}
	t.stand(&f, slot)
	return f
}

// stand gives each row its height and sets its pieces on one baseline.
func (t *Text) stand(f *flow, slot float32) {
	y := float32(0)
	for row := range f.rows {
		h := slot
		for _, p := range f.pieces {
			if p.row == row {
				h = max(h, p.size*t.ratio)
				if p.span.Tag {
					h = max(h, p.h+8)
				}
			}
		}
		base := float32(0)
		for _, p := range f.pieces {
			if p.row == row {
				base = max(base, p.h*0.757)
			}
		}
		for i := range f.pieces {
			if p := &f.pieces[i]; p.row == row {
				tallest := base / 0.757
				p.y = y + (h-tallest)/2 + base - p.h*0.757
				p.slotY, p.slotH = y, h
			}
		}
		y += h
	}
	f.height = y
	if len(f.pieces) == 0 {
		f.height = 0
	}
}

// sameDress tells whether two runs can be drawn as one, so that kerning and finders see whole phrases.
func sameDress(a, b Span) bool {
	return !a.Tag && !b.Tag && a.Bold == b.Bold && a.Color == b.Color && a.Size == b.Size && a.Mark == b.Mark && a.Out == b.Out
}

// tagIconRoom is what the icon of a source tag takes.
func tagIconRoom(s Span) float32 {
	if s.Icon == "" {
		return 0
	}
	return tagIcon + 6
}

// text draws the words of a piece.
func (p piece) text(dx float32) *canvas.Text {
	col := p.inkCol
	switch {
	case p.span.Color != "":
		col = p.span.Color
	case p.span.Mark:
		col = OnStraw
	case p.span.Tag:
		col = Soft
	}
	c := canvas.NewText(p.words, tone(col))
	c.TextSize, c.TextStyle.Strikethrough = p.size, p.span.Out
	Weigh(c, p.span.Bold)
	x := p.x + dx
	if p.span.Tag {
		x += tagPad + tagIconRoom(p.span)
	}
	c.Move(fyne.NewPos(x, p.y))
	c.Resize(fyne.NewSize(p.w, p.h))
	return c
}

// backdrop draws what lies behind a marked or tagged piece.
func (p piece) backdrop(dx float32) []fyne.CanvasObject {
	switch {
	case p.span.Mark:
		back, line := canvas.NewRectangle(tone(StrawFill)), canvas.NewRectangle(tone(Straw))
		place(back, p.x+dx-markPad, p.y, p.w+2*markPad, p.h+2)
		place(line, p.x+dx-markPad, p.y+p.h+1, p.w+2*markPad, 3)
		return []fyne.CanvasObject{back, line}
	case p.span.Tag:
		back := canvas.NewRectangle(tone(Well))
		back.CornerRadius = 8
		place(back, p.x+dx, p.slotY, p.w, p.slotH-2)
		if p.span.Icon == "" {
			return []fyne.CanvasObject{back}
		}
		img := newIcon(p.span.Icon, Soft)
		place(img, p.x+dx+tagPad-2, p.y+(p.h-tagIcon)/2, tagIcon, tagIcon)
		return []fyne.CanvasObject{back, img}
	}
	return nil
}
