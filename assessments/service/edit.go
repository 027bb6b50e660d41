package service

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Slot is one value of a pack as a form asks for it. Path is its name in the form, such as "ages.band.0.to".
type Slot struct {
	Path, Label, Value string
	Form               string   // text, long, number, truth, one, list, numbers or pairs
	Words              []string // the only ones there are, where there is a list
	Must               bool
}

// A Group is the slots of one table: a section itself, or one entry of a list in it. Drop is the name in the form that takes the entry
// out; New is set for the empty one that adds another.
type Group struct {
	Path, Title, Drop string
	New               bool
	Slots             []Slot
}

// About is the name of the pack's own few words, which are no section.
const About = "about"

// Groups are the slots of a section, with an empty group at the end of each list. nil means that there is no such section.
func Groups(p *Pack, section string) []Group {
	if section == About {
		return []Group{{Path: About, Slots: []Slot{{Path: "title", Label: "What these rules are called", Value: p.Title, Form: "text", Must: true},
			{Path: "notice", Label: "What they are drawn from", Value: p.Notice, Form: "long", Must: true}}}}
	}
	for _, m := range fieldsOf(reflect.ValueOf(p).Elem()) {
		if m.name == section && m.tables() && section != "choice" {
			return groups(m, m.name)
		}
	}
	return nil
}

func groups(m member, path string) []Group {
	if m.v.Kind() == reflect.Pointer {
		if m.v.IsNil() {
			fresh := table(reflect.New(m.v.Type().Elem()).Elem(), path, "")
			fresh[0].New = true
			return fresh[:1]
		}
		return table(m.v.Elem(), path, "")
	}
	var out []Group
	one := word(m.name)
	for i := range m.v.Len() {
		at := fmt.Sprintf("%s.%d", path, i)
		entry := table(m.v.Index(i), at, fmt.Sprintf("%s %d", one, i+1))
		entry[0].Drop = at + ".drop"
		out = append(out, entry...)
	}
	fresh := table(reflect.New(m.v.Type().Elem()).Elem(), fmt.Sprintf("%s.%d", path, m.v.Len()), "Add another: "+strings.ToLower(one))
	fresh[0].New = true
	if m.v.Len() > 0 { // it rests on what the others rest on, until somebody says otherwise
		for i, s := range fresh[0].Slots {
			if strings.HasSuffix(s.Path, ".rules") {
				fresh[0].Slots[i].Value = table(m.v.Index(0), "", "")[0].value(".rules")
			}
		}
	}
	return append(out, fresh[0])
}

func (g Group) value(suffix string) string {
	for _, s := range g.Slots {
		if strings.HasSuffix("."+s.Path, suffix) {
			return s.Value
		}
	}
	return ""
}

// table gives the group of a table, and those of the lists in it.
func table(v reflect.Value, path, title string) []Group {
	g := Group{Path: path, Title: title}
	var below []Group
	for _, m := range fieldsOf(v) {
		at := join(path, m.name)
		if m.tables() {
			for _, x := range groups(m, at) {
				x.Title = strings.TrimPrefix(title+", "+strings.ToLower(x.Title), ", ")
				below = append(below, x)
			}
			continue
		}
		s := Slot{Path: at, Label: word(m.name), Value: said(m.v), Form: "text", Must: m.tag.Get("required") != "" || m.name == "rules"}
		allowed, only := m.tag.Lookup("enum")
		if s.Words = strings.Split(allowed, "|"); !only {
			s.Words = nil
		}
		if like := m.tag.Get("like"); like != "" {
			s.Words = referralWords(like)
		}
		switch {
		case m.v.Kind() == reflect.Bool:
			s.Form = "truth"
		case m.v.Kind() == reflect.Int:
			s.Form = "number"
		case m.v.Kind() == reflect.Slice && m.v.Type().Elem().Kind() == reflect.Int:
			s.Form = "numbers"
		case m.v.Kind() == reflect.Slice && m.v.Type().Elem().Kind() == reflect.Slice:
			s.Form = "pairs"
		case m.v.Kind() == reflect.Slice:
			s.Form = "list"
		case s.Words != nil:
			s.Form = "one"
		case slices.Contains(longs, m.name):
			s.Form = "long"
		}
		g.Slots = append(g.Slots, s)
	}
	// What it rests on is asked for last: it is the proof of the rest, not the beginning.
	slices.SortStableFunc(g.Slots, func(a, b Slot) int { return cmp.Compare(proof(a), proof(b)) })
	return append([]Group{g}, below...)
}

