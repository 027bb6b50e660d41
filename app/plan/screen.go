package plan

import (
	"context"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// doseWide is the width of the column with the dose.
const doseWide = 456

// Screen is one activity plan, being written or read.
type Screen struct {
	s      *session.Session
	ctx    context.Context
	stop   context.CancelFunc
	m      *Sheet
	clock  kit.Clock
	holder *fyne.Container
	frame  shell.Frame
	framed bool // the shell has read the frame
	typing []*keep.Typist

	hours   *kit.Text
	line    *kit.Text
	who     *fyne.Container
	stops   *fyne.Container
	long    *fyne.Container // stop rules that are sentences
	days    *kit.Text
	list    *fyne.Container
	page    *kit.Scroller // the one that holds the activities
	cards   map[assessments.ID]*activityCard
	titled  *kit.Field
	titling *keep.Typist
	place   func(int) // marks the chip of a place
	doses   []*dose
}

// dose is one of the four numbers with the answers that are given most.
type dose struct {
	field *kit.NumberField
	wait  *keep.Typist
	set   func(int)
	usual []int
	get   func(assessments.ActivityPlan) int
}

var _ shell.Screen = (*Screen)(nil)

// NewScreen opens an activity plan. With no plan named it goes on with one that was begun, or begins a new one.
func NewScreen(s *session.Session, child, arg assessments.ID) shell.Screen {
	return newScreen(s, child, arg, s.Wait)
}

func newScreen(s *session.Session, child, arg assessments.ID, clock kit.Clock) *Screen {
	v := &Screen{s: s, clock: clock, holder: kit.Stack(), m: NewSheet(s.Store, s, s.NewID, child, arg), cards: map[assessments.ID]*activityCard{}}
	v.ctx, v.stop = context.WithCancel(context.Background())
	v.frame = shell.Frame{Item: shell.ItemChildren, Child: s.Band(v.ctx, child, s.Today()),
		Alerts: func() string { return s.Alerts(v.ctx, child) }}
	if err := v.m.Open(v.ctx); err != nil {
		s.Fail(err)
		v.holder.Objects = []fyne.CanvasObject{kit.NewEmpty(kit.IconAlert, "This plan cannot be opened", assessments.Sentence(err), "Back", s.Back)}
		return v
	}
	v.build()
	v.show()
	return v
}

// Content is the whole plan.
func (v *Screen) Content() fyne.CanvasObject { return v.holder }

// Frame has the child, and the plan's title with the verb that adds to it.
func (v *Screen) Frame() shell.Frame {
	v.framed = true
	return v.frame
}

// retitle tells the shell when the title or the line below it has changed.
func (v *Screen) retitle(title string) {
	if title == "" {
		title = "New activity plan"
	}
	if line := v.subtitle(); v.frame.Title != title || v.frame.Subtitle != line {
		v.frame.Title, v.frame.Subtitle = title, line
		if v.framed {
			v.s.Reframe()
		}
	}
}

// Leave keeps what is half typed.
func (v *Screen) Leave() {
	v.flush()
	v.fold()
	v.stop()
}

// types makes a box's words durable while they are typed.
func (v *Screen) types(write func(context.Context) error) *keep.Typist {
	t := keep.TypistOf(v.ctx, v.s, v.clock, write)
	v.typing = append(v.typing, t)
	return t
}

func (v *Screen) flush() {
	for _, t := range v.typing {
		t.Flush()
	}
}

// fold makes what was typed one change of each record.
func (v *Screen) fold() {
	if v.m.Made() {
		v.fail(v.m.Close(v.ctx, v.m.ID))
	}
	ids, _ := v.m.Activities()
	for _, id := range ids {
		v.fail(v.m.Close(v.ctx, id))
	}
}

func (v *Screen) fail(err error) {
	if err != nil {
		v.s.Fail(err)
	}
}

// did shows a change and offers to take it back.
func (v *Screen) did(back func(), words string) {
	v.show()
	if back != nil {
		v.s.Undo(words, func() {
			back()
			v.show()
		})
	}
}

func (v *Screen) build() {
	v.frame.Actions = []fyne.CanvasObject{kit.NewQuiet("From the library", v.pick), kit.NewPrimary("Add an activity", v.add)}
	v.frame.Narrow = []fyne.CanvasObject{kit.NewQuiet("Library", v.pick), kit.NewPrimary("Add", v.add)}
	v.hours, v.line, v.days = kit.Number(""), kit.Quieter(""), kit.Quieter("")
	v.who, v.stops, v.long, v.list = kit.Wrap(8), kit.Wrap(8), kit.Column(4), kit.Column(16)
	left := kit.Column(16, v.doseCard(), v.whoCard(), v.whenCard())
	v.holder.Objects = []fyne.CanvasObject{kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		switch step {
		case kit.StepLandscape:
			v.page = kit.NewScroller(kit.Insets(16, 32, 96, 12, v.list))
			return kit.RowFull(0, kit.Fixed(doseWide+32+12, kit.NewScroller(kit.Insets(16, 12, 96, 32, left))), kit.Grow(v.page))
		case kit.StepPortrait:
			v.page = kit.NewScroller(kit.Insets(16, 24, 96, 24, kit.Column(16, v.list, left)))
		default:
			v.page = kit.NewScroller(kit.Insets(16, 16, 96, 16, kit.Column(16, v.list, left)))
		}
		return v.page
	})}
}

