//go:build race

package picture

// The race detector keeps several bytes for each of the program's and is slow: a smaller photo, and no narrow bound.
const (
	wide, high = 1200, 900
	mostPeak   = 500
)
