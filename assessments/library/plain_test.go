package library

import (
	"encoding/json"
	"math"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/fieldfare/fieldfare/assessments"
)

// What a text for families may be at most: grade 4 is about nine years of age; a consent has words such as tribunal that
// cannot be said otherwise.
const (
	sheetGrade, consentGrade = 4.0, 5.0
	sheetSentence            = 10.0
	sheetLong                = 0.05
	anySentence              = 25
)

// TestFamilyTextsArePlain measures every text that a family reads.
func TestFamilyTextsArePlain(t *testing.T) {
	l := shipped(t)
	worst := Ease{}
	for where, lines := range everything(l) {
		sort, _, _ := strings.Cut(where, " ")
		most := sheetGrade
		switch sort {
		case "consent", "leaflet", "signpost", "prompt":
			most = consentGrade
		case "product", "category", "training", "phrases":
			continue // for therapists
		}
		for _, line := range lines {
			for _, s := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(".!?", r) }) {
				if n := len(strings.Fields(s)); n > anySentence {
					t.Errorf("%s: a sentence of %d words: %s", where, n, s)
				}
			}
		}
		if len(strings.Fields(strings.Join(lines, " "))) < 60 && sort != "activity" {
			continue // the grade of a line or two says nothing
		}
		e := EaseOf(lines...)
		if e.Grade > most {
			t.Errorf("%s reads at grade %.1f, at most %.1f is plain", where, e.Grade, most)
		}
		if sort == "activity" {
			if e.PerSentence > sheetSentence || e.Long > sheetLong {
				t.Errorf("%s: %.1f words a sentence, %.0f%% long words", where, e.PerSentence, 100*e.Long)
			}
			if e.Words > 360 {
				t.Errorf("%s has %d words: that is more than one page in large print", where, e.Words)
			}
			if e.Grade > worst.Grade {
				worst = e
			}
		}
	}
	t.Logf("hardest activity: grade %.1f, %.1f words a sentence, %.1f%% long words", worst.Grade, worst.PerSentence, 100*worst.Long)
}

// TestEase holds the measure to words counted by hand and to the formula worked out on paper.
func TestEase(t *testing.T) {
	for word, want := range map[string]int{"zip": 1, "button": 2, "sausage": 2, "handwriting": 3, "therapist": 3, "make": 1, "table": 2, "pulled": 1, "wanted": 2, "needed": 2,
		"boxes": 2, "shoes": 1, "pieces": 2, "little": 2, "see": 1, "the": 1, "occupational": 5, "people": 2, "child's": 1, "": 0} {
		if got := Syllables(word); got != want {
			t.Errorf("%q has %d syllables, want %d", word, got, want)
		}
	}
	e := EaseOf("Pull the zip up.", "The therapist will see the handwriting")
	want := 0.39*10/2 + 11.8*14/10 - 15.59
	if e.Words != 10 || e.Sentences != 2 || math.Abs(e.Grade-want) > 1e-9 || e.Long != 0.2 {
		t.Errorf("measured %+v, want grade %.2f", e, want)
	}
	if hard := EaseOf("Proprioceptive feedback facilitates postural stabilisation during sedentary classroom activities"); hard.Grade < 15 {
		t.Errorf("jargon reads at grade %.1f", hard.Grade)
	}
	if (EaseOf("", "...") != Ease{}) {
		t.Error("no words have an ease")
	}
}

// TestBritishSpelling finds words that are spelt or named as in America.
func TestBritishSpelling(t *testing.T) {
	american := regexp.MustCompile(`(?i)\b(colou?r(?:ed|s)?|favorite|behaviors?|gray|moms?|math|zipper|diapers?|sneakers|pants suit|sidewalk|faucet|grab bag|program|centers?|fiber|liters?|meters?|` +
		`organiz\w+|recogniz\w+|stabiliz\w+|practic(?:ing|ed)|fulfill|traveling|jewelry|tire|cozy|aluminum|pajamas|trash|kindergarten|grade school|licenses?)\b`)
	for where, lines := range everything(shipped(t)) {
		for _, m := range american.FindAllString(strings.Join(lines, " "), -1) {
			if !strings.HasPrefix(strings.ToLower(m), "colour") {
				t.Errorf("%s says %q", where, m)
			}
		}
	}
}

