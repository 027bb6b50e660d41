package ledger

import (
	"context"
	"slices"

	"github.com/fieldfare/fieldfare/sync/wire"
)

// newGrants looks at the grants that began or ended since the last look. A scope that was granted goes on the list of what is
// still to come, one taken away on the list of what the device must let go of; given again, it comes again from its beginning.
func (r *reader) newGrants(ctx context.Context) error {
	held, ended := map[string]bool{teamKey: true}, map[string]gone{}
	// Whoever waits for nothing and has nothing to let go of need not be told again of all the grants that go on.
	open := int64(-1)
	if r.c.Live > 0 && len(r.c.Back) == 0 && len(r.c.Gone) == 0 {
		open = int64(r.c.Grants)
	}
	err := r.tx.each(ctx, `SELECT scope, from_seq, to_seq, ended_ms, grace_ms FROM grants WHERE tenant = ?1 AND therapist = ?2
		AND (to_seq = 0 AND from_seq > ?4 OR to_seq > ?3) ORDER BY from_seq, scope`, func(scan func(...any) error) error {
		var scope string
		var from, to uint64
		var endedMs, graceMs int64
		if err := scan(&scope, &from, &to, &endedMs, &graceMs); err != nil {
			return err
		}
		if to > 0 {
			ended[scope] = gone{scope, to, int((graceMs - endedMs + day.Milliseconds()/2) / day.Milliseconds())}
			return nil
		}
		held[scope] = true
		switch {
		case r.c.Live == 0: // everything comes; a device that was letting go of it must hear that it may keep it
			r.page.Add = append(r.page.Add, wire.ScopeAdd{Scope: scope, Upto: r.page.Upto})
		case from > r.c.Grants:
			r.again(scope)
			// Its own changes too, after where the live feed stands: an answer that was cut may have had the device let go of the scope, and of what
			// their acks told it, and left its cursor where it was.
			r.c.Own = max(r.c.Own, r.before())
		}
		return nil
	}, r.s.Tenant, r.s.Therapist, r.c.Grants, open)
	if err != nil {
		return err
	}
	r.c.Back = slices.DeleteFunc(r.c.Back, func(b back) bool { return !held[b.Scope] })
	r.c.Grants = r.page.Upto
	r.removed(held, ended)
	return nil
}

// again has a scope come from its beginning, up to where the live feed stands.
func (r *reader) again(scope string) {
	r.c.Back = slices.DeleteFunc(r.c.Back, func(b back) bool { return b.Scope == scope })
	r.c.Back = append(r.c.Back, back{Scope: scope, Upto: r.c.Live})
}

// removed keeps the list of scopes to let go of, without those that were given back.
func (r *reader) removed(held map[string]bool, ended map[string]gone) {
	for _, key := range sorted(ended) {
		r.c.Gone = slices.DeleteFunc(r.c.Gone, func(g gone) bool { return g.Scope == key })
		r.c.Gone = append(r.c.Gone, ended[key])
	}
	r.c.Gone = slices.DeleteFunc(r.c.Gone, func(g gone) bool { return held[g.Scope] })
}

const rowColumns = `seq, result, cid, device, inc, t_srv, h, base, body`

// newestFirst reads a scope up to ?3 record by record: those whose newest change up to there is the newest come first, so that work
// can start while the rest is on its way. A record's own changes are in their order. Which change is a record's newest up to a
// fixed sequence never changes, so a page can go on where another ended, whatever is written in between.
const newestFirst = `SELECT c.seq, c.result, c.cid, c.device, c.inc, c.t_srv, c.h, c.base, c.body, a.seq FROM (
	SELECT x.rec AS rec, x.seq AS seq FROM change x WHERE x.tenant = ?1 AND x.scope = ?2 AND x.seq <= ?4
		AND NOT EXISTS (SELECT 1 FROM change y WHERE y.tenant = ?1 AND y.rec = x.rec AND y.scope = ?2 AND y.seq > x.seq AND y.seq <= ?3)
		ORDER BY x.seq DESC LIMIT ?6) a
	JOIN change c ON c.tenant = ?1 AND c.rec = a.rec AND c.scope = ?2 AND c.seq <= a.seq AND (a.seq < ?4 OR c.seq > ?5)
	ORDER BY a.seq DESC, c.seq LIMIT ?7`

// older reads scopes on their way, one after the other.
func (r *reader) older(ctx context.Context) error {
	for len(r.c.Back) > 0 && !r.page.More {
		b := &r.c.Back[0]
		first := b.Record == 0
		if first {
			b.Record, b.After = b.Upto, 0
		}
		before := len(r.page.Rows)
		// One record more than rows: the one under way may have none left.
		err := r.tx.each(ctx, newestFirst, func(scan func(...any) error) error {
			var d wire.Delivered
			var record uint64
			var base int64
			err := scan(&d.Seq, &d.Result, &d.CID, &d.Device, &d.Inc, &d.TSrv, &d.Frozen.Hash, &base, &d.Frozen.Bytes, &record)
			d.Base = movedBase(base)
			if err == nil && r.add(d) {
				b.Record, b.After = record, d.Seq
			}
			return err
		}, r.s.Tenant, b.Scope, b.Upto, b.Record, b.After, pageRows+2, pageRows+1)
		if err != nil {
			return err
		}
		if first && len(r.page.Rows) > before {
			r.page.Add = append(r.page.Add, wire.ScopeAdd{Scope: b.Scope, Upto: b.Upto})
		}
		if first && b.After == 0 {
			b.Record = 0 // the page was full before its first change: it begins with the next one
		}
		if !r.page.More {
			r.c.Back = r.c.Back[1:]
		}
	}
	return nil
}
