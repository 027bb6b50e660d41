package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/central/ledger"
)

// handover changes who has a child, and then says what is still on the former therapist's devices.
func handover(ctx context.Context, cfg *config, _ []string) error {
	scope, err := cfg.where()
	if err != nil {
		return err
	}
	if cfg.from == "" || cfg.to == "" {
		return usageError("Say who hands over with --from ID, and to whom with --to ID.")
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		if err := c.Handover(ctx, scope, cfg.from, cfg.to, cfg.grace); err != nil {
			return err
		}
		list, err := c.Handovers(ctx, "", scope)
		if err != nil {
			return err
		}
		for _, h := range list {
			if h.From == cfg.from && h.To == cfg.to {
				if err := c.Ledger().SayHandedOver(ctx, h.Tenant, scope); err != nil {
					return err
				}
				return cfg.show(h, told(h)...)
			}
		}
		return cfg.show(map[string]bool{"ok": true})
	})
}

// told says in sentences how far a hand-over is.
func told(h ledger.Handing) []string {
	to := "Access was taken away"
	if h.ToName != "" {
		to = "Handed to " + h.ToName
	}
	lines := []string{fmt.Sprintf("%s on %s; %s had it before. What is still on their tablets is taken until %s.", to, day(h.At), h.FromName, day(h.GraceUntil))}
	if h.Late > 0 {
		lines = append(lines, fmt.Sprintf("%d late changes were taken since.", h.Late))
	}
	for _, t := range h.Tablets {
		switch {
		case t.Purged:
			lines = append(lines, fmt.Sprintf("Tablet %s has let go of it.", t.Device))
		case t.LastSeen == "":
			lines = append(lines, fmt.Sprintf("Tablet %s has never synced.", t.Device))
		default:
			lines = append(lines, fmt.Sprintf("Tablet %s has not let go yet: %d items unsent and %d in quarantine, of all its children together, when last seen on %s.", t.Device, t.Unsent, t.Quarantined, day(t.LastSeen)))
		}
	}
	return lines
}

// day is the day of a moment; grants that ended before hand-over existed have none.
func day(at string) string {
	d, _, _ := strings.Cut(at, "T")
	if d == "" {
		return "an earlier day"
	}
	return d
}

// narrowed is the scope that a list is narrowed to, or the zero one.
func (c *config) narrowed() (assessments.Scope, error) {
	if c.child == "" && c.setting == "" {
		return assessments.Scope{}, nil
	}
	return c.where()
}

// handovers lists ids, names of staff and numbers; nothing of a child but its id.
func handovers(ctx context.Context, cfg *config, _ []string) error {
	scope, err := cfg.narrowed()
	if err != nil {
		return err
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		list, err := c.Handovers(ctx, cfg.tenant, scope)
		if err != nil {
			return err
		}
		return rows(cfg, list, func(h ledger.Handing) []string { return []string{h.Scope, strings.Join(told(h), " ")} })
	})
}

// late lists what whoever has the child now should look at.
func late(ctx context.Context, cfg *config, _ []string) error {
	scope, err := cfg.narrowed()
	if err != nil {
		return err
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		list, err := c.Late(ctx, cfg.tenant, scope)
		if err != nil {
			return err
		}
		return rows(cfg, list, func(l ledger.LateChange) []string {
			return []string{l.At, l.Scope, l.Record, "from " + l.Name, l.Device}
		})
	})
}
