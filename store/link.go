package store

import (
	"context"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Linked is a link between two children who may be one and the same, as seen from one of them.
type Linked struct {
	Record assessments.ID
	Other  assessments.ID
	Name   string // "" where the other child is not on this device
	Known  string // what the other child is called
	Reason string
	By     assessments.ID
	On     assessments.Date
}

// Link says that two children may be one and the same. Nothing is merged: both records stay, and Unlink takes the link back. One
// of the two must be on this device. by is the person record of the lead who decided.
func (s *Store) Link(ctx context.Context, a, b assessments.ID, reason string, by assessments.ID) (assessments.ID, error) {
	const op = "store.link"
	if !a.Valid() || !b.Valid() {
		return "", assessments.Errorf(assessments.Invalid, op, "Name two children by their ids. Nothing was linked.")
	}
	id := assessments.LinkID(a, b)
	l := assessments.ChildLink{A: min(a, b), B: max(a, b), State: "linked", Reason: reason, By: by, On: s.today()}
	return id, s.write(ctx, op, func(t *tx) error {
		here := 0
		for _, child := range []assessments.ID{a, b} {
			c, err := t.record(child)
			if err != nil {
				return err
			}
			if c.head == nil {
				continue // another therapist's child: the lead knows the id
			}
			if here++; c.head.Kind != assessments.KindChild {
				return assessments.Errorf(assessments.Invalid, op, "Only two children can be linked; %s is something else.", child.Short())
			}
		}
		if here == 0 {
			return assessments.Errorf(assessments.NotFound, op, "Neither of the two children is on this device. Nothing was linked.")
		}
		_, err := t.set(op, assessments.Edit{Record: id, Kind: l.RecordKind(), Scope: assessments.TeamScope(), Set: assessments.Encode(&l)})
		return err
	})
}

// Unlink says that two linked children were found to be two. That they were once linked stays in the history.
func (s *Store) Unlink(ctx context.Context, a, b, by assessments.ID) error {
	const op = "store.unlink"
	return s.write(ctx, op, func(t *tx) error {
		id := assessments.LinkID(a, b)
		c, err := t.record(id)
		if err != nil {
			return err
		}
		if c.head == nil || c.head.Fields.Text("state") != "linked" {
			return assessments.Errorf(assessments.NotFound, op, "These two children are not linked. Nothing was changed.")
		}
		set := assessments.Encode(&assessments.ChildLink{State: "apart", By: by, On: s.today()})
		_, err = t.set(op, assessments.Edit{Record: id, Set: set})
		return err
	})
}

// Links lists the children with whom a child is linked.
func (s *Store) Links(ctx context.Context, child assessments.ID) ([]Linked, error) {
	team := assessments.TeamScope()
	recs, err := s.Records(ctx, Filter{Scope: &team, Kinds: []assessments.Kind{assessments.KindChildLink}})
	if err != nil {
		return nil, err
	}
	var out []Linked
	for _, r := range recs {
		var l assessments.ChildLink
		assessments.Decode(r.Fields, &l)
		if l.State != "linked" || l.A != child && l.B != child {
			continue
		}
		x := Linked{Record: r.ID, Other: l.A, Reason: l.Reason, By: l.By, On: l.On}
		if l.A == child {
			x.Other = l.B
		}
		rec, err := s.Record(ctx, x.Other)
		switch {
		case err == nil:
			var c assessments.Child
			assessments.Decode(rec.Fields, &c)
			x.Name, x.Known = c.Name, c.Known()
		case assessments.KindOf(err) != assessments.NotFound:
			return nil, err
		}
		out = append(out, x)
	}
	return out, nil
}
