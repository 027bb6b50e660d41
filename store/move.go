package store

import (
	"context"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A Move files an entry under another child. By is the person record of whoever does it and NewID makes record ids.
type Move struct {
	Record assessments.ID
	To     assessments.ID
	Reason string // more words after "Filed under the wrong child", "" for none
	By     assessments.ID
	NewID  func() assessments.ID
}

// Moved is what a move did: the entry's new record, those that went with it, and what is left for people to do. Signed says that
// its author has signed it anew; Countersign names who signed it under the wrong child, where somebody else moved it.
type Moved struct {
	Record      assessments.ID
	Strike      assessments.ID
	With        []assessments.ID // attachments, under the right child
	Signed      bool
	Countersign assessments.ID
	Loose       []string // fields that still speak of records of the wrong child
	Recall      []Recall
}

// A Recall is a report that may hold words of a moved entry. Certain means that its signed text names the entry as a source.
type Recall struct {
	Report    assessments.ID
	Kind      string
	Recipient assessments.Role
	Signed    bool
	SentOn    assessments.Date
	Certain   bool
}

// moving is a move under way.
type moving struct {
	*tx
	Move
	from assessments.Scope
	out  *Moved
}

// Move strikes an entry that was filed under the wrong child and makes it anew under the right one, all in one transaction. Both
// children must be on this device. The id of the new record follows from the two, so that two people who move the same entry
// to the same child make one record; see ADR 13.
func (s *Store) Move(ctx context.Context, m Move) (Moved, error) {
	const op = "store.move"
	var out Moved
	if err := s.fetchFor(ctx, m.Record); err != nil {
		return out, err
	}
	err := s.write(ctx, op, func(t *tx) error {
		out = Moved{}
		if err := t.fold(op, m.Record, nil, true); err != nil {
			return err
		}
		c, err := t.record(m.Record)
		if err != nil {
			return err
		}
		if err := t.mayMove(op, m, c); err != nil {
			return err
		}
		mv := &moving{tx: t, Move: m, from: c.head.Scope, out: &out}
		if out.Record, err = mv.carry(m.Record, c, nil); err != nil {
			return err
		}
		if err := mv.attachments(); err != nil {
			return err
		}
		if out.Strike, err = mv.strike(m.Record, out.Record, c); err != nil {
			return err
		}
		return mv.look(c)
	})
	return out, err
}

// mayMove says what stands against a move. A choice that is still open would go to the wrong place whichever way it falls.
func (t *tx) mayMove(op string, m Move, c *composed) error {
	switch {
	case c.head == nil:
		return notFound(op)
	case c.head.Scope.Type != assessments.ScopeChild || !c.head.Kind.MayMove():
		return assessments.Errorf(assessments.Invalid, op, "Only an entry about a child can be moved to another child. A report is struck and written again.")
	case c.head.Scope.ID == m.To:
		return assessments.Errorf(assessments.Invalid, op, "This entry is filed under that child already.")
	case len(c.head.Siblings) > 0:
		return assessments.Errorf(assessments.Conflict, op, "Somebody else changed this entry too. Choose which values stay before moving it.")
	}
	right, err := t.record(m.To)
	if err != nil {
		return err
	}
	if right.head == nil || right.head.Kind != assessments.KindChild {
		return assessments.Errorf(assessments.Forbidden, op, "The right child is not on this device. Nothing was moved; ask your lead for access to both children.")
	}
	for _, id := range []assessments.ID{m.Record, m.To} {
		struck, err := t.s.struck(id)
		if err != nil {
			return err
		}
		if struck {
			return assessments.Errorf(assessments.Conflict, op, "This was entered in error or moved already. Nothing was changed.")
		}
	}
	return nil
}

// carry makes the new record, with the fields of set in place of its own. A record that stands there already was made by somebody else who moved the same entry.
func (m *moving) carry(old assessments.ID, c *composed, set assessments.Fields) (assessments.ID, error) {
	id := assessments.MovedID(old, m.To)
	there, err := m.record(id)
	if err != nil || there.head != nil {
		return id, err
	}
	ch := wire.Change{Record: id, Kind: c.head.Kind, Op: assessments.OpSet, Set: c.head.Fields.Clone()}
	ch.SetScope(assessments.ChildScope(m.To))
	ch.Set["moved_from"] = jsonOf(string(old))
	for f, v := range set {
		ch.Set[f] = v
	}
	if c.head.Signed != nil {
		ch.Set["moved_signer"] = jsonOf(string(c.head.Signed.By))
	}
	if _, err := m.change(there, ch); err != nil {
		return id, err
	}
	if by := c.head.Signed; by != nil && old == m.Move.Record {
		// Whoever signed says again that these are their words, now of the right child. Nobody says so for them.
		if by.By != m.By {
			m.out.Countersign = by.By
			return id, nil
		}
		m.out.Signed = true
		_, err = m.sign("store.move", id, m.By)
	}
	return id, err
}

// strike says of the old record that it was filed wrongly, and where it went.
func (m *moving) strike(old, now assessments.ID, c *composed) (assessments.ID, error) {
	why := "Filed under the wrong child"
	if r := strings.TrimSpace(m.Reason); r != "" {
		why += ": " + r
	}
	e := &assessments.EnteredInError{Of: old, Reason: why, By: m.By, On: m.s.today(), MovedTo: now, MovedFields: map[string]string{}}
	for f, v := range c.head.Fields {
		e.MovedFields[f] = assessments.MarkOf(v)
	}
	id := m.NewID()
	_, err := m.set("store.move", assessments.Edit{Record: id, Kind: e.RecordKind(), Scope: m.from, Set: assessments.Encode(e)})
	return id, err
}

// attachments takes along what belongs to the entry, bound to its new record.
func (m *moving) attachments() error {
	list, err := m.s.inScope(m.from, assessments.KindAttachment)
	if err != nil {
		return err
	}
	for _, r := range list {
		struck, err := m.s.struck(r.ID)
		if err != nil {
			return err
		}
		if assessments.ID(r.Fields.Text("of")) != m.Move.Record || struck {
			continue
		}
		if err := m.fold("store.move", r.ID, nil, true); err != nil {
			return err
		}
		c, err := m.record(r.ID)
		if err != nil {
			return err
		}
		if len(c.head.Siblings) > 0 {
			return assessments.Errorf(assessments.Conflict, "store.move", "Somebody else changed a picture of this entry too. Choose which values stay before moving it.")
		}
		id, err := m.carry(r.ID, c, assessments.Fields{"of": jsonOf(string(m.out.Record))})
		if err == nil {
			err = m.bytes(r.Fields.Text("sha256"))
		}
		if err != nil {
			return err
		}
		if _, err := m.strike(r.ID, id, c); err != nil {
			return err
		}
		m.out.With = append(m.out.With, id)
	}
	return nil
}

// look finds what people have to see to: reports that used the entry, and fields that speak of the wrong child's records.
func (m *moving) look(c *composed) error {
	all, err := m.s.inScope(m.from, "")
	if err != nil {
		return err
	}
	for _, f := range c.head.Fields.Names() {
		for _, r := range all {
			if r.Kind != assessments.KindPerson && strings.Contains(string(c.head.Fields[f]), string(r.ID)) {
				m.out.Loose = append(m.out.Loose, f)
				break
			}
		}
	}
	day := assessments.Date(c.head.Fields.Text("on"))
	for _, r := range all {
		if t, _ := r.Read(); r.Kind == assessments.KindReport {
			v := t.(*assessments.Report)
			named := strings.Contains(v.Tree, string(m.Move.Record))
			for k := range v.Choices {
				named = named || strings.Contains(k, string(m.Move.Record))
			}
			struck, err := m.s.struck(r.ID)
			if err != nil {
				return err
			}
			// A tree names the sources of quotations and drawings only: what was known by its day may be in its sentences.
			if struck || !named && day != "" && v.AsAt != "" && v.AsAt < day {
				continue
			}
			m.out.Recall = append(m.out.Recall, Recall{r.ID, v.ReportKind, v.Recipient, r.Meta.Signed != nil || v.SignedOn != "", v.SentOn, named})
		}
	}
	return nil
}

// struck reports whether a record was entered in error.
func (s *Store) struck(id assessments.ID) (is bool, err error) {
	err = s.view.read(func(d *db) error {
		n, err := d.number("SELECT count(*) FROM strike WHERE struck = ?", string(id))
		is = n > 0
		return err
	})
	return is, err
}

// inScope lists the records of a scope, of one kind or of all for "".
func (s *Store) inScope(scope assessments.Scope, kind assessments.Kind) ([]assessments.Record, error) {
	var out []assessments.Record
	err := s.view.read(func(d *db) error {
		return d.query("SELECT unsent, body FROM rec WHERE scope = ?1 AND (kind = ?2 OR ?2 = '') ORDER BY id", func(r dbRow) error {
			rec, err := fromView(r)
			out = append(out, rec)
			return err
		}, scope.Key(), string(kind))
	})
	return out, err
}
