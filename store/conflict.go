package store

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/merge"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A Side is one of the values of a field in conflict, and where it came from. At is a device clock's claim.
type Side struct {
	CID    string
	Device string
	Author assessments.ID
	At     string
	Value  json.RawMessage
	Mine   bool // made on this device
}

// A ConflictRow is a field with more than one value: the one in the record and those kept beside it. Proposal means that the
// record is signed and the others are proposed amendments.
type ConflictRow struct {
	Record   assessments.ID
	Kind     assessments.Kind
	Scope    assessments.Scope
	Title    string
	Field    string
	Proposal bool
	Moved    assessments.ID // the entry was moved: Current is what its new record has, Others what was written under the wrong child since
	Current  Side
	Others   []Side
}

// What Resolve may keep.
const (
	keepMine   = "mine"
	keepTheirs = "theirs"
	keepBoth   = "both"
	keepValue  = "value"
)

// Conflicts lists every field in conflict, by record and field.
func (s *Store) Conflicts(ctx context.Context) ([]ConflictRow, error) {
	const op = "store.conflicts"
	st := s.now()
	var out []ConflictRow
	err := s.look(ctx, op, func(d *db) error {
		return d.query("SELECT body FROM rec WHERE conflicts > 0 ORDER BY id", func(r dbRow) error {
			h, _, err := unpackHead(blob(r[0]))
			if err != nil {
				return err
			}
			for _, f := range sorted(h.Siblings) {
				out = append(out, conflictOf(h, f, &st))
			}
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	late, err := s.late(ctx, op, "")
	return append(out, late...), err
}

// conflictOf describes a field in conflict to the device whose state is st.
func conflictOf(h *merge.Head, field string, st *state) ConflictRow {
	device, inc := st.device(), st.Inc
	by := h.Setters[field]
	c := ConflictRow{Record: h.Record, Kind: h.Kind, Scope: h.Scope, Title: titleOf(h), Field: field,
		Current: Side{by.CID, by.Device, by.Author, by.At, h.Fields[field], by.Device == device && by.Inc == inc}}
	for _, x := range h.Siblings[field] {
		c.Proposal = c.Proposal || x.Proposal
		c.Others = append(c.Others, Side{x.CID, x.Device, x.Author, x.At, x.Value, x.Device == device && x.Inc == inc})
	}
	return c
}

// Resolve closes the conflict of a field with an ordinary change that names the values it has seen. keep is "mine", "theirs" or
// "both"; value, where given, is what the field will hold whatever keep says. Both joins two texts, one under the other.
func (s *Store) Resolve(ctx context.Context, record assessments.ID, field, keep string, value json.RawMessage) error {
	const op = "store.resolve"
	return s.write(ctx, op, func(t *tx) error {
		_, err := t.settle(op, record, field, keep, value)
		return err
	})
}

// settle is Resolve inside a transaction. It names every sibling that its author could see and no other: one that arrives later
// stays open.
func (t *tx) settle(op string, record assessments.ID, field, keep string, value json.RawMessage) (string, error) {
	// What is being typed there is one of the values to choose from: folded later, it would take the choice's place.
	if err := t.fold(op, record, assessments.Fields{field: nil}, false); err != nil {
		return "", err
	}
	c, err := t.record(record)
	if err != nil {
		return "", err
	}
	if c.head != nil && len(c.head.Siblings[field]) == 0 {
		if cid, was, err := t.settleMoved(op, record, field, keep, value); was || err != nil {
			return cid, err
		}
	}
	if c.head == nil || len(c.head.Siblings[field]) == 0 {
		return "", assessments.Errorf(assessments.NotFound, op, "This field is no longer in conflict.")
	}
	row := conflictOf(c.head, field, &t.st)
	if value == nil {
		if value, err = row.choose(op, keep); err != nil {
			return "", err
		}
	}
	if row.Current.Value == nil {
		row.Current.Value = json.RawMessage("null")
	}
	if c.head.Signed != nil && !assessments.SameJSON(value, row.Current.Value) {
		return "", assessments.Errorf(assessments.Invalid, op, "This record is signed and keeps its words. Write an amendment with the proposed ones, then keep what was signed here.")
	}
	ch := wire.Change{Record: record, Kind: c.head.Kind, Gen: c.saw.Gen, Base: c.saw.Base, Op: assessments.OpResolve, Set: assessments.Fields{field: value}}
	ch.SetScope(c.head.Scope)
	for _, x := range row.Others {
		ch.Names = append(ch.Names, x.CID)
	}
	before := c.head.AsRecord()
	now := before
	now.Fields = now.Fields.Clone()
	if null(value) {
		delete(now.Fields, field)
	} else {
		now.Fields[field] = value
	}
	if err := newProblems(before, now).Err(op); err != nil {
		return "", err
	}
	return t.change(c, ch)
}

// Late reports whether it is about words that were written under the wrong child after the entry was moved: what stands under
// the right child then counts as mine, whoever wrote it.
func (c ConflictRow) Late() bool { return c.Moved != "" && c.Field != TwiceMoved }

// choose picks the value that keep means. Where neither side is this device's, the record's value counts as mine.
func (c ConflictRow) choose(op, keep string) (json.RawMessage, error) {
	mine, theirs := c.Current, c.Others[len(c.Others)-1]
	for i := len(c.Others) - 1; i >= 0 && !c.Late(); i-- {
		if c.Others[i].Mine && !c.Current.Mine {
			mine, theirs = c.Others[i], c.Current
			break
		}
	}
	switch keep {
	case keepMine:
		return orNull(mine.Value), nil
	case keepTheirs:
		return orNull(theirs.Value), nil
	case keepBoth:
		var a, b string
		if json.Unmarshal(orNull(c.Current.Value), &a) != nil {
			return nil, cannotJoin(op)
		}
		parts := []string{a}
		for _, o := range c.Others {
			if json.Unmarshal(orNull(o.Value), &b) != nil {
				return nil, cannotJoin(op)
			}
			parts = append(parts, b)
		}
		return jsonOf(strings.Join(parts, "\n")), nil
	}
	return nil, assessments.Errorf(assessments.Invalid, op, "Choose mine, theirs or both.")
}

// cannotJoin is told for lists and numbers: only texts stand under each other without losing their sense.
func cannotJoin(op string) error {
	return assessments.Errorf(assessments.Invalid, op, "These values cannot be put together: choose one, or write a new value.")
}

// orNull writes an absent value as JSON null, the form that travels.
func orNull(v json.RawMessage) json.RawMessage {
	if len(v) == 0 {
		return json.RawMessage("null")
	}
	return v
}
