package assessments

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"sort"
	"unicode/utf8"
)

// MaxBundle is the largest bundle file that is read, in bytes: 256 MiB, some hundred times a whole caseload.
const MaxBundle = 256 << 20

// nothingTaken ends every refusal of a file: the person must know that half of it is not in.
const nothingTaken = "Nothing from this file was imported."

// bundleReader reads one file and gathers all that is wrong with it.
type bundleReader struct {
	FileProblems
	lines lineIndex
}

// ParseBundle reads a record bundle; name is what the file is called in messages. It is all or nothing: the error lists
// every problem with line and field. Kinds and fields this program does not know are kept as they are, text is kept
// byte for byte, and every record that is returned passes Check.
func ParseBundle(r io.Reader, name string) (Bundle, error) {
	const op = "bundle.parse"
	data, err := io.ReadAll(io.LimitReader(r, MaxBundle+1))
	if err != nil {
		return Bundle{}, Wrap(err, Unavailable, op, name+" could not be read.")
	}
	if len(data) > MaxBundle {
		return Bundle{}, Errorf(TooLarge, op, "%s is larger than %d MiB. Split it into several bundles. %s", name, MaxBundle>>20, nothingTaken)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // some editors put a mark in front
	p := &bundleReader{FileProblems{File: name}, indexLines(data)}
	if p.text(data); len(p.List) > 0 {
		return Bundle{}, p.err(op, nothingTaken)
	}
	b, err := p.bundle(data)
	if err != nil {
		return Bundle{}, err
	}
	if len(p.List) > 0 {
		sort.SliceStable(p.List, func(i, j int) bool { return p.List[i].Line < p.List[j].Line })
		return Bundle{}, p.err(op, nothingTaken)
	}
	return b, nil
}

// text checks that the file is text and one JSON value, so that what follows need not.
func (p *bundleReader) text(data []byte) {
	if len(bytes.TrimSpace(data)) == 0 {
		p.add(1, "", "", "The file is empty.")
		return
	}
	for i, line := range bytes.Split(data, []byte("\n")) {
		if !utf8.Valid(line) {
			p.add(i+1, "", "", "This line holds bytes that are not UTF-8 text. Save the file as UTF-8 and try again.")
		}
		if bytes.IndexByte(line, 0) >= 0 {
			p.add(i+1, "", "", "This line holds a NUL character, which is not text. Remove it and try again.")
		}
	}
	if len(p.List) > 0 {
		return
	}
	var whole json.RawMessage
	var bad *json.SyntaxError
	if err := json.Unmarshal(data, &whole); errors.As(err, &bad) {
		if int(bad.Offset) >= len(data) {
			line, _ := p.lines.at(len(data) - 1)
			p.add(line, "", "", "The file breaks off here, before its end. Export it again, or copy it again from where it came.")
			return
		}
		line, char := p.lines.at(max(int(bad.Offset)-1, 0))
		p.add(line, "", "", "This is not JSON at character %d of the line: %s. Mend the line, or export the file again.", char, bad.Error())
	}
}

func (p *bundleReader) bundle(data []byte) (Bundle, error) {
	b := Bundle{Bundle: BundleVersion}
	top, ok := members(data, 0)
	if !ok {
		p.add(1, "", "", "A record bundle is one object that begins {\"bundle\":1, ...}.")
		return b, nil
	}
	seen := map[string]bool{}
	for _, m := range top {
		line, _ := p.lines.at(m.at)
		if seen[m.name] {
			p.add(line, "", m.name, "%s stands twice.", m.name)
		}
		seen[m.name] = true
		switch m.name {
		case "bundle":
			if json.Unmarshal(m.value, &b.Bundle) != nil || b.Bundle < 1 {
				p.add(line, "", "bundle", "bundle must be the number %d.", BundleVersion)
			} else if b.Bundle > BundleVersion {
				return b, Errorf(TooNew, "bundle.parse", "%s was made by a newer Fieldfare (bundle version %d). Update Fieldfare, then import it again. %s", p.File, b.Bundle, nothingTaken)
			}
		case "tenant":
			p.string(m, line, "", &b.Tenant)
		case "records":
			b.Records = p.records(m, line)
		default:
			p.add(line, "", m.name, "A bundle holds bundle, tenant and records; %q is none of them.", m.name)
		}
	}
	for _, need := range []string{"bundle", "records"} {
		if !seen[need] {
			p.add(1, "", need, "The bundle has no %q.", need)
		}
	}
	return b, nil
}

func (p *bundleReader) string(m member, line int, id ID, dst *string) {
	if bytes.Equal(m.value, []byte("null")) || json.Unmarshal(m.value, dst) != nil {
		p.add(line, id, m.name, "%s must be text in quotation marks.", m.name)
	}
}

func (p *bundleReader) records(m member, line int) []Record {
	list, ok := elements(m.value, m.start)
	if !ok {
		p.add(line, "", "records", "records must be a list: [ ... ].")
		return nil
	}
	first := map[ID]int{}
	out := make([]Record, 0, len(list))
	for _, e := range list {
		at, _ := p.lines.at(e.start)
		r, where, ok := p.record(e, at)
		if !ok {
			continue
		}
		if before, dup := first[r.ID]; dup && r.ID != "" {
			p.add(where("id"), r.ID, "id", "The record %s stands twice: it is also on line %d.", r.ID, before)
			continue
		}
		first[r.ID] = where("id")
		for _, x := range Check(r) {
			p.add(where(x.Field), r.ID, x.Field, "%s", x.Text)
		}
		out = append(out, r)
	}
	return out
}

// record reads one record and returns a function from field name to line.
func (p *bundleReader) record(e member, line int) (Record, func(string) int, bool) {
	lines := map[string]int{}
	where := func(field string) int {
		if n, ok := lines[field]; ok {
			return n
		}
		return line
	}
	parts, ok := members(e.value, e.start)
	if !ok {
		p.add(line, "", "records", "Each record must be an object: {\"id\":…, \"kind\":…, \"fields\":{…}}.")
		return Record{}, where, false
	}
	var id, kind, child, setting string
	r := Record{Fields: Fields{}}
	fields := false
	for _, m := range parts {
		at, _ := p.lines.at(m.at)
		if _, dup := lines[m.name]; dup {
			p.add(at, ID(id), m.name, "%s stands twice in this record.", m.name)
		}
		lines[m.name] = at
		switch m.name {
		case "id":
			p.string(m, at, "", &id)
		case "kind":
			p.string(m, at, ID(id), &kind)
		case "child":
			p.string(m, at, ID(id), &child)
		case "setting":
			p.string(m, at, ID(id), &setting)
		case "fields":
			fields = true
			p.fields(m, ID(id), at, r.Fields, lines)
		default:
			p.add(at, ID(id), m.name, "A record holds id, kind, child or setting, and fields; %q is none of them.", m.name)
		}
	}
	r.ID, r.Kind = ID(id), Kind(kind)
	r.Scope = scopeFrom(ID(child), ID(setting))
	if child != "" && setting != "" {
		p.add(where("setting"), r.ID, "setting", "A record belongs to a child, to a setting or (with neither) to the team, not to two of them.")
	}
	if !fields {
		p.add(line, r.ID, "fields", "The record has no fields.")
	}
	return r, where, true
}

func scopeFrom(child, setting ID) Scope {
	switch {
	case child != "":
		return ChildScope(child)
	case setting != "":
		return SettingScope(setting)
	default:
		return TeamScope()
	}
}

func (p *bundleReader) fields(m member, id ID, line int, into Fields, lines map[string]int) {
	list, ok := members(m.value, m.start)
	if !ok {
		p.add(line, id, "fields", "fields must be an object: {\"name\": value, …}.")
		return
	}
	seen := map[string]bool{}
	for _, f := range list {
		at, _ := p.lines.at(f.at)
		value, why := readField(f, seen)
		lines[f.name] = at
		if why != "" {
			p.add(at, id, f.name, "%s", why)
		} else if !isNull(value) {
			into[f.name] = value
		}
	}
}

// readField returns a field's value in canonical form, or why it cannot be taken.
func readField(f member, seen map[string]bool) (json.RawMessage, string) {
	switch {
	case f.name == "":
		return nil, "A field needs a name."
	case seen[f.name]:
		return nil, f.name + " stands twice in this record: keep one of the two."
	}
	seen[f.name] = true
	if name := twice(f.value); name != "" {
		return nil, f.name + " holds " + name + " twice in one object: keep one of the two."
	}
	if _, half := unprintable(f.value); half {
		return nil, f.name + " holds half of a character (a lone surrogate). Copy it again from its source."
	}
	value, err := Canonical(f.value)
	if err != nil {
		return nil, f.name + " cannot be read."
	}
	return value, ""
}
