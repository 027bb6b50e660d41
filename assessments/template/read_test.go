package template

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/fieldfare/fieldfare/assessments"
)

// head is the top of a sound template, nine lines long.
const head = `name = "x"
version = 1
title = "Title"
purpose = "Purpose."
when = "When."
source = "Source."
asked_of = "parent"
[[section]]
id = "s"
title = "Section"
`

// parse reads a template from text as the file x.toml.
func parse(text string) (Template, error) {
	return Read(fstest.MapFS{"x.toml": {Data: []byte(text)}}, "x.toml")
}

// q is a question with the lines given.
func q(id, kind string, more ...string) string {
	return fmt.Sprintf("[[section.question]]\nid = %q\nask = \"Ask %s?\"\nkind = %q\n%s\n", id, id, kind, strings.Join(more, "\n"))
}

// lineOf is the number of the first line that holds the needle.
func lineOf(t *testing.T, text, needle string) int {
	t.Helper()
	for i, l := range strings.Split(text, "\n") {
		if strings.Contains(l, needle) {
			return i + 1
		}
	}
	t.Fatalf("the test's own template has no %q", needle)
	return 0
}

const two = `choices = [ { is = "a", say = "A" }, { is = "b", say = "B" } ]`

func TestRead_SaysWhatIsWrongAndWhere(t *testing.T) {
	for _, c := range []struct{ what, text, at, says string }{
		{"unknown key", head + q("a", "text", `colour = "red"`), "colour", `"colour" is not a word`},
		{"unknown key in a choice", head + q("a", "choice", `choices = [ { is = "a", say = "A", coulour = "x" }, { is = "b", say = "B" } ]`), "coulour", `"coulour" is not a word`},
		{"unknown table", head + q("a", "text") + "[extra]\nx = 1\n", "[extra]", `"extra" is not a word`},
		{"missing", strings.Replace(head, "purpose = \"Purpose.\"\n", "", 1) + q("a", "text"), "name", "purpose is missing"},
		{"missing ask", head + "[[section.question]]\nid = \"a\"\nkind = \"text\"\n", "[[section.question]]", "ask is missing"},
		{"wrong type", strings.Replace(head, "version = 1", `version = "one"`, 1) + q("a", "text"), "version", "version must be a whole number"},
		{"wrong type below", head + q("a", "text", `required = "yes"`), "required", "required must be true or false"},
		{"not TOML", head + "this is not toml\n", "this is not", "not written as a template needs it"},
		{"unknown kind", head + q("a", "essay"), `kind = "essay"`, "kind must be one of text, yes-no"},
		{"same id twice", head + q("a", "text") + q("b", "text") + strings.Replace(q("a", "text"), "Ask a?", "Again?", 1), "", `two questions called "a"`},
		{"same section twice", head + q("a", "text") + "[[section]]\nid = \"s\" # twice\ntitle = \"T\"\n" + q("b", "text"), "# twice", `two sections called "s"`},
		{"empty section", head, `id = "s"`, "asks nothing"},
		{"bad id", head + q("A B", "text"), "A B", "small letters"},
		{"id that is a placeholder", head + q("name", "text"), `id = "name"`, "means something else"},
		{"rule about nothing", head + q("a", "text", `show_if = { question = "nobody", is = "x" }`), "show_if", `the question "nobody", and there is none`},
		{"rule about later", head + q("a", "text", `show_if = { question = "b", is = "yes" }`) + q("b", "yes-no"), "show_if", "asked later"},
		{"rule with no test", head + q("b", "yes-no") + q("a", "text", `show_if = { question = "b" }`), "show_if", "one question and one test"},
		{"rule with two tests", head + q("b", "yes-no") + q("a", "text", `show_if = { question = "b", is = "yes", isnt = "no" }`), "show_if", "one question and one test"},
		{"rule with an impossible answer", head + q("b", "yes-no") + q("a", "text", `show_if = { question = "b", is = "maybe" }`), "show_if", `the answer "maybe", which the question "b" cannot have`},
		{"rule about a text", head + q("b", "text") + q("a", "text", `show_if = { question = "b", is = "x" }`), "show_if", "of kind text"},
		{"rule over a choice", head + q("b", "choice", two) + q("a", "text", `show_if = { question = "b", over = 3 }`), "show_if", "number or a scale"},
		{"rule in a circle", head + q("a", "yes-no", `show_if = { question = "b", is = "yes" }`) + q("b", "yes-no", `show_if = { question = "a", is = "yes" }`), "show_if", "in a circle: a, b, a"},
		{"rule about itself", head + q("a", "yes-no", `show_if = { question = "a", is = "yes" }`), "show_if", "in a circle: a, a"},
		{"list and test", head + q("b", "yes-no") + q("a", "text", `show_if = { question = "b", is = "yes", and = [ { question = "b", is = "yes" } ] }`), "show_if", "one test of one question"},
		{"too deep", head + q("b", "yes-no") + q("a", "text", "show_if = "+strings.Repeat(`{ and = [ `, 6)+`{ question = "b", is = "yes" }`+strings.Repeat(` ] }`, 6)), "show_if", "deep"},
		{"into rounds", head + "each = [\"One\", \"Two\"]\n" + q("b", "yes-no") + "[[section]]\nid = \"u\"\ntitle = \"U\"\n" + q("a", "text", `show_if = { question = "b", is = "yes" }`), "show_if", "asked in rounds"},
		{"section waits for itself", head + "show_if = { question = \"a\", is = \"yes\" }\n" + q("a", "yes-no"), "show_if", "circle"},
		{"unit of length", head + q("a", "number", `unit = "cm"`, `plausible = [1, 2]`), "unit", "asked in mm"},
		{"no plausible range", head + q("a", "number", `unit = "mm"`), "[[section.question]]", "plausible must be two numbers"},
		{"unit on a text", head + q("a", "text", `unit = "mm"`), "unit", "belongs to a question of kind number"},
		{"one choice", head + q("a", "choice", `choices = [ { is = "a", say = "A" } ]`), "choices", "from 2 to"},
		{"same choice twice", head + q("a", "choice", `choices = [ { is = "a", say = "A" }, { is = "a", say = "B" } ]`), "choices", "two choices"},
		{"scale upside down", head + q("a", "scale", `scale = [5, 1]`, `ends = ["a", "b"]`), "scale =", "the smaller one first"},
		{"sentence to nowhere", head + q("a", "text", `sentence = "{answer}."`), "sentence", "needs a report section"},
		{"report unknown", head + q("a", "text", `report = "gossip"`), "report", "report must be one of"},
		{"area unknown", head + q("a", "text", `area = "gossip"`), "area", "area must be one of"},
		{"placeholder unknown", head + q("a", "text", `report = "views"`, `sentence = "{who} said."`), "sentence", "{who} is neither a question"},
		{"placeholder misspelt", head + q("a", "text", `report = "views"`, `sentence = "{Answer}."`), "sentence", "word in small letters in braces"},
		{"round without rounds", head + q("a", "text", `report = "views"`, `sentence = "{round}: {answer}."`), "sentence", "{round} belongs to a section with rounds"},
		{"sentence of a confidential answer", head + q("a", "text", `confidential = true`, `report = "views"`, `sentence = "{answer}."`), "sentence", "is confidential and never goes"},
		{"sentence that borrows a confidential answer", head + q("b", "text", "confidential = true") + q("a", "text", `report = "views"`, `sentence = "{answer}, {b}."`), "sentence", "{b} is confidential"},
		{"note without a sentence", head + q("a", "text", `note = "fact"`), "note", "needs a sentence"},
		{"said that is not a text", head + q("a", "yes-no", `note = "said"`), "note", "own words"},
		{"version 0", strings.Replace(head, "version = 1", "version = 0", 1) + q("a", "text"), "version", "first version is 1"},
		{"file by another name", strings.Replace(head, `name = "x"`, `name = "y"`, 1) + q("a", "text"), "name", "must be called y.toml"},
	} {
		t.Run(c.what, func(t *testing.T) {
			_, err := parse(c.text)
			var p *assessments.FileProblems
			if !errors.As(err, &p) || assessments.KindOf(err) != assessments.Invalid {
				t.Fatalf("it was read, or the error says no line: %v", err)
			}
			line := 0
			for _, x := range p.List {
				if strings.Contains(x.Text, c.says) {
					line = x.Line
				}
			}
			if line == 0 {
				t.Fatalf("nothing says %q in\n%s", c.says, assessments.Sentence(err))
			}
			if c.at != "" {
				if want := lineOf(t, c.text, c.at); line != want {
					t.Errorf("line %d, want %d of\n%s", line, want, c.text)
				}
			}
			if !strings.Contains(assessments.Sentence(err), "x.toml, line ") {
				t.Errorf("the sentence names no file and line: %s", assessments.Sentence(err))
			}
		})
	}
}

