package ledger

import (
	"context"

	"github.com/fieldfare/fieldfare/assessments"
)

// Gone is the state of somebody who has left the service.
const Gone = "left"

// SetGone notes that somebody has left a tenant, or has come back. Who left signs in nowhere any more: password, phone, sittings, the link to the
// trust's account and codes that were not used end. Their tablets and children stay as they are: what waits there has to come, and a child needs a hand-over.
func (l *Ledger) SetGone(ctx context.Context, tenant, therapist string, gone bool) error {
	const op = "ledger.gone"
	state, what, ends := "active", "came back", []string(nil)
	if gone {
		state, what = Gone, "left the service"
		for _, table := range []string{"sitting", "account", "sso_link"} {
			ends = append(ends, `DELETE FROM `+table+` WHERE tenant = ?1 AND therapist = ?2`)
		}
		ends = append(ends, `DELETE FROM enrol_code WHERE tenant = ?1 AND therapist = ?2 AND used_by = ''`)
	}
	return l.write(ctx, op, func(tx txn) error {
		var id string
		if err := tx.row(ctx, `UPDATE therapist SET state = ?3 WHERE tenant = ?1 AND id = ?2 RETURNING id`, tenant, therapist, state).Scan(&id); err != nil {
			return missing(err, op, "There is nobody with that id.")
		}
		for _, q := range ends {
			if err := tx.exec(ctx, q, tenant, therapist); err != nil {
				return err
			}
		}
		return l.audit(ctx, tx, tenant, what, therapist)
	})
}

// working finds a therapist who has not left.
func (l *Ledger) working(ctx context.Context, tx txn, id string) (Therapist, error) {
	t, err := l.therapist(ctx, tx, id)
	if err == nil && t.State == Gone {
		err = assessments.Errorf(assessments.Conflict, "ledger.gone", "%s has left the service.", t.Name)
	}
	return t, err
}
