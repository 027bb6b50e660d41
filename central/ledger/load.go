package ledger

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/merge"
)

// A span of a device's own numbers.
type span struct{ from, to int64 }

func (s span) with(n int64) span {
	if s == (span{}) {
		return span{n, n}
	}
	return span{min(s.from, n), max(s.to, n)}
}

// load reads what a batch is decided on. Heads are locked in order of id first, then the chains that will grow; known
// changes are read after the locks, so that a doubled message sees what its twin stored.
func (p *push) load(ctx context.Context, in []arrival) error {
	p.heads, p.now = map[string]*loaded{}, map[string]*merge.Head{}
	p.known, p.kept, p.lanes, p.dseqs, p.split = map[string]knownChange{}, map[string]bool{}, map[string]string{}, map[string]string{}, map[string]bool{}
	p.past, p.met = map[string]uint64{}, map[string]bool{}
	p.scopes, p.granted, p.grace = map[string]*scopeNow{}, map[string]bool{}, map[string]bool{}
	recs, scopes, known, signing, cids := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	dseqs := map[string]span{} // by incarnation
	for _, a := range in {
		cids[a.CID] = true
		if a.c.Record == "" {
			continue
		}
		recs[string(a.c.Record)], scopes[a.scope], known[a.scope] = true, true, true
		for _, s := range scopesOf(string(a.c.Record)) {
			known[s] = true // an id never means two things: a record's may be a child's or a setting's already
		}
		dseqs[a.c.Inc] = dseqs[a.c.Inc].with(int64(a.c.DSeq))
		if a.c.Op == assessments.OpSign {
			signing[a.scope] = true
		}
	}
	list := func(m map[string]bool) any { return p.tx.d.list(printable(sorted(m))) }
	for _, read := range []func() error{
		func() error { return p.loadScopes(ctx, list(known), "") },
		func() error { return p.loadStrange(ctx, scopes, recs) },
		func() error { return p.loadHeads(ctx, list(recs)) },
		func() error { return p.loadScopes(ctx, list(signing), " FOR UPDATE") },
		func() error { return p.loadKnown(ctx, list(cids), dseqs) },
		func() error { return p.loadQuarantine(ctx, list(cids), list(recs)) },
		func() error { return p.loadGrants(ctx, list(scopes)) },
	} {
		if err := read(); err != nil {
			return err
		}
	}
	return nil
}

// loadStrange looks up the ids of scopes that nobody has used yet, as other scopes' and, by way of recs, as records'. Of a scope that is
// known this was asked when it came: a push costs no more for being about many children.
func (p *push) loadStrange(ctx context.Context, scopes, recs map[string]bool) error {
	others := map[string]bool{}
	for key := range scopes {
		if id := string(scopeOf(key).ID); p.scopes[key] == nil && id != "" {
			recs[id] = true
			for _, s := range scopesOf(id) {
				others[s] = true
			}
		}
	}
	if len(others) == 0 {
		return nil
	}
	return p.loadScopes(ctx, p.tx.d.list(printable(sorted(others))), "")
}

// headColumns are what is read of a head, from rec_head under that name. Of one that has no body they are also the change that it is.
const (
	headColumns = `rec, kind, scope, signed_cid, seq, body, beside, body_seq0, beside_seq0,
		(SELECT c.base || ' ' || c.device || ' ' || c.inc` + itsChange + `, (SELECT c.body` + itsChange
	itsChange = ` FROM change c WHERE c.tenant = rec_head.tenant AND c.seq = CASE WHEN length(rec_head.body) = 0 THEN rec_head.seq END)`
)

// scanHead reads one row of rec_head, whatever query it came from.
func scanHead(scan func(...any) error) (*loaded, error) {
	var rec, kind, scope, signed string
	var seq, bodySeq0, besideSeq0 int64
	var body, beside, frozen []byte
	var by sql.NullString // the change's base, device and incarnation: an incarnation's name alone may have spaces in it
	if err := scan(&rec, &kind, &scope, &signed, &seq, &body, &beside, &bodySeq0, &besideSeq0, &by, &frozen); err != nil {
		return nil, err
	}
	if len(body) == 0 {
		said := strings.SplitN(by.String, " ", 3)
		if len(said) < 3 {
			return nil, damaged(errNoChange, rec)
		}
		base, err := strconv.ParseInt(said[0], 10, 64)
		if err != nil {
			return nil, damaged(err, rec)
		}
		h, err := onlyChange(rec, uint64(seq), said[1], said[2], base, frozen)
		return &h, err
	}
	h, err := readHead(rec, kind, scope, signed, uint64(seq), body, beside, bodySeq0, besideSeq0)
	return &h, err
}

// loadHeads locks the heads it reads, in order of id: two pushes that want the same ones wait for each other and never in a
// circle. A record that does not exist yet cannot be locked; the write notices when another push made it meanwhile.
func (p *push) loadHeads(ctx context.Context, recs any) error {
	return p.tx.each(ctx, `SELECT `+headColumns+` FROM rec_head WHERE tenant = ?1 AND rec IN EACH(?2) ORDER BY rec FOR UPDATE`, func(scan func(...any) error) error {
		h, err := scanHead(scan)
		if err != nil {
			return err
		}
		p.heads[string(h.head.Record)], p.now[string(h.head.Record)] = h, &h.head
		return nil
	}, p.s.Tenant, recs)
}

