package lead

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
)

// An ask is a decision to share without consent that no lead has looked at.
type ask struct {
	ID, Child assessments.ID
	Is        assessments.Basis
}

// urgent says that it went at once, to keep a child safe.
func (a ask) urgent() bool { return a.Is.Kind == "safeguarding" }

// asks are what the desk remembers of each service's decisions, as boards are of its children.
type asks struct {
	mu sync.Mutex
	of map[string]*askList
}

type askList struct {
	mu   sync.Mutex
	mark ledger.Mark
	of   map[assessments.Scope][]ask
}

// waiting lists the asks of a tenant: first those that went already, of each the oldest first.
func (d *Desk) waiting(ctx context.Context, tenant string) ([]ask, error) {
	d.asks.mu.Lock()
	if d.asks.of == nil {
		d.asks.of = map[string]*askList{}
	}
	l := d.asks.of[tenant]
	if l == nil {
		l = &askList{of: map[assessments.Scope][]ask{}}
		d.asks.of[tenant] = l
	}
	d.asks.mu.Unlock()
	l.mu.Lock()
	defer l.mu.Unlock()
	kinds := []assessments.Kind{assessments.KindBasis, assessments.KindEnteredInError}
	moved, now, err := d.ledger.Moved(ctx, tenant, l.mark, kinds...)
	if err != nil {
		return nil, err
	}
	if now.Epoch != l.mark.Epoch {
		clear(l.of) // the service was restored
	}
	err = d.ledger.ReadMany(ctx, tenant, moved, func(s assessments.Scope, recs []assessments.Record) {
		if l.of[s] = unreviewed(recs); len(l.of[s]) == 0 {
			delete(l.of, s)
		}
	}, kinds...)
	if err != nil {
		return nil, err
	}
	l.mark = now
	var out []ask
	for _, list := range l.of {
		for _, a := range list {
			if a.Is.Unreviewed(d.today()) {
				out = append(out, a)
			}
		}
	}
	slices.SortFunc(out, func(a, z ask) int {
		if a.urgent() != z.urgent() {
			return map[bool]int{true: -1, false: 1}[a.urgent()]
		}
		return cmp.Or(cmp.Compare(a.Is.On, z.Is.On), cmp.Compare(a.ID, z.ID))
	})
	return out, nil
}

// unreviewed are a scope's decisions to share without consent that nobody approved, on whatever day. What was entered in error is none.
func unreviewed(recs []assessments.Record) []ask {
	struck := map[string]bool{}
	for _, r := range recs {
		if r.Kind == assessments.KindEnteredInError {
			struck[r.Fields.Text("of")] = true
		}
	}
	var out []ask
	for _, r := range recs {
		if t, _ := r.Read(); r.Kind == assessments.KindBasis && !struck[string(r.ID)] {
			if b := t.(*assessments.Basis); b.Purpose == "share" && b.Kind != "consent" && b.ApprovedBy == "" {
				out = append(out, ask{r.ID, r.Scope.ID, *b})
			}
		}
	}
	return out
}
