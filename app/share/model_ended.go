package share

import (
	"context"
	"slices"

	"github.com/fieldfare/fieldfare/app/consent"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// ended looks whether what open links rest on still stands. Where a consent has ended since, for the report or for a picture in it, the
// service opens the link to nobody; the sender is told, closes it, and can make a version without what may not go.
func ended(ctx context.Context, r Reads, all []Sent, today assessments.Date) error {
	of := map[assessments.ID][]assessments.Record{}
	for i := range all {
		x := &all[i]
		if !x.Open {
			continue
		}
		recs, ok := of[x.Child]
		if !ok {
			var err error
			if recs, err = consent.Evidence(ctx, r, x.Child); err != nil {
				return err
			}
			of[x.Child] = recs
		}
		if !x.V.Asks() && !slices.ContainsFunc(recs, func(rec assessments.Record) bool { return rec.ID == x.V.Report }) {
			continue // the version is not on this tablet, so nothing is known of it
		}
		if s := reports.SendShare(recs, &x.V, today); !s.Goes() {
			x.Pictured = s.Pictured
			x.Ended, x.State, x.Quiet, x.Needs = s.Reason, "Withheld", "", true
			x.Line = "Withheld: " + s.Reason
		}
	}
	return nil
}
