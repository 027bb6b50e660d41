package central

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/sync/wire"
)

const escrowPath = "/v1/escrow"

// escrow keeps a device's store key as it sealed it. The service cannot open it, so it looks only at whose it is.
func (c *Central) escrow(w http.ResponseWriter, r *request) error {
	var e wire.Escrow
	if err := json.Unmarshal(r.body, &e); err != nil {
		return assessments.Wrap(err, assessments.Invalid, "central.escrow", "The sealed key cannot be read.")
	}
	if err := c.ledger.PutEscrow(ledger.As(r.Context(), r.caller.ID), r.caller, e); err != nil {
		return err
	}
	return answer(w, map[string]bool{"ok": true})
}

// NewRecovery makes a tenant's recovery key and returns its two halves, which the service does not keep. keep is called with them before
// the key is used: when it fails, everything stays as it was.
func (c *Central) NewRecovery(ctx context.Context, tenant string, keep func(halves [2]wire.Share) error) (name string, err error) {
	if _, err := c.ledger.Tenant(ctx, tenant); err != nil {
		return "", err
	}
	public, halves, err := wire.NewRecovery(c.cfg.Rand, tenant)
	if err != nil {
		return "", assessments.Wrap(err, assessments.Internal, "central.recovery", "")
	}
	if err := keep(halves); err != nil {
		return "", err
	}
	return halves[0].Key, c.ledger.SetRecovery(ctx, tenant, public)
}

// TakeEscrow gives out a device's sealed key; see ledger.TakeEscrow.
func (c *Central) TakeEscrow(ctx context.Context, device string) (wire.Escrow, error) {
	return c.ledger.TakeEscrow(ctx, device)
}
