package csds

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
)

// A Fault is one thing wrong in a table: row 1 is that of the column names.
type Fault struct {
	Table  Name   `json:"table"`
	Row    int    `json:"row"`
	Column string `json:"column,omitempty"`
	Text   string `json:"text"`
}

// String is the fault as a sentence.
func (f Fault) String() string {
	if f.Column == "" {
		return fmt.Sprintf("%s, row %d: %s.", f.Table, f.Row, f.Text)
	}
	return fmt.Sprintf("%s, row %d, %s %s.", f.Table, f.Row, f.Column, f.Text)
}

// shown is how many faults a sentence lists.
const shown = 20

// Sentence lists the faults one a line.
func Sentence(faults []Fault) string {
	var b strings.Builder
	for i, f := range faults {
		if i == shown {
			fmt.Fprintf(&b, "and %d more.", len(faults)-shown)
			break
		}
		b.WriteString(f.String() + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// checker holds a set of tables to their columns and to each other.
type checker struct {
	rows   map[Name][]map[string]string
	faults []Fault
}

// Check finds what is wrong in a month's tables: a column that is not there, a value that is not of its form or list, a row given
// twice or that belongs to none, a day outside the month or before birth. Tables of other names are left alone.
func Check(files map[Name][]byte) []Fault {
	c := &checker{rows: map[Name][]map[string]string{}}
	for _, t := range tables {
		c.read(t.name, files[t.name])
	}
	for _, t := range tables {
		c.links(t.name)
	}
	c.days()
	slices.SortStableFunc(c.faults, func(x, y Fault) int {
		if x.Table != y.Table {
			return strings.Compare(string(x.Table), string(y.Table))
		}
		return x.Row - y.Row
	})
	return c.faults
}

func (c *checker) add(t Name, row int, column, text string) {
	c.faults = append(c.faults, Fault{t, row, column, text})
}

// read reads a file's rows and holds each value to its column.
func (c *checker) read(t Name, file []byte) {
	if len(file) == 0 {
		c.add(t, 1, "", "the file is missing or empty")
		return
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file, []byte("\ufeff"))))
	r.FieldsPerRecord = -1
	head, err := r.Read()
	if err != nil {
		c.add(t, 1, "", "this is not CSV: "+err.Error())
		return
	}
	columns := columnsOf(t)
	if why := misplaced(head, namesOf(t)); why != "" {
		c.add(t, 1, "", why)
		return
	}
	for n := 2; ; n++ {
		cells, err := r.Read()
		if err == io.EOF {
			return
		}
		if err != nil {
			c.add(t, n, "", "this is not CSV: "+err.Error())
			return
		}
		if len(cells) != len(columns) {
			c.add(t, n, "", fmt.Sprintf("there are %d values for %d columns", len(cells), len(columns)))
			continue
		}
		row := map[string]string{}
		for i, col := range columns {
			row[col.name] = cells[i]
			if why := col.fault(cells[i]); why != "" {
				c.add(t, n, col.name, why)
			}
		}
		c.rows[t] = append(c.rows[t], row)
	}
}

// misplaced says what is wrong with a row of column names: the first that stands out of the data set's order, where only that is
// wrong, so that whoever made the file knows what to move.
func misplaced(head, want []string) string {
	if slices.Equal(head, want) {
		return ""
	}
	if slices.Equal(slices.Sorted(slices.Values(head)), slices.Sorted(slices.Values(want))) {
		for i := range want {
			if head[i] != want[i] {
				return fmt.Sprintf("column %d is %s, where the data set has %s; the columns must be in its order", i+1, head[i], want[i])
			}
		}
	}
	return "the columns must be " + strings.Join(want, ", ")
}

// links holds keys to be one of a kind, and what points to another table to something that is there.
func (c *checker) links(t Name) {
	for _, col := range columnsOf(t) {
		seen, there := map[string]int{}, map[string]bool{}
		for _, r := range c.rows[Name(col.of)] {
			there[r[col.name]] = true
		}
		for i, row := range c.rows[t] {
			v := row[col.name]
			if before := seen[v]; col.key && before > 0 {
				c.add(t, i+2, col.name, fmt.Sprintf("is also in row %d", before))
			}
			seen[v] = i + 2
			if col.of != "" && v != "" && !there[v] {
				c.add(t, i+2, col.name, "is in no row of "+col.of)
			}
		}
	}
}

// days holds the days to each other and to the month.
func (c *checker) days() {
	if len(c.rows[Header]) != 1 {
		c.add(Header, 1, "", fmt.Sprintf("there must be one row; there are %d", len(c.rows[Header])))
		return
	}
	first, last := c.rows[Header][0][startDate], c.rows[Header][0][endDate]
	births, begun := map[string]string{}, map[string]string{}
	for _, p := range c.rows[Patient] {
		births[p[patientID]] = p[born]
	}
	for i, p := range c.rows[Patient] {
		if (p[nhs] == "") == (p[nhsStatus] == "01" || p[nhsStatus] == "02") {
			c.add(Patient, i+2, nhsStatus, "does not fit a row "+map[bool]string{true: "without", false: "with"}[p[nhs] == ""]+" an NHS number")
		}
	}
	for i, r := range c.rows[Referral] {
		begun[r[requestID]] = r[received]
		switch {
		case r[received] > last:
			c.add(Referral, i+2, received, "is after the month")
		case r[received] < births[r[patientID]]:
			c.add(Referral, i+2, received, "is before the birth")
		case r[discharged] != "" && r[discharged] < r[received]:
			c.add(Referral, i+2, discharged, "is before the referral")
		}
	}
	for i, r := range c.rows[Contact] {
		switch {
		case r[contactOn] < first || r[contactOn] > last:
			c.add(Contact, i+2, contactOn, "is outside the month")
		case r[attendance] != "5" && r[attendance] != "6" && r[duration] != "" && r[duration] != "0":
			c.add(Contact, i+2, duration, "is given for a contact that did not take place")
		}
	}
}
