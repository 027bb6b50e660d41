package reports

import "github.com/fieldfare/fieldfare/assessments"

// whatHappens tells the course of the visit that is arranged.
func (w *writer) whatHappens(c *entry[*assessments.Contact]) {
	if c == nil {
		return
	}
	w.letterPart("happen", "What will happen")
	who := "We"
	sees, comes, rings := " see ", " come ", " ring "
	if p := w.people[c.v.Clinician]; p != nil && p.Name != "" {
		who, sees, comes, rings = p.Name, " sees ", " comes ", " rings "
	}
	var items []Text
	add := func(s string) { items = append(items, say(s, c.id)) }
	place := c.v.Place
	s := w.settings[c.v.Setting]
	switch {
	case c.v.Type == "call":
		add(who + rings + w.ringee() + ".")
	case c.v.Type == "meeting": // people talk about the child, so a parent is not sent away
		add(joined(" ", "We meet", w.whereMissed(c.v), "to talk about", w.kid()) + ".")
	case place == "school" || place == "nursery" || s != nil && s.Type != "clinic":
		at := w.placeWord()
		if s != nil {
			at = s.Name
		}
		add(who + sees + w.kid() + " at " + at + ".")
		if w.req.Recipient.Role == assessments.RoleParent {
			add("You do not need to come.")
		}
	case place == "home" && w.toFamily():
		add(who + comes + "to your home.")
	case place == "home":
		add(who + sees + w.kid() + " at home.")
	default:
		if (place == "clinic" || s != nil) && w.req.Recipient.Role == assessments.RoleParent {
			add("You come with " + w.child.Known() + ".")
		}
		add(who + sees + w.kid() + ".")
	}
	w.listed("course", items)
}

// ringee is who is rung: the family, whoever reads.
func (w *writer) ringee() string {
	if w.toFamily() {
		return "you"
	}
	return "the family"
}

// whatWeAsk is what the reader can do before the visit.
func (w *writer) whatWeAsk(c *entry[*assessments.Contact]) {
	w.letterPart("ask", "What we ask of you")
	switch {
	case c == nil:
		w.tell("day", say("Tell us which days and times are hard for you, and what would make a visit easier."))
	case w.toYou():
		w.tell("day", say("Tell us if the day does not suit, or if you are unwell. We will find another day.", c.id))
	case w.toFamily():
		w.tell("day", say("Tell us if the day does not suit, or if "+w.child.Known()+" is unwell. We will find another day.", c.id))
	default:
		w.tell("day", say("Tell us if you know that "+w.child.Known()+" cannot be there. We will find another day.", c.id))
	}
}
