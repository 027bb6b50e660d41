package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/central/export/access"
)

// exportAccess makes the draft, or with every decision the record to give. Both stand in the audit, and so does what was decided.
func exportAccess(ctx context.Context, cfg *config, args []string) error {
	if cfg.tenant == "" || cfg.child == "" {
		return usageError("Say which with --tenant ID and --child ID.")
	}
	now, err := cfg.clock()
	if err != nil {
		return err
	}
	asks, err := template.Load(assets.Templates)
	if err != nil {
		return err
	}
	req, why := access.Request{Child: assessments.ID(cfg.child), Asks: asks, At: now}, "subject access, draft"
	if cfg.review != "" {
		why = "subject access, to be given"
		f, err := os.Open(cfg.review)
		if err != nil {
			return assessments.Wrap(err, assessments.NotFound, "access", cfg.review+" cannot be read. Check its name and that you may read it.")
		}
		defer f.Close()
		if req.Decisions, err = access.ReadReview(f, cfg.review); err != nil {
			return err
		}
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		if req.Records, err = c.Ledger().ReadAround(ctx, cfg.tenant, req.Child, why); err != nil {
			return err
		}
		if shelf, err := c.Shelf(ctx); err == nil { // without one, the pack says which files are not in it
			req.File = func(sha string) ([]byte, error) {
				r, err := shelf.Open(ctx, cfg.tenant, assessments.ChildScope(req.Child).Key(), sha)
				if err != nil {
					return nil, err
				}
				return io.ReadAll(r)
			}
		}
		pack, err := access.Build(req)
		if err != nil {
			return err
		}
		if n := len(pack.Open); n > 0 && cfg.review != "" {
			p := pack.Open[0]
			return assessments.Errorf(assessments.Forbidden, "access", "Nothing was written: %d parts of the record have no decision yet; the first is %s of record %s. Fill in every line of the list, or make a new draft.", n, p.Part(), p.Record)
		}
		if cfg.review != "" {
			give, out, other := access.Count(req.Decisions)
			if err := c.Ledger().Note(ctx, cfg.tenant, fmt.Sprintf("subject access decided: %d given, %d left out, %d in other words", give, out, other), assessments.ChildScope(req.Child).Key()); err != nil {
				return err
			}
		}
		if err := writeFolder(args[0], pack.Files); err != nil {
			return err
		}
		for _, n := range pack.Notes {
			cfg.say("%s", n)
		}
		if len(pack.Open) > 0 {
			cfg.say("This is a draft. A person must look at %d parts: fill in review.csv, then make it again with --review.", len(pack.Open))
		}
		return cfg.show(map[string]int{"files": len(pack.Files), "open": len(pack.Open)}, fmt.Sprintf("%d files written", len(pack.Files)))
	})
}
