package today

import (
	"context"
	"strings"

	"github.com/fieldfare/fieldfare/app/consent"
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

// agreed says on the next visit whether the school may be told, which is asked at its door.
func (m *Model) agreed(ctx context.Context, r Reader, day assessments.Date) error {
	for i := range m.Stops {
		for j := range m.Stops[i].Visits {
			v := &m.Stops[i].Visits[j]
			if !v.Next || v.Place != "school" && v.Place != "nursery" {
				continue
			}
			role := assessments.Role(v.Place)
			lines, err := consent.Standings(ctx, r, v.Child, day)
			if err != nil {
				return err
			}
			v.Sharing = upper(v.Place) + " not asked"
			for _, l := range lines {
				if l.Matter == (consent.Matter{Purpose: "share", Role: role}) {
					v.Sharing = upper(v.Place) + " " + strings.ToLower(l.Word)
				}
			}
		}
	}
	return nil
}

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
