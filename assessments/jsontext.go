package assessments

import (
	"bytes"
	"encoding/json"
	"io"
	"sort"
	"strconv"
)

// Canonical returns the one way in which Fieldfare writes a JSON value: no spaces, members in order of their names,
// letters as letters instead of escapes, numbers as they were written. Values that mean the same have the same bytes.
func Canonical(raw json.RawMessage) (json.RawMessage, error) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var x any
	if err := dec.Decode(&x); err != nil {
		return nil, Wrap(err, Invalid, "json.canonical", "This value is not JSON.")
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, Errorf(Invalid, "json.canonical", "This is more than one value.")
	}
	return marshal(x), nil
}

// unprintable reports whether JSON text holds a NUL, written out or escaped, and whether it holds half of a surrogate
// pair, which decoders replace without a word. A backslash that is itself escaped starts nothing.
func unprintable(raw []byte) (nul, half bool) {
	for i := 0; i < len(raw); i++ {
		if raw[i] == 0 {
			nul = true
		}
		if raw[i] != '\\' {
			continue
		}
		i++
		u, ok := escape(raw, i)
		if !ok {
			continue
		}
		i += 4
		switch {
		case u == 0:
			nul = true
		case u >= 0xd800 && u < 0xdc00:
			low, ok := escape(raw, i+2)
			if !ok || raw[i+1] != '\\' || low < 0xdc00 || low > 0xdfff {
				half = true
				continue
			}
			i += 6
		case u >= 0xdc00 && u < 0xe000:
			half = true
		}
	}
	return nul, half
}

// escape reads uXXXX at i, the place after a backslash.
func escape(raw []byte, i int) (uint64, bool) {
	if i < 0 || i+5 > len(raw) || raw[i] != 'u' {
		return 0, false
	}
	u, err := strconv.ParseUint(string(raw[i+1:i+5]), 16, 16)
	return u, err == nil
}

// A member is one name and value of a JSON object, with the offsets of both in the whole file.
type member struct {
	name  string
	at    int // just after the name
	value json.RawMessage
	start int // of the value
}

// members lists an object's members in the order of the file. raw must be valid JSON; ok is false if it is no object.
func members(raw json.RawMessage, base int) (out []member, ok bool) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return nil, false
	}
	for dec.More() {
		t, err := dec.Token()
		name, isText := t.(string)
		if err != nil || !isText {
			return nil, false
		}
		m := member{name: name, at: base + int(dec.InputOffset())}
		if dec.Decode(&m.value) != nil {
			return nil, false
		}
		m.start = base + int(dec.InputOffset()) - len(m.value)
		out = append(out, m)
	}
	return out, true
}

// elements lists an array's values with their offsets; ok is false if raw is no array.
func elements(raw json.RawMessage, base int) (out []member, ok bool) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	if t, err := dec.Token(); err != nil || t != json.Delim('[') {
		return nil, false
	}
	for dec.More() {
		var m member
		if dec.Decode(&m.value) != nil {
			return nil, false
		}
		m.start = base + int(dec.InputOffset()) - len(m.value)
		out = append(out, m)
	}
	return out, true
}

// twice returns a name that stands twice in one object anywhere inside valid JSON, or "". Decoders keep the last of the
// two and drop the first, which would lose what somebody wrote. It walks the tokens once, however deep they nest.
func twice(raw json.RawMessage) string {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	type level struct {
		names map[string]bool // nil in an array
		value bool            // a name has been read, its value comes next
	}
	var open []level
	for {
		t, err := dec.Token()
		if err != nil {
			return ""
		}
		if d, ok := t.(json.Delim); ok && (d == '}' || d == ']') {
			open = open[:len(open)-1]
			continue
		}
		if n := len(open); n > 0 && open[n-1].names != nil {
			in := &open[n-1]
			if name, ok := t.(string); ok && !in.value {
				if in.names[name] {
					return name
				}
				in.names[name], in.value = true, true
				continue
			}
			in.value = false
		}
		switch t {
		case json.Delim('{'):
			open = append(open, level{names: map[string]bool{}})
		case json.Delim('['):
			open = append(open, level{})
		}
	}
}

// lineIndex turns offsets into line numbers.
type lineIndex []int

func indexLines(data []byte) lineIndex {
	ix := lineIndex{0}
	for i, b := range data {
		if b == '\n' {
			ix = append(ix, i+1)
		}
	}
	return ix
}

// at returns the line of an offset, from 1, and the character in it in bytes, from 1.
func (ix lineIndex) at(offset int) (line, char int) {
	line = sort.SearchInts(ix, offset+1)
	return line, offset - ix[line-1] + 1
}
