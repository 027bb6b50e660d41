package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// lineRatio is the height of a line in text sizes; titles stand closer and report text stands wider.
const (
	lineRatio   = 1.3
	titleRatio  = 1.15
	reportRatio = 1.5
)

// Span is a run of words in one dress. Zero values mean: the dress of the Text that holds it.
type Span struct {
	Text  string
	Bold  bool
	Color fyne.ThemeColorName
	Size  fyne.ThemeSizeName
	Mark  bool // straw fill and a line below: the words a finding is about
	Tag   bool // a source tag: grey fill, never broken over two lines
	Out   bool // struck through: entered in error
	Icon  Icon // drawn before a Tag
}

// Text is wrapped text. It is never truncated: where it lacks width it takes height, and it tells its layout so.
type Text struct {
	wid
	spans   []Span
	size    fyne.ThemeSizeName
	color   fyne.ThemeColorName
	bold    bool
	oneLine bool
	align   fyne.TextAlign
	ratio   float32
	lines   []*canvas.Text
	behind  []fyne.CanvasObject
	flowed  [4]flow // the last answers: layouts ask for several widths in turn
	oldest  int
}

var _ fyne.Accessible = (*Text)(nil)

// NewText makes wrapped text of one size and colour.
func NewText(s string, size fyne.ThemeSizeName, color fyne.ThemeColorName, bold bool) *Text {
	t := &Text{spans: []Span{{Text: s}}, size: size, color: color, bold: bold, ratio: lineRatio}
	t.become(t)
	return t
}

// NewSpans makes body text of several runs, each in its own dress.
func NewSpans(spans ...Span) *Text {
	t := &Text{spans: spans, size: SizeBody, color: Ink, ratio: lineRatio}
	t.become(t)
	return t
}

// Body is plain text at 16.
func Body(s string) *Text { return NewText(s, SizeBody, Ink, false) }

// Quieter is plain text at 16 in the soft ink of second lines and labels.
func Quieter(s string) *Text { return NewText(s, SizeBody, Soft, false) }

// Strong is bold text at 16.
func Strong(s string) *Text { return NewText(s, SizeBody, Ink, true) }

// RowTitle is the 18 bold of row, card and section titles.
func RowTitle(s string) *Text { return NewText(s, SizeRow, Ink, true) }

// RowText is plain text at 18, as in reports.
func RowText(s string) *Text { return NewText(s, SizeRow, Ink, false) }

// Question is the 22 bold of questions and figures in lists.
func Question(s string) *Text { return NewText(s, SizeQuestion, Ink, true) }

// Title is the 28 bold of page titles.
func Title(s string) *Text {
	t := NewText(s, SizeTitle, Ink, true)
	t.ratio = titleRatio
	return t
}

// Number is the 40 bold of a measured value.
func Number(s string) *Text { return NewText(s, SizeNumber, Ink, true) }

// Report is text at 18 with the airy lines of a document.
func Report(spans ...Span) *Text {
	t := NewSpans(spans...)
	t.size, t.ratio = SizeRow, reportRatio
	t.redraw()
	return t
}

// OneLine keeps the words on one line and asks for the width they need.
func (t *Text) OneLine() *Text {
	t.oneLine = true
	t.redraw()
	return t
}

// Align sets where lines stand when the text is given more width than it needs.
func (t *Text) Align(a fyne.TextAlign) *Text {
	t.align = a
	t.redraw()
	return t
}

// SetText replaces the words and keeps the dress.
func (t *Text) SetText(s string) {
	if len(t.spans) == 1 && t.spans[0].Text == s {
		return
	}
	if len(t.spans) == 0 {
		t.spans = []Span{{}}
	}
	t.spans = t.spans[:1]
	t.spans[0].Text = s
	t.redraw()
}

// SetSpans replaces all runs.
func (t *Text) SetSpans(spans ...Span) {
	t.spans = spans
	t.redraw()
}

// SetColor changes the colour of the runs that have none of their own.
func (t *Text) SetColor(c fyne.ThemeColorName) *Text {
	if t.color != c {
		t.color = c
		t.redraw()
	}
	return t
}

// SetBold changes the weight.
func (t *Text) SetBold(b bool) *Text {
	if t.bold != b {
		t.bold = b
		t.redraw()
	}
	return t
}

// SetSize changes the size.
func (t *Text) SetSize(s fyne.ThemeSizeName) *Text {
	if t.size != s {
		t.size = s
		t.redraw()
	}
	return t
}

// String is the whole text.
func (t *Text) String() string {
	var b strings.Builder
	for _, s := range t.spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// AccessibilityLabel is part of fyne.Accessible.
func (t *Text) AccessibilityLabel() string { return t.String() }

// AccessibilityRole is part of fyne.Accessible.
func (t *Text) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// HeightFor is the height the text takes at a width.
func (t *Text) HeightFor(width float32) float32 { return t.flow(width).height }

// NaturalWidth is the width at which nothing wraps.
func (t *Text) NaturalWidth() float32 { return t.flow(0).width }

func (t *Text) leastWidth() float32 {
	f := t.flow(0)
	if t.oneLine {
		return f.width
	}
	return f.widest
}

func (t *Text) least() fyne.Size {
	if t.String() == "" {
		return fyne.Size{}
	}
	if t.oneLine {
		f := t.flow(0)
		return fyne.NewSize(f.width, f.height)
	}
	f := t.flow(max(t.Size().Width, 0))
	return fyne.NewSize(f.widest, f.height)
}

func (t *Text) parts() []fyne.CanvasObject {
	all := append([]fyne.CanvasObject(nil), t.behind...)
	for _, l := range t.lines {
		all = append(all, l)
	}
	return all
}

func (t *Text) dress() {}

// arrange rebuilds the drawn pieces: one canvas.Text for every run on a line, so that a finder sees whole phrases.
func (t *Text) arrange(size fyne.Size) {
	f := t.flow(size.Width)
	t.lines, t.behind = t.lines[:0], t.behind[:0]
	for _, p := range f.pieces {
		dx := float32(0)
		switch slack := size.Width - f.rows[p.row]; {
		case slack <= 0:
		case t.align == fyne.TextAlignCenter:
			dx = slack / 2
		case t.align == fyne.TextAlignTrailing:
			dx = slack
		}
		t.behind = append(t.behind, p.backdrop(dx)...)
		t.lines = append(t.lines, p.text(dx))
	}
}
