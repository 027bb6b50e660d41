package ledger

import (
	"context"
	"database/sql"
	"errors"

	"github.com/fieldfare/fieldfare/assessments"
)

// A SchoolCode is what a school's standing code is checked against (assessments.PINFits), and who made it when. The code itself is
// nowhere.
type SchoolCode struct{ Sum, MadeBy, MadeAt string }

// SchoolCode returns the standing code of a setting, empty where it has none.
func (l *Ledger) SchoolCode(ctx context.Context, tenant string, setting assessments.ID) (c SchoolCode, err error) {
	err = l.read(ctx, "ledger.schoolcode", func(tx txn) error {
		err := tx.row(ctx, `SELECT sum, made_by, made_at FROM school_code WHERE tenant = ?1 AND setting = ?2`, tenant, string(setting)).Scan(&c.Sum, &c.MadeBy, &c.MadeAt)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	return c, err
}

// SchoolCodes lists when each setting of a tenant that has a standing code got it.
func (l *Ledger) SchoolCodes(ctx context.Context, tenant string) (map[assessments.ID]string, error) {
	out := map[assessments.ID]string{}
	err := l.read(ctx, "ledger.schoolcode", func(tx txn) error {
		return tx.each(ctx, `SELECT setting, made_at FROM school_code WHERE tenant = ?1`, func(scan func(...any) error) error {
			var id, at string
			err := scan(&id, &at)
			out[assessments.ID(id)] = at
			return err
		}, tenant)
	})
	return out, err
}

// SetSchoolCode gives a setting another standing code; an empty sum takes it away. It counts from the next try on.
func (l *Ledger) SetSchoolCode(ctx context.Context, tenant string, setting assessments.ID, sum string) error {
	return l.write(ctx, "ledger.schoolcode", func(tx txn) error {
		what, query := "school code made", `INSERT INTO school_code (tenant, setting, sum, made_by, made_at) VALUES (?1, ?2, ?3, ?4, ?5)
			ON CONFLICT (tenant, setting) DO UPDATE SET sum = excluded.sum, made_by = excluded.made_by, made_at = excluded.made_at`
		args := []any{tenant, string(setting), sum, actor(ctx), l.now()}
		if sum == "" {
			what, query, args = "school code taken away", `DELETE FROM school_code WHERE tenant = ?1 AND setting = ?2`, args[:2]
		}
		if err := tx.exec(ctx, query, args...); err != nil {
			return err
		}
		return l.audit(ctx, tx, tenant, what, assessments.SettingScope(setting).Key())
	})
}
