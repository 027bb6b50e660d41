package reports

import (
	"fmt"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// discharge writes how an episode of care went and ended: what was asked, what was done, what became of each goal, what
// goes on, how to come back, and who was told. It never says that a family is to blame for an end.
func (w *writer) discharge() {
	w.around("Discharge", "The end of this episode of care", "Discharge summary")
	w.doc.Subtitle = say("For "+w.forms(), w.childID)
	d := w.ended()
	w.dischargeHead(d)
	w.dischargeShort(d)
	w.course()
	w.goalEnds()
	w.goesOn(d)
	w.comeBack(d)
	w.whoWasTold(d)
	w.signature()
}

// ended is the discharge this summary is about: the one that the request names, else the newest.
func (f *facts) ended() entry[*assessments.Discharge] {
	var out entry[*assessments.Discharge]
	for _, d := range f.discharges {
		if d.id == f.req.About {
			return d
		}
		out = d
	}
	return out
}

// dischargeHead is who it is about, and who decided when.
func (w *writer) dischargeHead(d entry[*assessments.Discharge]) {
	w.part("identity", "Who this is about", nil)
	r := w.headRows()
	if d.v == nil {
		r.add("Discharge", gap("Not recorded: no discharge by "+w.req.AsAt.Words()))
	} else {
		by := w.person(d.v.DecidedBy)
		r.add("Discharge", say(joined(", decided by ", d.v.On.Words(), by), d.id))
		if d.v.ReopenedOn != "" {
			r.add("Opened again", say(d.v.ReopenedOn.Words(), d.id))
		}
	}
	r.add("Written by", w.writtenBy()...)
	w.must("facts", &KeyValues{r})
}

// endWords say why an episode ended, in words that blame nobody. A child who was not brought is the service's question
// first: was the letter readable, was the day possible.
var endWords = map[string]string{
	"goals-met":             "Care ends for now because goals were reached.",
	"no-further-new-advice": "There is nothing new to advise at the moment; what is in place goes on.",
	"advice-given":          "The advice that was asked for is given.",
	"fixed-sessions-done":   "The sessions that were agreed are done.",
	"moved-away":            "The family moves to an area with another service.",
	"family-declined":       "The family has decided to stop for now, which is theirs to decide.",
	"aged-out":              "The age at which this service ends is reached.",
	"transferred":           "Another service goes on from here.",
	"not-brought":           "We did not find a way to meet.",
}

// dischargeShort is the reason in words, the sums of the course, and the child's own words.
func (w *writer) dischargeShort(d entry[*assessments.Discharge]) {
	w.section("short", "", "In short", "")
	if d.v != nil {
		t := Text(nil)
		if s := endWords[d.v.Reason]; s != "" {
			t = say(s, d.id)
		}
		if d.v.Why != "" {
			t = appendSentence(t, assessments.UpperFirst(d.v.Why), d.id)
		}
		if len(t) == 0 {
			t = w.lacks(d.id, d.v.Missing, "reason")
		}
		w.must("why", &Para{Text: t})
	} else {
		w.must("why", &Para{Text: gap("The reason is not recorded: the discharge is not decided yet.")})
	}
	if t := w.reached(); t != nil {
		w.put("goals", &Para{Text: t})
	}
	if words := w.newestWords(); words.v != nil { // at an end the newest words count
		w.put("words", w.quote(words))
	}
}

// reached counts the goals that were reached, and names none that was not scored again.
func (w *writer) reached() Text {
	met, scored := 0, 0
	var ids []assessments.ID
	for _, g := range w.goals {
		_, last := w.scored(g.id)
		if last.v == nil || last.v.Level == nil {
			continue
		}
		scored++
		ids = append(ids, last.id)
		if *last.v.Level >= 0 {
			met++
		}
	}
	switch {
	case scored == 0:
		return nil
	case met == scored && met == 1:
		return say("The goal that was scored again is reached.", ids...)
	case met == scored:
		return say(fmt.Sprintf("All %d goals that were scored again are reached.", met), ids...)
	}
	return say(fmt.Sprintf("%d of %s that were scored again are reached.", met, count(float64(scored), "goal")), ids...)
}

// course is how the episode went: what was asked, from when to when, how often, and what was put in place.
func (w *writer) course() {
	w.section("course", "", "What was done", "")
	var r rows
	for _, x := range w.referrals {
		r.add("Referred", w.referred(x))
		for _, q := range x.v.Questions {
			r.add("Question", say(closed(q), x.id))
		}
		if x.v.Tier != "" {
			r.add("Level of service", say(assessments.UpperFirst(x.v.Tier)+" from the start", x.id))
		}
	}
	for _, m := range w.moves {
		r.add("Level of service", say(joined(": ", joined(" from ", assessments.UpperFirst(m.v.To), m.v.On.Words()), open(m.v.Reason)), m.id))
	}
	r.add("Met", w.met()...)
	if len(r) > 0 {
		w.put("facts", &KeyValues{byKey(r)})
	} else {
		w.put("none", &Para{Text: gap("Nothing of the course of care is recorded.")})
	}
	if items := w.putInPlace(); len(items) > 0 {
		w.under("place", &Heading{Level: 3, Text: "What was put in place"}, &List{Items: items})
	}
}

// putInPlace lists the blocks and programmes of the episode; equipment stands with what goes on.
func (w *writer) putInPlace() []Text {
	var out []Text
	add := func(name, words string, id assessments.ID) {
		t := Text{{Text: assessments.UpperFirst(open(name)), Strong: true, From: []assessments.ID{id}}}
		if words != "" {
			t = append(t, span(". "+assessments.UpperFirst(words), id))
		}
		out = append(out, append(t, span(".")))
	}
	for _, b := range w.blocks {
		if b.v.Title != "" {
			add(b.v.Title, joined(", ", count(float64(b.v.Sessions), "session"), stretch(b.v.Start, b.v.End)), b.id)
		}
	}
	for _, p := range w.plans {
		if p.v.Title == "" || w.classroom() && p.v.Place == "home" {
			continue
		}
		done := ""
		if p.v.PlannedDays > 0 && p.v.DoneDays > 0 {
			done = "done on " + num(float64(p.v.DoneDays)) + " of " + num(float64(p.v.PlannedDays)) + " days"
		}
		add(p.v.Title, joined(", ", planDose(p.v), w.lower(planDates(p.v)), done), p.id)
	}
	return out
}

// stretch is a stretch of days in the middle of a sentence.
func stretch(from, to assessments.Date) string {
	switch {
	case from != "" && to != "":
		return from.Words() + " to " + to.Words()
	case from != "":
		return "from " + from.Words()
	}
	return ""
}

// met counts the contacts that took place, each sort with its days. What was moved or missed is the record's own.
func (w *writer) met() []Text {
	type sort struct {
		word string
		days []string
		ids  []assessments.ID
	}
	var sorts []*sort
	for _, c := range w.contacts {
		if c.v.Status != "attended" {
			continue
		}
		word := assessments.LowerFirst(contactKind(c.v))
		if c.v.Type == "group" {
			word += " session" // three sessions of one group are not three groups
		}
		i := slices.IndexFunc(sorts, func(s *sort) bool { return s.word == word })
		if i < 0 {
			sorts = append(sorts, &sort{word: word})
			i = len(sorts) - 1
		}
		sorts[i].days, sorts[i].ids = append(sorts[i].days, c.v.On.Words()), append(sorts[i].ids, c.id)
	}
	var out []Text
	for _, s := range sorts {
		out = append(out, say(count(float64(len(s.days)), s.word)+": "+list(s.days), s.ids...))
	}
	return out
}

// goalEnds is the table of the goals at the start and at the end, in words: what was not scored again is a gap and no
// change.
func (w *writer) goalEnds() {
	w.section("goals", "", "What became of the goals", "From −2, much less than hoped for, over 0, the goal, to +2, much more")
	t := &Table{Columns: []Column{{Title: "Goal", Share: 5}, {Title: "At the start", Right: true, Share: 3}, {Title: "At the end", Right: true, Share: 3}, {Title: "In words", Share: 4}}}
	for _, g := range w.goals {
		if g.v.Title == "" {
			continue
		}
		first, last := w.scored(g.id)
		words := gap("Not scored again", g.id)
		if last.v != nil && last.v.Level != nil {
			words = say(levelSaid(first, *last.v.Level), last.id)
			if n := last.v.Note; n != "" {
				words = appendSentence(append(words, span(".")), n, last.id)
			}
		}
		t.Rows = append(t.Rows, []Cell{{Text: strong(open(g.v.Title), g.id)}, {Text: level(first)}, {Text: level(last)}, {Text: words}})
	}
	if len(t.Rows) > 0 {
		w.put("table", t)
	} else {
		w.put("none", &Para{Text: gap("No goals are recorded.")})
	}
}

// levelSaid is where a goal stands in plain words, without calling a small step large.
func levelSaid(first entry[*assessments.GoalReview], now int) string {
	switch {
	case now > 0:
		return "More than the goal"
	case now == 0:
		return "Reached"
	case first.v != nil && first.v.Level != nil && now > *first.v.Level:
		return "Nearer, not reached yet"
	case first.v != nil && first.v.Level != nil && now == *first.v.Level:
		return "As at the start"
	}
	return "Not reached yet"
}
