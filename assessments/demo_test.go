package assessments

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the files that tests compare with")

func demoBundle(t *testing.T, name string) Bundle {
	t.Helper()
	data, err := os.ReadFile("../assets/demo/" + name)
	if err != nil {
		t.Fatal(err)
	}
	b, err := ParseBundle(bytes.NewReader(data), name)
	if err != nil {
		t.Fatal(Sentence(err))
	}
	return b
}

// TestDemoBundlesAreCanonical reads both notebooks' children and holds the files to the form that export writes, so that
// import followed by export gives the same bytes. Run with -update after editing one by hand.
func TestDemoBundlesAreCanonical(t *testing.T) {
	for _, name := range []string{"isla.json", "yusuf.json"} {
		t.Run(name, func(t *testing.T) {
			b := demoBundle(t, name)
			var out bytes.Buffer
			if err := b.Write(&out); err != nil {
				t.Fatal(err)
			}
			path := "../assets/demo/" + name
			if *update {
				if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			got, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(out.String(), string(got)); diff != "" {
				t.Errorf("%s is not canonical, run with -update (-want +got):\n%s", name, diff)
			}
		})
	}
}
