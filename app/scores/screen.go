package scores

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
)

// listWide is the width of the list beside a result.
const listWide = 400

// Screen is the results of a child by tool and edition, and one of them read and entered.
type Screen struct {
	s     *session.Session
	child assessments.ID
	k     *keep.Keeper
	m     *Book
	open  assessments.ID
	form  *keep.Form
	entry *Entry
	band  *kit.ChildBandData

	page    *kit.Steps
	list    *kit.Scroller
	rows    map[assessments.ID]*kit.ListRow
	editor  *kit.Scroller
	whole   fyne.CanvasObject
	alone   bool // one column: the list is the first page
	inside  bool
	refresh []func() // what changes in the editor while one types
}

var _ shell.Screen = (*Screen)(nil)

// NewScreen opens the results of a child; arg is a result to begin with.
func NewScreen(s *session.Session, child, arg assessments.ID) shell.Screen {
	return newScreen(s, child, arg, s.Wait)
}

func newScreen(s *session.Session, child, arg assessments.ID, clock kit.Clock) *Screen {
	v := &Screen{s: s, child: child, open: arg, inside: arg != "", list: kit.NewScroller(kit.Column(0)), editor: kit.NewScroller(kit.Column(0))}
	v.k = keep.New(s, clock, v.reload)
	v.band = s.Band(context.Background(), child, s.Today())
	v.page = kit.NewSteps(v.arrange)
	v.reload()
	return v
}

// reload reads everything anew and keeps the place.
func (v *Screen) reload() {
	m, err := Read(context.Background(), v.s.Store, v.child)
	if err != nil {
		v.whole = kit.NewEmpty(kit.IconAlert, "These scores cannot be opened", assessments.Sentence(err), "Back", v.s.Back)
		v.page.Rebuild()
		return
	}
	v.m, v.whole = m, nil
	if _, x := m.Find(v.open); x == nil {
		v.open, v.inside = "", false
		if len(m.Groups) > 0 {
			v.open = m.Groups[0].Results[0].Rec.ID
		}
	}
	v.build()
}

// build makes the list and the editor of what was read.
func (v *Screen) build() {
	v.rows = map[assessments.ID]*kit.ListRow{}
	cards := kit.Column(16)
	for _, g := range v.m.Groups {
		rows := []fyne.CanvasObject{}
		for _, x := range g.Results {
			row := kit.NewListRow(v.rowData(x), func() { v.show(x.Rec.ID) })
			v.rows[x.Rec.ID] = row
			rows = append(rows, row)
		}
		head := kit.Insets(14, 20, 12, 20, kit.Column(4, kit.RowTitle(g.Title), kit.Quieter(g.Line)))
		cards.Add(kit.NewTitledCard(head, rows...))
	}
	at := v.list.Offset()
	v.list.SetContent(kit.Insets(3, 12, 96, 4, cards))
	v.edit()
	v.page.Rebuild()
	v.relay()
	v.list.ScrollTo(at)
	v.s.Reframe()
}

func (v *Screen) rowData(x *Result) kit.RowData {
	d := kit.RowData{Icon: kit.IconChart, Title: x.Day(), TitleThin: true, Subtitle: x.Line(), Chevron: true}
	if x.V.Class == "medical" {
		d.Tag = &kit.TagData{Kind: kit.TagPlain, Text: "Medical"}
	}
	if x.Rec.ID == v.open && !v.alone {
		d.State, d.TitleThin = kit.RowChosen, false
	}
	return d
}

// show leaves what is open and opens another result.
func (v *Screen) show(id assessments.ID) {
	v.leave()
	v.open, v.inside = id, true
	v.reload()
	v.editor.ScrollTo(0)
}

// leave makes a change of what was typed before something else is opened.
func (v *Screen) leave() {
	kit.Unfocus(v.page)
	v.k.LeaveForm(v.form)
}

// add asks for the tool and begins a result of it. It is a draft until something is entered.
func (v *Screen) add() {
	v.pick(func(t *measure.Tool) {
		v.leave()
		id := v.s.NewID()
		s := Begin(t, v.s.Today(), v.s.Me)
		ref := keep.Ref{ID: id, Kind: assessments.KindScore, Scope: assessments.ChildScope(v.child)}
		if v.k.Start(ref, &s) {
			v.show(id)
		}
	})
}

// pick opens the catalogue; nil is a tool that it does not hold.
func (v *Screen) pick(chosen func(t *measure.Tool)) {
	c := kit.CanvasOf(v.page)
	if c == nil {
		return
	}
	tools, words := v.m.Catalogue(v.s.Today())
	kit.ShowPick(c, "Which tool?", append(words, "Another tool"), -1, func(i int) {
		if i == len(tools) {
			chosen(nil)
			return
		}
		chosen(&tools[i])
	})
}

// remove strikes the open result; Undo brings it back as it was.
func (v *Screen) remove() {
	v.leave()
	if g, _ := v.m.Find(v.open); g != nil && v.k.Strike(v.form.Ref, "Removed "+g.Title, "Removed by its author") {
		v.open, v.form, v.inside = "", nil, false
		v.reload()
	}
}

// arrange sets list and editor for a width; with one column the list is the first page.
func (v *Screen) arrange(step kit.Step) fyne.CanvasObject {
	if v.whole != nil {
		return v.whole
	}
	v.alone = step != kit.StepLandscape
	for id, row := range v.rows {
		_, x := v.m.Find(id)
		row.SetData(v.rowData(x))
	}
	m := step.Margin()
	switch {
	case len(v.m.Groups) == 0:
		return kit.Insets(16, m, 16, m, kit.Column(0, kit.NewCard(kit.Inset(24, v.nothing()))))
	case !v.alone:
		return kit.Insets(13, 16, 0, m-4, kit.RowFull(4, kit.Fixed(listWide, v.list), kit.Grow(v.editor)))
	case v.inside:
		back := kit.NewPlain("All scores", func() { v.leave(); v.inside = false; v.reload() }).WithIcon(kit.IconBack)
		return kit.Insets(4, m-12, 0, m-12, kit.Column(0, kit.Row(0, back, kit.Gap()), kit.Grow(v.editor)))
	}
	return kit.Insets(13, m-12, 0, m-4, v.list)
}

func (v *Screen) nothing() fyne.CanvasObject {
	return kit.NewEmpty(kit.IconChart, "No scores yet", "Enter what the manual gives. Nothing is worked out from items.", "", nil)
}

// relay lays the page out anew after something changed its height.
func (v *Screen) relay() { kit.RelayShown(v.page) }

// Content is the whole page.
func (v *Screen) Content() fyne.CanvasObject { return v.page }

// Frame is the shell's frame around the page.
func (v *Screen) Frame() shell.Frame {
	f := shell.Frame{Title: "Scores", Child: v.band, Item: shell.ItemChildren,
		Alerts: func() string { return v.s.Alerts(context.Background(), v.child) }}
	if v.m == nil {
		return f
	}
	f.Subtitle = "By tool and edition"
	f.Actions = []fyne.CanvasObject{kit.NewPrimary("Add a score", v.add)}
	return f
}

// Leave makes a change of what was typed.
func (v *Screen) Leave() {
	if v.m != nil {
		v.leave()
	}
	v.k.Close()
}
