package today_test

import (
	stdcmp "cmp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/app/today"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assets"
)

// shipped are the real packs and the real law.
var shipped = today.Shipped{Services: assets.Services, Clocks: assets.Clocks}

// desk is a therapist with one child of no past, whose service works by a pack.
func desk(t *testing.T, pack string) (*sessiontest.Desk, assessments.ID) {
	t.Helper()
	d := sessiontest.New(t, 0, morning)
	child := d.NewID()
	write(t, d, d.Create(child, assessments.ChildScope(child), &assessments.Child{Name: "Wren Applecote", Born: "2020-05-01"}),
		d.Create(d.NewID(), assessments.TeamScope(), &assessments.Service{Name: "Example Service", Rules: pack}))
	return d, child
}

func write(t *testing.T, d *sessiontest.Desk, edits ...assessments.Edit) {
	t.Helper()
	if !d.Write(t.Context(), edits...) {
		t.Fatal(d.Failed)
	}
}

// add writes a record of a child and answers its id.
func add(t *testing.T, d *sessiontest.Desk, child assessments.ID, v assessments.Typed) assessments.ID {
	t.Helper()
	id := d.NewID()
	write(t, d, d.Create(id, assessments.ChildScope(child), v))
	return id
}

// team writes a record of the team.
func team(t *testing.T, d *sessiontest.Desk, v assessments.Typed) assessments.ID {
	t.Helper()
	id := d.NewID()
	write(t, d, d.Create(id, assessments.TeamScope(), v))
	return id
}

