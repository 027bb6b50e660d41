package wording

import (
	"os"
	"strings"
	"testing"
)

// Sentences that the rules' own author wrote against the rules. They are a guard against getting worse, not a measure:
// docs/wording.md says how many were missed when each was first tried.
func TestUnusualWording(t *testing.T) {
	data, err := os.ReadFile("testdata/unusual.txt")
	if err != nil {
		t.Fatal(err)
	}
	var high, caught, usable, blocked int
	var wrong []string
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		label, rest, _ := strings.Cut(line, "|")
		text, phrases, _ := strings.Cut(rest, "|")
		found := CheckRow(text, strings.HasSuffix(label, "S"))
		if label[0] != 'H' {
			usable++
			if Blocks(found) {
				blocked++
				wrong = append(wrong, line)
			}
			continue
		}
		high++
		if hits(t, text, phrases, found) {
			caught++
		} else {
			wrong = append(wrong, line)
		}
	}
	if high < 500 || usable < 450 {
		t.Fatalf("only %d and %d sentences were read", high, usable)
	}
	if share(caught, high) < 0.94 || share(blocked, usable) > 0.03 {
		t.Errorf("%d of %d are caught and %d of %d usable ones blocked:\n%s", caught, high, blocked, usable, strings.Join(wrong, "\n"))
	}
}

// hits reports whether a High finding overlaps one of the phrases.
func hits(t *testing.T, text, phrases string, found []Finding) bool {
	t.Helper()
	hit := false
	for _, p := range strings.Split(phrases, ";") {
		from := strings.Index(text, p)
		if from < 0 {
			t.Errorf("%q does not hold %q", text, p)
		}
		for _, f := range found {
			hit = hit || f.Severity == High && f.From < from+len(p) && from < f.To
		}
	}
	return hit
}
