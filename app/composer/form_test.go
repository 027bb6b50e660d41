package composer

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/docx"
)

// invented reads one of the invented councils' forms.
func invented(t *testing.T, council string) Form {
	t.Helper()
	dir := filepath.Join("..", "..", "reports", "docx", "testdata", "forms")
	form, err := os.ReadFile(filepath.Join(dir, council+".docx"))
	if err != nil {
		t.Fatal(err)
	}
	layout, err := os.ReadFile(filepath.Join(dir, council+".toml"))
	if err != nil {
		t.Fatal(err)
	}
	f, err := ReadForm(council+".docx", form, council+".toml", layout)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestIntoForm(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	f := invented(t, "wrenmoor")
	listed, err := c.IntoForm(d.Ctx, f, docx.ListRest)
	if err != nil || !bytes.HasPrefix(listed.Bytes, []byte("PK")) {
		t.Fatalf("%d bytes, %v", len(listed.Bytes), err)
	}
	left := NotAsked(listed.Unmapped)
	if len(left) == 0 || len(left) > len(listed.Unmapped) || slices.Contains(left, "") {
		t.Errorf("the author is not told what the form does not ask for: %q", left)
	}
	whole, err := c.IntoForm(d.Ctx, f, docx.AppendRest)
	if err != nil || len(whole.Bytes) <= len(listed.Bytes) {
		t.Errorf("the rest at the end made %d bytes of %d: %v", len(whole.Bytes), len(listed.Bytes), err)
	}
	other := written(t, d, reports.SchoolAdvice, assessments.RoleSchool)
	if _, err := other.IntoForm(d.Ctx, f, docx.ListRest); assessments.KindOf(err) != assessments.Invalid {
		t.Errorf("school advice went into a form for EHC advice: %v", err)
	}
	if _, err := ReadForm("form.docx", f.Data, "form.toml", []byte("names = 1\n")); assessments.KindOf(err) != assessments.Invalid {
		t.Errorf("a layout with a slip was read: %v", err)
	}
}

// The author sees what the form does not ask for before anything is written.
func TestPreview_ACouncilsForm(t *testing.T) {
	d := desktest.Sit(t, may)
	c := written(t, d, reports.EHCAdvice, assessments.RoleLocalAuthority)
	for _, size := range [][2]float32{{1280, 800}, {390, 844}} {
		var v *Preview
		b := d.Show(size[0], size[1], func() shell.Screen { v = newPreview(d.Session, desktest.Isla, c.Rec.ID); return v })
		b.Settle()
		v.fill(invented(t, "wrenmoor"))
		b.Settle()
		b.Shows("The form of", "The form has no place for all of this", "Save with the rest at the end", "Save without the rest")
		b.Picture("council-form-" + map[float32]string{1280: "landscape", 390: "phone"}[size[0]])
		b.Sound()
	}
	d.Sound()
}
