package fhir

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sort"

	"github.com/fieldfare/fieldfare/assessments"
)

// A node is a value of a file with the line it stands on: an object with named members, a list, or a plain value.
type node struct {
	line  int
	names []string // of an object's members, in the order of the file
	of    map[string]*node
	items []*node // of a list
	list  bool
	value any // of anything else: string, bool, json.Number or nil
}

func (n *node) object() bool { return n.of != nil }

// set adds a member; false means that it stood there before.
func (n *node) set(name string, v *node) bool {
	if n.of[name] != nil {
		return false
	}
	n.names, n.of[name] = append(n.names, name), v
	return true
}

// mistakes gathers all of a file, so that whoever sent it can mend it in one go.
type mistakes struct{ assessments.FileProblems }

func (m *mistakes) add(line int, path, format string, args ...any) {
	m.List = append(m.List, assessments.FileProblem{Line: line, Field: path, Text: fmt.Sprintf(format, args...)})
}

// deepest is how far a file may nest; a resource of people nests a dozen levels.
const deepest = 100

// jsonReader reads JSON token by token, because a decoder into maps drops the first of two members of one name and knows no lines.
type jsonReader struct {
	dec   *json.Decoder
	lines []int // offsets at which lines begin
	wrong *mistakes
}

func readJSON(data []byte, wrong *mistakes) *node {
	r := &jsonReader{dec: json.NewDecoder(bytes.NewReader(data)), wrong: wrong, lines: []int{0}}
	r.dec.UseNumber()
	for i, c := range data {
		if c == '\n' {
			r.lines = append(r.lines, i+1)
		}
	}
	n, err := r.next(0)
	if err == nil {
		if _, more := r.dec.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("there is something after its end")
		}
	}
	if err != nil {
		line := r.line()
		var bad *json.SyntaxError
		if errors.As(err, &bad) {
			line = r.lineOf(int(bad.Offset) - 1)
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			err = errors.New("the file breaks off before its end")
		}
		wrong.add(line, "", "This is not JSON: %s. Mend the line, or ask for the file again.", err)
		return nil
	}
	return n
}

func (r *jsonReader) line() int { return r.lineOf(int(r.dec.InputOffset()) - 1) }

func (r *jsonReader) lineOf(offset int) int {
	return max(1, sort.SearchInts(r.lines, max(0, offset)+1))
}

func (r *jsonReader) next(depth int) (*node, error) {
	t, err := r.dec.Token()
	if err != nil {
		return nil, err
	}
	n := &node{line: r.line()}
	d, ok := t.(json.Delim)
	if !ok {
		n.value = t
		return n, nil
	}
	if depth > deepest {
		return nil, fmt.Errorf("it nests deeper than %d levels", deepest)
	}
	n.list = d == '['
	if !n.list {
		n.of = map[string]*node{}
	}
	for r.dec.More() {
		if n.list {
			item, err := r.next(depth + 1)
			if err != nil {
				return nil, err
			}
			n.items = append(n.items, item)
			continue
		}
		name, err := r.dec.Token()
		if err != nil {
			return nil, err
		}
		line := r.line()
		v, err := r.next(depth + 1)
		if err != nil {
			return nil, err
		}
		if !n.set(name.(string), v) {
			r.wrong.add(line, name.(string), "This stands twice in one object: keep one of the two.")
		}
	}
	_, err = r.dec.Token()
	return n, err
}
