package reports

import (
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// missed is the appointment that did not take place and that a letter is about: the one asked for, else the newest. A child is
// brought or not brought by others, so nothing of it is ever laid at the child's door.
func (w *writer) missed() *entry[*assessments.Contact] {
	for i := len(w.contacts) - 1; i >= 0; i-- {
		c := w.contacts[i]
		if (c.v.Status == "not-brought" || c.v.Status == "did-not-attend") && c.v.On <= w.req.AsAt && (w.req.About == "" || w.req.About == c.id) {
			return &w.contacts[i]
		}
	}
	return nil
}

// letterNotBrought says that a visit did not take place, without blame, and what happens next. Why it did not, what was asked
// about the child's safety and what the clinician decided stay in the record, whoever reads.
func (w *writer) letterNotBrought() {
	m := w.missed()
	if m == nil {
		w.letter("About a visit of "+w.kids()+" that did not take place", func() {
			w.must("what", &Para{Text: gap("No visit that was missed is recorded.")})
		})
		return
	}
	next := w.instead(m.id)
	title := "We did not see " + w.kid() + " on " + dayWords(m.v.On)
	switch {
	case w.toYou() && next != nil && next.v.Replaces == m.id:
		title = "A new day for your visit: " + dayWords(next.v.On)
	case w.toFamily() && next != nil && next.v.Replaces == m.id:
		title = "A new day for " + w.child.Known() + ": " + dayWords(next.v.On)
	case !w.toFamily() && m.v.Status == "not-brought":
		title = w.child.Known() + " was not brought on " + dayWords(m.v.On)
	}
	w.letter(title, func() {
		w.tell("what", w.notMet(*m))
		w.tell("since", w.spokenSince(*m))
		w.goingOn(*m, next)
		if w.toFamily() {
			w.help()
		} else {
			w.whatYouKnow(*m)
		}
	})
}

// instead is the appointment that takes the place of a missed one, else the next, where it is near.
func (w *writer) instead(missed assessments.ID) *entry[*assessments.Contact] {
	var next *entry[*assessments.Contact]
	for i, c := range w.contacts {
		switch {
		case c.v.Status != "planned" || c.v.On < w.req.AsAt:
		case c.v.Replaces == missed:
			return &w.contacts[i]
		case next == nil && c.v.On <= w.req.AsAt.AddDays(sixWeeks):
			next = &w.contacts[i]
		}
	}
	return next
}

// notMet says what was planned and that it did not take place.
func (w *writer) notMet(m entry[*assessments.Contact]) Text {
	planned := joined(", ", m.v.On.Weekday(), clockWords(m.v.From))
	if at := w.whereMissed(m.v); at != "" {
		planned += ", " + at
	}
	t := say("We had planned to see "+w.kid()+" on "+planned+". ", m.id)
	switch {
	case w.toFamily():
		t = append(t, span("We did not meet that day. Much can get in the way of a visit, and we would like to hear what would make the next one easier.", m.id))
	case m.v.Status == "not-brought":
		t = append(t, span(w.child.Known()+" was not brought. That says nothing about the reason.", m.id))
	default:
		t = append(t, span("We did not meet that day. That says nothing about the reason.", m.id))
	}
	if r := w.triaged("accepted"); r != nil && w.referrerReads(r.v) {
		return append(say("You asked us on "+r.v.Received.Words()+" to help "+w.child.Known()+". ", r.id), t...)
	}
	return t
}

// whereMissed is the place of a visit inside a sentence.
func (w *writer) whereMissed(c *assessments.Contact) string {
	if s := w.settings[c.Setting]; s != nil {
		return "at " + s.Name
	}
	switch c.Place {
	case "home":
		if w.toFamily() {
			return "at your home"
		}
		return "at home"
	case "clinic":
		return "at the clinic"
	case "phone", "video":
		return byWay(c.Place)
	case "school", "nursery":
		return "at " + w.place(c.Place, "")
	}
	return ""
}

// spokenSince is what was said with the family since, in the words that the record keeps for others to read.
func (w *writer) spokenSince(m entry[*assessments.Contact]) Text {
	var t Text
	seen := w.seenAfter(m.v.On) // from then on it is no longer about the missed visit
	for _, c := range w.contacts {
		if seen != nil && c.v.On >= seen.v.On {
			break
		}
		if c.v.Status != "attended" || c.v.On <= m.v.On || !slices.Contains([]string{"call", "video", "message", "meeting"}, c.v.Type) {
			continue
		}
		with := ""
		for _, p := range c.v.Participants {
			if p.Present == "yes" && p.Person != "" && p.Person == w.req.Recipient.Person {
				with = "you"
			}
		}
		if with == "" {
			with = w.familyAt(c.v)
		}
		if with == "" && w.withFamily(c.v) {
			with = "the family"
		}
		if with == "" {
			continue
		}
		if len(t) > 0 {
			t = append(t, span(" "))
		}
		t = append(t, span("We spoke with "+with+" on "+c.v.On.Words()+".", c.id))
		t = appendSentence(t, c.v.Summary, c.id)
	}
	return t
}

// withFamily reports whether somebody of the family was at a contact, for a reader who may not know who.
func (w *writer) withFamily(c *assessments.Contact) bool {
	for _, p := range c.Participants {
		if p.Present == "yes" && w.bases.RoleOf(p.Person) == assessments.RoleParent {
			return true
		}
	}
	return false
}

// goingOn says how it goes on: with the new day, or with what is to be agreed. An absence ends nothing by itself, so no letter
// about one speaks of an end.
func (w *writer) goingOn(m entry[*assessments.Contact], next *entry[*assessments.Contact]) {
	w.letterPart("next", "What happens next")
	still := Text{}
	if len(w.discharges) == 0 {
		still = say(w.kidIs("are", "is")+" still with our service.", m.id)
	}
	still = appendSentence(still, m.v.Next, m.id)
	switch seen := w.seenAfter(m.v.On); {
	case next != nil:
		w.tell("still", still)
		w.must("when", &KeyValues{w.arranged(*next)})
	case seen != nil:
		w.tell("still", appendSentence(still, "We have seen "+w.kid()+" since, on "+seen.v.On.Words(), seen.id))
	default:
		w.tell("still", still)
		w.must("when", &KeyValues{rows{{Key: "When", Lines: []Text{gap("A new day is not agreed yet.", m.id)}}}})
	}
}

// seenAfter is the first time the child was seen after a day, or nil.
func (w *writer) seenAfter(on assessments.Date) *entry[*assessments.Contact] {
	for i, c := range w.contacts {
		if c.v.On > on && c.v.On <= w.req.AsAt && c.v.Seen() {
			return &w.contacts[i]
		}
	}
	return nil
}

// help asks the family what would help, and offers what often does.
func (w *writer) help() {
	w.letterPart("help", "What would help you")
	w.put("ask", &List{Items: []Text{
		say("Ring or write to us to choose a day and a time that suit you."),
		say("Tell us if another place is easier: at home, in school or nursery, by telephone or by video."),
		say("Tell us if you want an interpreter, letters in another language, or a message before the visit."),
	}})
}

// whatYouKnow asks somebody at work with the child for what they know. Worry about a child's safety does not wait for us.
func (w *writer) whatYouKnow(m entry[*assessments.Contact]) {
	w.letterPart("ask", "What we ask of you")
	items := []Text{say("Tell us if the family’s address or telephone number has changed, or if they read or speak another language.")}
	if w.req.Recipient.Role == assessments.RoleGP || w.req.Recipient.Role == assessments.RoleHealthVisitor {
		items = append(items, say("Tell us when you last saw "+w.child.Known()+", and whether anything worries you."))
	} else {
		items = append(items, say("Tell us how "+w.child.Known()+" is, and whether anything worries you."))
	}
	w.put("tell", &List{Items: append(items, say("If you are worried about "+possessive(w.child.Known())+" safety, act by your own safeguarding procedure at once. It does not wait for an answer from us.", m.id))})
}
