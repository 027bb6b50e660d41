package assessments

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	childA = "019a0009-0000-7003-8000-000000000001"
	goalA  = "019a0009-0000-7011-8000-000000000001"
	goalB  = "019a0009-0000-7011-8000-000000000002"
)

func parse(s string) (Bundle, error) { return ParseBundle(strings.NewReader(s), "in.json") }

func write(t testing.TB, b Bundle) string {
	t.Helper()
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(Sentence(err))
	}
	return out.String()
}

// oneGoal is a bundle with one goal whose fields are given, one a line.
func oneGoal(fields string) string {
	return "{\"bundle\":1,\"records\":[\n{\"id\":\"" + goalA + "\",\"kind\":\"goal\",\"child\":\"" + childA + "\",\"fields\":{\n" + fields + "\n}}]}"
}

// TestParseBundleRefuses gives every bad file a sentence that names the line, and the field where there is one.
func TestParseBundleRefuses(t *testing.T) {
	for _, tc := range []struct{ name, in, want string }{
		{"empty", " \n", "line 1: The file is empty."},
		{"breaks off", `{"bundle":1,"records":[` + "\n", "line 1: The file breaks off here"},
		{"broken line", oneGoal("\"title\":\"a\",\n\"area\" \"hands\""), "line 4: This is not JSON at character 8"},
		{"trailing garbage", oneGoal(`"title":"a"`) + "\nhello", "line 5: This is not JSON at character 1"},
		{"second value", oneGoal(`"title":"a"`) + "{}", "line 4: This is not JSON"},
		{"not an object", "[]", "line 1: A record bundle is one object"},
		{"no records", `{"bundle":1}`, `line 1, records: The bundle has no "records".`},
		{"no version", `{"records":[]}`, `line 1, bundle: The bundle has no "bundle".`},
		{"version is text", `{"bundle":"1","records":[]}`, "bundle must be the number 1"},
		{"records is an object", `{"bundle":1,"records":{}}`, "records must be a list"},
		{"unknown top member", `{"bundle":1,"records":[],"notes":1}`, `"notes" is none of them`},
		{"member twice", `{"bundle":1,"records":[],"records":[]}`, "records stands twice"},
		{"record is no object", `{"bundle":1,"records":[7]}`, "Each record must be an object"},
		{"fields is a list", `{"bundle":1,"records":[{"id":"` + goalA + `","kind":"goal","child":"` + childA + `","fields":[]}]}`, "fields must be an object"},
		{"no fields", `{"bundle":1,"records":[{"id":"` + goalA + `","kind":"goal","child":"` + childA + `"}]}`, "The record has no fields."},
		{"unknown member", `{"bundle":1,"records":[{"id":"` + goalA + `","kind":"goal","child":"` + childA + `","colour":1,"fields":{"title":"a"}}]}`, `line 1, colour: A record holds id, kind, child or setting, and fields; "colour" is none of them.`},
		{"two scopes", `{"bundle":1,"records":[{"id":"` + goalA + `","kind":"goal","child":"` + childA + `","setting":"` + childA + `","fields":{"title":"a"}}]}`, "not to two of them"},
		{"no id", `{"bundle":1,"records":[{"kind":"goal","child":"` + childA + `","fields":{"title":"a"}}]}`, "id: A record's id must be 36 characters"},
		{"no kind", `{"bundle":1,"records":[{"id":"` + goalA + `","child":"` + childA + `","fields":{}}]}`, "kind: A record must say its kind."},
		{"id is a number", `{"bundle":1,"records":[{"id":5,"kind":"goal","child":"` + childA + `","fields":{"title":"a"}}]}`, "id must be text in quotation marks"},
		{"wrong scope", `{"bundle":1,"records":[{"id":"` + goalA + `","kind":"goal","fields":{"title":"a"}}]}`, "A goal belongs to a child, not to the team."},
		{"wrong type: text", oneGoal("\"area\":\"hands\",\n\"title\":7"), "line 4, title: title must be text in quotation marks."},
		{"wrong type: number", oneGoal("\"title\":\"a\",\n\"importance\":\"2\""), "line 4, importance: importance must be a whole number."},
		{"wrong type: fraction", oneGoal(`"title":"a","importance":1.5`), "importance must be a whole number"},
		{"wrong type: list", oneGoal(`"title":"a","rungs":{}`), "rungs must be a list"},
		{"31 February", oneGoal("\"title\":\"a\",\n\"set_on\":\"2026-02-31\""), `line 4, set_on: Date the goal was agreed must be a real date, such as 2026-03-12; "2026-02-31" is not.`},
		{"required", oneGoal(`"area":"hands"`), "title: Enter title: the goal in a few words."},
		{"enum", oneGoal(`"title":"a","words_of":"cat"`), "words_of must be one of child, parent, school, therapist"},
		{"field twice", oneGoal("\"title\":\"a\",\n\"title\":\"b\""), "line 4, title: title stands twice in this record"},
		{"name twice inside a field", oneGoal(`"title":"a","missing":{"x":"1","x":"2"}`), "missing holds x twice in one object"},
		{"300 KiB field", oneGoal("\"title\":\"a\",\n\"statement\":\"" + strings.Repeat("x", 300<<10) + `"`), "line 4, statement: statement is 300 KiB; a field holds at most 256 KiB."},
		{"NUL", oneGoal("\"title\":\"a\",\n\"statement\":\"x\x00y\""), "line 4: This line holds a NUL character"},
		{"NUL escaped", oneGoal("\"title\":\"a\",\n\"statement\":\"x\\u0000y\""), "line 4, statement: statement holds a NUL character"},
		{"invalid UTF-8", oneGoal("\"title\":\"a\",\n\"statement\":\"x\xff\""), "line 4: This line holds bytes that are not UTF-8 text."},
		{"half a character", oneGoal(`"title":"a","statement":"\ud83d"`), "statement holds half of a character"},
		{"a nameless field", oneGoal(`"title":"a","":1`), "A field needs a name."},
	} {
		t.Run(tc.name, func(t *testing.T) {
			b, err := parse(tc.in)
			if err == nil {
				t.Fatal("was not refused")
			}
			if KindOf(err) != Invalid {
				t.Errorf("kind %v, want invalid", KindOf(err))
			}
			if got := Sentence(err); !strings.Contains(got, tc.want) || !strings.Contains(got, "in.json, line") || !strings.HasSuffix(got, "Nothing from this file was imported.") {
				t.Errorf("said:\n%.600s\nwant it to say:\n%s", got, tc.want)
			}
			if len(b.Records) > 0 {
				t.Error("records were returned beside the error")
			}
		})
	}
}

