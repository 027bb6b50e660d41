package groups

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, time.UTC)

const (
	larkbarrow assessments.ID = "019a0001-0000-7002-8000-000000000001"
	nettlefold assessments.ID = "019a0001-0000-7004-8000-000000000101"
	fennywell  assessments.ID = "019a0001-0000-7004-8000-000000000103"
)

// Made-up names of people without a record.
var (
	firsts = [...]string{"Ann", "Dilys", "Tom", "Priya", "Jo", "Sam"}
	lasts  = [...]string{"Field", "Wren", "Oakapple", "Marshall", "Lapwing", "Teasel"}
)

// training is a workshop for a school's staff with so many people on its register.
func training(on assessments.Date, people int) *assessments.GroupSession {
	g := &assessments.GroupSession{Type: "training", Title: "Moving and handling for schools", Topic: "Moving and handling", On: on, From: "13:30", To: "15:00",
		Place: "School hall", Setting: larkbarrow, Leaders: []assessments.ID{desktest.Bryony}, PreWork: "Workbook"}
	g.Register = []assessments.Attendee{{Person: nettlefold}, {Person: fennywell}}
	for i := 2; i < people; i++ {
		g.Register = append(g.Register, assessments.Attendee{Who: firsts[i%6] + " " + lasts[(i+i/6)%6], Role: "Teaching assistant"})
	}
	return g
}

func put(t *testing.T, d *desktest.Desk, g *assessments.GroupSession) assessments.ID {
	t.Helper()
	id := d.NewID()
	if !d.Write(d.Ctx, d.Create(id, assessments.TeamScope(), g)) {
		t.Fatal(d.Failed)
	}
	return id
}

func read(t *testing.T, d *desktest.Desk) *Model {
	t.Helper()
	m := new(Model)
	if err := m.Read(d.Ctx, d.Store, d.Today()); err != nil {
		t.Fatal(err)
	}
	return m
}

func titles(m *Model) []string {
	var out []string
	for _, r := range m.Rows {
		out = append(out, r.Title+" | "+r.When+" | "+r.Line+" | "+r.Came+" | "+r.NeedsYou)
	}
	return out
}

func TestList_WhatComesAndWhatIsStillToDo(t *testing.T) {
	d := desktest.Sit(t, morning)
	past := training("2026-11-10", 3)
	past.Register = Mark(past.Register, 0, "yes", 90)
	put(t, d, past)
	put(t, d, training("2026-11-26", 4))
	put(t, d, &assessments.GroupSession{Type: "group", Title: "Fine motor group", On: "2026-11-24", From: "10:00", Place: "Otters"})
	put(t, d, &assessments.GroupSession{Type: "clinic", Title: "Drop-in", On: "2026-11-19", From: "09:30", To: "12:00"})
	put(t, d, &assessments.GroupSession{Type: "meeting", Title: "Team meeting", On: "2027-02-02"})
	m := read(t, d)
	m.Show(Upcoming, "")
	want := []string{
		"Fine motor group | Tuesday 24 November 2026, 10:00 | Group. Otters | Nobody on the register yet | ",
		"Moving and handling for schools | Thursday 26 November 2026, 13:30 to 15:00 | Training. Larkbarrow Primary. School hall | 4 expected | Workbook not done by 4",
		"Team meeting | Tuesday 2 February 2027 | Meeting | Nobody on the register yet | ",
	}
	if diff := cmp.Diff(want, titles(m)); diff != "" {
		t.Error(diff)
	}
	m.Show(Past, "")
	want = []string{
		"Drop-in | Thursday 19 November 2026, 09:30 to 12:00 | Clinic | Nobody on the register yet | Register not filled in",
		"Moving and handling for schools | Tuesday 10 November 2026, 13:30 to 15:00 | Training. Larkbarrow Primary. School hall | 1 came, 2 not marked yet | 2 not marked",
	}
	if diff := cmp.Diff(want, titles(m)); diff != "" {
		t.Error(diff)
	}
	if m.Show(Past, "group"); len(m.Rows) != 0 {
		t.Errorf("past groups %v", titles(m))
	}
}

