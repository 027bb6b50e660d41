package reports

import (
	"fmt"

	"github.com/fieldfare/fieldfare/assessments"
)

// Map returns a copy of d in which every string that a reader sees is f(place, string). Place names the string for a
// person: "the title", "the heading “Outcomes”", "“Who” in F1". d is not changed; sources are shared.
func (d Document) Map(f func(place, s string) string) Document {
	m := mapper{f: f}
	d.Title = f("the title", d.Title)
	d.Subtitle = m.text("the lines under the title", d.Subtitle)
	d.Band = Band{f("the band", d.Band.Label), f("the service's name", d.Band.Service), f("the band", d.Band.Right)}
	parts := make([]string, len(d.Running.Parts))
	for i, p := range d.Running.Parts {
		parts[i] = f("the running head", p)
	}
	d.Running = Running{f("the running head", d.Running.Name), parts, f("the running head", d.Running.Right)}
	d.Footer = f("the footer", d.Footer)
	if l := d.Letter; l != nil {
		d.Letter = &Letterhead{m.texts("the address", l.To), m.texts("the reference", l.About)}
	}
	blocks := make([]Block, 0, len(d.Blocks))
	for i, b := range d.Blocks {
		blocks = append(blocks, m.block(i+1, b))
	}
	d.Blocks = blocks
	return d
}

// mapper carries f through the blocks.
type mapper struct {
	f func(place, s string) string
}

// Styles and sources go with the words: only the words are looked at.
func (m mapper) text(place string, t Text) Text {
	out := make(Text, len(t))
	for i, s := range t {
		s.Text = m.f(place, s.Text)
		out[i] = s
	}
	return out
}

func (m mapper) texts(place string, ts []Text) []Text {
	out := make([]Text, len(ts))
	for i, t := range ts {
		out[i] = m.text(place, t)
	}
	return out
}

// A cell's centile is a number and no words, so it is carried over as it is.
func (m mapper) cells(place string, cells []Cell) []Cell {
	out := make([]Cell, len(cells))
	for i, c := range cells {
		c.Text = m.text(place, c.Text)
		out[i] = c
	}
	return out
}

// Labels are words, too: a label in a script that cannot be drawn must be named as well.
func (m mapper) values(in string, kvs []KeyValue) []KeyValue {
	out := make([]KeyValue, len(kvs))
	for i, kv := range kvs {
		place := fmt.Sprintf("“%s” in %s", kv.Key, in)
		out[i] = KeyValue{m.f(place, kv.Key), m.texts(place, kv.Lines)}
	}
	return out
}

