package service

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Slot is one value of a pack as a form asks for it. Path is its name in the form, such as "ages.band.0.to".
type Slot struct {
	Path, Label, Value string
	Form               string            // text, long, number, truth, one, list, numbers or pairs
	Words              []string          // the only ones there are, where there is a list
	Says               map[string]string // what a word of the list is called on a screen, where that is not the word
	Must               bool
	Most               int // letters it may have, 0 for any
}

// A Group is the slots of one table: a section itself, or one entry of a list in it. Drop and Place are the names in the form that take the
// entry out, and say at which place of its list it stands; No is its place now. New is set for an empty one that adds another. Rows stand
// in the place of the entries of a list each of which has a page of its own.
type Group struct {
	Path, Title, Drop, Place string
	No                       int
	New                      bool
	Slots                    []Slot
	Rows                     []Row
}

// A Row is one entry of a list, by its name.
type Row struct {
	Path, Title, Drop, Place string
	No                       int
}

// About is the name of the pack's own few words, which are no section.
const About = "about"

// Groups are all slots of a section, with an empty group at the end of each list. nil means that there is no such section.
func Groups(p *Pack, section string) []Group {
	if section == About {
		return []Group{{Path: About, Slots: []Slot{{Path: "title", Label: "What these rules are called", Value: p.Title, Form: "text", Must: true},
			{Path: "notice", Label: "What they are drawn from", Value: p.Notice, Form: "long", Must: true}}}}
	}
	if m, ok := sectionOf(p, section); ok {
		return groups(m, m.name, false)
	}
	return nil
}

func sectionOf(p *Pack, section string) (member, bool) {
	for _, m := range fieldsOf(reflect.ValueOf(p).Elem()) {
		if m.name == section && m.tables() && section != "choice" {
			return m, true
		}
	}
	return member{}, false
}

// Page is the part of a section that stands on one page: of is the path of the entry whose page it is, such as "template.0.section.2", ""
// for the section itself. An entry one behind the last is a new one. nil means that there is no such page.
func Page(p *Pack, section, of string) []Group {
	m, ok := sectionOf(p, section)
	switch {
	case of == "" && ok && m.tag.Get("fold") != "":
		return []Group{index(m, section)}
	case of == "" && ok:
		return groups(m, section, true)
	case of == "":
		return Groups(p, section)
	case !ok:
		return nil
	}
	path := section
	steps := strings.Split(strings.TrimPrefix(of, section+"."), ".")
	for i := 0; i < len(steps); i += 2 {
		n, err := strconv.Atoi(steps[i])
		if err != nil || m.v.Kind() != reflect.Slice || m.tag.Get("fold") == "" || n < 0 || n > m.v.Len() {
			return nil
		}
		path = fmt.Sprintf("%s.%d", path, n)
		v := reflect.New(m.v.Type().Elem()).Elem()
		if n < m.v.Len() {
			v = m.v.Index(n)
		}
		if i == len(steps)-1 {
			return conditions(p, path, table(v, path, "", true))
		}
		at := slices.IndexFunc(fieldsOf(v), func(x member) bool { return x.name == steps[i+1] && x.tables() })
		if at < 0 {
			return nil
		}
		m = fieldsOf(v)[at]
		path += "." + m.name
	}
	return nil
}

// index lists the entries of a list by their names, and offers another.
func index(m member, path string) Group {
	g := Group{Path: path, Title: m.label() + "s", New: true}
	for i := range m.v.Len() {
		at := fmt.Sprintf("%s.%d", path, i)
		g.Rows = append(g.Rows, Row{at, cmp.Or(m.entry(i), fmt.Sprintf("%s %d", m.label(), i+1)), at + ".drop", at + ".stands", i + 1})
	}
	return g
}

