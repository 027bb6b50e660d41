package service

import (
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/clocks"
)

// offered returns an offer to a case, and fails when it is not offered or comes from another rule.
func offered(t *testing.T, p *Pack, c Case, name string, rule int) Offered {
	t.Helper()
	for _, o := range OffersFor(p, c) {
		if o.Name == name {
			if !slices.Contains(o.Rules, rule) {
				t.Errorf("%s comes from rules %v, want %d", name, o.Rules, rule)
			}
			return o
		}
	}
	t.Fatalf("%s is not offered to the %q tier", name, c.Tier())
	return Offered{}
}

func at(tier string) Case {
	return accepted("2026-03-01", func(c *Case) { c.Referral.Tier = tier })
}

func notOffered(t *testing.T, p *Pack, c Case, name string) {
	t.Helper()
	for _, o := range OffersFor(p, c) {
		if o.Name == name {
			t.Errorf("%s is offered to the %q tier", name, c.Tier())
		}
	}
}

func TestRule51_TiersAndTheirReferral(t *testing.T) {
	for _, name := range []string{"bromley", "hertfordshire"} {
		p := pack(t, name)
		for tier, referral := range map[string]bool{"universal": false, "targeted": true, "specialist": true} {
			x := p.tier(tier)
			if x == nil || x.Referral != referral || !slices.Contains(x.Rules, 51) {
				t.Errorf("%s, %s: %+v, want a referral: %v", name, tier, x, referral)
			}
		}
		c := Case{Today: "2026-03-01", ID: "child"}
		m := assessments.TierMove{To: "targeted", On: "2026-03-01", Reason: "r", DecidedBy: "t"}
		if wrong := CheckMove(p, c, m); len(wrong) != 1 || wrong[0].Field != "to" || !strings.Contains(wrong[0].Text, "referral") {
			t.Errorf("%s: targeted without a referral: %v", name, wrong)
		}
	}
}

func TestRule52_MovesByTheTherapistsJudgement(t *testing.T) {
	p := pack(t, "bromley")
	c := at("targeted")
	m := assessments.TierMove{From: "targeted", To: "specialist", On: "2026-03-01", Reason: "Seating and standing together.", DecidedBy: "therapist"}
	if wrong := CheckMove(p, c, m); len(wrong) != 0 {
		t.Errorf("a good move: %v", wrong)
	}
	bare := m
	bare.Reason, bare.DecidedBy = " ", ""
	if wrong := CheckMove(p, c, bare); len(wrong) != 2 {
		t.Errorf("a move without reason and name: %v", wrong)
	}
	c.Moves = []Entry[assessments.TierMove]{{"m", m}}
	if c.Tier() != "specialist" {
		t.Errorf("tier %q after the move", c.Tier())
	}
	if wrong := CheckMove(p, c, m); len(wrong) == 0 {
		t.Error("moved twice to the same tier from a tier the child has left")
	}
	c.Moves = append([]Entry[assessments.TierMove]{{"o", assessments.TierMove{To: "universal", On: "2025-01-01"}}}, c.Moves[:0]...)
	if c.Tier() != "targeted" {
		t.Errorf("a move of an earlier episode counts: %q", c.Tier())
	}
	c.Moves = []Entry[assessments.TierMove]{{"m", m}}
	back := assessments.TierMove{To: "targeted", On: "2026-03-01", Reason: "r", DecidedBy: "t"}
	if wrong := CheckMove(p, c, back); len(wrong) != 0 {
		t.Errorf("and back: %v", wrong)
	}
	back.To = "universal"
	if wrong := CheckMove(p, c, back); len(wrong) != 1 || !strings.Contains(wrong[0].Text, "discharge") {
		t.Errorf("to universal: %v", wrong)
	}
	if got := TiersFrom(p, "specialist"); !slices.Equal(got, []string{"targeted"}) {
		t.Errorf("from specialist to %q", got)
	}
}

