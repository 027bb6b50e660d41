package sheet

import (
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// A Row is one row of provision: who does what, for how long, and how anybody can tell.
type Row struct {
	Section string // F, G, H1 or H2
	Ref     string // "F1"
	What    string
	Dose    string // in words, as the report has it
	Timed   bool   // Hours says something: a chair has no minutes
	Doses   []assessments.Dose
	Hours   float64           // a year, not rounded
	Values  map[string]string // by the card's own labels
}

// values are the labels of a provision card in the order of the columns, each with what its column is called and how wide
// it reads. The names of the columns are those of a provision map.
var values = []struct {
	label, column string
	width         float64
}{
	{"Who", "Who", 24},
	{"Qualification", "Qualification", 18},
	{"With and where", "With and where", 22},
	{"Dates", "Dates", 19},
	{"Includes", "Includes", 28},
	{"Training", "Training", 24},
	{"Needs", "Needs", 24},
	{"Checked by", "Checked by", 30},
	{"Outcome", "Outcome", 20},
	{"Evidence", "Evidence", 34},
	{"Why", "Why this section", 20},
	{"ICB", "ICB agreement", 20},
	{other, "Also said", 30},
}

// other gathers values under labels that have no column: nothing that the report says is dropped.
const other = "\x00other"

// known says whether a label has a column.
func known(label string) bool {
	for _, v := range values {
		if v.label == label {
			return true
		}
	}
	return false
}

// Rows reads the provision rows of doc in its order: the cards under Sections F, G, H1 and H2. It fails with NotFound when
// there is none, because a school that opens an empty sheet thinks that nothing is due.
func Rows(doc reports.Document) ([]Row, error) {
	var out []Row
	section := ""
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *reports.Section:
			section = b.Letter
		case *reports.Card:
			if provision(section) {
				out = append(out, row(section, b))
			}
		}
	}
	if len(out) == 0 {
		return nil, assessments.Errorf(assessments.NotFound, "sheet.rows",
			"This report has no provision rows, so there is nothing to put into a sheet. Ask for a PDF or a Word file instead.")
	}
	return out, nil
}

// provision reports whether a section of the plan holds provision: its rows are what a school pays for and plans.
func provision(section string) bool {
	return section == "F" || section == "G" || section == "H1" || section == "H2"
}

// row reads one card. Two values under one label follow each other; the label of the reason names its section ("Why F").
func row(section string, c *reports.Card) Row {
	r := Row{Section: section, Ref: c.Tab, What: words(c.Title), Dose: c.Dose, Doses: c.Doses, Timed: c.Hours != "", Values: map[string]string{}}
	for _, d := range c.Doses {
		r.Hours += d.Hours()
	}
	for _, kv := range c.Values {
		label := kv.Key
		if strings.HasPrefix(label, "Why ") {
			label = "Why"
		}
		var lines []string
		for _, l := range kv.Lines {
			if s := words(l); s != "" {
				lines = append(lines, s)
			}
		}
		said := strings.Join(lines, "\n")
		switch {
		case label == "How much": // the dose that is not known
			r.Dose = joined("\n", r.Dose, said)
			continue
		case !known(label):
			label, said = other, kv.Key+": "+said
		}
		r.Values[label] = joined("\n", r.Values[label], said)
	}
	return r
}

// words are the words of t, with the open square before what is not known, as on paper.
func words(t reports.Text) string {
	var b strings.Builder
	for _, s := range t {
		if s.Gap {
			b.WriteString("☐ ")
		}
		b.WriteString(s.Text)
	}
	return strings.TrimSpace(b.String())
}

// joined puts two texts together where both are there.
func joined(sep, a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + sep + b
}

// A total is the hours of one section. Sections are never added up: different bodies must arrange them.
type total struct {
	section string
	hours   float64
	timed   bool // any of its rows is
}

// totals leaves out sections of things that are given and not timed: "0.0" would say that nobody comes. It adds up exact hours, not the rounded ones of the report, so that a reader who adds again gets the report's sum.
func totals(rows []Row) []total {
	var out []total
	for _, r := range rows {
		if n := len(out); n == 0 || out[n-1].section != r.Section {
			out = append(out, total{section: r.Section})
		}
		t := &out[len(out)-1]
		t.hours, t.timed = t.hours+r.Hours, t.timed || r.Timed
	}
	return slices.DeleteFunc(out, func(t total) bool { return !t.timed })
}
