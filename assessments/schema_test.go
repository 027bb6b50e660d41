package assessments

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// checker is as much of JSON Schema 2020-12 as our schema uses. A keyword it does not know is an error, so that the
// schema cannot grow a rule that nobody checks.
type checker struct{ defs map[string]any }

func (c checker) check(at string, s map[string]any, x any) (bad []string) {
	say := func(format string, args ...any) { bad = append(bad, at+": "+fmt.Sprintf(format, args...)) }
	fails := func(s any) bool { return len(c.check(at, s.(map[string]any), x)) > 0 }
	obj, isObj := x.(map[string]any)
	for word, v := range s {
		switch word {
		case "$schema", "$defs", "title", "description", "format", "x-class", "x-unit", "then":
		case "$ref":
			bad = append(bad, c.check(at, c.defs[strings.TrimPrefix(v.(string), "#/$defs/")].(map[string]any), x)...)
		case "type":
			if !isType(v.(string), x) {
				say("is not of type %s: %v", v, x)
			}
		case "const":
			if !reflect.DeepEqual(v, x) {
				say("is not %v", v)
			}
		case "enum":
			found := false
			for _, e := range v.([]any) {
				found = found || reflect.DeepEqual(e, x)
			}
			if !found {
				say("%v is none of %v", x, v)
			}
		case "pattern":
			if str, ok := x.(string); ok && !regexp.MustCompile(v.(string)).MatchString(str) {
				say("%q does not look like %s", str, v)
			}
		case "minLength":
			if str, ok := x.(string); ok && float64(len(str)) < v.(float64) {
				say("is too short")
			}
		case "required":
			for _, name := range v.([]any) {
				if _, ok := obj[name.(string)]; isObj && !ok {
					say("has no %s", name)
				}
			}
		case "properties":
			for name, p := range v.(map[string]any) {
				if val, ok := obj[name]; ok {
					bad = append(bad, c.check(at+"/"+name, p.(map[string]any), val)...)
				}
			}
		case "additionalProperties":
			props, _ := s["properties"].(map[string]any)
			for name, val := range obj {
				if props[name] != nil {
					continue
				}
				if v == false {
					say("%s is not allowed", name)
				} else {
					bad = append(bad, c.check(at+"/"+name, v.(map[string]any), val)...)
				}
			}
		case "items":
			list, _ := x.([]any)
			for i, e := range list {
				bad = append(bad, c.check(fmt.Sprintf("%s/%d", at, i), v.(map[string]any), e)...)
			}
		case "not":
			if !fails(v) {
				say("matches what it must not: %v", v)
			}
		case "anyOf":
			all := true
			for _, p := range v.([]any) {
				all = all && fails(p)
			}
			if all {
				say("matches none of %v", v)
			}
		case "allOf":
			for _, p := range v.([]any) {
				bad = append(bad, c.check(at, p.(map[string]any), x)...)
			}
		case "if":
			if !fails(v) {
				bad = append(bad, c.check(at, s["then"].(map[string]any), x)...)
			}
		default:
			say("the schema has a word that this test does not know: %s", word)
		}
	}
	return bad
}

func isType(name string, x any) bool {
	switch x := x.(type) {
	case string:
		return name == "string"
	case bool:
		return name == "boolean"
	case float64:
		return name == "number" || name == "integer" && x == float64(int64(x))
	case []any:
		return name == "array"
	case map[string]any:
		return name == "object"
	}
	return false
}

func loadSchema(t *testing.T) (checker, map[string]any) {
	t.Helper()
	raw, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	var s map[string]any
	if err := json.Unmarshal(raw, &s); err != nil {
		t.Fatal(err)
	}
	return checker{s["$defs"].(map[string]any)}, s
}

// TestSchemaAcceptsTheNotebooks and what breaks it is refused: the schema says the same as ParseBundle.
func TestSchemaAcceptsTheNotebooks(t *testing.T) {
	c, s := loadSchema(t)
	for _, name := range []string{"isla.json", "yusuf.json"} {
		var doc any
		data, err := os.ReadFile("../assets/demo/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, &doc); err != nil {
			t.Fatal(err)
		}
		for _, bad := range c.check("", s, doc) {
			t.Errorf("%s: %s", name, bad)
		}
	}
}

