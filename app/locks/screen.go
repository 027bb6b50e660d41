package locks

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/secret"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// Window is what the screen may do to the app around it.
type Window struct {
	Lock      func()            // lock now
	LockAfter func(minutes int) // another waiting time holds at once
}

// Screen is the locks of this store.
type Screen struct {
	s      *session.Session
	w      Window
	state  State
	ctx    context.Context
	cancel context.CancelFunc
	first  *fyne.Container
	second *fyne.Container
	pins   *fyne.Container // the form of the PIN
	words  *fyne.Container // the form of the passphrase
	typist *keep.Typist
	page   *kit.Scroller
}

// NewScreen makes the screen.
func NewScreen(s *session.Session, clock kit.Clock, w Window) *Screen {
	l := &Screen{s: s, w: w, first: kit.Column(16), second: kit.Column(16), pins: kit.Column(12), words: kit.Column(12)}
	l.ctx, l.cancel = context.WithCancel(context.Background())
	l.page = kit.NewCards(l.first, l.second)
	l.read(clock)
	return l
}

func (l *Screen) read(clock kit.Clock) {
	l.s.Load(l.ctx, func(ctx context.Context) (err error) {
		l.state, err = Read(ctx, l.s.Store)
		return err
	}, func(err error) {
		if err != nil {
			l.s.Fail(err)
			return
		}
		l.first.Objects = []fyne.CanvasObject{l.pin(), l.passphrase()}
		l.second.Objects = []fyne.CanvasObject{l.byItself(), l.listed(clock), l.lease()}
		l.first.Refresh()
		l.second.Refresh()
		kit.Relay(l.page)
	})
}

// put shows a form or a notice in its place.
func (l *Screen) put(where *fyne.Container, o ...fyne.CanvasObject) {
	where.Objects = o
	where.Refresh()
	kit.Relay(l.page)
}

func (l *Screen) pin() fyne.CanvasObject {
	line, verb := "None yet. With a PIN you come back in a moment; after a restart the passphrase is asked for.", "Set a PIN"
	if l.state.PIN {
		line, verb = "Set. Five wrong ones, and only the passphrase opens.", "Change the PIN"
	}
	verbs := []fyne.CanvasObject{kit.NewQuiet(verb, l.newPIN)}
	if l.state.PIN {
		verbs = append(verbs, kit.NewRemove("Remove the PIN", func() {
			l.setPIN("", func(words string) { l.put(l.pins, kit.NewNotice(kit.NoticeStop, "The PIN is still set", words)) })
		}))
	}
	return kit.NewTitledCard(kit.CardHead("Quick PIN"), kit.Inset(20, kit.Column(16, kit.Body(line), kit.Wrap(12, verbs...), l.pins)))
}

// newPIN asks for a PIN. What is typed of one, or of a passphrase, is on no disk before it holds: a lock or another screen forgets it.
func (l *Screen) newPIN() {
	pin, again := kit.NewField("New PIN", nil).Secret().ForNumbers(), kit.NewField("New PIN again", nil).Secret().ForNumbers()
	pin.SetHint("4 to 6 digits")
	set := func() {
		p, q := CheckPIN(pin.Text(), again.Text())
		pin.SetError(p)
		again.SetError(q)
		if p+q == "" {
			l.setPIN(pin.Text(), pin.SetError)
			return
		}
		kit.Relay(l.page)
	}
	pin.OnEnter(again.Focus)
	again.OnEnter(set)
	l.put(l.pins, pin, again, kit.Wrap(12, kit.NewPrimary("Set the PIN", set), kit.NewPlain("Not now", func() { l.put(l.pins) })))
	pin.Focus()
}

// setPIN takes a tenth of a second on purpose.
func (l *Screen) setPIN(pin string, wrong func(string)) {
	l.s.Load(l.ctx, func(ctx context.Context) error { return l.s.Store.SetPIN(ctx, pin) }, func(err error) {
		if err != nil {
			wrong(assessments.Sentence(err))
			kit.Relay(l.page)
			return
		}
		l.state.PIN = pin != ""
		words := "The PIN is set"
		if pin == "" {
			words = "The PIN is removed"
		}
		l.pins.Objects = []fyne.CanvasObject{kit.NewNotice(kit.NoticeDone, words, "It holds from the next lock on")}
		l.first.Objects[0] = l.pin()
		l.first.Refresh()
		kit.Relay(l.page)
	})
}

