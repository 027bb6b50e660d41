package scores

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
)

const mabc assessments.ID = "019a0001-0000-700a-8000-000000000001"

var november = time.Date(2026, 11, 24, 9, 40, 0, 0, time.UTC)

func book(t *testing.T, d *desktest.Desk, child assessments.ID) *Book {
	t.Helper()
	b, err := Read(d.Ctx, d.Store, child)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// enter puts a result into the store as a screen would.
func enter(t *testing.T, d *desktest.Desk, s assessments.Score) assessments.ID {
	t.Helper()
	id := d.NewID()
	if !d.Write(d.Ctx, d.Create(id, assessments.ChildScope(desktest.Isla), &s)) {
		t.Fatal(d.Failed)
	}
	return id
}

func TestRead(t *testing.T) {
	d := desktest.Sit(t, november)
	got := func(b *Book) (out []string) {
		for _, g := range b.Groups {
			for _, x := range g.Results {
				out = append(out, g.Title+" | "+x.Day()+" | "+x.Line())
			}
		}
		return out
	}
	want := []string{"Beery VMI, 6th edition | 21 April 2026 | VMI 82, Visual Perception 94, Motor Coordination 75",
		"Movement ABC-2, 2nd edition | 21 April 2026 | Total 5", "DCDQ'07, 2007 | 24 March 2026 | Total 38"}
	if diff := cmp.Diff(want, got(book(t, d, desktest.Isla))); diff != "" {
		t.Error(diff)
	}
	all := strings.Join(got(book(t, d, desktest.Yusuf)), "\n")
	for _, s := range []string{"GMFCS, E&R | No day recorded | Level IV", "PEDI-CAT | 26 March 2026 | Daily Activities 24, Mobility 19, Social/Cognitive 38",
		"Hip X-ray, edition not recorded | 14 January 2026 | Migration, right 28%, Migration, left 22%"} {
		if !strings.Contains(all, s) {
			t.Errorf("%q is not among\n%s", s, all)
		}
	}
}

// TestRule71_StandardisedScores: a score against age norms keeps tool and edition together, runs the right way round,
// never stands beside another edition, and the percentile that was entered wins over the one a curve gives.
func TestRule71_StandardisedScores(t *testing.T) {
	tool, _, ok := measure.Find("SPM-2", "")
	if !ok {
		t.Fatal("SPM-2 is not in the catalogue")
	}
	if s := Begin(&tool, "2026-11-24", ""); s.Tool != "SPM-2" || s.Edition != "2nd edition" || s.Direction != "low-is-better" {
		t.Errorf("begun with %+v", s)
	}
	d := desktest.Sit(t, november)
	enter(t, d, assessments.Score{Tool: "Movement ABC-3", Edition: "3rd edition", On: "2026-11-10", Direction: "high-is-better",
		Parts: []assessments.ScorePart{{Name: "Total", Type: "T", Value: "38", Total: true}}})
	enter(t, d, assessments.Score{Tool: "Movement ABC-2", Edition: "2nd edition", On: "2026-11-17", Direction: "high-is-better",
		Parts: []assessments.ScorePart{{Name: "Total", Type: "standard", Value: "7", Centile: 14, Total: true}}})
	b := book(t, d, desktest.Isla)
	titles := map[string]int{}
	for _, g := range b.Groups {
		titles[g.Title] = len(g.Results)
		for _, tr := range g.Trends() {
			if strings.Contains(tr.Words, "Movement ABC-2") && strings.Contains(tr.Words, "Movement ABC-3") {
				t.Errorf("two editions in one trend: %s", tr.Words)
			}
			if strings.Contains(strings.ToLower(tr.Words), "clinically significant") {
				t.Errorf("a verdict: %s", tr.Words)
			}
		}
	}
	if titles["Movement ABC-2, 2nd edition"] != 2 || titles["Movement ABC-3, 3rd edition"] != 1 {
		t.Fatalf("the groups are %v", titles)
	}
	g, x := b.Find(mabc)
	var total Trend
	for _, tr := range g.Trends() {
		if tr.Part == "Total" {
			total = tr
		}
	}
	if !total.Drawn || total.Chart.Words() != "Total, standard score. 21 April 2026, 5. 17 November 2026, 7." || !strings.Contains(total.Words, "Change +2.0.") {
		t.Errorf("%v, %s, %s", total.Drawn, total.Chart.Words(), total.Words)
	}
	lines := measure.ReadFor(&x.V, b.Born)
	if l := lines[3]; l.Centile != "5th centile" || l.Estimated || !strings.HasPrefix(l.Band, "red") || l.Direction != "Higher is easier: a lower score means more difficulty." {
		t.Errorf("%+v", l)
	}
	none := assessments.Score{Tool: "Beery VMI", Edition: "6th edition", Parts: []assessments.ScorePart{{Name: "VMI", Type: "standard", Value: "85"}}}
	if l := measure.Read(&none)[0]; !l.Estimated || l.Basis != measure.Estimate || l.Centile != "16th centile" {
		t.Errorf("without an entered percentile: %+v", l)
	}
}

// TestEntry: the parts of the tool wait to be filled, and a part that was not done is no part of the result.
func TestEntry(t *testing.T) {
	tool, _, _ := measure.Find("Movement ABC-2", "")
	s := Begin(&tool, "2026-11-24", "")
	e := Enter(&s)
	var names []string
	for _, r := range e.Rows {
		names = append(names, r.Name+" "+r.Type)
	}
	if diff := cmp.Diff([]string{"Manual Dexterity standard", "Aiming & Catching standard", "Balance standard", "Total standard"}, names); diff != "" {
		t.Error(diff)
	}
	e.Rows[2].Value = "6"
	e.Rows[3].Value, e.Rows[3].Centile = "5", 5
	want := []assessments.ScorePart{{Name: "Balance", Type: "standard", Value: "6"}, {Name: "Total", Type: "standard", Value: "5", Centile: 5, Total: true}}
	if diff := cmp.Diff(want, e.Parts()); diff != "" {
		t.Error(diff)
	}
	if e.Add("balance") || e.Add("  ") || !e.Add("Checklist") || len(e.Rows) != 5 {
		t.Errorf("rows %+v", e.Rows)
	}
	// The tasks and the total of DASH lie on different scales; both stay what they are.
	dash, _, _ := measure.Find("DASH", "1st edition")
	s = Begin(&dash, "2026-11-24", "")
	if e = Enter(&s); e.Kind() != "standard" || len(e.Types(true)) != 2 {
		t.Errorf("%q, %v", e.Kind(), e.Types(true))
	}
	e.SetKind("raw")
	if e.Kind() != "raw" {
		t.Errorf("set to raw: %q", e.Kind())
	}
	pedi, _, _ := measure.Find("PEDI-CAT", "")
	s = Begin(&pedi, "2026-11-24", "")
	if e = Enter(&s); !e.Grown() {
		t.Error("PEDI-CAT has no place for its scaled score")
	}
	unknown := assessments.Score{Tool: "A tool of our own", Direction: "low-is-better"}
	if e = Enter(&unknown); e.Known || len(e.Rows) != 1 || e.Rows[0].Name != "Total" || !e.Rows[0].Total {
		t.Errorf("%+v", e)
	}
}

// TestCatalogue: tools made for the child's age stand first, and the others say for whom they are made.
func TestCatalogue(t *testing.T) {
	b := &Book{Born: "2020-02-29"}
	tools, words := b.Catalogue("2026-11-24")
	if len(tools) != len(measure.Catalogue()) {
		t.Fatalf("%d of %d tools", len(tools), len(measure.Catalogue()))
	}
	seen := false
	for i, w := range words {
		other := strings.Contains(w, "made for")
		if seen && !other {
			t.Errorf("%s stands behind tools for other ages", w)
		}
		seen = seen || other
		if strings.HasPrefix(w, "DASH, 1st edition") && (!other || tools[i].From != 108) {
			t.Errorf("a child of 6 is offered %s without a word", w)
		}
	}
	if !strings.HasPrefix(words[0], "Movement ABC-2") {
		t.Errorf("first is %s", words[0])
	}
}

// TestChart: where the curve is known the lines are its mean and deviations, and a score beyond them is still on the chart.
func TestChart(t *testing.T) {
	at := func(v string, on assessments.Date) *assessments.Score {
		return &assessments.Score{Tool: "Beery VMI", Edition: "6th edition", On: on, Direction: "high-is-better", Parts: []assessments.ScorePart{{Name: "VMI", Type: "standard", Value: v}}}
	}
	c, ok := chart(measure.Trend([]*assessments.Score{at("82", "2026-04-21"), at("58", "2026-10-21")})[0])
	if !ok || c.Low != 55 || c.High != 130 || len(c.Ticks) != 6 || c.Ticks[2].Words != "100  Mean for age" {
		t.Errorf("%v %+v", ok, c)
	}
	if _, ok := chart(measure.Trend([]*assessments.Score{at("82", "2026-04-21")})[0]); ok {
		t.Error("one result was drawn as a line")
	}
	if _, ok := chart(measure.Trend([]*assessments.Score{at("82", "2026-04-21"), at("<50", "2026-10-21")})[0]); ok {
		t.Error("a value that is not a number was drawn")
	}
	for x, want := range map[float64]float64{0: 1, 0.3: 0.5, 1: 1, 3: 5, 17: 20, 60: 100} {
		if got := nice(x); got < want-1e-9 || got > want+1e-9 {
			t.Errorf("nice(%v) = %v, want %v", x, got, want)
		}
	}
}
