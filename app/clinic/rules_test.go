package clinic

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/questions"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/store"
)

// at is a desk on a day at nine, whose service works by a pack.
func at(t *testing.T, day assessments.Date, pack string) *desktest.Desk {
	d := desktest.Sit(t, day.Time().Add(9*time.Hour))
	rules(t, d, pack)
	return d
}

func listed(t *testing.T, d *desktest.Desk, clock assessments.Clock) *Model {
	t.Helper()
	m := new(Model)
	if err := m.Read(d.Ctx, d.Store, assets.Services, d.Today(), clock); err != nil {
		t.Fatal(err)
	}
	return m
}

func board(t *testing.T, d *desktest.Desk, on assessments.Date) *Board {
	t.Helper()
	b, err := ReadBoard(d.Ctx, d.Store, assets.Services, on, d.Today())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// come puts a family on a board and answers its contact.
func come(t *testing.T, d *desktest.Desk, on assessments.Date, clock assessments.Clock, who, age string) assessments.ID {
	t.Helper()
	id := d.NewID()
	c, a := Arrive(on, clock, d.Me, id, 1)
	c.Participants[0].Who, c.Participants[0].Note = who, age
	if !d.Write(d.Ctx, d.Create(id, assessments.TeamScope(), c), d.Create(d.NewID(), assessments.TeamScope(), a)) {
		t.Fatal(d.Failed)
	}
	return id
}

func dateLines(list []Date) []string {
	var out []string
	for _, d := range list {
		out = append(out, strings.Join(some(d.Words, d.Line), " | "))
	}
	return out
}

func TestRule44_FirstAndThirdThursdayWithoutABooking(t *testing.T) {
	d := at(t, "2026-12-03", "lewisham-like")
	come(t, d, "2026-11-19", "09:50", "Ann", "4 years")
	come(t, d, "2026-11-19", "09:40", "Tom", "")
	m := listed(t, d, "09:00")
	if len(m.Clinics) != 1 {
		t.Fatalf("%d clinics", len(m.Clinics))
	}
	want := []string{"Thursday 3 December 2026, 09:30 to 12:00", "Thursday 17 December 2026, 09:30 to 12:00", "Thursday 7 January 2027, 09:30 to 12:00",
		"Thursday 21 January 2027, 09:30 to 12:00", "Thursday 19 November 2026, 09:30 to 12:00 | 2 families came"}
	if diff := cmp.Diff(want, dateLines(m.Clinics[0].Dates)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"Nobody books", "No referral needed", "The clinic, face to face"}, m.Clinics[0].Facts); diff != "" {
		t.Error(diff)
	}
	b := board(t, d, "2026-11-19")
	if len(b.Here) != 2 || b.Here[0].Name() != "Tom" || b.Here[1].Name() != "Ann" {
		t.Fatalf("in order of arrival: %+v", b.Here)
	}
	w := b.Here[0]
	if w.V.Type != "walk-in" || w.V.Status != "started" || w.V.Check().Err("test") != nil || w.Child != "" {
		t.Errorf("the contact is %+v", w.V)
	}
	for _, kind := range []assessments.Kind{assessments.KindReferral} {
		recs, err := d.Store.Records(d.Ctx, store.Filter{Kinds: []assessments.Kind{kind}})
		for _, r := range recs {
			if err != nil || r.Scope.Type == assessments.ScopeTeam {
				t.Errorf("a walk-in made a referral: %v", r.ID)
			}
		}
	}
	if odd := board(t, d, "2026-12-10").Odd(); !strings.Contains(odd, "still to come") {
		t.Errorf("a day to come says %q", odd)
	}
	if odd := board(t, d, "2026-11-12").Odd(); !strings.Contains(odd, "no drop-in on this day") {
		t.Errorf("the second Thursday says %q", odd)
	}
}

