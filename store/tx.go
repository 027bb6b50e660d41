package store

import (
	"context"
	"encoding/json"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store/vault"
)

// tx is one durable step. Memory changes only after the commit: a transaction that fails leaves the store as it was.
type tx struct {
	s       *Store
	d       *db
	st      state
	keys    []*scopeKey                    // made in this transaction
	servers map[assessments.ID]*serverHead // server rows read or written in this transaction
	working map[assessments.ID]*composed   // records as this transaction has made them, drafts left out
	touched map[assessments.ID]bool        // records whose view must follow; true: it may have them already
	marked  map[*entry]entry               // journal rows whose state changed, as they are now
	rids    map[assessments.ID][]byte      // records' ids on the disk; see rid
	folded  map[*draft]bool                // drafts that are gone with this transaction
	became  map[*draft]string              // the change that such a one became, by cid
	pages   int                            // written beside the records, for the checkpointer
	commits []func()

	settling bool // what is written was typed before: a scope that was handed over takes it
}

// after keeps f for when the commit has happened; it runs with mem held.
func (t *tx) after(f func()) { t.commits = append(t.commits, f) }

// touch has the view of a record follow. there says that the view may have it already; it makes the writing quicker and decides nothing.
func (t *tx) touch(id assessments.ID, there bool) { t.touched[id] = t.touched[id] || there }

// rid is a record's id as it stands on the disk. A change that is confirmed asks for it several times.
func (t *tx) rid(id assessments.ID) []byte {
	rid := t.rids[id]
	if rid == nil {
		rid = t.s.ring.ID("record", string(id))
		t.rids[id] = rid
	}
	return rid
}

// write runs fn in one transaction that also writes the state, then brings memory and the view up to date. It cannot be
// interrupted once it has begun: an answer that says "not saved" must be true.
func (s *Store) write(ctx context.Context, op string, fn func(*tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.w.Lock()
	changed, err := s.writeLocked(op, fn)
	refused := assessments.KindOf(err) == assessments.Unavailable
	turned := (refused || err == nil) && s.refusing.Swap(refused) != refused
	s.w.Unlock()
	if len(changed) > 0 || turned {
		s.watch.tell(changed)
	}
	return err
}

// writeLocked is write with the writer's lock held. It returns the records that changed also beside an error: what was committed
// must be told to the watchers even if the view had trouble.
func (s *Store) writeLocked(op string, fn func(*tx) error) ([]assessments.ID, error) {
	if err := s.usable(op); err != nil {
		return nil, err
	}
	if s.readOnly != nil {
		return nil, assessments.Wrap(s.readOnly, assessments.Damaged, op, "The store is open read-only because part of it is damaged. Nothing was saved; restore a backup first.")
	}
	t := &tx{s: s, d: s.disk, st: s.st, servers: map[assessments.ID]*serverHead{},
		working: map[assessments.ID]*composed{}, touched: map[assessments.ID]bool{}, marked: map[*entry]entry{}, rids: map[assessments.ID][]byte{}, folded: map[*draft]bool{}, became: map[*draft]string{}}
	if err := s.disk.exec("BEGIN IMMEDIATE"); err != nil {
		return nil, explain(op, err)
	}
	t.st.Lease = s.age(t.st.Lease)
	err := fn(t)
	if err == nil {
		err = t.putState()
	}
	s.step("commit")
	if err == nil && s.cfg.Refuse != nil {
		err = s.cfg.Refuse()
	}
	if err == nil {
		err = s.disk.exec("COMMIT")
	}
	if err != nil {
		s.keys.drop(t.keys)
		return nil, s.undo(op, err)
	}
	s.step("committed")
	s.mem.Lock()
	s.st = t.st
	for _, f := range t.commits {
		f()
	}
	s.mem.Unlock()
	s.checkpoint.ask(3 + len(t.touched) + t.pages)
	return t.show()
}

// undo rolls back and makes sure that memory agrees with the disk: a commit that reported an error may still have happened.
func (s *Store) undo(op string, err error) error {
	// SQLite rolls back by itself on some errors; then ROLLBACK has nothing to do and says so.
	_ = s.disk.exec("ROLLBACK")
	st, again := s.loadState(s.disk)
	if again == nil && st.Write != s.st.Write {
		again = s.reload()
	}
	if again != nil {
		s.cfg.Log.Error("the store could not be read again after a failed write", "op", op, "err", again)
	}
	return explain(op, err)
}

// putState writes the state last, with the tallies of everything before it. It needs none of its own: an older state cannot
// agree with newer rows.
func (t *tx) putState() error {
	t.st.Write++
	plain, err := json.Marshal(t.st)
	if err != nil {
		return err
	}
	id := t.s.stateID
	sealed, err := t.s.ring.Device.Seal(t.s.cfg.Rand, t.s.metaLabel(id, t.st.Write), plain)
	if err != nil {
		return err
	}
	return t.d.exec("INSERT INTO meta (id, seq, sealed) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, sealed = excluded.sealed", id, t.st.Write, sealed)
}

// putMeta writes a row of meta other than the state, or removes it where plain is nil.
func (t *tx) putMeta(name string, plain []byte) error {
	id := t.s.ring.ID("meta", name)
	old, err := t.d.one("SELECT seq, sealed FROM meta WHERE id = ?", id)
	if err != nil {
		return err
	}
	tally, seq := &t.st.Tables[tMeta], uint64(0)
	if old != nil {
		seq = uint64(integer(old[0]))
		tally.remove(row{table: tMeta, id: id, seq: seq, tag: vault.Tag(blob(old[1]))}.share(t.s.ring))
	}
	if plain == nil {
		return t.d.exec("DELETE FROM meta WHERE id = ?", id)
	}
	// The write counter never repeats, so a note that was deleted and made again has a new label.
	seq = t.st.Write + 1
	sealed, err := t.s.ring.Device.Seal(t.s.cfg.Rand, t.s.metaLabel(id, seq), plain)
	if err != nil {
		return err
	}
	tally.add(row{table: tMeta, id: id, seq: seq, tag: vault.Tag(sealed)}.share(t.s.ring))
	return t.d.exec("INSERT INTO meta (id, seq, sealed) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, sealed = excluded.sealed", id, seq, sealed)
}

// show brings the view to what was committed and returns the records that changed.
func (t *tx) show() ([]assessments.ID, error) {
	if len(t.touched) == 0 {
		return nil, nil
	}
	ids := sorted(t.touched)
	rows := make([]viewRow, 0, len(ids))
	for _, id := range ids {
		c := t.working[id]
		var server *serverHead
		if c == nil {
			var err error
			if server, err = t.server(id); err == nil {
				c, err = t.s.compose(t.d, id, server)
			}
			if err != nil {
				return ids, t.s.renew(err)
			}
		}
		r := t.s.shown(id, c)
		r.there = t.touched[id]
		if server != nil && r.head == &server.Head {
			r.packed = server.packed // nothing lies on top of it
		}
		rows = append(rows, r)
	}
	if err := t.s.view.put(rows); err != nil {
		return ids, t.s.renew(err)
	}
	t.s.index.feed(rows)
	return ids, nil
}

// renew builds the view again after it could not follow a commit. What was saved is saved, whatever the view says.
func (s *Store) renew(cause error) error {
	s.cfg.Log.Warn("the view is built again", "err", cause)
	if err := s.reload(); err != nil {
		s.cfg.Log.Error("the view could not be built again", "err", err)
		return assessments.Wrap(err, assessments.Damaged, "store.view", "This was saved, but the screens could not follow. Close Fieldfare and open it again.")
	}
	return nil
}
