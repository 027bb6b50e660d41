package goals

import (
	"context"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// blanks are what stands in the stem. An index is -1 while nothing stands there.
type blanks struct {
	area, situation int
	will, does      string
	at              string
	help            int
	kind            amountKind
	amount          int
}

// A Builder writes one goal from taps. The goal is in the store from the first tap that says what it is about.
type Builder struct {
	ID assessments.ID // "" until the goal is in the store

	book  *Book
	b     blanks
	title bool         // the title was changed by hand
	hand  map[int]bool // rungs that were changed by hand
}

// Build continues a goal, or with "" begins a new one.
func (b *Book) Build(id assessments.ID) *Builder {
	w := &Builder{ID: id, book: b, b: blanks{area: -1, situation: -1, help: -1}, hand: map[int]bool{}}
	g := b.goal(id)
	if !b.picked {
		b.rater = b.raterOf(g) // not of another goal, who was asked somewhere else this morning
	}
	if g == nil {
		w.ID = ""
		return w
	}
	w.title = true
	for i, a := range bank {
		if a.id == g.g.Area {
			w.b.area = i
			for j, s := range a.situations {
				if s.chip == g.g.Situation {
					w.b.situation = j
					w.b.will, w.b.does, w.b.kind = s.will, s.does, s.kind
				}
			}
		}
	}
	w.read(g.g.Statement)
	for _, r := range g.g.Rungs {
		w.hand[r.Level] = true
	}
	if w.b.help >= 0 && w.b.amount > 0 && slices.Equal(g.g.Rungs, prewrite(w.b.kind, w.b.amount, w.b.help)) {
		w.hand = map[int]bool{}
	}
	w.title = g.g.Title != "" && g.g.Title != w.makeTitle()
	return w
}

// read finds the blanks again in a statement that was made from them.
func (w *Builder) read(statement string) {
	for _, p := range places {
		if strings.Contains(statement, " "+p+" ") || strings.Contains(statement, " "+p+",") {
			w.b.at = p
		}
	}
	for i, h := range helps[:offeredHelps] {
		if strings.Contains(statement, "with "+h) {
			w.b.help = i
		}
	}
	for _, n := range w.b.kind.offers() {
		if strings.Contains(statement, w.b.kind.chip(n)) {
			w.b.amount = n
		}
	}
}

// goal is the goal as it stands, empty while it is not in the store.
func (w *Builder) goal() assessments.Goal {
	if g := w.book.goal(w.ID); g != nil {
		return g.g
	}
	return assessments.Goal{}
}

// makeTitle is the goal in a few words: "Issy changes for PE with 1 prompt".
func (w *Builder) makeTitle() string {
	does := w.b.does
	if does == "" && w.b.will != "" {
		does = "will " + w.b.will
	}
	if does == "" {
		return ""
	}
	t := w.book.child.Known() + " " + does
	if w.b.help >= 0 {
		t += " with " + helps[w.b.help]
	}
	return t
}

// statement is the whole sentence, with as many blanks as are filled.
func (w *Builder) statement(by assessments.Date) string {
	if w.b.will == "" {
		return ""
	}
	s := w.book.child.Known() + " will " + w.b.will
	if w.b.at != "" {
		s += " " + w.b.at
	}
	if w.b.help >= 0 {
		s += " with " + helps[w.b.help]
	}
	if w.b.amount > 0 {
		s += ", " + w.b.kind.chip(w.b.amount)
	}
	if by != "" {
		s += ", by " + by.Words()
	}
	return s + "."
}

// A Part is a run of the stem: words, or a blank that is still open.
type Part struct {
	Text string
	Open bool
}

// Stem is the sentence with its blanks, as it is read out to a parent.
func (w *Builder) Stem() []Part {
	g := w.goal()
	blank := func(s, open string) Part {
		if s == "" {
			return Part{open, true}
		}
		return Part{s, false}
	}
	with, by := "", ""
	if w.b.help >= 0 {
		with = helps[w.b.help]
	}
	if g.ReviewOn != "" {
		by = g.ReviewOn.Words()
	}
	parts := []Part{{w.book.child.Known() + " will ", false}, blank(w.b.will, "do what"), {" ", false}, blank(w.b.at, "where"), {" with ", false},
		blank(with, "how much help")}
	if w.b.amount > 0 {
		parts = append(parts, Part{", " + w.b.kind.chip(w.b.amount), false})
	}
	return append(parts, Part{" by ", false}, blank(by, "when"), Part{".", false})
}

// fill changes blanks and the goal, and saves it; the first save makes the record. It answers what takes both back.
func (w *Builder) fill(ctx context.Context, blank func(b *blanks), turn func(g *assessments.Goal)) (undo func()) {
	return w.fillBy(ctx, w.book.desk.Write, blank, turn)
}

// fillBy is fill with another way to write.
func (w *Builder) fillBy(ctx context.Context, put func(context.Context, ...assessments.Edit) bool, blank func(b *blanks), turn func(g *assessments.Goal)) (undo func()) {
	b := w.book
	before := w.b
	blank(&w.b)
	at := b.goal(w.ID)
	if at == nil {
		g := assessments.Goal{Order: len(b.goals) + 1}
		g.Missing = map[string]string{"set_on": beingWritten}
		w.settle(&g)
		turn(&g)
		if g.Title == "" {
			return nil
		}
		id := b.newID()
		if !put(ctx, b.desk.Create(id, b.scope(), &g)) {
			return nil
		}
		w.ID = id
		b.reread(ctx, id)
		return nil
	}
	next := at.g
	turn(&next)
	w.settle(&next)
	back := at.rec
	edit, ok := b.desk.Change(at.rec, &next)
	if !ok || !put(ctx, edit) {
		return nil
	}
	b.reread(ctx, w.ID)
	return func() {
		if b.desk.Write(ctx, edit.Inverse(back)) {
			w.b = before
			b.reread(ctx, w.ID)
		}
	}
}

// write is fill for what is no blank of the stem.
func (w *Builder) write(ctx context.Context, turn func(g *assessments.Goal)) (undo func()) {
	return w.fill(ctx, func(*blanks) {}, turn)
}

// settle writes what follows from the blanks: sentence, title, and the rungs nobody has changed by hand.
func (w *Builder) settle(g *assessments.Goal) {
	if s := w.statement(g.ReviewOn); s != "" {
		g.Statement = s
	}
	if t := w.makeTitle(); t != "" && !w.title {
		g.Title = t
	}
	if w.b.help < 0 || w.b.amount == 0 {
		return
	}
	rungs := prewrite(w.b.kind, w.b.amount, w.b.help)
	for i, r := range rungs {
		if w.hand[r.Level] {
			for _, old := range g.Rungs {
				if old.Level == r.Level {
					rungs[i].Text = old.Text
				}
			}
		}
	}
	g.Rungs = rungs
	g.Missing = without(g.Missing, "rungs")
}

// TypeTitle keeps the title while it is typed; Close makes it a change.
func (w *Builder) TypeTitle(ctx context.Context, words string) error {
	if w.ID == "" || strings.TrimSpace(words) == "" {
		return nil
	}
	w.title = true
	return w.book.store.Typed(ctx, store.Draft{Record: w.ID, Kind: assessments.KindGoal, Scope: w.book.scope(), Field: "title", Text: words})
}

// Title is the goal in a few words.
func (w *Builder) Title() string { return w.goal().Title }

// Start is the level the child is at now: the baseline of the goal, false before it is marked.
func (w *Builder) Start() (level int, ok bool) {
	if g := w.book.goal(w.ID); g != nil {
		if s := g.start(); s != nil {
			return *s.r.Level, true
		}
	}
	return 0, false
}
