package ledger

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// The form of a backup: lines of JSON that either database can be filled from. First a BackupHeader; then for each table a line with
// its columns, one array for each row, and a line with their number; last a line with the number of all. Bytes are base64.
const backupFormat = 1

// A BackupHeader is what a backup says of itself.
type BackupHeader struct {
	Format     int    `json:"fieldfare_service_backup"`
	Made       string `json:"made"` // by the service's clock
	From       string `json:"from"` // sqlite or postgres
	Migrations []int  `json:"migrations"`
	Tenants    int    `json:"tenants"`
	Pictures   int64  `json:"-"` // counted in reading, as are the chunks of them that the database keeps
	Chunks     int64  `json:"-"`
}

// A tableLine opens a table: its columns in order, and of each whether it is text, integer or bytes.
type tableLine struct {
	Table   string   `json:"table"`
	Columns []string `json:"columns"`
	Kinds   string   `json:"kinds"` // one letter each: s, i or b
}

// An endLine closes a table, and with Done the whole.
type endLine struct {
	End  string `json:"end,omitempty"`
	Done bool   `json:"done,omitempty"`
	Rows int64  `json:"rows"`
}

// kindOf is the letter of a column's type.
func kindOf(declared string) (string, error) {
	switch strings.ToUpper(declared) {
	case "TEXT":
		return "s", nil
	case "INTEGER", "BIGINT":
		return "i", nil
	case "BLOB", "BYTEA":
		return "b", nil
	}
	return "", fmt.Errorf("a backup knows no column of type %q", declared)
}

// tables lists every table but the one of migrations, which the header stands for, in the order they were made.
func (l *Ledger) tables(ctx context.Context, tx txn) ([]tableLine, error) {
	var out []tableLine
	err := tx.each(ctx, l.d.tables, func(scan func(...any) error) error {
		var table, column, declared string
		if err := scan(&table, &column, &declared); err != nil {
			return err
		}
		kind, err := kindOf(declared)
		if err != nil {
			return fmt.Errorf("%s.%s: %w", table, column, err)
		}
		if n := len(out); n == 0 || out[n-1].Table != table {
			out = append(out, tableLine{Table: table})
		}
		t := &out[len(out)-1]
		t.Columns, t.Kinds = append(t.Columns, column), t.Kinds+kind
		return nil
	})
	return out, err
}

// migrations lists the numbered files that the database has seen.
func (l *Ledger) migrations(ctx context.Context, tx txn) (out []int, err error) {
	err = tx.each(ctx, `SELECT n FROM migration ORDER BY n`, func(scan func(...any) error) error {
		var n int
		err := scan(&n)
		out = append(out, n)
		return err
	})
	return out, err
}

// Backup writes everything that the ledger holds, as one snapshot saw it, while the service goes on. It holds a row in memory and
// no more. It returns the number of rows.
func (l *Ledger) Backup(ctx context.Context, to io.Writer) (int64, error) {
	buf := bufio.NewWriterSize(to, 64<<10)
	enc := json.NewEncoder(buf)
	enc.SetEscapeHTML(false)
	var all int64
	err := l.read(ctx, "ledger.backup", func(tx txn) error {
		head := BackupHeader{Format: backupFormat, Made: l.now(), From: l.d.name}
		if err := tx.row(ctx, `SELECT count(*) FROM tenant`).Scan(&head.Tenants); err != nil {
			return err
		}
		var err error
		if head.Migrations, err = l.migrations(ctx, tx); err != nil {
			return err
		}
		tables, err := l.tables(ctx, tx)
		if err != nil {
			return err
		}
		if err := enc.Encode(head); err != nil {
			return err
		}
		for _, t := range tables {
			n, err := dump(ctx, tx, t, enc)
			if err != nil {
				return err
			}
			all += n
		}
		return enc.Encode(endLine{Done: true, Rows: all})
	})
	if err == nil {
		err = buf.Flush()
	}
	return all, err
}

// dump writes one table.
func dump(ctx context.Context, tx txn, t tableLine, enc *json.Encoder) (n int64, err error) {
	if err := enc.Encode(t); err != nil {
		return 0, err
	}
	row, into := make([]any, len(t.Columns)), make([]any, len(t.Columns))
	for i := range row {
		into[i] = &row[i]
	}
	err = tx.each(ctx, "SELECT "+quoted(t.Columns)+" FROM "+quoted([]string{t.Table}), func(scan func(...any) error) error {
		if err := scan(into...); err != nil {
			return err
		}
		for i := range row {
			if row[i], err = cell(t.Kinds[i], row[i]); err != nil {
				return fmt.Errorf("%s.%s: %w", t.Table, t.Columns[i], err)
			}
		}
		n++
		return enc.Encode(row)
	})
	if err != nil {
		return n, err
	}
	return n, enc.Encode(endLine{End: t.Table, Rows: n})
}

// cell brings a value of either driver to the form of its letter. Text that is not UTF-8, which only SQLite can hold, becomes an
// array with its bytes: a backup never refuses what a database took.
func cell(kind byte, v any) (any, error) {
	switch x := v.(type) {
	case nil:
		return nil, nil
	case int64:
		return x, nil
	case string:
		if kind == 'b' {
			return []byte(x), nil
		}
		if !utf8.ValidString(x) {
			return [1][]byte{[]byte(x)}, nil
		}
		return x, nil
	case []byte:
		if kind == 's' {
			return cell(kind, string(x))
		}
		if x == nil {
			x = []byte{}
		}
		return x, nil
	}
	return nil, fmt.Errorf("a backup knows no value of type %T", v)
}

// quoted lists names of our own schema.
func quoted(names []string) string { return `"` + strings.Join(names, `", "`) + `"` }
