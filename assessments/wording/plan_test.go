package wording

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
)

func whole() Plan {
	return Plan{
		Needs: []Item[assessments.Need]{
			{"n1", assessments.Need{Section: "B", Statement: "Cannot form letters legibly beyond 2 lines."}},
			{"n2", assessments.Need{Section: "C", Statement: "Cannot sit unsupported."}},
			{"n3", assessments.Need{Section: "C", Statement: "Coughs on thin drinks.", Owner: "Speech and language therapy"}},
		},
		Outcomes: []Item[assessments.Outcome]{
			{"o1", assessments.Outcome{Ref: "E1", By: "2027-07-16", CountedBy: "Class teacher", Needs: []assessments.ID{"n1"}, Statement: "Issy writes 3 sentences in 10 minutes, 80% of letters readable."}},
		},
		Rows: []Item[assessments.Provision]{
			{"p1", assessments.Provision{Ref: "F1", Section: "F", What: "Letter-formation teaching", Outcomes: []assessments.ID{"o1"}}},
			{"p2", assessments.Provision{Ref: "G1", Section: "G", What: "Chair assessed and fitted", NeedIDs: []assessments.ID{"n2"}}},
		},
	}
}

func gaps(p Plan) string {
	var out []string
	for _, g := range CheckPlan(p) {
		out = append(out, g.Severity.String()+" "+string(g.ID)+" "+string(g.Rule))
	}
	return strings.Join(out, "|")
}

func TestRule77_NeedsOutcomesAndProvisionFitTogether(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Plan)
		want   string
	}{
		"whole": {func(*Plan) {}, ""},
		"no row at all": {func(p *Plan) { p.Rows = nil },
			"M n1 need-without-provision|M n2 need-without-provision|M o1 outcome-without-provision"},
		"a need answered through its outcome only":       {func(p *Plan) { p.Outcomes[0].V.Needs = nil }, "M n1 need-without-provision"},
		"an educational need with health provision only": {func(p *Plan) { p.Rows[0].V.Section = "G" }, "M n1 need-without-education"},
		"social care needs are answered elsewhere":       {func(p *Plan) { p.Needs[1].V.Section = "D"; p.Rows = p.Rows[:1] }, ""},
		"no measure":                   {func(p *Plan) { p.Outcomes[0].V.Statement = "Issy writes neatly by 16 July 2027." }, "M o1 outcome-without-measure"},
		"a level of help is a measure": {func(p *Plan) { p.Outcomes[0].V.Statement = "Issy puts her coat on alone." }, ""},
		"no date":                      {func(p *Plan) { p.Outcomes[0].V.By = "" }, "L o1 outcome-without-date"},
		"provision as an outcome":      {func(p *Plan) { p.Outcomes[0].V.Statement = "Issy will receive 20 minutes of teaching." }, "M o1 outcome-is-provision"},
		"an outcome as provision":      {func(p *Plan) { p.Rows[0].V.What = "Issy will be able to write 3 sentences." }, "M p1 provision-is-outcome"},
		"a row that serves nothing":    {func(p *Plan) { p.Rows[1].V.NeedIDs = nil }, "M n2 need-without-provision|L p2 provision-without-outcome"},
	} {
		p := whole()
		c.change(&p)
		if got := gaps(p); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

func TestCheckPlan_AsksInWords(t *testing.T) {
	p := whole()
	p.Rows = p.Rows[:1]
	want := []Gap{{NeedWithoutProvision, assessments.KindNeed, "n2", "", Medium, "Which provision meets the need “Cannot sit unsupported.”? No row answers it."}}
	if d := cmp.Diff(want, CheckPlan(p)); d != "" {
		t.Error(d)
	}
}

func TestPlanOf_ReadsTheThreeKinds(t *testing.T) {
	fields := func(text string) assessments.Fields {
		return assessments.Fields{"statement": []byte(text)}
	}
	p := PlanOf([]assessments.Record{
		{ID: "n", Kind: assessments.KindNeed, Fields: fields(`"Tires"`)},
		{ID: "o", Kind: assessments.KindOutcome, Fields: fields(`"Writes 3 lines"`)},
		{ID: "p", Kind: assessments.KindProvision, Fields: assessments.Fields{"what": []byte(`"Teaching"`)}},
		{ID: "g", Kind: assessments.KindGoal},
	})
	if len(p.Needs) != 1 || len(p.Outcomes) != 1 || len(p.Rows) != 1 || p.Needs[0].V.Statement != "Tires" || p.Rows[0].ID != "p" {
		t.Errorf("got %+v", p)
	}
}
