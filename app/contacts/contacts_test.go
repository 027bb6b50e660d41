package contacts

import (
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)

// team is a desk with a therapist at it, a colleague and a student.
func team(t *testing.T) (d *sessiontest.Desk, isla, hazel, student assessments.ID) {
	t.Helper()
	d = sessiontest.New(t, 2, morning)
	person := func(p assessments.Person) assessments.ID {
		id := d.NewID()
		if !d.Write(t.Context(), d.Create(id, assessments.TeamScope(), &p)) {
			t.Fatal(d.Failed)
		}
		return id
	}
	d.Me = person(assessments.Person{Name: "Robin Vale", Role: "occupational-therapist", Job: "occupational therapist", HCPC: "OT012345"})
	hazel = person(assessments.Person{Name: "Hazel Finch", Role: "physiotherapist", Job: "physiotherapist", HCPC: "PH012345"})
	student = person(assessments.Person{Name: "Sam Rook", Role: "occupational-therapist", Job: "student occupational therapist"})
	return d, d.Child(t, "Isla"), hazel, student
}

func write(t *testing.T, d *sessiontest.Desk, child assessments.ID, v assessments.Typed) assessments.ID {
	t.Helper()
	id := d.NewID()
	if !d.Write(t.Context(), d.Create(id, assessments.ChildScope(child), v)) {
		t.Fatal(d.Failed)
	}
	return id
}

