package reports

import "github.com/fieldfare/fieldfare/assessments"

// letterSharing is the note to a GP, a health visitor or another service: that the child is seen, what the reader may have and
// by whose agreement, and who else has it. It holds no findings: those are in the reports that it names.
func (w *writer) letterSharing() {
	title := "What we share about " + w.kid() // neither taken on nor seen, as far as anybody recorded
	d, seen := w.discharged(), len(w.seen()) > 0
	switch {
	case d != nil && seen:
		title = "We have seen " + w.kid() + " for occupational therapy"
	case d == nil && (seen || w.triaged("accepted") != nil):
		title = "We are seeing " + w.kid() + " for occupational therapy"
	}
	w.letter(title, func() {
		r := w.triaged("accepted")
		if r == nil {
			w.must("why", &Para{Text: gap("No referral that was accepted is recorded.")})
		} else {
			w.tell("why", append(w.asked(*r), w.taken(*r)...))
		}
		var rs rows
		rs.need("Seen on", gap("Not seen by "+w.req.AsAt.Words()), w.seenDays())
		if c := w.planned(); c != nil && d == nil {
			rs.add("Next", say(joined(", ", c.v.On.Weekday(), w.place(c.v.Place, c.v.Setting), w.lower(open(c.v.Purpose))), c.id))
		}
		if d != nil {
			rs.add("Ended", say(d.v.On.Words(), d.id))
		}
		rs.add("With", w.therapists()...)
		w.put("facts", &KeyValues{rs})
		w.sharedWithYou()
		w.sharedElse()
		w.part("ask", "What we ask of you", nil) // without a heading: the note is to stay on one page
		if w.toFamily() {
			w.tell("wrong", say("Tell us if anything here is wrong, or if you no longer want something to be shared. You can change your mind at any time."))
		} else {
			w.tell("wrong", say("Tell us if anything here is wrong, and of what you do for "+w.child.Known()+" that we should know of."))
		}
	})
}

// seenDays are the days on which the child was seen, in one line.
func (w *writer) seenDays() Text {
	var days []string
	var from []assessments.ID
	for _, c := range w.contacts {
		if c.v.Seen() {
			days, from = append(days, c.v.On.Words()), append(from, c.id)
		}
	}
	return say(list(days), from...)
}

// therapists are who leads the work, once each.
func (w *writer) therapists() []Text {
	var out []Text
	seen := map[assessments.ID]bool{}
	for _, c := range w.contacts {
		for _, id := range append([]assessments.ID{c.v.Clinician}, c.v.Joint...) {
			if p := w.people[id]; p != nil && p.Name != "" && !seen[id] {
				seen[id] = true
				out = append(out, say(w.atWork(id), c.id, id))
			}
		}
	}
	return out
}

// sharedWithYou says by whose agreement the reader has this. Grounds that are themselves confidential are not told.
func (w *writer) sharedWithYou() {
	w.letterPart("shared", "Why you have this")
	if w.toFamily() {
		w.tell("right", say("You may have what we write about "+w.kid()+"."))
		return
	}
	p := Permit(w.bases, w.req.Recipient, w.req.Kind, w.req.sharedOn())
	var items []Text
	for _, id := range p.Basis {
		b := find(w.bases.list, id)
		if b == nil || !w.tellable(b) {
			continue
		}
		if b.Kind == "statutory-request" {
			items = append(items, say("You have asked for it by law; recorded on "+b.On.Words()+".", id))
			continue
		}
		who := "The family"
		if name := w.called(b.GivenBy); name != "" {
			who = assessments.UpperFirst(name)
		}
		items = append(items, say(who+" agreed on "+b.On.Words()+" that we share what concerns "+possessive(w.child.Known())+" therapy with you.", id))
	}
	if len(items) == 0 {
		items = append(items, say("There is a lawful reason for which you may have this."))
	}
	switch {
	case w.may(assessments.ClassFamily):
		items = append(items, say("You may have all that our reports hold."))
	case w.may(assessments.ClassHealth):
		items = append(items, say("You may have our reports with health information. The family’s circumstances are not shared with you."))
	default:
		items = append(items, say("You may have what helps in your work with "+w.child.Known()+". Health information and the family’s circumstances are not shared with you."))
	}
	w.listed("list", items)
}

// sharedElse lists who else may have reports, by what, and since when. Nobody who was refused is on it.
func (w *writer) sharedElse() {
	t := say("Others may have our reports, too: ")
	for _, x := range w.distribution() {
		if x.to == w.req.Recipient || x.to.Role == w.req.Recipient.Role && w.req.Recipient.Person == "" {
			continue
		}
		if len(t) > 1 {
			t = append(t, span("; "))
		}
		since := ""
		if x.since != "Always" {
			since = "since " + x.since
		}
		t = append(t, Span{Text: x.who, Strong: true}, span(" ("+joined(", ", assessments.LowerFirst(x.why), since)+")"))
	}
	if len(t) > 1 {
		w.tell("else", append(t, span(".")))
	}
}
