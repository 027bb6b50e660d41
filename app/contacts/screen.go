package contacts

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// Screen is the sheet of one contact.
type Screen struct {
	s      *session.Session
	child  assessments.ID
	id     assessments.ID
	clock  kit.Clock
	m      Model
	ctx    context.Context
	cancel context.CancelFunc
	keeper *keep.Keeper
	form   *keep.Form
	people *keep.Carried[assessments.Participant]
	joint  *keep.Carried[assessments.ID]
	left   *fyne.Container
	right  *fyne.Container
	asked  *fyne.Container // whether words that name another child are about this one
	page   *kit.Scroller
}

// NewScreen shows the sheet of a contact.
func NewScreen(s *session.Session, child, id assessments.ID) shell.Screen {
	return newScreen(s, s.Wait, child, id)
}

func newScreen(s *session.Session, clock kit.Clock, child, id assessments.ID) *Screen {
	v := &Screen{s: s, child: child, id: id, clock: clock, left: kit.Column(16), right: kit.Column(16), asked: kit.Column(0)}
	v.ctx, v.cancel = context.WithCancel(context.Background())
	v.keeper = keep.New(s, clock, v.open)
	v.people = &keep.Carried[assessments.Participant]{Session: s, Keeper: v.keeper, Field: "participants", Again: v.open,
		Same: []func(a, b assessments.Participant) bool{func(a, b assessments.Participant) bool { return a.Person == b.Person && a.Who == b.Who }}}
	v.joint = &keep.Carried[assessments.ID]{Session: s, Keeper: v.keeper, Field: "joint", Again: v.open}
	v.asked.Hide()
	v.page = kit.NewScroller(kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		x := step.Margin()
		if step == kit.StepLandscape {
			return kit.Insets(16, x, 96, x, kit.RowTop(24, kit.Grow(v.left), kit.Grow(v.right)))
		}
		return kit.Insets(16, x, 96, x, kit.Column(16, v.left, v.right))
	}))
	v.open()
	return v
}

// open reads the contact and builds its cards.
func (v *Screen) open() {
	m, err := Read(v.ctx, v.s.Store, v.id, v.child)
	if err != nil {
		v.s.Fail(err)
		v.left.Objects = []fyne.CanvasObject{kit.NewEmpty(kit.IconAlert, "This contact cannot be opened", assessments.Sentence(err), "Back", v.s.Back)}
		return
	}
	v.m = m
	v.people.Ref, v.joint.Ref = keep.RefOf(m.Rec), keep.RefOf(m.Rec)
	v.form = v.keeper.Form(m.Rec, func(string) {})
	v.form.Moved = v.moved
	v.left.Objects = []fyne.CanvasObject{v.what(), v.said()}
	v.right.Objects = []fyne.CanvasObject{v.who(), v.interpreter(), v.whose()}
	if m.Signed {
		v.left.Objects = append([]fyne.CanvasObject{kit.NewNotice(kit.NoticeInfo, "Signed", "Its words stay as they are. The history shows who signed and when")}, v.left.Objects...)
	}
	v.left.Refresh()
	v.right.Refresh()
	kit.Relay(v.page)
	v.s.Reframe()
}

// put writes a slot by a tap, and shows the sheet anew.
func (v *Screen) put(words, field string, value any) {
	v.form.Put(field, words, value)
	v.open()
}

func card(title string, rows ...fyne.CanvasObject) fyne.CanvasObject {
	return kit.NewCard(kit.Inset(20, kit.Column(16, append([]fyne.CanvasObject{kit.RowTitle(title)}, rows...)...)))
}

func labelled(label string, o fyne.CanvasObject) fyne.CanvasObject {
	return kit.Column(6, kit.Quieter(label), o)
}

