package library

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/fieldfare/fieldfare/assessments"
)

// shippedDir is the folder that is embedded in the app.
const shippedDir = "../../assets/library"

// shipped reads the library as it ships.
func shipped(t testing.TB) *Library {
	t.Helper()
	l, err := Read(os.DirFS(shippedDir))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// copyOf is the shipped folder in memory, so that a test can break one file of it.
func copyOf(t testing.TB) fstest.MapFS {
	t.Helper()
	m := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(shippedDir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(shippedDir + "/" + name)
		m[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestSlipsAreNamed breaks one file in one place at a time and asks for the sentence with its file and line.
func TestSlipsAreNamed(t *testing.T) {
	const zips = "activities/self-care.toml"
	for _, c := range []struct {
		name, file, old, new string
		want                 []string
	}{
		{"unknown key", zips, `id = "zips"`, "id = \"zips\"\ncolour = \"red\"", []string{zips + ", line {next}, colour: Fieldfare does not know this key here.", "set_up"}},
		{"missing", zips, "title = \"Zip it up\"\n", "", []string{zips + ", line {header}, title: This is missing: what it is called."}},
		{"empty list", zips, `kit = ["A coat with a chunky zip", "A key ring or loop of ribbon on the tag", "A table"]`, `kit = []`, []string{"kit: This is missing: what is needed."}},
		{"wrong type", zips, `title = "Zip it up"`, `title = 5`, []string{zips + ", line {next}, title: This must be text in quotation marks."}},
		{"text for number", zips, "minutes = 2\n", "minutes = \"two\"\n", []string{"minutes: This must be a whole number, without quotation marks."}},
		{"text for list", "consents.toml", `what = ["The health visitor gets a short letter, so that you hear the same advice from both of us."]`, `what = "x"`, []string{"consents.toml, line ", `what: This must be a list of texts, such as ["one", "two"].`}},
		{"duplicate id", zips, `id = "zips"`, `id = "buttons"`, []string{zips + ", line {id}, id: \"buttons\" is there already: " + zips + ", line 8."}},
		{"duplicate across files", zips, `id = "zips"`, `id = "scissors-snip"`, []string{`"scissors-snip" is there already: activities/fine-motor.toml, line `}},
		{"key twice", zips, `id = "zips"`, "id = \"zips\"\nid = \"zips\"", []string{zips + ", line {next}", "twice"}},
		{"no TOML", zips, `id = "zips"`, `id = "zips`, []string{zips + ", line {id}", "quotation mark"}},
		{"unknown area", zips, `area = "dressing"`, `area = "clothes"`, []string{`"clothes" is not a functional area. Known are: seating,`}},
		{"unknown help", zips, `help = "verbal"`, `help = "nagging"`, []string{`"nagging" is not a help level`}},
		{"ICF code", zips, `icf = ["d540 dressing", "d440 fine hand use"]`, `icf = ["x540 dressing"]`, []string{"icf: \"x540 dressing\" is not an ICF code"}},
		{"approved by nobody", zips, `status = "draft for clinician approval"`, `status = "approved"`, []string{"An approved text needs reviewed_on", zips}},
		{"draft with reviewer", zips, `id = "zips"`, "id = \"zips\"\nreviewed_by = \"B. Quill\"", []string{"A draft has not been reviewed"}},
		{"measure", "products.toml", `measure = ["Floor to back of knee", "Foot length"]`, `measure = ["Floor to knee"]`, []string{"products.toml, line ", `"Floor to knee" is not measured`}},
		{"no data sheet", "products.toml", "What it says", "", nil},
		{"recipient", "consents.toml", `recipient = "gp"`, `recipient = "doctor"`, []string{`recipient: "doctor" is not a role of a recipient`}},
		{"tile too long", "phrases.toml", `{text = "Feet off floor"}`, `{text = "Feet off the floor for most of the morning"}`, []string{"a tile holds 32"}},
		{"stale link", "leaflets.toml", `activities = ["zips", "coat-flip"]`, `activities = ["zip"]`, []string{`leaflets.toml, line `, `There is no activity "zip".`}},
		{"no such category", "products.toml", `category = "bed"`, `category = "beds"`, []string{`There is no category "beds".`}},
		{"hide nothing", "leaflets.toml", `licence = "Same`, "hide = [\"zip\"]\nlicence = \"Same", []string{`hide: There is no leaflet "zip" to hide.`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := copyOf(t)
			before := string(m[c.file].Data)
			after := strings.Replace(before, c.old, c.new, 1)
			if c.want == nil {
				after = strings.Replace(before, " Check the maker's current data sheet.", "", 1)
				c.want = []string{"A named product must say: Check the maker's current data sheet."}
			}
			if before == after {
				t.Fatalf("%s does not hold %q any more", c.file, c.old)
			}
			m[c.file] = &fstest.MapFile{Data: []byte(after)}
			l, err := Read(m)
			if l != nil || assessments.KindOf(err) != assessments.Invalid {
				t.Fatalf("a broken library was read: %v", err)
			}
			var files *assessments.FileProblems
			if !errors.As(err, &files) {
				t.Errorf("the problems cannot be had one by one from %v", err)
			}
			said := assessments.Sentence(err)
			head, _, _ := strings.Cut(before, `id = "zips"`)
			id := strings.Count(head, "\n") + 1
			lines := strings.NewReplacer("{header}", fmt.Sprint(id-1), "{id}", fmt.Sprint(id), "{next}", fmt.Sprint(id+1))
			for _, w := range c.want {
				w = lines.Replace(w)
				if !strings.Contains(said, w) {
					t.Errorf("said\n%s\nwithout %q", said, w)
				}
			}
			if strings.Contains(said, "toml:") || strings.Contains(said, "struct") {
				t.Errorf("a driver's words in %q", said)
			}
		})
	}
}

// TestFilesAreNamed asks that a lost file and a misspelt file name are told: their content would be missed in silence.
func TestFilesAreNamed(t *testing.T) {
	m := copyOf(t)
	m["consent.toml"] = m["consents.toml"]
	delete(m, "consents.toml")
	m["activities/notes.txt"] = &fstest.MapFile{Data: []byte("x")}
	_, err := Read(m)
	said := assessments.Sentence(err)
	for _, w := range []string{"consents.toml, line 1: This file is missing", "consent.toml, line 1: Fieldfare does not know a file of this name",
		"activities/notes.txt, line 1: Only files that end in .toml", "The library was not read."} {
		if !strings.Contains(said, w) {
			t.Errorf("said\n%s\nwithout %q", said, w)
		}
	}
	if _, err := Read(fstest.MapFS{}); err == nil {
		t.Error("an empty folder was read as a library")
	}
}

// TestServiceLayer lays a service's folder over the shipped one: one text is its own and approved, one is hidden, one is new.
func TestServiceLayer(t *testing.T) {
	const own = `
topic = "self-care"
status = "approved"
reviewed_on = "2026-11-02"
reviewed_by = "B. Quillfeather"
source = "Example Service"
licence = "ours"
hide = ["wind-down"]
[[activity]]
id = "zips"
title = "Our zips"
`
	rest := func() string {
		data := string(copyOf(t)["activities/self-care.toml"].Data)
		_, after, _ := strings.Cut(data, "title = \"Zip it up\"\n")
		body, _, _ := strings.Cut(after, "[[activity]]")
		return body
	}()
	layer := fstest.MapFS{"activities/ours.toml": &fstest.MapFile{Data: []byte(own + rest + "\n[[activity]]\nid = \"hats\"\ntitle = \"Hats\"\n" + rest)}}
	base := shipped(t)
	l, err := Read(os.DirFS(shippedDir), layer)
	if err != nil {
		t.Fatal(err)
	}
	if got := len(l.Activities); got != len(base.Activities) {
		t.Errorf("%d activities, want %d: one more and one less", got, len(base.Activities))
	}
	if a, _ := l.Activity("zips"); a.Title != "Our zips" || a.Words() != "Approved by B. Quillfeather on 2 November 2026." {
		t.Errorf("zips are %q, %s", a.Title, a.Words())
	}
	if a, _ := l.Activity("buttons"); a.Words() != "Draft for clinician approval." {
		t.Errorf("approving one text approved another: %s", a.Words())
	}
	if _, ok := l.Activity("wind-down"); ok {
		t.Error("a hidden activity is still there")
	}
	if _, ok := l.Activity("hats"); !ok {
		t.Error("the service's own activity is not there")
	}
	leaflet := fstest.MapFS{"activities/ours.toml": &fstest.MapFile{Data: []byte("hide = [\"zips\"]\n")}}
	if _, err := Read(os.DirFS(shippedDir), leaflet); err == nil || !strings.Contains(assessments.Sentence(err), `There is no activity "zips".`) {
		t.Errorf("a leaflet names a hidden activity and nothing was said: %v", err)
	}
}
