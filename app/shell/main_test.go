package shell_test

import (
	"bytes"
	"io"
	"log"
	"os"
	"testing"
)

// TestMain fails the package when Fyne complained about a call from the wrong thread: it logs such calls and goes on.
func TestMain(m *testing.M) {
	var seen bytes.Buffer
	log.SetOutput(io.MultiWriter(os.Stderr, &seen))
	code := m.Run()
	if bytes.Contains(seen.Bytes(), []byte("Error in Fyne call thread")) {
		os.Stderr.WriteString("a widget was changed from the wrong thread, see the log above\n")
		code = 1
	}
	os.Exit(code)
}
