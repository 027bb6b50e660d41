package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/pflag"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// escrowCommands are for the day on which somebody has lost both passphrase and recovery code.
func escrowCommands() []command {
	return []command{
		{"admin escrow new", "", "make a service's recovery key, in two halves for two leads", "admin escrow new --tenant ID --out1 one.json --out2 two.json --data DIR", func(fs *pflag.FlagSet, c *config) {
			tenantFlag(fs, c)
			fs.StringVar(&c.out1, "out1", "", "file for the first half")
			fs.StringVar(&c.out2, "out2", "", "file for the second half")
		}, escrowNew},
		{"admin escrow take", "DEVICE", "write a device's sealed key to a file, for fieldfarectl recover", "admin escrow take ID --out sealed.json --data DIR", func(fs *pflag.FlagSet, c *config) {
			fs.StringVar(&c.out1, "out", "", "file for the sealed key")
		}, escrowTake},
	}
}

// escrowNew writes both halves before the key is used: a tablet must never seal to a key that nobody has.
func escrowNew(ctx context.Context, cfg *config, _ []string) error {
	switch {
	case cfg.tenant == "":
		return need("--tenant", "")
	case cfg.out1 == "" || cfg.out2 == "" || filepath.Clean(cfg.out1) == filepath.Clean(cfg.out2):
		return usageError("Name two files, one for each lead: --out1 FILE --out2 FILE.")
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		var made []string
		name, err := c.NewRecovery(ctx, cfg.tenant, func(halves [2]wire.Share) error {
			for i, file := range []string{cfg.out1, cfg.out2} {
				if err := writeSecret(file, halves[i]); err != nil {
					return err
				}
				made = append(made, file)
			}
			return nil
		})
		if err != nil {
			for _, file := range made {
				err = errors.Join(err, os.Remove(file)) // halves of a key that nobody uses only confuse
			}
			return err
		}
		cfg.say("Recovery key %s. Give each file to another lead, on a stick that is kept locked away and not here: either alone is worth nothing, and without both nobody gets in. Each tablet seals its key to it at its next sync.", name)
		return cfg.show(map[string]string{"key": name}, name)
	})
}

// escrowTake gives out what only the two leads together can open.
func escrowTake(ctx context.Context, cfg *config, args []string) error {
	if cfg.out1 == "" {
		return usageError("Say with --out where to write it.")
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		e, err := c.TakeEscrow(ctx, args[0])
		if err != nil {
			return err
		}
		if err := writeSecret(cfg.out1, e); err != nil {
			return err
		}
		cfg.say("Written. With both halves of recovery key %s: fieldfarectl recover --store DIR --escrow ONE TWO --sealed %s", e.Key, cfg.out1)
		return cfg.show(map[string]string{"key": e.Key})
	})
}

// writeSecret writes a new file that only its owner may read. One that is there already is never written over: it may be the only half.
func writeSecret(file string, v any) error {
	raw, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return assessments.Wrap(err, assessments.Internal, "escrow", "")
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return assessments.Wrap(err, assessments.Conflict, "escrow", "There is a file "+file+" already. Nothing was changed; choose another name.")
	}
	if err == nil {
		_, err = f.Write(append(raw, '\n'))
		if err == nil {
			err = f.Sync()
		}
		if cerr := f.Close(); err == nil {
			err = cerr
		}
	}
	if err != nil {
		return assessments.Wrap(err, assessments.Forbidden, "escrow", "The file "+file+" cannot be written. Nothing was changed.")
	}
	return nil
}