func TestRule53_EpisodeOfCare(t *testing.T) {
	p := pack(t, "hertfordshire")
	if !strings.Contains(p.Episode.Words, "episode of care") || !strings.Contains(p.Episode.Words, "Not every child needs specialist") {
		t.Errorf("words %q", p.Episode.Words)
	}
	c := at("specialist")
	c.Discharges = []Entry[assessments.Discharge]{{"d", assessments.Discharge{On: "2025-06-01"}}}
	if c.Discharged() != nil {
		t.Error("the end of an earlier episode ends this one")
	}
	c.Discharges = append(c.Discharges, Entry[assessments.Discharge]{"e", assessments.Discharge{On: "2026-02-20"}})
	if c.Discharged() == nil {
		t.Error("the episode is not over")
	}
	c.Discharges[1].Is.ReopenedOn = "2026-02-25"
	if c.Discharged() != nil {
		t.Error("the episode was opened again")
	}
}

func TestRule54_UniversalResources(t *testing.T) {
	p := pack(t, "bromley")
	var videos []string
	for _, r := range p.Resources {
		if r.Kind == "video" && slices.Contains(r.Rules, 54) {
			videos = append(videos, r.Title)
		}
	}
	if want := []string{"Pre-writing skills", "Knife and fork skills", "Zip skills", "Button skills"}; !slices.Equal(videos, want) {
		t.Errorf("videos %q, want %q", videos, want)
	}
	leaflet := func(r Resource) bool {
		return r.Kind == "leaflet" && strings.Contains(r.Title, "standardised assessment of handwriting")
	}
	if !slices.ContainsFunc(p.Resources, leaflet) {
		t.Error("the leaflet on asking for a standardised assessment of handwriting is missing")
	}
	if got := ResourcesFor(p, []string{"handwriting"}); len(got) != 3 {
		t.Errorf("%d resources about handwriting, want the leaflet, the video and the pack", len(got))
	}
}

func TestRule55_TermlyTraining(t *testing.T) {
	s := session(t, pack(t, "bromley"), 55)
	if len(s) != 1 || s[0].Every != "term" || s[0].For != "professionals" {
		t.Errorf("sessions %+v", s)
	}
}

func session(t *testing.T, p *Pack, rule int) []Session {
	t.Helper()
	var out []Session
	for _, s := range p.Sessions {
		if slices.Contains(s.Rules, rule) {
			out = append(out, s)
		}
	}
	return out
}

func TestRule56_ResourcePack(t *testing.T) {
	for _, r := range pack(t, "bromley").Resources {
		if r.Kind == "pack" {
			if want := []string{"handwriting", "balance", "dressing", "eating"}; !slices.Equal(r.About, want) || !slices.Contains(r.Rules, 56) {
				t.Errorf("pack %+v", r)
			}
			return
		}
	}
	t.Error("there is no resource pack")
}

func TestRule57_SessionsAndTheirPreWork(t *testing.T) {
	got := session(t, pack(t, "hertfordshire"), 57)
	if len(got) != 7 {
		t.Fatalf("%d sessions, want 7", len(got))
	}
	count := map[string]int{}
	for _, s := range got {
		count[s.For]++
		if (s.PreWork != "") != (s.Title == "Moving and handling for schools") {
			t.Errorf("%s: pre-work %q", s.Title, s.PreWork)
		}
	}
	if count["families"] != 3 || count["schools"] != 4 {
		t.Errorf("for whom: %v", count)
	}
}

func TestRule58_CoachingOfParents(t *testing.T) {
	o := offered(t, pack(t, "evelina"), at(""), "parent-coaching", 58)
	if want := []string{"in person", "virtual", "individual", "group"}; !slices.Equal(o.Modes, want) {
		t.Errorf("modes %q, want %q", o.Modes, want)
	}
}

func TestRule59_PlaceFollowsTheGoal(t *testing.T) {
	for _, name := range []string{"evelina", "leicestershire"} {
		x := pack(t, name).Places
		if !x.FollowsGoal || !slices.Contains(x.Rules, 59) {
			t.Errorf("%s: %+v", name, x)
		}
		for _, place := range []string{"home", "school", "clinic"} {
			if !slices.Contains(x.At, place) {
				t.Errorf("%s: not at %s", name, place)
			}
		}
	}
}

