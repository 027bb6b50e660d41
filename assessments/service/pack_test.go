package service

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/google/go-cmp/cmp"
)

var shipped = os.DirFS("../../assets")

func pack(t testing.TB, name string) *Pack {
	t.Helper()
	p, err := Load(shipped, name+"-like")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// seeds are the rules that each service's pages were read for.
var seeds = map[string][]int{
	"lewisham":       {1, 9, 15, 16, 26, 27, 28, 33, 34, 43, 44, 45, 79, 80, 81},
	"evelina":        {36, 37, 38, 39, 40, 42, 58, 59, 68, 81, 83, 85, 90},
	"bromley":        {2, 24, 28, 29, 30, 32, 47, 48, 49, 50, 51, 52, 54, 55, 56, 61, 62, 63, 64, 65, 66, 67, 73, 74, 75, 76, 82},
	"leicestershire": {3, 4, 7, 8, 10, 11, 12, 13, 14, 17, 18, 19, 25, 59, 72, 77, 87},
	"hertfordshire":  {5, 6, 20, 21, 22, 23, 28, 31, 35, 41, 46, 51, 53, 57, 60, 69, 70, 71, 78, 83, 84, 86, 87, 88, 89},
}

// TestPacksHoldTheirRules is the promise of the packs: no rule of a page was dropped on the way, and together they hold all.
func TestPacksHoldTheirRules(t *testing.T) {
	all := map[int]bool{}
	for name, rules := range seeds {
		p := pack(t, name)
		if diff := cmp.Diff(rules, p.Holds); diff != "" {
			t.Errorf("%s (-page +pack):\n%s", name, diff)
		}
		for _, n := range rules {
			all[n] = true
		}
		if !strings.Contains(p.Notice, "November 2026; not the service's own") {
			t.Errorf("%s does not say what it is drawn from: %q", name, p.Notice)
		}
	}
	for n := 1; n <= ruleCount; n++ {
		if !all[n] {
			t.Errorf("rule %d is in no pack", n)
		}
	}
	names, err := List(shipped)
	if err != nil || len(names) != len(seeds) {
		t.Errorf("List = %v, %v; want %d packs", names, err, len(seeds))
	}
}

// TestPacksNameNobody keeps telephone numbers and addresses of real services out of what we ship.
func TestPacksNameNobody(t *testing.T) {
	for name := range seeds {
		text, err := fs.ReadFile(shipped, Dir+"/"+name+"-like.toml")
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"@", "http", "www.", "Kaleidoscope", "Phoenix", "Marjorie", "Riverside", "FYPC", " Trust "} {
			if strings.Contains(string(text), word) {
				t.Errorf("%s holds %q", name, word)
			}
		}
		digits := 0
		for _, r := range string(text) {
			if r >= '0' && r <= '9' {
				digits++
			} else if r != ' ' {
				if digits > 6 {
					t.Errorf("%s holds a row of %d digits, as a telephone number has", name, digits)
				}
				digits = 0
			}
		}
	}
}

// TestPackRefusals breaks a good pack in one place each and reads the sentence and the line.
func TestPackRefusals(t *testing.T) {
	text, err := fs.ReadFile(shipped, Dir+"/bromley-like.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, old, put string
		says           string
	}{
		{"unknown key", "under = 5\n", "under = 5\nolder = 6\n", "older"},
		{"unknown section", "[phone_triage]", "[fone_triage]", "fone_triage"},
		{"wrong type", "under = 5\n", "under = \"five\"\n", "Write a whole number here; what stands there is text."},
		{"wrong type in a list", "day_rules = [29]", "day_rules = [\"29\"]", "what stands there is text"},
		{"point for a whole number", "days_per_week = 1\n", "days_per_week = 1.5\n", "Write a whole number here; what stands there is a number with a point."},
		{"a list for text", "template = \"under-fives-sensory-triage\"", "template = [\"a\"]", "Write text in quotation marks here; what stands there is a list."},
		{"rule missing", "[phone_triage]\nrules = [32]\n", "[phone_triage]\n", "The rule is missing"},
		{"rule in holds only", "rules = [75]", "rules = [74]", "Rule 75 is missing"},
		{"rule not in holds", "rules = [75]", "rules = [75, 17]", "Rule 17 is named here and does not stand in holds"},
		{"no such rule", "rules = [75]", "rules = [75, 91]", "There is no rule 91"},
		{"required missing", "under = 5\n", "", "under is missing"},
		{"word not allowed", "name = \"universal\"", "name = \"general\"", "name must be one of universal, targeted, specialist"},
		{"source not known", "\"senco\"", "\"headteacher\"", "\"headteacher\" is not"},
		{"section forgotten", "\"catchment\", ", "", "says nothing of catchment"},
		{"stated and unstated", "\"catchment\", ", "\"catchment\", \"triage\", ", "triage is listed as unstated and is there"},
		{"unstated unknown", "\"catchment\", ", "\"catchment\", \"weather\", ", "\"weather\" is no section"},
		{"choice lost", "name = \"age-limit\"", "name = \"age\"", "needs the choice \"age-limit\""},
		{"move nowhere", "[[\"targeted\", \"specialist\"]]", "[[\"targeted\", \"expert\"]]", "A move is between two tiers"},
		{"no time", "from = \"09:00\"", "from = \"9am\"", "A time is written like 09:30"},
		{"no TOML", "[triage]", "[triage", "This is not TOML"},
		{"newer form", "format = 1", "format = 2", "format must be 1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bad := strings.Replace(string(text), tt.old, tt.put, 1)
			if bad == string(text) {
				t.Fatalf("%q is not in the pack", tt.old)
			}
			_, err := Parse([]byte(bad), "mine.toml")
			var found *assessments.FileProblems
			if !errors.As(err, &found) || assessments.KindOf(err) != assessments.Invalid {
				t.Fatalf("Parse = %v, want file problems", err)
			}
			if !slices.ContainsFunc(found.List, func(p assessments.FileProblem) bool { return strings.Contains(p.Field+": "+p.Text, tt.says) }) {
				t.Errorf("says:\n%v\nwant %q", err, tt.says)
			}
			if !strings.Contains(assessments.Sentence(err), "mine.toml, line ") {
				t.Errorf("no file and line in %q", assessments.Sentence(err))
			}
		})
	}
}

