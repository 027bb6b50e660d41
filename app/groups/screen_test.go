package groups

import (
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// swaps remembers where the tabs led.
func swaps(d *desktest.Desk) *[]shell.Route {
	var list []shell.Route
	d.Swap = func(screen string, child, arg assessments.ID) {
		list = append(list, shell.Route{Screen: screen, Child: string(child), Arg: string(arg)})
	}
	return &list
}

// closeSheet closes what lies on top; the veil behind it bears the same name.
func closeSheet(b *kittest.Bench) {
	b.Window.Canvas().Overlays().Top().(*kit.Sheet).Close()
	b.Settle()
}

func TestScreen_List(t *testing.T) {
	d := desktest.Sit(t, morning)
	went := swaps(d)
	held := training("2026-11-10", 19)
	held.Register = Rest(Mark(held.Register, 3, "no", 90), 90)
	put(t, d, held)
	next := put(t, d, training("2026-11-26", 12))
	put(t, d, &assessments.GroupSession{Type: "group", Title: "Fine motor group", On: "2026-11-24", From: "10:00", To: "10:45", Place: "Otters", Setting: larkbarrow,
		Register: []assessments.Attendee{{Child: desktest.Isla}, {Child: desktest.Yusuf}}})
	put(t, d, &assessments.GroupSession{Type: "clinic", Title: "Down syndrome advice clinic", On: "2026-12-03", From: "13:00", To: "16:00", Place: "Children's centre"})
	put(t, d, &assessments.GroupSession{Type: "meeting", Title: "SEND advisory team, spring term", On: "2027-01-12", From: "15:45", Place: byVideo})
	b := d.Show(1280, 800, func() shell.Screen { return newScreen(d.Session, "", d.Clock.Kit()) })
	b.Shows("Thursday 26 November 2026, 13:30 to 15:00", "12 expected", "Workbook not done by 12")
	b.Everywhere("groups")
	b.Tap("Training")
	b.Tap("Moving and handling for schools")
	if last := d.Went[len(d.Went)-1]; last.Screen != SessionRoute || last.Arg != string(next) {
		t.Errorf("went to %+v", last)
	}
	b.Tap("Past")
	if last := (*went)[0]; last.Screen != ListRoute || last.Arg != "past" {
		t.Errorf("went to %+v", last)
	}
	b = d.Show(1280, 800, func() shell.Screen { return newScreen(d.Session, "hours", d.Clock.Kit()) })
	b.Shows("Ann Wren", "1.5 hours", "1 event since September, 10 November 2026")
	b.Everywhere("groups-hours")
}

func TestRegister_OneTapEach(t *testing.T) {
	d := desktest.Sit(t, morning)
	id := put(t, d, training("2026-11-24", 8))
	var v *SessionScreen
	b := d.Show(1280, 800, func() shell.Screen { v = newSession(d.Session, id, d.Clock.Kit()); return v })
	b.Shows("8 not marked yet", "Workbook: 0 done, 8 not yet")
	b.Everywhere("register-before")
	b.Tap("Came, Mrs Perpetua Nettlefold")
	b.Tap("Pre-work done, Mrs Perpetua Nettlefold")
	v.scroll.ScrollTo(180)
	b.Tap("Part, Ms Tamsin Fennywell")
	v.scroll.ScrollTo(0)
	b.Shows("1 came, 1 part, 6 not marked yet", "1.5 hours. 1 without a time. Workbook: 1 done, 7 not yet", "How long?", "90 min")
	b.Everywhere("register-hall")
	b.Tap("More about Ms Tamsin Fennywell")
	b.Everywhere("register-person")
	b.Tap("45 min")
	b.Shows("2.25 hours")
	got := register(t, d, id)
	if got[0].Came != "yes" || !got[0].PreWork || got[1].Came != "part" || got[1].Minutes != 45 {
		t.Errorf("kept %+v", got[:2])
	}
	b.Tap("Came, Ms Tamsin Fennywell")
	d.TakeBack()
	if got := register(t, d, id); got[1].Came != "part" || got[1].Minutes != 45 {
		t.Errorf("taken back: %+v", got[1])
	}
	b.Shows("1 came, 1 part")
	d.Sound()
}

func TestRegister_AddsByNameFromTheCaseloadAndFromStaff(t *testing.T) {
	d := desktest.Sit(t, morning)
	id := put(t, d, &assessments.GroupSession{Type: "group", Title: "Fine motor group", On: "2026-11-24", From: "10:00", To: "10:45"})
	b := d.Show(390, 844, func() shell.Screen { return newSession(d.Session, id, d.Clock.Kit()) })
	b.Shows("Nobody on the register yet")
	b.Picture("register-empty")
	b.Sound()
	b.Tap("By name")
	b.Type("Name", "Ann Field, teaching assistant")
	b.Key("Return")
	b.Shows("Ann Field", "Teaching assistant", "1 on the register")
	b.Type("Name", "ann field, teaching assistant")
	b.Tap("Add")
	b.Shows("ann field is on the register already.")
	b.Picture("register-name")
	closeSheet(b)
	b.Tap("Children")
	b.Type("Find by name or school", "larkbarrow")
	b.Tap("Isla Maeve O'Thistlewood")
	b.Picture("register-pick")
	closeSheet(b)
	b.Tap("Staff")
	b.Tap("Ms Tamsin Fennywell")
	closeSheet(b)
	got := register(t, d, id)
	if len(got) != 3 || got[1].Child != desktest.Isla || got[2].Person != fennywell {
		t.Fatalf("register %+v", got)
	}
	b.Tap("Everyone came")
	if c := Total(register(t, d, id)); c.Came != 3 || c.Minutes != 135 {
		t.Errorf("totals %+v", c)
	}
	b.Tap("Write it into the child’s record")
	if n := contactsOf(t, d, desktest.Isla); n != 1 {
		t.Errorf("%d contacts of the group in her record", n)
	}
	if _, again := kit.Find(b.Placed(), "Write it into"); again {
		t.Error("it can be written twice")
	}
	d.TakeBack()
	if n := contactsOf(t, d, desktest.Isla); n != 0 {
		t.Errorf("%d contacts after Undo", n)
	}
	b.Sound()
	d.Sound()
}

func TestRegister_TakesNamesInOneLine(t *testing.T) {
	d := desktest.Sit(t, morning)
	id := put(t, d, training("2026-11-24", 2))
	b := d.Show(800, 1280, func() shell.Screen { return newSession(d.Session, id, d.Clock.Kit()) })
	b.Type("Add by name", "Ann Field, teaching assistant")
	b.Key("Return")
	b.Type("Add by name", "Tom Oakapple")
	b.Tap("Add to the register")
	b.Shows("Ann Field", "Tom Oakapple", "4 not marked yet")
	b.Type("Add by name", "Tom Oakapple")
	b.Key("Return")
	if len(d.Failed) != 1 || !strings.Contains(assessments.Sentence(d.Failed[0]), "on the register already") || len(register(t, d, id)) != 4 {
		t.Errorf("said %v", d.Failed)
	}
	d.Failed = nil
	d.TakeBack()
	if got := register(t, d, id); len(got) != 3 {
		t.Errorf("taken back: %+v", got)
	}
	d.Sound()
}

func TestRegister_KeepsANoteThroughAKill(t *testing.T) {
	d := desktest.Sit(t, morning)
	id := put(t, d, training("2026-11-24", 3))
	b := d.Show(1280, 800, func() shell.Screen { return newSession(d.Session, id, d.Clock.Kit()) })
	b.Tap("More about Ms Tamsin Fennywell")
	b.Type("Note", "Left for the bus")
	d.Clock.Turn(time.Second)
	d.Restart()
	if got := register(t, d, id); got[1].Note != "Left for the bus" {
		t.Errorf("after a kill: %+v", got[1])
	}
	d.Sound()
}

func TestSession_FromNothing(t *testing.T) {
	d := desktest.Sit(t, morning)
	swaps(d)
	put(t, d, training("2026-11-10", 3))
	b := d.Show(1280, 800, func() shell.Screen { return newScreen(d.Session, "", d.Clock.Kit()) })
	b.Tap("New session")
	arg := assessments.ID(d.Went[len(d.Went)-1].Arg)
	var v *SessionScreen
	b = d.Show(1280, 800, func() shell.Screen { v = newSession(d.Session, arg, d.Clock.Kit()); return v })
	b.Shows("Still to fill in")
	b.Tap("Training")
	b.Type("Title", "Smart moves")
	b.Tap("Moving and handling")
	b.Type("From", "9.30")
	b.Type("To", "half ten")
	b.Type("Place", "Hall")
	b.Shows("Enter a time, such as 09:30")
	b.Everywhere("session-about")
	b.Window.Canvas().Unfocus()
	var g assessments.GroupSession
	d.Read(v.id, &g)
	if g.Title != "Smart moves" || g.Type != "training" || g.Topic != "Moving and handling" || g.From != "09:30" || g.To != "" || g.Place != "Hall" || g.On != "2026-11-24" || g.Leaders[0] != desktest.Bryony {
		t.Errorf("kept %+v", g)
	}
	v.scroll.Reveal(b.Find("Plan the next one").Object)
	b.Tap("Plan the next one")
	next := strings.TrimSuffix(d.Went[len(d.Went)-1].Arg, string(about))
	g = assessments.GroupSession{}
	if d.Read(assessments.ID(next), &g); g.On != "2027-02-23" || g.Title != "Smart moves" {
		t.Errorf("the next one: %+v", g)
	}
	d.Sound()
}
