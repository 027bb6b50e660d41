package ledger

import (
	"context"

	"github.com/fieldfare/fieldfare/sync/wire"
)

// splitMark stands between an incarnation and the end of a cid in the name of an incarnation that turned out to be two
// stores: a copy of a tablet's folder goes by the same name as its original until both use one number.
const splitMark = "~"

// isSplit reports whether two stores were seen under one incarnation of a device. The range is read from the index of the
// device's numbers, and holds in every collation: a cid is hexadecimal.
func isSplit(ctx context.Context, tx txn, tenant, device, inc string) (bool, error) {
	var n int
	err := tx.row(ctx, `SELECT count(*) FROM (SELECT 1 FROM change WHERE tenant = ?1 AND device = ?2 AND inc >= ?3 AND inc < ?4 LIMIT 1) AS found`,
		tenant, device, inc+splitMark, inc+splitMark+"g").Scan(&n)
	return n > 0, err
}

// decided is the incarnation that a stored change was decided by, where it is another than the device gave itself.
func (k knownChange) decided(own string) string {
	if k.inc == own {
		return ""
	}
	return k.inc
}

// Astray reports whether a store is not the one that a device's numbers are known from: it has not given some that are here yet, so
// its files were put back to an older time; or it gave them to other changes, so there is another store that goes by its name.
func (l *Ledger) Astray(ctx context.Context, s Session, h wire.Hello) (astray bool, err error) {
	if h.Last == nil {
		return false, nil // an earlier app; the same number twice shows it
	}
	err = l.read(ctx, "ledger.astray", func(tx txn) error {
		var most uint64
		if err := tx.row(ctx, `SELECT coalesce(max(dseq), 0) FROM change WHERE tenant = ?1 AND device = ?2 AND inc = ?3`, s.Tenant, s.Device, printed(s.Inc)).Scan(&most); err != nil {
			return err
		}
		astray = most > *h.Last
		for _, a := range h.Aside[:min(len(h.Aside), mostAside)] {
			var n int
			if err := tx.row(ctx, `SELECT count(*) FROM change WHERE tenant = ?1 AND device = ?2 AND inc = ?3 AND dseq = ?4 AND cid <> ?5`,
				s.Tenant, s.Device, printed(s.Inc), int64(a.DSeq), printed(a.CID)).Scan(&n); err != nil {
				return err
			}
			astray = astray || n > 0
		}
		return nil
	})
	return astray, err
}

// mostAside bounds how many numbers of a hello are looked up.
const mostAside = 200
