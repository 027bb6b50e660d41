package lead

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestSuppress_SmallCountsAndWhatWouldTellThem(t *testing.T) {
	got := suppress([][]int{{12, 3, 0}, {20, 30, 9}, {0, 0, 0}})
	want := [][]string{{held, few, "0", "15"}, {held, held, "9", "59"}, {"0", "0", "0", "0"}, {"32", "33", "9", "74"}}
	if !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := suppress([][]int{{1}}); got[0][0] != few || got[0][1] != few || got[1][1] != few {
		t.Errorf("a child alone: %v", got)
	}
}

// Nobody can reckon a count that was left out from the others and the sums. Each line of the table says that its counts add up to its
// sum; what was left out are the unknowns. A count is safe when these equations do not fix it.
func TestSuppress_NothingFollowsFromTheSums(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	hidden := 0
	for range 3000 {
		rows, cols := 1+r.IntN(5), 1+r.IntN(5)
		counts := make([][]int, rows)
		for i := range counts {
			for range cols {
				v := 0
				switch r.IntN(3) {
				case 1:
					v = 1 + r.IntN(4)
				case 2:
					v = r.IntN(40)
				}
				counts[i] = append(counts[i], v)
			}
		}
		cells := suppress(counts)
		shown := func(i, j int) bool { return cells[i][j] != few && cells[i][j] != held }
		var unknown [][2]int
		for i := range cells {
			for j := range cells[i] {
				if !shown(i, j) {
					unknown = append(unknown, [2]int{i, j})
				}
			}
		}
		hidden += len(unknown)
		for i, row := range counts {
			for j, v := range row {
				if v > 0 && v < least && shown(i, j) {
					t.Fatalf("%v shows a small count: %v", counts, cells)
				}
				if shown(i, j) && cells[i][j] != fmt.Sprint(v) {
					t.Fatalf("%v is shown as %v", counts, cells)
				}
			}
		}
		for k, cell := range unknown {
			if cells[cell[0]][cell[1]] == few && follows(unknown, k, rows, cols) {
				t.Fatalf("%v: the count at %v follows from %v", counts, cell, cells)
			}
		}
	}
	if hidden == 0 {
		t.Error("nothing was ever left out")
	}
}

// follows reports whether the k-th unknown is fixed by the equations of the lines: whether its unit vector is a sum of their rows.
func follows(unknown [][2]int, k, rows, cols int) bool {
	var eq [][]float64
	line := func(sign func(i, j int) float64) {
		row := make([]float64, len(unknown))
		for n, u := range unknown {
			row[n] = sign(u[0], u[1])
		}
		eq = append(eq, row)
	}
	for i := range rows + 1 {
		line(func(a, b int) float64 {
			switch {
			case a != i:
				return 0
			case b == cols:
				return -1
			}
			return 1
		})
	}
	for j := range cols + 1 {
		line(func(a, b int) float64 {
			switch {
			case b != j:
				return 0
			case a == rows:
				return -1
			}
			return 1
		})
	}
	unit := make([]float64, len(unknown))
	unit[k] = 1
	return rank(append(clone(eq), unit)) == rank(clone(eq))
}

func clone(m [][]float64) [][]float64 {
	out := make([][]float64, len(m))
	for i := range m {
		out[i] = slices.Clone(m[i])
	}
	return out
}

func rank(m [][]float64) int {
	r := 0
	for c := 0; len(m) > 0 && c < len(m[0]) && r < len(m); c++ {
		p := slices.IndexFunc(m[r:], func(row []float64) bool { return row[c] > 1e-9 || row[c] < -1e-9 })
		if p < 0 {
			continue
		}
		m[r], m[r+p] = m[r+p], m[r]
		for i := range m {
			if i == r {
				continue
			}
			f := m[i][c] / m[r][c]
			for j := range m[i] {
				m[i][j] -= f * m[r][j]
			}
		}
		r++
	}
	return r
}
