package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// tab is one word of Tabs.
type tab struct {
	control
	text   string
	chosen bool
	label  *canvas.Text
	line   *canvas.Rectangle
}

func (t *tab) spoken() string {
	if t.chosen {
		return t.name + " tab, chosen"
	}
	return t.name + " tab"
}

func (t *tab) parts() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{t.label, t.line}, t.ring.parts()...)
}

func (t *tab) dress() {
	ink := Soft
	if t.chosen || t.pressed {
		ink = Ink
	}
	t.label.Text, t.label.Color, t.label.TextSize = t.text, tone(ink), textSize(SizeRow)
	Weigh(t.label, t.chosen)
	fill(t.line, Blue, Clear, 0, 2)
	t.line.Hidden = !t.chosen
	t.ring.dress(t.focused, 8)
}

func (t *tab) least() fyne.Size {
	return fyne.NewSize(max(target, t.label.MinSize().Width+2*tabPad), grown(60))
}

// tabPad is the room at both sides of a tab's word that belongs to its target.
const tabPad = 12

func (t *tab) arrange(size fyne.Size) {
	m := t.label.MinSize()
	x := (size.Width - m.Width) / 2
	place(t.label, x, (size.Height-m.Height)/2, m.Width, m.Height)
	place(t.line, x, size.Height-4, m.Width, 4)
	t.ring.arrange(3, 5, size.Width-6, size.Height-10)
}

// Tabs is a line of words, one underlined. Words that do not fit go behind More.
type Tabs struct {
	wid
	tabs     []*tab
	more     *tab
	chosen   int
	rule     *canvas.Rectangle
	onChosen func(int)
	hidden   []int
}

// NewTabs makes the line; onChosen is told which tab was tapped.
func NewTabs(words []string, chosen int, onChosen func(int)) *Tabs {
	t := &Tabs{chosen: chosen, onChosen: onChosen, rule: canvas.NewRectangle(nil)}
	for i, w := range words {
		b := newTab(w, func() { t.pick(i) })
		b.keys = func(e *fyne.KeyEvent) bool { return t.arrow(i, e) }
		t.tabs = append(t.tabs, b)
	}
	t.more = newTab("More", t.openMore)
	t.become(t)
	t.SetChosen(chosen)
	return t
}

func newTab(word string, tap func()) *tab {
	b := &tab{text: word, label: canvas.NewText(word, nil), line: canvas.NewRectangle(nil)}
	b.name, b.onTap = word, tap
	b.become(b)
	return b
}

// pick chooses as a person does and calls back.
func (t *Tabs) pick(i int) {
	t.SetChosen(i)
	if t.onChosen != nil {
		t.onChosen(i)
	}
}

// arrow moves choice and keyboard together.
func (t *Tabs) arrow(i int, e *fyne.KeyEvent) bool {
	var n int
	switch e.Name {
	case fyne.KeyRight:
		n = min(i+1, len(t.tabs)-1)
	case fyne.KeyLeft:
		n = max(i-1, 0)
	default:
		return false
	}
	if n != i {
		t.pick(n)
		focus(t.tabs[n])
	}
	return true
}

// openMore lists the tabs that did not fit.
func (t *Tabs) openMore() {
	c := CanvasOf(t)
	if c == nil {
		return
	}
	words := make([]string, len(t.hidden))
	for i, n := range t.hidden {
		words[i] = t.tabs[n].text
	}
	hidden := append([]int(nil), t.hidden...)
	ShowPick(c, "More", words, -1, func(i int) { t.pick(hidden[i]) })
}

// SetChosen moves the line without calling back.
func (t *Tabs) SetChosen(n int) {
	t.chosen = n
	for i, b := range t.tabs {
		b.chosen = i == n
		b.redraw()
	}
	t.redraw()
}

// Chosen is the index of the chosen tab.
func (t *Tabs) Chosen() int { return t.chosen }

func (t *Tabs) parts() []fyne.CanvasObject {
	all := []fyne.CanvasObject{t.rule}
	for _, b := range t.tabs {
		all = append(all, b)
	}
	return append(all, t.more)
}

func (t *Tabs) dress() { fill(t.rule, RuleLine, Clear, 0, 0) }

func (t *Tabs) least() fyne.Size { return fyne.NewSize(200, grown(60)) }

// arrange shows as many words as fit, in their order, and leaves room for More when some do not.
func (t *Tabs) arrange(size fyne.Size) {
	place(t.rule, 0, size.Height-1, size.Width, 1)
	margin, gap := float32(48-tabPad), float32(36-2*tabPad)
	if size.Width < 600 {
		margin, gap = 16-tabPad, 0
	}
	var all float32
	for _, b := range t.tabs {
		all += b.least().Width + gap
	}
	room := size.Width - 2*margin
	limit := room
	if all-gap > room {
		limit = room - t.more.least().Width - gap
	}
	t.hidden = t.hidden[:0]
	x := float32(0)
	for i, b := range t.tabs {
		w := b.least().Width
		b.Hidden = len(t.hidden) > 0 || x+w > limit+0.5
		if b.Hidden {
			t.hidden = append(t.hidden, i)
			continue
		}
		place(b, margin+x, 0, w, size.Height)
		x += w + gap
	}
	t.more.Hidden = len(t.hidden) == 0
	t.more.chosen = false
	for _, n := range t.hidden {
		if n == t.chosen {
			t.more.chosen = true
		}
	}
	t.more.dress()
	place(t.more, margin+x, 0, t.more.least().Width, size.Height)
}
