package share

import (
	"context"
	"crypto/rand"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// listWide is the width of the readers beside the one who was chosen.
const listWide = 404

// Screen sends one signed version: to whom, on what it rests, what they get, and Confirm.
type Screen struct {
	s     *session.Session
	child assessments.ID
	m     *Model
	ctx   context.Context
	stop  context.CancelFunc
	band  *kit.ChildBandData

	at      int // reader on show
	way     string
	copied  Copy // for every way but the link: what is handed over
	mailbox *kit.Field
	look    *fyne.Container // how sure the address is
	vouched bool
	problem *kit.Text
	busy    bool
	done    *done

	list   *fyne.Container // everybody it can go to
	who    *fyne.Container // the one who was chosen, where there is no room for the list
	detail *fyne.Container
	steps  *kit.Steps
	page   *kit.Scroller
	whole  fyne.CanvasObject // instead of everything, when it cannot be read
}

// done is a share that was written, as the screen shows it.
type done struct {
	id    assessments.ID
	share assessments.Share
	pin   string
}

var _ shell.Screen = (*Screen)(nil)

// NewScreen opens a signed report for sharing; arg is session.ShareArg.
func NewScreen(s *session.Session, child, arg assessments.ID) shell.Screen {
	return newScreen(s, child, arg)
}

func newScreen(s *session.Session, child, arg assessments.ID) *Screen {
	v := &Screen{s: s, child: child, at: -1, way: ByLink, list: kit.Column(12), who: kit.Column(0), detail: kit.Column(16), look: kit.Column(8), problem: kit.NewText("", kit.SizeBody, kit.Red, true)}
	v.ctx, v.stop = context.WithCancel(context.Background())
	if way, report, ok := strings.Cut(string(arg), " "); ok {
		v.way, arg = way, assessments.ID(report)
	}
	v.m = New(s.Store, s, WorldOf(s), child, arg)
	v.band = s.Band(v.ctx, child, s.Today())
	v.steps = kit.NewSteps(v.arrange)
	v.page = kit.NewScroller(v.steps)
	v.load()
	return v
}

// WorldOf is the world of a session, with the system's own chance.
func WorldOf(s *session.Session) World {
	return World{Me: s.Me, Now: s.Now, NewID: s.NewID, Random: func(b []byte) error { _, err := rand.Read(b); return err }}
}

// load reads the version and everybody it can go to, away from the screen.
func (v *Screen) load() {
	m := New(v.s.Store, v.s, WorldOf(v.s), v.child, v.m.Report.ID)
	v.s.Load(v.ctx, m.Open, func(err error) {
		if err != nil {
			v.whole = kit.Inset(32, kit.NewCard(kit.NewEmpty(kit.IconAlert, "This cannot be shared", assessments.Sentence(err), "Back", v.s.Back)))
			v.relay()
			return
		}
		v.adopt(m)
		v.show()
	})
}

// adopt shows what was read anew of the same reader: what was recorded meanwhile sorts them differently. Where that reader is gone the
// first stands there, with nothing of the other's address.
func (v *Screen) adopt(m *Model) {
	was, ok := v.reader()
	v.m = m
	v.at = slices.IndexFunc(m.Readers, func(r Reader) bool { return ok && r.To == was.To })
	if v.at < 0 {
		v.at, v.vouched, v.mailbox = 0, false, nil
	}
}

// choose shows another reader, with the address that is recorded for them.
func (v *Screen) choose(i int) {
	v.at, v.vouched, v.mailbox = i, false, nil
	v.problem.SetText("")
	v.show()
	v.page.ScrollTo(0)
}

func (v *Screen) reader() (Reader, bool) {
	if v.m == nil || v.at < 0 || v.at >= len(v.m.Readers) {
		return Reader{}, false
	}
	return v.m.Readers[v.at], true
}

func (v *Screen) show() {
	rows := v.rows(v.choose)
	v.list.Objects = []fyne.CanvasObject{kit.NewTitledCard(kit.CardHead("To whom"), rows...)}
	v.who.Objects = nil
	if r, ok := v.reader(); ok {
		v.who.Objects = []fyne.CanvasObject{kit.NewTitledCard(kit.CardHead("To whom", kit.NewPlain("Somebody else", v.others)), kit.NewListRow(readerRow(r, kit.RowRest), nil))}
	}
	if len(rows) == 0 {
		v.list.Objects = []fyne.CanvasObject{kit.NewCard(kit.NewEmpty(kit.IconPeople, "Nobody to share it with", "Record who is around "+v.m.Known+" first", "People", func() { v.s.Go(session.ChildHome, v.child, "people") }))}
	}
	if len(rows) == 0 {
		v.who.Objects = v.list.Objects
	}
	switch r, ok := v.reader(); {
	case v.done != nil:
		v.detail.Objects = v.sent()
	case ok:
		v.detail.Objects = v.chosen(r)
	default:
		v.detail.Objects = nil
	}
	v.relay()
	v.s.Reframe()
}

// arrange sets the readers beside the one who was chosen; where there is no room they come first, and what was sent comes alone.
func (v *Screen) arrange(step kit.Step) fyne.CanvasObject {
	if v.whole != nil {
		return v.whole
	}
	m := step.Margin()
	switch {
	case step == kit.StepLandscape && v.done == nil:
		return kit.Insets(16, m, m, m, kit.RowTop(24, kit.Fixed(listWide, v.list), kit.Grow(v.detail)))
	case step == kit.StepLandscape:
		return kit.Insets(16, m, m, m, kit.RowTop(0, kit.Fixed(720, v.detail), kit.Gap()))
	case v.done != nil:
		return kit.Insets(16, m, m, m, v.detail)
	}
	return kit.Insets(16, m, m, m, kit.Column(16, v.who, v.detail))
}

// rows are the readers as a list, with the one on show chosen.
func (v *Screen) rows(tap func(i int)) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for i, r := range v.m.Readers {
		state := kit.RowRest
		if i == v.at {
			state = kit.RowChosen
		}
		rows = append(rows, kit.NewListRow(readerRow(r, state), func() { tap(i) }))
	}
	return rows
}

