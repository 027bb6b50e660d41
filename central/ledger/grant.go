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
		t, err := l.working(ctx, tx, therapist)
		if err != nil {
			return err
		}
		tenant = t.Tenant
		open, err := l.openGrant(ctx, tx, scope, t)
		if err != nil || open {
			return err
		}
		if err := l.stays(ctx, tx, tenant, scope.Key()); err != nil {
			return err
		}
		if err := l.audit(ctx, tx, tenant, "granted "+scope.Key(), therapist); err != nil {
			return err
		}
		seq, err := l.bump(ctx, tx, tenant)
		if err != nil {
			return err
		}
		return l.begin(ctx, tx, scope, t, seq)
	})
	if err != nil {
		return err
	}
	_, err = l.RetryQuarantine(ctx, tenant)
	return err
}

// Ungrant ends a grant as UngrantWithin does, with DefaultGrace.
func (l *Ledger) Ungrant(ctx context.Context, scope assessments.Scope, therapist string) error {
	return l.UngrantWithin(ctx, scope, therapist, DefaultGrace)
}

// UngrantWithin ends a grant: nothing more of the scope is delivered, and the therapist's devices are asked to let go of it. What
// they still push within graceDays is taken and listed as late; what comes later goes to quarantine.
func (l *Ledger) UngrantWithin(ctx context.Context, scope assessments.Scope, therapist string, graceDays int) error {
	if err := goodGrace(graceDays); err != nil {
		return err
	}
	return l.write(ctx, "ledger.ungrant", func(tx txn) error {
		t, err := l.therapist(ctx, tx, therapist)
		if err != nil {
			return err
		}
		if err := l.mustHold(ctx, tx, scope, t); err != nil {
			return err
		}
		if err := l.audit(ctx, tx, t.Tenant, "ungranted "+scope.Key(), therapist); err != nil {
			return err
		}
		seq, err := l.bump(ctx, tx, t.Tenant)
		if err != nil {
			return err
		}
		return l.end(ctx, tx, scope, t, seq, graceDays, "")
	})
}

const bumpQuery = `UPDATE tenant SET seq = seq + 1 WHERE id = ?1 RETURNING seq`

// bump takes a number from the tenant's counter. A grant and its end have one of their own, so that a device that read up to it
// knows that it has seen it.
func (l *Ledger) bump(ctx context.Context, tx txn, tenant string) (seq int64, err error) {
	err = tx.row(ctx, bumpQuery, tenant).Scan(&seq)
	return seq, err
}

// begin writes a grant that starts with seq.
func (l *Ledger) begin(ctx context.Context, tx txn, scope assessments.Scope, t Therapist, seq int64) error {
	return tx.exec(ctx, `INSERT INTO grants (tenant, scope, therapist, from_seq) VALUES (?1, ?2, ?3, ?4)`, t.Tenant, scope.Key(), t.ID, seq)
}

// end closes the open grant with seq; heir is who has the scope now, "" for nobody in particular.
func (l *Ledger) end(ctx context.Context, tx txn, scope assessments.Scope, t Therapist, seq int64, graceDays int, heir string) error {
	now := l.cfg.Now()
	return tx.exec(ctx, `UPDATE grants SET to_seq = ?4, ended_ms = ?5, grace_ms = ?6, heir = ?7 WHERE tenant = ?1 AND scope = ?2 AND therapist = ?3 AND to_seq = 0`,
		t.Tenant, scope.Key(), t.ID, seq, now.UnixMilli(), now.AddDate(0, 0, graceDays).UnixMilli(), heir)
}

// mustHold refuses to take away what the therapist does not have.
func (l *Ledger) mustHold(ctx context.Context, tx txn, scope assessments.Scope, t Therapist) error {
	open, err := l.openGrant(ctx, tx, scope, t)
	if err == nil && !open {
		err = assessments.Errorf(assessments.NotFound, "ledger.ungrant", "That therapist has no access to take away there.")
	}
	return err
}

// openGrant reports whether the therapist holds the scope, which must be known to their service.
func (l *Ledger) openGrant(ctx context.Context, tx txn, scope assessments.Scope, t Therapist) (bool, error) {
	if scope.Type == assessments.ScopeTeam || !scope.ID.Valid() {
		return false, assessments.Errorf(assessments.Invalid, "ledger.grant", "Name the child or setting by its id, 36 characters.")
	}
	var n int
	if err := tx.row(ctx, `SELECT count(*) FROM scope WHERE tenant = ?1 AND scope = ?2 AND chain_n >= 0`, t.Tenant, scope.Key()).Scan(&n); err != nil {
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
	err := l.each(ctx, "ledger.grants", `SELECT scope FROM grants WHERE tenant = ?1 AND therapist = ?2 AND to_seq = 0 ORDER BY scope`, func(scan func(...any) error) error {
		var key string
		err := scan(&key)
		out = append(out, scopeOf(key))
		return err
	}, tenant, therapist)
	return out, err
}