// block copies one block; n is its place in the document, for blocks that have no better name.
func (m mapper) block(n int, b Block) Block {
	switch b := b.(type) {
	case *Section:
		at := fmt.Sprintf("the heading “%s”", b.Title)
		return &Section{m.f(at, b.Letter), m.f(at, b.Title), m.f("the line under "+at, b.Note), m.f("the words beside "+at, b.Aside)}
	case *Heading:
		return &Heading{b.Level, m.f(fmt.Sprintf("the heading “%s”", b.Text), b.Text)}
	case *Para:
		return &Para{m.text(fmt.Sprintf("a paragraph (part %d)", n), b.Text), b.Note}
	case *List:
		return &List{m.texts(fmt.Sprintf("a list (part %d)", n), b.Items), b.Ordered, b.Gaps}
	case *Table:
		at := fmt.Sprintf("the table “%s”", b.Caption)
		t := &Table{Caption: m.f(at, b.Caption), Note: m.f(at, b.Note)}
		for _, c := range b.Columns {
			c.Title = m.f("a heading of "+at, c.Title)
			t.Columns = append(t.Columns, c)
		}
		for _, r := range b.Rows {
			t.Rows = append(t.Rows, m.cells(at, r))
		}
		t.Total = m.cells(at, b.Total)
		return t
	case *KeyValues:
		return &KeyValues{m.values(fmt.Sprintf("the facts (part %d)", n), b.Rows)}
	case *Card:
		c := *b
		c.Tab, c.Title = m.f("the tab "+b.Tab, b.Tab), m.text("the title of "+b.Tab, b.Title)
		c.Dose, c.Hours = m.f("the dose of "+b.Tab, b.Dose), m.f("the hours of "+b.Tab, b.Hours)
		c.Values = m.values(b.Tab, b.Values)
		c.Doses = append([]assessments.Dose(nil), b.Doses...)
		for i, d := range c.Doses {
			c.Doses[i].What = m.f("the dose of "+b.Tab, d.What)
		}
		return &c
	case *Action:
		at := fmt.Sprintf("action %d", b.Number)
		return &Action{b.Number, m.f("the title of "+at, b.Title), m.text(at, b.What), m.values(at, b.Values)}
	case *Callout:
		at := fmt.Sprintf("the box “%s”", b.Title)
		return &Callout{b.Style, m.f(at, b.Title), m.text(at, b.Body), m.texts(at, b.Items)}
	case *Quote:
		return &Quote{m.f("a quotation", b.Words), m.f("who said a quotation", b.By), b.Source}
	case *Strengths:
		return &Strengths{m.texts("the strengths", b.Items)}
	case *Volume:
		at := fmt.Sprintf("the part “%s”", b.Title)
		return &Volume{m.f(at, b.Title), m.f(at, b.Note), m.f(at, b.Proof)}
	case *Contents:
		c := &Contents{Caption: m.f("the contents", b.Caption)}
		for _, r := range b.Rows {
			c.Rows = append(c.Rows, ContentsLine{m.f("the contents", r.Title), m.f("the contents", r.Note), r.Page})
		}
		return c
	case *Figure:
		c, at := *b, fmt.Sprintf("the picture “%s”", b.Caption)
		c.Caption, c.Alt = m.f(at, b.Caption), m.f("what is said of "+at, b.Alt)
		return &c
	case *Drawing:
		return m.drawing(*b)
	case *Chart:
		return m.chart(*b)
	case *Steps:
		return &Steps{m.texts("the steps", b.Items)}
	case *Beside:
		kvs := m.values(fmt.Sprintf("the columns (part %d)", n), []KeyValue{b.Left, b.Right})
		return &Beside{kvs[0], kvs[1]}
	case *TickGrid:
		at := fmt.Sprintf("the sheet to tick (part %d)", n)
		return &TickGrid{m.f(at, b.Caption), m.f(at, b.Head), m.strings(at, b.Days), m.f(at, b.Write), m.strings(at, b.Rows)}
	case *Signature:
		at := "the signature"
		return &Signature{m.f(at, b.Name), m.f(at, b.Job), m.f(at, b.Registration), m.f(at, b.Locked)}
	}
	return b
}

// drawing copies a drawing: its lines are no words.
func (m mapper) drawing(d Drawing) *Drawing {
	at := fmt.Sprintf("the drawing “%s”", d.Caption)
	d.Caption, d.Alt = m.f(at, d.Caption), m.f("what is said of "+at, d.Alt)
	labels := make([]Label, len(d.Labels))
	for i, l := range d.Labels {
		l.Text = m.f(at, l.Text)
		labels[i] = l
	}
	d.Labels = labels
	return &d
}

// chart copies a chart: its values are no words, but every value has words of its own.
func (m mapper) chart(c Chart) *Chart {
	at := fmt.Sprintf("the chart “%s”", c.Caption)
	c.Caption, c.Note, c.Alt = m.f(at, c.Caption), m.f(at, c.Note), m.f("what is said of "+at, c.Alt)
	scale := make([]Tick, len(c.Scale))
	for i, t := range c.Scale {
		t.Text, t.Words = m.f(at, t.Text), m.f(at, t.Words)
		scale[i] = t
	}
	lines := make([]ChartLine, len(c.Lines))
	for i, l := range c.Lines {
		points := make([]ChartPoint, len(l.Points))
		for j, p := range l.Points {
			p.Words = m.f(at, p.Words)
			points[j] = p
		}
		lines[i] = ChartLine{m.f(at, l.Name), points}
	}
	c.Scale, c.Lines = scale, lines
	return &c
}

func (m mapper) strings(place string, all []string) []string {
	out := make([]string, len(all))
	for i, s := range all {
		out[i] = m.f(place, s)
	}
	return out
}
