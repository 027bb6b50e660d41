package reports

import (
	"regexp"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// A builtGroup is one part of a building with what was measured of it.
type builtGroup struct {
	title string
	cells []builtCell
}

// A builtCell is one reading: of which door or piece, what, and the reading with the record it is in.
type builtCell struct {
	at, what string
	reading  assessments.Reading
	from     entry[*assessments.Measurement]
}

// builtTitles are the parts of a building in the order in which somebody walks through it, by the word in the reading.
var builtTitles = []struct {
	of    *regexp.Regexp
	title string
}{
	{regexp.MustCompile(`(?i)door|gate|entrance|path|ramp`), "Doors and thresholds"},
	{regexp.MustCompile(`(?i)stair|step`), "Stairs"},
	{regexp.MustCompile(`(?i)bath|shower|toilet|wet room|basin`), "Bathroom and toilet"},
	{regexp.MustCompile(`(?i)furniture|bed|chair|sofa|table|surface`), "Heights to get on and off"},
	{regexp.MustCompile(`(?i)wheelchair|frame|buggy|walker`), "Wheelchair or frame"},
}

// builtGroups sorts the readings of things into parts of the building, the newest reading of each thing only. What was
// measured at home is nothing to school, and what was measured at school is not asked of a council.
func (w *writer) builtGroups() []builtGroup {
	var out []builtGroup
	for i := len(w.measurements) - 1; i >= 0; i-- {
		m := w.measurements[i]
		place := ""
		if c := find(w.contacts, m.v.Contact); c != nil {
			place = c.Place
		}
		for _, r := range m.v.Rows {
			home := place == "home" || atHome.MatchString(r.Of) || place == "" && !w.classroom()
			if r.Of == "" || home == w.classroom() {
				continue
			}
			title := assessments.UpperFirst(r.Of)
			for _, t := range builtTitles {
				if t.of.MatchString(r.Of) && (t.title != "Heights to get on and off" || !strings.Contains(strings.ToLower(r.Of), "wheel")) {
					title = t.title
					break
				}
			}
			at := r.Note
			if at == "" {
				at = assessments.UpperFirst(r.Of)
			}
			out = addBuilt(out, title, builtCell{assessments.UpperFirst(at), assessments.UpperFirst(r.What), r, m})
		}
	}
	order := func(title string) int {
		for i, t := range builtTitles {
			if t.title == title {
				return i
			}
		}
		return len(builtTitles)
	}
	slices.SortStableFunc(out, func(a, b builtGroup) int { return order(a.title) - order(b.title) })
	return out
}

// addBuilt adds a reading to its group unless a newer one of the same thing is there.
func addBuilt(groups []builtGroup, title string, c builtCell) []builtGroup {
	for i, g := range groups {
		if g.title != title {
			continue
		}
		for _, x := range g.cells {
			if x.at == c.at && x.what == c.what && x.reading.Side == c.reading.Side {
				return groups
			}
		}
		groups[i].cells = append(g.cells, c)
		return groups
	}
	return append(groups, builtGroup{title, []builtCell{c}})
}

// built is a table for each part of the building, in mm: what a surveyor draws from and a council decides by.
func (w *writer) built() {
	w.section("built", "", "Measurements of the building", "In millimetres, as found")
	for _, g := range w.builtGroups() {
		w.put("table/"+strings.ToLower(strings.ReplaceAll(g.title, " ", "-")), w.builtTable(g))
	}
	if len(w.parts[len(w.parts)-1].Proposals) == 0 {
		w.must("none", &Para{Text: gap("Doors, thresholds, stairs and bathroom: not measured")})
	}
}

// mostSizes is how many sizes of one door stand side by side before the table is read down instead.
const mostSizes = 4

// builtTable is a group as rows of doors and columns of sizes where several doors share them, else as a list of readings.
func (w *writer) builtTable(g builtGroup) *Table {
	t := &Table{Caption: g.title, Note: w.measuredBy(g)}
	var places, whats []string
	for _, c := range g.cells {
		if !slices.Contains(places, c.at) {
			places = append(places, c.at)
		}
		if !slices.Contains(whats, c.what) {
			whats = append(whats, c.what)
		}
	}
	if g.title != builtTitles[0].title && len(places) < 2 || len(whats) > mostSizes || len(whats) < 2 {
		t.Columns = []Column{{Title: "What", Share: 6}, {Title: "Size", Right: true, Share: 3}}
		for _, c := range g.cells {
			what := c.what
			if len(places) > 1 || c.at != g.title {
				what = joined(", ", c.at, w.lower(c.what))
			}
			t.Rows = append(t.Rows, []Cell{{Text: strong(joined(", ", what, c.reading.Side), c.from.id)}, {Text: say(reading(c.reading), c.from.id)}})
		}
		return t
	}
	t.Columns = []Column{{Title: "Where", Share: 4}}
	for _, x := range whats {
		t.Columns = append(t.Columns, Column{Title: x, Right: true, Share: 3})
	}
	for _, p := range places {
		row := []Cell{{Text: strong(p)}}
		for _, x := range whats {
			cell := gap("Not recorded")
			for _, c := range g.cells {
				if c.at == p && c.what == x {
					cell = say(reading(c.reading), c.from.id)
				}
			}
			row = append(row, Cell{Text: cell})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// reading is a value with its unit: 28.5 and 285 have been mistaken for each other.
func reading(r assessments.Reading) string { return joined(" ", num(r.Value), r.Unit) }

// measuredBy says on which days a group was measured, and by whom.
func (w *writer) measuredBy(g builtGroup) string {
	var out []string
	for _, c := range g.cells {
		by := ""
		if n := w.names(c.from.v.By); n != "" {
			by = "by " + n
		}
		if s := joined(", ", c.from.v.On.Words(), by); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return closed("Measured " + list(out))
}

// grantLaw is what the council asks before it gives a grant, and by which law, for a family that reads of it first here.
const grantLaw = "A Disabled Facilities Grant is decided by the council: is the work necessary and right for the child, and can it be done to this home (Housing Grants, Construction and Regeneration Act 1996, section 24)."

var ofGrant = regexp.MustCompile(`(?i)disabled facilities|\bDFG\b|\bgrant\b`)

// paidBy says for each thing by which way it is paid for and how far that is: minor adaptation, grant, loan or the
// family's own. A way that nobody has chosen is a gap, because nothing starts without one.
func (w *writer) paidBy() {
	w.section("paid", "", "How it is paid for", "By minor adaptation, Disabled Facilities Grant, loan or another way")
	t := &Table{Columns: []Column{{Title: "What", Share: 4}, {Title: "Way", Share: 4}, {Title: "How far", Share: 6}}}
	grant := false
	for _, e := range w.inBuilding() {
		way := gap("Not settled", e.id)
		if e.v.Funder != "" {
			way = say(assessments.UpperFirst(open(e.v.Funder)), e.id)
			grant = grant || ofGrant.MatchString(e.v.Funder)
		}
		far := say(w.state(e.v), e.id)
		if w.state(e.v) == "" {
			far = w.lacks(e.id, e.v.Missing, "status")
		}
		if e.v.Reply != "" {
			far = append(far, append(say(". "), gap(open(e.v.Reply), e.id)...)...)
		}
		t.Rows = append(t.Rows, []Cell{{Text: strong(assessments.UpperFirst(open(e.v.Name())), e.id)}, {Text: way}, {Text: far}})
	}
	for _, p := range w.provision {
		if !strings.HasPrefix(p.v.Section, "H") || w.classroom() {
			continue
		}
		way := gap("Not settled", p.id)
		if p.v.Needs != "" {
			way = say(assessments.UpperFirst(open(p.v.Needs)), p.id)
			grant = grant || ofGrant.MatchString(p.v.Needs)
		}
		far := w.dates(p)
		if far == nil {
			far = gap("Start date: "+w.lower(notRecorded(p.v.Missing["start"])), p.id)
		}
		t.Rows = append(t.Rows, []Cell{{Text: strong(joined(". ", tab(p.v.Ref, p.v.Section), assessments.UpperFirst(rowName(p.v))), p.id)}, {Text: way}, {Text: far}})
	}
	if len(t.Rows) == 0 {
		return
	}
	w.put("table", t)
	if grant {
		w.put("grant", &Para{Text: say(grantLaw), Note: true})
	}
}

// adaptationNext is what lies ahead, and whose advice is not ours.
func (w *writer) adaptationNext() {
	w.section("next", "", "What happens next", "")
	var u unknowns
	for _, c := range w.contacts {
		if c.v.Status == "planned" && c.v.On >= w.req.AsAt {
			u.add(joined(": ", assessments.UpperFirst(joined(", ", c.v.On.Words(), w.place(c.v.Place, c.v.Setting))), w.lower(open(c.v.Purpose))), c.id)
		}
	}
	for _, m := range w.measurements {
		if m.v.RemeasureAfter != "" {
			u.add("Measure again if anything is ordered after "+m.v.RemeasureAfter.Words(), m.id)
		}
	}
	for _, t := range w.remits().items {
		u.add("Ask others about "+w.lower(t.Words()), t[0].From...)
	}
	if len(u.items) > 0 {
		w.put("list", &List{Items: u.items})
	} else {
		w.put("none", &Para{Text: gap("Not recorded: who does what next")})
	}
}
