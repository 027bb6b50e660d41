package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// SyncKind is where the work of this tablet stands.
type SyncKind int

// The states of the sync chip: the four of a day, and one in which nothing can be written, as on a full disk.
const (
	SyncSaved SyncKind = iota
	SyncSending
	SyncSent
	SyncNeedsYou
	SyncRefused
)

// SyncState is what the sync chip says, as plain values.
type SyncState struct {
	Kind        SyncKind
	Done, Total int    // while sending
	At          string // clock time of the last complete sending, 14:32
	Day         string // its day where that is not today: Tue, or 24 Nov
	Needs       int    // how many things need a person
}

// Words is the state in words.
func (s SyncState) Words() string {
	switch s.Kind {
	case SyncSending:
		return "Sending " + plain(s.Done) + " of " + plain(s.Total)
	case SyncSent:
		return "All sent " + s.day() + s.At
	case SyncNeedsYou:
		if s.Needs == 1 {
			return "1 needs you"
		}
		return plain(s.Needs) + " need you"
	case SyncRefused:
		return "Cannot save now"
	}
	return "Saved on this tablet"
}

// Short is the state in the few words that fit a phone.
func (s SyncState) Short() string {
	switch s.Kind {
	case SyncSending:
		return plain(s.Done) + " of " + plain(s.Total)
	case SyncSent:
		return strings.TrimSpace("Sent " + s.day())
	case SyncNeedsYou:
		return s.Words()
	case SyncRefused:
		return "Not saved"
	}
	return "Saved"
}

// day is the day of the last sending before its clock time: without one, what was sent days ago would read as sent today.
func (s SyncState) day() string {
	if s.Day == "" {
		return ""
	}
	return s.Day + " "
}

// icon is a shape of its own for each state.
func (s SyncState) icon() Icon {
	return [...]Icon{SyncSaved: IconSaved, SyncSending: IconUp, SyncSent: IconSent, SyncNeedsYou: IconAlert, SyncRefused: IconAlert}[s.Kind]
}

// pill is a chip with an icon at its left that opens something: the sync chip, and Hold and Cover in the child band.
type pill struct {
	control
	text   string
	short  string
	brief  bool // show the short words
	alone  bool // show no words
	icon   Icon
	onBand bool
	body   fyne.ThemeColorName
	edge   fyne.ThemeColorName
	ink    fyne.ThemeColorName
	bold   bool
	back   *canvas.Rectangle
	img    *canvas.Raster
	label  *canvas.Text
}

// setUp gives a pill its words, icon and plain colours.
func (p *pill) setUp(text string, i Icon, tap func()) {
	p.text, p.short, p.icon, p.name, p.onTap = text, text, i, text, tap
	p.body, p.edge, p.ink = Surface, Edge, Ink
	p.back, p.img, p.label = canvas.NewRectangle(nil), newPicture(), canvas.NewText(text, nil)
}

// words are the words for the room there is; none when the icon stands alone.
func (p *pill) words() string {
	switch {
	case p.alone:
		return ""
	case p.brief:
		return p.short
	}
	return p.text
}

func (p *pill) parts() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{p.back, p.img, p.label}, p.ring.parts()...)
}

func (p *pill) dress() {
	body, edge, ink := p.body, p.edge, p.ink
	if p.onBand && body == Surface {
		body, edge, ink = Clear, SlateEdge, OnSlate
	}
	if p.pressed {
		body, ink = Well, Ink
	}
	radius := grown(48) / 2
	fill(p.back, body, edge, edgeStroke, radius)
	p.label.Text, p.label.Color, p.label.TextSize = p.words(), tone(ink), textSize(SizeBody)
	Weigh(p.label, p.bold)
	paintIcon(p.img, p.icon, ink)
	p.ring.dress(p.focused, radius)
}

func (p *pill) least() fyne.Size {
	if p.words() == "" {
		return fyne.NewSize(target, grown(48))
	}
	return fyne.NewSize(12+24+8+p.label.MinSize().Width+16, grown(48))
}

func (p *pill) arrange(size fyne.Size) {
	place(p.back, 0, 0, size.Width, size.Height)
	p.ring.arrange(0, 0, size.Width, size.Height)
	x := float32(12)
	if p.words() == "" {
		x = (size.Width - 24) / 2
	}
	place(p.img, x, (size.Height-24)/2, 24, 24)
	m := p.label.MinSize()
	place(p.label, x+24+8, (size.Height-m.Height)/2+lift, m.Width, m.Height)
}

// SyncChip says where the work stands, in a few words, and opens the Outbox.
type SyncChip struct {
	pill
	state SyncState
}

// NewSyncChip makes the chip; onBand draws it for the child band.
func NewSyncChip(s SyncState, onBand bool, tap func()) *SyncChip {
	c := &SyncChip{state: s}
	c.setUp(s.Words(), s.icon(), tap)
	c.onBand = onBand
	c.become(c)
	c.SetState(s)
	return c
}

// SetState shows another state.
func (c *SyncChip) SetState(s SyncState) {
	c.state = s
	c.text, c.short, c.name, c.icon = s.Words(), s.Short(), s.Words(), s.icon()
	c.body, c.edge, c.ink, c.bold = Surface, Edge, Ink, false
	switch s.Kind {
	case SyncSending:
		if !c.onBand {
			c.body, c.edge, c.ink = BlueTint, Blue, OnBlueTint
		}
	case SyncSent:
		if !c.onBand {
			c.ink = Green
		}
	case SyncNeedsYou:
		c.body, c.edge, c.ink, c.bold = StrawFill, Straw, OnStraw, true
	case SyncRefused:
		c.body, c.edge, c.ink, c.bold = RedTint, Red, OnRedTint, true
	}
	c.redraw()
}

// SetBrief shows the short words, for narrow windows.
func (c *SyncChip) SetBrief(on bool) {
	if c.brief != on {
		c.brief = on
		c.redraw()
	}
}

// CoverPill is the Cover and the search button of the child band and of portrait bars.
type CoverPill struct{ pill }

// NewCover makes the Cover chip; alone leaves the word to the accessible name.
func NewCover(onBand, alone bool, tap func()) *CoverPill {
	c := &CoverPill{}
	c.setUp("Cover", IconCover, tap)
	c.onBand, c.alone = onBand, alone
	c.become(c)
	return c
}

// NewBandFind makes the search button of the child band.
func NewBandFind(tap func()) *CoverPill {
	c := &CoverPill{}
	c.setUp("Find", IconFind, tap)
	c.onBand, c.alone = true, true
	c.become(c)
	return c
}
