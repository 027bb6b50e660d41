package measure

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// TestRule71_PercentileRisesWithTheScore walks every scale in fine steps: a higher score never has a lower percentile,
// and the way back ends where it began.
func TestRule71_PercentileRisesWithTheScore(t *testing.T) {
	for _, s := range []Scale{StandardScore, ScaledScore, TScore, {15, 5}, {50, 10}, {0, 1}} {
		before := -1.0
		for i := -800; i <= 800; i++ {
			score := s.Mean + float64(i)/200*s.SD
			p, err := s.Percentile(score)
			if err != nil || p <= before || p <= 0 || p >= 100 {
				t.Fatalf("%v at %v: %v after %v, %v", s, score, p, before, err)
			}
			before = p
			back, err := s.Score(p)
			if err != nil || math.Abs(back-score) > 1e-6*s.SD {
				t.Fatalf("%v at %v: back at %v, %v", s, score, back, err)
			}
			mirror, err := s.Percentile(2*s.Mean - score)
			if err != nil || math.Abs(p+mirror-100) > 1e-9 {
				t.Fatalf("%v at %v: %v and %v on the other side, %v", s, score, p, mirror, err)
			}
		}
	}
	for _, c := range []struct {
		from, to    Scale
		score, want float64
	}{{StandardScore, ScaledScore, 85, 7}, {ScaledScore, TScore, 7, 40}, {TScore, StandardScore, 70, 130}, {StandardScore, Scale{15, 5}, 100, 15}} {
		if got, err := c.from.To(c.to, c.score); err != nil || math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%v on %v is %v on %v, %v; want %v", c.score, c.from, got, c.to, err, c.want)
		}
	}
	if _, err := StandardScore.To(Scale{50, 0}, 85); err == nil {
		t.Error("a scale without a standard deviation was accepted")
	}
}

// TestGAS_IsSymmetricAbout50 tries all levels of three goals under several weights: T of the levels and T of their
// opposites are as far above 50 as below, and a better level of a goal with weight never lowers T.
func TestGAS_IsSymmetricAbout50(t *testing.T) {
	for _, weights := range [][]float64{nil, {4, 2, 1}, {9, 6, 4}, {3, 0, 1}, {1, 1, 9}} {
		for i := range 125 {
			levels := []int{i%5 - 2, i/5%5 - 2, i/25 - 2}
			got, err := GAS(levels, weights)
			opposite, err2 := GAS([]int{-levels[0], -levels[1], -levels[2]}, weights)
			if err != nil || err2 != nil || math.Abs(got-50+opposite-50) > 1e-9 {
				t.Fatalf("%v %v: %v and %v, %v %v", levels, weights, got, opposite, err, err2)
			}
			for g := range levels {
				if levels[g] == Best {
					continue
				}
				better := append([]int(nil), levels...)
				better[g]++
				up, err := GAS(better, weights)
				if err != nil || up < got-1e-9 {
					t.Fatalf("%v is %v, but %v is %v, %v", levels, got, better, up, err)
				}
			}
		}
	}
}

// TestAge_IsNeverNegativeAndNeverAhead counts days beside the calendar for every birthday of five years, a leap year among
// them, and every gestation of a child born early.
func TestAge_IsNeverNegativeAndNeverAhead(t *testing.T) {
	start := time.Date(2019, 1, 1, 0, 0, 0, 0, time.UTC)
	for b := 0; b < 5*365; b++ {
		born := start.AddDate(0, 0, b)
		g := Gestation{23 + b%14, b % 7}
		for _, lived := range []int{0, 1, 27, 28, 29, 30, 31, 59, 60, 200, 364, 365, 366, 700, 729, 730, 731, 1460, 6574} {
			on := born.AddDate(0, 0, lived)
			for _, how := range []Borrowing{Calendar, ThirtyDays} {
				a, err := AgeBy(born, on, how)
				if err != nil || a.Years < 0 || a.Months < 0 || a.Months > 11 || a.Days < 0 || a.Days > 30 {
					t.Fatalf("%v on %v: %s, %v", born, on, a.Full(), err)
				}
			}
			both, err := AgesAt(born, on, g, CorrectionMonths)
			if err != nil {
				t.Fatal(err)
			}
			if c := both.Corrected; both.UseCorrected && (c.Years < 0 || c.Months < 0 || c.Days < 0 || c.InMonths() > both.Actual.InMonths()) {
				t.Fatalf("born %v at %s, on %v: corrected %s, actual %s", born, g, on, c.Full(), both.Actual.Full())
			}
			// 24 months is the last age at which a correction may stand.
			if both.UseCorrected && both.Actual.InMonths() >= CorrectionMonths {
				t.Fatalf("corrected at %s", both.Actual.Full())
			}
		}
	}
	if _, err := AgeAt(start, start.AddDate(0, 0, -1)); err == nil {
		t.Error("an age before birth was given")
	}
}

