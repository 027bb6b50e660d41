package clinic

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assets"
)

// sitesArg is the route's word for the other tab.
const sitesArg assessments.ID = "sites"

// NewScreen makes the screen of a clinic route: the board of a day, or the list of clinics when arg is "" and of site days when
// it is "sites".
func NewScreen(s *session.Session, arg assessments.ID) shell.Screen {
	return newScreen(s, arg, s.Wait)
}

func newScreen(s *session.Session, arg assessments.ID, clock kit.Clock) shell.Screen {
	switch day := assessments.Date(arg); {
	case day.Valid():
		return newBoard(s, day, clock)
	case arg == sitesArg:
		return newSites(s, clock)
	}
	return newList(s)
}

// page is what the list of clinics and that of site days share: tabs, and cards that scroll.
type page struct {
	s      *session.Session
	ctx    context.Context
	cancel context.CancelFunc
	cards  *fyne.Container
	steps  *kit.Steps
	scroll *kit.Scroller
	wide   func() []fyne.CanvasObject // cards of the two columns on a wide window: main, aside
}

func newPage(s *session.Session, tab int) *page {
	p := &page{s: s, cards: kit.Column(0)}
	p.ctx, p.cancel = context.WithCancel(context.Background())
	tabs, _ := kit.NewChips([]string{"Clinics", "Site days"}, tab, func(i int) { s.Swap(session.Clinic, "", []assessments.ID{"", sitesArg}[i]) })
	p.steps = kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		m := step.Margin()
		body := []fyne.CanvasObject{tabs}
		if p.wide != nil {
			cols := p.wide()
			if step == kit.StepLandscape && len(cols) == 2 {
				body = append(body, kit.RowTop(24, kit.Grow(cols[0]), kit.Fixed(asideWide, cols[1])))
			} else {
				for i := len(cols) - 1; i >= 0; i-- { // what is beside on a wide window comes first on a narrow one
					body = append(body, cols[i])
				}
			}
		}
		return kit.Insets(8, m, m, m, kit.Column(16, body...))
	})
	p.scroll = kit.NewScroller(p.steps)
	return p
}

// asideWide is the width of the column beside the main one.
const asideWide = 360

// show lays the cards out anew and keeps the place.
func (p *page) show() {
	at := p.scroll.Offset()
	p.steps.Rebuild()
	kit.RelayShown(p.scroll)
	p.scroll.ScrollTo(at)
	p.s.Reframe()
}

// Content is the page.
func (p *page) Content() fyne.CanvasObject { return p.scroll }

// listScreen is the list of clinics and their days.
type listScreen struct {
	*page
	m Model
}

func newList(s *session.Session) *listScreen {
	v := &listScreen{page: newPage(s, 0)}
	v.wide = v.columns
	v.Reload()
	return v
}

// Reload reads the clinics anew.
func (v *listScreen) Reload() {
	var m Model
	v.s.Load(v.ctx, func(ctx context.Context) error {
		return m.Read(ctx, v.s.Store, assets.Services, v.s.Today(), v.s.Clock())
	}, func(err error) {
		if err != nil {
			v.s.Fail(err)
			return
		}
		v.m = m
		v.show()
	})
}

func (v *listScreen) columns() []fyne.CanvasObject {
	var main []fyne.CanvasObject
	for _, c := range v.m.Clinics {
		main = append(main, v.clinic(c))
	}
	if len(v.m.Clinics) == 0 {
		title, line := "No clinics listed", "Your service’s rules list no clinic. You can still open a board and add a family who comes."
		if v.m.Pack == nil {
			title, line = "No clinic days to show", v.m.Why+" Clinic days show once it has. You can still open a board and add a family who comes."
		}
		notice := kit.NewNotice(kit.NoticeInfo, title, line)
		if v.m.Pack == nil {
			notice = kit.NewNotice(kit.NoticeInfo, title, line, kit.NewQuiet("Choose the rules", func() { v.s.Go(session.Waiting, "", "rules") }))
		}
		main = append(main, notice)
	}
	if len(v.m.Others) > 0 {
		var rows []fyne.CanvasObject
		for _, d := range v.m.Others {
			rows = append(rows, v.day(d))
		}
		main = append(main, kit.NewTitledCard(kit.CardHead("Other days"), rows...))
	}
	return []fyne.CanvasObject{kit.Column(16, main...), kit.Column(16, v.now())}
}

// now is the card of today: a board is always one tap away.
func (v *listScreen) now() fyne.CanvasObject {
	today := v.s.Today()
	rows := []fyne.CanvasObject{kit.RowTitle(today.Weekday())}
	if v.m.Hours != "" {
		kind := kit.TagPlain
		if v.m.Open == "Open now" {
			kind = kit.TagDone
		}
		rows = append(rows, kit.Body(v.m.Hours))
		if kind == kit.TagDone {
			rows = append(rows, kit.Wrap(8, kit.NewTag(kind, v.m.Open)))
		} else {
			rows = append(rows, kit.Quieter(v.m.Open))
		}
		if v.m.Note != "" {
			rows = append(rows, kit.Quieter(v.m.Note))
		}
	}
	rows = append(rows, kit.NewPrimary("Open today’s board", func() { v.open(today) }).Big())
	return kit.NewCard(kit.Inset(20, kit.Column(12, rows...)))
}

func (v *listScreen) open(on assessments.Date) { v.s.Go(session.Clinic, "", assessments.ID(on)) }

// clinic is one clinic with its days.
func (v *listScreen) clinic(c Clinic) fyne.CanvasObject {
	var tags []fyne.CanvasObject
	for _, f := range c.Facts {
		tags = append(tags, kit.NewTag(kit.TagPlain, f))
	}
	head := kit.Inset(20, kit.Column(10, kit.SectionHead(kit.IconClinic, c.Title, ""), kit.Body(c.Line), kit.Wrap(8, tags...)))
	rows := []fyne.CanvasObject{head}
	for _, d := range c.Dates {
		rows = append(rows, v.day(d))
	}
	if !c.K.WalkIn {
		rows = append(rows, kit.Inset(20, v.booked(c)))
	}
	return kit.NewRowCard(rows...)
}

// day is one row: it opens the board, unless the clinic is not held.
func (v *listScreen) day(d Date) fyne.CanvasObject {
	r := kit.RowData{Icon: kit.IconToday, Title: d.Words, TitleBig: true, Subtitle: d.Line, Chevron: !d.Off}
	switch {
	case d.Off:
		r.Icon, r.TitleBig, r.TitleThin = kit.IconRefused, false, true
		return kit.NewListRow(r, nil)
	case d.Today:
		r.State, r.Subtitle = kit.RowNow, strings.Join(some("Today", d.Line), ". ")
	case d.Past:
		r.Icon = kit.IconHistory
	}
	return kit.NewListRow(r, func() { v.open(d.On) })
}

// Frame is the shell's frame around the list.
func (v *listScreen) Frame() shell.Frame {
	return shell.Frame{Title: "Clinics", Subtitle: "Drop-in, booked, special schools", Item: shell.ItemMore}
}

// Leave stops what is still being read.
func (v *listScreen) Leave() { v.cancel() }
