package reports

import (
	"strings"

	"github.com/fieldfare/fieldfare/assessments/template"
)

// Paper is the paper twin of a question template: numbered questions, boxes and lines to write on. It names no child, so that a sheet
// that is lost tells nobody of anybody; who fills it in writes the name.
func Paper(t template.Template, service string) Document {
	doc := Document{Kind: questions, Title: t.Title, Lang: "en-GB", Band: Band{Label: "Questions", Service: service, Right: "To fill in by hand"},
		Running: Running{Name: t.Title, Right: service}, Footer: t.Name + ", version " + num(float64(t.Version))}
	for _, l := range t.Lines() {
		doc.Blocks = append(doc.Blocks, paperLine(l)...)
	}
	return doc
}

func paperLine(l template.Line) []Block {
	switch l.Style {
	case template.TitleLine:
		return nil // it is the document's
	case template.SectionLine:
		return []Block{&Section{Title: l.Text}}
	case template.QuestionLine:
		return []Block{&Para{Text: Text{{Text: l.Text, Strong: true}}}}
	case template.BoxesLine:
		var out []Block
		if l.Text != "" {
			out = append(out, &Para{Text: say(l.Text), Note: true})
		}
		list := &List{Gaps: true}
		for _, b := range l.Boxes {
			list.Items = append(list.Items, say(b))
		}
		return append(out, list)
	case template.WriteLine:
		var out []Block
		if label := strings.TrimSpace(l.Text); label != "" {
			out = append(out, &Para{Text: say(label)})
		}
		if l.Unit != "" {
			out = append(out, &Para{Text: say("In " + l.Unit), Note: true})
		}
		return append(out, ruled(max(l.Rules, 1)))
	}
	return []Block{&Para{Text: say(l.Text), Note: true}}
}

// ruled is so many lines to write on, far enough apart for a child's hand.
func ruled(n int) *Drawing {
	const wide, first, apart = 600, 14, 36 // a drawing has room of its own above it
	d := &Drawing{Wide: wide, High: float64(first + 2 + (n-1)*apart), Alt: "Lines to write on"}
	for i := range n {
		y := float64(first + i*apart)
		d.Strokes = append(d.Strokes, Stroke{Points: [][2]float64{{0, y}, {wide, y}}, Pen: PenRule, Weight: guideWeight})
	}
	return d
}
