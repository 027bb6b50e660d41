package testkit

import (
	"os"
	"os/exec"
	"testing"
)

// Dir returns an empty folder. It is removed when the test passed; after a failure it stays, and the log names it, so
// that a person can open what the test saw.
func Dir(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "fieldfare-test-")
	if err != nil {
		t.Fatalf("make a folder for the test: %v", err)
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("kept for you to look at: %s", dir)
			return
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Errorf("remove the test's folder: %v", err)
		}
	})
	return dir
}

// Tool returns the path of an installed program, and fails the test with the apt package's name when it is missing.
func Tool(t testing.TB, program, apt string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		t.Fatalf("this test needs the program %s: apt-get install %s (or make setup)", program, apt)
	}
	return path
}
