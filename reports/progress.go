package reports

import (
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
)

// goalProgress tells how the child is getting on with what they set out to do: the move on page one, then each goal with
// its steps and what was seen, what somebody thinks of it, and what was done in between. Steps come before scores: a
// parent knows what one prompt is, and nobody but a therapist knows what 54 is.
func (w *writer) goalProgress() {
	w.opening("Goals", "How "+w.child.Known()+" is getting on")
	w.doc.Subtitle = w.doc.Subtitle[:len(w.doc.Subtitle)-1] // who wrote it stands at the end, and the days of scoring here
	moves := w.goalMoves()
	for _, l := range w.scoredLines(moves) {
		w.subtitled(l)
	}
	w.part("one", "Page one", nil)
	newest := w.newestWords()
	if newest.v != nil {
		w.put("words", w.quote(newest))
	}
	w.movesPart(moves)
	w.goalByGoal(moves)
	w.rated(moves)
	w.forTherapists(moves)
	w.doneSince(moves)
	w.saidSince(moves, newest.id)
	w.others()
	w.next()
	w.progressUnknown(moves)
	w.signature()
}

// scoredLines are the first and the newest day of scoring, with the age on each.
func (w *writer) scoredLines(moves []goalMove) []Text {
	var first, last entry[*assessments.GoalReview]
	for _, m := range moves {
		for _, r := range []entry[*assessments.GoalReview]{m.first, m.rated} {
			if r.v != nil && (first.v == nil || r.v.On < first.v.On) {
				first = r
			}
		}
		for _, r := range []entry[*assessments.GoalReview]{m.last, m.rerated} {
			if r.v != nil && (last.v == nil || r.v.On > last.v.On) {
				last = r
			}
		}
	}
	line := func(what string, r entry[*assessments.GoalReview]) Text {
		if r.v == nil || !r.v.On.Valid() {
			return nil
		}
		where, age := "", ""
		if c := find(w.contacts, r.v.Contact); c != nil {
			where = at(w.place(c.Place, c.Setting))
		}
		if a := w.age(r.v.On); a != "" {
			age = "aged " + a
		}
		return say(joined(", ", joined(" ", what, r.v.On.Words(), where), age), r.id)
	}
	return []Text{line("First scored on", first), line("Scored again on", last)}
}

// movesPart is the message: the chart where there is a move to show, and the start where there is none yet.
func (w *writer) movesPart(moves []goalMove) {
	known := w.child.Known()
	title := moveHeadline(moves)
	if title == "" {
		title = "Where " + known + " started"
	}
	w.section("moves", "", title, "")
	if len(moves) == 0 {
		w.must("none", &Para{Text: gap("No goals are recorded.")})
		return
	}
	if c := moveChart(known, moves); c != nil {
		w.put("chart", c)
	}
	if once := slices.DeleteFunc(slices.Clone(moves), goalMove.twice); len(once) > 0 {
		w.put("steps", onceTable(once))
	}
}

// onceTable tells the goals that have no move to draw: where they started, or where they are now.
func onceTable(moves []goalMove) *Table {
	t := &Table{Caption: "Goals scored once", Note: "0, as expected, is the goal as it was set.",
		Columns: []Column{{Title: "Goal", Share: 5}, {Title: "At the start", Share: 4}, {Title: "Newest", Share: 4}}}
	for _, m := range moves {
		t.Rows = append(t.Rows, []Cell{{Text: strong(open(m.goal.v.Title), m.goal.id)}, {Text: levelCell(m.first, true)}, {Text: levelCell(m.last, true)}})
	}
	return t
}

// levelCell is a scoring in words with its number behind it, with its day where the table does not say it; or that there is
// none.
func levelCell(r entry[*assessments.GoalReview], day bool) Text {
	if !levelled(r) {
		return gap("Not scored")
	}
	words := measure.LevelWords(*r.v.Level)
	if day {
		words = levelWords(r.v)
	}
	return append(say(assessments.UpperFirst(words), r.id), Span{Text: parens(signed(*r.v.Level)), Soft: true, From: []assessments.ID{r.id}})
}

// progressUnknown are the gaps of the goals: what was not asked, and steps that nobody wrote down.
func (w *writer) progressUnknown(moves []goalMove) {
	w.section("about", "", "About this report", "")
	var r rows
	r.need("Seen", gap("Not recorded: no visit by "+w.req.AsAt.Words()), w.seenInLine())
	r.add("Language", w.language())
	if !w.req.Signed {
		r.add("Written by", w.writtenBy()...)
	}
	w.put("facts", &KeyValues{r})
	var u unknowns
	w.unidentified(&u)
	w.goalGaps(&u, moves)
	w.unreached(&u)
	w.unknownCallout(u)
}

// goalGaps adds what the goals and their scorings lack: one line where it is so for several goals.
func (w *writer) goalGaps(u *unknowns, moves []goalMove) {
	var bare []string
	var from []assessments.ID
	for _, m := range moves {
		if len(m.goal.v.Rungs) == 0 {
			bare, from = append(bare, "“"+open(m.goal.v.Title)+"”"), append(from, m.goal.id)
		}
	}
	if len(bare) > 0 {
		u.add("What each step looks like is not written down: "+list(bare), from...)
	}
	for _, m := range moves {
		name := "Goal “" + open(m.goal.v.Title) + "”"
		u.noted(m.goal.id, name, m.goal.v.Missing, "rungs")
		told := map[assessments.ID]bool{}
		for _, r := range []entry[*assessments.GoalReview]{m.first, m.last, m.rated, m.rerated} {
			if r.v != nil && !told[r.id] {
				told[r.id] = true
				u.noted(r.id, name+", "+r.v.On.Words(), r.v.Missing, "performance", "satisfaction") // stand in the ratings
			}
		}
		if m.first.v != nil && m.last.v == nil && (m.first.v.Level != nil || m.rerated.v == nil) {
			u.add(name+": not scored since "+m.first.v.On.Words(), m.goal.id, m.first.id)
		}
	}
}
