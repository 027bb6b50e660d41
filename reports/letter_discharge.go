package reports

import "github.com/fieldfare/fieldfare/assessments"

// discharged is the discharge that stands on the day of the letter, or nil. One that lies ahead, or was opened again, is none.
func (w *writer) discharged() *entry[*assessments.Discharge] {
	for i := len(w.discharges) - 1; i >= 0; i-- {
		d := w.discharges[i]
		if d.v.On <= w.req.AsAt && d.v.On.Valid() && (d.v.ReopenedOn == "" || d.v.ReopenedOn > w.req.AsAt) && (w.req.About == "" || w.req.Kind != LetterDischarge || d.id == w.req.About) {
			return &w.discharges[i]
		}
	}
	return nil
}

// endings are the reasons for a discharge as a letter says them, to the family and to others. A reason that is not here is told
// in the clinician's own words.
var endings = map[string][2]string{
	"goals-met":             {"The goals that we agreed are met.", ""},
	"no-further-new-advice": {"You have all the advice that we can give for now.", "The family and school have all the advice that we can give for now."},
	"advice-given":          {"You have our advice, and it is enough to go on with for now.", "We have given our advice, and it is enough to go on with for now."},
	"fixed-sessions-done":   {"The sessions that we agreed are done.", ""},
	"moved-away":            {"You have moved away.", "The family has moved away."},
	"family-declined":       {"You told us that you do not want this help for now.", "The family does not want this help for now."},
	"transferred":           {"Another service goes on with the work.", ""},
	"not-brought":           {"We did not find a way to meet.", ""},
}

// letterDischarge says that the episode of care has ended, why, what goes on, and how to come back.
func (w *writer) letterDischarge() {
	d := w.discharged()
	title := w.kids() + " occupational therapy"
	if d != nil {
		title += " ended on " + dayWords(d.v.On)
	}
	w.letter(assessments.UpperFirst(title), func() {
		if d == nil {
			w.must("why", &Para{Text: gap("No discharge is recorded.")})
			return
		}
		w.tell("why", w.ending(*d))
		var r rows
		r.add("Ended on", say(d.v.On.Words(), d.id))
		r.need("Decided by", gap("Who decided is not recorded", d.id), say(w.atWork(d.v.DecidedBy), d.id, d.v.DecidedBy))
		if d.v.To != "" {
			r.add("Goes on with", say(assessments.UpperFirst(closed(d.v.To)), d.id))
		}
		r.need("Come back by", gap("The last day to come back is not recorded", d.id), say(d.v.ReturnBy.Words(), d.id))
		w.must("facts", &KeyValues{r})
		w.comingBack(*d)
		w.letterPart("ask", "What we ask of you")
		if w.toFamily() {
			w.tell("keep", say("Keep this letter: the day until which you can come back stands in it."))
		} else {
			w.tell("keep", say("Tell the family and us if you see that "+w.kid()+" needs help with this again."))
		}
	})
}

// ending is why the work has ended: the reason in plain words, and the clinician's own, but never on a child who was not seen.
func (w *writer) ending(d entry[*assessments.Discharge]) Text {
	t := Text{}
	words := endings[d.v.Reason]
	s := words[0]
	if !w.toFamily() && words[1] != "" {
		s = words[1]
	}
	if d.v.Reason == "aged-out" {
		s = w.kidIs("have", "has") + " reached the age up to which our service sees children and young people."
	}
	if s != "" {
		t = append(t, span(s, d.id))
	}
	if d.v.Reason != "not-brought" { // what the clinician weighed about absences stays in the record
		t = appendSentence(t, d.v.Why, d.id)
	}
	if len(t) == 0 {
		return gap("The reason is not recorded.", d.id)
	}
	return t
}

// comingBack says how to come back: by asking, until the day that the service gives, and by a new referral after it.
func (w *writer) comingBack(d entry[*assessments.Discharge]) {
	w.letterPart("back", "How to come back")
	if !d.v.ReturnBy.Valid() {
		w.tell("how", say("Ask us. We look at every request anew.", d.id))
		return
	}
	by := d.v.ReturnBy.Words()
	if w.toFamily() {
		w.tell("how", say("Until "+by+", ring or write to us yourself. Nobody has to refer "+w.kid()+" again. After that day it takes a new referral.", d.id))
		return
	}
	w.tell("how", say("Until "+by+" the family can come back by ringing or writing to us, without a new referral. After that day it takes a new referral.", d.id))
}
