package views

import (
	"context"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Drafts are where words stand before they are kept. *store.Store is one.
type Drafts interface {
	Record(ctx context.Context, id assessments.ID) (assessments.Record, error)
	Typed(ctx context.Context, d store.Draft) error
	Fold(ctx context.Context, record assessments.ID) error
	Drafts(ctx context.Context) ([]store.OpenDraft, error)
}

// Words are a child's own words in the box, not kept yet. The way they were obtained stands beside them in the draft from the first
// letter: by it they are known again, and the board does not take them for a note of the therapist.
type Words struct {
	store Drafts
	child assessments.ID
	newID func() assessments.ID
	id    assessments.ID // of the draft, "" before the first letter
	how   string         // as it stands in the draft
}

// NewWords makes an empty box; Unfinished fills it.
func NewWords(s Drafts, newID func() assessments.ID, child assessments.ID) *Words {
	return &Words{store: s, child: child, newID: newID}
}

func (w *Words) put(ctx context.Context, field, text string) error {
	return w.store.Typed(ctx, store.Draft{Record: w.id, Kind: assessments.KindObservation, Scope: assessments.ChildScope(w.child), Field: field, Text: text})
}

// Type makes the words durable as they stand. A box that was emptied leaves nothing behind.
func (w *Words) Type(ctx context.Context, text string, way int) error {
	how := Ways[way]
	if strings.TrimSpace(text) == "" {
		if w.id == "" {
			return nil
		}
		how, text = "", ""
	}
	if w.id == "" {
		w.id = w.newID()
	}
	if how != w.how && how != "" { // before the words, which would be anybody's without it, and after them when both go
		if err := w.put(ctx, "how", how); err != nil {
			return err
		}
		w.how = how
	}
	if err := w.put(ctx, "text", text); err != nil || how != "" {
		return err
	}
	if err := w.put(ctx, "how", ""); err != nil {
		return err
	}
	w.how = ""
	return w.store.Fold(ctx, w.id)
}

// Unfinished gives back words that were typed and not kept, as after a kill, and their way.
func (w *Words) Unfinished(ctx context.Context) (text string, way int) {
	drafts, err := w.store.Drafts(ctx)
	if err != nil {
		return "", 0
	}
	for _, d := range drafts {
		if d.Kind != assessments.KindObservation || d.Scope != assessments.ChildScope(w.child) || d.Field != "how" || d.Text == "" {
			continue
		}
		rec, err := w.store.Record(ctx, d.Record)
		if err != nil || rec.Meta.Seq != 0 || rec.Meta.Unsent != 0 || rec.Fields.Text("text") == "" {
			continue // of an entry that stands, or without a word
		}
		w.id, w.how = d.Record, d.Text
		return rec.Fields.Text("text"), max(slices.Index(Ways, d.Text), 0)
	}
	return "", 0
}

// Keep makes the words an entry of the child's and answers its id, "" where they could not be kept: then they stay a draft.
func (w *Words) Keep(ctx context.Context, d Desk, contact assessments.ID, text string, way int) (assessments.ID, error) {
	id := w.id
	if id == "" {
		id = w.newID()
	} else if err := w.Type(ctx, strings.TrimSpace(text), way); err != nil { // what was typed must not come back over what is kept
		return "", err
	}
	if !Say(ctx, d, w.child, contact, id, text, way) {
		return "", nil
	}
	w.id, w.how = "", "" // the draft went with the entry: both hold the same
	return id, nil
}
