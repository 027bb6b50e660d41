package ledger

import (
	"context"
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// A filler writes rows of one table after the other, many in a statement: a statement for each would take as long as their work did.
type filler struct {
	ctx  context.Context
	tx   txn
	have map[string]bool // the columns that there are, as table.column
	t    tableLine
	args []any
	rows int
	size int
}

// How much one statement of a restore holds.
const (
	fillRows  = 200
	fillBytes = 1 << 20
)

// begin starts a table, which must be there with the columns of the backup.
func (f *filler) begin(t tableLine) error {
	// The names go into a statement. They come from a sealed file of ours, and still are held to the ones that exist.
	if f.have == nil {
		all, err := (&Ledger{d: *f.tx.d}).tables(f.ctx, f.tx)
		if err != nil {
			return err
		}
		f.have = map[string]bool{}
		for _, x := range all {
			for _, c := range x.Columns {
				f.have[x.Table+"."+c] = true
			}
		}
	}
	for _, c := range t.Columns {
		if !f.have[t.Table+"."+c] {
			return assessments.Errorf(assessments.TooNew, "ledger.restore", "The backup holds something that this version has no place for (%q). Restore it with the version that made it, or a newer one.", printed(t.Table+"."+c))
		}
	}
	f.t = t
	return nil
}

// row keeps a row until there are enough.
func (f *filler) row(values []any) error {
	for _, v := range values {
		switch x := v.(type) {
		case string:
			f.size += len(x)
		case []byte:
			f.size += len(x)
		}
	}
	f.args = append(f.args, values...)
	f.rows++
	if f.rows >= fillRows || f.size >= fillBytes {
		return f.flush()
	}
	return nil
}

// flush writes what was kept.
func (f *filler) flush() error {
	if f.rows == 0 {
		return nil
	}
	var q strings.Builder
	q.WriteString("INSERT INTO " + quoted([]string{f.t.Table}) + " (" + quoted(f.t.Columns) + ") VALUES ")
	n := 0
	for r := range f.rows {
		if r > 0 {
			q.WriteString(", ")
		}
		for c := range f.t.Columns {
			n++
			fmt.Fprintf(&q, "%c?%d", "(,"[min(c, 1)], n)
		}
		q.WriteByte(')')
	}
	_, err := f.tx.ExecContext(f.ctx, f.tx.d.say(q.String()), f.args...)
	f.args, f.rows, f.size = f.args[:0], 0, 0
	return err
}
