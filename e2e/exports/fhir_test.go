package exports

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/practice"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/central/export/fhir"
)

// at is after everything in the practice caseload.
var at = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// validate returns what HAPI finds wrong with each file, by its name; nothing for one that is valid.
func validate(t *testing.T, files []string) map[string][]string {
	t.Helper()
	const jars = "../../.cache/checkers/fhir"
	if _, err := os.Stat(jars); err != nil {
		t.Fatalf("the FHIR validator is not there: build/checkers.sh fetches it (%v)", err)
	}
	var stderr bytes.Buffer
	cmd := exec.CommandContext(t.Context(), "java", append([]string{"-Xmx2g", "-cp", jars + "/*", "../../build/checkers/fhir/Validate.java"}, files...)...)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	var refused *exec.ExitError
	if err != nil && !errors.As(err, &refused) {
		t.Fatalf("java: %v (build/setup.sh test installs it)", err)
	}
	wrong, verdicts := map[string][]string{}, 0
	for line := range strings.Lines(string(out)) {
		verdict, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		file, what, _ := strings.Cut(rest, " ")
		switch verdict {
		case "ERROR":
			wrong[filepath.Base(file)] = append(wrong[filepath.Base(file)], what)
		case "PASS", "FAIL":
			verdicts++
		}
	}
	if verdicts != len(files) {
		t.Fatalf("the validator looked at %d of %d files:\n%s", verdicts, len(files), stderr.String())
	}
	return wrong
}

// children writes the bundle of every child of a caseload.
func children(t *testing.T, dir, name string, records []assessments.Record) []string {
	t.Helper()
	asks, err := template.Load(assets.Templates)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range records {
		if r.Kind != assessments.KindChild {
			continue
		}
		raw, _, err := fhir.Export(r.ID, records, asks, at)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, write(t, dir, fmt.Sprintf("%s-%03d.json", name, len(out)), raw))
	}
	return out
}

func write(t *testing.T, dir, name string, raw []byte) string {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestBundlesAreValid: the notebooks' children, a hundred made-up ones and full ones have no error at all in HAPI's validator, and
// each control is refused for what is broken in it.
func TestBundlesAreValid(t *testing.T) {
	dir := t.TempDir()
	both, err := practice.Bundles(assets.Demo, 1, 2)
	if err != nil {
		t.Fatal(err)
	}
	made, err := practice.Caseload(7, 100, practice.Today)
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for i, b := range append(both, made) {
		files = append(files, children(t, dir, fmt.Sprint("child-", i), b.Records)...)
	}
	if len(files) != 102 {
		t.Fatalf("%d children", len(files))
	}
	for i, records := range full(t) {
		files = append(files, children(t, dir, fmt.Sprint("full-", i), records)...)
	}
	files = append(files, cameIn(t, dir)...)
	sound, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	broken := map[string]control{}
	for i, c := range controls {
		name := fmt.Sprintf("control-%02d.json", i)
		broken[name] = c
		files = append(files, write(t, dir, name, c.breaks(t, sound)))
	}
	wrong := validate(t, files)
	for name, c := range broken {
		if !strings.Contains(strings.Join(wrong[name], "\n"), c.says) {
			t.Errorf("the validator should refuse %s with %q; it says %q", c.what, c.says, wrong[name])
		}
		delete(wrong, name)
	}
	for name, errs := range wrong {
		t.Errorf("%s is not valid:\n%s", name, strings.Join(errs, "\n"))
	}
	t.Logf("%d bundles passed through HAPI's validator, %d controls were refused", len(files)-len(controls), len(controls))
}

// cameIn is a Patient with everything that UK Core's profile has, taken from each form and given back.
func cameIn(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	for i, name := range []string{"patient.json", "patient.xml"} {
		f, err := os.Open("../../central/export/fhir/testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := fhir.Parse(f, name, fhir.Into{NewID: func() string { return string(fullChild) }, ByNumber: func(string) (assessments.ID, bool) { return "", false }})
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
		out = append(out, children(t, dir, fmt.Sprint("came-in-", i), got.Records)...)
	}
	return out
}

// A control breaks one thing: the first resource of a type loses a member, or has it replaced.
type control struct {
	what, of, member string
	value            any
	says             string
}

var controls = []control{
	{"a birthday that is no day", "Patient", "birthDate", "2020-02-30", "Not a valid date"},
	{"a goal without words", "Goal", "description", nil, "Goal.description"},
	{"an encounter in no known state", "Encounter", "status", "not-brought", "not-brought"},
	{"an encounter that ends before it starts", "Encounter", "period", map[string]any{"start": "2026-03-02", "end": "2026-03-01"}, "per-1"},
	{"a consent that rests on nothing", "Consent", "policyRule", nil, "ppc-1"},
	{"a request without a child", "ServiceRequest", "subject", nil, "ServiceRequest.subject"},
	{"a device request in words only where a code belongs", "DeviceRequest", "intent", "wish", "wish"},
	{"a text where a list belongs", "Patient", "name", "Isla", "Array"},
	{"an unknown member", "Observation", "mood", "bright", "mood"},
	{"an empty text", "Organization", "name", "", "empty"},
	{"a document without content", "Patient", "photo", []any{}, "empty"},
}

func (c control) breaks(t *testing.T, sound []byte) []byte {
	t.Helper()
	var b map[string]any
	if err := json.Unmarshal(sound, &b); err != nil {
		t.Fatal(err)
	}
	for _, e := range b["entry"].([]any) {
		r := e.(map[string]any)["resource"].(map[string]any)
		if r["resourceType"] != c.of {
			continue
		}
		if c.value == nil {
			delete(r, c.member)
		} else {
			r[c.member] = c.value
		}
		raw, err := json.Marshal(b)
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	t.Fatalf("there is no %s to break", c.of)
	return nil
}