func TestParseBundleRefusesANewerOne(t *testing.T) {
	_, err := parse(`{"bundle":2,"records":[{"whatever":1}]}`)
	if KindOf(err) != TooNew || !strings.Contains(Sentence(err), "Update Fieldfare") {
		t.Errorf("got %v: %s", KindOf(err), Sentence(err))
	}
}

// TestParseBundleTellsAllAtOnce: somebody who mends a file must not be sent round twenty times.
func TestParseBundleTellsAllAtOnce(t *testing.T) {
	var b strings.Builder
	b.WriteString("{\"bundle\":1,\"records\":[\n")
	for i := range 30 {
		fmt.Fprintf(&b, "{\"id\":\"019a0009-0000-7011-8000-%012d\",\"kind\":\"goal\",\"child\":%q,\"fields\":{\"title\":%d}},\n", i, childA, i)
	}
	fmt.Fprintf(&b, "{\"id\":%q,\"kind\":\"child\",\"child\":%q,\"fields\":{\"name\":\"A\",\"born\":\"2020-01-01\",\n\"nhs_number\":\"9434765918\"}}]}", childA, childA)
	_, err := parse(b.String())
	var all *FileProblems
	if !errors.As(err, &all) {
		t.Fatalf("no list of problems in %v", err)
	}
	if len(all.List) != 31 {
		t.Errorf("%d problems, want 31", len(all.List))
	}
	if last := all.List[30]; last.Line != 33 || last.Field != "nhs_number" || last.Record != childA {
		t.Errorf("the wrong NHS number is reported as %+v, want line 33", last)
	}
	if s := Sentence(err); strings.Count(s, "\n") != 21 || !strings.Contains(s, "\nand 11 more\n") {
		t.Errorf("said:\n%s", s)
	}
}

