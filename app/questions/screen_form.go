package questions

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// listWide is the width of the list of sections in landscape.
const listWide = 288

// form is an open sheet: one page of it, the list of pages, and how far it went.
type form struct {
	v      *Screen
	sheet  *Sheet
	k      *keep.Keeper
	at     string // the page on show
	pages  []Page
	blocks []*block // the questions of the page, shown or not
	groups []*group
	passed string          // what the page before left open, in a sentence
	from   string          // that page
	tried  map[string]bool // pages that were passed with something open
	gone   bool
	wrote  assessments.Date // the day on the paper, as it was kept last

	head   *kit.Text
	count  *kit.Text
	bar    *kit.Bar
	where  *kit.Button // opens the list of sections where it does not stand at the left
	list   *fyne.Container
	names  *kit.SectionList
	page   *kit.Scroller
	body   *fyne.Container
	next   *kit.Button
	latest map[string][]string // what a typed answer was before, for Undo
}

// showForm opens a sheet at a page.
func (v *Screen) showForm(sheet *Sheet, at string) {
	f := &form{v: v, sheet: sheet, at: at, count: kit.Quieter(""), bar: kit.NewBar(12, kit.Blue, 0), head: kit.Title(""),
		list: kit.Column(0), body: kit.Column(0), latest: map[string][]string{}, tried: map[string]bool{}}
	f.k = keep.New(v.s, v.clock, f.reload)
	f.where = kit.NewQuiet("", f.pick).WithIcon(kit.IconOpen)
	f.next = kit.NewPrimary("Next", f.goOn)
	f.page = kit.NewScroller(kit.Column(0))
	v.form, v.frame.Subtitle, v.frame.Narrow = f, "", nil
	if v.turned {
		v.frame.Subtitle = "Saved as it is answered"
	}
	progress := kit.Column(6, f.bar, f.count)
	steps := kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		m := step.Margin()
		f.page.SetContent(kit.Insets(4, m, m, m, f.body))
		if step == kit.StepLandscape {
			if v.turned {
				m = 24 // as the bar of a wide screen without the rail
			}
			f.page.SetContent(kit.Insets(16, m, m, 4, f.body))
			aside := kit.Column(16, progress, kit.Grow(kit.NewScroller(f.list)))
			return kit.RowFull(20, kit.Fixed(listWide+m, kit.Insets(24, 0, m, m, aside)), kit.Grow(f.page))
		}
		return kit.Column(0, kit.Insets(12, m, 10, m, kit.Row(16, kit.Grow(progress), f.where)), kit.Grow(f.page))
	})
	f.turn(at)
	v.show(steps)
}

// turn shows a page. What the page before left open is named once, and holds nobody up.
func (f *form) turn(to string) {
	if to == "" {
		return
	}
	f.leaveField()
	f.passed, f.from = "", ""
	if f.ahead(to) {
		f.passed, f.from = Still(f.sheet.Open(f.at)), f.at
		f.tried[f.at] = true
	}
	f.at = to
	f.build()
	f.page.ScrollTo(0)
	f.v.s.Reframe()
}

// ahead reports whether a page comes after the one on show: only moving on asks whether something was passed over.
func (f *form) ahead(to string) bool {
	place := func(id string) int { return slices.IndexFunc(f.pages, func(p Page) bool { return p.ID == id }) }
	return place(to) > place(f.at)
}

// goOn is Next: the page after this one, or the end.
func (f *form) goOn() {
	if next := f.sheet.Beside(f.at, 1); next != "" {
		f.turn(next)
		return
	}
	f.done()
}

// reload reads the sheet anew, as after something was taken back.
func (f *form) reload() {
	if f.gone {
		return
	}
	sheet, err := Open(f.v.ctx, f.v.s.Store, f.v.lib, f.sheet.ID)
	if err != nil {
		f.v.s.Fail(err)
		return
	}
	sheet.Turned = f.v.turned
	f.sheet = sheet
	at := f.page.Offset()
	f.build()
	f.page.ScrollTo(at)
}

// build makes the page on show. It runs when a page is turned or its rounds change, never while somebody types.
func (f *form) build() {
	f.pages = f.sheet.Pages()
	i := slices.IndexFunc(f.pages, func(p Page) bool { return p.ID == f.at })
	if i < 0 { // the section is not asked any more
		i = 0
		f.at = f.pages[0].ID
	}
	p := f.pages[i]
	f.head.SetText(p.Title)
	f.blocks, f.groups = nil, nil
	rows := []fyne.CanvasObject{f.head}
	if p.Help != "" {
		rows = append(rows, kit.Body(p.Help))
	}
	if f.passed != "" {
		from := f.from
		rows = append(rows, kit.NewNotice(kit.NoticeNeeds, "", f.passed, kit.NewQuiet("Go back", func() { f.turn(from) })))
	}
	if i == 0 && f.sheet.A.Copied != "" {
		rows = append(rows, f.written())
	}
	if p.ID == ReportPage {
		rows = append(rows, f.ending()...)
	} else {
		for _, g := range p.Groups {
			rows = append(rows, f.newGroup(p, g).object)
		}
		if more := f.sheet.More(p.ID); more != "" {
			rows = append(rows, f.another(p.ID, more))
		}
		rows = append(rows, f.foot(i))
	}
	f.body.Objects = []fyne.CanvasObject{kit.Column(16, rows...)}
	f.names = nil // made anew by follow, which then lays everything out once
	f.body.Refresh()
	f.follow()
}

