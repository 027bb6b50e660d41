package reports

import (
	"encoding/json"
	"maps"
	"sort"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/fieldfare/fieldfare/assessments"
)

// Proposals are a report before its author has decided: parts in order, each with the blocks that the records give.
type Proposals struct {
	Parts    []Part
	Withheld []Withheld // what the reader may not have, with the reason, for the author's eyes

	doc Document                                 // everything but the blocks
	may func(json.RawMessage) (Decision, string) // what Allow says of words, whoever wrote them
}

// A Part is one heading of a report with its proposals. The heading stands as long as one of them does.
type Part struct {
	Key       string // "needs-b"
	Title     string // in words, for the composer's list
	Head      Block  // nil for what stands before the first heading
	NewPage   bool
	Proposals []Proposal
}

// A Proposal is one block that the author accepts, edits or leaves out. Key is stable: the same records give the same
// key in the next version.
type Proposal struct {
	Key      string
	Lead     Block // a small heading that goes only where the block goes
	Block    Block
	Editable bool   // its words may be replaced; a table or card is changed in the record it comes from
	Required bool   // may not be left out: who the child is, what is not known
	Words    string // what an editor starts with, one item a line
	Sources  []Source
}

// A Source is a record that a proposal rests on, with the day and time that a therapist remembers it by.
type Source struct {
	ID    assessments.ID
	Kind  assessments.Kind
	Words string // "12 March, 09:31"
}

// The choices of an author beside edited words.
const (
	Accept   = "accept"
	LeaveOut = "leave-out"
)

// Assemble applies an author's choices, order included, and returns the document. Choices for keys that no longer exist are passed over:
// the record behind them has gone. Words may not be put on a block that is not Editable, nor may they name another child.
func Assemble(p Proposals, choices map[string]string) (Document, error) {
	doc := p.doc
	doc.Withheld = p.Withheld
	for _, part := range p.Parts {
		var body []Block
		for _, x := range part.Ordered(choices) {
			b := x.Block
			switch choice := choices[x.Key]; {
			case choice == "" || choice == Accept:
			case choice == LeaveOut && !x.Required:
				continue
			default:
				if err := p.stops(part, x, choice); err != nil {
					return Document{}, err
				}
				b = reword(b, choice)
			}
			if x.Lead != nil {
				body = append(body, x.Lead)
			}
			body = append(body, b)
		}
		// A heading over nothing reads as a page gone missing.
		if len(body) == 0 {
			continue
		}
		if part.NewPage {
			doc.Blocks = append(doc.Blocks, &PageBreak{})
		}
		if head := renumber(part.Head, body, len(part.Proposals)); head != nil {
			doc.Blocks = append(doc.Blocks, head)
		}
		doc.Blocks = append(doc.Blocks, body...)
	}
	doc.Blocks = listVolumes(doc.Blocks)
	// What was typed with accents apart (as some keyboards and imports do) must be found by a reader's search.
	doc = doc.Map(func(_, s string) string { return norm.NFC.String(s) })
	doc.Sources = append([]assessments.ID(nil), idsOf(doc.Blocks...)...)
	return doc, nil
}

// stops is why a choice cannot stand, or nil.
func (p Proposals) stops(part Part, x Proposal, choice string) error {
	const op = "reports.assemble"
	switch {
	case choice == "" || choice == Accept || choice == LeaveOut && !x.Required:
		return nil
	// A report without its gaps would promise more than anybody knows.
	case choice == LeaveOut:
		return assessments.Errorf(assessments.Invalid, op, "“%s” cannot be left out: a reader must see who this is about and what is not known.", part.Title)
	// Words typed over a table or a quotation would part the report from the record it is made of.
	case !x.Editable:
		return assessments.Errorf(assessments.Invalid, op, "This part of “%s” is made from a record. Change the record, and the report follows.", part.Title)
	}
	if why := p.refuses(choice); why != "" {
		return assessments.Errorf(assessments.Forbidden, op, "The words for “%s” may not leave: %s", part.Title, assessments.LowerFirst(why))
	}
	return nil
}

