package storage

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/store"
)

// Screen is what the store takes.
type Screen struct {
	s             *session.Session
	ctx           context.Context
	cancel        context.CancelFunc
	first, second *fyne.Container
	page          *kit.Scroller
}

// NewScreen makes the screen.
func NewScreen(s *session.Session) *Screen {
	v := &Screen{s: s, first: kit.Column(16), second: kit.Column(16)}
	v.ctx, v.cancel = context.WithCancel(context.Background())
	v.page = kit.NewCards(v.first, v.second)
	v.read()
	return v
}

// read measures away from the screen.
func (v *Screen) read() {
	var u Use
	v.s.Load(v.ctx, func(ctx context.Context) (err error) {
		u, err = Read(ctx, v.s.Store)
		return err
	}, func(err error) {
		if err != nil {
			v.s.Fail(err)
			return
		}
		v.show(u)
	})
}

func (v *Screen) show(u Use) {
	var rows []fyne.CanvasObject
	for _, l := range Lines(u) {
		d := kit.RowData{Icon: kit.Icon(l.Icon), Title: l.Title, Subtitle: l.Line, Trailing: l.Size, TrailRow: true}
		if l.Short {
			d.State = kit.RowNeedsYou
		}
		rows = append(rows, kit.NewListRow(d, nil))
	}
	v.first.Objects = []fyne.CanvasObject{kit.NewTitledCard(kit.CardHead("On this tablet"), rows...)}
	v.second.Objects = []fyne.CanvasObject{v.leaving(u)}
	mobile := kit.NewCheck("Pictures may use mobile data", "Words always travel over any line; pictures wait for Wi-Fi unless this is ticked", u.OnMobile, func(on bool) { v.mobile(on) })
	if !u.Stays {
		v.second.Objects = append([]fyne.CanvasObject{kit.NewTitledCard(kit.CardHead("Mobile data"), kit.InsetXY(20, 12, mobile))}, v.second.Objects...)
	}
	v.first.Refresh()
	v.second.Refresh()
	kit.Relay(v.page)
}

// mobile keeps the answer and offers to take it back.
func (v *Screen) mobile(on bool) {
	if err := v.s.Store.SetPicturesOnMobile(v.ctx, on); err != nil {
		v.s.Fail(err)
		return
	}
	words := "Pictures wait for Wi-Fi"
	if on {
		words = "Pictures may use mobile data"
	}
	v.s.Undo(words, func() {
		if err := v.s.Store.SetPicturesOnMobile(context.Background(), !on); err != nil {
			v.s.Fail(err)
		}
		v.read()
	})
}

// leaving lists what was handed over and may go, or waits to.
func (v *Screen) leaving(u Use) fyne.CanvasObject {
	rows := []fyne.CanvasObject{}
	for _, l := range u.Leaving {
		row := kit.NewListRow(kit.RowData{Icon: kit.IconSwap, Title: l.Name, Subtitle: why(l, u.Stays)}, nil)
		if MayGo(l) {
			row.WithExtra(kit.NewQuiet("Let go now", func() { v.letGo(l) }))
		}
		rows = append(rows, row)
	}
	switch {
	case len(rows) > 0:
	case u.Stays:
		rows = append(rows, kit.Inset(20, kit.Quieter("Nothing. A practice caseload stays whole on this tablet until you remove it.")))
	default:
		rows = append(rows, kit.Inset(20, kit.Quieter("Nothing. What you hand to a colleague goes from here once it has arrived there; nothing else is ever deleted from this tablet.")))
	}
	return kit.NewTitledCard(kit.CardHead("What may go"), rows...)
}

// letGo deletes what has arrived at a colleague's.
func (v *Screen) letGo(l store.Leaving) {
	v.s.Load(v.ctx, func(ctx context.Context) error {
		_, err := v.s.Store.LetGo(ctx, l.Scope)
		return err
	}, func(err error) {
		if err != nil {
			v.s.Fail(err)
		}
		v.read()
	})
}

// Content is the scrolling page.
func (v *Screen) Content() fyne.CanvasObject { return v.page }

// Frame is the shell's frame around the page.
func (v *Screen) Frame() shell.Frame { return shell.Frame{Title: "Storage", Item: shell.ItemMore} }

// Leave stops what is still being measured.
func (v *Screen) Leave() { v.cancel() }
