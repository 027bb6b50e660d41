package caseload

import (
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// row reads one child; line tells on which line a cell stands, because cells may hold line breaks.
func (p *reader) row(cells []string, line func(int) int) []assessments.Record {
	before := len(p.wrong.List)
	r, filled, at := &row{}, map[string]bool{}, line(0)
	if strings.TrimSpace(strings.Join(cells, "")) == "" {
		return nil // spreadsheets leave empty rows at the end
	}
	for i, cell := range cells {
		v := strings.TrimSpace(AsTyped(cell))
		switch {
		case v == "":
			continue
		case i >= len(p.heads) || p.heads[i] == nil:
			p.say(line(i), "", "%q stands in column %d, which has no heading.", assessments.Brief(v, assessments.Quoted), i+1)
			continue
		}
		filled[p.heads[i].head] = true
		if why := p.heads[i].read(r, v); why != "" {
			p.say(line(i), p.heads[i].head, "%s", why)
		}
	}
	for _, c := range p.heads {
		if c != nil && p.must(c) && !filled[c.head] {
			p.say(at, c.head, "This is empty. Every %s needs it.", map[bool]string{true: "child", false: "referral"}[c.must])
		}
	}
	p.together(r, filled, at)
	if len(p.wrong.List) > before {
		return nil
	}
	out := p.records(r, filled)
	for _, rec := range out {
		for _, x := range assessments.Check(rec) {
			p.say(at, x.Field, "%s", x.Text)
		}
	}
	return out
}

// name is whose row it is, as far as it says.
func (p *reader) name(cells []string) string {
	for i, c := range p.heads {
		if c != nil && c.head == "Name" && i < len(cells) {
			return assessments.Brief(strings.TrimSpace(AsTyped(cells[i])), assessments.Quoted)
		}
	}
	return ""
}

// must reports whether every row needs a column.
func (p *reader) must(c *column) bool { return c.must || p.into.Referrals && c.referral }

// together holds the cells of a row to each other and to the children who are there.
func (p *reader) together(r *row, filled map[string]bool, at int) {
	if filled["Referred on"] != filled["Reason for referral"] && !p.into.Referrals {
		p.say(at, "Reason for referral", "A referral needs both the day it came and its reason.")
	}
	for _, head := range []string{"Urgency", "Who refers", "Referrer", "Family agreed on"} {
		if filled[head] && !filled["Referred on"] && !p.into.Referrals {
			p.say(at, head, "There is no referral that this speaks of: the day it came is missing.")
		}
	}
	if !filled["Parent or carer"] && (filled["Relationship"] || filled["Phone"]) {
		p.say(at, "Parent or carer", "Say whose relationship or telephone number this is.")
	}
	if filled["School or nursery"] {
		id, ok := p.schools[strings.ToLower(r.school)]
		if !ok {
			p.say(at, "School or nursery", "There is none called %q here. Add it first, or leave the cell empty.", assessments.Brief(r.school, assessments.Quoted))
		}
		r.child.Setting = id
	}
	_, here := p.known[r.id]
	if r.id.Valid() && !here {
		p.say(at, "Record", "There is no child with this id here. Leave the cell empty for a new child.")
	}
	if here && p.into.Referrals {
		p.join(r, r.id, at)
	}
	if other := p.ids[r.id]; r.id != "" && other > 0 {
		p.say(at, "Record", "This child stands in line %d too.", other)
	}
	p.ids[r.id] = at
	if n := r.child.NHSNumber; n != "" {
		who, ok := p.numbers[n]
		if was := p.known[assessments.ID(who)]; ok && p.into.Referrals && was.ID != "" && r.id == "" {
			p.join(r, was.ID, at)
		} else if ok && who != string(r.id) {
			p.say(at, "NHS number", "Another child has this number. Compare the two before you import anything.")
		}
		p.numbers[n] = string(r.id)
		if r.id == "" {
			p.numbers[n] = "line" // the next row with it is another child
		}
	}
}

// join lets a referral join a child who is here already.
func (p *reader) join(r *row, child assessments.ID, at int) {
	if r.joins = child; p.known[child].Fields.Text("born") != string(r.child.Born) {
		p.say(at, "Date of birth", "This child is here already, with another date of birth. Check both.")
	}
}

// records makes what a row says. Of a child who is here only what the row says is set; an empty cell takes nothing away.
func (p *reader) records(r *row, filled map[string]bool) []assessments.Record {
	if was, here := p.known[r.id]; here && !p.into.Referrals {
		if n, err := assessments.ParseNHSNumber(was.Fields.Text("nhs_number")); err == nil && n == r.child.NHSNumber {
			r.child.NHSNumber, r.child.NHSStatus = "", "" // as it was, and as verified as it was
		}
		fields := was.Fields.Clone()
		for name, v := range assessments.Encode(&r.child) {
			fields[name] = v
		}
		return []assessments.Record{{ID: r.id, Kind: assessments.KindChild, Scope: was.Scope, Fields: fields}}
	}
	id := assessments.ID(p.into.NewID())
	if r.joins != "" {
		id = r.joins
	}
	add := func(src assessments.Typed, id assessments.ID, child assessments.ID) assessments.Record {
		return assessments.Record{ID: id, Kind: src.RecordKind(), Scope: assessments.ChildScope(child), Fields: assessments.Encode(src)}
	}
	var out []assessments.Record
	if r.joins == "" {
		out = append(out, add(&r.child, id, id))
	}
	if filled["Referred on"] {
		out = append(out, add(&r.referral, assessments.ID(p.into.NewID()), id))
	}
	if filled["Parent or carer"] && r.joins == "" {
		if r.carer.Role == "" {
			r.carer.Role = "carer"
		}
		out = append(out, add(&r.carer, assessments.ID(p.into.NewID()), id))
	}
	return out
}
