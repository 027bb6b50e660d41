package outbox

import (
	"context"

	"github.com/fieldfare/fieldfare/app/share"
	"github.com/fieldfare/fieldfare/assessments"
)

// Shares stand in the outbox for sharedDays, and longer while they need somebody; shownShares is how many at the most.
const (
	sharedDays  = 30
	shownShares = 12
)

// A Share is one report on its way to a reader, with the newest that is known of it.
type Share struct {
	Child, ID assessments.ID
	Title     string // “IO, school advice to Mrs Nettlefold, SENCo”
	Line      string
	State     string // “With the service”
	Needs     bool
}

// ReadShares reads what became of the reports that went: those that need somebody first, then the newest.
func ReadShares(ctx context.Context, s Store, r share.Reads, m *Model, today assessments.Date) ([]Share, error) {
	all, err := share.ListSent(ctx, r, "", today)
	var needs, rest []Share
	for _, x := range all {
		if on := assessments.NewDate(x.V.SentTime()); !x.Needs && on.AddDays(sharedDays) < today {
			continue
		}
		title := x.Name
		if name := m.initials(ctx, s, x.Child); name != "" {
			title = name + ", " + assessments.LowerFirst(title)
		}
		out := Share{Child: x.Child, ID: x.ID, Title: title + " to " + x.V.Who, Line: x.Line, State: x.State, Needs: x.Needs}
		if x.Quiet != "" {
			out.Line = x.Quiet
		}
		for _, step := range x.Steps {
			if step.Open {
				out.Line = "“" + step.Asked + "”"
			}
		}
		if x.Needs {
			needs = append(needs, out)
		} else {
			rest = append(rest, out)
		}
	}
	out := append(needs, rest...)
	return out[:min(len(out), shownShares)], err
}
