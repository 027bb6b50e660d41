package pdf

import (
	"bytes"
	"fmt"
	"regexp"
	"sort"
	"strconv"
)

// raw is gofpdf's file taken apart: the text of each object by its number.
type raw map[int][]byte

// split takes a file of gofpdf v1.16.2 apart by its cross-reference table. It refuses one whose objects are not where
// the table says: then the version has changed, and nothing below would be right.
func split(file []byte) (raw, error) {
	at := bytes.LastIndex(file, []byte("startxref\n"))
	if at < 0 {
		return nil, fmt.Errorf("no startxref")
	}
	var table int
	if _, err := fmt.Sscanf(string(file[at+len("startxref\n"):]), "%d", &table); err != nil || table < 0 || table >= at {
		return nil, fmt.Errorf("bad startxref")
	}
	// The table: "xref", "0 N", the free entry, then twenty characters a line, in the order of the numbers.
	lines := bytes.Split(file[table:at], []byte("\n"))
	if len(lines) < 3 || string(lines[0]) != "xref" {
		return nil, fmt.Errorf("no xref table")
	}
	type place struct{ n, at int }
	var places []place
	for n, line := range lines[3:] {
		if len(line) < 18 || line[17] != 'n' {
			break
		}
		off, err := strconv.Atoi(string(line[:10]))
		if err != nil || off < 0 || off >= table {
			return nil, fmt.Errorf("bad offset of object %d", n+1)
		}
		places = append(places, place{n + 1, off})
	}
	// Objects are not written in the order of their numbers; each reaches to where the next one in the file begins.
	sort.Slice(places, func(i, j int) bool { return places[i].at < places[j].at })
	out := raw{}
	for i, p := range places {
		end := table
		if i+1 < len(places) {
			end = places[i+1].at
		}
		head := fmt.Appendf(nil, "%d 0 obj\n", p.n)
		body := file[p.at:end]
		cut := bytes.LastIndex(body, []byte("endobj"))
		if !bytes.HasPrefix(body, head) || cut < len(head) {
			return nil, fmt.Errorf("object %d is not where the table says", p.n)
		}
		out[p.n] = bytes.TrimSpace(body[len(head):cut])
		if bytes.HasSuffix(body[:cut], []byte("\nendstream\n")) {
			out[p.n] = body[len(head):cut] // a stream may end in white space of its own
		}
	}
	return out, nil
}

// stream returns the dictionary and data of a stream object.
func (r raw) stream(n int) (dict string, data []byte, err error) {
	body := r[n]
	// The length, not a search for "endstream", ends the data: compressed bytes may hold any word.
	open := bytes.Index(body, []byte("\nstream\n"))
	size := regexp.MustCompile(`/Length (\d+)`).FindSubmatch(body[:max(open, 0)])
	if open < 0 || size == nil {
		return "", nil, fmt.Errorf("object %d is no stream", n)
	}
	length, err := strconv.Atoi(string(size[1]))
	from := open + len("\nstream\n")
	if err != nil || length > len(body)-from {
		return "", nil, fmt.Errorf("object %d is shorter than it says", n)
	}
	return string(body[:open]), body[from : from+length], nil
}

var fontEntry = regexp.MustCompile(`/(F[0-9a-f]+) (\d+) 0 R`)

// fonts returns the fonts of the resource dictionary: the name content streams use, and the object's number.
func (r raw) fonts() (names []string, objects []int) {
	for _, m := range fontEntry.FindAllSubmatch(r[2], -1) {
		n, _ := strconv.Atoi(string(m[2]))
		names, objects = append(names, string(m[1])), append(objects, n)
	}
	return names, objects
}
