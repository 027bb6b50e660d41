package ledger

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/merge"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A Problem is something in the ledger that is not what was written.
type Problem struct {
	Tenant string `json:"tenant"`
	Where  string `json:"where"` // change, record, chain or sequence, with its id
	Text   string `json:"text"`
}

// Verify reads every change, checks its hash, decides everything anew from the first change on, and compares the records and
// the chains of signatures with the stored ones; and it checks the chain of the audit trail.
func (l *Ledger) Verify(ctx context.Context) ([]Problem, error) {
	var tenants []Tenant
	out := []Problem{}
	err := l.read(ctx, "ledger.verify", func(tx txn) error {
		err := tx.each(ctx, `SELECT id, seq FROM tenant ORDER BY id`, func(scan func(...any) error) error {
			var t Tenant
			err := scan(&t.ID, &t.Seq)
			tenants = append(tenants, t)
			return err
		})
		for _, t := range tenants {
			if err != nil {
				return err
			}
			v := &verifier{tenant: t, heads: map[string]*merge.Head{}, chains: map[string][]byte{}, disposed: map[string]bool{}}
			err = v.run(ctx, tx)
			if err == nil {
				var wrong []Problem
				_, wrong, err = trail(ctx, tx, t.ID)
				v.found = append(v.found, wrong...)
			}
			out = append(out, v.found...)
		}
		return err
	})
	return out, err
}

// A verifier builds a tenant's records and chains anew, in memory, beside the stored ones.
type verifier struct {
	tenant   Tenant
	heads    map[string]*merge.Head
	chains   map[string][]byte
	found    []Problem
	disposed map[string]bool // scopes whose words were destroyed
}

func (v *verifier) report(where, format string, args ...any) {
	v.found = append(v.found, Problem{v.tenant.ID, where, fmt.Sprintf(format, args...)})
}

// run reads the journal in order, then the chains, then the heads.
func (v *verifier) run(ctx context.Context, tx txn) error {
	err := tx.each(ctx, `SELECT scope FROM disposal WHERE tenant = ?1 AND state IN ('erased', 'done')`, func(scan func(...any) error) error {
		var key string
		err := scan(&key)
		v.disposed[key] = true
		return err
	}, v.tenant.ID)
	if err != nil {
		return err
	}
	err = tx.each(ctx, `SELECT seq, cid, device, inc, scope, result, h, base, body, chain FROM change WHERE tenant = ?1 ORDER BY seq`, func(scan func(...any) error) error {
		var seq uint64
		var cid, device, inc, scope, result, h string
		var body, chain []byte
		var base int64
		if err := scan(&seq, &cid, &device, &inc, &scope, &result, &h, &base, &body, &chain); err != nil {
			return err
		}
		v.change(seq, cid, device, inc, scope, result, h, movedBase(base), body, chain)
		return nil
	}, v.tenant.ID)
	if err != nil {
		return err
	}
	if err := tx.each(ctx, `SELECT scope, chain FROM scope WHERE tenant = ?1 ORDER BY scope`, func(scan func(...any) error) error {
		var scope string
		var chain []byte
		err := scan(&scope, &chain)
		if !bytes.Equal(chain, v.chains[scope]) {
			v.report("chain "+scope, "the chain of signatures ends in %s, the entries say %s", hex.EncodeToString(chain), hex.EncodeToString(v.chains[scope]))
		}
		return err
	}, v.tenant.ID); err != nil {
		return err
	}
	return v.records(ctx, tx)
}

// change checks one change and takes it into the records. That it was decided as it would be now holds the merge to its word:
// devices decide the same changes again for as long as the records live.
func (v *verifier) change(seq uint64, cid, device, inc, scope, result, h string, moved *wire.Base, body, chain []byte) {
	where := "change " + cid
	if seq > v.tenant.Seq {
		v.report(where, "its number %d is above the counter %d", seq, v.tenant.Seq)
	}
	if v.disposed[scope] {
		if len(body) > 0 || h != "" {
			v.report(where, "its record was destroyed, and it still has its words")
		}
		return
	}
	if wire.HashOf(body) != h {
		v.report(where, "its bytes do not match their hash")
		return
	}
	c, err := wire.Thaw(body)
	if err != nil {
		v.report(where, "it cannot be read")
		return
	}
	c.Device, c.Inc = device, inc
	c.Move(moved)
	head := v.heads[string(c.Record)]
	d := merge.Decide(head, c)
	if string(d.Result) != result {
		v.report(where, "it was stored as %s and would now be %s", result, d.Result)
	}
	if d.Result == merge.Quarantine {
		return
	}
	next := merge.Apply(head, c, d, seq)
	v.heads[string(c.Record)] = &next
	if c.Op == assessments.OpSign {
		v.chains[scope] = link(v.chains[scope], h)
		if !bytes.Equal(chain, v.chains[scope]) {
			v.report(where, "its link in the chain of signatures is broken")
		}
	}
}

// records compares the stored heads with the ones built anew.
func (v *verifier) records(ctx context.Context, tx txn) error {
	err := tx.each(ctx, `SELECT `+headColumns+` FROM rec_head WHERE tenant = ?1 ORDER BY rec`, func(scan func(...any) error) error {
		h, err := scanHead(scan)
		if err != nil {
			return err
		}
		rec := string(h.head.Record)
		want, ok := v.heads[rec]
		delete(v.heads, rec)
		if !ok || !sameHead(*want, h.head) {
			v.report("record "+rec, "it is not what its changes add up to")
		}
		return nil
	}, v.tenant.ID)
	for _, rec := range sorted(v.heads) {
		v.report("record "+rec, "it has changes and is missing")
	}
	return err
}

// sameHead compares heads as they are written: byte for byte, so that devices may compare theirs the same way.
func sameHead(a, b merge.Head) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}