func TestParseBundleFindsDuplicates(t *testing.T) {
	rec := func(title string) string {
		return `{"id":"` + goalA + `","kind":"goal","child":"` + childA + `","fields":{"title":"` + title + `"}}`
	}
	_, err := parse("{\"bundle\":1,\"records\":[\n" + rec("a") + ",\n" + rec("b") + "]}")
	if got := Sentence(err); !strings.Contains(got, "line 3, id: The record "+goalA+" stands twice: it is also on line 2.") {
		t.Error(got)
	}
}

// TestParseBundleKeepsWhatItDoesNotKnow: a newer Fieldfare's records pass through an older one.
func TestParseBundleKeepsWhatItDoesNotKnow(t *testing.T) {
	in := `{"bundle":1,"tenant":"T","records":[
 {"id":"` + goalB + `","kind":"hologram","setting":"` + childA + `","fields":{"spin":[1.50,{"b":1,"a":null}],"title":7}},
 {"id":"` + goalA + `","kind":"goal","child":"` + childA + `","fields":{"title":"a","mood":{"z":1,"y":"é"},"gone":null}}]}`
	b, err := parse(in)
	if err != nil {
		t.Fatal(Sentence(err))
	}
	want := []Record{
		{ID: goalB, Kind: "hologram", Scope: SettingScope(childA), Fields: Fields{"spin": []byte(`[1.50,{"a":null,"b":1}]`), "title": []byte("7")}},
		{ID: goalA, Kind: "goal", Scope: ChildScope(childA), Fields: Fields{"title": []byte(`"a"`), "mood": []byte(`{"y":"é","z":1}`)}},
	}
	if diff := cmp.Diff(want, b.Records); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// texts that editors, phones and copy and paste bring: emoji, right to left, composed and decomposed letters, quotation
// marks, what looks like markup, very long words.
var texts = []string{
	"👩🏽‍🦽 in the hall", "شكرا \u202e لك", "שלום", "Ro\u0301isi\u0301n", "Róisín", "<b>&amp;</b> \"x\" \\u0000 \\", "line\nline\ttab\r", "\u2028\u2029\u00a0\ufeff", strings.Repeat("æ", 2000), "\x01\x1f\x7f", "",
}

func TestTextIsKeptByteForByte(t *testing.T) {
	for _, text := range texts {
		g := &Goal{Title: "a", Statement: text}
		b := Bundle{Bundle: 1, Records: []Record{{ID: goalA, Kind: KindGoal, Scope: ChildScope(childA), Fields: Encode(g)}}}
		back, err := parse(write(t, b))
		if err != nil {
			t.Fatalf("%q: %s", text, Sentence(err))
		}
		if got := back.Records[0].Fields.Text("statement"); got != text {
			t.Errorf("wrote %q, read %q", text, got)
		}
	}
}

// TestCanonicalBytes: the same state has the same bytes, however it was written down.
func TestCanonicalBytes(t *testing.T) {
	a, err := parse(oneGoal("\"rungs\":[ {\"text\":\"é <x>\",\"level\":0} ],\n\"title\":\"a\",\"closed_on\":null"))
	if err != nil {
		t.Fatal(Sentence(err))
	}
	b, err := parse("\ufeff" + oneGoal(`"title":"a","rungs":[{"level":0,"text":"\u00e9 \u003cx\u003e"}]`))
	if err != nil {
		t.Fatal(Sentence(err))
	}
	want := `{
  "bundle": 1,
  "records": [
    {
      "id": "` + goalA + `",
      "kind": "goal",
      "child": "` + childA + `",
      "fields": {
        "rungs": [
          {
            "level": 0,
            "text": "é <x>"
          }
        ],
        "title": "a"
      }
    }
  ]
}
`
	for _, x := range []Bundle{a, b} {
		if diff := cmp.Diff(want, write(t, x)); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
	}
	if got := write(t, Bundle{}); got != "{\n  \"bundle\": 1,\n  \"records\": []\n}\n" {
		t.Errorf("an empty bundle is written as %s", got)
	}
}

func TestWriteSortsAndRefusesDuplicates(t *testing.T) {
	rec := func(id ID) Record {
		return Record{ID: id, Kind: KindGoal, Scope: ChildScope(childA), Fields: Fields{"title": []byte(`"a"`)}}
	}
	ab := write(t, Bundle{Records: []Record{rec(goalA), rec(goalB)}})
	if ba := write(t, Bundle{Records: []Record{rec(goalB), rec(goalA)}}); ab != ba {
		t.Error("the order of records changes the bytes")
	}
	err := Bundle{Records: []Record{rec(goalA), rec(goalA)}}.Write(&bytes.Buffer{})
	if KindOf(err) != Invalid {
		t.Errorf("a record twice: %v", err)
	}
	err = Bundle{Records: []Record{{ID: goalA, Kind: KindGoal, Fields: Fields{"title": []byte("{")}}}}.Write(&bytes.Buffer{})
	if KindOf(err) != Damaged {
		t.Errorf("a field that is no JSON: %v", err)
	}
}

// TestEncodeKeepsUnknownFields: setting what a typed reading changed never touches a field that the type does not know.
func TestEncodeKeepsUnknownFields(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		old := Fields{"title": []byte(`"a"`), "set_on": []byte(`"2026-03-12"`), "mood": []byte(fmt.Sprintf(`{"n":%d}`, rng.IntN(9))), "importance": []byte(fmt.Sprint(rng.IntN(4)))}
		var g Goal
		if p := Decode(old, &g); len(p) > 0 {
			t.Fatal(p)
		}
		if set := Changed(old, &g); len(set) > 0 {
			t.Fatalf("reading alone changes %v", set.Names())
		}
		before := g
		g.Title, g.Importance, g.SetOn = texts[rng.IntN(len(texts))], rng.IntN(4), Date([]string{"", "2026-03-12", "2026-04-01"}[rng.IntN(3)])
		set := Changed(old, &g)
		if set["mood"] != nil {
			t.Fatal("an unknown field is set")
		}
		now := old.Clone()
		for n, v := range set {
			now[n] = v
		}
		var back Goal
		if p := Decode(now, &back); len(p) > 0 {
			t.Fatal(p)
		}
		if diff := cmp.Diff(g, back); diff != "" {
			t.Fatalf("from %+v: -want +got:\n%s", before, diff)
		}
		if string(now["mood"]) != string(old["mood"]) {
			t.Fatal("an unknown field was touched")
		}
	}
}

