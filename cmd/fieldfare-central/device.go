package main

import (
	"context"
	"fmt"

	"github.com/spf13/pflag"

	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/central/ledger"
)

// deviceCommands are what may be done to a tablet that went astray, and who may do the worst of it.
func deviceCommands() []command {
	return []command{
		{"admin device list", "", "list devices", "admin device list --json --data DIR", tenantFlag, deviceList},
		{"admin device suspend", "ID", "let a device send what it has, and get nothing", "admin device suspend ID --data DIR", nil, deviceState(ledger.Suspended)},
		{"admin device resume", "ID", "let it do both again; takes back an order to wipe", "admin device resume ID --data DIR", nil, deviceState(ledger.Active)},
		{"admin device revoke", "ID", "lock a device, and keep aside what it still sends", "admin device revoke ID --data DIR", nil, deviceState(ledger.Revoked)},
		{"admin device accept", "ID", "take what a revoked device sent into the records", "admin device accept ID --data DIR", nil, deviceAccept},
		{"admin device wipe", "ID", "order a device to wipe itself; takes two leads", "admin device wipe ID --by LEAD --second LEAD --data DIR", func(fs *pflag.FlagSet, c *config) {
			fs.StringVar(&c.by, "by", "", "id of the lead who orders it")
			fs.StringVar(&c.second, "second", "", "id of another lead who agrees")
		}, deviceWipe},
		{"admin lead add", "THERAPIST", "make a therapist a lead", "admin lead add ID --data DIR", nil, lead(true)},
		{"admin lead remove", "THERAPIST", "end that", "admin lead remove ID --data DIR", nil, lead(false)},
		{"admin tenant lease", "DAYS", "how long a service's tablets open without a sync (21)", "admin tenant lease 14 --tenant ID --data DIR", tenantFlag, tenantLease},
	}
}

// deviceList shows what each device last said of itself: a tablet in a drawer with unsent work is found here.
func deviceList(ctx context.Context, cfg *config, _ []string) error {
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		list, err := c.Devices(ctx, cfg.tenant)
		if err != nil {
			return err
		}
		return rows(cfg, list, func(d ledger.Device) []string {
			state := d.State
			if d.Wiped != "" {
				state = "wiped " + d.Wiped
			}
			return []string{d.ID, state, "last seen " + orNever(d.LastSeen), fmt.Sprintf("%d unsent", d.Unsent), fmt.Sprintf("%d in quarantine", d.Quarantined), inEscrow(d)}
		})
	})
}

func inEscrow(d ledger.Device) string {
	if d.Escrow {
		return "key in escrow"
	}
	return "no key in escrow"
}

func orNever(at string) string {
	if at == "" {
		return "never"
	}
	return at
}

// stated are the sentences after a change of state: what is safe, and when it takes effect.
var stated = map[string]string{
	ledger.Active:    "The device works as before from its next sync on. What it had sent meanwhile was tried again.",
	ledger.Suspended: "The device may send what it has and gets nothing. Nothing on it was deleted.",
	ledger.Revoked:   "The device locks itself at its next sync. Nothing on it was deleted; what it still sends is kept in quarantine until somebody accepts it.",
}

// deviceState suspends, revokes or resumes.
func deviceState(state string) runner {
	return func(ctx context.Context, cfg *config, args []string) error {
		return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
			if err := c.SetDeviceState(ctx, args[0], state); err != nil {
				return err
			}
			cfg.say("%s", stated[state])
			return cfg.show(map[string]string{"state": state})
		})
	}
}

// deviceAccept is a lead's decision about work that came from a tablet nobody vouched for.
func deviceAccept(ctx context.Context, cfg *config, args []string) error {
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		n, err := c.AcceptDevice(ctx, args[0])
		if err != nil {
			return err
		}
		cfg.say("%d changes were taken into the records. What could not be taken is still in quarantine.", n)
		return cfg.show(map[string]int{"taken": n})
	})
}

// deviceWipe names both leads, so that the audit trail does.
func deviceWipe(ctx context.Context, cfg *config, args []string) error {
	if err := need("--by", cfg.by); err != nil {
		return err
	}
	if err := need("--second", cfg.second); err != nil {
		return err
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		if err := c.WipeDevice(ledger.As(ctx, cfg.by), args[0], cfg.by, cfg.second); err != nil {
			return err
		}
		cfg.say("The device wipes itself when it next calls, after it has sent what it still holds. Until then: admin device resume takes the order back.")
		return cfg.show(map[string]string{"state": ledger.ToWipe})
	})
}

// lead names who may order wipes and hold halves of the recovery key.
func lead(is bool) runner {
	return func(ctx context.Context, cfg *config, args []string) error {
		return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
			if err := c.SetLead(ctx, args[0], is); err != nil {
				return err
			}
			return cfg.show(map[string]bool{"lead": is})
		})
	}
}

// tenantLease takes effect on each tablet at its next sync.
func tenantLease(ctx context.Context, cfg *config, args []string) error {
	if err := need("--tenant", cfg.tenant); err != nil {
		return err
	}
	var days int
	if _, err := fmt.Sscan(args[0], &days); err != nil {
		return usageError("Give a number of days, such as 21.")
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		if err := c.SetLease(ctx, cfg.tenant, days); err != nil {
			return err
		}
		cfg.say("From its next sync on, each tablet of the service opens for %d days without another one.", days)
		return cfg.show(map[string]int{"days": days})
	})
}
