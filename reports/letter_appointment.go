package reports

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// letterAccepted says that the service takes the child on, who asked for what, and when the first visit is.
func (w *writer) letterAccepted() {
	r := w.triaged("accepted")
	next := w.soon(halfYear)
	title := "We have accepted " + w.kid() + " for occupational therapy"
	switch {
	case r == nil:
		title = "About the referral of " + w.child.Known()
	case next != nil:
		title = w.meeting(next.v)
	case !w.toFamily():
		title = w.child.Known() + " is accepted for occupational therapy"
	}
	w.letter(title, func() {
		if r == nil {
			w.must("why", &Para{Text: gap("No referral that was accepted is recorded.")})
		} else {
			w.tell("why", append(w.asked(*r), w.taken(*r)...))
		}
		if next == nil {
			w.must("when", &KeyValues{rows{{Key: "When", Lines: []Text{gap("The first visit is not arranged yet.")}}}})
		} else {
			w.must("when", &KeyValues{w.arranged(*next)})
		}
		w.whatHappens(next)
		w.whatWeAsk(next)
	})
}

// letterAppointment says when the child is seen next, where, by whom and for what.
func (w *writer) letterAppointment() {
	next := w.planned()
	title := "When we will see " + w.kid()
	if next != nil {
		title = w.meeting(next.v)
	}
	w.letter(title, func() {
		if next == nil {
			w.must("when", &Para{Text: gap("No appointment is recorded.")})
			return
		}
		w.tell("why", say("Here is what we have arranged for "+w.kid()+": when, where and with whom.", next.id))
		w.must("when", &KeyValues{w.arranged(*next)})
		w.whatHappens(next)
		w.whatWeAsk(next)
	})
}

// planned is the appointment a letter is about: the one that was asked for, else the next from the day of the letter on. A
// letter about one appointment is never silently about another.
func (w *writer) planned() *entry[*assessments.Contact] {
	for i, c := range w.contacts {
		if c.v.Status == "planned" && c.v.On >= w.req.AsAt && (w.req.About == "" || c.id == w.req.About) {
			return &w.contacts[i]
		}
	}
	return nil
}

// How far ahead a letter that is about something else looks for the next appointment: a review in half a year's time is no
// answer to a referral, nor to a visit that was missed.
const (
	halfYear = 182
	sixWeeks = 42
)

// soon is planned where it is within some days.
func (w *writer) soon(days int) *entry[*assessments.Contact] {
	if c := w.planned(); c != nil && c.v.On <= w.req.AsAt.AddDays(days) {
		return c
	}
	return nil
}

// meeting is the message of an appointment: "We will see Issy on Thursday 12 March".
func (w *writer) meeting(c *assessments.Contact) string {
	on := " on " + dayWords(c.On)
	switch {
	case c.Type == "call" && w.toYou():
		return "We will ring you" + on
	case c.Type == "call" && w.toFamily():
		return "We will ring you about " + w.child.Known() + on
	case c.Type == "call" || c.Type == "meeting":
		return "We will talk about " + w.kid() + on
	case c.Type == "video":
		return "We will see " + w.kid() + " by video" + on
	}
	return "We will see " + w.kid() + on
}

// dayWords is a day as it is spoken of while it is near: "Thursday 12 March".
func dayWords(d assessments.Date) string {
	if !d.Valid() {
		return "a day not recorded"
	}
	return d.Time().Format("Monday 2 January")
}

// clockWords is a time of day as a letter says it: "9:20am".
func clockWords(c assessments.Clock) string {
	t, err := time.Parse("15:04", string(c))
	if err != nil {
		return ""
	}
	if t.Minute() == 0 {
		return t.Format("3pm")
	}
	return t.Format("3:04pm")
}

// hours is from when to when, or "".
func hours(c *assessments.Contact) string {
	return joined(" to ", clockWords(c.From), clockWords(c.To))
}

