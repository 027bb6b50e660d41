package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/spf13/pflag"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/central/export/caseload"
	"github.com/fieldfare/fieldfare/central/export/csds"
	"github.com/fieldfare/fieldfare/central/export/fhir"
	"github.com/fieldfare/fieldfare/central/ledger"
)

// exportCommands are what leaves for other systems and what comes in from them. Each read stands in the audit.
func exportCommands() []command {
	child := func(fs *pflag.FlagSet, c *config) {
		tenantFlag(fs, c)
		fs.StringVar(&c.child, "child", "", "id of the child")
	}
	return []command{
		{"admin fhir", "", "write a child as a FHIR R4 bundle", "admin fhir --tenant ID --child 0190… --data DIR > child.json", child, exportFHIR},
		{"admin caseload", "", "write a service's children as CSV", "admin caseload --tenant ID --data DIR > caseload.csv", tenantFlag, exportCaseload},
		{"admin import", "FILE", "take children from a caseload (.csv) or from FHIR (JSON or XML); all or nothing", "admin import caseload.csv --tenant ID --data DIR", tenantFlag, importFile},
		{"admin csds", "DIR", "write a month as CSDS v1.6 tables into a new folder, for the trust's data team", "admin csds march --month 2026-03 --provider RXX --tenant ID --data DIR", func(fs *pflag.FlagSet, c *config) {
			tenantFlag(fs, c)
			fs.StringVar(&c.month, "month", "", "the month, such as 2026-03")
			fs.StringVar(&c.provider, "provider", "", "the trust's organisation code, such as RXX")
		}, exportCSDS},
		{"admin access", "DIR", "write a child's record for whoever asks to see it: a draft with the list of what a person must look at, then with that list the record to give", "admin access draft --tenant ID --child 0190… --data DIR", func(fs *pflag.FlagSet, c *config) {
			child(fs, c)
			fs.StringVar(&c.review, "review", "", "the draft's review.csv with every decision filled in")
			c.blobs.declare(fs)
		}, exportAccess},
		{"csds check", "DIR", "say what is wrong in a folder of CSDS tables", "csds check march", nil, checkCSDS},
	}
}

// clock is the command's clock: --now where it was given.
func (c *config) clock() (time.Time, error) {
	if c.now == "" {
		return time.Now(), nil
	}
	t, err := time.Parse(time.RFC3339, c.now)
	if err != nil {
		return t, usageError("--now takes a time such as 2026-11-20T09:30:00Z.")
	}
	return t, nil
}

func exportFHIR(ctx context.Context, cfg *config, _ []string) error {
	if err := errors.Join(need("--tenant", cfg.tenant), need("--child", cfg.child)); err != nil {
		return usageError("Say which with --tenant ID and --child ID.")
	}
	now, err := cfg.clock()
	if err != nil {
		return err
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		records, err := c.Ledger().ReadAround(ctx, cfg.tenant, assessments.ID(cfg.child), "export as FHIR")
		if err != nil {
			return err
		}
		asks, err := template.Load(assets.Templates)
		if err != nil {
			return err
		}
		raw, held, err := fhir.Export(assessments.ID(cfg.child), records, asks, now)
		if err != nil {
			return err
		}
		if held > 0 {
			cfg.say("%s", fhir.HeldWords(held))
		}
		_, err = cfg.out.Write(raw)
		return err
	})
}

func exportCaseload(ctx context.Context, cfg *config, _ []string) error {
	if err := need("--tenant", cfg.tenant); err != nil {
		return err
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		records, err := c.Ledger().ReadKinds(ctx, cfg.tenant, "export of the caseload", assessments.KindChild, assessments.KindReferral, assessments.KindPerson,
			assessments.KindSetting, assessments.KindEnteredInError)
		if err == nil {
			_, err = cfg.out.Write(caseload.Write(records))
		}
		return err
	})
}

// importFile takes a file into the ledger as the service's own changes, so that the tablets receive it by the ordinary feed.
func importFile(ctx context.Context, cfg *config, args []string) error {
	if err := need("--tenant", cfg.tenant); err != nil {
		return err
	}
	raw, err := os.ReadFile(args[0])
	if err != nil {
		return assessments.Wrap(err, assessments.NotFound, "import", args[0]+" cannot be read. Check its name and that you may read it.")
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		l := c.Ledger()
		existing, err := l.ReadKinds(ctx, cfg.tenant, "import of a file", assessments.KindChild, assessments.KindSetting, assessments.KindPerson)
		if err != nil {
			return err
		}
		newID := func() string { return uuid.Must(uuid.NewV7()).String() }
		var records []assessments.Record
		if fhir.Looks(raw[:min(len(raw), 4<<10)]) {
			taken, perr := fhir.Parse(bytes.NewReader(raw), args[0], fhir.Into{NewID: newID, ByNumber: byNumber(existing)})
			records, err = taken.Records, perr
			for kind, n := range taken.Left {
				cfg.say("%d resources of type %s were left; only Patients and RelatedPersons are taken.", n, kind)
			}
			for _, n := range taken.Notes {
				cfg.say("%s", n)
			}
		} else {
			records, err = caseload.Parse(bytes.NewReader(raw), args[0], caseload.Into{NewID: newID, Existing: existing})
		}
		if err != nil {
			return err
		}
		entries := changesOf(records, existing)
		if _, err := l.Write(ctx, cfg.tenant, ledger.Author{Actor: "admin"}, entries...); err != nil {
			return err
		}
		return cfg.show(map[string]int{"records": len(entries)}, fmt.Sprintf("%d records imported", len(entries)))
	})
}

