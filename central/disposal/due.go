package disposal

import (
	"cmp"
	"context"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/london"
)

// A Due is a record whose time is over.
type Due struct {
	Child     assessments.ID
	Name      string
	Retention service.Retention
	Held      bool
}

// kinds are what a retention is reckoned from.
var kinds = []assessments.Kind{assessments.KindChild, assessments.KindReferral, assessments.KindContact, assessments.KindDischarge, assessments.KindReport, assessments.KindEnteredInError}

// Due lists the records of a tenant whose time is over and that nobody asked to destroy yet, the longest over first. It reads every child, for whoever
// has no page that remembers them.
func (d *Desk) Due(ctx context.Context, tenant string) ([]Due, error) {
	if err := d.Ledger.Note(ctx, tenant, "read: retention", "list"); err != nil {
		return nil, err
	}
	scopes, _, err := d.Ledger.Moved(ctx, tenant, ledger.Mark{}, assessments.KindChild)
	if err != nil {
		return nil, err
	}
	var cases []service.Case
	err = d.Ledger.ReadMany(ctx, tenant, scopes, func(s assessments.Scope, r []assessments.Record) {
		cases = append(cases, service.ForChild(r, s.ID, ""))
	}, kinds...)
	if err != nil {
		return nil, err
	}
	return d.Sift(ctx, tenant, func(yield func(service.Case) bool) {
		for _, c := range cases {
			if !yield(c) {
				return
			}
		}
	})
}

// Sift picks out of children those whose time is over and that nobody asked to destroy yet.
func (d *Desk) Sift(ctx context.Context, tenant string, children func(yield func(service.Case) bool)) ([]Due, error) {
	holds, err := d.Ledger.Holds(ctx, tenant)
	if err != nil {
		return nil, err
	}
	held, asked := map[assessments.ID]bool{}, map[assessments.ID]bool{}
	for _, h := range holds {
		held[h.Child] = true
	}
	list, err := d.Ledger.Disposals(ctx, tenant)
	for _, x := range list {
		asked[x.Child] = true
	}
	today := london.Day(d.Now())
	var out []Due
	for c := range children {
		r := c.Retain()
		if over, _ := r.Over(today); over && !asked[c.ID] {
			out = append(out, Due{c.ID, c.Child.Name, r, held[c.ID]})
		}
	}
	slices.SortFunc(out, func(a, b Due) int {
		return cmp.Or(cmp.Compare(a.Retention.Until, b.Retention.Until), cmp.Compare(a.Child, b.Child))
	})
	return out, err
}