func TestMark(t *testing.T) {
	for _, c := range []struct {
		name    string
		before  assessments.Attendee
		mark    string
		came    string
		minutes int
	}{
		{"came has the whole time", assessments.Attendee{}, "yes", "yes", 90},
		{"a noted time is kept", assessments.Attendee{Minutes: 40}, "yes", "yes", 40},
		{"part has no time until it is said", assessments.Attendee{}, "part", "part", 0},
		{"came, then only part", assessments.Attendee{Came: "yes", Minutes: 90}, "part", "part", 0},
		{"part with a time", assessments.Attendee{Came: "yes", Minutes: 40}, "part", "part", 40},
		{"not there has no time", assessments.Attendee{Came: "part", Minutes: 40}, "no", "no", 0},
		{"the same mark takes it away", assessments.Attendee{Came: "yes", Minutes: 90}, "yes", "", 0},
	} {
		list := []assessments.Attendee{{Who: "Before"}, c.before}
		got := Mark(list, 1, c.mark, 90)
		if got[1].Came != c.came || got[1].Minutes != c.minutes || list[1].Came != c.before.Came || got[0].Came != "" {
			t.Errorf("%s: %+v", c.name, got[1])
		}
	}
}

func TestAdd(t *testing.T) {
	list, err := Add(nil, "  Ann   Field , teaching assistant, Otters ")
	if err != nil || list[0].Who != "Ann Field" || list[0].Role != "teaching assistant, Otters" {
		t.Fatalf("%+v, %v", list, err)
	}
	if _, err := Add(list, "ann field, Teaching assistant, otters"); assessments.KindOf(err) != assessments.Conflict {
		t.Errorf("added twice: %v", err)
	}
	if two, err := Add(list, "Ann Field, mother"); err != nil || len(two) != 2 {
		t.Errorf("two people may share a name: %v", err)
	}
	for _, empty := range []string{"", "  ", ", mother"} {
		if l, err := Add(list, empty); err == nil || len(l) != 1 {
			t.Errorf("%q was added", empty)
		}
	}
	kid := Known{ID: desktest.Isla, Name: "Isla"}
	list, err = AddChild(list, kid)
	if err != nil || list[1].Child != desktest.Isla {
		t.Fatalf("%+v, %v", list, err)
	}
	if _, err := AddChild(list, kid); assessments.Sentence(err) != "Isla is on the register already." {
		t.Errorf("%v", err)
	}
}

func TestParseClock(t *testing.T) {
	for in, want := range map[string]assessments.Clock{"9": "09:00", "9:30": "09:30", "09.30": "09:30", "0930": "09:30", "930": "09:30", "1.30pm": "13:30", "1:30 PM": "13:30",
		"12pm": "12:00", "12am": "00:00", "23:59": "23:59", "": ""} {
		if got, ok := ParseClock(in); !ok || got != want {
			t.Errorf("%q: %q %v, want %q", in, got, ok, want)
		}
	}
	for _, in := range []string{"24:00", "9:60", "9:3", "half nine", "13pm", "0pm", "12345", "9:30:15", "-1", "+9", ":", "٩"} {
		if got, ok := ParseClock(in); ok {
			t.Errorf("%q was read as %q", in, got)
		}
	}
}

func FuzzParseClock(f *testing.F) {
	for _, s := range []string{"9", "1.30pm", "0930", "24:00", "12am", ":", "pm"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, ok := ParseClock(s)
		if ok && c != "" && !c.Valid() || !ok && c != "" {
			t.Fatalf("%q became %q", s, c)
		}
		if again, same := ParseClock(string(c)); ok && (!same || again != c) {
			t.Fatalf("%q became %q, and that became %q", s, c, again)
		}
	})
}

