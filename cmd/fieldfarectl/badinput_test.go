package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// bundleOf wraps records into a bundle, one record a line, the first on line 2.
func bundleOf(records ...string) string {
	return `{"bundle":1,"tenant":"","records":[` + "\n" + strings.Join(records, ",\n") + "\n]}\n"
}

func noteOf(id, fields string) string {
	return `{"id":"` + id + `","kind":"observation","child":"` + isla + `","fields":{` + fields + `}}`
}

const fine = `"text":"Held the ruler with her wrist hooked","type":"fact","on":"2026-11-20"`

// TestBadBundles holds every kind of broken file to one sentence with line and field, exit 1, and a store as it was.
func TestBadBundles(t *testing.T) {
	dir := practised(t)
	before := whole(t, dir)
	good := noteOf(note, fine)
	other := strings.Replace(note, "0001", "0002", 1)
	for name, c := range map[string]struct{ text, says string }{
		"broken line":       {bundleOf(good, `{"id":"`+other+`","kind":`), "line 4"},
		"cut off":           {bundleOf(good)[:120], "breaks off here"},
		"not JSON":          {"Dear Robin, here is the bundle", "line 1"},
		"empty":             {"", "empty"},
		"wrong type":        {bundleOf(good, noteOf(other, `"text":5,"type":"fact"`)), "line 3"},
		"wrong type, field": {bundleOf(noteOf(note, `"text":["a"],"type":"fact"`)), "text"},
		"31 February":       {bundleOf(noteOf(note, `"text":"x","type":"fact","on":"2026-02-31"`)), "2026-02-31"},
		"wrong NHS number":  {bundleOf(good, `{"id":"`+other+`","kind":"child","child":"`+other+`","fields":{"name":"A B","born":"2020-01-01","nhs_number":"9994172639"}}`), "NHS number does not add up"},
		"300 KiB field":     {bundleOf(noteOf(note, `"type":"fact","text":"`+strings.Repeat("a", 300<<10)+`"`)), "256 KiB"},
		"NUL":               {bundleOf(noteOf(note, `"type":"fact","text":"a`+"\x00"+`b"`)), "NUL"},
		"escaped NUL":       {bundleOf(noteOf(note, `"type":"fact","text":"a\u0000b"`)), "NUL"},
		"invalid UTF-8":     {bundleOf(noteOf(note, `"type":"fact","text":"a`+"\xff\xfe"+`b"`)), "UTF-8"},
		"lone surrogate":    {bundleOf(noteOf(note, `"type":"fact","text":"a\ud800b"`)), "line 2"},
		"twice":             {bundleOf(good, good), "stands twice"},
		"field twice":       {bundleOf(noteOf(note, fine+`,"text":"again"`)), "twice"},
		"no id":             {bundleOf(`{"kind":"observation","child":"` + isla + `","fields":{` + fine + `}}`), "line 2"},
		"two homes":         {bundleOf(strings.Replace(good, `"child"`, `"setting":"`+other+`","child"`, 1)), "line 2"},
		"newer bundle":      {`{"bundle":2,"records":[]}`, "newer Fieldfare"},
		"no records":        {`{"bundle":1}`, "records"},
		"deep":              {`{"bundle":1,"records":` + strings.Repeat("[", 20000), "line 1"},
	} {
		t.Run(name, func(t *testing.T) {
			path := file(t, "bad.json", c.text)
			r := in(t, "", "import", "--store", dir, path)
			refused(t, c.says, r)
			if !strings.Contains(r.err, "Nothing from this file was imported.") {
				t.Errorf("it does not say that nothing was imported: %s", r.err)
			}
			if len(r.err) > 4<<10 {
				t.Errorf("the message is %d bytes long", len(r.err))
			}
			if whole(t, dir) != before {
				t.Error("a refused file changed the store")
			}
		})
	}
}

