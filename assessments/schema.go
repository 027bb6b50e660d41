package assessments

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
)

// schema is one JSON Schema; its members are written in order of their names.
type schema map[string]any

// Schema returns the JSON Schema (draft 2020-12) of the record bundle and of the fields of every kind, made from the
// typed records. Unknown kinds and unknown fields are allowed: they are kept, not refused.
func Schema() ([]byte, error) {
	defs := schema{
		"id":    schema{"type": "string", "description": "a record's id: a UUIDv7 in lower case", "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"},
		"date":  schema{"type": "string", "description": "a day that exists, year-month-day", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
		"clock": schema{"type": "string", "description": "a time of day", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"},
	}
	var kinds []any
	for _, k := range Kinds() {
		defs[string(k.Kind)] = fieldsSchema(k, defs)
		kinds = append(kinds, schema{
			"if":   schema{"properties": schema{"kind": schema{"const": k.Kind}}, "required": []string{"kind"}},
			"then": scopeSchema(k),
		})
	}
	defs["record"] = schema{
		"type": "object", "required": []string{"id", "kind", "fields"}, "additionalProperties": false,
		"description": "one record; child or setting names its scope, with neither it is the team's",
		"properties": schema{
			"id": ref("id"), "child": ref("id"), "setting": ref("id"),
			"kind":   schema{"type": "string", "minLength": 1, "description": "a kind of this schema, or one that a newer Fieldfare knows"},
			"fields": schema{"type": "object"},
		},
		"not": schema{"required": []string{"child", "setting"}}, "allOf": kinds,
	}
	var out bytes.Buffer
	err := json.Indent(&out, marshal(schema{
		"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Fieldfare record bundle", "$defs": defs,
		"type": "object", "required": []string{"bundle", "records"}, "additionalProperties": false,
		"properties": schema{
			"bundle": schema{"const": BundleVersion}, "tenant": schema{"type": "string"},
			"records": schema{"type": "array", "items": ref("record")},
		},
	}), "", "  ")
	if err != nil {
		return nil, Wrap(err, Internal, "schema", "")
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

func ref(name string) schema { return schema{"$ref": "#/$defs/" + name} }

// scopeSchema says which scope a kind's records have and what their fields hold.
func scopeSchema(k KindInfo) schema {
	s := schema{"properties": schema{"fields": ref(string(k.Kind))}}
	var absent []any
	for _, x := range []ScopeType{ScopeChild, ScopeSetting} {
		switch {
		case !scopeAllowed(k, x):
			absent = append(absent, schema{"required": []string{string(x)}})
		case len(k.Scopes) == 1:
			s["required"] = []string{string(x)}
		}
	}
	if len(absent) > 0 {
		s["not"] = schema{"anyOf": absent}
	}
	return s
}

func fieldsSchema(k KindInfo, defs schema) schema {
	props, required := schema{}, []string{}
	for _, f := range k.Fields() {
		p := typeSchema(f.Type, f.Enum, defs)
		if f.Doc != "" {
			p["description"] = f.Doc
		}
		if f.Class != "" {
			p["x-class"] = f.Class
		}
		if f.Unit != "" {
			p["x-unit"] = f.Unit
		}
		if f.Required {
			required = append(required, f.Name)
		}
		props[f.Name] = p
	}
	s := schema{"type": "object", "title": k.Title, "description": k.Doc, "properties": props}
	if len(required) > 0 {
		s["required"] = required
	}
	return s
}

// typeSchema is the schema of one Go type of the typed records; structs become definitions of their own.
func typeSchema(t reflect.Type, enum []string, defs schema) schema {
	switch t {
	case reflect.TypeFor[ID]():
		return ref("id")
	case reflect.TypeFor[Date]():
		return ref("date")
	case reflect.TypeFor[Clock]():
		return ref("clock")
	}
	s := schema{}
	switch t.Kind() {
	case reflect.Pointer:
		return typeSchema(t.Elem(), enum, defs)
	case reflect.Struct:
		return ref(structDef(t, defs))
	case reflect.Slice:
		s["type"], s["items"] = "array", typeSchema(t.Elem(), nil, defs)
	case reflect.Map:
		s["type"], s["additionalProperties"] = "object", typeSchema(t.Elem(), nil, defs)
	case reflect.Bool:
		s["type"] = "boolean"
	case reflect.Int:
		s["type"] = "integer"
	case reflect.Float64:
		s["type"] = "number"
	default:
		s["type"] = "string"
	}
	if len(enum) > 0 {
		s["enum"] = enum
	}
	return s
}

// structDef puts a nested struct among the definitions and returns its name there. A member without omitempty is
// required.
func structDef(t reflect.Type, defs schema) string {
	name := strings.ToLower(t.Name())
	if _, known := kindIndex[Kind(name)]; known {
		name += "_part" // a nested struct never hides a kind
	}
	if _, done := defs[name]; done {
		return name
	}
	props, required := schema{}, []string{}
	defs[name] = schema{"type": "object", "properties": props}
	for i := range t.NumField() {
		f := t.Field(i)
		tag, rest, _ := strings.Cut(f.Tag.Get("json"), ",")
		var enum []string
		if e := f.Tag.Get("enum"); e != "" {
			enum = strings.Split(e, "|")
		}
		p := typeSchema(f.Type, enum, defs)
		if doc := f.Tag.Get("doc"); doc != "" {
			p["description"] = doc
		}
		if !strings.Contains(rest, "omitempty") {
			required = append(required, tag)
		}
		props[tag] = p
	}
	if len(required) > 0 {
		defs[name].(schema)["required"] = required
	}
	return name
}
