package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// FindingData is one wording finding as plain values.
type FindingData struct {
	Word    string // the words it is about
	Problem string // what they lack: "does not say how often or how long"
	Suggest string // a better sentence, empty when there is none
}

// Finding is a wording finding below its sentence: what is vague, what to say instead, three ways out.
type Finding struct {
	wid
	back  *canvas.Rectangle
	head  *canvas.Rectangle
	edge  *canvas.Rectangle
	warn  *canvas.Raster
	title *Text
	body  *fyne.Container
}

// NewFinding makes the card. use takes the suggestion, own opens the sentence, keep asks for a reason.
func NewFinding(d FindingData, use, own, keep func()) *Finding {
	f := &Finding{back: canvas.NewRectangle(nil), head: canvas.NewRectangle(nil), edge: canvas.NewRectangle(nil),
		warn: newPicture(), title: NewSpans(Span{Text: "“" + d.Word + "”", Bold: true, Color: OnStraw},
			Span{Text: " " + d.Problem, Color: OnStraw})}
	var rows []fyne.CanvasObject
	var buttons []fyne.CanvasObject
	if d.Suggest != "" {
		rows = append(rows, Column(2, Quieter("Say this instead"), RowText(d.Suggest)))
		buttons = append(buttons, NewQuiet("Use this wording", use))
	}
	buttons = append(buttons, NewPlain("Write my own", own), NewPlain("Keep, with a reason", keep))
	rows = append(rows, Wrap(8, buttons...))
	f.body = Inset(14, Column(12, rows...))
	f.become(f)
	return f
}

// headHeight grows with the words: on a phone the problem takes two lines.
func (f *Finding) headHeight(w float32) float32 { return max(48, f.title.HeightFor(w-70)+20) }

// HeightFor is the height at a width.
func (f *Finding) HeightFor(w float32) float32 { return f.headHeight(w) + HeightFor(f.body, w) + 2 }

func (f *Finding) leastWidth() float32 { return 240 }

func (f *Finding) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{f.back, f.head, f.warn, f.title, f.body, f.edge}
}

func (f *Finding) dress() {
	fill(f.back, Surface, Clear, 0, 14)
	fill(f.head, StrawFill, Clear, 0, 0)
	f.head.TopLeftCornerRadius, f.head.TopRightCornerRadius = 14, 14
	fill(f.edge, Clear, Straw, 2, 14)
	paintIcon(f.warn, IconAlert, OnStraw)
}

func (f *Finding) least() fyne.Size {
	w := f.Size().Width
	if w == 0 {
		w = 600
	}
	return fyne.NewSize(240, f.HeightFor(w))
}

func (f *Finding) arrange(size fyne.Size) {
	head := f.headHeight(size.Width)
	place(f.back, 0, 0, size.Width, size.Height)
	place(f.head, 0, 0, size.Width, head)
	place(f.warn, 18, (head-24)/2, 24, 24)
	h := f.title.HeightFor(size.Width - 70)
	place(f.title, 54, (head-h)/2, size.Width-70, h)
	place(f.body, 0, head, size.Width, size.Height-head)
	place(f.edge, 0, 0, size.Width, size.Height)
}

// NewAsk is a straw question above a value that may be a slip. It never blocks: both answers go on.
func NewAsk(title, line, yes string, onYes func(), no string, onNo func()) *Card {
	words := Column(0, NewText(title, SizeBody, OnStraw, true), NewText(line, SizeBody, OnStraw, false))
	return NewCard(Inset(16, Column(12, RowTop(12, NewSymbol(IconAlert, 24, OnStraw), Grow(words)),
		Row(8, Grow(NewButton(yes, OnStrawed, onYes)), NewButton(no, StrawText, onNo))))).Tinted(StrawFill)
}

// NoticeKind is what a notice is about.
type NoticeKind int

// The kinds of notice.
const (
	NoticeNeeds NoticeKind = iota // straw: a person is needed
	NoticeStop                    // red: it did not work
	NoticeDone                    // green: it worked
	NoticeInfo                    // grey: good to know
)

// NewNotice is a panel of words with the icon of its kind, and buttons beside the words, or below them where that is too narrow.
func NewNotice(kind NoticeKind, title, words string, buttons ...fyne.CanvasObject) *Card {
	body, ink, icon := StrawFill, OnStraw, IconAlert
	switch kind {
	case NoticeStop:
		body, ink, icon = RedTint, OnRedTint, IconAlert
	case NoticeDone:
		body, ink, icon = GreenTint, OnGreenTint, IconOk
	case NoticeInfo:
		body, ink, icon = Well, Ink, IconInfo
	}
	lines := []fyne.CanvasObject{NewText(title, SizeBody, ink, true)}
	if words != "" {
		lines = append(lines, NewText(words, SizeBody, ink, false))
	}
	said := RowTop(12, NewSymbol(icon, 24, ink), Grow(Column(2, lines...)))
	if len(buttons) > 0 {
		said = Beside(12, 360, said, Insets(0, 0, 0, 36, Wrap(8, buttons...)))
	}
	return NewCard(Inset(16, said)).Tinted(body)
}

// NewErrorSummary lists, when a person tries to move on, what is still to do; each line goes to its field.
func NewErrorSummary(problems []string, goTo func(i int)) *Card {
	rows := []fyne.CanvasObject{InsetXY(20, 14, NewText("There is a problem", SizeRow, Ink, true))}
	for i, p := range problems {
		rows = append(rows, NewListRow(RowData{Icon: IconAlert, IconColor: Red, Title: p, Chevron: true}, func() { goTo(i) }))
	}
	c := NewRowCard(rows...)
	c.alarm = true
	c.redraw()
	return c
}

// NewEmpty is a place with nothing in it yet: an icon, a title, one sentence, one button.
func NewEmpty(icon Icon, title, line, verb string, tap func()) *fyne.Container {
	rows := []fyne.CanvasObject{Middle(NewSymbol(icon, 32, Soft)), RowTitle(title).Align(fyne.TextAlignCenter),
		Quieter(line).Align(fyne.TextAlignCenter)}
	if verb != "" {
		rows = append(rows, Insets(8, 0, 0, 0, Middle(NewPrimary(verb, tap))))
	}
	return Inset(24, Column(8, rows...))
}

// AskWhyKept asks why words stay that the check would change. Without a reason nothing is kept; hint says where it will stand.
func AskWhyKept(c fyne.Canvas, phrase, hint string, keep func(reason string)) {
	if c == nil {
		return
	}
	var sheet *Sheet
	reason := NewNotes("Why these words stay", 3, nil)
	reason.SetHint(hint)
	sheet = ShowSheet(c, "Keep “"+phrase+"”", Column(16, reason, NewPrimary("Keep these words", func() {
		why := strings.TrimSpace(reason.Text())
		if why == "" {
			reason.SetError("Say why, in a few words")
			return
		}
		sheet.Close()
		keep(why)
	})), nil)
	reason.Focus()
}