// readerRow is a reader with role and address in full.
func readerRow(r Reader, state kit.RowState) kit.RowData {
	icon, tone := readerLook(r)
	return kit.RowData{Icon: icon, IconColor: tone, Title: r.Name, Subtitle: lines(r.Job, r.Through, orElse(r.Mailbox, "No address recorded"), r.Used, r.Had), State: state}
}

// others lists everybody on a sheet, where there is no room beside.
func (v *Screen) others() {
	c := kit.CanvasOf(v.page)
	if c == nil {
		return
	}
	var sheet *kit.Sheet
	rows := v.rows(func(i int) { sheet.Close(); v.choose(i) })
	sheet = kit.ShowSheet(c, "To whom", kit.NewRowCard(rows...), nil)
}

func (v *Screen) relay() {
	v.steps.Rebuild()
	kit.Relay(v.page)
}

// Content is the page.
func (v *Screen) Content() fyne.CanvasObject { return v.page }

// Frame has the one action: to confirm, or what must come before it.
func (v *Screen) Frame() shell.Frame {
	f := shell.Frame{Title: "Share", Child: v.band, Item: shell.ItemReports, Alerts: func() string { return v.s.Alerts(v.ctx, v.child) }}
	if v.m.Title == "" {
		return f
	}
	f.Title, f.Subtitle = "Share "+assessments.LowerFirst(v.m.Title), v.m.Signed
	if v.m.Asks != nil {
		f.Title = "Ask: " + v.m.Title // a name of its own
	}
	r, ok := v.reader()
	switch {
	case v.done != nil:
		f.Actions = []fyne.CanvasObject{kit.NewPrimary("Done", v.s.Back)}
	case v.busy || !ok:
	case r.Sending.Goes():
		f.Actions = []fyne.CanvasObject{kit.NewPrimary(v.confirmWords(), v.confirm)}
	case v.asks(r):
		f.Actions = []fyne.CanvasObject{kit.NewPrimary("Ask "+v.askWhom(), v.ask)}
	}
	return f
}

// Leave stops what is still being made.
func (v *Screen) Leave() { v.stop() }
