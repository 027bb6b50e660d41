package groups

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// about stands behind a session's id in the route of its other tab.
const about assessments.ID = "/about"

// SessionScreen is one session: its register, made for standing in a hall, and what it is.
type SessionScreen struct {
	s      *session.Session
	id     assessments.ID
	about  bool
	names  Names
	rec    assessments.Record
	g      *assessments.GroupSession
	topics []string
	had    map[assessments.ID]bool // children whose record has a contact of this session
	ctx    context.Context
	cancel context.CancelFunc
	k      *keep.Keeper
	form   *keep.Form
	reg    *keep.Carried[assessments.Attendee]
	refill func() // fills the sheet of names that is open; nil while none is
	lacks  *fyne.Container
	total  *kit.Text
	hours  *kit.Text
	rest   *kit.Button
	toKids *kit.Button
	more   *fyne.Container // the two buttons above
	rows   []*line
	lines  *fyne.Container
	add    *kit.NoteBox
	holder *fyne.Container
	scroll *kit.Scroller
}

// NewSession shows the session of a record; arg is the record's id, with /about behind it for what the session is.
func NewSession(s *session.Session, arg assessments.ID) *SessionScreen {
	return newSession(s, arg, s.Wait)
}

func newSession(s *session.Session, arg assessments.ID, clock kit.Clock) *SessionScreen {
	id, isAbout := strings.CutSuffix(string(arg), string(about))
	v := &SessionScreen{s: s, id: assessments.ID(id), about: isAbout, holder: kit.Stack(), scroll: kit.NewScroller(kit.Column(0))}
	v.ctx, v.cancel = context.WithCancel(context.Background())
	v.k = keep.New(s, clock, v.reload)
	v.reg = &keep.Carried[assessments.Attendee]{Session: s, Keeper: v.k, Ref: refOf(v.id), Field: "register", Again: v.reload,
		Same: []func(a, b assessments.Attendee) bool{sameLine, samePerson}}
	v.add = kit.NewNoteBox("Add by name, role", v.addLine)
	v.reload()
	return v
}

// reload reads the session anew and keeps the place.
func (v *SessionScreen) reload() {
	rec, err := v.s.Store.Record(v.ctx, v.id)
	if err == nil {
		v.names, err = ReadNames(v.ctx, v.s.Store, v.s.Today())
	}
	if err != nil {
		v.g = nil
		v.holder.Objects = []fyne.CanvasObject{kit.Inset(24, kit.NewCard(kit.NewEmpty(kit.IconMeeting, "This cannot be opened", assessments.Sentence(err), "Back", v.s.Back)))}
		v.s.Reframe()
		return
	}
	v.take(rec)
	at := v.scroll.Offset()
	if v.about {
		v.topics = v.readTopics()
		v.buildAbout()
	} else {
		v.buildRegister()
	}
	kit.RelayShown(v.holder)
	v.scroll.ScrollTo(at)
	if v.refill != nil {
		v.refill()
	}
	v.s.Reframe()
}

func (v *SessionScreen) take(rec assessments.Record) {
	v.rec, v.g = rec, new(assessments.GroupSession)
	assessments.Decode(rec.Fields, v.g)
}

// Reload shows the marks of colleagues as they come. Nothing moves while somebody types: the register is read anew when they are done.
func (v *SessionScreen) Reload() {
	var names Names
	v.s.Load(v.ctx, func(ctx context.Context) (err error) {
		names, err = ReadNames(ctx, v.s.Store, v.s.Today())
		return err
	}, func(err error) {
		switch {
		case v.about || v.g == nil || v.reg.Typing():
		case err != nil:
			v.s.Fail(err)
		default:
			v.names = names
			v.refresh()
		}
	})
}

// refresh shows the register as the store has it now.
func (v *SessionScreen) refresh() {
	rec, err := v.s.Store.Record(v.ctx, v.id)
	if err != nil {
		v.s.Fail(err)
		return
	}
	v.take(rec)
	clear(v.had)
	v.show()
	v.s.Reframe()
}

// show draws the register again, and the sheet of names where one is open.
func (v *SessionScreen) show() {
	v.fill()
	kit.RelayShown(v.holder)
	if v.refill != nil {
		v.refill()
	}
}

// readTopics are the topics of earlier sessions, to pick instead of typing.
func (v *SessionScreen) readTopics() []string {
	recs, err := v.s.Store.Records(v.ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindGroupSession}})
	if err != nil {
		return nil // a topic can still be typed
	}
	return Topics(recs)
}

// tabs choose between the register and what the session is; the tab belongs to the route.
func (v *SessionScreen) tabs() fyne.CanvasObject {
	n := 0
	if v.about {
		n = 1
	}
	group, _ := kit.NewChips([]string{"Register", "About it"}, n, func(i int) {
		v.leaveField()
		v.s.Swap(SessionRoute, "", v.id+[]assessments.ID{"", about}[i])
	})
	return group
}

