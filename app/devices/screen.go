package devices

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/firstrun"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Window is what this screen may do to the app around it.
type Window struct {
	Lock func()                                                // close the store and ask for the passphrase
	Join func(ctx context.Context, service, code string) error // enrol with a one-use code
}

// Screen is the service, the tablets and the locks.
type Screen struct {
	s       *session.Session
	w       Window
	state   store.SyncState
	devices []Device
	ctx     context.Context
	cancel  context.CancelFunc
	first   *fyne.Container // the service and the tablets
	second  *fyne.Container // the locks
	page    *kit.Scroller
	checked *fyne.Container
}

// NewScreen makes the screen.
func NewScreen(s *session.Session, w Window) *Screen {
	m := &Screen{s: s, w: w, first: kit.Column(16), second: kit.Column(16), checked: kit.Column(8)}
	m.ctx, m.cancel = context.WithCancel(context.Background())
	m.page = kit.NewCards(m.first, m.second)
	m.read()
	return m
}

func (m *Screen) read() {
	m.s.Load(m.ctx, func(ctx context.Context) (err error) {
		if m.state, err = m.s.Store.SyncState(ctx); err == nil {
			m.devices, err = List(ctx, m.s.Store, m.state)
		}
		return err
	}, func(err error) {
		if err != nil {
			m.s.Fail(err)
			return
		}
		m.first.Objects = []fyne.CanvasObject{m.service(), m.tablets()}
		m.second.Objects = []fyne.CanvasObject{m.locks()}
		m.first.Refresh()
		m.second.Refresh()
		kit.Relay(m.page)
	})
}

func (m *Screen) service() fyne.CanvasObject {
	title, line := Service(m.state)
	parts := []fyne.CanvasObject{kit.NewListRow(kit.RowData{Icon: kit.IconShare, Title: title, TitleBig: true, Subtitle: line + "\n" + Waiting(m.state)}, nil)}
	if m.state.Device == "" && m.state.MaySync {
		parts = append(parts, kit.Inset(20, m.join()))
	}
	return kit.NewTitledCard(kit.CardHead("Service"), parts...)
}

// tablets lists the tablets that this one knows of.
func (m *Screen) tablets() fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, d := range m.devices {
		rows = append(rows, kit.NewListRow(kit.RowData{Icon: kit.IconTablet, Title: d.Title, Subtitle: d.Lines}, nil))
	}
	rows = append(rows, kit.Inset(20, kit.Quieter("A tablet that is lost: ring your lead at once. They can withdraw it, and it locks itself when it next meets the service.")))
	return kit.NewTitledCard(kit.CardHead("Your tablets"), rows...)
}

func (m *Screen) join() fyne.CanvasObject {
	address, code := kit.NewField("Address of your service", nil), kit.NewField("One-use code", nil)
	address.SetPlaceholder("https://")
	go1 := kit.NewPrimary("Join", func() {
		m.s.Load(m.ctx, func(ctx context.Context) error {
			if a, c := firstrun.Invited(code.Text()); a != "" && c != "" {
				return m.w.Join(ctx, a, c) // both were in one string
			}
			return m.w.Join(ctx, strings.TrimSpace(address.Text()), strings.TrimSpace(code.Text()))
		}, func(err error) {
			if err != nil {
				code.SetError(assessments.Sentence(err))
				return
			}
			m.read()
		})
	})
	return kit.Column(16, address, code, kit.Wrap(12, go1))
}

func (m *Screen) locks() fyne.CanvasObject {
	check := kit.NewQuiet("Check the store", m.check)
	lock := kit.NewQuiet("Lock now", m.w.Lock).WithIcon(kit.IconLock)
	change := kit.NewQuiet("PIN and passphrase", func() { m.s.Go(session.Locks, "", "") })
	return kit.NewTitledCard(kit.CardHead("Locks and checks"), kit.Inset(20, kit.Column(16, kit.Wrap(12, lock, change, check), m.checked)))
}

// check opens every row of the store away from the screen.
func (m *Screen) check() {
	ctx, stop := context.WithCancel(m.ctx)
	progress := kit.NewProgress("Opening every record", stop)
	m.report(progress)
	var problems []store.VerifyProblem
	m.s.Load(ctx, func(ctx context.Context) (err error) {
		problems, err = m.s.Store.Verify(ctx)
		return err
	}, func(err error) {
		stop()
		if err != nil {
			m.report(kit.NewNotice(kit.NoticeStop, "The check could not finish", assessments.Sentence(err)))
			return
		}
		title, lines := Checked(problems)
		kind := kit.NoticeDone
		if len(lines) > 0 {
			kind = kit.NoticeStop
		}
		m.report(kit.NewNotice(kind, title, strings.Join(lines, "\n")))
	})
}

func (m *Screen) report(o fyne.CanvasObject) {
	m.checked.Objects = []fyne.CanvasObject{o}
	m.checked.Refresh()
	kit.Relay(m.page)
}

// Content is the scrolling page.
func (m *Screen) Content() fyne.CanvasObject { return m.page }

// Frame is the shell's frame around the page.
func (m *Screen) Frame() shell.Frame {
	return shell.Frame{Title: "Tablet and service", Item: shell.ItemMore}
}

// Leave stops a check that is running.
func (m *Screen) Leave() { m.cancel() }
