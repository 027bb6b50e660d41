package central

import (
	"context"
	"io"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
)

// The verbs of the people who run the service. They work beside a serving process, on the same database.

// TenantAdd adds an NHS service with one of ledger.Packs.
func (c *Central) TenantAdd(ctx context.Context, name, pack string) (ledger.Tenant, error) {
	return c.ledger.AddTenant(ctx, name, pack)
}

// TherapistAdd adds somebody who works for a tenant.
func (c *Central) TherapistAdd(ctx context.Context, tenant, name, email string) (ledger.Therapist, error) {
	return c.ledger.AddTherapist(ctx, tenant, name, email)
}

// Code makes a one-use enrolment code for a therapist's next device; see ledger.NewCode.
func (c *Central) Code(ctx context.Context, therapist string) (string, error) {
	return c.ledger.NewCode(ctx, therapist)
}

// Grant lets a therapist see a child or setting; see ledger.Grant.
func (c *Central) Grant(ctx context.Context, scope assessments.Scope, therapist string) error {
	return c.ledger.Grant(ctx, scope, therapist)
}

// Ungrant ends a grant; see ledger.Ungrant.
func (c *Central) Ungrant(ctx context.Context, scope assessments.Scope, therapist string) error {
	return c.ledger.Ungrant(ctx, scope, therapist)
}

// UngrantWithin ends a grant with another grace than the usual one; see ledger.UngrantWithin.
func (c *Central) UngrantWithin(ctx context.Context, scope assessments.Scope, therapist string, graceDays int) error {
	return c.ledger.UngrantWithin(ctx, scope, therapist, graceDays)
}

// Handover gives a child or setting from one therapist to another; see ledger.Handover.
func (c *Central) Handover(ctx context.Context, scope assessments.Scope, from, to string, graceDays int) error {
	return c.ledger.Handover(ctx, scope, from, to, graceDays)
}

// Handovers lists what was handed over or taken away and what is still under way of it; see ledger.Handovers.
func (c *Central) Handovers(ctx context.Context, tenant string, scope assessments.Scope) ([]ledger.Handing, error) {
	return c.ledger.Handovers(ctx, tenant, scope)
}

// Late lists changes that were taken after their author's grant had ended; see ledger.Late.
func (c *Central) Late(ctx context.Context, tenant string, scope assessments.Scope) ([]ledger.LateChange, error) {
	return c.ledger.Late(ctx, tenant, scope)
}

// Devices lists a tenant's devices, or all for "".
func (c *Central) Devices(ctx context.Context, tenant string) ([]ledger.Device, error) {
	return c.ledger.Devices(ctx, tenant)
}

// SetDeviceState suspends, revokes or reactivates a device; see ledger.SetDeviceState.
func (c *Central) SetDeviceState(ctx context.Context, device, state string) error {
	return c.ledger.SetDeviceState(ctx, device, state)
}

// AcceptDevice lets in what a revoked device pushed; see ledger.AcceptDevice.
func (c *Central) AcceptDevice(ctx context.Context, device string) (int, error) {
	return c.ledger.AcceptDevice(ctx, device)
}

// WipeDevice orders a device to wipe itself, in the names of two leads; see ledger.OrderWipe.
func (c *Central) WipeDevice(ctx context.Context, device, lead, second string) error {
	return c.ledger.OrderWipe(ctx, device, lead, second)
}

// SetLead makes a therapist a lead, or takes that away.
func (c *Central) SetLead(ctx context.Context, therapist string, lead bool) error {
	return c.ledger.SetLead(ctx, therapist, lead)
}

// SetLease sets how many days a tenant's tablets may be opened without a sync.
func (c *Central) SetLease(ctx context.Context, tenant string, days int) error {
	return c.ledger.SetLease(ctx, tenant, days)
}

// Conflicts lists a tenant's open conflicts, or all for "".
func (c *Central) Conflicts(ctx context.Context, tenant string) ([]ledger.ConflictRow, error) {
	return c.ledger.Conflicts(ctx, tenant)
}

// Quarantine lists what no record could take of a tenant's changes, or of all for "".
func (c *Central) Quarantine(ctx context.Context, tenant string) ([]ledger.Quarantined, error) {
	return c.ledger.Quarantine(ctx, tenant)
}

// Verify reads all that the ledger holds, and the chain of what was refused to strangers, who are of no tenant.
func (c *Central) Verify(ctx context.Context) ([]ledger.Problem, error) {
	found, err := c.ledger.Verify(ctx)
	if err != nil {
		return nil, err
	}
	_, wrong, err := c.ledger.Trail(ctx, "")
	return append(found, wrong...), err
}

// Export writes a tenant's records as a bundle, in the same canonical bytes as a device with the same records would.
func (c *Central) Export(ctx context.Context, tenant string, w io.Writer) error {
	t, err := c.ledger.Tenant(ctx, tenant)
	if err != nil {
		return err
	}
	records, err := c.ledger.Records(ctx, tenant)
	if err != nil {
		return err
	}
	return assessments.Bundle{Bundle: 1, Tenant: t.Name, Records: records}.Write(w)
}