// TestNoOtherTrouble finds dashes, double blanks, lines without an end and lines of a child's sheet that talk of the wrong reader.
func TestNoOtherTrouble(t *testing.T) {
	l := shipped(t)
	for _, a := range l.Activities {
		for _, s := range slices.Concat([]string{a.SetUp, a.HowMuch, a.WithWhom, a.Where, a.Sign, a.Why, a.Seeing, a.Behaviour, a.Equipment, a.Purpose}, a.Steps, a.Easier, a.Harder, a.Safety) {
			if !strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "?") {
				t.Errorf("%s: %q has no end", a.ID, s)
			}
			if strings.ContainsAny(s, "—–") || strings.Contains(s, "  ") {
				t.Errorf("%s: %q has a dash or a double blank", a.ID, s)
			}
		}
		for _, s := range a.StopIf {
			if strings.HasPrefix(s, "Stop") || strings.HasSuffix(s, ".") || s[0] < 'A' || s[0] > 'Z' {
				t.Errorf("%s: %q cannot be read after the words Stop if", a.ID, s)
			}
		}
		if a.Topic == School && strings.Contains(strings.ToLower(strings.Join(a.family(), " ")), "your child") {
			t.Errorf("%s is read by a teacher and says your child", a.ID)
		}
	}
}

// TestDangersAreNamed asks for the warning that belongs to a thing wherever the thing is used.
func TestDangersAreNamed(t *testing.T) {
	for _, a := range shipped(t).Activities {
		kit := strings.ToLower(strings.Join(a.Kit, " "))
		warns := strings.ToLower(strings.Join(slices.Concat(a.Safety, a.StopIf), " "))
		for thing, warning := range map[string]string{"balloon": "latex", "bead": "chok", "coins": "chok", "salt": "eyes", "helmet": "helmet", "knife": "round end", "lace": "neck",
			"yoghurt": "allowed", "soap": "hot water", "ear defenders": "ear", "scissors that fit": "sitting"} {
			if strings.Contains(kit, thing) && !strings.Contains(warns, warning) && a.ID != "open-packets" {
				t.Errorf("%s uses %s and does not warn (%q)", a.ID, thing, warning)
			}
		}
		if a.Area == "eating" && !strings.Contains(warns, "cough") && a.ID != "knife-and-fork" && a.ID != "open-packets" {
			t.Errorf("%s does not say what to do about a cough", a.ID)
		}
	}
}

// TestFindsWhatGoalsSay: each situation that the goal builder offers leads to something to practise.
func TestFindsWhatGoalsSay(t *testing.T) {
	source, err := os.ReadFile("../../app/goals/bank.go")
	if err != nil {
		t.Fatal(err)
	}
	l := shipped(t)
	area, n := "", 0
	for line := range strings.Lines(string(source)) {
		if m := regexp.MustCompile(`^\t\{"([a-z-]+)", \[\]situation`).FindStringSubmatch(line); m != nil {
			area = m[1]
		}
		m := regexp.MustCompile(`^\t\t\{"[^"]+", "([^"]+)"`).FindStringSubmatch(line)
		if m == nil {
			continue
		}
		n++
		hits := l.Find(Query{Words: m[1]})
		if len(hits) == 0 {
			t.Errorf("nothing to practise for %q", m[1])
			continue
		}
		top := hits[:min(3, len(hits))]
		if !slices.ContainsFunc(top, func(a Activity) bool { return a.Area == area || slices.Contains(a.Also, area) }) {
			t.Errorf("%q (%s) finds %s first", m[1], area, hits[0].ID)
		}
	}
	if n < 25 {
		t.Errorf("read only %d situations of the goal builder", n)
	}
	for words, want := range map[string]string{"zips": "zips", "zipping up": "zips", "tie laces": "laces", "catching": "balloon-to-ball", "scissors": "scissors-snip"} {
		if hits := l.Find(Query{Words: words}); len(hits) == 0 || hits[0].ID != want {
			t.Errorf("%q does not find %s first", words, want)
		}
	}
	if hits := l.Find(Query{Words: "carburettor"}); len(hits) != 0 {
		t.Errorf("carburettor finds %s", hits[0].ID)
	}
	if got := len(l.Find(Query{})); got != len(l.Activities) {
		t.Errorf("asking for nothing gives %d of %d", got, len(l.Activities))
	}
}

