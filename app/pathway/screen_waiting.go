package pathway

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// WaitingScreen is everybody who waits, and the rules by which the service works.
type WaitingScreen struct {
	s      *session.Session
	k      *keep.Keeper
	q      Queue
	ctx    context.Context
	cancel context.CancelFunc
	tabs   *kit.Tabs
	chips  []*kit.Chip
	list   *kit.List
	aims   *kit.Text
	head   *fyne.Container // the parts of the list, and the aims
	empty  *fyne.Container
	rules  *fyne.Container
	packs  *kit.Scroller
	page   *kit.Steps
}

var _ shell.Screen = (*WaitingScreen)(nil)

// NewWaiting opens the waiting list; arg RulesArg opens the rules of the service.
func NewWaiting(s *session.Session, arg assessments.ID) shell.Screen {
	return newWaiting(s, arg, s.Wait)
}

func newWaiting(s *session.Session, arg assessments.ID, clock kit.Clock) *WaitingScreen {
	v := &WaitingScreen{s: s, aims: kit.Quieter(""), head: kit.Column(10), empty: kit.Column(0), rules: kit.Column(16)}
	v.ctx, v.cancel = context.WithCancel(context.Background())
	v.k = keep.New(s, clock, v.reload)
	at := 0
	if arg == RulesArg {
		at = 1
	}
	v.tabs = kit.NewTabs([]string{"Waiting", "Rules"}, at, func(int) { v.leave(); v.page.Rebuild(); v.relay() })
	v.list = kit.NewList(func() int { return len(v.q.Rows) }, v.row, func(i int) { v.s.Go(session.Pathway, v.q.Rows[i].Child, "") })
	for i := range cutCount {
		v.chips = append(v.chips, kit.NewChip("", i == 0, func() { v.q.Show(i); v.show() }))
	}
	v.packs = kit.NewScroller(kit.Column(0))
	v.page = kit.NewSteps(v.arrange)
	v.reload()
	return v
}

// reload reads everybody anew; the part of the list that shows stays.
func (v *WaitingScreen) reload() {
	q := Queue{cut: v.q.cut, House: v.q.House}
	v.s.Load(v.ctx, func(ctx context.Context) error { return q.Read(ctx, v.s.Store, v.s.Today()) }, func(err error) {
		if err != nil {
			v.s.Fail(err)
			return
		}
		at := v.packs.Offset()
		q.Show(v.q.cut)
		v.q = q
		v.rules.Objects = v.ruleCards()
		v.show()
		v.packs.ScrollTo(at)
		v.s.Reframe()
	})
}

func (v *WaitingScreen) show() {
	for i, words := range v.q.Chips() {
		v.chips[i].SetText(words)
		v.chips[i].SetChosen(Cut(i) == v.q.cut)
	}
	v.aims.SetText(v.q.Aims())
	v.empty.Objects, v.head.Hidden = nil, len(v.q.all) == 0 // with nobody there is nothing to choose from
	if len(v.q.Rows) == 0 {
		line := "Every referral is triaged, and every child has been seen"
		if len(v.q.all) > 0 {
			line = "Nobody in this part of the list"
		}
		v.empty.Objects = []fyne.CanvasObject{kit.NewCard(kit.NewEmpty(kit.IconClock, "Nobody waits here", line, "", nil))}
	}
	v.list.Reload()
	v.relay()
}

// row is one referral that waits: who, how long, and the clock that matters now, in words.
func (v *WaitingScreen) row(i int) kit.RowData {
	w := v.q.Rows[i]
	d := kit.RowData{Icon: kit.IconClock, Title: w.Name, TitleBig: true, Lead: w.Clock, Subtitle: w.Words, Chevron: true}
	if w.Urgency != "routine" {
		d.Lead = strings.TrimSuffix(label(w.Urgency)+". "+w.Clock, ". ")
	}
	if w.Booked != "" {
		d.Subtitle += "\n" + w.Booked
	}
	d.Tag = &kit.TagData{Kind: kit.TagPlain, Text: span(w.days)}
	if w.Triage {
		d.Icon = kit.IconMail
	}
	if w.State == Barred {
		d.Icon, d.State, d.Tag.Kind = kit.IconAlert, kit.RowNeedsYou, kit.TagNeeds
	}
	return d
}

func (v *WaitingScreen) arrange(step kit.Step) fyne.CanvasObject {
	m := step.Margin()
	if v.tabs.Chosen() == 1 {
		v.packs.SetContent(kit.Insets(4, m, 96, m, v.rules))
		return kit.Column(12, v.tabs, kit.Grow(v.packs))
	}
	var chips []fyne.CanvasObject
	for _, c := range v.chips {
		chips = append(chips, c)
	}
	v.head.Objects = []fyne.CanvasObject{kit.Wrap(8, chips...), v.aims}
	return kit.Column(16, v.tabs, kit.Grow(kit.Insets(0, m, m, m, kit.Column(16, v.head, v.empty, kit.Grow(kit.NewListCard(v.list))))))
}

// leave makes a change of what was typed before something else happens.
func (v *WaitingScreen) leave() {
	kit.Unfocus(v.page)
}

func (v *WaitingScreen) relay() { kit.RelayShown(v.page) }

// Content is the whole page.
func (v *WaitingScreen) Content() fyne.CanvasObject { return v.page }

// Frame is the shell's frame around the page.
func (v *WaitingScreen) Frame() shell.Frame {
	return shell.Frame{Title: "Waiting", Subtitle: v.q.Count(), Item: shell.ItemMore}
}

// Leave stops what is still being read.
func (v *WaitingScreen) Leave() {
	v.k.Close()
	v.cancel()
}
