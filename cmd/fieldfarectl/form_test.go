package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReport_IntoAForm fills both invented councils' forms from the practice store, as somebody at a desk would.
func TestReport_IntoAForm(t *testing.T) {
	dir := practised(t)
	forms := filepath.Join("..", "..", "reports", "docx", "testdata", "forms")
	args := func(out string, more ...string) []string {
		return append([]string{"report", "--store", dir, "--child", isla, "--kind", "ehc-advice", "--for", "la", "--as-at", "2026-05-21", "--out", out}, more...)
	}
	for _, council := range []string{"wrenmoor", "saltmarsh"} {
		out := filepath.Join(t.TempDir(), "filled.docx")
		form := []string{"--form", filepath.Join(forms, council+".docx"), "--layout", filepath.Join(forms, council+".toml")}
		r := in(t, "", args(out, form...)...)
		if r.code != 0 || !strings.Contains(r.err, "Not asked for by this form: Equipment and measurements: 1. Classroom chair") {
			t.Fatalf("%s: exit %d, %s", council, r.code, r.err)
		}
		listed, err := os.Stat(out)
		must(t, err)
		must(t, os.Remove(out))
		if r := in(t, "", args(out, append(form, "--append")...)...); r.code != 0 {
			t.Fatalf("%s: exit %d, %s", council, r.code, r.err)
		}
		if whole, err := os.Stat(out); err != nil || whole.Size() <= listed.Size() {
			t.Errorf("%s: with all that has no place, the form is no larger (%v)", council, err)
		}
	}
	out := filepath.Join(t.TempDir(), "filled.docx")
	for _, c := range []struct {
		out  string
		more []string
		says string
	}{
		{out, []string{"--form", "a.docx"}, "--form and --layout go together"},
		{out, []string{"--append"}, "--append is for a report that goes into a --form"},
		{out + ".pdf", []string{"--form", "a.docx", "--layout", "a.toml"}, "--out must end in .docx"},
	} {
		if r := in(t, "", args(c.out, c.more...)...); r.code != exitUsage || !strings.Contains(r.err, c.says) {
			t.Errorf("%v: exit %d, %s", c.more, r.code, r.err)
		}
	}
	refused(t, "no content control with the tag or title “dob”", in(t, "", args(out, "--form", filepath.Join(forms, "saltmarsh.docx"), "--layout", filepath.Join(forms, "wrenmoor.toml"))...))
	if _, err := os.Stat(out); err == nil {
		t.Error("a refusal left a file")
	}
}
