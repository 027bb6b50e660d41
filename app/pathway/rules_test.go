package pathway

import (
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/store"
)

// referral is one that every pack can read: who it is about is up to the test.
func referral(change func(r *assessments.Referral)) *assessments.Referral {
	r := &assessments.Referral{Received: "2026-11-19", Reason: "Writing unreadable", Source: "senco", Channel: "care-coordination-centre", Areas: []string{"handwriting"}}
	if change != nil {
		change(r)
	}
	return r
}

func wantLine(t *testing.T, got, want string) {
	t.Helper()
	if !strings.Contains(got, want) {
		t.Errorf("%q does not say %q", got, want)
	}
}

// verdict finds a way to end triage.
func verdict(t *testing.T, p *Page, outcome string) Verdict {
	t.Helper()
	for _, v := range p.Verdicts() {
		if v.Outcome == outcome {
			return v
		}
	}
	t.Fatalf("triage does not end in %s here: %+v", outcome, p.Verdicts())
	return Verdict{}
}

// triage ends triage as a tap does.
func triage(t *testing.T, d *desktest.Desk, p *Page, v Verdict) []string {
	t.Helper()
	set, against := p.Triage(v)
	if len(against) == 0 && !d.Write(d.Ctx, assessments.Edit{Record: p.Referral.ID, Kind: p.Referral.Kind, Scope: p.Referral.Scope, Op: assessments.OpSet, Set: set}) {
		t.Fatal(d.Failed)
	}
	return against
}

func TestRule17_TheReturnDateWaitsForTheServicesChoice(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "leicestershire-like", nil)
	by, why := pageOf(t, d, desktest.Isla).ReturnBy()
	if by != "" || why.Effect != service.Choose || why.Rules != "Rule 17" {
		t.Errorf("before the choice: %q, %+v", by, why)
	}
	works(t, d, "leicestershire-like", map[string]string{"parent-return": "3-months"})
	p := pageOf(t, d, desktest.Isla)
	set, against := p.Discharge(fields("reason", "goals-met"), nil, "", d.Me)
	if len(against) > 0 || set.Text("return_by") != "2027-02-24" {
		t.Errorf("after the choice: %v, %v", set, against)
	}
}

func TestRule18_WhoMayReferIsChosenOnTheRulesPage(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "leicestershire-like", nil)
	child := newChild(t, d, "Wren Oakapple", 7)
	writes(t, d, child, referral(func(r *assessments.Referral) { r.GPArea = "Rutland" }))
	if a := pageOf(t, d, child).Answer(); a.Outcome != service.Undecided || a.Tag != "The service must choose" {
		t.Errorf("before the choice: %+v", a)
	}
	b := d.Show(1280, 5000, func() shell.Screen { return newWaiting(d.Session, RulesArg, d.Clock.Kit()) })
	b.Shows("The service must choose: 3 choices open", "Rule 18")
	b.Tap("Everybody on the lists may refer.")
	b.Shows("The service must choose: 2 choices open")
	if a := pageOf(t, d, child).Answer(); a.Outcome != service.Eligible {
		t.Errorf("after the choice: %+v", a)
	}
	d.TakeBack()
	if a := pageOf(t, d, child).Answer(); a.Outcome != service.Undecided {
		t.Errorf("taken back: %+v", a)
	}
	d.Sound()
}

func TestRule26_BarriersAreKeptAsTheReferrerSeesThem(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "lewisham-like", nil)
	child := newChild(t, d, "Wren Oakapple", 7)
	id := writes(t, d, child, referral(nil))
	b := d.Show(1280, 4000, func() shell.Screen { return newScreen(d.Session, child, d.Clock.Kit()) })
	for _, words := range []string{"Cannot do it", "Not at that stage yet", "Feelings or behaviour", "Social communication"} {
		b.Find(words)
	}
	b.Tap("Not at that stage yet")
	b.Tap("Sensory")
	b.Tap("Not at that stage yet")
	var r assessments.Referral
	if d.Read(id, &r); !slices.Equal(r.Barriers, []string{"sensory"}) {
		t.Errorf("kept %v", r.Barriers)
	}
	d.Sound()
}

