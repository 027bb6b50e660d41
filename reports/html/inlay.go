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
	Main, Rest       []byte // Rest is what stands after the actions, where there are any: what a reader does comes before what was seen
	Parts            []byte
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
	split := afterActions(doc.Blocks)
	if split == 0 {
		if err := p.blocks(ctx, doc); err != nil {
			return Inlay{}, err
		}
		in.Main = p.b.Bytes()
	} else {
		p.run(ctx, doc, 0, split)
		n := p.b.Len()
		p.run(ctx, doc, split, len(doc.Blocks))
		if p.err != nil {
			return Inlay{}, p.err
		}
		in.Main, in.Rest = p.b.Bytes()[:n:n], p.b.Bytes()[n:]
	}
	if len(parts) >= manyParts {
		n := &page{lang: lang, rtl: rtl}
		n.nav(parts)
		in.Parts = n.b.Bytes()
	}
	return in, nil
}

// afterActions is the index of the section after the last action, 0 where there is nothing to part.
func afterActions(blocks []reports.Block) int {
	if end[*reports.Volume](blocks, 0) < len(blocks) {
		return 0 // a bundle is read from its contents
	}
	last := -1
	for i, b := range blocks {
		if _, ok := b.(*reports.Action); ok {
			last = i
		}
	}
	if next := end[*reports.Section](blocks, last+1); last >= 0 && next < len(blocks) {
		return next
	}
	return 0
}
