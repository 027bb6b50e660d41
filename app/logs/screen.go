package logs

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// Screen copies one week after another.
type Screen struct {
	s      *session.Session
	child  assessments.ID
	of     assessments.ID
	week   assessments.Date
	m      Model
	ctx    context.Context
	stop   context.CancelFunc
	keeper *keep.Keeper
	form   *keep.Form
	began  bool // the week is a record
	body   *fyne.Container
	page   *kit.Scroller
}

// NewScreen opens the newest week of a task; arg is the plan or the row of provision, or "" for the first there is.
func NewScreen(s *session.Session, child, arg assessments.ID) shell.Screen {
	return newScreen(s, s.Wait, child, arg)
}

func newScreen(s *session.Session, clock kit.Clock, child, arg assessments.ID) *Screen {
	v := &Screen{s: s, child: child, of: arg, body: kit.Column(16)}
	v.ctx, v.stop = context.WithCancel(context.Background())
	v.keeper = keep.New(s, clock, v.open)
	v.page = kit.NewPage(kit.Readable, v.body)
	v.open()
	return v
}

// open reads the week and builds its form.
func (v *Screen) open() {
	m, err := Read(v.ctx, v.s.Store, v.child, v.of, v.week, v.s.Today())
	if err != nil {
		v.s.Fail(err)
		return
	}
	v.m, v.of, v.week, v.began = m, m.Task.ID, m.Week, len(m.Rec.Fields) > 0
	switch {
	case len(m.Tasks) == 0:
		v.body.Objects = []fyne.CanvasObject{kit.NewCard(kit.NewEmpty(kit.IconPlan, "Nothing to log yet", "A programme, or a row of provision that says how much in a week, is logged here week by week", "Back", v.s.Back))}
	case len(m.Weeks) == 0:
		v.body.Objects = []fyne.CanvasObject{v.which(), kit.NewNotice(kit.NoticeInfo, "No week to copy", "This programme has not begun, or it ended long ago.")}
	default:
		v.form = v.keeper.Form(m.Rec, func(string) { v.begin() })
		v.body.Objects = []fyne.CanvasObject{v.which()}
		if words := m.CameWords(); words != "" {
			v.body.Add(kit.NewNotice(kit.NoticeInfo, "", words))
		}
		v.body.Add(v.days())
		for _, ask := range m.Task.Ask {
			v.body.Add(v.count(ask))
		}
		v.body.Add(kit.NewCard(kit.Inset(20, kit.Column(16, kit.RowTitle("In their words"), v.form.Notes("comment", "Their comment, letter by letter", 3),
			v.form.Line("by", "Filled in by, name and job")))))
	}
	v.body.Refresh()
	kit.Relay(v.page)
	v.s.Reframe()
}

// begin makes the week a record, once something of it is known.
func (v *Screen) begin() {
	if v.began {
		return
	}
	v.began = true
	first := v.m.First()
	if v.keeper.Start(keep.RefOf(v.m.Rec), first) {
		for name, raw := range assessments.Encode(first) {
			if v.form.Now[name] == nil {
				v.form.Now[name] = raw
			}
		}
	}
}

// turn goes to another week, or another task.
func (v *Screen) turn(of assessments.ID, week assessments.Date) {
	v.keeper.Close()
	v.of, v.week = of, week
	v.open()
	v.page.ScrollTo(0)
}

// which is the task and the week.
func (v *Screen) which() fyne.CanvasObject {
	var words []string
	at := 0
	for i, t := range v.m.Tasks {
		words = append(words, t.Title)
		if t.ID == v.m.Task.ID {
			at = i
		}
	}
	rows := []fyne.CanvasObject{kit.NewSelect("Programme", words, at, func(i int) { v.turn(v.m.Tasks[i].ID, "") })}
	if line := v.m.Line(); line != "" {
		rows = append(rows, kit.Quieter(line))
	}
	if len(v.m.Weeks) > 0 {
		rows = append(rows, kit.NewSelect("Week", v.m.WeekWords(), slices.Index(v.m.Weeks, v.m.Week), func(i int) { v.turn(v.of, v.m.Weeks[i]) }))
	}
	return kit.NewCard(kit.Inset(20, kit.Column(16, rows...)))
}

