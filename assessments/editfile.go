package assessments

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"unicode/utf8"
)

// MaxLine is the longest line of a file of edits, in bytes: room for four of the largest fields.
const MaxLine = 4 * MaxField

// An EditReader reads edits from lines of JSON: {"record":…,"kind":…,"child"|"setting":… (neither: team),"set":{…}}.
// It reads as it goes, so that each edit can be kept before the next is looked at.
type EditReader struct {
	name string
	r    *bufio.Reader
	line int
}

// NewEditReader reads from r; name is what the file is called in messages.
func NewEditReader(r io.Reader, name string) *EditReader {
	return &EditReader{name: name, r: bufio.NewReaderSize(r, 64<<10)}
}

// Line is the number of the line that Next read last, from 1.
func (e *EditReader) Line() int { return e.line }

// Next returns the next edit, skipping blank lines, or io.EOF after the last. The error of a line lists every problem in
// it with the line's number; the next call goes on with the line after it.
func (e *EditReader) Next() (Edit, error) {
	for {
		line, err := e.read()
		if err != nil {
			return Edit{}, err
		}
		if e.line == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		if len(bytes.TrimSpace(line)) > 0 {
			return e.parse(line)
		}
	}
}

func (e *EditReader) read() ([]byte, error) {
	const op = "edits.read"
	var line []byte
	long := false
	for {
		part, err := e.r.ReadSlice('\n')
		if !long {
			line = append(line, part...)
		}
		long = long || len(line) > MaxLine
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, Wrap(err, Unavailable, op, e.name+" could not be read any further.")
		}
		if errors.Is(err, io.EOF) && len(line) == 0 {
			return nil, io.EOF
		}
		e.line++
		if long {
			return nil, Errorf(TooLarge, op, "%s, line %d: this line is longer than %d KiB.", e.name, e.line, MaxLine>>10)
		}
		return bytes.TrimRight(line, "\r\n"), nil
	}
}

func (e *EditReader) parse(line []byte) (Edit, error) {
	f := &FileProblems{File: e.name}
	edit := readEdit(line, e.line, f)
	if err := f.err("edits.parse", "This line was not applied."); err != nil {
		return Edit{}, err
	}
	return edit, nil
}

// ParseEdits reads every edit of a file. It is all or nothing: the error lists the problems of all lines.
func ParseEdits(r io.Reader, name string) ([]Edit, error) {
	er := NewEditReader(r, name)
	all := &FileProblems{File: name}
	var out []Edit
	for {
		edit, err := er.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		var one *FileProblems
		switch {
		case err == nil:
			out = append(out, edit)
		case errors.As(err, &one):
			all.List = append(all.List, one.List...)
		default:
			return nil, err
		}
	}
	if err := all.err("edits.parse", "Nothing from this file was applied."); err != nil {
		return nil, err
	}
	return out, nil
}

func readEdit(line []byte, n int, f *FileProblems) Edit {
	if !utf8.Valid(line) {
		f.add(n, "", "", "This line holds bytes that are not UTF-8 text.")
		return Edit{}
	}
	var whole json.RawMessage
	if err := json.Unmarshal(line, &whole); err != nil {
		f.add(n, "", "", "This line is not JSON. Each line is one object: {\"record\":…,\"kind\":…,\"set\":{…}}.")
		return Edit{}
	}
	parts, ok := members(line, 0)
	if !ok {
		f.add(n, "", "", "Each line must be one object: {\"record\":…,\"kind\":…,\"set\":{…}}.")
		return Edit{}
	}
	e := Edit{Op: OpSet, Set: Fields{}}
	var record, kind, child, setting string
	text := map[string]*string{"record": &record, "kind": &kind, "child": &child, "setting": &setting}
	seen := map[string]bool{}
	for _, m := range parts {
		if seen[m.name] {
			f.add(n, ID(record), m.name, "%s stands twice.", m.name)
		}
		seen[m.name] = true
		if dst, ok := text[m.name]; ok {
			if isNull(m.value) || json.Unmarshal(m.value, dst) != nil {
				f.add(n, ID(record), m.name, "%s must be text in quotation marks.", m.name)
			}
		} else if m.name == "set" {
			readSet(m, n, e.Set, f)
		} else {
			f.add(n, ID(record), m.name, "An edit holds record, kind, child or setting, and set; %q is none of them.", m.name)
		}
	}
	if child != "" && setting != "" {
		f.add(n, ID(record), "setting", "A record belongs to a child, to a setting or (with neither) to the team, not to two of them.")
	}
	e.Record, e.Kind, e.Scope = ID(record), Kind(kind), scopeFrom(ID(child), ID(setting))
	checkEdit(e, n, f)
	return e
}

func readSet(m member, n int, into Fields, f *FileProblems) {
	list, ok := members(m.value, 0)
	if !ok {
		f.add(n, "", "set", "set must be an object: {\"field\": value, …}.")
		return
	}
	seen := map[string]bool{}
	for _, x := range list {
		value, why := readField(x, seen)
		if why != "" {
			f.add(n, "", x.name, "%s", why)
			continue
		}
		into[x.name] = value // null clears the field
	}
}

// checkEdit checks what can be known without the record it changes: its envelope and the type of each value. Whether the
// record obeys its kind's rules afterwards is for the store, which has the rest of it.
func checkEdit(e Edit, n int, f *FileProblems) {
	var p Problems
	checkEnvelope(Record{ID: e.Record, Kind: e.Kind, Scope: e.Scope, Fields: e.Set}, &p)
	if info, ok := kindIndex[e.Kind]; ok {
		p = append(p, Decode(e.Set, info.New())...)
	}
	for _, x := range p {
		if x.Field == "id" {
			x.Field = "record"
		}
		f.add(n, e.Record, x.Field, "%s", x.Text)
	}
	if len(e.Set) == 0 && len(f.List) == 0 {
		f.add(n, e.Record, "set", "This edit sets nothing: give at least one field in set.")
	}
}
