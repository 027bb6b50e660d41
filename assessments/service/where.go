package service

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Where names the entry that a path leads to, such as “Handwriting”, “The pencil”; "" where a path leads to none with a name.
func Where(p *Pack, path string) string {
	var out []string
	m, ok := sectionOf(p, strings.Split(path, ".")[0])
	for _, step := range strings.Split(path, ".")[1:] {
		i, err := strconv.Atoi(step)
		switch {
		case !ok:
			return strings.Join(out, ", ")
		case err == nil && m.v.Kind() == reflect.Slice && i >= 0 && i < m.v.Len():
			out = append(out, "“"+cmp.Or(m.entry(i), fmt.Sprintf("%s %d", m.label(), i+1))+"”")
			m.v = m.v.Index(i)
		case m.v.Kind() == reflect.Struct:
			all := fieldsOf(m.v)
			at := slices.IndexFunc(all, func(x member) bool { return x.name == step && x.tables() })
			if ok = at >= 0; ok {
				m = all[at]
			}
		default:
			ok = false
		}
	}
	return strings.Join(out, ", ")
}

// Parent is the page that leads to the page of an entry: "" is the section's own.
func Parent(of string) string {
	steps := strings.Split(of, ".")
	return strings.Join(steps[:max(len(steps)-2, 0)], ".")
}
