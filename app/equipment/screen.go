package equipment

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// Screen is the list of a child's equipment and the form of one piece.
type Screen struct {
	s     *session.Session
	child assessments.ID
	k     *keep.Keeper
	m     *Shelf
	open  assessments.ID
	form  *keep.Form
	band  *kit.ChildBandData

	page    *kit.Steps
	list    *keep.List
	editor  *kit.Scroller
	whole   fyne.CanvasObject
	alone   bool // one column: the list is the first page
	inside  bool
	refresh []func()

	stopPictures context.CancelFunc // of the piece on show
}

// NewScreen opens the child's equipment; arg is a piece to begin with.
func NewScreen(s *session.Session, child, arg assessments.ID) shell.Screen {
	return newScreen(s, child, arg, s.Wait)
}

func newScreen(s *session.Session, child, arg assessments.ID, clock kit.Clock) *Screen {
	v := &Screen{s: s, child: child, open: arg, inside: arg != "", editor: kit.NewScroller(kit.Column(0)), stopPictures: func() {}}
	v.k = keep.New(s, clock, v.reload)
	v.band = s.Band(context.Background(), child, s.Today())
	v.page = kit.NewSteps(v.arrange)
	v.reload()
	return v
}

// reload reads everything anew and keeps the place.
func (v *Screen) reload() {
	m, err := Read(context.Background(), v.s.Store, v.child, v.s.Today())
	if err != nil {
		v.whole = kit.NewEmpty(kit.IconAlert, "This cannot be opened", assessments.Sentence(err), "Back", v.s.Back)
		v.page.Rebuild()
		return
	}
	v.m, v.whole = m, nil
	if v.index() < 0 {
		v.open = ""
		if len(m.Pieces) > 0 {
			v.open = m.Pieces[0].Rec.ID
		}
	}
	v.build()
}

// index is the place of the open piece in the list, -1 for none.
func (v *Screen) index() int {
	for i, p := range v.m.Pieces {
		if p.Rec.ID == v.open {
			return i
		}
	}
	return -1
}

// build makes list and form of what was read.
func (v *Screen) build() {
	var rows []*kit.ListRow
	for _, p := range v.m.Pieces {
		rows = append(rows, kit.NewListRow(v.rowData(p), func() { v.show(p.Rec.ID) }))
	}
	for _, s := range v.m.Sets {
		rows = append(rows, kit.NewListRow(kit.RowData{Icon: kit.IconMeasure, Title: "Measured " + s.Title, TitleThin: true, Subtitle: s.Line, Chevron: true},
			func() { v.s.Go(session.Measuring, v.child, s.ID) }))
	}
	v.list = keep.NewList(rows, nil)
	v.edit()
	v.page.Rebuild()
	v.relay()
	v.list.Reveal(v.index())
	v.s.Reframe()
}

// rowData is a piece in the list; a late examination needs somebody, whatever is open.
func (v *Screen) rowData(p Piece) kit.RowData {
	d := kit.RowData{Icon: kindIcon(p.V.Type), Title: p.Title(), TitleThin: true, Subtitle: p.Line(), Chevron: v.alone}
	if late := p.Overdue(v.s.Today()); late != "" {
		d.State, d.Subtitle = kit.RowNeedsYou, late
	}
	if p.Rec.ID == v.open && !v.alone {
		d.State, d.TitleThin = kit.RowChosen, false
	}
	return d
}

// kindIcons are of the sorts that are no chair.
var kindIcons = map[string]kit.Icon{"table": kit.IconTable, "footrest": kit.IconFootrest, "slope": kit.IconSlope, "stander": kit.IconStander, "hoist": kit.IconHoist,
	"bath-seat": kit.IconBath, "toilet-seat": kit.IconToilet, "walker": kit.IconWalker, "splint": kit.IconHand, "other": kit.IconTag}