// arranged are the lines of an appointment: when, where, who, what for, in which language.
func (w *writer) arranged(c entry[*assessments.Contact]) rows {
	var r rows
	when := say(joined(", ", c.v.On.Weekday(), hours(c.v)), c.id)
	if c.v.From == "" {
		r.add("When", when, gap("Time not recorded", c.id))
	} else {
		r.add("When", when)
	}
	r.need("Where", gap("Place not recorded", c.id), w.whereLines(c)...)
	var who []Text
	seen := map[assessments.ID]bool{}
	for _, id := range append([]assessments.ID{c.v.Clinician}, c.v.Joint...) {
		if p := w.people[id]; p != nil && p.Name != "" && !seen[id] {
			seen[id] = true
			who = append(who, say(w.atWork(id), c.id, id))
		}
	}
	r.need("Who", gap("Who comes is not recorded", c.id), who...)
	if c.v.Purpose != "" {
		r.add("What for", say(assessments.UpperFirst(closed(c.v.Purpose)), c.id))
	}
	if i := c.v.Interpreter; i != nil && i.Language != "" {
		r.add("Interpreter", say(assessments.UpperFirst(joined(", ", i.Language, cmp.Or(byWay(i.Mode), i.Mode))), c.id))
	} else if i := w.interpreter(); i != "" {
		r.add("Interpreter", say(assessments.UpperFirst(open(i)), w.childID))
	}
	return r
}

// whereLines are the place with its address where it has one. The family's own home is called that and not spelt out.
func (w *writer) whereLines(c entry[*assessments.Contact]) []Text {
	if s := w.settings[c.v.Setting]; s != nil {
		return []Text{say(joined(", ", s.Name, open(strings.ReplaceAll(s.Address, "\n", ", "))), c.id, c.v.Setting)}
	}
	switch c.v.Place {
	case "home":
		if w.toFamily() {
			return []Text{say("At your home", c.id)}
		}
		return []Text{say("At home", c.id)}
	case "", "other":
		return nil
	case "phone", "video":
		return []Text{say(assessments.UpperFirst(byWay(c.v.Place)), c.id)}
	}
	return []Text{say(assessments.UpperFirst(w.place(c.v.Place, "")), c.id)}
}

// asked is who asked for help, when, and with what, in the areas of daily life and not in the referrer's shorthand.
func (w *writer) asked(x entry[*assessments.Referral]) Text {
	who := assessments.UpperFirst(w.referrer(x.v))
	if w.referrerReads(x.v) {
		who = "You"
	}
	t := say(who+" asked us on "+x.v.Received.Words()+" to help "+w.kid(), x.id)
	if a := areasOf(x.v); a != "" {
		t = append(t, span(" with"+a, x.id))
	}
	t = append(t, span("."))
	// Only who gave the permission is reminded of it: what one parent agreed to is not told to the other.
	if p := w.req.Recipient.Person; p != "" && x.v.PermissionBy == p && x.v.From != p {
		t = append(t, span(" You agreed to this.", x.id))
	}
	return t
}

// referrer names who asked, with the place they work at.
func (w *writer) referrer(x *assessments.Referral) string {
	if p := w.people[x.From]; p != nil && p.Name != "" {
		if relation(p.Role) != "" {
			return p.Name
		}
		return joined(" at ", p.Name, p.Organisation)
	}
	if x.FromWho != "" {
		return x.FromWho
	}
	return "Somebody who knows " + w.kid()
}

// referrerReads reports whether the reader is the one who asked.
func (w *writer) referrerReads(x *assessments.Referral) bool {
	to := w.req.Recipient
	if x.From == "" {
		return false
	}
	return to.Person == x.From || to.Person == "" && !w.toFamily() && w.bases.RoleOf(x.From) == to.Role && to.Role != assessments.RoleOther
}

// areasOf joins the areas of daily life that the referral names.
func areasOf(x *assessments.Referral) string {
	var out []string
	for _, a := range x.Areas {
		if s := assessments.LowerFirst(assessments.AreaWords(a)); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	if strings.Contains(strings.Join(out, " "), " and ") {
		return ": " + strings.Join(out, "; ") // "sitting and posture and standing" cannot be read
	}
	if len(out) > 0 {
		return " " + list(out)
	}
	return ""
}

// taken says what was decided, with whom the work is shared, and, to whoever plans services, at which level.
func (w *writer) taken(x entry[*assessments.Referral]) Text {
	t := say(" We have accepted "+w.them()+" for occupational therapy.", x.id)
	if x.v.Joint != "" {
		t = append(t, span(" We work together with "+w.lower(open(x.v.Joint))+".", x.id))
	}
	if x.v.Tier != "" && !w.toFamily() {
		t = append(t, span(" The level of service is "+x.v.Tier+".", x.id))
	}
	return t
}

// triaged is the newest referral, where it was decided so.
func (w *writer) triaged(outcomes ...string) *entry[*assessments.Referral] {
	for i := len(w.referrals) - 1; i >= 0; i-- {
		if o := w.referrals[i].v.Outcome; o != "" {
			if slices.Contains(outcomes, o) {
				return &w.referrals[i]
			}
			return nil
		}
	}
	return nil
}