// TestImport_AllOrNothingPerFile imports a good and a bad file: the good one stays.
func TestImport_AllOrNothingPerFile(t *testing.T) {
	dir := practised(t)
	good, bad := file(t, "good.json", bundleOf(noteOf(note, fine))), file(t, "bad.json", "{")
	refused(t, "bad.json", in(t, "", "import", "--store", dir, good, bad))
	if got := flatOf(t, dir, note).Fields.Text("text"); got != "Held the ruler with her wrist hooked" {
		t.Errorf("the good file's note reads %q", got)
	}
}

// TestOddButGood keeps what is unusual and right, byte for byte.
func TestOddButGood(t *testing.T) {
	dir := practised(t)
	unknown := "019b0000-0000-7000-8000-00000000000a"
	odd := []string{
		"👩🏽‍🦼 rolled 3 m 🎉", "שָׁלוֹם نص عربي mixed", "e\u0301 and é, ﬃ, Ŵ", "tab\tand\nline", `quote " and \ backslash`, "zero\u200bwidth\u202eoverride",
		strings.Repeat("ż", 100<<10), // 200 KiB, under the limit
	}
	var records []string
	for i, text := range odd {
		raw, err := json.Marshal(text)
		must(t, err)
		records = append(records, noteOf(fmt.Sprintf("019b0000-0000-7000-8000-0000000001%02x", i), `"type":"fact","on":"2026-11-20","text":`+string(raw)))
	}
	records = append(records, `{"id":"`+unknown+`","kind":"hologram","child":"`+isla+`","fields":{"depth":[1,{"x":1.50}],"colour":"mauve"}}`,
		noteOf(note, fine+`,"invented_later":{"a":[true,null]}`))
	do(t, "import", "--store", dir, file(t, "odd.json", bundleOf(records...)))
	for i, text := range odd {
		if got := flatOf(t, dir, assessments.ID(fmt.Sprintf("019b0000-0000-7000-8000-0000000001%02x", i))).Fields.Text("text"); got != text {
			t.Errorf("%.40q came back as %.40q", text, got)
		}
	}
	out := whole(t, dir)
	for _, want := range []string{`"hologram"`, `"mauve"`, `1.50`, `"invented_later"`} {
		if !strings.Contains(out, want) {
			t.Errorf("the export has lost %s", want)
		}
	}
	again := empty(t)
	do(t, "import", "--store", again, file(t, "again.json", out))
	if whole(t, again) != out {
		t.Error("what is unusual does not survive export and import unchanged")
	}
}

func TestBadEdits(t *testing.T) {
	dir := practised(t)
	before := whole(t, dir)
	edit := func(fields string) string {
		return `{"record":"` + note + `","kind":"observation","child":"` + isla + `","set":{` + fields + `}}`
	}
	for name, c := range map[string]struct{ line, says string }{
		"not JSON":      {`{"record":`, "line 1"},
		"NUL":           {edit(fine[:len(fine)-1] + `","with":"a\u0000b"`), "NUL"},
		"invalid UTF-8": {edit("\"text\":\"\xff\",\"type\":\"fact\""), "UTF-8"},
		"too large":     {edit(`"type":"fact","text":"` + strings.Repeat("a", 300<<10) + `"`), "256 KiB"},
		"longer still":  {edit(`"type":"fact","text":"` + strings.Repeat("a", 3<<20) + `"`), "longer than"},
		"31 February":   {edit(`"type":"fact","text":"a","on":"2026-02-31"`), "2026-02-31"},
		"other kind":    {`{"record":"` + isla + `","kind":"goal","child":"` + isla + `","set":{"title":"x"}}`, "ine 1"},
		"nothing":       {edit(""), "sets nothing"},
		"odd member":    {strings.Replace(edit(fine), `"kind"`, `"colour":"x","kind"`, 1), "colour"},
	} {
		t.Run(name, func(t *testing.T) {
			refused(t, c.says, in(t, c.line+"\n", "apply", "--store", dir, "-"))
			if whole(t, dir) != before {
				t.Error("a refused edit changed the store")
			}
		})
	}
	for says, args := range map[string][]string{
		"2026-02-31":      {isla, "born=2026-02-31"},
		"does not add up": {isla, "nhs_number=9994172639"},
		"256 KiB":         {isla, "name_note=" + strings.Repeat("a", 300<<10)},
		"NUL":             {isla, "name_note=a\x00b"},
		"UTF-8":           {isla, "name_note=a\xffb"},
	} {
		refused(t, says, in(t, "", append([]string{"set", "--store", dir}, args...)...))
	}
	if whole(t, dir) != before {
		t.Error("a refused change changed the store")
	}
}

