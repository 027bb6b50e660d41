package today

import (
	"context"
	"strconv"
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
				a.Line, a.Question = "“"+s.Asked+"”", x.V.Recipient
			}
		}
		a.Line += ". About " + Called(kid.Name, kid.KnownAs)
		out = append(out, a)
	}
	return out, err
}

// AskedWords is the heading of what needs somebody: questions are counted, and a single one says whose it is.
func (m *Model) AskedWords() string {
	n, who := 0, ""
	for _, a := range m.Asked {
		if a.Question != "" {
			n++
			who = map[assessments.Role]string{assessments.RoleSchool: "a school", assessments.RoleNursery: "a nursery", assessments.RoleParent: "a parent"}[a.Question]
		}
	}
	switch {
	case n == 0:
		return "Shared, and needs you"
	case n == 1 && who != "":
		return "1 question from " + who
	case n == 1:
		return "1 question about a report"
	}
	return strconv.Itoa(n) + " questions about reports"
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
			v.Sharing = assessments.UpperFirst(v.Place) + " not asked"
			for _, l := range lines {
				if l.Matter == (consent.Matter{Purpose: "share", Role: role}) {
					v.Sharing = assessments.UpperFirst(v.Place) + " " + strings.ToLower(l.Word)
				}
			}
		}
	}
	return nil
}
