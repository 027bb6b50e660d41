package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"rsc.io/qr"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/sync/courier"
)

// with opens the service for one command. What the command does is written down as done by an administrator.
func with(ctx context.Context, cfg *config, do func(context.Context, *central.Central) error) error {
	c, err := open(ctx, cfg, quiet(cfg))
	if err != nil {
		return err
	}
	defer c.Close()
	return do(ledger.As(ctx, "admin"), c)
}

// show prints one document with --json, and otherwise one line a row.
func (c *config) show(doc any, lines ...string) error {
	if c.json {
		enc := json.NewEncoder(c.out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(doc)
	}
	for _, l := range lines {
		if _, err := fmt.Fprintln(c.out, l); err != nil {
			return err
		}
	}
	return nil
}

// say tells a person something that no script needs.
func (c *config) say(format string, args ...any) {
	if !c.json {
		fmt.Fprintf(c.err, format+"\n", args...)
	}
}

// rows prints a list; line makes a row for people.
func rows[T any](cfg *config, list []T, line func(T) []string) error {
	lines := make([]string, len(list))
	for i, x := range list {
		lines[i] = strings.Join(line(x), "\t")
	}
	return cfg.show(list, lines...)
}

// need is for flags without which a command means nothing. Ids are never guessed: a wrong grant shows a child to a stranger.
func need(what, value string) error {
	if value == "" {
		return usageError("Say which with " + what + " ID.")
	}
	return nil
}

// tenantAdd records the pack's name; what it means is the tablets' business.
func tenantAdd(ctx context.Context, cfg *config, args []string) error {
	if cfg.pack == "" {
		return usageError("Say with --pack which rules the service works by, such as --pack lewisham-like.")
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		t, err := c.TenantAdd(ctx, args[0], cfg.pack)
		if err != nil {
			return err
		}
		cfg.say("%s was added. Its id is:", t.Name)
		return cfg.show(map[string]string{"id": t.ID}, t.ID)
	})
}

// therapistAdd adds somebody who can then enrol devices. They see the team's records, and no child before a grant.
func therapistAdd(ctx context.Context, cfg *config, args []string) error {
	if err := need("--tenant", cfg.tenant); err != nil {
		return err
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		t, err := c.TherapistAdd(ctx, cfg.tenant, args[0], args[1])
		if err != nil {
			return err
		}
		cfg.say("%s was added. Their id is:", t.Name)
		return cfg.show(map[string]string{"id": t.ID}, t.ID)
	})
}

// code shows a code that is kept nowhere in clear: whoever loses it makes another.
func code(ctx context.Context, cfg *config, _ []string) error {
	if err := need("--therapist", cfg.therapist); err != nil {
		return err
	}
	if cfg.qr != "" && cfg.address == "" {
		return usageError("A QR code holds the address too: say it with --address https://….")
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		code, err := c.Code(ctx, cfg.therapist)
		if err != nil {
			return err
		}
		cfg.say("This code enrols one device, once, within 15 minutes:")
		if cfg.address == "" {
			return cfg.show(map[string]string{"code": code}, code)
		}
		invite := courier.Invite(cfg.address, code)
		if cfg.qr != "" {
			if err := drawQR(cfg.qr, invite); err != nil {
				return err
			}
		}
		return cfg.show(map[string]string{"code": code, "invite": invite}, invite)
	})
}

// drawQR writes words as a QR code to a file that only its owner may read.
func drawQR(file, words string) error {
	const op = "admin.code"
	q, err := qr.Encode(words, qr.M)
	if err != nil {
		return assessments.Wrap(err, assessments.TooLarge, op, "This address is too long for a QR code. Tell address and code in words.")
	}
	if err := os.WriteFile(file, q.PNG(), 0o600); err != nil {
		return assessments.Wrap(err, assessments.Forbidden, op, "The QR code could not be written to "+file+". The code was made and counts; make another, or choose another file.")
	}
	return nil
}

// scope is the child or setting that was named, for a therapist.
func (c *config) scope() (assessments.Scope, error) {
	scope, err := c.where()
	if err == nil && c.therapist == "" {
		err = usageError("Say for whom with --therapist ID.")
	}
	return scope, err
}

// where is the child or setting that was named, for whomever.
func (c *config) where() (assessments.Scope, error) {
	switch {
	case (c.child == "") == (c.setting == ""):
		return assessments.Scope{}, usageError("Name either --child ID or --setting ID.")
	case c.child != "":
		return assessments.ChildScope(assessments.ID(c.child)), nil
	}
	return assessments.SettingScope(assessments.ID(c.setting)), nil
}

// grant also lets in what the therapist had sent too early.
func grant(ctx context.Context, cfg *config, _ []string) error {
	scope, err := cfg.scope()
	if err != nil {
		return err
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		if err := c.Grant(ctx, scope, cfg.therapist); err != nil {
			return err
		}
		return cfg.show(map[string]bool{"ok": true})
	})
}

// ungrant stops what is delivered from now on; the therapist's devices let go of what they have when they next sync.
func ungrant(ctx context.Context, cfg *config, _ []string) error {
	scope, err := cfg.scope()
	if err != nil {
		return err
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		if err := c.UngrantWithin(ctx, scope, cfg.therapist, cfg.grace); err != nil {
			return err
		}
		return cfg.show(map[string]bool{"ok": true})
	})
}

// export writes the bundle whether or not --json is given: it is one document of JSON either way.
func export(ctx context.Context, cfg *config, _ []string) error {
	if err := need("--tenant", cfg.tenant); err != nil {
		return err
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error { return c.Export(ctx, cfg.tenant, cfg.out) })
}