func proof(s Slot) int {
	if strings.HasSuffix("."+s.Path, ".rules") {
		return 1
	}
	return 0
}

// longs are the keys whose texts are sentences.
var longs = []string{"words", "definition", "note", "judgement", "still", "change", "page", "decision", "pre_work"}

// With returns the pack with a section as a form has it; get gives what stands in a slot. What is wrong is said of the slot, by its
// path. The pack itself stays as it is.
func (p *Pack) With(section string, get func(path string) string) (*Pack, []assessments.Problem) {
	next, err := Parse(Write(p), p.Name)
	if err != nil {
		return nil, []assessments.Problem{{Text: assessments.Sentence(err)}}
	}
	var wrong []assessments.Problem
	if section == About {
		next.Title, next.Notice = strings.TrimSpace(get("title")), strings.TrimSpace(get("notice"))
	}
	for _, m := range fieldsOf(reflect.ValueOf(next).Elem()) {
		if m.name == section && m.tables() && section != "choice" {
			fill(m, m.name, get, &wrong)
		}
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	settle(next)
	if _, err := Parse(Write(next), p.Name); err != nil {
		var found *assessments.FileProblems
		if !errors.As(err, &found) {
			return nil, []assessments.Problem{{Text: assessments.Sentence(err)}}
		}
		for _, x := range found.List {
			wrong = append(wrong, assessments.Problem{Field: inList.ReplaceAllString(x.Field, ".$1"), Text: x.Text})
		}
		return nil, wrong
	}
	return next, nil
}

// inList is the number of an entry as a path has it: a form's has none of the brackets.
var inList = regexp.MustCompile(`\[(\d+)\]`)

// fill sets a table, or a list of them. An entry that nothing is said of is none.
func fill(m member, path string, get func(string) string, wrong *[]assessments.Problem) {
	if m.v.Kind() == reflect.Pointer {
		t := reflect.New(m.v.Type().Elem())
		if !m.v.IsNil() {
			t.Elem().Set(m.v.Elem())
		}
		if fillTable(t.Elem(), path, get, wrong) {
			m.v.Set(t)
		} else {
			m.v.SetZero()
		}
		return
	}
	list := reflect.Zero(m.v.Type())
	for i := range m.v.Len() + 1 {
		at := fmt.Sprintf("%s.%d", path, i)
		if get(at+".drop") == "yes" {
			continue
		}
		t := reflect.New(m.v.Type().Elem()).Elem()
		if i < m.v.Len() { // what lies below it is counted from what it has
			t.Set(m.v.Index(i))
		}
		if fillTable(t, at, get, wrong) {
			list = reflect.Append(list, t)
		}
	}
	m.v.Set(list)
}

// fillTable reports whether anything is said: yes and no, and which rules it rests on, say nothing by themselves.
func fillTable(v reflect.Value, path string, get func(string) string, wrong *[]assessments.Problem) (says bool) {
	for _, m := range fieldsOf(v) {
		at := join(path, m.name)
		if m.tables() {
			fill(m, at, get, wrong)
			says = says || !m.v.IsZero()
			continue
		}
		text := get(at)
		if why := put(m.v, text); why != "" {
			*wrong = append(*wrong, assessments.Problem{Field: at, Text: why})
		}
		says = says || strings.TrimSpace(text) != "" && m.v.Kind() != reflect.Bool && m.name != "rules"
	}
	return says
}
