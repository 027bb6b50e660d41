package template

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// values are the answers that may be chosen for a question.
func values(t *testing.T, x Template, id string) []string {
	t.Helper()
	q, ok := x.Question(id)
	if !ok {
		t.Fatalf("%s does not ask %s", x.Name, id)
	}
	var out []string
	for _, c := range q.Choices {
		out = append(out, c.Is)
	}
	return out
}

func needs(t *testing.T, x Template, id string, want ...string) {
	t.Helper()
	got := values(t, x, id)
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("%s: %s cannot be answered with %q", x.Name, id, w)
		}
	}
}

// sequence checks that questions are asked in this order.
func sequence(t *testing.T, x Template, ids ...string) {
	t.Helper()
	numbers := x.numbers()
	for i, id := range ids {
		if numbers[id] == 0 {
			t.Fatalf("%s does not ask %s", x.Name, id)
		}
		if i > 0 && numbers[id] < numbers[ids[i-1]] {
			t.Errorf("%s asks %s before %s", x.Name, id, ids[i-1])
		}
	}
}

func required(t *testing.T, x Template, ids ...string) {
	t.Helper()
	for _, id := range ids {
		if q, ok := x.Question(id); !ok || !q.Required {
			t.Errorf("%s can be finished without %s", x.Name, id)
		}
	}
}

func TestRule06_HomeEnvironmentIsMeasuredInMM(t *testing.T) {
	x := current(t, "home-environment")
	required(t, x, "long-term", "clear-width", "threshold", "door-steps", "has-stairs", "stairs-width", "bath-sits")
	for _, id := range []string{"clear-width", "threshold", "step-rise", "stairs-rise", "stairs-width", "bath-rim", "shower-step", "room-width", "transfer-height", "toilet-side"} {
		if q, _ := x.Question(id); q.Unit != "mm" || q.Reads == "" {
			t.Errorf("%s is asked in %q and read as %q, not measured in mm", id, q.Unit, q.Reads)
		}
	}
	a := give(t, x, assessments.Answers{}, "long-term", "no")
	if s := x.Sentences(recordID, a, issy); len(s) != 1 || !strings.Contains(s[0].Text, "expected to pass") {
		t.Errorf("a short-term difficulty reads %v", s)
	}
}

func TestRule14_SensoryTemplatesGiveStrategiesAndNoSensoryIntegration(t *testing.T) {
	for _, name := range []string{"sensory", "under-fives-sensory-triage"} {
		x := current(t, name)
		for _, s := range x.Sections {
			for _, q := range s.Questions {
				for _, c := range q.Choices {
					if strings.Contains(strings.ToLower(c.Say+c.Words+c.Sentence), "integration") {
						t.Errorf("%s offers %q", name, c.Say)
					}
				}
			}
		}
	}
	sequence(t, current(t, "sensory"), "other-causes", "try-place", "try-task", "know-works")
	if q, _ := current(t, "under-fives-sensory-triage").Question("advice-given"); !strings.Contains(q.Help, "integration treatment is not offered") {
		t.Errorf("the therapist is not told the limit: %q", q.Help)
	}
}

func TestRule26_FiveThoughtsBeforeAnAnswer(t *testing.T) {
	five := []string{"cannot-do", "not-yet-at-stage", "emotional-or-behavioural", "sensory", "social-communication"}
	needs(t, current(t, "pre-visit-call"), "why", five...)
	needs(t, current(t, "initial-assessment"), "barriers", five...)
	x := current(t, "initial-assessment")
	a := give(t, x, assessments.Answers{}, "consent", "yes")
	a = give(t, x, a, "hard", "dressing")
	a = give(t, x, a, "barriers", "sensory|cannot-do")
	if got := texts(x, a); !slices.Contains(got, "What seems to be in the way at this point: the skill itself and how noise, touch, light or movement feel.") {
		t.Errorf("two thoughts at once read %q", got)
	}
}

