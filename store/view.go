package store

import (
	"fmt"
	"os"
	"sync"
	"sync/atomic"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/merge"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// viewReaders is how many readings of the view may run at once.
const viewReaders = 3

// view is the relational picture in memory. SQLite's memdb has no WAL, so one lock keeps readers from a half written view.
type view struct {
	mu      sync.RWMutex
	out     *db
	readers chan *db
	indexed bool
	closed  bool
}

var memNames atomic.Uint64

// memDSN names a database in memory that the connections of this process share.
func memDSN(what string) string {
	return fmt.Sprintf("file:/fieldfare-%s-%d-%d?vfs=memdb", what, os.Getpid(), memNames.Add(1))
}

// memCache is the page cache of a connection to memory. The pages are in memory already; a second copy of them in each of five
// connections would cost more than it spares.
const memCache = "cache_size = -128"

// openMem opens every connection before the first write: memdb lets none join later while one writes.
func openMem(what string, n int) ([]*db, error) {
	dsn := memDSN(what)
	var all []*db
	for range n {
		d, err := openDB(dsn, "busy_timeout = 5000", "temp_store = MEMORY", memCache)
		if err != nil {
			closeAll(all)
			return nil, err
		}
		all = append(all, d)
	}
	return all, nil
}

// closeAll closes connections to memory, which cannot fail in a way that matters.
func closeAll(all []*db) {
	for _, d := range all {
		d.close()
	}
}

// schemaText is an embedded schema file.
func schemaText(name string) string {
	b, err := schemaFiles.ReadFile("schema/" + name)
	if err != nil {
		panic("store: the schema is not part of the program: " + err.Error())
	}
	return string(b)
}

// openView makes an empty view.
func openView() (*view, error) {
	all, err := openMem("view", 1+viewReaders)
	if err != nil {
		return nil, err
	}
	if err := all[0].script(schemaText("view.sql")); err != nil {
		closeAll(all)
		return nil, err
	}
	v := &view{out: all[0], readers: make(chan *db, viewReaders)}
	for _, d := range all[1:] {
		v.readers <- d
	}
	return v, nil
}

// close waits for readers and frees the memory.
func (v *view) close() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.closed = true
	v.out.close()
	for range viewReaders {
		(<-v.readers).close()
	}
}

// read lends a connection to fn while nobody writes.
func (v *view) read(fn func(*db) error) error {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.closed {
		return closedError("store.view")
	}
	d := <-v.readers
	defer func() { v.readers <- d }()
	return fn(d)
}

// A viewRow is one record on its way into the view; a nil head takes the record out.
type viewRow struct {
	id     assessments.ID
	saw    wire.Saw
	unsent int
	head   *merge.Head
	packed []byte // of the head, where that is at hand
	there  bool   // the view may have it already
}

// put replaces records in one small transaction.
func (v *view) put(rows []viewRow) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.out.exec("BEGIN"); err != nil {
		return err
	}
	for _, r := range rows {
		if err := v.replace(r); err != nil {
			_ = v.out.exec("ROLLBACK") // the first error is the one to tell
			return err
		}
	}
	return v.out.exec("COMMIT")
}

// replace writes one record over what the view had.
func (v *view) replace(r viewRow) error {
	if r.head == nil {
		for _, t := range []string{"rec", "child", "setting", "contact", "strike"} {
			if err := v.out.exec("DELETE FROM "+t+" WHERE id = ?", string(r.id)); err != nil {
				return err
			}
		}
		return nil
	}
	if r.there {
		// What a record is and whose it is never changes, so its places in the indexes stay.
		h := r.head
		n, err := v.out.change("UPDATE rec SET seq = ?, base = ?, unsent = ?, conflicts = ?, body = ? WHERE id = ? AND kind = ? AND scope = ?",
			h.Seq, r.saw.Base, r.unsent, len(h.Siblings), r.body(), string(r.id), string(h.Kind), h.Scope.Key())
		if err != nil {
			return err
		}
		if n > 0 {
			return v.typed(h)
		}
	}
	const upsert = `INSERT INTO rec (id, kind, scope, seq, base, unsent, conflicts, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, scope = excluded.scope, seq = excluded.seq, base = excluded.base,
		unsent = excluded.unsent, conflicts = excluded.conflicts, body = excluded.body`
	if err := v.rec(upsert, r); err != nil {
		return err
	}
	return v.typed(r.head)
}

