package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"github.com/fieldfare/fieldfare/assessments"
)

// A backup is one file: a header of backupHead bytes, which says what follows, and the store's SQLite file as one moment saw it.
// Its rows are sealed as they are in the store, so it tells a thief as little, and it opens with the passphrase of that moment.
const (
	backupMagic = "fieldfare store backup\n"
	backupHead  = 512
)

// A BackupHeader is what a backup says of itself. SHA256 is of the Bytes that follow the header.
type BackupHeader struct {
	Format int    `json:"format"`
	Made   string `json:"made"` // RFC 3339, by the device's clock
	Store  int    `json:"store"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// backupFormat is the newest form of a backup that this program knows.
const backupFormat = 1

// Backup writes the store in cfg.Dir to a file, whole or not at all: a file of that name is replaced once the new one is complete
// on the disk. It needs no passphrase, and the store may be open meanwhile, in this program or another.
func Backup(ctx context.Context, cfg Config, file string) (BackupHeader, error) {
	const op = "store.backup"
	cfg = cfg.withDefaults()
	h := BackupHeader{Format: backupFormat, Made: stamp(cfg.Now())}
	if err := ctx.Err(); err != nil {
		return h, err
	}
	if !Exists(cfg.Dir) {
		return h, assessments.Errorf(assessments.NotFound, op, "There is no Fieldfare store in this folder yet.")
	}
	if err := checkIdle(cfg); err != nil {
		return h, err
	}
	part, whole := file+".part", file+".copy"
	defer os.Remove(part)
	defer os.Remove(whole)
	err := copyMoment(cfg, whole, &h)
	cfg.step("backup copied")
	if err == nil {
		err = ctx.Err()
	}
	if err == nil {
		err = writeBackup(whole, part, &h)
	}
	cfg.step("backup written")
	if err == nil {
		err = os.Rename(part, file)
	}
	if err == nil {
		err = syncDir(filepath.Dir(file))
	}
	if errors.Is(err, os.ErrPermission) || errors.Is(err, os.ErrNotExist) {
		return h, assessments.Wrap(err, assessments.Forbidden, op, "The backup cannot be written there. Check that the folder exists and may be written to; the store was not touched.")
	}
	return h, explain(op, err)
}

// checkIdle looks for damage that SQLite would pass over, where nobody has the store open. Whoever has it open looked then.
func checkIdle(cfg Config) error {
	owner := flock.New(filepath.Join(cfg.Dir, lockName), flock.SetPermissions(0o600))
	if mine, err := owner.TryLock(); err != nil || !mine {
		return nil
	}
	defer func() { _ = owner.Unlock() }()
	return checkLog(cfg.path())
}

// copyMoment copies the file as one transaction sees it. Reading only: whoever may not write must not move the log into the file.
func copyMoment(cfg Config, to string, h *BackupHeader) error {
	d, err := openDB(fileDSN(cfg.path(), "ro"), "busy_timeout = 5000", "temp_store = MEMORY")
	if err != nil {
		return err
	}
	defer d.close()
	app, err := d.number("PRAGMA application_id")
	if err == nil && app != applicationID {
		err = assessments.Errorf(assessments.Invalid, "store.backup", "The file %s in this folder was not made by Fieldfare.", fileName)
	}
	if err != nil {
		return err
	}
	version, err := d.number("PRAGMA user_version")
	if err != nil {
		return err
	}
	h.Store = int(version)
	// SQLite would let everybody on the machine read a file that it makes itself; an empty one it fills.
	if err := os.WriteFile(to, nil, 0o600); err != nil {
		return err
	}
	if err := os.Truncate(to, 0); err != nil {
		return err
	}
	return d.exec("VACUUM INTO ?", to)
}

// writeBackup puts the header before the copy and both on the disk. The header comes last: without it nobody takes the file for a backup.
func writeBackup(from, to string, h *BackupHeader) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer out.Close()
	sum := sha256.New()
	if _, err = out.Seek(backupHead, io.SeekStart); err != nil {
		return err
	}
	if h.Bytes, err = io.Copy(io.MultiWriter(out, sum), in); err != nil {
		return err
	}
	h.SHA256 = hex.EncodeToString(sum.Sum(nil))
	raw, err := json.Marshal(h)
	if err != nil {
		return err
	}
	head := append([]byte(backupMagic), raw...)
	head = append(head, bytes.Repeat([]byte(" "), backupHead-1-len(head))...)
	if _, err = out.WriteAt(append(head, '\n'), 0); err != nil {
		return err
	}
	if err = out.Sync(); err != nil {
		return err
	}
	return out.Close()
}

// readBackup copies what a backup holds into a new file, and refuses it unless every byte is the one that was written.
func readBackup(from, to string) (BackupHeader, error) {
	const op = "store.restore"
	var h BackupHeader
	in, err := os.Open(from)
	if err != nil {
		return h, assessments.Wrap(err, assessments.NotFound, op, "The backup cannot be read. Check its name and that you may read it.")
	}
	defer in.Close()
	head := make([]byte, backupHead)
	if _, err := io.ReadFull(in, head); err != nil || !bytes.HasPrefix(head, []byte(backupMagic)) {
		return h, assessments.Errorf(assessments.Invalid, op, "This file is not a backup of a Fieldfare store. Nothing was changed.")
	}
	spoilt := assessments.Errorf(assessments.Damaged, op, "The backup is damaged: its bytes are not what was written. Nothing was changed; use another backup.")
	if json.Unmarshal(bytes.TrimSpace(head[len(backupMagic):]), &h) != nil || h.Format < 1 {
		return h, spoilt
	}
	if h.Format > backupFormat {
		return h, assessments.Errorf(assessments.TooNew, op, "The backup was made by a newer Fieldfare (format %d; this one reads %d). Nothing was changed; update Fieldfare and try again.", h.Format, backupFormat)
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return h, err
	}
	defer out.Close()
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(out, sum), in)
	switch {
	case err != nil:
		return h, fmt.Errorf("copy the backup: %w", err)
	case n != h.Bytes || hex.EncodeToString(sum.Sum(nil)) != h.SHA256:
		return h, spoilt
	}
	if err := out.Sync(); err != nil {
		return h, err
	}
	return h, out.Close()
}
