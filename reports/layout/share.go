package layout

// share divides total among columns. When all can have what they want, what is over goes to them by grow (all alike
// when grow is all zero). When not, a column that wants less than an equal share gets what it wants and the wide ones
// share the rest, each at least its longest word; words too long even for that are cut down alike.
func share(want, least, grow []float64, total float64) []float64 {
	out := make([]float64, len(want))
	w, m, g := sum(want), sum(least), sum(grow)
	switch {
	case w <= total:
		for i := range out {
			out[i] = want[i] + (total-w)/float64(len(want))
			if g > 0 {
				out[i] = want[i] + (total-w)*grow[i]/g
			}
		}
	case m >= total:
		for i := range out {
			out[i] = least[i] * total / m
		}
	default:
		fill(out, want, least, total)
	}
	return out
}

// fill finds the level at which columns that want more are cut off so that all fit: between its longest word and what
// it wants, every column is as wide as the level.
func fill(out, want, least []float64, total float64) {
	low, high := 0.0, total
	for range 40 { // halving a page's width 40 times is far finer than ink
		level := (low + high) / 2
		for i := range out {
			out[i] = min(max(level, least[i]), want[i])
		}
		if sum(out) > total {
			high = level
		} else {
			low = level
		}
	}
}

func sum(v []float64) (s float64) {
	for _, x := range v {
		s += x
	}
	return s
}

// leastCol is how narrow a column may be: a word of it breaks, but no letter leaves it.
const leastCol = 9.0

// floored returns widths of the same sum of which none is under least, or all alike where there is no room for that.
func floored(widths []float64, least float64) []float64 {
	sum, short, spare := 0.0, 0.0, 0.0
	for _, w := range widths {
		sum += w
		short += max(least-w, 0)
		spare += max(w-least, 0)
	}
	out := make([]float64, len(widths))
	for i, w := range widths {
		switch {
		case short == 0:
			out[i] = w
		case short > spare:
			out[i] = sum / float64(len(widths))
		default:
			out[i] = max(w, least) - max(w-least, 0)/spare*short
		}
	}
	return out
}
