package goals

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// Screen is one goal: its page, or the builder that writes it.
type Screen struct {
	s      *session.Session
	ctx    context.Context
	stop   context.CancelFunc
	book   *Book
	clock  kit.Clock
	holder *fyne.Container
	frame  shell.Frame
	build  *buildView
}

var _ shell.Screen = (*Screen)(nil)

// NewScreen opens a goal. With no goal named it goes on with one that was begun and not agreed, or begins a new one.
func NewScreen(s *session.Session, child, arg assessments.ID) shell.Screen {
	return newScreen(s, child, arg, s.Wait)
}

func newScreen(s *session.Session, child, arg assessments.ID, clock kit.Clock) *Screen {
	v := &Screen{s: s, clock: clock, holder: kit.Stack(), book: NewBook(s.Store, s, s.NewID, child)}
	v.ctx, v.stop = context.WithCancel(context.Background())
	v.frame = shell.Frame{Bare: true, Item: shell.ItemChildren, Child: s.Band(v.ctx, child, s.Today()),
		Alerts: func() string { return s.Alerts(v.ctx, child) }}
	if err := v.book.Open(v.ctx); err != nil {
		s.Fail(err)
		v.holder.Objects = []fyne.CanvasObject{kit.NewEmpty(kit.IconAlert, "These goals cannot be opened", assessments.Sentence(err), "Back", s.Back)}
		return v
	}
	if arg == "" {
		arg = v.book.Unfinished()
	}
	if _, ok := v.book.Page(arg); ok && arg != v.book.Unfinished() {
		v.showPage(arg)
	} else {
		v.showBuilder(arg)
	}
	return v
}

// Content is the page or the builder.
func (v *Screen) Content() fyne.CanvasObject { return v.holder }

// Frame has the child and no bar: the goal's own head stands in its place.
func (v *Screen) Frame() shell.Frame { return v.frame }

// Leave keeps what is half typed.
func (v *Screen) Leave() {
	if v.build != nil {
		v.build.close()
	}
	v.stop()
}

func (v *Screen) swap(o fyne.CanvasObject) {
	v.holder.Objects = []fyne.CanvasObject{o}
	v.holder.Refresh()
	v.relay()
}

func (v *Screen) relay() { relay(v.holder) }

// relay lays the window out anew after a height has changed.
func relay(o fyne.CanvasObject) {
	kit.RelayAround(o)
}

func (v *Screen) showBuilder(id assessments.ID) {
	v.build = newBuildView(v, v.book.Build(id))
	v.swap(v.build.content)
}

// showPage shows one goal: ladder and chart in one table, ratings, and the words for the report.
func (v *Screen) showPage(id assessments.ID) {
	v.build = nil
	p, ok := v.book.Page(id)
	if !ok {
		v.s.Back()
		return
	}
	head := kit.NewTopBar(p.Title, p.Subtitle, kit.NewQuiet("Change goal", func() { v.showBuilder(id) }))
	if n := v.book.OpenCount(); n > 0 {
		head.SetTrailing(kit.NewQuiet("Change goal", func() { v.showBuilder(id) }),
			kit.NewPrimary(scoreWords(n), func() { v.s.Go(session.Score, v.book.Child, "") }))
	}
	ladder := kit.NewLadder(ladderData(p), v.scorer(p))
	top := fyne.CanvasObject(ladder)
	if !p.Written && !p.Closed {
		top = kit.Column(16, kit.NewNotice(kit.NoticeInfo, "The rungs have no words yet", "With words, a score can be read off what was seen.",
			kit.NewQuiet("Write the rungs", func() { v.showBuilder(id) })), ladder)
	}
	if ask := v.book.AskDischarge(); ask != "" {
		top = kit.Column(16, discharging(v.s, v.book.Child, ask), top)
	}
	ratings, verbs := v.ratings(p), v.verbs(p)
	v.swap(kit.Column(0, head, kit.Grow(kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		m, foot, report := kit.PageMargin(1200), float32(24), v.report(p, step)
		below := kit.Column(16, verbs, ratings, report)
		switch step {
		case kit.StepLandscape:
			below = kit.Column(16, kit.RowFull(16, kit.Fixed(400, ratings), kit.Grow(report)), verbs)
		case kit.StepPortrait:
			m, foot = kit.PageMargin(800), 96
		case kit.StepPhone:
			m, foot = kit.PageMargin(400), 96
		}
		return kit.NewScroller(kit.Insets(4, m, foot, m, kit.Column(16, top, below)))
	}))))
}

