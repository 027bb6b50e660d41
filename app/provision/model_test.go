package provision

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/assessments"
)

var may = time.Date(2026, 5, 20, 14, 0, 0, 0, time.UTC)

func sheet(t *testing.T, child assessments.ID) (*desktest.Desk, *Sheet) {
	t.Helper()
	d := desktest.Sit(t, may)
	s, err := Read(d.Ctx, d.Store, child)
	if err != nil {
		t.Fatal(err)
	}
	return d, s
}

func TestSheet_Isla(t *testing.T) {
	_, s := sheet(t, desktest.Isla)
	var got []string
	for _, r := range s.Rows {
		got = append(got, r.V.Ref+" | "+Title(r.V)+" | "+Line(r.V)+" | "+HoursWords(r.V))
	}
	want := []string{
		"F1 | Letter formation and hand skills | 20 min, 3 a week | 38.0",
		"F2 | OT teaches and re-grades | 45 min, 6 a year | 4.5",
		"F3 | Programme update | 30 min, 6 a year | 3.0",
		"F4 | Staff training | 90 min, once a year | 1.5",
		"F5 | Dressing teaching before PE | 10 min, twice a week | 12.7",
		"G1 | Motor re-test | ICB not asked yet | 1.25",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]Total{{"Section F", "59.7 h a year"}, {"Section G", "1.25 h a year"}}, s.Totals()); d != "" {
		t.Error(d)
	}
	if s.Subtitle() != "EHC advice, starts 7 September 2026" || s.Known != "Issy" || s.Next("F") != "F6" || s.Next("H1") != "H1-1" {
		t.Errorf("%q, %q, %q, %q", s.Subtitle(), s.Known, s.Next("F"), s.Next("H1"))
	}
	if n := s.Count(); n != 0 {
		t.Errorf("%d findings in the notebook's own rows", n)
	}
	for _, x := range s.Sources {
		if strings.Contains(x.Title, "low mood") {
			t.Error("what was said in confidence is offered as evidence")
		}
	}
}

func TestAnswer_LettersAnew(t *testing.T) {
	_, s := sheet(t, desktest.Isla)
	row := s.Rows[4].V
	f := s.Answer(row, "no")
	if f.Text("ref") != "G2" || f.Text("section") != "G" || f.Text("icb") != "not-asked" || f.Text("educates") != "no" {
		t.Errorf("answered no: %v", f)
	}
	g := s.Answer(s.Rows[5].V, "yes")
	if g.Text("ref") != "F6" || string(g["icb"]) != "null" {
		t.Errorf("answered yes: %v", g)
	}
	u := s.Answer(row, "unsure")
	if _, moved := u["section"]; moved || u.Text("disputed") == "" || u.Text("educates") != "unsure" {
		t.Errorf("answered unsure: %v", u)
	}
	settled := *row
	settled.Disputed = unsettled
	if y := s.Answer(&settled, "yes"); string(y["disputed"]) != "null" || y["ref"] != nil {
		t.Errorf("settled: %v", y)
	}
	settled.Disputed = "The family disagree."
	if y := s.Answer(&settled, "yes"); y["disputed"] != nil {
		t.Error("words of the author's own were thrown away")
	}
}

func TestFindings(t *testing.T) {
	p := &assessments.Provision{What: "Regular breaks from writing", Who: "Teaching assistant", Doses: []assessments.Dose{{Minutes: 3, Sessions: 5, Per: "week", Weeks: 38}}}
	f := Findings(p, Texts(p)[0])
	if len(f) != 1 || f[0].Phrase != "Regular breaks" {
		t.Fatalf("findings %+v", f)
	}
	used := Use(p.What, f[0])
	if !strings.HasPrefix(used, "[minutes] min rest") || !strings.HasSuffix(used, " from writing") {
		t.Errorf("used: %q", used)
	}
	p.What = used
	gaps := strings.Join(GapWords(p), "\n")
	if !strings.Contains(gaps, "Fill in what stands in brackets under “What”.") || !strings.Contains(gaps, "Say which outcome it serves.") {
		t.Errorf("gaps:\n%s", gaps)
	}
	p.What, p.Overrides = "Regular breaks from writing", []assessments.Override{{Phrase: "regular breaks", Reason: "The school's own timetable names them."}}
	if f := Findings(p, Texts(p)[0]); len(f) != 0 {
		t.Errorf("kept with a reason, and found again: %+v", f)
	}
}

func TestReasons(t *testing.T) {
	_, s := sheet(t, desktest.Isla)
	want := map[string]string{"F1": "Teaches a skill", "F4": "Trains staff", "G1": "Assessment only"}
	for _, r := range s.Rows {
		var got []string
		for _, x := range s.Reasons() {
			if x.Gives(r.V.Why) {
				got = append(got, x.Chip)
			}
		}
		if w, ok := want[r.V.Ref]; ok && (len(got) != 1 || got[0] != w) {
			t.Errorf("%s, %q: %v, want %q", r.V.Ref, r.V.Why, got, w)
		}
	}
}

func TestDose(t *testing.T) {
	for _, c := range []struct {
		d     assessments.Dose
		words string
		whole bool
	}{
		{assessments.Dose{Minutes: 10, Sessions: 2, Per: "week", Weeks: 38}, "10 min, twice a week", true},
		{assessments.Dose{Minutes: 7.5, Sessions: 3, Per: "term"}, "7.5 min, 3 a term", true},
		{assessments.Dose{Minutes: 10, Sessions: 2, Per: "week"}, "10 min, twice a week", false},
		{assessments.Dose{Sessions: 1, Per: "year"}, "0 min, once a year", false},
	} {
		if got := DoseWords(c.d); got != c.words || Whole(c.d) != c.whole {
			t.Errorf("%+v: %q, whole %v", c.d, got, Whole(c.d))
		}
	}
}
