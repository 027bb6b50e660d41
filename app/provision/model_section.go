package provision

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/wording"
)

// answersField is the slot of a row that holds the answers to the questions, by their keys. The answer about teaching stands
// in the row's own field besides, where reports and older tablets look for it.
const answersField = "section_answers"

// A Place is what the questions have settled about one row.
type Place struct {
	Answers wording.SectionAnswers
	wording.Placing
	Asked bool   // somebody has begun to answer; before that the row's own section speaks
	Ask   string // key of the question to show, "" when all have been answered
}

// Place reads the answers about a row as it stands. A row that was never asked about says what its section says; a new
// row says nothing, because its section is only where it was begun.
func (s *Sheet) Place(f assessments.Fields, p *assessments.Provision) Place {
	x := Place{Answers: wording.AnswersOf(*p)}
	x.Answers.Adult = s.adult(p)
	given := answersIn(f)
	switch x.Asked = len(given) > 0; {
	case x.Asked:
		x.Answers.Teaches, x.Answers.Treats = wording.Answer(p.Educates), given["treats"]
		x.Answers.Home, x.Answers.Care = given["home"], given["care"]
	case p.Educates == "" && p.Why == "":
		x.Answers.Teaches = ""
	}
	x.Placing = wording.Place(x.Answers)
	x.Reason = s.named(x.Reason)
	x.Ask = x.Next
	if !x.Asked {
		x.Ask = "teaches"
	}
	return x
}

// answersIn reads the slot; while the row is a draft the same JSON stands in it as text.
func answersIn(f assessments.Fields) map[string]wording.Answer {
	var given map[string]wording.Answer
	if json.Unmarshal([]byte(f.Text(answersField)), &given) != nil {
		return nil
	}
	return given
}

// adult reports whether the child is 18 on the day the row starts, or today where it does not say.
func (s *Sheet) adult(p *assessments.Provision) bool {
	on := p.Start
	if !on.Valid() {
		on = s.Today
	}
	return s.Born.Valid() && on.Valid() && !s.Born.Time().AddDate(18, 0, 0).After(on.Time())
}

// named says the child's own name in words that say "the child".
func (s *Sheet) named(words string) string { return strings.ReplaceAll(words, "the child", s.Known) }

// A Question is one of the four as the screen asks it.
type Question struct {
	wording.SectionQuestion
	Title  string // in few words, for the line of steps
	Answer wording.Answer
}

// Questions are the four about a row, with their answers.
func (s *Sheet) Questions(x Place) []Question {
	var out []Question
	for i, q := range wording.SectionQuestions() {
		q.Words, q.Help = s.named(q.Words), s.named(q.Help)
		out = append(out, Question{q, []string{"Teaches", "Treats", "At home", "Care"}[i], *answerTo(&x.Answers, q.Key)})
	}
	return out
}

func answerTo(a *wording.SectionAnswers, key string) *wording.Answer {
	switch key {
	case "treats":
		return &a.Treats
	case "home":
		return &a.Home
	case "care":
		return &a.Care
	}
	return &a.Teaches
}

// Hints are the words of a row that speak for a yes to a question, as they stand in it, each once.
func Hints(p *assessments.Provision, key string) string {
	var out []string
	for _, h := range wording.SectionHints(p.What + "\n" + strings.Join(p.Includes, "\n")) {
		if words := "“" + h.Phrase + "”"; h.Question == key && !slices.Contains(out, words) {
			out = append(out, words)
		}
	}
	if len(out) == 0 {
		return ""
	}
	return "The row itself says " + strings.Join(out, ", ") + "."
}

