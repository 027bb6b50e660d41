package central

import (
	"bufio"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/zstd"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/box"
	"github.com/fieldfare/fieldfare/central/ledger"
)

// A Backup is what was written or restored.
type Backup struct {
	ledger.BackupHeader
	Rows int64 `json:"rows"`
}

// Backup writes everything the service holds to a file, packed and sealed with a key, while it goes on serving. The file is there
// whole or not at all, and was read to its end before it got its name.
func (c *Central) Backup(ctx context.Context, file string, key box.Key) (Backup, error) {
	const op = "central.backup"
	part := file + ".part"
	rows, err := c.writeSealed(ctx, part, key)
	if err != nil {
		os.Remove(part)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
			return Backup{}, assessments.Wrap(err, assessments.Forbidden, op, "The backup cannot be written to "+file+". Check that the folder exists and may be written to.")
		}
		var ours *assessments.Error
		if errors.As(err, &ours) {
			return Backup{}, err
		}
		return Backup{}, assessments.Wrap(err, assessments.Unavailable, op, "The backup could not be written; the disk may be full. The service is not touched.")
	}
	done, err := CheckBackup(part, key)
	if err == nil && done.Rows != rows {
		err = assessments.Errorf(assessments.Damaged, op, "The backup was not read back as it was written. Check the disk and try again.")
	}
	if err == nil {
		err = os.Rename(part, file)
	}
	if err != nil {
		os.Remove(part)
		return done, err
	}
	return done, syncDir(filepath.Dir(file))
}

// writeSealed is the file itself: sealed over packed over lines.
func (c *Central) writeSealed(ctx context.Context, file string, key box.Key) (rows int64, err error) {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	out := bufio.NewWriterSize(f, 256<<10)
	sealed, err := box.NewWriter(out, key, c.cfg.Rand)
	if err != nil {
		return 0, err
	}
	packed, err := zstd.NewWriter(sealed, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return 0, err
	}
	if rows, err = c.ledger.Backup(ctx, packed); err != nil {
		packed.Close()
		return 0, err
	}
	for _, end := range []func() error{packed.Close, sealed.Close, out.Flush, f.Sync, f.Close} {
		if err := end(); err != nil {
			return 0, err
		}
	}
	return rows, nil
}

// opened gives the lines of a backup.
func opened(file string, key box.Key, read func(io.Reader) error) error {
	const op = "central.restore"
	f, err := os.Open(file)
	if err != nil {
		return assessments.Wrap(err, assessments.NotFound, op, "The backup cannot be read. Check its name and that you may read it.")
	}
	defer f.Close()
	sealed, err := box.NewReader(f, key)
	if err != nil {
		return err
	}
	packed, err := zstd.NewReader(sealed, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return assessments.Wrap(err, assessments.Damaged, op, "The backup is damaged.")
	}
	defer packed.Close()
	if err := read(packed); err != nil {
		return err
	}
	// The last frame proves that nothing was cut off behind what was read.
	if _, err := io.Copy(io.Discard, sealed); err != nil {
		return err
	}
	return nil
}

// CheckBackup reads a backup to its end: every seal, and as many rows as were written.
func CheckBackup(file string, key box.Key) (done Backup, err error) {
	err = opened(file, key, func(lines io.Reader) error {
		done.BackupHeader, done.Rows, err = ledger.CheckBackup(lines)
		return err
	})
	return done, err
}

// Restore fills an empty database with a backup; see ledger.Restore. The backup is read through once before anything is written.
func Restore(ctx context.Context, cfg Config, file string, key box.Key) (done Backup, err error) {
	if _, err := CheckBackup(file, key); err != nil {
		return done, err
	}
	err = opened(file, key, func(lines io.Reader) error {
		done.BackupHeader, done.Rows, err = ledger.Restore(ctx, ledgerConfig(cfg), lines)
		return err
	})
	return done, err
}

// syncDir makes a new name in a folder durable, where folders can be synced at all.
func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	_ = f.Sync() // some file systems do not, and keep names in order by themselves
	return nil
}
