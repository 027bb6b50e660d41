package main

import (
	"context"
	"encoding/json"
	"path/filepath"

	"github.com/spf13/pflag"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/central/disposal"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/london"
)

// disposalFlags say what a disposal has to reach outside of the database. They are those that serve was given.
type disposalFlags struct {
	register   string
	backupDays int
	until, why string
}

func (d *disposalFlags) declare(fs *pflag.FlagSet) {
	fs.StringVar(&d.register, "disposals", "", "file of the list of destroyed records, kept outside of the database; "+disposal.RegisterName+" beside an embedded one")
	fs.IntVar(&d.backupDays, "backup-days", 0, "how many days backups are kept, for the certificates of destruction")
}

// disposalPlaces are the flags of whatever destroys a record.
func disposalPlaces(fs *pflag.FlagSet, c *config) {
	tenantFlag(fs, c)
	c.disposal.declare(fs)
	c.blobs.declare(fs)
	fs.StringVar(&c.handoff, "handoff-dir", "", "folder for the trust's patient record, as serve was given it")
}

// byFlag names the lead whose word it is.
func byFlag(fs *pflag.FlagSet, c *config) {
	tenantFlag(fs, c)
	fs.StringVar(&c.by, "by", "", "id of the lead who says so")
}

// disposalCommands are how a child's record ends.
func disposalCommands() []command {
	return []command{
		{"admin disposal list", "", "list the records whose time is over, and what was destroyed", "admin disposal list --json --tenant ID --data DIR", tenantFlag, disposalList},
		{"admin disposal show", "CHILD", "show until when a record is kept, and what stands in the way of destroying it", "admin disposal show ID --tenant ID --data DIR", tenantFlag, disposalShow},
		{"admin disposal hold", "CHILD", "keep a record beyond its time", "admin disposal hold ID --tenant ID --by LEAD --why \"the public inquiry\" --until 2030-12-31 --data DIR", func(fs *pflag.FlagSet, c *config) {
			byFlag(fs, c)
			fs.StringVar(&c.disposal.why, "why", "", "why, in a few words that name nobody")
			fs.StringVar(&c.disposal.until, "until", "", "last day, 2030-12-31; without it the hold stands until it is lifted")
		}, disposalHold},
		{"admin disposal lift", "CHILD", "lift the holds of a record", "admin disposal lift ID --tenant ID --by LEAD --data DIR", byFlag, disposalLift},
		{"admin disposal order", "CHILD", "destroy a record whose time is over; takes two leads", "admin disposal order ID --tenant ID --by LEAD --second LEAD --data DIR", func(fs *pflag.FlagSet, c *config) {
			disposalPlaces(fs, c)
			fs.StringVar(&c.by, "by", "", "id of the lead who asks for it")
			fs.StringVar(&c.second, "second", "", "id of another lead who agrees")
		}, disposalOrder},
		{"admin disposal certificate", "CHILD", "write the certificate of a destroyed record", "admin disposal certificate ID --tenant ID --data DIR > certificate.json", tenantFlag, disposalCertificate},
		{"admin disposal replay", "FILE", "after a database was put back: destroy again what a list of destroyed records names", "admin disposal replay /media/backups/" + disposal.RegisterName + " --data DIR", disposalPlaces, disposalReplay},
		{"admin disposal scrub", "", "write the database's files anew, so that nothing deleted is left in them; nobody can work meanwhile", "admin disposal scrub --database postgres://…", nil, disposalScrub},
	}
}

// A dueRow is a record whose time is over, or one that was destroyed.
type dueRow struct {
	Record assessments.ID   `json:"record"`
	State  string           `json:"state"` // due, held, or a disposal's
	Until  assessments.Date `json:"kept_until"`
	Rule   string           `json:"rule"`
}

func disposalList(ctx context.Context, cfg *config, _ []string) error {
	if err := need("--tenant", cfg.tenant); err != nil {
		return err
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		due, err := c.Disposal().Due(ctx, cfg.tenant)
		if err != nil {
			return err
		}
		list := []dueRow{}
		for _, x := range due {
			state := "due"
			if x.Held {
				state = "held"
			}
			list = append(list, dueRow{x.Child, state, x.Retention.Until, x.Retention.Rule})
		}
		gone, err := c.Ledger().Disposals(ctx, cfg.tenant)
		if err != nil {
			return err
		}
		for _, d := range gone {
			list = append(list, dueRow{d.Child, d.State, d.Until, d.Rule})
		}
		return rows(cfg, list, func(r dueRow) []string { return []string{string(r.Record), r.State, string(r.Until), r.Rule} })
	})
}

