package history

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/differ"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// Screen is the history of one record.
type Screen struct {
	s      *session.Session
	child  assessments.ID
	id     assessments.ID
	m      Model
	clock  kit.Clock
	opened bool // a held record was pressed and held
	all    bool // long runs are not folded
	ctx    context.Context
	cancel context.CancelFunc
	holder *fyne.Container
	page   *kit.Scroller
}

// NewScreen shows the history of a record, or of the whole child for an empty id.
func NewScreen(s *session.Session, child, id assessments.ID) shell.Screen {
	return newScreen(s, s.Wait, child, id)
}

func newScreen(s *session.Session, clock kit.Clock, child, id assessments.ID) shell.Screen {
	if id == "" {
		return newWhole(s, child)
	}
	h := &Screen{s: s, child: child, id: id, clock: clock, holder: kit.Column(16)}
	h.ctx, h.cancel = context.WithCancel(context.Background())
	h.page = kit.NewPage(kit.Broad, h.holder)
	h.Reload()
	return h
}

// Reload reads the record's changes away from the screen.
func (h *Screen) Reload() {
	var m Model
	h.s.Load(h.ctx, func(ctx context.Context) (err error) {
		m, err = Read(ctx, h.s.Store, h.id, h.s.Me)
		return err
	}, func(err error) {
		if err != nil {
			h.s.Fail(err)
			return
		}
		h.m = m
		h.show()
		h.s.Reframe()
	})
}

func (h *Screen) show() {
	h.holder.Objects = nil
	switch {
	case h.m.Held && !h.opened:
		h.holder.Objects = []fyne.CanvasObject{kit.NewHeld(h.clock, "These words are for staff", "Press and hold to read them. Look around first", func() { h.opened = true; h.show() })}
	case len(h.m.Steps) == 0:
		h.holder.Objects = []fyne.CanvasObject{kit.NewCard(kit.Inset(24, kit.NewEmpty(kit.IconHistory, "Nothing has been changed yet", "What is being typed joins the history when its field is left", "", nil)))}
	default:
		h.notices()
		for _, s := range h.m.Steps {
			h.holder.Add(h.step(s))
		}
	}
	h.holder.Refresh()
	kit.Relay(h.page)
}

// notices say why nothing can be put back, and that words were left out.
func (h *Screen) notices() {
	if h.m.Struck != "" {
		h.holder.Add(kit.NewNotice(kit.NoticeInfo, "Entered in error", h.m.Struck))
	}
	if h.m.Signed {
		h.holder.Add(kit.NewNotice(kit.NoticeInfo, "Signed", "Its words stay as they are. What is wrong in it is corrected by a new version or an amendment"))
	}
	if !h.all && h.folds() {
		h.holder.Add(kit.Row(0, kit.NewPlain("Show long texts whole", func() { h.all = true; h.show() }), kit.Gap()))
	}
}

// folds tells whether some text is folded.
func (h *Screen) folds() bool {
	for _, s := range h.m.Steps {
		for _, t := range s.Turns {
			if len(differ.Fold(t.Left)) != len(t.Left) || len(differ.Fold(t.Right)) != len(t.Right) {
				return true
			}
		}
	}
	return false
}

// step is a card: who, what and when at its head, then each field.
func (h *Screen) step(s Step) fyne.CanvasObject {
	line := s.When
	if s.State != "" {
		line += " · " + s.State
	}
	rows := []fyne.CanvasObject{kit.Inset(20, kit.Column(2, kit.RowTitle(s.What+" by "+lowerYou(s.Who)), kit.Quieter(line)))}
	if s.What == "Written" {
		var lines []fyne.CanvasObject
		for _, t := range s.Turns {
			lines = append(lines, kit.Column(0, kit.Quieter(t.Label), kit.Body(orNothing(t.Now))))
		}
		if len(lines) > 0 {
			rows = append(rows, kit.Inset(20, kit.Column(12, lines...)))
		}
		return kit.NewRowCard(rows...)
	}
	for _, t := range s.Turns {
		rows = append(rows, kit.Inset(20, h.turn(t)))
	}
	return kit.NewRowCard(rows...)
}

func lowerYou(who string) string {
	if who == "You" || who == "The service" {
		return assessments.LowerFirst(who)
	}
	return who
}

func orNothing(s string) string {
	if s == "" {
		return "Nothing"
	}
	return s
}

// turn shows what stood in a field before and after, side by side where there is room.
func (h *Screen) turn(t Turn) fyne.CanvasObject {
	if t.Field == "" { // a reason: nothing stood there before
		return kit.Column(0, kit.Quieter(t.Label), kit.Body(t.Now))
	}
	before, after := []kit.Span{{Text: orNothing(t.Was)}}, []kit.Span{{Text: orNothing(t.Now)}}
	if len(t.Left)+len(t.Right) > 0 {
		before, after = Spans(h.fold(t.Left)), Spans(h.fold(t.Right))
	}
	side := func(title string, words []kit.Span) fyne.CanvasObject {
		return kit.Column(0, kit.Quieter(title), kit.NewSpans(words...))
	}
	body := kit.Column(10, kit.Strong(t.Label), kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		if step == kit.StepPhone {
			return kit.Column(10, side("Before", before), side("After", after))
		}
		return kit.RowTop(24, kit.Grow(side("Before", before)), kit.Grow(side("After", after)))
	}))
	if t.CanPutBack {
		body.Add(kit.Row(0, kit.NewQuiet("Put back “"+brief(orNothing(t.Was))+"”", func() { h.putBack(t) }).WithIcon(kit.IconUndo), kit.Gap()))
	}
	return body
}

func (h *Screen) fold(p []differ.Piece) []differ.Piece {
	if h.all {
		return p
	}
	return differ.Fold(p)
}

// brief keeps a button to a few words.
func brief(s string) string {
	return assessments.Brief(strings.Join(strings.Fields(s), " "), 28)
}

// putBack writes an older value once more, and offers to take this back too.
func (h *Screen) putBack(t Turn) {
	put, undo := h.m.Back(t)
	if !h.s.Write(h.ctx, put) {
		return
	}
	h.s.Undo("Put back "+assessments.LowerFirst(t.Label), func() {
		if h.s.Write(context.Background(), undo) {
			h.Reload()
		}
	})
	h.Reload()
}

// Content is the list of steps.
func (h *Screen) Content() fyne.CanvasObject { return h.page }

// Frame is the shell's frame: the child's band where the record is about one.
func (h *Screen) Frame() shell.Frame {
	f := shell.Frame{Title: "History", Subtitle: h.m.Title, Item: shell.ItemChildren}
	if h.child != "" {
		f.Child = h.s.Band(h.ctx, h.child, h.s.Today())
		f.Alerts = func() string { return h.s.Alerts(h.ctx, h.child) }
		if h.m.Struck == "" && h.m.Kind.MayMove() {
			f.Actions = []fyne.CanvasObject{kit.NewQuiet("Wrong entry", func() { h.s.Go(session.Wrong, h.child, h.id) })}
		}
	}
	return f
}

// Leave stops what is still being read.
func (h *Screen) Leave() { h.cancel() }
