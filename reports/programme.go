package reports

import (
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// programme writes a programme of activities for whoever does them: one page that says how it works, then a page for each
// activity that can hang on the fridge on its own. So what must stop it stands on every page, and so does the name.
func (w *writer) programme() {
	p := w.thePlan()
	title, label := "Activities for "+w.child.Known(), "Activities"
	if p.v != nil {
		label = assessments.UpperFirst(p.v.Place)
		if title = assessments.UpperFirst(open(p.v.Title)); !holds(title, w.child.Known()) {
			title = joined(" for ", title, w.child.Known())
		}
	}
	if label == "" {
		label = "Activities"
	}
	w.opening(label, title)
	w.doc.Subtitle = w.programmeLines()
	w.programmeHead(p)
	w.programmeUnknown(p)
	w.signature()
	all := w.activitiesOf(p.id)
	for i, a := range all {
		w.sheet(p, a, i+1, len(all))
	}
}

// programmeLines stand under the title: whose it is, and which hand, so that a sheet is laid out for it.
func (w *writer) programmeLines() Text {
	lines := w.schoolLines()[:1]
	if s := joined(". ", w.hand(), w.ageLine().Words()); s != "" {
		lines = append(lines, span(s, w.childID))
	}
	return lines
}

// thePlan is the one that the request names, else the newest that is meant for the reader.
func (w *writer) thePlan() entry[*assessments.ActivityPlan] {
	role := w.req.Recipient.Role
	home := role == assessments.RoleParent || role == assessments.RoleYoungPerson
	var fits, newest entry[*assessments.ActivityPlan]
	for _, p := range w.plans {
		switch {
		case p.id == w.req.About:
			return p
		case p.v.Title == "":
		case w.classroom() && (p.v.Place == "home" || p.v.Place == "clinic"):
			// A plan for home would be read as one more thing a teacher must do.
		case home && p.v.Place == "home":
			fits, newest = p, p
		default:
			newest = p
		}
	}
	switch {
	case w.req.About != "":
		return entry[*assessments.ActivityPlan]{}
	case fits.v != nil:
		return fits
	}
	return newest
}

// activitiesOf are a plan's activities, in their order.
func (f *facts) activitiesOf(plan assessments.ID) []entry[*assessments.Activity] {
	var out []entry[*assessments.Activity]
	for _, a := range f.activities {
		if a.v.Plan == plan && a.v.Title != "" && plan != "" {
			out = append(out, a)
		}
	}
	return out
}

// programmeHead is the first page: the child's words, how much and when, and what there is to do.
func (w *writer) programmeHead(p entry[*assessments.ActivityPlan]) {
	w.part("one", "Page one", nil)
	if o := w.childsWords(); o.v != nil {
		w.put("words", w.quote(o))
	}
	w.section("how", "", "How it works", "")
	if p.v == nil {
		w.must("none", &Para{Text: gap("No programme is recorded by " + w.req.AsAt.Words() + ".")})
		return
	}
	w.must("facts", &KeyValues{w.planFacts(p)})
	w.part("activities", "What to do", nil)
	t := &Table{Caption: "What to do", Note: "Each has a page of its own", Columns: []Column{{Title: "Activity", Share: 5}, {Title: "It helps with", Share: 5}, {Title: "Count", Share: 4}}}
	for _, a := range w.activitiesOf(p.id) {
		count := gap("Not recorded", a.id)
		if a.v.CountBy != "" {
			count = say(assessments.UpperFirst(open(a.v.CountBy)), a.id)
		}
		t.Rows = append(t.Rows, []Cell{{Text: strong(assessments.UpperFirst(open(a.v.Title)), a.id)}, {Text: w.helpsWith(a)}, {Text: count}})
	}
	if len(t.Rows) > 0 {
		w.put("table", t)
		return
	}
	w.put("none", &Para{Text: gap("No activities are recorded.", p.id)})
	w.put("stop", w.stopIf(p))
}

// helpsWith is the goal an activity serves, else its area.
func (w *writer) helpsWith(a entry[*assessments.Activity]) Text {
	if g := find(w.goals, a.v.Goal); g != nil && g.Title != "" {
		return say(assessments.UpperFirst(open(g.Title)), a.id, a.v.Goal)
	}
	if area := assessments.AreaWords(a.v.Area); area != "" {
		return say(area, a.id)
	}
	return gap("Not recorded", a.id)
}

// planFacts are at most nine rows: how much, when, who, what to read first, the language, what never to do.
func (w *writer) planFacts(p entry[*assessments.ActivityPlan]) []KeyValue {
	v := p.v
	var r rows
	dose := planDose(v)
	if h := v.Hours(); h > 0 {
		dose += parens(assessments.HoursWords(h) + " hours")
	}
	r.need("How much", gap("Not recorded", p.id), say(assessments.UpperFirst(dose), p.id))
	r.need("When", gap(notRecorded(v.Missing["start"]), p.id), say(planDates(v), p.id), w.planReview(p))
	who := joined(", ", w.planWho(v), at(v.Place))
	if w.planWho(v) == "" {
		who = ""
	}
	r.need("Who does it", w.lacks(p.id, v.Missing, "who"), say(who, p.id))
	if v.Principles {
		r.add("First", say("Read the general principles first", p.id))
	}
	r.add("Language", w.planLanguage(p)...)
	r.add("Never", say(open(strings.Join(v.Warnings, " ")), p.id))
	u := w.remits()
	r.add("Ask others", u.items...)
	if s := w.service; s != nil && s.Phone != "" {
		r.add("Questions", say("Ring us: "+joined(", ", s.Phone, s.Hours), w.serviceID))
	}
	if !w.req.Signed {
		r.add("Written by", w.writtenBy()[:1]...)
	}
	return r
}

// planReview is when the programme is looked at again.
func (w *writer) planReview(p entry[*assessments.ActivityPlan]) Text {
	if p.v.Review == "" {
		return nil
	}
	return say("Looked at again "+onWords(p.v.Review), p.id)
}

// planLanguage is the language of the plan and of the family, with where the translation stands. Nothing is said of a
// plan in English for a family that reads it.
func (w *writer) planLanguage(p entry[*assessments.ActivityPlan]) []Text {
	var out []Text
	out = append(out, w.language())
	if f := open(p.v.Format); f != "" {
		out = append(out, say("To be given as: "+f, p.id))
	}
	return append(out, w.sheetLanguage(p))
}

// sheetLanguage says where the translation stands, in the plan's language or else in the one that the family reads. Staff read
// English.
func (w *writer) sheetLanguage(p entry[*assessments.ActivityPlan]) Text {
	if l := otherLanguage(p.v.Language); l != "" {
		return w.translatedInto(l, p.id)
	}
	if w.classroom() {
		return nil
	}
	return w.untranslated()
}

// programmeUnknown are the gaps of the plan and of its activities.
func (w *writer) programmeUnknown(p entry[*assessments.ActivityPlan]) {
	w.part("about", "What is not known", nil)
	var u unknowns
	if w.child.NHSNumber == "" {
		u.add("NHS number: "+w.lower(notRecorded(w.child.Missing["nhs_number"])), w.childID)
	}
	if !w.child.Born.Valid() {
		u.add("Date of birth: "+w.lower(notRecorded(w.child.Missing["born"])), w.childID)
	}
	if p.v != nil {
		u.noted(p.id, "", p.v.Missing, "who", "start")
		for _, a := range w.activitiesOf(p.id) {
			u.noted(a.id, open(a.v.Title), a.v.Missing, "steps") // stand on the activity's own page
		}
	}
	w.unknownCallout(u)
}

// steps are the steps that say something.
func steps(a *assessments.Activity) []string {
	return slices.DeleteFunc(slices.Clone(a.Steps), func(s string) bool { return strings.TrimSpace(s) == "" })
}
