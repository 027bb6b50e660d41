package store

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/merge"
)

// TwiceMoved is the field of the conflict of an entry that two people moved to two different children.
const TwiceMoved = "moved_to"

// A MoveRow is an entry that was moved. Countersign names who had signed it under the wrong child, while nobody has signed the new
// record; Late counts the fields that were changed under the wrong child since; Twice that it stands under two children.
type MoveRow struct {
	Old         assessments.ID   `json:"old"`
	New         assessments.ID   `json:"new"`
	Child       assessments.ID   `json:"child"`
	To          assessments.ID   `json:"to,omitempty"` // "" where the right child is not on this device
	Kind        assessments.Kind `json:"kind"`
	Reason      string           `json:"reason"`
	Countersign assessments.ID   `json:"countersign,omitempty"`
	Late        int              `json:"late"`
	Twice       bool             `json:"twice,omitempty"`
}

// Moves lists the entries that were moved, by their old record.
func (s *Store) Moves(ctx context.Context) ([]MoveRow, error) {
	var out []MoveRow
	err := s.look(ctx, "store.moves", func(d *db) error {
		all, err := moves(d, "")
		for _, m := range all {
			row := MoveRow{Old: m.old.Record, New: m.e.MovedTo, Child: m.old.Scope.ID, Kind: m.old.Kind, Reason: m.e.Reason, Late: len(m.changed()), Twice: m.twice}
			if m.now != nil {
				row.To = m.now.Scope.ID
				if m.now.Signed == nil {
					row.Countersign = assessments.ID(m.now.Fields.Text("moved_signer"))
				}
			}
			out = append(out, row)
		}
		return err
	})
	return out, err
}

// A move is one strike that says where an entry went, with the two records as this device has them.
type move struct {
	strike *merge.Head
	e      assessments.EnteredInError
	old    *merge.Head
	now    *merge.Head // nil where the right child is not on this device
	twice  bool        // another strike names another child, and both new records stand
}

