package html

import (
	"context"
	"strconv"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// blocks writes the body. A volume holds what follows it up to the next, and so does a section within its volume; actions
// that follow one another are one group.
func (p *page) blocks(ctx context.Context, doc reports.Document) error {
	for i := 0; i < len(doc.Blocks); {
		v, ok := doc.Blocks[i].(*reports.Volume)
		next := end[*reports.Volume](doc.Blocks, i+1)
		if !ok {
			p.run(ctx, doc, i, next)
		} else {
			id := partID(i)
			p.el("section", attrs{"class", "volume", "aria-labelledby", id}, func() {
				p.volume(v, id)
				p.run(ctx, doc, i+1, next)
			})
		}
		i = next
	}
	return p.err
}

// end is the index of the next block of a type, or of the end.
func end[T reports.Block](blocks []reports.Block, i int) int {
	for ; i < len(blocks); i++ {
		if _, ok := blocks[i].(T); ok {
			break
		}
	}
	return i
}

// run writes the blocks from one index to another, sections with what they hold.
func (p *page) run(ctx context.Context, doc reports.Document, i, last int) {
	for i < last {
		if err := ctx.Err(); err != nil {
			p.fail(stopped(err))
			return
		}
		s, ok := doc.Blocks[i].(*reports.Section)
		if !ok {
			i = p.block(doc, i)
			continue
		}
		next := min(end[*reports.Section](doc.Blocks, i+1), last)
		id := partID(i)
		at := attrs{"aria-labelledby", id}
		if clean(s.Title) == "" {
			at, id = nil, ""
		}
		p.el("section", at, func() {
			p.sectionHead(s, id)
			for i++; i < next; {
				i = p.block(doc, i)
			}
		})
	}
}

// fail keeps the first error.
func (p *page) fail(err error) {
	if p.err == nil {
		p.err = err
	}
}

// heading writes a heading whose level never skips one: a screen reader's user must be able to trust the levels even
// where an author was careless.
func (p *page) heading(level int, at attrs, body func()) {
	p.level = max(min(level, p.level+1, 3), 2)
	p.el("h"+strconv.Itoa(p.level), at, body)
}

// sectionHead writes a section's heading with its letter, and the soft lines under it. A section without a title has no
// heading, and no name as a landmark either: an empty one would be read out as nothing.
func (p *page) sectionHead(s *reports.Section, id string) {
	if id != "" {
		at := attrs{"id", id}
		if s.Letter != "" {
			at = at.and("class", "lettered")
		}
		p.heading(2, at, func() {
			p.margin("letter", s.Letter)
			p.words("span", nil, s.Title)
		})
	}
	if s.Note != "" {
		p.words("p", class("note"), s.Note)
	}
	if s.Aside != "" {
		p.words("p", class("note aside"), s.Aside)
	}
}

// margin writes a name of a thing into the margin: seen as it is, heard with a stop after it.
func (p *page) margin(name, s string) {
	if s == "" {
		return
	}
	p.el("span", class(name), func() {
		p.text(s)
		p.unseen(". ")
	})
}

// block writes the block at i, with what belongs to it, and returns the index of the next.
func (p *page) block(doc reports.Document, i int) int {
	switch b := doc.Blocks[i].(type) {
	case *reports.Heading:
		p.heading(max(b.Level, 2), nil, func() { p.text(b.Text) })
	case *reports.Para:
		at := attrs(nil)
		if b.Note {
			at = class("note")
		}
		p.prose("p", at, b.Text)
	case *reports.List:
		p.list(b.Items, b.Ordered, b.Gaps)
	case *reports.Table:
		p.table(b)
	case *reports.KeyValues:
		p.values("kv", b.Rows)
	case *reports.Card:
		p.card(b)
	case *reports.Action:
		return p.actions(doc.Blocks, i)
	case *reports.Callout:
		p.callout(b)
	case *reports.Quote:
		p.quote(b)
	case *reports.Strengths:
		p.strengths(b)
	case *reports.Figure:
		p.figure(b)
	case *reports.Drawing:
		p.drawing(b)
	case *reports.Chart:
		p.chart(b)
	case *reports.Steps:
		p.steps(b)
	case *reports.Beside:
		p.values("kv beside", []reports.KeyValue{b.Left, b.Right})
	case *reports.TickGrid:
		p.tickGrid(b)
	case *reports.Signature:
		if !doc.Draft { // a draft is never shown as signed, whatever the tree holds
			p.signature(b)
		}
	case *reports.Contents:
		p.contents(b, doc)
	case *reports.PageBreak:
		p.el("div", class("new-page"), func() {})
	default:
		name := "nothing"
		if b != nil {
			name = b.BlockType()
		}
		p.fail(assessments.Errorf(assessments.TooNew, "html.block",
			"This report has a part (%q) that this Fieldfare cannot show. Update Fieldfare, then open it again.", name))
	}
	return i + 1
}
