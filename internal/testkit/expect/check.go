package expect

import (
	"fmt"
	"slices"
	"strings"
)

// A Failure is one row that a report breaks.
type Failure struct {
	Report Report
	Row    Row
	Text   string
}

// String says which row, of which bullet, and what is wrong.
func (f Failure) String() string {
	return fmt.Sprintf("%s for %s as at %s: %s (%q): %s", f.Report.Kind, f.Report.Recipient, f.Report.AsAt, f.Row.ID, f.Row.Bullet, f.Text)
}

// Check holds one report to every row that speaks of it. sections maps a section's letter, or "header", to its text;
// whole is all of the report's text, running heads and footers included. An unknown kind and recipient is an error: a
// report that no row speaks of would pass by accident.
func (t Table) Check(kind, recipient string, sections map[string]string, whole string) ([]Failure, error) {
	for _, rep := range t.Reports {
		if rep.Kind != kind || rep.Recipient != recipient {
			continue
		}
		var out []Failure
		for _, r := range t.For(rep) {
			if why := r.check(sections, whole); why != "" {
				out = append(out, Failure{rep, r, why})
			}
		}
		return out, nil
	}
	return nil, fmt.Errorf("%s: no row speaks of %s for %s", t.Notebook, kind, recipient)
}

// Never holds a report that no row names, of whatever kind and for whomever, to what must not appear in any report.
func (t Table) Never(rep Report, whole string) (out []Failure) {
	for _, r := range t.Rows {
		if !r.forbids() || r.Section != "" || !slices.Contains(r.Reports, "*") {
			continue
		}
		if why := r.check(nil, whole); why != "" {
			out = append(out, Failure{rep, r, why})
		}
	}
	return out
}

func (r Row) check(sections map[string]string, whole string) string {
	text, where := whole, "the report"
	if r.Section != "" {
		s, ok := sections[r.Section]
		if !ok {
			return fmt.Sprintf("the report has no section %q", r.Section)
		}
		text, where = s, "section "+r.Section
	}
	found := r.re.FindAllString(Plain(text), -1)
	switch {
	case r.forbids() && len(found) > 0:
		return fmt.Sprintf("%s says %q", where, found[0])
	case !r.forbids() && len(found) == 0:
		return fmt.Sprintf("%s does not say %q", where, r.Must+r.MustRe)
	case r.Once && len(found) > 1:
		return fmt.Sprintf("%s says %q %d times", where, found[0], len(found))
	}
	return ""
}

// Bullets returns the bullets under the notebook's two lists, "What the reports must say" and "What must not appear",
// without their backquotes.
func Bullets(notebook []byte) []string {
	var out []string
	in := false
	for line := range strings.Lines(string(notebook)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") {
			in = strings.Contains(line, "What the reports must say") || strings.Contains(line, "What must not appear")
			continue
		}
		if text, ok := strings.CutPrefix(line, "- "); ok && in {
			out = append(out, bare(text))
		}
	}
	return out
}

func bare(s string) string { return strings.ReplaceAll(s, "`", "") }

// Uncovered returns the notebook's bullets that no row stands under, and the rows that stand under none.
func (t Table) Uncovered(notebook []byte) (bullets []string, rows []Row) {
	all := Bullets(notebook)
	covered := map[string]bool{}
	for _, r := range t.Rows {
		found := false
		for _, b := range all {
			if strings.HasPrefix(b, bare(r.Bullet)) {
				covered[b], found = true, true
			}
		}
		if !found {
			rows = append(rows, r)
		}
	}
	for _, b := range all {
		if !covered[b] {
			bullets = append(bullets, b)
		}
	}
	return bullets, rows
}
