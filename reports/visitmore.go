package reports

import (
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// visitMeasured is what was measured, tested, scored and tried at the contact.
func (w *writer) visitMeasured(c entry[*assessments.Contact]) {
	w.section("measured", "", "What was measured and tried", "")
	for _, m := range w.measurements {
		if m.v.Contact == c.id {
			w.put("measured/"+string(m.id), w.measured(m))
		}
	}
	if w.may(assessments.ClassEducation) {
		w.scoreTables(func(s *assessments.Score) bool { return s.Contact == c.id && !Medical(s.Class, s.Tool) })
	}
	if t := w.goalsAt(c); len(t.Rows) > 0 {
		w.put("goals", t)
	}
	var tried []Text
	for _, e := range w.equipment {
		for _, x := range e.v.Trials {
			if x.On == c.v.On && x.On != "" {
				tried = append(tried, w.trials(entry[*assessments.Equipment]{e.id, &assessments.Equipment{Trials: []assessments.Trial{x}}})...)
			}
		}
	}
	if len(tried) > 0 {
		w.under("tried", &Heading{Level: 3, Text: "Equipment that was tried"}, &List{Items: tried})
	}
}

// visitPictures are the pictures of the contact and of its notes.
func (w *writer) visitPictures(c entry[*assessments.Contact]) {
	w.section("pictures", "", "Pictures", "")
	put := func(id assessments.ID) {
		for i, b := range w.figures(id) {
			w.put(string(id)+"/"+num(float64(i+1)), b)
		}
	}
	put(c.id)
	for _, o := range w.observations {
		if o.v.Contact == c.id {
			put(o.id)
		}
	}
}

// goalsAt are the goals that were scored at the contact, each in words.
func (w *writer) goalsAt(c entry[*assessments.Contact]) *Table {
	t := &Table{Caption: "Goals scored", Note: "0, as expected, is the goal as it was set. How well and how happy: from 1 to 10.",
		Columns: []Column{{Title: "Goal", Share: 5}, {Title: "Level", Share: 5}, {Title: "How well", Right: true, Share: 2.4}, {Title: "How happy", Right: true, Share: 2.7}}}
	for _, r := range w.reviews {
		g := find(w.goals, r.v.Goal)
		if g == nil || g.Title == "" || r.v.Contact != c.id {
			continue
		}
		t.Rows = append(t.Rows, append([]Cell{{Text: strong(open(g.Title), r.v.Goal)}, {Text: levelCell(r, false)}}, rating(r)...))
	}
	return t
}

// visitBefore is what went on since the child was last seen: calls, and for readers who watch over the child a visit that
// did not take place. It is told as a question about the child and never as blame; why it was stays in the record.
func (w *writer) visitBefore(c entry[*assessments.Contact]) {
	w.section("before", "", "Before this visit", "")
	var items []Text
	for _, x := range w.contacts {
		if x.id == c.id || x.v.On > c.v.On || x.v.On == c.v.On && x.v.From >= c.v.From {
			continue
		}
		if x.v.Seen() {
			items = nil // whoever reads this summary had the one of that visit
			continue
		}
		if t := w.beforeLine(x); t != nil {
			items = append(items, t)
		}
	}
	if len(items) > 0 {
		w.put("list", &List{Items: items})
	}
}

// beforeLine is one contact in a sentence or two.
func (w *writer) beforeLine(x entry[*assessments.Contact]) Text {
	known, day := w.child.Known(), x.v.On.Words()
	place := at(w.place(x.v.Place, x.v.Setting))
	if x.v.Place == "clinic" {
		place = "at the clinic"
	}
	missed := x.v.Status == "not-brought" || x.v.Status == "did-not-attend"
	if missed && w.toFamily() {
		return say(joined(" ", day+": we did not meet at the visit planned", place)+".", x.id)
	}
	switch x.v.Status {
	case "not-brought":
		if w.watchesOver() {
			return say(joined(" ", day+": "+known, "was not brought to the visit", place)+".", x.id)
		}
	case "did-not-attend":
		if w.watchesOver() {
			return say(joined(" ", day+": "+known, "did not come to the visit", place)+".", x.id)
		}
	case "attended":
		t := say(closed(joined(": ", day, joined(" with ", w.lower(contactKind(x.v)), list(w.metAt(x.v))))), x.id)
		t = appendSentence(t, assessments.UpperFirst(x.v.Purpose), x.id)
		return appendSentence(t, assessments.UpperFirst(x.v.Summary), x.id)
	}
	return nil
}

// staffAt are the clinicians of a contact, by name.
func (w *writer) staffAt(c *assessments.Contact) []string {
	var out []string
	for _, id := range append([]assessments.ID{c.Clinician}, c.Joint...) {
		if n := w.called(id); n != "" && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// metAt are the others who were there. A reader who may not have the names of the family still learns that somebody of it
// was: a child is seldom seen alone, and who heard what was said matters.
func (w *writer) metAt(c *assessments.Contact) []string {
	var out []string
	family := false
	for _, p := range c.Participants {
		if p.Present == "not-reached" || p.Present == "declined" || p.Person != "" && w.unheard(p.Person) {
			continue
		}
		name := w.called(p.Person)
		if p.Person == "" {
			name = p.Who
		}
		if name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
		family = family || name == "" && w.people[p.Person] != nil
	}
	if family {
		out = append(out, "the family")
	}
	return out
}

// watchesOver reports whether the reader is somebody to whom a missed visit says something about a child's safety.
func (w *writer) watchesOver() bool {
	switch w.req.Recipient.Role {
	case assessments.RoleGP, assessments.RoleHealthVisitor, assessments.RoleSocialCare, assessments.RoleParent, assessments.RoleYoungPerson:
		return true
	}
	return false
}
