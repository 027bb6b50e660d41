package history

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// atFirst is how many lines stand on the screen until more are asked for.
const atFirst = 60

// whole is the history of a child.
type whole struct {
	s      *session.Session
	child  assessments.ID
	lines  []Line
	looked string
	filter Filter
	most   int
	ctx    context.Context
	cancel context.CancelFunc
	chips  *fyne.Container
	holder *fyne.Container
	page   *kit.Scroller
	known  int
}

func newWhole(s *session.Session, child assessments.ID) *whole {
	w := &whole{s: s, child: child, most: atFirst, holder: kit.Column(16)}
	w.ctx, w.cancel = context.WithCancel(context.Background())
	w.chips, _ = kit.NewChips(FilterWords, int(Everything), func(i int) { w.filter, w.most = Filter(i), atFirst; w.show() })
	w.page = kit.NewPage(kit.Broad, kit.Column(16, w.chips, w.holder))
	w.Reload()
	return w
}

// Reload reads every change of the child away from the screen.
func (w *whole) Reload() {
	var lines []Line
	var looked string
	w.s.Load(w.ctx, func(ctx context.Context) (err error) {
		lines, looked, err = ReadChild(ctx, w.s.Store, w.child, w.s.Me)
		return err
	}, func(err error) {
		if err != nil {
			w.s.Fail(err)
			return
		}
		w.lines, w.looked = lines, looked
		w.show()
		w.s.Reframe()
	})
}

func (w *whole) show() {
	g := Group(w.lines, w.filter, w.most)
	w.known = g.Count
	w.holder.Objects = nil
	for _, d := range g.Days {
		var rows []fyne.CanvasObject
		for _, l := range d.Lines {
			row := kit.RowData{Title: l.Title, Subtitle: l.Line, Time: l.Time, Chevron: true}
			if l.Struck {
				row.Out, row.Tag = true, &kit.TagData{Kind: kit.TagPlain, Text: "Entered in error"}
			}
			rows = append(rows, kit.NewListRow(row, func() { w.s.Go(session.History, w.child, l.Record) }))
		}
		w.holder.Add(kit.NewTitledCard(kit.CardHead(d.Title), rows...))
	}
	if g.Count == 0 {
		w.holder.Add(kit.NewCard(kit.Inset(24, kit.NewEmpty(kit.IconHistory, "Nothing here", "No change of this child’s record is of that sort", "", nil))))
	}
	if g.Count > w.most {
		w.holder.Add(kit.Row(0, kit.NewQuiet(fmt.Sprintf("Show %d more", min(atFirst, g.Count-w.most)), func() { w.most += atFirst; w.show() }), kit.Gap()))
	}
	w.holder.Add(kit.NewNotice(kit.NoticeInfo, "Who has looked", w.looked))
	w.holder.Refresh()
	kit.Relay(w.page)
}

// Content is the list of days.
func (w *whole) Content() fyne.CanvasObject { return w.page }

// Frame is the shell's frame with the child's band.
func (w *whole) Frame() shell.Frame {
	changes := "1 change"
	if w.known != 1 {
		changes = fmt.Sprintf("%d changes", w.known)
	}
	return shell.Frame{Title: "History", Subtitle: changes, Item: shell.ItemChildren, Child: w.s.Band(w.ctx, w.child, w.s.Today()),
		Alerts:  func() string { return w.s.Alerts(w.ctx, w.child) },
		Actions: []fyne.CanvasObject{kit.NewQuiet("Two records?", func() { w.s.Go(session.Same, w.child, "") }), kit.NewQuiet("Wrong entries", func() { w.s.Go(session.Wrong, w.child, "") })}}
}

// Leave stops what is still being read.
func (w *whole) Leave() { w.cancel() }