// what is the sort of contact, its day, and what it is for; a call offers the questions to ask.
func (v *Screen) what() fyne.CanvasObject {
	types := []string{"visit", "call", "video", "message", "meeting", "walk-in"}
	typeWords := make([]string, len(types))
	for i, t := range types {
		typeWords[i] = assessments.ContactNoun(t)
	}
	group, _ := kit.NewChips(typeWords, slices.Index(types, v.m.V.Type), func(i int) { v.put("Changed to “"+typeWords[i]+"”", "type", types[i]) })
	rows := []fyne.CanvasObject{group}
	switch v.m.V.Type {
	case "meeting":
		chips, _ := kit.NewChips(meetings, slices.Index(meetings, v.m.V.Purpose), func(i int) { v.put("What for: "+meetings[i], "purpose", meetings[i]) })
		rows = append(rows, labelled("Which meeting", chips))
	case "call", "video":
		ask := kit.Wrap(8)
		for _, t := range v.m.Calls {
			ask.Add(kit.NewQuiet(t.Title, func() { v.s.Go(session.Questions, v.child, assessments.ID(t.Name)) }).WithIcon(kit.IconPhone))
		}
		if v.child != "" && len(v.m.Calls) > 0 {
			rows = append(rows, labelled("Questions to ask", ask))
		}
	}
	rows = append(rows, v.form.Line("purpose", "What for"), v.form.Date("on", "Day"),
		kit.RowTop(12, kit.Grow(v.form.Line("from", "From").SetPlaceholder("09:30")), kit.Grow(v.form.Line("to", "To").SetPlaceholder("10:00"))))
	return card(v.m.Title(), rows...)
}

// said is what was discussed and agreed, and what comes next.
func (v *Screen) said() fyne.CanvasObject {
	rows := []fyne.CanvasObject{v.form.Notes("summary", "What was discussed or agreed", 4), v.asked,
		v.form.Check("agreed", "Findings and plan agreed with the family", ""), v.form.Line("next", "Next step")}
	if v.child != "" && v.m.V.Type != "message" {
		rows = append(rows, kit.Wrap(8, kit.NewPlain("Notes with their time", func() { v.s.Go(session.Capture, v.child, v.id) }).WithIcon(kit.IconPencil)))
	}
	return card("What was said", rows...)
}

// moved looks for other children's names in words that were left.
func (v *Screen) moved(field string) {
	words := v.form.Now.Text(field)
	if v.child == "" || words == "" || field != "summary" && field != "purpose" && field != "next" {
		return
	}
	var names []string
	v.s.Load(v.ctx, func(ctx context.Context) error {
		names = v.s.NamesOfOthers(ctx, v.child, words)
		return nil
	}, func(error) {
		v.asked.Objects, v.asked.Hidden = nil, len(names) == 0
		if len(names) > 0 {
			v.asked.Objects = []fyne.CanvasObject{kit.NewAsk("This names "+joined(names), "Is it about "+v.m.Known+"? No report will quote it as it stands.",
				"It is about "+v.m.Known, func() {
					v.asked.Hide()
					v.put("Noted that it names "+joined(names), "other_names", union(v.m.V.OtherNames, names))
				}, "It is not", func() { v.s.Go(session.Wrong, v.child, v.id) })}
		}
		kit.Relay(v.page)
	})
}

func union(a, b []string) []string {
	out := slices.Clone(a)
	for _, x := range b {
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}

func joined(names []string) string {
	if n := len(names); n > 1 {
		return names[0] + " and others"
	}
	return names[0]
}

// Content is the sheet.
func (v *Screen) Content() fyne.CanvasObject { return v.page }

// Frame is the shell's frame, with Finish while the contact runs.
func (v *Screen) Frame() shell.Frame {
	f := shell.Frame{Title: v.m.Title(), Subtitle: v.m.Subtitle(), Item: shell.ItemChildren}
	if v.child != "" {
		f.Child = v.s.Band(v.ctx, v.child, v.s.Today())
		f.Alerts = func() string { return v.s.Alerts(v.ctx, v.child) }
	}
	f.Actions = []fyne.CanvasObject{kit.NewQuiet("History", func() { v.s.Go(session.History, v.child, v.id) }).WithIcon(kit.IconHistory)}
	if v.m.Running() {
		f.Actions = append(f.Actions, kit.NewPrimary("Finish", v.finish))
	}
	return f
}

// finish says that the contact took place and when it ended, and goes back to where it was started from.
func (v *Screen) finish() {
	v.keeper.Close()
	m, err := Read(v.ctx, v.s.Store, v.id, v.child)
	if err != nil {
		v.s.Fail(err)
		return
	}
	done := m.Finish(v.s.Today(), v.s.Clock())
	edit, differs := v.s.Change(m.Rec, &done)
	if !differs || !v.s.Write(v.ctx, edit) {
		return
	}
	back := assessments.Edit{Record: v.id, Kind: m.Rec.Kind, Scope: m.Rec.Scope, Op: assessments.OpSet, Set: assessments.Fields{"status": raw("started"), "to": raw(nil)}}
	s := v.s
	s.Back()
	s.Undo("Finished: "+m.Title(), func() { s.Write(context.Background(), back) })
}

// Leave makes a change of what was typed.
func (v *Screen) Leave() {
	v.keeper.Close()
	v.cancel()
}
