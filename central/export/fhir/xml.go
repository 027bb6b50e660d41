package fhir

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
)

// A tag is an element of an XML file with the line it begins on. text is the element as it was written, for XHTML.
type tag struct {
	name  string
	line  int
	attrs map[string]string
	kids  []*tag
	text  string
}

// readXML reads the tags of a file. Entities of its own and document types are refused: nothing in FHIR needs them.
func readXML(data []byte, wrong *mistakes) *tag {
	dec := xml.NewDecoder(bytes.NewReader(data))
	root := &tag{}
	open, starts := []*tag{root}, []int64{0}
	for {
		before := dec.InputOffset()
		t, err := dec.Token()
		line, _ := dec.InputPos()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			var bad *xml.SyntaxError
			if errors.As(err, &bad) {
				line = bad.Line
			}
			wrong.add(max(line, 1), "", "This is not XML: %s. Mend the line, or ask for the file again.", err)
			return nil
		}
		top := open[len(open)-1]
		switch t := t.(type) {
		case xml.Directive:
			wrong.add(line, "", "A document type is not taken: FHIR has none.")
			return nil
		case xml.StartElement:
			if len(open) > deepest {
				wrong.add(line, "", "It nests deeper than %d levels.", deepest)
				return nil
			}
			kid := &tag{name: t.Name.Local, line: line, attrs: map[string]string{}}
			for _, a := range t.Attr {
				kid.attrs[a.Name.Local] = a.Value
			}
			top.kids = append(top.kids, kid)
			open, starts = append(open, kid), append(starts, before)
		case xml.EndElement:
			top.text = string(data[starts[len(starts)-1]:dec.InputOffset()])
			open, starts = open[:len(open)-1], starts[:len(starts)-1]
		case xml.CharData:
			if len(bytes.TrimSpace(t)) > 0 && !inXHTML(open) {
				wrong.add(line, top.name, "There is text between the elements; FHIR has its values in value=\"…\".")
			}
		}
	}
	if len(root.kids) != 1 {
		wrong.add(1, "", "The file holds no resource.")
		return nil
	}
	return root.kids[0]
}

func inXHTML(open []*tag) bool {
	return slices.ContainsFunc(open, func(t *tag) bool { return t.name == "div" })
}

// asJSON makes of a resource in XML what it would be in JSON.
func (t *tag) asJSON(wrong *mistakes) *node {
	if shapes[t.name] == nil {
		return &node{line: t.line, names: []string{"resourceType"}, of: map[string]*node{"resourceType": {line: t.line, value: t.name}}}
	}
	n := t.object(t.name, wrong)
	n.set("resourceType", &node{line: t.line, value: t.name})
	return n
}

func (t *tag) object(typ string, wrong *mistakes) *node {
	n := &node{line: t.line, of: map[string]*node{}}
	for _, a := range []string{"id", "url"} {
		if v, ok := t.attrs[a]; ok {
			n.set(a, &node{line: t.line, value: v})
		}
	}
	for _, kid := range t.kids {
		e, known := shapes[typ][kid.name]
		if !known {
			n.set(kid.name, &node{line: kid.line}) // the check says that there is no such element
			continue
		}
		value, beside := kid.value(e, wrong)
		if !e.list {
			if !n.set(kid.name, value) {
				wrong.add(kid.line, typ+"."+kid.name, "This stands twice: keep one of the two.")
			}
			if beside != nil {
				n.set("_"+kid.name, beside)
			}
			continue
		}
		n.push(kid.name, value)
		if beside != nil || n.of["_"+kid.name] != nil {
			n.pushBeside(kid.name, beside)
		}
	}
	for name, v := range n.of { // a plain value that only its extensions speak of
		if n.of["_"+name] != nil && !v.list && v.value == nil && !v.object() {
			delete(n.of, name)
			n.names = slices.DeleteFunc(n.names, func(s string) bool { return s == name })
		}
	}
	return n
}

func (n *node) push(name string, v *node) {
	if n.of[name] == nil {
		n.set(name, &node{line: v.line, list: true})
	}
	n.of[name].items = append(n.of[name].items, v)
}

// pushBeside keeps the list of extensions as long as the list of values.
func (n *node) pushBeside(name string, beside *node) {
	if beside == nil {
		beside = &node{line: n.line}
	}
	for n.of["_"+name] == nil || len(n.of["_"+name].items) < len(n.of[name].items)-1 {
		n.push("_"+name, &node{line: n.line})
		if len(n.of[name].items) == 1 {
			n.of["_"+name].items = nil
			break
		}
	}
	n.push("_"+name, beside)
}

// value reads an element as its type says; beside is what JSON has under the name with an underscore.
func (t *tag) value(e element, wrong *mistakes) (value, beside *node) {
	switch {
	case e.typ == "xhtml":
		return &node{line: t.line, value: t.text}, nil
	case e.typ == "Any":
		if len(t.kids) == 1 && shapes[t.kids[0].name] != nil {
			return t.kids[0].asJSON(wrong), nil
		}
		wrong.add(t.line, e.name, "What is contained here cannot be taken from XML. Ask for the file as JSON.")
		return &node{line: t.line, of: map[string]*node{}}, nil
	case primitive[e.typ].words != "":
		n := &node{line: t.line}
		if text, ok := t.attrs["value"]; ok {
			n.value = written(e.typ, text)
		}
		if _, named := t.attrs["id"]; named || len(t.kids) > 0 {
			beside = t.object("Element", wrong)
		}
		return n, beside
	case shapes[e.typ] == nil:
		wrong.add(t.line, e.name, "A value of type %s cannot be taken from XML. Ask for the file as JSON.", e.typ)
		return &node{line: t.line, of: map[string]*node{}}, nil
	}
	return t.object(e.typ, wrong), nil
}
