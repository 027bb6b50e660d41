package service

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// referred is a case of a child born on a day and referred on 2 November 2026, with nothing else known.
func referred(born assessments.Date, change func(*Case)) Case {
	c := Case{Today: "2026-11-02", ID: "child", Referred: "referral"}
	c.Child.Born = born
	c.Referral = assessments.Referral{Received: "2026-11-02", Reason: "Dressing takes an hour.", Areas: []string{"dressing"}}
	if change != nil {
		change(&c)
	}
	return c
}

// spoke returns the reason of a rule in a decision, of the effect given.
func spoke(t *testing.T, d Decision, rule int, effect Effect) Reason {
	t.Helper()
	for _, r := range d.Of(effect) {
		if slices.Contains(r.Rules, rule) {
			return r
		}
	}
	t.Fatalf("rule %d did not speak %s:\n%s\n%s", rule, effect, d.Outcome, strings.Join(d.Lines(), "\n"))
	return Reason{}
}

func outcome(t *testing.T, d Decision, want Outcome) {
	t.Helper()
	if d.Outcome != want {
		t.Errorf("outcome %s, want %s:\n%s", d.Outcome, want, strings.Join(d.Lines(), "\n"))
	}
}

func lewisham(born assessments.Date) Case {
	return referred(born, func(c *Case) { c.Referral.Source = "parent" })
}

func TestRule01_AgesBirthTo19(t *testing.T) {
	p := pack(t, "lewisham")
	outcome(t, Eligibility(p, lewisham("2026-10-30")), Eligible)
	outcome(t, Eligibility(p, lewisham("2007-11-03")), Eligible) // 18, the day before the nineteenth birthday
	d := Eligibility(p, lewisham("2007-11-02"))                  // 19 today: the page does not say
	outcome(t, d, Undecided)
	spoke(t, d, 1, Choose)
	outcome(t, Eligibility(p, lewisham("2006-11-02")), NotEligible) // 20: too old by either reading, so nothing to choose
	c := lewisham("2007-11-02")
	c.Choices = map[string]string{"age-limit": "year"}
	outcome(t, Eligibility(p, c), Eligible)
	c.Choices["age-limit"] = "birthday"
	spoke(t, Eligibility(p, c), 1, Against)
	if want := []string{"home", "nursery", "school", "college"}; !slices.Equal(p.Places.At, want) {
		t.Errorf("places %q, want %q", p.Places.At, want)
	}
	if !slices.Contains(p.Needs.Kinds, "physical needs") {
		t.Error("the pack does not say that it is for physical needs")
	}
}

func TestRule02_BirthTo18(t *testing.T) {
	p := pack(t, "bromley")
	c := referred("2008-11-03", func(c *Case) { c.Referral.Channel = "care-coordination-centre" })
	outcome(t, Eligibility(p, c), Eligible)
	c.Child.Born = "2008-11-02"
	spoke(t, Eligibility(p, c), 2, Choose)
	c.Child.Born = "2007-11-02"
	r := spoke(t, Eligibility(p, c), 2, Against)
	if !strings.Contains(r.Sentence, "birth to 18") {
		t.Errorf("the sentence does not name the ages: %q", r.Sentence)
	}
}

func leicester(born assessments.Date) Case {
	return referred(born, func(c *Case) {
		c.Referral.Source, c.Referral.GPArea, c.Referral.Channel = "gp", "Rutland", "downloaded-form"
		c.Choices = map[string]string{"age-limit": "birthday", "referrers": "listed", "parent-return": "6-months"}
	})
}

func TestRule03_To16Or19InEducation(t *testing.T) {
	p := pack(t, "leicestershire")
	outcome(t, Eligibility(p, leicester("2011-01-01")), Eligible)
	c := leicester("2009-01-01") // 17
	d := Eligibility(p, c)
	outcome(t, d, MoreInformation)
	if r := spoke(t, d, 3, Ask); !strings.Contains(r.WouldChange, "education") {
		t.Errorf("asks %q", r.WouldChange)
	}
	c.Referral.InEducation = "yes"
	outcome(t, Eligibility(p, c), Eligible)
	c.Referral.InEducation = "no"
	outcome(t, Eligibility(p, c), NotEligible)
	c.Child.Born = "2010-06-01" // 16, not in education: the readings differ
	c.Choices["age-limit"] = ""
	spoke(t, Eligibility(p, c), 3, Choose)
	c.Choices["age-limit"] = "year"
	outcome(t, Eligibility(p, c), Eligible)
}

