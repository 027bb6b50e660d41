package central

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/zstd"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/blob"
	"github.com/fieldfare/fieldfare/central/box"
	"github.com/fieldfare/fieldfare/central/disk"
	"github.com/fieldfare/fieldfare/central/disposal"
	"github.com/fieldfare/fieldfare/central/ledger"
)

// A Backup is what was written or restored.
type Backup struct {
	ledger.BackupHeader
	Rows    int64  `json:"rows"`
	Pieces  int    `json:"-"` // of pictures that were kept in a folder
	blobKey []byte // the key file of the pictures, nil for none
}

// A preface is the first line of a backup: what belongs to the service and stands in no table. Without the key of the pictures
// a restored service could give none of them out.
type preface struct {
	Fieldfare string `json:"fieldfare"`
	BlobKey   []byte `json:"blob_key,omitempty"`
	Pieces    bool   `json:"pieces,omitempty"` // of pictures follow
}

const prefaceMark = "service backup"

// blobKey is the path of the pictures' key file; "" for none.
func (cfg Config) blobKey() string {
	if cfg.Blobs.Key == "" && cfg.Dir != "" {
		return filepath.Join(cfg.Dir, "blob.key")
	}
	return cfg.Blobs.Key
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
	if err := disk.Sync(filepath.Dir(file)); err != nil {
		return done, err
	}
	// Older backups lie beside this one, and hold what was destroyed since.
	gone, err := c.disposal.All(ctx)
	if err == nil {
		err = disposal.WriteRegister(filepath.Join(filepath.Dir(file), disposal.RegisterName), gone)
	}
	return done, err
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
	first := preface{Fieldfare: prefaceMark}
	if file := c.cfg.blobKey(); file != "" {
		first.BlobKey, err = os.ReadFile(file)
		if errors.Is(err, fs.ErrNotExist) {
			err = nil // no picture was ever taken
		}
	}
	folder, inFolder := c.cfg.Blobs.Store.(copied)
	first.Pieces = inFolder
	if err == nil {
		err = json.NewEncoder(packed).Encode(first)
	}
	if err == nil {
		rows, err = c.ledger.Backup(ctx, packed)
	}
	if err == nil && inFolder {
		err = writePieces(ctx, folder, packed)
	}
	if err != nil {
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

// opened gives the lines of the ledger in a backup, the preface taken off, and then each piece of a picture.
func opened(file string, key box.Key, done *Backup, read func(io.Reader) error, put func(blob.Place, int, []byte) error) error {
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
	lines := bufio.NewReaderSize(packed, 64<<10)
	line, err := lines.ReadBytes('\n')
	var first preface
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		return err
	case json.Unmarshal(line, &first) != nil || first.Fieldfare != prefaceMark:
		return assessments.Wrap(err, assessments.Damaged, op, "The backup is not complete, or not what was written. Use another backup.")
	}
	done.blobKey = first.BlobKey
	if err := read(&section{from: lines}); err != nil {
		return err
	}
	if first.Pieces {
		if done.Pieces, err = readPieces(lines, put); err != nil {
			return err
		}
	}
	if _, err := lines.ReadByte(); !errors.Is(err, io.EOF) {
		return cutShort(err)
	}
	// The last frame proves that nothing was cut off behind what was read.
	if _, err := io.Copy(io.Discard, sealed); err != nil {
		return err
	}
	return nil
}

// CheckBackup reads a backup to its end: every seal, and as many rows as were written.
func CheckBackup(file string, key box.Key) (done Backup, err error) {
	err = opened(file, key, &done, func(lines io.Reader) error {
		done.BackupHeader, done.Rows, err = ledger.CheckBackup(lines)
		return err
	}, func(blob.Place, int, []byte) error { return nil })
	return done, err
}

// Restore fills an empty database with a backup; see ledger.Restore. The backup is read through once before anything is written.
func Restore(ctx context.Context, cfg Config, file string, key box.Key) (done Backup, err error) {
	if done, err = CheckBackup(file, key); err != nil {
		return done, err
	}
	// On PostgreSQL no folder is the service's: somebody must say where the key goes, once there is anything that it opens.
	if done.blobKey != nil && (cfg.blobKey() != "" || done.Pictures > 0) {
		if err := putKey(cfg.blobKey(), done.blobKey); err != nil {
			return done, err
		}
	}
	nothing := func(blob.Place, int, []byte) error { return nil }
	words := func() error {
		return opened(file, key, &done, func(lines io.Reader) error {
			done.BackupHeader, done.Rows, err = ledger.Restore(ctx, ledgerConfig(cfg), lines)
			return err
		}, nothing)
	}
	pieces := func() error {
		return restorePieces(ctx, cfg, file, func(put func(blob.Place, int, []byte) error) error {
			return opened(file, key, &Backup{}, func(lines io.Reader) error {
				_, err := io.Copy(io.Discard, lines)
				return err
			}, put)
		})
	}
	steps := []func() error{pieces, words} // a piece without a picture is only a file
	switch {
	case done.Pieces == 0:
		steps = steps[1:]
	case cfg.Blobs.Store == nil: // into the database, which has to be there first
		steps = []func() error{words, pieces}
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return done, err
		}
	}
	return done, nil
}

// putKey puts the key of the pictures where the service will look for it. It is there before the tables are, since pictures without
// their key are lost and a key without pictures is only a file.
func putKey(file string, key []byte) error {
	const op = "central.restore"
	if file == "" {
		return assessments.Errorf(assessments.Invalid, op, "The backup holds the key of the pictures. Say with --blob-key in which file it should be. Nothing was changed.")
	}
	if have, err := os.ReadFile(file); err == nil {
		if !bytes.Equal(have, key) {
			return assessments.Errorf(assessments.Conflict, op, "There is another key of pictures in %s. Nothing was changed; move it away, or name another file with --blob-key.", file)
		}
		return nil
	}
	err := os.MkdirAll(filepath.Dir(file), 0o700)
	if err == nil {
		err = disk.Put(file, key)
	}
	if err != nil {
		return assessments.Wrap(err, assessments.Forbidden, op, "The key of the pictures cannot be written to "+file+". Nothing was changed; name another file with --blob-key.")
	}
	return nil
}