// Standing is the choices without those that cannot stand any more, as at the beginning of a new version: a report in hand that
// nobody may open would help no author.
func (p Proposals) Standing(choices map[string]string) map[string]string {
	out := maps.Clone(choices)
	for _, part := range p.Parts {
		for _, x := range part.Proposals {
			if p.stops(part, x, choices[x.Key]) != nil {
				delete(out, x.Key)
			}
		}
	}
	return out
}

// refuses says why an author's own words may not stand in the report: they pass the same gate as the record's.
func (p Proposals) refuses(words string) string {
	raw, err := json.Marshal(words)
	if err != nil || p.may == nil {
		return ""
	}
	if d, why := p.may(raw); d == Denied {
		return why
	}
	return ""
}

// reword replaces the words of an editable block. They still rest on the records that the block came from.
func reword(b Block, words string) Block {
	from := idsOf(b)
	var items []Text
	for _, l := range strings.Split(words, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			items = append(items, say(l, from...))
		}
	}
	switch b := b.(type) {
	case *Para:
		return &Para{say(strings.Join(strings.Fields(words), " "), from...), b.Note}
	case *List:
		return &List{items, b.Ordered, b.Gaps}
	case *Callout:
		c := *b
		if len(c.Items) == 0 {
			c.Body = say(strings.Join(strings.Fields(words), " "), from...)
		} else {
			c.Items = items
		}
		return &c
	case *Strengths:
		return &Strengths{items[:min(len(items), 3)]}
	case *Steps:
		return &Steps{items}
	case *Action:
		a := *b
		a.What = say(strings.Join(strings.Fields(words), " "), from...)
		return &a
	}
	return b
}

// wordsOf is what an editor starts with, and whether the block's words may be replaced. A quotation may not: it is
// exactly as said.
func wordsOf(b Block) (string, bool) {
	lines := func(ts []Text) string {
		out := make([]string, len(ts))
		for i, t := range ts {
			out[i] = t.Words()
		}
		return strings.Join(out, "\n")
	}
	switch b := b.(type) {
	case *Para:
		return b.Text.Words(), true
	case *List:
		return lines(b.Items), true
	case *Callout:
		if len(b.Items) == 0 {
			return b.Body.Words(), true
		}
		return lines(b.Items), b.Style != CalloutGap
	case *Strengths:
		return lines(b.Items), true
	case *Steps:
		return lines(b.Items), true
	case *Action:
		return b.What.Words(), true
	}
	return "", false
}

// idsOf lists the records behind blocks, sorted, each once.
func idsOf(blocks ...Block) []assessments.ID {
	seen := map[assessments.ID]bool{}
	mark := func(ids []assessments.ID) {
		for _, id := range ids {
			seen[id] = true
		}
	}
	add := func(ts ...Text) {
		for _, t := range ts {
			for _, s := range t {
				mark(s.From)
			}
		}
	}
	values := func(kvs []KeyValue) {
		for _, kv := range kvs {
			add(kv.Lines...)
		}
	}
	for _, b := range blocks {
		switch b := b.(type) {
		case *Para:
			add(b.Text)
		case *List:
			add(b.Items...)
		case *Table:
			for _, r := range append(b.Rows[:len(b.Rows):len(b.Rows)], b.Total) {
				for _, c := range r {
					add(c.Text)
				}
			}
		case *KeyValues:
			values(b.Rows)
		case *Card:
			add(b.Title)
			values(b.Values)
		case *Action:
			add(b.What)
			values(b.Values)
		case *Callout:
			add(b.Body)
			add(b.Items...)
		case *Quote:
			mark(b.Source)
		case *Figure:
			mark(b.Source)
		case *Drawing:
			mark(b.Source)
		case *Chart:
			mark(b.Source)
		case *Steps:
			add(b.Items...)
		case *Beside:
			values([]KeyValue{b.Left, b.Right})
		case *Strengths:
			add(b.Items...)
		}
	}
	delete(seen, "")
	out := make([]assessments.ID, 0, len(seen))
	for id := range seen {
		out = append(out, id)
	}
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}
