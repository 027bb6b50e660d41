package fhir

import (
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
