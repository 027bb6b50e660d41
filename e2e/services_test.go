package e2e

import (
	"bufio"
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rules is how many rules of the five services docs/services.md answers for, and outside how many of them may be left outside
// the app.
const (
	rules   = 90
	outside = 8
)

// A heldRule is one row of docs/services.md.
type heldRule struct {
	number  int
	held    string
	outside bool
	test    string // folder.TestName
}

var testCell = regexp.MustCompile("^`([a-z0-9/-]+)\\.(Test[A-Za-z0-9_]+)`$")

// readRules reads the table; every row must be whole.
func readRules(t *testing.T, text []byte) []heldRule {
	t.Helper()
	var out []heldRule
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		cells := strings.Split(strings.Trim(lines.Text(), "| "), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		n, err := strconv.Atoi(cells[0])
		if err != nil {
			continue
		}
		if len(cells) != 5 {
			t.Errorf("rule %d: %d cells, want 5: number, rule, held by, screen or command, test", n, len(cells))
			continue
		}
		r := heldRule{number: n, held: cells[2], outside: strings.HasPrefix(cells[2], "outside the app")}
		m := testCell.FindStringSubmatch(cells[4])
		switch {
		case m != nil:
			r.test = m[1] + "." + m[2]
		case !r.outside:
			t.Errorf("rule %d: %q does not name a test as `folder.TestName`", n, cells[4])
		}
		if r.outside && !strings.Contains(r.held, ":") {
			t.Errorf("rule %d is outside the app: say after a colon where it is recorded", n)
		}
		out = append(out, r)
	}
	return out
}

// TestServices_EveryRuleIsHeld reads docs/services.md, finds every rule once, and runs the test that each row names: a row
// whose test is not there, is skipped or fails is no answer.
func TestServices_EveryRuleIsHeld(t *testing.T) {
	text, err := os.ReadFile("../docs/services.md")
	if err != nil {
		t.Fatal(err)
	}
	seen, out, tests := map[int]int{}, 0, map[string][]string{}
	table := readRules(t, text)
	for _, r := range table {
		seen[r.number]++
		if r.outside {
			out++
		}
		if folder, name, ok := strings.Cut(r.test, "."); ok && !slices.Contains(tests[folder], name) {
			tests[folder] = append(tests[folder], name)
		}
	}
	for n := 1; n <= rules; n++ {
		if seen[n] != 1 {
			t.Errorf("rule %d has %d rows, want one", n, seen[n])
		}
	}
	if len(table) > rules {
		t.Errorf("%d rows for %d rules", len(table), rules)
	}
	if out > outside {
		t.Errorf("%d rules are outside the app, at most %d may be", out, outside)
	}
	passed := map[string]bool{}
	for _, folder := range slices.Sorted(maps.Keys(tests)) {
		runNamed(t, folder, tests[folder], passed)
	}
	for _, r := range table {
		if r.test != "" && !passed[r.test] {
			t.Errorf("rule %d: %s did not run and pass", r.number, r.test)
		}
	}
}

// runNamed runs tests of one package by name and marks those that passed.
func runNamed(t *testing.T, folder string, names []string, passed map[string]bool) {
	t.Helper()
	cmd := exec.Command("go", "test", "-json", "-tags", "x11 sqlite_fts5", "-run", "^("+strings.Join(names, "|")+")$", "./"+folder)
	cmd.Dir = ".."
	var errs bytes.Buffer
	cmd.Stderr = &errs
	answer, err := cmd.Output()
	if err != nil {
		t.Errorf("%s: %v %s", folder, err, errs.String())
	}
	for lines := json.NewDecoder(bytes.NewReader(answer)); lines.More(); {
		var event struct{ Action, Test string }
		if lines.Decode(&event) != nil {
			t.Errorf("%s: go test answered something that is not JSON", folder)
			return
		}
		if event.Action == "pass" && slices.Contains(names, event.Test) {
			passed[folder+"."+event.Test] = true
		}
	}
}