func TestRule04_CeilingsWithTheirCodes(t *testing.T) {
	p := pack(t, "leicestershire")
	c := leicester("2009-01-01")
	c.Referral.InEducation = "no"
	if r := spoke(t, Eligibility(p, c), 4, Against); r.Code != "over-16-not-in-education" {
		t.Errorf("code %q", r.Code)
	}
	c = leicester("2006-01-01")
	c.Referral.InEducation = "yes"
	if r := spoke(t, Eligibility(p, c), 4, Against); r.Code != "over-19" || r.WouldChange == "" || len(r.Signposts) == 0 {
		t.Errorf("reason %+v", r)
	}
}

func hertford(born assessments.Date) Case {
	return referred(born, func(c *Case) {
		c.Referral.Source, c.Referral.Channel, c.Referral.HomeArea = "gp", "online-form", "Hertfordshire"
	})
}

func TestRule05_ResidentTo18AndPlanTo25(t *testing.T) {
	p := pack(t, "hertfordshire")
	outcome(t, Eligibility(p, hertford("2008-11-03")), Eligible)
	c := hertford("2015-01-01")
	c.Referral.HomeArea = "Essex"
	spoke(t, Eligibility(p, c), 5, Against)
	c.Referral.HomeArea = ""
	spoke(t, Eligibility(p, c), 5, Ask)

	c = hertford("2008-11-02") // 18 today
	outcome(t, Eligibility(p, c), MoreInformation)
	c.Referral.PlanOf, c.Referral.SchoolArea = "Hertfordshire", "Hertfordshire"
	outcome(t, Eligibility(p, c), Eligible)
	c.Referral.HomeArea = "Essex" // plan and place of education stand in place of the home
	outcome(t, Eligibility(p, c), Eligible)
	c.Referral.SchoolArea = "Essex"
	spoke(t, Eligibility(p, c), 5, Against)
	c.Referral.SchoolArea, c.Referral.PlanOf = "Hertfordshire", "Essex"
	spoke(t, Eligibility(p, c), 5, Against)
	c.Child.EHCPlan, c.Referral.PlanOf = "none", ""
	spoke(t, Eligibility(p, c), 5, Against)
	c = hertford("2001-11-02") // 25 today
	c.Referral.PlanOf, c.Referral.SchoolArea = "Hertfordshire", "Hertfordshire"
	spoke(t, Eligibility(p, c), 5, Against)
}

func TestRule06_HomeEnvironmentPathway(t *testing.T) {
	p := pack(t, "hertfordshire")
	c := hertford("2015-01-01")
	c.Referral.Pathway, c.Referral.Source = "home-environment", "parent"
	d := Eligibility(p, c)
	outcome(t, d, MoreInformation)
	spoke(t, d, 6, Ask)
	c.Referral.LongTerm = "yes"
	outcome(t, Eligibility(p, c), Eligible)
	c.Referral.LongTerm = "no"
	if r := spoke(t, Eligibility(p, c), 6, Against); !strings.Contains(strings.Join(r.Signposts, ";"), "housing hub") {
		t.Errorf("signposts %q", r.Signposts)
	}
	c = hertford("2008-11-02")
	c.Referral.Pathway, c.Referral.LongTerm = "home-environment", "yes"
	c.Referral.PlanOf, c.Referral.SchoolArea = "Hertfordshire", "Hertfordshire"
	spoke(t, Eligibility(p, c), 6, Against) // 18: the plan opens the general service, not this pathway
}

func TestRule07_RegisteredWithALocalGP(t *testing.T) {
	p := pack(t, "leicestershire")
	for _, area := range []string{"Leicester City", "Leicestershire", "rutland "} {
		c := leicester("2015-01-01")
		c.Referral.GPArea = area
		outcome(t, Eligibility(p, c), Eligible)
	}
	c := leicester("2015-01-01")
	c.Referral.GPArea = ""
	spoke(t, Eligibility(p, c), 7, Ask)
	c.Referral.GPArea, c.Referral.SchoolArea = "Derby", "Derby"
	r := spoke(t, Eligibility(p, c), 7, Against)
	if !strings.Contains(r.WouldChange, "A GP practice in Leicester City") {
		t.Errorf("would change: %q", r.WouldChange)
	}
}

