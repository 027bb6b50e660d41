package reports

import (
	"regexp"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// loler is what the law asks of whatever lifts a person (Lifting Operations and Lifting Equipment Regulations 1998, reg 9).
const loler = "A competent person examines it, and each sling, at least every 6 months (LOLER 1998, regulation 9)."

// tried is every trial in order of day, the one that did not work beside the one that did, and what else was thought of.
// A funder asks for both.
func (w *writer) tried() {
	w.section("tried", "", "What was tried", "")
	t := &Table{Columns: []Column{{Title: "What", Share: 4.4}, {Title: "What happened", Share: 7.4}, {Title: "Result", Share: 3.2}}}
	told := map[string]bool{}
	var rows []datedRow
	for _, e := range w.kit() {
		for _, x := range e.v.Trials {
			told[strings.ToLower(x.Item)] = true
			minutes := ""
			if x.Minutes > 0 {
				minutes = count(float64(x.Minutes), "minute")
			}
			result := say(trialWords(x.Worked), e.id)
			if x.Worked == "" {
				result = gap("Not recorded", e.id)
			}
			happened := gap("Not recorded", e.id)
			if x.Result != "" {
				happened = say(sentences(joined(", ", x.On.Words(), w.somewhere(x.Place), minutes), x.Result, x.View), e.id)
			}
			rows = append(rows, datedRow{x.On, []Cell{{Text: strong(open(x.Item), e.id)}, {Text: happened}, {Text: result}}})
		}
	}
	for _, e := range w.kit() {
		for _, a := range e.v.Alternatives {
			if k := strings.ToLower(a.Item); k != "" && !told[k] {
				told[k] = true
				why := gap("Not recorded", e.id)
				if a.WhyNot != "" {
					why = say(closed(a.WhyNot), e.id)
				}
				rows = append(rows, datedRow{"9999", []Cell{{Text: strong(open(a.Item), e.id)}, {Text: why}, {Text: say("Not chosen", e.id)}}})
			}
		}
	}
	inOrder(rows)
	for _, r := range rows {
		t.Rows = append(t.Rows, r.cells)
	}
	if len(t.Rows) > 0 {
		w.put("table", t)
	}
}

// somewhere is a place in the middle of a sentence; "Nursery" is a name only where it is part of one.
func (f *facts) somewhere(place string) string {
	if !strings.Contains(place, " ") {
		return strings.ToLower(place)
	}
	return f.lower(place)
}

// trialWords is what came of a trial.
func trialWords(worked string) string {
	return map[string]string{"yes": "Worked", "no": "Not suitable", "partly": "Worked in part"}[worked]
}

// lifting is the part of whatever lifts the child.
func (w *writer) lifting() {
	w.part("lifting", "Lifting", nil)
	if box := w.liftingBox(); box != nil {
		w.must("box", box)
	}
}

// liftingBox is one box for whatever lifts the child: how it is used and when it was and must be examined. A day that has
// passed, or that nobody knows, is a gap that is seen before anybody lifts. It is nil where nothing lifts yet.
func (w *writer) liftingBox() *Callout {
	box := &Callout{Style: CalloutDo, Title: "Lifting"}
	for _, e := range w.kit() {
		if !e.v.Lifting || e.v.Status == "referred" {
			continue
		}
		t := say(joined(": ", open(e.v.Name()), w.lower(open(e.v.Use))), e.id)
		if t.Words() == "" {
			t = say("Lifting equipment", e.id)
		}
		t = append(t, span(". "))
		if x := w.examination(e); x != nil {
			t = append(t, x...)
			for _, s := range x {
				if s.Gap {
					box.Style = CalloutGap
				}
			}
			t = append(t, span("."))
		} else {
			t = append(t, span(loler))
		}
		box.Items = append(box.Items, t)
	}
	switch len(box.Items) {
	case 0:
		return nil
	case 1: // one thing is a sentence and no list
		box.Body, box.Items = box.Items[0], nil
	}
	return box
}

// toTrain is equipment that nobody uses rightly by looking at it.
var toTrain = map[string]bool{"seating-system": true, "stander": true, "hoist": true, "bath-seat": true, "toilet-seat": true, "walker": true, "splint": true}

var aboutHandling = regexp.MustCompile(`(?i)\b(position|seat|chair|stand(er|ing)|hoist|sling|transfer|handling|splint|walker|equipment)`)

// trained says who is taught to use the equipment, for how long and when again: the rows of provision that train for it.
func (w *writer) trained() {
	w.section("training", "", "Who is trained", "")
	var items []Text
	for _, p := range w.provision {
		about := len(p.v.Equipment) > 0 || aboutHandling.MatchString(p.v.What+" "+p.v.Training)
		if !about || p.v.Mode != "training" && p.v.Training == "" || strings.HasPrefix(p.v.Section, "H") && w.classroom() {
			continue
		}
		t := Text{{Text: assessments.UpperFirst(open(p.v.What)) + ". ", Strong: true, From: []assessments.ID{p.id}}}
		if p.v.Mode == "training" && len(p.v.Doses) > 0 {
			t = append(t, span(assessments.UpperFirst(doseSpoken(p.v.Doses))+". ", p.id))
		}
		if p.v.Training != "" {
			t = append(t, span(closed(assessments.UpperFirst(p.v.Training)), p.id))
		}
		items = append(items, t)
	}
	needed := false
	for _, e := range w.kit() {
		needed = needed || toTrain[e.v.Type] && e.v.Status != "referred"
	}
	switch {
	case len(items) > 0:
		w.put("list", &List{Items: items})
	case needed:
		w.must("none", &Para{Text: gap("Not recorded: who is trained to use it, by whom and when again")})
	}
}

// nextDays are the days that lie ahead: the next visit, fit checks, and when the sizes are too old to order by.
func (w *writer) nextDays() {
	w.section("next", "", "What happens next", "")
	var u unknowns
	for _, c := range w.contacts {
		if c.v.Status == "planned" && c.v.On >= w.req.AsAt {
			u.add(joined(": ", assessments.UpperFirst(joined(", ", c.v.On.Words(), w.place(c.v.Place, c.v.Setting))), w.lower(open(c.v.Purpose))), c.id)
		}
	}
	fits, ids := map[assessments.Date][]string{}, map[assessments.Date][]assessments.ID{}
	var days []assessments.Date
	for _, e := range w.kit() {
		if on := e.v.ReviewOn; on >= w.req.AsAt && on != "" {
			if fits[on] == nil {
				days = append(days, on)
			}
			fits[on], ids[on] = append(fits[on], w.lower(e.v.Name())), append(ids[on], e.id)
		}
	}
	for _, on := range days { // checks of one day are one line
		u.add(on.Words()+": fit check of "+list(fits[on]), ids[on]...)
	}
	if len(u.items) > 0 {
		w.put("dates", &List{Items: u.items})
	} else {
		w.put("none", &Para{Text: gap("Not recorded: the next fit check")})
	}
}

// unnumbered reports whether a bought piece is in use without the number by which a safety notice would find it.
func unnumbered(e *assessments.Equipment) bool {
	return e.Serial == "" && e.Status == "in-use" && e.Maker+e.Model != ""
}

// lacking names what is not known of the equipment and the sizes, in one place.
func (w *writer) lacking() {
	w.part("unknown", "What we do not know", nil)
	var u unknowns
	for _, e := range w.kit() {
		u.noted(e.id, e.v.Item, e.v.Missing, undelivered(e.v)...)
		if unnumbered(e.v) {
			u.add(e.v.Item+", serial number: "+w.lower(notRecorded(e.v.Missing["serial"])), e.id)
		}
	}
	for _, m := range w.measurements {
		u.noted(m.id, "Measurements of "+m.v.On.Words(), m.v.Missing)
	}
	w.unknownCallout(u)
}

// aboutEquipment is how the recommendation came about, and whose advice it is not.
func (w *writer) aboutEquipment() {
	w.section("about", "", "About this recommendation", "")
	var r rows
	var seen Text
	for i, t := range w.seen() { // in one line: it is the least of what a reader wants to know
		if i > 0 {
			seen = append(seen, span("; "))
		}
		seen = append(seen, t...)
	}
	r.need("Seen", gap("Not recorded: no visit by "+w.req.AsAt.Words()), seen)
	r.add("Written by", w.writtenBy()...)
	r.add("Language", w.language())
	u := w.remits()
	for _, e := range w.kit() {
		if e.v.UseSetBy != "" {
			u.add("How long the "+w.lower(e.v.Item)+" is used: "+w.lower(e.v.UseSetBy), e.id)
		}
	}
	r.add("Ask others about", u.items...)
	w.put("facts", &KeyValues{r})
}
