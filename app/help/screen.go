package help

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
)

// Screen is the cards with their ticks.
type Screen struct {
	s             *session.Session
	keys, moved   func()
	practice      bool
	first, second *fyne.Container
	page          *kit.Scroller
}

// NewScreen makes the screen; keys shows the list of shortcuts, moved is called when a tick changed.
func NewScreen(s *session.Session, keys, moved func()) *Screen {
	v := &Screen{s: s, keys: keys, moved: moved, first: kit.Column(16), second: kit.Column(16)}
	v.page = kit.NewCards(v.first, v.second)
	var err error
	if v.practice, err = Practice(context.Background(), s.Store); err != nil {
		s.Fail(err)
	}
	v.show()
	return v
}

func (v *Screen) show() {
	v.first.Objects, v.second.Objects = nil, nil
	done := Done(context.Background(), v.s.Store)
	if !v.practice {
		v.first.Add(kit.NewNotice(kit.NoticeInfo, "To try these, use the practice caseload", "This store holds real children, so the cards only tell. Practise on a second store: choose Practise when a tablet is set up."))
	}
	for i, c := range Cards() {
		column := v.first
		if i >= (len(Cards())+1)/2 {
			column = v.second
		}
		column.Add(v.card(c, slices.Contains(done, c.ID)))
	}
	v.second.Add(kit.NewRowCard(kit.NewListRow(kit.RowData{Icon: kit.IconInfo, Title: "Keyboard shortcuts", Subtitle: "F1 on any screen", Chevron: true}, v.keys)))
	v.first.Refresh()
	v.second.Refresh()
	kit.Relay(v.page)
}

// card is one flow with its steps, the way to begin it and its tick.
func (v *Screen) card(c Card, done bool) fyne.CanvasObject {
	head := kit.Row(12, kit.NewSymbol(kit.Icon(c.Icon), 24, kit.Soft), kit.Grow(kit.RowTitle(c.Title)))
	if done {
		head.Add(kit.NewTag(kit.TagDone, "Done"))
	}
	var buttons []fyne.CanvasObject
	if v.practice {
		buttons = append(buttons, kit.NewQuiet(c.Try, func() { try(v.s, c) }).SetName(c.Try+": "+c.Title))
	}
	if done {
		buttons = append(buttons, kit.NewPlain("Not done yet", func() { v.tick(c, false) }).SetName("Not done yet: "+c.Title))
	} else {
		buttons = append(buttons, kit.NewPlain("I have done it", func() { v.tick(c, true) }).SetName("I have done it: "+c.Title))
	}
	return kit.NewCard(kit.Inset(20, kit.Column(12, head, steps(c), kit.Wrap(12, buttons...))))
}

// steps are what a card says, numbered.
func steps(c Card) fyne.CanvasObject {
	body := kit.Column(12)
	for i, s := range c.Steps {
		body.Add(kit.RowTop(12, kit.Fixed(20, kit.Strong(fmt.Sprint(i+1))), kit.Grow(kit.Body(s))))
	}
	return body
}

// try goes where a card begins, with what it needs in place.
func try(s *session.Session, c Card) {
	ctx := context.Background()
	if c.Visit != "" {
		if err := Plan(ctx, s.Store, s.Now(), s.NewID, c.Visit); err != nil {
			s.Fail(err)
		}
	}
	if err := s.Store.SetNote(ctx, nowNote, []byte(c.ID)); err != nil {
		s.Fail(err)
	}
	s.Go(c.Screen, pupils[c.Child], c.Arg)
}

// tick keeps whether a card was done, and offers to take it back.
func (v *Screen) tick(c Card, done bool) {
	Tick(v.s, c, done, func() {
		v.show()
		v.s.Reframe()
		v.moved()
	})
}

// Tick keeps whether a card was done, shows it, and offers to take it back.
func Tick(s *session.Session, c Card, done bool, shown func()) {
	keep := func(done bool) bool {
		if err := SetDone(context.Background(), s.Store, c.ID, done); err != nil {
			s.Fail(err)
			return false
		}
		shown()
		return true
	}
	if keep(done) {
		s.Undo(c.Title+": "+map[bool]string{true: "done", false: "not done yet"}[done], func() { keep(!done) })
	}
}

// Content is the scrolling page.
func (v *Screen) Content() fyne.CanvasObject { return v.page }

// Frame is the shell's frame around the cards.
func (v *Screen) Frame() shell.Frame {
	return shell.Frame{Title: "Help and training", Subtitle: Progress(Done(context.Background(), v.s.Store)) + " done", Item: shell.ItemMore}
}

// Leave has nothing to stop.
func (v *Screen) Leave() {}