func TestRule27_NineAreasOfHelp(t *testing.T) {
	nine := []string{"sleep", "eating", "dressing", "self-care", "toileting", "hands", "handwriting", "learning", "calm-alert"}
	for name, id := range map[string]string{"pre-visit-call": "areas", "initial-assessment": "hard"} {
		needs(t, current(t, name), id, nine...)
	}
	for _, area := range nine {
		if !slices.Contains(assessments.Areas(), area) {
			t.Errorf("%q is no area that reports know", area)
		}
	}
}

func TestRule32_PhoneTriageOfUnderFivesAsksWhatDecides(t *testing.T) {
	x := current(t, "under-fives-sensory-triage")
	required(t, x, "speaker", "under-five", "last-time", "how-often", "stops", "hearing", "words", "pain", "lost-skills", "hurts", "flags", "outcome", "agreed")
	sequence(t, x, "loves", "worry", "last-time", "stops", "too-much", "hearing", "lost-skills", "flags", "outcome")
	needs(t, x, "outcome", "advice", "workshop", "video", "assessment", "elsewhere")
	a := assessments.Answers{}
	for _, v := range [][2]string{{"stops", "eating"}, {"never-enough", "mouthing"}, {"hurts", "yes"}} {
		a = give(t, x, a, v[0], v[1])
	}
	for _, id := range []string{"weight", "non-food", "hurts-how"} {
		if !asked(x.Form(a, nil), id) {
			t.Errorf("a danger is passed over: %s", id)
		}
	}
	for _, id := range []string{"weight", "non-food", "lost-skills", "hurts-how"} {
		if q, _ := x.Question(id); !q.Required || q.Help == "" {
			t.Errorf("%s may be left out, or says nothing about what to do", id)
		}
	}
}

func TestRule34_CallBeforeTheVisitAwayFromTheChild(t *testing.T) {
	x := current(t, "pre-visit-call")
	required(t, x, "can-talk", "worry", "areas", "risks", "share")
	sequence(t, x, "who", "can-talk", "interpreter", "best-at", "worry", "areas", "in-confidence", "where", "prepare-child")
	a := give(t, x, assessments.Answers{}, "can-talk", "no")
	f := x.Form(a, nil)
	for _, i := range f.Items {
		if i.Section != "start" {
			t.Fatalf("the child may be listening, and %s is asked", i.Question.ID)
		}
	}
	if !asked(f, "ring-again") {
		t.Error("nobody asks when to ring again")
	}
	if lines := x.Lines(); len(lines) < 40 {
		t.Errorf("the paper form for a day without a device has %d lines", len(lines))
	}
}

func TestRule36_FirstAppointmentDiscussesExplainsAndSetsGoals(t *testing.T) {
	x := current(t, "initial-assessment")
	required(t, x, "consent", "explained", "child-voice", "family-voice", "goal", "goal-now")
	sequence(t, x, "consent", "explained", "child-voice", "family-voice", "strengths", "hard", "activity", "goal", "options", "agreed")
	needs(t, x, "explained", "what", "how-long", "records", "missed", "contact")
	a := give(t, x, assessments.Answers{}, "consent", "no")
	if f := x.Form(a, nil); asked(f, "child-voice") || asked(f, "activity") || !asked(f, "no-consent") {
		t.Error("without consent the assessment goes on")
	}
}

func TestRule40_InterpreterIsAskedForAndNeverTheFamily(t *testing.T) {
	x := current(t, "pre-visit-call")
	required(t, x, "interpreter")
	a := give(t, x, assessments.Answers{}, "interpreter", "visit-only")
	if !asked(x.Form(a, nil), "language") {
		t.Error("the language is not asked for")
	}
	if q, _ := x.Question("interpreter"); !strings.Contains(q.Help, "Family, friends and the child do not interpret") {
		t.Errorf("the help says %q", q.Help)
	}
	needs(t, current(t, "initial-assessment"), "interpreter", "in-person", "phone", "did-not-come")
	required(t, current(t, "questionnaire-parent"), "interpreter")
}

