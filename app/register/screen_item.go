package register

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/library"
)

// asideWide is the width of the column of dates beside the fields.
const asideWide = 440

// ItemScreen is the page of one thing.
type ItemScreen struct {
	s      *session.Session
	id     assessments.ID
	m      Model
	t      Thing
	ctx    context.Context
	cancel context.CancelFunc
	k      *keep.Keeper
	form   *keep.Form
	lacks  *fyne.Container
	dues   *fyne.Container
	where  *kit.Text
	steps  *kit.Steps
	page   *kit.Scroller
}

// NewItem shows the thing of a record.
func NewItem(s *session.Session, arg assessments.ID) *ItemScreen {
	return newItem(s, arg, s.Wait)
}

func newItem(s *session.Session, arg assessments.ID, clock kit.Clock) *ItemScreen {
	v := &ItemScreen{s: s, id: arg}
	v.ctx, v.cancel = context.WithCancel(context.Background())
	v.k = keep.New(s, clock, v.reload)
	v.steps = kit.NewSteps(func(kit.Step) fyne.CanvasObject { return kit.Column(0) })
	v.page = kit.NewScroller(v.steps)
	v.reload()
	return v
}

// reload reads the thing anew and keeps the place.
func (v *ItemScreen) reload() {
	var build func(step kit.Step) fyne.CanvasObject
	if err := v.m.Read(v.ctx, v.s.Store, v.s.Today()); err != nil {
		v.s.Fail(err)
		return
	}
	t, ok := v.m.Thing(v.id)
	v.t = t
	if ok {
		build = v.build()
	} else {
		gone := kit.NewEmpty(kit.IconTag, "This is not in the register", "It was removed, or has not come to this tablet yet", "Back", v.s.Back)
		build = func(kit.Step) fyne.CanvasObject { return kit.Inset(24, kit.NewCard(gone)) }
	}
	at := v.page.Offset()
	v.steps = kit.NewSteps(build)
	v.page.SetContent(v.steps)
	kit.RelayShown(v.page)
	v.page.ScrollTo(at)
	v.s.Reframe()
}

// build makes the page of what was read; the same widgets stand in every width.
func (v *ItemScreen) build() func(step kit.Step) fyne.CanvasObject {
	v.form = v.k.Form(v.t.Rec, func(string) { v.touch() })
	v.lacks, v.dues = kit.Column(0), kit.Column(0)
	first, second, notes := v.standing(), v.what(), v.notes()
	if v.t.V.Product == "" { // a new thing says first what it is
		first, second = second, first
	}
	main := []fyne.CanvasObject{v.lacks, first, second, notes}
	aside := []fyne.CanvasObject{v.dates(), kit.Row(0, kit.NewRemove("Remove from the register", v.remove), kit.Gap())}
	v.touch()
	return func(step kit.Step) fyne.CanvasObject {
		m := step.Margin()
		if step == kit.StepLandscape {
			return kit.Insets(8, m, m, m, kit.RowTop(24, kit.Grow(kit.Column(16, main...)), kit.Fixed(asideWide, kit.Column(16, aside...))))
		}
		return kit.Insets(8, m, m, m, kit.Column(16, v.lacks, first, aside[0], second, notes, aside[1]))
	}
}

// touch lets what the page says follow what is typed.
func (v *ItemScreen) touch() {
	now := v.t.Rec
	now.Fields = v.form.Now
	v.t = v.m.thing(now)
	v.lacks.Objects = nil
	var words []string
	for _, p := range assessments.Check(now) {
		words = append(words, p.Text)
	}
	if len(words) > 0 {
		v.lacks.Objects = []fyne.CanvasObject{kit.NewNotice(kit.NoticeNeeds, "Still to fill in", strings.Join(words, "\n"))}
	}
	if v.t.V.Notice != "" {
		v.lacks.Objects = append(v.lacks.Objects, kit.NewNotice(kit.NoticeStop, "Safety notice", v.t.V.Notice,
			kit.NewQuiet("It has been dealt with", func() { v.form.Put("notice", "Notice dealt with", ""); v.reload() })))
	}
	v.lacks.Hidden = len(v.lacks.Objects) == 0
	v.where.SetText(v.t.Where())
	v.showDues()
	kit.Relay(v.page)
}

// standing is where the thing is, in large words, and what can be done with it there.
func (v *ItemScreen) standing() fyne.CanvasObject {
	v.where = kit.Question(v.t.Where())
	var buttons []fyne.CanvasObject
	if v.t.V.Status == "in-store" || v.t.V.Status == "" {
		buttons = append(buttons, kit.NewPrimary("Lend", v.lend))
	}
	for _, mv := range v.t.Moves() {
		b := kit.NewQuiet(mv.Verb, func() { v.do(mv) })
		switch {
		case mv.Main:
			b.SetKind(kit.Primary)
		case mv.Ends:
			b.SetKind(kit.Remove)
		}
		buttons = append(buttons, b)
	}
	rows := []fyne.CanvasObject{kit.RowTop(12, kit.NewSymbol(kit.IconPlace, 24, kit.Soft), kit.Grow(v.where))}
	switch v.t.V.Status {
	case "on-loan":
		back := v.form.Date("due_back_on", "Due back").WithQuick([]string{"In 6 weeks", "In 3 months", "In 6 months"}, func(i int) time.Time {
			return [...]assessments.Date{v.s.Today().AddDays(42), library.AddMonths(v.s.Today(), 3), library.AddMonths(v.s.Today(), 6)}[i].Time()
		})
		rows = append(rows, back)
	case "in-store":
		rows = append(rows, v.form.Line("place", "Kept at").SetPlaceholder("Shelf, cupboard or building"))
	}
	rows = append(rows, kit.Wrap(12, buttons...))
	if v.t.V.Equipment != "" && v.t.V.Child != "" {
		rows = append(rows, kit.Row(0, kit.NewPlain("What is recommended for "+v.t.Holder, func() { v.s.Go(session.Equipment, v.t.V.Child, v.t.V.Equipment) }).IconAfter(kit.IconNext), kit.Gap()))
	}
	return kit.NewRaised(kit.Inset(24, kit.Column(16, rows...)))
}

