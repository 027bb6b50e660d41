package childhome

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// The tabs, in order; a route's Arg names one.
var tabs = []string{"Summary", "Timeline", "Goals", "Equipment", "Reports", "People"}

// tabArgs are the routes' words for the tabs.
var tabArgs = []assessments.ID{"", "timeline", "goals", "equipment", "reports", "people"}

// sideWide is the width of the column beside the summary.
const sideWide = 392

// Screen is the home of one child.
type Screen struct {
	s      *session.Session
	child  assessments.ID
	m      Model
	tab    int
	ctx    context.Context
	cancel context.CancelFunc
	tabBar *kit.Tabs
	holder *fyne.Container
	page   *kit.Scroller
	band   *kit.ChildBandData
	clock  kit.Clock
	told   bool // the alerts were asked for by a press and hold
}

// NewScreen shows a child's home on a tab.
func NewScreen(s *session.Session, child, tab assessments.ID) *Screen {
	return NewScreenAt(s, s.Wait, child, tab)
}

// NewScreenAt is NewScreen with a clock of the caller's, by which a press and hold is timed.
func NewScreenAt(s *session.Session, clock kit.Clock, child, tab assessments.ID) *Screen {
	c := &Screen{s: s, child: child, clock: clock, holder: kit.Column(0)}
	for i, a := range tabArgs {
		if a == tab {
			c.tab = i
		}
	}
	c.ctx, c.cancel = context.WithCancel(context.Background())
	c.band = s.Band(c.ctx, child, s.Today())
	c.tabBar = kit.NewTabs(tabs, c.tab, c.choose)
	c.page = kit.NewScroller(c.holder)
	c.Reload()
	return c
}

// Reload reads the child away from the screen and shows the same tab, where it was scrolled to.
func (c *Screen) Reload() {
	var m Model
	c.s.Load(c.ctx, func(ctx context.Context) (err error) {
		m, err = Build(ctx, c.s.Store, c.child, c.s.Today())
		return err
	}, func(err error) {
		if err != nil {
			c.s.Fail(err)
			return
		}
		c.m = m
		c.show()
	})
}

// choose shows another tab. The tab is part of the route, so that Back and a restart return to it.
func (c *Screen) choose(i int) { c.s.Swap(session.ChildHome, c.child, tabArgs[i]) }

func (c *Screen) show() {
	var body fyne.CanvasObject
	switch tabArgs[c.tab] {
	case "timeline":
		body = c.margins(c.timeline(len(c.m.Timeline)))
	case "goals":
		body = c.margins(c.goals(), kit.Wrap(12, append(c.scoring(),
			kit.NewQuiet("Progress", func() { c.s.Go(session.Progress, c.child, "") }).WithIcon(kit.IconChart),
			kit.NewQuiet("Show the family", func() { c.s.Go(session.Family, c.child, "") }).WithIcon(kit.IconPeople))...),
			c.shelf("Activity plans", c.m.Plans, "No plans yet", "New plan", session.Plan),
			c.shelf("Assessment scores", c.m.Scores, "No scores yet", "New score", session.Scores))
	case "equipment":
		body = c.margins(c.shelf("Equipment", c.m.Equipment, "Nothing recommended yet", "New equipment", session.Equipment), c.shelf("Measurements", c.m.Measures, "Not measured yet", "Measure", session.Measuring))
	case "reports":
		body = c.margins(kit.Wrap(12, kit.NewPrimary("New report", c.report),
			kit.NewQuiet("Provision", func() { c.s.Go(session.Provision, c.child, "") })), c.shelf("Reports", c.m.Reports, "No reports yet", "", session.Composer))
	case "people":
		body = c.margins(kit.Wrap(12, c.sheet(c.m.Known+"’s own details", assessments.KindChild, c.child), c.sheet("New referral", assessments.KindReferral, "")), c.people(), c.sharing(), c.alerts())
	default:
		body = c.summary()
	}
	c.holder.Objects = []fyne.CanvasObject{body}
	c.holder.Refresh()
	kit.Relay(c.page)
}

func (c *Screen) margins(parts ...fyne.CanvasObject) fyne.CanvasObject {
	return kit.NewSteps(func(s kit.Step) fyne.CanvasObject {
		m := s.Margin()
		return kit.Insets(24, m, m, m, kit.Column(16, parts...))
	})
}

