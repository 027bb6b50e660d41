package photo

import (
	"context"
	"image"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// Screen is one picture with its marks and its words.
type Screen struct {
	s     *session.Session
	ctx   context.Context
	stop  context.CancelFunc
	child assessments.ID
	id    assessments.ID
	k     *keep.Keeper
	clock kit.Clock
	band  *kit.ChildBandData
	p     Photo
	form  *keep.Form
	kind  string // what a movement over the picture makes
	shown image.Rectangle
	later func() // keeps the words of a label soon
	done  bool
	ended bool

	page  *kit.Steps
	pad   *kit.PicturePad
	tools *toolbar
	words *kit.Field // of the newest label
	note  *fyne.Container
	body  fyne.CanvasObject // the fields
	wait  fyne.CanvasObject // in place of the picture
	ready *kit.Button
}

var _ shell.Screen = (*Screen)(nil)

// NewScreen opens the picture of an attachment record.
func NewScreen(s *session.Session, child, arg assessments.ID) shell.Screen {
	return newScreen(s, child, arg, s.Wait)
}

func newScreen(s *session.Session, child, arg assessments.ID, clock kit.Clock) *Screen {
	v := &Screen{s: s, child: child, id: arg, clock: clock, kind: Arrow, note: kit.Column(0)}
	v.ctx, v.stop = context.WithCancel(context.Background())
	v.k = keep.New(s, clock, v.reload)
	v.band = s.Band(v.ctx, child, s.Today())
	v.pad = kit.NewPicturePad("The picture", v.band2mark)
	v.tools = newToolbar(v)
	v.words = kit.NewField("Words of the label", v.typed).OnLeave(v.keepMarks)
	v.words.SetPlaceholder("Such as: footrest 40 mm too low")
	v.words.Hide()
	v.ready = kit.NewPrimary("Done", v.finish)
	v.wait = kit.Inset(24, kit.Quieter("Opening the picture"))
	v.body = kit.Column(0)
	v.page = kit.NewSteps(v.arrange)
	v.reload()
	return v
}

// reload reads the picture away from the screen and shows it.
func (v *Screen) reload() {
	var p Photo
	v.s.Load(v.ctx, func(ctx context.Context) (err error) {
		p, err = Open(ctx, v.s.Store, v.child, v.id, v.s.Today())
		return err
	}, func(err error) {
		if err != nil {
			v.wait = kit.NewEmpty(kit.IconAlert, "This picture cannot be opened", assessments.Sentence(err), "Back", v.s.Back)
			v.page.Rebuild()
			return
		}
		v.p = p
		v.form = v.k.Form(p.Rec, nil)
		v.show()
	})
}

// show puts everything on the screen as it is now.
func (v *Screen) show() {
	switch {
	case v.p.Elsewhere:
		v.wait = v.elsewhere()
	case v.p.View != nil:
		v.wait = nil
		v.draw()
	}
	v.body = v.fields()
	v.page.Rebuild()
	v.relay()
	v.s.Reframe()
}

// draw shows the picture with its marks.
func (v *Screen) draw() {
	v.shown = v.p.Marks.Shown(v.p.View.Whole())
	v.pad.SetImage(v.p.View.Draw(v.p.Marks))
	v.tools.show()
	if n := len(v.p.Marks); n > 0 && v.p.Marks[n-1].Kind == Label {
		v.words.SetText(v.p.Marks[n-1].Text)
		v.words.Show()
	} else {
		v.words.Hide()
	}
}

// band2mark makes a mark of a movement over the picture.
func (v *Screen) band2mark(from, to kit.Share) {
	if v.p.View == nil {
		return
	}
	m, ok := MarkOf(v.kind, place(v.shown, from.X, from.Y), place(v.shown, to.X, to.Y), v.shown)
	if !ok {
		return
	}
	before := v.p.Marks
	made := append(before[:len(before):len(before)], m)
	v.setMarks(made)
	if m.Kind == Label {
		v.words.Focus()
	}
	v.s.Undo(m.Words(), func() {
		if v.p.Marks.same(made) && !v.ended { // else the mark was taken back already, and the newest is another
			v.setMarks(before)
		}
	})
}

// takeBack takes the newest mark off.
func (v *Screen) takeBack() {
	if n := len(v.p.Marks); n > 0 && !v.ended {
		v.setMarks(v.p.Marks[: n-1 : n-1])
	}
}

// setMarks keeps other marks at once. The first holds the picture back: it must not be sent while it is being marked.
func (v *Screen) setMarks(m Marks) {
	if !v.p.Held && !v.p.Sent {
		held, err := v.s.Store.Hold(v.ctx, v.p.Rec.Scope, v.p.A.SHA256)
		if err != nil {
			v.s.Fail(err)
			return
		}
		v.p.Held, v.p.Sent = held, !held
	}
	v.p.Marks = m
	v.keepMarks()
	v.draw()
	v.relay()
	v.s.Reframe()
}

// typed shows the words of a label as they are typed, and has them on the disk within a second.
func (v *Screen) typed(s string) {
	n := len(v.p.Marks)
	if n == 0 || v.p.Marks[n-1].Kind != Label {
		return
	}
	v.p.Marks[n-1].Text = s
	v.pad.SetImage(v.p.View.Draw(v.p.Marks))
	if v.later == nil {
		v.later = v.clock.After(700*time.Millisecond, v.keepMarks)
	}
}

// keepMarks puts the marks on the disk.
func (v *Screen) keepMarks() {
	if v.later != nil {
		v.later()
		v.later = nil
	}
	if v.p.View == nil || v.ended {
		return
	}
	if err := v.s.Store.Mark(v.ctx, v.p.Rec.Scope, v.p.A.SHA256, v.p.Marks.String()); err != nil {
		v.s.Fail(err)
	}
}

// finish draws the marks in for good, away from the screen, and lets the picture go.
func (v *Screen) finish() {
	if v.done || v.p.View == nil {
		v.s.Back()
		return
	}
	v.leave()
	v.done = true
	p, s := v.p, v.s
	if !p.Held && len(p.Marks) == 0 {
		s.Back()
		return
	}
	s.Back()
	// The person is on another screen by then, and must hear of a failure there.
	s.Load(context.Background(), func(ctx context.Context) error { return Finish(ctx, s.Store, p) }, func(err error) {
		if err != nil {
			s.Fail(err)
			return
		}
		s.Kick()
	})
}

// remove strikes the picture; Undo brings it back.
func (v *Screen) remove() {
	v.leave()
	if v.k.Strike(v.form.Ref, "Removed the picture", "Removed by its author") {
		v.done = true
		v.s.Back()
	}
}

// leave makes changes of what was typed.
func (v *Screen) leave() {
	kit.Unfocus(v.page)
	if v.later != nil {
		v.keepMarks()
	}
	v.k.LeaveForm(v.form)
}

func (v *Screen) relay() { kit.RelayShown(v.page) }

// Content is the whole page.
func (v *Screen) Content() fyne.CanvasObject { return v.page }

// Frame is the shell's frame around the picture.
func (v *Screen) Frame() shell.Frame {
	f := shell.Frame{Title: "Photo", Child: v.band, Item: shell.ItemChildren, Alerts: func() string { return v.s.Alerts(v.ctx, v.child) }}
	if v.p.A.Type != "" {
		f.Title = typeWords[v.p.A.Type]
	}
	switch {
	case v.p.View == nil:
	case v.p.Held:
		f.Subtitle = "Saved. It stays on this tablet until Done"
	case v.p.Sent:
		f.Subtitle = "Saved and sent"
	case session.Stays(v.ctx, v.s.Store):
		f.Subtitle = session.Practice
	default:
		f.Subtitle = "Saved. Sent with the next signal"
	}
	f.Actions = []fyne.CanvasObject{v.ready}
	return f
}

// Leave keeps what was typed. A picture that was not finished stays on this tablet.
func (v *Screen) Leave() {
	v.leave()
	v.ended = true
	v.k.Close()
	v.stop()
}
