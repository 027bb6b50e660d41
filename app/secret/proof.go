package secret

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// A Lock knows the secrets of the person whose tablet it is. *store.Store is one.
type Lock interface {
	PINTaken(ctx context.Context) (bool, error)
	CheckPIN(ctx context.Context, pin string) error
	CheckPassphrase(ctx context.Context, passphrase string) error
}

// Proof asks whoever is about to sign to show that they are the therapist of this tablet and not somebody who found it open: by the
// quick PIN, or by the passphrase where there is no PIN or where five wrong ones were typed.
type Proof struct {
	ctx    context.Context
	load   kit.Load
	lock   Lock
	enter  func() // Enter in the field
	holder *fyne.Container
	field  *kit.Field
	pin    bool
	busy   bool // while one is checked no other is: each wrong one counts
}

// NewProof makes the field; enter is what Enter in it does, as a rule the same as the button that signs.
func NewProof(ctx context.Context, load kit.Load, lock Lock, enter func()) *Proof {
	p := &Proof{ctx: ctx, load: load, lock: lock, enter: enter, holder: kit.Column(0)}
	p.ask()
	return p
}

// ask puts the field for the secret that is taken now.
func (p *Proof) ask() {
	taken, err := p.lock.PINTaken(p.ctx)
	p.pin = taken && err == nil
	if p.pin {
		p.field = kit.NewField("PIN", nil).Secret().ForNumbers()
	} else {
		p.field = kit.NewField("Passphrase", nil).Secret()
	}
	p.field.OnEnter(p.enter)
	p.holder.Objects = []fyne.CanvasObject{p.field}
	p.holder.Refresh()
}

// Content is the field.
func (p *Proof) Content() fyne.CanvasObject { return p.holder }

// Focus moves the keyboard to the field, so that proving costs no tap.
func (p *Proof) Focus() { p.field.Focus() }

// Then checks what was typed, away from the screen, and does what follows only when it is right. A wrong one is said under the field.
func (p *Proof) Then(follows func()) {
	given := p.field.Text()
	switch {
	case p.busy:
		return
	case given == "" && p.pin:
		p.wrong("Type your PIN")
		return
	case given == "":
		p.wrong("Type your passphrase")
		return
	}
	check := p.lock.CheckPassphrase
	if p.pin {
		check = p.lock.CheckPIN
	}
	p.busy = true
	p.load(p.ctx, func(ctx context.Context) error { return check(ctx, given) }, func(err error) {
		p.busy = false
		p.field.SetText("")
		if err == nil {
			follows()
			return
		}
		if taken, e := p.lock.PINTaken(p.ctx); p.pin && e == nil && !taken {
			p.ask() // from now on it is the passphrase
		}
		p.wrong(assessments.Sentence(err))
	})
}

// wrong says what to do, and leaves the keyboard where the next try is typed.
func (p *Proof) wrong(words string) {
	p.field.SetError(words)
	kit.Relay(p.root())
	p.field.Focus()
}

// root is what holds the field: the sheet on top, or the window's content.
func (p *Proof) root() fyne.CanvasObject {
	c := kit.CanvasOf(p.holder)
	if c == nil {
		return p.holder
	}
	if top := c.Overlays().Top(); top != nil {
		return top
	}
	return c.Content()
}
