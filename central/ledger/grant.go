package ledger

import (
	"context"

	"github.com/fieldfare/fieldfare/assessments"
)

// Grant lets a therapist see a child or setting from now on, with everything that is already recorded there, and tries
// again what waited in quarantine for it. Granting twice changes nothing.
func (l *Ledger) Grant(ctx context.Context, scope assessments.Scope, therapist string) error {
	var tenant string
	err := l.write(ctx, "ledger.grant", func(tx txn) error {
		// The tenant is the therapist's: an administrator cannot grant across services by mistake.
		t, err := l.therapist(ctx, tx, therapist)
		if err != nil {
			return err
		}
		tenant = t.Tenant
		open, err := l.openGrant(ctx, tx, scope, t)
		if err != nil || open {
			return err
		}
		if err := l.audit(ctx, tx, tenant, "granted "+scope.Key(), therapist); err != nil {
			return err
		}
		// A grant has a number of its own, so that a device that read up to it knows that it has seen the grant.
		var seq int64
		if err := tx.row(ctx, `UPDATE tenant SET seq = seq + 1 WHERE id = ?1 RETURNING seq`, tenant).Scan(&seq); err != nil {
			return err
		}
		return tx.exec(ctx, `INSERT INTO grants (tenant, scope, therapist, from_seq) VALUES (?1, ?2, ?3, ?4)`, tenant, scope.Key(), therapist, seq)
	})
	if err != nil {
		return err
	}
	_, err = l.RetryQuarantine(ctx, tenant)
	return err
}

// Ungrant ends a grant: nothing more of the scope is delivered, and what the therapist still sends goes to quarantine.
func (l *Ledger) Ungrant(ctx context.Context, scope assessments.Scope, therapist string) error {
	return l.write(ctx, "ledger.ungrant", func(tx txn) error {
		t, err := l.therapist(ctx, tx, therapist)
		if err != nil {
			return err
		}
		open, err := l.openGrant(ctx, tx, scope, t)
		if err != nil {
			return err
		}
		if !open {
			return assessments.Errorf(assessments.NotFound, "ledger.ungrant", "That therapist has no access to take away there.")
		}
		if err := l.audit(ctx, tx, t.Tenant, "ungranted "+scope.Key(), therapist); err != nil {
			return err
		}
		var seq int64
		if err := tx.row(ctx, `UPDATE tenant SET seq = seq + 1 WHERE id = ?1 RETURNING seq`, t.Tenant).Scan(&seq); err != nil {
			return err
		}
		return tx.exec(ctx, `UPDATE grants SET to_seq = ?4 WHERE tenant = ?1 AND scope = ?2 AND therapist = ?3 AND to_seq = 0`, t.Tenant, scope.Key(), therapist, seq)
	})
}

// openGrant reports whether the therapist holds the scope, which must be known to their service.
func (l *Ledger) openGrant(ctx context.Context, tx txn, scope assessments.Scope, t Therapist) (bool, error) {
	if scope.Type == assessments.ScopeTeam || !scope.ID.Valid() {
		return false, assessments.Errorf(assessments.Invalid, "ledger.grant", "Name the child or setting by its id, 36 characters.")
	}
	var n int
	if err := tx.row(ctx, `SELECT count(*) FROM scope WHERE tenant = ?1 AND scope = ?2`, t.Tenant, scope.Key()).Scan(&n); err != nil {
		return false, err
	}
	if n == 0 {
		return false, assessments.Errorf(assessments.NotFound, "ledger.grant", "The therapist's service knows no %s with that id.", scope.Type)
	}
	err := tx.row(ctx, `SELECT count(*) FROM grants WHERE tenant = ?1 AND scope = ?2 AND therapist = ?3 AND to_seq = 0`, t.Tenant, scope.Key(), t.ID).Scan(&n)
	return n > 0, err
}

// Grants lists the children and settings that a therapist holds now.
func (l *Ledger) Grants(ctx context.Context, tenant, therapist string) ([]assessments.Scope, error) {
	out := []assessments.Scope{}
	err := l.read(ctx, "ledger.grants", func(tx txn) error {
		return tx.each(ctx, `SELECT scope FROM grants WHERE tenant = ?1 AND therapist = ?2 AND to_seq = 0 ORDER BY scope`, func(scan func(...any) error) error {
			var key string
			err := scan(&key)
			out = append(out, scopeOf(key))
			return err
		}, tenant, therapist)
	})
	return out, err
}
