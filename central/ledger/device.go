package ledger

import (
	"context"
	"crypto/ed25519"
	"database/sql"
	"errors"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// The states of a device; see wire.Active.
const (
	Active    = wire.Active
	Suspended = wire.Suspended
	Revoked   = wire.Revoked
	ToWipe    = wire.ToWipe
)

// A Device is one tablet or laptop. Unsent, Quarantined, App and Inc are what it last said of itself. Token is the short name of
// the only token that counts, Nonce the order to wipe that stands, LeaseS and Recovery what its tenant has set: the latter only
// while nothing of this device's is sealed to it.
type Device struct {
	ID          string            `json:"id"`
	Tenant      string            `json:"tenant"`
	Therapist   string            `json:"therapist"`
	Inc         string            `json:"incarnation"`
	State       string            `json:"state"`
	Enrolled    string            `json:"enrolled_at"`
	LastSeen    string            `json:"last_seen"` // RFC 3339, "" before its first sync
	Unsent      int               `json:"unsent"`
	Quarantined int               `json:"quarantined"`
	App         string            `json:"app"`
	Wiped       string            `json:"wiped_at,omitempty"` // when it said that it had wiped itself
	Escrow      bool              `json:"escrow"`             // its key is sealed to the recovery key of today; in lists only
	Key         ed25519.PublicKey `json:"-"`
	Token       string            `json:"-"`
	Nonce       string            `json:"-"`
	LeaseS      int64             `json:"-"`
	Recovery    []byte            `json:"-"`
	seenMs      int64
}

// Enrol uses up a code and adds a device. A code that is wrong, used by another or too old is Unauthorized, without saying which.
func (l *Ledger) Enrol(ctx context.Context, code string, key ed25519.PublicKey, inc string) (wire.EnrolReply, error) {
	return l.EnrolAgain(ctx, code, key, inc, "")
}

// EnrolAgain is Enrol for a device that went by the name of was before the service was restored from an older backup.
func (l *Ledger) EnrolAgain(ctx context.Context, code string, key ed25519.PublicKey, inc, was string) (wire.EnrolReply, error) {
	var reply wire.EnrolReply
	err := l.write(ctx, "ledger.enrol", func(tx txn) error {
		hash, device := l.codeHash(code), l.cfg.NewID()
		// Only a name that nobody has: whoever has a code must not become another device with it.
		if assessments.ID(was).Valid() {
			var n int
			if err := tx.row(ctx, `SELECT count(*) FROM device WHERE id = ?1`, was).Scan(&n); err != nil {
				return err
			}
			if n == 0 {
				device = was
			}
		}
		var tenant, therapist string
		// One statement finds and uses the code: of two devices with the same one, the second finds nothing.
		err := tx.row(ctx, `UPDATE enrol_code SET used_by = ?2 WHERE hash = ?1 AND used_by = '' AND expires_ms > ?3 RETURNING tenant, therapist`,
			hash, device, l.cfg.Now().UnixMilli()).Scan(&tenant, &therapist)
		again := errors.Is(err, sql.ErrNoRows)
		if again {
			// The answer to the first try may have been lost: the same device, by its key, gets the same place.
			err = tx.row(ctx, `SELECT d.id, d.tenant, d.therapist FROM enrol_code c JOIN device d ON d.tenant = c.tenant AND d.id = c.used_by
				WHERE c.hash = ?1 AND c.expires_ms > ?2 AND d.pubkey = ?3`, hash, l.cfg.Now().UnixMilli(), []byte(key)).Scan(&device, &tenant, &therapist)
		}
		if errors.Is(err, sql.ErrNoRows) {
			return assessments.Errorf(assessments.Unauthorized, "ledger.enrol", "That code is not right, was used already or is older than 15 minutes. Ask your lead for a new one.")
		}
		if err != nil {
			return err
		}
		t, err := l.therapist(ctx, tx, therapist)
		if err != nil {
			return err
		}
		reply = wire.EnrolReply{Device: device, Tenant: tenant, Therapist: therapist, Name: t.Name, WipeKey: l.wipeKey.Public().(ed25519.PublicKey)}
		if err := tx.row(ctx, `SELECT name, epoch, lease_s, recovery FROM tenant WHERE id = ?1`, tenant).Scan(&reply.TenantName, &reply.Epoch, &reply.LeaseS, &reply.Recovery); err != nil || again {
			return err
		}
		if err := tx.exec(ctx, `INSERT INTO device (tenant, id, therapist, pubkey, inc, enrolled_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)`,
			tenant, device, therapist, []byte(key), printed(inc), l.now()); err != nil {
			return err
		}
		return l.audit(ctx, tx, tenant, "device enrolled for "+therapist, device)
	})
	return reply, err
}

const deviceColumns = `id, tenant, therapist, pubkey, inc, state, enrolled_at, seen_ms, unsent, quar, app, token, wipe_nonce, wiped_at`

// scanDevice reads one row of device.
func scanDevice(scan func(...any) error) (Device, error) {
	var d Device
	err := scan(&d.ID, &d.Tenant, &d.Therapist, (*[]byte)(&d.Key), &d.Inc, &d.State, &d.Enrolled, &d.seenMs, &d.Unsent, &d.Quarantined, &d.App, &d.Token, &d.Nonce, &d.Wiped)
	if d.seenMs > 0 {
		d.LastSeen = time.UnixMilli(d.seenMs).UTC().Format(time.RFC3339)
	}
	return d, err
}

// Device returns one device with its tenant's epoch and what the tenant has set for its devices.
func (l *Ledger) Device(ctx context.Context, id string) (d Device, epoch string, err error) {
	err = l.read(ctx, "ledger.device", func(tx txn) error {
		var err error
		if d, err = scanDevice(tx.row(ctx, `SELECT `+deviceColumns+` FROM device WHERE id = ?1`, id).Scan); err != nil {
			return missing(err, "ledger.device", "The service does not know this device.")
		}
		var sealed int
		if err := tx.row(ctx, `SELECT epoch, lease_s, recovery, (SELECT count(*) FROM escrow e WHERE e.tenant = t.id AND e.device = ?2 AND e.key = t.recovery_id)
			FROM tenant t WHERE id = ?1`, d.Tenant, id).Scan(&epoch, &d.LeaseS, &d.Recovery, &sealed); err != nil {
			return err
		}
		if sealed > 0 || len(d.Recovery) == 0 {
			d.Recovery = nil
		}
		return nil
	})
	return d, epoch, err
}

// Devices lists the devices of a tenant, or of all for "".
func (l *Ledger) Devices(ctx context.Context, tenant string) ([]Device, error) {
	out := []Device{}
	err := l.each(ctx, "ledger.devices", `SELECT `+deviceColumns+`, (SELECT count(*) FROM escrow e JOIN tenant t ON t.id = e.tenant AND t.recovery_id = e.key
		WHERE e.tenant = device.tenant AND e.device = device.id) FROM device WHERE tenant = ?1 OR ?1 = '' ORDER BY tenant, id`, func(scan func(...any) error) error {
		var kept int
		d, err := scanDevice(func(columns ...any) error { return scan(append(columns, &kept)...) })
		d.Escrow = kept > 0
		out = append(out, d)
		return err
	}, tenant)
	return out, err
}

// seenEvery is how often a device that says nothing new is written down again: a sync without news costs no write.
const seenEvery = time.Minute

// Seen writes down what a device says of itself. d is the device as it was read for this request. more says that it is in the middle
// of sending: how much is unsent then changes in every round, and the last one tells.
func (l *Ledger) Seen(ctx context.Context, d Device, h wire.Hello, more bool) error {
	now := l.cfg.Now().UnixMilli()
	app := printed(h.App)
	lately := now-d.seenMs < seenEvery.Milliseconds() && now >= d.seenMs && d.Inc == h.Inc && d.App == app
	if lately && (more || d.Unsent == h.Unsent && d.Quarantined == h.Quar) {
		return nil
	}
	return l.write(ctx, "ledger.seen", func(tx txn) error {
		if d.Inc != h.Inc {
			if err := l.audit(ctx, tx, d.Tenant, "device has a new incarnation", d.ID); err != nil {
				return err
			}
		}
		return tx.exec(ctx, `UPDATE device SET seen_ms = ?3, unsent = ?4, quar = ?5, inc = ?6, app = ?7 WHERE tenant = ?1 AND id = ?2`,
			d.Tenant, d.ID, now, h.Unsent, h.Quar, printed(h.Inc), app)
	})
}
