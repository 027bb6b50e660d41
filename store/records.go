package store

import (
	"context"
	"sort"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Filter chooses records. Every part that is given must hold; an empty Filter is everything.
type Filter struct {
	Child  assessments.ID // the child's scope
	Scope  *assessments.Scope
	Kinds  []assessments.Kind
	Struck bool // also what was entered in error
}

// Record returns one record as this device has it, drafts included. A struck one is returned too.
func (s *Store) Record(ctx context.Context, id assessments.ID) (assessments.Record, error) {
	const op = "store.record"
	var out assessments.Record
	err := s.look(ctx, op, func(d *db) error {
		r, err := d.one("SELECT unsent, body FROM rec WHERE id = ?", string(id))
		if err != nil {
			return err
		}
		if r == nil {
			return notFound(op)
		}
		out, err = fromView(r)
		return err
	})
	return out, err
}

// Records returns the records that a filter chooses, by id.
func (s *Store) Records(ctx context.Context, f Filter) ([]assessments.Record, error) {
	var where []string
	var args []any
	scope := f.Scope
	if f.Child != "" {
		child := assessments.ChildScope(f.Child)
		scope = &child
	}
	if scope != nil {
		where, args = append(where, "scope = ?"), append(args, scope.Key())
	}
	if len(f.Kinds) > 0 {
		where = append(where, "kind IN (?"+strings.Repeat(", ?", len(f.Kinds)-1)+")")
		for _, k := range f.Kinds {
			args = append(args, string(k))
		}
	}
	if !f.Struck {
		where = append(where, notStruck+"rec.id)")
	}
	q := "SELECT unsent, body FROM rec"
	if len(where) > 0 {
		q += " WHERE " + strings.Join(where, " AND ")
	}
	var out []assessments.Record
	err := s.look(ctx, "store.records", func(d *db) error {
		return d.query(q, func(r dbRow) error {
			rec, err := fromView(r)
			if err != nil {
				return err
			}
			out = append(out, rec)
			return ctx.Err()
		}, args...)
	})
	sort.Slice(out, func(i, j int) bool { return out[i].ID < out[j].ID })
	return out, err
}

// KindCounts returns how many records of each kind there are, those entered in error left out.
func (s *Store) KindCounts(ctx context.Context) (map[assessments.Kind]int, error) {
	out := map[assessments.Kind]int{}
	err := s.look(ctx, "store.kind_counts", func(d *db) error {
		err := d.query("SELECT kind, count(*) FROM rec GROUP BY kind", func(r dbRow) error {
			out[assessments.Kind(text(r[0]))] = int(integer(r[1]))
			return nil
		})
		if err != nil {
			return err
		}
		return d.query("SELECT kind, count(*) FROM rec WHERE id IN (SELECT struck FROM strike) GROUP BY kind", func(r dbRow) error {
			k := assessments.Kind(text(r[0]))
			if out[k] -= int(integer(r[1])); out[k] == 0 {
				delete(out, k)
			}
			return nil
		})
	})
	return out, err
}

// fromView reads a row of (unsent, body).
func fromView(r dbRow) (assessments.Record, error) {
	h, err := unpackShown(blob(r[1]))
	if err != nil {
		return assessments.Record{}, err
	}
	rec := h.AsRecord()
	rec.Meta.Unsent = int(integer(r[0]))
	return rec, nil
}