func TestRule60_TreatmentAndWhoGivesIt(t *testing.T) {
	p := pack(t, "hertfordshire")
	if o := offered(t, p, at(""), "activity-programme", 60); !slices.Equal(o.At, []string{"home", "school"}) {
		t.Errorf("programme at %q", o.At)
	}
	for _, name := range []string{"individual-sessions", "group-sessions"} {
		if o := offered(t, p, at(""), name, 60); !slices.Contains(o.By, "therapy assistant") || !slices.Contains(o.By, "occupational therapist") {
			t.Errorf("%s by %q", name, o.By)
		}
	}
}

func TestRule61_Modelling(t *testing.T) {
	p := pack(t, "bromley")
	o := offered(t, p, at("targeted"), "modelling", 61)
	if want := []string{"parents", "teaching assistants", "children"}; !slices.Equal(o.With, want) {
		t.Errorf("with %q, want %q", o.With, want)
	}
	notOffered(t, p, at("specialist"), "modelling")
}

func TestRule62_JointAssessmentAndWork(t *testing.T) {
	p := pack(t, "bromley")
	c := at("targeted")
	c.Referral.Areas, c.Referral.TriagedOn = []string{"mobility"}, ""
	if o := offered(t, p, c, "joint-coordination", 62); !o.Fits || !slices.Equal(o.With, []string{"physiotherapy"}) {
		t.Errorf("offer %+v", o)
	}
	byRule(t, step(t, Triaging(p, c).Steps, "offer.joint-coordination"), 62) // triage is told of it
	c = at("specialist")
	c.Referral.Areas = []string{"seating"}
	if o := offered(t, p, c, "joint-working", 62); !o.Fits || len(o.With) != 2 {
		t.Errorf("offer %+v", o)
	}
}

func TestRule63_BlockAfterAnAcquiredCondition(t *testing.T) {
	p := pack(t, "bromley")
	c := at("specialist")
	c.Referral.Conditions = []string{"Stroke, May 2025"}
	o := offered(t, p, c, "acquired-block", 63)
	if !o.Fits || !slices.Equal(o.Missing, []string{"block"}) || OffersFor(p, c)[0].Name != "acquired-block" {
		t.Errorf("offer %+v", o)
	}
	c.Blocks = []Entry[assessments.Block]{{"b", assessments.Block{Sessions: 3, Start: "2026-02-10"}}}
	c.Contacts = []Entry[assessments.Contact]{meeting("1", "2026-02-11", "attended"), meeting("2", "2026-02-18", "not-brought"), meeting("3", "2026-02-25", "attended")}
	if b, left := c.block(); b == nil || left != 1 {
		t.Errorf("%d sessions left, want 1: an absence uses none up", left)
	}
	if o := offered(t, p, c, "acquired-block", 63); len(o.Missing) != 0 {
		t.Errorf("missing %q", o.Missing)
	}
	c.Referral.Conditions = nil
	if o := offered(t, p, c, "acquired-block", 63); o.Fits {
		t.Error("fits a child without such a condition")
	}
}

func TestRule64_SpecialSchoolDays(t *testing.T) {
	p := pack(t, "bromley")
	if len(p.Sites) != 2 {
		t.Fatalf("%d schools, want 2", len(p.Sites))
	}
	s := p.Site("First special school")
	good := assessments.SiteDay{Weekday: "tuesday", Therapist: "t", TermTime: true, First: "2026-09-01"}
	if wrong := CheckSite(*s, []assessments.SiteDay{good}); len(wrong) != 0 {
		t.Errorf("a day a week in term time: %q", wrong)
	}
	holidays, nobody := good, good
	holidays.TermTime, nobody.Therapist = false, ""
	for what, days := range map[string][]assessments.SiteDay{"none": nil, "two": {good, {Weekday: "friday", Therapist: "t", TermTime: true}}, "holidays": {holidays}, "nobody": {nobody}} {
		if wrong := CheckSite(*s, days); len(wrong) != 1 {
			t.Errorf("%s: %q, want one sentence", what, wrong)
		}
	}
	if !s.HomeSupport {
		t.Error("support at home is not promised")
	}
}

func TestRule65_HomeFromHospital(t *testing.T) {
	o := offered(t, pack(t, "bromley"), at("specialist"), "hospital-discharge", 65)
	if o.Kind != "transfer" || !strings.Contains(strings.Join(o.With, ";"), "social care occupational therapy") {
		t.Errorf("offer %+v", o)
	}
}

