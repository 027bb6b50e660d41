package wording

import (
	"slices"
	"sync"

	"github.com/fieldfare/fieldfare/assessments"
)

// Hint is a phrase of a row that speaks for an answer. It is shown beside the question; it never answers it.
type Hint struct {
	Finding
	Question string  // key of the SectionQuestion it speaks to, or ""
	Dispute  Dispute // the dispute it points at, or ""
}

// hintWords are what rows say when they teach, treat, adapt or care, and when they touch on a dispute. A key that is no
// question's is a dispute's.
var hintWords = map[string]string{
	"teaches": `teach; teaches; taught; teaching; learn; learns; practise; practises; practice; lesson; lessons; coaching`,
	"treats": `assess; assesses; assessed; re-test; fit; fits; fitted; fitting; review; reviews; reviewed; prescribe; prescribes;
		prescribed; measure; measures; measured; monitor; monitors; repair; repairs; repaired; service; serviced; maintenance;
		splint; splints; stretching; stretches`,
	"home": `bathroom; level access shower; stair lift; stairlift; ceiling track hoist; bath seat; home hoist; home adaptation;
		home adaptations; front door; grab rail; grab rails; ramp; profiling bed; at home`,
	"care": `short break; short breaks; respite; care worker; personal care; washes and dresses; overnight care; direct payment`,

	string(StaffTraining):      `trains the; trains staff; train staff; training for; training of; staff training; positioning training; hoisting training; trains ct; trained in hoisting; moving and handling training`,
	string(EquipmentTimetable): `timetable for the; equipment timetable; timetable of equipment; positioning timetable; standing timetable; position changes`,
	string(HandlingPlan):       `moving and handling plan; handling plan; moving and handling risk assessment; hoisting plan; manual handling plan`,
	string(PoweredWheelchair):  `powered wheelchair; power chair; powered chair; electric wheelchair; powered mobility`,
}

var hints = sync.OnceValue(func() *Checker {
	var l List
	for group, words := range hintWords {
		l.Entries = append(l.Entries, Entry{Group: group, Severity: Low, Question: "?", Phrases: phrases(words)})
	}
	return mustCompile(l)
})

// SectionHints finds the phrases of a row that bear on its section, in the order of the text.
func SectionHints(text string) []Hint {
	var out []Hint
	for _, f := range hints().Check(text) {
		h := Hint{Finding: f, Question: f.Group}
		if !slices.ContainsFunc(SectionQuestions(), func(q SectionQuestion) bool { return q.Key == f.Group }) {
			h.Question, h.Dispute = "", Dispute(f.Group)
		}
		h.Finding.Question = ""
		out = append(out, h)
	}
	return out
}

// AnswersOf reads what a row already says: its own answer about teaching, its section, its way of being provided, and the
// disputes that its own words touch on; training that goes with a row is no row of training. What it does not say stays
// unanswered.
func AnswersOf(p assessments.Provision) SectionAnswers {
	a := SectionAnswers{Teaches: Answer(p.Educates)}
	switch {
	case p.Section == "F" && p.Educates == "":
		a.Teaches = Yes
	case p.Educates == "yes":
		// The answer has the last word: the section that the row still bears was chosen before it.
	case p.Section == "G":
		a.Treats = Yes
	case p.Section == "H1":
		a.Home = Yes
	case p.Section == "H2":
		a.Care = Yes
	}
	if p.Mode == "training" {
		a.Known = append(a.Known, StaffTraining)
	}
	for _, h := range SectionHints(p.What) {
		if h.Dispute != "" && !slices.Contains(a.Known, h.Dispute) {
			a.Known = append(a.Known, h.Dispute)
		}
	}
	return a
}
