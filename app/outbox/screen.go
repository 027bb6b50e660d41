package outbox

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// listWide is the width of the list beside the picked row.
const listWide = 404

// Screen is the outbox.
type Screen struct {
	s      *session.Session
	send   func()
	stop   func()
	m      Model
	picked int            // conflict on show, -1 for none
	listed bool           // where there is room for one of the two, the list is on show
	verbs  []verb         // of the conflict on show, in the order of its buttons
	opened assessments.ID // the held record whose words were asked for
	mixing assessments.ID // the record of which one text is written out of two
	onShow assessments.ID // mixing, as the screen shows it
	onWay  Sent           // how far the picture on its way has come
	whole  bool           // long texts are not folded
	clock  kit.Clock
	typist *keep.Typist // of the text that is written out of two
	ctx    context.Context
	cancel context.CancelFunc
	list   *fyne.Container
	detail *fyne.Container
	steps  *kit.Steps
	page   *kit.Scroller
}

// NewScreen makes the outbox; send is the therapist's wish to send now, stop to stop what is being sent.
func NewScreen(s *session.Session, send, stop func()) *Screen {
	o := &Screen{s: s, send: send, stop: stop, picked: -1, listed: true, clock: s.Wait, list: kit.Column(0), detail: kit.Column(16)}
	o.ctx, o.cancel = context.WithCancel(context.Background())
	o.steps = kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		m := step.Margin()
		if step == kit.StepLandscape && o.picked >= 0 {
			return kit.Insets(8, m, m, m, kit.RowTop(24, kit.Fixed(listWide, o.list), kit.Grow(o.detail)))
		}
		if o.alone() {
			return kit.Insets(8, m, m, m, kit.Column(16, kit.Row(0, kit.NewPlain("Back to the list", o.back).WithIcon(kit.IconBack), kit.Gap()), o.detail))
		}
		return kit.Insets(8, m, m, m, o.list)
	})
	o.page = kit.NewScroller(o.steps)
	o.Reload()
	return o
}

// Reload reads the outbox anew, as after a sync.
func (o *Screen) Reload() {
	var m Model
	o.s.Load(o.ctx, func(ctx context.Context) (err error) {
		if m, err = Read(ctx, o.s.Store); err != nil {
			return err
		}
		if m.Pictures, err = ReadPictures(ctx, o.s.Store, &m); err != nil {
			return err
		}
		m.Shares, err = ReadShares(ctx, o.s.Store, o.s.Store, &m, o.s.Today())
		return err
	}, func(err error) {
		if err != nil {
			o.s.Fail(err)
			return
		}
		o.m = m
		if o.picked >= len(m.Choices) || (o.picked < 0 && len(m.Choices) > 0) {
			o.picked = len(m.Choices) - 1
		}
		o.show()
	})
}

// alone tells whether the picked conflict stands where the list would stand.
func (o *Screen) alone() bool { return o.picked >= 0 && !o.listed }

// pick shows a conflict, in place of the list where there is no room beside it.
func (o *Screen) pick(conflict int) {
	o.flush()
	o.picked, o.listed, o.mixing = conflict, false, ""
	o.show()
	o.page.ScrollTo(0)
}

// back shows the list again; what is half written stays on the disk.
func (o *Screen) back() {
	o.flush()
	o.listed = true
	o.show()
	o.page.ScrollTo(0)
}

func (o *Screen) show() {
	o.list.Objects = []fyne.CanvasObject{o.lists()}
	switch {
	case o.picked < 0 || o.picked >= len(o.m.Choices):
		o.detail.Objects, o.verbs = nil, nil
	case o.mixing != "" && o.onShow == o.mixing && o.m.Choices[o.picked].record == o.mixing:
		// Somebody is typing there: what came in meanwhile must not move the field.
	default:
		o.detail.Objects = o.choice(o.m.Choices[o.picked])
		o.onShow = o.mixing
	}
	o.steps.Rebuild()
	kit.Relay(o.page)
	o.s.Reframe()
}

