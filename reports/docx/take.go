package docx

import (
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// A taker hands out the content of a report to places, and remembers what nobody took.
type taker struct {
	doc   reports.Document
	items []*share
}

// share is one block with its section, and what of it was taken.
type share struct {
	letter, title string // of its section
	block         reports.Block
	whole         bool            // all of it
	keys          map[string]bool // some of its values, by their labels
}

// newTaker cuts a report into blocks with their sections. What is said beside a heading counts as a block, too: it must
// not get lost because the form has a heading of its own.
func newTaker(doc reports.Document) *taker {
	t := &taker{doc: doc}
	letter, title := "", Top
	add := func(b reports.Block) {
		t.items = append(t.items, &share{letter: letter, title: title, block: b, keys: map[string]bool{}})
	}
	if l := doc.Letter; l != nil {
		for _, x := range append(l.To[:len(l.To):len(l.To)], l.About...) {
			add(&reports.Para{Text: x})
		}
	}
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *reports.Section:
			letter, title = b.Letter, b.Title
			for _, s := range []string{b.Note, b.Aside} {
				if s != "" {
					add(&reports.Para{Text: plain(s), Note: true})
				}
			}
		case *reports.PageBreak, *reports.Contents:
		default:
			add(b)
		}
	}
	return t
}

// of reports whether an item stands in a section: by its letter, or its title.
func (x *share) of(section string) bool {
	if fold(section) == Top {
		return x.title == Top
	}
	return x.letter != "" && fold(section) == fold(x.letter) || fold(section) == fold(x.title)
}

// value is one of the values that are no block.
func (t *taker) value(name string) []string {
	switch name {
	case "name":
		return []string{t.doc.Running.Name}
	case "title":
		return []string{t.doc.Title}
	case "subtitle":
		var out []string
		for _, s := range t.doc.Subtitle {
			out = append(out, s.Text)
		}
		return out
	case "service":
		return []string{t.doc.Band.Service}
	case "as-at":
		return []string{t.doc.AsAt.Words()}
	case "footer":
		return []string{t.doc.Footer}
	}
	return nil
}

// fact takes the lines under a label, in a section or anywhere.
func (t *taker) fact(section, label string) []reports.Text {
	for _, x := range t.items {
		if section != "" && !x.of(section) {
			continue
		}
		kvs, ok := x.block.(*reports.KeyValues)
		if !ok {
			continue
		}
		for _, kv := range kvs.Rows {
			if fold(kv.Key) == fold(label) {
				x.keys[kv.Key] = true
				return kv.Lines
			}
		}
	}
	return nil
}

// blocks takes the blocks of a section, of some types or of all. What was taken before as a fact is not taken again, and
// a place for words leaves pictures. Where it takes nothing, instead is what to say of blocks that are there all the same.
func (t *taker) blocks(section string, types []string, pictures bool) (out []reports.Block, instead string) {
	for _, x := range t.items {
		if !x.of(section) || !oneOf(types, x.block.BlockType()) {
			continue
		}
		b := x.left()
		switch {
		case b == nil:
			if instead == "" {
				instead = seeAbove
			}
			continue
		case !pictures && drawn(b):
			instead = noPicture
			continue
		}
		out = append(out, b)
		x.whole = true
	}
	return out, instead
}

// drawn reports whether a block is a picture: its words are not all of it.
func drawn(b reports.Block) bool {
	switch b.(type) {
	case *reports.Figure, *reports.Drawing, *reports.Chart:
		return true
	}
	return false
}

// oneOf reports whether a type is asked for; no types means all.
func oneOf(types []string, name string) bool {
	for _, t := range types {
		if t == name {
			return true
		}
	}
	return len(types) == 0
}

// cards takes the cards of a section.
func (t *taker) cards(section string) []*share {
	var out []*share
	for _, x := range t.items {
		if _, ok := x.block.(*reports.Card); ok && x.of(section) {
			out = append(out, x)
		}
	}
	return out
}

// column takes one part of a card as text: tab, title, dose, hours, or a value by its label.
func (x *share) column(from string) []reports.Text {
	c := x.block.(*reports.Card)
	x.keys["\x00"+from] = true
	switch from {
	case "tab":
		return []reports.Text{plain(c.Tab)}
	case "title":
		return []reports.Text{c.Title}
	case "dose":
		return []reports.Text{plain(c.Dose)}
	case "hours":
		return []reports.Text{plain(c.Hours)}
	}
	for _, kv := range c.Values {
		// The label of the reason names its section: "Why F".
		if fold(kv.Key) == fold(from) || fold(from) == "why" && strings.HasPrefix(kv.Key, "Why ") {
			x.keys[kv.Key] = true
			return kv.Lines
		}
	}
	return nil
}

// left is what of the block nobody took: the block itself, a smaller one, or nil.
func (x *share) left() reports.Block {
	if x.whole {
		return nil
	}
	if len(x.keys) == 0 {
		return x.block
	}
	switch b := x.block.(type) {
	case *reports.KeyValues:
		if rows := untaken(b.Rows, x.keys); len(rows) > 0 {
			return &reports.KeyValues{Rows: rows}
		}
	case *reports.Card:
		c := *b
		c.Values = untaken(b.Values, x.keys)
		if x.keys["\x00dose"] {
			c.Dose, c.Doses = "", nil
		}
		if x.keys["\x00hours"] {
			c.Hours = ""
		}
		if len(c.Values) > 0 || c.Dose != "" || c.Hours != "" || !x.keys["\x00title"] {
			return &c // with its tab and title, so that nobody asks which row the rest belongs to
		}
	}
	return nil
}

// untaken are the values whose labels nobody asked for.
func untaken(kvs []reports.KeyValue, keys map[string]bool) []reports.KeyValue {
	var out []reports.KeyValue
	for _, kv := range kvs {
		if !keys[kv.Key] {
			out = append(out, kv)
		}
	}
	return out
}

// An Unmapped is something of the report that has no place in the form.
type Unmapped struct {
	Section string        // in words: "F. Special educational provision", or "Before the first heading"
	Words   string        // what it says
	Block   reports.Block // itself
}

// rest lists what nobody took, in the order of the report.
func (t *taker) rest(subtitleTaken bool) []Unmapped {
	var out []Unmapped
	add := func(section string, b reports.Block) {
		out = append(out, Unmapped{section, strings.TrimSpace(reports.Document{Blocks: []reports.Block{b}}.PlainText()), b})
	}
	if !subtitleTaken {
		for _, s := range t.doc.Subtitle {
			add(beforeFirst, &reports.Para{Text: reports.Text{s}})
		}
	}
	for _, x := range t.items {
		if b := x.left(); b != nil {
			section := join(". ", x.letter, x.title)
			if x.title == Top {
				section = beforeFirst
			}
			add(section, b)
		}
	}
	return out
}

const beforeFirst = "Before the first heading"

// String is one line about it: where it stands, and how it begins.
func (u Unmapped) String() string {
	words, _, _ := strings.Cut(u.Words, "\n")
	return fmt.Sprintf("%s: %s", u.Section, assessments.Brief(words, 70))
}