// TestPackLines holds the line numbers: a person mends the line that is named.
func TestPackLines(t *testing.T) {
	text, err := fs.ReadFile(shipped, Dir+"/leicestershire-like.toml")
	if err != nil {
		t.Fatal(err)
	}
	bad := strings.Replace(string(text), "reading = \"3-months\"\nmonths = 3", "reading = \"9-months\"\nmonths = 3", 1)
	bad = strings.Replace(bad, "[[exclusion]]\nrules = [13]\nname = \"rheumatology\"\n", "[[exclusion]]\nname = \"rheumatology\"\n", 1)
	_, err = Parse([]byte(bad), "mine.toml")
	var found *assessments.FileProblems
	if !errors.As(err, &found) {
		t.Fatal(err)
	}
	lines := strings.Split(bad, "\n")
	var heads []string
	for _, p := range found.List {
		heads = append(heads, p.Field+" "+lines[p.Line-1]+" "+lines[p.Line])
	}
	want := []string{
		"exclusion[3] [[exclusion]] name = \"rheumatology\"",
		"return.window[1] [[return.window]] choice = \"parent-return\"",
	}
	if diff := cmp.Diff(want, heads); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestLoadSaysWhichThereAre(t *testing.T) {
	for _, name := range []string{"surrey-like", "../services/evelina-like", ""} {
		_, err := Load(shipped, name)
		if assessments.KindOf(err) != assessments.NotFound || !strings.Contains(assessments.Sentence(err), "hertfordshire-like") {
			t.Errorf("Load(%q) = %v", name, err)
		}
	}
	text, _ := fs.ReadFile(shipped, Dir+"/evelina-like.toml")
	other := fstest.MapFS{Dir + "/mine.toml": {Data: text}}
	if _, err := Load(other, "mine"); err == nil || !strings.Contains(assessments.Sentence(err), "calls itself") {
		t.Errorf("a pack under another name: %v", err)
	}
}

// FuzzPack holds that whatever a file contains, the answer is a pack that passes every check or a sentence with a line.
func FuzzPack(f *testing.F) {
	for name := range seeds {
		text, err := fs.ReadFile(shipped, Dir+"/"+name+"-like.toml")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte("[[choice.reading]]\n[choice]\n[[[a]]]\nname = '''\n"))
	f.Add([]byte("holds = [1]\n[ages]\nrules = [1]\nband = [{ to = 3, ends = 'chosen' }]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := Parse(data, "f.toml")
		var found *assessments.FileProblems
		switch {
		case err == nil:
			if more := check(p, lineIndex{}); len(more) > 0 {
				t.Fatalf("a pack was taken that has problems: %v", more)
			}
			Eligibility(p, Case{Today: "2026-11-02", Child: assessments.Child{Born: "2019-02-28"}})
		case len(data) > maxPack:
		case !errors.As(err, &found) || len(found.List) == 0 || found.List[0].Line < 1 || found.List[0].Text == "":
			t.Fatalf("no sentence with a line: %v", err)
		}
	})
}
