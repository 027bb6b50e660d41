package lead

import "fmt"

// Counts from 1 to least-1 are not shown: somebody who knows one child could find that child in them. few stands in their place.
const (
	least = 5
	few   = "under 5"
	held  = "not shown"
)

// suppress writes a table of counts with a sum at the end of each row and a row of sums at the end. Small counts are left out; and
// where the sums and the other counts would give one away, others are left out as well, the smallest that help. A zero is shown where
// it can be: it says nothing of anybody.
//
// What is left out are the edges of a graph between rows and columns, and each row and column says what its edges add up to. An
// edge follows from that exactly when it is a bridge: when it lies on no circle of edges that could all be one more and one less in turn.
func suppress(counts [][]int) [][]string {
	n, out := summed(counts), [][]bool{}
	for _, row := range n {
		gone := make([]bool, len(row))
		for j, v := range row {
			gone[j] = v > 0 && v < least
		}
		out = append(out, gone)
	}
	for again := true; again; {
		again = false
		for i, row := range n {
			for j, v := range row {
				if out[i][j] && v < least && bridge(n, out, i, j) {
					again = true
				}
			}
		}
	}
	return written(n, out)
}

// summed adds the sums, which can be small and can give away like any other count.
func summed(counts [][]int) [][]int {
	rows, cols := len(counts), 0
	if rows > 0 {
		cols = len(counts[0])
	}
	n := make([][]int, rows+1)
	for i := range n {
		n[i] = make([]int, cols+1)
	}
	for i, row := range counts {
		for j, v := range row {
			n[i][j], n[i][cols], n[rows][j], n[rows][cols] = v, n[i][cols]+v, n[rows][j]+v, n[rows][cols]+v
		}
	}
	return n
}

// bridge leaves out other counts where the one at i, j follows from the rest: those on the cheapest other way from its row to its
// column. It reports whether it did. What is left out already costs nothing, a count costs itself, and a zero is the last resort.
func bridge(n [][]int, out [][]bool, i, j int) bool {
	const far, dear = 1 << 40, 1 << 20
	rows, cols := make([]int, len(n)), make([]int, len(n[0])) // how much it costs to get there
	byRow, byCol := make([]int, len(n)), make([]int, len(n[0]))
	for a := range rows {
		rows[a] = far
	}
	for b := range cols {
		cols[b] = far
	}
	rows[i] = 0
	for grew := true; grew; {
		grew = false
		for a := range n {
			for b, cost := range n[a] {
				switch {
				case a == i && b == j:
					continue
				case out[a][b]:
					cost = 0
				case cost == 0:
					cost = dear
				}
				if rows[a]+cost < cols[b] {
					cols[b], byCol[b], grew = rows[a]+cost, a, true
				}
				if cols[b]+cost < rows[a] {
					rows[a], byRow[a], grew = cols[b]+cost, b, true
				}
			}
		}
	}
	if cols[j] == 0 || cols[j] >= far {
		return false
	}
	for b := j; ; {
		a := byCol[b]
		out[a][b] = true
		if a == i {
			return true
		}
		b = byRow[a]
		out[a][b] = true
	}
}

func written(n [][]int, out [][]bool) [][]string {
	cells := make([][]string, len(n))
	for i := range n {
		for j, v := range n[i] {
			text := fmt.Sprint(v)
			switch {
			case out[i][j] && v > 0 && v < least:
				text = few
			case out[i][j]:
				text = held
			}
			cells[i] = append(cells[i], text)
		}
	}
	return cells
}
