package consent

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// listWide is the width of the matters beside the one on show.
const listWide = 452

// Screen is a child's consents: the matters, and one of them.
type Screen struct {
	s      *session.Session
	child  assessments.ID
	key    assessments.ID // of the matter on show, "" for the list alone
	b      *Book
	ctx    context.Context
	stop   context.CancelFunc
	keeper *keep.Keeper
	band   *kit.ChildBandData

	list   *fyne.Container
	detail *fyne.Container
	steps  *kit.Steps
	page   *kit.Scroller
	just   assessments.ID // basis written on this screen, for its signature

	begun   assessments.ID // decision for which somebody was signing when the tablet locked, "" for none
	signing bool           // the sheet to sign on is open
}

var _ shell.Screen = (*Screen)(nil)

// NewScreen opens a child's consents; arg is the key of a matter, or "".
func NewScreen(s *session.Session, child, arg assessments.ID) shell.Screen {
	return newScreen(s, s.Wait, child, arg)
}

func newScreen(s *session.Session, clock kit.Clock, child, arg assessments.ID) *Screen {
	v := &Screen{s: s, child: child, key: arg, list: kit.Column(16), detail: kit.Column(16)}
	v.ctx, v.stop = context.WithCancel(context.Background())
	v.b = NewBook(s.Store, s, s.NewID, child)
	v.band = s.Band(v.ctx, child, s.Today())
	v.keeper = keep.New(s, clock, v.load)
	v.steps = kit.NewSteps(v.arrange)
	v.page = kit.NewScroller(v.steps)
	v.load()
	return v
}

// load reads the book away from the screen and shows it.
func (v *Screen) load() {
	b := NewBook(v.s.Store, v.s, v.s.NewID, v.child)
	var begun assessments.ID
	v.s.Load(v.ctx, func(ctx context.Context) error {
		begun = v.readBegun(ctx)
		return b.Open(ctx)
	}, func(err error) {
		if err != nil {
			v.list.Objects = []fyne.CanvasObject{kit.NewCard(kit.Inset(20, kit.NewEmpty(kit.IconAlert, "The consents cannot be read", assessments.Sentence(err), "Back", v.s.Back)))}
			v.relay()
			return
		}
		v.b, v.begun = b, begun
		v.show()
	})
}

func (v *Screen) show() {
	sharing, other := v.b.Lines()
	v.list.Objects = []fyne.CanvasObject{v.card("Sharing", sharing), v.card("Seeing and recording "+v.b.Known(), other)}
	v.detail.Objects = nil
	if m, ok := ParseKey(v.key); ok {
		v.detail.Objects = v.matter(v.b.Line(m))
	}
	v.relay()
}

// arrange sets the list beside the matter where there is room, and one after the other where there is not.
func (v *Screen) arrange(step kit.Step) fyne.CanvasObject {
	m := step.Margin()
	switch {
	case step == kit.StepLandscape && v.key == "":
		hint := kit.NewCard(kit.Inset(24, kit.NewEmpty(kit.IconOk, "Choose a line", "What it covers, who said so and when, and all that was said before", "", nil)))
		return kit.Insets(16, m, m, m, kit.RowTop(24, kit.Fixed(listWide, v.list), kit.Grow(hint)))
	case step == kit.StepLandscape:
		return kit.Insets(16, m, m, m, kit.RowTop(24, kit.Fixed(listWide, v.list), kit.Grow(v.detail)))
	case v.key == "":
		return kit.Insets(16, m, m, m, v.list)
	}
	return kit.Insets(16, m, m, m, v.detail)
}

// Look is a standing's icon and colour, which never stand without its word.
func Look(s reports.Standing) (kit.Icon, fyne.ThemeColorName, kit.TagKind) {
	switch s {
	case reports.Agreed, reports.ByRight, reports.Limited:
		return kit.IconOk, kit.Green, kit.TagDone
	case reports.Lawful:
		return kit.IconShield, kit.Ink, kit.TagPlain
	case reports.Waiting:
		return kit.IconClock, kit.Straw, kit.TagNeeds
	case reports.Refused:
		return kit.IconRefused, kit.OnRedTint, kit.TagRefused
	case reports.Ended:
		return kit.IconEnded, kit.Soft, kit.TagPlain
	}
	return kit.IconAsked, kit.Soft, kit.TagPlain
}

func (v *Screen) card(title string, lines []Line) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, l := range lines {
		icon, tone, _ := Look(l.Standing)
		d := kit.RowData{Icon: icon, IconColor: tone, Title: l.Title, Subtitle: l.Said, Trailing: l.Word, TrailTone: tone, TrailSoft: tone == kit.Soft}
		if l.Key() == v.key {
			d.State = kit.RowChosen
		}
		rows = append(rows, kit.NewListRow(d, func() { v.open(l.Matter) }))
	}
	return kit.NewTitledCard(kit.CardHead(title), rows...)
}

// open shows a matter. It is part of the route, so that a restart comes back to it.
func (v *Screen) open(m Matter) {
	if v.key == "" && v.steps.Current() != kit.StepLandscape { // side by side the list stays, so there is nothing to go back to
		v.s.Go(session.Consent, v.child, m.Key())
		return
	}
	v.s.Swap(session.Consent, v.child, m.Key())
}

func (v *Screen) relay() {
	v.steps.Rebuild()
	kit.Relay(v.page)
}

// Content is the page.
func (v *Screen) Content() fyne.CanvasObject { return v.page }

// Frame is the shell's frame: the child, and what the page is.
func (v *Screen) Frame() shell.Frame {
	return shell.Frame{Title: "Consent", Subtitle: "Who said yes or no to what", Child: v.band, Item: shell.ItemChildren, Alerts: func() string { return v.s.Alerts(v.ctx, v.child) }}
}

// Leave keeps what is half typed.
func (v *Screen) Leave() {
	v.keeper.Close()
	v.stop()
}