func TestRule28_WhereTheFamilyWasPointedToIsWrittenDown(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "leicestershire-like", map[string]string{"referrers": "listed"})
	child := newChild(t, d, "Wren Oakapple", 7)
	id := writes(t, d, child, referral(func(r *assessments.Referral) { r.GPArea, r.Excluding = "Rutland", []string{"mental-health"} }))
	a := pageOf(t, d, child).Answer()
	if a.Outcome != service.NotEligible || a.Remarks[0].Change == "" || len(a.Remarks[0].Signs) == 0 {
		t.Fatalf("a bare no: %+v", a)
	}
	b := d.Show(1280, 4000, func() shell.Screen { return newScreen(d.Session, child, d.Clock.Kit()) })
	b.Shows("Rule 13", "What would change it: ")
	b.Resize(1280, 800)
	b.Picture("pathway-refused")
	b.Resize(1280, 4000)
	b.Tap("Told the family of " + a.Remarks[0].Signs[0].To)
	b.Shows("Told 24 November")
	var r assessments.Referral
	if d.Read(id, &r); len(r.Signposts) != 1 || r.Signposts[0].To != a.Remarks[0].Signs[0].To || r.Signposts[0].On != "2026-11-24" {
		t.Errorf("log: %+v", r.Signposts)
	}
	b.Sound()
	d.Sound()
}

func TestRule29_TheTriageClockSpeaksInWorkingDays(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "bromley-like", nil)
	for _, c := range []struct {
		received assessments.Date
		want     string
		state    State
	}{
		{"2026-11-19", "2 working days left", Here}, {"2026-11-17", "Due today", Here}, {"2026-11-16", "Overdue by 1 day", Barred}, {"2026-11-09", "Overdue by 8 days", Barred},
	} {
		child := newChild(t, d, "Wren Oakapple", 7)
		writes(t, d, child, referral(func(r *assessments.Referral) { r.Received = c.received }))
		got := pageOf(t, d, child).Clocks()
		if len(got) != 1 || got[0].Words != c.want || got[0].State != c.state {
			t.Errorf("received %s: %+v, want %q", c.received, got, c.want)
		}
	}
}

func TestRule30_TriageEndsTheWaysTheServiceNames(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "bromley-like", nil)
	child := newChild(t, d, "Wren Oakapple", 7)
	id := writes(t, d, child, referral(nil))
	p := pageOf(t, d, child)
	var titles []string
	for _, v := range p.Verdicts() {
		titles = append(titles, v.Title)
	}
	want := []string{"Accept: targeted", "Accept: specialist", "Advice, then discharge", "Point to another service", "Ask for more first", "Decline"}
	if !slices.Equal(titles, want) {
		t.Errorf("verdicts %v, want %v", titles, want)
	}
	if against := triage(t, d, p, verdict(t, p, "advice-and-discharge")); len(against) > 0 {
		t.Fatal(against)
	}
	var r assessments.Referral
	if d.Read(id, &r); r.Outcome != "advice-and-discharge" || r.TriagedOn != "2026-11-24" || r.EpisodeOn != "" {
		t.Errorf("triaged: %+v", r)
	}
	if s := pageOf(t, d, child).Stations()[2]; s.State != Barred || s.Line != "Advice, then discharge" {
		t.Errorf("station: %+v", s)
	}
}

func TestRule31_AskingForMoreKeepsTriageAndItsClockOpen(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "hertfordshire-like", nil)
	child := newChild(t, d, "Wren Oakapple", 7)
	id := writes(t, d, child, referral(func(r *assessments.Referral) { r.Channel = "online-form" }))
	p := pageOf(t, d, child)
	if steps := p.BeforeTriage(); len(steps) == 0 || steps[0].Title != "Ask the referrer for more" || !strings.Contains(steps[0].Rules, "31") {
		t.Errorf("steps: %+v", steps)
	}
	triage(t, d, p, verdict(t, p, "more-information-needed"))
	var r assessments.Referral
	if d.Read(id, &r); r.Outcome != "more-information-needed" || r.TriagedOn != "" {
		t.Errorf("asked: %+v", r)
	}
	var q Queue
	if err := q.Read(d.Ctx, d.Store, d.Today()); err != nil || len(q.Rows) != 1 || !q.Rows[0].Triage {
		t.Fatalf("waiting: %+v, %v", q.Rows, err)
	}
	wantLine(t, q.Rows[0].Words, "More was asked for")
}

