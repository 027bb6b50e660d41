package today

import (
	"context"

	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/share"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// asked lists the shares that need somebody, the newest first. What the service has not said is not here.
func asked(ctx context.Context, r Reader, kids map[assessments.ID]store.ChildRow, day assessments.Date) ([]Asked, error) {
	all, err := share.ListSent(ctx, r, "", day)
	var out []Asked
	for _, x := range all {
		if !x.Needs {
			continue
		}
		kid := kids[x.Child]
		a := Asked{Title: x.V.Who, Line: x.Line, Go: Way{session.Shared, x.Child, x.ID}}
		if x.Quiet != "" {
			a.Line = x.Quiet
		}
		for _, s := range x.Steps {
			if s.Open {
				a.Line = "“" + s.Asked + "”"
			}
		}
		a.Line += ". About " + Called(kid.Name, kid.KnownAs)
		out = append(out, a)
	}
	return out, err
}
