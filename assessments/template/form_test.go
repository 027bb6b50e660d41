package template

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
)

// sample is a template with a bit of everything.
const sample = `name = "x"
version = 3
title = "Sample"
purpose = "Purpose."
when = "When."
source = "Source."
asked_of = "therapist"
[[section]]
id = "start"
title = "Start"
report = "views"
[[section.question]]
id = "pain"
ask = "Does it hurt?"
kind = "yes-no"
required = true
yes = "{name} has pain."
[[section.question]]
id = "where"
ask = "Where?"
kind = "choices"
from_last = true
show_if = { question = "pain", is = "yes" }
choices = [ { is = "hand", say = "Hand" }, { is = "arm", say = "Arm" }, { is = "back", say = "Back", sentence = "{name}'s back hurts." }, { is = "none", say = "Cannot say", alone = true } ]
sentence = "It hurts in {name}'s {answer}."
[[section.question]]
id = "how-much"
ask = "How much?"
kind = "scale"
scale = [0, 10]
ends = ["not at all", "most"]
show_if = { question = "pain", is = "yes" }
sentence = "{by} gives {number}, that is {answer}."
[[section.question]]
id = "doctor"
ask = "Who knows?"
kind = "text"
required = true
show_if = { and = [ { question = "where", any = ["hand", "arm"] }, { or = [ { question = "how-much", over = 6 }, { question = "where", is = "back" } ] } ] }
sentence = "Known to {answer}."
[[section.question]]
id = "size"
ask = "How big?"
kind = "number"
unit = "mm"
plausible = [150, 500]
from_last = true
sentence = "It is {answer}."
[[section.question]]
id = "when"
ask = "When?"
kind = "time"
sentence = "At {answer}."
[[section.question]]
id = "day"
ask = "Which day?"
kind = "date"
sentence = "On {answer}."
[[section]]
id = "rooms"
title = "Rooms"
repeat = "Is there another room?"
called = "room"
most = 3
report = "function"
[[section.question]]
id = "room"
ask = "Which room?"
kind = "text"
from_last = true
[[section.question]]
id = "step"
ask = "Is there a step?"
kind = "yes-no"
yes = "{round}: there is a step."
[[section.question]]
id = "height"
ask = "How high?"
kind = "number"
unit = "mm"
plausible = [10, 300]
show_if = { question = "step", is = "yes" }
sentence = "{round}: the step is {answer} high."
`

func sampleTemplate(t testing.TB) Template {
	t.Helper()
	x, err := parse(sample)
	if err != nil {
		t.Fatal(assessments.Sentence(err))
	}
	return x
}

func set(t testing.TB, x Template, a assessments.Answers, id string, round int, values ...string) assessments.Answers {
	t.Helper()
	a, err := x.Set(a, id, round, values...)
	if err != nil {
		t.Fatalf("%s = %q: %s", id, values, assessments.Sentence(err))
	}
	return a
}

// texts are the proposed sentences.
func texts(x Template, a assessments.Answers) []string {
	var out []string
	for _, s := range x.Sentences(recordID, a, Names{"Sol", "Dad"}) {
		out = append(out, s.Text)
	}
	return out
}

func TestForm_AsksWhatFollows(t *testing.T) {
	x := sampleTemplate(t)
	a := assessments.Answers{On: "2026-03-12"}
	f := x.Form(a, nil)
	if asked(f, "where") || f.Items[f.Next].Question.ID != "pain" {
		t.Errorf("a new form begins with %q", f.Items[f.Next].Question.ID)
	}
	if f.Problems.Error() != "Answer this before you go on: Does it hurt?" {
		t.Errorf("the problem reads %q", f.Problems.Error())
	}
	a = set(t, x, a, "pain", 0, "yes")
	f = x.Form(a, nil)
	if !asked(f, "where") || asked(f, "doctor") || f.Items[f.Next].Question.ID != "where" || len(f.Problems) > 0 {
		t.Errorf("after yes: next %q, problems %v", f.Items[f.Next].Question.ID, f.Problems)
	}
	a = set(t, x, a, "where", 0, "arm", "hand")
	if asked(x.Form(a, nil), "doctor") {
		t.Error("the doctor is asked about before the second half of the rule holds")
	}
	a = set(t, x, a, "how-much", 0, "7")
	if !asked(x.Form(a, nil), "doctor") {
		t.Error("7 is over 6, and the doctor is not asked about")
	}
	a = set(t, x, a, "how-much", 0, "6")
	if asked(x.Form(a, nil), "doctor") {
		t.Error("6 is not over 6, and the doctor is asked about")
	}
	a = set(t, x, a, "where", 0, "hand", "back")
	if !asked(x.Form(a, nil), "doctor") {
		t.Error("hand and back meet the rule, and the doctor is not asked about")
	}
}