func TestRule44_DropInNeedsNoReferralButAGPHere(t *testing.T) {
	x := current(t, "drop-in")
	a := give(t, x, assessments.Answers{}, "gp-in-area", "no")
	f := x.Form(a, nil)
	if len(f.Items) != 2 || !asked(f, "pointed-to") {
		t.Errorf("a child of another area is asked %d things, and is not only pointed on", len(f.Items))
	}
	a = give(t, x, assessments.Answers{}, "gp-in-area", "yes")
	f = x.Form(a, nil)
	for _, id := range []string{"concern", "topic", "advice-said", "sheet", "share-gp"} {
		if !asked(f, id) {
			t.Errorf("at the drop-in %s is not asked", id)
		}
	}
	needs(t, x, "topic", "laces", "cutlery", "socks")
	for _, line := range x.Lines() {
		if strings.Contains(strings.ToLower(line.Text), "referral number") {
			t.Errorf("the drop-in asks for a referral: %s", line.Text)
		}
	}
}

func TestRule45_DropInLooksQuicklyAndAdvises(t *testing.T) {
	x := current(t, "drop-in")
	needs(t, x, "did", "drawing", "jumping", "beads")
	a := give(t, x, assessments.Answers{}, "gp-in-area", "yes")
	a = give(t, x, a, "did", "jumping|beads")
	a = give(t, x, a, "jumping", "4")
	a = give(t, x, a, "beads", "7")
	a = give(t, x, a, "advice-said", "Cuff first")
	got := x.Observations(recordID, a, Names{"Sol", "Dad"})
	if len(got) != 2 || got[0].Observation.Measures[0].Value != 4 || got[1].Observation.Area != "hands" {
		t.Errorf("four jumps and seven beads became %+v", got)
	}
	if asked(x.Form(a, nil), "drawing") {
		t.Error("what the child did not do is asked about")
	}
	required(t, x, "advice-said", "sheet")
}

func TestRule47_ASampleOfTheProblemIsAskedFor(t *testing.T) {
	required(t, current(t, "handwriting"), "have-sample")
	x := current(t, "handwriting")
	sequence(t, x, "have-sample", "child-says", "which-hand", "letters-read")
	a := give(t, x, assessments.Answers{On: "2026-03-12"}, "have-sample", "no")
	if got := texts(x, a); len(got) != 1 || !strings.Contains(got[0], "No sample") {
		t.Errorf("a missing sample reads %q", got)
	}
	if _, ok := current(t, "pre-visit-call").Question("sample"); !ok {
		t.Error("nobody asks the family for a sample before the visit")
	}
	required(t, current(t, "questionnaire-teacher"), "send-sample")
}

func TestRule68_SeatingAsksForTheSizesAnOrderNeeds(t *testing.T) {
	x := current(t, "seating")
	required(t, x, "where", "activities", "minutes-a-day", "supervised", "hip-width", "thigh-left", "thigh-right", "knee-left", "knee-right", "weight", "growth", "fit-check")
	for _, id := range []string{"hip-width", "thigh-left", "knee-right", "scapula", "shoulder", "head-top", "shoulder-width", "elbow", "height"} {
		if q, _ := x.Question(id); q.Unit != "mm" || q.Reads == "" {
			t.Errorf("%s is not a size in mm", id)
		}
	}
}

func TestRule72_StrengthsBarriersAndWhatHelps(t *testing.T) {
	for _, c := range []struct{ name, strength, barrier string }{
		{"initial-assessment", "strengths", "barriers"}, {"dressing", "good", "in-the-way"}, {"home-environment", "works-now", "room-barriers"},
		{"mealtime", "good", "around"}, {"sensory", "helps-now", "reacts"}, {"toileting", "good", "room-trouble"}, {"questionnaire-teacher", "strengths", "goes"}} {
		x := current(t, c.name)
		if q, _ := x.Question(c.strength); !q.Required || q.Report != "strengths" {
			t.Errorf("%s can be finished without a strength", c.name)
		}
		if _, ok := x.Question(c.barrier); !ok {
			t.Errorf("%s does not ask what is in the way", c.name)
		}
	}
}