func TestRule66_MultiAgencyMeetings(t *testing.T) {
	p := pack(t, "bromley")
	if o := offered(t, p, at("specialist"), "multi-agency", 66); o.Kind != "meeting" || !strings.Contains(o.Words, "safeguarding") {
		t.Errorf("offer %+v", o)
	}
	c := at("specialist")
	c.Contacts = []Entry[assessments.Contact]{{"1", assessments.Contact{Type: "meeting", On: "2026-02-20", Status: "attended"}}}
	if c.seen() != nil {
		t.Error("a meeting about the child counts as seeing the child")
	}
}

func TestRule67_EquipmentAtSchoolAndItsReview(t *testing.T) {
	p := pack(t, "bromley")
	c := at("specialist")
	c.Referral.Areas = []string{"seating"}
	for _, name := range []string{"equipment-review", "school-equipment"} {
		if o := offered(t, p, c, name, 67); !o.Fits || !slices.Equal(o.Needs, []string{"measurements"}) {
			t.Errorf("%s: %+v", name, o)
		}
		notOffered(t, p, at("targeted"), name)
	}
}

func TestRule68_SeatingForNurseryOrSchool(t *testing.T) {
	p := pack(t, "evelina")
	if o := offered(t, p, at(""), "equipment-in-school", 68); !slices.Equal(o.At, []string{"nursery", "school"}) {
		t.Errorf("at %q", o.At)
	}
	if !slices.Contains(p.Equipment.Rules, 68) || slices.Contains(p.Equipment.At, "home") {
		t.Errorf("equipment %+v", p.Equipment)
	}
}

func TestRule69_EquipmentAndAdaptationsWithWhoPays(t *testing.T) {
	p := pack(t, "hertfordshire")
	if o := offered(t, p, at(""), "adaptations", 69); !slices.Equal(o.At, []string{"home", "school"}) || !slices.Contains(o.With, "social care") {
		t.Errorf("adaptations %+v", o)
	}
	if o := offered(t, p, at(""), "equipment", 69); !slices.Equal(o.At, []string{"home", "school", "nursery"}) {
		t.Errorf("equipment %+v", o)
	}
	if !slices.Contains(p.Equipment.Asks, "which agency pays") {
		t.Errorf("does not ask who pays: %q", p.Equipment.Asks)
	}
}

func TestRule70_NamedEquipment(t *testing.T) {
	e := pack(t, "hertfordshire").Equipment
	for _, name := range []string{"Leckey Horizon", "Leckey Mygo", "Leckey Squiggles", "R82 Rabbit", "R82 Mustang", "R82 Crocodile", "RMS Grillo walker", "Jenx/Jiraffe prone stander", "Jenx Multistander"} {
		if !slices.Contains(e.Catalogue, name) {
			t.Errorf("%s is missing", name)
		}
	}
	if !slices.Contains(e.Rules, 70) {
		t.Errorf("rules %v", e.Rules)
	}
}

func TestRule71_StandardisedAssessmentWithItsEdition(t *testing.T) {
	if o := offered(t, pack(t, "hertfordshire"), at(""), "standardised-assessment", 71); !slices.Equal(o.Needs, []string{"edition"}) {
		t.Errorf("offer %+v", o)
	}
}

func TestRule72_ParticipationBarriersStrengths(t *testing.T) {
	o := offered(t, pack(t, "leicestershire"), at(""), "participation", 72)
	for _, part := range []string{"skills", "barriers", "strengths"} {
		if !strings.Contains(o.Words, part) {
			t.Errorf("lacks %s: %q", part, o.Words)
		}
	}
}

func asked(c *Case) {
	c.Requests = []Entry[assessments.AdviceRequest]{{"r", assessments.AdviceRequest{From: "the county", Received: "2026-02-09"}}}
}

