package help

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// Screen is the cards with their ticks.
type Screen struct {
	s             *session.Session
	keys          func() // shows the list of keys
	child         assessments.ID
	first, second *fyne.Container
	page          *kit.Scroller
}

// NewScreen makes the screen; keys shows the list of shortcuts.
func NewScreen(s *session.Session, keys func()) *Screen {
	v := &Screen{s: s, keys: keys, first: kit.Column(16), second: kit.Column(16)}
	v.page = kit.NewCards(v.first, v.second)
	child, err := Practice(context.Background(), s.Store)
	if err != nil {
		s.Fail(err)
	}
	v.child = child
	v.show()
	return v
}

func (v *Screen) show() {
	v.first.Objects, v.second.Objects = nil, nil
	done := Done(context.Background(), v.s.Store)
	if v.child == "" {
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
	body := kit.Column(12, head)
	for i, s := range c.Steps {
		body.Add(kit.RowTop(12, kit.Fixed(20, kit.Strong(fmt.Sprint(i+1))), kit.Grow(kit.Body(s))))
	}
	var buttons []fyne.CanvasObject
	if v.child != "" {
		buttons = append(buttons, kit.NewQuiet(c.Try, func() { v.try(c) }).SetName(c.Try+": "+c.Title))
	}
	if done {
		buttons = append(buttons, kit.NewPlain("Not done yet", func() { v.tick(c, false) }).SetName("Not done yet: "+c.Title))
	} else {
		buttons = append(buttons, kit.NewPlain("I have done it", func() { v.tick(c, true) }).SetName("I have done it: "+c.Title))
	}
	body.Add(kit.Wrap(12, buttons...))
	return kit.NewCard(kit.Inset(20, body))
}

// try goes where a card begins.
func (v *Screen) try(c Card) {
	child := assessments.ID("")
	if c.Child {
		child = v.child
	}
	v.s.Go(c.Screen, child, c.Arg)
}

// tick keeps whether a card was done, and offers to take it back.
func (v *Screen) tick(c Card, done bool) {
	keep := func(done bool) bool {
		if err := SetDone(context.Background(), v.s.Store, c.ID, done); err != nil {
			v.s.Fail(err)
			return false
		}
		v.show()
		v.s.Reframe()
		return true
	}
	if keep(done) {
		v.s.Undo(c.Title+": "+map[bool]string{true: "done", false: "not done yet"}[done], func() { keep(!done) })
	}
}

// Content is the scrolling page.
func (v *Screen) Content() fyne.CanvasObject { return v.page }

// Frame is the shell's frame around the cards.
func (v *Screen) Frame() shell.Frame {
	return shell.Frame{Title: "Help and training", Subtitle: Progress(Done(context.Background(), v.s.Store)), Item: shell.ItemMore}
}

// Leave has nothing to stop.
func (v *Screen) Leave() {}
