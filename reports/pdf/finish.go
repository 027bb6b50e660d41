package pdf

import (
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/reports/layout"
)

// finish writes gofpdf's pages and fonts into a new file with everything that makes it accessible and lasting: the
// structure tree, the outline, language and title, metadata, colour profile, exact Unicode maps and an ID.
func finish(book *layout.Book, p *painter, made []byte) ([]byte, error) {
	r, err := split(made)
	if err != nil {
		return nil, err
	}
	f := &file{}
	// Only page contents and fonts are taken over; gofpdf's catalog, page objects and information are left behind.
	catalog, pages := f.reserve(), f.reserve()
	faces, err := fonts(f, r, p)
	if err != nil {
		return nil, err
	}
	photos, err := pictures(f, p.jpegs)
	if err != nil {
		return nil, err
	}
	resources := f.add("<<%s>>", faces+photos)
	pageRefs := make([]ref, len(book.Pages))
	kids := make([]string, len(book.Pages))
	for i := range pageRefs {
		_, data, err := r.stream(4 + 2*i) // gofpdf: page i is object 3+2i, its content the next
		if err != nil {
			return nil, err
		}
		content := f.packed("", data)
		pageRefs[i] = f.add("<</Type /Page /Parent %s /MediaBox [0 0 595.28 841.89] /Resources %s /Contents %s /StructParents %d /Tabs /S>>",
			pages, resources, content, i)
		kids[i] = pageRefs[i].String()
	}
	f.put(pages, "<</Type /Pages /Kids [%s] /Count %d>>", strings.Join(kids, " "), len(kids))
	tree := structure(f, book, p, pageRefs)
	lines := outline(f, book, pageRefs)
	// The side panel opens by itself only where there is something to find one's way in.
	mode := "/UseNone"
	if len(book.Pages) > 3 {
		mode = "/UseOutlines"
	}
	meta := f.stream("/Type /Metadata /Subtype /XML", xmp(book))
	profile := f.packed("/N 3 /Alternate /DeviceRGB", sRGB())
	intent := f.add("<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB IEC61966-2.1) /DestOutputProfile %s>>", profile)
	f.put(catalog, "<</Type /Catalog /Version /1.7 /Pages %s /StructTreeRoot %s /MarkInfo <</Marked true>> /Lang %s "+
		"/ViewerPreferences <</DisplayDocTitle true>> /Metadata %s /OutputIntents [%s]%s /PageMode %s>>",
		pages, tree, text(book.Lang), meta, intent, lines, mode)
	return f.bytes(catalog, info(f, book)), nil
}

// info writes the old document information, which must say the same as the XMP.
func info(f *file, book *layout.Book) ref {
	dates := ""
	if book.Made != "" {
		d := strings.ReplaceAll(book.Made, "-", "")
		dates = fmt.Sprintf(" /CreationDate (D:%s000000Z00'00') /ModDate (D:%s000000Z00'00')", d, d)
	}
	author := ""
	if book.Service != "" {
		author = " /Author " + text(book.Service)
	}
	return f.add("<</Title %s%s /Creator %s /Producer %s%s>>", text(book.Title), author, text(creator), text(producer), dates)
}
