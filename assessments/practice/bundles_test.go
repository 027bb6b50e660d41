package practice_test

import (
	"os"
	"testing"

	"github.com/fieldfare/fieldfare/assessments/practice"
)

func TestBundles_NotebooksFirst(t *testing.T) {
	demo := os.DirFS("../../assets")
	for children, want := range map[int]int{0: 0, 1: 1, 2: 2, 3: 3, 12: 3} {
		got, err := practice.Bundles(demo, 1, children)
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != want {
			t.Errorf("%d children: %d bundles, want %d", children, len(got), want)
		}
	}
	if _, err := practice.Bundles(os.DirFS(t.TempDir()), 1, 2); err == nil {
		t.Error("a missing notebook was not noticed")
	}
}

func TestTherapist_IsInTheFirstNotebook(t *testing.T) {
	bundles, err := practice.Bundles(os.DirFS("../../assets"), 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range bundles[0].Records {
		if r.ID == practice.Therapist && r.Fields.Text("role") == "occupational-therapist" {
			return
		}
	}
	t.Error("the practice therapist is no record of the first notebook")
}
