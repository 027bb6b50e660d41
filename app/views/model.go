package views

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// A Topic is a part of the day that a child can say something about; Area is the functional area it belongs to.
type Topic struct{ Title, Area string }

// Topics are asked in this order: what most children meet first in a school day.
var Topics = []Topic{
	{"Getting dressed", "dressing"}, {"Sitting at my table", "seating"}, {"Writing", "handwriting"}, {"Cutting and making", "hands"},
	{"PE and moving", "mobility"}, {"Eating lunch", "eating"}, {"Noise and crowds", "sensory"}, {"Playing with others", "with-others"},
}

// Answers are the words under the three pictures.
var Answers = []string{"I like it", "It is OK", "It is hard"}

// byPicture is how words were obtained when a child pointed at a picture.
const byPicture = "chose a picture"

// Ways are how words can be obtained, as they stand in the record.
var Ways = []string{"spoke", "pointed", byPicture, "signed", "used a talker", "wrote", "through somebody who knows them"}

// WayWords are the ways on screen.
var WayWords = []string{"Spoke", "Pointed", "Chose a picture", "Signed", "Used a talker", "Wrote", "Through somebody"}

// Store is what My views is read from.
type Store interface {
	Record(ctx context.Context, id assessments.ID) (assessments.Record, error)
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
}

// A Said is something the child said, as it was said.
type Said struct {
	ID       assessments.ID
	Words    string
	How      string // a way on screen
	recorded string
}

// Model is what a child chose and said today.
type Model struct {
	Known  string
	Chosen map[string]int // by the title of a topic: index into Answers
	Said   []Said         // newest first
	recs   map[string]assessments.Record
}

// Read reads today's views of a child; of one contact where it is given.
func Read(ctx context.Context, s Store, child, contact assessments.ID, today assessments.Date) (Model, error) {
	m := Model{Chosen: map[string]int{}, recs: map[string]assessments.Record{}}
	rec, err := s.Record(ctx, child)
	if err != nil {
		return m, err
	}
	var c assessments.Child
	assessments.Decode(rec.Fields, &c)
	m.Known = c.Known()
	recs, err := s.Records(ctx, store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindObservation}})
	for _, r := range recs {
		var o assessments.Observation
		assessments.Decode(r.Fields, &o)
		if o.Type != "said" || o.SaidBy != child || o.On != today || contact != "" && o.Contact != contact {
			continue
		}
		if t, a, ok := chosen(o); ok {
			m.Chosen[t.Title], m.recs[t.Title] = a, r
			continue
		}
		if i := slices.Index(Ways, o.How); o.How != "" {
			how := o.How
			if i >= 0 {
				how = WayWords[i]
			}
			m.Said = append(m.Said, Said{ID: r.ID, Words: o.Text, How: how, recorded: o.RecordedAt})
		}
	}
	slices.SortStableFunc(m.Said, func(a, b Said) int { return strings.Compare(b.recorded, a.recorded) })
	return m, err
}

// words are what stands on the picture that was pointed at, topic and all.
func words(t Topic, answer int) string { return t.Title + ": " + Answers[answer] }

// chosen finds the picture that an observation tells of.
func chosen(o assessments.Observation) (Topic, int, bool) {
	if o.How != byPicture {
		return Topic{}, 0, false
	}
	for _, t := range Topics {
		for i := range Answers {
			if o.Text == words(t, i) {
				return t, i, true
			}
		}
	}
	return Topic{}, 0, false
}

// A Desk is where a change is written. *session.Session is one.
type Desk interface {
	Today() assessments.Date
	Clock() assessments.Clock
	Create(id assessments.ID, scope assessments.Scope, t assessments.Typed) assessments.Edit
	Write(ctx context.Context, edits ...assessments.Edit) bool
}

// Choose notes the picture a child pointed at, in place of the one before; -1 takes it back.
func (m *Model) Choose(ctx context.Context, d Desk, child, contact, fresh assessments.ID, t Topic, answer int) bool {
	rec, was := m.recs[t.Title]
	scope := assessments.ChildScope(child)
	switch {
	case answer < 0 && !was:
		return true
	case answer < 0:
		e := assessments.EnteredInError{Of: rec.ID, Reason: "The child changed their mind", On: d.Today()}
		return d.Write(ctx, d.Create(fresh, scope, &e))
	case was:
		set := assessments.Encode(&assessments.Observation{Text: words(t, answer)})
		return d.Write(ctx, assessments.Edit{Record: rec.ID, Kind: rec.Kind, Scope: rec.Scope, Op: assessments.OpSet, Set: set})
	}
	return d.Write(ctx, d.Create(fresh, scope, said(d, child, contact, t.Area, words(t, answer), byPicture)))
}

// Say notes the exact words of a child and how they were obtained.
func Say(ctx context.Context, d Desk, child, contact, fresh assessments.ID, text string, way int) bool {
	return d.Write(ctx, d.Create(fresh, assessments.ChildScope(child), said(d, child, contact, "", strings.TrimSpace(text), Ways[way])))
}

func said(d Desk, child, contact assessments.ID, area, text, how string) *assessments.Observation {
	return &assessments.Observation{Contact: contact, On: d.Today(), At: d.Clock(), Area: area, Type: "said", SaidBy: child, Text: text, How: how}
}

// Attachment is the record of a drawing that is begun. It belongs to the contact, or to the child.
func Attachment(child, contact assessments.ID, today assessments.Date, by assessments.ID, at time.Time) assessments.Attachment {
	a := assessments.Attachment{Of: contact, Type: "drawing", Media: "image/png", On: today}
	if contact == "" {
		a.Of = child
	}
	a.NotFor = []string{string(assessments.RoleSchool), string(assessments.RoleNursery)}
	a.RecordedBy, a.RecordedAt = by, at.UTC().Format(time.RFC3339)
	return a
}

// PNG writes a drawing as a file.
func PNG(img image.Image) ([]byte, error) {
	var b bytes.Buffer
	err := png.Encode(&b, img)
	return b.Bytes(), err
}