func TestRule08_SchoolInAreaWithinTheCurriculum(t *testing.T) {
	p := pack(t, "leicestershire")
	c := leicester("2015-01-01")
	c.Referral.GPArea, c.Referral.SchoolArea = "Derby", "Leicestershire"
	spoke(t, Eligibility(p, c), 8, Against) // the school alone is not enough
	c.Referral.InCurriculum = true
	outcome(t, Eligibility(p, c), Eligible)
	c.Referral.SchoolArea, c.Setting.Area = "", "Leicestershire" // the setting's own record serves too
	spoke(t, Eligibility(p, c), 8, For)
}

func TestRule09_DropInForLocalGPs(t *testing.T) {
	p := pack(t, "lewisham")
	c := lewisham("2020-01-01")
	c.Referral.Pathway, c.Referral.GPArea = "drop-in", "Lewisham"
	outcome(t, Eligibility(p, c), Eligible)
	c.Referral.GPArea = "Greenwich"
	spoke(t, Eligibility(p, c), 9, Against)
	c.Referral.Pathway = ""
	outcome(t, Eligibility(p, c), Eligible) // the GP matters for the drop-in only
}

func TestRule10_NeedIsForTheTherapistToJudge(t *testing.T) {
	p := pack(t, "leicestershire")
	if r := spoke(t, Eligibility(p, leicester("2015-01-01")), 10, Note); !strings.Contains(r.Sentence, "changed by occupational therapy") {
		t.Errorf("sentence %q", r.Sentence)
	}
	c := leicester("2015-01-01")
	c.Referral.Areas, c.Referral.Reason = nil, " "
	d := Eligibility(p, c)
	outcome(t, d, MoreInformation)
	spoke(t, d, 10, Ask)
	if want := []string{"functional", "independence", "sensory", "movement", "perceptual"}; !slices.Equal(p.Needs.Kinds, want) {
		t.Errorf("kinds %q, want %q", p.Needs.Kinds, want)
	}
}

func TestRule11_ConditionsCovered(t *testing.T) {
	p := pack(t, "leicestershire")
	c := leicester("2015-01-01")
	c.Referral.Conditions = []string{"Left hemiplegia"}
	spoke(t, Eligibility(p, c), 11, For)
	c.Referral.Conditions = []string{"something that no list has"}
	d := Eligibility(p, c)
	outcome(t, d, Eligible) // a list of examples refuses nobody
	for _, r := range d.Reasons {
		if slices.Contains(r.Rules, 11) {
			t.Errorf("rule 11 spoke of a condition it does not name: %v", r)
		}
	}
	if len(p.Needs.Causes) != 6 || len(p.Needs.Conditions) < 12 {
		t.Errorf("%d causes and %d conditions", len(p.Needs.Causes), len(p.Needs.Conditions))
	}
}

func excluded(t *testing.T, name string) Case {
	c := leicester("2015-01-01")
	c.Referral.Excluding = []string{name}
	return c
}

func TestRule12_NotShortTermOrAfterSurgery(t *testing.T) {
	p := pack(t, "leicestershire")
	for _, name := range []string{"short-term-acute", "post-surgical"} {
		c := excluded(t, name)
		c.Referral.Override, c.Referral.OverrideBy = "unable to leave home", "clinician"
		r := spoke(t, Eligibility(p, c), 12, Against) // no reason sets a hard rule aside
		if r.WouldChange == "" || len(r.Signposts) == 0 {
			t.Errorf("a bare no: %+v", r)
		}
	}
}

func TestRule13_SoftExclusionWithItsOverride(t *testing.T) {
	p := pack(t, "leicestershire")
	for _, name := range []string{"mental-health", "rheumatology"} {
		c := excluded(t, name)
		if r := spoke(t, Eligibility(p, c), 13, Against); !strings.Contains(r.WouldChange, "cannot leave home") {
			t.Errorf("would change: %q", r.WouldChange)
		}
		c.Referral.Override = "Has not left home since May."
		outcome(t, Eligibility(p, c), MoreInformation) // a reason without a name decides nothing
		c.Referral.OverrideBy = "clinician"
		d := Eligibility(p, c)
		outcome(t, d, Eligible)
		if r := spoke(t, d, 13, For); !strings.Contains(r.Sentence, "Has not left home since May") {
			t.Errorf("the reason is lost: %q", r.Sentence)
		}
	}
	if r := spoke(t, Eligibility(p, excluded(t, "mental-health")), 13, Against); !strings.Contains(r.Signposts[0], "mental health") {
		t.Errorf("signposts %q", r.Signposts)
	}
}