// log is what the screen shows of the week, letter by letter.
func (v *Screen) log() assessments.Log {
	var l assessments.Log
	v.form.Into(&l)
	return l
}

func (v *Screen) days() fyne.CanvasObject {
	rows := []fyne.CanvasObject{kit.RowTitle("Done on")}
	for _, day := range v.m.Days {
		words := day.Time().Format("Monday 2 January")
		rows = append(rows, kit.NewCheck(words, "", slices.Contains(v.m.V.Days, day), func(on bool) {
			v.begin()
			v.form.Put("days", words, Ticked(v.log().Days, day, on))
		}))
	}
	minutes := v.form.Whole("minutes", "Minutes each time", "minutes")
	if !v.began && v.m.Task.Minutes > 0 {
		minutes.SetText(strconv.Itoa(v.m.Task.Minutes))
	}
	return kit.NewCard(kit.Inset(20, kit.Column(12, append(rows, minutes)...)))
}

// count is one thing to count: the day, how many, and the prompts it took. No prompts is an answer, and a good one.
func (v *Screen) count(ask assessments.LogSample) fyne.CanvasObject {
	now := v.m.Sample(v.m.V, ask)
	day := now.On // the day on show is the day that is kept
	put := func(change func(*assessments.LogSample)) {
		l := v.log()
		s := v.m.Sample(l, ask)
		s.On = day
		change(&s)
		v.form.TypeJSON("samples", Counted(l.Samples, s))
	}
	var words []string
	for _, d := range v.m.Days {
		words = append(words, d.Time().Format("Monday 2 January"))
	}
	number := func(label string, was *int, set func(*assessments.LogSample, *int)) fyne.CanvasObject {
		w := kit.NewNumberField(label, "", func(n float64, ok bool) {
			var whole *int // nothing stands where there is no number, and not the number it began with
			if ok {
				so := int(n)
				whole = &so
			}
			put(func(s *assessments.LogSample) { set(s, whole) })
		}).Whole()
		if was != nil {
			w.SetText(strconv.Itoa(*was))
		}
		return w.OnLeave(func() {
			v.form.Left("samples", label)
			w.Judge()
		})
	}
	return kit.NewCard(kit.Inset(20, kit.Column(16, kit.RowTitle("Counted once: "+ask.What),
		kit.NewSelect("Day", words, slices.Index(v.m.Days, now.On), func(i int) { day = v.m.Days[i]; put(func(*assessments.LogSample) {}) }),
		kit.RowTop(12, kit.Grow(number("How many", now.Count, func(s *assessments.LogSample, n *int) { s.Count = n })),
			kit.Grow(number("Prompts it took", now.Prompts, func(s *assessments.LogSample, n *int) { s.Prompts = n }))))))
}

// Content is the page.
func (v *Screen) Content() fyne.CanvasObject { return v.page }

// Frame is the shell's frame: the child's band, and the way to the week before.
func (v *Screen) Frame() shell.Frame {
	f := shell.Frame{Title: "Copy a paper log", Subtitle: "Saved as you type", Item: shell.ItemChildren, Child: v.s.Band(v.ctx, v.child, v.s.Today()), Alerts: func() string { return v.s.Alerts(v.ctx, v.child) }}
	if i := slices.Index(v.m.Weeks, v.m.Week); i >= 0 && i+1 < len(v.m.Weeks) {
		f.Actions = []fyne.CanvasObject{kit.NewPrimary("The week before", func() { v.turn(v.of, v.m.Weeks[i+1]) })}
	}
	return f
}

// Leave makes a change of what was typed.
func (v *Screen) Leave() {
	v.keeper.Close()
	v.stop()
}
