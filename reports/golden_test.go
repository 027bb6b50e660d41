package reports

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the goldens anew")

// golden compares the text of a tree with testdata/golden/NAME.txt.
func golden(t *testing.T, name string, d Document) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name+".txt")
	got := d.PlainText()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-golden +now); go test ./reports -run %s -update writes it anew:\n%s", name, t.Name(), diff)
	}
}
