package settings

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
)

// Screen is the settings on show.
type Screen struct {
	s     *session.Session
	show  func(Look)
	look  Look
	page  *kit.Scroller
	moves []func(int) // moves the chip of each setting
}

// NewScreen makes the settings; show makes the app look another way at once.
func NewScreen(s *session.Session, show func(Look)) *Screen {
	v := &Screen{s: s, show: show, look: ReadLook(context.Background(), s.Store)}
	first, second := kit.Column(16), kit.Column(16)
	for i, c := range Choices(v.look) {
		chips, move := kit.NewChips(c.Words, c.Chosen, func(answer int) { v.choose(i, answer) })
		v.moves = append(v.moves, move)
		card := kit.NewTitledCard(kit.CardHead(c.Title), kit.Inset(20, kit.Column(12, kit.Quieter(c.Line), chips)))
		if i%2 == 0 {
			first.Add(card)
		} else {
			second.Add(card)
		}
	}
	first.Add(kit.NewTitledCard(kit.CardHead("Sound"),
		kit.Inset(20, kit.Quieter("None. Fieldfare is silent, so that nobody in a classroom turns round; the interval timer shows its turn on the screen."))))
	v.page = kit.NewCards(first, second)
	return v
}

// choose keeps an answer and offers to take it back.
func (v *Screen) choose(setting, answer int) {
	before := v.look
	after, words := Choose(before, setting, answer)
	if after == before || !v.keep(after) {
		return
	}
	v.s.Undo(words, func() { v.keep(before) })
}

// keep shows a look and keeps it.
func (v *Screen) keep(l Look) bool {
	if err := KeepLook(context.Background(), v.s.Store, l); err != nil {
		v.s.Fail(err)
		return false
	}
	v.look = l
	for i, c := range Choices(l) {
		v.moves[i](c.Chosen)
	}
	v.show(l)
	v.s.Reframe()
	kit.Relay(v.page)
	return true
}

// Content is the page of settings.
func (v *Screen) Content() fyne.CanvasObject { return v.page }

// Frame is the shell's frame around the settings.
func (v *Screen) Frame() shell.Frame {
	return shell.Frame{Title: "Settings", Subtitle: "Kept on this tablet, for you alone", Item: shell.ItemMore}
}

// Leave has nothing to stop: every answer is kept already.
func (v *Screen) Leave() {}
