package composer

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/reports"
)

// blockView shows a block as the document will say it; marks are phrases that a finding is about.
func blockView(b reports.Block, marks []string) fyne.CanvasObject {
	switch b := b.(type) {
	case *reports.Para:
		if b.Note {
			return kit.NewSpans(soften(spans(b.Text, marks))...)
		}
		return kit.Report(spans(b.Text, marks)...)
	case *reports.Section:
		head := kit.Column(0, kit.Question(strings.TrimPrefix(b.Letter+". "+b.Title, ". ")))
		if b.Note != "" {
			head.Add(kit.Quieter(b.Note))
		}
		return head
	case *reports.Heading:
		return kit.RowTitle(b.Text)
	case *reports.List:
		return listView(b.Items, b.Ordered, marks)
	case *reports.Quote:
		return kit.Row(14, kit.NewSymbol(kit.IconQuote, 32, kit.Now), kit.Grow(kit.Column(2, kit.NewText("“"+b.Words+"”", kit.SizeQuestion, kit.Ink, false), kit.Quieter(b.By))))
	case *reports.Strengths:
		return listView(b.Items, false, marks)
	case *reports.KeyValues:
		return valuesView(b.Rows, marks)
	case *reports.Callout:
		body := kit.Column(8)
		if b.Title != "" {
			body.Add(kit.RowTitle(b.Title))
		}
		if len(b.Body) > 0 {
			body.Add(kit.Report(spans(b.Body, marks)...))
		}
		if len(b.Items) > 0 {
			body.Add(listView(b.Items, false, marks))
		}
		return kit.NewCard(kit.Inset(16, body)).Tinted(kit.Well)
	case *reports.Card:
		return cardView(b, marks)
	case *reports.Action:
		head := []kit.Span{{Text: strconv.Itoa(b.Number) + "  " + b.Title, Bold: true}}
		return kit.Column(6, kit.Report(head...), kit.Report(spans(b.What, marks)...), valuesView(b.Values, marks))
	case *reports.Table:
		return tableView(b, marks)
	case *reports.Steps:
		return listView(b.Items, true, marks)
	case *reports.Beside:
		return valuesView([]reports.KeyValue{b.Left, b.Right}, marks)
	}
	return pictureView(b)
}

// pictureView says what a picture, a chart or a sheet to tick shows: the pages draw it, and these are the words under which
// its reader hears it.
func pictureView(b reports.Block) fyne.CanvasObject {
	icon, title, lines := kit.IconImage, "", []string(nil)
	switch b := b.(type) {
	case *reports.Figure:
		title, lines = b.Caption, []string{b.Alt}
	case *reports.Drawing:
		icon, title, lines = kit.IconDraw, b.Caption, []string{b.Alt}
	case *reports.Chart:
		icon, title, lines = kit.IconChart, b.Caption, []string{b.Note, b.Alt}
	case *reports.TickGrid:
		icon, title = kit.IconBoxOn, b.Caption
		lines = []string{"A sheet to tick: " + strconv.Itoa(len(b.Rows)) + " lines, " + strings.Join(b.Days, ", ")}
	case *reports.Signature:
		icon, title, lines = kit.IconPencil, b.Name, []string{b.Job, b.Registration, b.Locked}
	default:
		return kit.Column(0)
	}
	words := kit.Column(2)
	if title != "" {
		words.Add(kit.RowTitle(title))
	}
	for _, l := range lines {
		if l != "" {
			words.Add(kit.Quieter(l))
		}
	}
	return kit.RowTop(12, kit.NewSymbol(icon, 24, kit.Soft), kit.Grow(words))
}

// cardView is a row of provision, an outcome or a piece of equipment: its letter, what and how much, then its values.
func cardView(c *reports.Card, marks []string) fyne.CanvasObject {
	title := append([]kit.Span{{Text: c.Tab + "  ", Bold: true}}, spans(c.Title, marks)...)
	body := kit.Column(4, kit.Report(title...))
	if c.Dose != "" {
		body.Add(kit.NewSpans(kit.Span{Text: c.Dose + " = ", Color: kit.Soft}, kit.Span{Text: c.Hours, Bold: true}))
	}
	body.Add(kit.Insets(4, 0, 0, 0, valuesView(c.Values, marks)))
	return body
}

// valuesView sets labels beside their values.
func valuesView(rows []reports.KeyValue, marks []string) fyne.CanvasObject {
	out := kit.Column(8)
	for _, kv := range rows {
		lines := kit.Column(2)
		for _, l := range kv.Lines {
			lines.Add(kit.NewSpans(spans(l, marks)...))
		}
		out.Add(kit.RowTop(12, kit.Fixed(132, kit.Quieter(kv.Key)), kit.Grow(lines)))
	}
	return out
}

