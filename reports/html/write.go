package html

import (
	"bytes"
	"html"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// page is the HTML so far.
type page struct {
	b     bytes.Buffer
	lang  string // of the document, a language tag by its form
	rtl   bool   // the document is read from right to left
	level int    // of the last heading
	ids   int
	err   error // the first
}

// attrs are names and values in turn. Names are ours, values are anybody's.
type attrs []string

// and adds an attribute, unless its value is empty.
func (a attrs) and(name, value string) attrs {
	if value == "" {
		return a
	}
	return append(a[:len(a):len(a)], name, value)
}

// class is an element's class alone.
func class(name string) attrs { return attrs{}.and("class", name) }

// inline elements stand in a line of text, so no line end may follow them: it would be read as a space.
var inline = map[string]bool{"span": true, "strong": true, "bdi": true, "a": true, "text": true, "title": true, "desc": true, "th": true, "td": true}

// el writes an element. tag is always a constant of this package.
func (p *page) el(tag string, at attrs, body func()) {
	p.open(tag, at)
	body()
	p.b.WriteString("</" + tag + ">")
	if !inline[tag] {
		p.b.WriteByte('\n')
	}
}

// void writes an element that holds nothing, such as a picture, and so has no end.
func (p *page) void(tag string, at attrs) { p.open(tag, at) }

// words writes an element that holds only words.
func (p *page) words(tag string, at attrs, s string) {
	p.el(tag, p.voiced(at, s), func() { p.text(s) })
}

// open begins an element. Every value is escaped here, so that no caller can forget to.
func (p *page) open(tag string, at attrs) {
	p.b.WriteString("<" + tag)
	for i := 0; i+1 < len(at); i += 2 {
		p.b.WriteString(" " + at[i] + `="` + html.EscapeString(clean(at[i+1])) + `"`)
	}
	p.b.WriteByte('>')
}

// raw writes what this package made itself, and nothing that came with the tree.
func (p *page) raw(s string) { p.b.WriteString(s) }

// from names the records that words came from. Ids alone: the day and the author of a record may be withheld from this
// reader, and an id says neither to whoever does not hold the record.
func (a attrs) from(ids []assessments.ID) attrs {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = string(id)
	}
	return a.and("data-from", strings.Join(names, " "))
}
