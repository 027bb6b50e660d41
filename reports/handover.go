package reports

import (
	"slices"
	"sort"

	"github.com/fieldfare/fieldfare/assessments"
)

// handover writes what the next therapist must know on the first morning: what runs out when, what is waiting for whom,
// the open needs and goals, and the equipment with its checks. What was told in confidence is read in the record.
func (w *writer) handover() {
	w.around("Handover", "Handover", "Handover")
	w.doc.Subtitle = say("For the therapist who goes on with "+w.forms(), w.childID)
	w.handoverHead()
	w.clockTable()
	w.waiting()
	w.openNeeds()
	w.goalPart()
	w.kitDue()
	w.inPlace()
	w.whoIsWho()
	w.handoverLimits()
	w.signature()
}

// handoverHead is who it is about and where the episode stands.
func (w *writer) handoverHead() {
	w.part("identity", "Who this is about", nil)
	r := w.headRows()
	tier, from := "", []assessments.ID(nil)
	for _, x := range w.referrals {
		if x.v.Tier != "" {
			tier, from = assessments.UpperFirst(x.v.Tier)+", since the referral of "+x.v.Received.Words(), []assessments.ID{x.id}
		}
	}
	for _, m := range w.moves {
		tier, from = assessments.UpperFirst(m.v.To)+", since "+m.v.On.Words(), []assessments.ID{m.id}
	}
	if tier != "" {
		r.add("Level of service", say(tier, from...))
	}
	if d := w.ended(); d.v != nil && d.v.ReopenedOn == "" {
		r.add("Discharge", say(d.v.On.Words(), d.id))
	}
	if seen := w.seen(); len(seen) > 0 {
		r.add("Last seen", seen[len(seen)-1])
	} else {
		r.add("Last seen", gap("Not recorded: no visit by "+w.req.AsAt.Words()))
	}
	r.add("Written by", w.writtenBy()...)
	w.must("facts", &KeyValues{r})
}

// clockTable is every day that lies ahead or has passed unanswered, in order: whoever takes over works down this list.
func (w *writer) clockTable() {
	w.section("clocks", "", "What is due, and when", "")
	t := &Table{Columns: []Column{{Title: "Day", Share: 3}, {Title: "What", Share: 8}, {Title: "State", Share: 3}}}
	for _, d := range w.clocks() {
		state := say("Ahead")
		switch {
		case d.on < w.req.AsAt:
			state = gap("The day has passed")
		case d.on == w.req.AsAt:
			state = strong("Today")
		}
		t.Rows = append(t.Rows, []Cell{{Text: strong(d.on.Words())}, {Text: d.text}, {Text: state}})
	}
	if len(t.Rows) > 0 {
		w.must("table", t)
	} else {
		w.must("none", &Para{Text: gap("No day that lies ahead is recorded.")})
	}
}

// A due is a day and what it is the day of.
type due struct {
	on   assessments.Date
	text Text
}