func TestRule14_NoSensoryIntegrationButStrategies(t *testing.T) {
	p := pack(t, "leicestershire")
	r := spoke(t, Eligibility(p, excluded(t, "sensory-integration")), 14, Against)
	if !strings.Contains(r.Sentence, "Strategies for sensory difficulties in daily life may still be given") {
		t.Errorf("sentence %q", r.Sentence)
	}
	c := leicester("2015-01-01")
	c.Referral.Areas = []string{"sensory"}
	outcome(t, Eligibility(p, c), Eligible) // a sensory difficulty as such is no reason against
}

func TestRule15_ParentsReferDirectly(t *testing.T) {
	d := Eligibility(pack(t, "lewisham"), lewisham("2020-01-01"))
	outcome(t, d, Eligible) // without anybody's permission
	spoke(t, d, 15, For)
}

func TestRule16_ProfessionalsNeedPermission(t *testing.T) {
	p := pack(t, "lewisham")
	c := lewisham("2020-01-01")
	c.Referral.Source = "teacher"
	d := Eligibility(p, c)
	outcome(t, d, MoreInformation)
	spoke(t, d, 16, Ask)
	c.Referral.Permission = "2026-10-30"
	outcome(t, Eligibility(p, c), Eligible)
}

func parentBack(discharged assessments.Date, choices map[string]string) Case {
	c := leicester("2015-01-01")
	c.Referral.Source = "parent"
	c.Choices = choices
	if discharged != "" {
		c.Discharges = []Entry[assessments.Discharge]{{ID: "d", Is: assessments.Discharge{On: discharged, Reason: "goals-met"}}}
	}
	return c
}

func TestRule17_ReturnWithinSixOrThreeMonths(t *testing.T) {
	p := pack(t, "leicestershire")
	for _, tt := range []struct {
		discharged assessments.Date
		reading    string
		want       Outcome
	}{
		{"2026-08-02", "3-months", Eligible},
		{"2026-08-01", "3-months", NotEligible},
		{"2026-05-02", "6-months", Eligible},
		{"2026-05-01", "6-months", NotEligible},
		{"2026-09-01", "", Eligible},    // within either: nothing hangs on the choice
		{"2026-06-01", "", Undecided},   // within six, past three
		{"2025-01-01", "", NotEligible}, // past either
		{"", "6-months", NotEligible},   // never discharged
	} {
		c := parentBack(tt.discharged, map[string]string{"referrers": "listed", "parent-return": tt.reading})
		d := Eligibility(p, c)
		if d.Outcome != tt.want {
			t.Errorf("discharged %s, reading %q: %s, want %s\n%s", tt.discharged, tt.reading, d.Outcome, tt.want, strings.Join(d.Lines(), "\n"))
		}
		if tt.want == Undecided {
			if r := spoke(t, d, 17, Choose); !strings.Contains(r.Sentence, "6 months") || !strings.Contains(r.Sentence, "3 months") {
				t.Errorf("the question does not give both readings: %q", r.Sentence)
			}
		}
	}
	if by, why := ReturnBy(p, "2026-08-31", nil); by != "" || why == nil || why.Effect != Choose {
		t.Errorf("ReturnBy without a choice = %q, %v", by, why)
	}
	if by, why := ReturnBy(p, "2026-08-31", map[string]string{"parent-return": "6-months"}); by != "2027-02-28" || why != nil {
		t.Errorf("ReturnBy = %q, %v; want the last day of February", by, why)
	}
	if by, why := ReturnBy(pack(t, "evelina"), "2026-08-31", nil); by != "" || why == nil || why.Effect != Note {
		t.Errorf("ReturnBy of a service that states none = %q, %v", by, why)
	}
}

func TestRule18_GPOnlyOrManyReferrers(t *testing.T) {
	p := pack(t, "leicestershire")
	c := leicester("2015-01-01")
	delete(c.Choices, "referrers")
	outcome(t, Eligibility(p, c), Eligible) // a GP may refer by either reading
	c.Referral.Source = "teacher"
	d := Eligibility(p, c)
	outcome(t, d, Undecided)
	if r := spoke(t, d, 18, Choose); !strings.Contains(r.WouldChange, "gp-only") || !strings.Contains(r.WouldChange, "listed") {
		t.Errorf("the readings are not named: %q", r.WouldChange)
	}
	c.Choices["referrers"] = "gp-only"
	d = Eligibility(p, c)
	spoke(t, d, 18, Against)
	if !d.RouteOnly() {
		t.Error("a referrer who may not refer is nothing against the child")
	}
	c.Choices["referrers"] = "gps-only" // a word that is no reading is no choice
	outcome(t, Eligibility(p, c), Undecided)
}

