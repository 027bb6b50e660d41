package ledger

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// SetDeviceState suspends, revokes or reactivates a device; an order to wipe that was not obeyed yet is taken back with it. What a
// revoked device had pushed into quarantine is tried again once it is active or suspended.
func (l *Ledger) SetDeviceState(ctx context.Context, id, state string) error {
	const op = "ledger.state"
	if !slices.Contains([]string{Active, Suspended, Revoked}, state) {
		return assessments.Errorf(assessments.Invalid, op, "A device is active, suspended or revoked. To wipe one takes two leads.")
	}
	var d Device
	err := l.write(ctx, op, func(tx txn) error {
		var err error
		if d, err = l.lockDevice(ctx, tx, id); err != nil {
			return err
		}
		if d.Wiped != "" {
			return assessments.Errorf(assessments.Conflict, op, "That device has wiped itself already. To use it again, make it a new store and enrol it anew.")
		}
		if err := tx.exec(ctx, `UPDATE device SET state = ?3, wipe_nonce = '' WHERE tenant = ?1 AND id = ?2`, d.Tenant, id, state); err != nil {
			return err
		}
		what := "device " + state
		if d.State == ToWipe {
			what += ", order to wipe taken back"
		}
		return l.audit(ctx, tx, d.Tenant, what, id)
	})
	if err != nil || state == Revoked {
		return err
	}
	_, err = l.RetryQuarantine(ctx, d.Tenant)
	return err
}

// AcceptDevice lets in what a revoked device pushed, and returns how many changes were taken. The device stays as it is; what
// still cannot be taken stays in quarantine under its own code.
func (l *Ledger) AcceptDevice(ctx context.Context, id string) (int, error) {
	var d Device
	err := l.write(ctx, "ledger.accept", func(tx txn) error {
		var err error
		if d, err = l.lockDevice(ctx, tx, id); err != nil {
			return err
		}
		return l.audit(ctx, tx, d.Tenant, "accepted what the device sent after it was revoked", id)
	})
	if err != nil {
		return 0, err
	}
	return l.retry(ctx, d.Tenant, func(q Quarantined) bool { return q.Device == id })
}

// lockDevice reads a device that is about to be changed.
func (l *Ledger) lockDevice(ctx context.Context, tx txn, id string) (Device, error) {
	d, err := scanDevice(tx.row(ctx, `SELECT `+deviceColumns+` FROM device WHERE id = ?1 FOR UPDATE`, id).Scan)
	return d, missing(err, "ledger.device", "There is no device with that id.")
}

// barred are the devices whose pushes go to quarantine.
func (l *Ledger) barred(ctx context.Context, tenant string) (map[string]bool, error) {
	out := map[string]bool{}
	err := l.read(ctx, "ledger.barred", func(tx txn) error {
		return tx.each(ctx, `SELECT id FROM device WHERE tenant = ?1 AND state IN ('revoked', 'wipe')`, func(scan func(...any) error) error {
			var id string
			err := scan(&id)
			out[id] = true
			return err
		}, tenant)
	})
	return out, err
}

// Token makes next the only token of a device that counts, provided that was is the one that counts now. Otherwise it is Conflict:
// the challenge behind it was used already, or another token was given meanwhile.
func (l *Ledger) Token(ctx context.Context, d Device, next string) error {
	return l.write(ctx, "ledger.token", func(tx txn) error {
		var id string
		err := tx.row(ctx, `UPDATE device SET token = ?3 WHERE tenant = ?1 AND id = ?2 AND token = ?4 RETURNING id`, d.Tenant, d.ID, next, d.Token).Scan(&id)
		if errors.Is(err, sql.ErrNoRows) {
			return assessments.Wrap(err, assessments.Conflict, "ledger.token", "Another token was given meanwhile.")
		}
		return err
	})
}

// leaseDays bound what a tenant may set: less than a day locks people out over a night without signal, more than a quarter of a
// year protects nobody.
const (
	leaseLeast = 1
	leaseMost  = 90
)

// SetLease sets how many days the tablets of a tenant may be opened without a sync. It counts from each tablet's next sync.
func (l *Ledger) SetLease(ctx context.Context, tenant string, days int) error {
	const op = "ledger.lease"
	if days < leaseLeast || days > leaseMost {
		return assessments.Errorf(assessments.Invalid, op, "Give a number of days from %d to %d.", leaseLeast, leaseMost)
	}
	return l.write(ctx, op, func(tx txn) error {
		var id string
		if err := tx.row(ctx, `UPDATE tenant SET lease_s = ?2 WHERE id = ?1 RETURNING id`, tenant, days*24*60*60).Scan(&id); err != nil {
			return missing(err, op, "There is no service with that id.")
		}
		return l.audit(ctx, tx, tenant, "offline lease set", tenant)
	})
}