func TestForm_HiddenAnswersAreKeptAndNotReported(t *testing.T) {
	x := sampleTemplate(t)
	a := set(t, x, assessments.Answers{}, "pain", 0, "yes")
	a = set(t, x, a, "where", 0, "hand", "arm", "back")
	a = set(t, x, a, "how-much", 0, "9")
	a = set(t, x, a, "doctor", 0, "the GP")
	if want := []string{"Sol has pain.", "It hurts in Sol's hand and arm.", "Sol's back hurts.", "Dad gives 9, that is 9 out of 10.", "Known to the GP."}; !cmp.Equal(want, texts(x, a)) {
		t.Error(cmp.Diff(want, texts(x, a)))
	}
	a = set(t, x, a, "pain", 0, "no")
	if got := texts(x, a); len(got) > 0 {
		t.Errorf("hidden answers are offered to the report: %q", got)
	}
	f := x.Form(a, nil)
	if len(f.Kept) != 3 {
		t.Errorf("%d answers are kept, want 3: %v", len(f.Kept), f.Kept)
	}
	a = set(t, x, a, "pain", 0, "yes")
	if item(x.Form(a, nil), "doctor", 0).Answer.Value != "the GP" {
		t.Error("what was answered before the question was hidden is lost")
	}
}

func TestForm_OffersLastTimeAndTakesNothingUnasked(t *testing.T) {
	x := sampleTemplate(t)
	last := set(t, x, assessments.Answers{On: "2026-03-12"}, "pain", 0, "yes")
	last = set(t, x, last, "where", 0, "arm", "hand")
	last = set(t, x, last, "size", 0, "285")
	last = set(t, x, last, "room", 1, "Kitchen")
	last.Version = 2 // an older version: what still fits is offered
	a := set(t, x, assessments.Answers{On: "2026-07-14"}, "pain", 0, "yes")
	f := x.Form(a, &last)
	where := item(f, "where", 0)
	if where.Default == nil || where.Answered || where.LastWords() != "Last time (12 March 2026): Hand; Arm" {
		t.Errorf("last time reads %q", where.LastWords())
	}
	if d := item(f, "pain", 0).Default; d != nil {
		t.Error("a question without from_last has a default")
	}
	if got := texts(x, a); !cmp.Equal([]string{"Sol has pain."}, got) {
		t.Errorf("a default that nobody took over is offered to the report: %q", got)
	}
	a, err := x.Take(a, where)
	if err != nil || !cmp.Equal([]string{"hand", "arm"}, item(x.Form(a, &last), "where", 0).Answer.Values) {
		t.Errorf("taking it over gives %v, %v", a.Values, err)
	}
	if item(x.Form(a, &last), "where", 0).Default != nil {
		t.Error("an answered question still offers last time's answer")
	}
	if d := item(f, "room", 0).Default; d != nil {
		t.Error("the second room of last time is offered for the first")
	}
	other := last
	other.Template = "y"
	if item(x.Form(a, &other), "size", 0).Default != nil {
		t.Error("answers to another template give a default")
	}
	last.Values = append(last.Values[:0:0], assessments.Answer{Question: "size", Value: "28.5", Unit: "cm"})
	if item(x.Form(a, &last), "size", 0).Default != nil {
		t.Error("an answer in another unit gives a default")
	}
	if _, err := x.Take(a, item(f, "pain", 0)); err == nil {
		t.Error("a default that is not there was taken over")
	}
}

func TestForm_Rounds(t *testing.T) {
	x := sampleTemplate(t)
	a := set(t, x, assessments.Answers{}, "pain", 0, "no")
	a = set(t, x, a, "room", 0, "Hall")
	a = set(t, x, a, "step", 0, "yes")
	a = set(t, x, a, "height", 0, "60")
	f := x.Form(a, nil)
	if last := f.Sections[len(f.Sections)-1]; last.RoundName != "Hall" || last.More != "Is there another room?" {
		t.Errorf("the round is %+v", last)
	}
	a, err := x.AddRound(a, "rooms")
	if err != nil || !cmp.Equal(2, len(x.Form(a, nil).Sections)-1) {
		t.Fatalf("a second room: %v", err)
	}
	if !asked(f, "height") || item(x.Form(a, nil), "height", 1).Question.ID != "" {
		t.Error("the rule about a step looks into another room")
	}
	a = set(t, x, a, "step", 1, "yes")
	if want := []string{"Hall: there is a step.", "Hall: the step is 60 mm high.", "Rooms 2: there is a step."}; !cmp.Equal(want, texts(x, a)) {
		t.Error(cmp.Diff(want, texts(x, a)))
	}
	a = set(t, x, a, "room", 2, "Bath")
	if _, err := x.AddRound(a, "rooms"); err == nil {
		t.Error("a fourth room, where three are the most")
	}
	if f := x.Form(a, nil); f.Sections[len(f.Sections)-1].More != "" {
		t.Error("another room is offered beyond the most")
	}
	a, err = x.DropRound(a, "rooms", 1)
	if err != nil || item(x.Form(a, nil), "room", 1).Answer.Value != "Bath" || item(x.Form(a, nil), "room", 2).Question.ID != "" {
		t.Errorf("after the second room is taken out: %v, %v", a.Values, err)
	}
	if _, err := x.AddRound(a, "start"); err == nil {
		t.Error("a section without rounds was asked again")
	}
	if _, err := x.Set(a, "room", 3, "Loft"); err == nil {
		t.Error("a round beyond the most was answered")
	}
}