// doseCard is how much: four numbers, and the hours they come to at once.
func (v *Screen) doseCard() fyne.CanvasObject {
	rows := []fyne.CanvasObject{kit.Row(12, kit.RowTitle("How much"), kit.Grow(kit.Gap())), kit.Row(12, v.hours, kit.Grow(v.line))}
	for _, x := range []struct {
		label, unit, undo string
		usual             []int
		get               func(assessments.ActivityPlan) int
		set               func(*assessments.ActivityPlan, int)
	}{
		{"Minutes a time", "min", "minutes", []int{5, 10, 15}, func(p assessments.ActivityPlan) int { return p.Minutes }, func(p *assessments.ActivityPlan, n int) { p.Minutes = n }},
		{"Times a day", "", "times a day", []int{1, 2, 3}, func(p assessments.ActivityPlan) int { return p.TimesADay }, func(p *assessments.ActivityPlan, n int) { p.TimesADay = n }},
		{"Days a week", "", "days a week", []int{3, 5, 7}, func(p assessments.ActivityPlan) int { return p.DaysAWeek }, func(p *assessments.ActivityPlan, n int) { p.DaysAWeek = n }},
		{"Weeks", "", "weeks", []int{4, 6, 12}, func(p assessments.ActivityPlan) int { return p.Weeks }, func(p *assessments.ActivityPlan, n int) { p.Weeks = n }},
	} {
		d := &dose{usual: x.usual, get: x.get}
		turn := func(n int) func(p *assessments.ActivityPlan) {
			return func(p *assessments.ActivityPlan) {
				x.set(p, n)
				ends(p)
			}
		}
		d.field = kit.NewNumberField(x.label, x.unit, func(float64, bool) { d.wait.Later() })
		d.wait = v.types(func(ctx context.Context) error {
			n, ok := d.field.Number()
			if d.field.Text() != "" && (!ok || n != float64(int(n)) || n < 0 || n > 600) {
				d.field.SetError("Enter a whole number")
				return nil
			}
			back, err := v.m.Try(ctx, turn(int(n)))
			if err == nil {
				v.did(back, "Changed the "+x.undo)
			}
			return err
		})
		d.field.OnLeave(d.wait.Flush)
		words := make([]string, len(x.usual))
		for i, n := range x.usual {
			words[i] = strconv.Itoa(n)
		}
		var chips *fyne.Container
		chips, d.set = kit.NewChips(words, -1, func(i int) { v.did(v.m.Set(v.ctx, turn(x.usual[i])), "Changed the "+x.undo) })
		v.doses = append(v.doses, d)
		rows = append(rows, kit.Row(12, kit.Fixed(112, d.field), kit.Grow(kit.Insets(30, 0, 0, 0, chips))))
	}
	return kit.NewCard(kit.Inset(20, kit.Column(14, rows...)))
}

// ends keeps the last day with the first day and the weeks.
func ends(p *assessments.ActivityPlan) {
	if p.Start.Valid() && p.Weeks > 0 {
		p.End = p.Start.AddDays(7*p.Weeks - 1)
	}
}

// whenCard is the first day, the last day that follows, and the review.
func (v *Screen) whenCard() fyne.CanvasObject {
	today := v.s.Today().Time()
	monday := today.AddDate(0, 0, (8-int(today.Weekday()))%7)
	if monday.Equal(today) {
		monday = today.AddDate(0, 0, 7)
	}
	var start, review *kit.DateField
	start = v.date("First day", func(d assessments.Date) func() {
		return v.m.Set(v.ctx, func(p *assessments.ActivityPlan) {
			p.Start = d
			ends(p)
		})
	}, v.m.Plan().Start).WithQuick([]string{"Today", "Next Monday"}, func(i int) time.Time { return []time.Time{today, monday}[i] })
	review = v.date("Day of review", func(d assessments.Date) func() {
		return v.m.Set(v.ctx, func(p *assessments.ActivityPlan) { p.Review = d })
	}, v.m.Plan().Review)
	paper := kit.NewQuiet("Copy a paper log", func() { v.s.Go(session.Log, v.m.Child, v.m.ID) }).WithIcon(kit.IconPencil)
	return kit.NewCard(kit.Inset(20, kit.Column(14, kit.RowTitle("When"), start, v.days, review, kit.Row(0, paper, kit.Gap()))))
}

// date is a date box that writes as soon as the three boxes hold a day, and says what to do when it is left half filled.
func (v *Screen) date(label string, set func(assessments.Date) func(), was assessments.Date) *kit.DateField {
	var f *kit.DateField
	f = kit.NewDateField(label, func() {
		t, problem := f.Date()
		if problem != "" {
			return // half typed: the sentence would come too early
		}
		d := assessments.Date("")
		if !t.IsZero() {
			d = assessments.NewDate(t)
		}
		v.did(set(d), "Changed the "+assessments.LowerFirst(label))
	})
	f.SetDate(was.Time())
	return f
}