func (o *Screen) lists() fyne.CanvasObject {
	if len(o.m.NeedsYou)+len(o.m.Waiting) == 0 {
		line := o.m.LastSent
		if line == "" {
			line = "Nothing has been written yet"
		}
		title := "Nothing waits"
		if o.m.Pictures.Waiting+len(o.m.Pictures.Unfinished) > 0 {
			title = "No words wait"
		}
		cards := []fyne.CanvasObject{kit.NewCard(kit.Inset(24, kit.NewEmpty(kit.IconSent, title, line, "", nil)))}
		if c := o.shares(); c != nil {
			cards = append(cards, c)
		}
		if c := o.pictures(); c != nil {
			cards = append(cards, c)
		}
		return kit.Column(16, append(cards, o.lines()...)...)
	}
	var cards []fyne.CanvasObject
	if len(o.m.NeedsYou) > 0 {
		cards = append(cards, o.section("Needs you", o.m.NeedsYou, 0, kit.IconAlert))
	}
	for _, c := range []fyne.CanvasObject{o.shares(), o.pictures()} {
		if c != nil {
			cards = append(cards, c)
		}
	}
	if len(o.m.Waiting) > 0 {
		cards = append(cards, o.section(o.m.WaitTitle, o.m.Waiting, o.m.More, kit.IconClock))
	}
	cards = append(cards, o.lines()...)
	if o.m.LastSent != "" {
		cards = append(cards, kit.Quieter(o.m.LastSent))
	}
	return kit.Column(16, cards...)
}

// section lists the first rows of a sort; more is how many there are besides.
func (o *Screen) section(title string, rows []Row, more int, icon kit.Icon) fyne.CanvasObject {
	all := len(rows) + more
	var out []fyne.CanvasObject
	for _, r := range rows[:min(len(rows), shownRows)] {
		d := kit.RowData{Icon: icon, Title: r.Title, Subtitle: r.Line, Chevron: r.Conflict >= 0}
		var tap func()
		if r.Needs {
			d.State = kit.RowNeedsYou
		}
		if r.Conflict >= 0 {
			tap = func() { o.pick(r.Conflict) }
		}
		out = append(out, kit.NewListRow(d, tap))
	}
	if all > len(out) {
		out = append(out, kit.Inset(20, kit.Quieter("And "+strconv.Itoa(all-len(out))+" more")))
	}
	return kit.NewTitledCard(kit.CardHead(title, kit.Quieter(strconv.Itoa(all))), out...)
}

// shares is what became of the reports that went; nil where none did.
func (o *Screen) shares() fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, x := range o.m.Shares {
		d := kit.RowData{Icon: kit.IconShare, Title: x.Title, Subtitle: x.Line + "\n" + x.State, Chevron: true}
		if x.Needs {
			d.State = kit.RowNeedsYou
		}
		rows = append(rows, kit.NewListRow(d, func() { o.s.Go(session.Shared, x.Child, x.ID) }))
	}
	if len(rows) == 0 {
		return nil
	}
	return kit.NewTitledCard(kit.CardHead("Shared reports"), rows...)
}

// Content is the list with what is picked.
func (o *Screen) Content() fyne.CanvasObject { return o.page }

// Frame is the shell's frame around the outbox.
func (o *Screen) Frame() shell.Frame {
	f := shell.Frame{Title: "Outbox", Subtitle: o.m.Subtitle, Item: shell.ItemOutbox}
	if o.m.MaySend {
		f.Actions = []fyne.CanvasObject{kit.NewQuiet("Send now", o.send)}
		if o.m.Sending {
			f.Actions[0] = kit.NewQuiet("Stop sending", o.stop)
		}
	}
	return f
}

// Leave keeps what is half written and stops what is still being read.
func (o *Screen) Leave() {
	o.flush()
	o.cancel()
}
