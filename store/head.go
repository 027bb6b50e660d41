package store

import (
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store/vault"
	"github.com/fieldfare/fieldfare/sync/merge"
)

// A serverHead is a record as the service has confirmed it, in one generation of the service. known is the newest change of others
// that ever stood in it, where that stands in it no more. packed is its packed form and disk its row, as they are on the disk. by are
// the setters of a lean one, which names none of them.
type serverHead struct {
	merge.Head
	gen, known uint64
	packed     []byte
	disk       row
	by         []merge.Setter
}

// serverLabel binds a server row to its record, scope and sequence: an older copy of the same row does not open in its place.
func (s *Store) serverLabel(id, scope []byte, seq uint64) vault.Label {
	return vault.Label{Store: s.id, Table: "server_row", Row: id, Key: scope, Seq: seq}
}

// readServer returns a record's server row, or nil where the service has not confirmed any.
func (s *Store) readServer(d *db, id assessments.ID) (*serverHead, error) {
	return s.readServerRow(d, s.ring.ID("record", string(id)))
}

func (s *Store) readServerRow(d *db, rid []byte) (*serverHead, error) {
	r, err := d.one("SELECT id, scope, seq, sealed FROM server_row WHERE id = ?", rid)
	if err != nil || r == nil {
		return nil, err
	}
	return s.openServer(r)
}

// openServer opens a row of (id, scope, seq, sealed).
func (s *Store) openServer(r dbRow) (*serverHead, error) { return s.openServerAs(r, false) }

// openServerAs opens a row whole, or as lean as the view needs it, which has the packed form: the fields of kinds that no list is made
// from, and what names the setters, are most of the work of an unlock.
func (s *Store) openServerAs(r dbRow, lean bool) (*serverHead, error) {
	id, scope := blob(r[0]), blob(r[1])
	disk := row{table: tServer, id: id, scope: scope, seq: uint64(integer(r[2]))}
	disk.tag = append(disk.tag, vault.Tag(blob(r[3]))...) // opening overwrites the row
	key, err := s.keys.get(scope)
	if err != nil {
		return nil, rowError("server_row", id, err)
	}
	plain, err := key.seal.Open(s.serverLabel(id, scope, disk.seq), blob(r[3]))
	if err != nil {
		return nil, rowError("server_row", id, err)
	}
	read := unpack
	if lean {
		read = unpackLean
	}
	u := read(plain)
	h, gen := u.head()
	known, size := uint64(0), u.at
	if u.err == nil && u.at < len(u.buf) {
		known = u.number()
	}
	if u.err != nil {
		return nil, rowError("server_row", id, u.err)
	}
	return &serverHead{*h, gen, known, plain[:size:size], disk, u.by}, nil
}

// server returns the record's server row as this transaction has it.
func (t *tx) server(id assessments.ID) (*serverHead, error) {
	if h, ok := t.servers[id]; ok {
		return h, nil
	}
	h, err := t.s.readServerRow(t.d, t.rid(id))
	if err == nil {
		t.servers[id] = h
	}
	return h, err
}

// putServer writes a server row over the one that server gave, and keeps its tally.
func (t *tx) putServer(h, old *serverHead) error {
	key, err := t.key(h.Scope)
	if err != nil {
		return err
	}
	tally := &t.st.Tables[tServer]
	if old != nil {
		tally.remove(old.disk.share(t.s.ring))
	}
	rid := t.rid(h.Record)
	h.packed = packHead(&h.Head, h.gen)
	packed := packer(h.packed)
	if h.known > t.s.othersIn(h) {
		packed.number(h.known)
	}
	sealed, err := key.seal.Seal(t.s.cfg.Rand, t.s.serverLabel(rid, key.id, h.Seq), packed)
	if err != nil {
		return err
	}
	h.disk = row{table: tServer, id: rid, scope: key.id, seq: h.Seq, tag: vault.Tag(sealed)}
	tally.add(h.disk.share(t.s.ring))
	t.servers[h.Record] = h
	t.touch(h.Record, old != nil)
	delete(t.working, h.Record)
	return t.d.exec("INSERT INTO server_row (id, scope, seq, sealed) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET scope = excluded.scope, seq = excluded.seq, sealed = excluded.sealed", rid, key.id, h.Seq, sealed)
}