func TestRule32_AnUnderFiveWithASensoryConcernIsRungFirst(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "bromley-like", map[string]string{"age-limit": "birthday"})
	child := newChild(t, d, "Wren Oakapple", 4)
	writes(t, d, child, referral(func(r *assessments.Referral) { r.Areas = []string{"sensory"} }))
	p := pageOf(t, d, child)
	step := func(p *Page) bool {
		return slices.ContainsFunc(p.BeforeTriage(), func(s Task) bool { return s.Key == "triage.phone" && s.Rules == "Rule 32" && s.Template != "" })
	}
	if !step(p) {
		t.Errorf("no call is suggested: %+v", p.BeforeTriage())
	}
	if against := triage(t, d, p, verdict(t, p, "accepted")); len(against) != 1 || !strings.Contains(against[0], "Write down the call first.") {
		t.Errorf("accepted without the call: %v", against)
	}
	writes(t, d, child, &assessments.Answers{Template: "under-fives-sensory-triage", Version: 1, On: "2026-11-24"})
	p = pageOf(t, d, child)
	if step(p) {
		t.Error("the call is still asked for")
	}
	if against := triage(t, d, p, verdict(t, p, "accepted")); len(against) > 0 {
		t.Errorf("after the call: %v", against)
	}
}

func TestRule33_TheAimIsTheServicesOwnEighteenWeeks(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "lewisham-like", nil)
	child := newChild(t, d, "Wren Oakapple", 7)
	writes(t, d, child, referral(func(r *assessments.Referral) {
		r.Received, r.TriagedOn, r.Outcome = "2026-07-01", "2026-07-03", "accepted"
	}))
	var q Queue
	if err := q.Read(d.Ctx, d.Store, d.Today()); err != nil || len(q.Rows) != 1 {
		t.Fatal(q.Rows, err)
	}
	if w := q.Rows[0]; w.Clock != "First appointment: overdue by 20 days" || w.State != Barred || w.Weeks != 20 {
		t.Errorf("waits: %+v", w)
	}
	wantLine(t, q.Aims(), "It is not the national clock from referral to treatment.")
}

func TestRule38_AThirdMoveOfTheAppointmentAsksForADecision(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "evelina-like", nil)
	child := newChild(t, d, "Wren Oakapple", 7)
	writes(t, d, child, referral(func(r *assessments.Referral) { r.TriagedOn, r.Outcome = "2026-11-19", "accepted" }))
	for i, want := range []bool{false, false, true} {
		writes(t, d, child, &assessments.Contact{Type: "visit", On: assessments.Date("2026-11-2" + string(rune('0'+i))), Status: "rescheduled"})
		p := pageOf(t, d, child)
		got := slices.ContainsFunc(p.Next(), func(s Task) bool { return s.Key == "reschedule" && s.Rules == "Rule 38" && s.Options != "" })
		if got != want {
			t.Errorf("after %d moves a decision is asked for: %v", i+1, got)
		}
		if p.Case.Discharged() != nil {
			t.Error("a moved appointment has discharged the child")
		}
	}
}

