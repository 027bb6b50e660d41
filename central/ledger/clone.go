package ledger

import "context"

// splitMark stands between an incarnation and the beginning of a cid in the name of an incarnation that turned out to be two
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
