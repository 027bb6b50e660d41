package ledger

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// The most orders to wipe that a tenant may give in a while: the command that saves one lost tablet must not empty all of them.
const (
	wipeMost  = 3
	wipeWhile = time.Hour
)

// SetLead makes a therapist a lead, or takes that away. Leads order wipes, two at a time, and hold the halves of the recovery key.
func (l *Ledger) SetLead(ctx context.Context, therapist string, lead bool) error {
	role, what := "therapist", "no longer lead"
	if lead {
		role, what = "lead", "made lead"
	}
	return l.write(ctx, "ledger.lead", func(tx txn) error {
		var tenant string
		if err := tx.row(ctx, `UPDATE therapist SET role = ?2 WHERE id = ?1 RETURNING tenant`, therapist, role).Scan(&tenant); err != nil {
			return missing(err, "ledger.lead", "There is no therapist with that id.")
		}
		return l.audit(ctx, tx, tenant, what, therapist)
	})
}

// OrderWipe orders a device to wipe itself the next time it calls. lead and second are two leads of its tenant. A tenant gives
// at most three such orders in an hour.
func (l *Ledger) OrderWipe(ctx context.Context, device, lead, second string) error {
	const op = "ledger.wipe"
	nonce, err := l.token(16)
	if err != nil {
		return err
	}
	return l.write(ctx, op, func(tx txn) error {
		d, err := l.lockDevice(ctx, tx, device)
		if err != nil {
			return err
		}
		switch {
		case d.Wiped != "":
			return assessments.Errorf(assessments.Conflict, op, "That device has wiped itself already.")
		case d.State == ToWipe:
			return assessments.Errorf(assessments.Conflict, op, "That device is to wipe itself already. It has not called since.")
		}
		if err := l.twoLeads(ctx, tx, "A wipe", d.Tenant, lead, second); err != nil {
			return err
		}
		// The tenant's row is locked, so that two orders at one moment count each other.
		var n int
		if err := tx.row(ctx, `SELECT lease_s FROM tenant WHERE id = ?1 FOR UPDATE`, d.Tenant).Scan(&n); err != nil {
			return err
		}
		now := l.cfg.Now().UnixMilli()
		if err := tx.row(ctx, `SELECT count(*) FROM wipe_order WHERE tenant = ?1 AND at_ms > ?2`, d.Tenant, now-wipeWhile.Milliseconds()).Scan(&n); err != nil {
			return err
		}
		if n >= wipeMost {
			return assessments.Errorf(assessments.Forbidden, op, "This service has ordered %d wipes within the last hour, which is the most. Revoke the device now, which takes effect at once and deletes nothing, and order the wipe in an hour.", n)
		}
		if err := tx.exec(ctx, `INSERT INTO wipe_order (tenant, id, device, lead, second, at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)`,
			d.Tenant, l.cfg.NewID(), device, lead, second, now); err != nil {
			return err
		}
		if err := tx.exec(ctx, `UPDATE device SET state = ?3, wipe_nonce = ?4 WHERE tenant = ?1 AND id = ?2`, d.Tenant, device, ToWipe, nonce); err != nil {
			return err
		}
		return l.audit(ctx, tx, d.Tenant, "device to wipe, ordered by "+lead+" and "+second, device)
	})
}

// twoLeads checks that what is ordered has two different people behind it, who may order it.
func (l *Ledger) twoLeads(ctx context.Context, tx txn, what, tenant, lead, second string) error {
	const op = "ledger.order"
	mails := map[string]bool{}
	for _, id := range []string{lead, second} {
		var mail string
		err := tx.row(ctx, `SELECT email FROM therapist WHERE tenant = ?1 AND id = ?2 AND role = 'lead' AND state = 'active'`, tenant, id).Scan(&mail)
		if err != nil {
			return missing(err, op, what+" is ordered by two leads of its own service. One of those named is none.")
		}
		mails[strings.ToLower(mail)] = true // one person with two accounts is still one
	}
	if len(mails) < 2 {
		return assessments.Errorf(assessments.Forbidden, op, "%s is ordered by two different people. Ask another lead.", what)
	}
	return nil
}

// WipeOrder is the order that stands against a device, signed in answer to one token of its; nil when there is none.
func (l *Ledger) WipeOrder(d Device, token string) *wire.Wipe {
	if d.State != ToWipe || d.Nonce == "" {
		return nil
	}
	return &wire.Wipe{Nonce: d.Nonce, Sig: ed25519.Sign(l.wipeKey, wire.WipeWords(d.ID, d.Nonce, token))}
}

// Wiped writes down what a device said of an order: that it obeyed, after which its key in escrow is deleted too, or that it
// refused. It obeyed also when the order was taken back in that moment. The order stands for any copy of it that
// turns up later. Saying so twice changes nothing.
func (l *Ledger) Wiped(ctx context.Context, d Device, said wire.WipedReport) error {
	return l.write(ctx, "ledger.wiped", func(tx txn) error {
		if said.Refused {
			what := "device refused an order to wipe, its signature is not the service's: " + printed(said.Nonce)
			var n int
			if err := tx.row(ctx, `SELECT count(*) FROM audit WHERE tenant = ?1 AND about = ?2 AND what = ?3`, d.Tenant, d.ID, what).Scan(&n); err != nil || n > 0 {
				return err
			}
			return l.audit(ctx, tx, d.Tenant, what, d.ID)
		}
		var n int
		if err := tx.row(ctx, `SELECT count(*) FROM wipe_order WHERE tenant = ?1 AND device = ?2`, d.Tenant, d.ID).Scan(&n); err != nil || n == 0 || d.Wiped != "" {
			return err
		}
		if err := tx.exec(ctx, `UPDATE device SET wiped_at = ?3, state = ?4, wipe_nonce = ?5 WHERE tenant = ?1 AND id = ?2`, d.Tenant, d.ID, l.now(), ToWipe, printed(said.Nonce)); err != nil {
			return err
		}
		if err := tx.exec(ctx, `DELETE FROM escrow WHERE tenant = ?1 AND device = ?2`, d.Tenant, d.ID); err != nil {
			return err
		}
		what := "device wiped"
		if said.Lost > 0 {
			what += fmt.Sprintf(", with %d changes and pictures that the service had not taken", said.Lost)
		}
		return l.audit(ctx, tx, d.Tenant, what, d.ID)
	})
}
