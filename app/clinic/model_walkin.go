package clinic

import (
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// walkIn is the type of a walk-in's contact, and dropIn the template of its ticks.
const (
	walkIn = "walk-in"
	dropIn = "drop-in"
)

// The questions of the drop-in template that the board asks itself.
const (
	askGP      = "gp-in-area"
	askSheet   = "sheet"
	askNext    = "next"
	askTopic   = "topic"
	askDid     = "did"
	sharesWith = "share-"
)

// What a board says of a family whose name it has not, and of one that gave none.
const (
	NotAsked = "Name not asked yet"
	NotSaid  = "Would rather not say"
)

// recipients are whom the family may allow to be told, as questions of the template and in words.
var recipients = []struct{ ID, Words string }{{sharesWith + "gp", "GP"}, {sharesWith + "health-visitor", "Health visitor"}, {sharesWith + "school", "School or nursery"}}

// A WalkIn is one family at a drop-in.
type WalkIn struct {
	Rec     assessments.Record // the contact
	V       assessments.Contact
	Answers assessments.Record // the ticks; its ID is empty while there are none
	A       assessments.Answers
	Child   assessments.ID // "" while the family is on no list
	Called  string         // the child's name, where there is a record
	Born    assessments.Date
}

// Arrive is a family that has just come: a contact with its time, and the ticks that belong to it. Neither needs a referral.
func Arrive(on assessments.Date, at assessments.Clock, me, contact assessments.ID, version int) (*assessments.Contact, *assessments.Answers) {
	c := &assessments.Contact{Type: walkIn, On: on, From: at, Status: "started", Place: "clinic", Clinician: me,
		Participants: []assessments.Participant{{Who: NotAsked, Present: "yes"}}}
	return c, &assessments.Answers{Template: dropIn, Version: version, Contact: contact, On: on}
}

// Name is who came, as the board shows it.
func (w *WalkIn) Name() string {
	if w.Called != "" {
		return w.Called
	}
	if p := w.who(); p.Who != "" {
		return p.Who
	}
	return NotAsked
}

func (w *WalkIn) who() assessments.Participant {
	if len(w.V.Participants) == 0 {
		return assessments.Participant{}
	}
	return w.V.Participants[0]
}

// Said is the name that was typed, "" where none was given.
func (w *WalkIn) Said() string {
	if n := w.who().Who; n != NotAsked && n != NotSaid {
		return n
	}
	return ""
}

// Age is the age on the day of the clinic, in words.
func (w *WalkIn) Age() string {
	if w.Born.Valid() {
		return AgeOn("born "+w.Born.Words(), w.V.On)
	}
	return AgeOn(w.who().Note, w.V.On)
}

// Line says age and what they ask about, or what is still to ask.
func (w *WalkIn) Line() string {
	ask := w.V.Purpose
	if ask != "" {
		parts := strings.Split(ask, ", ")
		for i := range parts {
			parts[i] = assessments.LowerFirst(parts[i])
		}
		ask = "Asks about " + strings.Join(parts, ", ")
	} else if !w.Done() {
		ask = "What do they ask about?"
	}
	return strings.Join(some(w.Age(), ask), ". ")
}

// People is the list of participants with another name or age; ok is false when nothing would differ.
func (w *WalkIn) People(who, age string) []assessments.Participant {
	out := slices.Clone(w.V.Participants)
	if len(out) == 0 {
		out = []assessments.Participant{{Present: "yes"}}
	}
	if who = strings.Join(strings.Fields(who), " "); who == "" {
		who = NotAsked
	}
	out[0].Who, out[0].Note = who, age
	return out
}

// Answer is what was ticked for a question, "" while it was not.
func (w *WalkIn) Answer(question string) string { return valueOf(w.A.Values, question) }

func valueOf(list []assessments.Answer, question string) string {
	for _, v := range list {
		if v.Question == question && v.Round == 0 {
			return v.Value
		}
	}
	return ""
}

// With is the list of answers with another value for one question; "" takes the answer away.
func With(list []assessments.Answer, question, value string) []assessments.Answer {
	out := slices.DeleteFunc(slices.Clone(list), func(a assessments.Answer) bool { return a.Question == question && a.Round == 0 })
	if value == "" {
		return out
	}
	return append(out, assessments.Answer{Question: question, Value: value})
}

// Back is the list as it stands now, less one tick: the question has the answers again that it had before. ok is false where the question
// was answered anew since then, as by a colleague: that answer is not this tick's to take away.
func Back(now, before []assessments.Answer, question, ticked string) (list []assessments.Answer, ok bool) {
	if valueOf(now, question) != ticked {
		return now, false
	}
	list = With(now, question, "")
	for _, a := range before {
		if a.Question == question && a.Round == 0 {
			list = append(list, a)
		}
	}
	return list, true
}

// Looked tells whether the quick observation was begun.
func (w *WalkIn) Looked() bool {
	return slices.ContainsFunc(w.A.Values, func(a assessments.Answer) bool { return a.Question == askDid && (a.Value != "" || len(a.Values) > 0) })
}

// Asked counts the recipients that the family was asked about.
func (w *WalkIn) Asked() (yes, no []string) {
	for _, r := range recipients {
		switch w.Answer(r.ID) {
		case "yes":
			yes = append(yes, r.Words)
		case "no":
			no = append(no, r.Words)
		}
	}
	return yes, no
}

// Shares says who may be told and who may not, "" while nobody asked. Nothing follows from silence (rule 79).
func (w *WalkIn) Shares() string {
	yes, no := w.Asked()
	for _, l := range [][]string{yes, no} {
		for i := range l {
			if l[i] != "GP" {
				l[i] = assessments.LowerFirst(l[i])
			}
		}
	}
	switch {
	case len(yes)+len(no) == 0:
		return ""
	case len(no) == 0:
		return "Share with " + list(yes, "and")
	case len(yes) == 0:
		return "Do not share with " + list(no, "or")
	}
	return "Share with " + list(yes, "and") + ", not with " + list(no, "or")
}

// Done tells whether the family has gone.
func (w *WalkIn) Done() bool { return w.V.Status != "started" && w.V.Status != "planned" }

// Outcome says how it ended, as few words.
func (w *WalkIn) Outcome() string {
	switch w.Answer(askNext) {
	case "refer":
		return "Needs a referral"
	case "drop-in":
		return "Will come again"
	case "elsewhere":
		return "Pointed elsewhere"
	}
	return "Advice given"
}

// Open lists what was not asked or ticked, for a family that has gone.
func (w *WalkIn) Open() string {
	var out []string
	if w.Answer(askGP) == "" {
		out = append(out, "GP not asked")
	}
	if w.Shares() == "" {
		out = append(out, "sharing not asked")
	}
	return assessments.UpperFirst(strings.Join(out, ", "))
}

// nextWords are what the contact says of what comes next, by the template's answer.
var nextWords = map[string]string{"nothing": "No further contact planned", "drop-in": "Invited to another drop-in", "refer": "A referral is worth making: told how", "elsewhere": "Pointed to another service"}

// Finish is the contact and the answers of a family that goes; next is the template's answer, "" for what was ticked already.
func (w *WalkIn) Finish(at assessments.Clock, next string) (assessments.Contact, []assessments.Answer) {
	c := w.V
	c.Status = "attended"
	if at >= c.From {
		c.To = at
	}
	if next == "" {
		if next = w.Answer(askNext); next == "" {
			next = "nothing"
		}
	}
	c.Next = nextWords[next]
	return c, With(w.A.Values, askNext, next)
}
