//go:build race

package app

// raced tells that the race detector is on, which makes everything ten times as slow.
const raced = true