func TestSchemaAgreesWithParseBundle(t *testing.T) {
	c, s := loadSchema(t)
	rec := func(kind, scope, fields string) string {
		return `{"bundle":1,"records":[{"id":"` + childA + `","kind":"` + kind + `",` + scope + `"fields":` + fields + `}]}`
	}
	child, setting := `"child":"`+childA+`",`, `"setting":"`+childA+`",`
	for _, doc := range []string{
		`{"bundle":1,"records":[]}`, `{"bundle":2}`, `{"bundle":1,"records":[],"x":1}`, `{"bundle":1,"records":[{}]}`,
		rec("goal", child, `{"title":"a"}`), rec("goal", "", `{"title":"a"}`), rec("goal", setting, `{"title":"a"}`), rec("goal", child+setting, `{"title":"a"}`),
		rec("goal", child, `{}`), rec("goal", child, `{"title":1}`), rec("goal", child, `{"title":"a","new":[1]}`), rec("goal", child, `{"title":"a","words_of":"cat"}`),
		rec("goal", child, `{"title":"a","importance":1.5}`), rec("goal", child, `{"title":"a","rungs":[{"level":"0","text":"x"}]}`),
		rec("goal", child, `{"title":"a","set_on":"12 March"}`), rec("hologram", "", `{"spin":1}`), rec("hologram", child, `{}`), rec("", child, `{}`),
		rec("service", "", `{"name":"S"}`), rec("service", child, `{"name":"S"}`), rec("person", setting, `{"name":"P","role":"senco"}`), rec("person", "", `{"name":"P","role":"friend"}`),
		rec("contact", child, `{"type":"visit","on":"2026-03-12","status":"attended","from":"9:20"}`), rec("contact", child, `{"type":"visit","on":"2026-03-12","status":"attended","from":"09:20","participants":[{"who":"Mum","present":"part"}]}`),
		rec("contact", child, `{"type":"visit","on":"2026-03-12","status":"attended","participants":[{"who":"Mum","present":"maybe"}]}`),
		rec("goal_review", child, `{"goal":"`+goalA+`","on":"2026-03-12","level":-1,"missing":{"performance":"not asked"}}`), rec("goal_review", child, `{"goal":"x","on":"2026-03-12"}`),
		rec("provision", child, `{"ref":"F1","section":"F","what":"x","doses":[{"minutes":20,"sessions":3,"per":"month"}]}`),
	} {
		var x any
		if err := json.Unmarshal([]byte(doc), &x); err != nil {
			t.Fatalf("%s: %v", doc, err)
		}
		bad := c.check("", s, x)
		_, err := parse(doc)
		if (len(bad) == 0) != (err == nil) {
			t.Errorf("%s\nschema: %v\nparser: %v", doc, bad, err)
		}
	}
}

// TestDataDoc holds the part of docs/data.md between the marks to the types. Run with -update after changing a type.
func TestDataDoc(t *testing.T) {
	const path, begin, end = "../docs/data.md", "<!-- generated: kinds -->\n", "<!-- end -->"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(data), begin)
	if !ok {
		t.Fatalf("%s has no line %s", path, begin)
	}
	old, tail, ok := strings.Cut(rest, end)
	if !ok {
		t.Fatalf("%s has no line %s", path, end)
	}
	want := describeKinds()
	if *update && old != want {
		if err := os.WriteFile(path, []byte(head+begin+want+end+tail), 0o644); err != nil {
			t.Fatal(err)
		}
		old = want
	}
	if diff := cmp.Diff(want, old); diff != "" {
		t.Errorf("docs/data.md is out of date; run go test ./assessments -update (-want +got):\n%s", diff)
	}
}

// describeKinds is a chapter for each kind: its scope, then a table of its own fields. The fields that every kind has
// come first, once.
func describeKinds() string {
	var b strings.Builder
	table := func(fields []FieldShape) {
		b.WriteString("\n| field | holds | class | what it is |\n|---|---|---|---|\n")
		for _, f := range fields {
			name := "`" + f.Name + "`"
			if f.Required {
				name = "**" + name + "**"
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", name, holds(f), f.Class, strings.ReplaceAll(f.Doc, "|", `\|`))
		}
	}
	shared := map[string]bool{}
	var common []FieldShape
	for _, f := range shapeOf(reflect.TypeFor[Common]()) {
		shared[f.Name] = true
		common = append(common, f.FieldShape)
	}
	b.WriteString("\nRequired fields are bold. A list or object with parts has them in brackets.\n\n### Every kind\n")
	table(common)
	for _, k := range Kinds() {
		fmt.Fprintf(&b, "\n### `%s`\n\n%s: %s. Belongs to %s.\n", k.Kind, k.Title, k.Doc, scopeWords(k.Scopes))
		var own []FieldShape
		for _, f := range k.Fields() {
			if !shared[f.Name] {
				own = append(own, f)
			}
		}
		table(own)
	}
	b.WriteString("\n")
	return b.String()
}

func holds(f FieldShape) string {
	if len(f.Enum) > 0 {
		return strings.Join(f.Enum, ", ")
	}
	w := typeName(f.Type)
	if f.Unit != "" {
		w += " (" + f.Unit + ")"
	}
	return w
}

func typeName(t reflect.Type) string {
	switch t {
	case reflect.TypeFor[ID]():
		return "id"
	case reflect.TypeFor[Date]():
		return "date"
	case reflect.TypeFor[Clock]():
		return "time of day"
	case reflect.TypeFor[Role]():
		return "role"
	}
	switch t.Kind() {
	case reflect.Pointer:
		return typeName(t.Elem())
	case reflect.Slice:
		return "list of " + typeName(t.Elem())
	case reflect.Map:
		return "names and texts"
	case reflect.Bool:
		return "true or false"
	case reflect.Int:
		return "whole number"
	case reflect.Float64:
		return "number"
	case reflect.Struct:
		var parts []string
		for i := range t.NumField() {
			name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
			parts = append(parts, name)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	default:
		return "text"
	}
}
