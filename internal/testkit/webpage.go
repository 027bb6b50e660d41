package testkit

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A WebPage is what a reader gets of an HTML file.
type WebPage struct {
	Text     string            // in reading order, a fact a line as in a report's plain text; without the list of parts, which repeats headings
	Sections map[string]string // the text of each lettered section, and of the part before the first as "header"
	Outline  string            // an element a line with what it is to a screen reader, indented as it is nested
	Root     *html.Node
}

// ReadWebPage parses a file as a browser does.
func ReadWebPage(data []byte) (WebPage, error) {
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return WebPage{}, err
	}
	w := WebPage{Sections: map[string]string{}, Root: root}
	r := pageReader{page: &w, at: "header"}
	r.walk(root, 0)
	r.end()
	r.flush()
	w.Outline = r.outline.String()
	delete(w.Sections, "")
	return w, nil
}

// pageReader collects a page. at is the letter of the section it is in: empty for one without.
type pageReader struct {
	page    *WebPage
	at      string
	line    strings.Builder
	outline strings.Builder
	pending string // an element whose line in the outline waits for its words
	glue    string // what joins the next words to the line before: a value to its label, a cell to its row
}

// blocks end a line of text.
var blocks = map[atom.Atom]bool{atom.P: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.Li: true, atom.Dt: true, atom.Dd: true, atom.Td: true,
	atom.Th: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Tr: true, atom.Table: true, atom.Caption: true, atom.Figcaption: true,
	atom.Br: true, atom.Title: true, atom.Summary: true, atom.Header: true, atom.Main: true, atom.Footer: true}

func (r *pageReader) walk(n *html.Node, depth int) {
	switch {
	case n.Type == html.TextNode:
		r.line.WriteString(n.Data)
		return
	case n.DataAtom == atom.Style, n.DataAtom == atom.Nav, n.DataAtom == atom.Meta:
		return
	}
	if n.DataAtom == atom.Section {
		r.end()
		r.at = letter(n)
	}
	if n.DataAtom == atom.Footer {
		r.end()
		r.at = ""
	}
	if blocks[n.DataAtom] {
		r.end()
	}
	switch before := previous(n); {
	case n.DataAtom == atom.Dd && before == atom.Dt:
		r.glue = ": "
	case n.DataAtom == atom.Td && before != 0, n.DataAtom == atom.Th && before != 0:
		r.glue = " | "
	case blocks[n.DataAtom]:
		r.glue = ""
	}
	if n.DataAtom == atom.Img {
		r.line.WriteString(attr(n, "alt"))
	}
	next := depth
	if name := described(n); name != "" {
		r.end()
		r.flush()
		r.pending = strings.Repeat("  ", depth) + name
		next++
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if n.DataAtom == atom.Svg && c.Data != "title" && c.Data != "desc" {
			continue // the letters of a picture are told by its title and description
		}
		r.walk(c, next)
	}
	if blocks[n.DataAtom] || n.DataAtom == atom.Svg {
		r.end()
	}
}

// end closes a line of text.
func (r *pageReader) end() {
	s := strings.Join(strings.Fields(r.line.String()), " ")
	r.line.Reset()
	if s == "" {
		return
	}
	r.page.Text = join(r.page.Text, r.glue, s)
	r.page.Sections[r.at] = join(r.page.Sections[r.at], r.glue, s)
	r.glue = ""
	r.outline.WriteString(strings.TrimRight(r.pending+" | "+s, " ") + "\n")
	r.pending = ""
}

// join adds a line, or goes on with the last.
func join(text, glue, s string) string {
	if glue != "" {
		text = strings.TrimSuffix(text, "\n") + glue
	}
	return text + s + "\n"
}

// previous is the element before n among its siblings.
func previous(n *html.Node) atom.Atom {
	for n = n.PrevSibling; n != nil; n = n.PrevSibling {
		if n.Type == html.ElementNode {
			return n.DataAtom
		}
	}
	return 0
}

// flush writes the line of an element without words of its own.
func (r *pageReader) flush() {
	if r.pending != "" {
		r.outline.WriteString(r.pending + "\n")
	}
	r.pending = ""
}

// described is what an element is, for the elements that a screen reader names.
func described(n *html.Node) string {
	switch n.DataAtom {
	case atom.Header, atom.Main, atom.Footer, atom.Section, atom.Article, atom.H1, atom.H2, atom.H3, atom.Ul, atom.Ol, atom.Dl, atom.Dt, atom.Table, atom.Thead,
		atom.Tbody, atom.Tfoot, atom.Caption, atom.Figure, atom.Figcaption, atom.Blockquote, atom.Img, atom.Svg, atom.Tr, atom.P:
		return strings.TrimSpace(n.Data + " " + attr(n, "class"))
	case atom.Th:
		return "th " + attr(n, "scope")
	case atom.Li, atom.Td, atom.Dd:
		return n.Data
	}
	return ""
}

// letter is the letter in the margin of a section's heading.
func letter(section *html.Node) string {
	for c := section.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.H2 && c.FirstChild != nil && attr(c.FirstChild, "class") == "letter" && c.FirstChild.FirstChild != nil {
			return c.FirstChild.FirstChild.Data
		}
	}
	return ""
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
