package clinic

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assets"
)

// boardScreen is the board of one day, made for a hall table: one hand, big rows, nothing to scroll past to add a family.
type boardScreen struct {
	s      *session.Session
	on     assessments.Date
	b      *Board
	k      *keep.Keeper
	ctx    context.Context
	cancel context.CancelFunc
	come   *kit.Button
	count  *kit.Text
	rows   *fyne.Container
	scroll *kit.Scroller
	page   *kit.Steps
	side   *fyne.Container // what to have before one
	odd    *fyne.Container // why this is no ordinary day
	refill func()          // fills the sheet that is open; nil while none is
	wrote  int             // how often it was read for what was written here: what is still on its way is older
}

func newBoard(s *session.Session, on assessments.Date, clock kit.Clock) *boardScreen {
	v := &boardScreen{s: s, on: on, b: &Board{On: on}, rows: kit.Column(12), side: kit.Column(16), odd: kit.Column(0), count: kit.Question(""), scroll: kit.NewScroller(kit.Column(0))}
	v.ctx, v.cancel = context.WithCancel(context.Background())
	v.k = keep.New(s, clock, v.renew)
	v.come = kit.NewPrimary("Somebody came", v.arrive).Big().WithIcon(kit.IconPlus)
	v.page = kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		m := step.Margin()
		if step == kit.StepLandscape {
			v.scroll.SetContent(kit.Insets(8, m, m, 24, v.rows))
			side := kit.Insets(8, 0, m, m, kit.Column(16, kit.AtLeast(0, 96, v.come), v.count, v.odd, v.side))
			return kit.RowFull(0, kit.Fixed(sideWide, side), kit.Grow(v.scroll))
		}
		v.scroll.SetContent(kit.Insets(8, m, 16, m, kit.Column(16, v.count, v.odd, v.rows, v.side)))
		// Narrow windows are held: the button is where the thumb is.
		return kit.Column(0, kit.Grow(v.scroll), kit.NewPanel(kit.Surface, kit.Insets(12, m, 12, m, kit.AtLeast(0, 76, v.come))))
	})
	v.Reload()
	return v
}

// sideWide is the width of the column with the button, its margin included.
const sideWide = 352

// Reload reads the day anew and keeps the place.
func (v *boardScreen) Reload() {
	var b *Board
	wrote := v.wrote
	v.s.Load(v.ctx, func(ctx context.Context) (err error) {
		b, err = v.read(ctx)
		return err
	}, func(err error) {
		if wrote == v.wrote {
			v.take(b, err)
		}
	})
}

// renew shows at once what was written here, on the board and on the sheet that is open: the next tap goes by what is drawn.
func (v *boardScreen) renew() {
	v.wrote++
	v.take(v.read(v.ctx))
	if v.refill != nil {
		v.refill()
	}
}

func (v *boardScreen) read(ctx context.Context) (*Board, error) {
	return ReadBoard(ctx, v.s.Store, assets.Services, v.on, v.s.Today())
}

func (v *boardScreen) take(b *Board, err error) {
	if v.ctx.Err() != nil {
		return // the screen was left, and an Undo of it tapped
	}
	if err != nil {
		v.s.Fail(err)
		return
	}
	v.b = b
	v.show()
}

func (v *boardScreen) show() {
	v.count.SetText(v.b.Count())
	v.side.Objects, v.odd.Objects = v.facts(), nil
	if odd := v.b.Odd(); odd != "" {
		v.odd.Objects = []fyne.CanvasObject{kit.NewNotice(kit.NoticeInfo, "Not an ordinary day", odd)}
	}
	v.odd.Hidden = len(v.odd.Objects) == 0
	v.rows.Objects = nil
	if len(v.b.Here)+len(v.b.Gone) == 0 {
		v.rows.Objects = []fyne.CanvasObject{kit.NewCard(kit.Inset(16, kit.NewEmpty(kit.IconClinic, "Nobody has come yet", "Press “Somebody came” as a family walks in: the time is noted. Their name and question can wait until you have a hand free", "", nil)))}
	}
	for _, w := range v.b.Here {
		v.rows.Add(v.family(w))
	}
	if len(v.b.Gone) > 0 {
		var gone []fyne.CanvasObject
		for _, w := range v.b.Gone {
			gone = append(gone, v.gone(w))
		}
		v.rows.Add(kit.Insets(8, 0, 0, 0, kit.SectionHead(kit.IconCheck, "Gone", familiesWords(len(gone)))))
		v.rows.Add(kit.NewRowCard(gone...))
	}
	v.come.Hidden = v.b.On > v.s.Today()
	at := v.scroll.Offset()
	v.page.Rebuild()
	kit.RelayShown(v.page)
	v.scroll.ScrollTo(at)
	v.s.Reframe()
}

// facts are what to have before one at the table.
func (v *boardScreen) facts() []fyne.CanvasObject {
	var out, lines []fyne.CanvasObject
	if area := v.b.GPArea(); area != "" {
		lines = append(lines, kit.Strong("For children with a GP in "+area), kit.Quieter("With a GP elsewhere: say kindly which service covers it"))
	}
	if act := v.b.Activities(); act != "" {
		lines = append(lines, kit.Strong("A quick look"), kit.Quieter(act))
	}
	if len(lines) > 0 {
		out = append(out, kit.NewCard(kit.Inset(20, kit.Column(4, lines...))))
	}
	return out
}

// refOf names a record for the keeper.
func refOf(r assessments.Record) keep.Ref { return keep.RefOf(r) }

// arrive puts a family on the board at once; its sheet opens for the rest, which can wait.
func (v *boardScreen) arrive() {
	id, answers := v.s.NewID(), v.s.NewID()
	at := v.s.Clock()
	if v.on != v.s.Today() {
		at = "" // nobody knows any more when they came
	}
	c, a := Arrive(v.on, at, v.s.Me, id, max(1, v.b.Form))
	team := assessments.TeamScope()
	if !v.s.Write(context.Background(), v.s.Create(id, team, c), v.s.Create(answers, team, a)) {
		return
	}
	v.s.Undo(strings.TrimSpace("Somebody came "+string(at)), func() { v.remove(id, answers) })
	v.renew()
	v.sheet(id)
}

// remove strikes a walk-in that was put on the board by mistake, with its ticks.
func (v *boardScreen) remove(records ...assessments.ID) {
	var edits []assessments.Edit
	for _, id := range records {
		rec, err := v.s.Store.Record(context.Background(), id)
		if err != nil {
			continue // there were no ticks
		}
		edits = append(edits, v.s.Create(v.s.NewID(), rec.Scope, &assessments.EnteredInError{Of: id, Reason: "Put on the board by mistake", By: v.s.Me, On: v.s.Today()}))
	}
	v.s.Write(context.Background(), edits...)
	v.renew()
}

// Content is the board.
func (v *boardScreen) Content() fyne.CanvasObject { return v.page }

// Frame is the shell's frame around the board.
func (v *boardScreen) Frame() shell.Frame {
	return shell.Frame{Title: v.b.Title(), Subtitle: v.b.Subtitle(), Item: shell.ItemMore}
}

// Leave makes changes of what was typed.
func (v *boardScreen) Leave() {
	v.k.Close()
	v.cancel()
}
