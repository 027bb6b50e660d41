package pdf

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/reports"
)

// Every set of questions that comes with the app prints, within its pages, and says the same each time.
func TestPaper_EveryTemplatePrints(t *testing.T) {
	lib, err := template.Load(assets.Templates)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range lib.List() {
		doc := reports.Paper(q, "Example Children's Therapy Service")
		one, err := Render(t.Context(), doc)
		if err != nil {
			t.Fatalf("%s: %v", q.Name, err)
		}
		// What is sent to families and young people is short enough to be filled in at a table.
		if most := map[string]int{"questionnaire-parent": 6, "questionnaire-young-person": 5, "questionnaire-teacher": 5}[q.Name]; most > 0 && one.Pages > most {
			t.Errorf("%s has %d pages", q.Name, one.Pages)
		}
		two, err := Render(t.Context(), doc)
		if err != nil || !bytes.Equal(one.Bytes, two.Bytes) {
			t.Errorf("%s: printed twice it is not the same: %v", q.Name, err)
		}
		if dir := os.Getenv("FIELDFARE_PAPERS"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, q.Name+".pdf"), one.Bytes, 0o600); err != nil {
				t.Error(err)
			}
		}
	}
}
