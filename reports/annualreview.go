package reports

import (
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// annualReview writes the contribution to the annual review of a plan (Children and Families Act 2014, section 44): what
// was advised or agreed against what was delivered, how far each outcome is, and what should change, row by row. Whether a row changes
// is the therapist's to say: the draft lays out what is known beside each row and leaves the decision open.
func (w *writer) annualReview() {
	w.opening("Review", "Contribution to the annual review")
	w.doc.Subtitle = say("For the review of the education, health and care plan of "+w.forms(), w.childID)
	moves := w.goalMoves()
	w.reviewHead()
	w.reviewShort(moves)
	w.reviewViews()
	w.reviewOutcomes(moves)
	w.rated(moves)
	w.forTherapists(moves)
	w.reviewRows()
	w.reviewChanges()
	w.doneSince(moves)
	w.others()
	w.checking()
	w.shared()
	w.limits()
	w.signature()
}

// reviewHead is the block of identity, with the plan's state and the day of the meeting.
func (w *writer) reviewHead() {
	w.part("identity", "Who this is about", nil)
	var r rows
	named := w.named()
	if w.child.Name == "" {
		named = w.lacks(w.childID, w.child.Missing, "name")
	}
	r.add("Child", named, w.language())
	r.need("Born", w.lacks(w.childID, w.child.Missing, "born"), w.bornLines()...)
	r.add("NHS number", w.nhs())
	next := Text(nil)
	if n := w.child.NextSetting; n != "" {
		next = say("Next: "+closed(n), w.childID)
	}
	r.need(assessments.UpperFirst(w.placeWord()), w.lacks(w.childID, w.child.Missing, "setting"), w.schoolLine(), next)
	upn := w.lacks(w.childID, w.child.Missing, "upn")
	if w.child.UPN != "" {
		upn = say(w.child.UPN, w.childID)
	}
	r.add("UPN", upn)
	r.need("Plan", gap("Whether there is a plan is not recorded", w.childID), say(planState[w.child.EHCPlan], w.childID))
	r.need("Review meeting", gap("The day of the meeting is not recorded"), w.reviewMeeting()...)
	r.need("Seen", gap("Not recorded: no visit by "+w.req.AsAt.Words()), w.seen()...)
	r.add("Written by", w.writtenBy()...)
	w.must("facts", &KeyValues{r})
}

var planState = map[string]string{"none": "No plan", "requested": "An assessment was requested", "assessment": "Being assessed",
	"draft": "Draft plan", "final": "Final plan"}

// reviewMeeting is the review meeting that lies ahead, with the day by which reports are to be out: two weeks before it (SEND
// Regulations 2014, reg 20).
func (w *writer) reviewMeeting() []Text {
	for _, c := range w.contacts {
		if c.v.Type == "meeting" && c.v.On >= w.req.AsAt && (holds(c.v.Purpose, "annual review") || holds(c.v.Purpose, "review of the plan")) {
			return []Text{say(joined(", ", c.v.On.Words(), at(w.place(c.v.Place, c.v.Setting))), c.id),
				say("Reports are due two weeks before, by "+c.v.On.AddDays(-14).Words(), c.id)}
		}
	}
	return nil
}

// reviewShort is the whole contribution in a few lines.
func (w *writer) reviewShort(moves []goalMove) {
	w.section("short", "", "The review in short", "")
	var t Text
	if h := moveHeadline(moves); h != "" {
		t = appendSentence(t, h, moveIDs(moves)...)
	}
	waiting, rows := 0, 0
	for _, p := range w.provision {
		rows++
		if len(w.stillOpen(p)) > 0 || p.v.Section == "G" && p.v.ICB != "agreed" {
			waiting++
		}
	}
	if rows > 0 {
		if w.adopted(w.provision) {
			t = appendSentence(t, "The plan has "+count(float64(rows), "row")+" of our provision")
		} else {
			t = appendSentence(t, "We advised "+count(float64(rows), "row")+" of provision")
		}
	}
	if len(t) > 0 {
		w.put("message", &Para{Text: t})
	}
	if s := w.strengthLine(); s != nil {
		w.put("strengths", &Para{Text: s})
	}
	if o := w.newestWords(); o.v != nil {
		w.put("words", w.quote(o))
	}
	var u unknowns
	switch {
	case rows == 0:
		u.add("No provision is recorded")
	case waiting > 0:
		u.add("Provision: something is still open in " + num(float64(waiting)) + " of " + count(float64(rows), "row"))
	}
	w.goalGaps(&u, moves)
	w.unreached(&u)
	w.unknownCallout(u)
}

// moveIDs are the scorings behind a headline.
func moveIDs(moves []goalMove) []assessments.ID {
	var out []assessments.ID
	for _, m := range scoredTwice(moves) {
		out = append(out, m.first.id, m.last.id)
	}
	return out
}

// reviewViews is Section A: everybody's words but those on page one, the child's first.
func (w *writer) reviewViews() {
	w.section("views", "A", "What "+w.child.Known()+" and others say", "Exactly as said")
	newest := w.newestWords()
	all := w.said(func(o *assessments.Observation) bool { return o != newest.v && w.quotable(o) })
	slices.SortStableFunc(all, func(a, b entry[*assessments.Observation]) int {
		return map[bool]int{true: 0, false: 1}[w.byChild(a.v)] - map[bool]int{true: 0, false: 1}[w.byChild(b.v)]
	})
	for _, o := range all {
		w.put("words/"+string(o.id), w.quote(o))
	}
	if newest.v == nil {
		w.must("none", &Para{Text: gap(possessive(w.child.Known()) + " own words are not recorded.")})
	}
}

// reviewOutcomes is Section E: each outcome with where the child started and where they are, then the goals on the way.
func (w *writer) reviewOutcomes(moves []goalMove) {
	w.section("outcomes", "E", "Progress on outcomes", "Where "+w.child.Known()+" started, and what was seen since")
	for _, o := range w.outcomes {
		w.put(string(o.id), w.reviewOutcome(o, moves))
	}
	if len(w.outcomes) == 0 {
		w.must("none", &Para{Text: gap("No outcomes are recorded.")})
	}
	if c := moveChart(w.child.Known(), moves); c != nil {
		w.put("chart", c)
	}
	if once := slices.DeleteFunc(slices.Clone(moves), goalMove.twice); len(once) > 0 {
		w.put("steps", onceTable(once))
	}
}

// reviewOutcome is an outcome's card: start, now, who counts, what serves it.
func (w *writer) reviewOutcome(o entry[*assessments.Outcome], moves []goalMove) *Card {
	c := w.outcomeCard(o)
	var r rows
	for _, kv := range c.Values {
		switch kv.Key {
		case "Now":
			r.add("At the start", kv.Lines...)
			r.need("Now", gap("Not counted since", o.id), w.outcomeNow(o, moves)...)
		case "Need":
		default:
			r.add(kv.Key, kv.Lines...)
		}
	}
	c.Values = r
	return c
}

// outcomeNow is what is known of an outcome since its start: the newest scoring of each goal that serves it, and the newest
// fact of each area of its needs that is newer than the start.
func (w *writer) outcomeNow(o entry[*assessments.Outcome], moves []goalMove) []Text {
	var out []Text
	since := assessments.Date("")
	for _, id := range o.v.BaselineFrom {
		if on, _ := w.when(id); on > since {
			since = on
		}
	}
	areas := map[string]bool{}
	for _, id := range o.v.Needs {
		if n := find(w.needs, id); n != nil && n.Area != "" {
			areas[n.Area] = true
		}
	}
	for _, m := range moves {
		if m.goal.v.Outcome == o.id && levelled(m.last) {
			out = append(out, say("Goal “"+open(m.goal.v.Title)+"”: "+levelWords(m.last.v), m.goal.id, m.last.id))
		}
	}
	newest := map[string]entry[*assessments.Observation]{}
	for _, x := range w.observations {
		if x.v.Type == "fact" && x.v.Text != "" && areas[x.v.Area] && since != "" && x.v.On > since {
			newest[x.v.Area] = x
		}
	}
	for _, area := range assessments.Areas() {
		if x := newest[area]; x.v != nil {
			out = append(out, w.dated(x))
		}
	}
	return out
}
