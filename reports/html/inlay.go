package html

import (
	"context"

	"github.com/fieldfare/fieldfare/reports"
)

// An Inlay is a document in parts, for a site that shows it within a page of its own: what stands in the main element, the list of
// its parts ("" for a short one), and the style sheet that both need, without the faces. Lang and Dir go on the page's root.
type Inlay struct {
	Title, Lang, Dir string
	Class            string // of the body
	Style            string
	Main, Parts      []byte
	Footer           string
}

// Inlaid renders doc in parts. Errors are those of Render.
func Inlaid(ctx context.Context, doc reports.Document) (Inlay, error) {
	lang := language(doc.Lang)
	rtl := mirrored.MatchString(lang)
	in := Inlay{Title: titleOf(doc), Lang: lang, Class: kindClass(doc.Kind), Style: look(doc), Footer: footer(doc)}
	if rtl {
		in.Dir = "rtl"
	}
	parts := partsOf(doc)
	p := &page{lang: lang, rtl: rtl}
	p.title(doc, len(parts) >= manyParts)
	if err := p.blocks(ctx, doc); err != nil {
		return Inlay{}, err
	}
	in.Main = p.b.Bytes()
	if len(parts) >= manyParts {
		n := &page{lang: lang, rtl: rtl}
		n.nav(parts)
		in.Parts = n.b.Bytes()
	}
	return in, nil
}
