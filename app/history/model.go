package history

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/app/differ"
	"github.com/fieldfare/fieldfare/app/questions"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Reader is what a history reads. *store.Store is one.
type Reader interface {
	Record(ctx context.Context, id assessments.ID) (assessments.Record, error)
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
	History(ctx context.Context, id assessments.ID) ([]store.HistoryEntry, error)
}

// A Turn is one field of a step. Left and Right are Was and Now in pieces, where both are texts.
type Turn struct {
	Field       string
	Label       string
	Was, Now    string
	Left, Right []differ.Piece
	CanPutBack  bool // something else stands there now
	before      json.RawMessage
}

// A Step is one change of a record.
type Step struct {
	When  string
	Who   string
	What  string // "Written", "Changed", "Signed", "Entered in error"
	State string // "" once the service has it
	Turns []Turn
	at    time.Time
}

// Model is the history of one record, the newest step first.
type Model struct {
	Title  string
	Child  assessments.ID
	Kind   assessments.Kind
	Steps  []Step
	Held   bool   // to be shown after a press and hold only
	Struck string // why it was entered in error; "" where it stands
	Signed bool
	rec    assessments.Record
}

// Read reads the history of one record; me is the person at the tablet.
func Read(ctx context.Context, r Reader, id, me assessments.ID) (Model, error) {
	rec, err := r.Record(ctx, id)
	if err != nil {
		return Model{}, err
	}
	m := Model{Kind: rec.Kind, rec: rec, Signed: rec.Meta.Signed != nil, Held: held(ctx, r, rec)}
	if rec.Scope.Type == assessments.ScopeChild {
		m.Child = rec.Scope.ID
	}
	m.Title = Title(rec)
	list, err := r.History(ctx, id)
	if err != nil && assessments.KindOf(err) != assessments.NotFound { // typed, and not a change yet
		return m, err
	}
	w := newWords(ctx, r)
	w.stays = session.Stays(ctx, r)
	born := map[string]bool{}
	for i, e := range list {
		m.Steps = append(m.Steps, step(w, rec, e, i == 0 && len(born) == 0, me))
	}
	if err := m.strikes(ctx, r, w, me); err != nil {
		return m, err
	}
	slices.SortStableFunc(m.Steps, func(a, b Step) int { return a.at.Compare(b.at) })
	slices.Reverse(m.Steps)
	return m, nil
}

// held reports whether a record's words stay under Hold: what staff must know of a family, and what never leaves the record.
func held(ctx context.Context, r Reader, rec assessments.Record) bool {
	return marked(rec) || questions.InConfidence(ctx, r, rec)
}

// marked reports whether a record is one of those as a whole, its title included.
func marked(r assessments.Record) bool {
	return r.Kind == assessments.KindAlert || r.Fields.Text("confidential") == "true"
}

// step is one change in words.
func step(w *words, rec assessments.Record, e store.HistoryEntry, first bool, me assessments.ID) Step {
	s := Step{What: "Changed", Who: w.who(e, me), State: w.stateWords(e)}
	s.at, s.When = when(e.At)
	switch {
	case e.Sign != nil || e.Op == assessments.OpSign:
		s.What = "Signed"
		return s
	case e.Op == assessments.OpResolve:
		s.What = "Chose between two values"
	case first:
		s.What = "Written"
	}
	for _, f := range e.Set.Names() {
		if hidden[f] || !first && assessments.SameJSON(orNull(e.Set[f]), orNull(e.Was[f])) {
			continue
		}
		t := Turn{Field: f, Label: Label(rec.Kind, f), before: orNull(e.Was[f])}
		var textWas, textNow bool
		t.Was, textWas = w.value(rec.Kind, f, e.Was[f])
		t.Now, textNow = w.value(rec.Kind, f, e.Set[f])
		if textWas && textNow {
			t.Left, t.Right = differ.Texts(t.Was, t.Now)
		}
		t.CanPutBack = !first && rec.Meta.Signed == nil && !assessments.SameJSON(t.before, orNull(rec.Fields[f]))
		s.Turns = append(s.Turns, t)
	}
	return s
}

// hidden are fields that the app keeps for itself.
var hidden = map[string]bool{"recorded_by": true, "recorded_at": true, "tree": true, "tree_sha256": true, "pdf_sha256": true, "moved_fields": true}

// strikes adds that the record was entered in error, or that this was taken back.
func (m *Model) strikes(ctx context.Context, r Reader, w *words, me assessments.ID) error {
	scope := m.rec.Scope
	recs, err := r.Records(ctx, store.Filter{Scope: &scope, Kinds: []assessments.Kind{assessments.KindEnteredInError}, Struck: true})
	if err != nil {
		return err
	}
	for _, x := range recs {
		var e assessments.EnteredInError
		assessments.Decode(x.Fields, &e)
		if e.Of != m.rec.ID && e.Of != x.ID { // one that was taken back strikes itself
			continue
		}
		list, err := r.History(ctx, x.ID)
		if err != nil {
			return err
		}
		for _, h := range list {
			now, was := assessments.ID(h.Set.Text("of")), assessments.ID(h.Was.Text("of"))
			if now != m.rec.ID && was != m.rec.ID {
				continue
			}
			s := Step{What: "Entered in error", Who: w.who(h, me), State: w.stateWords(h)}
			s.at, s.When = when(h.At)
			if now == m.rec.ID {
				s.Turns = []Turn{{Label: "Reason", Now: h.Set.Text("reason")}}
			} else {
				s.What = "Stands again"
			}
			m.Steps = append(m.Steps, s)
		}
		if e.Of == m.rec.ID {
			m.Struck = e.Reason
		}
	}
	return nil
}

// Back is the edit that puts back what stood in a field before a step, and the edit that takes this back.
func (m Model) Back(t Turn) (put, undo assessments.Edit) {
	edit := func(v json.RawMessage) assessments.Edit {
		return assessments.Edit{Record: m.rec.ID, Kind: m.rec.Kind, Scope: m.rec.Scope, Op: assessments.OpSet, Set: assessments.Fields{t.Field: v}}
	}
	return edit(t.before), edit(orNull(m.rec.Fields[t.Field]))
}

func orNull(v json.RawMessage) json.RawMessage {
	if len(v) == 0 {
		return json.RawMessage("null")
	}
	return v
}

// stateWords says where a change stands on its way.
func (w *words) stateWords(e store.HistoryEntry) string {
	switch e.State {
	case "pending":
		if w.stays {
			return "Saved on this tablet"
		}
		return "Saved on this tablet, not sent yet"
	case "held":
		return "Waits on this tablet until your lead lets it in"
	case "quar":
		return strings.TrimSpace("Kept aside by the service. " + e.Why)
	}
	return ""
}
