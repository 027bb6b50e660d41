package provision

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// part is which of the three lists is on show.
type part int

const (
	rows part = iota
	outcomes
	needs
)

var partWords = []string{"Provision", "Outcomes", "Needs"}

// Screen is the list of rows and the editor of one.
type Screen struct {
	s     *session.Session
	child assessments.ID
	k     *keep.Keeper
	m     *Sheet
	band  *kit.ChildBandData
	part  part
	open  assessments.ID // what is being edited
	ask   string         // the question about its section that is asked again, "" for the next
	form  *keep.Form

	page    *kit.Steps
	chips   fyne.CanvasObject
	pick    func(int)
	list    *keep.List
	editor  *kit.Scroller
	empty   fyne.CanvasObject
	add     *kit.Button
	next    *kit.Button
	alone   bool // one column: the list is the first page, the editor the second
	inside  bool // in one column, the editor is on show
	foot    *fyne.Container
	refresh []func() // what changes in the editor while one types
}

// NewScreen opens the rows of a child; arg is a row, outcome or need to begin with.
func NewScreen(s *session.Session, child, arg assessments.ID) shell.Screen {
	return newScreen(s, child, arg, s.Wait)
}

func newScreen(s *session.Session, child, arg assessments.ID, clock kit.Clock) *Screen {
	v := &Screen{s: s, child: child, open: arg, inside: arg != "", editor: kit.NewScroller(kit.Column(0)), foot: kit.Column(0)}
	v.k = keep.New(s, clock, v.reload)
	v.chips, v.pick = kit.NewChips(partWords, int(rows), func(i int) { v.show(part(i), "") })
	v.add = kit.NewQuiet("Add a row", v.addNew).WithIcon(kit.IconPlus)
	v.next = kit.NewPrimary("Next row", v.goNext)
	v.band = s.Band(context.Background(), child, s.Today())
	v.page = kit.NewSteps(v.arrange)
	v.reload()
	return v
}

// reload reads everything anew and keeps the place.
func (v *Screen) reload() {
	m, err := Read(context.Background(), v.s.Store, v.child)
	if err != nil {
		v.empty = kit.NewEmpty(kit.IconAlert, "This cannot be opened", assessments.Sentence(err), "Back", v.s.Back)
		v.page.Rebuild()
		return
	}
	m.Today = v.s.Today()
	v.m, v.empty = m, nil
	v.find()
	v.build()
}

// find settles which list holds what is open, and opens the first row where nothing is.
func (v *Screen) find() {
	if v.open != "" {
		for p := rows; p <= needs; p++ {
			for _, r := range v.records(p) {
				if r.ID == v.open {
					v.part = p
					return
				}
			}
		}
	}
	v.open = ""
	if all := v.records(v.part); len(all) > 0 {
		v.open = all[0].ID
	}
}

// records are the records of a list in its order.
func (v *Screen) records(p part) []assessments.Record {
	var out []assessments.Record
	switch p {
	case outcomes:
		for _, o := range v.m.Outcomes {
			out = append(out, o.Rec)
		}
	case needs:
		for _, n := range v.m.Needs {
			out = append(out, n.Rec)
		}
	default:
		for _, r := range v.m.Rows {
			out = append(out, r.Rec)
		}
	}
	return out
}

// build makes the list and the editor.
func (v *Screen) build() {
	v.pick(int(v.part))
	v.add.SetText([]string{"Add a row", "Add an outcome", "Add a need"}[v.part])
	v.next.SetText([]string{"Next row", "Next outcome", "Next need"}[v.part])
	var made []*kit.ListRow
	for i, d := range v.listData() {
		id := v.records(v.part)[i].ID
		made = append(made, kit.NewListRow(d, func() { v.show(v.part, id) }))
	}
	v.list = keep.NewList(made, v.foot)
	v.totals()
	v.edit()
	v.page.Rebuild()
	v.relay()
	v.list.Reveal(v.index())
	v.s.Reframe()
}

// index is the place of what is open in its list, -1 for none.
func (v *Screen) index() int {
	for i, r := range v.records(v.part) {
		if r.ID == v.open {
			return i
		}
	}
	return -1
}

