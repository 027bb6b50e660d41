package service

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// MaxOwn is the most bytes that a service's own rules may have: they travel to every tablet in one field of a record.
const MaxOwn = assessments.MaxField / 2

// Of returns the rules that a service works by: its own as its lead signed them, else the pack that it names. Its own were made from one
// pack; where somebody has chosen another one since, that one holds.
func Of(fsys fs.FS, s *assessments.Service) (*Pack, error) {
	if s.OwnRules == "" {
		return Load(fsys, s.Rules)
	}
	own, err := Parse([]byte(s.OwnRules), s.Rules+".toml")
	if err == nil && own.Name != s.Rules {
		return Load(fsys, s.Rules)
	}
	return own, err
}

// ParseOwn reads a service's own rules, which keep the name of the pack they were made from.
func ParseOwn(data []byte, name string) (*Pack, error) {
	const op = "service.own"
	if len(data) > MaxOwn {
		return nil, assessments.Errorf(assessments.TooLarge, op, "These rules are larger than a service's own can be (%d KiB).", MaxOwn>>10)
	}
	p, err := Parse(data, name+".toml")
	if err == nil && p.Name != name {
		return nil, assessments.Errorf(assessments.Invalid, op, "These rules call themselves %q, and the service works by %q. Leave the name as it is.", p.Name, name)
	}
	return p, err
}

// Write writes a pack as TOML: what Parse makes of it is the same pack. The same pack gives the same bytes.
func Write(p *Pack) []byte {
	var b bytes.Buffer
	writeTable(&b, reflect.ValueOf(p).Elem(), "")
	return b.Bytes()
}

// writeTable writes a table's own values first, then the tables below it: TOML has no way back to a table.
func writeTable(b *bytes.Buffer, v reflect.Value, path string) {
	for _, f := range fieldsOf(v) {
		if f.tables() || f.v.IsZero() || f.v.Kind() == reflect.Slice && f.v.Len() == 0 {
			continue
		}
		fmt.Fprintf(b, "%s = %s\n", f.name, literal(f.v))
	}
	for _, f := range fieldsOf(v) {
		at := join(path, f.name)
		switch {
		case f.v.Kind() == reflect.Pointer && !f.v.IsNil():
			fmt.Fprintf(b, "\n[%s]\n", at)
			writeTable(b, f.v.Elem(), at)
		case f.tables() && f.v.Kind() == reflect.Slice:
			for i := range f.v.Len() {
				fmt.Fprintf(b, "\n[[%s]]\n", at)
				writeTable(b, f.v.Index(i), at)
			}
		}
	}
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
		out = append(out, member{f.Tag.Get("toml"), f.Tag, v.Field(i)})
	}
	return out
}

// tables reports whether a key holds a table, or a list of them.
func (m member) tables() bool {
	t := m.v.Type()
	return t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct
}

func literal(v reflect.Value) string {
	switch v.Kind() {
	case reflect.String:
		var b bytes.Buffer
		enc := json.NewEncoder(&b) // JSON's escapes are TOML's too
		enc.SetEscapeHTML(false)
		_ = enc.Encode(v.String()) // a buffer takes everything, and a string always encodes
		return strings.TrimSpace(b.String())
	case reflect.Int:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	}
	var items []string
	for i := range v.Len() {
		items = append(items, literal(v.Index(i)))
	}
	return "[" + strings.Join(items, ", ") + "]"
}

// settle makes a changed pack say again which rules it holds and which sections it says nothing of: both follow from the rest.
func settle(p *Pack) {
	c := &checker{at: lineIndex{}, named: map[int]string{}}
	c.walk(reflect.ValueOf(p).Elem(), "")
	p.Holds = nil
	for n := range c.named {
		p.Holds = append(p.Holds, n)
	}
	slices.Sort(p.Holds)
	names, there := sections(p)
	p.Unstated = slices.DeleteFunc(names, func(n string) bool { return there[n] })
}