func (l *Screen) passphrase() fyne.CanvasObject {
	return kit.NewTitledCard(kit.CardHead("Passphrase"), kit.Inset(20, kit.Column(16,
		kit.Body("It opens this tablet after every start. The recovery code opens it when the passphrase is lost."),
		kit.Wrap(12, kit.NewQuiet("Change passphrase", l.change)), l.words)))
}

func (l *Screen) change() {
	now := kit.NewField("Passphrase now", nil).Secret()
	var next *secret.Chooser
	var set *kit.Button
	do := func() {
		now.SetError("")
		p, ok := next.Chosen()
		if !ok {
			kit.Relay(l.page)
			return
		}
		old := now.Text()
		set.SetText("Changing…")
		l.s.Load(l.ctx, func(ctx context.Context) error { return l.s.Store.ChangePassphrase(ctx, old, p) }, func(err error) {
			set.SetText("Change")
			if err != nil {
				now.SetError(assessments.Sentence(err))
				kit.Relay(l.page)
				return
			}
			l.put(l.words, kit.NewNotice(kit.NoticeDone, "The passphrase is changed", "Your recovery code still works"))
		})
	}
	next = secret.NewChooser("New passphrase", do)
	now.OnEnter(next.Focus)
	set = kit.NewPrimary("Change", do)
	l.put(l.words, now, next.Content(), kit.Wrap(12, set, kit.NewPlain("Not now", func() { l.put(l.words) })))
	now.Focus()
}

func (l *Screen) byItself() fyne.CanvasObject {
	names := make([]string, len(Choices))
	at := 0
	for i, n := range Choices {
		names[i] = minutes(n)
		if n == l.state.Minutes {
			at = i
		}
	}
	chips, _ := kit.NewChips(names, at, func(i int) {
		if err := KeepMinutes(l.ctx, l.s.Store, Choices[i]); err != nil {
			l.s.Fail(err)
			return
		}
		l.w.LockAfter(Choices[i])
	})
	return kit.NewTitledCard(kit.CardHead("Locks by itself"), kit.Inset(20, kit.Column(16,
		kit.Body("After so long without a touch. What you typed is kept, and the same screen comes back."), chips,
		kit.Wrap(12, kit.NewQuiet("Lock now", l.w.Lock).WithIcon(kit.IconLock)), kit.Quieter("Ctrl+L locks from every screen."))))
}

func minutes(n int) string {
	if n == 1 {
		return "1 minute"
	}
	return strconv.Itoa(n) + " minutes"
}

// listed is the name on the unlock screen. It is kept as it is typed.
func (l *Screen) listed(clock kit.Clock) fyne.CanvasObject {
	var name *kit.Field
	l.typist = keep.TypistOf(l.ctx, l.s, clock, func(ctx context.Context) error {
		err := l.s.Store.SetListed(ctx, name.Text())
		if assessments.KindOf(err) != assessments.Invalid {
			return err
		}
		name.SetError(assessments.Sentence(err)) // what is wrong with the name itself stands at its box
		kit.Relay(l.page)
		return nil
	})
	name = kit.NewField("Name on the unlock screen", func(string) { l.typist.Later() })
	name.SetHint("Anybody who picks up the tablet can read it. A first name or initials are enough")
	name.SetText(l.state.Listed)
	return kit.NewTitledCard(kit.CardHead("Shared tablet"), kit.Inset(20, kit.Column(16, name,
		kit.Quieter("Another therapist is added on the unlock screen, under Someone else. Each has their own notes and passphrase."))))
}

func (l *Screen) lease() fyne.CanvasObject {
	return kit.NewTitledCard(kit.CardHead("Without signal"), kit.Inset(20, kit.Body(l.state.Lease)))
}

// Content is the scrolling page.
func (l *Screen) Content() fyne.CanvasObject { return l.page }

// Frame is the shell's frame around the locks.
func (l *Screen) Frame() shell.Frame {
	return shell.Frame{Title: "Lock and passphrase", Item: shell.ItemMore}
}

// Leave keeps what was typed.
func (l *Screen) Leave() {
	if l.typist != nil {
		l.typist.Flush()
	}
	l.cancel()
}