// loadScopes reads which scopes are known. A chain that will grow is locked, so that its links follow the order of sequences.
func (p *push) loadScopes(ctx context.Context, keys any, lock string) error {
	return p.tx.each(ctx, `SELECT scope, chain, chain_n FROM scope WHERE tenant = ?1 AND scope IN EACH(?2) ORDER BY scope`+lock, func(scan func(...any) error) error {
		var s scopeNow
		if err := scan(&s.row.scope, &s.row.chain, &s.row.n); err != nil {
			return err
		}
		s.row.was = s.row.n
		p.scopes[s.row.scope] = &s
		return nil
	}, p.s.Tenant, keys)
}

// loadKnown finds the batch's changes that are stored already, by cid, and numbers of the device that are taken by others.
func (p *push) loadKnown(ctx context.Context, cids any, dseqs map[string]span) error {
	err := p.tx.each(ctx, `SELECT cid, seq, h, inc, base FROM change WHERE tenant = ?1 AND cid IN EACH(?2)`, func(scan func(...any) error) error {
		var cid, h, inc string
		var seq, base int64
		err := scan(&cid, &seq, &h, &inc, &base)
		p.known[cid] = knownChange{uint64(seq), h, inc, base}
		return err
	}, p.s.Tenant, cids)
	for _, inc := range sorted(dseqs) {
		if err != nil {
			return err
		}
		err = p.tx.each(ctx, `SELECT dseq, cid FROM change WHERE tenant = ?1 AND device = ?2 AND inc = ?3 AND dseq BETWEEN ?4 AND ?5`, func(scan func(...any) error) error {
			var cid string
			var dseq int64
			err := scan(&dseq, &cid)
			p.dseqs[fmt.Sprint(inc, "/", dseq)] = cid
			return err
		}, p.s.Tenant, p.s.Device, printed(inc), dseqs[inc].from, dseqs[inc].to)
		if err == nil {
			p.split[inc], err = isSplit(ctx, p.tx, p.s.Tenant, p.s.Device, printed(inc))
			p.split[inc] = p.split[inc] || p.s.Astray && inc == p.s.Inc
		}
		if err == nil && inc != p.s.Inc {
			var most uint64
			err = p.tx.row(ctx, `SELECT coalesce(max(dseq), 0) FROM change WHERE tenant = ?1 AND device = ?2 AND inc = ?3`, p.s.Tenant, p.s.Device, printed(inc)).Scan(&most)
			p.past[inc] = most
		}
	}
	return err
}

// loadQuarantine finds the batch's changes that are in quarantine, and the open rows that its lanes wait behind. Lanes are the
// device's own, of its present life: what it sent broken must not hold up anybody else, nor itself after it was put back to a time
// when it had not written that yet.
func (p *push) loadQuarantine(ctx context.Context, cids, recs any) error {
	return p.tx.each(ctx, `SELECT cid, h, rec, device, inc, code FROM quarantine
		WHERE tenant = ?1 AND state = 'open' AND (cid IN LIST(?2) OR (device = ?3 AND rec IN LIST(?4))) ORDER BY id DESC`, func(scan func(...any) error) error {
		var cid, h, rec, device, inc, code string
		if err := scan(&cid, &h, &rec, &device, &inc, &code); err != nil {
			return err
		}
		p.kept[cid+h] = true
		if device == p.s.Device && inc == printed(p.s.Inc) && rec != "" && code != "id_reuse" {
			p.lanes[rec] = cid // the oldest stays
		}
		return nil
	}, p.s.Tenant, cids, p.s.Device, recs)
}

// loadGrants finds which of the batch's scopes the author holds now, and which a while ago. A grant that ends at this very moment may still count:
// the change was made while it held.
func (p *push) loadGrants(ctx context.Context, scopes any) error {
	var seq int64
	if err := p.tx.row(ctx, `SELECT seq FROM tenant WHERE id = ?1`, p.s.Tenant).Scan(&seq); err != nil {
		if err == sql.ErrNoRows {
			return errNoTenant
		}
		return err
	}
	// Only the service's own clock says whether late work is still in time: what a device claims to have known proves nothing.
	// Asked for by the scope alone, which few ever hold: with the therapist in it, a database that has not counted its rows yet goes
	// through everything that the therapist holds, for each scope.
	return p.tx.each(ctx, `SELECT scope, therapist, to_seq FROM grants WHERE tenant = ?1 AND scope IN EACH(?2) AND (to_seq = 0 OR grace_ms >= ?3)`, func(scan func(...any) error) error {
		var scope, therapist string
		var ended int64
		err := scan(&scope, &therapist, &ended)
		switch {
		case therapist != p.s.Therapist:
		case ended == 0:
			p.granted[scope] = true
		default:
			p.grace[scope] = true
		}
		return err
	}, p.s.Tenant, scopes, p.l.cfg.Now().UnixMilli())
}