// AnswerTo is what changes in a row when one question is answered. The answer about teaching has the last word and moves
// the row at once; the others move it as soon as they settle its place. A reason is proposed when all have been answered,
// and never written over one of the author's own.
func (s *Sheet) AnswerTo(f assessments.Fields, p *assessments.Provision, key string, answer wording.Answer) assessments.Fields {
	was := s.Place(f, p)
	a := was.Answers
	*answerTo(&a, key) = answer
	set := assessments.Fields{}
	if key == "teaches" {
		set = s.Answer(p, string(answer))
		if !was.Asked {
			a.Treats, a.Home, a.Care = "", "", "" // only its section said so, and the section is what is asked about
		}
	}
	now := wording.Place(a)
	if now.Section != "" {
		for name, raw := range s.Move(p, now.Section) {
			set[name] = raw
		}
	}
	set["educates"] = quoteOrNull(string(a.Teaches))
	set[answersField] = given(a)
	if before := Open(was.Answers); p.Disputed == "" || p.Disputed == before || p.Disputed == unsettled {
		if words := Open(a); words != p.Disputed {
			set["disputed"] = quoteOrNull(words)
		}
	}
	if settled := now.Section != "" && now.Next == ""; s.proposed(p.Why) && (settled || p.Why != "") {
		words := ""
		if settled {
			words = s.named(now.Reason)
		}
		set["why"] = quoteOrNull(words)
	}
	return set
}

// given are the answers as they are kept.
func given(a wording.SectionAnswers) json.RawMessage {
	kept := map[string]wording.Answer{}
	for _, q := range wording.SectionQuestions() {
		if x := *answerTo(&a, q.Key); x != "" {
			kept[q.Key] = x
		}
	}
	raw, _ := json.Marshal(kept) // a map of texts always marshals
	return raw
}

func quoteOrNull(s string) json.RawMessage {
	if s == "" {
		return null
	}
	return quote(s)
}

// proposed reports whether a reason is none of the author's own: empty, or one that the questions proposed.
func (s *Sheet) proposed(why string) bool {
	if why == "" {
		return true
	}
	for _, a := range []wording.SectionAnswers{{Teaches: wording.Yes}, {Teaches: wording.No, Treats: wording.Yes},
		{Teaches: wording.No, Home: wording.Yes}, {Teaches: wording.No, Care: wording.Yes}} {
		if why == s.named(wording.Place(a).Reason) {
			return true
		}
	}
	return false
}

// open are the sentences of what is not settled, in the report's words. Who decides is said, because the reader will ask.
var open = map[string]string{
	"teaches": unsettled,
	"treats":  "Whether any of it is treatment alone is not settled; the team lead decides.",
	"home":    "Whether it is an adaptation or equipment for home is not settled; the team lead decides.",
	"care":    "Whether it is social care is not settled; the team lead decides.",

	string(wording.StaffTraining):      "Whether training of staff belongs in this section is not settled; the team lead decides.",
	string(wording.EquipmentTimetable): "Whether a timetable for equipment belongs in this section is not settled; the team lead decides.",
	string(wording.HandlingPlan):       "Whether a moving-and-handling plan belongs in this section is not settled; the team lead decides.",
	string(wording.PoweredWheelchair):  "Whether the use of the powered wheelchair teaches or trains is not settled; the team lead decides.",
}

// Open is what an unsure answer leaves open, for the row to say until somebody has settled it.
func Open(a wording.SectionAnswers) string {
	var out []string
	for _, q := range wording.SectionQuestions() {
		if *answerTo(&a, q.Key) == wording.Unsure {
			out = append(out, open[q.Key])
		}
	}
	return strings.Join(out, " ")
}

// Disputed is all that a lead must settle about a row: what is unsure, and what people differ about.
func Disputed(x Place) string {
	out := []string{Open(x.Answers)}
	for _, d := range x.Answers.Known {
		if words := open[string(d)]; d != wording.PoweredWheelchair || x.Answers.Teaches != wording.Yes {
			out = append(out, words)
		}
	}
	if len(x.Answers.Known) == 0 && out[0] == "" && x.ShowToLead {
		out = append(out, "Whether it is provision at all is not settled; the team lead decides.")
	}
	return strings.TrimSpace(strings.Join(out, " "))
}
