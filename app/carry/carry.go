package carry

import (
	"reflect"
	"slices"
)

// Over is the list of now with the change in it that turned from into to: who was taken out goes, who was put in comes, and of each
// line the fields that differ are set. A line that has gone meanwhile is not changed. same tell which lines are one and the same,
// the strictest first; equal ones always are.
func Over[T comparable](now, from, to []T, same ...func(a, b T) bool) []T {
	here, there := pairs(from, now, same), pairs(from, to, same)
	out := slices.Clone(now)
	gone := map[int]bool{}
	for i, at := range here {
		switch {
		case at < 0:
		case there[i] < 0:
			gone[at] = true
		case from[i] != to[there[i]]:
			out[at] = turned(now[at], from[i], to[there[i]])
		}
	}
	var others []T // lines of others, not in from at all
	for i, line := range now {
		if !slices.Contains(here, i) {
			others = append(others, line)
		}
	}
	kept := out[:0]
	for i, line := range out {
		if !gone[i] {
			kept = append(kept, line)
		}
	}
	for i, line := range to {
		if !slices.Contains(there, i) && Find(others, line, same[:min(1, len(same))]...) < 0 {
			kept = slices.Insert(kept, min(i, len(kept)), line)
		}
	}
	return kept
}

// Find is where a line stands in a list, -1 where it does not.
func Find[T comparable](list []T, line T, same ...func(a, b T) bool) int {
	return pairs([]T{line}, list, same)[0]
}

// pairs are, for each line of a, its place in b, -1 for none. What is surely the same is paired first.
func pairs[T comparable](a, b []T, same []func(a, b T) bool) []int {
	out, taken := slices.Repeat([]int{-1}, len(a)), make([]bool, len(b))
	for _, alike := range append([]func(a, b T) bool{func(x, y T) bool { return x == y }}, same...) {
		for i, x := range a {
			for j, y := range b {
				if out[i] < 0 && !taken[j] && alike(x, y) {
					out[i], taken[j] = j, true
				}
			}
		}
	}
	return out
}

// turned is a line with the fields in which from and to differ.
func turned[T comparable](now, from, to T) T {
	n, f, t := reflect.ValueOf(&now).Elem(), reflect.ValueOf(from), reflect.ValueOf(to)
	for i := range n.NumField() {
		if !f.Field(i).Equal(t.Field(i)) {
			n.Field(i).Set(t.Field(i))
		}
	}
	return now
}
