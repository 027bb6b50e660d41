package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// RowState is how a row stands out.
type RowState int

// The states of a row. RowNow is the one being measured or the newest, in chestnut.
const (
	RowRest RowState = iota
	RowChosen
	RowNeedsYou
	RowNow
)

// RowData is a list row as plain values. Only Title is needed.
type RowData struct {
	Icon      Icon
	IconColor fyne.ThemeColorName // empty: soft, or straw when the row needs you
	Badge     string              // a short code in a small square, such as F1
	Time      string              // a clock time before the title, at 18 bold
	Title     string
	TitleBig  bool   // title at 18 bold instead of 16 bold
	TitleThin bool   // title at 16 plain
	Lead      string // a bold line between title and subtitle
	Subtitle  string
	Trailing  string // a value at the far end
	TrailBig  bool   // the value at 22 bold
	TrailRow  bool   // the value at 18 bold
	TrailSoft bool   // the value plain and soft
	TrailTone fyne.ThemeColorName
	Tag       *TagData
	Chevron   bool
	Out       bool // the title struck through: entered in error
	State     RowState
	Timed     bool    // a bar of time stands under the title, and the value after the second line
	Gone      float32 // the part of that time which is gone, 0 to 1
}

// ListRow is one line of a list: 64 high or more, never truncated.
type ListRow struct {
	control
	data      RowData
	top, base bool // follows the round corner of its card
	back      *canvas.Rectangle
	bar       *canvas.Rectangle
	square    *canvas.Rectangle
	icon      *canvas.Raster
	chevron   *canvas.Raster
	badge     *canvas.Text
	clock     *canvas.Text
	title     *Text
	subtitle  *Text
	trailing  *Text
	tag       *Tag
	extra     fyne.CanvasObject
	gone      *Bar
}

// NewListRow makes a row; without a tap it is not a target.
func NewListRow(d RowData, tap func()) *ListRow {
	r := &ListRow{back: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), square: canvas.NewRectangle(nil),
		icon: newPicture(), chevron: newPicture(), badge: canvas.NewText("", nil), clock: canvas.NewText("", nil),
		title: Strong(""), subtitle: Quieter(""), trailing: Strong(""), tag: NewTag(TagPlain, ""), gone: NewBar(barHigh, Ink, 0)}
	r.trailing.Align(fyne.TextAlignTrailing)
	r.onTap = tap
	r.data = d
	r.become(r)
	r.SetData(d)
	return r
}

// SetData shows other values in the same row, as a recycled list row must.
func (r *ListRow) SetData(d RowData) {
	r.data = d
	r.name = d.Title
	if r.title.String() != d.Title || r.title.spans[0].Out != d.Out { // a list that scrolls shows the same row again and again
		r.title.SetSpans(Span{Text: d.Title, Out: d.Out})
	}
	if d.Lead != "" {
		r.subtitle.SetSpans(Span{Text: d.Lead, Bold: true, Color: Ink}, Span{Text: "\n" + d.Subtitle})
	} else {
		r.subtitle.SetSpans(Span{Text: d.Subtitle})
	}
	r.trailing.SetText(d.Trailing)
	r.gone.SetPart(d.Gone)
	if d.Tag != nil {
		r.tag.SetTag(*d.Tag)
	}
	r.redraw()
}

// Data is what the row shows.
func (r *ListRow) Data() RowData { return r.data }

// SetState marks the row as chosen, needing a person, or current.
func (r *ListRow) SetState(s RowState) {
	if r.data.State != s {
		r.data.State = s
		r.redraw()
	}
}

// SetCorners tells the row that it is the first or last on a card.
func (r *ListRow) SetCorners(top, bottom bool) {
	r.top, r.base = top, bottom
	r.redraw()
}

// WithExtra puts an object at the far end, such as a goal track or a text button; it keeps its own taps.
func (r *ListRow) WithExtra(o fyne.CanvasObject) *ListRow {
	r.extra = o
	r.redraw()
	return r
}

// OnTap replaces the action.
func (r *ListRow) OnTap(tap func()) { r.onTap = tap }

func (r *ListRow) spoken() string {
	s := r.data.Title
	for _, more := range []string{r.data.Time, r.data.Lead, r.data.Subtitle, r.data.Trailing} {
		if strings.TrimSpace(more) != "" {
			s += ", " + more
		}
	}
	if r.data.Tag != nil {
		s += ", " + r.data.Tag.Text
	}
	switch r.data.State {
	case RowChosen:
		s += ", chosen"
	case RowNeedsYou:
		s += ", needs you"
	}
	return s
}