func TestRule19_ListedReferrers(t *testing.T) {
	p := pack(t, "leicestershire")
	for _, source := range []string{"gp", "community-clinician", "teacher", "senco", "educational-psychologist", "social-care", "speech-and-language-therapist", "physiotherapist", "early-years", "family-centre", "hospital-clinician"} {
		c := leicester("2015-01-01")
		c.Referral.Source = source
		d := Eligibility(p, c)
		outcome(t, d, Eligible)
		spoke(t, d, 19, For)
	}
	c := leicester("2015-01-01")
	c.Referral.Source = "other"
	if r := spoke(t, Eligibility(p, c), 19, Against); !strings.Contains(r.WouldChange, "a physiotherapist") {
		t.Errorf("does not say who may: %q", r.WouldChange)
	}
}

func TestRule20_PreSchoolThroughHealth(t *testing.T) {
	p := pack(t, "hertfordshire")
	c := hertford("2023-06-01")
	c.Referral.Source = "health-visitor"
	d := Eligibility(p, c)
	outcome(t, d, Eligible)
	if r := spoke(t, d, 20, Note); !strings.Contains(r.WouldChange, "family centre") {
		t.Errorf("advice first: %q", r.WouldChange)
	}
	c.Referral.AdviceTaken = "Family centre, in March"
	for _, r := range Eligibility(p, c).Of(Note) {
		if r.Key == "before" {
			t.Errorf("reminds of advice that was taken: %v", r)
		}
	}
	c.Referral.Source = "senco"
	r := spoke(t, Eligibility(p, c), 20, Against)
	if !strings.Contains(r.WouldChange, "a health visitor") || !strings.Contains(strings.Join(r.Signposts, ";"), "family centre") {
		t.Errorf("reason %+v", r)
	}
}

func TestRule21_SchoolAgeThroughEducation(t *testing.T) {
	p := pack(t, "hertfordshire")
	c := hertford("2016-06-01")
	c.Referral.Source = "senco"
	d := Eligibility(p, c)
	outcome(t, d, Eligible)
	if r := spoke(t, d, 21, Note); !strings.Contains(r.Sentence, "class teacher") {
		t.Errorf("talk to the teacher first: %q", r.Sentence)
	}
	c.Referral.Source = "parent"
	spoke(t, Eligibility(p, c), 21, Against)
}

func TestRule22_HomePathwayOpenToAnyone(t *testing.T) {
	p := pack(t, "hertfordshire")
	for _, source := range []string{"parent", "social-care", "other"} {
		c := hertford("2015-01-01")
		c.Referral.Pathway, c.Referral.LongTerm, c.Referral.Source = "home-environment", "yes", source
		d := Eligibility(p, c)
		outcome(t, d, Eligible)
		spoke(t, d, 22, For)
	}
}

func TestRule23_OnlineFormAndNoPaper(t *testing.T) {
	p := pack(t, "hertfordshire")
	for channel, want := range map[string]Outcome{"online-form": Eligible, "gp-system": Eligible, "paper-form": NotEligible, "letter": NotEligible, "email": NotEligible, "": MoreInformation} {
		c := hertford("2015-01-01")
		c.Referral.Channel = channel
		outcome(t, Eligibility(p, c), want)
	}
	c := hertford("2015-01-01")
	c.Referral.Channel = "paper-form"
	d := Eligibility(p, c)
	if r := spoke(t, d, 23, Against); !strings.Contains(r.Sentence, "on paper") || !strings.Contains(r.WouldChange, "online form") || !d.RouteOnly() {
		t.Errorf("reason %+v", r)
	}
	c.Referral.Source, c.Referral.Channel = "senco", "gp-system"
	spoke(t, Eligibility(p, c), 23, Against) // the practice's system is for GPs
}

func TestRule24_ThroughTheCoordinationCentre(t *testing.T) {
	p := pack(t, "bromley")
	for _, tt := range []struct {
		source, channel string
		want            Outcome
	}{
		{"parent", "care-coordination-centre", Eligible},
		{"teacher", "single-point-of-entry", Eligible},
		{"parent", "single-point-of-entry", NotEligible},
		{"gp", "letter", NotEligible},
	} {
		c := referred("2015-01-01", func(c *Case) { c.Referral.Source, c.Referral.Channel = tt.source, tt.channel })
		outcome(t, Eligibility(p, c), tt.want)
	}
}

