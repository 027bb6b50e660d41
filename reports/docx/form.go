package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"regexp"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// A form is a council's Word file, read so that it can be filled: its parts as they came, and the trees of those that
// people see.
type form struct {
	zip   *zip.Reader
	parts map[string][]byte
	main  string   // the part with the body
	seen  []string // the body and its heads and feet, each once
	trees map[string]*node
	read  map[string]*node // all parts that were read, so that none is read twice
	room  int              // for nodes; below nought when a part was not read for want of it
}

// How much a form may unpack to, and how many files it may hold: more would be a file made to harm.
const (
	maxForm  = 64 << 20
	maxFiles = 2000
)

// readForm opens a form. It fails with a sentence that says what to do in Word.
func readForm(data []byte) (*form, error) {
	const op = "docx.form"
	f := &form{parts: map[string][]byte{}, trees: map[string]*node{}, read: map[string]*node{}, room: maxNodes}
	refuse := func(format string, args ...any) error {
		if f.room < 0 {
			return assessments.Errorf(assessments.TooLarge, op, "The form is too large: it is made of more than a million pieces. Ask the council for a smaller one.")
		}
		return assessments.Errorf(assessments.Invalid, op, format, args...)
	}
	if bytes.HasPrefix(data, []byte{0xD0, 0xCF, 0x11, 0xE0}) {
		return nil, refuse("The form is a Word file of the old kind (.doc), or it has a password. Open it in Word and save it as .docx without a password.")
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(z.File) > maxFiles {
		return nil, refuse("The form is not a Word file (.docx).")
	}
	f.zip = z
	left := int64(maxForm)
	for _, x := range z.File {
		r, err := x.Open()
		if err != nil {
			return nil, refuse("The form is damaged: %s cannot be read.", x.Name)
		}
		raw, err := io.ReadAll(io.LimitReader(r, left+1))
		r.Close()
		if left -= int64(len(raw)); left < 0 {
			return nil, assessments.Errorf(assessments.TooLarge, op, "The form is too large.")
		}
		if _, twice := f.parts[x.Name]; err != nil || twice {
			return nil, refuse("The form is damaged: %s cannot be read.", x.Name)
		}
		f.parts[x.Name] = raw
	}
	if bytes.Contains(f.parts[firstPart], []byte("macroEnabled")) {
		return nil, refuse("The form holds macros. Open it in Word and save it as .docx, without them.")
	}
	if f.main = f.target("_rels/.rels", "officeDocument"); f.main == "" || f.parts[f.main] == nil {
		return nil, refuse("The form is not a Word file (.docx).")
	}
	f.seen = []string{f.main}
	had := map[string]bool{f.main: true}
	for _, k := range []string{"header", "footer"} {
		for _, n := range f.targets(relsOf(f.main), k) {
			if !had[n] { // two sections may share one head
				had[n] = true
				f.seen = append(f.seen, n)
			}
		}
	}
	for _, n := range f.seen {
		tree, err := f.tree(n)
		if err != nil {
			return nil, refuse("The form is damaged: %s is not well-formed XML.", n)
		}
		if tree.space != spaceW {
			return nil, refuse("The form is saved as Strict Open XML. Open it in Word and save it as “Word Document (.docx)”.")
		}
		// What is put in is written with the prefix that Word uses; another one would mean another thing there.
		for _, a := range tree.attrs {
			if a.Name.Space == "xmlns" && a.Name.Local == "w" && a.Value == spaceW {
				f.trees[n] = tree
			}
		}
		if f.trees[n] == nil {
			return nil, refuse("The form was not saved by Word. Open it in Word and save it as .docx.")
		}
	}
	if body := f.trees[f.main].kid("body"); body == nil || body.open == body.to {
		return nil, refuse("The form is damaged: it has no body.")
	}
	if f.room < 0 {
		return nil, refuse("")
	}
	return f, nil
}

// tree reads a part, once.
func (f *form) tree(part string) (*node, error) {
	if t := f.read[part]; t != nil {
		return t, nil
	}
	n := weigh(f.parts[part])
	if f.room < n {
		f.room = -1
		return nil, errMany
	}
	f.room -= n
	t, err := readTree(f.parts[part])
	if err == nil {
		f.read[part] = t
	}
	return t, err
}

// relsOf is where a part's relationships lie, by the rule of the format.
func relsOf(part string) string {
	return path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
}

// targets are the parts that a part's relationships of a kind lead to.
func (f *form) targets(rels, kind string) []string {
	tree, err := f.tree(rels)
	if err != nil {
		return nil
	}
	var out []string
	for _, r := range tree.kids {
		to := r.attr("Target")
		if path.Base(r.attr("Type")) != kind || r.attr("TargetMode") == "External" {
			continue
		}
		if strings.HasPrefix(to, "/") {
			to = to[1:]
		} else {
			to = path.Join(path.Dir(path.Dir(rels)), to)
		}
		if f.parts[to] != nil {
			out = append(out, to)
		}
	}
	return out
}

// target is the first of targets: a file has one body and one set of styles.
func (f *form) target(rels, kind string) string {
	if all := f.targets(rels, kind); len(all) > 0 {
		return all[0]
	}
	return ""
}

// A control is a content control of the form.
type control struct {
	part    string
	node    *node // w:sdt
	props   *node // w:sdtPr
	content *node // w:sdtContent
}

// named reports whether the control has a name as its tag or its title.
func (c control) named(name string) bool {
	return fold(c.props.kid("tag").attr("val")) == fold(name) || fold(c.props.kid("alias").attr("val")) == fold(name)
}

// controls are all controls of a part below n, in order.
func (f *form) controls(part string, n *node) []control {
	var out []control
	n.walk(func(k *node) bool {
		if k.is("sdt") && k.kid("sdtPr") != nil && k.kid("sdtContent") != nil {
			out = append(out, control{part, k, k.kid("sdtPr"), k.kid("sdtContent")})
		}
		return true
	})
	return out
}

// find are the controls of the form with a name: a form repeats the child's name on every page.
func (f *form) find(name string) []control {
	var out []control
	for _, p := range f.seen {
		for _, c := range f.controls(p, f.trees[p]) {
			if c.named(name) {
				out = append(out, c)
			}
		}
	}
	return out
}

// names lists the names of the form's controls, for somebody who typed another.
func (f *form) names() string {
	var out []string
	had := map[string]bool{}
	for _, p := range f.seen {
		for _, c := range f.controls(p, f.trees[p]) {
			n := c.props.kid("tag").attr("val")
			if n == "" {
				n = c.props.kid("alias").attr("val")
			}
			if n != "" && !had[n] {
				had[n] = true
				out = append(out, "“"+n+"”")
			}
		}
	}
	if len(out) == 0 {
		return "It has no content controls with a name."
	}
	if len(out) > 40 {
		out = append(out[:40], fmt.Sprintf("and %d more", len(out)-40))
	}
	return "It has " + strings.Join(out, ", ") + "."
}

// paragraphs finds the paragraphs of the body with some words. Lines of a table of contents are not meant.
func (f *form) paragraphs(words string) []*node {
	var out []*node
	f.trees[f.main].walk(func(n *node) bool {
		if n.is("p") && fold(n.words(f.parts[f.main])) == fold(words) && !strings.HasPrefix(strings.ToUpper(n.kid("pPr").kid("pStyle").attr("val")), "TOC") {
			out = append(out, n)
		}
		return true
	})
	return out
}

var styleName = regexp.MustCompile(`(?i)^(table grid|heading 1|heading 2)$`)

// styles are the ids of the form's own styles for plain tables and headings, by name.
func (f *form) styles() map[string]string {
	out := map[string]string{}
	tree, err := f.tree(f.target(relsOf(f.main), "styles"))
	if err != nil {
		return out
	}
	for _, s := range tree.kids {
		if name := s.kid("name").attr("val"); s.is("style") && styleName.MatchString(name) {
			out[strings.ToLower(name)] = s.attr("styleId")
		}
	}
	return out
}