// changesOf sets of records that are there only what differs, and makes the others.
func changesOf(records, existing []assessments.Record) []ledger.Entry {
	var out []ledger.Entry
	for _, r := range records {
		set, base := r.Fields.Clone(), uint64(0)
		if i := slices.IndexFunc(existing, func(x assessments.Record) bool { return x.ID == r.ID }); i >= 0 {
			base = existing[i].Meta.Seq
			for name, v := range existing[i].Fields {
				if set[name] != nil && assessments.SameJSON(set[name], v) {
					delete(set, name)
				}
			}
		}
		if len(set) > 0 {
			out = append(out, ledger.Entry{Edit: assessments.Edit{Record: r.ID, Kind: r.Kind, Scope: r.Scope, Set: set}, Base: base})
		}
	}
	return out
}

func byNumber(records []assessments.Record) func(string) (assessments.ID, bool) {
	ids := map[string]assessments.ID{}
	for _, r := range records {
		if n, err := assessments.ParseNHSNumber(r.Fields.Text("nhs_number")); err == nil && r.Kind == assessments.KindChild {
			ids[n] = r.ID
		}
	}
	return func(n string) (assessments.ID, bool) { id, ok := ids[n]; return id, ok }
}

func exportCSDS(ctx context.Context, cfg *config, args []string) error {
	if err := need("--tenant", cfg.tenant); err != nil {
		return err
	}
	now, err := cfg.clock()
	if err != nil {
		return err
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		records, err := c.Ledger().ReadKinds(ctx, cfg.tenant, "export of CSDS tables", assessments.KindChild, assessments.KindReferral, assessments.KindContact,
			assessments.KindDischarge, assessments.KindAlert, assessments.KindEnteredInError)
		if err != nil {
			return err
		}
		files, err := csds.Tables(records, csds.Month{First: assessments.Date(cfg.month + "-01"), Provider: cfg.provider, Made: now})
		if err != nil {
			return err
		}
		named := map[string][]byte{}
		for name, raw := range files {
			named[string(name)+".csv"] = raw
		}
		if err := writeFolder(args[0], named); err != nil {
			return err
		}
		return cfg.show(map[string]int{"tables": len(named)}, fmt.Sprintf("%d tables written. They are for the trust's data team, and are no submission file.", len(named)))
	})
}

// writeFolder makes a new folder that only its owner may read, and never writes over one that is there.
func writeFolder(dir string, files map[string][]byte) error {
	fail := func(err error) error {
		if errors.Is(err, fs.ErrExist) {
			return assessments.Errorf(assessments.Conflict, "export", "There is something called %s already. Name a new folder.", dir)
		}
		return assessments.Wrap(err, assessments.Invalid, "export", dir+" could not be written. Check the folder and the free space.")
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		return fail(err)
	}
	for name, raw := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return fail(err)
		}
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			return fail(err)
		}
	}
	return nil
}

// checkCSDS asks no database.
func checkCSDS(_ context.Context, cfg *config, args []string) error {
	list, err := filepath.Glob(filepath.Join(args[0], "*.csv"))
	if err != nil || len(list) == 0 {
		return assessments.Errorf(assessments.NotFound, "csds", "There are no tables in %s.", args[0])
	}
	files := map[csds.Name][]byte{}
	for _, path := range list {
		raw, err := os.ReadFile(path)
		if err != nil {
			return assessments.Wrap(err, assessments.NotFound, "csds", path+" cannot be read.")
		}
		files[csds.Name(strings.TrimSuffix(filepath.Base(path), ".csv"))] = raw
	}
	faults := csds.Check(files)
	if err := rows(cfg, append([]csds.Fault{}, faults...), func(f csds.Fault) []string { return []string{f.String()} }); err != nil {
		return err
	}
	if len(faults) > 0 {
		return assessments.Errorf(assessments.Invalid, "csds", "Mistakes in these tables: %d.", len(faults))
	}
	cfg.say("Every value is of its form, and every row belongs to another.")
	return nil
}
