package wording_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/practice"
	"github.com/fieldfare/fieldfare/assessments/wording"
)

// The two practice children's advice as it was really written: which needs it leaves to others, and which rows a lead must
// see. Nothing in it blocks.
func TestNotebooks_PlanAndSections(t *testing.T) {
	bundles, err := practice.Bundles(os.DirFS("../../assets"), 1, 2)
	if err != nil {
		t.Fatal(assessments.Sentence(err))
	}
	for i, c := range []struct {
		gaps []string
		lead string // rows to show to a lead
	}{
		{[]string{"need-without-provision", "need-without-provision", "need-without-provision"}, "F4"},
		{[]string{"need-without-provision", "need-without-provision", "need-without-provision", "need-without-provision", "provision-without-outcome G3"}, "G4"},
	} {
		p := wording.PlanOf(bundles[i].Records)
		if len(p.Rows) < 5 {
			t.Fatalf("bundle %d has %d rows of provision", i, len(p.Rows))
		}
		var gaps, lead []string
		for _, g := range wording.CheckPlan(p) {
			gaps = append(gaps, strings.TrimSpace(string(g.Rule)+" "+g.Ref))
			if g.Severity == wording.High || g.Question == "" {
				t.Errorf("bundle %d: %+v", i, g)
			}
		}
		if !slices.Equal(gaps, c.gaps) {
			t.Errorf("bundle %d: gaps %q, want %q", i, gaps, c.gaps)
		}
		for _, r := range p.Rows {
			placed := wording.Place(wording.AnswersOf(r.V))
			if placed.Section != r.V.Section {
				t.Errorf("%s %q is placed in %q", r.V.Ref, r.V.What, placed.Section)
			}
			if placed.ShowToLead {
				lead = append(lead, r.V.Ref)
			}
		}
		if got := strings.Join(lead, " "); got != c.lead {
			t.Errorf("bundle %d: a lead sees %q, want %q", i, got, c.lead)
		}
	}
}