func TestRule39_AnAbsenceIsDecidedByAClinicianAfterTheSafeguardingCheck(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "evelina-like", nil)
	missed := writes(t, d, desktest.Isla, &assessments.Contact{Type: "visit", On: "2026-11-20", Status: "not-brought", ChildPresent: "no"})
	p := pageOf(t, d, desktest.Isla)
	if p.Case.Discharged() != nil || p.Undecided() != missed {
		t.Fatalf("the absence decided by itself: %v", p.Undecided())
	}
	if _, against := p.Discharge(fields("reason", "goals-met"), nil, "", d.Me); len(against) == 0 {
		t.Error("a discharge went past an absence that nobody decided about")
	}
	b := d.Show(1280, 3000, func() shell.Screen { return newDischarge(d.Session, desktest.Isla, missed, d.Clock.Kit()) })
	b.Tap("Discharge, decided by a named clinician")
	b.Type("Summary: why, and what was reached", "Moved abroad; school has the new address")
	b.Tap("Discharge")
	b.Shows("The child is not discharged", "Ask about the child's safety first")
	b.Type("Whom did you ask, and what did they say?", "School: well, moved on Friday")
	b.Sound()
	b.Tap("Discharge")
	b.Shows("Discharged on 24 November 2026", "Not brought.")
	_, done := pageOf(t, d, desktest.Isla).Discharged()
	if done == nil || done.Safeguarding != "School: well, moved on Friday" || done.DecidedBy != d.Me || done.Contact != missed || done.Why == "" {
		t.Fatalf("discharge: %+v", done)
	}
	var c assessments.Contact
	if d.Read(missed, &c); c.DecidedBy != d.Me || c.Safeguarding == "" || !strings.Contains(c.Decision, "named clinician") {
		t.Errorf("contact: %+v", c)
	}
	d.TakeBack()
	if p = pageOf(t, d, desktest.Isla); p.Case.Discharged() != nil || p.Undecided() != missed {
		t.Errorf("taken back: %v, %v", p.Case.Discharged(), p.Undecided())
	}
	d.Sound()
}

func TestRule47_ASampleIsAskedForBeforeTheClinicIsBooked(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "bromley-like", nil)
	child := newChild(t, d, "Wren Oakapple", 7)
	writes(t, d, child, referral(nil))
	b := d.Show(1280, 5000, func() shell.Screen { return newScreen(d.Session, child, d.Clock.Kit()) })
	b.Shows("Ask for a sample", "Rule 47")
	b.Tap("A sample of the problem came with it")
	if strings.Contains(b.Texts(), "Ask for a sample") {
		t.Error("a sample is still asked for")
	}
	d.Sound()
}

func TestRule51_AcceptingIsIntoATierThatNeedsAReferral(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "bromley-like", map[string]string{"age-limit": "birthday"})
	child := newChild(t, d, "Wren Oakapple", 7)
	writes(t, d, child, referral(nil))
	p := pageOf(t, d, child)
	for _, v := range p.Verdicts() {
		if v.Outcome == "accepted" && (v.Tier == "" || v.Tier == "universal" || v.Line == "") {
			t.Errorf("accepts into %q: %q", v.Tier, v.Line)
		}
	}
	if _, against := p.Triage(Verdict{Outcome: "accepted"}); len(against) == 0 {
		t.Error("accepted without a tier")
	}
}

func TestRule52_AMoveBetweenTiersIsTheTherapistsJudgementWithAReason(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "bromley-like", nil)
	b := d.Show(1280, 5000, func() shell.Screen { return newScreen(d.Session, desktest.Isla, d.Clock.Kit()) })
	b.Tap("Move to specialist")
	b.Tap("Move to specialist")
	b.Shows("The child has not moved", "Give the clinical reason for the move.")
	b.Type("Clinical reason", "Needs seating and joint work")
	b.Sound()
	if p := pageOf(t, d, desktest.Isla); p.Case.Tier() != "targeted" {
		t.Errorf("what is only typed has moved the child: %s", p.Case.Tier())
	}
	b.Tap("Move to specialist")
	p := pageOf(t, d, desktest.Isla)
	if p.Case.Tier() != "specialist" || len(p.Case.Moves) != 1 || p.Case.Moves[0].Is.DecidedBy != d.Me || p.Case.Moves[0].Is.From != "targeted" {
		t.Fatalf("moved: %+v", p.Case.Moves)
	}
	b.Shows("24 November 2026: targeted to specialist, Bryony Quillfeather. Needs seating and joint work")
	d.TakeBack()
	if p = pageOf(t, d, desktest.Isla); p.Case.Tier() != "targeted" {
		t.Errorf("taken back: %s", p.Case.Tier())
	}
	d.Sound()
}