func TestWrongPassphrase_LosesNothing(t *testing.T) {
	dir := practised(t)
	before := whole(t, dir)
	for range 6 {
		refused(t, "does not open this store", with(t, "not the passphrase", nil, "status", "--store", dir))
	}
	refused(t, "no Fieldfare store", in(t, "", "status", "--store", t.TempDir()))
	if whole(t, dir) != before {
		t.Error("wrong passphrases changed the store")
	}
}

// TestSecondProcess opens a store twice: the second one gets a sentence, the first one is not disturbed. The first is held
// open by an apply that has answered one line and waits for the next.
func TestSecondProcess(t *testing.T) {
	dir := practised(t)
	p := open(t, dir)
	p.say(t, `{"record":"`+note+`","kind":"observation","child":"`+isla+`","set":{`+fine+`}}`)
	for _, args := range [][]string{{"status"}, {"set", isla, "postcode=ZZ99 3AA"}, {"export"}, {"verify"}} {
		refused(t, "already open", in(t, "", append(args, "--store", dir)...))
	}
	p.say(t, `{"record":"`+note+`","kind":"observation","child":"`+isla+`","set":{"text":"Second"}}`)
	if code := p.close(t); code != exitDone {
		t.Errorf("the first process ended with %d: %s", code, p.errs.String())
	}
	if got := flatOf(t, dir, note).Fields.Text("text"); got != "Second" {
		t.Errorf("the note reads %q", got)
	}
}

// TestFlippedBytes damages the file in many places. Nothing may be shown as right that is not: a command either prints the
// very same export or names the damage, and the damaged file itself stays where it is or is kept beside.
func TestFlippedBytes(t *testing.T) {
	src := practised(t)
	before := whole(t, src)
	db, err := os.ReadFile(filepath.Join(src, "fieldfare.db"))
	must(t, err)
	noticed := 0
	const places = 24
	for i := range places {
		dir := filepath.Join(t.TempDir(), "store")
		must(t, os.Mkdir(dir, 0o700))
		bad := append([]byte(nil), db...)
		at := (2*i + 1) * len(bad) / (2 * places)
		for j := range 16 {
			bad[at+j] ^= 0x5a
		}
		must(t, os.WriteFile(filepath.Join(dir, "fieldfare.db"), bad, 0o600))
		r := in(t, "", "export", "--store", dir)
		switch {
		case r.code == exitDone && r.out == before:
		case r.code == exitDone:
			// Read as far as it goes: then verify must say what is wrong, and the bytes must have been kept.
			noticed++
			if v := in(t, "", "verify", "--store", dir); v.code != exitRefused || !strings.Contains(v.err, "wrong") && !strings.Contains(v.err, "damaged") {
				t.Errorf("at byte %d the export differs and verify says exit %d %s%s", at, v.code, v.out, v.err)
			}
			kept(t, dir, bad)
		default:
			noticed++
			refused(t, "", r)
			kept(t, dir, bad)
		}
		if strings.Contains(r.err, "panic") {
			t.Errorf("at byte %d: %s", at, r.err)
		}
	}
	if noticed < places/3 {
		t.Errorf("only %d of %d damaged files were noticed: the test shows little", noticed, places)
	}
}

// kept fails unless the damaged bytes still stand in the folder, as they were, in some file.
func kept(t *testing.T, dir string, want []byte) {
	t.Helper()
	found := false
	must(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		found = found || string(data) == string(want)
		return err
	}))
	if !found {
		t.Errorf("the damaged file is nowhere in %s as it was", dir)
	}
}
