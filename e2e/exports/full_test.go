package exports

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

const (
	fullChild   assessments.ID = "0190f000-0000-7000-8000-000000000001"
	fullSetting assessments.ID = "0190f000-0000-7000-8000-000000000002"
)

// full are children with a record of every kind with every field filled; the n-th takes the n-th word of each list.
func full(t *testing.T) [][]assessments.Record {
	t.Helper()
	most := 0
	for _, k := range assessments.Kinds() {
		for _, f := range k.Fields() {
			most = max(most, len(f.Enum))
		}
	}
	var out [][]assessments.Record
	for n := range most {
		out = append(out, fullOnes(t, n))
	}
	return out
}

func fullOnes(t *testing.T, n int) []assessments.Record {
	t.Helper()
	var out []assessments.Record
	for i, k := range assessments.Kinds() {
		for j, scope := range k.Scopes {
			r := assessments.Record{ID: id(100*i + j + 10), Kind: k.Kind, Fields: assessments.Fields{}, Scope: map[assessments.ScopeType]assessments.Scope{
				assessments.ScopeChild: assessments.ChildScope(fullChild), assessments.ScopeSetting: assessments.SettingScope(fullSetting), assessments.ScopeTeam: assessments.TeamScope()}[scope]}
			switch k.Kind {
			case assessments.KindChild:
				r.ID = fullChild
			case assessments.KindSetting:
				r.ID = fullSetting
			case assessments.KindEnteredInError:
				continue // it would take another away
			}
			for _, f := range k.Fields() {
				if f.Name == "confidential" {
					continue
				}
				raw, err := json.Marshal(value(f, f.Type, f.Name, n))
				if err != nil {
					t.Fatal(err)
				}
				r.Fields[f.Name] = raw
			}
			out = append(out, r)
		}
	}
	return out
}

func id(n int) assessments.ID { return assessments.ID(fmt.Sprintf("0190f000-0000-7000-8000-%012d", n)) }

// ids are records of a kind that a field of that name may point to.
var ids = map[string]assessments.Kind{"contact": assessments.KindContact, "goal": assessments.KindGoal, "plan": assessments.KindActivityPlan, "needs": assessments.KindNeed,
	"for_needs": assessments.KindNeed, "outcome": assessments.KindOutcome, "replaces": assessments.KindReport}

func idFor(name string) assessments.ID {
	kind := assessments.KindPerson
	if k, ok := ids[name]; ok {
		kind = k
	}
	if name == "setting" {
		return fullSetting
	}
	i := slices.IndexFunc(assessments.Kinds(), func(k assessments.KindInfo) bool { return k.Kind == kind })
	return id(100*i + 10)
}

func value(f assessments.FieldShape, typ reflect.Type, name string, n int) any {
	switch typ {
	case reflect.TypeFor[assessments.Date]():
		return "2026-03-12"
	case reflect.TypeFor[assessments.Clock]():
		return "09:24"
	case reflect.TypeFor[assessments.ID]():
		return idFor(name)
	}
	switch typ.Kind() {
	case reflect.Pointer:
		return value(assessments.FieldShape{}, typ.Elem(), name, n)
	case reflect.Slice:
		return []any{value(assessments.FieldShape{}, typ.Elem(), name, n)}
	case reflect.Map:
		return map[string]string{"field": "a reason"}
	case reflect.Bool:
		return true
	case reflect.Int, reflect.Float64:
		return 1
	case reflect.Struct:
		m := map[string]any{}
		for i := range typ.NumField() {
			field := typ.Field(i)
			member, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			m[member] = value(assessments.FieldShape{Enum: enum(field.Tag.Get("enum"))}, field.Type, member, n)
		}
		return m
	}
	if len(f.Enum) > 0 {
		return f.Enum[min(n, len(f.Enum)-1)]
	}
	return texts(name)
}

func enum(tag string) []string {
	if tag == "" {
		return nil
	}
	return strings.Split(tag, "|")
}

// texts are texts of a shape that a field's rules or FHIR's ask for; others get letters that a careless writer would break.
func texts(name string) string {
	if s, ok := map[string]string{"nhs_number": "9994172638", "gestation": "29+2", "recorded_at": "2026-03-12T16:30:00Z", "pdf": "JVBERi0xLjc=", "media": "image/png",
		"lang": "so", "language": "Somali", "email": "ot@practice.example", "fhir": ""}[name]; ok {
		return s
	}
	return "  A “text” with <b>, & and \\ – ü\nand a second line "
}
