package fhir

import (
	"fmt"
	"slices"
	"strings"
)

// checker holds what came in to the definitions of FHIR R4 and turns it into resources.
type checker struct{ wrong *mistakes }

// value reads a node as a type; path is its name in sentences.
func (c *checker) value(n *node, typ, path string) any {
	switch {
	case typ == "Any":
		return c.plain(n, path, 0)
	case primitive[typ].words != "":
		if !sound(typ, n.value) || n.object() || n.list {
			c.wrong.add(n.line, path, "This must be %s; %s is not.", primitive[typ].words, shown(n))
			return nil
		}
		return n.value
	case shapes[typ] == nil:
		return c.plain(n, path, 0) // a type that hardly anybody sends: kept as it is
	case !n.object():
		c.wrong.add(n.line, path, "This must be an object with members, of type %s.", typ)
		return nil
	}
	return c.object(n, typ, path)
}

func (c *checker) object(n *node, typ, path string) resource {
	out := resource{}
	if len(n.names) == 0 {
		c.wrong.add(n.line, path, "This is empty. FHIR has no empty values: leave it out.")
	}
	for _, name := range n.names {
		at, sub := n.of[name], path+"."+name
		e, ok := shapes[typ][strings.TrimPrefix(name, "_")]
		switch {
		case name == "resourceType":
			out[name] = at.value
			continue
		case name == "fhir_comments":
			continue
		case !ok:
			c.wrong.add(at.line, sub, "FHIR R4 has no such element in %s. Check how it is spelt.", typ)
			continue
		case strings.HasPrefix(name, "_"):
			if v := c.beside(at, e, sub); v != nil {
				out[name] = v
			}
			continue
		}
		if v := c.member(at, e, sub, n.of["_"+name] != nil); v != nil {
			out[name] = v
		}
	}
	for name, e := range shapes[typ] {
		if e.must && n.of[name] == nil && n.of["_"+name] == nil {
			c.wrong.add(n.line, path+"."+name, "This is missing; FHIR R4 asks for it.")
		}
	}
	c.rules(n, typ, path)
	return out
}

// member reads one element, or the list of them.
func (c *checker) member(n *node, e element, path string, beside bool) any {
	if n.list != e.list {
		if e.list {
			c.wrong.add(n.line, path, "This must be a list: [ ... ].")
		} else {
			c.wrong.add(n.line, path, "This must be one value, not a list.")
		}
		return nil
	}
	if !e.list {
		return c.word(n, e, path)
	}
	if len(n.items) == 0 {
		c.wrong.add(n.line, path, "This list is empty. FHIR has no empty values: leave it out.")
	}
	out := make([]any, 0, len(n.items))
	for i, item := range n.items {
		if item.value == nil && !item.object() && !item.list && beside {
			out = append(out, nil) // its extension stands beside it
			continue
		}
		out = append(out, c.word(item, e, fmt.Sprintf("%s[%d]", path, i)))
	}
	return out
}

func (c *checker) word(n *node, e element, path string) any {
	v := c.value(n, e.typ, path)
	if s, ok := v.(string); ok && e.words != nil && !slices.Contains(e.words, s) {
		c.wrong.add(n.line, path, "This must be one of %s; %s is not.", strings.Join(e.words, ", "), shown(n))
	}
	return v
}

// beside reads the id and extensions of a plain value, which JSON has under its name with an underscore.
func (c *checker) beside(n *node, e element, path string) any {
	if primitive[e.typ].words == "" {
		c.wrong.add(n.line, path, "Only a plain value may have extensions beside it.")
		return nil
	}
	one := func(n *node, path string) any {
		if n.value == nil && !n.object() && !n.list {
			return nil
		}
		if !n.object() {
			c.wrong.add(n.line, path, "This must be an object with id or extension.")
			return nil
		}
		return c.object(n, "Element", path)
	}
	if !e.list {
		return one(n, path)
	}
	var out []any
	for i, item := range n.items {
		out = append(out, one(item, fmt.Sprintf("%s[%d]", path, i)))
	}
	return out
}

// plain keeps a value whose definition is not known here, as it is.
func (c *checker) plain(n *node, path string, depth int) any {
	switch {
	case n.list:
		out := make([]any, 0, len(n.items))
		for _, x := range n.items {
			out = append(out, c.plain(x, path, depth+1))
		}
		return out
	case n.object():
		out := resource{}
		for _, name := range n.names {
			out[name] = c.plain(n.of[name], path, depth+1)
		}
		return out
	}
	return n.value
}

// rules are what the definitions say in formulas: one of a choice, and who must come with whom.
func (c *checker) rules(n *node, typ, path string) {
	has := func(name string) bool { return n.of[name] != nil || n.of["_"+name] != nil }
	values := 0
	for _, name := range n.names {
		if strings.HasPrefix(name, "value") && typ == "Extension" {
			values++
		}
	}
	switch {
	case typ == "Extension" && values > 1:
		c.wrong.add(n.line, path, "An extension has one value; this has %d.", values)
	case typ == "Extension" && (values == 1) == has("extension") && !(values == 0 && has("_valueString")):
		c.wrong.add(n.line, path, "An extension has either a value or further extensions.")
	case typ == "Patient" && has("deceasedBoolean") && has("deceasedDateTime"):
		c.wrong.add(n.line, path+".deceased[x]", "This may be said in one way only: yes or no, or the date.")
	case typ == "Patient" && has("multipleBirthBoolean") && has("multipleBirthInteger"):
		c.wrong.add(n.line, path+".multipleBirth[x]", "This may be said in one way only: yes or no, or the place in the order.")
	case typ == "Patient.contact" && !has("name") && !has("telecom") && !has("address") && !has("organization"):
		c.wrong.add(n.line, path, "A contact needs a name, a telephone number, an address or an organisation.")
	case typ == "ContactPoint" && has("value") && !has("system"):
		c.wrong.add(n.line, path+".system", "Say what it is: phone, email, sms or another.")
	case typ == "Attachment" && has("data") && !has("contentType"):
		c.wrong.add(n.line, path+".contentType", "Say what the data is, such as image/png.")
	}
}

// shown is what somebody wrote, short enough for a sentence.
func shown(n *node) string {
	switch {
	case n.list:
		return "a list"
	case n.object():
		return "an object"
	case n.value == nil:
		return "null"
	}
	text := []rune(fmt.Sprintf("%q", fmt.Sprint(n.value)))
	if len(text) > 42 {
		text = append(text[:41], '…')
	}
	return string(text)
}
