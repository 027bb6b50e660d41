package unlock

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// formWide is the width of the form beside the picture.
const formWide = 440

// Screen is the unlock screen.
type Screen struct {
	ctx     context.Context
	d       *Door
	load    kit.Load
	clock   kit.Clock
	page    Page
	holder  *fyne.Container
	content fyne.CanvasObject
	first   *kit.Field        // where the keyboard is when the page begins
	runes   func(r rune)      // figures typed while nothing has the keyboard
	rub     func()            // Backspace, likewise
	leave   func()            // ends what the page has begun
	said    fyne.CanvasObject // a line at the foot, about what was just done
	busy    bool
	typed   string // of the PIN
	hurt    hurt   // what PageDamaged is about
}

// NewScreen shows a door. load runs slow work away from the screen.
func NewScreen(ctx context.Context, d *Door, clock kit.Clock, load kit.Load) *Screen {
	s := &Screen{ctx: ctx, d: d, load: load, clock: clock, holder: kit.Column(0)}
	s.content = Welcome("Everything you write is saved on this tablet, with or without signal.", kit.Inset(24, kit.AtMost(formWide, s.holder)))
	s.show(d.First())
	return s
}

// Content is the whole screen.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Ready puts the keyboard where the page begins.
func (s *Screen) Ready() {
	if s.first != nil {
		s.first.Focus()
	}
}

// First is where the keyboard is when the page begins, nil for nowhere: a canvas that was never painted has to be told itself.
func (s *Screen) First() fyne.Focusable {
	if s.first == nil {
		return nil
	}
	return s.first.Entry()
}

// TypedRune takes figures for the PIN.
func (s *Screen) TypedRune(r rune) {
	if s.runes != nil {
		s.runes(r)
	}
}

// TypedKey takes Backspace for the PIN, and Escape as Back.
func (s *Screen) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyBackspace, fyne.KeyDelete:
		if s.rub != nil {
			s.rub()
		}
	case fyne.KeyEscape:
		if s.page != s.d.First() {
			s.show(s.back())
		}
	}
}

// Idle ends what stands open when nobody has touched the app for a while: a note that is being written is out of sight then.
func (s *Screen) Idle() {
	if s.page != s.d.First() {
		s.show(s.d.First())
	}
}

// Leave ends what the page has begun.
func (s *Screen) Leave() {
	if s.leave != nil {
		s.leave()
	}
	s.leave = nil
}

// back is the page before this one.
func (s *Screen) back() Page {
	switch s.page {
	case PageCode, PageEscrow:
		return PageLost
	case PageLost:
		return PagePassphrase
	case PageRemove:
		return PageWho
	}
	return s.d.First()
}

func (s *Screen) show(p Page) {
	s.Leave()
	s.page, s.first, s.runes, s.rub, s.typed = p, nil, nil, nil, ""
	if p != PageDamaged {
		s.hurt = hurt{} // a passphrase is kept for one page only
	}
	title, line := s.d.Titles(p)
	head := kit.Column(4, kit.Title(title), kit.RowText(line).SetColor(kit.Soft))
	if p == PagePIN {
		head = kit.Column(4, kit.Title(title).Align(fyne.TextAlignCenter), kit.RowText(line).SetColor(kit.Soft).Align(fyne.TextAlignCenter))
	}
	var body []fyne.CanvasObject
	switch p {
	case PageWho:
		body = s.who()
	case PagePIN:
		body = s.pin()
	case PagePassphrase:
		body = s.passphrase()
	case PageLost:
		body = s.lost()
	case PageCode:
		body = s.code()
	case PageEscrow:
		body = s.escrow()
	case PageNote:
		body = s.note()
	case PageRemove:
		body = s.remove()
	case PageDamaged:
		body = s.damaged()
	}
	s.fill(append([]fyne.CanvasObject{head}, body...)...)
	s.said = nil
	s.Ready()
}

// fill puts the parts of a page into the form, with what to know below them.
func (s *Screen) fill(parts ...fyne.CanvasObject) {
	if s.said != nil {
		parts = append(parts, s.said)
	}
	if s.page == PagePIN || s.page == PagePassphrase {
		for _, l := range s.d.Lines {
			row := line(kit.Icon(l.Icon), l.Words)
			if s.page == PagePIN {
				row = kit.Middle(row)
			}
			parts = append(parts, row)
		}
	}
	s.holder.Objects = []fyne.CanvasObject{kit.Column(24, parts...)}
	s.holder.Refresh()
	kit.Relay(s.content)
}

func line(i kit.Icon, words string) fyne.CanvasObject {
	return kit.RowTop(8, kit.NewSymbol(i, 24, kit.Soft), kit.Grow(kit.Quieter(words)))
}

// work runs one slow step; the verb says so meanwhile, and nothing has the keyboard: a caret that blinks has the whole window painted
// eight times a second, beside a derivation that takes every core, and went on blinking unseen on the screen after the door.
func (s *Screen) work(b *kit.Button, doing string, do func(context.Context) error, then func(), wrong func(error)) {
	if s.busy {
		return
	}
	s.busy = true
	back := s.restKeyboard(b)
	verb := b.Name()
	b.SetText(doing)
	b.SetDimmed(true)
	s.load(s.ctx, do, func(err error) {
		s.busy = false
		b.SetText(verb)
		b.SetDimmed(false)
		if err != nil {
			wrong(err)
			back()
			kit.Relay(s.content)
			return
		}
		then()
	})
}

// restKeyboard takes the keyboard from whatever has it. back gives it back where the page is still the same.
func (s *Screen) restKeyboard(on fyne.CanvasObject) (back func()) {
	c, page := kit.CanvasOf(on), s.holder.Objects[0]
	if c == nil || c.Focused() == nil {
		return func() {}
	}
	had := c.Focused()
	c.Unfocus()
	return func() {
		if c.Focused() == nil && s.holder.Objects[0] == page {
			c.Focus(had)
		}
	}
}

// passphrase asks for it. Of a passphrase, a PIN or a code nothing is kept while it is typed: leaving the page forgets it.
func (s *Screen) passphrase() []fyne.CanvasObject {
	secret := kit.NewField("Passphrase", nil).Secret()
	var unlock *kit.Button
	try := func() {
		secret.SetError("")
		words := secret.Text()
		s.work(unlock, "Opening…", func(ctx context.Context) error { return s.d.TryOpen(ctx, words) }, s.d.Opened,
			func(err error) {
				if s.d.opens(err) {
					s.hurt = hurt{words, err}
					s.show(PageDamaged)
					return
				}
				secret.SetError(assessments.Sentence(err))
			})
	}
	unlock = kit.NewPrimary("Unlock", try).Big()
	secret.OnEnter(try)
	s.first = secret
	forgot := kit.NewPlain("I forgot my passphrase", func() { s.show(PageLost) })
	return []fyne.CanvasObject{secret, kit.Wrap(12, unlock, forgot), s.beside()}
}

// beside are the verbs that need no unlocking.
func (s *Screen) beside() fyne.CanvasObject {
	var verbs []fyne.CanvasObject
	if s.d.Note != nil {
		verbs = append(verbs, kit.NewQuiet("Note now", func() { s.show(PageNote) }).WithIcon(kit.IconPencil))
	}
	if len(s.d.People) > 1 || s.d.Add != nil {
		verbs = append(verbs, kit.NewPlain("Someone else", func() { s.show(PageWho) }).WithIcon(kit.IconSwap))
	}
	return kit.Wrap(12, verbs...)
}
