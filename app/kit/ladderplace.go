package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// columns answers where the table's columns stand at a width: the end of the words, and the middle of today's column.
func (l *Ladder) columns(width float32) (words, today float32, chart bool) {
	today = width - 116
	if len(l.targets) == 0 {
		today = width
	}
	if width < ladderLow {
		if len(l.targets) > 0 {
			return width - 88, width - 46, false
		}
		return width, width, false
	}
	return min(ladderWide, width*0.36), today, true
}

// rowHeights answers every rung's height; long words make one higher.
func (l *Ladder) rowHeights(width float32) []float32 {
	words, _, _ := l.columns(width)
	out := make([]float32, len(l.words))
	for i := range l.words {
		text := words - 64 - 12
		h := l.words[i].HeightFor(text)
		if l.lines[i].String() != "" {
			h += l.lines[i].HeightFor(text)
		}
		out[i] = max(rungRow, h+24)
	}
	return out
}

// HeightFor is the height at a width.
func (l *Ladder) HeightFor(width float32) float32 {
	h := grown(rungHead)
	for _, r := range l.rowHeights(width) {
		h += r
	}
	return h
}

func (l *Ladder) least() fyne.Size {
	w := l.Size().Width
	if w == 0 {
		w = 1000
	}
	return fyne.NewSize(280, l.HeightFor(w))
}

func (l *Ladder) arrange(size fyne.Size) {
	l.drawn, l.over = l.drawn[:0], l.over[:0]
	place(l.back, 0, 0, size.Width, size.Height)
	place(l.edge, 0, 0, size.Width, size.Height)
	words, today, chart := l.columns(size.Width)
	head := grown(rungHead)
	place(l.head, 24, (head-l.head.HeightFor(words-24))/2, words-24, l.head.HeightFor(words-24))
	tw := l.today.NaturalWidth()
	if chart {
		place(l.today, today-tw/2, (head-l.today.HeightFor(tw))/2, tw, l.today.HeightFor(tw))
	}
	l.today.Hidden = !chart || len(l.targets) == 0
	level, any := l.newest()
	y := head
	mids := map[int]float32{}
	heights := l.rowHeights(size.Width)
	for i, h := range heights {
		r := l.data.Rungs[i]
		if any && r.Level == level {
			tint := canvas.NewRectangle(tone(NowTint))
			if i == len(heights)-1 {
				tint.BottomLeftCornerRadius, tint.BottomRightCornerRadius = 16, 16
			}
			place(tint, 0, y, size.Width, h)
			l.drawn = append(l.drawn, tint)
		}
		l.rule(0, y, size.Width, 1)
		mids[r.Level] = y + h/2
		l.placeRung(i, y, h, words)
		if i < len(l.targets) {
			place(l.targets[i], today-25, y+h/2-25, 50, 50)
		}
		y += h
	}
	if chart {
		l.rule(words, head, 1, size.Height-head)
		if len(l.targets) > 0 {
			l.rule(today, head, 1, size.Height-head)
		}
		l.plot(words, today, head, size.Height, mids)
	}
}

// rule draws a thin line of the table.
func (l *Ladder) rule(x, y, w, h float32) {
	r := canvas.NewRectangle(tone(RuleLine))
	place(r, x, y, w, h)
	l.drawn = append(l.drawn, r)
}

// placeRung sets a level, its words and their line in one row.
func (l *Ladder) placeRung(i int, y, h, words float32) {
	m := l.numbers[i].MinSize()
	place(l.numbers[i], 32-m.Width/2, y+(h-m.Height)/2+1, m.Width, m.Height)
	text := words - 64 - 12
	wh, lh := l.words[i].HeightFor(text), float32(0)
	if l.lines[i].String() != "" {
		lh = l.lines[i].HeightFor(text)
	}
	place(l.words[i], 64, y+(h-wh-lh)/2, text, wh)
	place(l.lines[i], 64, y+(h-wh-lh)/2+wh, text, lh)
}

