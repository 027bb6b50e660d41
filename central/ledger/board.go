package ledger

import (
	"cmp"
	"context"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Mark is a place in a tenant's history: a number of its counter, in an epoch. The zero Mark is the beginning.
type Mark struct {
	Epoch string
	Seq   uint64
}

// Moved lists the scopes of a tenant in which a record of some kinds changed after a mark, and the mark up to which that is so: what
// whoever keeps something of the records in memory has to read again. Where now is of another epoch than after, the service was
// restored: the list is of everything that is there, and what was kept in memory counts no more. It is read over the
// journal's own key, so that it costs what changed and not what is there.
func (l *Ledger) Moved(ctx context.Context, tenant string, after Mark, kinds ...assessments.Kind) (scopes []assessments.Scope, now Mark, err error) {
	list, seen := l.d.list(kindNames(kinds)), map[string]bool{}
	take := func(scan func(...any) error) error {
		var key *string
		err := scan(&now.Epoch, &now.Seq, &key)
		if key != nil && !seen[*key] {
			seen[*key], scopes = true, append(scopes, scopeOf(*key))
		}
		return err
	}
	if after.Seq > 0 {
		err = l.each(ctx, "ledger.moved", `SELECT t.epoch, t.seq, c.scope FROM tenant t
			LEFT JOIN change c ON c.tenant = t.id AND c.seq > ?2 AND c.kind IN LIST(?3) AND t.epoch = ?4 WHERE t.id = ?1`, take, tenant, int64(after.Seq), list, after.Epoch)
	}
	if err == nil && after.Seq > 0 { // what was destroyed has no newer change
		err = l.each(ctx, "ledger.moved", `SELECT scope FROM disposal WHERE tenant = ?1 AND seq > ?2`, func(scan func(...any) error) error {
			var key string
			err := scan(&key)
			if !seen[key] {
				seen[key], scopes = true, append(scopes, scopeOf(key))
			}
			return err
		}, tenant, int64(after.Seq))
	}
	if err == nil && (after.Seq == 0 || now.Epoch != after.Epoch) { // the journal is long: what is there is asked of the records
		scopes, seen = nil, map[string]bool{}
		err = l.each(ctx, "ledger.moved", `SELECT t.epoch, t.seq, r.scope FROM tenant t
			LEFT JOIN (SELECT DISTINCT tenant, scope FROM rec_head WHERE tenant = ?1 AND kind IN LIST(?2)) r ON r.tenant = t.id WHERE t.id = ?1`, take, tenant, list)
	}
	if err == nil && now.Epoch == "" {
		err = assessments.Errorf(assessments.NotFound, "ledger.moved", "There is no service with that id.")
	}
	slices.SortFunc(scopes, func(a, b assessments.Scope) int { return cmp.Compare(a.Key(), b.Key()) })
	return scopes, now, err
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
	err := l.each(ctx, "ledger.holders", `SELECT g.scope, g.therapist, t.name FROM grants g JOIN therapist t ON t.tenant = g.tenant AND t.id = g.therapist
		WHERE g.tenant = ?1 AND g.to_seq = 0 AND g.scope IN LIST(?2) ORDER BY t.name, t.id, g.scope`, func(scan func(...any) error) error {
		var h Holding
		var key string
		err := scan(&key, &h.Therapist, &h.Name)
		h.Scope = scopeOf(key)
		out = append(out, h)
		return err
	}, tenant, l.d.list(keys))
	return out, err
}

// Loads counts the children of each therapist of a tenant.
func (l *Ledger) Loads(ctx context.Context, tenant string) (map[string]int, error) {
	out := map[string]int{}
	err := l.each(ctx, "ledger.loads", `SELECT therapist, count(*) FROM grants WHERE tenant = ?1 AND to_seq = 0 AND scope LIKE 'child/%' GROUP BY therapist`, func(scan func(...any) error) error {
		var id string
		var n int
		err := scan(&id, &n)
		out[id] = n
		return err
	}, tenant)
	return out, err
}
