package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// around puts in what no place holds: the draft mark at the top, and at the end what the form has no place for.
func (w *filler) around(doc reports.Document, rest Rest) {
	main := w.f.main
	all := w.f.trees[main].kid("body")
	plainGuest := w.dress(w.f.parts[main], nil, nil)
	if doc.Draft {
		mark := para{style: note, text: reports.Text{{Text: notSigned, Gap: true}}}
		w.edits[main] = append(w.edits[main], edit{all.open, all.open, w.print(plainGuest, []piece{mark})})
	}
	if rest != AppendRest || len(w.filled.Unmapped) == 0 {
		return
	}
	end := all.shut
	if n := len(all.kids); n > 0 && all.kids[n-1].is("sectPr") {
		end = all.kids[n-1].from // the page of the last section is said last
	}
	text := w.print(w.headed("heading 1"), []piece{para{style: body, text: plain(notAsked), newPage: true}})
	section := ""
	for _, u := range w.filled.Unmapped {
		if u.Section != section {
			section = u.Section
			text += w.print(w.headed("heading 2"), []piece{para{style: body, text: plain(section)}})
		}
		text += w.print(plainGuest, pieces([]reports.Block{u.Block}))
	}
	w.edits[main] = append(w.edits[main], edit{end, end, text})
}

// headed is the dress of a heading in the form's own style, or of bold words where it has none.
func (w *filler) headed(name string) guest {
	g := w.dress(nil, nil, nil)
	if id := w.styles[name]; id != "" {
		g.par = props{"pStyle": `<w:pStyle w:val="` + esc(id) + `"/>`}
		return g
	}
	g.run = parsedProps("<w:b/><w:bCs/>")
	return g
}

var pictureID = regexp.MustCompile(`<wp:docPr\b[^>]*\bid="(\d+)"`)

// lastPicture is the highest number of a picture in the form.
func (w *filler) lastPicture() int {
	last := 0
	for _, n := range w.f.seen {
		for _, m := range pictureID.FindAllSubmatch(w.f.parts[n], -1) {
			if id, err := strconv.Atoi(string(m[1])); err == nil && id < 1<<30 {
				last = max(last, id)
			}
		}
	}
	return last
}

// finish applies the edits and packs the form again. Parts that were not touched are copied as they came.
func (w *filler) finish() error {
	const op = "docx.fill"
	changed := map[string][]byte{}
	for part, es := range w.edits {
		out, ok := edited(w.f.parts[part], es)
		if !ok {
			return assessments.Errorf(assessments.Invalid, op, "Two places of the layout stand inside each other in the form. Take one of them out of the layout.")
		}
		changed[part] = out
	}
	added := parts{}
	if len(w.pictures) > 0 {
		w.putPictures(changed, added)
	}
	// A template that is filled is a document.
	types := w.f.parts[firstPart]
	if changed[firstPart] != nil {
		types = changed[firstPart]
	}
	if bytes.Contains(types, []byte("template.main+xml")) {
		changed[firstPart] = bytes.ReplaceAll(types, []byte("template.main+xml"), []byte("document.main+xml"))
	}
	out, err := w.packed(changed, added)
	if err != nil {
		return assessments.Wrap(err, assessments.Internal, op, "The form could not be written. What you saved is safe.")
	}
	w.filled.Bytes = out
	return nil
}

// putPictures adds the pictures with their relationships and content types.
func (w *filler) putPictures(changed map[string][]byte, added parts) {
	rels, kinds := "", ""
	base := w.f.main[:strings.LastIndex(w.f.main, "/")+1]
	for i, p := range w.pictures {
		n := w.firstPic + i + 1
		name := "media/report" + strings.TrimPrefix(p.file(n), "media/")
		added[base+name] = p.data
		rels += fmt.Sprintf(`<Relationship Id="%s" Type="%simage" Target="%s"/>`, pictureRel(n), relBase, name)
		// Said of each by itself, so that what the form says of all pictures need not be looked for.
		kinds += fmt.Sprintf(`<Override PartName="/%s" ContentType="image/%s"/>`, base+name, p.ending)
	}
	rp := relsOf(w.f.main)
	if w.f.parts[rp] == nil {
		added[rp] = []byte(xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + rels + "</Relationships>")
	} else {
		changed[rp] = beforeEnd(w.f.parts[rp], "Relationships", rels)
	}
	changed[firstPart] = beforeEnd(w.f.parts[firstPart], "Types", kinds)
}

// beforeEnd puts text before the end of a part's one element, which has no prefix in any file that Word writes.
func beforeEnd(data []byte, name, text string) []byte {
	if i := bytes.LastIndex(data, []byte("</"+name+">")); i >= 0 {
		return append(append(append([]byte(nil), data[:i]...), text...), data[i:]...)
	}
	return data
}

// packed writes the package in the form's own order.
func (w *filler) packed(changed map[string][]byte, added parts) ([]byte, error) {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	put := func(name string, data []byte) error {
		x, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: epoch})
		if err == nil {
			_, err = x.Write(data)
		}
		return err
	}
	for _, f := range w.f.zip.File {
		var err error
		if data := changed[f.Name]; data != nil {
			err = put(f.Name, data)
		} else {
			err = z.Copy(f)
		}
		if err != nil {
			return nil, err
		}
	}
	for _, n := range added.names() {
		if err := put(n, added[n]); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}
