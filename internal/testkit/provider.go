package testkit

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// ProviderSecret is what a Provider knows the service by, as the client "fieldfare".
const ProviderSecret = "a-secret-of-the-trust-0123456789abcdef"

// Provider starts a trust's sign-in for a service at the address back, and returns its issuer: a real OpenID provider, which others wrote.
// build/checkers/provider.mjs says who has an account there.
func Provider(t testing.TB, back string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for !exists(filepath.Join(dir, "go.mod")) {
		dir = filepath.Dir(dir)
	}
	script := filepath.Join(dir, ".cache", "checkers", "node", "provider.mjs")
	if !exists(script) {
		t.Fatalf("%s is not there (build/checkers.sh fetches it)", script)
	}
	cmd := exec.Command(Tool(t, "node", "nodejs"), script, back)
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // it was killed
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "http://") {
			go func() {
				for lines.Scan() { // whatever else it says must not fill the pipe
				}
			}()
			return lines.Text()
		}
	}
	t.Fatal("the provider did not start")
	return ""
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