// insert is replace for the first load, when no index is there to keep.
func (v *view) insert(r viewRow) error {
	if err := v.rec("INSERT INTO rec (id, kind, scope, seq, base, unsent, conflicts, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", r); err != nil {
		return err
	}
	return v.typed(r.head)
}

// rec writes the row that every record has. The body is packed once more because it holds the drafts too.
func (v *view) rec(q string, r viewRow) error {
	h := r.head
	return v.out.exec(q, string(r.id), string(h.Kind), h.Scope.Key(), h.Seq, r.saw.Base, r.unsent, len(h.Siblings), r.body())
}

// body is the packed head, with the generation of what its author has seen.
func (r viewRow) body() []byte {
	if r.packed != nil {
		return r.packed
	}
	return packHead(r.head, r.saw.Gen)
}

// listed tells whether typed reads a kind's fields.
func listed(k assessments.Kind) bool {
	return k == assessments.KindChild || k == assessments.KindSetting || k == assessments.KindContact || k == assessments.KindEnteredInError
}

// typed keeps the tables that lists are made from.
func (v *view) typed(h *merge.Head) error {
	id, f := string(h.Record), h.Fields
	switch h.Kind {
	case assessments.KindChild:
		return v.out.exec("INSERT OR REPLACE INTO child VALUES (?, ?, ?, ?, ?, ?, ?, ?)", id, plain(f, "name"), plain(f, "preferred_name"), plain(f, "born"),
			plain(f, "nhs_number"), plain(f, "setting"), plain(f, "year"), plain(f, "class"))
	case assessments.KindSetting:
		return v.out.exec("INSERT OR REPLACE INTO setting VALUES (?, ?, ?)", id, plain(f, "name"), plain(f, "type"))
	case assessments.KindContact:
		c := assessments.Contact{Status: plain(f, "status"), ChildPresent: plain(f, "child_present"), Type: plain(f, "type")}
		return v.out.exec("INSERT OR REPLACE INTO contact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", id, h.Scope.Key(), plain(f, "on"), plain(f, "from"),
			plain(f, "to"), c.Type, c.Status, plain(f, "purpose"), plain(f, "place"), plain(f, "setting"), plain(f, "clinician"), c.Seen())
	case assessments.KindEnteredInError:
		return v.out.exec("INSERT OR REPLACE INTO strike VALUES (?, ?, ?)", id, plain(f, "of"), plain(f, "moved_to"))
	}
	return nil
}

// plain is Fields.Text without a parser for the common case of a text without escapes.
func plain(f assessments.Fields, name string) string {
	raw := f[name]
	if n := len(raw); n >= 2 && raw[0] == '"' && raw[n-1] == '"' {
		simple := true
		for _, b := range raw[1 : n-1] {
			if b == '\\' || b == '"' {
				simple = false
				break
			}
		}
		if simple {
			return string(raw[1 : n-1])
		}
	}
	return f.Text(name)
}

// composed returns a record without drafts as the view has it.
func (v *view) composed(id assessments.ID) (*composed, error) {
	c := &composed{}
	err := v.read(func(d *db) error {
		r, err := d.one("SELECT base, unsent, body FROM rec WHERE id = ?", string(id))
		if err != nil || r == nil {
			return err
		}
		c.saw.Base, c.unsent = uint64(integer(r[0])), int(integer(r[1]))
		if c.head, c.saw.Gen, err = unpackHead(blob(r[2])); err == nil {
			c.seq = c.head.Seq
		}
		return err
	})
	return c, err
}

// begin empties the view for a load; finish makes the indexes. The caller holds the lock between.
func (v *view) begin() error {
	if err := v.out.exec("BEGIN"); err != nil {
		return err
	}
	drop := "DELETE FROM rec; DELETE FROM child; DELETE FROM setting; DELETE FROM contact; DELETE FROM strike;"
	if v.indexed {
		drop += "DROP INDEX rec_id; DROP INDEX rec_scope; DROP INDEX rec_kind; DROP INDEX contact_seen; DROP INDEX contact_day; DROP INDEX strike_struck;"
	}
	v.indexed = false
	return v.out.script(drop)
}

// finish ends a load.
func (v *view) finish() error {
	if err := v.out.script(schemaText("view_index.sql")); err != nil {
		return err
	}
	v.indexed = true
	return v.out.exec("COMMIT")
}
