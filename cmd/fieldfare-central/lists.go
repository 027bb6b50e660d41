package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/pflag"

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

func auditFlags(fs *pflag.FlagSet, c *config) {
	tenantFlag(fs, c)
	fs.StringVar(&c.child, "child", "", "who saw this child's record, and who wrote in it")
}

// audit shows ids only, so that it can be sent to whoever asks for it; of a child's record also the names of those who saw it.
func audit(ctx context.Context, cfg *config, _ []string) error {
	if cfg.child != "" {
		return accesses(ctx, cfg)
	}
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
		found, err := c.Verify(ctx)
		if err == nil {
			found, err = verifyPictures(ctx, c, found)
		}
		if err != nil {
			return err
		}
		err = rows(cfg, found, func(p ledger.Problem) []string { return []string{p.Tenant, p.Where, p.Text} })
		if err == nil && len(found) > 0 {
			err = assessments.Errorf(assessments.Damaged, "verify", "%d things are not what was written.", len(found))
		}
		if err == nil {
			cfg.say("Every change, record, chain and picture is what was written.")
		}
		return err
	})
}

// accesses answers a family that asks who has seen their child's record.
func accesses(ctx context.Context, cfg *config) error {
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		list, err := c.Ledger().Accesses(ctx, cfg.tenant, assessments.ID(cfg.child))
		if err != nil {
			return err
		}
		return rows(cfg, list, func(a ledger.Access) []string {
			return []string{a.At, a.Name, a.Device, a.Did, a.Part, strings.Join(a.What, ", "), a.Record}
		})
	})
}

// handoffs lists ids, states and what to put right; whose record it is says the id.
func handoffs(ctx context.Context, cfg *config, _ []string) error {
	if err := need("--tenant", cfg.tenant); err != nil {
		return err
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		list, err := c.Ledger().OpenHandoffs(ctx, cfg.tenant)
		if err != nil {
			return err
		}
		return rows(cfg, list, func(h ledger.Handoff) []string {
			return []string{h.Changed, h.State, string(h.Kind), string(h.Record), string(h.Scope.ID), h.Why}
		})
	})
}
