package today

import (
	"cmp"
	"context"
	"slices"

	"github.com/fieldfare/fieldfare/app/questions"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/store"
)

// answeredDays is for how long answers that came by link stand on Today; a visit that was made meanwhile takes them off.
const answeredDays = 14

// answered lists what somebody answered before a visit, the newest first, with the first of their own words.
func answered(ctx context.Context, r Reader, kids map[assessments.ID]store.ChildRow, seen []store.ContactRow, day assessments.Date) ([]Asked, error) {
	recs, err := r.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindAnswers}})
	if err != nil || len(recs) == 0 { // then nobody waits for the templates
		return nil, err
	}
	lib, err := questions.Library(ctx, r)
	if lib == nil {
		return nil, err
	}
	visited := map[assessments.ID]assessments.Date{}
	for _, c := range seen {
		if c.Status == "attended" && (c.Type == "visit" || c.Type == "video") {
			visited[c.Child] = max(visited[c.Child], c.On)
		}
	}
	type one struct {
		a  Asked
		on assessments.Date
	}
	var all []one
	for _, rec := range recs {
		var a assessments.Answers
		assessments.Decode(rec.Fields, &a)
		child := rec.Scope.ID
		if !a.Theirs() || a.On.AddDays(answeredDays) < day || visited[child] >= a.On {
			continue
		}
		kid := kids[child]
		x := Asked{Title: a.Who, Line: "About " + Called(kid.Name, kid.KnownAs), Go: Way{session.Questions, child, rec.ID}}
		if w := firstWords(lib, a); w != "" {
			x.Line = "“" + w + "”. " + x.Line
		}
		all = append(all, one{x, a.On})
	}
	slices.SortStableFunc(all, func(a, b one) int { return cmp.Compare(b.on, a.on) })
	var out []Asked
	for _, x := range all {
		out = append(out, x.a)
	}
	return out, nil
}

func firstWords(lib *template.Library, a assessments.Answers) string {
	t, _, err := lib.Asked(a)
	if err != nil {
		return ""
	}
	return questions.Words(t, a)
}
