package composer

import (
	"maps"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/reports"
)

// Ordered are a part's blocks in the author's order.
func (c *Composer) Ordered(p reports.Part) []reports.Proposal { return p.Ordered(c.V.Choices) }

// A Line names a block in the list in which blocks are moved.
type Line struct {
	Key   string
	Words string
}

// Lines are the blocks of a part that may be moved, in the author's order; what was left out is not among them.
func (c *Composer) Lines(p reports.Part) []Line {
	var out []Line
	for _, x := range p.Movable(c.V.Choices) {
		if c.Choice(x.Key) != reports.LeaveOut {
			out = append(out, Line{x.Key, short(c.lineWords(x))})
		}
	}
	return out
}

// lineWords names a block by its heading, else by its first words.
func (c *Composer) lineWords(x reports.Proposal) string {
	switch b := x.Block.(type) {
	case *reports.Action:
		return b.Title
	case *reports.Table:
		if b.Caption != "" {
			return b.Caption
		}
	case *reports.Quote:
		return "“" + b.Words + "”"
	case *reports.Figure:
		return b.Caption
	case *reports.Chart:
		return b.Caption
	}
	if h, ok := x.Lead.(*reports.Heading); ok {
		return h.Text
	}
	if words := c.Words(x); words != "" {
		return words
	}
	return reports.Document{Blocks: []reports.Block{x.Block}}.PlainText()
}

// Move moves a block, with what belongs to it, up (by -1) or down (by 1) past the next one that is in the report. It answers
// whether it could.
func (c *Composer) Move(p reports.Part, key string, by int) bool {
	lines := c.Lines(p)
	at := slices.IndexFunc(lines, func(l Line) bool { return l.Key == key })
	if at < 0 || at+by < 0 || at+by >= len(lines) {
		return false
	}
	next := maps.Clone(c.V.Choices)
	if next == nil {
		next = map[string]string{}
	}
	// What was left out keeps its place in the order, and is passed over in one go.
	for past := false; !past; {
		order := p.Moved(next, key, by)
		keys := strings.Split(order, "\n")
		next[reports.OrderKey(p.Key)] = order
		past = order == "" || slices.Index(keys, key)-slices.Index(keys, lines[at+by].Key) == by
	}
	c.V.Choices = next
	c.assemble()
	return true
}
