package store

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store/vault"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A Draft is a field being typed. Kind and Scope make the record where it does not exist yet.
type Draft struct {
	Record assessments.ID
	Kind   assessments.Kind
	Scope  assessments.Scope
	Field  string
	Text   string
}

// An OpenDraft is a draft that waits to be folded, with what its author saw at the first keystroke.
type OpenDraft struct {
	Draft
	Gen  uint64          // of the record then
	Base uint64          // newest confirmed change of others then
	Was  json.RawMessage // the field's value then; nil: it had none
	Over string          // whose value that was, by cid; "": nobody's
	At   string          // device clock at the last keystroke, RFC 3339
}

func (d OpenDraft) saw() wire.Saw { return wire.Saw{Gen: d.Gen, Base: d.Base} }

// draft is an open draft with its row on disk.
type draft struct {
	OpenDraft
	seq uint64
	row row
}

// draftName joins what a draft is known by; no id holds a NUL.
func draftName(id assessments.ID, field string) string { return string(id) + "\x00" + field }

// draftLabel binds a draft to its field and to the write it was made in.
func (s *Store) draftLabel(id, scope []byte, seq uint64) vault.Label {
	return vault.Label{Store: s.id, Table: "draft", Row: id, Key: scope, Seq: seq}
}

// Typed keeps the text of a field that is being typed. When it returns, the text is on the disk. The first call remembers what
// the field was; no later pull changes that. A signed record takes none.
func (s *Store) Typed(ctx context.Context, d Draft) error {
	const op = "store.typed"
	return s.write(ctx, op, func(t *tx) error {
		c, err := t.record(d.Record)
		if err != nil {
			return err
		}
		if c.head != nil {
			d.Kind, d.Scope = c.head.Kind, c.head.Scope
		}
		next := draft{OpenDraft: OpenDraft{Draft: d, Gen: c.saw.Gen, Base: c.saw.Base, Over: c.setter(d.Field)}}
		if c.head != nil {
			next.Was = c.head.Fields[d.Field]
		}
		if old := s.drafts[d.Record][d.Field]; old != nil {
			next = *old
			next.Text = d.Text
		} else if err := mayType(op, c, d); err != nil {
			return err
		}
		next.At = stamp(s.cfg.Now())
		if len(d.Text) > assessments.MaxField {
			return assessments.Errorf(assessments.TooLarge, op, "This text is longer than %d KiB, more than one field can hold. What was typed before is kept; split it into several notes.", assessments.MaxField>>10)
		}
		return t.putDraft(next)
	})
}

// mayType refuses the first keystroke in a place that could never be folded.
func mayType(op string, c *composed, d Draft) error {
	if c.head != nil && c.head.Signed != nil {
		return signedError(op)
	}
	if !d.Record.Valid() || d.Kind == "" || d.Field == "" || (d.Scope.Type != assessments.ScopeTeam && !d.Scope.ID.Valid()) {
		return assessments.Errorf(assessments.Invalid, op, "This text does not say which record it belongs to.")
	}
	return nil
}

// signedError is what every edit of a signed record is told.
func signedError(op string) error {
	return assessments.Errorf(assessments.Invalid, op, "This record is signed and stays as it is. Write an amendment to correct it.")
}

// putDraft writes the draft's row and lets memory have it after the commit.
func (t *tx) putDraft(d draft) error {
	if err := t.mayWrite(d.Scope); err != nil {
		return err
	}
	key, err := t.key(d.Scope)
	if err != nil {
		return err
	}
	id := t.s.ring.ID("draft", draftName(d.Record, d.Field))
	tally := &t.st.Tables[tDraft]
	if d.seq > 0 {
		tally.remove(d.row.share(t.s.ring))
	}
	d.seq = t.st.Write + 1 // never repeats, also for a draft that was folded and begun again
	plain, err := json.Marshal(d.OpenDraft)
	if err != nil {
		return err
	}
	sealed, err := key.seal.Seal(t.s.cfg.Rand, t.s.draftLabel(id, key.id, d.seq), plain)
	if err != nil {
		return err
	}
	d.row = row{table: tDraft, id: id, scope: key.id, seq: d.seq, tag: vault.Tag(sealed)}
	tally.add(d.row.share(t.s.ring))
	t.touched[d.Record] = true
	t.after(func() {
		if t.s.drafts[d.Record] == nil {
			t.s.drafts[d.Record] = map[string]*draft{}
		}
		t.s.drafts[d.Record][d.Field] = &d
	})
	return t.d.exec("INSERT INTO draft (id, scope, seq, sealed) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, sealed = excluded.sealed", id, key.id, d.seq, sealed)
}

