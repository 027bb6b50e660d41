package ledger

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// A reading is a backup being read, line by line.
type reading struct {
	dec  *json.Decoder
	head BackupHeader
}

// errSpoilt is for a backup that is not what Backup writes. Sealing finds other bytes first; this finds a program at fault.
var errSpoilt = assessments.Errorf(assessments.Damaged, "ledger.restore", "The backup is not complete, or not what was written. Use another backup.")

func startReading(from io.Reader) (*reading, error) {
	r := &reading{dec: json.NewDecoder(bufio.NewReaderSize(from, 64<<10))}
	r.dec.UseNumber()
	if err := r.dec.Decode(&r.head); err != nil || r.head.Format < 1 {
		return nil, spoilt(err)
	}
	if r.head.Format > backupFormat {
		return nil, assessments.Errorf(assessments.TooNew, "ledger.restore", "The backup was made by a newer Fieldfare (format %d; this one reads %d). Restore it with the newer one.", r.head.Format, backupFormat)
	}
	return r, nil
}

// spoilt keeps an error that says what is wrong with the file itself.
func spoilt(err error) error {
	var ours *assessments.Error
	if errors.As(err, &ours) {
		return err
	}
	return errors.Join(errSpoilt, err)
}

// tables reads the tables one after the other. begin is told of each table, row is given each row in turn, and end closes it.
func (r *reading) tables(begin func(tableLine) error, row func([]any) error, end func() error) (all int64, err error) {
	for {
		var raw json.RawMessage
		if err := r.dec.Decode(&raw); err != nil {
			return all, spoilt(err)
		}
		var last endLine
		if json.Unmarshal(raw, &last) == nil && last.Done {
			_, more := r.dec.Token()
			if last.Rows != all || !errors.Is(more, io.EOF) {
				return all, spoilt(more)
			}
			return all, nil
		}
		var t tableLine
		if err := json.Unmarshal(raw, &t); err != nil || t.Table == "" || len(t.Columns) == 0 || len(t.Columns) != len(t.Kinds) {
			return all, spoilt(err)
		}
		if err := begin(t); err != nil {
			return all, err
		}
		n, err := r.rows(t, row)
		if err != nil {
			return all, err
		}
		switch all += n; t.Table {
		case "blob":
			r.head.Pictures = n
		case "blob_chunk":
			r.head.Chunks = n
		}
		if err := end(); err != nil {
			return all, err
		}
	}
}

// rows reads one table up to its end line, and holds it to the number there.
func (r *reading) rows(t tableLine, row func([]any) error) (n int64, err error) {
	for {
		var raw json.RawMessage
		if err := r.dec.Decode(&raw); err != nil {
			return n, spoilt(err)
		}
		if raw[0] == '{' {
			var e endLine
			if err := json.Unmarshal(raw, &e); err != nil || e.End != t.Table || e.Rows != n {
				return n, spoilt(err)
			}
			return n, nil
		}
		var cells []json.RawMessage
		if err := json.Unmarshal(raw, &cells); err != nil || len(cells) != len(t.Columns) {
			return n, spoilt(err)
		}
		values := make([]any, len(cells))
		for i, c := range cells {
			if values[i], err = value(t.Kinds[i], c); err != nil {
				return n, spoilt(err)
			}
		}
		n++
		if err := row(values); err != nil {
			return n, err
		}
	}
}

// value reads a cell back; see cell.
func value(kind byte, raw json.RawMessage) (any, error) {
	if string(raw) == "null" {
		return nil, nil
	}
	switch {
	case kind == 'i':
		var n int64
		err := json.Unmarshal(raw, &n)
		return n, err
	case kind == 'b':
		b := []byte{}
		err := json.Unmarshal(raw, &b)
		return b, err
	case kind == 's' && raw[0] == '[':
		var odd [1][]byte
		err := json.Unmarshal(raw, &odd)
		return string(odd[0]), err
	case kind == 's':
		var s string
		err := json.Unmarshal(raw, &s)
		return s, err
	}
	return nil, fmt.Errorf("a column of kind %q", kind)
}

