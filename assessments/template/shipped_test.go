package template

import (
	"os"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// shipped loads the templates that Fieldfare ships. The test reads the folder itself: this room imports no assets.
func shipped(t testing.TB) *Library {
	t.Helper()
	l, err := Load(os.DirFS("../../assets/templates"))
	if err != nil {
		t.Fatalf("the templates that ship do not read:\n%s", assessments.Sentence(err))
	}
	return l
}

func TestShipped_Read(t *testing.T) {
	l := shipped(t)
	for _, x := range l.List() {
		n := 0
		for _, s := range x.Sections {
			n += len(s.Questions)
		}
		t.Logf("%-28s %3d questions", x.Name, n)
	}
}
