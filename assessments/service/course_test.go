package service

import (
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/clocks"
)

// step returns the step with a key, and fails when there is none.
func step(t *testing.T, steps []Step, key string) Step {
	t.Helper()
	for _, s := range steps {
		if s.Key == key {
			return s
		}
	}
	t.Fatalf("no step %q in %+v", key, steps)
	return Step{}
}

func without(t *testing.T, steps []Step, key string) {
	t.Helper()
	for _, s := range steps {
		if s.Key == key {
			t.Errorf("there is a step %q: %s", key, s.Sentence)
		}
	}
}

func byRule(t *testing.T, s Step, rule int) {
	t.Helper()
	if !slices.Contains(s.Rules, rule) {
		t.Errorf("%s comes from rules %v, want %d among them", s.Key, s.Rules, rule)
	}
}

// accepted is a case that was received on 2 February 2026 and accepted, looked at on a later day.
func accepted(today assessments.Date, change func(*Case)) Case {
	c := Case{Today: today, ID: "child", Referred: "referral"}
	c.Child.Born = "2018-05-05"
	c.Referral = assessments.Referral{
		Received: "2026-02-02", Source: "gp", Channel: "care-coordination-centre", Reason: "Dressing", Areas: []string{"dressing"},
		Outcome: "accepted", TriagedOn: "2026-02-05", Tier: "targeted",
	}
	if change != nil {
		change(&c)
	}
	return c
}

func meeting(id assessments.ID, on assessments.Date, status string) Entry[assessments.Contact] {
	return Entry[assessments.Contact]{id, assessments.Contact{Type: "visit", On: on, Status: status}}
}

func clockNamed(t *testing.T, list []clocks.Clock, name string) clocks.Clock {
	t.Helper()
	for _, k := range list {
		if k.Name == name {
			return k
		}
	}
	t.Fatalf("no clock %q among %d", name, len(list))
	return clocks.Clock{}
}

