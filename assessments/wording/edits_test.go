package wording

import (
	"errors"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

const someEdits = `{
  "look": [
    {"group": "Our words", "severity": "M", "phrases": ["sensory circuit", "as needed"], "liftedBy": "number", "question": "Which circuit?"}
  ],
  "stop": ["on-going"],
  "fine": ["regular check-up"]
}`

func TestReadEdits_ChangesWhatIsFound(t *testing.T) {
	e, err := ReadEdits("words.json", []byte(someEdits))
	if err != nil {
		t.Fatal(err)
	}
	c, err := e.Checker()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := found(c.Check("On-going sensory circuit as needed after a regular check-up.")), "M sensory circuit|M as needed"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := found(Check("On-going sensory circuit as needed after a regular check-up.")), "H On-going|H as needed|H regular"; got != want {
		t.Errorf("the built-in list changed: %s", got)
	}
}

func TestReadEdits_SaysWhatToMend(t *testing.T) {
	for name, c := range map[string]struct{ data, says string }{
		"not json":          {"{\n\"look\": [\n", "words.json, line 3: "},
		"unknown key":       {"{\n\"loook\": []}", `line 2: "loook" is no key here. Use look, stop or fine.`},
		"other capitals":    {"{\"Look\": []}", `"Look" is no key here`},
		"unknown in entry":  {"{\"look\": [{\"grade\": \"H\"}]}", `"grade" is no key here. Use group`},
		"twice":             {"{\"stop\": [],\n\"stop\": []}", `line 2: "stop" is there twice`},
		"wrong grade":       {"{\"look\": [{\"group\": \"g\",\n\"severity\": \"X\"}]}", "A grade must be H, M or L"},
		"wrong type":        {"{\"look\": [{\"group\": \"g\", \"phrases\": \"as needed\"}]}", `phrases" holds the wrong sort of thing`},
		"three stretches":   {`{"look": [{"group": "g", "severity": "H", "question": "q", "phrases": ["the ** of ** and ** to"]}]}`, "holds ** more than twice"},
		"two stretches":     {`{"look": [{"group": "g", "severity": "H", "question": "q", "phrases": ["the ** ** of"]}]}`, "twice in a row"},
		"a list":            {"[]", "The edits are an object"},
		"more after it":     {"{} {}", "after the end"},
		"empty":             {"", "ends too early"},
		"not in the list":   {"{\"stop\": [\"purple\"]}", `"purple" is not in the list`},
		"a broken phrase":   {"{\"fine\": [\"as (needed)\"]}", "words.json: The phrase"},
		"no question":       {"{\"look\": [{\"group\": \"g\", \"severity\": \"H\", \"phrases\": [\"purple\"]}]}", "needs a group, a question"},
		"an unknown lifter": {"{\"look\": [{\"group\": \"g\", \"severity\": \"H\", \"phrases\": [\"purple\"], \"question\": \"q\", \"easedBy\": \"mood\"}]}", "lifted or eased"},
		"lifted and eased":  {"{\"look\": [{\"group\": \"g\", \"severity\": \"H\", \"phrases\": [\"purple\"], \"question\": \"q\", \"easedBy\": \"number\", \"liftedBy\": \"number\"}]}", "either lifted or eased"},
		"too many":          {`{"fine": [` + strings.Repeat(`"a",`, maxEditPhrases) + `"b"]}`, "has 1001 phrases"},
		"too large":         {strings.Repeat(" ", maxEdits+1), "larger than 1 MiB"},
	} {
		_, err := ReadEdits("words.json", []byte(c.data))
		kind := assessments.Invalid
		if strings.HasPrefix(name, "too ") {
			kind = assessments.TooLarge
		}
		if err == nil || assessments.KindOf(err) != kind || !strings.Contains(assessments.Sentence(err), c.says) {
			t.Errorf("%s: got %v, want a sentence with %q", name, err, c.says)
		}
	}
	_, err := ReadEdits("words.json", []byte("{\"a\": 1,\n\"b\": {\"look\": 2}}"))
	var f *assessments.FileProblems
	if !errors.As(err, &f) || len(f.List) != 3 || f.List[1].Line != 2 {
		t.Errorf("the problems are not told one by one: %v", err)
	}
}

func FuzzReadEdits(f *testing.F) {
	f.Add([]byte(someEdits))
	f.Add([]byte(`{"look":[{"group":"g","severity":"L","phrases":["#-# x"],"question":"q"}],"fine":["a-b","*c d"]}`))
	f.Add([]byte("{\"stop\":[\"as needed\",\n\"as needed\"]}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		e, err := ReadEdits("words.json", data)
		if err != nil {
			if assessments.KindOf(err) == assessments.Internal || assessments.Sentence(err) == "" || strings.Contains(assessments.Sentence(err), "wrong inside Fieldfare") {
				t.Fatalf("no sentence for a person: %v", err)
			}
			return
		}
		c, err := e.Checker()
		if err != nil {
			t.Fatalf("edits were read and cannot be used: %v", err)
		}
		c.Check("20 min of support, as needed")
	})
}
