package measure

import (
	"math"
	"testing"
)

func TestGAS(t *testing.T) {
	isla, yusuf := []float64{6, 4, 2}, []float64{9, 6, 4}
	for _, c := range []struct {
		name    string
		levels  []int
		weights []float64
		want    string
	}{
		{"three equal, all 0", []int{0, 0, 0}, nil, "50.0"},
		{"three equal, all -1", []int{-1, -1, -1}, nil, "36.3"},
		{"two equal, all -2", []int{-2, -2}, nil, "25.2"},
		{"two equal, all +2", []int{2, 2}, nil, "74.8"},
		{"one goal -2", []int{-2}, nil, "30.0"},
		{"one goal -1", []int{-1}, nil, "40.0"},
		{"one goal 0", []int{0}, nil, "50.0"},
		{"one goal +1", []int{1}, nil, "60.0"},
		{"one goal +2", []int{2}, nil, "70.0"},
		{"weighted baseline", []int{-1, -1, -2}, []float64{4, 2, 1}, "35.2"},
		{"weighted outcome", []int{0, 1, 0}, []float64{4, 2, 1}, "53.7"},
		{"first notebook, baseline", []int{-1, -1, -2}, isla, "34.6"},
		{"first notebook, review", []int{0, 1, 0}, isla, "54.4"},
		{"second notebook, baseline", []int{-2, -1, -1}, yusuf, "30.3"},
		{"second notebook, review", []int{0, 1, -1}, yusuf, "51.4"},
		{"weight 0 drops out", []int{1, -2}, []float64{4, 0}, "60.0"},
		{"the unit of the weights does not matter", []int{-1, -1, -2}, []float64{4e-300, 2e-300, 1e-300}, "35.2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := GAS(c.levels, c.weights)
			if err != nil || Tenths(got) != c.want {
				t.Errorf("got %s, %v; want %s", Tenths(got), err, c.want)
			}
		})
	}
}

func TestGAS_Refused(t *testing.T) {
	for _, c := range []struct {
		name    string
		levels  []int
		weights []float64
		nothing bool
	}{
		{"no goals", nil, nil, true},
		{"all weights 0", []int{1, 1}, []float64{0, 0}, true},
		{"level out of range", []int{3}, nil, false},
		{"level below range", []int{-3}, nil, false},
		{"weight missing", []int{1, 1}, []float64{1}, false},
		{"negative weight", []int{1}, []float64{-1}, false},
		{"not a number", []int{1}, []float64{math.NaN()}, false},
		{"infinite", []int{1}, []float64{math.Inf(1)}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := GAS(c.levels, c.weights)
			if err == nil {
				t.Fatalf("got %v, want an error", got)
			}
			if NotComputable(err) != c.nothing {
				t.Errorf("NotComputable is %v for %v", !c.nothing, err)
			}
		})
	}
}

func TestCompareGAS(t *testing.T) {
	for _, c := range []struct {
		before, after []int
		weights       []float64
		want          string
	}{
		{[]int{-1, -1, -2}, []int{0, 1, 0}, []float64{6, 4, 2}, "+19.8"},
		{[]int{-2, -1, -1}, []int{0, 1, -1}, []float64{9, 6, 4}, "+21.1"},
		{[]int{0}, []int{-1}, nil, "-10.0"},
		{[]int{1}, []int{1}, nil, "0.0"},
	} {
		got, err := CompareGAS(c.before, c.after, c.weights)
		if err != nil || SignedTenths(got.Change) != c.want {
			t.Errorf("%v to %v: got %s, %v; want %s", c.before, c.after, SignedTenths(got.Change), err, c.want)
		}
	}
	if _, err := CompareGAS([]int{0, 0}, []int{0}, nil); err == nil {
		t.Error("different numbers of goals were compared")
	}
	if _, err := CompareGAS([]int{0}, []int{3}, nil); err == nil {
		t.Error("a level of 3 was accepted at review")
	}
}

func TestWeight(t *testing.T) {
	if got, err := Weight(3, 2); err != nil || got != 6 {
		t.Errorf("got %v, %v; want 6", got, err)
	}
	for _, c := range [][2]int{{4, 1}, {1, 4}, {-1, 1}, {1, -1}} {
		if got, err := Weight(c[0], c[1]); err == nil {
			t.Errorf("%v: got %v, want an error", c, got)
		}
	}
}

func TestAnswer_Level(t *testing.T) {
	for answer, want := range map[Answer]int{AsExpected: 0, LittleMore: 1, LotMore: 2, Partly: -1, NoChange: -2, GotWorse: -2} {
		if got, err := answer.Level(-2); err != nil || got != want {
			t.Errorf("answer %d: got %d, %v; want %d", answer, got, err, want)
		}
	}
	if _, err := Answer(6).Level(0); err == nil {
		t.Error("a seventh answer was accepted")
	}
	if got := LevelWords(-2) + "/" + LevelWords(2) + "/" + LevelWords(3); got != "much less than expected/much more than expected/" {
		t.Errorf("level words: %s", got)
	}
}

func FuzzGAS(f *testing.F) {
	f.Add(-1, 6.0, 1, 4.0, -2, 2.0)
	f.Fuzz(func(t *testing.T, a int, wa float64, b int, wb float64, c int, wc float64) {
		a, b, c = a%4, b%4, c%4
		got, err := GAS([]int{a, b, c}, []float64{wa, wb, wc})
		if err != nil {
			return
		}
		// Three goals of equal weight, all at an end, give 50 +- 20*sqrt(3/(0.7+0.9)): nothing lies outside.
		if !(got > 22.6 && got < 77.4) {
			t.Fatalf("T of %v %v: %v", []int{a, b, c}, []float64{wa, wb, wc}, got)
		}
		mirrored, err := GAS([]int{-a, -b, -c}, []float64{wa, wb, wc})
		if err != nil || math.Abs(got+mirrored-100) > 1e-6 {
			t.Fatalf("T %v mirrored is %v, %v", got, mirrored, err)
		}
	})
}