// dropDraft takes a draft away together with the change that it became.
func (t *tx) dropDraft(d *draft) error {
	t.st.Tables[tDraft].remove(d.row.share(t.s.ring))
	t.folded[d] = true
	t.touched[d.Record] = true
	t.after(func() {
		delete(t.s.drafts[d.Record], d.Field)
		if len(t.s.drafts[d.Record]) == 0 {
			delete(t.s.drafts, d.Record)
		}
	})
	return t.d.exec("DELETE FROM draft WHERE id = ?", d.row.id)
}

// Fold turns the drafts of a record into a change on the base they were begun on. Drafts begun on different bases become a
// change each. The whole resulting record is checked first; while it breaks a rule the drafts stay as they are.
func (s *Store) Fold(ctx context.Context, record assessments.ID) error {
	return s.write(ctx, "store.fold", func(t *tx) error { return t.fold("store.fold", record, nil, true) })
}

// fold folds the drafts of the named fields, or all.
func (t *tx) fold(op string, record assessments.ID, only assessments.Fields, check bool) error {
	byBase := map[wire.Saw][]*draft{}
	var bases []wire.Saw
	for _, field := range sorted(t.s.drafts[record]) {
		d := t.s.drafts[record][field]
		if _, named := only[field]; only != nil && !named || t.folded[d] {
			continue
		}
		if byBase[d.saw()] == nil {
			bases = append(bases, d.saw())
		}
		byBase[d.saw()] = append(byBase[d.saw()], d)
	}
	if len(bases) == 0 {
		return nil
	}
	slices.SortFunc(bases, wire.Saw.Compare)
	c, err := t.record(record)
	if err != nil {
		return err
	}
	before := asRecord(record, c, byBase[bases[0]][0].Draft)
	for _, base := range bases {
		if err := t.foldOn(record, c, base, byBase[base]); err != nil {
			return err
		}
	}
	if check && c.head != nil {
		return newProblems(before, c.head.AsRecord()).Err(op)
	}
	return nil
}

// foldOn makes one change of the drafts of one base. Words that were typed and taken back make none.
func (t *tx) foldOn(record assessments.ID, c *composed, saw wire.Saw, drafts []*draft) error {
	ch := wire.Change{Record: record, Kind: drafts[0].Kind, Gen: saw.Gen, Base: saw.Base, Op: assessments.OpSet, Set: assessments.Fields{}, Over: map[string]string{}}
	ch.SetScope(drafts[0].Scope)
	for _, d := range drafts {
		if err := t.dropDraft(d); err != nil {
			return err
		}
		v := typedValue(d.Kind, d.Field, d.Text)
		if v == nil {
			v = json.RawMessage("null")
		}
		if null(v) && null(d.Was) || !null(d.Was) && assessments.SameJSON(v, d.Was) {
			continue // typed and taken back
		}
		ch.Set[d.Field] = v
		ch.Replaces(d.Field, d.Over)
	}
	if len(ch.Set) == 0 {
		return nil
	}
	// The words were typed before: they become a change also where nothing new may be written any more.
	defer func(was bool) { t.settling = was }(t.settling)
	t.settling = true
	cid, err := t.change(c, ch)
	for _, d := range drafts {
		if _, is := ch.Set[d.Field]; is {
			t.became[d] = cid
		}
	}
	return err
}

// Drafts lists the open drafts, by record and field.
func (s *Store) Drafts(ctx context.Context) ([]OpenDraft, error) {
	if err := s.reading(ctx, "store.drafts"); err != nil {
		return nil, err
	}
	s.mem.RLock()
	defer s.mem.RUnlock()
	var out []OpenDraft
	for _, id := range sorted(s.drafts) {
		for _, f := range sorted(s.drafts[id]) {
			out = append(out, s.drafts[id][f].OpenDraft)
		}
	}
	return out, nil
}

// loadDrafts opens every draft. There are few: one for each field that somebody left open.
func (s *Store) loadDrafts(d *db, into map[assessments.ID]map[string]*draft, seen *tally, bad func(error)) error {
	return d.query("SELECT id, scope, seq, sealed FROM draft", func(r dbRow) error {
		id, scope, seq, sealed := blob(r[0]), blob(r[1]), uint64(integer(r[2])), blob(r[3])
		x := &draft{seq: seq, row: row{table: tDraft, id: id, scope: scope, seq: seq, tag: bytes.Clone(vault.Tag(sealed))}}
		seen.add(x.row.share(s.ring))
		key, err := s.keys.get(scope)
		if err == nil {
			var plain []byte
			if plain, err = key.seal.Open(s.draftLabel(id, scope, seq), sealed); err == nil {
				err = json.Unmarshal(plain, &x.OpenDraft)
			}
		}
		if err != nil {
			bad(rowError("draft", id, err))
			return nil
		}
		if into[x.Record] == nil {
			into[x.Record] = map[string]*draft{}
		}
		into[x.Record][x.Field] = x
		return nil
	})
}
