package docx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"sort"
	"strings"
)

// A node is an element of a form's part, with where it stands in the bytes. The bytes are what is kept: everything that
// nobody fills leaves as it came.
type node struct {
	space, name string
	attrs       []xml.Attr
	from, open  int // of the start tag: its first byte, and the first behind it
	shut, to    int // of the end tag, likewise; a tag that closes itself has shut == open == to
	up          *node
	kids        []*node
}

// errDeep is for a part that is nested deeper than any form: it would only be there to harm.
var errDeep = errors.New("nested too deeply")

const maxDeep = 400

// errMany is for parts with more in them than any form: each element takes far more memory than its bytes in the file.
var errMany = errors.New("too many elements")

// maxNodes is how many elements and attributes all the parts of a form that are read may have together.
const maxNodes = 1_000_000

// weigh is how many elements and attributes a part can have at most, counted before anything is read of it: one start tag
// could hold millions of attributes.
func weigh(data []byte) int {
	return bytes.Count(data, []byte("<")) - bytes.Count(data, []byte("</")) + bytes.Count(data, []byte("="))
}

// readTree reads a part. Its offsets are into data.
func readTree(data []byte) (*node, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	root := &node{}
	at, deep := root, 0
	for {
		before := int(d.InputOffset())
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if deep++; deep > maxDeep {
				return nil, errDeep
			}
			n := &node{space: tok.Name.Space, name: tok.Name.Local, attrs: tok.Copy().Attr, from: before, open: int(d.InputOffset()), up: at}
			at.kids = append(at.kids, n)
			at = n
		case xml.EndElement:
			at.shut, at.to = before, int(d.InputOffset())
			at, deep = at.up, deep-1
		}
	}
	if len(root.kids) != 1 {
		return nil, io.ErrUnexpectedEOF
	}
	top := root.kids[0]
	top.up = nil
	return top, nil
}

// is reports whether n is an element of WordprocessingML with that name.
func (n *node) is(name string) bool { return n != nil && n.space == spaceW && n.name == name }

// kid returns the first child with that name, or nil.
func (n *node) kid(name string) *node {
	if n == nil {
		return nil
	}
	for _, k := range n.kids {
		if k.is(name) {
			return k
		}
	}
	return nil
}

// attr is the value of an attribute by its local name.
func (n *node) attr(name string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// walk calls f for n and all below it, in order, until f says not to go below.
func (n *node) walk(f func(*node) bool) {
	if !f(n) {
		return
	}
	for _, k := range n.kids {
		k.walk(f)
	}
}

// above returns the nearest element around n with that name, or nil.
func (n *node) above(name string) *node {
	for p := n.up; p != nil; p = p.up {
		if p.is(name) {
			return p
		}
	}
	return nil
}

// first returns the first element below n with that name, or nil.
func (n *node) first(name string) *node {
	var out *node
	n.walk(func(k *node) bool {
		if out == nil && k != n && k.is(name) {
			out = k
		}
		return out == nil
	})
	return out
}

// words are the words of a paragraph as they are shown: what was deleted under tracking is not.
func (n *node) words(data []byte) string {
	var b strings.Builder
	n.walk(func(k *node) bool {
		switch {
		case k.is("t") && k.shut > k.open:
			// The bytes may hold entities; a reader of their own turns them into letters.
			var s string
			if xml.Unmarshal([]byte("<t>"+string(data[k.open:k.shut])+"</t>"), &s) == nil {
				b.WriteString(s)
			}
		case k.is("tab"), k.is("br"):
			b.WriteByte(' ')
		case k.is("del"), k.is("pPr"):
			return false
		}
		return true
	})
	return b.String()
}

// An edit replaces the bytes from, to.
type edit struct {
	from, to int
	text     string
}

// edited applies edits that do not overlap; ok is false where two do.
func edited(data []byte, edits []edit) (out []byte, ok bool) {
	sort.SliceStable(edits, func(i, j int) bool { return edits[i].from < edits[j].from })
	at := 0
	for _, e := range edits {
		if e.from < at || e.to < e.from {
			return nil, false
		}
		out = append(out, data[at:e.from]...)
		out = append(out, e.text...)
		at = e.to
	}
	return append(out, data[at:]...), true
}
