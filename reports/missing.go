package reports

import (
	"slices"
	"sort"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// lacks is the gap for a field that is empty: "Not recorded: school to give", with the reason where one was noted.
func (f *facts) lacks(id assessments.ID, missing map[string]string, field string) Text {
	return gap(notRecorded(missing[field]), id)
}

// notRecorded is the fixed sentence of a gap. A reason that already says what is lacking stands by itself.
func notRecorded(why string) string {
	why = open(why)
	low := strings.ToLower(why)
	switch {
	case why == "":
		return "Not recorded"
	case strings.HasPrefix(low, "no") || holds(low, "not ") || strings.HasPrefix(low, "un"):
		return assessments.UpperFirst(why)
	}
	return "Not recorded: " + why
}

// fieldWords name a field in a sentence about what is not known.
var fieldWords = map[string]string{
	"upn": "UPN", "nhs_number": "NHS number", "postcode": "Home postcode", "address": "Home address", "born": "Date of birth",
	"next_setting": "Next school", "sem": "Confidence intervals", "edition": "Edition", "price": "Price", "serial": "Serial number",
	"quote": "Quotation", "funder": "Who pays", "owner": "Who owns it", "who": "Who does it", "start": "Start date", "end": "End date",
	"on": "Date", "rungs": "Steps of the goal", "doses": "How long and how often", "where": "Where it happens",
	"counted_by": "Who counts", "phone": "Telephone number", "hours": "Telephone hours", "monitoring": "How it is checked",
	"qualification": "Qualification", "performance": "How well, 1 to 10", "satisfaction": "How happy, 1 to 10", "level": "Level",
	"gestation": "Weeks at birth", "hcpc": "HCPC registration", "remeasure_after": "When to measure again",
}

// fieldName words a field for a reader: from the list, else the field's own name.
func fieldName(field string) string {
	if w, ok := fieldWords[field]; ok {
		return w
	}
	return assessments.UpperFirst(strings.ReplaceAll(strings.ReplaceAll(field, "_", " "), "-", " "))
}

// unknowns are the gaps of a document's first page, each once, in the order in which they are met.
type unknowns struct {
	items []Text
	said  map[string]bool
}

// add tells a gap once, whoever noted it how often.
func (u *unknowns) add(s string, from ...assessments.ID) {
	s = assessments.UpperFirst(closed(s))
	if u.said == nil {
		u.said = map[string]bool{}
	}
	if s != "" && !u.said[s] {
		u.said[s] = true
		u.items = append(u.items, say(s, from...))
	}
}

// noted adds what a record says is missing, except the fields that are told elsewhere.
func (u *unknowns) noted(id assessments.ID, of string, missing map[string]string, except ...string) {
	fields := make([]string, 0, len(missing))
	for m := range missing {
		fields = append(fields, m)
	}
	sort.Strings(fields)
next:
	for _, m := range fields {
		for _, e := range except {
			if m == e {
				continue next
			}
		}
		u.add(joined(": ", joined(", ", of, assessments.LowerFirst(fieldName(m))), assessments.LowerFirst(notRecorded(missing[m]))), id)
	}
}

// unknown collects what a reader of the whole record must be told is not known, on page one and in one place.
func (f *facts) unknown() []Text {
	var u unknowns
	c := f.child
	f.unidentified(&u)
	if c.Postcode == "" && f.may(assessments.ClassAddress) {
		u.add("Home postcode: "+f.lower(notRecorded(c.Missing["postcode"])), f.childID)
	}
	u.noted(f.childID, "", c.Missing, "nhs_number", "born", "upn", "postcode")
	f.unreached(&u)
	f.unmeasured(&u)
	for _, e := range f.equipment {
		u.noted(e.id, e.v.Item, e.v.Missing, undelivered(e.v)...)
	}
	f.unfilled(&u, f.provision)
	for _, p := range f.provision {
		if !slices.Contains([]string{"F", "G", "H1", "H2"}, p.v.Section) {
			u.add(joined(": ", p.v.Ref, "the section of the plan is not recorded for “"+open(p.v.What)+"”"), p.id)
		}
	}
	f.uncounted(&u)
	for _, m := range f.measurements {
		u.noted(m.id, "Measurements of "+m.v.On.Words(), m.v.Missing)
	}
	return u.items
}

// unfilled names the rows of provision that a stranger could not deliver yet; each gap stands in the row's own card.
func (f *facts) unfilled(u *unknowns, rows []entry[*assessments.Provision]) {
	var refs []string
	var ids []assessments.ID
	for _, p := range rows {
		if len(p.v.Gaps()) > 0 {
			refs, ids = append(refs, tab(p.v.Ref, p.v.Section)), append(ids, p.id)
		}
	}
	if len(refs) > 0 {
		u.add("Provision: something is still to be filled in for "+list(refs), ids...)
	}
}

// undelivered are the fields that equipment cannot have yet: a chair that nobody has ordered has no serial number.
func undelivered(e *assessments.Equipment) []string {
	switch e.Status {
	case "recommended", "ordered", "referred", "not-suitable":
		return []string{"serial"}
	}
	return nil
}

// uncounted names the outcomes that nobody could check yet; each gap stands in the outcome's own card.
func (f *facts) uncounted(u *unknowns) {
	var refs []string
	var ids []assessments.ID
	for _, o := range f.outcomes {
		if o.v.Baseline == "" || f.countedBy(o.v) == "" || o.v.Statement == "" || len(f.servedBy(o.id)) == 0 {
			refs, ids = append(refs, tab(o.v.Ref, "E")), append(ids, o.id)
		}
	}
	if len(refs) > 0 {
		u.add("Outcomes: something is still to be filled in for "+list(refs), ids...)
	}
}

// unidentified adds the numbers and dates by which offices know a child.
func (f *facts) unidentified(u *unknowns) {
	c := f.child
	for _, x := range []struct{ value, field string }{{string(c.Born), "born"}, {c.NHSNumber, "nhs_number"}, {c.UPN, "upn"}} {
		if x.value == "" {
			u.add(fieldName(x.field)+": "+f.lower(notRecorded(c.Missing[x.field])), f.childID)
		}
	}
}

// may reports whether the reader has a class at all.
func (f *facts) may(c assessments.Class) bool { return f.bases.mayHave(f.req.Recipient, c) }

// unreached adds the people who were tried and not reached and who have not been spoken to since.
func (f *facts) unreached(u *unknowns) {
	spoken := map[assessments.ID]assessments.Date{}
	for _, c := range f.contacts {
		for _, p := range c.v.Participants {
			if p.Present == "yes" || p.Present == "part" {
				spoken[p.Person] = c.v.On
			}
		}
	}
	for _, c := range f.contacts {
		for _, p := range c.v.Participants {
			if p.Present != "not-reached" || spoken[p.Person] > c.v.On && p.Person != "" || f.noVoice(p.Person) {
				continue
			}
			who := f.person(p.Person)
			if who == "" {
				who = p.Who
			}
			if who != "" {
				u.add(who+", was not reached on "+c.v.On.Words(), c.id, p.Person)
			}
		}
	}
}

// noVoice reports whether a report says nothing of somebody: refused, or without a say, and no holder of parental
// responsibility, whose silence a reader must know of.
func (f *facts) noVoice(id assessments.ID) bool {
	p := f.people[id]
	return p != nil && p.Responsibility != "yes" && f.unheard(id)
}

// unmeasured adds what the tests and ratings lack.
func (f *facts) unmeasured(u *unknowns) {
	var without []string
	var from []assessments.ID
	all := true
	for _, s := range f.scores {
		if numeric(s.v) && s.v.SEM == 0 {
			without, from = append(without, s.v.Tool), append(from, s.id)
		} else if numeric(s.v) {
			all = false
		}
	}
	if len(without) > 0 {
		of := "" // one line where it is so for every test
		if !all {
			of = " for " + list(without)
		}
		u.add("Confidence intervals"+of+" are not shown: standard error not noted", from...)
	}
	for _, s := range f.scores {
		u.noted(s.id, s.v.Tool, s.v.Missing, "sem", "on") // a missing day stands beside the result
	}
	for _, g := range f.goals {
		u.noted(g.id, "Goal “"+open(g.v.Title)+"”", g.v.Missing, "rungs") // the steps are the therapist's own tool
	}
	for _, r := range f.reviews {
		g := find(f.goals, r.v.Goal)
		if g == nil {
			continue
		}
		u.noted(r.id, "Goal “"+open(g.Title)+"”, "+r.v.On.Words(), r.v.Missing)
	}
}

// numeric reports whether a score has a number that a standard error belongs to.
func numeric(s *assessments.Score) bool {
	if s.Direction == "level" || Medical(s.Class, s.Tool) {
		return false
	}
	for _, p := range s.Parts {
		switch p.Type {
		case "standard", "scaled", "T", "raw":
			return true
		}
	}
	return false
}
