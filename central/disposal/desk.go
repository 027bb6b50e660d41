package disposal

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/london"
)

// Config is what a Desk needs. Pictures takes the pictures of a scope out of their store, whose keys are gone by then; Parcels takes a scope's
// entries out of the folder for the patient record. Register is the path of the register; without one nothing is destroyed. BackupDays is how long
// backups are kept; 0 where nobody said so.
type Config struct {
	Ledger     *ledger.Ledger
	Pictures   func(ctx context.Context, tenant, scope string) error
	Parcels    func(ctx context.Context, tenant string, scope assessments.Scope) error
	Register   string
	BackupDays int
	Now        func() time.Time
	Log        *slog.Logger
}

// A Desk looks at records, orders their destruction and does it. Several processes may stand at the same ledger.
type Desk struct{ Config }

// Quiet is how many days nothing may have been done for a child whose record is destroyed.
const Quiet = 365

// A Review is what a lead looks at before a record is destroyed. Bars are the sentences that stand in the way; Elsewhere counts the team's own
// records that name the child by its number, which stay.
type Review struct {
	Case      service.Case
	Retention service.Retention
	Records   map[assessments.Kind]int
	Bars      []string
	Tablets   []ledger.Tablet // which had the record, and did not say that nothing of it is left on them
	Disposal  *ledger.Disposal
	Hold      *ledger.Hold
	Later     int // changes that came after it was destroyed
}

// Look reads what two leads decide on. It is a read of the child.
func (d *Desk) Look(ctx context.Context, tenant string, child assessments.ID) (Review, error) {
	v := Review{Records: map[assessments.Kind]int{}}
	list, err := d.Ledger.Disposals(ctx, tenant)
	if err != nil {
		return v, err
	}
	for _, x := range list {
		if x.Child == child {
			v.Disposal = &x
		}
	}
	if v.Disposal != nil && v.Disposal.State != ledger.DisposalAsked {
		v.Later, err = d.Ledger.Later(ctx, tenant, child)
		return v, err
	}
	if v.Bars, err = d.Ledger.Bars(ctx, tenant, child); err != nil {
		return v, err
	}
	scope := assessments.ChildScope(child)
	records, err := d.Ledger.ReadScope(ctx, tenant, scope, "review of its destruction")
	if err != nil {
		return v, err
	}
	for _, r := range records {
		v.Records[r.Kind]++
	}
	v.Case = service.ForChild(records, child, london.Day(d.Now()))
	v.Retention = v.Case.Retain()
	v.Bars = append(d.early(v.Retention), v.Bars...)
	holds, err := d.Ledger.Holds(ctx, tenant)
	for _, h := range holds {
		if h.Child == child {
			v.Hold = &h
		}
	}
	if err != nil {
		return v, err
	}
	given, err := d.Ledger.Handovers(ctx, tenant, scope)
	for _, h := range given {
		for _, t := range h.Tablets {
			if !t.Purged {
				v.Tablets = append(v.Tablets, t)
			}
		}
	}
	return v, err
}

// early are the bars of time.
func (d *Desk) early(r service.Retention) (bars []string) {
	today := london.Day(d.Now())
	if over, why := r.Over(today); !over {
		bars = append(bars, why)
	}
	if r.Ended.Valid() && r.Ended.AddDays(Quiet) > today {
		bars = append(bars, fmt.Sprintf("Something was done for this child on %s, or is planned for then. A record is destroyed when nothing was done for a year.", r.Ended.Words()))
	}
	return bars
}

// Ask is one lead's word that a record be destroyed; another's makes it an order. Whatever stands in the way is an error with its sentence.
func (d *Desk) Ask(ctx context.Context, tenant string, child assessments.ID, lead string) (ordered bool, err error) {
	const op = "disposal.ask"
	if d.Register == "" {
		return false, assessments.Errorf(assessments.Conflict, op, "This service has no list of destroyed records outside of its database, so that a backup would bring a child back. Its administrator names a file with --disposals.")
	}
	v, err := d.Look(ctx, tenant, child)
	if err != nil {
		return false, err
	}
	if v.Disposal != nil && v.Disposal.State != ledger.DisposalAsked {
		return false, assessments.Errorf(assessments.Conflict, op, "Two leads have ordered that this record be destroyed.")
	}
	if len(v.Bars) > 0 {
		return false, assessments.Errorf(assessments.Conflict, op, "%s", v.Bars[0])
	}
	return d.Ledger.AskDisposal(ctx, ledger.Disposal{Tenant: tenant, Child: child, Lead: lead, Until: v.Retention.Until, Rule: v.Retention.Rule})
}

// Order is the word of two leads at once. One of them may have said it before.
func (d *Desk) Order(ctx context.Context, tenant string, child assessments.ID, lead, second string) error {
	if lead == second {
		return assessments.Errorf(assessments.Forbidden, "disposal.order", "The destruction of a record is ordered by two different people. Ask another lead.")
	}
	list, err := d.Ledger.Disposals(ctx, tenant)
	if err != nil {
		return err
	}
	said := map[string]bool{}
	for _, x := range list {
		said[x.Lead] = said[x.Lead] || x.Child == child && x.State == ledger.DisposalAsked
	}
	for _, who := range []string{lead, second} {
		if said[who] {
			continue
		}
		if ordered, err := d.Ask(ledger.As(ctx, who), tenant, child, who); ordered || err != nil {
			return err
		}
	}
	return nil
}

// Died writes down the day on which a child died, as the family or the trust's own record says; "" takes it back.
func (d *Desk) Died(ctx context.Context, tenant string, child, lead assessments.ID, day assessments.Date) error {
	const op = "disposal.died"
	if day != "" && (!day.Valid() || day > london.Day(d.Now())) {
		return assessments.Errorf(assessments.Invalid, op, "Enter the day of death as day, month and year, such as 27 3 2019.")
	}
	rec, err := d.Ledger.ReadRecord(ctx, tenant, child, "day of death")
	if err != nil {
		return err
	}
	t, _ := rec.Read()
	c, ok := t.(*assessments.Child)
	if !ok {
		return assessments.Errorf(assessments.NotFound, op, "There is no child with that id in this service.")
	}
	c.Died = day
	for _, p := range c.Check() {
		if p.Field == "died" {
			return assessments.Errorf(assessments.Invalid, op, "%s", p.Text)
		}
	}
	e, changed := ledger.NextEntry(rec, c)
	if !changed {
		return nil
	}
	_, err = d.Ledger.Write(ctx, tenant, ledger.Author{Actor: string(lead), Person: lead}, e)
	return err
}
