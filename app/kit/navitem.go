package kit

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// NavItem is one place to go in the rail or the bottom bar.
type NavItem struct {
	control
	text   string
	icon   Icon
	chosen bool
	low    bool // in the bottom bar
	badge  int
	back   *canvas.Rectangle
	bar    *canvas.Rectangle
	img    *canvas.Raster
	label  *canvas.Text
	dot    *canvas.Circle
	count  *canvas.Text
}

// NewNavItem makes an item for the rail, or with low for the bottom bar.
func NewNavItem(text string, i Icon, low bool, tap func()) *NavItem {
	n := &NavItem{text: text, icon: i, low: low, back: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil),
		img: newPicture(), label: canvas.NewText(text, nil), dot: canvas.NewCircle(nil), count: canvas.NewText("", nil)}
	n.name, n.onTap = text, tap
	n.become(n)
	return n
}

// SetChosen marks where the person is.
func (n *NavItem) SetChosen(on bool) {
	if n.chosen != on {
		n.chosen = on
		n.redraw()
	}
}

// SetBadge counts what needs the person; 0 shows nothing.
func (n *NavItem) SetBadge(count int) {
	if n.badge != count {
		n.badge = count
		n.redraw()
	}
}

func (n *NavItem) spoken() string {
	s := n.name
	if n.chosen {
		s += ", you are here"
	}
	if n.badge > 0 {
		s += ", " + plain(n.badge) + " waiting for you"
	}
	return s
}

func (n *NavItem) parts() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{n.back, n.bar, n.img, n.label, n.dot, n.count}, n.ring.parts()...)
}

func (n *NavItem) dress() {
	body, edge, ink := Clear, Clear, Soft
	if n.chosen {
		ink = Blue
		if !n.low {
			body, edge = Surface, RuleLine
		}
	}
	if n.pressed {
		body = Well
	}
	fill(n.back, body, edge, 1, 12)
	fill(n.bar, Blue, Clear, 0, 2)
	n.bar.Hidden = !n.chosen
	paintIcon(n.img, n.icon, ink)
	n.label.Text, n.label.Color, n.label.TextSize = n.text, tone(ink), n.letters(n.Size().Width)
	Weigh(n.label, n.chosen)
	n.dot.FillColor, n.dot.StrokeColor, n.dot.StrokeWidth = tone(StrawFill), tone(Surface), 2
	n.count.Text, n.count.Color, n.count.TextSize = plain(n.badge), tone(OnStraw), textSize(SizeBody)
	Weigh(n.count, true)
	n.dot.Hidden, n.count.Hidden = n.badge == 0, n.badge == 0
	n.ring.dress(n.focused, 12)
}

func (n *NavItem) least() fyne.Size {
	return fyne.NewSize(max(64, n.label.MinSize().Width), 68)
}

// NaturalWidth is the room of the word where it is chosen, at the size the person asked for but no larger than 18: an item must
// not push its neighbours about when it is chosen.
func (n *NavItem) NaturalWidth() float32 { return n.wide(min(textSize(SizeBody), 18)) }

func (n *NavItem) wide(size float32) float32 {
	beside := float32(4)
	if !n.low {
		beside = 20 // the bar of the item that is chosen stands at its edge
	}
	return max(64, Measure(n.text, size, true).Width+beside)
}

// letters is the size of the word in a width: up to 18, since five must fit side by side on a phone, and as much less as a language
// of long words needs there.
func (n *NavItem) letters(width float32) float32 {
	size := min(textSize(SizeBody), 18)
	for width > 0 && size > 11 && n.wide(size) > max(width, 64) {
		size--
	}
	return size
}

// arrange sets icon above word.
func (n *NavItem) arrange(size fyne.Size) {
	n.label.TextSize = n.letters(size.Width)
	m := n.label.MinSize()
	mid := size.Width / 2
	if n.low {
		place(n.back, 0, 4, size.Width, size.Height-8)
		place(n.bar, mid-22, 4, 44, 4)
	} else {
		place(n.back, 0, 0, size.Width, size.Height)
		place(n.bar, 0, (size.Height-36)/2, 4, 36)
	}
	top := (size.Height-24-m.Height)/2 - 1
	if n.low {
		top += 2
	}
	place(n.img, mid-12, top, 24, 24)
	place(n.label, mid-m.Width/2, top+26, m.Width, m.Height)
	c := n.count.MinSize()
	d := max(24, c.Width+10)
	place(n.dot, mid+14-d/2, top-5-d/2+12, d, d)
	place(n.count, mid+14-c.Width/2, top-5+12-c.Height/2, c.Width, c.Height)
	n.ring.arrange(3, 3, size.Width-6, size.Height-6)
}

// Moment is a chestnut disc and words: the clock that runs, the visit that is next.
type Moment struct {
	wid
	words *Text
	dot   *canvas.Circle
}

// NewMoment makes it at a size: SizeBody for "Next, in 18 minutes", SizeQuestion for a running clock.
func NewMoment(words string, size fyne.ThemeSizeName) *Moment {
	m := &Moment{words: NewText(words, size, Now, true), dot: canvas.NewCircle(nil)}
	m.become(m)
	return m
}

// SetText changes the words.
func (m *Moment) SetText(s string) {
	m.words.SetText(s)
	m.redraw()
}

// steady is the words with every figure at its widest: a running clock must not want more room each second than the bar gave it.
func steady(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return r
	}, s)
}

// room answers the disc and where the words start.
func (m *Moment) room() (disc, words float32) {
	if m.words.size == SizeBody {
		return 12, 22
	}
	return 14, 26
}

func (m *Moment) parts() []fyne.CanvasObject { return []fyne.CanvasObject{m.dot, m.words} }
func (m *Moment) dress()                     { m.dot.FillColor = tone(Now) }

// HeightFor is that of the words.
func (m *Moment) HeightFor(w float32) float32 {
	_, left := m.room()
	return m.words.HeightFor(w - left)
}

// NaturalWidth holds the words on one line.
func (m *Moment) NaturalWidth() float32 {
	_, left := m.room()
	words := NewText(steady(m.words.String()), m.words.size, Now, true)
	return left + max(m.words.NaturalWidth(), words.NaturalWidth())
}

func (m *Moment) leastWidth() float32 {
	_, left := m.room()
	return left + m.words.leastWidth()
}

func (m *Moment) least() fyne.Size {
	w := m.NaturalWidth()
	return fyne.NewSize(w, m.HeightFor(max(m.Size().Width, m.leastWidth())))
}

func (m *Moment) arrange(size fyne.Size) {
	disc, left := m.room()
	line := m.words.HeightFor(1e4)
	place(m.dot, 0, (min(size.Height, line)-disc)/2, disc, disc)
	place(m.words, left, 0, size.Width-left, size.Height)
}

// SectionHead is the title above a group: an icon, a word, and soft words after it.
func SectionHead(i Icon, title, line string) *fyne.Container {
	return Row(10, NewSymbol(i, 24, Soft), Grow(Wrap(10, RowTitle(title), Insets(3, 0, 0, 0, Quieter(line)))))
}
