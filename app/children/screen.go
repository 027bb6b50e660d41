package children

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/details"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// Screen is the list of children.
type Screen struct {
	s      *session.Session
	m      Model
	ctx    context.Context
	cancel context.CancelFunc
	find   *kit.NoteBox
	list   *kit.List
	empty  *fyne.Container
	page   *kit.Steps
}

// NewScreen makes the list; words are what Find starts with.
func NewScreen(s *session.Session, words string) *Screen {
	c := &Screen{s: s, empty: kit.Column(0)}
	c.ctx, c.cancel = context.WithCancel(context.Background())
	c.list = kit.NewList(func() int { return len(c.m.Rows) }, c.row, func(i int) { s.Go(session.ChildHome, c.m.Rows[i].ID, "") })
	c.find = kit.NewFind("Find a child", func(w string) { c.m.Find(w); c.show() }, func(string) {
		if len(c.m.Rows) > 0 {
			s.Go(session.ChildHome, c.m.Rows[0].ID, "")
		}
	})
	c.find.SetText(words)
	c.m.Find(words)
	filters := FilterWords
	if session.Stays(c.ctx, s.Store) {
		filters = filters[:Unsent] // nothing of a practice caseload is ever sent
	}
	chips, _ := kit.NewChips(filters, int(All), func(i int) { c.m.Keep(Filter(i)); c.show() })
	c.page = kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		m := step.Margin()
		return kit.Insets(8, m, m, m, kit.Column(16, chips, c.empty, kit.Grow(kit.NewListCard(c.list))))
	})
	c.Reload()
	return c
}

// Reload reads the caseload anew; what is typed in Find stays.
func (c *Screen) Reload() {
	var all []Row
	c.s.Load(c.ctx, func(ctx context.Context) (err error) {
		all, err = Read(ctx, c.s.Store, c.s.Today())
		return err
	}, func(err error) {
		if err != nil {
			c.s.Fail(err)
			return
		}
		c.m.Take(all)
		c.show()
	})
}

func (c *Screen) row(i int) kit.RowData {
	r := c.m.Rows[i]
	d := kit.RowData{Icon: kit.IconChild, Title: r.Title, TitleBig: true, Subtitle: r.Subtitle, Trailing: r.Trailing, TrailSoft: true, Chevron: true}
	if c.page != nil && c.page.Current() == kit.StepPhone { // a line for each thing: a number that is broken is misread
		d.Subtitle = strings.ReplaceAll(d.Subtitle, " · ", "\n")
	}
	if r.NeedsYou {
		d.State = kit.RowNeedsYou
	}
	return d
}

func (c *Screen) show() {
	c.empty.Objects = nil
	if len(c.m.Rows) == 0 {
		title, line := c.m.Empty()
		c.empty.Objects = []fyne.CanvasObject{kit.NewNotice(kit.NoticeInfo, title, line)}
	}
	c.list.Reload()
	if c.page != nil {
		kit.Relay(c.page)
	}
	c.s.Reframe()
}

// Content is the list with its filters.
func (c *Screen) Content() fyne.CanvasObject { return c.page }

// Frame is the shell's frame around the list.
func (c *Screen) Frame() shell.Frame {
	add := kit.NewQuiet("Add a child", func() {
		id := c.s.NewID()
		c.s.Go(session.Details, id, details.Arg(assessments.KindChild, id))
	}).WithIcon(kit.IconPlus)
	return shell.Frame{Title: "Children", Subtitle: c.m.Count(), Actions: []fyne.CanvasObject{add, c.find}, Item: shell.ItemChildren}
}

// Leave stops what is still being read.
func (c *Screen) Leave() { c.cancel() }