// do makes a move; Undo takes it back.
func (v *ItemScreen) do(mv Move) {
	v.leaveField()
	if v.k.Put(refOf(v.id), mv.Words, mv.Set) {
		v.reload()
	}
}

// leaveField makes a change of what was typed before something else happens.
func (v *ItemScreen) leaveField() {
	kit.Unfocus(v.page)
	v.k.Leave(refOf(v.id), "")
}

// remove strikes the thing, for one that was entered by mistake.
func (v *ItemScreen) remove() {
	v.leaveField()
	if v.k.Strike(refOf(v.id), "Removed "+v.t.Title(), "Entered by mistake") {
		v.s.Back()
	}
}

// what is what the label says.
func (v *ItemScreen) what() fyne.CanvasObject {
	f := v.form
	return card("What it is", v.product(), pair(f.Line("maker", "Maker"), f.Line("model", "Model and size")),
		pair(f.Line("serial", "Serial number"), f.Line("batch", "Batch or lot number")), f.Line("owner", "Who owns it"))
}

func (v *ItemScreen) notes() fyne.CanvasObject {
	return card("Notes", v.form.Notes("note", "Anything to remember", 2), v.form.Line("notice", "Safety notice that applies, with its reference"))
}

// dates are the days that keep it safe. Six months after an examination is the law's limit, so it is offered, not asked.
func (v *ItemScreen) dates() fyne.CanvasObject {
	f := v.form
	months := func(field, label string, words []string, n ...int) fyne.CanvasObject {
		return f.Date(field, label).WithQuick(words, func(i int) time.Time { return library.AddMonths(v.s.Today(), n[i]).Time() })
	}
	rows := []fyne.CanvasObject{v.dues, kit.NewCheck("It lifts people", "LOLER: examined at least every six months", v.t.V.Lifting, func(on bool) {
		f.Put("lifting", "It lifts people", on)
		v.reload()
	})}
	if v.t.Lifts() && !v.t.V.Lifting {
		rows = append(rows, kit.Quieter("Products of this name lift people, so this one needs its thorough examinations"))
	}
	if v.t.Lifts() {
		examined := v.t.Examined()
		rows = append(rows, kit.Row(0, kit.NewQuiet(examined.Verb, func() { v.do(examined) }).WithIcon(kit.IconCheck), kit.Gap()),
			pair(f.Date("examined_on", "Last examined"), f.Date("examine_by", "Next examination by")))
	}
	rows = append(rows, pair(months("service_by", "Next service by", []string{"In 6 months", "In a year"}, 6, 12), months("fit_check_by", "Next fit check by", []string{"In 3 months", "In 6 months"}, 3, 6)))
	return card("Keeping it safe", rows...)
}

// showDues lists every day that is kept, late ones with an icon and words.
func (v *ItemScreen) showDues() {
	v.dues.Objects = nil
	for _, d := range v.t.Dues() {
		words := v.t.Words(d)
		switch d.State {
		case Late:
			v.dues.Add(kit.Insets(0, 0, 8, 0, kit.NewNotice(kit.NoticeStop, words, "")))
		case Soon:
			v.dues.Add(kit.Insets(4, 0, 8, 0, kit.Row(10, kit.NewSymbol(kit.IconClock, 20, kit.Now), kit.Grow(kit.NewText(words, kit.SizeBody, kit.Now, true)))))
		default:
			v.dues.Add(kit.Insets(4, 0, 8, 0, kit.Row(10, kit.NewSymbol(kit.IconCheck, 20, kit.Green), kit.Grow(kit.Body(words)))))
		}
		if d.By != "" && d.Note != "" { // how the day was counted, where nobody noted it
			v.dues.Add(kit.Insets(0, 0, 8, 30, kit.Quieter(d.Note)))
		}
	}
	if len(v.dues.Objects) == 0 {
		v.dues.Add(kit.Quieter("No days to keep"))
	}
	v.dues.Refresh()
}

// Content is the page.
func (v *ItemScreen) Content() fyne.CanvasObject { return v.page }

// Frame is the shell's frame around the page.
func (v *ItemScreen) Frame() shell.Frame {
	f := shell.Frame{Title: "Equipment", Item: shell.ItemMore}
	if v.t.V == nil {
		return f
	}
	f.Title, f.Subtitle = v.t.Title(), strings.TrimSuffix("Serial "+v.t.V.Serial, "Serial ")
	f.Actions = []fyne.CanvasObject{kit.NewQuiet("Who uses this product?", func() {
		v.leaveField()
		showUses(v.s, v.page, &v.m, Question{Product: v.t.V.Product, Maker: v.t.V.Maker}, v.reload)
	}).WithIcon(kit.IconShield)}
	return f
}

// Leave makes a change of what was typed.
func (v *ItemScreen) Leave() {
	v.k.Close()
	v.cancel()
}
