package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// letterID is a signed letter to Yusuf's mother, made for these tests.
const letterID = "019a0002-0000-7030-8000-000000000901"

// signedLetter puts a signed letter into a store of the practice caseload.
func signedLetter(t *testing.T, dir string) {
	t.Helper()
	tree := filepath.Join(t.TempDir(), "letter.json")
	do(t, "report", "--store", dir, "--child", yusuf, "--kind", "letter-not-brought", "--for", "019a0002-0000-7004-8000-000000000001", "--as-at", "2026-03-06", "--out", tree)
	raw, err := os.ReadFile(tree)
	must(t, err)
	sum := sha256.Sum256(raw)
	line, err := json.Marshal(map[string]any{"record": letterID, "kind": "report", "child": yusuf, "set": map[string]any{
		"report_kind": "letter-not-brought", "recipient": "parent", "person": "019a0002-0000-7004-8000-000000000001", "as_at": "2026-03-06", "version": 1,
		"signed_by": "019a0002-0000-7004-8000-000000000201", "signed_on": "2026-03-06", "tree": string(raw), "tree_sha256": hex.EncodeToString(sum[:])}})
	must(t, err)
	if r := in(t, string(line)+"\n", "apply", "--store", dir, "-"); r.code != exitDone {
		t.Fatal(r.err)
	}
}

func TestTranslate_ThereAndBack(t *testing.T) {
	dir := practised(t)
	signedLetter(t, dir)
	folder := t.TempDir()
	file := filepath.Join(folder, "so.txt")
	must(t, os.WriteFile(file, []byte("\ufeff# Maalin cusub\r\n\r\nGacaliye Hodan\r\n## Maxaa xiga\r\n- Wac\r\n"), 0o600))
	args := []string{"translate", "--store", dir, "--report", letterID, "--lang", "so", "--language", "Somali", "--translator", "N. Jaamac, Example Languages", "--in", file, "--json"}
	var made struct {
		Translation string
		Version     int
		Stale       bool
	}
	must(t, json.Unmarshal([]byte(do(t, args...).out), &made))
	if !assessments.ID(made.Translation).Valid() || made.Version != 1 || made.Stale {
		t.Fatalf("%+v", made)
	}
	for _, ending := range []string{".txt", ".html", ".pdf", ".json"} {
		out := filepath.Join(folder, "letter"+ending)
		r := do(t, "report", "--store", dir, "--translation", made.Translation, "--out", out)
		if !strings.Contains(r.err, "cannot be looked for in another language") {
			t.Errorf("%s: its author is not told what nobody could check: %s", ending, r.err)
		}
		raw, err := os.ReadFile(out)
		must(t, err)
		text := string(raw)
		if ending == ".pdf" {
			text = tool(t, "pdftotext", "poppler-utils", out, "-")
		}
		for _, want := range []string{"Maalin cusub", "Gacaliye Hodan", "Maxaa xiga", "Wac", "N. Jaamac", "Translation of version 1"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s has no %q", ending, want)
			}
		}
	}
	raw, err := os.ReadFile(filepath.Join(folder, "letter.html"))
	must(t, err)
	if !strings.Contains(string(raw), `<html lang="so"`) {
		t.Error("the page does not say its language")
	}
	// A later letter of this kind says that the translation that came is not of it.
	out := filepath.Join(folder, "next.txt")
	do(t, "report", "--store", dir, "--child", yusuf, "--kind", "letter-not-brought", "--for", "019a0002-0000-7004-8000-000000000001", "--out", out)
	if raw, err = os.ReadFile(out); err != nil || !strings.Contains(string(raw), "Somali translation: received for an earlier report, not yet for this one") {
		t.Errorf("the letter does not say of which report the translation is: %v\n%s", err, raw)
	}
}

func TestTranslate_Refusals(t *testing.T) {
	dir := practised(t)
	signedLetter(t, dir)
	with := func(change ...string) []string {
		args := []string{"translate", "--store", dir, "--report", letterID, "--lang", "so", "--language", "Somali", "--translator", "N. Jaamac", "--in", "-"}
		for i := 0; i < len(change); i += 2 {
			for j := range args {
				if args[j] == change[i] {
					args[j+1] = change[i+1]
				}
			}
		}
		return args
	}
	draft := "019a0002-0000-7030-8000-000000000902"
	if r := in(t, `{"record":"`+draft+`","kind":"report","child":"`+yusuf+`","set":{"report_kind":"letter-not-brought","recipient":"parent"}}`+"\n", "apply", "--store", dir, "-"); r.code != exitDone {
		t.Fatal(r.err)
	}
	refused(t, "Only a signed version", in(t, "# A\n", with("--report", draft)...))
	refused(t, "not UTF-8", in(t, "a\xffb", with()...))
	refused(t, "holds no text", in(t, " \n\n", with()...))
	refused(t, "KiB", in(t, strings.Repeat("a", assessments.MaxField+1), with()...))
	for _, args := range [][]string{with("--lang", "not a tag"), with("--translator", " "), with("--report", yusuf), {"report", "--store", dir, "--translation", letterID, "--out", "a.xlsx"}} {
		if r := in(t, "# A\n", args...); r.code != exitUsage || r.out != "" {
			t.Errorf("%v: exit %d %q", args, r.code, r.err)
		}
	}
	// Another child's name is kept with the text, said at once, and stops the text from leaving.
	r := in(t, "# A\nDilwyn Ashcombe-Reed\nKit Marrowby\n", append(with(), "--json")...)
	if r.code != exitDone || !strings.Contains(r.err, "another child") {
		t.Fatalf("exit %d, %s", r.code, r.err)
	}
	var made struct{ Translation string }
	must(t, json.Unmarshal([]byte(r.out), &made))
	refused(t, "another child", in(t, "", "report", "--store", dir, "--translation", made.Translation, "--out", filepath.Join(t.TempDir(), "a.html")))
}
