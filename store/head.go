package store

import (
	"encoding/json"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store/vault"
	"github.com/fieldfare/fieldfare/sync/merge"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// headForm is the version of a head's packed form. Form 2 has with each setter what its author saw; a head where no setter says so
// is written as before.
const (
	headForm    = 1
	headFormSaw = 2
)

// A serverHead is a record as the service has confirmed it, in one generation of the service. known is the newest change of others
// that ever stood in it, where that stands in it no more. packed is its packed form and disk its row, as they are on the disk.
type serverHead struct {
	merge.Head
	gen, known uint64
	packed     []byte
	disk       row
}

// packHead writes a head so that it reads back without parsing JSON: an unlock reads thousands of them.
func packHead(h *merge.Head, gen uint64) []byte {
	size := 512
	for f, v := range h.Fields {
		size += len(f) + len(v) + 16
	}
	p := make(packer, 0, size)
	form := formOf(h)
	p.number(form)
	p.text(string(h.Record))
	p.text(string(h.Kind))
	p.text(string(h.Scope.Type))
	p.text(string(h.Scope.ID))
	p.number(h.Seq)
	p.number(gen)
	packFields(&p, h, form)
	if h.Signed == nil {
		p.number(0)
	} else {
		p.number(1)
		p.text(string(h.Signed.By))
		p.text(h.Signed.At)
		p.text(h.Signed.Hash)
		p.text(h.SignedAs)
	}
	p.number(uint64(len(h.Siblings)))
	for _, f := range sorted(h.Siblings) {
		p.text(f)
		p.number(uint64(len(h.Siblings[f])))
		for _, s := range h.Siblings[f] {
			p.text(s.CID)
			p.number(s.Seq)
			p.text(s.Device)
			p.text(s.Inc)
			p.text(string(s.Author))
			p.text(s.At)
			p.number(s.Base)
			p.bytes(s.Value)
			if s.Proposal {
				p.number(1)
			} else {
				p.number(0)
			}
		}
	}
	return p
}

// formOf is the form that a head needs.
func formOf(h *merge.Head) uint64 {
	for _, s := range h.Setters {
		if s.Saw != (wire.Saw{}) {
			return headFormSaw
		}
	}
	return headForm
}

// packFields writes values and setters side by side. A field that was cleared has a setter and no value. Setters repeat, so
// each is written once and named by its place.
func packFields(p *packer, h *merge.Head, form uint64) {
	names := make([]string, 0, len(h.Setters)+4)
	for f := range h.Setters {
		names = append(names, f)
	}
	for f := range h.Fields {
		if _, set := h.Setters[f]; !set {
			names = append(names, f)
		}
	}
	slices.Sort(names)
	var setters []merge.Setter
	place := map[merge.Setter]uint64{}
	for _, f := range names {
		if s, set := h.Setters[f]; set && place[s] == 0 {
			setters = append(setters, s)
			place[s] = uint64(len(setters))
		}
	}
	p.number(uint64(len(setters)))
	for _, s := range setters {
		p.number(s.Seq)
		p.text(s.CID)
		p.text(s.Device)
		p.text(s.Inc)
		p.text(string(s.Author))
		p.text(s.At)
		if form == headFormSaw {
			p.number(s.Saw.Gen)
			p.number(s.Saw.Base)
		}
	}
	p.number(uint64(len(names)))
	for _, f := range names {
		p.text(f)
		s, set := h.Setters[f]
		if set {
			p.number(place[s])
		} else {
			p.number(0)
		}
		v, has := h.Fields[f]
		if !has {
			p.number(0)
			continue
		}
		p.number(1)
		p.bytes(v)
	}
}

// unpackHead reads a head back. The head shares b's memory.
func unpackHead(b []byte) (*merge.Head, uint64, error) {
	u := unpack(b)
	h, gen := u.head()
	return h, gen, u.err
}

// head reads a head, and leaves what is written behind it.
func (u *unpacker) head() (*merge.Head, uint64) {
	form := u.number()
	if form != headForm && form != headFormSaw || u.err != nil {
		u.err = errShort
		return nil, 0
	}
	h := &merge.Head{Record: assessments.ID(u.text()), Kind: assessments.Kind(u.text())}
	h.Scope.Type, h.Scope.ID = assessments.ScopeType(u.text()), assessments.ID(u.text())
	h.Seq = u.number()
	gen := u.number()
	unpackFields(u, h, form)
	if u.number() == 1 {
		h.Signed = &assessments.Signing{By: assessments.ID(u.text()), At: u.text(), Hash: u.text()}
		h.SignedAs = u.text()
	}
	if n := u.count(); n > 0 {
		h.Siblings = make(map[string][]merge.Sibling, n)
		for range n {
			f := u.text()
			list := make([]merge.Sibling, u.count())
			for i := range list {
				s := &list[i]
				s.CID, s.Seq, s.Device, s.Inc = u.text(), u.number(), u.text(), u.text()
				s.Author, s.At, s.Base, s.Value = assessments.ID(u.text()), u.text(), u.number(), json.RawMessage(u.bytes())
				s.Proposal = u.number() == 1
			}
			h.Siblings[f] = list
		}
	}
	return h, gen
}

// unpackFields reads what packFields wrote.
func unpackFields(u *unpacker, h *merge.Head, form uint64) {
	setters := make([]merge.Setter, u.count())
	for i := range setters {
		setters[i] = merge.Setter{Seq: u.number(), CID: u.text(), Device: u.text(), Inc: u.text(), Author: assessments.ID(u.text()), At: u.text()}
		if form == headFormSaw {
			setters[i].Saw = wire.Saw{Gen: u.number(), Base: u.number()}
		}
	}
	n := u.count()
	h.Fields, h.Setters = make(assessments.Fields, n), make(map[string]merge.Setter, n)
	for range n {
		f := u.text()
		if k := u.number(); k > uint64(len(setters)) {
			u.err = errShort
		} else if k > 0 {
			h.Setters[f] = setters[k-1]
		}
		if u.number() == 1 {
			h.Fields[f] = json.RawMessage(u.bytes())
		}
	}
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
func (s *Store) openServer(r dbRow) (*serverHead, error) {
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
	u := unpack(plain)
	h, gen := u.head()
	known, size := uint64(0), u.at
	if u.err == nil && u.at < len(u.buf) {
		known = u.number()
	}
	if u.err != nil {
		return nil, rowError("server_row", id, u.err)
	}
	return &serverHead{*h, gen, known, plain[:size:size], disk}, nil
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
