package ledger

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/merge"
)

// A batch is what one push writes once everything is decided. Its changes are numbered only by the last statement of the
// transaction; until then the i-th change, from 1, goes by the sequence provisional+i, which is newer than any real one, as
// it should be for the merge. Heads are written with such numbers in them, and columns beside say what to count them from.
type batch struct {
	tenant    string
	at        string
	changes   []changeRow
	heads     []headRow
	scopes    []scopeRow
	grants    []grantRow
	conflicts []conflictRow
}

// provisional is where numbers begin that are not known yet. It fits a signed 64-bit column and JSON.
const provisional = uint64(1) << 62

type changeRow struct {
	cid, device, inc, rec, kind, scope, op, result, h, tDev string
	dseq, base                                              int64
	body, chain                                             []byte
}

// headRow is one head to write. was is the sequence it was decided on (0: none), at the position of its newest change.
type headRow struct {
	rec, kind, scope, signed string
	was, at                  int64
	body, beside             []byte
	bodySeq0, besideSeq0     int64
	bodyNew, besideNew       bool // whether the part is written anew, with numbers that count from this batch
}

// scopeRow is one scope to write. was is the length of the chain it was decided on, -1 for a scope not seen before.
type scopeRow struct {
	scope         string
	chain         []byte
	first, n, was int64
}

type grantRow struct {
	scope, therapist string
	from             int64
}

type conflictRow struct {
	rec, field string
	at         int64
	open       bool // false: settled
}

// settleSeq turns a provisional number into a real one, given the number before the batch's first.
func settleSeq(seq, s0 uint64) uint64 {
	if seq > provisional {
		return s0 + seq - provisional
	}
	return seq
}

// row makes what is written of a head that came to be from old (nil: a new record). plain says that it is one change that sets fields and
// nothing else: then the change stands for the body, see onlyChange.
func (old *loaded) row(h merge.Head, plain bool) (headRow, error) {
	r := headRow{rec: string(h.Record), kind: string(h.Kind), scope: h.Scope.Key(), signed: h.SignedAs, at: int64(h.Seq - provisional), bodyNew: true, besideNew: true}
	if old != nil {
		r.was = int64(old.head.Seq)
	}
	if plain {
		r.body, r.beside = []byte{}, []byte("{}")
		return r, nil
	}
	if old != nil && old.head.Signed != nil {
		r.body, r.bodySeq0, r.bodyNew = old.body, old.bodySeq0, false
	} else {
		raw, err := packBody(h)
		if err != nil {
			return r, err
		}
		r.body = raw
	}
	if len(h.Siblings) == 0 {
		r.beside = []byte("{}")
		return r, nil
	}
	raw, err := marshal(h.Siblings)
	r.beside = raw
	return r, err
}

// marshal writes a value as JSON without escaping <, > and &: a field's bytes stay what they were.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// scopeOf reads a Scope.Key back.
func scopeOf(key string) assessments.Scope {
	for _, t := range []assessments.ScopeType{assessments.ScopeChild, assessments.ScopeSetting} {
		if id, ok := strings.CutPrefix(key, string(t)+"/"); ok {
			return assessments.Scope{Type: t, ID: assessments.ID(id)}
		}
	}
	return assessments.TeamScope()
}