// foot is the way on at the end of a page; the verb at the top right does the same.
func (f *form) foot(i int) fyne.CanvasObject {
	objects := []fyne.CanvasObject{}
	if i > 0 {
		objects = append(objects, kit.NewQuiet("Back", func() { f.turn(f.sheet.Beside(f.at, -1)) }).WithIcon(kit.IconBack).SetName("Back to "+f.pages[i-1].Title))
	}
	objects = append(objects, kit.Gap(), kit.NewQuiet("Next section", f.goOn).IconAfter(kit.IconNext))
	return kit.Insets(8, 0, 0, 0, kit.Row(12, objects...))
}

// another asks before another round.
func (f *form) another(section, ask string) fyne.CanvasObject {
	add := kit.NewQuiet("Yes, one more", func() {
		f.tap("Added one more", func(s *Sheet) error { return s.AddRound(section) }, func() {
			f.build()
			if n := len(f.groups); n > 0 { // from below, so that the new round starts at the top of the view
				f.page.ScrollTo(f.body.Size().Height)
				f.page.Reveal(f.groups[n-1].title)
			}
		})
	}).WithIcon(kit.IconPlus)
	return kit.NewCard(kit.Inset(20, kit.Beside(16, 280, kit.RowTitle(ask), add)))
}

// pick lists the sections on a sheet where they do not stand at the left.
func (f *form) pick() {
	f.leaveField()
	c := f.v.canvas()
	if c == nil {
		return
	}
	words, at := make([]string, len(f.pages)), 0
	for i, p := range f.pages {
		words[i] = p.Title
		if p.ID == f.at {
			at = i
		}
	}
	kit.ShowPick(c, "Sections", words, at, func(i int) { f.turn(f.pages[i].ID) })
}

// done leaves the sheet. What must be answered and is not is named first; leaving is never barred.
func (f *form) done() {
	f.leaveField()
	if open := f.sheet.Open(""); len(open) > 0 && f.passed != Still(open) {
		f.passed, f.from = Still(open), open[0].Section
		for _, p := range f.pages {
			f.tried[p.ID] = true
		}
		f.build()
		f.page.ScrollTo(0)
		f.v.s.Reframe()
		return
	}
	if f.sheet.Turned && !f.sheet.T.Anonymous { // under the cover, what a report would say waits for the therapist
		f.v.s.Swap(session.Questions, f.v.child, f.sheet.ID)
		return
	}
	f.v.s.Back()
}

// handOver turns the sheet to whoever answers it.
func (f *form) handOver() {
	f.leaveField()
	f.v.s.Swap(session.Questions, f.v.child, session.TurnedArg(f.sheet.ID))
}

// follow lets what the screen says follow the answers, without making anything anew that holds the keyboard.
func (f *form) follow() {
	old := f.pages
	f.pages = f.sheet.Pages()
	f.count.SetText(Progress(f.sheet.Form))
	part := float32(0)
	if n := len(f.sheet.Form.Items); n > 0 {
		part = float32(f.sheet.Form.Answered) / float32(n)
	}
	f.bar.SetPart(part)
	moved := f.sections(old)
	for _, b := range f.blocks {
		moved = b.follow() || moved
	}
	for _, g := range f.groups {
		moved = g.follow() || moved
	}
	if moved {
		f.relay()
	}
}

// sections lets the list of sections follow; it is made anew only when a section came or went.
func (f *form) sections(old []Page) bool {
	at, rows := 0, make([]kit.Section, len(f.pages))
	for i, p := range f.pages {
		rows[i] = kit.Section{Name: p.Title, Done: p.ID != ReportPage && p.Done}
		if p.ID == f.at {
			at = i
		}
	}
	f.where.SetText(fmt.Sprintf("%d of %d", at+1, len(f.pages)))
	f.where.SetName("Sections")
	same := f.names != nil && slices.EqualFunc(old, f.pages, func(a, b Page) bool { return a.ID == b.ID })
	if same {
		for i, r := range rows {
			if old[i].Done != f.pages[i].Done {
				f.names.SetDone(i, r.Done)
			}
		}
		return false
	}
	f.names = kit.NewSectionList(rows, at, func(i int) { f.turn(f.pages[i].ID) })
	f.list.Objects = []fyne.CanvasObject{f.names}
	f.list.Refresh()
	f.v.frame.Actions = []fyne.CanvasObject{f.next}
	if f.sheet.A.How == Met && !f.sheet.Turned && f.at != ReportPage {
		f.v.frame.Actions = []fyne.CanvasObject{kit.NewQuiet("Hand over", f.handOver).WithIcon(kit.IconSwap), f.next}
	}
	f.next.SetText("Next")
	if f.at == ReportPage {
		f.next.SetText("Done")
	}
	return true
}

func (f *form) relay() {
	if f.v.canvas() != nil {
		kit.Relay(f.v.holder)
	}
}