// TestBoardKeepsItsTiles: testdata/board.json is the board as hands have learnt it. New tiles stand behind the old ones, and no
// heading, tally or next step has moved.
func TestBoardKeepsItsTiles(t *testing.T) {
	old, err := os.ReadFile("testdata/board.json")
	if err != nil {
		t.Fatal(err)
	}
	var was Board
	if err := json.Unmarshal(old, &was); err != nil {
		t.Fatal(err)
	}
	is := shipped(t).Board()
	if len(was.Domains) == 0 || len(is.Domains) != len(was.Domains) || !slices.Equal(is.Next, was.Next) || !slices.Equal(is.Tallies, was.Tallies) {
		t.Fatalf("headings, tallies or next steps have changed")
	}
	for i, d := range was.Domains {
		now := is.Domains[i]
		if now.Name != d.Name || now.Area != d.Area {
			t.Errorf("%s stands where %s was", now.Name, d.Name)
		}
		for k, p := range d.Tiles {
			if p.Area == "" {
				p.Area = d.Area
			}
			if p.Type == "" {
				p.Type = "fact"
			}
			if now.Tiles[k] != p {
				t.Errorf("tile %d of %s is %+v, was %+v", k+1, d.Name, now.Tiles[k], p)
			}
		}
		if len(now.Tiles) <= len(d.Tiles) {
			t.Errorf("%s has nothing new", d.Name)
		}
	}
	if d := shipped(t).Domains[0]; d.Tiles[0].Area != "" {
		t.Errorf("asking for the board changed the library: %+v", d.Tiles[0])
	}
}

// FuzzDecode reads any text as any file of a service's layer: every problem has a line of the file and words of our own, and
// what passes is whole.
func FuzzDecode(f *testing.F) {
	names := []string{activityFolder + "/own.toml"}
	for _, x := range files {
		names = append(names, x.name)
	}
	base := copyOf(f)
	for i, name := range names {
		data := base[name]
		if data == nil {
			data = base["activities/self-care.toml"]
		}
		head := string(data.Data)
		f.Add(uint8(i), head[:min(len(head), 3000)])
		f.Add(uint8(i), "status = 1")
	}
	f.Add(uint8(0), "activity = [{id = \"a\"}, 3]")
	f.Add(uint8(0), "[activity.a]\nid = \"\"\nhide = 3")
	f.Add(uint8(4), "[[domain]]\nname = \"a\"\ntiles = [{text = 1, help = \"\"}]")
	f.Fuzz(func(t *testing.T, which uint8, text string) {
		name := names[int(which)%len(names)]
		l := &Library{}
		r := newReader(l)
		r.at = 0 // as a layer over another
		r.layer(fstest.MapFS{name: &fstest.MapFile{Data: []byte(text)}}, false)
		rows := strings.Count(text, "\n") + 2
		for _, p := range r.problems {
			for _, x := range p.List {
				if x.Line < 1 || x.Line > rows || x.Text == "" || strings.Contains(x.Text, "toml:") || strings.Contains(x.Text, "library.") {
					t.Fatalf("line %d of %d: %q", x.Line, rows, x.Text)
				}
			}
		}
		if len(r.problems) > 0 {
			if err := r.err(); assessments.KindOf(err) != assessments.Invalid {
				t.Fatalf("problems are no Invalid error: %v", err)
			}
			return
		}
		for _, a := range l.Activities {
			if a.ID == "" || len(a.Steps) == 0 || len(a.Steps) > maxSteps || len(a.StopIf) == 0 || a.Status == "" {
				t.Fatalf("half an activity was read: %+v", a)
			}
		}
		for _, c := range l.Consents {
			if c.Version < 1 || c.Ask == "" {
				t.Fatalf("half a consent was read: %+v", c)
			}
		}
	})
}

// BenchmarkRead measures how long the app waits for its library.
func BenchmarkRead(b *testing.B) {
	layer := copyOf(b)
	for b.Loop() {
		if _, err := Read(layer); err != nil {
			b.Fatal(err)
		}
	}
}
