package store

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"sync"

	"github.com/fieldfare/fieldfare/assessments"
)

// fieldTypes says what each field of each known kind holds.
var fieldTypes = sync.OnceValue(func() map[assessments.Kind]map[string]reflect.Type {
	all := map[assessments.Kind]map[string]reflect.Type{}
	for _, k := range assessments.Kinds() {
		all[k.Kind] = map[string]reflect.Type{}
		for _, f := range k.Fields() {
			all[k.Kind][f.Name] = f.Type
		}
	}
	return all
})

// typedValue is what a text means in a field: the text itself, a number, a list of lines. nil means nothing is there. A text
// that does not fit stays a text, and the check says so when it is folded.
func typedValue(kind assessments.Kind, field, text string) json.RawMessage {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	t := fieldTypes()[kind][field]
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	trimmed := strings.TrimSpace(text)
	if t != nil {
		switch t.Kind() {
		case reflect.Int:
			if n, err := strconv.Atoi(trimmed); err == nil {
				return json.RawMessage(strconv.Itoa(n))
			}
		case reflect.Float64:
			if _, err := strconv.ParseFloat(trimmed, 64); err == nil && json.Valid([]byte(trimmed)) {
				return json.RawMessage(trimmed)
			}
		case reflect.Slice:
			if t.Elem().Kind() == reflect.String && !json.Valid([]byte(trimmed)) {
				return jsonOf(lines(text))
			}
			fallthrough
		case reflect.Bool, reflect.Struct, reflect.Map:
			if json.Valid([]byte(trimmed)) {
				return json.RawMessage(trimmed)
			}
		}
	}
	return jsonOf(text)
}

// lines splits a text typed into a list field: one entry a line, empty ones left out.
func lines(text string) []string {
	var out []string
	for _, l := range strings.Split(text, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}
