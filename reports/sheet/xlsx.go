package sheet

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// sheetName is the one sheet of the file.
const sheetName = "Provision"

// XLSX returns the rows as a workbook with one sheet: a line a row, hours as numbers, a total for each section. The same
// document gives the same bytes.
func XLSX(doc reports.Document) ([]byte, error) {
	rows, err := Rows(doc)
	if err != nil {
		return nil, err
	}
	const op = "sheet.xlsx"
	b := &book{File: excelize.NewFile(), cols: columns(rows)}
	defer b.Close()
	b.look()
	b.heads(doc)
	b.body(rows)
	b.page(doc, len(rows))
	if b.err != nil {
		return nil, assessments.Wrap(b.err, assessments.Internal, op, "The sheet could not be made. What you saved is safe.")
	}
	buf, err := b.WriteToBuffer()
	if err != nil {
		return nil, assessments.Wrap(err, assessments.Internal, op, "The sheet could not be made. What you saved is safe.")
	}
	return buf.Bytes(), nil
}

// A book is a workbook being written. The first error is kept, and what follows it does nothing.
type book struct {
	*excelize.File
	cols                         []column
	head, text, sum, title, note int
	err                          error
	numbers, sums                [3]int // by decimals
	row                          int    // the last line written
}

// try keeps the first error.
func (b *book) try(err error) {
	if b.err == nil {
		b.err = err
	}
}

// The colours and the type of the reports, for a sheet that is printed beside one.
const (
	slate = "2B4858"
	wash  = "EEF2F4"
	hair  = "C6CFD4"
	ink   = "1D2930"
	soft  = "4A5D68"
)

// style makes one cell style.
func (b *book) style(bold bool, size float64, color string, s excelize.Style) int {
	s.Font = &excelize.Font{Family: "Arial", Size: size, Bold: bold, Color: color}
	id, err := b.NewStyle(&s)
	b.try(err)
	return id
}

// look makes the styles once: a workbook has room for few.
func (b *book) look() {
	b.try(b.SetSheetName("Sheet1", sheetName))
	line := []excelize.Border{{Type: "bottom", Color: hair, Style: 1}}
	rule := []excelize.Border{{Type: "top", Color: slate, Style: 1}, {Type: "bottom", Color: slate, Style: 2}}
	top := &excelize.Alignment{Vertical: "top", WrapText: true, Indent: 1}
	end := &excelize.Alignment{Vertical: "top", Horizontal: "right"}
	fill := excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{wash}}
	b.title = b.style(true, 16, ink, excelize.Style{})
	b.note = b.style(false, 11, soft, excelize.Style{})
	b.head = b.style(true, 11, ink, excelize.Style{Border: rule, Fill: fill, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true, Indent: 1}})
	b.text = b.style(false, 11, ink, excelize.Style{Border: line, Alignment: top})
	b.sum = b.style(true, 11, ink, excelize.Style{Border: rule, Alignment: top})
	for i, format := range []string{"0", "0.0", "0.00"} {
		b.numbers[i] = b.style(false, 11, ink, excelize.Style{Border: line, Alignment: end, CustomNumFmt: &format})
		b.sums[i] = b.style(true, 11, ink, excelize.Style{Border: rule, Alignment: end, CustomNumFmt: &format})
	}
}

// at is the name of the cell in column n (from 1) of the open line.
func (b *book) at(n int) string {
	name, err := excelize.CoordinatesToCellName(n, b.row)
	b.try(err)
	return name
}

// put writes one cell. Text goes in as text whatever it begins with: a typed cell is never worked out, and the
// apostrophe holds when somebody saves the sheet as CSV.
func (b *book) put(n int, c cell, text int, numbers [3]int) {
	at := b.at(n)
	if c.places >= 0 {
		b.try(b.SetCellFloat(sheetName, at, c.number, -1, 64))
		b.try(b.SetCellStyle(sheetName, at, at, numbers[min(c.places, 2)]))
		return
	}
	if c.text != "" {
		b.try(b.SetCellStr(sheetName, at, shorten(disarm(visible(c.text)))))
	}
	b.try(b.SetCellStyle(sheetName, at, at, text))
}

// shorten keeps a text within what a cell can hold, and says that there is more: the library would cut it in silence.
func shorten(s string) string {
	const more = " … (the rest is in the report)"
	if utf8.RuneCountInString(s) <= excelize.TotalCellChars {
		return s
	}
	return string([]rune(s)[:excelize.TotalCellChars-utf8.RuneCountInString(more)]) + more
}

