//go:build !race

package picture

// The photo that is measured, and what reading it may take, in MB.
const (
	wide, high = 8688, 5792
	mostPeak   = 300
)