// buildRegister makes the page of the register: totals and the line to add by stay, the names scroll.
func (v *SessionScreen) buildRegister() {
	v.total, v.hours = kit.Question(""), kit.Quieter("")
	v.rest = kit.NewQuiet("", func() {
		v.refresh() // whom a colleague has marked is not among the rest
		v.put("Everyone else came", Rest(v.g.Register, Length(v.g)))
	}).WithIcon(kit.IconCheck)
	v.toKids = kit.NewQuiet("", v.writeContacts).WithIcon(kit.IconChild)
	v.lines, v.more = kit.Column(0), kit.Wrap(12, v.rest, v.toKids)
	v.rows, v.had = nil, map[assessments.ID]bool{}
	v.fill()
	tabs, totals := v.tabs(), kit.Column(2, v.total, v.hours)
	known := kit.Wrap(8, kit.NewQuiet("Children", func() { v.pick(true) }).WithIcon(kit.IconChildren), kit.NewQuiet("Staff", func() { v.pick(false) }).WithIcon(kit.IconPeople))
	stamp := kit.NewIconButton(kit.IconPlus, "Add to the register", func() {
		if words := strings.TrimSpace(v.add.Text()); words != "" {
			v.add.SetText("")
			v.addLine(words)
		}
	})
	tight := kit.Wrap(8, kit.NewQuiet("By name", v.addSheet).WithIcon(kit.IconPlus).Tight(), kit.NewQuiet("Children", func() { v.pick(true) }).WithIcon(kit.IconChildren).Tight(),
		kit.NewQuiet("Staff", func() { v.pick(false) }).WithIcon(kit.IconPeople).Tight())
	list := kit.NewCard(kit.Inset(1, v.lines))
	page := kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		m := step.Margin()
		for _, l := range v.rows {
			l.phone = step == kit.StepPhone
			l.show()
		}
		v.scroll.SetContent(kit.Insets(6, m, m, m, kit.Column(12, v.more, list)))
		if step == kit.StepPhone { // a name is typed on a sheet there, so that two people stay in sight
			v.scroll.SetContent(kit.Insets(6, m, m, m, kit.Column(12, tabs, tight, v.more, list)))
			return kit.Column(0, kit.Insets(4, m, 6, m, totals), kit.Grow(v.scroll))
		}
		head := kit.Column(12, kit.RowTop(16, kit.Grow(totals), tabs), kit.Row(8, kit.Grow(v.add), stamp, known))
		return kit.Column(0, kit.Insets(8, m, 10, m, head), kit.Grow(v.scroll))
	})
	v.holder.Objects = []fyne.CanvasObject{page}
	v.holder.Refresh()
}

// fill makes the lines of the register, or says that there are none.
func (v *SessionScreen) fill() {
	if len(v.rows) != len(v.g.Register) || len(v.lines.Objects) == 0 {
		v.rows, v.lines.Objects = nil, nil
		for i := range v.g.Register {
			l := v.newLine(i)
			v.rows = append(v.rows, l)
			if i > 0 {
				v.lines.Add(kit.NewRule())
			}
			v.lines.Add(kit.InsetXY(20, 14, l.steps))
		}
		if len(v.rows) == 0 {
			v.lines.Objects = []fyne.CanvasObject{kit.NewEmpty(kit.IconPeople, "Nobody on the register yet", "Type a name above and press Enter, or pick children and staff you know", "", nil)}
		}
	}
	for _, l := range v.rows {
		l.show()
	}
	c := Total(v.g.Register)
	v.total.SetText(c.Words())
	words := []string{c.HourWords()}
	if late := NotReady(v.g); len(late) > 0 {
		words = append(words, fmt.Sprintf("%s: %d done, %d not yet", preWork(v.g), c.Ready, len(late)))
	} else if preWork(v.g) != "" && len(v.g.Register) > 0 {
		words = append(words, preWork(v.g)+": done by everybody")
	}
	v.hours.SetText(strings.Join(words, ". "))
	v.rest.Hidden = c.Unknown == 0
	v.rest.SetText("Everyone else came")
	if c.Unknown == len(v.g.Register) {
		v.rest.SetText("Everyone came")
	}
	kids := len(v.contacts())
	v.toKids.Hidden = kids == 0
	v.more.Hidden = v.rest.Hidden && v.toKids.Hidden
	v.toKids.SetText(fmt.Sprintf("Write it into %d children’s records", kids))
	if kids == 1 {
		v.toKids.SetText("Write it into the child’s record")
	}
}

// put changes the register by a tap; Undo takes that change back, and leaves what came meanwhile.
func (v *SessionScreen) put(words string, list []assessments.Attendee) {
	list, ok := v.reg.Put(words, v.g.Register, list)
	if !ok {
		return
	}
	v.g.Register = list
	v.show()
}

// addLine puts somebody on the register from the words typed. Who is there already is said, not added twice.
func (v *SessionScreen) addLine(words string) {
	list, err := Add(v.g.Register, words)
	if err != nil {
		v.add.SetText(words)
		v.s.Fail(err)
		return
	}
	name, _ := v.names.Who(list[len(list)-1])
	v.put("Added "+name, list)
	v.scroll.Reveal(v.rows[len(v.rows)-1].steps)
}

// leaveField makes a change of what was typed before something else happens.
func (v *SessionScreen) leaveField() {
	kit.Unfocus(v.holder)
	v.k.Leave(refOf(v.id), "")
}

// Content is the page.
func (v *SessionScreen) Content() fyne.CanvasObject { return v.holder }

// Frame is the shell's frame around the page.
func (v *SessionScreen) Frame() shell.Frame {
	f := shell.Frame{Title: "Session", Item: shell.ItemMore}
	if v.g != nil {
		f.Title, f.Subtitle = v.g.Title, strings.Join(some(when(v.g), v.g.Place, v.names.Of[v.g.Setting]), ", ")
		if f.Title == "" {
			f.Title = "New session"
		}
	}
	return f
}

// Leave makes a change of what was typed.
func (v *SessionScreen) Leave() {
	v.k.Close()
	v.cancel()
}
