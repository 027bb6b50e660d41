package service

import (
	"reflect"
	"slices"
)

// Mended are the differences between the program's rules as a service's were taken from them and as they are now, with what the service's
// own say at each place where they differ from what they were taken from. What both say alike by now is no difference.
func Mended(base, own, shipped *Pack) []Mend {
	mine := map[[2]string]Difference{}
	for _, x := range Differ(base, own) {
		mine[[2]string{x.Section, x.Where}] = x
	}
	var out []Mend
	for _, x := range Differ(base, shipped) {
		m := Mend{Difference: x}
		if y, ok := mine[[2]string{x.Section, x.Where}]; ok {
			m.Changed, m.Own = true, y.Is
		}
		if m.Changed && m.Own == m.Is { // the service says it already
			continue
		}
		out = append(out, m)
	}
	return out
}

// A Mend is one value that the program has changed since. Changed says that the service has changed it too, and Own what it says there:
// that stays when the rest is taken over.
type Mend struct {
	Difference
	Changed bool
	Own     string
}

// TakeOver returns a service's own rules with what the program has changed in a section since base. What the service has changed itself
// stays. What comes out may not hold together with the rest, and is parsed like anything else.
func TakeOver(section string, base, own, shipped *Pack) *Pack {
	next := *own
	switch section {
	case About:
		next.Title, next.Notice = one(base.Title, own.Title, shipped.Title), one(base.Notice, own.Notice, shipped.Notice)
	default:
		m, _ := sectionFor(&next, section)
		b, _ := sectionFor(base, section)
		s, _ := sectionFor(shipped, section)
		m.v.Set(merge(b.v, m.v, s.v))
	}
	settle(&next)
	return &next
}

// Compared is base with a section of the program's rules of now in the place of its own: a lead has looked at it.
func Compared(section string, base, shipped *Pack) *Pack {
	next := *base
	if section == About {
		next.Title, next.Notice = shipped.Title, shipped.Notice
	} else {
		m, _ := sectionFor(&next, section)
		s, _ := sectionFor(shipped, section)
		m.v.Set(s.v)
	}
	settle(&next)
	return &next
}

// sectionFor finds a section, the choices among them: they are edited by no form, and mended like the rest.
func sectionFor(p *Pack, section string) (member, bool) {
	for _, m := range fieldsOf(reflect.ValueOf(p).Elem()) {
		if m.name == section {
			return m, true
		}
	}
	return member{}, false
}

func one(base, own, shipped string) string {
	if own == base {
		return shipped
	}
	return own
}

// merge is own with what was changed from base to shipped.
func merge(base, own, shipped reflect.Value) reflect.Value {
	same := func(a, b reflect.Value) bool { return reflect.DeepEqual(a.Interface(), b.Interface()) }
	switch {
	case same(own, base):
		return shipped
	case same(shipped, base), same(own, shipped):
		return own
	}
	t := own.Type()
	switch {
	case t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct:
		if own.IsNil() || base.IsNil() || shipped.IsNil() {
			return own
		}
		out := reflect.New(t.Elem())
		out.Elem().Set(mergeTable(base.Elem(), own.Elem(), shipped.Elem()))
		return out
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct:
		return mergeList(base, own, shipped, idents)
	case t.Kind() == reflect.Slice:
		return mergeList(base, own, shipped, func(v reflect.Value) []string {
			out := make([]string, v.Len())
			for i := range out {
				out[i] = said(v.Index(i))
			}
			return out
		})
	}
	return own // both have changed it, and the service's own stays
}

func mergeTable(base, own, shipped reflect.Value) reflect.Value {
	out := reflect.New(own.Type()).Elem()
	out.Set(own)
	b, s := fieldsOf(base), fieldsOf(shipped)
	for i, m := range fieldsOf(out) {
		m.v.Set(merge(b[i].v, m.v, s[i].v))
	}
	return out
}

// mergeList keeps the service's entries in its own order. What the program took out goes, unless the service has changed it; what is new
// there comes after the one that it follows there.
func mergeList(base, own, shipped reflect.Value, names func(reflect.Value) []string) reflect.Value {
	b, o, s := names(base), names(own), names(shipped)
	type entry struct {
		id string
		v  reflect.Value
	}
	var list []entry
	for i, id := range o {
		x := own.Index(i)
		inBase, inShipped := slices.Index(b, id), slices.Index(s, id)
		switch {
		case inBase >= 0 && inShipped >= 0 && x.Kind() == reflect.Struct:
			x = mergeTable(base.Index(inBase), x, shipped.Index(inShipped))
		case inBase >= 0 && inShipped < 0 && reflect.DeepEqual(x.Interface(), base.Index(inBase).Interface()):
			continue
		}
		list = append(list, entry{id, x})
	}
	for i, id := range s {
		if slices.Contains(b, id) || slices.Contains(o, id) {
			continue
		}
		at := 0
		for k := i - 1; k >= 0 && at == 0; k-- {
			at = slices.IndexFunc(list, func(e entry) bool { return e.id == s[k] }) + 1
		}
		list = slices.Insert(list, at, entry{id, shipped.Index(i)})
	}
	out := reflect.Zero(own.Type())
	for _, e := range list {
		out = reflect.Append(out, e.v)
	}
	return out
}