func TestRule53_AcceptingOpensAnEpisodeOfCare(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "hertfordshire-like", map[string]string{"age-limit": "birthday"})
	child := newChild(t, d, "Wren Oakapple", 7)
	id := writes(t, d, child, referral(func(r *assessments.Referral) { r.Channel, r.HomeArea = "online-form", "Hertfordshire" }))
	p := pageOf(t, d, child)
	if against := triage(t, d, p, verdict(t, p, "accepted")); len(against) > 0 {
		t.Fatal(against)
	}
	var r assessments.Referral
	if d.Read(id, &r); r.EpisodeOn != "2026-11-24" || r.Tier == "" {
		t.Errorf("accepted: %+v", r)
	}
}

func TestRule81_ClosedGoalsAskForADischargeAndDoNotMakeOne(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "lewisham-like", nil)
	goals, err := d.Store.Records(d.Ctx, store.Filter{Child: desktest.Isla, Kinds: []assessments.Kind{assessments.KindGoal}})
	if err != nil || len(goals) == 0 {
		t.Fatal(err)
	}
	if p := pageOf(t, d, desktest.Isla).Prompts(); len(p) != 0 {
		t.Errorf("with open goals: %+v", p)
	}
	for _, g := range goals {
		d.Write(d.Ctx, assessments.Edit{Record: g.ID, Kind: g.Kind, Scope: g.Scope, Op: assessments.OpSet, Set: fields("closed_on", "2026-11-20")})
	}
	p := pageOf(t, d, desktest.Isla)
	if got := p.Prompts(); len(got) != 1 || got[0].Rules != "Rule 81" || p.Reasons(false)[0] != "goals-met" || p.Case.Discharged() != nil {
		t.Errorf("with every goal closed: %+v, %v", got, p.Reasons(false))
	}
	b := d.Show(1280, 800, func() shell.Screen { return newDischarge(d.Session, desktest.Isla, "", d.Clock.Kit()) })
	b.Shows("What speaks for it", "Rule 81", "Every goal of this episode is closed")
	b.Picture("discharge-prompt")
	b.Sound()
}

func TestRule82_NoFurtherNewAdviceGoesOnAtTheUniversalLevel(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "bromley-like", nil)
	child := newChild(t, d, "Wren Oakapple", 7)
	writes(t, d, child, referral(func(r *assessments.Referral) {
		r.Received, r.TriagedOn, r.Outcome, r.Tier = "2026-09-01", "2026-09-03", "accepted", "targeted"
	}))
	for _, on := range []assessments.Date{"2026-09-20", "2026-10-20"} {
		writes(t, d, child, &assessments.Contact{Type: "visit", On: on, Status: "attended", ChildPresent: "yes"})
	}
	p := pageOf(t, d, child)
	got := p.Prompts()
	if len(got) != 1 || got[0].Rules != "Rule 82" || p.Reasons(false)[0] != "no-further-new-advice" {
		t.Fatalf("prompts: %+v", got)
	}
	wantLine(t, got[0].Words, "The child goes on with the universal offer.")
	if slices.ContainsFunc(p.MovesTo(), func(l Level) bool { return l.Name == "universal" }) {
		t.Error("going on at the universal level is a discharge, not a move")
	}
}

func TestRule87_WhoElseWorksWithTheChildIsAskedAndKept(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "leicestershire-like", nil)
	child := newChild(t, d, "Wren Oakapple", 7)
	id := writes(t, d, child, referral(nil))
	var v *Screen
	b := d.Show(1280, 5000, func() shell.Screen { v = newScreen(d.Session, child, d.Clock.Kit()); return v })
	b.Shows("This service works with hospital trusts, GPs, social care, education")
	b.Type("Shared with, and who else works with the child", "Physiotherapy")
	v.Leave()
	var r assessments.Referral
	if d.Read(id, &r); r.Joint != "Physiotherapy" {
		t.Errorf("kept %q", r.Joint)
	}
	d.Sound()
}

