package more

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/details"
	"github.com/fieldfare/fieldfare/app/firstrun"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Window is what More may do to the app around it.
type Window struct {
	Look    func(Look)                                            // show another look at once
	Lock    func()                                                // close the store and ask for the passphrase
	Join    func(ctx context.Context, service, code string) error // enrol with a one-use code
	Version string
}

// Screen is the list of settings.
type Screen struct {
	s       *session.Session
	w       Window
	look    Look
	state   store.SyncState
	ctx     context.Context
	cancel  context.CancelFunc
	first   *fyne.Container // the service and its work
	second  *fyne.Container // this tablet
	page    *kit.Scroller
	checked *fyne.Container
}

// NewScreen makes More.
func NewScreen(s *session.Session, w Window) *Screen {
	m := &Screen{s: s, w: w, first: kit.Column(16), second: kit.Column(16), checked: kit.Column(8)}
	m.ctx, m.cancel = context.WithCancel(context.Background())
	m.page = kit.NewScroller(kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		x := map[kit.Step]float32{kit.StepPhone: 16, kit.StepPortrait: 24, kit.StepLandscape: 32}[step]
		if step == kit.StepLandscape {
			return kit.Insets(8, x, x, x, kit.RowTop(24, kit.Grow(m.first), kit.Grow(m.second)))
		}
		return kit.Insets(8, x, x, x, kit.Column(16, m.first, m.second))
	}))
	m.read()
	return m
}

func (m *Screen) read() {
	m.s.Load(m.ctx, func(ctx context.Context) (err error) {
		m.look = ReadLook(ctx, m.s.Store)
		m.state, err = m.s.Store.SyncState(ctx)
		return err
	}, func(err error) {
		if err != nil {
			m.s.Fail(err)
			return
		}
		m.first.Objects = []fyne.CanvasObject{m.service(), m.places()}
		m.second.Objects = []fyne.CanvasObject{m.looks(), m.tablet(), m.about()}
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
	sheet := kit.NewQuiet("Name and telephone on reports", m.sheet)
	parts = append(parts, kit.Inset(20, kit.Wrap(12, sheet)))
	return kit.NewTitledCard(kit.CardHead("Service"), parts...)
}

// places are the screens that belong to no child and to no root of the rail.
func (m *Screen) places() fyne.CanvasObject {
	open := func(icon kit.Icon, title, line, screen string) fyne.CanvasObject {
		return kit.NewListRow(kit.RowData{Icon: icon, Title: title, Subtitle: line, Chevron: true}, func() { m.s.Go(screen, "", "") })
	}
	return kit.NewTitledCard(kit.CardHead("The service’s work"),
		open(kit.IconMeasure, "Equipment register", "Where each thing is, who has it, what is due", session.Register),
		open(kit.IconPeople, "Groups and training", "Sessions for several people, with their registers", session.Groups),
		open(kit.IconClock, "Waiting list and rules", "Referrals by urgency and weeks, and what the service goes by", session.Waiting),
		open(kit.IconClinic, "Clinics", "Drop-in days, site days and school calendars", session.Clinic),
		open(kit.IconPencil, "Questions", "Forms to ask, and the survey of families", session.Questions))
}

// sheet opens the record of the service, which stands on every report, or begins it.
func (m *Screen) sheet() {
	id := m.s.NewID()
	recs, err := m.s.Store.Records(m.ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindService}})
	if err == nil && len(recs) > 0 {
		id = recs[0].ID
	}
	m.s.Go(session.Details, "", details.Arg(assessments.KindService, id))
}

func (m *Screen) join() fyne.CanvasObject {
	address, code := kit.NewField("Address of your service", nil), kit.NewField("One-use code", nil)
	address.SetPlaceholder("https://")
	go1 := kit.NewPrimary("Join", func() {
		m.s.Load(m.ctx, func(ctx context.Context) error {
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

// sizes and variants are the choices of the look, in the order of their chips.
var (
	sizes    = []int{16, 18, 20}
	variants = []string{"", "light", "dark"}
)

func (m *Screen) looks() fyne.CanvasObject {
	at := func(n int, is func(i int) bool) int {
		for i := range n {
			if is(i) {
				return i
			}
		}
		return 0
	}
	keep := func() {
		if err := KeepLook(m.ctx, m.s.Store, m.look); err != nil {
			m.s.Fail(err)
			return
		}
		m.w.Look(m.look)
	}
	text, _ := kit.NewChips([]string{"Text 16", "Text 18", "Text 20"}, at(len(sizes), func(i int) bool { return sizes[i] == m.look.Text }),
		func(i int) { m.look.Text = sizes[i]; keep() })
	light, _ := kit.NewChips([]string{"As the tablet", "Light", "Dark"}, at(len(variants), func(i int) bool { return variants[i] == m.look.Variant }),
		func(i int) { m.look.Variant = variants[i]; keep() })
	return kit.NewTitledCard(kit.CardHead("Look"), kit.Inset(20, kit.Column(12, text, light)))
}

func (m *Screen) tablet() fyne.CanvasObject {
	check := kit.NewQuiet("Check the store", m.check)
	lock := kit.NewQuiet("Lock now", m.w.Lock).WithIcon(kit.IconLock)
	change := kit.NewQuiet("Change passphrase", m.change)
	return kit.NewTitledCard(kit.CardHead("This tablet"), kit.Inset(20, kit.Column(16, kit.Wrap(12, lock, change, check), m.checked)))
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

func (m *Screen) change() {
	now, next, again := kit.NewField("Passphrase now", nil).Secret(), kit.NewField("New passphrase", nil).Secret(), kit.NewField("New passphrase again", nil).Secret()
	ok := kit.NewPrimary("Change", func() {
		p, q := firstrun.CheckPassphrase(next.Text(), again.Text())
		next.SetError(p)
		again.SetError(q)
		if p+q != "" {
			return
		}
		m.s.Load(m.ctx, func(ctx context.Context) error { return m.s.Store.ChangePassphrase(ctx, now.Text(), next.Text()) }, func(err error) {
			if err != nil {
				now.SetError(assessments.Sentence(err))
				return
			}
			m.report(kit.NewNotice(kit.NoticeDone, "The passphrase is changed", "Your recovery code still works"))
		})
	})
	m.report(kit.Column(16, now, next, again, kit.Wrap(12, ok)))
}

func (m *Screen) about() fyne.CanvasObject {
	return kit.NewTitledCard(kit.CardHead("About"), kit.Inset(20, kit.Column(4, kit.Body("Fieldfare "+m.w.Version),
		kit.Quieter("Free software under the MIT licence. Type in Atkinson Hyperlegible Next and Noto Sans, SIL Open Font License."))))
}

// Content is the scrolling list.
func (m *Screen) Content() fyne.CanvasObject { return m.page }

// Frame is the shell's frame around More.
func (m *Screen) Frame() shell.Frame { return shell.Frame{Title: "More", Item: shell.ItemMore} }

// Leave stops a check that is running.
func (m *Screen) Leave() { m.cancel() }
