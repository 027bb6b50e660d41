package capture

import (
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// shownAtFirst is how many notes the stream shows before it is asked for more: a tap stays quick in a long visit.
const shownAtFirst = 40

// earlier are the answers beside the help levels on the newest row.
var earlier = []struct {
	words string
	by    time.Duration
}{{"−30 s", 30 * time.Second}, {"−1 min", time.Minute}}

// stream is the notes made so far, newest on top.
type stream struct {
	v      *Screen
	card   *kit.Card
	scroll *kit.Scroller
	column *fyne.Container
	rows   map[assessments.ID]*kit.StreamRow
	seen   map[assessments.ID]Row
	more   *kit.Button
	empty  fyne.CanvasObject
	all    bool
}

func newStream(v *Screen) *stream {
	s := &stream{v: v, column: kit.Column(0), rows: map[assessments.ID]*kit.StreamRow{}, seen: map[assessments.ID]Row{}}
	s.scroll = kit.NewScroller(kit.Inset(6, s.column))
	s.card = kit.NewCard(s.scroll)
	s.more = kit.NewPlain("", func() {
		s.all = true
		v.refresh()
	})
	s.empty = kit.Inset(18, kit.Quieter("Tap a tile or write a note. Each is saved with its time at once."))
	return s
}

// top scrolls to the newest note.
func (s *stream) top() { s.scroll.ScrollTo(0) }

func (s *stream) show() {
	rows := s.v.b.Stream()
	hidden := 0
	if !s.all && len(rows) > shownAtFirst {
		hidden, rows = len(rows)-shownAtFirst, rows[:shownAtFirst]
	}
	objects := make([]fyne.CanvasObject, 0, len(rows)+len(s.v.shots.rows)+1)
	left := s.v.shots.rows
	for _, r := range rows {
		for len(left) > 0 && !r.Newest && left[0].Time >= r.Time {
			objects, left = append(objects, s.v.shots.row(left[0])), left[1:]
		}
		objects = append(objects, s.row(r))
	}
	for _, p := range left {
		objects = append(objects, s.v.shots.row(p))
	}
	if hidden > 0 {
		s.more.SetText("Show " + plural(hidden, "earlier note", "earlier notes"))
		objects = append(objects, s.more)
	}
	if len(objects) == 0 {
		objects = append(objects, s.empty)
	}
	s.column.Objects = objects
	s.column.Refresh()
}

// row keeps the widget of a note from one drawing to the next; only what changed is drawn anew.
func (s *stream) row(r Row) *kit.StreamRow {
	w, ok := s.rows[r.ID]
	if ok && s.seen[r.ID] == r {
		return w
	}
	d := kit.StreamData{Time: r.Time, Words: []kit.Span{{Text: r.Text}}, Line: r.Line, Newest: r.Newest, Chosen: -1}
	if d.Time == "" {
		d.Time = "–"
	}
	if r.Newest {
		d.Chips, d.Chosen = append(d.Chips, HelpWords...), r.Help
		for _, e := range earlier {
			d.Chips = append(d.Chips, e.words)
		}
	}
	if !ok {
		w = kit.NewStreamRow(d, func() { s.v.edit(r.ID) }, func(i int) { s.answer(r.ID, i) })
		s.rows[r.ID] = w
	}
	w.SetData(d)
	s.seen[r.ID] = r
	return w
}

// answer takes a chip of the newest row.
func (s *stream) answer(id assessments.ID, i int) {
	if i < len(HelpWords) {
		s.v.undo("Changed the help level", s.v.b.SetHelp(s.v.ctx, id, HelpLevel(i)))
		return
	}
	e := earlier[i-len(HelpWords)]
	s.v.undo("Moved the note "+e.words, s.v.b.Earlier(s.v.ctx, id, e.by))
}
