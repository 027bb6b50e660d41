package today

import (
	"context"
	"slices"
	"sort"

	"github.com/fieldfare/fieldfare/app/groups"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// othersDays is for how long Today tells what others did: whoever works some days of the week still hears of it.
const othersDays = 7

// An Other is something that happened to a child of this caseload without this therapist.
type Other struct {
	Type string // picks the icon
	Unfinished
}

// others tells of the last week who opened the record of a child without having the child, and who was not brought to a clinic or
// group that somebody else led, the newest first. Both stay on the child's timeline.
func others(ctx context.Context, r Reader, kids map[assessments.ID]store.ChildRow, me assessments.ID, day assessments.Date) ([]Other, error) {
	recs, err := r.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindAccess, assessments.KindGroupSession}})
	if err != nil {
		return nil, err
	}
	type dated struct {
		on  string
		row Other
	}
	var all []dated
	since := day.AddDays(-othersDays)
	for _, rec := range recs {
		var a assessments.Access
		if rec.Kind != assessments.KindAccess {
			continue
		}
		assessments.Decode(rec.Fields, &a)
		kid, mine := kids[a.Of]
		at := a.Time().In(session.London)
		if a.What != "opened" || !mine || assessments.NewDate(at) < since || a.Who == me {
			continue
		}
		all = append(all, dated{a.At, Other{"opened", Unfinished{a.Name + " opened " + Called(kid.Name, kid.KnownAs),
			at.Format("Monday 2 January, 15:04") + ", because " + a.Because(), Way{session.ChildHome, a.Of, "timeline"}}}})
	}
	for _, p := range groups.Places(recs, day) {
		kid, mine := kids[p.Child]
		if !p.Missed || !mine || p.On < since || slices.Contains(p.Leaders, me) {
			continue
		}
		all = append(all, dated{string(p.On), Other{p.Type, Unfinished{Called(kid.Name, kid.KnownAs) + " was not brought",
			p.On.Time().Format("Monday 2 January") + ". " + p.Title, Way{session.ChildHome, p.Child, "timeline"}}}})
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].on > all[j].on })
	var out []Other
	for _, x := range all {
		out = append(out, x.row)
	}
	return out, nil
}