// show leaves what is open and opens another thing, or the first of a list.
func (v *Screen) show(p part, id assessments.ID) {
	v.leave()
	v.part, v.open, v.inside, v.ask = p, id, id != "", ""
	v.reload()
	v.editor.ScrollTo(0)
}

// leave makes a change of what was typed before something else is opened.
func (v *Screen) leave() {
	kit.Unfocus(v.page)
	v.k.LeaveForm(v.form)
}

// goNext opens the next row, then the outcomes, then the needs, then begins again.
func (v *Screen) goNext() {
	all := v.records(v.part)
	if i := v.index() + 1; i < len(all) {
		v.show(v.part, all[i].ID)
		return
	}
	if v.part < needs && len(v.records(v.part+1)) > 0 {
		v.show(v.part+1, v.records(v.part + 1)[0].ID)
		return
	}
	v.show(rows, "")
}

// addNew begins a row, outcome or need. It is a draft until what it must have is there.
func (v *Screen) addNew() {
	v.leave()
	id := v.s.NewID()
	ref := keep.Ref{ID: id, Kind: assessments.KindProvision, Scope: assessments.ChildScope(v.child)}
	var t assessments.Typed = &assessments.Provision{Ref: v.m.Next("F"), Section: "F"}
	switch v.part {
	case outcomes:
		ref.Kind, t = assessments.KindOutcome, &assessments.Outcome{Ref: v.m.NextOutcome()}
	case needs:
		ref.Kind, t = assessments.KindNeed, &assessments.Need{Section: "B", Order: len(v.m.Needs) + 1}
	}
	if v.k.Start(ref, t) {
		v.show(v.part, id)
	}
}

// remove strikes what is open.
func (v *Screen) remove(words string) {
	v.leave()
	if v.k.Strike(v.form.Ref, words, "Removed by its author") {
		v.open, v.form = "", nil
		v.reload()
	}
}

// arrange sets list and editor for a width; with one column the list is the first page.
func (v *Screen) arrange(step kit.Step) fyne.CanvasObject {
	if v.empty != nil {
		return v.empty
	}
	left := kit.Column(12, v.chips, kit.Grow(v.list.Card))
	v.alone = step != kit.StepLandscape
	for i, d := range v.listData() {
		v.list.Rows[i].SetData(d) // with one column no row is chosen: each is a way in
	}
	if !v.alone {
		return kit.Insets(16, 16, 0, 32, kit.RowFull(12, kit.Fixed(396, kit.Insets(0, 0, 16, 0, left)), kit.Grow(v.editor)))
	}
	m := float32(24)
	if step == kit.StepPhone {
		m = 16
	}
	if v.inside {
		back := kit.NewPlain("All "+[]string{"rows", "outcomes", "needs"}[v.part], func() { v.leave(); v.inside = false; v.reload() }).WithIcon(kit.IconBack)
		return kit.Insets(4, m-8, 0, m-8, kit.Column(0, kit.Row(0, back, kit.Gap()), kit.Grow(v.editor)))
	}
	return kit.Insets(16, m, 16, m, left)
}

// relay lays the page out anew after something changed its height.
func (v *Screen) relay() { kit.RelayShown(v.page) }

// Content is the whole page.
func (v *Screen) Content() fyne.CanvasObject { return v.page }

// Frame is the shell's frame around the page.
func (v *Screen) Frame() shell.Frame {
	f := shell.Frame{Title: "Provision", Child: v.band, Item: shell.ItemReports,
		Alerts: func() string { return v.s.Alerts(context.Background(), v.child) }}
	if v.m == nil {
		return f
	}
	f.Subtitle = v.m.Subtitle()
	if n := v.m.Count(); n > 0 {
		words := strconv.Itoa(n) + " wording findings"
		if n == 1 {
			words = "1 wording finding"
		}
		f.Actions = append(f.Actions, kit.NewTag(kit.TagNeeds, words))
	}
	f.Actions = append(f.Actions, v.add, v.next)
	return f
}

// Leave makes a change of what was typed.
func (v *Screen) Leave() {
	if v.m != nil {
		v.leave()
	}
	v.k.Close()
}