func TestRead_LinesBehindALongText(t *testing.T) {
	text := head + "help = \"\"\"\n[[section.question]]\nid = \"not-one\"\n\"\"\"\n" + q("a", "text") + q("b", "essay")
	_, err := parse(text)
	want := fmt.Sprintf("line %d", lineOf(t, text, "essay"))
	if err == nil || !strings.Contains(assessments.Sentence(err), want) {
		t.Errorf("%s is not named in %v", want, err)
	}
}

func TestRead_SaysEveryProblemAtOnce(t *testing.T) {
	_, err := parse(head + q("a", "essay") + q("b", "number", `unit = "cm"`, `plausible = [1, 2]`) + q("c", "choice"))
	s := assessments.Sentence(err)
	for _, want := range []string{"question a", "question b", "question c"} {
		if err == nil || !strings.Contains(s, want) {
			t.Errorf("%s is not named in\n%s", want, s)
		}
	}
}

func TestRead_Missing(t *testing.T) {
	if _, err := Read(fstest.MapFS{}, "gone.toml"); assessments.KindOf(err) != assessments.NotFound || !strings.Contains(assessments.Sentence(err), "gone.toml") {
		t.Errorf("a file that is not there: %v", err)
	}
	big := fstest.MapFS{"x.toml": {Data: []byte(head + "# " + strings.Repeat("x", MaxFile))}}
	if _, err := Read(big, "x.toml"); err == nil || !strings.Contains(assessments.Sentence(err), "larger than") {
		t.Errorf("a file over the limit: %v", err)
	}
	if _, err := parse(head + "# \xff\n" + q("a", "text")); err == nil || !strings.Contains(assessments.Sentence(err), "UTF-8") {
		t.Errorf("bytes that are no text: %v", err)
	}
}
