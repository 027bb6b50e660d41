package arch

import (
	"go/ast"
	"io/fs"
	"regexp"
	"strings"
)

// hazardLog is where every hazard names its controls and the tests that hold them.
const hazardLog = "docs/clinical-safety.md"

var (
	hazardHead = regexp.MustCompile(`^### (H\d+)\. `)
	hazardTest = regexp.MustCompile("`((?:Test|Fuzz)[A-Za-z0-9_]+)`")
	// hazardParts is what a hazard must say, in the shape of DCB0129.
	hazardParts = []string{"- Effect: ", "- Causes: ", "- Controls: ", "- Tests: ", "- Left to the service: "}
)

// Hazards checks that every hazard of the log says all its parts, and that each test it names is in the tree: a control that nothing
// holds any more must not stand there.
func Hazards(t *Tree) []Breach {
	text, err := fs.ReadFile(t.FS, hazardLog)
	if err != nil {
		return []Breach{{hazardLog, err.Error()}}
	}
	tests := t.tests()
	sections := map[string]string{}
	var order []string
	at := ""
	for line := range strings.Lines(string(text)) {
		if m := hazardHead.FindStringSubmatch(line); m != nil {
			at = m[1]
			order = append(order, at)
		} else if strings.HasPrefix(line, "#") {
			at = ""
		}
		sections[at] += line
	}
	var out []Breach
	if len(order) == 0 {
		out = append(out, Breach{hazardLog, "names no hazard"})
	}
	for _, h := range order {
		for _, part := range hazardParts {
			if !strings.Contains(sections[h], "\n"+part) {
				out = append(out, Breach{hazardLog, h + " does not say its " + strings.TrimSuffix(part[2:], ": ")})
			}
		}
		named := hazardTest.FindAllStringSubmatch(sections[h], -1)
		if len(named) == 0 {
			out = append(out, Breach{hazardLog, h + " names no test"})
		}
		for _, m := range named {
			if !tests[m[1]] {
				out = append(out, Breach{hazardLog, h + " names " + m[1] + ", which is not in the tree"})
			}
		}
	}
	return out
}

// tests is the names of all tests and fuzz targets.
func (t *Tree) tests() map[string]bool {
	out := map[string]bool{}
	for _, f := range t.Files {
		if !f.Test {
			continue
		}
		for _, d := range f.Syntax.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil {
				out[fn.Name.Name] = true
			}
		}
	}
	return out
}
