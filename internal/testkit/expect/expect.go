// Package expect reads a notebook's expectation table and holds reports to it.
//
// Words: a Table belongs to one notebook; a Report is one kind of report for one recipient as at one day; a Row is one
// thing that reports must or must not say, under the notebook's bullet that asks for it; a Failure is a row that a report
// breaks. Rows of reports that cannot be drafted yet are marked later and counted.
package expect

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// A Report is one report that rows speak of.
type Report struct {
	Name       string `toml:"name"`
	Kind       string `toml:"kind"` // "ehc-advice", …, or "record" for the record itself
	Recipient  string `toml:"recipient"`
	AsAt       string `toml:"as_at"`
	Later      bool   `toml:"later"`
	Restricted bool   `toml:"restricted"` // what every report must say does not hold for it
}

// A Row is one thing that its reports must or must not say. Exactly one of the four texts is filled.
type Row struct {
	ID        string   `toml:"id"`
	Bullet    string   `toml:"bullet"`  // the opening words of the notebook's bullet, without its backquotes
	Reports   []string `toml:"reports"` // names; "*" for all
	Must      string   `toml:"must"`
	MustRe    string   `toml:"must_re"`
	MustNot   string   `toml:"must_not"`
	MustNotRe string   `toml:"must_not_re"`
	Section   string   `toml:"section"` // letter of the plan, or "header"; empty for the whole report
	Once      bool     `toml:"once"`

	re *regexp.Regexp
}

// A Table is everything a notebook asks of its reports.
type Table struct {
	Notebook string   `toml:"notebook"`
	Bundle   string   `toml:"bundle"`
	Child    string   `toml:"child"`
	Author   string   `toml:"author"`
	Reports  []Report `toml:"report"`
	Rows     []Row    `toml:"row"`
}

// Parse reads a table and refuses one that could pass by accident: an unknown column, a row without words, a pattern
// that cannot be read or that matches nothing at all, a report nobody defined, an id twice.
func Parse(data []byte) (Table, error) {
	var t Table
	dec := toml.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&t); err != nil {
		return t, fmt.Errorf("read expectation table: %w", err)
	}
	if err := t.checkReports(); err != nil {
		return t, err
	}
	ids := map[string]bool{}
	for i := range t.Rows {
		r := &t.Rows[i]
		if r.ID == "" || ids[r.ID] {
			return t, fmt.Errorf("row %d: the id %q is empty or stands twice", i+1, r.ID)
		}
		ids[r.ID] = true
		if err := r.compile(t); err != nil {
			return t, fmt.Errorf("row %s: %w", r.ID, err)
		}
	}
	return t, nil
}

func (t Table) checkReports() error {
	seen := map[string]bool{}
	for _, r := range t.Reports {
		key := r.Kind + " for " + r.Recipient
		if r.Name == "" || r.Kind == "" || r.Recipient == "" || r.AsAt == "" {
			return fmt.Errorf("report %q: name, kind, recipient and as_at are all needed", r.Name)
		}
		if seen[r.Name] || seen[key] {
			return fmt.Errorf("report %q (%s) stands twice", r.Name, key)
		}
		seen[r.Name], seen[key] = true, true
	}
	return nil
}

func (r *Row) compile(t Table) error {
	filled := 0
	for _, s := range []string{r.Must, r.MustRe, r.MustNot, r.MustNotRe} {
		if s != "" {
			filled++
		}
	}
	if filled != 1 {
		return fmt.Errorf("give exactly one of must, must_re, must_not, must_not_re")
	}
	if r.Bullet == "" || len(r.Reports) == 0 {
		return fmt.Errorf("bullet and reports are needed")
	}
	if r.Once && r.forbids() {
		return fmt.Errorf("once has no meaning for what must not appear")
	}
	for _, name := range r.Reports {
		if name != "*" && !slices.ContainsFunc(t.Reports, func(x Report) bool { return x.Name == name }) {
			return fmt.Errorf("no report is called %q", name)
		}
	}
	pattern := r.MustRe + r.MustNotRe
	if pattern == "" {
		pattern = regexp.QuoteMeta(Plain(r.Must + r.MustNot))
	}
	re, err := regexp.Compile(pattern)
	if err != nil {
		return fmt.Errorf("the pattern cannot be read: %w", err)
	}
	if re.MatchString("") {
		return fmt.Errorf("the pattern matches an empty text, so it says nothing")
	}
	r.re = re
	return nil
}

func (r Row) forbids() bool { return r.MustNot+r.MustNotRe != "" }

// holds reports whether the row speaks of a report. The record itself is spoken of only by name: what may not leave it
// stands in it.
func (r Row) holds(rep Report) bool {
	if slices.Contains(r.Reports, rep.Name) {
		return true
	}
	return slices.Contains(r.Reports, "*") && rep.Kind != "record" && (r.forbids() || !rep.Restricted)
}

// For returns the rows that speak of one report.
func (t Table) For(rep Report) []Row {
	var out []Row
	for _, r := range t.Rows {
		if r.holds(rep) {
			out = append(out, r)
		}
	}
	return out
}

// Later counts the rows of reports that cannot be drafted yet, once for each such report.
func (t Table) Later() int {
	n := 0
	for _, rep := range t.Reports {
		if rep.Later {
			n += len(t.For(rep))
		}
	}
	return n
}

// typography are the marks that a report may set better than a notebook; a row means the same either way.
var typography = strings.NewReplacer(
	"\u00a0", " ", "\u202f", " ", "\u2009", " ", "\u2060", "", "\u00ad", "", "\u2019", "'", "\u2018", "'", "\u201c", `"`, "\u201d", `"`,
	"\u2011", "-", "\u2010", "-", "\u2013", "-", "\u2212", "-", "\u00d7", "x")

// Plain returns text as rows compare it: plain spaces, quotation marks and hyphens.
func Plain(s string) string { return typography.Replace(s) }