func contact(t *testing.T, d *sessiontest.Desk, id assessments.ID) (c assessments.Contact) {
	t.Helper()
	rec, err := d.Store.Record(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	assessments.Decode(rec.Fields, &c)
	return c
}

func TestScreen_ACallWithAnInterpreterAndAColleague(t *testing.T) {
	for _, size := range []struct {
		name string
		w, h float32
	}{{"landscape", 1184, 712}, {"portrait", 800, 1112}, {"phone", 390, 676}, {"laptop", 1344, 812}} {
		t.Run(size.name, func(t *testing.T) {
			d, isla, hazel, _ := team(t)
			id := write(t, d, isla, &assessments.Contact{Type: "call", On: "2026-11-24", From: "09:05", Status: "started", Place: "phone", ChildPresent: "no"})
			b := kittest.Open(t, size.w, size.h)
			s := newScreen(d.Session, kittest.NewClock(morning).Kit(), isla, id)
			b.Show(s.Content())
			b.Shows("Telephone call", "Questions to ask", "Call before the first visit", "Under fives: sensory triage by telephone", "Issy was there", "Nothing noted.")
			b.Picture("contact-" + size.name)
			b.Sound()
			tap := func(name string) {
				s.page.Reveal(b.Find(name).Object)
				b.Tap(name)
			}
			tap("Hazel Finch")
			tap("Róisín O'Thistlewood")
			tap("For a part")
			tap("Refused by the family")
			tap("By telephone")
			s.page.Reveal(b.Find("Others, with commas between").Object)
			b.Type("Others, with commas between", "Aunt Bee, Mr Crow")
			b.Type("What was discussed or agreed", "Dad wants to try the slope at home.")
			s.page.ScrollTo(0)
			b.Picture("contact-told-" + size.name)
			b.Sound()
			s.finish()
			c := contact(t, d, id)
			if c.Status != "attended" || c.To != "09:12" || len(c.Joint) != 1 || c.Joint[0] != hazel || c.Summary != "Dad wants to try the slope at home." {
				t.Errorf("%+v", c)
			}
			if x := c.Interpreter; x == nil || x.Outcome != "refused" || x.Mode != "phone" {
				t.Errorf("interpreter %+v", c.Interpreter)
			}
			if len(c.Participants) != 3 || c.Participants[0].Present != "part" || c.Participants[1].Who != "Aunt Bee" || c.Participants[2].Who != "Mr Crow" {
				t.Errorf("participants %+v", c.Participants)
			}
			if d.Backs != 1 || d.Said[len(d.Said)-1] != "Finished: Telephone call" {
				t.Fatalf("%d backs, said %v, failed %v", d.Backs, d.Said, d.Failed)
			}
			d.Undos[len(d.Undos)-1]()
			if c := contact(t, d, id); c.Status != "started" || c.To != "" {
				t.Errorf("taken back, and it is %+v", c)
			}
		})
	}
}

func TestScreen_EachTapCanBeTakenBack(t *testing.T) {
	d, isla, _, _ := team(t)
	id := write(t, d, isla, &assessments.Contact{Type: "meeting", On: "2026-11-24", From: "09:05", Status: "started"})
	b := kittest.Open(t, 1184, 1600)
	s := newScreen(d.Session, kittest.NewClock(morning).Kit(), isla, id)
	b.Show(s.Content())
	for _, name := range []string{"Tribunal", "Telephone call", "Yes", "Came", "Hazel Finch", "Findings and plan agreed with the family"} {
		before := contact(t, d, id)
		n := len(d.Undos)
		b.Tap(name)
		if len(d.Undos) != n+1 {
			t.Errorf("%s: %d undos offered", name, len(d.Undos)-n)
			continue
		}
		d.Undos[n]()
		if after := contact(t, d, id); !sameContact(before, after) {
			t.Errorf("%s taken back: %+v, was %+v", name, after, before)
		}
	}
}

func sameContact(a, b assessments.Contact) bool {
	x, y := assessments.Encode(&a), assessments.Encode(&b)
	if len(x) != len(y) {
		return false
	}
	for f := range x {
		if !assessments.SameJSON(x[f], y[f]) {
			return false
		}
	}
	return true
}

// TestScreen_AsksWhenAnotherChildIsNamed: the words stay, and no report quotes them with the name.
func TestScreen_AsksWhenAnotherChildIsNamed(t *testing.T) {
	d, isla, _, _ := team(t)
	id := write(t, d, isla, &assessments.Contact{Type: "call", On: "2026-11-24", From: "09:05", Status: "started"})
	b := kittest.Open(t, 1184, 1400)
	s := newScreen(d.Session, kittest.NewClock(morning).Kit(), isla, id)
	b.Show(s.Content())
	b.Type("What was discussed or agreed", "Yusuf sat next to her.")
	b.Tap("Next step")
	b.Shows("This names Yusuf", "It is about Issy", "It is not")
	b.Picture("contact-names")
	b.Sound()
	b.Tap("It is about Issy")
	if c := contact(t, d, id); len(c.OtherNames) != 1 || c.OtherNames[0] != "Yusuf" {
		t.Errorf("noted %v", c.OtherNames)
	}
}

func TestToCountersign_WaitsForARegisteredTherapist(t *testing.T) {
	d, isla, hazel, student := team(t)
	ctx := t.Context()
	me := d.Me
	d.Me = student
	visit := write(t, d, isla, &assessments.Contact{Type: "visit", On: "2026-11-24", From: "09:00", To: "09:40", Status: "attended", Purpose: "Scissors", Summary: "Cut a straight line."})
	note := write(t, d, isla, &assessments.Observation{Contact: visit, On: "2026-11-24", At: "09:10", Type: "fact", Text: "Holds the scissors thumb up."})
	d.Me = me
	write(t, d, isla, &assessments.Contact{Type: "call", On: "2026-11-24", Status: "attended", CountersignBy: hazel})
	write(t, d, isla, &assessments.Contact{Type: "call", On: "2026-11-25", Status: "planned", CountersignBy: hazel})
	list, err := ToCountersign(ctx, d.Store, me)
	if err != nil || len(list) != 2 || list[0].ID != visit || !list[0].Mine || list[0].Closed != "" || list[1].Mine || list[0].Line != "Written by Sam Rook" {
		t.Fatalf("%+v (%v)", list, err)
	}
	if theirs, err := ToCountersign(ctx, d.Store, student); err != nil || theirs[0].Closed == "" {
		t.Errorf("a student may sign: %+v (%v)", theirs, err)
	}
	for _, size := range []struct {
		name string
		w, h float32
	}{{"landscape", 1184, 900}, {"phone", 390, 900}} {
		b := kittest.Open(t, size.w, size.h)
		b.Show(NewSigning(d.Session, "").Content())
		b.Shows("For you", "Written by Sam Rook", "For a colleague")
		b.Shows("Isla Maeve O'Thistlewood")
		b.Picture("countersign-list-" + size.name)
		b.Sound()
	}
	b := kittest.Open(t, 1184, 900)
	s := NewSigning(d.Session, visit)
	b.Show(s.Content())
	b.Shows("Cut a straight line.", "Holds the scissors thumb up.")
	b.Picture("countersign")
	b.Sound()
	b.Type("Passphrase", "not the passphrase")
	b.Tap("Countersign")
	if c := contact(t, d, visit); c.CountersignOn != "" || d.Backs != 0 {
		t.Fatal("signed with a wrong passphrase")
	}
	b.Type("Passphrase", "a passphrase for tests")
	b.Tap("Countersign")
	if c := contact(t, d, visit); c.CountersignOn != "2026-11-24" || c.CountersignBy != me || d.Backs != 1 {
		t.Fatalf("%+v, failed %v", c, d.Failed)
	}
	for _, id := range []assessments.ID{visit, note} {
		if rec, err := d.Store.Record(ctx, id); err != nil || rec.Meta.Signed == nil || rec.Meta.Signed.By != me {
			t.Errorf("%s is not signed by me (%v)", rec.Kind, err)
		}
	}
	if list, err = ToCountersign(ctx, d.Store, me); err != nil || len(list) != 1 {
		t.Errorf("still waiting: %+v (%v)", list, err)
	}
	sheet := newScreen(d.Session, d.Wait, isla, visit)
	b.Show(sheet.Content())
	b.Shows("Countersigned by Robin Vale on 24 November 2026", "Signed")
}

// TestSigning_ByPIN: where the tablet has one, the PIN is asked for.
func TestSigning_ByPIN(t *testing.T) {
	d, isla, _, student := team(t)
	me := d.Me
	d.Me = student
	id := write(t, d, isla, &assessments.Contact{Type: "call", On: "2026-11-24", Status: "attended"})
	d.Me = me
	if err := d.Store.SetPIN(t.Context(), "4711"); err != nil {
		t.Fatal(err)
	}
	b := kittest.Open(t, 800, 900)
	b.Show(NewSigning(d.Session, id).Content())
	for range 4 {
		b.Type("PIN", "1112")
		b.Tap("Countersign")
		if !strings.Contains(b.Texts(), "That is not the PIN") {
			t.Errorf("it says:\n%s", b.Texts())
		}
	}
	b.Type("PIN", "1112")
	b.Tap("Countersign")
	if c := contact(t, d, id); !strings.Contains(b.Texts(), "Type the passphrase") || c.CountersignBy != "" {
		t.Fatalf("five wrong PINs, and it says:\n%s", b.Texts())
	}
	if err := d.Store.CheckPIN(t.Context(), "4711"); err == nil {
		t.Error("the right PIN is taken after five wrong ones")
	}
	b.Type("Passphrase", "a passphrase for tests")
	b.Tap("Countersign")
	if err := d.Store.CheckPIN(t.Context(), "4711"); err != nil {
		t.Errorf("the passphrase was given, and: %v", err)
	}
	if c := contact(t, d, id); c.CountersignBy != me {
		t.Errorf("%+v, failed %v", c, d.Failed)
	}
}

// TestToCountersign_AMovedEntryWaitsForItsSigner: nobody's signature is carried to another child.
func TestToCountersign_AMovedEntryWaitsForItsSigner(t *testing.T) {
	d, isla, hazel, _ := team(t)
	ctx := t.Context()
	note := write(t, d, isla, &assessments.Observation{On: "2026-11-24", Type: "fact", Text: "Sat well."})
	if err := d.Store.Sign(ctx, note, hazel); err != nil {
		t.Fatal(err)
	}
	moved, err := d.Store.Move(ctx, store.Move{Record: note, To: d.Child(t, "Yusuf"), By: d.Me, NewID: d.NewID})
	if err != nil {
		t.Fatal(err)
	}
	list, err := ToCountersign(ctx, d.Store, d.Me)
	if err != nil || len(list) != 1 || list[0].ID != moved.Record || list[0].Mine || !strings.Contains(list[0].Line, "Hazel Finch") {
		t.Fatalf("%+v (%v)", list, err)
	}
	if err := list[0].Open(ctx, d.Store); err != nil || !d.Write(ctx, list[0].Sign(d.Me, d.Today())...) {
		t.Fatal(err, d.Failed)
	}
	if list, err = ToCountersign(ctx, d.Store, d.Me); err != nil || len(list) != 0 {
		t.Errorf("%+v (%v)", list, err)
	}
}

var _ Waiter = (*store.Store)(nil)
