package today

import (
	"context"
	"fmt"
	"sort"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// warnDays is how long before its day a plan's end or an examination shows on Today.
const warnDays = 42

// clocks lists what is due, the nearest first: EHC advice by law, reviews and remeasuring by promise.
func clocks(ctx context.Context, r Reader, kids map[assessments.ID]store.ChildRow, day assessments.Date) ([]Clock, error) {
	recs, err := r.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindAdviceRequest, assessments.KindActivityPlan, assessments.KindEquipment}})
	if err != nil {
		return nil, err
	}
	type dated struct {
		Clock
		due assessments.Date
	}
	var all []dated
	add := func(child assessments.ID, what string, from, due assessments.Date) {
		k := kids[child]
		if !due.Valid() || due < day.AddDays(-warnDays) || due > day.AddDays(warnDays) {
			return
		}
		c := Clock{Child: child, Title: what + ", " + Called(k.Name, k.KnownAs), When: due.Time().Format("Monday 2 January"), Left: left(day, due), Gone: gone(from, due, day)}
		all = append(all, dated{c, due})
	}
	for _, rec := range recs {
		switch t, _ := rec.Read(); t := t.(type) {
		case *assessments.AdviceRequest:
			if t.SentOn == "" {
				add(rec.Scope.ID, "EHC advice", t.Received, t.Due())
			}
		case *assessments.ActivityPlan:
			if t.End.Valid() && t.End >= day {
				add(rec.Scope.ID, "Plan ends", t.Start, t.End)
			}
		case *assessments.Equipment:
			if t.Lifting && t.ExamineBy.Valid() && t.Status != "returned" {
				add(rec.Scope.ID, "Examine "+t.Item, t.ExaminedOn, t.ExamineBy)
			}
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].due < all[j].due })
	out := make([]Clock, len(all))
	for i, d := range all {
		out[i] = d.Clock
	}
	return out, nil
}

// left is the working days from the day after today up to the due day, in words.
func left(day, due assessments.Date) string {
	switch n := day.WorkingDaysAfter(due); {
	case due < day:
		return "Overdue"
	case n == 0:
		return "Due today"
	case n == 1:
		return "1 working day"
	default:
		return fmt.Sprintf("%d working days", n)
	}
}

func gone(from, due, day assessments.Date) float32 {
	whole := due.Time().Sub(from.Time())
	if !from.Valid() || whole <= 0 {
		return 1
	}
	return float32(min(1, max(0, day.Time().Sub(from.Time()).Hours()/whole.Hours())))
}