func TestSet_IsPureAndPinned(t *testing.T) {
	x := sampleTemplate(t)
	a := set(t, x, assessments.Answers{}, "size", 0, "285")
	if a.Template != "x" || a.Version != 3 {
		t.Errorf("pinned to %q version %d", a.Template, a.Version)
	}
	before := append([]assessments.Answer(nil), a.Values...)
	b := set(t, x, a, "size", 0, "290")
	set(t, x, a, "pain", 0, "yes")
	if !cmp.Equal(before, a.Values) || b.Values[0].Value != "290" {
		t.Error("setting an answer changed the answers it was given")
	}
	if c := set(t, x, b, "size", 0, ""); len(c.Values) != 0 {
		t.Error("an empty answer takes nothing out")
	}
	a.Version = 2
	if _, err := x.Set(a, "size", 0, "1"); assessments.KindOf(err) != assessments.Conflict || !strings.Contains(assessments.Sentence(err), "version 2") {
		t.Errorf("answers to an older version were changed: %v", err)
	}
	if _, err := x.Set(b, "gone", 0, "1"); assessments.KindOf(err) != assessments.NotFound {
		t.Errorf("a question that is not there: %v", err)
	}
}

func TestSet_Values(t *testing.T) {
	x := sampleTemplate(t)
	for _, c := range []struct{ id, give, want, says string }{
		{"pain", "maybe", "", "neither yes nor no"}, {"pain", "not-sure", "", "neither"},
		{"where", "leg", "", "not one of the answers"}, {"how-much", "11", "", "from 0 to 10"}, {"how-much", "3.5", "", "whole number"}, {"how-much", "0", "0", ""},
		{"size", " 65 mm", "65", ""}, {"size", "65.50", "65.50", ""}, {"size", "28.5 cm", "", "28.5 cm is 285 mm"}, {"size", "3 kg", "", "asked in mm"},
		{"size", "1,5", "", "write figures"}, {"size", "many", "", "write figures"}, {"size", "1e9", "", "write figures"}, {"size", "99999", "99999", ""},
		{"when", "9:05", "09:05", ""}, {"when", "25:00", "", "time of day"}, {"day", "2026-02-30", "", "not a date"}, {"day", "2026-02-28", "2026-02-28", ""},
	} {
		a, err := x.Set(assessments.Answers{}, c.id, 0, c.give)
		switch {
		case c.says != "" && (err == nil || !strings.Contains(assessments.Sentence(err), c.says)):
			t.Errorf("%s = %q: %v, want a sentence with %q", c.id, c.give, err, c.says)
		case c.says == "" && (err != nil || len(a.Values) != 1 || a.Values[0].Value != c.want):
			t.Errorf("%s = %q: %v, %v, want %q", c.id, c.give, a.Values, err, c.want)
		}
	}
	if _, err := x.Set(assessments.Answers{}, "where", 0, "none", "arm"); err == nil || !strings.Contains(assessments.Sentence(err), "Cannot say") {
		t.Errorf("none stands beside another answer: %v", err)
	}
	if _, err := x.Set(assessments.Answers{}, "pain", 0, "yes", "no"); err == nil {
		t.Error("yes and no were both taken")
	}
}

func TestForm_DoubtsAndNeverRefuses(t *testing.T) {
	x := sampleTemplate(t)
	for value, want := range map[string]string{"285": "", "28.5": "28.5 mm is outside the usual 150 to 500. Check it. If it was measured in cm, it is 285 mm.", "900": "900 mm is outside the usual 150 to 500. Check it."} {
		a := set(t, x, assessments.Answers{}, "size", 0, value)
		if got := item(x.Form(a, nil), "size", 0).Warning; got != want {
			t.Errorf("%s: %q, want %q", value, got, want)
		}
		if s := texts(x, a); len(s) != 1 || s[0] != "It is "+value+" mm." {
			t.Errorf("%s: an unusual number may still be true, and the sentence is %q", value, s)
		}
	}
}

