package ledger

import (
	"context"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// SetRecovery gives a tenant a recovery key by its public part. Each of its devices seals its store key to it at its next sync; until
// then what it had sealed to the key before stays.
func (l *Ledger) SetRecovery(ctx context.Context, tenant string, public []byte) error {
	const op = "ledger.recovery"
	name := wire.RecoveryName(public)
	return l.write(ctx, op, func(tx txn) error {
		var id string
		if err := tx.row(ctx, `UPDATE tenant SET recovery = ?2, recovery_id = ?3 WHERE id = ?1 RETURNING id`, tenant, public, name).Scan(&id); err != nil {
			return missing(err, op, "There is no service with that id.")
		}
		return l.audit(ctx, tx, tenant, "recovery key is now "+name, tenant)
	})
}

// escrowMost is more than a sealed key of any kind takes.
const escrowMost = 4 << 10

// PutEscrow keeps what a device sealed to its tenant's recovery key.
func (l *Ledger) PutEscrow(ctx context.Context, d Device, e wire.Escrow) error {
	const op = "ledger.escrow"
	if len(e.Sealed) == 0 || len(e.Sealed) > escrowMost || e.Device != d.ID || e.Tenant != d.Tenant {
		return assessments.Errorf(assessments.Invalid, op, "This is not the sealed key of the device that sends it.")
	}
	return l.write(ctx, op, func(tx txn) error {
		var name string
		if err := tx.row(ctx, `SELECT recovery_id FROM tenant WHERE id = ?1`, d.Tenant).Scan(&name); err != nil {
			return err
		}
		if name == "" || e.Key != name {
			return assessments.Errorf(assessments.Conflict, op, "The recovery key was changed meanwhile. The next sync seals to the new one.")
		}
		var same int // a request that comes twice is written down once
		if err := tx.row(ctx, `SELECT count(*) FROM escrow WHERE tenant = ?1 AND device = ?2 AND key = ?3 AND sealed = ?4`, d.Tenant, d.ID, e.Key, e.Sealed).Scan(&same); err != nil || same > 0 {
			return err
		}
		if err := tx.exec(ctx, `INSERT INTO escrow (tenant, device, key, sealed, at) VALUES (?1, ?2, ?3, ?4, ?5)
			ON CONFLICT (tenant, device) DO UPDATE SET key = excluded.key, sealed = excluded.sealed, at = excluded.at`, d.Tenant, d.ID, e.Key, e.Sealed, l.now()); err != nil {
			return err
		}
		return l.audit(ctx, tx, d.Tenant, "device sealed its key to "+e.Key, d.ID)
	})
}

// TakeEscrow gives out what a device sealed, for two leads to open, and writes down that it did.
func (l *Ledger) TakeEscrow(ctx context.Context, device string) (wire.Escrow, error) {
	e := wire.Escrow{Device: device}
	err := l.write(ctx, "ledger.escrow", func(tx txn) error {
		err := tx.row(ctx, `SELECT tenant, key, sealed FROM escrow WHERE device = ?1`, device).Scan(&e.Tenant, &e.Key, &e.Sealed)
		if err != nil {
			return missing(err, "ledger.escrow", "The service holds no sealed key of that device: its service had no recovery key when it last synced, or it was wiped.")
		}
		return l.audit(ctx, tx, e.Tenant, "sealed key taken out", device)
	})
	return e, err
}