func TestOverride_ANamedClinicianSeesTheChildAllTheSame(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "leicestershire-like", map[string]string{"referrers": "listed"})
	child := newChild(t, d, "Wren Oakapple", 7)
	id := writes(t, d, child, referral(func(r *assessments.Referral) { r.GPArea, r.Excluding = "Rutland", []string{"rheumatology"} }))
	p := pageOf(t, d, child)
	if against := triage(t, d, p, verdict(t, p, "accepted")); len(against) == 0 {
		t.Fatal("accepted against a rule that nobody set aside")
	}
	b := d.Show(1280, 5000, func() shell.Screen { return newScreen(d.Session, child, d.Clock.Kit()) })
	b.Tap("See the child all the same")
	b.Type("Why, for this child", "Cannot leave home")
	b.Shows("Set aside for this child by a named clinician: Cannot leave home.")
	b.Sound()
	b.Tap("Accept")
	var r assessments.Referral
	if d.Read(id, &r); r.Outcome != "accepted" || r.Override != "Cannot leave home" || r.OverrideBy != d.Me {
		t.Errorf("accepted: %+v", r)
	}
	d.Sound()
}

func TestHold_StopsTheClockWithAReasonAndLetsItRunAgain(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "bromley-like", nil)
	child := newChild(t, d, "Wren Oakapple", 7)
	writes(t, d, child, referral(nil))
	b := d.Show(1280, 4000, func() shell.Screen { return newScreen(d.Session, child, d.Clock.Kit()) })
	b.Tap("Hold triage")
	b.Tap("Hold from today")
	b.Shows("The clock still runs", "Say what holds the clock.")
	b.Type("What holds it", "Waiting for the school’s sample")
	b.Tap("Hold from today")
	b.Shows("On hold, 3 working days left", "From 24 November 2026: Waiting for the school’s sample")
	d.Clock.Turn(48 * 3600 * 1e9)
	b.Tap("It runs again")
	p := pageOf(t, d, child)
	if h := p.Holds(); len(h) != 1 || h[0].Open || p.Clocks()[0].Held {
		t.Errorf("holds: %+v, %+v", h, p.Clocks())
	}
	b.Sound()
	d.Sound()
}

// The rules that a lead signed hold on the tablet; those that it cannot read ask nothing, and it says why.
func TestRead_TheServicesOwnRulesHold(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "bromley-like", nil)
	pack, err := service.Load(assets.Services, "bromley-like")
	if err != nil {
		t.Fatal(err)
	}
	pack.Title = "Rules as Leonie signed them"
	recs, err := d.Store.Records(d.Ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindService}})
	if err != nil {
		t.Fatal(err)
	}
	own := func(text string) *Page {
		for _, r := range recs {
			if !d.Write(d.Ctx, assessments.Edit{Record: r.ID, Kind: r.Kind, Scope: r.Scope, Op: assessments.OpSet, Set: fields("own_rules", text, "rules_version", 3)}) {
				t.Fatal(d.Failed)
			}
		}
		return pageOf(t, d, desktest.Isla)
	}
	if p := own(string(service.Write(pack))); p.Pack.Title != pack.Title || p.NoRules != "" {
		t.Errorf("%q %q", p.Pack.Title, p.NoRules)
	}
	if p := own("format = 2"); p.Answer().Outcome != "" || !strings.Contains(p.NoRules, "own rules (version 3) cannot be opened on this tablet") {
		t.Errorf("%q", p.NoRules)
	}
}