// moves reads the strikes of moved entries: of one entry, or of all for "". There are few: somebody erred each time.
func moves(d *db, of assessments.ID) ([]move, error) {
	var ids [][3]string
	err := d.query("SELECT id, struck, moved FROM strike WHERE moved <> '' AND (struck = ?1 OR ?1 = '') ORDER BY struck, id", func(r dbRow) error {
		ids = append(ids, [3]string{text(r[0]), text(r[1]), text(r[2])})
		return nil
	}, string(of))
	if err != nil {
		return nil, err
	}
	var out []move
	for _, id := range ids {
		m := move{}
		for i, to := range []**merge.Head{&m.strike, &m.old} {
			if *to, err = headIn(d, assessments.ID(id[i])); err != nil {
				return nil, err
			}
		}
		if m.strike == nil || m.old == nil {
			continue // the other half is still on its way
		}
		assessments.Decode(m.strike.Fields, &m.e)
		if m.now, err = nowAt(d, m.e.MovedTo); err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	for i := range out {
		for _, x := range out {
			a, b := out[i].now, x.now
			out[i].twice = out[i].twice || x.old.Record == out[i].old.Record && x.e.MovedTo != out[i].e.MovedTo && a != nil && b != nil && a.Record != b.Record
		}
	}
	return out, nil
}

// nowAt is where an entry stands after all its moves; nil where it is not on this device or was struck for good.
func nowAt(d *db, id assessments.ID) (*merge.Head, error) {
	for range 32 { // a ring of moves is no move of ours
		r, err := d.one("SELECT moved FROM strike WHERE struck = ? ORDER BY moved DESC, id LIMIT 1", string(id))
		if err != nil {
			return nil, err
		}
		if r == nil {
			return headIn(d, id)
		}
		if text(r[0]) == "" {
			return nil, nil
		}
		id = assessments.ID(text(r[0]))
	}
	return nil, nil
}

// headIn is a record of the view, or nil.
func headIn(d *db, id assessments.ID) (*merge.Head, error) {
	r, err := d.one("SELECT body FROM rec WHERE id = ?", string(id))
	if err != nil || r == nil {
		return nil, err
	}
	h, _, err := unpackHead(blob(r[0]))
	return h, err
}

// changed lists the fields that are not as they were when the entry was moved.
func (m *move) changed() []string {
	var out []string
	for _, f := range m.names() {
		if assessments.MarkOf(m.old.Fields[f]) != m.e.MovedFields[f] && (m.now == nil || !assessments.SameJSON(orNull(m.old.Fields[f]), orNull(m.now.Fields[f]))) {
			out = append(out, f)
		}
	}
	return out
}

func (m *move) names() []string {
	all := map[string]bool{}
	for f := range m.old.Fields {
		all[f] = true
	}
	for f := range m.e.MovedFields {
		all[f] = true
	}
	return sorted(all)
}

// late lists what was written under the wrong child after an entry was moved away, and entries that two people moved to two
// children: as conflicts, since a person has to see both.
func (s *Store) late(ctx context.Context, op string, of assessments.ID) ([]ConflictRow, error) {
	st := s.now()
	var out []ConflictRow
	err := s.look(ctx, op, func(d *db) error {
		all, err := moves(d, of)
		seen := map[string]bool{}
		for i := range all {
			for _, c := range all[i].rows(&st, all) {
				if key := string(c.Record) + "/" + c.Field; !seen[key] {
					seen[key] = true
					out = append(out, c)
				}
			}
		}
		return err
	})
	return out, err
}

// rows are the conflicts of one move.
func (m *move) rows(st *state, all []move) []ConflictRow {
	side := func(h *merge.Head, f string) Side {
		if h == nil {
			return Side{}
		}
		by := h.Setters[f]
		return Side{by.CID, by.Device, by.Author, by.At, h.Fields[f], by.Device == st.device() && by.Inc == st.Inc}
	}
	row := ConflictRow{Record: m.old.Record, Kind: m.old.Kind, Scope: m.old.Scope, Title: titleOf(m.old), Moved: m.e.MovedTo}
	var out []ConflictRow
	for _, f := range m.changed() {
		c := row
		c.Field, c.Proposal = f, m.now != nil && m.now.Signed != nil
		c.Current, c.Others = side(m.now, f), []Side{side(m.old, f)}
		out = append(out, c)
	}
	if m.twice {
		c := row
		c.Field, c.Current = TwiceMoved, side(m.strike, "moved_to")
		for _, x := range all {
			if x.old.Record == m.old.Record && x.e.MovedTo != m.e.MovedTo && x.now != nil {
				c.Others = append(c.Others, side(x.strike, "moved_to"))
			}
		}
		out = append(out, c)
	}
	return out
}

// settleMoved is Resolve for what late tells of; was is false where there is nothing of that kind to settle.
func (t *tx) settleMoved(op string, old assessments.ID, field, keep string, value json.RawMessage) (cid string, was bool, err error) {
	if err := t.fold(op, old, nil, true); err != nil {
		return "", false, err
	}
	var all []move
	if err := t.s.view.read(func(d *db) (err error) { all, err = moves(d, old); return err }); err != nil {
		return "", false, err
	}
	for i := range all {
		for _, row := range all[i].rows(&t.st, all) {
			if row.Field != field {
				continue
			}
			if value == nil {
				if value, err = row.choose(op, keep); err != nil {
					return "", true, err
				}
			}
			if field == TwiceMoved {
				cid, err = t.keepOne(op, all, value)
			} else {
				cid, err = t.lookedAt(op, all, all[i].now, row, value)
			}
			return cid, true, err
		}
	}
	return "", false, nil
}

// lookedAt puts the chosen value into the new record, and notes for everybody that somebody has seen the late one.
func (t *tx) lookedAt(op string, all []move, now *merge.Head, row ConflictRow, value json.RawMessage) (cid string, err error) {
	if now == nil {
		return "", assessments.Errorf(assessments.Forbidden, op, "This entry was moved to a child who is not on this device, or was struck there. Both values are safe; whoever treats that child can choose.")
	}
	if !assessments.SameJSON(value, orNull(now.Fields[row.Field])) {
		if now.Signed != nil {
			return "", assessments.Errorf(assessments.Invalid, op, "The entry is signed under the right child and keeps its words. Write an amendment there, then keep what was signed here.")
		}
		if cid, err = t.set(op, assessments.Edit{Record: now.Record, Set: assessments.Fields{row.Field: value}}); err != nil {
			return "", err
		}
	}
	for _, m := range all {
		marks := map[string]string{}
		for f, v := range m.e.MovedFields {
			marks[f] = v
		}
		marks[row.Field] = assessments.MarkOf(m.old.Fields[row.Field])
		seen, err := t.set(op, assessments.Edit{Record: m.strike.Record, Set: assessments.Fields{"moved_fields": jsonOf(marks)}})
		if err != nil {
			return "", err
		}
		if cid == "" {
			cid = seen
		}
	}
	return cid, nil
}

// keepOne strikes the records under every child but the chosen one.
func (t *tx) keepOne(op string, all []move, value json.RawMessage) (cid string, err error) {
	if !slices.ContainsFunc(all, func(m move) bool { return assessments.SameJSON(value, jsonOf(string(m.e.MovedTo))) }) {
		return "", assessments.Errorf(assessments.Invalid, op, "An entry belongs to one child. Choose mine or theirs.")
	}
	for _, m := range all {
		if m.now == nil || assessments.SameJSON(value, jsonOf(string(m.e.MovedTo))) {
			continue
		}
		e := &assessments.EnteredInError{Of: m.now.Record, Reason: "Moved to two children; it belongs to the other"}
		id := assessments.DerivedID("struck", m.now.Record)
		if cid, err = t.set(op, assessments.Edit{Record: id, Kind: e.RecordKind(), Scope: m.now.Scope, Set: assessments.Encode(e)}); err != nil {
			return "", err
		}
	}
	return cid, nil
}