func TestRule73_EHCRequestIsTargetedAndHasSixWeeks(t *testing.T) {
	p := pack(t, "bromley")
	c := accepted("2026-03-01", asked)
	if o := offered(t, p, c, "ehc-request", 73); !o.Fits || p.TierFor("ehc-request") != "targeted" {
		t.Errorf("offer %+v", o)
	}
	k := clockNamed(t, Clocks(p, c, laws(t)), clocks.EHCAdvice)
	if k.Due != "2026-03-23" || !k.Law {
		t.Errorf("due %s, law %v; want 2026-03-23 by law", k.Due, k.Law)
	}
	c.Holds = []*assessments.ClockHold{{Clock: clocks.EHCAdvice, From: "2026-02-20", To: "2026-03-20", Reason: "x"}}
	if k := clockNamed(t, Clocks(p, c, laws(t)), clocks.EHCAdvice); k.Due != "2026-03-23" {
		t.Errorf("held, the law's date moved to %s", k.Due)
	}
	c.Requests[0].Is.SentOn = "2026-03-20"
	if k := clockNamed(t, Clocks(p, c, laws(t)), clocks.EHCAdvice); k.Running() || k.Breached("2026-05-01") {
		t.Errorf("advice that was sent in time: %s", k.Line("2026-05-01"))
	}
	if o := offered(t, p, c, "ehc-request", 73); o.Fits {
		t.Error("nothing is asked any more")
	}
	c.Requests[0].Is = assessments.AdviceRequest{Received: "2010-01-01"}
	if k := clockNamed(t, Clocks(p, c, laws(t)), clocks.EHCAdvice); k.Due != "" || k.Unknown == "" {
		t.Errorf("before the law on file: %+v", k)
	}
}

func TestRule74_SectionGWithoutForgettingF(t *testing.T) {
	if o := offered(t, pack(t, "bromley"), at("specialist"), "section-g", 74); !strings.Contains(o.Words, "Section F") {
		t.Errorf("says nothing of Section F: %q", o.Words)
	}
}

func TestRule75_AnnualReviewAdviceTwoWeeksBefore(t *testing.T) {
	p := pack(t, "bromley")
	if o := offered(t, p, at("specialist"), "annual-review", 75); o.Clock != clocks.ReviewAdvice {
		t.Errorf("offer %+v", o)
	}
	c := accepted("2026-05-01", func(c *Case) {
		m := assessments.Contact{Type: "meeting", Purpose: "Annual review of the EHC plan", On: "2026-06-18", Status: "planned"}
		m.RecordedAt = "2026-04-20T09:00:00Z"
		c.Contacts = []Entry[assessments.Contact]{{"1", m}}
	})
	k := clockNamed(t, Clocks(p, c, laws(t)), clocks.ReviewAdvice)
	if k.Due != "2026-06-04" || k.Started != "2026-04-20" {
		t.Errorf("due %s, started %s", k.Due, k.Started)
	}
	c.Reports = []Entry[assessments.Report]{{"r", assessments.Report{Recipient: "school", SentOn: "2026-06-05"}}}
	if k := clockNamed(t, Clocks(p, c, laws(t)), clocks.ReviewAdvice); !k.Breached("2026-06-18") || k.Running() {
		t.Errorf("sent a day late: %s", k.Line("2026-06-18"))
	}
	c.Contacts[0].Is.Status = "cancelled"
	for _, k := range Clocks(p, c, laws(t)) {
		if k.Name == clocks.ReviewAdvice {
			t.Error("a review that was called off has a clock")
		}
	}
}

func TestRule76_TribunalOnALockedVersion(t *testing.T) {
	if o := offered(t, pack(t, "bromley"), at("specialist"), "tribunal", 76); !slices.Equal(o.Needs, []string{"locked-version"}) {
		t.Errorf("offer %+v", o)
	}
}

func TestRule77_StatutoryAssessment(t *testing.T) {
	p := pack(t, "leicestershire")
	c := accepted("2026-03-01", asked)
	if o := offered(t, p, c, "ehc-advice", 77); !o.Fits || o.Clock != clocks.EHCAdvice {
		t.Errorf("offer %+v", o)
	}
	clockNamed(t, Clocks(p, c, laws(t)), clocks.EHCAdvice)
}

func TestRule78_ReportForOtherServices(t *testing.T) {
	if o := offered(t, pack(t, "hertfordshire"), at(""), "report", 78); o.Kind != "report" {
		t.Errorf("offer %+v", o)
	}
}