func disposalShow(ctx context.Context, cfg *config, args []string) error {
	if err := need("--tenant", cfg.tenant); err != nil {
		return err
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		v, err := c.Disposal().Look(ctx, cfg.tenant, assessments.ID(args[0]))
		if err != nil {
			return err
		}
		if x := v.Disposal; x != nil && x.State != ledger.DisposalAsked {
			cfg.say("Two leads ordered that this record be destroyed: %s.", x.State)
			return cfg.show(map[string]any{"state": x.State, "later": v.Later}, x.State)
		}
		doc := map[string]any{"kept_until": v.Retention.Until, "rule": v.Retention.Rule, "in_the_way": append([]string{}, v.Bars...), "records": v.Records}
		return cfg.show(doc, append([]string{v.Retention.Rule}, v.Bars...)...)
	})
}

func disposalHold(ctx context.Context, cfg *config, args []string) error {
	return byLead(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		return c.Ledger().HoldRecord(ctx, cfg.tenant, ledger.Hold{Child: assessments.ID(args[0]), Lead: cfg.by, Why: cfg.disposal.why, Until: assessments.Date(cfg.disposal.until)})
	})
}

func disposalLift(ctx context.Context, cfg *config, args []string) error {
	return byLead(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		return c.Ledger().LiftHolds(ctx, cfg.tenant, assessments.ID(args[0]), cfg.by)
	})
}

// byLead does something in the name of a lead, who then stands in the audit trail.
func byLead(ctx context.Context, cfg *config, do func(context.Context, *central.Central) error) error {
	if err := need("--tenant", cfg.tenant); err != nil {
		return err
	}
	if err := need("--by", cfg.by); err != nil {
		return err
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		if err := do(ledger.As(ctx, cfg.by), c); err != nil {
			return err
		}
		return cfg.show(map[string]bool{"ok": true})
	})
}

// disposalOrder names both leads, so that the audit trail does, and destroys the record at once. One lead may have asked at the page before.
func disposalOrder(ctx context.Context, cfg *config, args []string) error {
	for _, n := range [][2]string{{"--tenant", cfg.tenant}, {"--by", cfg.by}, {"--second", cfg.second}} {
		if err := need(n[0], n[1]); err != nil {
			return err
		}
	}
	child := assessments.ID(args[0])
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		if err := c.Disposal().Order(ctx, cfg.tenant, child, cfg.by, cfg.second); err != nil {
			return err
		}
		if _, err := c.Disposal().Finish(ctx); err != nil {
			return err
		}
		cfg.say("The record was destroyed on %s. Its certificate: fieldfare-central admin disposal certificate %s. Backups from before still hold it; a restore destroys it again.", london.Day(c.Now()).Words(), child)
		return certificate(ctx, cfg, c, child)
	})
}

func disposalCertificate(ctx context.Context, cfg *config, args []string) error {
	if err := need("--tenant", cfg.tenant); err != nil {
		return err
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		return certificate(ctx, cfg, c, assessments.ID(args[0]))
	})
}

// certificate prints one document of JSON whether or not --json is given: its hash stands in the audit trail, so its bytes must not change.
func certificate(ctx context.Context, cfg *config, c *central.Central, child assessments.ID) error {
	list, err := c.Ledger().Disposals(ctx, cfg.tenant)
	if err != nil {
		return err
	}
	for _, d := range list {
		if d.Child == child && len(d.Certificate) > 0 {
			_, err := cfg.out.Write(append(json.RawMessage{}, append(d.Certificate, '\n')...))
			return err
		}
	}
	return assessments.Errorf(assessments.NotFound, "disposal.certificate", "No record with that id was destroyed in this service.")
}

func disposalReplay(ctx context.Context, cfg *config, args []string) error {
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error { return replay(ctx, cfg, c, args[0]) })
}

// replay destroys again what a register names.
func replay(ctx context.Context, cfg *config, c *central.Central, file string) error {
	n, err := c.Disposal().Replay(ctx, file)
	if err == nil {
		_, err = c.Disposal().Finish(ctx)
	}
	if err != nil {
		return err
	}
	cfg.say("%d records that had been destroyed were back, and are destroyed again.", n)
	return cfg.show(map[string]int{"destroyed_again": n})
}

func disposalScrub(ctx context.Context, cfg *config, _ []string) error {
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		if err := c.Ledger().Scrub(ctx, true); err != nil {
			return err
		}
		cfg.say("The database's files were written anew. PostgreSQL's own log still holds what was deleted until it goes round.")
		return cfg.show(map[string]bool{"ok": true})
	})
}

// besideBackup is where the register lies beside a backup.
func besideBackup(file string) string {
	return filepath.Join(filepath.Dir(file), disposal.RegisterName)
}