// listView sets items below each other, with a bullet or a number in a column of its own so that lines stay in line.
func listView(items []reports.Text, ordered bool, marks []string) fyne.CanvasObject {
	out := kit.Column(6)
	for i, t := range items {
		mark := "•"
		if ordered {
			mark = strconv.Itoa(i+1) + "."
		}
		out.Add(kit.RowTop(8, kit.Fixed(20, kit.Report(kit.Span{Text: mark, Color: kit.Soft})), kit.Grow(kit.Report(spans(t, marks)...))))
	}
	return out
}

// tableView is a table with its heads, or a line of words for each row where there is no room for columns.
func tableView(t *reports.Table, marks []string) fyne.CanvasObject {
	rows := t.Rows
	if len(t.Total) > 0 {
		rows = append(rows[:len(rows):len(rows)], t.Total)
	}
	head := kit.Column(2, kit.RowTitle(t.Caption))
	if t.Note != "" {
		head.Add(kit.Quieter(t.Note))
	}
	body := kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		var lines []fyne.CanvasObject
		if step == kit.StepPhone {
			for _, r := range rows {
				lines = append(lines, kit.InsetXY(16, 10, kit.NewSpans(rowWords(t, r, marks)...)))
			}
			return kit.NewRowCard(lines...)
		}
		var heads []reports.Cell
		for _, c := range t.Columns {
			heads = append(heads, reports.Cell{Text: reports.Text{{Text: c.Title, Soft: true}}})
		}
		for _, r := range append([][]reports.Cell{heads}, rows...) {
			lines = append(lines, kit.InsetXY(16, 9, rowCells(t, rows, r, marks)))
		}
		return kit.NewRowCard(lines...)
	})
	return kit.Column(8, head, body)
}

// narrow columns are those whose every cell is a few letters, such as F1; figures stand at the right.
const (
	fewLetters  = 6
	narrowWide  = 44
	figuresWide = 84
)

// rowCells shares out the width of a table by what its columns hold: codes and figures take what they need, words the rest.
func rowCells(t *reports.Table, rows [][]reports.Cell, r []reports.Cell, marks []string) fyne.CanvasObject {
	var cells []fyne.CanvasObject
	for i, c := range r {
		words := kit.NewSpans(spans(c.Text, marks)...)
		widest := 0
		for _, x := range rows {
			if i < len(x) {
				widest = max(widest, len([]rune(x[i].Text.Words())))
			}
		}
		switch {
		case i < len(t.Columns) && t.Columns[i].Right:
			cells = append(cells, kit.Fixed(figuresWide, words.Align(fyne.TextAlignTrailing)))
		case widest <= fewLetters:
			cells = append(cells, kit.Fixed(narrowWide, words))
		default:
			cells = append(cells, kit.Grow(words))
		}
	}
	return kit.RowTop(12, cells...)
}

// rowWords is a row as one line: its head, then each column's name and value.
func rowWords(t *reports.Table, r []reports.Cell, marks []string) []kit.Span {
	var words []kit.Span
	for i, c := range r {
		text := strings.TrimSpace(c.Text.Words())
		switch {
		case text == "":
			continue
		case i == 0:
			words = append(words, kit.Span{Text: text, Bold: true})
			continue
		case i < len(t.Columns) && len(t.Columns) > 2:
			words = append(words, kit.Span{Text: ", " + strings.ToLower(t.Columns[i].Title) + " ", Color: kit.Soft})
		default:
			words = append(words, kit.Span{Text: "  "})
		}
		words = append(words, spans(c.Text, marks)...)
	}
	return words
}

// spans turns a report's text into runs, with the marked phrases in straw.
func spans(t reports.Text, marks []string) []kit.Span {
	var out []kit.Span
	for _, s := range t {
		base := kit.Span{Text: s.Text, Bold: s.Strong}
		switch {
		case s.Gap:
			base.Color, base.Bold = kit.OnStraw, true
		case s.Soft:
			base.Color = kit.Soft
		}
		out = append(out, markUp(base, marks)...)
	}
	return out
}

// markUp cuts a run around the first phrase that is found in it, and goes on behind it.
func markUp(s kit.Span, marks []string) []kit.Span {
	for _, m := range marks {
		at := strings.Index(s.Text, m)
		if m == "" || at < 0 {
			continue
		}
		before, mark, after := s, s, s
		before.Text, mark.Text, after.Text, mark.Mark, mark.Color = s.Text[:at], m, s.Text[at+len(m):], true, ""
		out := append(markUp(before, marks), mark)
		return append(out, markUp(after, marks)...)
	}
	if s.Text == "" {
		return nil
	}
	return []kit.Span{s}
}

// soften gives the runs without a colour of their own the soft one of small print.
func soften(in []kit.Span) []kit.Span {
	for i := range in {
		if in[i].Color == "" {
			in[i].Color = kit.Soft
		}
	}
	return in
}
