package slips

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Screen is the list.
type Screen struct {
	s      *session.Session
	m      Model
	ctx    context.Context
	cancel context.CancelFunc
	list   *fyne.Container
	page   *kit.Scroller
}

// NewScreen makes the list.
func NewScreen(s *session.Session) *Screen {
	l := &Screen{s: s, list: kit.Column(16)}
	l.ctx, l.cancel = context.WithCancel(context.Background())
	l.page = kit.NewPage(kit.Readable, l.list)
	l.Reload()
	return l
}

// Reload reads the list anew.
func (l *Screen) Reload() {
	var m Model
	l.s.Load(l.ctx, func(ctx context.Context) (err error) {
		m, err = Read(ctx, l.s.Store)
		return err
	}, func(err error) {
		if err != nil {
			l.s.Fail(err)
			return
		}
		l.m = m
		l.show()
	})
}

func (l *Screen) show() {
	l.list.Objects = nil
	if len(l.m.Rows) == 0 {
		l.list.Objects = []fyne.CanvasObject{kit.NewCard(kit.Inset(24, kit.NewEmpty(kit.IconOk, "Every note is filed",
			"Note now on the unlock screen takes words while the tablet is locked. You find them here", "Today", func() { l.s.Go(session.Today, "", "") })))}
	} else {
		l.list.Objects = append(l.list.Objects, kit.Quieter("On this tablet alone until you say which child each is about."))
	}
	for _, r := range l.m.Rows {
		file := kit.NewPrimary("Which child?", func() { l.pick(r) }).SetName("Which child? " + r.When)
		away := kit.NewRemove("Throw away", func() { l.away(r) }).SetName("Throw away, " + r.When)
		l.list.Objects = append(l.list.Objects, kit.NewCard(kit.Inset(20, kit.Column(12, kit.Quieter(r.When), kit.RowText(r.Text), kit.Wrap(12, file, away)))))
	}
	l.list.Refresh()
	kit.Relay(l.page)
}

// pick asks for the child and files the note to it.
func (l *Screen) pick(r Row) {
	c := kit.CanvasOf(l.page)
	if c == nil {
		return
	}
	m := l.m // as the sheet shows it: what comes from the service meanwhile may have other children in it
	kit.ShowPick(c, "Which child is it about?", m.Names(), -1, func(i int) {
		child := m.Children[i]
		l.change(l.s.Store.FileSlip(l.ctx, r.Slip.ID, []assessments.Edit{File(l.s, r.Slip, child.ID)}), "Filed to "+child.Name, r.Slip,
			func() []assessments.Edit { return []assessments.Edit{Strike(l.s, r.Slip, child.ID)} })
	})
}

// away drops a note that is about nobody.
func (l *Screen) away(r Row) {
	l.change(l.s.Store.FileSlip(l.ctx, r.Slip.ID, nil), "Note thrown away", r.Slip, func() []assessments.Edit { return nil })
}

// change shows what has changed and offers to take it back. Taken back, the note is another record to be: the first one is struck out.
func (l *Screen) change(err error, words string, slip store.Slip, undo func() []assessments.Edit) {
	if err != nil {
		l.s.Fail(err)
		return
	}
	l.s.Kick()
	l.Reload()
	l.s.Undo(words, func() {
		edits := undo()
		if len(edits) > 0 {
			slip.ID = l.s.NewID()
		}
		if err := l.s.Store.PutSlipBack(context.Background(), slip, edits); err != nil {
			l.s.Fail(err)
		}
		l.Reload()
	})
}

// Content is the list.
func (l *Screen) Content() fyne.CanvasObject { return l.page }

// Frame is the shell's frame around the list.
func (l *Screen) Frame() shell.Frame {
	return shell.Frame{Title: "Notes written while locked", Item: shell.ItemMore}
}

// Leave ends what is being read.
func (l *Screen) Leave() { l.cancel() }
