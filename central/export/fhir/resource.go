package fhir

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/london"
)

// A resource is one thing as FHIR has it. encoding/json writes the members in order of their names.
type resource map[string]any

// Where the names live. ours is what no published profile has a place for; docs/exports.md lists each.
const (
	ukCore = "https://fhir.hl7.org.uk/StructureDefinition/"
	ours   = "https://fieldfare.example/fhir/StructureDefinition/"
	terms  = "http://terminology.hl7.org/CodeSystem/"
)

func urn(id string) string { return "urn:uuid:" + id }

func (r resource) id() string { s, _ := r["id"].(string); return s }

// put sets a member unless there is nothing to say: FHIR has no empty values.
func (r resource) put(name string, value any) resource {
	if !nothing(value) {
		r[name] = value
	}
	return r
}

// also adds to a list.
func (r resource) also(name string, value any) resource {
	if !nothing(value) {
		list, _ := r[name].([]any)
		r[name] = append(slices.Clip(list), value)
	}
	return r
}

func nothing(x any) bool {
	if x == nil {
		return true
	}
	switch v := reflect.ValueOf(x); v.Kind() {
	case reflect.String:
		return strings.TrimSpace(v.String()) == ""
	case reflect.Slice, reflect.Map:
		return v.Len() == 0
	case reflect.Pointer:
		return v.IsNil()
	}
	return false
}

// begin makes the resource of a record, with its UK Core profile where there is one.
func begin(kind string, id assessments.ID, profile bool) resource {
	r := resource{"resourceType": kind, "id": string(id)}
	if profile {
		r["meta"] = resource{"profile": []any{ukCore + "UKCore-" + kind}}
	}
	return r
}

// extra is an extension of ours; value is a text, a truth, a whole number or a reference.
func extra(name string, value any) resource {
	if nothing(value) {
		return nil
	}
	member := "valueString"
	switch value.(type) {
	case bool:
		member = "valueBoolean"
	case int:
		member = "valueInteger"
	case resource:
		member = "valueReference"
	}
	return resource{"url": ours + name, member: value}
}

// words is a concept said in words only.
func words(text string) resource {
	return resource{}.put("text", strings.TrimSpace(text))
}

// code is a concept with a code of a published list, and words where the list's own are not enough.
func code(system, value, text string) resource {
	return resource{"coding": []any{resource{"system": system, "code": value}}}.put("text", text)
}

func note(texts ...string) []any {
	var out []any
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			out = append(out, resource{"text": t})
		}
	}
	return out
}

// labelled is "Label: text", or nothing without a text.
func labelled(label, text string) string {
	if strings.TrimSpace(text) == "" {
		return ""
	}
	return label + ": " + text
}

func list(items ...any) []any {
	var out []any
	for _, x := range items {
		if !nothing(x) {
			out = append(out, x)
		}
	}
	return out
}

// quantity keeps a number as it is written in the record. Only units of ours that UCUM has get its code.
func quantity(value float64, unit string) resource {
	q := resource{"value": json.Number(number(value))}.put("unit", unit)
	if c := map[string]string{"mm": "mm", "kg": "kg", "degrees": "deg", "min": "min", "s": "s"}[unit]; c != "" {
		q["system"], q["code"] = "http://unitsofmeasure.org", c
	}
	return q
}

func number(f float64) string {
	raw, err := json.Marshal(f)
	if err != nil {
		return "0" // records hold no infinities: JSON has none
	}
	return string(raw)
}

// moment is a day, or with a time of day the minute in London with its offset, as FHIR asks for one.
func moment(on assessments.Date, at assessments.Clock) string {
	if !on.Valid() {
		return ""
	}
	if at == "" || !at.Valid() {
		return string(on)
	}
	t, err := time.ParseInLocation("2006-01-02 15:04", string(on)+" "+string(at), london.Zone)
	if err != nil {
		return string(on)
	}
	return t.Format(time.RFC3339)
}

// instant is a full moment as a record has it, or nothing.
func instant(s string) string {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// day is a date that exists, or nothing.
func day(d assessments.Date) string {
	if !d.Valid() {
		return ""
	}
	return string(d)
}

func period(from, to assessments.Date) resource {
	return resource{}.put("start", day(from)).put("end", day(to))
}

// ref points to a record that is in the bundle as one of the types, or is nothing.
func (b *bundler) ref(id assessments.ID, types ...string) resource {
	t := b.made[id]
	if t == "" || len(types) > 0 && !slices.Contains(types, t) {
		return nil
	}
	return resource{"reference": urn(string(id))}
}

func (b *bundler) refs(ids []assessments.ID, types ...string) []any {
	var out []any
	for _, id := range ids {
		out = append(out, list(b.ref(id, types...))...)
	}
	return out
}

func (b *bundler) subject() resource { return resource{"reference": urn(string(b.child))} }
