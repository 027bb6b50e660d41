package store

import (
	"encoding/json"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/merge"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// headForm is the version of a head's packed form. Form 2 has with each setter what its author saw; a head where no setter says so
// is written as before.
const (
	headForm    = 1
	headFormSaw = 2
)

// A headPart is how much of a head is read.
type headPart int

const (
	wholeHead headPart = iota
	shownHead          // without who set which field: what screens read
	leanHead           // fields only where lists are made from the kind, and the setters without their fields: what an unlock reads
)

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

// unpackShown reads a head back without its setters.
func unpackShown(b []byte) (*merge.Head, error) {
	u := unpack(b)
	u.part = shownHead
	h, _ := u.head()
	return h, u.err
}

// unpackText reads one text of a head and nothing else: "" where it is not set.
func unpackText(b []byte, field string) (string, error) {
	u := &unpacker{buf: b}
	form := u.number()
	for range 4 { // its id, kind and scope
		u.span()
	}
	u.number()
	u.number()
	for range u.count() { // who set what
		u.number()
		for range 5 {
			u.span()
		}
		if form == headFormSaw {
			u.number()
			u.number()
		}
	}
	for range u.count() {
		from, to := u.span()
		asked := string(u.buf[from:to]) == field
		u.number()
		if u.number() == 1 {
			if v := u.bytes(); asked {
				return assessments.Fields{field: v}.Text(field), u.err
			}
		}
	}
	return "", u.err
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
	setters := u.setters(form)
	if u.part == leanHead {
		u.by = setters
	}
	u.fields(h, setters)
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

// setters and fields read what packFields wrote.
func (u *unpacker) setters(form uint64) []merge.Setter {
	setters := make([]merge.Setter, u.count())
	for i := range setters {
		setters[i] = merge.Setter{Seq: u.number(), CID: u.text(), Device: u.text(), Inc: u.text(), Author: assessments.ID(u.text()), At: u.text()}
		if form == headFormSaw {
			setters[i].Saw = wire.Saw{Gen: u.number(), Base: u.number()}
		}
	}
	return setters
}

func (u *unpacker) fields(h *merge.Head, setters []merge.Setter) {
	n := u.count()
	if u.part == leanHead && !listed(h.Kind) {
		for range n {
			u.span()
			if u.number() > uint64(len(setters)) {
				u.err = errShort
			}
			if u.number() == 1 {
				u.span()
			}
		}
		return
	}
	h.Fields = make(assessments.Fields, n)
	if u.part == wholeHead {
		h.Setters = make(map[string]merge.Setter, n)
	}
	for range n {
		f := u.text()
		if k := u.number(); k > uint64(len(setters)) {
			u.err = errShort
		} else if k > 0 && u.part == wholeHead {
			h.Setters[f] = setters[k-1]
		}
		if u.number() == 1 {
			h.Fields[f] = json.RawMessage(u.bytes())
		}
	}
}
