package details

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// formWide is the widest a form gets: a line of an address, not of a screen.
const formWide = 720

// timeWide is how wide the box of a time of day is, with room for its hint in large letters.
const timeWide = 176

// Screen is one sheet.
type Screen struct {
	s      *session.Session
	child  assessments.ID
	kind   assessments.Kind
	id     assessments.ID
	m      Model
	ctx    context.Context
	cancel context.CancelFunc
	keeper *keep.Keeper
	form   *keep.Form
	holder *fyne.Container
	lacks  *fyne.Container
	say    *fyne.Container // what to read aloud, for a consent
	said   string          // what stands there
	page   *kit.Scroller
	clock  kit.Clock
	opened bool // an alert was pressed and held
}

// NewScreen shows a sheet; arg is what Arg made. It answers nil for an arg it cannot read.
func NewScreen(s *session.Session, clock kit.Clock, child, arg assessments.ID) *Screen {
	kind, id, ok := Parse(arg)
	if !ok {
		return nil
	}
	d := &Screen{s: s, clock: clock, child: child, kind: kind, id: id, holder: kit.Column(16), lacks: kit.Column(8)}
	d.ctx, d.cancel = context.WithCancel(context.Background())
	d.keeper = keep.New(s, clock, d.open)
	d.page = kit.NewScroller(kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		x := step.Margin()
		if step == kit.StepLandscape {
			return kit.Insets(16, x, x, x, kit.Row(0, kit.Fixed(formWide, d.holder), kit.Gap()))
		}
		return kit.Insets(16, x, x, x, d.holder)
	}))
	d.open()
	return d
}

// open reads the record and builds its form.
func (d *Screen) open() {
	if d.ctx.Err() != nil {
		return // taken back by the undo bar of a screen that was left: nobody looks at it
	}
	var err error
	if d.m, err = Open(d.ctx, d.s.Store, d.kind, d.id, d.child); err != nil {
		d.s.Fail(err)
		return
	}
	if len(d.m.Record.Fields) == 0 {
		d.begin()
	}
	if d.kind == assessments.KindAlert && !d.m.New() && !d.opened { // what staff must know of a family
		d.holder.Objects = []fyne.CanvasObject{kit.NewHeld(d.clock, "For staff", "Press and hold to read and change it. Look around first", func() { d.opened = true; d.open() })}
		d.holder.Refresh()
		kit.Relay(d.page)
		return
	}
	d.form = d.keeper.Form(d.m.Record, func(string) { d.check() })
	d.holder.Objects = []fyne.CanvasObject{d.lacks}
	for i, p := range d.m.Parts {
		rows := []fyne.CanvasObject{kit.RowTitle(p.Title)}
		var times *fyne.Container // those that follow each other stand in one row
		for _, e := range p.Entries {
			switch o := d.entry(e); {
			case e.How != Time:
				times, rows = nil, append(rows, o)
			case times == nil:
				times = kit.Wrap(16, o)
				rows = append(rows, times)
			default:
				times.Add(o)
			}
		}
		d.holder.Objects = append(d.holder.Objects, kit.NewCard(kit.Inset(20, kit.Column(16, rows...))))
		if i == 0 && d.kind == assessments.KindBasis { // once it is known what for, and before the answer
			d.say, d.said = kit.Column(0), ""
			d.holder.Objects = append(d.holder.Objects, d.say)
		}
	}
	if d.kind == assessments.KindChild {
		if last := d.died(); last != nil {
			d.holder.Objects = append(d.holder.Objects, last)
		}
	}
	d.check()
	kit.Relay(d.page)
}

// begin starts a new record with what is already known, so that the therapist need not say it.
func (d *Screen) begin() {
	ref := keep.RefOf(d.m.Record)
	switch d.kind {
	case assessments.KindContact:
		d.keeper.Start(ref, &assessments.Contact{Type: "visit", Status: "planned", Clinician: d.s.Me})
	case assessments.KindBasis:
		d.keeper.Start(ref, &assessments.Basis{Kind: "consent", On: d.s.Today()})
	case assessments.KindReferral:
		d.keeper.Start(ref, &assessments.Referral{Received: d.s.Today()})
	default:
		return
	}
	if rec, err := d.s.Store.Record(d.ctx, d.id); err == nil {
		d.m.Record = rec
	}
}

func (d *Screen) entry(e Entry) fyne.CanvasObject {
	f := d.form
	switch e.How {
	case Notes:
		return hinted(f.Notes(e.Field, e.Label, 2), e)
	case Lines:
		return f.Lines(e.Field, e.Label)
	case Date:
		return f.Date(e.Field, e.Label)
	case Chips:
		words, values := d.m.Options(e)
		return kit.Column(6, kit.Quieter(e.Label), f.Chips(e.Field, words, values))
	case Pick:
		words, values := d.m.Options(e)
		return f.Pick(e.Field, e.Label, words, values)
	case Person:
		return d.choose(e, d.m.People)
	case Place:
		return d.choose(e, d.m.Places)
	case Check:
		return f.Check(e.Field, e.Label, e.Hint)
	case Time:
		return kit.Fixed(timeWide, hinted(f.Line(e.Field, e.Label), e))
	default:
		return hinted(f.Line(e.Field, e.Label), e)
	}
}

func hinted(w *kit.Field, e Entry) fyne.CanvasObject {
	if e.Hint != "" {
		w.SetHint(e.Hint)
	}
	return w
}

// choose offers records by name.
func (d *Screen) choose(e Entry, list []Choice) fyne.CanvasObject {
	words, values := make([]string, len(list)), make([]string, len(list))
	for i, c := range list {
		words[i], values[i] = c.Words, string(c.ID)
	}
	now := slices.Index(values, d.form.Now.Text(e.Field))
	return kit.NewSelect(e.Label, words, now, func(i int) { d.form.Put(e.Field, e.Label+": "+words[i], values[i]) })
}

// check says what to read aloud, and what the record still lacks, above the form; it never stands in the way of typing.
func (d *Screen) check() {
	d.lacks.Objects = nil
	if probs := d.m.Problems(d.form.Now); len(probs) > 0 {
		d.lacks.Objects = []fyne.CanvasObject{kit.NewNotice(kit.NoticeNeeds, "Still to fill in", strings.Join(probs, "\n"))}
	}
	d.showSaying()
	kit.Relay(d.page)
}

// Content is the form.
func (d *Screen) Content() fyne.CanvasObject { return d.page }

// Frame is the shell's frame: the child's band where the record is about one.
func (d *Screen) Frame() shell.Frame {
	f := shell.Frame{Title: d.m.Title, Subtitle: "Saved as you type", Item: shell.ItemChildren}
	if d.child != "" {
		f.Child = d.s.Band(d.ctx, d.child, d.s.Today())
		f.Alerts = func() string { return d.s.Alerts(d.ctx, d.child) }
		if !d.m.New() {
			f.Actions = []fyne.CanvasObject{kit.NewQuiet("History", func() { d.s.Go(session.History, d.child, d.id) }).WithIcon(kit.IconHistory)}
		}
	}
	return f
}

// Leave makes a change of what was typed.
func (d *Screen) Leave() {
	d.keeper.Close()
	d.cancel()
}
