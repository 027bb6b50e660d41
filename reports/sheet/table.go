package sheet

import (
	"math"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// A cell is text, or a number with as many decimals as the report shows.
type cell struct {
	text   string
	number float64
	places int // decimals of a number; -1: text
}

// said is a cell of words.
func said(s string) cell { return cell{text: s, places: -1} }

// column is one column: its head, how wide it reads (in characters), and its cell of a row.
type column struct {
	head  string
	width float64
	of    func(Row) cell
}

// columns are all that a stranger asks of a row, in the order in which it is read aloud.
func columns(rows []Row) []column {
	out := []column{
		{"Row", 7, func(r Row) cell { return said(r.Ref) }},
		{"Section", 9, func(r Row) cell { return said(r.Section) }},
		{"What", 32, func(r Row) cell { return said(r.What) }},
		{"Dose", 20, func(r Row) cell { return said(r.Dose) }},
		{"Minutes", 9, func(r Row) cell { return r.dose(func(d assessments.Dose) float64 { return d.Minutes }) }},
		{"Sessions", 10, func(r Row) cell { return r.dose(func(d assessments.Dose) float64 { return d.Sessions }) }},
		{"Per", 8, per},
		{"Weeks a year", 9, weeks},
		{"Hours a year", 9, hours},
	}
	for _, v := range values {
		// A column that no row fills only makes the sheet harder to read.
		if some(rows, v.label) {
			out = append(out, column{v.column, v.width, func(r Row) cell { return said(r.Values[v.label]) }})
		}
	}
	return out
}

// some reports whether any row has a value under a label.
func some(rows []Row, label string) bool {
	for _, r := range rows {
		if r.Values[label] != "" {
			return true
		}
	}
	return false
}

// several stands for a number where a row has more than one dose: the words beside it have them all.
const several = "see Dose"

// dose is one number of a row's dose, to be sorted and added up.
func (r Row) dose(of func(assessments.Dose) float64) cell {
	switch len(r.Doses) {
	case 0:
		return said("")
	case 1:
		return figure(of(r.Doses[0]))
	}
	return said(several)
}

// per is the period that the sessions are counted in.
func per(r Row) cell {
	switch len(r.Doses) {
	case 0:
		return said("")
	case 1:
		return said(r.Doses[0].Per)
	}
	return said(several)
}

// weeks is empty for a dose by the term or the year: a number there would be taken for school weeks.
func weeks(r Row) cell {
	if len(r.Doses) == 1 && r.Doses[0].Per != "week" {
		return said("")
	}
	return r.dose(func(d assessments.Dose) float64 { return d.Weeks })
}

// hours is empty for things that are given and not timed; nought would say that somebody comes for no time.
func hours(r Row) cell {
	if !r.Timed {
		return said("")
	}
	return hoursCell(r.Hours)
}

// hoursCell keeps the exact number and shows it as the report does: 38.0, 12.7, 1.25.
func hoursCell(h float64) cell {
	if math.IsInf(h, 0) || math.IsNaN(h) {
		return said("")
	}
	_, after, _ := strings.Cut(assessments.HoursWords(h), ".")
	return cell{number: h, places: len(after)}
}

// figure is a number with the places it was typed with. What is no number (a tree from elsewhere may hold one) is left
// to the words.
func figure(v float64) cell {
	if math.IsInf(v, 0) || math.IsNaN(v) {
		return said("")
	}
	_, after, _ := strings.Cut(strconv.FormatFloat(v, 'f', -1, 64), ".")
	return cell{number: v, places: len(after)}
}

// plain is the cell as text.
func (c cell) plain() string {
	if c.places < 0 {
		return c.text
	}
	return strconv.FormatFloat(c.number, 'f', c.places, 64)
}