func TestInterval_HoldsTheScore(t *testing.T) {
	for score := -20.0; score <= 200; score += 3.7 {
		for _, sem := range []float64{0, 0.1, 2.37, 4.743, 15} {
			narrow, err := IntervalAround(score, sem, Confidence90)
			wide, err2 := IntervalAround(score, sem, Confidence95)
			if err != nil || err2 != nil || narrow.Low > score || narrow.High < score || wide.Low > narrow.Low || wide.High < narrow.High {
				t.Fatalf("%v, SEM %v: %+v within %+v, %v %v", score, sem, narrow, wide, err, err2)
			}
			if sem == 0 {
				continue
			}
			up, err := ReliableChange(score, score+10, sem)
			down, err2 := ReliableChange(score+10, score, sem)
			if err != nil || err2 != nil || math.Abs(up.Index+down.Index) > 1e-9 || up.Beyond != down.Beyond {
				t.Fatalf("SEM %v: up %+v, down %+v, %v %v", sem, up, down, err, err2)
			}
		}
	}
}

// verdicts are words that no number here supports: no size of change on these measures has been shown to matter for every
// child (a scoping review of 2023 found none for the ratings).
var verdicts = []string{"clinically significant", "clinically meaningful", "clinically important"}

// TestNothingSaysClinicallySignificant looks through everything this package can say, and through every string of the
// program and every file of content that ships.
func TestNothingSaysClinicallySignificant(t *testing.T) {
	said := []string{GASCaveat, GBOLicence, SamplingCaveat, Estimate}
	catalogue, err := json.Marshal(Catalogue())
	if err != nil {
		t.Fatal(err)
	}
	said = append(said, string(catalogue))
	for _, x := range Catalogue() {
		for _, kind := range []string{"standard", "scaled", "T", "raw", "percent", "level", "criterion", "growth", ""} {
			for _, value := range []string{"1", "IV", "30", "60", "130", "none"} {
				a := &assessments.Score{Tool: x.Name, Edition: x.Edition, On: "2024-01-01", SEM: 1, Parts: []assessments.ScorePart{{Name: "Total", Type: kind, Value: value, Centile: 3}}}
				b := &assessments.Score{Tool: x.Name, Edition: x.Edition, On: "2025-01-01", SEM: 1, Parts: []assessments.ScorePart{{Name: "Total", Type: kind, Value: "90"}}}
				for _, l := range append(ReadFor(a, "2016-01-01"), Read(b)...) {
					said = append(said, fmt.Sprint(l))
				}
				for _, s := range Trend([]*assessments.Score{a, b}) {
					said = append(said, s.Words())
				}
			}
		}
	}
	for _, text := range said {
		for _, v := range verdicts {
			if strings.Contains(strings.ToLower(text), v) {
				t.Errorf("says %q: %s", v, text)
			}
		}
	}
	for _, x := range shipped(t, "../..") {
		for _, v := range verdicts {
			// The refusal of such words quotes them.
			if strings.Contains(strings.ToLower(x.text), v) && !strings.HasSuffix(x.path, "reports/allow.go") {
				t.Errorf("%s says %q", x.path, v)
			}
		}
	}
}

type shippedText struct{ path, text string }

// shipped returns the strings of every Go file that is not a test, and the content files whole.
func shipped(t *testing.T, root string) []shippedText {
	t.Helper()
	var all []shippedText
	files := 0
	for _, room := range []string{"app", "assessments", "assets", "central", "cmd", "reports"} {
		err := fs.WalkDir(os.DirFS(root), room, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			switch {
			case strings.HasSuffix(path, "_test.go"), strings.HasPrefix(path, "assets/demo/"):
				return nil
			case strings.HasSuffix(path, ".go"):
				files++
				tree, err := parser.ParseFile(token.NewFileSet(), root+"/"+path, nil, parser.SkipObjectResolution)
				if err != nil {
					return err
				}
				ast.Inspect(tree, func(n ast.Node) bool {
					if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
						all = append(all, shippedText{path, lit.Value})
					}
					return true
				})
			case strings.HasSuffix(path, ".toml"), strings.HasSuffix(path, ".html"), strings.HasSuffix(path, ".txt"):
				files++
				raw, err := os.ReadFile(root + "/" + path)
				if err != nil {
					return err
				}
				all = append(all, shippedText{path, string(raw)})
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 100 || len(all) < 1000 {
		t.Fatalf("looked at only %d files and %d strings", files, len(all))
	}
	return all
}
