package service

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// key is the name of a field in a file.
func key(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("toml"), ",")
	return name
}

// A member is one key of a table. The keys of embedded structs stand among its own.
type member struct {
	name string
	tag  reflect.StructTag
	v    reflect.Value
}

func fieldsOf(v reflect.Value) []member {
	var out []member
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if f.Anonymous {
			out = append(out, fieldsOf(v.Field(i))...)
			continue
		}
		if !f.IsExported() {
			continue
		}
		out = append(out, member{key(f), f.Tag, v.Field(i)})
	}
	return out
}

// tables reports whether a key holds a table, or a list of them.
func (m member) tables() bool {
	t := m.v.Type()
	return m.tag.Get("form") != "-" && (t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice) && t.Elem().Kind() == reflect.Struct
}

// label is what a key is called on a screen.
func (m member) label() string { return cmp.Or(m.tag.Get("label"), word(m.name)) }

// fresh is how many empty entries a form offers for a list.
func (m member) fresh() int {
	n, _ := strconv.Atoi(m.tag.Get("fresh"))
	return max(n, 1)
}

// words are the only ones that a key may have, and whether there is such a list.
func (m member) words() ([]string, bool) {
	if allowed, ok := m.tag.Lookup("enum"); ok {
		return strings.Split(allowed, "|"), true
	}
	if like := m.tag.Get("like"); like != "" {
		return referralWords(like), true
	}
	if only := wordsOnly(m.tag.Get("only")); only != nil {
		if m.tag.Get("required") == "" {
			only = append([]string{""}, only...)
		}
		return only, true
	}
	return nil, false
}

// names are the keys by which an entry of a list is known again, the surest first.
var names = []string{"name", "id", "is", "heading", "title", "text", "code", "to", "when", "basis", "group", "words"}

// ident is what an entry of a list is known by: "" where it has no name of its own.
func ident(v reflect.Value) string {
	all := fieldsOf(v)
	for _, name := range names {
		for _, m := range all {
			if m.name == name && m.v.Kind() == reflect.String && m.v.String() != "" {
				return m.v.String()
			}
		}
	}
	return ""
}

// idents are those of all entries of a list, each once: a second of one name, or one without, is known by its number.
func idents(list reflect.Value) []string {
	var out []string
	for i := range list.Len() {
		id := ident(list.Index(i))
		if id == "" || slices.Contains(out, id) {
			id = fmt.Sprintf("%s #%d", id, i+1)
		}
		out = append(out, id)
	}
	return out
}

// entry is what entry i of a list is called in a line.
func (m member) entry(i int) string {
	v := m.v.Index(i)
	for _, x := range fieldsOf(v) {
		if x.name == m.tag.Get("fold") {
			return x.v.String()
		}
	}
	for _, name := range []string{"title", "heading", "say", "text", "to", "words"} {
		for _, x := range fieldsOf(v) {
			if x.name == name && x.v.Kind() == reflect.String {
				if r := []rune(x.v.String()); len(r) > 0 && len(r) <= 60 {
					return x.v.String()
				}
			}
		}
	}
	return ""
}
