package main

import (
	"context"
	"os"
	"strings"

	"github.com/spf13/pflag"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/sso"
)

// ssoFlags say where a trust keeps its accounts, and what the service is called there.
type ssoFlags struct {
	issuer, client, secret, claim string
	roles                         []string
}

// ssoCommands set up signing in with the trust's own account. They are for whoever runs the service, not for a page: the service calls the
// address that is given.
func ssoCommands() []command {
	return []command{
		{"admin sso set", "", "let a service's people sign in with the trust's account (OpenID Connect)", "admin sso set --tenant ID --issuer https://login.example.nhs.uk --client fieldfare --client-secret-file F --claim groups --map ot-leads=lead --data DIR", func(fs *pflag.FlagSet, c *config) {
			tenantFlag(fs, c)
			fs.StringVar(&c.sso.issuer, "issuer", "", "the address of the trust's sign-in, exactly as it writes it")
			fs.StringVar(&c.sso.client, "client", "", "what this service is called there")
			fs.StringVar(&c.sso.secret, "client-secret-file", "", "file that holds the secret for it, one line")
			fs.StringVar(&c.sso.claim, "claim", "", "the claim that roles are read from, such as groups")
			fs.StringArrayVar(&c.sso.roles, "map", nil, "value=role, as often as needed; the first that somebody has counts. Without any, roles stay as leads give them")
		}, ssoSet},
		{"admin sso show", "", "say how a service's people sign in with the trust's account", "admin sso show --tenant ID --json --data DIR", tenantFlag, ssoShow},
		{"admin sso off", "", "end that; whoever is in by it is signed out", "admin sso off --tenant ID --data DIR", tenantFlag, ssoOff},
	}
}

func ssoSet(ctx context.Context, cfg *config, _ []string) error {
	if err := need("--tenant", cfg.tenant); err != nil {
		return err
	}
	raw, err := os.ReadFile(cfg.sso.secret)
	if err != nil {
		return assessments.Wrap(err, assessments.Invalid, "sso", "The file of --client-secret-file cannot be read.")
	}
	s := ledger.SSO{Tenant: cfg.tenant, Issuer: cfg.sso.issuer, Client: cfg.sso.client, Secret: strings.TrimRight(string(raw), "\r\n"), Claim: cfg.sso.claim}
	for _, m := range cfg.sso.roles {
		value, role, ok := strings.Cut(m, "=")
		if !ok {
			return usageError("--map takes what the trust's sign-in says and a role here, such as ot-leads=lead.")
		}
		s.Roles = append(s.Roles, ledger.SSORole{Value: value, Role: role})
	}
	if err := (sso.Provider{Issuer: s.Issuer, Client: s.Client, Secret: s.Secret}).Check(); err != nil {
		return err
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error { return c.Ledger().SetSSO(ctx, s) })
}

func ssoShow(ctx context.Context, cfg *config, _ []string) error {
	if err := need("--tenant", cfg.tenant); err != nil {
		return err
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		s, err := c.Ledger().SSO(ctx, cfg.tenant)
		if err != nil {
			return err
		}
		words := s.Issuer + "\t" + s.Client + "\t" + s.Claim
		for _, r := range s.Roles {
			words += "\n" + r.Value + "\t" + r.Role
		}
		return cfg.show(s, words)
	})
}

func ssoOff(ctx context.Context, cfg *config, _ []string) error {
	if err := need("--tenant", cfg.tenant); err != nil {
		return err
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error { return c.Ledger().DropSSO(ctx, cfg.tenant) })
}
