package questions

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
)

// write makes a record of answers as an earlier contact left them.
func (d *desk) write(a *assessments.Answers, child assessments.ID) assessments.ID {
	d.t.Helper()
	id := d.NewID()
	if !d.Write(d.Ctx, d.Create(id, scopeOf(child), a)) {
		d.t.Fatal(d.Failed)
	}
	return id
}

func (d *desk) sheet(id assessments.ID) *Sheet {
	d.t.Helper()
	s, err := Open(d.Ctx, d.Store, d.lib, id)
	if err != nil {
		d.t.Fatal(err)
	}
	return s
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestMoment_EveryTemplateHasItsPlace: what ships stands where a therapist looks for it.
func TestMoment_EveryTemplateHasItsPlace(t *testing.T) {
	d := sit(t)
	got := map[string][]string{}
	choices, err := Choices(d.Ctx, d.Store, d.lib, desktest.Isla)
	must(t, err)
	for _, c := range choices {
		got[c.Moment] = append(got[c.Moment], c.Name)
	}
	want := map[string][]string{
		ByTelephone: {"advice-line", "pre-visit-call", "under-fives-sensory-triage"},
		HandedOut:   {"questionnaire-parent", "questionnaire-teacher", "questionnaire-young-person"},
		AtAVisit:    {"dressing", "handwriting", "home-environment", "initial-assessment", "mealtime", "seating", "sensory", "toileting"},
		WalkIn:      {"drop-in"},
		Nameless:    {"experience-survey"},
	}
	for _, names := range got {
		slices.Sort(names)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestChoices_SayWhenEachWasAskedLast(t *testing.T) {
	d := sit(t)
	d.write(&assessments.Answers{Template: "handwriting", Version: 1, On: "2026-03-12"}, desktest.Isla)
	d.write(&assessments.Answers{Template: "handwriting", Version: 1, On: "2026-07-14"}, desktest.Isla)
	d.write(&assessments.Answers{Template: "dressing", Version: 1, On: "2026-07-14"}, desktest.Yusuf)
	choices, err := Choices(d.Ctx, d.Store, d.lib, desktest.Isla)
	must(t, err)
	for _, c := range choices {
		if want := map[string]string{"handwriting": "Last asked 14 July 2026"}[c.Name]; c.Last != want {
			t.Errorf("%s: %q, want %q", c.Name, c.Last, want)
		}
	}
}

// TestRevert_PutsBackOneChangeOnly: what was answered in between stays.
func TestRevert_PutsBackOneChangeOnly(t *testing.T) {
	d := sit(t)
	s := d.sheet(d.write(&assessments.Answers{Template: "dressing", Version: 1, On: "2026-11-24"}, desktest.Isla))
	must(t, s.Set("feel", 0, "yes"))
	was := s.A.Values
	must(t, s.Set("feel", 0, "no"))
	now := s.A.Values
	must(t, s.Set("family", 0, "Socks."))
	must(t, s.revert(now, was))
	if got := s.Values("feel", 0); !slices.Equal(got, []string{"yes"}) {
		t.Errorf("taken back: %v", got)
	}
	if got := s.Values("family", 0); !slices.Equal(got, []string{"Socks."}) {
		t.Errorf("answered since: %v", got)
	}
}

func TestStill_NamesThreeAndCountsTheRest(t *testing.T) {
	d := sit(t)
	s := d.sheet(d.write(&assessments.Answers{Template: "dressing", Version: 1, On: "2026-11-24"}, desktest.Isla))
	if got, want := Still(s.Open("talk")), "Not answered yet: “What is the morning like? Which piece of clothing starts the trouble?”, “To the child: what would you like to put on by yourself?”."; got != want {
		t.Errorf("got %s", got)
	}
	if got := Still(s.Open("")); !strings.HasSuffix(got, " more.") || strings.Count(got, "“") != 3 {
		t.Errorf("got %s", got)
	}
	must(t, s.Set("family", 0, "Socks."))
	must(t, s.Set("child", 0, "My tights."))
	if got := Still(s.Open("talk")); got != "" {
		t.Errorf("all answered, yet: %s", got)
	}
}

func TestPages_FollowTheAnswers(t *testing.T) {
	d := sit(t)
	s := d.sheet(d.write(&assessments.Answers{Template: "drop-in", Version: 1, On: "2026-11-24"}, ""))
	ids := func() (out []string) {
		for _, p := range s.Pages() {
			out = append(out, p.ID)
		}
		return out
	}
	if diff := cmp.Diff([]string{"door", ReportPage}, ids()); diff != "" {
		t.Error(diff)
	}
	must(t, s.Set("gp-in-area", 0, "yes"))
	if diff := cmp.Diff([]string{"door", "question", "look", "advice", "sharing", ReportPage}, ids()); diff != "" {
		t.Error(diff)
	}
	if got := s.Beside("door", 1); got != "question" {
		t.Errorf("after the door: %q", got)
	}
	if got := s.Beside(ReportPage, 1); got != "" {
		t.Errorf("after the end: %q", got)
	}
}

func TestRounds_AreNamedByTheirAnswer(t *testing.T) {
	d := sit(t)
	s := d.sheet(d.write(&assessments.Answers{Template: "home-environment", Version: 1, On: "2026-11-24"}, desktest.Isla))
	must(t, s.Set("door", 0, "Front door"))
	must(t, s.AddRound("doors"))
	must(t, s.Set("door", 1, "Kitchen"))
	must(t, s.AddRound("doors"))
	must(t, s.DropRound("doors", 0))
	for _, p := range s.Pages() {
		if p.ID != "doors" {
			continue
		}
		want := []Group{{0, "Kitchen", true, true}, {1, "Doors and thresholds 2", true, true}}
		if diff := cmp.Diff(want, p.Groups); diff != "" {
			t.Error(diff)
		}
	}
	if got := s.More("doors"); got != "Is there another door that matters?" {
		t.Errorf("more: %q", got)
	}
}

// TestOpen_OlderVersions: answers open with the words they were given to, and read when those are gone.
func TestOpen_OlderVersions(t *testing.T) {
	d := sit(t)
	file := func(version, ask string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(`name = "socks"
version = ` + version + `
title = "Socks"
purpose = "Socks."
when = "At a visit."
source = "Test."
asked_of = "therapist"
[[section]]
id = "a"
title = "Socks"
[[section.question]]
id = "` + map[string]string{"1": "left", "2": "right"}[version] + `"
ask = "` + ask + `"
kind = "yes-no"
`)}
	}
	id := d.write(&assessments.Answers{Template: "socks", Version: 1, On: "2026-11-24", Values: []assessments.Answer{{Question: "left", Value: "yes"}}}, desktest.Isla)
	both, err := template.Load(fstest.MapFS{"socks.1.toml": file("1", "The left sock?"), "socks.toml": file("2", "The right sock?")})
	must(t, err)
	d.lib = both
	s := d.sheet(id)
	if diff := cmp.Diff([]Line{{"Socks", "The left sock?", "Yes"}}, s.Lines()); diff != "" || s.Note != "" {
		t.Errorf("note %q %s", s.Note, diff)
	}
	only, err := template.Load(fstest.MapFS{"socks.toml": file("2", "The right sock?")})
	must(t, err)
	d.lib = only
	s = d.sheet(id)
	if s.Note == "" {
		t.Error("the version is gone, and nothing is said about it")
	}
	if diff := cmp.Diff([]Line{{"Answered earlier, no longer asked", "left", "yes"}}, s.Lines()); diff != "" {
		t.Error(diff)
	}
	if err := s.Set("right", 0, "yes"); assessments.KindOf(err) != assessments.Conflict {
		t.Errorf("an answer to other words: %v", err)
	}
}

// TestProposals_OneAnswerOneNote: ticking twice, unticking and changing the answer never leave two notes of one answer.
func TestProposals_OneAnswerOneNote(t *testing.T) {
	d := sit(t)
	id := d.write(&assessments.Answers{Template: "dressing", Version: 1, On: "2026-11-24", By: roisin, Contact: "019a0001-0000-7008-8000-000000000007", Values: []assessments.Answer{
		{Question: "family", Value: "Socks, every day."}, {Question: "child", Value: "My tights."}, {Question: "who-dresses", Value: "adult"}, {Question: "where", Value: "pe"}, {Question: "minutes", Value: "9", Unit: "minutes"}}}, desktest.Isla)
	find := func(part string) Proposal {
		t.Helper()
		list, err := d.sheet(id).Proposals(d.Ctx, d.Store)
		must(t, err)
		for _, p := range list {
			if strings.Contains(p.Text, part) {
				return p
			}
		}
		t.Fatalf("nothing says %q: %+v", part, list)
		return Proposal{}
	}
	said, seen, told := find("Socks"), find("9 minutes"), find("an adult dresses")
	if said.Text != "Róisín O'Thistlewood said: “Socks, every day.”" || said.Note.Type != "said" || said.Note.Text != "Socks, every day." || said.Note.SaidBy != roisin {
		t.Errorf("said: %+v %+v", said, said.Note)
	}
	if seen.Note.Type != "fact" || seen.Note.Contact == "" || seen.Note.Measures[0].Value != 9 || !strings.Contains(seen.Note.Private, "How long did the whole change take?") {
		t.Errorf("seen: %+v", seen.Note)
	}
	if own := find("Issy said"); own.Note.SaidBy != desktest.Isla || own.Note.Text != "My tights." {
		t.Errorf("the child's words belong to %s, %s", own.Note.SaidBy, own.Note.SaidWho)
	}
	if told.Note != nil {
		t.Errorf("the template says no kind of note for %q, yet it would become a %s", told.Text, told.Note.Type)
	}
	if !d.Write(d.Ctx, d.Create(seen.ID, assessments.ChildScope(desktest.Isla), seen.Note)) {
		t.Fatal(d.Failed)
	}
	if again := find("9 minutes"); !again.Kept || again.ID != seen.ID || again.Was != "" {
		t.Errorf("kept: %+v", again)
	}
	rec, err := d.Store.Record(d.Ctx, id)
	must(t, err)
	s := d.sheet(id)
	must(t, s.Set("minutes", 0, "7"))
	edit, _ := d.Change(rec, &s.A)
	d.Write(d.Ctx, edit)
	if p := find("7 minutes"); !p.Kept || p.ID != seen.ID || p.Was != seen.Text {
		t.Errorf("after the answer changed: %+v", p)
	}
	d.Write(d.Ctx, d.Create(d.NewID(), assessments.ChildScope(desktest.Isla), &assessments.EnteredInError{Of: seen.ID, Reason: "x", On: "2026-11-24"}))
	if p := find("7 minutes"); p.Kept || p.ID == seen.ID || !p.ID.Valid() {
		t.Errorf("after it was taken out: %+v", p)
	}
}

// TestProposals_WordsBelongToWhoSaidThem: a template of a visit asks the child, the teacher and the family.
func TestProposals_WordsBelongToWhoSaidThem(t *testing.T) {
	d := sit(t)
	for _, tc := range []struct {
		template, question string
		by                 assessments.ID
		who                string
	}{
		{"dressing", "family", roisin, ""},
		{"dressing", "child", desktest.Isla, ""},
		{"handwriting", "teacher-says", "", "the teacher"},
		{"seating", "staff", "", "the adult who helps"},
	} {
		s := d.sheet(d.write(&assessments.Answers{Template: tc.template, Version: 1, On: "2026-11-24", By: roisin, Values: []assessments.Answer{{Question: tc.question, Value: "It hurts."}}}, desktest.Isla))
		list, err := s.Proposals(d.Ctx, d.Store)
		must(t, err)
		if len(list) != 1 || list[0].Note == nil {
			t.Errorf("%s, %s: %+v", tc.template, tc.question, list)
			continue
		}
		if n := list[0].Note; n.Text != "It hurts." || n.SaidBy != tc.by || n.SaidWho != tc.who {
			t.Errorf("%s, %s: said by %q %q", tc.template, tc.question, n.SaidBy, n.SaidWho)
		}
	}
}

func TestSurveyID_SaysOnlyTheMonth(t *testing.T) {
	a := SurveyID("019f1234-5678-7abc-8def-000000000001", "2026-11")
	b := SurveyID("019f9999-9999-7abc-8def-000000000001", "2026-11")
	if a != b || !a.Valid() || !strings.HasSuffix(string(a), "-7abc-8def-000000000001") {
		t.Errorf("%s and %s: made at two times of one month, they must not differ in time", a, b)
	}
	if a == SurveyID("019f1234-5678-7abc-8def-000000000001", "2026-12") {
		t.Error("the month is lost")
	}
}

// TestPeople_FitWhoIsAsked: a parent's questionnaire is not offered to a teacher.
func TestPeople_FitWhoIsAsked(t *testing.T) {
	d := sit(t)
	all, err := People(d.Ctx, d.Store, desktest.Isla)
	must(t, err)
	names := func(list []Person) (out []string) {
		for _, p := range list {
			out = append(out, p.Name)
		}
		return out
	}
	for asked, want := range map[string][]string{
		"parent":       {"Róisín O'Thistlewood", "Gareth Pellowick", "Nana Bet"},
		"young-person": {"Issy"},
		"teacher":      {"Mrs Perpetua Nettlefold", "Mr Osric Dunmallow", "Ms Tamsin Fennywell"},
	} {
		if diff := cmp.Diff(want, names(Fit(all, asked))); diff != "" {
			t.Errorf("%s: %s", asked, diff)
		}
	}
	if len(Fit(all, "therapist")) != len(all) {
		t.Error("a therapist may have anybody beside them")
	}
}
