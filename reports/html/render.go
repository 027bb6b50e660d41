package html

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// manyParts is from how many sections on a reader gets a list of them.
const manyParts = 4

// Render returns doc as one HTML file in UTF-8. The same document gives the same bytes. It fails when ctx is done
// (assessments.Unavailable), for a photo that is none (Invalid) and for a block that nobody here knows (TooNew): a report
// that leaves out a part without a word is worse than none. Any words can be shown.
func Render(ctx context.Context, doc reports.Document) ([]byte, error) {
	lang := language(doc.Lang)
	p := &page{lang: lang, rtl: mirrored.MatchString(lang)}
	p.raw("<!doctype html>\n")
	var err error
	at := attrs{"lang", lang}
	if p.rtl {
		at = at.and("dir", "rtl")
	}
	p.el("html", at, func() {
		p.head(doc)
		p.el("body", class(kindClass(doc.Kind)), func() { err = p.body(ctx, doc) })
	})
	if err != nil {
		return nil, err
	}
	return p.b.Bytes(), nil
}

var kindName = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)

// kindClass lets a kind have its own print: a school's first page is one sheet.
func kindClass(k reports.Kind) string {
	if kindName.MatchString(string(k)) {
		return "kind-" + string(k)
	}
	return ""
}

// head says what the file is and what it may load: its own style sheet, fonts and pictures within the file, nothing else.
// A mail program or a school's filter that adds a script to the file finds it forbidden. Figures that look like telephone
// numbers, NHS numbers among them, are not turned into links.
func (p *page) head(doc reports.Document) {
	style := stylesheet(doc)
	p.el("head", nil, func() {
		p.void("meta", attrs{"charset", "utf-8"})
		p.void("meta", attrs{"http-equiv", "Content-Security-Policy", "content", policy(style)})
		p.void("meta", attrs{"name", "viewport", "content", "width=device-width, initial-scale=1"})
		p.void("meta", attrs{"name", "color-scheme", "content", "light dark"})
		p.void("meta", attrs{"name", "referrer", "content", "no-referrer"})
		p.void("meta", attrs{"name", "robots", "content", "noindex, nofollow"})
		p.void("meta", attrs{"name", "format-detection", "content", "telephone=no, date=no, address=no, email=no"})
		title := titleOf(doc)
		if doc.Draft {
			title += " (draft, not signed)"
		}
		p.el("title", nil, func() { p.plain(title) })
		p.raw("<style>" + style + "</style>\n")
	})
}

// titleOf is what a browser's tab says. It is never empty: people with many tabs hear nothing else of them.
func titleOf(doc reports.Document) string {
	for _, s := range []string{doc.Title, doc.Footer} {
		if clean(s) != "" {
			return s
		}
	}
	return "Report"
}

// body writes the landmarks: the band, the report, the list of its parts, the footer. Before them stands the one link that
// spares a keyboard's user the rest.
func (p *page) body(ctx context.Context, doc reports.Document) error {
	parts := partsOf(doc)
	p.el("p", class("skip"), func() { p.words("a", p.ours(attrs{"href", "#report"}), "Skip to the report") })
	p.el("header", class("band"), func() {
		p.el("div", nil, func() {
			for _, s := range []struct{ name, text string }{{"label", doc.Band.Label}, {"service", doc.Band.Service}, {"right", doc.Band.Right}} {
				if s.text != "" {
					p.words("p", class(s.name), s.text)
				}
			}
		})
	})
	var err error
	p.el("div", class("sheet"), func() {
		// tabindex lets the link above move the focus here in every browser.
		p.el("main", attrs{"id", "report", "tabindex", "-1"}, func() {
			p.title(doc, len(parts) >= manyParts)
			err = p.blocks(ctx, doc)
		})
		if len(parts) >= manyParts {
			p.nav(parts)
		}
	})
	p.el("footer", nil, func() { p.el("div", nil, func() { p.words("p", nil, footer(doc)) }) })
	return err
}

// footer names the document, and says of a draft that it is one.
func footer(doc reports.Document) string {
	switch {
	case doc.Draft && !strings.Contains(strings.ToLower(doc.Footer), "draft"):
		return strings.TrimPrefix(doc.Footer+", draft, not signed", ", ")
	case doc.Footer == "":
		return "Report"
	}
	return doc.Footer
}

// title writes the letterhead, the draft mark, the H1 and the lines under it.
func (p *page) title(doc reports.Document, manyParts bool) {
	if doc.Draft {
		p.el("p", p.ours(class("draft")), func() { p.spans(reports.Text{{Text: "Draft, not signed", Gap: true}}) })
	}
	if l := doc.Letter; l != nil {
		p.el("div", class("letterhead"), func() {
			for _, side := range [][]reports.Text{l.To, l.About} {
				p.el("div", nil, func() {
					for _, t := range side {
						p.prose("p", nil, t)
					}
				})
			}
		})
	}
	p.level = 1
	p.words("h1", nil, titleOf(doc))
	for _, s := range doc.Subtitle {
		p.prose("p", class("subtitle"), reports.Text{s})
	}
	if manyParts {
		p.el("p", class("jump"), func() { p.words("a", p.ours(attrs{"href", "#parts"}), "Parts of this report") })
	}
}

// partID names the section or volume at block i.
func partID(i int) string { return fmt.Sprintf("part-%d", i) }

// dotted joins a letter or number and a title: "F. Special educational provision".
func dotted(letter, title string) string {
	if letter == "" {
		return title
	}
	return letter + ". " + title
}

// nav lists the parts, at the right where there is room and after the report where there is none: on a phone nobody should
// have to pass a table of contents to reach the child.
func (p *page) nav(parts []part) {
	p.el("nav", attrs{"id", "parts", "class", "parts", "aria-labelledby", "parts-title"}, func() {
		p.words("h2", p.ours(attrs{"id", "parts-title"}), "Parts of this report")
		p.el("ul", attrs{"role", "list"}, func() {
			for _, x := range parts {
				p.el("li", nil, func() { p.words("a", attrs{"href", "#" + x.id}, x.title) })
			}
		})
	})
}

// stopped is the error for a page that nobody waits for any more.
func stopped(err error) error {
	return assessments.Wrap(err, assessments.Unavailable, "html.render", "Making the page was stopped. Nothing was lost.")
}