// TestReadingAloneChangesNothing: a value that an older or newer Fieldfare wrote in another way stays as it is.
func TestReadingAloneChangesNothing(t *testing.T) {
	for _, old := range []Fields{
		{"importance": []byte("0")}, {"title": []byte(`""`)}, {"rungs": []byte("[]")}, {"missing": []byte("{}")}, {"confidential": []byte("false")},
		{"importance": []byte(`"two"`)}, {"rungs": []byte(`{"new":"shape"}`)}, {"title": []byte("null")},
	} {
		var g Goal
		_ = Decode(old, &g) // some of these have the wrong type: that is the point
		if set := Changed(old, &g); len(set) > 0 {
			t.Errorf("reading %s sets %s to %s", old, set.Names(), set)
		}
	}
	var g Goal
	old := Fields{"title": []byte(`"a"`)}
	if set := Changed(old, &g); string(set["title"]) != "null" {
		t.Errorf("clearing a title sets %s", set)
	}
}

func TestCanonical(t *testing.T) {
	for in, want := range map[string]string{
		` { "b" : 1 , "a" : [ ] } `: `{"a":[],"b":1}`, `9007199254740993`: `9007199254740993`, `1.50`: `1.50`, `"\u0041\/"`: `"A/"`, `null`: `null`,
	} {
		got, err := Canonical([]byte(in))
		if err != nil || string(got) != want {
			t.Errorf("%s gives %s, %v; want %s", in, got, err, want)
		}
	}
	for _, in := range []string{"", "{", "1 2", "{} {}"} {
		if got, err := Canonical([]byte(in)); err == nil {
			t.Errorf("%q gives %s", in, got)
		}
	}
}