func TestRule25_DownloadedForm(t *testing.T) {
	p := pack(t, "leicestershire")
	spoke(t, Eligibility(p, leicester("2015-01-01")), 25, For)
	c := leicester("2015-01-01")
	c.Referral.Channel = "letter"
	d := Eligibility(p, c)
	outcome(t, d, Eligible) // the page offers the form and refuses nothing else
	spoke(t, d, 25, Note)
	if !slices.ContainsFunc(p.Resources, func(r Resource) bool { return r.Kind == "form" }) {
		t.Error("the form is not among the resources")
	}
}

func TestRule27_NineAreasOfHelp(t *testing.T) {
	p := pack(t, "lewisham")
	if len(p.Areas.List) != 9 {
		t.Fatalf("%d areas, want 9", len(p.Areas.List))
	}
	for _, a := range p.Areas.List {
		c := lewisham("2020-01-01")
		c.Referral.Areas = []string{a.Name}
		spoke(t, Eligibility(p, c), 27, For)
	}
	c := lewisham("2020-01-01")
	c.Referral.Areas = []string{"swimming"}
	d := Eligibility(p, c)
	outcome(t, d, Eligible)
	spoke(t, d, 27, Note)
}

// TestRule28_NeverABareNo walks many refusals of every service: each says which rule, what would change it and where else to go.
func TestRule28_NeverABareNo(t *testing.T) {
	refusals := map[string]int{}
	for name := range seeds {
		p := pack(t, name)
		for _, born := range []assessments.Date{"1999-01-01", "2007-06-01", "2009-01-01", "2015-01-01", "2023-06-01"} {
			for _, way := range []string{"", "home-environment", "drop-in", "advice-clinic"} {
				for _, source := range []string{"parent", "other", "gp", "senco"} {
					for _, area := range []string{"Essex", "Lewisham", "Hertfordshire", "Rutland"} {
						c := referred(born, func(c *Case) {
							r := &c.Referral
							r.Pathway, r.Source, r.Channel = way, source, "paper-form"
							r.GPArea, r.HomeArea, r.SchoolArea, r.PlanOf, r.InEducation, r.LongTerm = area, area, area, area, "no", "no"
							r.Excluding = []string{"mental-health", "sensory-integration", "short-term-acute"}
						})
						d := Eligibility(p, c)
						for _, r := range d.Of(Against) {
							refusals[name]++
							if r.Sentence == "" || r.WouldChange == "" || len(r.Signposts) == 0 || len(r.Rules) == 0 && r.Code != "no-such-pathway" {
								t.Fatalf("%s: a bare no: %+v", name, r)
							}
						}
						if (d.Outcome == NotEligible) != (len(d.Of(Against)) > 0) {
							t.Fatalf("%s: %s with %d reasons against", name, d.Outcome, len(d.Of(Against)))
						}
					}
				}
			}
		}
	}
	for name := range seeds {
		if refusals[name] == 0 {
			t.Errorf("%s refused nobody", name)
		}
	}
	c := lewisham("2020-01-01")
	c.Referral.Pathway = "home-environment"
	if r := Eligibility(pack(t, "lewisham"), c).Of(Against); len(r) != 1 || !strings.Contains(r[0].Signposts[0], "council") {
		t.Errorf("home equipment is the council's: %v", r)
	}
}

// TestEligibilityIsSteady holds that reasons do not depend on anything but the case: asked twice, the same answer.
func TestEligibilityIsSteady(t *testing.T) {
	for name := range seeds {
		p := pack(t, name)
		c := leicester("2009-01-01")
		if a, b := fmt.Sprint(Eligibility(p, c)), fmt.Sprint(Eligibility(p, c)); a != b {
			t.Errorf("%s:\n%s\n%s", name, a, b)
		}
	}
}

// TestUnstatedIsSaid holds that a service whose pages name no ages does not silently pass everybody.
func TestUnstatedIsSaid(t *testing.T) {
	d := Eligibility(pack(t, "evelina"), referred("1990-01-01", nil))
	if want := []string{"ages", "catchment", "exclusion", "referrer", "channels", "consent"}; !slices.Equal(d.Untested, want) {
		t.Errorf("untested %q, want %q", d.Untested, want)
	}
}
