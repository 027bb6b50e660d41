package e2e

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

// TestPlaintext works a day on a tablet as an administrator's script would, with a process killed in the middle of it, and
// then looks into every file that it left in the store's folder, the home and the temporary folder for anything about the
// children: names, numbers, dates, ids, words of notes.
func TestPlaintext(t *testing.T) {
	s := newService(t, "--data", t.TempDir())
	h, tenant := newHouse(t), s.tenant(t)
	sam := s.therapist(t, tenant, "Sam Okoro")
	store, away := h.at("tablet"), t.TempDir() // away: where a person puts reports and exports, outside the store
	h.ctl(t, "", "practice", "--store", store, "--children", "12", "--allow-sync")
	h.ctl(t, change(1, "Hooked wrist throughout, Przybylska's zebra-striped pencil"), "apply", "--store", store, "-")
	h.ctl(t, "", "report", "--store", store, "--child", isla, "--kind", "ehc-advice", "--for", "la", "--as-at", "2026-05-21", "--out", filepath.Join(away, "a.pdf"))
	h.ctl(t, "", "search", "--store", store, "pencil")
	h.ctl(t, "", "enrol", "--store", store, "--central", s.url, "--code", s.code(t, sam))
	h.sync(t, store)
	h.ctl(t, "", "set", "--store", store, isla, "preferred_name=Zuzanna-Lark")
	known := known(t, h.ctl(t, "", "export", "--store", store))
	known.add("Przybylska", "zebra-striped", "Zuzanna-Lark", "North Place", s.url, passphrase, strings.TrimPrefix(s.url, "http://"))
	if len(known.words) < 1500 {
		t.Fatalf("only %d words to look for", len(known.words))
	}
	known.forget(t, h)
	known.look(t, h, 2)

	// A process that is killed leaves its log and index beside the file.
	cmd := h.start(t, "apply", "--store", store, "-")
	to, err := cmd.StdinPipe()
	must(t, err)
	from, err := cmd.StdoutPipe()
	must(t, err)
	start(t, cmd)
	for i := range 30 {
		_, err = fmt.Fprint(to, change(i, "Quellbrunn meadow, counted aloud to "+fmt.Sprint(i)))
		must(t, err)
		_, err = from.Read(make([]byte, 100))
		must(t, err)
	}
	known.add("Quellbrunn", "counted aloud")
	known.look(t, h, 3) // while it is open
	stop(cmd)
	known.look(t, h, 3)
	known.look(t, h, 2)
}

// secrets are what must not be readable in a file.
type secrets struct{ words map[string]bool }

var word = regexp.MustCompile(`[\pL\pM'’-]{7,}`)

// known gathers every text of an export: whole texts, their longer words, dates as written and in words, numbers with and
// without spaces, and every id.
func known(t *testing.T, bundle string) secrets {
	t.Helper()
	k := secrets{map[string]bool{}}
	var walk func(v any)
	walk = func(v any) {
		switch x := v.(type) {
		case map[string]any:
			for name, y := range x {
				if len(name) == 36 {
					k.add(name)
				}
				walk(y)
			}
		case []any:
			for _, y := range x {
				walk(y)
			}
		case string:
			k.text(x)
		}
	}
	var doc struct{ Records []map[string]any }
	must(t, json.Unmarshal([]byte(bundle), &doc))
	for _, r := range doc.Records {
		k.add(r["id"].(string))
		walk(r["fields"])
	}
	return k
}

func (k secrets) add(words ...string) {
	for _, w := range words {
		k.words[w] = true
	}
}

func (k secrets) text(s string) {
	if len(s) >= 7 {
		k.add(s)
	}
	k.add(word.FindAllString(s, -1)...)
	if day, err := time.Parse(time.DateOnly, s); err == nil {
		k.add(day.Format("2 January 2006"), day.Format("02/01/2006"), day.Format("20060102"))
	}
	if len(s) == 10 && strings.Trim(s, "0123456789") == "" {
		k.add(s[:3] + " " + s[3:6] + " " + s[6:])
	}
}

// forget drops the words that a store with nothing in it says as well: those of its tables.
func (k secrets) forget(t *testing.T, h house) {
	t.Helper()
	bare := t.TempDir()
	h.ctl(t, "", "init", "--store", filepath.Join(bare, "s"))
	data, err := os.ReadFile(filepath.Join(bare, "s", "fieldfare.db"))
	must(t, err)
	data = bytes.ToLower(data)
	for w := range k.words {
		if bytes.Contains(data, []byte(strings.ToLower(w))) {
			delete(k.words, w)
		}
	}
}

// look fails the test for whatever can be read in the house's files.
func (k secrets) look(t *testing.T, h house, least int) {
	t.Helper()
	found, files := k.find(t, h.dir)
	for _, f := range found {
		t.Error(f)
	}
	if files < least {
		t.Errorf("only %d files were looked at, want %d: the test shows nothing", files, least)
	}
}

// find searches every file under dir and says what stands where.
func (k secrets) find(t *testing.T, dir string) (found []string, files int) {
	t.Helper()
	must(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		at := strings.TrimPrefix(path, dir)
		for w := range k.words {
			if strings.Contains(strings.ToLower(at), strings.ToLower(w)) {
				found = append(found, fmt.Sprintf("%s is named after %q", at, w))
			}
		}
		if !d.Type().IsRegular() {
			return nil
		}
		files++
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		lower := bytes.ToLower(data)
		for w := range k.words {
			for form, want := range forms(w) {
				in := lower
				if form == "base64" || form == "id" { // the others are in lower case
					in = data
				}
				if bytes.Contains(in, want) {
					found = append(found, fmt.Sprintf("%q (%s) stands in %s", w, form, at))
				}
			}
		}
		return nil
	}))
	return found, files
}

// TestPlaintext_Finds plants a name in each form, so that the search above is known to see.
func TestPlaintext_Finds(t *testing.T) {
	k := secrets{map[string]bool{}}
	k.text("Quellbrunn meadow")
	k.add(isla)
	for form, bytesOf := range forms("Quellbrunn meadow") {
		dir := t.TempDir()
		must(t, os.WriteFile(filepath.Join(dir, "x"), append([]byte("\x00\x01pad"), bytesOf...), 0o600))
		if found, _ := k.find(t, dir); len(found) == 0 {
			t.Errorf("a name as %s is not found", form)
		}
	}
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "x"), forms(isla)["id"], 0o600))
	if found, _ := k.find(t, dir); len(found) == 0 {
		t.Error("an id as bytes is not found")
	}
}

// forms are the ways in which a text may stand in a file.
func forms(w string) map[string][]byte {
	low := strings.ToLower(w)
	out := map[string][]byte{"text": []byte(low)}
	if len(low) > 24 {
		out["text"] = []byte(low[:24])
	}
	short := w[:min(len(w), 18)]
	out["hexadecimal"] = []byte(hex.EncodeToString([]byte(short)))
	var wide []byte
	for _, u := range utf16.Encode([]rune(low)[:min(len([]rune(low)), 12)]) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	out["UTF-16"] = wide
	if n := len(short) / 3 * 3; n >= 6 {
		out["base64"] = []byte(base64.StdEncoding.EncodeToString([]byte(short[:n])))
	}
	if len(w) == 36 && strings.Count(w, "-") == 4 {
		if raw, err := hex.DecodeString(strings.ReplaceAll(w, "-", "")); err == nil {
			out["id"] = raw
		}
	}
	return out
}
