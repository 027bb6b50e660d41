package layout

import (
	"context"
	"regexp"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// Lay places doc on A4 pages. It fails only when a writing system cannot be drawn (assessments.Invalid, with a sentence
// that names the field) or ctx is done; any other text is drawn, and Book.Problems says what had to be drawn as words.
// An empty document has one page.
func Lay(ctx context.Context, doc reports.Document) (*Book, error) {
	clean, problems, err := prepare(doc)
	if err != nil {
		return nil, err
	}
	l, pages, outline, err := settle(ctx, clean)
	if err != nil {
		return nil, err
	}
	if again, ok := paged(clean, outline); ok { // the pages are known only once all of it is set
		if l, pages, outline, err = settle(ctx, again); err != nil {
			return nil, err
		}
	}
	book := &Book{Title: clean.Title, Lang: clean.Lang, Service: clean.Band.Service, Pages: pages, Nodes: l.nodes,
		Outline: outline, Problems: problems}
	if book.Title == "" {
		book.Title = "Report"
	}
	if !languageTag.MatchString(book.Lang) {
		book.Lang = "en-GB"
	}
	if clean.Draft {
		book.Title += " (draft, not signed)"
	}
	if clean.AsAt.Valid() {
		book.Made = string(clean.AsAt)
	}
	l.furnish(book.Pages)
	return book, nil
}

// settle puts every block on pages.
func settle(ctx context.Context, doc reports.Document) (*layer, []Page, []Bookmark, error) {
	l := newLayer(doc, squeeze(doc))
	l.title()
	for i := 0; i < len(doc.Blocks); i++ {
		if err := ctx.Err(); err != nil {
			return nil, nil, nil, assessments.Wrap(err, assessments.Unavailable, "layout.lay", "Making the pages was stopped. Nothing was lost.")
		}
		l.block(i)
		if l.err != nil {
			return nil, nil, nil, l.err
		}
	}
	pages, outline := place(l.strips, l.top())
	return l, pages, outline, nil
}

// languageTag is the form of a BCP 47 tag; a reader's voice is chosen by it, and a file with another is refused by checkers.
var languageTag = regexp.MustCompile(`^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$`)

// newLayer begins a book; blocks up to tight are set closer, none when it is -1.
func newLayer(doc reports.Document, tight int) *layer {
	return &layer{doc: doc, nodes: []Node{{Role: RoleDocument, Parent: -1}}, tightTo: tight}
}

// compact reports whether page one must hold the whole message: the school's pages are set a little closer.
func (l *layer) compact() bool { return l.doc.Kind == reports.SchoolAdvice }

// big reports whether the sheet hangs on a fridge door and is read from two steps away.
func (l *layer) big() bool { return l.doc.Kind == reports.ActivityProgramme }

// top is where the body of page one begins.
func (l *layer) top() float64 {
	if l.compact() {
		return firstTop - 1.5
	}
	return firstTop
}

// title sets the H1 and the lines under it; over it, in a letter, whom it goes to.
func (l *layer) title() {
	st, line := styleTitle, styleSubtitle
	switch {
	case l.doc.Letter != nil:
		l.letterhead(l.doc.Letter)
		st = styleLetterTo
	case l.big():
		st, line = styleHomeTitle, styleHomeLine
	case l.compact():
		line = styleAside
	}
	if l.doc.Title != "" {
		n := l.node(0, Node{Role: l.headingRole(1)})
		at := len(l.strips)
		l.flow(words(l.doc.Title, st), colX, colW, n)
		l.stick(at, firm)
		l.bookmark(at, l.doc.Title, 1)
	}
	l.gap = 1.5
	for _, s := range l.doc.Subtitle {
		s.Soft = true
		l.flow(spans(reports.Text{s}, line, false), colX, colW, l.node(0, Node{Role: RoleP}))
	}
}

// headingRole returns the role of a heading of the given level, which never skips a level and begins at 1: a screen
// reader's user must be able to trust the levels even where an author was careless.
func (l *layer) headingRole(level int) Role {
	l.level = min(level, l.level+1)
	return [...]Role{RoleH1, RoleH2, RoleH3}[l.level-1]
}

// bookmark names the strip at index at in the outline.
func (l *layer) bookmark(at int, title string, level int) {
	if at < len(l.strips) {
		l.strips[at].marks = append(l.strips[at].marks, Bookmark{Title: title, Level: level})
	}
}

// holdTo keeps what was just set with a block that speaks of it: a paragraph with the list under it, a table with what
// it means.
func (l *layer) holdTo(b reports.Block, i int) {
	if i == 0 {
		return
	}
	if p, ok := l.doc.Blocks[i-1].(*reports.Para); ok {
		next, _ := b.(*reports.Para)
		if asks(p) || p.Note && next != nil && asks(next) { // a question with its lines, and when it is asked with the question
			l.cling(firm)
		}
	}
	switch b.(type) {
	case *reports.Drawing: // lines to write on, and a picture, stay with what is said over them, and the last of many is not alone
		switch l.doc.Blocks[i-1].(type) {
		case *reports.Para:
			l.cling(firm)
		case *reports.Drawing:
			if _, more := l.next(i).(*reports.Drawing); !more {
				l.cling(firm)
			}
		}
	case *reports.Section, *reports.Heading:
		if _, ok := l.next(i).(*reports.Signature); ok { // nobody signs an empty page
			l.cling(soft)
		}
	case *reports.Card:
		if p, ok := l.doc.Blocks[i-1].(*reports.Para); ok && p.Note { // the line about a section's rows stays with the first of them
			l.cling(firm)
		}
	case *reports.List:
		if _, ok := l.doc.Blocks[i-1].(*reports.Para); ok {
			l.cling(firm)
		}
	case *reports.Para:
		_, table := l.doc.Blocks[i-1].(*reports.Table)
		if table || i == len(l.doc.Blocks)-1 { // the last paragraph never has a page of its own
			l.cling(soft)
		}
	}
}

// next is the block after block i, nil after the last.
func (l *layer) next(i int) reports.Block {
	if i+1 < len(l.doc.Blocks) {
		return l.doc.Blocks[i+1]
	}
	return nil
}

// asks reports whether a paragraph is a question, or another line in bold that speaks of what comes after it.
func asks(p *reports.Para) bool { return len(p.Text) == 1 && p.Text[0].Strong }

// block sets block i. The space above it depends on what stands there.
func (l *layer) block(i int) {
	b := l.doc.Blocks[i]
	l.tight = i <= l.tightTo
	if len(l.strips) > 0 {
		var prev reports.Block
		if i > 0 {
			prev = l.doc.Blocks[i-1]
		}
		l.gap = max(l.gap, l.space(prev, b))
	}
	l.holdTo(b, i)
	switch b := b.(type) {
	case *reports.Section:
		l.section(b)
	case *reports.Heading:
		l.heading(b)
	case *reports.Para:
		l.para(b)
	case *reports.List:
		l.list(0, b.Items, listStyle(b), colX, colW)
	case *reports.Table:
		l.table(b)
	case *reports.KeyValues:
		l.keyValues(b)
	case *reports.Card:
		l.card(b)
	case *reports.Action:
		l.action(b, l.actionColumns(i))
	case *reports.Callout:
		l.callout(b)
	case *reports.Quote:
		l.quote(b)
	case *reports.Strengths:
		l.strengths(b)
	case *reports.Signature:
		l.signature(b)
	case *reports.PageBreak:
		l.newPage = true
	default:
		l.sheetOrPicture(b)
	}
}