// groups are those of a table, or of every entry of a list. fold keeps entries that have a page of their own to a line.
func groups(m member, path string, fold bool) []Group {
	if m.v.Kind() == reflect.Pointer {
		v := reflect.New(m.v.Type().Elem()).Elem()
		if !m.v.IsNil() {
			v = m.v.Elem()
		}
		all := table(v, path, "", fold)
		if m.v.IsNil() {
			all[0].New = true
			if !fold {
				return all[:1]
			}
		}
		return all
	}
	var out []Group
	for i := range m.v.Len() {
		at := fmt.Sprintf("%s.%d", path, i)
		entry := table(m.v.Index(i), at, fmt.Sprintf("%s %d", m.label(), i+1), fold)
		entry[0].Drop, entry[0].No = at+".drop", i+1
		if m.v.Len() > 1 {
			entry[0].Place = at + ".stands"
		}
		out = append(out, entry...)
	}
	for k := range m.fresh() {
		fresh := table(reflect.New(m.v.Type().Elem()).Elem(), fmt.Sprintf("%s.%d", path, m.v.Len()+k), "Add another: "+strings.ToLower(m.label()), fold)[0]
		fresh.New = true
		for i, s := range fresh.Slots { // it rests on what the others rest on, until somebody says otherwise
			if m.v.Len() > 0 && strings.HasSuffix(s.Path, ".rules") {
				fresh.Slots[i].Value = table(m.v.Index(0), "", "", fold)[0].value(".rules")
			}
		}
		out = append(out, fresh)
	}
	return out
}

// chain asks for the first entry of an empty list, and for the first of each list in it: without them it would not be whole.
func chain(m member, path string) []Group {
	at := path + ".0"
	v := reflect.New(m.v.Type().Elem()).Elem()
	g := table(v, at, "The first: "+strings.ToLower(m.label()), false)[0]
	g.New = true
	out := []Group{g}
	for _, x := range fieldsOf(v) {
		if x.tag.Get("fold") != "" {
			out = append(out, chain(x, join(at, x.name))...)
		}
	}
	return out
}

func (g Group) value(suffix string) string {
	for _, s := range g.Slots {
		if strings.HasSuffix("."+s.Path, suffix) {
			return s.Value
		}
	}
	return ""
}

// table gives the group of a table, and those of the tables in it.
func table(v reflect.Value, path, title string, fold bool) []Group {
	g := Group{Path: path, Title: title}
	var below []Group
	for _, m := range fieldsOf(v) {
		at := join(path, m.name)
		folds := fold && m.tag.Get("fold") != ""
		switch {
		case m.tag.Get("form") == "-":
		case folds && m.v.Len() > 0:
			below = append(below, index(m, at))
		case folds:
			below = append(below, chain(m, at)...)
		case m.tables():
			for _, x := range groups(m, at, fold) {
				x.Title = strings.TrimPrefix(title+", "+strings.ToLower(cmp.Or(x.Title, m.label())), ", ")
				if title == "" {
					x.Title = assessments.UpperFirst(x.Title)
				}
				below = append(below, x)
			}
		default:
			g.Slots = append(g.Slots, slot(m, at))
		}
	}
	// What it rests on is asked for last: it is the proof of the rest, not the beginning.
	slices.SortStableFunc(g.Slots, func(a, b Slot) int { return cmp.Compare(proof(a), proof(b)) })
	return append([]Group{g}, below...)
}

func slot(m member, at string) Slot {
	s := Slot{Path: at, Label: m.label(), Value: said(m.v), Form: "text", Must: m.tag.Get("required") != "" || m.name == "rules"}
	s.Words, _ = m.words()
	if s.Words != nil {
		s.Says = says[m.name]
	}
	s.Most, _ = strconv.Atoi(m.tag.Get("most"))
	switch kind := m.v.Kind(); {
	case kind == reflect.Bool:
		s.Form = "truth"
	case kind == reflect.Int:
		s.Form = "number"
	case kind == reflect.Slice && m.v.Type().Elem().Kind() == reflect.Int:
		s.Form = "numbers"
	case kind == reflect.Slice && m.v.Type().Elem().Kind() == reflect.Slice:
		s.Form = "pairs"
	case kind == reflect.Slice && m.v.Type().Elem().Kind() == reflect.String:
		s.Form = "list"
	case s.Words != nil:
		s.Form = "one"
	case m.tag.Get("form") != "":
		s.Form = m.tag.Get("form")
	case slices.Contains(longs, m.name):
		s.Form = "long"
	}
	return s
}

func proof(s Slot) int {
	if strings.HasSuffix("."+s.Path, ".rules") {
		return 1
	}
	return 0
}

// longs are the keys whose texts are sentences.
var longs = []string{"words", "definition", "note", "judgement", "still", "change", "page", "decision", "pre_work"}
