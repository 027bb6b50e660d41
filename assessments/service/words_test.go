package service

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/library"
	"github.com/fieldfare/fieldfare/assessments/template"
)

// withWords is a pack with the words that the program ships, and one of its question templates taken over.
func withWords(t *testing.T, templates ...string) *Pack {
	t.Helper()
	p, err := Load(shipped, "lewisham-like")
	if err != nil {
		t.Fatal(err)
	}
	lib, err := library.Read(os.DirFS("../../assets/library"))
	if err != nil {
		t.Fatal(err)
	}
	p.Words = WordsOf(lib.Board())
	forms, err := template.Load(os.DirFS("../../assets/templates"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range templates {
		x, ok := forms.Current(name)
		if !ok {
			t.Fatal(name)
		}
		x.Version = template.OwnVersions
		p.Templates = append(p.Templates, x)
	}
	return p
}

// page is what one page of a section sends when nobody changed anything.
func page(p *Pack, section, of string) map[string]string {
	out := map[string]string{}
	for _, g := range Page(p, section, of) {
		for _, s := range g.Slots {
			out[s.Path] = strings.ReplaceAll(s.Value, "\n", "\r\n")
		}
	}
	return out
}

func (p *Pack) page(t *testing.T, section, of string, set map[string]string) (*Pack, []assessments.Problem) {
	t.Helper()
	f := page(p, section, of)
	for k, v := range set {
		f[k] = v
	}
	return p.With(section, of, func(at string) string { return f[at] })
}

// every is all pages of a section: the section's own, and that of each entry below it that has one.
func every(p *Pack, section string) []string {
	out := []string{""}
	for i := 0; i < len(out); i++ {
		for _, g := range Page(p, section, out[i]) {
			for _, r := range g.Rows {
				out = append(out, r.Path)
			}
		}
	}
	return out
}

// TestPage_NothingChanged: each page of the words, of every shipped question template too, changes nothing when it is sent as it was shown.
func TestPage_NothingChanged(t *testing.T) {
	p := withWords(t, "handwriting", "home-environment", "drop-in")
	p.Wording = &Wording{Look: []Look{{Group: "Ours", Severity: "high", Phrases: []string{"when staffing allows"}, Question: "When?"}}, Fine: []string{"regular diet"}}
	p.Blocks = []Block{{Title: "Who we are", Report: "purpose", Words: "We see children at home and at school."}}
	p.Without = &Without{Names: []string{"drop-in"}}
	if _, err := Parse(Write(p), p.Name); err != nil {
		t.Fatal(err)
	}
	pages := 0
	for _, section := range Sections() {
		if !Own(section) {
			continue
		}
		all := every(p, section)
		pages += len(all)
		for i, of := range all {
			if section == "template" && i > 8 && i%17 != 0 {
				continue // questions are much alike
			}
			next, wrong := p.page(t, section, of, nil)
			if len(wrong) > 0 {
				t.Errorf("%s %s: %v", section, of, wrong)
				continue
			}
			if d := cmp.Diff(string(Write(p)), string(Write(next))); d != "" {
				t.Errorf("%s %s:\n%s", section, of, d)
			}
		}
	}
	if pages < 60 {
		t.Errorf("only %d pages: the index does not lead to the questions", pages)
	}
	for _, of := range []string{"template.9", "template.x", "template.0.title.0", "phrase.0", "template.0.section.0.question.0.choices.0", "template.-1"} {
		if g := Page(p, "template", of); g != nil {
			t.Errorf("%s is a page: %+v", of, g)
		}
	}
}

// TestWith_Words: what a lead may do with each of the service's own words, and at which entry a mistake is told.
func TestWith_Words(t *testing.T) {
	for _, c := range []struct {
		what, section, of string
		set               map[string]string
		is                func(*Pack) bool
		wrong             string // "" or "path: a part of the sentence"
	}{
		{"another heading", "phrase", "phrase.7", map[string]string{"phrase.7.heading": "Swimming", "phrase.7.area": "mobility", "phrase.7.tile.0.text": "Floats on back"},
			func(p *Pack) bool { return p.Phrases[7].Tiles[0].Text == "Floats on back" }, ""},
		{"a tile more, and one less", "phrase", "phrase.0", map[string]string{"phrase.0.tile.0.drop": "yes", "phrase.0.tile.34.text": "Sat on a ball", "phrase.0.tile.34.type": "strength"}, func(p *Pack) bool {
			n := len(p.Phrases[0].Tiles)
			return n == 34 && p.Phrases[0].Tiles[0].Text == "Feet off floor" && p.Phrases[0].Tiles[33].Text == "Sat on a ball" && p.Phrases[0].Tiles[33].Type == "strength"
		}, ""},
		{"a tile to the front", "phrase", "phrase.0", map[string]string{"phrase.0.tile.4.stands": "1"}, func(p *Pack) bool {
			return p.Phrases[0].Tiles[0].Text == "Slides forward on seat" && p.Phrases[0].Tiles[1].Text == "Feet flat on floor" && p.Phrases[0].Tiles[5].Text == "Wraps legs round chair"
		}, ""},
		{"two headings change places", "phrase", "", map[string]string{"phrase.0.stands": "2", "phrase.1.stands": "1"}, func(p *Pack) bool {
			return p.Phrases[0].Heading == "Hands" && p.Phrases[1].Heading == "Sitting"
		}, ""},
		{"a heading less", "phrase", "", map[string]string{"phrase.0.drop": "yes"}, func(p *Pack) bool { return p.Phrases[0].Heading == "Hands" }, ""},
		{"a thing to count", "tally", "", map[string]string{"tally.12.text": "Sighed", "tally.12.area": "calm-alert"}, func(p *Pack) bool { return p.Tallies[12].Text == "Sighed" }, ""},
		{"the next steps", "next_steps", "", map[string]string{"next_steps.list": "Ring\r\nWrite"}, func(p *Pack) bool { return slices.Equal(p.Next.List, []string{"Ring", "Write"}) }, ""},
		{"wording", "wording", "", map[string]string{"wording.look.0.phrases": "when staffing allows", "wording.look.0.severity": "high", "wording.look.0.question": "When?", "wording.look.0.group": "Ours", "wording.stop": "regular"},
			func(p *Pack) bool { return p.Wording.Look[0].Severity == "high" && p.Wording.Stop[0] == "regular" }, ""},
		{"a paragraph", "block", "", map[string]string{"block.0.title": "Who we are", "block.0.report": "purpose", "block.0.words": "We see children."}, func(p *Pack) bool { return p.Blocks[0].Report == "purpose" }, ""},
		{"other words for a question", "template", "template.0.section.0.question.0", map[string]string{"template.0.section.0.question.0.ask": "Which hand?"},
			func(p *Pack) bool { return p.Templates[0].Sections[0].Questions[0].Ask == "Which hand?" }, ""},
		{"a question to choose from", "template", "template.0.section.0.question.99", nil, nil, "no page"},
		{"a new template", "template", "template.1", map[string]string{"template.1.title": "Swimming at school", "template.1.purpose": "To know", "template.1.when": "At a visit", "template.1.source": "Ours",
			"template.1.asked_of": "teacher", "template.1.section.0.title": "The pool", "template.1.section.0.question.0.ask": "Does the child swim?", "template.1.section.0.question.0.kind": "yes-no"}, func(p *Pack) bool {
			x := p.Templates[1]
			return x.Name == "swimming-at-school" && x.Version == template.OwnVersions && x.Sections[0].ID == "the-pool" && x.Sections[0].Questions[0].ID == "does-the-child-swim"
		}, ""},
		{"a template less", "template", "", map[string]string{"template.0.drop": "yes"}, func(p *Pack) bool { return len(p.Templates) == 0 }, ""},

		{"a tile that is too long", "phrase", "phrase.0", map[string]string{"phrase.0.tile.2.text": strings.Repeat("x", 33)}, nil, "phrase.0.tile.2.text: 33 letters long"},
		{"a tile twice, behind one that goes", "phrase", "phrase.0", map[string]string{"phrase.0.tile.0.drop": "yes", "phrase.0.tile.5.text": "Feet off floor"}, nil, "phrase.0.tile.5.text: there already"},
		{"a tile twice, that was moved", "phrase", "phrase.0", map[string]string{"phrase.0.tile.5.stands": "1", "phrase.0.tile.5.text": "Feet off floor"}, nil, "phrase.0.tile.1.text: there already"},
		{"no place", "phrase", "phrase.0", map[string]string{"phrase.0.tile.2.stands": "top"}, nil, "phrase.0.tile.2.stands: whole number"},
		{"no area", "tally", "", map[string]string{"tally.12.text": "Sighed"}, nil, "tally.12.area: area is missing"},
		{"a phrase that is none", "wording", "", map[string]string{"wording.look.0.phrases": "**", "wording.look.0.severity": "high", "wording.look.0.question": "When?", "wording.look.0.group": "Ours"}, nil, "wording.look.0.phrases: The phrase"},
		{"stopping what is not looked for", "wording", "", map[string]string{"wording.stop": "caturday"}, nil, "wording.stop: not in the list"},
		{"a paragraph without words", "block", "", map[string]string{"block.0.title": "Who we are"}, nil, "block.0.words: missing"},
		{"a question of no kind", "template", "template.0.section.0.question.0", map[string]string{"template.0.section.0.question.0.kind": ""}, nil, "template.0.section.0.question.0.kind: kind is missing"},
		{"an answer that nobody waits for any more", "template", "template.0.section.0", map[string]string{"template.0.section.0.question.0.drop": "yes"}, nil, ".show_if: there is none of that name"},
	} {
		p := withWords(t, "handwriting")
		if c.wrong == "no page" {
			if Page(p, c.section, c.of) != nil {
				t.Errorf("%s has a page", c.of)
			}
			continue
		}
		next, wrong := p.page(t, c.section, c.of, c.set)
		if c.wrong == "" {
			if len(wrong) > 0 || !c.is(next) {
				t.Errorf("%s: %v", c.what, wrong)
			} else if len(Differ(p, next)) == 0 {
				t.Errorf("%s: no difference is shown", c.what)
			}
			continue
		}
		at, says, _ := strings.Cut(c.wrong, ": ")
		if !slices.ContainsFunc(wrong, func(w assessments.Problem) bool {
			return strings.HasSuffix(w.Field, at) && strings.Contains(w.Text, says)
		}) {
			t.Errorf("%s: %v, want %s", c.what, wrong, c.wrong)
		}
	}
}

// TestDiffer_Moved: what was moved is told as moved, what came in as one line, and nothing else of it.
func TestDiffer_Moved(t *testing.T) {
	p := withWords(t)
	next, wrong := p.page(t, "phrase", "phrase.0", map[string]string{"phrase.0.tile.4.stands": "1"})
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	if d := Differ(p, next); len(d) != 1 || d[0].Where != "Heading “Sitting”, the order" || d[0].Was != "5 Slides forward on seat" || d[0].Is != "1 Slides forward on seat" {
		t.Errorf("%+v", d)
	}
	d := Differ(p, withWords(t, "handwriting"))
	if len(d) != 1 || d[0].Where != "Question template “Handwriting”" || !strings.HasPrefix(d[0].Is, "Added, with ") {
		t.Errorf("%+v", d)
	}
}

// TestRecord_ThereAndBack: what is signed is written into fields of the service's record, and a tablet makes the same of them. What is as
// the program has it does not travel.
func TestRecord_ThereAndBack(t *testing.T) {
	ships := withWords(t)
	p, wrong := ships.page(t, "phrase", "phrase.0", map[string]string{"phrase.0.tile.0.text": "Feet on a box"})
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	p.Wording = &Wording{Look: []Look{{Group: "Ours", Severity: "middle", Phrases: []string{"when staffing allows"}, Question: "When?"}}}
	p.Blocks = []Block{{Title: "Anywhere", Words: "b"}, {Title: "First", Report: "purpose", Words: "a"}, {Title: "Other", Report: "views", Words: "c"}}
	old := withWords(t, "drop-in").Templates
	old[0].Title = "As it once was"
	p.Templates = withWords(t, "drop-in").Templates
	p.Number(old)
	s := &assessments.Service{Rules: ships.Name}
	if err := p.Record(s, ships, old); err != nil {
		t.Fatal(err)
	}
	if _, err := ParseOwn([]byte(s.OwnRules), ships.Name); err != nil || strings.Contains(s.OwnRules, "Feet on a box") {
		t.Errorf("an older tablet must read the rules: %v", err)
	}
	if strings.Contains(s.OwnWords, "tally") || strings.Contains(s.OwnWords, "Ring parent") {
		t.Errorf("what the program has too travels:\n%s", s.OwnWords)
	}
	again, broken := InForce(ships, s)
	if d := Differ(p, again); broken || len(d) > 0 {
		t.Errorf("%v %+v", broken, d)
	}
	w, err := OwnOf(s)
	if err != nil {
		t.Fatal(err)
	}
	if b := w.Board(library.Board{Next: []string{"x"}}); b.Domains[0].Tiles[0].Text != "Feet on a box" || b.Domains[0].Tiles[0].Type != "fact" || b.Domains[0].Tiles[0].Area != "seating" || b.Next[0] != "x" {
		t.Errorf("the board: %+v", b.Domains[0].Tiles[:2])
	}
	lib, err := template.Load(os.DirFS("../../assets/templates"))
	if err != nil {
		t.Fatal(err)
	}
	w.Without = &Without{Names: []string{"handwriting"}}
	own := w.Forms(lib)
	now, _ := own.Current("drop-in")
	was, note, err := own.Asked(assessments.Answers{Template: "drop-in", Version: template.OwnVersions})
	if _, offered := own.Current("handwriting"); now.Version != template.OwnVersions+1 || was.Title != "As it once was" || note != "" || err != nil || offered {
		t.Errorf("%d %q %q %v %v", now.Version, was.Title, note, err, offered)
	}
	s.OwnWords = "mood = 3"
	if p, broken := InForce(ships, s); !broken || p.Phrases[0].Tiles[0].Text != "Feet flat on floor" {
		t.Errorf("words of a newer program: %v", broken)
	}
}

// TestTakeOver: the program's mends come in, and what the service has changed stays.
func TestTakeOver(t *testing.T) {
	base, own, ships := withWords(t, "handwriting"), withWords(t, "handwriting"), withWords(t, "handwriting")
	ships.Aim.Weeks, ships.Aim.Words = 16, "Mended."
	own.Aim.Weeks = 12
	ships.Phrases[0].Tiles = append([]Tile{{Text: "New in front"}}, ships.Phrases[0].Tiles[1:]...) // one in, the first out
	own.Phrases[0].Tiles[3].Help = "verbal"
	own.Phrases[0].Tiles = append(own.Phrases[0].Tiles, Tile{Text: "Ours"})
	own.Phrases[0].Tiles[1], own.Phrases[0].Tiles[2] = own.Phrases[0].Tiles[2], own.Phrases[0].Tiles[1]
	ships.Phrases[0].Tiles[3].Type = "strength"
	ships.Templates[0].Sections[0].Questions[0].Ask = "Mended?"
	own.Templates[0].Sections[0].Title = "Ours"
	ships.Referrers[0].Sources = append(ships.Referrers[0].Sources, "gp")
	own.Hours = nil
	ships.Hours.To = "18:00"
	ships.Plan.Options[0].Words, own.Plan.Options[0].Words = "Alike", "Alike"

	says := map[string]Mend{}
	for _, m := range Mended(base, own, ships) {
		says[m.Section+" "+m.Where] = m
	}
	if m := says["aim Weeks"]; !m.Changed || m.Own != "12" || m.Was != "18" || m.Is != "16" {
		t.Errorf("%+v of %v", m, says)
	}
	if m := says["aim Words"]; m.Changed || m.Is != "Mended." {
		t.Errorf("%+v of %v", m, says)
	}
	for at := range says {
		if strings.HasPrefix(at, "plan ") {
			t.Errorf("what both say is told: %s", at)
		}
	}
	next := own
	for _, section := range []string{"aim", "phrase", "template", "referrer", "hours"} {
		next = TakeOver(section, base, next, ships)
		base = Compared(section, base, ships)
	}
	if next.Aim.Weeks != 12 || next.Aim.Words != "Mended." {
		t.Errorf("aim: %+v", next.Aim)
	}
	var tiles []string
	for _, x := range next.Phrases[0].Tiles {
		tiles = append(tiles, x.Text+x.Help+x.Type)
	}
	if got := strings.Join(tiles[:4], ", "); got != "New in front, Head on arm, Feet off floor, Slumps to one sideverbalstrength" {
		t.Errorf("tiles: %s", got)
	}
	if !slices.Contains(tiles, "Ours") || slices.Contains(tiles, "Feet flat on floor") {
		t.Errorf("tiles: %s", tiles)
	}
	x := next.Templates[0]
	if x.Sections[0].Title != "Ours" || x.Sections[0].Questions[0].Ask != "Mended?" || x.Version != template.OwnVersions {
		t.Errorf("template: %+v", x.Sections[0])
	}
	if !slices.Contains(next.Referrers[0].Sources, "gp") || next.Hours != nil {
		t.Errorf("%+v %+v", next.Referrers[0], next.Hours)
	}
	if left := Mended(base, next, ships); len(left) != 0 {
		t.Errorf("still told: %+v", left)
	}
	if _, err := Parse(Write(next), next.Name); err != nil {
		t.Error(err)
	}
}
