package template

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/fieldfare/fieldfare/assessments"
)

// edition is a small template in one version.
func edition(name string, version string, title string) *fstest.MapFile {
	text := strings.NewReplacer(`name = "x"`, `name = "`+name+`"`, "version = 1", "version = "+version, "title = \"Title\"", "title = \""+title+"\"").Replace(head)
	return &fstest.MapFile{Data: []byte(text + q("a", "text", `report = "views"`, `sentence = "`+title+`: {answer}."`))}
}

func TestLoad_LaysTheServicesOwnOver(t *testing.T) {
	shippedFS := fstest.MapFS{"templates/x.2.toml": edition("x", "2", "Second"), "templates/x.toml": edition("x", "3", "Third"), "templates/y.toml": edition("y", "1", "Other"), "templates/readme.md": {Data: []byte("no template")}}
	own := fstest.MapFS{"x.toml": edition("x", "1000", "Ours"), "z.toml": edition("z", "1", "New")}
	l, err := Load(shippedFS, nil, own)
	if err != nil {
		t.Fatal(assessments.Sentence(err))
	}
	for name, want := range map[string]string{"x": "Ours", "y": "Other", "z": "New"} {
		if got, ok := l.Current(name); !ok || got.Title != want {
			t.Errorf("%s is %q, want %q", name, got.Title, want)
		}
	}
	if _, ok := l.Current("gone"); ok {
		t.Error("a template that nobody wrote is current")
	}
	var titles []string
	for _, x := range l.List() {
		titles = append(titles, x.Title)
	}
	if strings.Join(titles, " ") != "New Other Ours" {
		t.Errorf("the list reads %q", titles)
	}
	if l, _ := Load(shippedFS); l != nil {
		if got, _ := l.Current("x"); got.Version != 3 {
			t.Errorf("without a service's own, version %d is current", got.Version)
		}
	}
}

func TestLoad_AnswersStayWithTheirVersion(t *testing.T) {
	fsys := fstest.MapFS{"x.2.toml": edition("x", "2", "Second"), "x.toml": edition("x", "3", "Third")}
	own := fstest.MapFS{"x.toml": edition("x", "1000", "Ours")}
	l, err := Load(fsys, own)
	if err != nil {
		t.Fatal(assessments.Sentence(err))
	}
	old := assessments.Answers{Template: "x", Version: 2, Values: []assessments.Answer{{Question: "a", Value: "yes"}}}
	x, note, err := l.Asked(old)
	if err != nil || note != "" || x.Version != 2 {
		t.Fatalf("asked at version 2 and read at %d: %q, %v", x.Version, note, err)
	}
	if got := texts(x, old); len(got) != 1 || got[0] != "Second: yes." {
		t.Errorf("a later edition changed what was answered: %q", got)
	}
	old.Version = 1
	x, note, err = l.Asked(old)
	if err != nil || x.Version != 1000 || !strings.Contains(note, "version 1, which is not on this device") {
		t.Errorf("a version that is gone: %d, %q, %v", x.Version, note, err)
	}
	old.Values = append(old.Values, assessments.Answer{Question: "dropped", Value: "still here"})
	if f := x.Form(old, nil); !f.Items[0].Answered || len(f.Kept) != 1 || f.Kept[0].Value != "still here" {
		t.Errorf("answers to a version that is gone read as %+v, kept %v", f.Items, f.Kept)
	}
	if _, _, err := l.Asked(assessments.Answers{Template: "gone", Version: 1}); assessments.KindOf(err) != assessments.NotFound {
		t.Errorf("a template that is gone: %v", err)
	}
}

func TestLoad_OneBrokenFileTakesNothingElseAway(t *testing.T) {
	base := fstest.MapFS{"x.toml": edition("x", "1", "Shipped"), "y.toml": edition("y", "1", "Other")}
	own := fstest.MapFS{"x.toml": {Data: []byte("nonsense")}, "a/y.toml": edition("y", "2", "Too low"), "z.toml": edition("z", "1", "New"), "b/z.toml": edition("z", "1", "Again")}
	l, err := Load(base, own)
	if err == nil {
		t.Fatal("a broken file is not named")
	}
	for _, want := range []string{"x.toml, line 1", "a/y.toml: give your own edition of y a version of 1000 or more", "z.toml: version 1 of z is there already"} {
		if !strings.Contains(assessments.Sentence(err), want) {
			t.Errorf("%q is not said in\n%s", want, assessments.Sentence(err))
		}
	}
	for name, want := range map[string]string{"x": "Shipped", "y": "Other"} {
		if got, _ := l.Current(name); got.Title != want {
			t.Errorf("%s is %q, want %q", name, got.Title, want)
		}
	}
	if _, err := Load(fstest.MapFS{"x.toml": edition("x", "1000", "Shipped")}); err == nil {
		t.Error("a shipped template took a number that belongs to services")
	}
}
