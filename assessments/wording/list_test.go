package wording

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
)

func check(t *testing.T, l List, text string) string {
	t.Helper()
	c, err := l.Compile()
	if err != nil {
		t.Fatal(err)
	}
	return found(c.Check(text))
}

func TestList_ServiceEdits(t *testing.T) {
	own := Entry{Group: "Our words", Severity: Low, Phrases: []string{"sensory circuit", "As Needed", "staff change"}, Question: "Which?"}
	l := Default().With(own).Without("On-going").Without("up to")
	text := "Ongoing, on-going sensory circuits: sensory circuit as needed up to a staff change"
	if got, want := check(t, l, text), "H Ongoing|L sensory circuit|L as needed|L staff change"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	own.Phrases[0] = "changed"
	if got := check(t, l, "sensory circuit"); got != "L sensory circuit" {
		t.Errorf("the list shares its phrases with the caller's entry: %s", got)
	}
	if got := check(t, Default(), "as needed"); got != "H as needed" {
		t.Errorf("editing one copy changed the built-in list: %s", got)
	}
}

func TestList_JSON(t *testing.T) {
	data, err := json.Marshal(Default())
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), `"severity":"H"`) {
		t.Errorf("grades are not written as letters: %.200s", data)
	}
	var back List
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(Default(), back); d != "" {
		t.Error(d)
	}
	if err := json.Unmarshal([]byte(`{"entries":[{"severity":"X"}]}`), &back); err == nil {
		t.Error("the grade X was read")
	}
	if _, err := Severity(9).MarshalText(); err == nil || Severity(9).String() != "?" {
		t.Error("the grade 9 was written")
	}
	line, err := json.Marshal(Check("as needed")[0])
	if err != nil || !strings.HasPrefix(string(line), `{"phrase":"as needed","from":0,"to":9,"severity":"H","group":"Conditional","question":`) {
		t.Errorf("got %s, %v", line, err)
	}
}

func TestList_CompileRefuses(t *testing.T) {
	good := Entry{Group: "g", Severity: High, Phrases: []string{"as needed"}, Question: "q"}
	with := func(change func(*Entry)) Entry {
		e := good
		change(&e)
		return e
	}
	for name, c := range map[string]struct {
		list List
		says string
	}{
		"twice":           {List{Entries: []Entry{good, with(func(e *Entry) { e.Phrases = []string{"As  needed"} })}}, "twice"},
		"fine too":        {List{Entries: []Entry{good}, Fine: []string{"as needed"}}, "twice"},
		"empty phrase":    {List{Entries: []Entry{with(func(e *Entry) { e.Phrases = []string{" "} })}}, "word of its own"},
		"only wildcards":  {List{Entries: []Entry{with(func(e *Entry) { e.Phrases = []string{"# *"} })}}, "word of its own"},
		"a sign":          {List{Entries: []Entry{with(func(e *Entry) { e.Phrases = []string{"as (needed)"} })}}, "sign"},
		"a sign alone":    {List{Entries: []Entry{with(func(e *Entry) { e.Phrases = []string{"as ~"} })}}, "sign"},
		"a sign inside":   {List{Entries: []Entry{with(func(e *Entry) { e.Phrases = []string{"a+b"} })}}, "sign"},
		"too long":        {List{Entries: []Entry{with(func(e *Entry) { e.Phrases = []string{strings.Repeat("a ", 13)} })}}, "too long"},
		"no question":     {List{Entries: []Entry{with(func(e *Entry) { e.Question = " " })}}, "question"},
		"no phrases":      {List{Entries: []Entry{with(func(e *Entry) { e.Phrases = nil })}}, "phrase"},
		"unknown grade":   {List{Entries: []Entry{with(func(e *Entry) { e.Severity = 3 })}}, "H, M or L"},
		"unknown lifter":  {List{Entries: []Entry{with(func(e *Entry) { e.LiftedBy = "mood" })}}, "lifted"},
		"too many":        {List{Entries: []Entry{good}, Fine: many(maxPhrases)}, "5000"},
		"broken fine one": {List{Entries: []Entry{good}, Fine: []string{"…"}}, "sign"},
	} {
		_, err := c.list.Compile()
		if err == nil || assessments.KindOf(err) != assessments.Invalid || !strings.Contains(assessments.Sentence(err), c.says) {
			t.Errorf("%s: got %v, want an Invalid error that says %q", name, err, c.says)
		}
	}
}

func many(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = "word" + strings.Repeat("a", i%70) + strings.Repeat("b", i/70)
	}
	return out
}

func FuzzPhrase(f *testing.F) {
	for _, s := range []string{"as needed", "on-going", "#-# times", "1:1 as", "school\u2019s budget", "\u00ad", "a\u0301", "x3", "2026-09-07", "su\ufb03cient"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, phrase string) {
		l := List{Entries: []Entry{{Group: "g", Phrases: []string{phrase}, Question: "q"}}}
		c, err := l.Compile()
		if err != nil {
			return
		}
		if len(l.Without(phrase).Entries) != 0 {
			t.Fatalf("%q cannot be taken out of the list", phrase)
		}
		if strings.ContainsAny(phrase, "#*") {
			return
		}
		if got := c.Check(strings.Join(strings.Fields(phrase), " ")); len(got) != 1 {
			t.Fatalf("%q does not find itself: %v", phrase, got)
		}
	})
}
