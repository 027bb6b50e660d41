package docx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"testing"
)

// An element is one element of a part, by its local name.
type element struct {
	name  string
	attrs map[string]string
	kids  []*element
	text  string
}

func (e *element) walk(f func(*element)) {
	f(e)
	for _, k := range e.kids {
		k.walk(f)
	}
}

func (e *element) all(name string) []*element {
	var out []*element
	e.walk(func(x *element) {
		if x.name == name {
			out = append(out, x)
		}
	})
	return out
}

func (e *element) kid(name string) *element {
	for _, k := range e.kids {
		if k.name == name {
			return k
		}
	}
	return &element{}
}

// parseXML reads a part with a reader that stops at whatever is not XML.
func parseXML(data []byte) (*element, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = true
	root := &element{}
	stack := []*element{root}
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			e := &element{name: tok.Name.Local, attrs: map[string]string{}}
			for _, a := range tok.Attr {
				if _, twice := e.attrs[a.Name.Local]; twice && a.Name.Space != "xmlns" {
					return nil, fmt.Errorf("%s has the attribute %s twice", e.name, a.Name.Local)
				}
				e.attrs[a.Name.Local] = a.Value
			}
			top := stack[len(stack)-1]
			top.kids = append(top.kids, e)
			stack = append(stack, e)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			stack[len(stack)-1].text += string(tok)
		}
	}
	if len(root.kids) != 1 {
		return nil, fmt.Errorf("%d root elements", len(root.kids))
	}
	return root.kids[0], nil
}

// The order that the standard asks of the children of properties (ECMA-376, part 1, CT_PPr, CT_TblPr, CT_TcPr). Word
// calls a file that breaks it damaged.
var order = map[string][]string{
	"pPr": strings.Fields("pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap " +
		"overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment outlineLvl divId cnfStyle rPr sectPr"),
	"tblPr":  strings.Fields("tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"),
	"tcPr":   strings.Fields("cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"),
	"style":  strings.Fields("name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked pPr rPr tblPr trPr tcPr tblStylePr"),
	"lvl":    strings.Fields("start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr"),
	"sectPr": strings.Fields("headerReference footerReference pgSz pgMar titlePg"),
	"rPr": strings.Fields("rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs " +
		"highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"),
	"settings": strings.Fields("zoom embedTrueTypeFonts defaultTabStop characterSpacingControl compat themeFontLang decimalSymbol listSeparator"),
}

// sound checks a Word file as strictly as we know how, and returns what is wrong with it.
func sound(files map[string][]byte) []string {
	var wrong []string
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	trees := map[string]*element{}
	for name, data := range files {
		if strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels") {
			root, err := parseXML(data)
			if err != nil {
				say("%s: %v", name, err)
				continue
			}
			trees[name] = root
		}
	}
	if len(wrong) > 0 {
		return wrong
	}
	typed(files, trees, say)
	related(files, trees, say)
	styles, nums := map[string]bool{}, map[string]bool{}
	for _, s := range trees["word/styles.xml"].all("style") {
		if id := s.attrs["styleId"]; styles[id] {
			say("the style %s stands twice", id)
		} else {
			styles[id] = true
		}
	}
	if n := trees["word/numbering.xml"]; n != nil {
		for _, x := range n.all("num") {
			nums[x.attrs["numId"]] = true
		}
	}
	ids := map[string]bool{}
	for name, root := range trees {
		if !strings.HasPrefix(name, "word/") {
			continue
		}
		root.walk(func(e *element) {
			if want, ok := order[e.name]; ok {
				last := -1
				for _, k := range e.kids {
					at := slices.Index(want, k.name)
					if at < 0 || at < last {
						say("%s: %s in %s stands where it may not", name, k.name, e.name)
					}
					last = max(last, at)
				}
			}
			switch e.name {
			case "pStyle", "rStyle", "tblStyle", "basedOn", "next":
				if !styles[e.attrs["val"]] {
					say("%s: there is no style %q", name, e.attrs["val"])
				}
			case "numId":
				if !nums[e.attrs["val"]] {
					say("%s: there is no list %q", name, e.attrs["val"])
				}
			case "docPr":
				if ids[e.attrs["id"]] {
					say("two pictures have the id %s", e.attrs["id"])
				}
				ids[e.attrs["id"]] = true
				if e.attrs["descr"] == "" {
					say("picture %s says nothing to a reader who does not see it", e.attrs["id"])
				}
			case "tbl":
				tabled(e, say)
			case "t":
				if e.text == "" {
					say("%s: an empty run", name)
				}
			}
		})
	}
	return wrong
}

// typed checks that every part has a content type, and every type a part.
func typed(files map[string][]byte, trees map[string]*element, say func(string, ...any)) {
	ending, one := map[string]bool{}, map[string]bool{}
	for _, k := range trees[firstPart].kids {
		switch k.name {
		case "Default":
			ending[strings.ToLower(k.attrs["Extension"])] = true
		case "Override":
			n := strings.TrimPrefix(k.attrs["PartName"], "/")
			one[n] = true
			if files[n] == nil {
				say("a content type for %s, which is not there", n)
			}
		}
	}
	for n := range files {
		if n != firstPart && !one[n] && !ending[strings.ToLower(strings.TrimPrefix(path.Ext(n), "."))] {
			say("%s has no content type", n)
		}
	}
}

