package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// wordsFound runs the command and returns what it found as "H as needed|M some".
func wordsFound(t *testing.T, text string, args ...string) string {
	t.Helper()
	var out []string
	for _, f := range document[[]struct{ Phrase, Severity string }](t, in(t, text, append([]string{"wording", "--json"}, append(args, "-")...)...)) {
		out = append(out, f.Severity+" "+f.Phrase)
	}
	return strings.Join(out, "|")
}

func TestRule74_WordingIsAskedAboutWhereItStands(t *testing.T) {
	words := filepath.Join(t.TempDir(), "words.json")
	edits := `{"look":[{"group":"Ours","severity":"L","phrases":["sensory circuit"],"question":"Which?"}],"stop":["as required"]}`
	if err := os.WriteFile(words, []byte(edits), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text string
		args []string
		want string
	}{
		{"A programme as required.", nil, "H programme|H as required"},
		{"A programme as required.", []string{"--structured"}, "H as required"},
		{"Issy will receive a slope, as required.", []string{"--kind", "outcome"}, "M will receive"},
		{"Issy often needs support.", []string{"--kind", "prose"}, ""},
		{"Yusuf, wheelchair-bound, sat by Kit.", []string{"--kind", "prose", "--other-child", "Kit Marrowby"}, "M wheelchair-bound|H Kit"},
		{"A sensory circuit as required.", []string{"--words", words}, "L sensory circuit"},
	} {
		if got := wordsFound(t, c.text, c.args...); got != c.want {
			t.Errorf("%q %v: got %s, want %s", c.text, c.args, got, c.want)
		}
	}
	if r := do(t, "wording", "--list", "--words", words); !strings.Contains(r.out, "L  sensory circuit: Ours\n") || strings.Contains(r.out, "  as required:") || !strings.Contains(r.out, "-  staff change: usable\n") {
		t.Errorf("--list: %.300s", r.out)
	}
	if r := in(t, "x", "wording", "--kind", "poem", "-"); r.code != exitUsage {
		t.Errorf("--kind poem: exit %d", r.code)
	}
	if err := os.WriteFile(words, []byte("{\n\"loook\": []}"), 0o600); err != nil {
		t.Fatal(err)
	}
	refused(t, `line 2: "loook" is no key here`, in(t, "x", "wording", "--words", words, "-"))
}
