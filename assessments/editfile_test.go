package assessments

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const someEdit = `{"record":"` + goalA + `","kind":"goal","child":"` + childA + `","set":{"title":"a","area":null}}`

func TestParseEdits(t *testing.T) {
	got, err := ParseEdits(strings.NewReader("\ufeff"+someEdit+"\r\n\n{\"record\":\""+goalB+"\",\"kind\":\"hologram\",\"set\":{\"spin\":[1]}}"), "edits")
	if err != nil {
		t.Fatal(Sentence(err))
	}
	want := []Edit{
		{Record: goalA, Kind: KindGoal, Scope: ChildScope(childA), Op: OpSet, Set: Fields{"title": []byte(`"a"`), "area": []byte("null")}},
		{Record: goalB, Kind: "hologram", Scope: TeamScope(), Op: OpSet, Set: Fields{"spin": []byte("[1]")}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestParseEditsRefuses(t *testing.T) {
	edit := func(rest string) string {
		return `{"record":"` + goalA + `","kind":"goal","child":"` + childA + `",` + rest + `}`
	}
	for _, tc := range []struct{ name, line, want string }{
		{"not JSON", "{", "line 2: This line is not JSON."},
		{"two objects", someEdit + someEdit, "line 2: This line is not JSON."},
		{"a list", "[]", "line 2: Each line must be one object"},
		{"unknown member", edit(`"sett":{},"set":{"title":"a"}`), `"sett" is none of them`},
		{"member twice", edit(`"set":{"title":"a"},"set":{}`), "set stands twice"},
		{"sets nothing", edit(`"set":{}`), "line 2, set: This edit sets nothing"},
		{"no set", `{"record":"` + goalA + `","kind":"goal","child":"` + childA + `"}`, "This edit sets nothing"},
		{"set is a list", edit(`"set":[]`), "set must be an object"},
		{"wrong type", edit(`"set":{"importance":"two"}`), "line 2, importance: importance must be a whole number."},
		{"wrong id", `{"record":"goal1","kind":"goal","child":"` + childA + `","set":{"title":"a"}}`, "line 2, record: A record's id must be 36 characters"},
		{"wrong scope", `{"record":"` + goalA + `","kind":"goal","set":{"title":"a"}}`, "A goal belongs to a child, not to the team."},
		{"two scopes", edit(`"setting":"` + childA + `","set":{"title":"a"}`), "not to two of them"},
		{"no kind", `{"record":"` + goalA + `","child":"` + childA + `","set":{"title":"a"}}`, "A record must say its kind."},
		{"NUL", edit(`"set":{"title":"\u0000"}`), "title holds a NUL character"},
		{"field twice", edit(`"set":{"title":"a","title":"b"}`), "title stands twice"},
		{"invalid UTF-8", edit("\"set\":{\"title\":\"\xff\"}"), "line 2: This line holds bytes that are not UTF-8 text."},
		{"too large", edit(`"set":{"statement":"` + strings.Repeat("x", MaxField) + `"}`), "a field holds at most 256 KiB"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			in := someEdit + "\n" + tc.line + "\n" + someEdit + "\n"
			got, err := ParseEdits(strings.NewReader(in), "edits")
			if err == nil || len(got) > 0 {
				t.Fatalf("not refused: %v", got)
			}
			if s := Sentence(err); !strings.Contains(s, tc.want) || !strings.Contains(s, "edits, line 2") || !strings.HasSuffix(s, "Nothing from this file was applied.") {
				t.Errorf("said:\n%s\nwant:\n%s", s, tc.want)
			}
			// Line by line, the lines around a bad one still come.
			r := NewEditReader(strings.NewReader(in), "edits")
			var good, bad int
			for {
				_, err := r.Next()
				if errors.Is(err, io.EOF) {
					break
				}
				if err != nil {
					bad++
				} else {
					good++
				}
			}
			if good != 2 || bad != 1 || r.Line() != 3 {
				t.Errorf("%d good and %d bad lines of %d, want 2, 1 and 3", good, bad, r.Line())
			}
		})
	}
}

func TestEditReaderRefusesAnEndlessLine(t *testing.T) {
	r := NewEditReader(io.MultiReader(strings.NewReader(strings.Repeat("x", MaxLine+10)+"\n"), strings.NewReader(someEdit)), "edits")
	if _, err := r.Next(); KindOf(err) != TooLarge {
		t.Errorf("got %v", err)
	}
	if e, err := r.Next(); err != nil || e.Record != goalA {
		t.Errorf("the line after it: %v, %v", e, err)
	}
}

func FuzzEdit(f *testing.F) {
	f.Add([]byte(someEdit))
	f.Add([]byte("{\"set\":{\"a\":\"\\ud800\"}}\n\n" + someEdit))
	f.Fuzz(func(t *testing.T, data []byte) {
		edits, err := ParseEdits(strings.NewReader(string(data)), "fuzz")
		if err != nil {
			return
		}
		for _, e := range edits {
			if !e.Record.Valid() || e.Kind == "" || len(e.Set) == 0 {
				t.Fatalf("an edit that cannot be kept came through: %+v", e)
			}
		}
	})
}