func TestRule55_TermlyTrainingOfTeachingTeams(t *testing.T) {
	d := desktest.Sit(t, morning)
	g := training("2026-11-24", 19)
	g.With = []string{"SEND advisory team"}
	for i := range g.Register {
		switch {
		case i < 14:
			g.Register = Mark(g.Register, i, "yes", Length(g))
		case i < 17:
			g.Register = Mark(g.Register, i, "part", Length(g))
		default:
			g.Register = Mark(g.Register, i, "no", Length(g))
		}
	}
	c := Total(g.Register)
	if got := c.Words() + "; " + c.HourWords(); got != "14 came, 3 part, 2 did not come; 21 hours. 3 without a time" {
		t.Errorf("totals %q", got)
	}
	g.Register = Minutes(g.Register, 14, 30)
	if got := Total(g.Register).HourWords(); got != "21.5 hours. 2 without a time" {
		t.Errorf("hours %q", got)
	}
	put(t, d, g)
	next := Next(g)
	if next.On != "2027-02-23" || len(next.Register) != 19 || next.Register[0] != (assessments.Attendee{Person: nettlefold}) || next.With[0] != "SEND advisory team" {
		t.Errorf("the next term's: %s, %d people, first %+v", next.On, len(next.Register), next.Register[0])
	}
	if again := put(t, d, next); again == "" || Total(next.Register).Unknown != 19 {
		t.Error("somebody came to a session that is still to be held")
	}
	m := read(t, d)
	if len(m.Trained) != 17 || m.Trained[0].Hours != "1.5 hours" || m.Trained[0].Line != "1 event since September, 24 November 2026" {
		t.Fatalf("%d trained, first %+v", len(m.Trained), m.Trained[0])
	}
}

func TestTraining_AddsUpOnePersonOverTheSchoolYear(t *testing.T) {
	n := Names{Of: map[assessments.ID]string{fennywell: "Ms Tamsin Fennywell"}, Role: map[assessments.ID]string{fennywell: "teaching assistant (Level 3)"}}
	event := func(typ string, on assessments.Date, list ...assessments.Attendee) assessments.GroupSession {
		return assessments.GroupSession{Type: typ, On: on, Register: list}
	}
	got := Training([]assessments.GroupSession{
		event("training", "2026-09-01", assessments.Attendee{Person: fennywell, Came: "yes", Minutes: 90}),
		event("training", "2026-11-24", assessments.Attendee{Person: fennywell, Came: "part", Minutes: 45}, assessments.Attendee{Who: "Ann", Role: "TA", Came: "part"}),
		event("training", "2026-08-31", assessments.Attendee{Person: fennywell, Came: "yes", Minutes: 600}),                                                        // last school year
		event("training", "2026-12-01", assessments.Attendee{Person: fennywell, Came: "yes", Minutes: 600}),                                                        // still to come
		event("group", "2026-11-02", assessments.Attendee{Person: fennywell, Came: "yes", Minutes: 600}),                                                           // no training
		event("training", "2026-11-03", assessments.Attendee{Person: fennywell, Came: "no"}, assessments.Attendee{Child: desktest.Isla, Came: "yes", Minutes: 90}), // a child is not trained
	}, n, "2026-11-24")
	want := []Trained{{"Ms Tamsin Fennywell", "Teaching assistant (Level 3)", "2.25 hours", "2 events since September, last 24 November 2026", 135},
		{"Ann", "TA", "0 hours", "1 event since September, 24 November 2026, 1 without a time", 0}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(Trained{})); diff != "" {
		t.Error(diff)
	}
	if yearStart("2026-08-31") != "2025-09-01" || yearStart("2026-09-01") != "2026-09-01" {
		t.Error("a school year begins in September")
	}
}

func TestRule57_WorkbookBeforeTheTraining(t *testing.T) {
	g := training("2026-11-26", 3)
	if late := NotReady(g); len(late) != 3 {
		t.Fatalf("%d not ready", len(late))
	}
	g.Register = PreWork(g.Register, 1)
	if late := NotReady(g); len(late) != 2 || !g.Register[1].PreWork {
		t.Errorf("not ready %+v", late)
	}
	g.Register = Mark(g.Register, 0, "no", 90)
	if late := NotReady(g); len(late) != 1 {
		t.Errorf("who did not come need not do it: %+v", late)
	}
	if g.Register = PreWork(g.Register, 1); g.Register[1].PreWork {
		t.Error("a tick cannot be taken back")
	}
	g.PreWork = ""
	if late := NotReady(g); late != nil {
		t.Errorf("a session without pre-work asks for it: %+v", late)
	}
}

