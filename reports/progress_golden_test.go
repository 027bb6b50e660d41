package reports

import (
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// TestGolden_ProgressReviewVisitProgramme keeps the words of four kinds as they were read and found good.
func TestGolden_ProgressReviewVisitProgramme(t *testing.T) {
	for _, c := range []struct {
		child string
		kind  Kind
		to    Role
		at    assessments.Date
	}{
		{"isla", GoalProgress, assessments.RoleLocalAuthority, "2026-07-14"},
		{"yusuf", GoalProgress, assessments.RoleLocalAuthority, "2026-07-01"},
		{"isla", VisitSummary, assessments.RoleGP, "2026-03-24"},
		{"yusuf", VisitSummary, assessments.RoleGP, "2026-03-12"},
		{"isla", ActivityProgramme, assessments.RoleParent, "2026-05-21"},
		{"yusuf", ActivityProgramme, assessments.RoleParent, "2026-06-30"},
		{"isla", AnnualReview, assessments.RoleLocalAuthority, "2026-07-14"},
		{"yusuf", AnnualReview, assessments.RoleLocalAuthority, "2026-07-01"},
	} {
		table, ev := demo(t, c.child)
		d := mustDraft(t, ev, Request{Kind: c.kind, Recipient: Recipient{Role: c.to}, AsAt: c.at, Author: assessments.ID(table.Author), Version: 1, Signed: true, SignedOn: c.at})
		golden(t, string(c.kind)+"-"+c.child, d)
	}
}