// CheckBackup reads a backup to its end and returns its header and how many rows it holds.
func CheckBackup(from io.Reader) (BackupHeader, int64, error) {
	r, err := startReading(from)
	if err != nil {
		return BackupHeader{}, 0, err
	}
	nothing := func() error { return nil }
	n, err := r.tables(func(tableLine) error { return nil }, func([]any) error { return nil }, nothing)
	return r.head, n, err
}

// Restore fills an empty database with a backup, of either database, in one transaction, and gives every tenant a new epoch: the
// devices then send again what they had confirmed since the backup. A database in which anything was made is refused. The tables
// are made as they were when the backup was, filled, and then brought up to date.
func Restore(ctx context.Context, cfg Config, from io.Reader) (BackupHeader, int64, error) {
	r, err := startReading(from)
	if err != nil {
		return BackupHeader{}, 0, err
	}
	l, err := connect(ctx, cfg)
	if err != nil {
		return r.head, 0, err
	}
	defer l.Close()
	var n int64
	// Not l.write: what was read from the backup cannot be read a second time.
	err = l.dressed(l.once(ctx, l.w, nil, func(tx txn) error {
		if err := l.clear(ctx, tx, r.head); err != nil {
			return err
		}
		f := &filler{ctx: ctx, tx: tx}
		if n, err = r.tables(f.begin, f.row, f.flush); err != nil {
			return err
		}
		if err := l.migrateIn(ctx, tx, nil); err != nil {
			return err
		}
		return l.renew(ctx, tx, "service restored from the backup of "+printed(r.head.Made))
	}), "ledger.restore")
	return r.head, n, err
}

// clear makes the tables as the backup had them, or refuses a database that holds anything or has other tables.
func (l *Ledger) clear(ctx context.Context, tx txn, head BackupHeader) error {
	if err := l.migrateIn(ctx, tx, head.Migrations); err != nil {
		return err
	}
	have, err := l.migrations(ctx, tx)
	if err != nil {
		return err
	}
	var tenants int
	if err := tx.row(ctx, `SELECT count(*) FROM tenant`).Scan(&tenants); err != nil {
		return err
	}
	switch {
	case tenants > 0:
		return assessments.Errorf(assessments.Conflict, "ledger.restore", "There are services in this database already. Nothing was changed; restore into a new, empty one.")
	case !slices.Equal(have, head.Migrations):
		return assessments.Errorf(assessments.Conflict, "ledger.restore", "The tables in this database are of another version than the backup. Nothing was changed; restore into a new, empty database, which is then brought up to date.")
	}
	return tx.exec(ctx, `DELETE FROM service`) // the secret that opening made
}

// Renew gives every tenant a new epoch: after a database was put back by other means than Restore, such as a replica that took over
// and may lack what was confirmed last. The devices then send it again. It returns how many tenants there are.
func (l *Ledger) Renew(ctx context.Context) (tenants int, err error) {
	err = l.write(ctx, "ledger.renew", func(tx txn) error {
		if err := tx.row(ctx, `SELECT count(*) FROM tenant`).Scan(&tenants); err != nil {
			return err
		}
		return l.renew(ctx, tx, "service was put back, and its epoch renewed")
	})
	return tenants, err
}

// renew gives every tenant a new epoch and writes down why.
func (l *Ledger) renew(ctx context.Context, tx txn, why string) error {
	var tenants []string
	if err := tx.each(ctx, `SELECT id FROM tenant ORDER BY id`, func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		tenants = append(tenants, id)
		return err
	}); err != nil {
		return err
	}
	for _, id := range tenants {
		epoch, err := l.token(16)
		if err != nil {
			return err
		}
		if err := turn(ctx, tx, id); err != nil {
			return err
		}
		if err := tx.exec(ctx, `UPDATE tenant SET epoch = ?2 WHERE id = ?1`, id, epoch); err != nil {
			return err
		}
		if err := l.audit(ctx, tx, id, why, id); err != nil {
			return err
		}
	}
	// What tablets said that they let go of may have come back to them since the backup was made. Each is asked again when it comes.
	if err := tx.exec(ctx, `DELETE FROM purged`); err != nil {
		return err
	}
	// Whoever signed out after the backup was made must not be signed in again by it.
	return tx.exec(ctx, `DELETE FROM sitting`)
}
