package main

import (
	"context"
	"fmt"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/central/ledger"
)

// conflicts lists records and fields, never values: those are for the people who treat the child, with --json.
func conflicts(ctx context.Context, cfg *config, _ []string) error {
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		list, err := c.Conflicts(ctx, cfg.tenant)
		if err != nil {
			return err
		}
		return rows(cfg, list, func(r ledger.ConflictRow) []string {
			return []string{r.Record, r.Field, fmt.Sprintf("%d values", len(r.Values))}
		})
	})
}

// quarantine shows ages, sentences and ids, the oldest first. The changes themselves are health data and stay in the database.
func quarantine(ctx context.Context, cfg *config, _ []string) error {
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		list, err := c.Quarantine(ctx, cfg.tenant)
		if err != nil {
			return err
		}
		return rows(cfg, list, func(q ledger.Quarantined) []string {
			mark := ""
			if q.Late {
				mark = "LATE"
			}
			return []string{age(q.Age), mark, q.Name, q.Device, q.Record, q.Code, q.Text}
		})
	})
}

// age is a number of seconds as a lead counts it.
func age(seconds int64) string {
	switch h := seconds / 3600; {
	case h >= 48:
		return fmt.Sprintf("%d days", h/24)
	case h >= 1:
		return fmt.Sprintf("%d h", h)
	}
	return fmt.Sprintf("%d min", seconds/60)
}

// audit shows ids only, so that it can be sent to whoever asks for it.
func audit(ctx context.Context, cfg *config, _ []string) error {
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		list, err := c.Ledger().Audit(ctx, cfg.tenant)
		if err != nil {
			return err
		}
		return rows(cfg, list, func(a ledger.AuditRow) []string { return []string{a.At, a.Actor, a.What, a.About} })
	})
}

// migrate only opens the database: opening brings it up to date.
func migrate(ctx context.Context, cfg *config, _ []string) error {
	return with(ctx, cfg, func(context.Context, *central.Central) error {
		cfg.say("The database is up to date.")
		return cfg.show(map[string]bool{"ok": true})
	})
}

// verify decides everything anew, so it takes about as long as everything took to come in.
func verify(ctx context.Context, cfg *config, _ []string) error {
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		found, err := c.Ledger().Verify(ctx)
		if err != nil {
			return err
		}
		err = rows(cfg, found, func(p ledger.Problem) []string { return []string{p.Tenant, p.Where, p.Text} })
		if err == nil && len(found) > 0 {
			err = assessments.Errorf(assessments.Damaged, "verify", "%d things are not what was written.", len(found))
		}
		if err == nil {
			cfg.say("Every change, record and chain is what was written.")
		}
		return err
	})
}
