package service

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Difference is one value that two packs of one service say differently. Was or Is is "" where only the other says anything.
type Difference struct {
	Section, Where, Was, Is string
}

// Differ compares two packs value by value, in the order of a screen. Entries of a list are known again by their names, so that one that
// was moved is told as moved, and nothing else of it.
func Differ(was, is *Pack) []Difference {
	var out []Difference
	for _, section := range Sections() {
		d := &differ{section: section}
		if section == About {
			d.add("What these rules are called", was.Title, is.Title)
			d.add("What they are drawn from", was.Notice, is.Notice)
		} else if a, ok := sectionOf(was, section); ok {
			b, _ := sectionOf(is, section)
			d.member("", a, b)
		}
		out = append(out, d.out...)
	}
	if string(Write(&Pack{Choices: was.Choices})) != string(Write(&Pack{Choices: is.Choices})) {
		out = append(out, Difference{"choice", "The choices", questions(was), questions(is)})
	}
	return out
}

type differ struct {
	section string
	out     []Difference
}

func (d *differ) add(where, was, is string) {
	if was != is {
		d.out = append(d.out, Difference{d.section, strings.TrimPrefix(strings.TrimPrefix(where, ", "), ": "), was, is})
	}
}

// member compares one key of a table; title is what the table is called.
func (d *differ) member(title string, a, b member) {
	if a.tag.Get("form") == "-" {
		return
	}
	if !a.tables() {
		d.add(title+": "+a.label(), inLine(a), inLine(b))
		return
	}
	if a.v.Kind() == reflect.Slice {
		d.list(title, a, b)
		return
	}
	if title != "" {
		title += ", " + strings.ToLower(a.label())
	}
	d.table(title, whole(a.v), whole(b.v))
}

// whole is the table that a pointer leads to, an empty one for none.
func whole(v reflect.Value) reflect.Value {
	if v.IsNil() {
		return reflect.New(v.Type().Elem()).Elem()
	}
	return v.Elem()
}

func (d *differ) table(title string, a, b reflect.Value) {
	other := fieldsOf(b)
	for i, m := range fieldsOf(a) {
		d.member(title, m, other[i])
	}
}

func (d *differ) list(title string, a, b member) {
	was, is := idents(a.v), idents(b.v)
	for i, id := range is {
		at := d.entry(title, b, i, id)
		if k := slices.Index(was, id); k >= 0 {
			d.table(at, a.v.Index(k), b.v.Index(i))
		} else if b.tag.Get("fold") != "" {
			d.add(at, "", "Added"+sized(b.v.Index(i)))
		} else {
			d.table(at, reflect.New(b.v.Type().Elem()).Elem(), b.v.Index(i))
		}
	}
	for k, id := range was {
		switch at := d.entry(title, a, k, id); {
		case slices.Contains(is, id):
		case a.tag.Get("fold") != "":
			d.add(at, "There"+sized(a.v.Index(k)), "")
		default:
			d.table(at, a.v.Index(k), reflect.New(a.v.Type().Elem()).Elem())
		}
	}
	gone := func(in []string) func(string) bool {
		return func(id string) bool { return !slices.Contains(in, id) }
	}
	x, y := slices.DeleteFunc(slices.Clone(was), gone(is)), slices.DeleteFunc(slices.Clone(is), gone(was))
	if moved := moved(x, y); len(moved) > 0 {
		d.add(strings.TrimPrefix(title+", the order", ", "), places(a, was, moved), places(b, is, moved))
	}
}

// moved are the fewest entries that make one order of the other when they are moved: those outside the longest run that both have.
func moved(was, is []string) []string {
	run := make([][]int, len(was)+1) // run[i][k] is the longest of was[i:] and is[k:]
	run[len(was)] = make([]int, len(is)+1)
	for i := len(was) - 1; i >= 0; i-- {
		run[i] = make([]int, len(is)+1)
		for k := len(is) - 1; k >= 0; k-- {
			if run[i][k] = max(run[i+1][k], run[i][k+1]); was[i] == is[k] {
				run[i][k] = run[i+1][k+1] + 1
			}
		}
	}
	var out []string
	for i, k := 0, 0; i < len(was); {
		switch {
		case k < len(is) && was[i] == is[k]:
			i, k = i+1, k+1
		case k < len(is) && run[i][k+1] > run[i+1][k]:
			k++
		default:
			out = append(out, was[i])
			i++
		}
	}
	return out
}

// places names entries with their places.
func places(m member, all, some []string) string {
	var out []string
	for i, id := range all {
		if slices.Contains(some, id) {
			out = append(out, fmt.Sprintf("%d %s", i+1, cmp.Or(m.entry(i), strings.ToLower(m.label()))))
		}
	}
	return strings.Join(out, "; ")
}

// entry is what an entry of a list is called: by its number where it is known by nothing else.
func (d *differ) entry(title string, m member, i int, id string) string {
	at := fmt.Sprintf("%s %d", m.label(), i+1)
	if name := m.entry(i); name != "" && !strings.Contains(id, " #") {
		at = m.label() + " “" + name + "”"
	}
	if title != "" {
		at = title + ", " + assessments.LowerFirst(at)
	}
	return at
}

// sized counts what an entry holds that has a page of its own.
func sized(v reflect.Value) string {
	for _, m := range fieldsOf(v) {
		if m.tables() && m.v.Kind() == reflect.Slice && m.v.Len() > 0 {
			return ", with " + plural(m.v.Len(), strings.ToLower(m.label()))
		}
	}
	return ""
}

// inLine is a value in one line: lists have their items beside each other, and a plain no says nothing.
func inLine(m member) string {
	if m.v.Kind() == reflect.Bool && !m.v.Bool() {
		return ""
	}
	return strings.ReplaceAll(said(m.v), "\n", "; ")
}

func questions(p *Pack) string {
	var out []string
	for _, c := range p.Choices {
		q := c.Question
		for _, r := range c.Readings {
			q += " " + r.Words
		}
		out = append(out, q)
	}
	return strings.Join(out, "; ")
}
