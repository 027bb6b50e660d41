package composer

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// pane is what stands at the right: a section of the report, or the check.
type pane int

// checking is the pane of the check.
const checking pane = -1

// Screen is the composer.
type Screen struct {
	s     *session.Session
	child assessments.ID
	arg   assessments.ID
	ctx   context.Context
	stop  context.CancelFunc
	k     *keep.Keeper
	c     *Composer
	band  *kit.ChildBandData
	sort  Sort
	pane  pane
	edits string // the key of the block whose words are being written
	box   *kit.Field
	aside bool // in one column, the evidence is on show

	recalled bool // the section of the last time has been gone to

	page     *kit.Steps
	chips    fyne.CanvasObject
	evidence *fyne.Container
	items    []Item        // the evidence of the sort on show
	rows     []evidenceRow // as many of them as were come to
	left     *kit.Scroller
	list     *kit.SectionList
	doc      *kit.Scroller
	whole    fyne.CanvasObject // in place of everything: denied, or not to be opened
	narrow   bool
}

// NewScreen opens the report with the record arg.
func NewScreen(s *session.Session, child, arg assessments.ID) shell.Screen {
	return newScreen(s, child, arg, s.Wait)
}

func newScreen(s *session.Session, child, arg assessments.ID, clock kit.Clock) *Screen {
	v := &Screen{s: s, child: child, arg: arg, evidence: kit.Column(8), doc: kit.NewScroller(kit.Column(0))}
	v.ctx, v.stop = context.WithCancel(context.Background())
	v.k = keep.New(s, clock, v.reload)
	v.chips, _ = kit.NewChips(SortWords, int(All), v.pick)
	v.left = kit.NewScroller(kit.Column(0)).Nearing(v.moreEvidence)
	v.band = s.Band(v.ctx, child, s.Today())
	v.page = kit.NewSteps(v.arrange)
	v.whole = kit.Middle(kit.Quieter("Reading the records"))
	v.reload()
	return v
}

// reload reads the report and its evidence away from the screen, and shows them.
func (v *Screen) reload() {
	var c *Composer
	v.s.Load(v.ctx, func(ctx context.Context) (err error) {
		if c, err = Open(ctx, v.s.Store, v.arg, v.s.Me); err == nil {
			c.items() // which would keep the screen when it is asked for
		}
		return err
	}, func(err error) {
		if err != nil {
			v.refuse("This report cannot be opened", assessments.Sentence(err), "Back", v.s.Back)
			return
		}
		v.c = c
		switch {
		case c.Struck != nil && !c.Signed():
			v.refuse("This draft was removed", strings.TrimSuffix(c.Struck.Reason, ".")+", "+c.Struck.On.Words()+".", "Back", v.s.Back)
			return
		case c.Denied != "":
			v.refuse("This cannot be written for "+RoleWords(c.V.Recipient), c.Denied, "Record what was agreed", func() { v.s.Go(session.ChildHome, v.child, "people") }, v.forWhom())
			return
		case c.Signed():
			v.refuse(Title(c.V.ReportKind)+" is signed", c.Subtitle()+". It stays as it is.", "Open the pages", func() { v.s.Go(session.Preview, v.child, v.arg) })
			return
		}
		v.whole = nil
		v.recall()
		v.build()
	})
}

// refuse shows one sentence and one way on, with what else can be done below.
func (v *Screen) refuse(title, words, verb string, on func(), more ...fyne.CanvasObject) {
	empty := kit.NewCard(kit.NewEmpty(kit.IconLock, title, words, verb, on))
	v.whole = kit.NewScroller(kit.Inset(24, kit.Column(16, append([]fyne.CanvasObject{empty}, more...)...)))
	v.page.Rebuild()
	v.relay()
	v.s.Reframe()
}

// build makes the list of sections and shows one.
func (v *Screen) build() {
	if int(v.pane) >= len(v.c.Sections) {
		v.pane = 0
	}
	var rows []kit.Section
	for i, s := range v.c.Sections {
		rows = append(rows, kit.Section{Name: s.Title, Done: v.c.Done(i)})
	}
	v.list = kit.NewSectionList(append(rows, kit.Section{Name: "Sign"}), v.at(), v.choose)
	v.left.SetContent(kit.Insets(4, 16, 0, 4, v.evidence))
	v.showEvidence()
	v.page.Rebuild()
	v.showPane()
}

// at is the line of the list that is on show; the check is the last.
func (v *Screen) at() int {
	if v.pane == checking {
		return len(v.c.Sections)
	}
	return int(v.pane)
}

// choose shows a section; the one after the last is the check.
func (v *Screen) choose(i int) {
	v.finishEdit()
	v.pane = pane(i)
	if i >= len(v.c.Sections) {
		v.pane = checking
	}
	v.list.SetCurrent(v.at())
	v.remember()
	v.aside = false
	v.page.Rebuild()
	v.showPane()
	v.doc.ScrollTo(0)
}

// place is the note under which the section on show is kept: after a visit to a row, or a kill, the same one comes back.
func (v *Screen) place() string { return "composer/" + string(v.arg) }