func TestForm_MoreThanTheWhole(t *testing.T) {
	x := current(t, "handwriting")
	for read, want := range map[string]string{"11": "", "26": "", "27": "27 of 26 cannot be. Check both numbers."} {
		a := set(t, x, assessments.Answers{}, "letters-written", 0, "26")
		a = set(t, x, a, "letters-read", 0, read)
		if got := item(x.Form(a, nil), "letters-read", 0).Warning; got != want {
			t.Errorf("%s of 26 letters: %q, want %q", read, got, want)
		}
	}
}

func TestForm_AnswersFromElsewhere(t *testing.T) {
	x := sampleTemplate(t)
	a := assessments.Answers{Template: "x", Version: 3, Values: []assessments.Answer{
		{Question: "pain", Value: "perhaps"}, {Question: "gone", Value: "an old answer"}, {Question: "room", Round: 77, Value: "Attic"}}}
	f := x.Form(a, nil)
	if len(f.Problems) != 1 || !strings.Contains(f.Problems[0].Text, "Answer this again") {
		t.Errorf("an impossible answer: %v", f.Problems)
	}
	if len(f.Kept) != 2 || len(texts(x, a)) != 0 {
		t.Errorf("kept %v, sentences %q", f.Kept, texts(x, a))
	}
}

func TestForm_NextComesBackToWhatIsNeeded(t *testing.T) {
	x := sampleTemplate(t)
	a := set(t, x, assessments.Answers{}, "day", 0, "2026-03-12")
	a = set(t, x, a, "room", 0, "Hall")
	a = set(t, x, a, "step", 0, "no")
	if f := x.Form(a, nil); f.Next != 0 || f.Items[f.Next].Question.ID != "pain" {
		t.Errorf("after the last question the form goes to %d, not back to what must be answered", f.Next)
	}
	a = set(t, x, a, "pain", 0, "no")
	if f := x.Form(a, nil); f.Next != -1 {
		t.Errorf("nothing is left, and the form asks %q", f.Items[f.Next].Question.ID)
	}
}

func TestSentences_WordsAreNotReadAgain(t *testing.T) {
	x := sampleTemplate(t)
	a := set(t, x, assessments.Answers{}, "room", 0, "{name} {by} {answer}")
	a = set(t, x, a, "step", 0, "yes")
	if got := texts(x, a); len(got) != 1 || got[0] != "{name} {by} {answer}: there is a step." {
		t.Errorf("somebody's braces were read as placeholders: %q", got)
	}
}

func TestObservations_WordsAreExact(t *testing.T) {
	x := current(t, "pre-visit-call")
	a := assessments.Answers{On: "2026-03-12", Contact: recordID, By: "0190a000-0000-7000-8000-00000000000a"}
	a = give(t, x, a, "can-talk", "yes")
	a = give(t, x, a, "worry", "My letters  fall\noff the line")
	a = give(t, x, a, "in-confidence", "I feel low")
	got := x.Observations(recordID, a, issy)
	if len(got) != 1 {
		t.Fatalf("%d notes are proposed, want the one that was said", len(got))
	}
	o := got[0].Observation
	if o.Text != "My letters  fall\noff the line" || o.Type != "said" || o.SaidBy != a.By || o.SaidWho != "" || o.Contact != a.Contact || o.On != a.On {
		t.Errorf("the note became %+v", o)
	}
	if p := o.Check(); len(p) > 0 {
		t.Errorf("the proposed note breaks its own rules: %s", p.Error())
	}
	a.By = ""
	if o := x.Observations(recordID, a, issy)[0].Observation; o.SaidWho != "Mum" {
		t.Errorf("said by %q", o.SaidWho)
	}
}

// TestSentences_TheLastFence: the decoder refuses sentences of confidential and of anonymous answers, and should one ever get
// past it, the answer is silent all the same.
func TestSentences_TheLastFence(t *testing.T) {
	for _, c := range []struct {
		what         string
		secret, anon bool
		want         int
	}{{"an open answer", false, false, 1}, {"a confidential answer", true, false, 0}, {"an anonymous answer", false, true, 0}} {
		x := Template{Name: "x", Version: 1, Anonymous: c.anon, Sections: []Section{{ID: "s", Report: "results", Confidential: c.secret, Questions: []Question{
			{ID: "w", Kind: Number, Unit: "kg", Plausible: []float64{1, 90}, Reads: "Weight", Note: "fact", Sentence: "Weight {answer}."}}}}}
		x.index()
		a := set(t, x, assessments.Answers{}, "w", 0, "14.2")
		m, _ := x.Measurement(a)
		if s, o := x.Sentences(recordID, a, issy), x.Observations(recordID, a, issy); len(s) != c.want || len(o) != c.want || len(m.Rows) != c.want {
			t.Errorf("%s gives %v, %v, %v", c.what, s, o, m.Rows)
		}
	}
}
