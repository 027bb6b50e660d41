package ledger

import (
	"context"
	"time"
)

// Figures are what whoever runs the service watches. None of them names anybody.
type Figures struct {
	Tenants, Devices, Unsent                        int64 // Unsent is the sum of what devices last said
	Silent                                          int64 // active devices with unsent work that were not heard of for a week
	Quarantined, QuarantinedOverDay, OldestQuarantS int64
	Conflicts                                       int64
	Changes                                         int64 // numbers given so far
}

// Figures counts, in one snapshot.
func (l *Ledger) Figures(ctx context.Context) (f Figures, err error) {
	now := l.cfg.Now().UTC()
	err = l.read(ctx, "ledger.figures", func(tx txn) error {
		if err := tx.row(ctx, `SELECT count(*), coalesce(sum(seq), 0) FROM tenant`).Scan(&f.Tenants, &f.Changes); err != nil {
			return err
		}
		if err := tx.row(ctx, `SELECT count(*), coalesce(sum(unsent), 0), coalesce(sum(CASE WHEN unsent > 0 AND seen_ms < ?1 THEN 1 ELSE 0 END), 0) FROM device WHERE state = 'active'`,
			now.Add(-7*24*time.Hour).UnixMilli()).Scan(&f.Devices, &f.Unsent, &f.Silent); err != nil {
			return err
		}
		var oldest string
		if err := tx.row(ctx, `SELECT count(*), coalesce(sum(CASE WHEN at < ?1 THEN 1 ELSE 0 END), 0), coalesce(min(at), '') FROM quarantine WHERE state = 'open'`,
			now.Add(-24*time.Hour).Format("2006-01-02T15:04:05.000Z")).Scan(&f.Quarantined, &f.QuarantinedOverDay, &oldest); err != nil {
			return err
		}
		if at, err := time.Parse(time.RFC3339, oldest); err == nil {
			f.OldestQuarantS = max(int64(now.Sub(at).Seconds()), 0)
		}
		return tx.row(ctx, `SELECT count(*) FROM conflict WHERE resolved_seq = 0`).Scan(&f.Conflicts)
	})
	return f, err
}
