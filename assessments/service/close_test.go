package service

import (
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

func TestRule79_SharedOnlyWithWhomTheFamilyPermits(t *testing.T) {
	p := pack(t, "lewisham")
	basis := func(to, decision string, on, withdrawn assessments.Date) Entry[assessments.Basis] {
		return Entry[assessments.Basis]{assessments.ID(to + string(on)), assessments.Basis{Purpose: "share", Recipient: to, Kind: "consent", Decision: decision, On: on, WithdrawnOn: withdrawn}}
	}
	c := accepted("2026-03-01", func(c *Case) {
		c.Bases = []Entry[assessments.Basis]{
			basis("gp", "given", "2026-02-10", ""), basis("school", "given", "2026-02-10", ""), basis("school", "refused", "2026-02-20", ""),
			basis("nursery", "given", "2026-02-10", "2026-02-28"), basis("gp", "refused", "2026-03-05", ""),
		}
	})
	want := map[string]string{"health-visitor": "", "gp": "given", "school": "refused", "nursery": "withdrawn"}
	got := SharesFor(p, c)
	if len(got) != len(want) {
		t.Fatalf("%d recipients, want %d", len(got), len(want))
	}
	for _, s := range got {
		if s.Answer != want[s.Recipient] || !slices.Contains(s.Rules, 79) {
			t.Errorf("%s: %q, want %q", s.Recipient, s.Answer, want[s.Recipient])
		}
	}
}

func TestRule80_FindingsAndPlanAgreed(t *testing.T) {
	p := pack(t, "lewisham")
	if !strings.Contains(p.Agreement.Words, "agreed") || !slices.Contains(p.Agreement.Rules, 80) {
		t.Errorf("agreement %+v", p.Agreement)
	}
	c := accepted("2026-03-10", func(c *Case) {
		c.Contacts = []Entry[assessments.Contact]{meeting("1", "2026-03-09", "attended")}
	})
	s := step(t, Agreeing(p, c), "agree")
	byRule(t, s, 80)
	if s.Record != "1" {
		t.Errorf("points at %q", s.Record)
	}
	c.Contacts[0].Is.Agreed = true
	without(t, Agreeing(p, c), "agree")
}

// seenTwice is a case that was seen twice and has goals.
func seenTwice(goals ...assessments.Goal) Case {
	return accepted("2026-06-01", func(c *Case) {
		c.Contacts = []Entry[assessments.Contact]{meeting("1", "2026-03-09", "attended"), meeting("2", "2026-04-09", "attended")}
		for i, g := range goals {
			c.Goals = append(c.Goals, Entry[assessments.Goal]{assessments.ID(rune('a' + i)), g})
		}
	})
}

func TestRule81_GoalsClosedOrSessionsDone(t *testing.T) {
	p := pack(t, "lewisham")
	c := seenTwice(assessments.Goal{ClosedOn: "2026-05-01"}, assessments.Goal{})
	if got := DischargePrompts(p, c); len(got) != 0 {
		t.Errorf("one goal is open: %v", got)
	}
	c.Goals[1].Is.ClosedOn = "2026-05-20"
	s := step(t, DischargePrompts(p, c), "discharge.goals-closed")
	byRule(t, s, 81)
	if !s.Decide || !s.Clinician || !slices.Equal(s.Options, []string{"goals-met", "go on"}) {
		t.Errorf("step %+v", s)
	}

	p = pack(t, "evelina")
	c = seenTwice(assessments.Goal{})
	c.Blocks = []Entry[assessments.Block]{{"b", assessments.Block{Sessions: 3, Start: "2026-03-01"}}}
	if got := DischargePrompts(p, c); len(got) != 0 {
		t.Errorf("a session is left: %v", got)
	}
	c.Contacts = append(c.Contacts, meeting("3", "2026-05-09", "attended"))
	s = step(t, DischargePrompts(p, c), "discharge.sessions-done")
	byRule(t, s, 81)
	if s.Record != "b" || !strings.Contains(s.Sentence, "3 sessions") {
		t.Errorf("step %+v", s)
	}
	c.Contacts = append(c.Contacts, meeting("4", "2026-05-19", "not-brought"))
	if got := DischargePrompts(p, c); len(got) != 0 {
		t.Errorf("prompted while an absence waits for its decision: %v", got)
	}
}

func TestRule82_UniversalWhenNoNewAdvice(t *testing.T) {
	p := pack(t, "bromley")
	once := accepted("2026-03-10", func(c *Case) {
		c.Contacts = []Entry[assessments.Contact]{meeting("1", "2026-03-09", "attended")}
	})
	byRule(t, step(t, DischargePrompts(p, once), "discharge.advice-after-assessment"), 82)
	once.Contacts = append(once.Contacts, meeting("2", "2026-04-01", "planned"))
	if got := DischargePrompts(p, once); len(got) != 0 {
		t.Errorf("an appointment is planned: %v", got)
	}
	c := seenTwice(assessments.Goal{ClosedOn: "2026-05-01"})
	s := step(t, DischargePrompts(p, c), "discharge.no-further-new-advice")
	byRule(t, s, 82)
	if !strings.Contains(s.Sentence, "universal offer") || s.Options[0] != "no-further-new-advice" {
		t.Errorf("step %+v", s)
	}
	c.Goals[0].Is.ClosedOn = ""
	if got := DischargePrompts(p, c); len(got) != 0 {
		t.Errorf("a goal is open: %v", got)
	}
}

func TestRule83_AnonymousSurvey(t *testing.T) {
	for _, name := range []string{"evelina", "hertfordshire"} {
		if s := pack(t, name).Survey; !s.Anonymous || !slices.Contains(s.Rules, 83) {
			t.Errorf("%s: %+v", name, s)
		}
	}
}

func TestRule84_RegisteredTherapists(t *testing.T) {
	p := pack(t, "hertfordshire")
	if p.Registration.With != "HCPC" {
		t.Errorf("registered with %q", p.Registration.With)
	}
	if got := CheckRegistration(p, assessments.Person{Role: "occupational-therapist"}); !strings.Contains(got, "HCPC") {
		t.Errorf("a therapist without a number: %q", got)
	}
	for _, x := range []assessments.Person{{Role: "occupational-therapist", HCPC: "OT00000"}, {Role: "teacher"}} {
		if got := CheckRegistration(p, x); got != "" {
			t.Errorf("%s: %q", x.Role, got)
		}
	}
}

func optionNames(list []Area) []string {
	var out []string
	for _, o := range list {
		out = append(out, o.Name)
	}
	return out
}

func TestRule85_AfterTheFirstAppointment(t *testing.T) {
	p := pack(t, "evelina")
	if got := PlanOptions(p, accepted("2026-03-01", nil)); len(got) != 0 {
		t.Errorf("options before the first appointment: %v", got)
	}
	want := []string{"further-assessment", "home-strategies", "teacher-advice", "parent-coaching", "child-sessions", "equipment"}
	if got := optionNames(PlanOptions(p, seenTwice())); !slices.Equal(got, want) {
		t.Errorf("options %q, want %q", got, want)
	}
}

func TestRule86_AfterTheAssessment(t *testing.T) {
	want := []string{"advice-and-treatment", "equipment", "adaptations", "training", "report"}
	if got := optionNames(PlanOptions(pack(t, "hertfordshire"), seenTwice())); !slices.Equal(got, want) {
		t.Errorf("options %q, want %q", got, want)
	}
	if !strings.Contains(PlanOptions(pack(t, "hertfordshire"), seenTwice())[3].Words, "workshop or presentation") {
		t.Error("training is not by workshop or presentation")
	}
}

func TestRule87_TheTeamAroundTheChild(t *testing.T) {
	for name, want := range map[string]string{"leicestershire": "hospital trusts", "hertfordshire": "the team around the child"} {
		x := pack(t, name).Partners
		if !slices.Contains(x.With, want) || !slices.Contains(x.With, "social care") || !slices.Contains(x.Rules, 87) {
			t.Errorf("%s: %+v", name, x)
		}
	}
}

func TestRule88_HousingHub(t *testing.T) {
	p := pack(t, "hertfordshire")
	got := ResourcesFor(p, []string{"home-environment"})
	if len(got) != 1 || !slices.Contains(got[0].Rules, 88) || !strings.Contains(got[0].Title, "adaptations") {
		t.Errorf("resources %+v", got)
	}
}

func TestRule89_WhatTheTiersMean(t *testing.T) {
	p := pack(t, "hertfordshire")
	for tier, part := range map[string]string{"universal": "raising awareness", "targeted": "find and overcome the barriers", "specialist": "a defined clinical need"} {
		if x := p.tier(tier); !strings.Contains(x.Definition, part) || !slices.Contains(x.Rules, 89) {
			t.Errorf("%s: %+v", tier, x)
		}
	}
}

func TestRule90_TherapistByLanguageLineBeforeTheVisit(t *testing.T) {
	p := pack(t, "evelina")
	c := accepted("2026-03-01", func(c *Case) { c.Child.Language, c.Child.Interpreter = "Somali", "Somali" })
	s := step(t, BeforeFirst(p, c), "first.call")
	byRule(t, s, 90)
	if !strings.Contains(s.Sentence, "language line") || !slices.Contains(p.Interpreter.LineRules, 90) {
		t.Errorf("step %+v", s)
	}
}

func TestReviewing_GoalsThatAreDue(t *testing.T) {
	c := seenTwice(
		assessments.Goal{ReviewOn: "2026-06-15"}, // in two weeks
		assessments.Goal{ReviewOn: "2026-06-16"},
		assessments.Goal{ReviewOn: "2026-05-01"}, // overdue
		assessments.Goal{ReviewOn: "2026-05-01", ClosedOn: "2026-05-02"},
		assessments.Goal{ReviewOn: "2026-05-02"}, // was reviewed
	)
	c.Reviews = []Entry[assessments.GoalReview]{{"r", assessments.GoalReview{Goal: "e", On: "2026-05-03"}}, {"s", assessments.GoalReview{Goal: "c", On: "2026-04-01"}}}
	var got []string
	for _, s := range Reviewing(pack(t, "lewisham"), c) {
		got = append(got, string(s.Record))
	}
	if want := []string{"a", "c"}; !slices.Equal(got, want) {
		t.Errorf("due %q, want %q", got, want)
	}
}

func TestAgeing_CeilingAYearAhead(t *testing.T) {
	p := pack(t, "hertfordshire")
	c := accepted("2026-03-01", func(c *Case) { c.Child.Born = "2009-02-28" })
	s := step(t, Ageing(p, c), "ages.limit")
	if s.By != "2027-02-28" || !strings.Contains(s.Sentence, "18 to 25 with an EHC plan kept by Hertfordshire") {
		t.Errorf("step %+v", s)
	}
	c.Child.Born = "2009-03-02" // more than a year to go
	if got := Ageing(p, c); len(got) != 0 {
		t.Errorf("too early: %v", got)
	}
	c.Child.Born = "2002-01-01"
	if s := step(t, Ageing(p, c), "ages.limit"); !strings.Contains(s.Sentence, "adult services") {
		t.Errorf("at 25: %q", s.Sentence)
	}
	p = pack(t, "bromley")
	c.Child.Born = "2008-06-01"
	if s := step(t, Ageing(p, c), "ages.limit"); s.Left == nil || s.By != "2026-06-01" {
		t.Errorf("an age limit that the service has not chosen: %+v", s)
	}
	c.Choices = map[string]string{"age-limit": "year"}
	if got := Ageing(p, c); len(got) != 0 {
		t.Errorf("with the year of eighteen still to come: %v", got)
	}
}

// TestNext_SafeguardingFirst holds the order of a day's list.
func TestNext_SafeguardingFirst(t *testing.T) {
	p := pack(t, "evelina")
	c := seenTwice(assessments.Goal{ReviewOn: "2026-05-01"})
	c.Contacts = append(c.Contacts, meeting("3", "2026-05-20", "not-brought"))
	got := Next(p, c)
	if len(got) < 2 || !got[0].Safeguarding {
		t.Errorf("first %+v", got)
	}
	if got := Next(p, Case{Today: "2026-06-01"}); len(got) != 0 {
		t.Errorf("steps without a referral: %v", got)
	}
}
