package reports

import "github.com/fieldfare/fieldfare/assessments"

// A Gap is something that a block says is not known, with the record that would hold it, "" where none does.
type Gap struct {
	Text   string
	Record assessments.ID
}

// GapsIn lists what blocks say is not known, in reading order, each once.
func GapsIn(blocks ...Block) []Gap {
	var out []Gap
	seen := map[string]bool{}
	add := func(words string, from []assessments.ID) {
		if words = open(words); words == "" || seen[words] {
			return
		}
		seen[words] = true
		g := Gap{Text: words}
		if len(from) > 0 {
			g.Record = from[0]
		}
		out = append(out, g)
	}
	for _, b := range blocks {
		if c, ok := b.(*Callout); ok && c.Style == CalloutGap {
			for _, t := range c.Items {
				add(t.Words(), idsOf(&Para{Text: t}))
			}
			continue
		}
		for _, x := range textsOf(b) {
			for _, s := range x.text {
				if s.Gap {
					add(joined(": ", x.label, s.Text), s.From)
				}
			}
		}
	}
	return out
}

// labelled is a text of a block under its label, if it has one.
type labelled struct {
	label string
	text  Text
}

// textsOf are the texts of a block in reading order.
func textsOf(b Block) []labelled {
	var out []labelled
	add := func(label string, ts ...Text) {
		for _, t := range ts {
			out = append(out, labelled{label, t})
		}
	}
	values := func(head string, kvs []KeyValue) {
		for _, kv := range kvs {
			add(joined(", ", head, kv.Key), kv.Lines...)
		}
	}
	switch b := b.(type) {
	case *Para:
		add("", b.Text)
	case *List:
		add("", b.Items...)
	case *Callout:
		add(b.Title, b.Body)
		add(b.Title, b.Items...)
	case *Strengths:
		add("", b.Items...)
	case *Steps:
		add("", b.Items...)
	case *KeyValues:
		values("", b.Rows)
	case *Beside:
		values("", []KeyValue{b.Left, b.Right})
	case *Card:
		add(b.Tab, b.Title)
		values(b.Tab, b.Values)
	case *Action:
		add(b.Title, b.What)
		values(b.Title, b.Values)
	case *Table:
		for _, r := range b.Rows {
			for i, c := range r {
				label := ""
				if i > 0 {
					label = r[0].Text.Words()
				}
				add(label, c.Text)
			}
		}
	}
	return out
}
