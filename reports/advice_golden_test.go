package reports

import (
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// The trees of the two kinds that existed first, and of the bundle that holds them.
func TestGolden_AdviceAndBundle(t *testing.T) {
	for name, day := range map[string]assessments.Date{"isla": "2026-05-21", "yusuf": "2026-05-12"} {
		table, ev := demo(t, name)
		setting := assessments.RoleSchool
		if name == "yusuf" {
			setting = assessments.RoleNursery
		}
		for _, x := range []struct {
			kind Kind
			to   Role
		}{{EHCAdvice, assessments.RoleLocalAuthority}, {SchoolAdvice, setting}} {
			golden(t, string(x.kind)+"-"+name, mustDraft(t, ev, Request{Kind: x.kind, Recipient: Recipient{Role: x.to}, AsAt: day, Author: assessments.ID(table.Author), Version: 1}))
		}
	}
	golden(t, "tribunal-bundle", mustDraft(t, trial(t), toTribunal))
}
