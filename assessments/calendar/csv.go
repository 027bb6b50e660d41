package calendar

import (
	"encoding/csv"
	"errors"
	"io"
	"regexp"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// columns are the headings of a file of term dates, each with the words that schools use for it.
var columns = map[string][]string{
	"kind":  {"kind", "type", "what"},
	"name":  {"name", "description", "title", "event", "term"},
	"first": {"first", "first day", "start", "start date", "starts", "from", "date"},
	"last":  {"last", "last day", "end", "end date", "ends", "to", "until"},
}

// kinds are the words of the column kind.
var kinds = map[string]string{
	"term": "term", "term time": "term", "school": "term",
	"inset": Inset, "inset day": Inset, "training": Inset, "training day": Inset, "staff training": Inset,
	"closure": Closure, "closed": Closure,
	"holiday": Holiday, "holidays": Holiday, "half term": Holiday, "half-term": Holiday,
}

// ParseCSV reads term dates from a table with the columns
//
//	kind   term, inset, closure or holiday
//	name   what it is called, such as "Autumn term, first half"; may be empty
//	first  first day
//	last   last day, itself included; empty for a single day
//
// in any order, under a line of headings. Columns are parted by commas, semicolons or tabs; days are 2026-09-02, 02/09/2026
// (always day first), 2.9.2026 or 2 September 2026. Other columns and empty lines are passed over. file is what messages call it.
// It is all or nothing: the error lists every problem with its line.
func ParseCSV(file string, r io.Reader) (*assessments.Terms, error) {
	g := &gatherer{problems: assessments.FileProblems{File: file}}
	text, err := g.read(r)
	if err != nil {
		return nil, err
	}
	table := csv.NewReader(strings.NewReader(text))
	table.Comma = separator(text)
	table.FieldsPerRecord = -1
	table.TrimLeadingSpace = table.Comma != '\t'
	var at map[string]int
	for {
		row, err := table.Read()
		if err == io.EOF {
			break
		}
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			g.problem(max(broken.Line, 1), "", "A quotation mark stands in the wrong place in this line.")
			break
		}
		if err != nil {
			return nil, assessments.Wrap(err, assessments.Invalid, "calendar.csv", "The file "+file+" is not a table of text.")
		}
		line, _ := table.FieldPos(0)
		if strings.TrimSpace(strings.Join(row, "")) == "" {
			continue
		}
		if at == nil {
			if at = g.headings(line, row); at == nil {
				break
			}
			continue
		}
		g.row(line, func(column string) string {
			if i, ok := at[column]; ok && i < len(row) {
				return strings.TrimSpace(row[i])
			}
			return ""
		})
	}
	return g.result()
}

// separator guesses what parts the columns from the line of headings: Excel in the UK writes commas, elsewhere semicolons.
func separator(text string) rune {
	head, _, _ := strings.Cut(strings.TrimLeft(text, "\r\n \t"), "\n")
	best, most := ',', strings.Count(head, ",")
	for _, c := range ";\t" {
		if n := strings.Count(head, string(c)); n > most {
			best, most = c, n
		}
	}
	return best
}

// headings returns the place of each column, or nil with a problem when one that must be there is not.
func (g *gatherer) headings(line int, row []string) map[string]int {
	at := map[string]int{}
	for i, cell := range row {
		cell = strings.ToLower(strings.Join(strings.Fields(cell), " "))
		for column, words := range columns {
			for _, w := range words {
				if _, taken := at[column]; w == cell && !taken {
					at[column] = i
				}
			}
		}
	}
	for _, column := range []string{"kind", "first"} {
		if _, ok := at[column]; !ok {
			g.problem(line, column, "The first line names the columns kind, name, first and last; %q is not among them.", column)
			return nil
		}
	}
	return at
}

func (g *gatherer) row(line int, cell func(string) string) {
	kind, ok := kinds[strings.ToLower(cell("kind"))]
	if !ok {
		g.problem(line, "kind", "%q is not a kind: write term, inset, closure or holiday.", assessments.Brief(cell("kind"), assessments.Quoted))
	}
	first, good := g.day(line, "first", cell("first"))
	last, fine := first, true
	if cell("last") != "" {
		last, fine = g.day(line, "last", cell("last"))
	}
	switch {
	case !ok || !good || !fine:
	case kind == "term":
		g.term(line, assessments.Period{Name: cell("name"), First: first, Last: last})
	default:
		g.closure(line, assessments.Closure{On: first, To: last, Kind: kind, Name: cell("name")})
	}
}

// shapes are the ways in which a day may be written. A number month stands second: 02/09/2026 is in September.
var shapes = []string{
	time.DateOnly, "2/1/2006", "2.1.2006", "2-1-2006", "2/1/06", "2.1.06", "2 January 2006", "2 Jan 2006", "2-Jan-2006", "2-Jan-06",
}

// dressing is what people and programs put around a day: the weekday before it, st or th after the number, the t of Sept, and
// midnight behind it.
var dressing = regexp.MustCompile(`(?i)^(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?,?\s+|(\d)(?:st|nd|rd|th)\b|(\bsep)t\b| 00:00(?::00)?$`)

func (g *gatherer) day(line int, column, text string) (assessments.Date, bool) {
	plain := strings.Join(strings.Fields(dressing.ReplaceAllString(text, "$1$2")), " ")
	for _, shape := range shapes {
		if t, err := time.Parse(shape, plain); err == nil && t.Year() >= 2000 && t.Year() < 2100 {
			return assessments.NewDate(t), true
		}
	}
	g.problem(line, column, "%q is not a day: write 02/09/2026 (day first) or 2026-09-02, and a day that exists.", assessments.Brief(text, assessments.Quoted))
	return "", false
}
