package ledger

import (
	"context"

	"github.com/fieldfare/fieldfare/assessments"
)

// Moved lists the scopes of a tenant in which a record of some kinds changed after a number of the tenant's counter, and up to which
// number that is: what whoever keeps something of the records in memory has to read again.
func (l *Ledger) Moved(ctx context.Context, tenant string, after uint64, kinds ...assessments.Kind) (scopes []assessments.Scope, upto uint64, err error) {
	err = l.read(ctx, "ledger.moved", func(tx txn) error {
		if err := tx.row(ctx, `SELECT seq FROM tenant WHERE id = ?1`, tenant).Scan(&upto); err != nil {
			return missing(err, "ledger.moved", "There is no service with that id.")
		}
		if upto == after {
			return nil
		}
		return tx.each(ctx, `SELECT DISTINCT scope FROM rec_head WHERE tenant = ?1 AND kind IN LIST(?2) AND seq > ?3 ORDER BY scope`, func(scan func(...any) error) error {
			var key string
			err := scan(&key)
			scopes = append(scopes, scopeOf(key))
			return err
		}, tenant, l.d.list(kindNames(kinds)), int64(after))
	})
	return scopes, upto, err
}

// ReadMany calls take with the records of some kinds of each scope, one scope at a time. It leaves no line in the audit: whoever shows
// any of it to somebody writes one, see Note.
func (l *Ledger) ReadMany(ctx context.Context, tenant string, scopes []assessments.Scope, take func(assessments.Scope, []assessments.Record), kinds ...assessments.Kind) error {
	const page = 200
	for len(scopes) > 0 {
		some := scopes[:min(page, len(scopes))]
		scopes = scopes[len(some):]
		keys, of := make([]string, len(some)), map[assessments.Scope][]assessments.Record{}
		for i, s := range some {
			keys[i] = s.Key()
		}
		list, err := l.records(ctx, "ledger.readmany", `SELECT `+headColumns+` FROM rec_head WHERE tenant = ?1 AND scope IN LIST(?2) AND kind IN LIST(?3) ORDER BY rec`, tenant, l.d.list(keys), l.d.list(kindNames(kinds)))
		if err != nil {
			return err
		}
		for _, r := range list {
			of[r.Scope] = append(of[r.Scope], r)
		}
		for _, s := range some {
			take(s, of[s])
		}
	}
	return nil
}

func kindNames(kinds []assessments.Kind) []string {
	out := make([]string, len(kinds))
	for i, k := range kinds {
		out[i] = string(k)
	}
	return out
}

// A Holding is a grant that is open: who has a child or setting.
type Holding struct {
	Scope     assessments.Scope
	Therapist string
	Name      string
}

// Holders lists the open grants of some children and settings, by the therapist's name.
func (l *Ledger) Holders(ctx context.Context, tenant string, scopes ...assessments.Scope) ([]Holding, error) {
	out, keys := []Holding{}, make([]string, len(scopes))
	for i, s := range scopes {
		keys[i] = s.Key()
	}
	err := l.read(ctx, "ledger.holders", func(tx txn) error {
		return tx.each(ctx, `SELECT g.scope, g.therapist, t.name FROM grants g JOIN therapist t ON t.tenant = g.tenant AND t.id = g.therapist
			WHERE g.tenant = ?1 AND g.to_seq = 0 AND g.scope IN LIST(?2) ORDER BY t.name, t.id, g.scope`, func(scan func(...any) error) error {
			var h Holding
			var key string
			err := scan(&key, &h.Therapist, &h.Name)
			h.Scope = scopeOf(key)
			out = append(out, h)
			return err
		}, tenant, l.d.list(keys))
	})
	return out, err
}

// Loads counts the children of each therapist of a tenant.
func (l *Ledger) Loads(ctx context.Context, tenant string) (map[string]int, error) {
	out := map[string]int{}
	err := l.read(ctx, "ledger.loads", func(tx txn) error {
		return tx.each(ctx, `SELECT therapist, count(*) FROM grants WHERE tenant = ?1 AND to_seq = 0 AND scope LIKE 'child/%' GROUP BY therapist`, func(scan func(...any) error) error {
			var id string
			var n int
			err := scan(&id, &n)
			out[id] = n
			return err
		}, tenant)
	})
	return out, err
}
