package reports

import (
	"slices"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit/expect"
)

// TestDraft_NotebooksForEveryReader writes every kind for every reader, and about every record it may be about, and looks for what the
// notebooks say must not appear anywhere. The tables name the likely reports only; a leak stands in the unlikely one.
func TestDraft_NotebooksForEveryReader(t *testing.T) {
	for _, name := range []string{"isla", "yusuf"} {
		table, ev := demo(t, name)
		days := []assessments.Date{"2026-11-25"}
		for _, rep := range table.Reports {
			days = append(days, assessments.Date(rep.AsAt))
		}
		written := map[Kind]int{}
		for i, info := range Kinds() {
			about := []assessments.ID{""}
			for _, r := range ev.Records {
				if slices.Contains(info.About, r.Kind) {
					about = append(about, r.ID)
				}
			}
			for j, to := range everyReader(ev) {
				// The days and the records take turns: all of them for all readers would be half an hour.
				day, id := days[(i+j)%len(days)], about[(i+j)%len(about)]
				d, err := Draft(ev, Request{Kind: info.Kind, Recipient: to, AsAt: day, Author: assessments.ID(table.Author), About: id})
				if err != nil {
					if k := assessments.KindOf(err); k != assessments.Forbidden && k != assessments.NotFound && k != assessments.Invalid {
						t.Fatalf("%s, %s for %s: %v", name, info.Kind, to.Role, err)
					}
					continue
				}
				written[info.Kind]++
				rep := expect.Report{Kind: string(info.Kind), Recipient: string(to.Role) + " " + string(to.Person), AsAt: string(day)}
				for _, f := range table.Never(rep, whole(d)) {
					t.Errorf("%s about %q: %s", name, id, f)
				}
			}
		}
		if written[EHCAdvice] < 3 || written[SchoolAdvice] < 3 || len(written) < 10 {
			t.Errorf("%s: too little was written to say anything: %v", name, written)
		}
	}
}

// everyReader is every role without a name, and everybody who is recorded, as a parent and as somebody else.
func everyReader(ev Evidence) (out []Recipient) {
	for _, role := range assessments.Roles() {
		out = append(out, Recipient{Role: role})
	}
	for _, r := range ev.Records {
		if r.Kind == assessments.KindPerson {
			out = append(out, Recipient{Role: assessments.RoleParent, Person: r.ID}, Recipient{Role: assessments.RoleOther, Person: r.ID})
		}
	}
	return out
}
