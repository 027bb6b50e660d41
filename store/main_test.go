package store

import (
	"os"
	"testing"
)

// TestMain lets the test binary be the child of the tests that kill a process: the variable says which child.
func TestMain(m *testing.M) {
	switch os.Getenv("FF_CHILD") {
	case "save":
		os.Exit(savingChild(os.Getenv("FF_DIR")))
	case "open":
		os.Exit(openingChild(os.Getenv("FF_DIR")))
	case "unlock":
		os.Exit(unlockingChild(os.Getenv("FF_DIR")))
	}
	os.Exit(m.Run())
}
