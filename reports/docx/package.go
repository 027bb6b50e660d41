package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"sort"
	"strings"
	"time"
)

// The namespaces of a Word file.
const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	spaceW  = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	nsW     = `xmlns:w="` + spaceW + `"`
	nsR     = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relBase = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	wordML  = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// A rel is a relationship from one part to another.
type rel struct{ id, kind, target string }

// relsXML is a list of relationships. A kind with an address of its own is kept as it is.
func relsXML(rels []rel) []byte {
	var b strings.Builder
	b.WriteString(xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for _, r := range rels {
		kind := r.kind
		if !strings.HasPrefix(kind, "http") {
			kind = relBase + kind
		}
		fmt.Fprintf(&b, `<Relationship Id="%s" Type="%s" Target="%s"/>`, r.id, kind, r.target)
	}
	b.WriteString("</Relationships>")
	return []byte(b.String())
}

// parts are the files of a package by name.
type parts map[string][]byte

// types are the content types of the parts whose ending does not say it.
type types map[string]string

// xml is the list of content types, which every program reads first.
func (t types) xml() []byte {
	var b strings.Builder
	b.WriteString(xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`)
	for _, d := range [][2]string{{"jpeg", "image/jpeg"}, {"odttf", "application/vnd.openxmlformats-officedocument.obfuscatedFont"}, {"png", "image/png"},
		{"rels", "application/vnd.openxmlformats-package.relationships+xml"}, {"xml", "application/xml"}} {
		fmt.Fprintf(&b, `<Default Extension="%s" ContentType="%s"/>`, d[0], d[1])
	}
	names := make([]string, 0, len(t))
	for n := range t {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		fmt.Fprintf(&b, `<Override PartName="/%s" ContentType="%s"/>`, n, t[n])
	}
	b.WriteString("</Types>")
	return []byte(b.String())
}

// epoch is the time of every file in the package: the oldest that zip can say, so that two days give the same bytes.
var epoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// firstPart must open the package: some programs look only there to know what they hold.
const firstPart = "[Content_Types].xml"

// names are the names of the parts in order.
func (p parts) names() []string {
	out := make([]string, 0, len(p))
	for n := range p {
		out = append(out, n)
	}
	sort.Strings(out)
	return out
}

// zipped writes parts as a package, in an order of its own.
func (p parts) zipped() ([]byte, error) {
	names := p.names() // "[" sorts before every letter, so the content types come first
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, n := range names {
		method := zip.Deflate
		if strings.HasSuffix(n, ".jpeg") || strings.HasSuffix(n, ".png") {
			method = zip.Store // nothing left to press out
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: n, Method: method, Modified: epoch})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(p[n]); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}