// kindIcon is the picture of a sort of equipment; the words beside it say the same.
func kindIcon(kind string) kit.Icon {
	if icon, ok := kindIcons[kind]; ok {
		return icon
	}
	return kit.IconChair
}

// show leaves what is open and opens another piece.
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

// addNew begins a piece, which is recommended until something else is said.
func (v *Screen) addNew() {
	v.leave()
	if id, ok := begin(v.s, v.k, v.child, len(v.m.Pieces)+1); ok {
		v.show(id)
	}
}

// Begin begins a piece for who comes from elsewhere; go to session.Equipment with it. order is its place among the child's.
func Begin(s *session.Session, child assessments.ID, order int) (assessments.ID, bool) {
	return begin(s, keep.New(s, s.Wait, func() {}), child, order)
}

func begin(s *session.Session, k *keep.Keeper, child assessments.ID, order int) (assessments.ID, bool) {
	id := s.NewID()
	ref := keep.Ref{ID: id, Kind: assessments.KindEquipment, Scope: assessments.ChildScope(child)}
	return id, k.Start(ref, &assessments.Equipment{Status: "recommended", Order: order})
}

// remove strikes the open piece; Undo brings it back as it was.
func (v *Screen) remove() {
	v.leave()
	if v.k.Strike(v.form.Ref, "Removed "+v.m.Pieces[v.index()].Title(), "Removed by its author") {
		v.open, v.form, v.inside = "", nil, false
		v.reload()
	}
}

// arrange sets list and form for a width; with one column the list is the first page.
func (v *Screen) arrange(step kit.Step) fyne.CanvasObject {
	if v.whole != nil {
		return v.whole
	}
	v.alone = step != kit.StepLandscape
	for i, p := range v.m.Pieces {
		v.list.Rows[i].SetData(v.rowData(p))
	}
	if !v.alone {
		return kit.Insets(20, 16, 0, 32, kit.RowFull(12, kit.Fixed(396, kit.Insets(0, 0, 16, 0, v.list.Card)), kit.Grow(v.editor)))
	}
	m := float32(24)
	if step == kit.StepPhone {
		m = 16
	}
	if v.inside {
		back := kit.NewPlain("All equipment", func() { v.leave(); v.inside = false; v.reload() }).WithIcon(kit.IconBack)
		return kit.Insets(4, m-8, 0, m-8, kit.Column(0, kit.Row(0, back, kit.Gap()), kit.Grow(v.editor)))
	}
	if len(v.list.Rows) == 0 {
		return kit.Insets(16, m, 16, m, kit.NewCard(v.nothing()))
	}
	return kit.Insets(16, m, 16, m, v.list.Card)
}

func (v *Screen) nothing() fyne.CanvasObject {
	return kit.NewEmpty(kit.IconChair, "No equipment yet", "Measure first; what is recommended is then filled in from it", "", nil)
}

// relay lays the page out anew after something changed its height.
func (v *Screen) relay() { kit.RelayShown(v.page) }

// Content is the whole page.
func (v *Screen) Content() fyne.CanvasObject { return v.page }

// Frame is the shell's frame around the page.
func (v *Screen) Frame() shell.Frame {
	f := shell.Frame{Title: "Equipment", Child: v.band, Item: shell.ItemChildren, Alerts: alerts(v.s, v.child)}
	if v.m == nil {
		return f
	}
	if f.Subtitle = v.m.Stale(); f.Subtitle == "" {
		f.Subtitle = "Last measured " + v.m.Sets[0].Title
	}
	f.Actions = []fyne.CanvasObject{kit.NewQuiet("Measure", func() { v.s.Go(session.Measuring, v.child, "") }).WithIcon(kit.IconMeasure),
		kit.NewPrimary("Add equipment", v.addNew)}
	return f
}

// Leave makes a change of what was typed.
func (v *Screen) Leave() {
	if v.m != nil {
		v.leave()
	}
	v.stopPictures()
	v.k.Close()
}
