package store

import (
	"context"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store/vault"
)

// LetGo deletes everything that this device has of a scope that was taken away: its key first of all, so that no copy of a sealed
// row opens any more, then the rows, and at last every trace of both in the files. Words being typed become changes first.
// It returns false, and deletes nothing, while the service has not taken every change and picture of the scope: those are nowhere
// else.
// It may be called again at any time; what a power cut left undone is finished when the store opens.
func (s *Store) LetGo(ctx context.Context, scope assessments.Scope) (bool, error) {
	const op = "store.letGo"
	gone := false
	err := s.write(ctx, op, func(t *tx) (err error) {
		gone, err = t.letGo(op, scope)
		return err
	})
	if err != nil || !gone {
		return false, err
	}
	return true, s.scrub(op)
}

// letGo is LetGo within its one transaction.
func (t *tx) letGo(op string, scope assessments.Scope) (bool, error) {
	at := t.st.leaving(scope.Key())
	if at < 0 || t.st.Leaving[at].Step == stepComing {
		return false, assessments.Errorf(assessments.Invalid, op, "This %s was not handed over. Nothing was deleted.", scope.Type)
	}
	if t.st.Leaving[at].Step != "" {
		return true, nil
	}
	key := t.s.keys.of(scope)
	if key != nil {
		free, err := t.settled(op, scope, key)
		if err != nil || !free {
			return false, err
		}
		if err := t.wipe(scope, key); err != nil {
			return false, err
		}
	}
	t.st.setStep(at, stepWiped)
	return true, t.putMeta(leftName(scope), leftNote(stamp(t.s.cfg.Now())))
}

// settled reports whether nothing of the scope waits. Drafts are folded unchecked: half a sentence is worth more than a rule, and
// its author cannot mend it any more.
func (t *tx) settled(op string, scope assessments.Scope, key *scopeKey) (bool, error) {
	before := t.st.Next
	for _, id := range sorted(t.s.drafts) {
		for _, d := range t.s.drafts[id] {
			if d.Scope != scope {
				continue
			}
			if err := t.fold(op, id, nil, false); err != nil {
				return false, err
			}
			break
		}
	}
	free := t.st.Next == before
	for _, e := range t.s.journal.byCID {
		free = free && (string(e.scope) != string(key.id) || t.state(e) == acked)
	}
	pictures, err := t.d.number("SELECT count(*) FROM blob WHERE scope = ? AND state = 'pending'", key.id)
	return free && pictures == 0, err
}

// wipe deletes the rows of a scope, table by table, each with its part of the table's digest.
func (t *tx) wipe(scope assessments.Scope, key *scopeKey) error {
	own, err := t.d.number("SELECT count(*) FROM outbox WHERE scope = ? AND n > ?", key.id, t.st.Born)
	if err != nil {
		return err
	}
	t.st.Shed = t.st.Shed || own > 0
	for _, part := range []struct {
		table  table
		query  string
		row    func(r dbRow) row
		delete string
	}{
		{tServer, "SELECT id, seq, sealed FROM server_row WHERE scope = ?", func(r dbRow) row {
			return row{id: blob(r[0]), scope: key.id, seq: uint64(integer(r[1])), tag: vault.Tag(blob(r[2]))}
		}, "DELETE FROM server_row WHERE scope = ?"},
		{tHistory, "SELECT rec, gen, seq, sealed FROM history WHERE scope = ?", func(r dbRow) row {
			return row{id: blob(r[0]), gen: uint64(integer(r[1])), scope: key.id, seq: uint64(integer(r[2])), tag: vault.Tag(blob(r[3]))}
		}, "DELETE FROM history WHERE scope = ?"},
		{tDone, "SELECT n, rec, dseq, state, sealed, ack FROM journal WHERE scope = ?", func(r dbRow) row {
			e := &entry{n: integer(r[0]), rid: blob(r[1]), scope: key.id, dseq: uint64(integer(r[2])), state: text(r[3]), tag: vault.Tag(blob(r[4])), ack: vault.Tag(blob(r[5]))}
			return e.row(tDone)
		}, "DELETE FROM outbox WHERE scope = ? AND n IN (SELECT n FROM confirmed)"},
		{tDraft, "SELECT id, seq, sealed FROM draft WHERE scope = ?", func(r dbRow) row {
			return row{id: blob(r[0]), scope: key.id, seq: uint64(integer(r[1])), tag: vault.Tag(blob(r[2]))}
		}, "DELETE FROM draft WHERE scope = ?"},
		{tChunk, "SELECT c.blob, c.i, substr(c.sealed, -16) FROM blob_chunk c JOIN blob b ON b.id = c.blob WHERE b.scope = ?", func(r dbRow) row {
			return chunkRow(blob(r[0]), integer(r[1]), blob(r[2]))
		}, "DELETE FROM blob_chunk WHERE blob IN (SELECT id FROM blob WHERE scope = ?)"},
		{tBlob, "SELECT id, seq, state, sealed FROM blob WHERE scope = ?", func(r dbRow) row {
			return row{id: blob(r[0]), scope: key.id, seq: uint64(integer(r[1])), state: text(r[2]), tag: vault.Tag(blob(r[3]))}
		}, "DELETE FROM blob WHERE scope = ?"},
		{tScope, "SELECT id, sealed FROM scope_key WHERE id = ?", func(r dbRow) row {
			return row{id: blob(r[0]), tag: vault.Tag(blob(r[1]))}
		}, "DELETE FROM scope_key WHERE id = ?"},
	} {
		err := t.d.query(part.query, func(r dbRow) error {
			x := part.row(r)
			x.table = part.table
			t.st.Tables[part.table].remove(x.share(t.s.ring))
			return nil
		}, key.id)
		if err == nil {
			err = t.d.exec(part.delete, key.id)
		}
		if err == nil && part.table == tDone {
			err = t.d.exec("DELETE FROM confirmed WHERE scope = ?", key.id)
		}
		if err != nil {
			return err
		}
	}
	t.after(func() {
		t.s.keys.drop([]*scopeKey{key})
		t.s.counting = counting{} // a comparison under way has counted what is gone
	})
	return t.s.view.read(func(d *db) error {
		return d.query("SELECT id FROM rec WHERE scope = ?", func(r dbRow) error {
			t.touched[assessments.ID(text(r[0]))] = true
			return nil
		}, scope.Key())
	})
}
