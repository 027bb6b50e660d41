package store

import (
	"errors"
	"syscall"

	"github.com/mattn/go-sqlite3"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store/vault"
)

// explain turns what SQLite, the disk or a seal says into a sentence. Errors that have one already pass through.
func explain(op string, err error) error {
	var own *assessments.Error
	if err == nil || errors.As(err, &own) {
		return err
	}
	if errors.Is(err, vault.ErrSeal) {
		return damaged(op, err)
	}
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return full(op, err)
	}
	var se sqlite3.Error
	if !errors.As(err, &se) {
		return assessments.Wrap(err, assessments.Internal, op, "")
	}
	switch {
	case se.Code == sqlite3.ErrFull, se.SystemErrno == syscall.ENOSPC, se.SystemErrno == syscall.EDQUOT:
		return full(op, err)
	case se.Code == sqlite3.ErrCorrupt, se.Code == sqlite3.ErrNotADB, se.Code == sqlite3.ErrError && se.Error() == "unsupported file format":
		return damaged(op, err)
	case se.Code == sqlite3.ErrBusy, se.Code == sqlite3.ErrLocked:
		return assessments.Wrap(err, assessments.Unavailable, op, "Another program is using Fieldfare's file. Nothing was changed; close it and try again.")
	case se.Code == sqlite3.ErrReadonly, se.Code == sqlite3.ErrPerm, se.Code == sqlite3.ErrAuth:
		return assessments.Wrap(err, assessments.Forbidden, op, "Fieldfare may not write to its folder. Nothing was changed; check the folder's permissions.")
	case se.Code == sqlite3.ErrIoErr, se.Code == sqlite3.ErrCantOpen:
		return assessments.Wrap(err, assessments.Unavailable, op, "The disk did not do what it was asked. Nothing that was saved before is lost; check the disk and try again.")
	}
	return assessments.Wrap(err, assessments.Internal, op, "")
}

// full and damaged are told from several places in the same words.
func full(op string, err error) error {
	return assessments.Wrap(err, assessments.Unavailable, op, "The disk is full, so this could not be saved. Everything saved before is safe; make room on the disk and try again.")
}

func damaged(op string, err error) error {
	return assessments.Wrap(err, assessments.Damaged, op, "Part of the store cannot be read: its bytes are not what was written. Nothing was deleted; open it read-only to see the rest, and restore a backup.")
}

// isDamage reports whether an error means that stored bytes are not what was written.
func isDamage(err error) bool {
	return err != nil && assessments.KindOf(explain("", err)) == assessments.Damaged
}
