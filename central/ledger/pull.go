package ledger

import (
	"context"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// The size of one page of a pull. At least one change is always delivered.
const (
	pageRows  = 500
	pageBytes = 512 << 10
)

// A Page is a part of what a therapist may see, in order. Cursor is where to go on, More that there is something to go on
// with now, Upto the tenant's sequence in the same snapshot. Add and Remove are the scopes whose older changes begin to come, and
// those that the device has to let go of.
type Page struct {
	Rows   []wire.Delivered
	Add    []wire.ScopeAdd
	Remove []wire.ScopeRm
	Cursor string
	More   bool
	Upto   uint64
	Reborn bool // the device is to begin a new incarnation
}

// Pull returns the next page after the cursor at. fresh starts from the beginning, whatever the cursor says. A device's own
// changes of its present incarnation are left out, since their acks told it everything: unless they are older than this request and
// it starts from the beginning, a scope was granted anew, or the change came out of quarantine. Everything is read from one snapshot: a number read later
// could stand for changes that the rows do not have.
func (l *Ledger) Pull(ctx context.Context, s Session, at string, fresh bool) (Page, error) {
	var page Page
	err := l.read(ctx, "ledger.pull", func(tx txn) error {
		page = Page{Rows: []wire.Delivered{}}
		if err := tx.row(ctx, uptoQuery, s.Tenant).Scan(&page.Upto); err != nil {
			return err
		}
		if fresh {
			at = ""
		}
		r := &reader{tx: tx, s: s, page: &page, c: readCursor(at, page.Upto)}
		if r.c.Live == 0 {
			r.c.Own = r.before()
		}
		if err := r.twin(ctx); err != nil {
			return err
		}
		if err := r.newGrants(ctx); err != nil {
			return err
		}
		if err := r.older(ctx); err != nil {
			return err
		}
		if len(r.c.Back) == 0 && !page.More {
			if err := r.live(ctx); err != nil {
				return err
			}
		}
		for _, g := range r.c.Gone {
			page.Remove = append(page.Remove, wire.ScopeRm{Scope: g.Scope, Seq: g.Seq, GraceD: g.Days})
		}
		page.Cursor = r.c.String()
		return nil
	})
	return page, err
}

const uptoQuery = `SELECT seq FROM tenant WHERE id = ?1`

type reader struct {
	tx    txn
	s     Session
	page  *Page
	c     cursor
	bytes int
}

// before is the sequence before what was sent in this very request: of that the same answer says everything.
func (r *reader) before() uint64 {
	if r.s.Taken > 0 {
		return r.s.Taken - 1
	}
	return r.page.Upto
}

// twin looks whether the device's incarnation is its own. Once it turns out to be two stores the feed begins anew: what was left out
// as its own may be the other's. So it does for a store that went astray: what was sent by its name and is not in it comes back to
// it with what others did.
func (r *reader) twin(ctx context.Context) error {
	split, err := isSplit(ctx, r.tx, r.s.Tenant, r.s.Device, r.s.Inc)
	if err != nil {
		return err
	}
	if split && r.c.Twin != r.s.Inc || r.s.Astray {
		r.c = cursor{Own: r.page.Upto, Twin: r.s.Inc}
	}
	r.page.Reborn = split || r.s.Astray
	return nil
}

// live reads what is new in all scopes that the therapist holds now, and what came out of quarantine of the device's own wherever
// it belongs: a device must hear that its words are safe also when the child was handed over meanwhile.
func (r *reader) live(ctx context.Context) error {
	err := r.rows(ctx, &r.c.Live, `SELECT `+rowColumns+` FROM change WHERE tenant = ?1 AND seq > ?2 AND seq <= ?3
		AND (scope = 'team' OR scope IN (SELECT scope FROM grants WHERE tenant = ?1 AND therapist = ?4 AND to_seq = 0)
			OR (device = ?6 AND EXISTS (SELECT 1 FROM quarantine o WHERE o.tenant = ?1 AND o.cid = change.cid AND o.state = 'taken')))
		AND NOT (device = ?6 AND inc = ?7 AND seq > ?8 AND dseq <= ?9 AND NOT EXISTS (SELECT 1 FROM quarantine q WHERE q.tenant = ?1 AND q.cid = change.cid AND q.state = 'taken'))
		ORDER BY seq LIMIT ?5`,
		r.s.Tenant, r.c.Live, r.page.Upto, r.s.Therapist, pageRows+1, r.s.Device, r.s.Inc, r.c.Own, r.s.sent())
	if err == nil && !r.page.More {
		r.c.Live = r.page.Upto
	}
	return err
}

// rows appends to the page until it is full, and moves last along.
func (r *reader) rows(ctx context.Context, last *uint64, query string, args ...any) error {
	return r.tx.each(ctx, query, func(scan func(...any) error) error {
		var d wire.Delivered
		var base int64
		err := scan(&d.Seq, &d.Result, &d.CID, &d.Device, &d.Inc, &d.TSrv, &d.Frozen.Hash, &base, &d.Frozen.Bytes)
		d.Base = movedBase(base)
		if err == nil && r.add(d) {
			*last = d.Seq
		}
		return err
	}, args...)
}

// add puts a change on the page, unless it is full.
func (r *reader) add(d wire.Delivered) bool {
	if n := len(r.page.Rows); r.page.More || n >= pageRows || n > 0 && r.bytes+len(d.Frozen.Bytes) > pageBytes {
		r.page.More = true
		return false
	}
	r.bytes += len(d.Frozen.Bytes)
	r.page.Rows = append(r.page.Rows, d)
	return true
}

// LastDSeq returns up to which of its own numbers everything of a device's incarnation is here, without a hole, and the cid of that
// one: after a restore the device sends the rest again.
func (l *Ledger) LastDSeq(ctx context.Context, tenant, device, inc string) (last uint64, lastCID string, _ error) {
	err := l.read(ctx, "ledger.lastdseq", func(tx txn) error {
		if split, err := isSplit(ctx, tx, tenant, device, inc); err != nil || split {
			return err // some of the numbers are another store's: it sends everything again, and gets it acked
		}
		return tx.each(ctx, `SELECT dseq, cid FROM change WHERE tenant = ?1 AND device = ?2 AND inc = ?3 ORDER BY dseq`, func(scan func(...any) error) error {
			var n uint64
			var cid string
			err := scan(&n, &cid)
			if n == last+1 {
				last, lastCID = n, cid
			}
			return err
		}, tenant, device, inc)
	})
	return last, lastCID, err
}

// heads visits every record of a tenant, by id.
func (l *Ledger) heads(ctx context.Context, tx txn, tenant string, visit func(*loaded) error) error {
	return tx.each(ctx, `SELECT `+headColumns+` FROM rec_head WHERE tenant = ?1 ORDER BY rec`, func(scan func(...any) error) error {
		h, err := scanHead(scan)
		if err != nil {
			return err
		}
		return visit(h)
	}, tenant)
}

// Records returns every record of a tenant, by id.
func (l *Ledger) Records(ctx context.Context, tenant string) ([]assessments.Record, error) {
	out := []assessments.Record{}
	err := l.read(ctx, "ledger.records", func(tx txn) error {
		return l.heads(ctx, tx, tenant, func(h *loaded) error {
			out = append(out, h.head.AsRecord())
			return nil
		})
	})
	return out, err
}