func build(t *testing.T, d *sessiontest.Desk) today.Model {
	t.Helper()
	m, err := today.Build(t.Context(), d.Store, shipped, d.Me, d.Now().In(session.London))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// due are the clocks as lines, with the way each goes.
func due(m today.Model) []string {
	var out []string
	for _, c := range m.Clocks {
		out = append(out, strings.Join([]string{c.Title, c.Left, c.When, c.Go.Screen}, " | "))
	}
	return out
}

func TestClocks(t *testing.T) {
	for _, c := range []struct {
		name string
		v    assessments.Typed
		want []string
	}{
		{"EHC advice in time", &assessments.AdviceRequest{From: "Local authority SEND team", Received: "2026-10-16"}, []string{"EHC advice, Wren Applecote | 3 working days | Friday 27 November | child"}},
		{"EHC advice today", &assessments.AdviceRequest{From: "Local authority SEND team", Received: "2026-10-13"}, []string{"EHC advice, Wren Applecote | Due today | Tuesday 24 November | child"}},
		{"EHC advice over", &assessments.AdviceRequest{From: "Local authority SEND team", Received: "2026-10-08"}, []string{"EHC advice, Wren Applecote | Overdue by 3 working days | Was due 19 November 2026 | child"}},
		{"EHC advice over for long", &assessments.AdviceRequest{From: "Local authority SEND team", Received: "2026-02-02"}, []string{"EHC advice, Wren Applecote | Overdue | Was due 16 March 2026 | child"}},
		{"EHC advice sent", &assessments.AdviceRequest{From: "Local authority SEND team", Received: "2026-10-08", SentOn: "2026-11-12"}, nil},
		{"EHC advice far off", &assessments.AdviceRequest{From: "Local authority SEND team", Received: "2026-11-24"}, []string{"EHC advice, Wren Applecote | 27 working days | Tuesday 5 January 2027 | child"}},
		{"an annual review", &assessments.Contact{Type: "meeting", Purpose: "Annual review", On: "2026-12-15", Status: "planned"},
			[]string{"Advice for the annual review, Wren Applecote | 5 working days | Tuesday 1 December | child"}},
		{"a plan ends", &assessments.ActivityPlan{Title: "Laces", Start: "2026-10-01", End: "2026-12-09"}, []string{"Plan ends, Wren Applecote | 11 working days | Wednesday 9 December | plan"}},
		{"a plan is over", &assessments.ActivityPlan{Title: "Laces", Start: "2026-10-01", End: "2026-11-20"}, nil},
		{"a hoist", &assessments.Equipment{Item: "hoist", Status: "in-use", Lifting: true, ExaminedOn: "2026-05-20", ExamineBy: "2026-11-20"},
			[]string{"Examine hoist, Wren Applecote | Overdue by 2 working days | Was due 20 November 2026 | equipment"}},
		{"a chair", &assessments.Equipment{Item: "chair", Status: "in-use", ExamineBy: "2026-11-20"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, child := desk(t, "")
			id := add(t, d, child, c.v)
			m := build(t, d)
			if diff := cmp.Diff(c.want, due(m), cmpopts.EquateEmpty()); diff != "" {
				t.Error(diff)
			}
			for _, k := range m.Clocks {
				if k.Go.Child != child || k.Go.Screen == session.Plan && k.Go.Arg != id {
					t.Errorf("goes to %+v", k.Go)
				}
				if k.Over != strings.HasPrefix(k.Left, "Overdue") {
					t.Errorf("over is %v and it says %q", k.Over, k.Left)
				}
			}
		})
	}
}

func TestRule29_TodayCountsTheDaysOfTriage(t *testing.T) {
	d, child := desk(t, "bromley-like")
	ref := add(t, d, child, &assessments.Referral{Received: "2026-11-20", Reason: "Handwriting"})
	m := build(t, d)
	if want := []string{"Triage, Wren Applecote | 3 working days | Friday 27 November | pathway"}; !cmp.Equal(want, due(m)) || m.Clocks[0].Go.Arg != ref {
		t.Errorf("due %q, way %+v", due(m), m.Clocks)
	}
	add(t, d, child, &assessments.ClockHold{Clock: "triage", From: "2026-11-23", Reason: "waiting for the school’s form"})
	if m := build(t, d); len(m.Clocks) != 1 || m.Clocks[0].Note != "Stands still: waiting for the school’s form" {
		t.Errorf("held: %+v", m.Clocks)
	}
}

func TestRule33_TodayCountsTheWeeksToTheFirstAppointment(t *testing.T) {
	d, child := desk(t, "lewisham-like")
	add(t, d, child, &assessments.Referral{Received: "2026-07-20", Reason: "Handwriting", TriagedOn: "2026-07-24", Outcome: "accepted"})
	if got, want := due(build(t, d)), []string{"First appointment, Wren Applecote | Overdue by 1 working day | Was due 23 November 2026 | pathway"}; !cmp.Equal(want, got) {
		t.Error(cmp.Diff(want, got))
	}
	add(t, d, child, &assessments.Contact{Type: "visit", On: "2026-11-02", Status: "attended"})
	if got := due(build(t, d)); len(got) != 0 {
		t.Errorf("seen, and still %q", got)
	}
}

func TestRule73_TodayKeepsTheLawsDayWhateverTheServiceChose(t *testing.T) {
	for _, pack := range []string{"", "no such rules", "bromley-like"} {
		d, child := desk(t, pack)
		add(t, d, child, &assessments.AdviceRequest{From: "Local authority SEND team", Received: "2026-10-16"})
		if got := due(build(t, d)); len(got) != 1 || !strings.HasPrefix(got[0], "EHC advice, Wren Applecote | 3 working days") {
			t.Errorf("%q: %q", pack, got)
		}
	}
}

func TestRule75_TodayCountsToTwoWeeksBeforeTheAnnualReview(t *testing.T) {
	d, child := desk(t, "")
	add(t, d, child, &assessments.Contact{Type: "meeting", Purpose: "Annual review of the EHC plan", On: "2026-12-15", Status: "planned"})
	m := build(t, d)
	if len(m.Clocks) != 1 || m.Clocks[0].When != "Tuesday 1 December" || m.Clocks[0].Go.Arg != "reports" {
		t.Errorf("due %+v", m.Clocks)
	}
}

func TestClocks_WithoutRulesThereIsNoPromise(t *testing.T) {
	for _, pack := range []string{"", "no such rules"} {
		d, child := desk(t, pack)
		add(t, d, child, &assessments.Referral{Received: "2026-11-20", Reason: "Handwriting"})
		if got := due(build(t, d)); len(got) != 0 {
			t.Errorf("%q: %q", pack, got)
		}
	}
}

func TestClocks_TheRegisterIsOneLine(t *testing.T) {
	d, _ := desk(t, "")
	team(t, d, &assessments.EquipmentItem{Product: "Slide", Status: "in-store", ServiceBy: "2026-09-01"})
	team(t, d, &assessments.EquipmentItem{Product: "Chair", Status: "on-loan", Place: "Hall", DueBack: "2026-11-23"})
	team(t, d, &assessments.EquipmentItem{Product: "Slope", Status: "on-loan", Place: "Hall", DueBack: "2026-12-23"})
	m := build(t, d)
	want := []today.Clock{{Title: "Equipment register, 2 things", When: "Service, fit check or return", Left: "Overdue", Over: true, Gone: 1, Go: today.Way{Screen: session.Register, Arg: "overdue"}}}
	if diff := cmp.Diff(want, m.Clocks, cmpopts.IgnoreUnexported(today.Clock{})); diff != "" {
		t.Error(diff)
	}
}

// stopLines are the stops of the day with what lies at each.
func stopLines(m today.Model) []string {
	var out []string
	for _, s := range m.Stops {
		if e := s.Event; e != nil {
			out = append(out, strings.Join([]string{e.Time, e.Name, e.What, e.Go.Screen}, " | "))
		}
		for _, v := range s.Visits {
			out = append(out, strings.Join([]string{v.Time, v.Name, v.Countdown}, " | "))
		}
	}
	return out
}

func TestStops_TheLastNoteIsALineOrTwo(t *testing.T) {
	for _, c := range []struct{ note, want string }{
		{"Sat for 4 minutes. Then went to the window.", "Sat for 4 minutes"},
		{"Sat for 4 minutes\nThen went to the window", "Sat for 4 minutes"},
		{strings.Repeat("holds the pencil in a fist and ", 400), strings.Repeat("holds the pencil in a fist and ", 4) + "holds the…"},
	} {
		d, child := desk(t, "")
		add(t, d, child, &assessments.Contact{Type: "visit", On: "2026-11-24", From: "09:40", Status: "planned"})
		add(t, d, child, &assessments.Observation{Type: "fact", On: "2026-11-17", Text: c.note})
		m := build(t, d)
		if len(m.Stops) != 1 || len(m.Stops[0].Visits) != 1 || m.Stops[0].Visits[0].Last != "Last note 17 November: "+c.want {
			t.Errorf("%.40q: %+v", c.note, m.Stops)
		}
	}
}

func TestStops_SessionsOfTheDayStandAmongTheVisits(t *testing.T) {
	d, child := desk(t, "")
	add(t, d, child, &assessments.Contact{Type: "visit", On: "2026-11-24", From: "11:00", Status: "planned", Place: "home"})
	id := team(t, d, &assessments.GroupSession{Type: "training", Title: "Smart moves", On: "2026-11-24", From: "10:00", To: "10:45", Place: "Hall", Register: []assessments.Attendee{{Who: "Ann"}, {Who: "Tom"}}})
	team(t, d, &assessments.GroupSession{Type: "meeting", Title: "Team", On: "2026-11-24", From: "15:00"})
	team(t, d, &assessments.GroupSession{Type: "group", Title: "Tomorrow", On: "2026-11-25", From: "10:00"})
	team(t, d, &assessments.Contact{Type: "walk-in", On: "2026-11-24", From: "09:01", Status: "started", Participants: []assessments.Participant{{Who: "Tom"}}})
	m := build(t, d)
	want := []string{"10:00 | Smart moves | Hall. 2 expected | group-session", "09:01 | Drop-in | 1 here, 0 gone | clinic", "11:00 | Wren Applecote | Then, at 11:00", "15:00 | Team | Nobody on the register yet | group-session"}
	for i := range want {
		want[i] = strings.ReplaceAll(want[i], "group-session", session.Group)
	}
	if diff := cmp.Diff(want, stopLines(m)); diff != "" {
		t.Error(diff)
	}
	if m.Subtitle != "1 visit today, ready offline, and 3 sessions" || m.Stops[0].Event.Go.Arg != id {
		t.Errorf("says %q, goes to %+v", m.Subtitle, m.Stops[0].Event.Go)
	}
}

// TestToFinish_SaysWhichAnswersAreMissing: what the sheet of a begun contact asks for and what is not there, in words.
func TestToFinish_SaysWhichAnswersAreMissing(t *testing.T) {
	for _, c := range []struct {
		v    assessments.Contact
		want today.Unfinished
	}{
		{assessments.Contact{Type: "visit", From: "10:20"}, today.Unfinished{Title: "Visit 20 November, Wren Applecote", Line: "2 answers missing: place, next step"}},
		{assessments.Contact{Type: "visit", From: "10:20", Place: "school"}, today.Unfinished{Title: "School visit 20 November, Wren Applecote", Line: "1 answer missing: next step"}},
		{assessments.Contact{Type: "visit", From: "10:20", Place: "school", Next: "See in PE"}, today.Unfinished{Title: "School visit 20 November, Wren Applecote", Line: "Started 10:20, not finished"}},
		{assessments.Contact{Type: "call", From: "10:20"}, today.Unfinished{Title: "Telephone call 20 November, Wren Applecote", Line: "3 answers missing: who was there, what was said, next step"}},
		{assessments.Contact{Type: "message", From: "10:20", Next: "Ring"}, today.Unfinished{Title: "Message 20 November, Wren Applecote", Line: "1 answer missing: what was said"}},
		{assessments.Contact{Type: "visit", From: "10:20", Place: "home", Status: "planned"}, today.Unfinished{Title: "Home visit 20 November, Wren Applecote", Line: "Planned, and not yet said what became of it"}},
	} {
		d, child := desk(t, "")
		c.v.On, c.v.Status = "2026-11-20", stdcmp.Or(c.v.Status, "started")
		c.want.Go = today.Way{Screen: session.Capture, Child: child, Arg: add(t, d, child, &c.v)}
		if c.v.Type != "visit" {
			c.want.Go.Screen = session.Contact
		}
		if diff := cmp.Diff([]today.Unfinished{c.want}, build(t, d).ToFinish); diff != "" {
			t.Error(diff)
		}
	}
}

// A stop that is no place is called as its contacts are everywhere.
func TestStops_HaveTheNamesOfContacts(t *testing.T) {
	d, child := desk(t, "")
	for from, c := range map[assessments.Clock]assessments.Contact{"10:00": {Type: "call", Place: "phone"}, "11:00": {Type: "video", Place: "video"}, "12:00": {Type: "visit", Place: "home"},
		"13:00": {Type: "message"}, "14:00": {Type: "visit", Place: "other"}} {
		c.On, c.From, c.Status = "2026-11-24", from, "planned"
		add(t, d, child, &c)
	}
	var got []string
	for _, s := range build(t, d).Stops {
		got = append(got, s.Title)
	}
	if diff := cmp.Diff([]string{"Telephone call", "Video call", "Home visit", "Message", "Other"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestRule44_TodayShowsTheDropInAndWhoIsThere(t *testing.T) {
	d, _ := desk(t, "lewisham-like")
	d.Time = d.Time.AddDate(0, 0, 9) // Thursday 3 December, the first of the month
	if got, want := stopLines(build(t, d)), []string{"09:30 | Drop-in clinic | Until 12:00 | clinic"}; !cmp.Equal(want, got) {
		t.Error(cmp.Diff(want, got))
	}
	team(t, d, &assessments.Contact{Type: "walk-in", On: "2026-12-03", From: "09:41", Status: "started", Participants: []assessments.Participant{{Who: "Otto Marsh"}}})
	team(t, d, &assessments.Contact{Type: "walk-in", On: "2026-12-03", From: "09:40", Status: "attended", Participants: []assessments.Participant{{Who: "Ann"}}})
	team(t, d, &assessments.Contact{Type: "walk-in", On: "2026-11-19", From: "09:41", Status: "started", Participants: []assessments.Participant{{Who: "Tom"}}})
	m := build(t, d)
	if got, want := stopLines(m), []string{"09:30 | Drop-in clinic | Until 12:00. 1 here, 1 gone | clinic"}; !cmp.Equal(want, got) {
		t.Error(cmp.Diff(want, got))
	}
	if len(m.Seen) != 0 {
		t.Errorf("a family that is on no list stands under Done today: %+v", m.Seen)
	}
	want := []today.Unfinished{{Title: "Drop-in, 19 November", Line: "1 family not finished on the board", Go: today.Way{Screen: session.Clinic, Arg: "2026-11-19"}}}
	if diff := cmp.Diff(want, m.ToFinish); diff != "" {
		t.Error(diff)
	}
	d.Time = d.Time.AddDate(0, 0, 7) // the second Thursday
	if got := stopLines(build(t, d)); len(got) != 0 {
		t.Errorf("on the second Thursday: %q", got)
	}
}

func TestRule64_TodayShowsTheTherapistsOwnSiteDay(t *testing.T) {
	d, _ := desk(t, "bromley-like")
	d.Me = team(t, d, &assessments.Person{Name: "Hazel Fenn", Role: "occupational-therapist"})
	school := d.NewID()
	scope := assessments.SettingScope(school)
	write(t, d, d.Create(school, scope, &assessments.Setting{Name: "Otterbourne School", Type: "special"}),
		d.Create(d.NewID(), scope, &assessments.SiteDay{Weekday: "tuesday", Therapist: d.Me, TermTime: true, First: "2026-09-08", From: "09:00", To: "15:00"}))
	if got, want := stopLines(build(t, d)), []string{"09:00 | Otterbourne School | Until 15:00. Term dates are not known | clinic"}; !cmp.Equal(want, got) {
		t.Error(cmp.Diff(want, got))
	}
	write(t, d, d.Create(d.NewID(), scope, &assessments.Terms{Source: "the school’s page", Terms: []assessments.Period{{First: "2026-09-02", Last: "2026-12-18"}},
		Closed: []assessments.Closure{{On: "2026-12-01", Kind: "inset"}}}))
	if got, want := stopLines(build(t, d)), []string{"09:00 | Otterbourne School | Until 15:00 | clinic"}; !cmp.Equal(want, got) {
		t.Error(cmp.Diff(want, got))
	}
	d.Time = morning.AddDate(0, 0, 7)
	if got := stopLines(build(t, d)); len(got) != 0 {
		t.Errorf("on an INSET day: %q", got)
	}
	d.Time, d.Me = morning, d.NewID()
	if got := stopLines(build(t, d)); len(got) != 0 {
		t.Errorf("another therapist's day: %q", got)
	}
}

func BenchmarkBuild(b *testing.B) {
	d := sessiontest.New(b, 60, morning)
	for b.Loop() {
		if _, err := today.Build(b.Context(), d.Store, shipped, d.Me, morning); err != nil {
			b.Fatal(err)
		}
	}
}

func TestRule43_NoDropInOnABankHoliday(t *testing.T) {
	d, _ := desk(t, "lewisham-like")
	d.Time = time.Date(2026, 1, 1, 9, 0, 0, 0, session.London) // New Year's Day, the first Thursday
	if got := stopLines(build(t, d)); len(got) != 0 {
		t.Errorf("on New Year's Day: %q", got)
	}
	d.Time = time.Date(2026, 1, 15, 9, 0, 0, 0, session.London)
	if got := stopLines(build(t, d)); len(got) != 1 {
		t.Errorf("on the third Thursday: %q", got)
	}
}
