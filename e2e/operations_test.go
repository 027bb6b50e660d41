package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/internal/testkit"
)

var shBox = regexp.MustCompile("(?s)\n```sh\n(.*?)```\n")

// TestOperationsPage types every command that docs/operations.md shows in a box marked sh, in order, in one shell, on each database. Only
// the places are others: a newcomer has /var/lib/fieldfare, the test a folder of its own.
func TestOperationsPage(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "docs", "operations.md"))
	must(t, err)
	boxes := shBox.FindAllStringSubmatch(string(page), -1)
	if len(boxes) < 7 {
		t.Fatalf("only %d boxes were found", len(boxes))
	}
	var script strings.Builder
	for _, b := range boxes {
		script.WriteString(b[1])
	}
	for name, where := range map[string]func(dir string) string{
		"sqlite":   func(dir string) string { return "--data " + filepath.Join(dir, "lib") },
		"postgres": func(string) string { return "--database " + testkit.Postgres(t) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			for _, sub := range []string{"backups", "etc"} {
				must(t, os.Mkdir(filepath.Join(dir, sub), 0o700))
			}
			place := where(dir)
			s := newService(t, strings.Fields(place)...)
			text := strings.NewReplacer("--data /var/lib/fieldfare", place, "/var/backups/fieldfare", filepath.Join(dir, "backups"), "/etc/fieldfare", filepath.Join(dir, "etc"),
				"http://127.0.0.1:8080", s.url).Replace(script.String())
			cmd := exec.Command("bash", "-euxo", "pipefail", "-c", text)
			cmd.Env = append(os.Environ(), "PATH="+filepath.Dir(binary(t, "fieldfare-central"))+":"+os.Getenv("PATH"), "TMPDIR="+dir)
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			for _, says := range []string{"A backup key was made", "North Place", "This code enrols one device", "The service is as it was", "Every change, record, chain and picture is what was written", "Devices of 1 services will send again"} {
				if !strings.Contains(string(out), says) {
					t.Errorf("nowhere %q in\n%s", says, out)
				}
			}
			if _, err := os.Stat(filepath.Join(dir, "backups", "before-upgrade")); err != nil {
				t.Error(err)
			}
			s.close(t)
		})
	}
}