func TestRule58_CoachingOfParentsInAGroup(t *testing.T) {
	d := desktest.Sit(t, morning)
	g := &assessments.GroupSession{Type: "group", Title: "Sensory preferences for parents", Topic: "Coaching", On: d.Today(), From: "18:00", To: "19:00", Place: byVideo}
	for _, words := range []string{"Róisín O'Thistlewood, mother", "Hodan Cabdi Roobdoon, mother"} {
		list, err := Add(g.Register, words)
		if err != nil {
			t.Fatal(err)
		}
		g.Register = list
	}
	g.Register = Rest(Mark(g.Register, 1, "part", 60), 60)
	put(t, d, g)
	m := read(t, d)
	m.Show(Upcoming, "group")
	if diff := cmp.Diff([]string{"Sensory preferences for parents | Tuesday 24 November 2026, 18:00 to 19:00 | Group. By video | 1 came, 1 part | "}, titles(m)); diff != "" {
		t.Error(diff)
	}
	if got := Contacts(g, desktest.Bryony, func(assessments.ID) bool { return false }); len(got) != 0 {
		t.Errorf("a coached parent is no contact of a child: %+v", got)
	}
}

func TestRule60_AGroupGivesEachChildAContact(t *testing.T) {
	assistant := assessments.ID("019a0001-0000-7004-8000-0000000002aa")
	g := &assessments.GroupSession{Type: "group", Title: "Fine motor group", On: "2026-11-24", From: "10:00", To: "10:45", Setting: larkbarrow, Leaders: []assessments.ID{assistant, desktest.Bryony},
		Register: []assessments.Attendee{{Child: desktest.Isla, Came: "yes", Minutes: 45, Note: "Cut along a line"}, {Child: desktest.Yusuf, Came: "no"}, {Who: "A helper", Came: "yes"}}}
	got := Contacts(g, desktest.Bryony, func(assessments.ID) bool { return false })
	want := map[assessments.ID]*assessments.Contact{desktest.Isla: {Type: "group", Purpose: "Fine motor group", On: "2026-11-24", From: "10:00", To: "10:45", Status: "attended", Setting: larkbarrow,
		Clinician: assistant, Joint: []assessments.ID{desktest.Bryony}, ChildPresent: "yes", Summary: "Cut along a line"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := Contacts(g, desktest.Bryony, func(assessments.ID) bool { return true }); len(got) != 0 {
		t.Errorf("written twice: %+v", got)
	}
}

func TestReadNames_LeavesFamiliesOut(t *testing.T) {
	d := desktest.Sit(t, morning)
	n, err := ReadNames(d.Ctx, d.Store, d.Today())
	if err != nil {
		t.Fatal(err)
	}
	var people []string
	for _, k := range append(append([]Known{}, n.People...), n.Leaders...) {
		people = append(people, fmt.Sprint(k.Name, ": ", k.Line))
	}
	want := []string{"Mr Osric Dunmallow: Class teacher, Larkbarrow Primary", "Mrs Perpetua Nettlefold: SENCo, Larkbarrow Primary", "Ms Jocasta Pym-Hollis: Key person (Level 3), Pebblemoor Nursery School",
		"Ms Ottoline Braithwick-Lunn: SENCo, Pebblemoor Nursery School", "Ms Tamsin Fennywell: Teaching assistant (Level 3), Larkbarrow Primary"}
	if len(people) < len(want) {
		t.Fatalf("people %q", people)
	}
	if diff := cmp.Diff(want, people[:len(want)]); diff != "" {
		t.Error(diff)
	}
	for _, k := range n.People {
		if k.Name == "Nana Bet" {
			t.Error("a child's grandmother is offered to every training event")
		}
	}
}

// register reads what the store holds.
func register(t *testing.T, d *desktest.Desk, id assessments.ID) []assessments.Attendee {
	t.Helper()
	var g assessments.GroupSession
	d.Read(id, &g)
	return g.Register
}

// contactsOf counts a child's contacts of groups that stand.
func contactsOf(t *testing.T, d *desktest.Desk, child assessments.ID) (n int) {
	t.Helper()
	recs, err := d.Store.Records(d.Ctx, store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindContact}})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range recs {
		if r.Fields.Text("type") == "group" && r.Fields.Text("on") == "2026-11-24" {
			n++
		}
	}
	return n
}