func (c *Screen) summary() fyne.CanvasObject {
	var left []fyne.CanvasObject
	if q := c.m.Said; q != nil {
		left = append(left, kit.Row(16, kit.NewSymbol(kit.IconQuote, 32, kit.Now), kit.Grow(kit.Column(2, kit.NewText(q.Words, kit.SizeQuestion, kit.Ink, false), kit.Quieter(q.By)))))
	}
	left = append(left, c.goals())
	if len(c.m.Goals) > 0 {
		left = append(left, kit.Wrap(12, c.scoring()...))
	}
	left = append(left, c.timeline(4))
	right := []fyne.CanvasObject{c.next(), c.more(), c.sharing()}
	if len(c.m.Same) > 0 {
		left = append([]fyne.CanvasObject{c.same()}, left...)
	}
	if c.m.Leaves != nil {
		left = append([]fyne.CanvasObject{c.leaves()}, left...)
	}
	if len(c.m.Chair) > 0 {
		right = append(right, c.chair())
	}
	return kit.NewSteps(func(s kit.Step) fyne.CanvasObject {
		switch s {
		case kit.StepLandscape:
			return kit.Insets(24, 32, 32, 32, kit.RowTop(24, kit.Grow(kit.Column(16, slices.Concat(c.absences(), left)...)), kit.Fixed(sideWide, kit.Column(16, right...))))
		case kit.StepPortrait:
			return kit.Inset(24, kit.Column(16, slices.Concat(c.absences(), []fyne.CanvasObject{c.next()}, left, right[1:])...))
		}
		return kit.Inset(16, kit.Column(12, slices.Concat(c.absences(), []fyne.CanvasObject{c.next()}, left, right[1:])...))
	})
}

// more leads to what is not done at every visit.
func (c *Screen) more() fyne.CanvasObject {
	return kit.NewRowCard(
		kit.NewListRow(kit.RowData{Icon: kit.IconFlag, Title: "Pathway", Subtitle: c.m.Pathway, Chevron: true}, func() { c.s.Go(session.Pathway, c.child, "") }),
		kit.NewListRow(kit.RowData{Icon: kit.IconDraw, Title: "My views", Subtitle: c.m.Known + " chooses pictures, says and draws", Chevron: true}, func() { c.s.Go(session.Views, c.child, "") }),
		kit.NewListRow(kit.RowData{Icon: kit.IconImage, Title: "Photos and drawings", Subtitle: c.m.Pictures, Chevron: true}, func() { c.s.Go(session.Photos, c.child, "") }),
		kit.NewListRow(kit.RowData{Icon: kit.IconPencil, Title: "Questions", Subtitle: "Ask at a visit or by telephone, share a link, or copy a paper", Chevron: true}, func() { c.s.Go(session.Questions, c.child, "") }),
		kit.NewListRow(kit.RowData{Icon: kit.IconPlan, Title: "Copy a paper log", Subtitle: "What school or home ticked by hand", Chevron: true}, func() { c.s.Go(session.Log, c.child, "") }),
		kit.NewListRow(kit.RowData{Icon: kit.IconHistory, Title: "History", Subtitle: "Who changed what and when, and wrong entries", Chevron: true}, func() { c.s.Go(session.History, c.child, "") }))
}

// same names the children whom a lead has linked with this one.
func (c *Screen) same() fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, it := range c.m.Same {
		var tap func()
		if it.ID != "" {
			tap = func() { c.s.Go(session.Same, c.child, it.ID) }
		}
		rows = append(rows, kit.NewListRow(kit.RowData{Icon: kit.IconPeople, Title: it.Title, Subtitle: it.Line, Chevron: tap != nil}, tap))
	}
	return kit.NewRowCard(rows...)
}

// Content is the page of the tab on show.
func (c *Screen) Content() fyne.CanvasObject { return c.page }

// Frame is the shell's frame: the child's band and the tabs.
func (c *Screen) Frame() shell.Frame {
	return shell.Frame{Child: c.band, Tabs: c.tabBar, Item: shell.ItemChildren, Alerts: func() string { return c.s.Alerts(c.ctx, c.child) }}
}

// Leave stops what is still being read.
func (c *Screen) Leave() { c.cancel() }
