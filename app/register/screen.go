package register

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// ItemRoute is the route of one thing's page; its Arg is the thing's record.
const ItemRoute = session.RegisterItem

// filterArgs are the routes' words for the filters.
var filterArgs = []assessments.ID{"", "overdue", "due", "loan", "withdrawn"}

// Screen is the list of things.
type Screen struct {
	s      *session.Session
	m      Model
	k      *keep.Keeper
	ctx    context.Context
	cancel context.CancelFunc
	find   *kit.NoteBox
	chips  []*kit.Chip
	list   *kit.List
	empty  *fyne.Container
	page   *kit.Steps
}

// NewScreen makes the list; arg is the filter to begin with: "", overdue, due, loan or withdrawn.
func NewScreen(s *session.Session, arg assessments.ID) *Screen {
	return newScreen(s, arg, s.Wait)
}

func newScreen(s *session.Session, arg assessments.ID, clock kit.Clock) *Screen {
	v := &Screen{s: s, empty: kit.Column(0)}
	v.ctx, v.cancel = context.WithCancel(context.Background())
	v.k = keep.New(s, clock, v.Reload)
	v.m.Keep(Filter(max(0, slices.Index(filterArgs, arg))))
	v.list = kit.NewList(func() int { return len(v.m.Rows) }, v.row, func(i int) { v.open(v.m.Rows[i]) })
	v.find = kit.NewFind("Product, serial number or name", func(w string) { v.m.Find(w); v.show() }, func(string) {
		if len(v.m.Rows) > 0 {
			v.open(v.m.Rows[0])
		}
	})
	for f := range filterCount {
		v.chips = append(v.chips, kit.NewChip(filterWords[f], false, func() { v.m.Keep(f); v.show() }))
	}
	var chips []fyne.CanvasObject
	for _, c := range v.chips {
		chips = append(chips, c)
	}
	filters := kit.Wrap(8, chips...)
	v.page = kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		m := step.Margin()
		head := kit.Column(12, v.find, filters)
		if step == kit.StepLandscape {
			head = kit.Row(16, kit.Grow(filters), kit.Fixed(340, v.find))
		}
		return kit.Insets(8, m, m, m, kit.Column(16, head, v.empty, kit.Grow(kit.NewListCard(v.list))))
	})
	v.Reload()
	return v
}

// Reload reads the register anew; the filter and what is typed stay.
func (v *Screen) Reload() {
	m := v.m
	v.s.Load(v.ctx, func(ctx context.Context) error { return m.Read(ctx, v.s.Store, v.s.Today()) }, func(err error) {
		if err != nil {
			v.s.Fail(err)
			return
		}
		m.filter, m.words = v.m.filter, v.m.words
		v.m = m
		v.m.narrow()
		v.show()
	})
}

func (v *Screen) row(i int) kit.RowData {
	r := rowOf(v.m.Rows[i])
	if v.page != nil && v.page.Current() == kit.StepPhone {
		r.Tag = nil // the words beside it say the same, and need the room
	}
	return r
}

// rowOf is a thing as a row: which one it is, who has it, what is next. What is overdue has an icon and says so in words.
func rowOf(t Thing) kit.RowData {
	d := t.Next()
	r := kit.RowData{Icon: kit.IconTag, Title: t.Title(), TitleBig: true, Subtitle: t.Line(), Chevron: true}
	switch words := t.Words(d); {
	case d.State == Late || d.State == Soon:
		r.Lead = words
	case words != "":
		r.Subtitle += "\n" + words
	}
	switch {
	case t.V.Notice != "":
		r.Icon, r.Subtitle = kit.IconAlert, r.Subtitle+"\nSafety notice: "+t.V.Notice
	case d.State == Soon:
		r.Icon = kit.IconClock
	}
	r.Tag = &kit.TagData{Kind: kit.TagPlain, Text: t.StatusWords()}
	if d.State == Late {
		r.Icon, r.State = kit.IconAlert, kit.RowNeedsYou
		r.Tag = &kit.TagData{Kind: kit.TagNeeds, Text: "Overdue"}
	}
	return r
}

func (v *Screen) show() {
	for i, words := range v.m.Chips() {
		v.chips[i].SetText(words)
		v.chips[i].SetChosen(Filter(i) == v.m.filter)
	}
	v.empty.Objects = nil
	if len(v.m.Rows) == 0 {
		title, line := v.m.Empty()
		v.empty.Objects = []fyne.CanvasObject{kit.NewNotice(kit.NoticeInfo, title, line)}
	}
	v.list.Reload()
	kit.Relay(v.page)
	v.s.Reframe()
}

// open goes to the page of a thing.
func (v *Screen) open(t Thing) {
	r := t.Way()
	v.s.Go(r.Screen, r.Child, r.Arg)
}

// addNew begins a thing. It is a draft until it says what it is.
func (v *Screen) addNew() {
	id := v.s.NewID()
	if v.k.Start(refOf(id), &assessments.EquipmentItem{Status: "in-store"}) {
		v.s.Go(ItemRoute, "", id)
	}
}

func refOf(id assessments.ID) keep.Ref {
	return keep.Ref{ID: id, Kind: assessments.KindEquipmentItem, Scope: assessments.TeamScope()}
}

// Content is the list with its filters.
func (v *Screen) Content() fyne.CanvasObject { return v.page }

// Frame is the shell's frame around the list.
func (v *Screen) Frame() shell.Frame {
	uses := kit.NewQuiet("Safety notice", func() {
		showUses(v.s, v.page, &v.m, Question{}, v.Reload)
	}).WithIcon(kit.IconShield)
	return shell.Frame{Title: "Equipment register", Subtitle: v.m.Count(), Item: shell.ItemMore,
		Actions: []fyne.CanvasObject{uses, kit.NewPrimary("Add equipment", v.addNew)}}
}

// Leave stops what is still being read.
func (v *Screen) Leave() {
	v.k.Close()
	v.cancel()
}
