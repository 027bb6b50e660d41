package library

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"sort"
	"strings"

	toml "github.com/pelletier/go-toml/v2"
)

// A sayer notes a problem with one field of one item.
type sayer func(field, format string, args ...any)

// decode reads one file strictly into v, a pointer to a struct. It notes every unknown key at once; a value of the wrong
// type ends the reading of the file, so that one slip is not followed by ten sentences.
func decode(data []byte, v any, say func(line int, field, format string, args ...any)) bool {
	d := toml.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	err := d.Decode(v)
	var strict *toml.StrictMissingError
	var wrong *toml.DecodeError
	switch {
	case err == nil:
		return true
	case errors.As(err, &strict):
		for i := range strict.Errors {
			e := &strict.Errors[i]
			line, _ := e.Position()
			key := e.Key()
			say(line, last(key), "Fieldfare does not know this key here. Known are: %s.", strings.Join(known(v, key), ", "))
		}
	case errors.As(err, &wrong):
		line, column := wrong.Position()
		t, ok := typeAt(v, wrong.Key())
		switch {
		case ok && strings.Contains(wrong.Error(), "cannot decode"):
			say(line, last(wrong.Key()), "This must be %s.", words(t))
		case strings.Contains(wrong.Error(), "already"):
			say(line, last(wrong.Key()), "This key stands here twice.")
		default:
			say(line, last(wrong.Key()), "Character %d cannot be understood. Look for a missing quotation mark, bracket, comma or equals sign.", column)
		}
	default:
		say(1, "", "This file cannot be read as TOML.")
	}
	return false
}

// last is the key itself, without the tables around it: the line says where it stands.
func last(k toml.Key) string {
	if len(k) == 0 {
		return ""
	}
	return k[len(k)-1]
}

// typeAt follows the parts of a key through a struct's toml tags.
func typeAt(v any, key toml.Key) (reflect.Type, bool) {
	t := bare(reflect.TypeOf(v))
	for _, part := range key {
		f, ok := fieldOf(bare(t), part)
		if !ok {
			return nil, false
		}
		t = f.Type
	}
	return t, len(key) > 0
}

// bare strips pointers and lists off a type.
func bare(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	return t
}

// fieldOf finds the field that a key is read into, those of embedded structs included.
func fieldOf(t reflect.Type, name string) (reflect.StructField, bool) {
	if t.Kind() != reflect.Struct {
		return reflect.StructField{}, false
	}
	for _, f := range reflect.VisibleFields(t) {
		if tomlName(f) == name {
			return f, true
		}
	}
	return reflect.StructField{}, false
}

// tomlName is the key a field is read from, or "" where it is not read.
func tomlName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("toml"), ",")
	if name == "-" || f.Anonymous {
		return ""
	}
	return name
}

// known lists the keys that may stand where an unknown one stood.
func known(v any, key toml.Key) []string {
	t := bare(reflect.TypeOf(v))
	for _, part := range key[:max(0, len(key)-1)] {
		if f, ok := fieldOf(t, part); ok {
			t = bare(f.Type)
		}
	}
	var names []string
	if t.Kind() == reflect.Struct {
		for _, f := range reflect.VisibleFields(t) {
			if n := tomlName(f); n != "" {
				names = append(names, n)
			}
		}
	}
	sort.Strings(names)
	return names
}

// words says what a type looks like in a file.
func words(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Bool:
		return "true or false, without quotation marks"
	case reflect.Int:
		return "a whole number, without quotation marks"
	case reflect.String:
		return "text in quotation marks"
	case reflect.Slice:
		if t.Elem().Kind() == reflect.String {
			return `a list of texts, such as ["one", "two"]`
		}
		return "a list"
	}
	return "a table"
}

// lines are where the items of a file begin and where their keys stand. They are looked for only when a sentence needs
// one: a file without a slip is not read three times.
type lines struct {
	data  []byte
	name  string // key of the items
	found bool
	items []int
	keys  map[int]map[string]int
}

// find reads the file again into shapes that know none of its keys: a strict decoder then names each place.
func (l *lines) find() {
	l.found, l.keys = true, map[int]map[string]int{}
	for _, m := range missing(l.data, &struct{}{}) {
		if line, _ := m.Position(); len(m.Key()) == 1 && m.Key()[0] == l.name {
			l.items = append(l.items, line)
		}
	}
	shape := reflect.New(reflect.StructOf([]reflect.StructField{
		{Name: "Items", Type: reflect.TypeFor[[]struct{}](), Tag: reflect.StructTag(fmt.Sprintf("toml:%q", l.name))}}))
	for _, m := range missing(l.data, shape.Interface()) {
		line, _ := m.Position()
		if i := sort.SearchInts(l.items, line+1) - 1; i >= 0 && len(m.Key()) == 2 {
			if l.keys[i] == nil {
				l.keys[i] = map[string]int{}
			}
			l.keys[i][m.Key()[1]] = line
		}
	}
}

// missing decodes into a shape and returns what the shape has no place for.
func missing(data []byte, shape any) []toml.DecodeError {
	d := toml.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	var strict *toml.StrictMissingError
	if errors.As(d.Decode(shape), &strict) {
		return strict.Errors
	}
	return nil
}

// of is the line of a key of item i: the item's own first line where the key is not written, 1 where neither is known.
func (l *lines) of(i int, key string) int {
	if !l.found {
		l.find()
	}
	if n := l.keys[i][key]; n > 0 {
		return n
	}
	if i >= 0 && i < len(l.items) {
		return l.items[i]
	}
	return 1
}
