package arch

import (
	"fmt"
	"slices"
)

// The size of the rooms, in lines of a hand-written Go file that is not a test.
const (
	MaxLines  = 300
	MeanLines = 140
)

// written returns the files the size rules speak of.
func (t *Tree) written() []*File {
	return slices.DeleteFunc(slices.Clone(t.Files), func(f *File) bool { return f.Test || f.Generated })
}

// Size checks the cap on one file and on the mean of all.
func Size(t *Tree) []Breach {
	var out []Breach
	total := 0
	files := t.written()
	for _, f := range files {
		total += f.Lines
		if f.Lines > MaxLines {
			out = append(out, Breach{f.Path, fmt.Sprintf("has %d lines, the cap is %d: find the second noun in it", f.Lines, MaxLines)})
		}
	}
	if n := len(files); n > 0 && total > MeanLines*n {
		out = append(out, Breach{".", fmt.Sprintf("the mean file has %d lines, the cap is %d", total/n, MeanLines)})
	}
	return out
}

// Measure sums up the tree for people: files, lines, mean, median, nine tenths, longest, and the share of comment lines.
type Measure struct {
	Files, Lines, Mean, Median, P90, Longest int
	Comments                                 float64
}

// Sizes measures the hand-written files that are not tests.
func Sizes(t *Tree) Measure {
	var lines []int
	var m Measure
	comments := 0
	for _, f := range t.written() {
		lines = append(lines, f.Lines)
		m.Lines += f.Lines
		for _, g := range f.Syntax.Comments {
			for _, c := range g.List {
				comments += t.fset.Position(c.End()).Line - t.fset.Position(c.Pos()).Line + 1
			}
		}
	}
	if m.Files = len(lines); m.Files == 0 {
		return m
	}
	slices.Sort(lines)
	m.Mean, m.Median, m.P90, m.Longest = m.Lines/m.Files, lines[m.Files/2], lines[m.Files*9/10], lines[m.Files-1]
	m.Comments = float64(comments) / float64(m.Lines)
	return m
}
