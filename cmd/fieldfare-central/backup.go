package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/pflag"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/central/box"
	"github.com/fieldfare/fieldfare/central/disposal"
)

// keyFlag names the key that backups are sealed with.
func keyFlag(fs *pflag.FlagSet, c *config) {
	c.blobs.declare(fs)
	fs.StringVar(&c.backupKey, "key", "", "file of the key that backups are sealed with (made at the first backup; default in your configuration folder)")
}

// restoreFlags name also what a restore puts back, and what it destroys again.
func restoreFlags(fs *pflag.FlagSet, c *config) {
	c.blobs.declare(fs)
	c.disposal.declare(fs)
	fs.StringVar(&c.handoff, "handoff-dir", "", "folder for the trust's patient record, as serve is given it")
	fs.StringVar(&c.backupKey, "key", "", "file of the key that backups are sealed with")
}

// keyFile is where the key is without a word about it: with the person's own configuration, not beside the database, so that a
// thief of the one has not the other.
func (c *config) keyFile() (string, error) {
	if c.backupKey != "" {
		return c.backupKey, nil
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", usageError("Say with --key in which file the backup key is.")
	}
	return filepath.Join(dir, "fieldfare-central", "backup.key"), nil
}

// backup may run while the service does.
func backup(ctx context.Context, cfg *config, args []string) error {
	file, err := cfg.keyFile()
	if err != nil {
		return err
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		key, made, err := box.FindKey(file, rand.Reader)
		if err != nil {
			return err
		}
		if made {
			fmt.Fprintf(cfg.err, "A backup key was made in %s. Keep a copy of it away from this machine and from the backups: without it no backup can be opened.\n", file)
		}
		done, err := c.Backup(ctx, args[0], key)
		if err != nil {
			return err
		}
		inBackup := done.Chunks > 0 || done.Pieces > 0 || done.Pictures == 0
		cfg.say("The service as it was at %s is in %s: %d services, %d rows, sealed with key %s, and read back to the end.", done.Made, args[0], done.Tenants, done.Rows, key.ID())
		if err := cfg.show(map[string]any{"file": args[0], "made": done.Made, "tenants": done.Tenants, "rows": done.Rows, "key": key.ID(), "pictures": done.Pictures, "pictures_in_backup": inBackup}); err != nil || inBackup {
			return err
		}
		if cfg.blobs.s3 != "" {
			fmt.Fprintf(cfg.err, "THE PICTURES ARE NOT IN THIS BACKUP: there are %d in the bucket %s. Let the bucket keep versions, or copy it now, after the backup. Their key is in the backup.\n", done.Pictures, cfg.blobs.s3)
			return nil
		}
		return assessments.Errorf(assessments.Invalid, "backup", "The words are in the backup, and the %d pictures of this service are NOT: they are kept in a folder or a bucket. Make the backup again with the --blob-dir or --blob-s3 that serve was given.", done.Pictures)
	})
}

// restore goes into an empty database only: what is there is never written over.
func restore(ctx context.Context, cfg *config, args []string) error {
	file, err := cfg.keyFile()
	if err != nil {
		return err
	}
	key, err := box.LoadKey(file)
	if err != nil {
		return err
	}
	settings, err := settings(cfg, quiet(cfg))
	if err != nil {
		return err
	}
	if settings.Blobs, err = cfg.blobs.open(ctx); err != nil {
		return err
	}
	gone, err := destroyed(cfg, args[0])
	if err != nil {
		return err
	}
	done, err := central.Restore(ctx, settings, args[0], key)
	if err != nil {
		return err
	}
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		again, err := c.Disposal().Replay(ctx, gone)
		if err == nil {
			_, err = c.Disposal().Finish(ctx)
		}
		if err != nil {
			return err
		}
		found, err := c.Verify(ctx)
		if err != nil {
			return err
		}
		cfg.say("The service is as it was at %s: %d services, %d rows. Devices send again what they had sent since. Look through the audit trail: who was suspended or revoked since then must be so again.", done.Made, done.Tenants, done.Rows)
		if err := cfg.show(map[string]any{"restored": args[0], "made": done.Made, "tenants": done.Tenants, "rows": done.Rows, "problems": len(found), "destroyed_again": again}); err != nil {
			return err
		}
		if len(found) > 0 {
			return assessments.Errorf(assessments.Damaged, "restore", "Everything in the backup was restored, and %d things in it are not what was first written. Run fieldfare-central verify to see which.", len(found))
		}
		return nil
	})
}

// destroyed finds the list of the records that were destroyed since the backup, beside it or where it is named, and puts it in the place where the
// service keeps it, before anything is restored: whoever dies in the middle has it there when the service starts.
func destroyed(cfg *config, backup string) (string, error) {
	beside := besideBackup(backup)
	list, err := disposal.ReadRegister(beside)
	if err != nil {
		return "", err
	}
	switch {
	case cfg.disposal.register == "" && cfg.data != "":
		cfg.disposal.register = filepath.Join(cfg.data, disposal.RegisterName)
	case cfg.disposal.register == "":
		cfg.disposal.register = beside
	}
	if cfg.disposal.register != beside {
		if err := disposal.WriteRegister(cfg.disposal.register, list); err != nil {
			return "", err
		}
	}
	if list, err = disposal.ReadRegister(cfg.disposal.register); err == nil && len(list) == 0 {
		cfg.say("No list of destroyed records lies beside the backup. If a record was destroyed after the backup was made, it is back: destroy it again with admin disposal replay FILE.")
	}
	return cfg.disposal.register, err
}

// renew is for a database that was put back by other means than restore.
func renew(ctx context.Context, cfg *config, _ []string) error {
	return with(ctx, cfg, func(ctx context.Context, c *central.Central) error {
		n, err := c.Ledger().Renew(ctx)
		if err != nil {
			return err
		}
		cfg.say("Devices of %d services will send again what this database may lack.", n)
		return cfg.show(map[string]int{"tenants": n})
	})
}
