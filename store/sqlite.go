package store

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path/filepath"

	"github.com/mattn/go-sqlite3"
)

// db is one connection with its prepared statements. It belongs to one goroutine at a time: database/sql would add a lock, a
// goroutine and several copies to every row.
type db struct {
	c     *sqlite3.SQLiteConn
	stmts map[string]driver.Stmt
}

// openDB opens a connection and runs the pragmas on it.
func openDB(dsn string, pragmas ...string) (*db, error) {
	c, err := (&sqlite3.SQLiteDriver{}).Open(dsn)
	if err != nil {
		return nil, err
	}
	d := &db{c: c.(*sqlite3.SQLiteConn), stmts: map[string]driver.Stmt{}}
	for _, p := range pragmas {
		if err := d.script("PRAGMA " + p); err != nil {
			d.close()
			return nil, err
		}
	}
	return d, nil
}

// fileDSN names a file for SQLite, whatever characters its path holds.
func fileDSN(path, mode string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		abs = path
	}
	abs = filepath.ToSlash(abs)
	if abs != "" && abs[0] != '/' {
		abs = "/" + abs // a Windows path begins with its drive
	}
	u := url.URL{Scheme: "file", Path: abs, RawQuery: "mode=" + mode}
	return u.String()
}

// close ends the statements first: SQLite does not close a connection that has any.
func (d *db) close() error {
	var errs []error
	for _, s := range d.stmts {
		errs = append(errs, s.Close())
	}
	d.stmts = map[string]driver.Stmt{}
	return errors.Join(append(errs, d.c.Close())...)
}

// script runs statements without arguments.
func (d *db) script(q string) error {
	_, err := d.c.Exec(q, nil)
	return err
}

// stmt prepares a statement once for each connection.
func (d *db) stmt(q string) (driver.Stmt, error) {
	if s, ok := d.stmts[q]; ok {
		return s, nil
	}
	s, err := d.c.Prepare(q)
	if err != nil {
		return nil, err
	}
	d.stmts[q] = s
	return s, nil
}

// exec runs one prepared statement.
func (d *db) exec(q string, args ...any) error {
	_, err := d.change(q, args...)
	return err
}

// change is exec that also tells how many rows it changed.
func (d *db) change(q string, args ...any) (int64, error) {
	s, err := d.stmt(q)
	if err != nil {
		return 0, err
	}
	r, err := s.Exec(values(args)) //nolint:staticcheck // the driver's own statement, without database/sql: no context reaches SQLite either way
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// query calls each for every row until it returns an error; errStop ends the reading without one. The row's values are each's
// to keep.
func (d *db) query(q string, each func(row []driver.Value) error, args ...any) error {
	s, err := d.stmt(q)
	if err != nil {
		return err
	}
	rows, err := s.Query(values(args)) //nolint:staticcheck // as in exec
	if err != nil {
		return err
	}
	defer rows.Close()
	dest := make([]driver.Value, len(rows.Columns()))
	for {
		switch err := rows.Next(dest); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		if err := each(dest); err != nil {
			if errors.Is(err, errStop) {
				return nil
			}
			return err
		}
	}
}

var errStop = errors.New("stop reading")

// one reads the first row into its values, or returns nil where there is none.
func (d *db) one(q string, args ...any) (row []driver.Value, err error) {
	err = d.query(q, func(r []driver.Value) error {
		row = append([]driver.Value(nil), r...)
		return errStop
	}, args...)
	return row, err
}

// number reads a single whole number.
func (d *db) number(q string, args ...any) (int64, error) {
	row, err := d.one(q, args...)
	if err != nil || row == nil {
		return 0, err
	}
	return integer(row[0]), nil
}

// values turns arguments into the few types that SQLite has. Another type is a mistake of ours, found by the first test.
func values(args []any) []driver.Value {
	out := make([]driver.Value, len(args))
	for i, a := range args {
		switch v := a.(type) {
		case nil, int64, string, []byte:
			out[i] = v
		case int:
			out[i] = int64(v)
		case uint64:
			out[i] = int64(v)
		case bool:
			out[i] = int64(0)
			if v {
				out[i] = int64(1)
			}
		default:
			panic(fmt.Sprintf("store: %T cannot be a value of SQLite", a))
		}
	}
	return out
}

// integer, text and blob read a value; NULL is the zero value.
func integer(v driver.Value) int64 {
	n, _ := v.(int64)
	return n
}

func text(v driver.Value) string {
	s, _ := v.(string)
	return s
}

func blob(v driver.Value) []byte {
	b, _ := v.([]byte)
	return b
}

// dbRow is one row as SQLite gives it.
type dbRow = []driver.Value