func TestRule43_ClosedOnBankHolidaysAndOutOfHours(t *testing.T) {
	d := at(t, "2025-12-29", "lewisham-like")
	m := listed(t, d, "09:00")
	if got := dateLines(m.Clinics[0].Dates)[0]; !strings.HasPrefix(got, "Thursday 1 January 2026, 09:30 to 12:00 | Not held: ") {
		t.Errorf("New Year's Day: %q", got)
	}
	if m.Hours != "Open Monday to Friday, 09:00 to 17:00, not on bank holidays" || m.Open != "Open now" {
		t.Errorf("hours %q, %q", m.Hours, m.Open)
	}
	if m := listed(t, d, "17:00"); m.Open != "The service is open from 09:00 to 17:00." {
		t.Errorf("at five: %q", m.Open)
	}
	if odd := board(t, at(t, "2026-01-02", "lewisham-like"), "2026-01-01").Odd(); !strings.Contains(odd, "does not hold this clinic on this day: bank holiday") {
		t.Errorf("the board says %q", odd)
	}
}

func TestRule50_HoursThatThePageLeavesInDoubtSayWhy(t *testing.T) {
	m := listed(t, at(t, "2026-12-03", "bromley-like"), "09:00")
	if m.Hours == "" || !strings.Contains(m.Note, "speech and language therapy") {
		t.Errorf("hours %q, note %q", m.Hours, m.Note)
	}
}

func TestRule9_TheDropInAsksForTheGP(t *testing.T) {
	d := at(t, "2026-12-03", "lewisham-like")
	id := come(t, d, "2026-12-03", "09:41", "Ann", "")
	b := board(t, d, "2026-12-03")
	if b.GPArea() != "Lewisham" {
		t.Errorf("GP in %q", b.GPArea())
	}
	w := b.Walk(id)
	c, values := w.Finish("09:55", "")
	w.V, w.A.Values = c, values
	if w.Open() != "GP not asked, sharing not asked" || !w.Done() || c.To != "09:55" {
		t.Errorf("gone unasked: %q, %+v", w.Open(), c)
	}
	w.A.Values = With(With(values, askGP, "yes"), sharesWith+"gp", "no")
	if w.Open() != "" {
		t.Errorf("asked, and still %q", w.Open())
	}
	if area := board(t, at(t, "2026-12-03", "bromley-like"), "2026-12-03").GPArea(); area != "" {
		t.Errorf("a service without a drop-in asks for a GP in %q", area)
	}
}

func TestRule45_TheBoardsTicksAreTheFormsAnswers(t *testing.T) {
	lib, err := template.Load(assets.Templates)
	if err != nil {
		t.Fatal(err)
	}
	form, ok := lib.Current(dropIn)
	if !ok {
		t.Fatal("there is no drop-in template")
	}
	a := assessments.Answers{Template: dropIn, Version: form.Version, On: "2026-12-03"}
	for question, value := range map[string]string{askGP: "yes", askSheet: "yes", askNext: "refer", askTopic: "laces", recipients[0].ID: "yes", recipients[1].ID: "no", recipients[2].ID: "no"} {
		if _, ok := form.Question(question); !ok {
			t.Errorf("the form does not ask %q", question)
		}
		if _, err := form.Set(a, question, 0, value); err != nil {
			t.Errorf("%s = %s: %v", question, value, err)
		}
	}
	did, _ := form.Question(askDid)
	var does []string
	for _, c := range did.Choices {
		does = append(does, c.Is)
	}
	for _, want := range []string{"drawing", "jumping", "beads"} {
		if !strings.Contains(strings.Join(does, " "), want) {
			t.Errorf("the quick look offers %q, not %s", does, want)
		}
	}
	for next := range nextWords {
		if _, err := form.Set(a, askNext, 0, next); err != nil {
			t.Errorf("next = %s: %v", next, err)
		}
	}
	if got := board(t, at(t, "2026-12-03", "lewisham-like"), "2026-12-03").Activities(); got != "Drawing, jumping or threading beads" {
		t.Errorf("activities %q", got)
	}
}

