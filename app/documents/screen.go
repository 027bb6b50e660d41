package documents

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

// signedWide is the width of the column of versions.
const signedWide = 420

// Screen is the root of Reports.
type Screen struct {
	s      *session.Session
	m      Model
	ctx    context.Context
	cancel context.CancelFunc
	k      *keep.Keeper
	work   *fyne.Container
	signed *fyne.Container
	body   *kit.Steps
	page   *kit.Scroller
}

// NewScreen makes the root of Reports.
func NewScreen(s *session.Session) shell.Screen { return newScreen(s, s.Wait) }

func newScreen(s *session.Session, clock kit.Clock) *Screen {
	v := &Screen{s: s, work: kit.Column(16), signed: kit.Column(16)}
	v.ctx, v.cancel = context.WithCancel(context.Background())
	v.k = keep.New(s, clock, v.load)
	v.body = kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		m := step.Margin()
		if step == kit.StepLandscape {
			return kit.Insets(8, m, m, m, kit.RowTop(24, kit.Grow(v.work), kit.Fixed(signedWide, v.signed)))
		}
		return kit.Insets(8, m, m, m, kit.Column(24, v.work, v.signed))
	})
	v.page = kit.NewScroller(v.body)
	v.load()
	return v
}

// load reads the caseload's reports away from the screen and shows them.
func (v *Screen) load() {
	var m Model
	v.s.Load(v.ctx, func(ctx context.Context) (err error) {
		m, err = Build(ctx, v.s.Store, v.s.Today())
		return err
	}, func(err error) {
		if err != nil {
			v.s.Fail(err)
			return
		}
		v.m = m
		v.work.Objects, v.signed.Objects = v.working(), v.versions()
		v.body.Rebuild()
		if kit.CanvasOf(v.page) != nil {
			kit.Relay(v.page)
		}
		v.s.Reframe()
	})
}

// working is what is due and what is in hand.
func (v *Screen) working() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, d := range v.m.Due {
		out = append(out, v.due(d))
	}
	if len(v.m.InHand) > 0 {
		var rows []fyne.CanvasObject
		for _, r := range v.m.InHand {
			rows = append(rows, kit.NewListRow(kit.RowData{Icon: kit.IconPencil, Title: r.Title, TitleBig: true, Subtitle: r.Line, Chevron: true},
				func() { v.s.Go(session.Composer, r.Child, r.ID) }))
		}
		out = append(out, kit.NewTitledCard(kit.CardHead("In hand"), rows...))
	}
	if len(out) == 0 {
		out = append(out, kit.NewCard(kit.NewEmpty(kit.IconReports, "Nothing due and nothing in hand", "Start a report, or record a request when its letter comes", "New report", v.newReport)))
	}
	return out
}

// due is a request with its clock and the one thing to do next.
func (v *Screen) due(d Due) fyne.CanvasObject {
	next := kit.NewPrimary("Write", func() { v.write(d) })
	switch {
	case d.Signed:
		next = kit.NewQuiet("It was sent today", func() { v.sent(d) })
	case d.Report != "":
		next = kit.NewQuiet("Go on writing", func() { v.s.Go(session.Composer, d.Child, d.Report) })
	}
	next.SetName(d.Title + ": " + next.Name())
	head := kit.RowTop(16, kit.Grow(kit.Column(4, kit.RowTitle(d.Title), kit.Quieter(d.When))), next)
	return kit.NewRaised(kit.Inset(24, kit.Column(12, head, kit.NewBar(8, kit.Ink, d.Gone), kit.Strong(d.Left))))
}

// write starts the advice that a request asks for.
func (v *Screen) write(d Due) {
	Start(v.ctx, v.s, d.Child, New(reports.EHCAdvice, Child{ID: d.Child}, v.s.Today()))
}

// sent stops the clock of a request.
func (v *Screen) sent(d Due) {
	if v.k.Put(keep.RefOf(d.Request), "Sent: "+d.Title, assessments.Fields{"sent_on": keep.JSON(v.s.Today())}) {
		v.load()
	}
}

// versions are the signed reports, newest first.
func (v *Screen) versions() []fyne.CanvasObject {
	if len(v.m.Versions) == 0 {
		return []fyne.CanvasObject{kit.NewCard(kit.NewEmpty(kit.IconLock, "No signed reports yet", "A signed report stands here with all its versions", "", nil))}
	}
	var rows []fyne.CanvasObject
	for _, r := range v.m.Versions {
		rows = append(rows, kit.NewListRow(kit.RowData{Icon: kit.IconLock, Title: r.Title, Subtitle: r.Line, Chevron: true},
			func() { v.s.Go(session.Preview, r.Child, r.ID) }))
	}
	return []fyne.CanvasObject{kit.NewTitledCard(kit.CardHead("Signed"), rows...)}
}

// Content is the scrolling page.
func (v *Screen) Content() fyne.CanvasObject { return v.page }

// Frame is the shell's frame around the page.
func (v *Screen) Frame() shell.Frame {
	request := kit.NewQuiet("New request", v.newRequest)
	report := kit.NewPrimary("New report", v.newReport)
	return shell.Frame{Title: "Reports", Subtitle: v.m.Subtitle(), Item: shell.ItemReports, Actions: []fyne.CanvasObject{request, report}}
}

// Leave stops what is still being read.
func (v *Screen) Leave() {
	v.k.Close()
	v.cancel()
}