// heads writes who it is about and the line of heads.
func (b *book) heads(doc reports.Document) {
	about := append([]string{doc.Running.Name}, doc.Running.Parts...)
	first := b.last("What") // the first columns are too narrow for a title that wraps
	b.row = 1
	b.put(1, said("Provision for "+doc.Running.Name), b.title, b.numbers)
	b.row = 2
	state := doc.Footer
	if doc.Draft && !strings.Contains(strings.ToLower(state), "draft") {
		state += ", draft, not signed"
	}
	b.put(1, said(strings.Join(append(about[1:], doc.Band.Service, state, "as at "+doc.AsAt.Words()), "  ·  ")), b.note, b.numbers)
	b.row = headLine
	for i, c := range b.cols {
		b.put(i+1, said(c.head), b.head, b.numbers)
		name, err := excelize.ColumnNumberToName(i + 1)
		b.try(err)
		b.try(b.SetColWidth(sheetName, name, name, c.width))
	}
	b.try(b.SetRowHeight(sheetName, headLine, 32))
	corner, err := excelize.CoordinatesToCellName(first+1, headLine+1)
	b.try(err)
	// The row's name and what it is stay in sight however far somebody scrolls.
	b.try(b.SetPanes(sheetName, &excelize.Panes{Freeze: true, XSplit: first, YSplit: headLine, TopLeftCell: corner, ActivePane: "bottomRight",
		Selection: []excelize.Selection{{SQRef: corner, ActiveCell: corner, Pane: "bottomRight"}}}))
}

// headLine is the line of heads: the title and the line under it stand above.
const headLine = 4

// last is the number of the column with a head.
func (b *book) last(head string) int {
	for i, c := range b.cols {
		if c.head == head {
			return i + 1
		}
	}
	return 1
}

// body writes the rows, and below them the totals, which stand outside the filter.
func (b *book) body(rows []Row) {
	for _, r := range rows {
		b.row++
		lines := 1.0
		for i, c := range b.cols {
			v := c.of(r)
			b.put(i+1, v, b.text, b.numbers)
			lines = max(lines, wrapped(v.plain(), c.width))
		}
		// Programs do not fit the height of wrapped lines when they open a file that another one wrote.
		b.try(b.SetRowHeight(sheetName, b.row, min(lines*14.5+5, 400)))
	}
	for _, t := range totals(rows) {
		b.row++
		for i, c := range b.cols {
			v := said("")
			switch c.head {
			case "What":
				v = said(sumOf(t))
			case "Hours a year":
				v = hoursCell(t.hours)
			}
			b.put(i+1, v, b.sum, b.sums)
		}
	}
}

// wrapped is how many lines a text takes in a column of that many characters.
func wrapped(s string, width float64) float64 {
	n := 0.0
	for line := range strings.Lines(s) {
		n += math.Max(1, math.Ceil(float64(utf8.RuneCountInString(line))*1.05/width))
	}
	return n
}

// page sets how the sheet is filtered, printed and named.
func (b *book) page(doc reports.Document, rows int) {
	lastCell, err := excelize.CoordinatesToCellName(len(b.cols), headLine+rows)
	b.try(err)
	b.try(b.AutoFilter(sheetName, fmt.Sprintf("A%d:%s", headLine, lastCell), nil))
	// Three pages beside each other, with the row's name on each: on one, nobody over forty could read it.
	landscape, a4, wide, tall := "landscape", 9, 3, 0
	b.try(b.SetPageLayout(sheetName, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4, FitToWidth: &wide, FitToHeight: &tall}))
	fit := true
	b.try(b.SetSheetProps(sheetName, &excelize.SheetPropsOptions{FitToPage: &fit}))
	b.try(b.SetPageMargins(sheetName, &excelize.PageLayoutMarginsOptions{Left: inches(0.5), Right: inches(0.5), Top: inches(0.6), Bottom: inches(0.7)}))
	b.try(b.SetHeaderFooter(sheetName, &excelize.HeaderFooterOptions{OddFooter: "&L" + footer(doc.Footer) + "&RPage &P of &N"}))
	b.try(b.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: sheetName, RefersTo: fmt.Sprintf("%s!$A:$C,%s!$%d:$%d", sheetName, sheetName, headLine, headLine)}))
	day := string(doc.AsAt) + "T00:00:00Z"
	if !doc.AsAt.Valid() {
		day = "2000-01-01T00:00:00Z"
	}
	b.try(b.SetDocProps(&excelize.DocProperties{Title: visible(doc.Title), Creator: visible(doc.Band.Service), Language: doc.Lang, Created: day, Modified: day}))
}

// inches is a width as the library wants it.
func inches(v float64) *float64 { return &v }

// footer is a text for the foot of a printed page, where "&" opens a code and 255 letters are all there is.
func footer(s string) string {
	r := []rune(visible(s))
	return strings.ReplaceAll(string(r[:min(len(r), 110)]), "&", "&&")
}