// plot draws the line of the goal, the points and the line between them.
func (l *Ladder) plot(words, today, head, bottom float32, mids map[int]float32) {
	n := len(l.data.Points)
	if y, ok := mids[0]; ok {
		end := today - 32
		if len(l.targets) == 0 {
			end = today - 12
		}
		l.drawn = append(l.drawn, dotted(words, end, y, Soft)...)
		t := canvas.NewText("the goal", tone(Soft))
		t.TextSize = textSize(SizeBody)
		m := t.MinSize()
		place(t, words+12, y-m.Height-5, m.Width, m.Height)
		l.drawn = append(l.drawn, t)
	}
	if n == 0 {
		return
	}
	span := today - words
	first, last := words+min(110, span*0.17), today-min(268, span*0.4)
	x := func(i int) float32 {
		if n == 1 {
			return first
		}
		return first + (last-first)*float32(i)/float32(n-1)
	}
	for i, p := range l.data.Points {
		if i > 0 {
			line := canvas.NewLine(tone(Now))
			line.StrokeWidth = 4
			line.Position1 = fyne.NewPos(x(i-1), mids[l.data.Points[i-1].Level])
			line.Position2 = fyne.NewPos(x(i), mids[p.Level])
			l.over = append(l.over, line)
		}
		l.rule(x(i), head, 1, bottom-head)
	}
	for i, p := range l.data.Points {
		l.dot(x(i), mids[p.Level], p, i == n-1 && n > 1)
	}
	l.captions(x, words, today, head, mids)
}

// captions writes the dates and notes of the first and last point where there is room for them; the rungs and the
// accessible name say the same.
func (l *Ladder) captions(x func(int) float32, words, today, head float32, mids map[int]float32) {
	n := len(l.data.Points)
	first, last := l.data.Points[0], l.data.Points[n-1]
	right := today - 32
	wide := func(s string, bold bool) float32 {
		return Measure(s, textSize(SizeBody), bold).Width
	}
	if x(0)+22+wide(first.Note, n == 1) < right {
		l.label(first.Note, x(0)+22, mids[first.Level], n == 1, Ink, false)
	}
	l.label(last.When, x(n-1), head/2, true, Soft, true)
	if n == 1 {
		return
	}
	if x(n-1)-x(0) > (wide(first.When, false)+wide(last.When, true))/2+12 {
		l.label(first.When, x(0), head/2, false, Soft, true)
	}
	switch w := wide(last.Note, true); {
	case x(n-1)+30+w < right:
		l.label(last.Note, x(n-1)+30, mids[last.Level], true, Now, false)
	case x(n-1)-30-w > words+8 && last.Level >= first.Level:
		l.label(last.Note, x(n-1)-30-w, mids[last.Level], true, Now, false)
	}
}

// label writes words on the chart, centred on x for a heading and from x on for a note.
func (l *Ladder) label(s string, x, mid float32, bold bool, ink fyne.ThemeColorName, centred bool) {
	if s == "" {
		return
	}
	t := canvas.NewText(s, tone(ink))
	if bold && ink == Soft {
		t.Color = tone(Ink)
	}
	t.TextSize = textSize(SizeBody)
	Weigh(t, bold)
	m := t.MinSize()
	if centred {
		x -= m.Width / 2
	}
	place(t, x, mid-m.Height/2, m.Width, m.Height)
	l.over = append(l.over, t)
}

// dot is a ring for an earlier score and a disc with its level for the newest.
func (l *Ladder) dot(x, y float32, p LadderPoint, newest bool) {
	if !newest {
		c := canvas.NewCircle(tone(Surface))
		c.StrokeColor, c.StrokeWidth = tone(Now), 4
		place(c, x-12, y-12, 24, 24)
		l.over = append(l.over, c)
		return
	}
	c := canvas.NewCircle(tone(Now))
	place(c, x-20, y-20, 40, 40)
	t := canvas.NewText(LevelText(p.Level), tone(OnNow))
	t.TextSize = textSize(SizeBody)
	Weigh(t, true)
	m := t.MinSize()
	place(t, x-m.Width/2, y-m.Height/2, m.Width, m.Height)
	l.over = append(l.over, c, t)
}

// dotted is a dotted line across: Fyne's lines have no dashes.
func dotted(x1, x2, y float32, ink fyne.ThemeColorName) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for x := x1; x+3 <= x2; x += 8 {
		r := canvas.NewRectangle(tone(ink))
		place(r, x, y-1, 3, 2)
		out = append(out, r)
	}
	return out
}