func TestRule79_SharingIsAskedForEachAndMayBeRefused(t *testing.T) {
	x := current(t, "drop-in")
	required(t, x, "share-gp", "share-health-visitor", "share-school")
	a := give(t, x, assessments.Answers{On: "2026-03-12"}, "gp-in-area", "yes")
	a = give(t, x, a, "share-gp", "yes")
	a = give(t, x, a, "share-health-visitor", "no")
	got := strings.Join(texts(x, a), "\n")
	if !strings.Contains(got, "Dad agreed on 12 March 2026 to sharing with the GP.") || !strings.Contains(got, "Dad did not agree to sharing with the health visitor.") {
		t.Errorf("who, when and whom are not all said: %s", got)
	}
	if strings.Contains(got, "school") {
		t.Errorf("what was not asked yet is told: %s", got)
	}
	pre := current(t, "pre-visit-call")
	if _, err := pre.Set(assessments.Answers{}, "share", 0, "gp", "nobody"); err == nil {
		t.Error("nobody and the GP were agreed to together")
	}
}

func TestRule80_FindingsAndPlanAreAgreedAtTheVisit(t *testing.T) {
	x := current(t, "initial-assessment")
	required(t, x, "findings", "options", "agreed")
	a := give(t, x, assessments.Answers{On: "2026-03-12"}, "consent", "yes")
	a = give(t, x, a, "agreed", "no")
	a = give(t, x, a, "not-agreed", "It is the noise.")
	var limits string
	for _, s := range x.Sentences(recordID, a, issy) {
		if s.Report == "limits" {
			limits = s.Text
		}
	}
	if limits != "What Mum sees differently: “It is the noise.”" {
		t.Errorf("a difference of opinion reads %q", limits)
	}
}

func TestRule83_TheSurveySaysNothingOfWhoAnswered(t *testing.T) {
	x := current(t, "experience-survey")
	if !x.Anonymous {
		t.Fatal("the survey is not anonymous")
	}
	for _, s := range x.Sections {
		for _, question := range s.Questions {
			if question.Kind == Day || question.Kind == Number {
				t.Errorf("the survey asks for a %s", question.Kind)
			}
		}
	}
	a := assessments.Answers{Common: assessments.Common{RecordedBy: recordID}, Contact: recordID, By: recordID, On: "2026-11-12"}
	a = give(t, x, a, "listened", "5")
	a = give(t, x, a, "wait", "long")
	a = give(t, x, a, "wait-help", "A letter with a date")
	a = give(t, x, a, "wait", "fine") // the answer before it is hidden now, and does not go along
	s, err := x.Survey(a, "2026-11")
	if err != nil {
		t.Fatal(assessments.Sentence(err))
	}
	kept, _ := json.Marshal(s)
	for _, never := range []string{string(recordID), "2026-11-12", "A letter with a date", "contact", "recorded_by"} {
		if strings.Contains(string(kept), never) {
			t.Errorf("the survey keeps %q: %s", never, kept)
		}
	}
	if len(s.Values) != 2 || s.Month != "2026-11" {
		t.Errorf("the survey became %s", kept)
	}
	if len(x.Sentences(recordID, a, issy))+len(x.Observations(recordID, a, issy)) > 0 {
		t.Error("an anonymous answer is offered to a child's report")
	}
	if _, err := x.Survey(a, "2026-11-12"); err == nil {
		t.Error("a survey took a whole day")
	}
	if _, err := current(t, "drop-in").Survey(assessments.Answers{}, "2026-11"); err == nil {
		t.Error("the answers about a child became a survey")
	}
}

