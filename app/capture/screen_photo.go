package capture

import (
	"context"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/photo"
	"github.com/fieldfare/fieldfare/assessments"
)

// shots are the photos of the contact, between the notes by the time they were taken.
type shots struct {
	v     *Screen
	rows  []photo.Row // newest first
	shown map[assessments.ID]*kit.StreamRow
	cards map[assessments.ID]*kit.PictureCard
}

func newShots(v *Screen) *shots {
	return &shots{v: v, shown: map[assessments.ID]*kit.StreamRow{}, cards: map[assessments.ID]*kit.PictureCard{}}
}

// load reads the photos away from the screen: the board stands before they do.
func (s *shots) load() {
	var rows []photo.Row
	s.v.s.Load(s.v.ctx, func(ctx context.Context) (err error) {
		rows, err = photo.List(ctx, s.v.s.Store, s.v.b.Child, s.v.b.Contact)
		return err
	}, func(err error) {
		if err != nil {
			s.v.s.Fail(err)
			return
		}
		if s.rows = rows; len(rows) > 0 {
			s.v.refresh()
			s.fill(0)
		}
	})
}

// fill shows one picture after another.
func (s *shots) fill(i int) {
	if i >= len(s.rows) {
		return
	}
	r := s.rows[i]
	s.row(r)
	photo.Fill(s.v.ctx, s.v.s, r, s.cards[r.ID], func() { s.fill(i + 1) })
}

// row is a photo in the stream: when, what stands under it, and the picture small.
func (s *shots) row(r photo.Row) *kit.StreamRow {
	if w := s.shown[r.ID]; w != nil {
		return w
	}
	open := func() { photo.Show(s.v.s, s.v.b.Child, r) }
	d := photo.Card(r)
	d.Name = "Picture, " + r.Title
	c := kit.NewPictureCard(d, open).Bare()
	line := r.Sort()
	if r.Held {
		line += ", not finished: it stays on this tablet"
	}
	w := kit.NewStreamRow(kit.StreamData{Time: r.Time, Words: []kit.Span{{Text: r.Title}}, Line: line, Chosen: -1}, open, nil).WithExtra(c)
	s.cards[r.ID], s.shown[r.ID] = c, w
	return w
}

// takePhoto adds a photo to this contact. What is half typed is safe before another screen opens.
func (v *Screen) takePhoto() {
	v.words.flush()
	if c := kit.CanvasOf(v.holder); c != nil {
		photo.Add(v.s, c, v.b.Child, v.b.Contact)
	}
}