func laws(t *testing.T) clocks.Laws {
	t.Helper()
	l, err := clocks.Read(shipped)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestRule26_FivePromptsToReflect(t *testing.T) {
	p := pack(t, "lewisham")
	var names []string
	for _, x := range p.Reflect.Prompts {
		names = append(names, x.Name)
	}
	want := []string{"cannot-do", "not-yet-at-stage", "emotional-or-behavioural", "sensory", "social-communication"}
	if !slices.Equal(names, want) {
		t.Errorf("prompts %q, want %q", names, want)
	}
	if got := Reflections(p, lewisham("2020-01-01")); len(got) != 5 {
		t.Errorf("%d prompts for a referral without barriers, want 5", len(got))
	}
	c := lewisham("2020-01-01")
	c.Referral.Barriers = []string{"sensory", "cannot-do"}
	if got := Reflections(p, c); len(got) != 3 {
		t.Errorf("%d prompts left when two barriers are named, want 3", len(got))
	}
}

func TestRule29_TriageWithinFiveWorkingDays(t *testing.T) {
	p := pack(t, "bromley")
	c := accepted("2026-04-01", func(c *Case) { c.Referral.Received, c.Referral.TriagedOn = "2026-04-01", "" })
	k := clockNamed(t, Clocks(p, c, clocks.Laws{}), TriageClock)
	if k.Due != "2026-04-10" { // Wednesday; Good Friday and Easter Monday do not count
		t.Errorf("due %s, want 2026-04-10", k.Due)
	}
	if k.Law || !strings.Contains(k.Source, "rule 29") {
		t.Errorf("law %v, source %q", k.Law, k.Source)
	}
	if k.Breached("2026-04-10") || !k.Breached("2026-04-11") {
		t.Error("breached on the wrong day")
	}
	c.Holds = []*assessments.ClockHold{{Clock: TriageClock, From: "2026-04-08", To: "2026-04-09", Reason: "waiting for the school"}}
	if k := clockNamed(t, Clocks(p, c, clocks.Laws{}), TriageClock); k.Due != "2026-04-14" {
		t.Errorf("held for two days it is due %s, want 2026-04-14", k.Due)
	}
	c.Referral.TriagedOn = "2026-04-15"
	if k := clockNamed(t, Clocks(p, c, clocks.Laws{}), TriageClock); !k.Breached("2026-05-01") {
		t.Error("a triage that came late is not said to be late")
	}
	for _, k := range Clocks(pack(t, "hertfordshire"), c, clocks.Laws{}) {
		t.Errorf("a clock for a service that states no time: %s", k.Name)
	}
}

func TestRule30_TriageOutcomes(t *testing.T) {
	p := pack(t, "bromley")
	c := accepted("2026-02-03", func(c *Case) { c.Referral.TriagedOn = "" })
	plan := Triaging(p, c)
	for _, o := range []string{"advice-and-discharge", "signposted", "accepted"} {
		if !slices.Contains(plan.Outcomes, o) {
			t.Errorf("%s is not among the outcomes %q", o, plan.Outcomes)
		}
	}
	if want := []string{"targeted", "specialist"}; !slices.Equal(plan.Tiers, want) {
		t.Errorf("levels %q, want %q", plan.Tiers, want)
	}
	r := c.Referral
	r.Tier, r.TriagedOn = "", "2026-02-03"
	if wrong := CheckTriage(p, c, r); len(wrong) != 1 || wrong[0].Field != "tier" {
		t.Errorf("accepted without a level: %v", wrong)
	}
	r.Tier = "specialist"
	if wrong := CheckTriage(p, c, r); len(wrong) != 0 {
		t.Errorf("a good triage: %v", wrong)
	}
	c.Child.Born, r.Outcome = "2000-01-01", "accepted"
	if wrong := CheckTriage(p, c, r); len(wrong) != 1 || wrong[0].Field != "override_reason" {
		t.Errorf("accepted against the rules without a reason: %v", wrong)
	}
	r.Override, r.OverrideBy = "Agreed with the commissioner.", "clinician"
	if wrong := CheckTriage(p, c, r); len(wrong) != 0 {
		t.Errorf("accepted by a named clinician with a reason: %v", wrong)
	}
}

func TestRule31_TherapistDecidesOnWhatWasSent(t *testing.T) {
	p := pack(t, "hertfordshire")
	c := hertford("2016-06-01")
	c.Referral.HomeArea, c.Referral.Areas, c.Referral.Reason = "", nil, ""
	s := step(t, Triaging(p, c).Steps, "triage.more")
	byRule(t, s, 31)
	if !s.First || !strings.Contains(s.Sentence, "in which area the child lives") || !strings.Contains(s.Sentence, "how it shows") {
		t.Errorf("does not ask for what is missing: %q", s.Sentence)
	}
	r := c.Referral
	r.Outcome = "more-information-needed"
	if wrong := CheckTriage(p, c, r); len(wrong) != 0 {
		t.Errorf("asking for more is refused: %v", wrong)
	}
}

func TestRule32_PhoneTriageUnderFive(t *testing.T) {
	p := pack(t, "bromley")
	c := referred("2021-11-03", func(c *Case) {
		c.Referral.Channel, c.Referral.Areas = "care-coordination-centre", []string{"sensory"}
	})
	s := step(t, Triaging(p, c).Steps, "triage.phone")
	byRule(t, s, 32)
	if s.Template != "under-fives-sensory-triage" || !s.First {
		t.Errorf("step %+v", s)
	}
	r := c.Referral
	r.Outcome, r.Tier, r.TriagedOn = "accepted", "targeted", "2026-11-03"
	if wrong := CheckTriage(p, c, r); len(wrong) != 1 || wrong[0].Field != "triaged_on" {
		t.Errorf("triaged without the call: %v", wrong)
	}
	c.Answers = []Entry[assessments.Answers]{{"a", assessments.Answers{Template: s.Template, On: "2026-11-02"}}}
	without(t, Triaging(p, c).Steps, "triage.phone")
	if wrong := CheckTriage(p, c, r); len(wrong) != 0 {
		t.Errorf("triaged after the call: %v", wrong)
	}
	c.Answers = nil
	c.Child.Born = "2021-11-02" // five today
	without(t, Triaging(p, c).Steps, "triage.phone")
	c.Child.Born, c.Referral.Areas = "2022-11-02", []string{"dressing"}
	without(t, Triaging(p, c).Steps, "triage.phone")
}

func TestRule33_AimOfEighteenWeeks(t *testing.T) {
	p := pack(t, "lewisham")
	c := accepted("2026-06-01", nil)
	k := clockNamed(t, Clocks(p, c, clocks.Laws{}), AimClock)
	if k.Due != "2026-06-08" || k.Law || !strings.Contains(k.Source, "not the national clock") {
		t.Errorf("clock %+v", k)
	}
	if k.Breached("2026-06-08") || !k.Breached("2026-06-09") {
		t.Error("breached on the wrong day")
	}
	c.Contacts = []Entry[assessments.Contact]{meeting("1", "2026-05-20", "not-brought"), meeting("2", "2026-05-27", "attended")}
	k = clockNamed(t, Clocks(p, c, clocks.Laws{}), AimClock)
	if k.Stopped != "2026-05-27" { // an absence does not stop it
		t.Errorf("stopped on %s, want 2026-05-27", k.Stopped)
	}
	c.Contacts, c.Referral.Outcome = nil, "signposted"
	if k = clockNamed(t, Clocks(p, c, clocks.Laws{}), AimClock); k.Stopped != "2026-02-05" {
		t.Errorf("a referral that ended at triage still waits: %+v", k)
	}
	c.Referral.Outcome = "accepted"
	c.Holds = []*assessments.ClockHold{{Clock: AimClock, From: "2026-04-06", To: "2026-04-12", Reason: "the family is abroad"}}
	if k = clockNamed(t, Clocks(p, c, clocks.Laws{}), AimClock); k.Due != "2026-06-15" {
		t.Errorf("held for a week it is due %s, want 2026-06-15", k.Due)
	}
	c.Discharges = []Entry[assessments.Discharge]{{"d", assessments.Discharge{On: "2026-05-01", Reason: "moved-away"}}}
	if k = clockNamed(t, Clocks(p, c, clocks.Laws{}), AimClock); k.Stopped != "2026-05-01" {
		t.Errorf("a child who was discharged still waits: %+v", k)
	}
}

func TestWaiting_UrgencyThenWeeks(t *testing.T) {
	wait := func(id assessments.ID, urgency string, received assessments.Date) Case {
		return accepted("2026-06-01", func(c *Case) { c.ID, c.Referral.Urgency, c.Referral.Received = id, urgency, received })
	}
	seen := wait("seen", "urgent", "2026-01-01")
	seen.Contacts = []Entry[assessments.Contact]{meeting("1", "2026-05-01", "attended")}
	missed := wait("missed", "soon", "2026-03-02")
	missed.Contacts = []Entry[assessments.Contact]{meeting("2", "2026-05-01", "not-brought")}
	gone := wait("gone", "urgent", "2026-01-01")
	gone.Discharges = []Entry[assessments.Discharge]{{"d", assessments.Discharge{On: "2026-03-01"}}}
	turned := wait("turned", "urgent", "2026-01-01")
	turned.Referral.Outcome = "declined"
	list := Waiting([]Case{wait("new", "", "2026-05-25"), wait("old", "routine", "2026-01-05"), missed, seen, gone, turned, wait("urgent", "urgent", "2026-05-31")})
	var got []string
	for _, w := range list {
		got = append(got, string(w.Case.ID))
	}
	if want := []string{"urgent", "missed", "old", "new"}; !slices.Equal(got, want) {
		t.Fatalf("order %q, want %q", got, want)
	}
	if list[2].Weeks != 21 || list[3].Weeks != 1 || Rank(list, "old") != 3 || Rank(list, "seen") != 0 {
		t.Errorf("weeks %d and %d, rank %d", list[2].Weeks, list[3].Weeks, Rank(list, "old"))
	}
}

func TestRule34_CallBeforeTheAppointment(t *testing.T) {
	p := pack(t, "lewisham")
	c := accepted("2026-03-01", func(c *Case) {
		c.Contacts = []Entry[assessments.Contact]{meeting("1", "2026-03-09", "planned")} // a Monday
	})
	s := step(t, BeforeFirst(p, c), "first.call")
	byRule(t, s, 34)
	if s.Template != "pre-visit-call" || s.By != "2026-03-06" || !strings.Contains(s.Sentence, "not talked about while in the room") {
		t.Errorf("step %+v", s)
	}
	c.Answers = []Entry[assessments.Answers]{{"a", assessments.Answers{Template: "pre-visit-call", On: "2026-03-02"}}}
	without(t, BeforeFirst(p, c), "first.call")
	c.Answers, c.Referral.Outcome = nil, "declined"
	if got := BeforeFirst(p, c); len(got) != 0 {
		t.Errorf("steps before a first appointment that will not be: %v", got)
	}
}

func TestRule35_AdviceLineOnWeekdays(t *testing.T) {
	a := pack(t, "hertfordshire").AdviceLine
	if len(a.Days) != 5 || slices.Contains(a.Days, "saturday") || !strings.Contains(a.Words, "a therapist rings back") {
		t.Errorf("advice line %+v", a)
	}
	for on, want := range map[assessments.Date]assessments.Date{"2026-04-02": "2026-04-07", "2026-04-07": "2026-04-08", "2026-04-11": "2026-04-13"} {
		if got := a.CallBack(on); got != want { // Good Friday and Easter Monday are no weekdays to ring on
			t.Errorf("a message on %s is answered by %s, want %s", on, got, want)
		}
	}
}

func TestRule36_FirstAppointment(t *testing.T) {
	p := pack(t, "evelina")
	s := step(t, BeforeFirst(p, accepted("2026-03-01", nil)), "first.agenda")
	byRule(t, s, 36)
	for _, part := range []string{"child's needs", "what the service offers", "participation goals"} {
		if !strings.Contains(s.Sentence, part) {
			t.Errorf("the agenda lacks %q: %q", part, s.Sentence)
		}
	}
	c := accepted("2026-03-10", func(c *Case) {
		c.Contacts = []Entry[assessments.Contact]{meeting("1", "2026-03-09", "attended")}
	})
	without(t, BeforeFirst(p, c), "first.agenda")
}

func TestRule37_ThirtyToSixtyMinutes(t *testing.T) {
	p := pack(t, "evelina")
	for _, tt := range []struct {
		from, to assessments.Clock
		says     string
	}{{"09:30", "10:00", ""}, {"09:30", "10:30", ""}, {"09:31", "10:00", "29 minutes is shorter"}, {"09:00", "10:01", "61 minutes is longer"}, {"09:00", "", ""}} {
		got := CheckLength(p, assessments.Contact{Type: "visit", From: tt.from, To: tt.to})
		if tt.says == "" && got != "" || !strings.Contains(got, tt.says) {
			t.Errorf("%s to %s: %q, want %q", tt.from, tt.to, got, tt.says)
		}
	}
	if got := CheckLength(pack(t, "bromley"), assessments.Contact{From: "09:00", To: "12:00"}); got != "" {
		t.Errorf("a service that states no length says %q", got)
	}
}

func TestRule38_ThirdRescheduleIsADecision(t *testing.T) {
	p := pack(t, "evelina")
	c := accepted("2026-06-01", func(c *Case) {
		c.Contacts = []Entry[assessments.Contact]{
			meeting("0", "2026-01-10", "rescheduled"), // of an earlier episode
			meeting("1", "2026-03-09", "rescheduled"), meeting("x", "2026-03-12", "cancelled"), meeting("2", "2026-03-23", "rescheduled"),
			meeting("3", "2026-06-10", "planned"),
		}
	})
	if got := RescheduleWords(p, c); got != "2 of 2" {
		t.Errorf("count %q, want 2 of 2", got)
	}
	if got := Rescheduling(p, c); len(got) != 0 {
		t.Errorf("two changes are allowed: %v", got)
	}
	c.Contacts[4].Is.Status = "rescheduled"
	s := step(t, Rescheduling(p, c), "reschedule")
	byRule(t, s, 38)
	if !s.Decide || !s.Clinician || len(s.Options) < 3 || !strings.Contains(s.Sentence, "3 times") {
		t.Errorf("step %+v", s)
	}
	if c.Discharged() != nil {
		t.Error("the third change discharged the child")
	}
	c.Contacts = append(c.Contacts, meeting("4", "2026-05-30", "attended"))
	if n := Rescheduled(c); n != 0 {
		t.Errorf("after the child was seen %d changes count, want 0", n)
	}
}

func TestRule39_NotBroughtIsDecidedByAClinician(t *testing.T) {
	p := pack(t, "evelina")
	c := accepted("2026-03-10", func(c *Case) {
		c.Contacts = []Entry[assessments.Contact]{meeting("1", "2026-03-09", "not-brought")}
	})
	s := step(t, Absences(p, c), "absence")
	byRule(t, s, 39)
	if !s.Decide || !s.Clinician || !s.Safeguarding || s.Record != "1" || len(s.Options) < 4 {
		t.Errorf("step %+v", s)
	}
	if !strings.Contains(s.Sentence, "is discharged") || !strings.Contains(s.Sentence, "Nobody is discharged for that alone") {
		t.Errorf("the page's sentence is not shown and set right: %q", s.Sentence)
	}
	if c.Discharged() != nil || len(DischargePrompts(p, c)) != 0 {
		t.Error("an absence leads to a discharge")
	}
	if AbsenceStatus(p, c) != "not-brought" {
		t.Error("a child did not attend")
	}
	d := assessments.Discharge{On: "2026-03-10", Reason: "no-further-new-advice", DecidedBy: "clinician"}
	if wrong := CheckDischarge(p, c, d); len(wrong) != 1 || wrong[0].Field != "contact" {
		t.Errorf("discharged past an open absence: %v", wrong)
	}
	d = assessments.Discharge{On: "2026-03-10", Reason: "not-brought", DecidedBy: "clinician", Contact: "1", Why: "Moved to another county."}
	if wrong := CheckDischarge(p, c, d); len(wrong) != 1 || wrong[0].Field != "safeguarding_check" {
		t.Errorf("discharged without the safeguarding check: %v", wrong)
	}
	m := &c.Contacts[0].Is
	m.Decision, m.DecidedBy = "Another appointment.", "clinician"
	step(t, Absences(p, c), "absence") // a decision without the check is none
	m.Safeguarding = "Asked the health visitor: seen well on 8 March."
	without(t, Absences(p, c), "absence")

	for name := range seeds { // the same holds where a page says nothing
		c.Contacts[0].Is = assessments.Contact{Type: "visit", On: "2026-03-09", Status: "not-brought"}
		if s := step(t, Absences(pack(t, name), c), "absence"); !s.Clinician || !s.Safeguarding {
			t.Errorf("%s: %+v", name, s)
		}
	}
}

// TestDidNotAttend_OnlyOfWhoArrangesTheirOwn keeps the words apart: a child is brought or not.
func TestDidNotAttend_OnlyOfWhoArrangesTheirOwn(t *testing.T) {
	p := pack(t, "evelina")
	c := accepted("2026-03-10", func(c *Case) {
		c.Child.Born = "2009-01-01"
		c.Contacts = []Entry[assessments.Contact]{meeting("1", "2026-03-09", "did-not-attend")}
	})
	step(t, Absences(p, c), "absence.word") // seventeen, but nobody says that they arrange their own
	c.Bases = []Entry[assessments.Basis]{{"b", assessments.Basis{Purpose: "assess-and-treat", Kind: "consent", Decision: "given", On: "2026-02-10", Authority: "young-person"}}}
	steps := Absences(p, c)
	without(t, steps, "absence.word")
	if s := step(t, steps, "absence"); s.Title != "Did not attend: decide" || !s.Safeguarding {
		t.Errorf("step %+v", s)
	}
	c.Child.Born = "2014-01-01"
	step(t, Absences(p, c), "absence.word")
}

func TestRule40_InterpreterForAnyAppointment(t *testing.T) {
	p := pack(t, "evelina")
	c := accepted("2026-03-01", func(c *Case) {
		c.Contacts = []Entry[assessments.Contact]{meeting("1", "2026-03-09", "planned")}
	})
	byRule(t, step(t, BeforeFirst(p, c), "first.language"), 40)
	c.Child.Language, c.Child.Interpreter = "Somali", "Somali at every contact"
	s := step(t, BeforeFirst(p, c), "first.interpreter")
	byRule(t, s, 40)
	if s.Record != "1" || !strings.Contains(s.Sentence, "Somali at every contact") || !strings.Contains(s.Sentence, "phone") {
		t.Errorf("step %+v", s)
	}
	c.Contacts[0].Is.Interpreter = &assessments.Interpreting{Language: "Somali", Outcome: "booked"}
	without(t, BeforeFirst(p, c), "first.interpreter")
	if !p.Interpreter.LanguageLine || !strings.Contains(p.Interpreter.Words, "Fewer interpreters") {
		t.Errorf("interpreter %+v", p.Interpreter)
	}
}

func TestRule41_WorkThroughAnInterpreter(t *testing.T) {
	p := pack(t, "hertfordshire")
	c := accepted("2026-03-01", func(c *Case) { c.Child.Language, c.Child.Interpreter = "Polish", "Polish, when letters are read" })
	byRule(t, step(t, BeforeFirst(p, c), "first.interpreter"), 41)
	c.Child.Language, c.Child.Interpreter = "", ""
	without(t, BeforeFirst(p, c), "first.language") // this service does not ask every family
}

func TestRule42_FamiliesToldOfAStrike(t *testing.T) {
	p := pack(t, "evelina")
	if !strings.Contains(p.Disruption.Words, "told directly") {
		t.Errorf("words %q", p.Disruption.Words)
	}
	a := accepted("2026-09-01", func(c *Case) {
		c.ID, c.Child.Interpreter = "a", "Somali"
		c.Contacts = []Entry[assessments.Contact]{meeting("1", "2026-09-15", "planned"), meeting("2", "2026-09-21", "planned")}
	})
	b := accepted("2026-09-01", func(c *Case) {
		c.ID = "b"
		c.Contacts = []Entry[assessments.Contact]{meeting("3", "2026-09-14", "planned"), meeting("4", "2026-09-15", "cancelled")}
	})
	var got []string
	for _, x := range ToTell([]Case{a, b}, "2026-09-14", "2026-09-15") {
		got = append(got, string(x.Contact)+x.Interpreter)
	}
	if want := []string{"3", "1Somali"}; !slices.Equal(got, want) {
		t.Errorf("to tell %q, want %q", got, want)
	}
}

func TestRule43_OpenOnWeekdaysNineToFive(t *testing.T) {
	p := pack(t, "lewisham")
	for _, tt := range []struct {
		on   assessments.Date
		at   assessments.Clock
		open bool
	}{
		{"2026-03-12", "09:00", true}, {"2026-03-12", "16:59", true}, {"2026-03-12", "17:00", false}, {"2026-03-12", "08:59", false},
		{"2026-03-14", "10:00", false}, {"2026-04-03", "10:00", false}, {"2026-12-28", "10:00", false},
	} {
		if open, why := p.OpenAt(tt.on, tt.at); open != tt.open || !open && why == "" {
			t.Errorf("%s %s: open %v (%s), want %v", tt.on, tt.at, open, why, tt.open)
		}
	}
	if open, why := pack(t, "evelina").OpenAt("2026-03-12", "10:00"); open || !strings.Contains(why, "not stated") {
		t.Errorf("hours that are not stated: %v, %q", open, why)
	}
}

func TestRule44_DropInFirstAndThirdThursday(t *testing.T) {
	p := pack(t, "lewisham")
	k := p.Clinic("drop-in")
	var got []assessments.Date
	for _, s := range k.Dates("2026-10-01", "2026-12-31") {
		got = append(got, s.On)
		if s.From != "09:30" || s.To != "12:00" || s.Off {
			t.Errorf("slot %s", s.Words())
		}
	}
	want := []assessments.Date{"2026-10-01", "2026-10-15", "2026-11-05", "2026-11-19", "2026-12-03", "2026-12-17"}
	if !slices.Equal(got, want) {
		t.Errorf("dates %q, want %q", got, want)
	}
	if s := k.Dates("2026-01-01", "2026-01-01"); len(s) != 1 || !s[0].Off || !strings.Contains(s[0].Why, "New Year") {
		t.Errorf("the first Thursday of 2026 is New Year's Day: %v", s)
	}
	c := lewisham("2020-01-01")
	c.Referral.GPArea, c.Referral.Source, c.Referral.Channel = "Lewisham", "", ""
	d := Booking(p, c, *k, "")
	outcome(t, d, Eligible) // without a referral, and nobody books
	spoke(t, d, 44, For)
	if w := p.pathway("drop-in"); !slices.Equal(w.Concerns, []string{"shoelaces", "cutlery", "socks"}) {
		t.Errorf("concerns %q", w.Concerns)
	}
	c.Referral.GPArea = "Greenwich"
	outcome(t, Booking(p, c, *k, ""), NotEligible)
}

func TestRule45_DropInActivities(t *testing.T) {
	k := pack(t, "lewisham").Clinic("drop-in")
	if want := []string{"drawing", "jumping", "threading beads"}; !slices.Equal(k.Activities, want) || !strings.Contains(k.Words, "advice") {
		t.Errorf("clinic %+v", k)
	}
}

func TestRule46_DownSyndromeAdviceClinic(t *testing.T) {
	p := pack(t, "hertfordshire")
	k := p.Clinic("down-syndrome-advice")
	c := referred("2023-06-01", func(c *Case) {
		c.Referral = assessments.Referral{HomeArea: "East Hertfordshire", Conditions: []string{"Down syndrome"}}
	})
	outcome(t, Booking(p, c, *k, "parent"), Eligible) // no referrer, no channel, not open to the service
	if d := Booking(p, c, *k, "gp"); d.Outcome != NotEligible || !strings.Contains(d.Of(Against)[0].WouldChange, "the family") {
		t.Errorf("booked by a GP: %v", d.Lines())
	}
	c.Referral.HomeArea = "Hertfordshire"
	spoke(t, Booking(p, c, *k, "parent"), 46, Against)
	c.Referral.HomeArea, c.Child.Born = "East Hertfordshire", "2018-06-01"
	spoke(t, Booking(p, c, *k, "parent"), 46, Against) // at school
	c.Child.Born, c.Referral.Conditions = "2023-06-01", []string{"hemiplegia"}
	spoke(t, Booking(p, c, *k, "parent"), 46, Against)
	if want := []string{"physiotherapy", "occupational therapy", "speech and language therapy"}; !slices.Equal(k.Professions, want) {
		t.Errorf("professions %q, want %q", k.Professions, want)
	}
}

func TestRule47_FunctionalSkillsClinicNeedsASample(t *testing.T) {
	p := pack(t, "bromley")
	k := p.Clinic("functional-skills")
	c := accepted("2026-03-01", nil)
	d := Booking(p, c, *k, "")
	outcome(t, d, MoreInformation)
	if r := spoke(t, d, 47, Ask); !strings.Contains(r.WouldChange, "handwriting") {
		t.Errorf("asks %q", r.WouldChange)
	}
	c.Referral.Sample = true
	outcome(t, Booking(p, c, *k, ""), Eligible)
	c.Referral.TriagedOn, c.Referral.Outcome, c.Referral.Sample = "", "", false
	byRule(t, step(t, Triaging(p, c).Steps, "clinic.functional-skills.sample"), 47)
}

func TestRule48_VideoNeedsConsent(t *testing.T) {
	p := pack(t, "bromley")
	c := accepted("2026-03-01", func(c *Case) { c.Referral.Areas = []string{"sensory"} })
	o := offered(t, p, c, "video-assessment", 48)
	if !o.Fits || !slices.Equal(o.Missing, []string{"video-consent"}) {
		t.Errorf("fits %v, missing %q", o.Fits, o.Missing)
	}
	yes := assessments.Basis{Purpose: "video", Kind: "consent", Decision: "given", On: "2026-02-10"}
	c.Bases = []Entry[assessments.Basis]{{"b", yes}}
	if o := offered(t, p, c, "video-assessment", 48); len(o.Missing) != 0 {
		t.Errorf("missing %q", o.Missing)
	}
	c.Bases[0].Is.WithdrawnOn = "2026-02-20"
	if o := offered(t, p, c, "video-assessment", 48); len(o.Missing) != 1 {
		t.Error("a consent that was taken back still counts")
	}
}

func TestRule49_MotorAssessmentClinic(t *testing.T) {
	p := pack(t, "bromley")
	k := p.Clinic("motor-assessment")
	outcome(t, Booking(p, accepted("2026-03-01", func(c *Case) { c.Referral.Tier = "specialist" }), *k, ""), Eligible)
	spoke(t, Booking(p, accepted("2026-03-01", nil), *k, ""), 49, Note) // of the specialist offer; the child is targeted
	spoke(t, Booking(p, accepted("2026-03-01", func(c *Case) { c.Referral.Outcome = "" }), *k, ""), 49, Ask)
}

func TestRule50_HoursThatMayBeASlip(t *testing.T) {
	h := pack(t, "bromley").Hours
	if h.From != "09:00" || h.To != "17:00" || !strings.Contains(h.Note, "speech and language therapy") {
		t.Errorf("hours %+v", h)
	}
}