func TestRule83_AnAnonymousTemplateCannotAskWho(t *testing.T) {
	anonymous := strings.Replace(head, "asked_of", "anonymous = true\nasked_of", 1)
	if _, err := parse(anonymous + q("a", "text")); err != nil {
		t.Fatal(assessments.Sentence(err))
	}
	for _, bad := range []string{
		q("a", "date"), q("a", "number", `unit = "years"`, `plausible = [0, 18]`), q("a", "text", "from_last = true"), q("a", "text", `area = "sleep"`),
		q("a", "text", `report = "views"`, `sentence = "{answer}."`), strings.Replace(q("a", "text"), "Ask a?", "What is your child's name?", 1),
		strings.Replace(q("a", "text"), "Ask a?", "When was your child born?", 1), strings.Replace(q("a", "text"), "Ask a?", "Which school?", 1),
	} {
		if _, err := parse(anonymous + bad); err == nil || !strings.Contains(assessments.Sentence(err), "nonymous") && !strings.Contains(assessments.Sentence(err), "who answered") {
			t.Errorf("an anonymous template asks\n%s%v", bad, err)
		}
	}
	x := current(t, "experience-survey")
	for text, telling := range map[string]bool{"Kind and on time": false, "Ring me on 01632 960147": true, "mum@example.org": true, "Mrs Nettlefold was kind": true,
		"Seen on 12/03/2026": true, "AB1 2CD": true, "We waited 18 weeks": false, "10 out of 10": false} {
		i := item(x.Form(set(t, x, assessments.Answers{}, "good", 0, text), nil), "good", 0)
		if i.Caution != Caution || (i.Warning != "") != telling {
			t.Errorf("%q: caution %q, warning %q", text, i.Caution, i.Warning)
		}
	}
}

func TestRule85_WhatMayFollowTheFirstAppointment(t *testing.T) {
	x := current(t, "initial-assessment")
	needs(t, x, "options", "more-assessment", "home-strategies", "teacher-advice", "coaching", "sessions", "equipment")
	a := give(t, x, assessments.Answers{}, "consent", "yes")
	a = give(t, x, a, "options", "sessions|equipment")
	if f := x.Form(a, nil); !asked(f, "sessions-number") || !asked(f, "sessions-where") {
		t.Error("sessions were agreed, and nobody asks how many and where")
	}
	if _, err := x.Set(a, "options", 0, "discharge", "sessions"); err == nil {
		t.Error("nothing more is needed, and sessions as well")
	}
}

func TestRule86_WhatMayFollowTheAssessment(t *testing.T) {
	needs(t, current(t, "initial-assessment"), "options", "programme", "sessions", "equipment", "adaptations", "training", "report")
	if q, _ := current(t, "initial-assessment").Question("options"); q.Kind != SomeOf {
		t.Errorf("only one of them may follow: it is a %s", q.Kind)
	}
}

func TestRule87_WhoElseHelpsTheChild(t *testing.T) {
	x := current(t, "pre-visit-call")
	needs(t, x, "other-services", "paediatrician", "physio", "speech", "council-ot", "social-worker", "hospital")
	if q, _ := x.Question("other-services"); !q.FromLast {
		t.Error("the family is asked for the same list again from nothing")
	}
}

func TestRule90_TheFamilyMaySpeakThroughTheLanguageLineFirst(t *testing.T) {
	x := current(t, "pre-visit-call")
	needs(t, x, "interpreter", "call-and-visit")
	sequence(t, x, "interpreter", "language", "worry")
	if q, _ := x.Question("interpreter"); !strings.Contains(q.Help, "language line") {
		t.Errorf("the help does not say how: %q", q.Help)
	}
	a := give(t, x, assessments.Answers{}, "interpreter", "call-and-visit")
	a = give(t, x, a, "language", "Somali, reads Somali")
	if got := texts(x, a); !slices.Contains(got, "Language for interpreting and reading: Somali, reads Somali.") {
		t.Errorf("the language reads %q", got)
	}
}
