package fhir

import (
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// keptField is the field of a child or person in which what no other field can say is kept, as JSON text.
const keptField = "fhir"

// kept is what came in with a record's resource and has no field of its own, or an empty resource.
func kept(r assessments.Record) resource {
	out := resource{}
	var x any
	if text := r.Fields.Text(keptField); text != "" && decode([]byte(text), &x) == nil {
		if m, ok := asResource(x).(resource); ok {
			out = m
		}
	}
	return out
}

// asResource turns what encoding/json read into resources all the way down.
func asResource(x any) any {
	switch x := x.(type) {
	case map[string]any:
		out := resource{}
		for k, v := range x {
			out[k] = asResource(v)
		}
		return out
	case []any:
		out := make([]any, len(x))
		for i, v := range x {
			out[i] = asResource(v)
		}
		return out
	}
	return x
}

func asList(x any) []any { l, _ := x.([]any); return l }

// dropOurs takes our own extensions off a resource: they are made anew from the fields.
func (r resource) dropOurs() {
	var rest []any
	for _, x := range asList(r["extension"]) {
		e, _ := x.(resource)
		if url, _ := e["url"].(string); !strings.HasPrefix(url, ours) {
			rest = append(rest, x)
		}
	}
	if r["extension"] != nil {
		r["extension"] = rest
	}
}

// without is a list less the items whose member has one of the values; nil means that it has none.
func without(items any, member string, values ...any) []any {
	var out []any
	for _, x := range asList(items) {
		if item, _ := x.(resource); !slices.Contains(values, item[member]) {
			out = append(out, x)
		}
	}
	return out
}

// tidy leaves out lists that hold nothing: FHIR has no empty values.
func (r resource) tidy(names ...string) {
	for _, name := range names {
		if nothing(r[name]) {
			delete(r, name)
		}
	}
}
