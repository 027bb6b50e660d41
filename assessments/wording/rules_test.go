package wording

import (
	"slices"
	"strings"
	"testing"
)

// Each rule in sentences of no labelled set: what it finds, and the harmless use that stands closest to it.
func TestRules(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Ten minutes of yoga a day when the class teacher feels like it.", "H when the class teacher feels like"},
		{"Ten minutes of yoga a day once Idris has settled.", "H once Idris has settled"},
		{"Ten minutes of yoga a day if he is in the mood.", "H if he is in the mood"},
		{"Ten minutes of yoga a day as his mood allows.", "H as his mood allows"},
		{"Ten minutes of yoga a day when the timer rings.", ""},
		{"If the strap breaks, the OT visits within 5 school days.", ""},
		{"Ten minutes of yoga a day until he holds 3 poses.", ""},
		{"Ms Orr teaches Idris to say when he needs a rest, 10 minutes a day.", ""},
		{"A powered chair if the budget can be found.", "H if the budget can be found"},
		{"Six visits a year, rota permitting.", "H rota permitting"},
		{"Six visits a year within the limits of staffing.", "H within the limits of staffing"},
		{"The budget lesson is 20 minutes each Monday with Ms Orr.", ""},
		{"The frequency is still to be agreed.", "H still to be agreed"},
		{"A slope is recommended for 20 minutes a day.", "H is recommended"},
		{"The recommended height of 310 mm is set by the OT on 4 May 2027.", ""},
		{"The TA will be mindful of the light.", "H be mindful of"},
		{"Idris may type in each of the 5 lessons, 10 minutes each.", ""},
		{"The OT may type in each of the 5 lessons, 10 minutes each.", "H may"},
		{"Idris may need 10 minutes.", "H may need"},
		{"Idris says “I might need some help” on 3 days a week to Ms Orr.", ""},
		{"Mr May and Mrs Short run the Daily Mile for 15 minutes at 10:40.", ""},
		{"BRIEF-2 in May 2027, 60 minutes, by the OT.", ""},
		{"A regular-hexagon board for 10 minutes a day.", ""},
		{"Regular 10-minute walks.", "H Regular"},
		{"Daily at 12:00 the TA washes the cup.", ""},
		{"Up to the age of 16 the OT visits for 60 minutes each term.", ""},
		{"OT time of up to half a day.", "H up to"},
		{"The bed rises up to 480 mm.", ""},
		{"Steering around 4 cones for about 10 minutes.", "M about 10"},
		{"The staff shower room is free from 09:00.", ""},
		{"Home and school to talk.", "H Home and school"},
		{"One of the lunchtime team for 10 minutes a day.", "M One of the lunchtime team"},
		{"The OT and the SENCo will touch base.", "M touch base"},
		{"Idris will dress himself.", "M Idris will dress himself"},
	} {
		if got := found(Check(c.text)); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// What nobody could check afterwards gets one question, on the words that promise and never on the whole text.
func TestNothingToCheck(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Tasks will be broken down for her.", "H will be broken down"},
		{"The nurse to keep his file.", "H to keep his file"},
		{"Skilled planning of moves.", "H Skilled planning"},
		{"Simplified worksheets for his tests.", "H Simplified worksheets"},
		{"Idris is taught with his class.", "H is taught"},
		{"Tasks will be broken down into 3 steps.", ""},
		{"Tasks will be broken down on Mondays.", ""},
		{"Tasks will be broken down. Ms Orr writes 3 steps.", ""},
		{"Tasks will be broken down.\n\nMs Orr writes 3 steps.", "H will be broken down"},
		{"The chair has a pelvic belt and a tray.", ""},
		{"Ear defenders hang by the door.", ""},
		{"Typing", ""},
		{"Class TA, in the hall", ""},
	} {
		got := Check(c.text)
		if found(got) != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, found(got), c.want)
		}
		if len(got) > 0 && (got[0].Question != askAlone || len(got[0].Phrase) > len(c.text)*3/4) {
			t.Errorf("%q: asks %q about %q", c.text, got[0].Question, got[0].Phrase)
		}
	}
	if got := CheckRow("Tasks will be broken down for her.", true); len(got) > 0 {
		t.Errorf("a row with its own dose: %s", found(got))
	}
}

// A weak sentence is asked about what is worst; the lesser questions come when that is mended.
func TestSpareRulesWait(t *testing.T) {
	for text, want := range map[string]string{
		"More time and praise.":                   "H More time|H praise",
		"More time and praise, where possible.":   "H where possible",
		"More time and praise. Where possible, x": "H More time|H praise|H Where possible",
	} {
		if got := found(Check(text)); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

func TestEdits_StopARuleAndWhatARuleWouldFind(t *testing.T) {
	for _, c := range []struct{ edits, text, want string }{
		{`{}`, "Yoga for 5 minutes when tired, as needed.", "H when tired|H as needed"},
		{`{"stop": ["condition-state"]}`, "Yoga for 5 minutes when tired, as needed.", "H as needed"},
		{`{"stop": ["as needed"]}`, "Yoga for 5 minutes when tired, as needed.", "H when tired"},
		{`{"stop": ["nothing-to-check"]}`, "Tasks will be broken down for her.", ""},
		{`{"stop": ["around #", "brief"]}`, "Brief yoga, around 4 poses.", ""},
		{`{"fine": ["when tired"]}`, "Yoga for 5 minutes when tired.", ""},
		{`{"look": [{"group": "g", "severity": "L", "question": "q", "phrases": ["when tired"]}]}`, "Yoga for 5 minutes when tired.", "L when tired"},
		{`{"look": [{"group": "g", "severity": "M", "question": "q", "phrases": ["@when ** outside"]}]}`, "Yoga for 5 minutes if it is wet outside.", "M if it is wet outside"},
	} {
		e, err := ReadEdits("words.json", []byte(c.edits))
		if err != nil {
			t.Errorf("%s: %v", c.edits, err)
			continue
		}
		checker, err := e.Checker()
		if err != nil {
			t.Fatal(err)
		}
		if got := found(checker.Check(c.text)); got != c.want {
			t.Errorf("%s: got %s, want %s", c.edits, got, c.want)
		}
	}
	for _, wrong := range []string{"@whenn he", "@when **", "** he", "he ^ she"} {
		if _, err := (Edits{Fine: []string{wrong}}).Apply(Default()); err == nil {
			t.Errorf("the phrase %q was taken", wrong)
		}
	}
}

// Kinds are bits, and a word list with a slip in it would find nothing in silence.
func TestKinds(t *testing.T) {
	if len(kinds) > 64 {
		t.Fatalf("%d kinds do not fit into 64 bits", len(kinds))
	}
	list := Default()
	names := map[string]bool{}
	var all strings.Builder
	for _, e := range list.Entries {
		if e.Rule != "" && names[e.Rule] {
			t.Errorf("two rules are called %q", e.Rule)
		}
		names[e.Rule] = true
		all.WriteString(" " + strings.Join(e.Phrases, " "))
	}
	used := strings.Fields(all.String() + " " + strings.Join(list.Fine, " "))
	for i, k := range kinds {
		if bit, _ := kindOf(k.name); bit != i || !slices.Contains(used, "@"+k.name) {
			t.Errorf("the kind %q is there twice or no phrase uses it", k.name)
		}
	}
}
