package composer

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports/layout"
)

// Preview shows the pages as they will be printed, signs them, and gives out the signed file.
type Preview struct {
	s     *session.Session
	child assessments.ID
	arg   assessments.ID
	ctx   context.Context
	stop  context.CancelFunc
	c     *Composer
	book  *layout.Book
	at    int
	band  *kit.ChildBandData

	page     *kit.Steps
	sheet    *Sheet
	scroll   *kit.Scroller
	heads    *fyne.Container
	notice   *fyne.Container
	count    *kit.Text
	back     *kit.Button
	forward  *kit.Button
	whole    fyne.CanvasObject
	signing  bool
	working  *kit.Progress
	end      context.CancelFunc
	narrow   bool
	noPages  string  // why the words cannot be drawn on pages, or ""
	pictures string  // why its pictures keep a signed version here, or ""
	zoom     int     // index in zooms
	fits     float32 // width at which a page fits
}

var _ shell.KeyTaker = (*Preview)(nil)

// NewPreview shows the pages of the report with the record arg.
func NewPreview(s *session.Session, child, arg assessments.ID) shell.Screen {
	return newPreview(s, child, arg)
}

func newPreview(s *session.Session, child, arg assessments.ID) *Preview {
	v := &Preview{s: s, child: child, arg: arg, heads: kit.Column(0), notice: kit.Column(12), count: kit.Strong("")}
	v.ctx, v.stop = context.WithCancel(context.Background())
	v.sheet = NewSheet(v.ctx, s.Load, s.Fail)
	v.scroll = kit.NewScroller(kit.Column(0))
	v.back = kit.NewIconButton(kit.IconBack, "Page before", func() { v.turn(-1) })
	v.forward = kit.NewIconButton(kit.IconNext, "Next page", func() { v.turn(1) })
	v.band = s.Band(v.ctx, child, s.Today())
	v.whole = kit.Middle(kit.Quieter("Laying out the pages"))
	v.page = kit.NewSteps(v.arrange)
	v.load()
	return v
}

// load reads the report and lays its pages out away from the screen.
func (v *Preview) load() {
	var c *Composer
	var book *layout.Book
	noPages, pictures := "", ""
	v.s.Load(v.ctx, func(ctx context.Context) (err error) {
		if c, err = Open(ctx, v.s.Store, v.arg, v.s.Me); err != nil || c.Denied != "" {
			return err
		}
		if pictures, err = c.PicturesStop(ctx, v.s.Store, v.s.Today()); err != nil {
			return err
		}
		if book, err = layout.Lay(ctx, c.Doc); err != nil && assessments.KindOf(err) == assessments.Invalid {
			noPages, err = assessments.Sentence(err), nil
		}
		return err
	}, func(err error) {
		if err == nil && c.Denied != "" {
			err = assessments.Errorf(assessments.Forbidden, "preview", "%s", c.Denied)
		}
		if err != nil {
			v.whole = kit.Inset(32, kit.NewCard(kit.NewEmpty(kit.IconAlert, "There are no pages to show", assessments.Sentence(err), "Back", v.s.Back)))
			v.page.Rebuild()
			return
		}
		v.c, v.book, v.whole, v.noPages, v.pictures = c, book, nil, noPages, pictures
		if noPages != "" {
			v.book = nil
			v.tell()
		} else {
			v.at = min(v.at, len(book.Pages)-1)
			v.show()
		}
		v.page.Rebuild()
		v.relay()
		v.s.Reframe()
	})
}

// show puts the page of the moment on the sheet.
func (v *Preview) show() {
	v.sheet.SetPage(&v.book.Pages[v.at], PageWords(v.book.Pages[v.at]))
	v.count.SetText(fmt.Sprintf("Page %d of %d", v.at+1, len(v.book.Pages)))
	v.back.SetDimmed(v.at == 0)
	v.forward.SetDimmed(v.at == len(v.book.Pages)-1)
	v.heads.Objects = nil
	for _, h := range Heads(v.book) {
		d := kit.RowData{Title: h.Title, TitleThin: true, Trailing: fmt.Sprint(h.Page + 1), TrailSoft: true}
		if h.Page == v.at {
			d.State, d.TitleThin = kit.RowChosen, false
		}
		v.heads.Objects = append(v.heads.Objects, kit.NewListRow(d, func() { v.open(h.Page) }))
	}
	v.heads.Refresh()
	v.tell()
}

// tell says how the paper stands: signed, ready, or what is still in the way.
func (v *Preview) tell() {
	v.notice.Objects = nil
	switch {
	case v.signing:
		v.scroll.ScrollTo(0)
		v.notice.Objects = append(v.notice.Objects, kit.NewCard(kit.Inset(16, v.working)))
	case v.c.Struck != nil:
		v.notice.Objects = append(v.notice.Objects, struckNotice(v.c.Struck))
	case v.c.Signed():
		v.notice.Objects = append(v.notice.Objects, v.signedNotice())
	default:
		if why := v.c.MaySign(); why != "" {
			v.notice.Objects = append(v.notice.Objects, kit.NewNotice(kit.NoticeStop, "It cannot be signed yet", why))
		}
		if words := v.c.Difference(); words != "" {
			v.notice.Objects = append(v.notice.Objects, kit.NewNotice(kit.NoticeInfo, versionWords(v.c.V.Version), words))
		}
	}
	if v.book != nil {
		for _, p := range v.book.Problems {
			v.notice.Objects = append(v.notice.Objects, kit.NewNotice(kit.NoticeNeeds, p.Place, p.Text))
		}
	}
	v.notice.Hidden = len(v.notice.Objects) == 0
	v.notice.Refresh()
}

