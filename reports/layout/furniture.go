package layout

import (
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/reports"
)

// furnish draws what stands on every page around the body: band or running head, footer, and the draft mark. All of it
// is repeated elsewhere in the document or about the sheet of paper, so it is artifacts.
func (l *layer) furnish(pages []Page) {
	for i := range pages {
		items := l.runningHead()
		if i == 0 {
			items = l.band()
		}
		if l.doc.Draft {
			items = append(items, draftMark()...)
		}
		items = append(items, l.footer(i+1, len(pages))...)
		pages[i].Items = append(items, pages[i].Items...)
	}
}

// band is the slate strip of page one: what it is, who made it, who it is for.
func (l *layer) band() []Item {
	b := l.doc.Band
	base := bandTop + bandH/2 + mm(capHeight*11)/2
	white := styleLabel.with(semiBold, White)
	items := []Item{rect(marginX, bandTop, rightX-marginX, bandH, Slate)}
	reader := fit(words(b.Right, white.with(regular, White)), 70)
	w := reader.width()
	label := fit(words(b.Label, white), 18)
	at := max(colX, marginX+3+label.width()+4) // "Discharge" and "Handover" reach into the column
	items = append(items, one(label, marginX+3, base, left, Artifact)...)
	items = append(items, one(fit(words(b.Service, white), rightX-4-w-5-at), at, base, left, Artifact)...)
	return append(items, one(reader, rightX-4, base, right, Artifact)...)
}

// runningHead names the child on every page but the first, so that a loose page is never nameless.
func (l *layer) runningHead() []Item {
	r := l.doc.Running
	kind := fit(words(r.Right, styleRunning), 60)
	w := kind.width()
	text := reports.Text{{Text: r.Name, Strong: true}}
	for _, p := range r.Parts {
		text = append(text, reports.Span{Text: "  ·  " + p})
	}
	name := fit(spans(text, styleRunning, false), rightX-marginX-w-5)
	for i := range name.styles { // the name in ink
		if name.styles[i].weight == bold {
			name.styles[i].color = Ink
		}
	}
	items := []Item{rule(marginX, runningRule, rightX-marginX, mainLine, Slate)}
	items = append(items, one(name, marginX, runningBase, left, Artifact)...)
	return append(items, one(kind, rightX, runningBase, right, Artifact)...)
}

// footer says which document this is and which page of how many.
func (l *layer) footer(page, pages int) []Item {
	text := l.doc.Footer
	if l.doc.Draft && !strings.Contains(strings.ToLower(text), "draft") {
		text = strings.TrimPrefix(text+", draft, not signed", ", ")
	}
	count := words(fmt.Sprintf("Page %d of %d", page, pages), styleRunning)
	w := count.width()
	items := []Item{rule(marginX, footRule, rightX-marginX, hairLine+0.05, Rule)}
	items = append(items, one(fit(words(text, styleRunning), rightX-marginX-w-5), marginX, footBase, left, Artifact)...)
	return append(items, one(count, rightX, footBase, right, Artifact)...)
}

// draftMark stands above the band or running head of every page of a draft: an open square says "not yet" in every
// document, and survives grey and fax.
func draftMark() []Item {
	p := spans(reports.Text{{Text: "Draft, not signed", Gap: true}}, styleRunning, false)
	return one(p, rightX, 11.5, right, Artifact)
}
