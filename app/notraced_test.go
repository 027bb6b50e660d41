//go:build !race

package app

// raced tells that the race detector is on.
const raced = false