// signedNotice says how a signed version stands among the others.
func (v *Preview) signedNotice() fyne.CanvasObject {
	words := v.c.V.SignedOn.Words() + ". Locked: a change makes a new version."
	if v.c.V.Difference != "" {
		words = v.c.V.SignedOn.Words() + ". " + v.c.V.Difference
	}
	if x, ok := v.c.Chain.Current(); ok && !v.c.Newest() {
		return kit.NewNotice(kit.NoticeNeeds, fmt.Sprintf("Version %d has taken its place", max(x.V.Version, 1)), "You are reading "+strings.ToLower(versionWords(v.c.V.Version))+", signed "+v.c.V.SignedOn.Words()+".",
			kit.NewButton("Open the one that holds", kit.StrawText, func() { v.goVersion(x) }))
	}
	if v.pictures != "" {
		return kit.NewNotice(kit.NoticeStop, "Its pictures may not leave any more", v.pictures+" What was signed on "+v.c.V.SignedOn.Words()+" stays as it is.",
			kit.NewQuiet(WithoutPictures, func() { v.begin(v.pictures) }))
	}
	return kit.NewNotice(kit.NoticeDone, "Signed, "+strings.ToLower(versionWords(v.c.V.Version)), words)
}

func (v *Preview) turn(by int) { v.open(v.at + by) }

// open shows a page from its top.
func (v *Preview) open(n int) {
	if v.book == nil || n < 0 || n >= len(v.book.Pages) {
		return
	}
	v.at = n
	v.show()
	v.relay()
	v.scroll.ScrollTo(0)
}

// TypedKey turns pages with the keyboard.
func (v *Preview) TypedKey(e *fyne.KeyEvent) bool {
	if v.book == nil {
		return false
	}
	switch e.Name {
	case fyne.KeyPageDown, fyne.KeyRight:
		v.turn(1)
	case fyne.KeyPageUp, fyne.KeyLeft:
		v.turn(-1)
	case fyne.KeyHome:
		v.open(0)
	case fyne.KeyPlus, fyne.KeyEqual:
		v.resize(1)
	case fyne.KeyMinus:
		v.resize(-1)
	case fyne.KeyP:
		v.print()
	case fyne.KeyEnd:
		v.open(len(v.book.Pages) - 1)
	default:
		return false
	}
	return true
}

// arrange sets headings beside the page where there is room.
func (v *Preview) arrange(step kit.Step) fyne.CanvasObject {
	if v.whole != nil {
		return v.whole
	}
	v.narrow = step != kit.StepLandscape
	if v.book == nil {
		return v.unpaged(step)
	}
	pages := kit.Row(8, v.back, kit.Grow(kit.Middle(v.count)), v.forward)
	v.scroll.SetContent(kit.Insets(4, 20, 24, 4, kit.Middle(v.sheet)))
	if !v.narrow {
		side := kit.NewCard(kit.Inset(1, kit.NewScroller(v.heads)))
		return kit.Insets(16, 16, 0, 32, kit.RowFull(20, kit.Fixed(320, kit.Insets(0, 0, 20, 0, kit.Column(12, v.notice, pages, v.zoomRow(), kit.Grow(side)))), kit.Grow(v.paper())))
	}
	m := float32(24)
	row := kit.Row(24, kit.Grow(pages), kit.Fixed(190, v.zoomRow()))
	if step == kit.StepPhone { // what is to be said goes away with the page: a phone has no room for both to stand
		v.scroll.SetContent(kit.Insets(4, 0, 16, 0, kit.Column(12, kit.Insets(0, 4, 0, 0, v.notice), v.sheet)))
		return kit.Insets(12, 12, 0, 16, kit.Column(12, kit.Insets(0, 4, 0, 0, kit.Column(4, pages, v.zoomRow())), kit.Grow(v.paper())))
	}
	return kit.Insets(12, m-4, 0, m, kit.Column(12, v.notice, kit.Insets(0, 4, 0, 0, row), kit.Grow(v.paper())))
}

// relay lays the page out anew after something changed its height.
func (v *Preview) relay() { kit.RelayShown(v.page) }

// Content is the whole page.
func (v *Preview) Content() fyne.CanvasObject { return v.page }

// Frame is the shell's frame around the page.
func (v *Preview) Frame() shell.Frame {
	f := shell.Frame{Title: "Pages", Child: v.band, Item: shell.ItemReports, Alerts: func() string { return v.s.Alerts(v.ctx, v.child) }}
	if v.c == nil {
		return f
	}
	f.Title, f.Subtitle = Title(v.c.V.ReportKind), v.c.Subtitle()
	switch {
	case v.signing:
	case v.c.Signed():
		if len(v.c.Chain) > 1 || v.c.Struck == nil {
			f.Actions = append(f.Actions, kit.NewPlain("Versions", v.showVersions).WithIcon(kit.IconHistory))
		}
		if v.c.Struck == nil {
			send := kit.NewPrimary("Share", func() { v.share("") }).WithIcon(kit.IconShare)
			f.Narrow = []fyne.CanvasObject{kit.NewQuiet("More", v.showMore), send}
			f.Actions = append(f.Actions, kit.NewPlain("Save a copy", v.saveCopy).WithIcon(kit.IconDownload), kit.NewQuiet("Amend", v.askAmend), send)
		}
	default:
		sign := kit.NewPrimary("Sign", v.askSign)
		sign.SetDimmed(v.c.MaySign() != "")
		f.Actions = []fyne.CanvasObject{kit.NewQuiet("Save a copy", v.saveCopy).WithIcon(kit.IconDownload), sign}
	}
	return f
}

// Leave stops whatever is still being made.
func (v *Preview) Leave() {
	if v.end != nil {
		v.end()
	}
	v.stop()
}
