package template

import (
	"fmt"
	"slices"
	"strings"
)

// Styles of a line on paper.
const (
	TitleLine    = "title"
	NoteLine     = "note"
	SectionLine  = "section"
	SkipLine     = "skip" // who passes over what follows
	QuestionLine = "question"
	HelpLine     = "help"
	BoxesLine    = "boxes" // boxes to tick
	WriteLine    = "write" // Rules lines to write on
)

// A Line is one line of the paper twin of a template.
type Line struct {
	Style string
	Text  string
	Boxes []string // what stands beside each box
	Rules int      // how many lines to write on
	Unit  string   // printed after the line
}

// paperRounds is how many times an open section stands on paper; for more, take another sheet.
const paperRounds = 2

// Lines is the template as a form for pen and paper: numbered questions, boxes, lines to write on, and what to pass over in
// words, since paper hides nothing.
func (t Template) Lines() []Line {
	out := []Line{{Style: TitleLine, Text: t.Title}, {Style: NoteLine, Text: t.Purpose}}
	if t.Anonymous {
		out = append(out, Line{Style: NoteLine, Text: "Nobody can tell who answered. " + Caution})
	} else {
		out = append(out, Line{Style: NoteLine, Text: fmt.Sprintf("%s, version %d", t.Name, t.Version)})
		for _, head := range []string{"Child", "Filled in by", "Date"} {
			out = append(out, Line{Style: WriteLine, Text: head, Rules: 1})
		}
	}
	// A question keeps its number in every round, so that "question 3" means one thing on the whole sheet.
	numbers := t.numbers()
	for i, sec := range t.Sections {
		names := slices.Clone(sec.Each)
		if sec.Repeat != "" {
			for n := range min(paperRounds, sec.most()) {
				names = append(names, fmt.Sprint(n+1))
			}
		}
		if len(names) == 0 {
			names = []string{""}
		}
		if len(sec.Each) > 1 {
			out = append(out, t.rounds(i, numbers)...)
			continue
		}
		for _, name := range names {
			title := sec.Title
			switch {
			case sec.Repeat != "":
				title += " " + name
			case name != "":
				title += ": " + name
			}
			out = append(out, Line{Style: SectionLine, Text: title})
			if sec.Help != "" {
				out = append(out, Line{Style: HelpLine, Text: sec.Help})
			}
			if sec.ShowIf != nil {
				out = append(out, Line{Style: SkipLine, Text: "Only if " + t.condition(*sec.ShowIf, numbers) + ":"})
			}
			for j := range sec.Questions {
				out = append(out, t.onPaper(t.full(place{i, j}), numbers)...)
			}
		}
		if sec.Repeat != "" {
			out = append(out, Line{Style: NoteLine, Text: sec.Repeat + " Take another sheet."})
		}
	}
	return out
}

// rounds is a section that is asked of several things: its questions stand once, then each thing with its boxes and lines.
func (t Template) rounds(section int, numbers map[string]int) []Line {
	sec := t.Sections[section]
	out := []Line{{Style: SectionLine, Text: sec.Title}}
	if sec.Help != "" {
		out = append(out, Line{Style: HelpLine, Text: sec.Help})
	}
	if sec.ShowIf != nil {
		out = append(out, Line{Style: SkipLine, Text: "Only if " + t.condition(*sec.ShowIf, numbers) + ":"})
	}
	var each []Line
	for j := range sec.Questions {
		for _, l := range t.onPaper(t.full(place{section, j}), numbers) {
			if l.Style == BoxesLine || l.Style == WriteLine {
				l.Text = strings.TrimSpace(fmt.Sprintf("%d. %s", numbers[sec.Questions[j].ID], l.Text))
				each = append(each, l)
			} else {
				out = append(out, l)
			}
		}
	}
	for _, name := range sec.Each {
		out = append(out, Line{Style: QuestionLine, Text: name})
		out = append(out, each...)
	}
	return out
}

// numbers gives each question its number on paper.
func (t Template) numbers() map[string]int {
	n := map[string]int{}
	for _, sec := range t.Sections {
		for _, q := range sec.Questions {
			n[q.ID] = len(n) + 1
		}
	}
	return n
}

// onPaper is one question.
func (t Template) onPaper(q Question, numbers map[string]int) []Line {
	var out []Line
	if q.ShowIf != nil {
		out = append(out, Line{Style: SkipLine, Text: "Only if " + t.condition(*q.ShowIf, numbers) + ":"})
	}
	out = append(out, Line{Style: QuestionLine, Text: fmt.Sprintf("%d. %s", numbers[q.ID], q.Ask)})
	if q.Help != "" {
		out = append(out, Line{Style: HelpLine, Text: q.Help})
	}
	boxes := Line{Style: BoxesLine}
	switch q.Kind {
	case YesNo:
		boxes.Boxes = []string{"Yes", "No"}
		if q.Unsure {
			boxes.Boxes = append(boxes.Boxes, "Not sure")
		}
	case OneOf, SomeOf:
		if q.Kind == SomeOf {
			boxes.Text = "Tick all that fit."
		}
		for _, c := range q.Choices {
			boxes.Boxes = append(boxes.Boxes, c.Say)
		}
	case Steps:
		boxes.Text = fmt.Sprintf("%d means %s, %d means %s.", q.Scale[0], q.Ends[0], q.Scale[1], q.Ends[1])
		for n := q.Scale[0]; n <= q.Scale[1]; n++ {
			boxes.Boxes = append(boxes.Boxes, fmt.Sprint(n))
		}
	case Text:
		rules := q.Lines
		if rules == 0 {
			rules = 2
		}
		return append(out, Line{Style: WriteLine, Rules: rules})
	case Number:
		return append(out, Line{Style: WriteLine, Rules: 1, Unit: q.Unit})
	default:
		return append(out, Line{Style: WriteLine, Rules: 1, Text: map[string]string{Day: "Date", TimeDay: "Time"}[q.Kind]})
	}
	return append(out, boxes)
}

// condition is a skip rule in words, with the numbers that questions have on paper.
func (t Template) condition(c Condition, numbers map[string]int) string {
	for word, parts := range map[string][]Condition{" and ": c.And, " or ": c.Or} {
		if len(parts) > 0 {
			var out []string
			for _, p := range parts {
				inner := t.condition(p, numbers)
				if p.Question == "" {
					inner = "(" + inner + ")"
				}
				out = append(out, inner)
			}
			return strings.Join(out, word)
		}
	}
	q, _ := t.Question(c.Question)
	says := func(v string) string {
		if x, ok := q.choice(v); ok {
			return "“" + x.Say + "”"
		}
		return "“" + strings.ReplaceAll(v, "-", " ") + "”"
	}
	of := fmt.Sprintf("the answer to question %d is ", numbers[c.Question])
	switch {
	case c.Over != nil && c.Under != nil:
		return of + "more than " + plain(*c.Over) + " and less than " + plain(*c.Under)
	case c.Over != nil:
		return of + "more than " + plain(*c.Over)
	case c.Under != nil:
		return of + "less than " + plain(*c.Under)
	case c.Is != "":
		return of + says(c.Is)
	case c.Isnt != "":
		return of + "not " + says(c.Isnt)
	}
	var out []string
	for _, v := range c.Any {
		out = append(out, says(v))
	}
	return of + strings.Join(out, " or ")
}
