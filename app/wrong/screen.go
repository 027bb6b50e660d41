package wrong

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// The two ways to put an entry right.
const (
	undecided = iota - 1
	strikeOut
	moveOver
)

// atFirst is how many entries stand in the list until more are asked for.
const atFirst = 12

// Screen puts entries of one child right, step by step on one page.
type Screen struct {
	s      *session.Session
	child  assessments.ID
	named  assessments.ID
	m      *Model
	way    int
	to     *Child
	reason string
	words  string // typed in Find
	why    string // typed beside a move
	most   int
	only   bool // the entry came with the route: the list is closed
	done   *Done
	ctx    context.Context
	cancel context.CancelFunc
	holder *fyne.Container
	kids   *fyne.Container
	page   *kit.Scroller
}

// NewScreen opens the page with an entry picked, or with none.
func NewScreen(s *session.Session, child, entry assessments.ID) shell.Screen {
	w := &Screen{s: s, child: child, named: entry, way: undecided, most: atFirst, only: entry != "", holder: kit.Column(16), kids: kit.Column(0),
		m: NewModel(s.Store, s, s.Me, s.NewID, child)}
	w.ctx, w.cancel = context.WithCancel(context.Background())
	w.page = kit.NewPage(kit.Broad, w.holder)
	w.Reload()
	return w
}

// Reload reads the child's entries away from the screen; what is picked stays picked, also what is while they are read.
func (w *Screen) Reload() {
	m := NewModel(w.s.Store, w.s, w.s.Me, w.s.NewID, w.child)
	named := w.named
	w.s.Load(w.ctx, func(ctx context.Context) error { return m.Read(ctx, named) }, func(err error) {
		if err != nil {
			w.s.Fail(err)
			return
		}
		m.pickAs(w.m)
		w.m, w.named = m, ""
		w.show()
	})
}

// show builds the steps that can be answered now: what comes next stands below what was answered.
func (w *Screen) show() {
	w.holder.Objects = nil
	if w.done != nil {
		w.holder.Objects = w.outcome(*w.done)
	} else {
		w.holder.Add(w.which())
		if n := len(w.m.Picked()); n > 0 {
			w.holder.Add(w.how(n))
			switch {
			case w.way == strikeOut:
				w.holder.Add(w.strike(n))
			case w.way == moveOver && w.to == nil:
				w.holder.Add(w.where())
			case w.way == moveOver:
				w.holder.Add(w.confirm(n))
			}
		}
	}
	w.holder.Refresh()
	kit.Relay(w.page)
	w.s.Reframe()
}

// which lists the entries with a box each.
func (w *Screen) which() fyne.CanvasObject {
	head := kit.CardHead("Which entries?", kit.Quieter(w.m.Chosen()))
	var rows []fyne.CanvasObject
	shown := 0
	for _, e := range w.m.Entries {
		if w.only && !e.Picked || shown == w.most {
			continue
		}
		shown++
		rows = append(rows, w.entry(e))
	}
	switch {
	case len(w.m.Entries) == 0:
		rows = append(rows, kit.Inset(20, kit.Quieter("Nothing is recorded under this child yet")))
	case w.only:
		rows = append(rows, kit.Inset(8, kit.Row(0, kit.NewPlain("Choose other entries too", func() { w.only = false; w.show() }), kit.Gap())))
	case shown < len(w.m.Entries):
		rows = append(rows, kit.Inset(8, kit.Row(0, kit.NewPlain(fmt.Sprintf("Show %d earlier", min(40, len(w.m.Entries)-shown)), func() { w.most += 40; w.show() }), kit.Gap())))
	}
	return kit.NewTitledCard(head, rows...)
}

func (w *Screen) entry(e Entry) fyne.CanvasObject {
	d := kit.RowData{Icon: kit.IconBoxOff, Title: e.Title, Subtitle: assessments.Brief(e.Line, lineMost)}
	if e.Picked {
		d.Icon, d.IconColor, d.State = kit.IconBoxOn, kit.Blue, kit.RowChosen
	}
	if e.Signed {
		d.Tag = &kit.TagData{Kind: kit.TagPlain, Text: "Signed"}
	}
	return kit.NewListRow(d, func() { w.m.Pick(e.ID); w.to = nil; w.show() })
}

// lineMost keeps a row to a line or two.
const lineMost = 120

// how asks what is wrong with them.
func (w *Screen) how(n int) fyne.CanvasObject {
	title := "What is wrong with it?"
	if n > 1 {
		title = "What is wrong with them?"
	}
	choice := kit.NewChoice([]kit.Option{{Title: "Should not be in any record", Line: "Struck out with a reason. It leaves reports and stays in the history"},
		{Title: "Belongs to another child", Line: "Moved there. Here it stays in the history, struck out"}}, w.way, func(i int) { w.way, w.to = i, nil; w.show() })
	return kit.NewCard(kit.Inset(20, kit.Column(16, kit.RowTitle(title), choice)))
}

// strike asks for the reason.
func (w *Screen) strike(n int) fyne.CanvasObject {
	var set func(int)
	own := kit.NewField("Or in your own words", func(s string) { // at once: a sync may draw the field anew
		w.reason = s
		set(-1)
	})
	chosen := -1
	for i, r := range Reasons {
		if r == w.reason {
			chosen = i
		}
	}
	if chosen < 0 {
		own.SetText(w.reason)
	}
	var chips *fyne.Container
	chips, set = kit.NewChips(Reasons, chosen, func(i int) { w.reason = Reasons[i]; own.SetText(""); own.SetError("") })
	verb := kit.NewPrimary("Strike out "+Counted(n), func() {
		undo, err := w.m.Strike(w.ctx, w.reason)
		if assessments.KindOf(err) == assessments.Invalid {
			own.SetError(assessments.Sentence(err))
			kit.Relay(w.page)
			return
		}
		if err != nil {
			w.s.Fail(err)
			return
		}
		w.s.Kick()
		w.s.Back()
		w.s.Undo("Struck out "+Counted(n), func() {
			if err := undo(context.Background()); err != nil {
				w.s.Fail(err)
			}
		})
	})
	return kit.NewCard(kit.Inset(20, kit.Column(16, kit.RowTitle("Why?"), chips, own, kit.Row(0, verb, kit.Gap()))))
}

// Content is the page.
func (w *Screen) Content() fyne.CanvasObject { return w.page }

// Frame is the shell's frame with the band of the child under whom the entries stand.
func (w *Screen) Frame() shell.Frame {
	return shell.Frame{Title: "Wrong entries", Subtitle: "Nothing is ever deleted: what you strike or move stays readable in the history", Item: shell.ItemChildren,
		Child: w.s.Band(w.ctx, w.child, w.s.Today()), Alerts: func() string { return w.s.Alerts(w.ctx, w.child) }}
}

// Leave stops what is still being read.
func (w *Screen) Leave() { w.cancel() }