// remember keeps the name of the section on show.
func (v *Screen) remember() {
	if err := v.s.Store.SetNote(v.ctx, v.place(), []byte(v.names()[v.at()])); err != nil {
		v.s.Fail(err)
	}
}

// recall goes to the section that was on show last, by its name: sections come and go with the records.
func (v *Screen) recall() {
	name, err := v.s.Store.Note(v.ctx, v.place())
	if err != nil || v.recalled {
		return
	}
	v.recalled = true
	switch at := slices.Index(v.names(), string(name)); {
	case at >= len(v.c.Sections):
		v.pane = checking
	case at >= 0:
		v.pane = pane(at)
	}
}

// showPane shows the section of the moment.
func (v *Screen) showPane() {
	at := v.doc.Offset()
	if v.pane == checking {
		v.doc.SetContent(v.margin(v.checkPane()))
	} else {
		v.doc.SetContent(v.margin(v.sectionPane(int(v.pane))))
	}
	for i := range v.c.Sections {
		v.list.SetDone(i, v.c.Done(i))
	}
	v.relay()
	v.doc.ScrollTo(at)
	v.s.Reframe()
}

// margin is the room around a pane.
func (v *Screen) margin(o fyne.CanvasObject) fyne.CanvasObject {
	if v.narrow {
		return kit.Insets(16, 24, 32, 16, o)
	}
	return kit.Insets(20, 32, 40, 16, o)
}

// arrange sets evidence, list and document side by side; with less width the evidence is a page of its own.
func (v *Screen) arrange(step kit.Step) fyne.CanvasObject {
	if v.whole != nil {
		return v.whole
	}
	v.narrow = step != kit.StepLandscape
	evidence := kit.Column(8, kit.Insets(16, 16, 0, 32, v.chips), kit.Grow(kit.Insets(0, 4, 0, 28, v.left)))
	sections := kit.Insets(16, 0, 0, 12, kit.NewScroller(v.list))
	paper := kit.NewPanel(kit.Surface, kit.RowFull(0, kit.Fixed(max(156, v.list.MinSize().Width+12), sections), kit.Grow(v.doc)))
	if !v.narrow {
		return kit.RowFull(0, kit.Fixed(376, evidence), kit.NewUpright(), kit.Grow(paper))
	}
	if v.aside {
		back := kit.NewPlain("Back to the report", func() { v.aside = false; v.page.Rebuild(); v.relay() }).WithIcon(kit.IconBack)
		return kit.Column(0, kit.InsetXY(12, 4, kit.Row(0, back, kit.Gap())), kit.Grow(evidence))
	}
	open := kit.NewPlain("Evidence", func() { v.aside = true; v.page.Rebuild(); v.relay() }).WithIcon(kit.IconFile)
	head := kit.InsetXY(12, 4, kit.Row(0, open, kit.Gap()))
	if step == kit.StepPhone {
		pick := kit.NewSelect("", v.names(), v.at(), v.choose)
		return kit.Column(0, kit.InsetXY(16, 8, kit.Row(8, kit.Grow(pick), open)), kit.Grow(kit.NewPanel(kit.Surface, v.doc)))
	}
	return kit.Column(0, head, kit.Grow(paper))
}

// names are the lines of the list.
func (v *Screen) names() []string {
	var out []string
	for _, s := range v.c.Sections {
		out = append(out, s.Title)
	}
	return append(out, "Sign")
}

// relay lays the page out anew after something changed its height.
func (v *Screen) relay() { kit.RelayShown(v.page) }

// Content is the whole page.
func (v *Screen) Content() fyne.CanvasObject { return v.page }

// Frame is the shell's frame around the page.
func (v *Screen) Frame() shell.Frame {
	f := shell.Frame{Title: "Report", Child: v.band, Item: shell.ItemReports, Alerts: func() string { return v.s.Alerts(v.ctx, v.child) }}
	if v.c == nil {
		return f
	}
	f.Title, f.Subtitle = Title(v.c.V.ReportKind), v.c.Subtitle()
	if v.whole != nil {
		return f
	}
	if n, _ := v.c.Count(); n > 0 {
		words := strconv.Itoa(n) + " wording findings"
		if n == 1 {
			words = "1 wording finding"
		}
		f.Actions = append(f.Actions, kit.NewTag(kit.TagNeeds, words))
	}
	preview := func() { v.finishEdit(); v.s.Go(session.Preview, v.child, v.arg) }
	if v.pane == checking {
		f.Actions = append(f.Actions, kit.NewPrimary("Preview and sign", preview))
	} else {
		f.Actions = append(f.Actions, kit.NewQuiet("Preview", preview), kit.NewPrimary("Check", func() { v.choose(len(v.c.Sections)) }))
	}
	return f
}

// Leave makes a change of what was typed.
func (v *Screen) Leave() {
	if v.c != nil && v.whole == nil {
		v.finishEdit()
	}
	v.k.Close()
	v.stop()
}
