package ledger

import (
	"context"
	"database/sql"
	"errors"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// A dialect is what SQLite and PostgreSQL do not say alike. Statements are written for SQLite, with numbered parameters;
// IN LIST(?n) takes a list, and FOR UPDATE locks where rows can be locked. WHERE tenant = ?1 AND key IN EACH(?n) takes a list too, and looks
// each of it up by itself, in the list's order: what that costs does not depend on how many rows there are, nor on whether PostgreSQL has
// counted them yet. Without a count it takes a tenant for a small part of a table, and reads all of it for a list.
type dialect struct {
	name    string
	schema  string                                                                // folder of the numbered files
	say     func(query string) string                                             // translates a statement
	list    func(items []string) any                                              // a list as a parameter
	again   func(error) bool                                                      // another transaction was in the way: decide anew
	faulty  func(error) bool                                                      // the data itself was refused
	unable  func(error) bool                                                      // the database cannot store anything: full, read-only, going down
	finish  func(ctx context.Context, tx txn, b *batch) (first uint64, err error) // the last statement of a push; see batch
	push    string                                                                // that statement, where it is a single one
	note    string                                                                // a line of the audit and its link as one statement, where it can be one
	anew    any                                                                   // goes before the parameters of a statement that is to be planned each time, where plans are kept
	frozen  *sql.TxOptions                                                        // a read of one snapshot
	lock    string                                                                // keeps two processes from bringing the tables up to date at once
	scrub   []string                                                              // frees what deleting left, while others work
	scour   []string                                                              // writes it over
	rewrite []string                                                              // tables that scour writes over one by one, besides those cut by tenant; none where scrub writes it over
	tables  string                                                                // lists table, column and type of all that a backup holds
}

// errStale means that a head, scope or change was not as the batch had read it.
var errStale = errors.New("another push came between")

// translated keeps each statement's translation: there are some dozens.
var translated sync.Map

func (d *dialect) sql(query string) string {
	key := d.name + query
	if s, ok := translated.Load(key); ok {
		return s.(string)
	}
	s := d.say(query)
	translated.Store(key, s)
	return s
}

var (
	param  = regexp.MustCompile(`\?(\d+)`)
	listed = regexp.MustCompile(`IN LIST\((\?\d+)\)`)
	sought = regexp.MustCompile(`(?s)^SELECT (.*) FROM (\w+) WHERE tenant = \?1 AND (\w+) IN EACH\((\?\d+)\)(.*?)( FOR UPDATE)?$`)
)

// A txn is a transaction that speaks the dialect.
type txn struct {
	*sql.Tx
	d *dialect
}

func (t txn) exec(ctx context.Context, query string, args ...any) error {
	_, err := t.ExecContext(ctx, t.d.sql(query), args...)
	return err
}

func (t txn) row(ctx context.Context, query string, args ...any) *sql.Row {
	return t.QueryRowContext(ctx, t.d.sql(query), args...)
}

// each calls scan for every row. scan must not use the transaction.
func (t txn) each(ctx context.Context, query string, scan func(scan func(...any) error) error, args ...any) error {
	if t.d.anew != nil && strings.Contains(query, " IN EACH(") {
		args = append([]any{t.d.anew}, args...)
	}
	rows, err := t.QueryContext(ctx, t.d.sql(query), args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// tries bounds how often a transaction that met another one is begun again.
const tries = 20

// write runs fn in a writing transaction, and again when another one was in the way. fn must be repeatable.
func (l *Ledger) write(ctx context.Context, op string, fn func(txn) error) error {
	var err error
	for try := range tries {
		if err = l.once(ctx, l.w, nil, l.stepped(fn)); err == nil || !(errors.Is(err, errStale) || l.d.again(err)) {
			break
		}
		select { // the other one needs a moment to finish
		case <-ctx.Done():
			return l.dressed(ctx.Err(), op)
		case <-time.After(time.Duration(try) * time.Millisecond):
		}
	}
	if err == nil && l.cfg.Step != nil {
		l.cfg.Step("committed")
	}
	return l.dressed(err, op)
}

// stepped lets the simulator look on before a commit.
func (l *Ledger) stepped(fn func(txn) error) func(txn) error {
	if l.cfg.Step == nil && l.cfg.Refuse == nil {
		return fn
	}
	return func(tx txn) error {
		err := fn(tx)
		if err == nil && l.cfg.Step != nil {
			l.cfg.Step("commit")
		}
		if err == nil && l.cfg.Refuse != nil {
			err = l.cfg.Refuse()
		}
		return err
	}
}

// read runs fn over one snapshot.
func (l *Ledger) read(ctx context.Context, op string, fn func(txn) error) error {
	return l.dressed(l.once(ctx, l.r, l.d.frozen, fn), op)
}

// each calls scan for every row of one statement. One statement is one snapshot by itself, so it goes without a transaction: a page
// asks a dozen of them, and each beginning and end is a way to the database and back.
func (l *Ledger) each(ctx context.Context, op, query string, scan func(scan func(...any) error) error, args ...any) error {
	rows, err := l.r.QueryContext(ctx, l.d.sql(query), args...)
	if err == nil {
		defer rows.Close()
		for err == nil && rows.Next() {
			err = scan(rows.Scan)
		}
		if err == nil {
			err = rows.Err()
		}
	}
	return l.dressed(err, op)
}

func (l *Ledger) once(ctx context.Context, db *sql.DB, opts *sql.TxOptions, fn func(txn) error) error {
	tx, err := db.BeginTx(ctx, opts)
	if err != nil {
		return err
	}
	if err := fn(txn{tx, &l.d}); err != nil {
		tx.Rollback()
		return err
	}
	return tx.Commit()
}

// dressed gives an error of the database the clothes of ours; our own keep theirs. Unavailable says to a device that its
// changes are not to blame: it keeps them and comes back.
func (l *Ledger) dressed(err error, op string) error {
	var ours *assessments.Error
	switch {
	case err == nil || errors.As(err, &ours):
		return err
	case errors.Is(err, errStale), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return assessments.Wrap(err, assessments.Unavailable, op, "The service is busy; what you saved is safe and will be sent again.")
	case l.d.unable(err):
		l.cfg.Log.Error("the database cannot store anything", "op", op, "err", err)
		return assessments.Wrap(err, assessments.Unavailable, op, "The service cannot store anything at the moment; what you saved is safe and will be sent again.")
	}
	return internal(err, op)
}