// scorer takes a tap on today's column; a closed goal is only looked at.
func (v *Screen) scorer(p Page) func(level int) {
	if p.Closed {
		return nil
	}
	id := p.ID
	return func(level int) {
		back := v.book.Score(v.ctx, id, level)
		v.showPage(id)
		if back != nil {
			v.s.Undo("Scored "+LevelText(level)+" today", func() {
				back()
				v.showPage(id)
			})
		}
	}
}

// verbs are what else can be done with a goal.
func (v *Screen) verbs(p Page) fyne.CanvasObject {
	child := v.book.Child
	row := kit.Wrap(12, kit.NewQuiet("Show the family", func() { v.s.Go(session.Family, child, p.ID) }).WithIcon(kit.IconPeople),
		kit.NewQuiet("Progress", func() { v.s.Go(session.Progress, child, p.ID) }).WithIcon(kit.IconChart),
		kit.NewQuiet("History", func() { v.s.Go(session.History, child, p.ID) }).WithIcon(kit.IconHistory))
	if p.Closed {
		row.Add(kit.NewQuiet("Open again", func() { v.closing(p.ID, v.book.OpenAgain(v.ctx, p.ID), "Opened the goal again") }))
	} else {
		row.Add(kit.NewQuiet("Close goal", func() { v.closing(p.ID, v.book.Close(v.ctx, p.ID), "Closed the goal") }))
	}
	return row
}

// closing shows a goal that was closed or opened again, and offers to take that back.
func (v *Screen) closing(id assessments.ID, back func(), words string) {
	v.showPage(id)
	if back != nil {
		v.s.Undo(words, func() {
			back()
			v.showPage(id)
		})
	}
}

func scoreWords(n int) string {
	if n == 1 {
		return "Score 1 goal"
	}
	return "Score " + count(n) + " goals"
}

func ladderData(p Page) kit.LadderData {
	d := kit.LadderData{Chosen: p.Today, Scored: p.Scored}
	for _, r := range p.Rungs {
		d.Rungs = append(d.Rungs, kit.Rung{Level: r.Level, Words: r.Words, Line: r.Line})
	}
	for _, x := range p.Points {
		d.Points = append(d.Points, kit.LadderPoint{When: x.When, Level: x.Level, Note: x.Note})
	}
	return d
}

func (v *Screen) ratings(p Page) fyne.CanvasObject {
	rows := []fyne.CanvasObject{kit.Row(12, kit.Grow(kit.RowTitle(p.RatingHead)), kit.Quieter("out of 10").OneLine())}
	for _, r := range p.Ratings {
		words := func() *kit.Text { return kit.Strong(r.Words).Align(fyne.TextAlignTrailing) }
		rows = append(rows, kit.Either(kit.Row(14, kit.Fixed(112, kit.Body(r.Label)), kit.Grow(newRatingTrack(r.From, r.To)), kit.Fixed(84, words())),
			kit.Column(8, kit.Row(12, kit.Grow(kit.Body(r.Label)), words()), newRatingTrack(r.From, r.To))))
	}
	return kit.NewCard(kit.Inset(24, kit.Column(16, rows...)))
}

// report is the sentence for a report, with the T-score apart from it: T is for staff.
func (v *Screen) report(p Page, step kit.Step) fyne.CanvasObject {
	head := []fyne.CanvasObject{kit.Grow(kit.RowTitle("For the report"))}
	var staff []fyne.CanvasObject
	if p.T != "" {
		staff = append(staff, kit.NewTag(kit.TagPlain, "T for staff: "+p.T))
	}
	if step != kit.StepPhone {
		head = append(head, staff...)
		staff = nil
	}
	head = append(head, kit.NewPlain("Copy", func() { fyne.CurrentApp().Clipboard().SetContent(p.Report) }).WithIcon(kit.IconCopy))
	rows := append([]fyne.CanvasObject{kit.Row(12, head...)}, staff...)
	return kit.NewCard(kit.Insets(8, 16, 20, 24, kit.Column(4, append(rows, kit.Insets(0, 8, 0, 0, kit.Report(kit.Span{Text: p.Report})))...)))
}