func TestRule79_TheFamilyMaySayNoToEachRecipient(t *testing.T) {
	for _, c := range []struct {
		gp, hv, school string
		want           string
	}{
		{"", "", "", ""},
		{"yes", "", "", "Share with GP"},
		{"yes", "yes", "yes", "Share with GP, health visitor and school or nursery"},
		{"no", "no", "", "Do not share with GP or health visitor"},
		{"yes", "no", "yes", "Share with GP and school or nursery, not with health visitor"},
	} {
		w := WalkIn{}
		for i, v := range []string{c.gp, c.hv, c.school} {
			w.A.Values = With(w.A.Values, recipients[i].ID, v)
		}
		if got := w.Shares(); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

func clinicOf(t *testing.T, m *Model, name string) Clinic {
	t.Helper()
	for _, c := range m.Clinics {
		if c.K.Name == name {
			return c
		}
	}
	t.Fatalf("no clinic %s", name)
	return Clinic{}
}

func TestRule46_AdviceClinicNeedsNoReferralAndParentsBook(t *testing.T) {
	m := listed(t, at(t, "2026-12-03", "hertfordshire-like"), "09:00")
	c := clinicOf(t, m, "down-syndrome-advice")
	want := []string{"Booked by parents and carers", "No referral needed", "The clinic", "Physiotherapy, occupational therapy and speech and language therapy"}
	if diff := cmp.Diff(want, c.Facts); diff != "" {
		t.Error(diff)
	}
	if NeedsReferral(m.Pack, c.K) {
		t.Error("it asks for a referral")
	}
	g := Plan(c.K, "2026-12-10", desktest.Bryony)
	if g.Type != "clinic" || !cmp.Equal(g.With, []string{"physiotherapy", "speech and language therapy"}) || g.Check().Err("test") != nil {
		t.Errorf("planned %+v", g)
	}
}

// referred gives a child a referral that was accepted, with or without a sample.
func referred(t *testing.T, d *desktest.Desk, child assessments.ID, sample bool) {
	t.Helper()
	if !d.Write(d.Ctx, d.Create(d.NewID(), assessments.ChildScope(child), &assessments.Referral{Received: "2026-11-30", Reason: "Handwriting", TriagedOn: "2026-12-01", Outcome: "accepted", Tier: "targeted", Sample: sample})) {
		t.Fatal(d.Failed)
	}
}

func candidateOf(t *testing.T, d *desktest.Desk, clinic string, child assessments.ID) Candidate {
	t.Helper()
	m := listed(t, d, "09:00")
	list, err := Candidates(d.Ctx, d.Store, m.Pack, m.Chosen, clinicOf(t, m, clinic).K, d.Today())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range list {
		if c.Child == child {
			return c
		}
	}
	t.Fatalf("the child is not among %+v", list)
	return Candidate{}
}

func TestRule47_ASampleBeforeTheFunctionalSkillsClinicIsBooked(t *testing.T) {
	d := at(t, "2026-12-03", "bromley-like")
	referred(t, d, desktest.Isla, false)
	if c := candidateOf(t, d, "functional-skills", desktest.Isla); c.May || c.Tag != "Something is missing" || !strings.Contains(strings.Join(c.Lines, " "), "sample") {
		t.Errorf("without a sample: %+v", c)
	}
	d = at(t, "2026-12-03", "bromley-like")
	referred(t, d, desktest.Isla, true)
	if c := candidateOf(t, d, "functional-skills", desktest.Isla); !c.May || c.Tag != "May be booked" {
		t.Errorf("with one: %+v", c)
	}
	if g := Plan(clinicOf(t, listed(t, d, "09:00"), "functional-skills").K, "2026-12-10", ""); g.PreWork != "A sample of the problem" {
		t.Errorf("the register does not ask for the sample: %+v", g)
	}
}

func TestRule49_MotorAssessmentClinicIsSpecialist(t *testing.T) {
	d := at(t, "2026-12-03", "bromley-like")
	referred(t, d, desktest.Isla, false)
	c := clinicOf(t, listed(t, d, "09:00"), "motor-assessment")
	if diff := cmp.Diff([]string{"Specialist offer", "The clinic"}, c.Facts); diff != "" {
		t.Error(diff)
	}
	if got := candidateOf(t, d, "motor-assessment", desktest.Isla); !got.May || !strings.Contains(strings.Join(got.Lines, " "), "targeted level") {
		t.Errorf("a child at another level is not told: %+v", got)
	}
}

func TestRule64_SiteDaysInTermTimeByANamedTherapist(t *testing.T) {
	d := at(t, "2026-12-03", "bromley-like")
	school := special(t, d)
	read := func() Site {
		s, err := ReadSites(d.Ctx, d.Store, assets.Services, d.Today())
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range s.List {
			if x.ID == school {
				return x
			}
		}
		t.Fatal("the school is not listed")
		return Site{}
	}
	s := read()
	if len(s.Days) != 1 || s.Days[0].Title != "Bryony Quillfeather, every Tuesday" || s.Days[0].Line != "In term time only, 09:00 to 15:00" {
		t.Fatalf("days %+v", s.Days)
	}
	if len(s.Differs) != 0 || !strings.Contains(s.Rule, "one day a week") {
		t.Errorf("the rules say %q, and it differs: %q", s.Rule, s.Differs)
	}
	for _, v := range s.Days[0].Next {
		if v.State == Held {
			t.Errorf("without term dates %q is said to be held", v.Words)
		}
	}
	if s.Missing == "" {
		t.Error("nobody says that the term dates are missing")
	}
	took := TakeTerms("kind,name,first,last\nterm,Autumn,2026-09-02,2026-12-18\nterm,Spring,2027-01-04,2027-02-12\ninset,INSET,2027-01-05,\n", "", d.Today())
	if took.Terms == nil {
		t.Fatal(took.Problems)
	}
	if !d.Write(d.Ctx, d.Create(d.NewID(), assessments.SettingScope(school), took.Terms),
		d.Create(d.NewID(), assessments.SettingScope(school), &assessments.SiteDay{Weekday: "friday", Therapist: desktest.Yusuf, First: "2026-12-04"})) {
		t.Fatal(d.Failed)
	}
	s = read()
	var got []string
	for _, v := range s.Days[0].Next {
		got = append(got, v.Words)
	}
	want := []string{"8 December", "15 December", "22 December: holiday", "29 December: holiday", "5 January: INSET day (INSET)"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(s.Differs) != 2 || s.Missing != "" {
		t.Errorf("two days, one of them in the holidays too: %q; missing %q", s.Differs, s.Missing)
	}
}

// TestBoard_TheServicesOwnForm: what a lead signed as the drop-in's form is what the board offers and writes down.
func TestBoard_TheServicesOwnForm(t *testing.T) {
	d := at(t, "2026-12-03", "")
	lib, err := questions.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	form, _ := lib.Current(dropIn)
	form.Version = template.OwnVersions
	form.Sections = slices.Clone(form.Sections)
	for i, s := range form.Sections {
		form.Sections[i].Questions = slices.Clone(s.Questions)
		for j, q := range s.Questions {
			if q.ID == askTopic {
				form.Sections[i].Questions[j].Choices = append(slices.Clone(q.Choices), template.Choice{Is: "swimming", Say: "Swimming lessons"})
			}
		}
	}
	sessiontest.Speaks(t, d.Session, service.Words{Templates: []template.Template{form}})
	b := board(t, d, "2026-12-03")
	if b.Form != template.OwnVersions || !slices.Contains(b.Topics, Topic{"swimming", "Swimming lessons"}) {
		t.Errorf("version %d, %+v", b.Form, b.Topics)
	}
}

func TestRules_WithoutAChosenPackWorksAllTheSame(t *testing.T) {
	d := at(t, "2026-12-03", "")
	m := listed(t, d, "09:00")
	if m.Pack != nil || m.Why != "Your service has not chosen its rules yet." || m.Hours != "" {
		t.Errorf("%+v", m)
	}
	rules(t, d, "county-wide rules")
	if m := listed(t, d, "09:00"); m.Pack != nil || !strings.Contains(m.Why, "county-wide rules") {
		t.Errorf("why %q", m.Why)
	}
	come(t, d, "2026-12-03", "09:41", "Ann", "")
	if b := board(t, d, "2026-12-03"); len(b.Here) != 1 || len(b.Topics) < 5 || b.Odd() != "" {
		t.Errorf("board %+v", b)
	}
	if _, err := service.Load(assets.Services, "lewisham-like"); err != nil {
		t.Error(err)
	}
}
