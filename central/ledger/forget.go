package ledger

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// forgetAt is how many records are changed in one step, so that nobody waits long for it.
const forgetAt = 100

// Forget takes the numbers of a destroyed child's records out of what the team and its places keep as it stands: registers of groups, who
// was handed the child, what is on loan. Others' work stays; where a number stood, assessments.Destroyed stands. It is a change like any other,
// so tablets get it too. What somebody signed keeps its words. Doing it again changes nothing.
func (l *Ledger) Forget(ctx context.Context, tenant string, child assessments.ID) (n int, err error) {
	const op = "ledger.forget"
	gone := map[assessments.ID]bool{child: true}
	err = l.each(ctx, op, `SELECT DISTINCT rec FROM change WHERE tenant = ?1 AND scope = ?2`, func(scan func(...any) error) error {
		var id assessments.ID
		err := scan(&id)
		gone[id] = true
		return err
	}, tenant, assessments.ChildScope(child).Key())
	if err != nil {
		return 0, err
	}
	// Another child's record is that child's: what it says of where an entry came from goes when it goes.
	list, err := l.records(ctx, op, `SELECT `+headColumns+` FROM rec_head WHERE tenant = ?1 AND scope NOT LIKE 'child/%' ORDER BY rec`, tenant)
	if err != nil {
		return 0, err
	}
	var entries []Entry
	for _, r := range list {
		set := assessments.Without(r, gone)
		if len(set) == 0 || r.Meta.Signed != nil {
			continue
		}
		entries = append(entries, Entry{assessments.Edit{Record: r.ID, Kind: r.Kind, Scope: r.Scope, Set: set}, r.Meta.Seq})
	}
	for some := range slices.Chunk(entries, forgetAt) {
		if _, err := l.Write(ctx, tenant, Author{Actor: "disposal"}, some...); err != nil {
			return n, err
		}
		n += len(some)
	}
	return n, nil
}

// before is what a certificate says of an earlier one of the same record: its SHA-256, and all of it.
func (c *Certificate) before(earlier json.RawMessage) {
	if len(earlier) > 0 {
		c.BeforeSum, c.Before = fingerprint(earlier), earlier
	}
}