// related checks that every relationship leads to a part, and that every id that a part uses is one of its relationships.
func related(files map[string][]byte, trees map[string]*element, say func(string, ...any)) {
	known := map[string]map[string]bool{}
	for n, root := range trees {
		if !strings.HasSuffix(n, ".rels") {
			continue
		}
		dir, file := path.Split(n)
		from := path.Join(path.Dir(path.Clean(dir)), strings.TrimSuffix(file, ".rels"))
		known[from] = map[string]bool{}
		for _, r := range root.kids {
			if id := r.attrs["Id"]; known[from][id] {
				say("%s: the relationship %s stands twice", n, id)
			} else {
				known[from][id] = true
			}
			to := path.Join(path.Dir(from), r.attrs["Target"])
			if strings.HasPrefix(r.attrs["Target"], "/") {
				to = r.attrs["Target"][1:]
			}
			if r.attrs["TargetMode"] != "External" && files[to] == nil {
				say("%s leads to %s, which is not there", n, to)
			}
		}
	}
	for n, root := range trees {
		if strings.HasSuffix(n, ".rels") || !strings.HasPrefix(n, "word/") {
			continue
		}
		root.walk(func(e *element) {
			for _, a := range []string{"embed", "id"} {
				if v := e.attrs[a]; strings.HasPrefix(v, "rId") && !known[n][v] {
					say("%s: %s names the relationship %s, which is not there", n, e.name, v)
				}
			}
		})
	}
}

// tabled checks one table: as many cells as columns, a paragraph at the end of each cell, heads marked as heads.
func tabled(e *element, say func(string, ...any)) {
	cols := len(e.kid("tblGrid").kids)
	heads, firstColumn := 0, e.kid("tblPr").kid("tblLook").attrs["firstColumn"]
	row := 0
	for _, tr := range e.kids {
		if tr.name != "tr" {
			continue
		}
		cells := 0
		for _, tc := range tr.kids {
			if tc.name == "tc" {
				cells++
				if len(tc.kids) == 0 || tc.kids[len(tc.kids)-1].name != "p" || tc.kids[0].name != "tcPr" {
					say("a cell does not begin with its properties or end in a paragraph")
				}
			}
		}
		if cells != cols {
			say("a row of %d cells under %d columns", cells, cols)
		}
		if len(tr.kid("trPr").all("tblHeader")) > 0 {
			heads++
			if row > 0 {
				say("a head row below the first")
			}
		}
		row++
	}
	if heads == 0 && firstColumn != "1" && e.kid("tblPr").kid("tblCaption").attrs["val"] != "Address and reference" {
		say("a table with neither a head row nor row heads")
	}
	if e.kid("tblPr").kid("tblCaption").attrs["val"] == "" {
		say("a table without words for a reader who does not see it")
	}
}

// mustBeSound fails the test for each thing that is wrong with a file.
func mustBeSound(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	files := unzipped(t, data)
	for _, w := range sound(files) {
		t.Error(w)
	}
	return files
}

// words reads a part as plain text, a paragraph a line.
func words(t *testing.T, part []byte) string {
	t.Helper()
	root, err := parseXML(part)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, l := range lined(root) {
		b.WriteString(l.text + "\n")
	}
	return b.String()
}

// A line is a paragraph outside tables, or a row of one, as plain text has it.
type line struct{ style, text string }

func lined(e *element) []line {
	var out []line
	for _, k := range e.kids {
		switch k.name {
		case "p":
			out = append(out, line{k.kid("pPr").kid("pStyle").attrs["val"], strings.ReplaceAll(said(k), "\u00A0", " ")})
		case "tr":
			var cells []string
			for _, tc := range k.all("tc") {
				var ps []string
				for _, l := range lined(tc) {
					ps = append(ps, l.text)
				}
				cells = append(cells, strings.Join(ps, "\n"))
			}
			out = append(out, line{"", strings.Join(cells, ": ")})
		default:
			out = append(out, lined(k)...)
		}
	}
	return out
}

func said(p *element) string {
	var b strings.Builder
	p.walk(func(e *element) {
		switch e.name {
		case "t":
			b.WriteString(e.text)
		case "tab":
			if e.attrs["pos"] == "" {
				b.WriteByte('\t')
			}
		case "br":
			b.WriteByte('\n')
		}
	})
	return b.String()
}

// whole is every word of a file: pages, heads and feet, and what is said of pictures.
func whole(t *testing.T, files map[string][]byte) string {
	t.Helper()
	var b strings.Builder
	for _, n := range []string{"word/document.xml", "word/header1.xml", "word/header2.xml", "word/footer1.xml"} {
		b.WriteString(words(t, files[n]))
	}
	root, err := parseXML(files["word/document.xml"])
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range root.all("docPr") {
		b.WriteString(d.attrs["descr"] + "\n")
	}
	return b.String()
}

// sections cuts a file at its lettered headings, as the notebooks' tables speak of them.
func sections(t *testing.T, document []byte) map[string]string {
	t.Helper()
	root, err := parseXML(document)
	if err != nil {
		t.Fatal(err)
	}
	out, at := map[string]string{}, "header"
	for _, l := range lined(root) {
		if l.style == string(heading2) {
			at = ""
			if letter, _, ok := strings.Cut(l.text, "\t"); ok && letter != "" && len(letter) <= 2 {
				at = letter
			}
		}
		out[at] += l.text + "\n"
	}
	delete(out, "")
	return out
}
