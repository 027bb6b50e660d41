package main

import (
	"context"

	"github.com/spf13/pflag"

	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/central/ledger"
)

// accountCommands are how the first person gets into the pages; that person invites the others there.
func accountCommands() []command {
	return []command{
		{"admin account add", "THERAPIST", "let somebody sign in to the service's pages, also again after a lost phone or password", "admin account add ID --role lead --data DIR", func(fs *pflag.FlagSet, c *config) {
			fs.StringVar(&c.role, "role", "", "therapist, assistant, lead, coordination or auditor; without it the role stays")
		}, accountAdd},
		{"admin account list", "", "list people with their roles and how far their accounts are", "admin account list --tenant ID --json --data DIR", tenantFlag, accountList},
	}
}

// accountAdd prints a code that counts once. The password is chosen by its owner in a browser: it never stands on a command line.
func accountAdd(ctx context.Context, cfg *config, args []string) error {
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		tenant, err := c.Ledger().TenantOf(ctx, args[0])
		if err == nil && cfg.role != "" {
			err = c.Ledger().SetRole(ctx, tenant, args[0], cfg.role)
		}
		var code string
		if err == nil {
			code, err = c.Ledger().Invite(ctx, tenant, args[0])
		}
		if err != nil {
			return err
		}
		cfg.say("With this code they choose a password within three days, once, on the page /team/start of this service:")
		return cfg.show(map[string]string{"code": code}, code)
	})
}

// accountList names staff, and nobody else.
func accountList(ctx context.Context, cfg *config, _ []string) error {
	if err := need("--tenant", cfg.tenant); err != nil {
		return err
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		list, err := c.Ledger().People(ctx, cfg.tenant)
		if err != nil {
			return err
		}
		return rows(cfg, list, func(p ledger.Person) []string {
			account := p.Account
			if account == "" {
				account = "no account"
			}
			return []string{p.ID, p.Name, p.Email, p.Role, account}
		})
	})
}
