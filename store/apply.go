package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// Applied is what became of an edit: the change in the journal, or an empty CID where the record had these values already.
type Applied struct {
	CID    string
	Record assessments.ID
}

// Apply makes the edits, all or none, in one transaction. When it returns, they are on the disk. Each whole resulting record is
// checked first; a problem that the record had before does not count. A field that is being typed is folded first, so the typed
// words stay in the history. A signed record takes no set edits.
func (s *Store) Apply(ctx context.Context, edits []assessments.Edit) ([]Applied, error) {
	const op = "store.apply"
	out := make([]Applied, 0, len(edits))
	err := s.write(ctx, op, func(t *tx) error {
		for i, e := range edits {
			if i%64 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			cid, err := t.edit(op, e)
			if err != nil {
				return err
			}
			out = append(out, Applied{cid, e.Record})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// edit does what one edit asks. Signatures and resolutions come this way too, since a bundle of edits from the command line may
// hold all three.
func (t *tx) edit(op string, e assessments.Edit) (string, error) {
	switch e.Op {
	case "", assessments.OpSet:
		return t.set(op, e)
	case assessments.OpSign:
		return t.sign(op, e.Record, assessments.ID(e.Set.Text("by")))
	case assessments.OpResolve:
		var cid string
		for _, field := range e.Set.Names() {
			var err error
			if cid, err = t.settle(op, e.Record, field, keepValue, e.Set[field]); err != nil {
				return "", err
			}
		}
		return cid, nil
	}
	return "", assessments.Errorf(assessments.Invalid, op, "Fieldfare does not know how to %q a record.", string(e.Op))
}

// set appends the fields that differ as one change. An edit that changes nothing leaves no trace: the journal holds what people
// did, and the service need not hear that they looked.
func (t *tx) set(op string, e assessments.Edit) (string, error) {
	seen := t.seenWhileTyping(e)
	if err := t.fold(op, e.Record, e.Set, false); err != nil {
		return "", err
	}
	c, err := t.record(e.Record)
	if err != nil {
		return "", err
	}
	if c.head != nil {
		if err := sameRecord(op, c, &e); err != nil {
			return "", err
		}
		if c.head.Signed != nil {
			return "", signedError(op)
		}
	}
	ch := wire.Change{Record: e.Record, Kind: e.Kind, Gen: c.saw.Gen, Base: c.saw.Base, Op: assessments.OpSet, Set: differing(c, e.Set)}
	ch.SetScope(e.Scope)
	if len(ch.Set) == 0 && c.head != nil {
		return "", nil
	}
	before := asRecord(e.Record, c, Draft{Kind: e.Kind, Scope: e.Scope})
	now := before
	now.Fields = now.Fields.Clone()
	for f, v := range ch.Set {
		if null(v) {
			delete(now.Fields, f)
		} else {
			now.Fields[f] = v
		}
	}
	for f, v := range ch.Set {
		if !null(v) && !json.Valid(v) {
			return "", assessments.Errorf(assessments.Invalid, op, "%s is not written as JSON: text needs quotation marks.", f)
		}
	}
	if err := newProblems(before, now).Err(op); err != nil {
		return "", err
	}
	return t.changeAsSeen(c, ch, seen)
}

// changeAsSeen appends an edit. Fields that were being typed go as a change of their own, on the base their author saw: one base for
// all would claim for the others that newer words had not been on the screen. What they are over is what was typed there, or stood
// there at the first key. It returns the last change.
func (t *tx) changeAsSeen(c *composed, ch wire.Change, seen map[string]*draft) (cid string, err error) {
	all := map[wire.Saw]assessments.Fields{}
	for f, v := range ch.Set {
		saw := c.saw
		if d := seen[f]; d != nil && d.saw().Compare(saw) < 0 {
			saw = d.saw()
		}
		if all[saw] == nil {
			all[saw] = assessments.Fields{}
		}
		all[saw][f] = v
	}
	if len(all) == 0 {
		return t.change(c, ch)
	}
	for _, saw := range slices.SortedFunc(maps.Keys(all), wire.Saw.Compare) {
		ch.Gen, ch.Base, ch.Set, ch.Over = saw.Gen, saw.Base, all[saw], map[string]string{}
		for f := range ch.Set {
			if d := seen[f]; d != nil {
				ch.Replaces(f, cmp.Or(t.became[d], d.Over))
			} else {
				ch.Replaces(f, c.setter(f))
			}
		}
		if cid, err = t.change(c, ch); err != nil {
			return "", err
		}
	}
	return cid, nil
}

// seenWhileTyping are the bases below which fields of an edit must stay: over a field that is being typed the screen showed the
// typed words, and not what others wrote there since the first key.
func (t *tx) seenWhileTyping(e assessments.Edit) map[string]*draft {
	seen := map[string]*draft{}
	for f := range e.Set {
		if d := t.s.drafts[e.Record][f]; d != nil && !t.folded[d] {
			seen[f] = d
		}
	}
	return seen
}

// sameRecord fills in what an edit of an existing record left out, and refuses one that means another record.
func sameRecord(op string, c *composed, e *assessments.Edit) error {
	if e.Kind == "" {
		e.Kind = c.head.Kind
	}
	if e.Scope == (assessments.Scope{}) {
		e.Scope = c.head.Scope
	}
	if e.Kind != c.head.Kind {
		return assessments.Errorf(assessments.Invalid, op, "Record %s is a %s, not a %s.", e.Record.Short(), c.head.Kind, e.Kind)
	}
	if e.Scope != c.head.Scope {
		return assessments.Errorf(assessments.Invalid, op, "Record %s belongs to another %s; it cannot be moved by editing it.", e.Record.Short(), c.head.Scope.Type)
	}
	return nil
}

// differing leaves out the values that the record has already.
func differing(c *composed, set assessments.Fields) assessments.Fields {
	out := assessments.Fields{}
	for f, v := range set {
		if c.head != nil {
			was := c.head.Fields[f]
			if null(v) && null(was) || !null(v) && !null(was) && assessments.SameJSON(v, was) {
				continue
			}
		}
		if len(v) == 0 {
			v = json.RawMessage("null")
		}
		out[f] = v
	}
	return out
}

// Sign locks the record as it stands, open drafts folded in first. by is the person record of who signs.
func (s *Store) Sign(ctx context.Context, id, by assessments.ID) error {
	const op = "store.sign"
	return s.write(ctx, op, func(t *tx) error {
		_, err := t.sign(op, id, by)
		return err
	})
}

// sign freezes the whole content beside its hash, so that what was signed can be told apart from what others changed meanwhile.
// Open conflicts stop it: nobody signs a value they have not chosen.
func (t *tx) sign(op string, id, by assessments.ID) (string, error) {
	if !by.Valid() {
		return "", assessments.Errorf(assessments.Invalid, op, "Say who signs: the person record of the therapist.")
	}
	if err := t.fold(op, id, nil, true); err != nil {
		return "", err
	}
	c, err := t.record(id)
	if err != nil {
		return "", err
	}
	switch {
	case c.head == nil:
		return "", notFound(op)
	case c.head.Signed != nil:
		return "", assessments.Errorf(assessments.Invalid, op, "This record is signed already.")
	case len(c.head.Siblings) > 0:
		return "", assessments.Errorf(assessments.Conflict, op, "Somebody else changed this record too. Choose which values stay before signing it.")
	}
	if err := assessments.Check(c.head.AsRecord()).Err(op); err != nil {
		return "", err
	}
	ch := wire.Change{Record: id, Kind: c.head.Kind, Gen: c.saw.Gen, Base: c.saw.Base, Op: assessments.OpSign, Set: c.head.Fields.Clone()}
	ch.SetScope(c.head.Scope)
	ch.Sign = &assessments.Signing{By: by, At: stamp(t.s.cfg.Now()), Hash: wire.ContentHash(ch.Set)}
	return t.change(c, ch)
}

// Import takes a whole bundle in one transaction: new records, and the fields of known records that differ. n is how many
// records changed. Every problem of every record is told at once, and then nothing is imported.
func (s *Store) Import(ctx context.Context, b assessments.Bundle) (n int, err error) {
	const op = "store.import"
	err = s.write(ctx, op, func(t *tx) error {
		var trouble []string
		for i, r := range b.Records {
			if i%64 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			cid, err := t.set(op, assessments.Edit{Record: r.ID, Kind: r.Kind, Scope: r.Scope, Set: r.Fields})
			switch assessments.KindOf(err) {
			case assessments.Invalid:
				trouble = append(trouble, fmt.Sprintf("Record %s: %s", r.ID, assessments.Sentence(err)))
			default:
				if err != nil {
					return err
				}
			}
			if cid != "" {
				n++
			}
		}
		return importTrouble(op, trouble)
	})
	if err != nil {
		return 0, err
	}
	return n, nil
}

// importTrouble is the one error of a refused import. Twenty records are enough to see what is wrong with a file.
func importTrouble(op string, trouble []string) error {
	const shown = 20
	if len(trouble) == 0 {
		return nil
	}
	msg := "Nothing was imported."
	for i, line := range trouble {
		if i == shown {
			msg += fmt.Sprintf("\nAnd %d more records.", len(trouble)-shown)
			break
		}
		msg += "\n" + line
	}
	return assessments.Errorf(assessments.Invalid, op, "%s", msg)
}

// notFound does not say whether the record exists elsewhere: that is not this person's to know.
func notFound(op string) error {
	return assessments.Errorf(assessments.NotFound, op, "There is no such record on this device.")
}
