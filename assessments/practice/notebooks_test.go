package practice

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
	"github.com/fieldfare/fieldfare/assessments/wording"
)

func notebook(t *testing.T, name string) assessments.Bundle {
	t.Helper()
	b, err := readBundle(os.DirFS("../../assets"), "demo/"+name+".json")
	if err != nil {
		t.Fatal(assessments.Sentence(err))
	}
	return b
}

// TestNotebookSums works out the scores that the notebooks give from the records alone: the T-scores, and the means of the
// ratings that were asked on both days.
func TestNotebookSums(t *testing.T) {
	for _, tc := range []struct{ name, gas, performance, satisfaction string }{
		{"isla", "34.6 54.4 +19.8", "2.5 6.5 +4.0 of 2", "2.0 6.5 +4.5 of 2"},
		{"yusuf", "30.3 51.4 +21.1", "2.0 4.3 +2.3 of 3", "3.0 5.7 +2.7 of 3"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			b := notebook(t, tc.name)
			goals := read[*assessments.Goal](t, b)
			var ids []assessments.ID
			for id := range goals {
				ids = append(ids, id)
			}
			slices.Sort(ids)
			levels := map[bool][]int{}
			ratings := map[bool][]measure.Rating{}
			var weights []float64
			for _, id := range ids {
				weights = append(weights, float64(goals[id].Weight()))
				for _, first := range []bool{true, false} {
					for _, r := range read[*assessments.GoalReview](t, b) {
						if r.Goal == id && r.Baseline == first {
							levels[first] = append(levels[first], *r.Level)
							ratings[first] = append(ratings[first], measure.Rating{Item: string(id), Performance: r.Performance, Satisfaction: r.Satisfaction})
						}
					}
				}
			}
			c, err := measure.CompareGAS(levels[true], levels[false], weights)
			if err != nil {
				t.Fatal(err)
			}
			if got := fmt.Sprintf("%.1f %.1f %+.1f", c.Baseline, c.Now, c.Change); got != tc.gas {
				t.Errorf("T %s, want %s", got, tc.gas)
			}
			p, s, err := measure.CompareRatings(ratings[true], ratings[false])
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range []struct {
				c    measure.RatingChange
				want string
			}{{p, tc.performance}, {s, tc.satisfaction}} {
				if got := fmt.Sprintf("%.1f %.1f %+.1f of %d", x.c.Before, x.c.After, x.c.Change, len(x.c.Items)); got != x.want {
					t.Errorf("ratings %s, want %s", got, x.want)
				}
			}
		})
	}
}

// TestNotebookReferences follows every id of the notebooks' records to a record beside it.
func TestNotebookReferences(t *testing.T) {
	for _, name := range []string{"isla", "yusuf"} {
		b := notebook(t, name)
		for _, s := range dangling(b) {
			t.Errorf("%s: %s", name, s)
		}
	}
}

// TestProvisionIsWordedToBeDelivered runs the wording check over every row that ships: nothing that a service would have to
// send back.
func TestProvisionIsWordedToBeDelivered(t *testing.T) {
	rows := 0
	for _, b := range []assessments.Bundle{notebook(t, "isla"), notebook(t, "yusuf"), caseload(t, 1, 10)} {
		for _, p := range read[*assessments.Provision](t, b) {
			rows++
			for _, text := range append([]string{p.What, p.Short, p.Why, p.Training, p.Where}, p.Includes...) {
				if f := wording.CheckRow(text, len(p.Doses) > 0); wording.Blocks(f) {
					t.Errorf("%s %q: %v", p.Ref, text, f)
				}
			}
		}
		for _, o := range read[*assessments.Outcome](t, b) {
			if f := wording.CheckOutcome(o.Statement); wording.Blocks(f) {
				t.Errorf("%s %q: %v", o.Ref, o.Statement, f)
			}
		}
	}
	if rows < 20 {
		t.Errorf("looked at only %d rows", rows)
	}
}

// TestConfidencesStayInTheirRecords: what was said in confidence and the names of other children stand only where nothing
// leaves the record.
func TestConfidencesStayInTheirRecords(t *testing.T) {
	for name, secrets := range map[string][]string{
		"isla": {"low mood", "tablets", "Dilwyn", "Ashcombe", "R-handed", "28.5"}, "yusuf": {"pregnan", "Lifting must stop", "Kit Marrowby", "Marrowby", "24.8", "8 May"},
	} {
		b := notebook(t, name)
		for _, secret := range secrets {
			found := 0
			for _, r := range b.Records {
				for field, raw := range r.Fields {
					if !strings.Contains(string(raw), secret) {
						continue
					}
					found++
					kept := r.Kind == assessments.KindAmendment || r.Fields.Text("confidential") == "true" || field == "private" || field == "other_names"
					if !kept {
						t.Errorf("%s: %q stands in %s of a %s, which may be sent", name, secret, field, r.Kind)
					}
				}
			}
			if found == 0 {
				t.Errorf("%s: %q is nowhere; the record must keep it", name, secret)
			}
		}
	}
}
