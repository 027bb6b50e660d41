package store

import (
	"os"
	"testing"
)

// TestMain lets the test binary be the child of the tests that kill a process: the variable says which child.
func TestMain(m *testing.M) {
	switch os.Getenv("FIELDFARE_CHILD") {
	case "save":
		os.Exit(savingChild(os.Getenv("FIELDFARE_DIR")))
	case "open":
		os.Exit(openingChild(os.Getenv("FIELDFARE_DIR")))
	case "copy":
		os.Exit(copyingChild(os.Getenv("FIELDFARE_DIR")))
	case "unlock":
		os.Exit(unlockingChild(os.Getenv("FIELDFARE_DIR")))
	}
	os.Exit(m.Run())
}
