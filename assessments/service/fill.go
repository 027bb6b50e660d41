package service

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// A filler sets the values of a section from a form.
type filler struct {
	get   func(path string) string
	wrong []assessments.Problem
	order map[string][]int // of a list, by its path: where each entry stood in the form
}

// With returns the pack with a page of a section as a form has it; of is the page as Page names it, and get gives what stands in a slot.
// What is wrong is said of the slot, by its path. The pack itself stays as it is.
func (p *Pack) With(section, of string, get func(path string) string) (*Pack, []assessments.Problem) {
	next, err := Parse(Write(p), p.Name)
	if err != nil {
		return nil, []assessments.Problem{{Text: assessments.Sentence(err)}}
	}
	f := &filler{get: only(p, section, of, get), order: map[string][]int{}}
	if section == About {
		next.Title, next.Notice = strings.TrimSpace(get("title")), strings.TrimSpace(get("notice"))
	}
	if m, ok := sectionOf(next, section); ok {
		f.fill(m, m.name)
	}
	if len(f.wrong) > 0 {
		return nil, f.wrong
	}
	settle(next)
	if _, err := Parse(Write(next), p.Name); err != nil {
		var found *assessments.FileProblems
		if !errors.As(err, &found) {
			return nil, []assessments.Problem{{Text: assessments.Sentence(err)}}
		}
		for _, x := range found.List {
			at := f.stood(x.Field)
			f.wrong = append(f.wrong, assessments.Problem{Field: at, Text: x.Text})
		}
		return nil, f.wrong
	}
	return next, nil
}

// only takes from a form what its page asks for; everything else of the section says what it says now.
func only(p *Pack, section, of string, get func(string) string) func(string) string {
	page, now := map[string]bool{}, map[string]string{}
	for _, g := range Page(p, section, of) {
		page[g.Drop], page[g.Place] = true, true
		for _, s := range g.Slots {
			page[s.Path] = true
		}
		for _, r := range g.Rows {
			page[r.Drop], page[r.Place] = true, true
		}
	}
	for _, g := range Groups(p, section) {
		for _, s := range g.Slots {
			if !g.New {
				now[s.Path] = s.Value
			}
		}
	}
	return func(at string) string {
		if page[at] {
			return get(at)
		}
		return now[at]
	}
}

// stood is the path that something had in the form: entries that were moved or taken out shift those behind them.
func (f *filler) stood(path string) string {
	out := ""
	for _, step := range strings.Split(inList.Replace(path), ".") {
		if n, err := strconv.Atoi(step); err == nil {
			if was := f.order[out]; n < len(was) {
				step = strconv.Itoa(was[n])
			}
		}
		out = join(out, step)
	}
	return out
}

// inList is the number of an entry as a path has it: a form's has none of the brackets.
var inList = strings.NewReplacer("[", ".", "]", "")

// fill sets a table, or a list of them. An entry that nothing is said of is none.
func (f *filler) fill(m member, path string) {
	if m.v.Kind() == reflect.Pointer {
		t := reflect.New(m.v.Type().Elem())
		if !m.v.IsNil() {
			t.Elem().Set(m.v.Elem())
		}
		if f.table(t.Elem(), path) || hidden(t.Elem()) {
			m.v.Set(t)
		} else {
			m.v.SetZero()
		}
		return
	}
	type entry struct {
		v        reflect.Value
		was, now int // from 0
	}
	var list []entry
	for i := range m.v.Len() + m.fresh() {
		at := fmt.Sprintf("%s.%d", path, i)
		if f.get(at+".drop") == "yes" {
			continue
		}
		t := reflect.New(m.v.Type().Elem()).Elem()
		if i < m.v.Len() { // what lies below it is counted from what it has
			t.Set(m.v.Index(i))
		}
		if f.table(t, at) {
			list = append(list, entry{t, i, f.place(at, i)})
		}
	}
	for _, x := range slices.Clone(list) {
		if x.now != x.was {
			at := slices.IndexFunc(list, func(y entry) bool { return y.was == x.was })
			list = slices.Insert(slices.Delete(list, at, at+1), min(max(x.now, 0), len(list)-1), x)
		}
	}
	out := reflect.Zero(m.v.Type())
	f.order[path] = nil
	for _, x := range list {
		out = reflect.Append(out, x.v)
		f.order[path] = append(f.order[path], x.was)
	}
	m.v.Set(out)
}

// place is where an entry is to stand, from 0; it stands at i now.
func (f *filler) place(at string, i int) int {
	text := strings.TrimSpace(f.get(at + ".stands"))
	if text == "" {
		return i
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		f.wrong = append(f.wrong, assessments.Problem{Field: at + ".stands", Text: "Enter the place as a whole number, 1 for the first."})
		return i
	}
	return n - 1
}

// hidden reports whether a table holds what no form asks for.
func hidden(v reflect.Value) bool {
	return slices.ContainsFunc(fieldsOf(v), func(m member) bool { return m.tag.Get("form") == "-" && !m.v.IsZero() })
}

// table reports whether anything is said: yes and no, and which rules it rests on, say nothing by themselves.
func (f *filler) table(v reflect.Value, path string) (says bool) {
	for _, m := range fieldsOf(v) {
		at := join(path, m.name)
		switch {
		case m.tag.Get("form") == "-":
			continue
		case m.tables():
			f.fill(m, at)
			says = says || !m.v.IsZero()
			continue
		}
		text := f.get(at)
		if why := put(m.v, text); why != "" {
			f.wrong = append(f.wrong, assessments.Problem{Field: at, Text: why})
		}
		says = says || strings.TrimSpace(text) != "" && m.v.Kind() != reflect.Bool && m.name != "rules"
	}
	return says
}
