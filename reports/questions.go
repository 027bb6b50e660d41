package reports

import (
	"slices"
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
		most := lineLetters
		if l.Text != "" {
			most *= 2 // one of many rounds: in a list under each other its boxes would go on for pages
		}
		if line, ok := inline(l.Boxes, most); ok {
			if l.Text != "" {
				line = l.Text + "  " + line
			}
			return []Block{&Para{Text: say(line)}}
		}
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
		if label := strings.TrimSpace(l.Text); label != "" && l.Unit == "" {
			return []Block{lineFor(label, max(l.Rules, 1))}
		}
		if l.Unit != "" {
			out = append(out, &Para{Text: say("In " + l.Unit), Note: true})
		}
		return append(out, ruled(max(l.Rules, 1)))
	}
	return []Block{&Para{Text: say(l.Text), Note: true}}
}

// lineLetters is how many letters of choices fit beside each other.
const lineLetters = 64

// inline is choices of so many letters at most, each beside its box; longer ones stand under each other.
func inline(boxes []string, most int) (string, bool) {
	n, boxes := 0, slices.Clone(boxes)
	for i, b := range boxes {
		n += len([]rune(b)) + 4
		boxes[i] = "□\u00a0" + strings.ReplaceAll(b, " ", "\u00a0")
	}
	return strings.Join(boxes, "   "), n <= most
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

// lineFor is lines to write on with what they are for at their left.
func lineFor(label string, n int) *Drawing {
	d := ruled(n)
	wide := 7 * float64(len([]rune(label))) // about what the look prints it at
	d.Labels, d.Alt = []Label{{X: wide/2 + 2, Y: d.Strokes[0].Points[0][1] - 6, Text: label}}, "Lines to write on: "+label
	d.Strokes[0].Points[0][0] = wide + 16
	return d
}