// clocks are the days that are known: the law's six weeks, visits, checks, examinations, reviews, ends of blocks.
func (w *writer) clocks() []due {
	var out []due
	add := func(on assessments.Date, what string, from ...assessments.ID) {
		if on.Valid() && what != "" {
			out = append(out, due{on, say(what, from...)})
		}
	}
	for _, r := range w.requests {
		if r.v.SentOn == "" {
			add(r.v.Due(), "EHC advice for "+w.lower(r.v.From)+": six weeks from receipt on "+r.v.Received.Words(), r.id)
		}
	}
	for _, c := range w.contacts {
		if c.v.Status == "planned" {
			add(c.v.On, assessments.UpperFirst(joined(", ", joined(": ", contactKind(c.v), w.lower(open(c.v.Purpose))), at(w.place(c.v.Place, c.v.Setting)))), c.id)
		}
	}
	for _, e := range w.kit() {
		name := w.lower(e.v.Name())
		if name == "" || e.v.Status == "referred" {
			continue
		}
		add(e.v.ReviewOn, "Fit check: "+name, e.id)
		if e.v.ExamineBy >= w.req.AsAt || w.overdue(e.v) {
			add(e.v.ExamineBy, "Thorough examination: "+name, e.id)
		}
	}
	for _, m := range w.measurements {
		add(m.v.RemeasureAfter, "Sizes of "+m.v.On.Words()+" are too old to order by after this day", m.id)
	}
	for _, g := range w.goals {
		if g.v.ClosedOn == "" {
			add(g.v.ReviewOn, "Goal to be scored again: "+w.lower(open(g.v.Title)), g.id)
		}
	}
	for _, p := range w.plans {
		line := "Review of the programme: " + w.lower(open(p.v.Title))
		if p.v.Title != "" && !listed(out, p.v.Review, line) {
			add(p.v.Review, line, p.id)
		}
	}
	for _, b := range w.blocks {
		if b.v.End >= w.req.AsAt {
			add(b.v.End, "End of the block: "+w.lower(open(b.v.Title)), b.id)
		}
	}
	for _, d := range w.discharges {
		if d.v.ReopenedOn == "" {
			add(d.v.ReturnBy, "Last day to come back without a new referral", d.id)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].on < out[j].on })
	return out
}

// listed reports whether a line is on the list already for a day. Two programmes may be reviewed on one day, so the day alone
// does not tell.
func listed(list []due, on assessments.Date, line string) bool {
	return slices.ContainsFunc(list, func(d due) bool { return d.on == on && d.text.Words() == line })
}

// waiting is what somebody else owes an answer or a thing: who, what, since when. It is what gets lost when a person
// leaves.
func (w *writer) waiting() {
	w.section("waiting", "", "What is waiting", "")
	var items []Text
	add := func(t Text) { items = append(items, t) }
	for _, e := range w.kit() {
		name := assessments.UpperFirst(e.v.Name())
		switch {
		case name == "":
		case e.v.Status == "referred":
			t := Text{{Text: name + ". ", Strong: true, From: []assessments.ID{e.id}}, span(closed(w.state(e.v))+" ", e.id)}
			if e.v.Reply == "" {
				add(append(t, gap("No answer is recorded.", e.id)...))
			} else {
				add(append(t, gap(closed(e.v.Reply), e.id)...))
			}
		case e.v.Status == "ordered":
			add(Text{{Text: name + ". ", Strong: true, From: []assessments.ID{e.id}}, span(closed(w.state(e.v))+" Not delivered yet.", e.id)})
		case e.v.Status == "recommended" && e.v.FundedOn == "" && e.v.Price+e.v.Quote != "":
			add(Text{{Text: name + ". ", Strong: true, From: []assessments.ID{e.id}}, span("Recommended; funding is not agreed yet.", e.id)})
		case e.v.Status == "on-trial":
			add(Text{{Text: name + ". ", Strong: true, From: []assessments.ID{e.id}}, span("On trial.", e.id)})
		}
	}
	for _, p := range w.rowsOf("G") {
		if p.v.ICB != "agreed" {
			add(append(Text{{Text: joined(". ", tab(p.v.Ref, "G"), assessments.UpperFirst(rowName(p.v))) + ". ", Strong: true, From: []assessments.ID{p.id}}}, icb(p, false)...))
		}
	}
	for _, p := range w.provision {
		if u := unsettled(p); u != nil {
			add(append(Text{{Text: joined(". ", tab(p.v.Ref, p.v.Section), assessments.UpperFirst(rowName(p.v))) + ". ", Strong: true, From: []assessments.ID{p.id}}}, u...))
		}
	}
	var u unknowns
	w.unreached(&u)
	w.unidentified(&u)
	w.unmeasured(&u)
	for _, e := range w.kit() {
		u.noted(e.id, e.v.Item, e.v.Missing, undelivered(e.v)...)
	}
	w.unfilled(&u, w.provision)
	if len(items) > 0 {
		w.must("list", &List{Items: items})
	}
	w.unknownCallout(u)
}
