package reports

import (
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// deliverers are who does it: names with job, the role in words, and what they must be qualified as. A name that the
// words give already is not said twice.
func (f *facts) deliverers(p entry[*assessments.Provision]) []Text {
	v := p.v
	var out []Text
	all := ""
	for _, id := range v.DeliveredBy {
		who := f.people[id]
		if who == nil || who.Name == "" {
			continue
		}
		// The last word is enough to know that the row's own words name them ("Ms Venn, then her successor").
		words := strings.Fields(who.Name)
		if len(words) == 0 || holds(v.Who, words[len(words)-1]) {
			continue // the words name them, perhaps with who follows them
		}
		line := f.person(id)
		all += " " + line
		out = append(out, say(line, p.id, id))
	}
	if v.Who != "" && !saidOf(all, v.Who) {
		out = append(out, say(open(v.Who), p.id))
		all += " " + v.Who
	}
	if q := v.Qualification; q != "" && !saidOf(all, q) {
		out = append(out, say(open(q), p.id))
	}
	return out
}

// saidOf reports whether every part of a list of words ("HCPC registered, Band 7") is said already, hyphens or not.
func saidOf(said, words string) bool {
	plain := func(s string) string { return strings.ReplaceAll(open(s), "-", " ") }
	for _, part := range strings.Split(plain(words), ",") {
		if part = strings.TrimSpace(part); part != "" && !holds(plain(said), part) {
			return false
		}
	}
	return true
}

// withWhere is the way it is given, the ratio and the place.
func (f *facts) withWhere(p entry[*assessments.Provision]) []Text {
	v := p.v
	mode := map[string]string{"direct": "Direct work", "indirect": "Indirect work", "consultation": "Consultation", "training": "Training",
		"equipment": "Equipment"}[v.Mode]
	if v.Ratio == "" && v.Where == "" {
		if mode == "" {
			return nil
		}
		return []Text{append(say(mode+". ", p.id), f.placeless(p)...)}
	}
	line := say(assessments.UpperFirst(joined(", ", mode, v.Ratio, f.lower(open(v.Where)))), p.id)
	if v.Where == "" {
		line = append(line, append(say(". "), f.placeless(p)...)...)
	}
	return []Text{line}
}

// placeless is the gap of a row that happens nowhere yet.
func (f *facts) placeless(p entry[*assessments.Provision]) Text {
	return gap("Where: "+f.lower(notRecorded(p.v.Missing["where"])), p.id)
}

// dates are when it starts and ends, with what was noted of them.
func (f *facts) dates(p entry[*assessments.Provision]) Text {
	v := p.v
	s := ""
	switch {
	case v.Start != "" && v.End != "":
		s = "From " + v.Start.Words() + " to " + v.End.Words()
	case v.Start != "":
		s = "From " + v.Start.Words()
	case v.End != "":
		s = "To " + v.End.Words()
	}
	if s = open(joined(". ", s, assessments.UpperFirst(v.DatesNote))); s == "" {
		return nil
	}
	return say(s, p.id)
}

// needed are the materials in words and the equipment, with owner, funder and an unknown price.
func (f *facts) needed(p entry[*assessments.Provision]) []Text {
	var out []Text
	if p.v.Needs != "" {
		out = append(out, say(open(p.v.Needs), p.id))
	}
	for _, id := range p.v.Equipment {
		e := find(f.equipment, id)
		if e == nil {
			continue
		}
		t := say(e.Name(), p.id, id)
		if o := f.owner(e); o != "" {
			t = append(t, span(", "+o, id))
		}
		if _, unknown := e.Missing["price"]; unknown && e.Price == "" {
			t = append(t, span(". Price: ", id), Span{Text: f.lower(notRecorded(e.Missing["price"])), Gap: true, From: []assessments.ID{id}})
		}
		out = append(out, t)
	}
	return out
}

// monitored is how the row is checked: measure, interval, who, and what happens when.
func (f *facts) monitored(p entry[*assessments.Provision]) Text {
	m := p.v.Monitoring
	if m == nil {
		return nil
	}
	by := ""
	if m.Who != "" {
		by = "by the " + f.lower(m.Who)
		if _, named := f.byName(m.Who); named {
			by = "by " + m.Who
		}
	}
	s := joined(". ", assessments.UpperFirst(joined(", ", open(m.Measure), f.lower(open(m.Interval)), by)), assessments.UpperFirst(open(m.Trigger)))
	if s == "" {
		return nil
	}
	return say(s, p.id)
}

// byName finds a person whose name stands in words, so that a name gets no article.
func (f *facts) byName(words string) (assessments.ID, bool) {
	for id, p := range f.people {
		// By the last word of the name, as people are written of in notes.
		if n := strings.Fields(p.Name); len(n) > 0 && strings.Contains(words, n[len(n)-1]) {
			return id, true
		}
	}
	first, _, _ := strings.Cut(words, " ")
	if titleWords[first] || strings.HasPrefix(strings.ToLower(words), "the ") {
		return "", true
	}
	return "", false
}

// icb is the state of the integrated care board's agreement (SEND Regulations 2014, reg 12(2)). short is for a table.
func icb(p entry[*assessments.Provision], short bool) Text {
	v := p.v
	switch v.ICB {
	case "agreed":
		words := joined(" ", "Agreed", v.ICBOn.Words())
		if !short {
			words = joined(", ", words, v.ICBName)
		}
		return Text{{Text: words, Done: true, From: []assessments.ID{p.id}}}
	case "refused":
		words := joined(" ", "Not agreed: refused", v.ICBOn.Words())
		if !short {
			words = joined(", ", words, v.ICBName)
		}
		return gap(words, p.id)
	// Silence is not agreement (reg 12(2)): asked and unanswered stays open.
	case "asked":
		if short {
			return gap("Not yet: no answer", p.id)
		}
		return gap(joined(" ", "Not yet: asked", v.ICBAsked.Words())+", no answer", p.id)
	}
	if short {
		return gap("Not yet: not asked", p.id)
	}
	return gap("Not yet agreed: the ICB has not been asked", p.id)
}