func TestRead_AServiceWithoutRulesSaysSoAndRefusesNobody(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "county-wide rules", nil)
	p := pageOf(t, d, desktest.Isla)
	if p.NoRules == "" || p.Answer().Outcome != "" || len(p.Clocks()) > 1 {
		t.Errorf("without rules: %q, %+v", p.NoRules, p.Answer())
	}
	wantLine(t, p.NoRules, "these rules are not on this tablet")
	b := d.Show(800, 1280, func() shell.Screen { return newWaiting(d.Session, RulesArg, d.Clock.Kit()) })
	b.Shows("No rules are chosen")
	b.Picture("rules-none")
	b.Tap("Which rules")
	b.Tap("Borough service with three tiers, clinics and special-school days")
	b.Shows("An example", "The service must choose: 1 choice open")
	if p = pageOf(t, d, desktest.Isla); p.Pack.Name != "bromley-like" || p.NoRules != "" {
		t.Errorf("chosen: %q, %q", p.Pack.Name, p.NoRules)
	}
	d.Sound()
}

// TestWaiting_OrderIsUrgencyThenWeeks holds the order that a person reads from the top.
func TestWaiting_OrderIsUrgencyThenWeeks(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "bromley-like", nil)
	queue(t, d)
	var q Queue
	if err := q.Read(d.Ctx, d.Store, d.Today()); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, w := range q.Rows {
		names = append(names, w.Name)
	}
	if want := []string{"Ivo Larch", "Wren Oakapple", "Corin Ashby", "Tansy Merrow"}; !slices.Equal(names, want) {
		t.Errorf("order %v, want %v", names, want)
	}
}

// TestWriting_CountsForNothingUntilSomebodyDecides kills the app while a discharge is being written.
func TestWriting_CountsForNothingUntilSomebodyDecides(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "bromley-like", nil)
	k := keep.New(d.Session, d.Clock.Kit(), func() {})
	ref := keep.Ref{ID: d.NewID(), Kind: assessments.KindDischarge, Scope: assessments.ChildScope(desktest.Isla)}
	k.Type(ref, "why", "Half a sen")
	k.Flush()
	d.Restart()
	p := pageOf(t, d, desktest.Isla)
	if p.Case.Discharged() != nil || len(p.Case.Discharges) != 0 {
		t.Errorf("half a sentence discharged the child: %+v", p.Case.Discharges)
	}
	if w := p.Writing(assessments.KindDischarge); w.ID != ref.ID || w.Fields.Text("why") != "Half a sen" {
		t.Errorf("lost: %+v", w)
	}
}

// TestQueue_EachReferralIsReadByTheRulesOfItsService keeps two services on one tablet apart.
func TestQueue_EachReferralIsReadByTheRulesOfItsService(t *testing.T) {
	d := desktest.Sit(t, morning)
	recs, err := d.Store.Records(d.Ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindService}})
	if err != nil || len(recs) != 2 {
		t.Fatal(recs, err)
	}
	for i, pack := range []string{"bromley-like", "lewisham-like"} {
		d.Write(d.Ctx, assessments.Edit{Record: recs[i].ID, Kind: recs[i].Kind, Scope: recs[i].Scope, Op: assessments.OpSet, Set: fields("rules", pack)})
		child := newChild(t, d, "Wren Oakapple", 7)
		writes(t, d, child, referral(func(r *assessments.Referral) { r.Service = recs[i].ID }))
		if p := pageOf(t, d, child); p.Pack.Name != pack {
			t.Errorf("read by %s, not by %s", p.Pack.Name, pack)
		}
	}
	var q Queue
	if err := q.Read(d.Ctx, d.Store, d.Today()); err != nil || len(q.Rows) != 2 {
		t.Fatal(q.Rows, err)
	}
	if a, b := q.Rows[0].Clock, q.Rows[1].Clock; a+b != "Triage: 2 working days left" {
		t.Errorf("clocks %q and %q: only one of the services states a time for triage", a, b)
	}
	b := d.Show(800, 1280, func() shell.Screen { return newWaiting(d.Session, RulesArg, d.Clock.Kit()) })
	b.Tap(recs[1].Fields.Text("name"))
	b.Shows("Borough service, ages 0 to 19, with a drop-in clinic")
	b.Tap(recs[0].Fields.Text("name"))
	b.Shows("Borough service with three tiers, clinics and special-school days")
	b.Picture("rules-two")
	b.Sound()
	d.Sound()
}