func (r *ListRow) leastWidth() float32 { return min(240, r.NaturalWidth()) }

func (r *ListRow) parts() []fyne.CanvasObject {
	all := []fyne.CanvasObject{r.back, r.bar, r.square, r.icon, r.badge, r.clock, r.title, r.subtitle, r.trailing, r.tag,
		r.gone, r.chevron}
	if r.extra != nil {
		all = append(all, r.extra)
	}
	return append(all, r.ring.parts()...)
}

// colours answers fill, bar, title and second-line colour of the state.
func (r *ListRow) colours() (body, bar, ink, soft fyne.ThemeColorName) {
	switch r.data.State {
	case RowChosen:
		body, bar, ink, soft = BlueTint, Blue, Ink, Soft
	case RowNeedsYou:
		body, bar, ink, soft = StrawFill, OnStraw, OnStraw, OnStraw
	case RowNow:
		body, bar, ink, soft = NowTint, Now, Ink, Soft
	default:
		body, bar, ink, soft = Clear, Clear, Ink, Soft
	}
	if r.pressed && r.onTap != nil {
		body = Well
	}
	return body, bar, ink, soft
}

func (r *ListRow) dress() {
	d := r.data
	body, bar, ink, soft := r.colours()
	fill(r.back, body, Clear, 0, 0)
	if r.top {
		r.back.TopLeftCornerRadius, r.back.TopRightCornerRadius = 16, 16
	}
	if r.base {
		r.back.BottomLeftCornerRadius, r.back.BottomRightCornerRadius = 16, 16
	}
	fill(r.bar, bar, Clear, 0, 1.5)
	switch {
	case d.TitleBig:
		r.title.SetSize(SizeRow).SetBold(true)
	default:
		r.title.SetSize(SizeBody).SetBold(!d.TitleThin || d.State == RowChosen || d.State == RowNow)
	}
	r.title.SetColor(ink)
	r.subtitle.SetColor(soft)
	r.dressTrailing(ink)
	r.dressBadge()
	iconTone := d.IconColor
	if iconTone == "" {
		iconTone = soft
	}
	if d.Badge != "" {
		paintIcon(r.icon, "", Soft)
	} else {
		paintIcon(r.icon, d.Icon, iconTone)
	}
	chevron := Icon("")
	if d.Chevron {
		chevron = IconNext
	}
	paintIcon(r.chevron, chevron, soft)
	r.clock.Text, r.clock.Color = d.Time, tone(ink)
	r.clock.TextSize = textSize(SizeBody) * 1.25
	Weigh(r.clock, true)
	r.subtitle.Hidden, r.trailing.Hidden = d.Subtitle == "", d.Trailing == ""
	r.tag.Hidden, r.gone.Hidden = d.Tag == nil, !d.Timed
	r.ring.dress(r.focused, 10)
}

// dressTrailing dresses the value at the far end; on the row being measured it is chestnut, like the line on the
// figure.
func (r *ListRow) dressTrailing(ink fyne.ThemeColorName) {
	d := r.data
	col := ink
	if d.TrailSoft && d.State != RowNeedsYou { // on straw it is said in the ink of straw: it may be the very thing that is needed
		col = Soft
	}
	if d.State == RowNow && !d.TrailSoft {
		col = Now
	}
	if d.TrailTone != "" {
		col = d.TrailTone
	}
	size := SizeBody
	switch {
	case d.TrailBig:
		size = SizeQuestion
	case d.TrailRow:
		size = SizeRow
	}
	r.trailing.SetColor(col).SetSize(size).SetBold(!d.TrailSoft)
}

// dressBadge dresses the short code in its square.
func (r *ListRow) dressBadge() {
	d := r.data
	body, edge, ink := Well, Clear, Ink
	if d.State == RowChosen {
		body, ink = Blue, OnBlue
	}
	fill(r.square, body, edge, 0, 8)
	r.square.Hidden = d.Badge == ""
	r.badge.Text, r.badge.Color = d.Badge, tone(ink)
	r.badge.TextSize = textSize(SizeBody)
	Weigh(r.badge, true)
	r.badge.Hidden = d.Badge == ""
}