// TestDeepNestingIsNotSlow: a hostile file must not keep a tablet busy.
func TestDeepNestingIsNotSlow(t *testing.T) {
	deep := strings.Repeat("[", 9000) + `{"x":{"y":1,"y":2}}` + strings.Repeat(" ", 200<<10) + strings.Repeat("]", 9000)
	if got := twice([]byte(deep)); got != "y" {
		t.Errorf("found %q twice, want y", got)
	}
	for in, want := range map[string]string{`{"a":{"a":1},"b":["a","a"],"c":"b"}`: "", `[{"a":1},{"a":1}]`: "", `{"a":[],"a":{}}`: "a", `"a"`: "", `{"a":"b","b":{"c":0},"c":[{"d":{}, "d":1}]}`: "d"} {
		if got := twice([]byte(in)); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
	if _, err := parse(oneGoal(`"title":"a","x":` + strings.Repeat("[", 20000) + strings.Repeat("]", 20000))); KindOf(err) != Invalid {
		t.Errorf("nested too deep for JSON: %v", err)
	}
}

func FuzzParseBundle(f *testing.F) {
	f.Add([]byte(oneGoal(`"title":"a","rungs":[{"level":0,"text":"x"}]`)))
	f.Add([]byte(`{"bundle":1,"records":[{"id":1,"fields":{"\ud800":"\ud800\u0000"}}]}`))
	if isla, err := os.ReadFile("../assets/demo/isla.json"); err == nil {
		f.Add(isla[:4096])
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := ParseBundle(bytes.NewReader(data), "fuzz")
		if err != nil {
			if s := Sentence(err); !strings.Contains(s, "fuzz") {
				t.Fatalf("a sentence that does not name the file: %s", s)
			}
			return
		}
		for _, r := range b.Records {
			if p := Check(r); len(p) > 0 {
				t.Fatalf("a record that breaks a rule came through: %v", p)
			}
		}
		one := write(t, b)
		again, err := parse(one)
		if err != nil {
			t.Fatalf("what was written cannot be read: %s", Sentence(err))
		}
		if two := write(t, again); one != two {
			t.Fatalf("written twice, it differs:\n%s\n%s", one, two)
		}
	})
}

func FuzzDecodeKeepsFields(f *testing.F) {
	f.Add("goal", []byte(`{"title":"a","importance":2,"x":[1]}`))
	f.Add("contact", []byte(`{"interpreter":{"mode":1},"participants":[{}]}`))
	f.Fuzz(func(t *testing.T, kind string, data []byte) {
		list, ok := members(data, 0)
		if !ok {
			return
		}
		fields := Fields{}
		for _, m := range list {
			fields[m.name] = m.value
		}
		r := Record{ID: goalA, Kind: Kind(kind), Scope: ChildScope(childA), Fields: fields}
		_ = Check(r)
		typed, problems := r.Read()
		if typed == nil || len(problems) > 0 {
			return
		}
		now := fields.Clone()
		for n, v := range Changed(fields, typed) {
			now[n] = v
		}
		again, problems := Record{Kind: r.Kind, Fields: now}.Read()
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		if diff := cmp.Diff(Encode(typed), Encode(again)); diff != "" {
			t.Fatalf("-want +got:\n%s", diff)
		}
	})
}
