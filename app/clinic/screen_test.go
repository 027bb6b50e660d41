package clinic

import (
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// show puts a screen of the clinic route on a bench.
func show(d *desktest.Desk, w, h float32, arg assessments.ID) *kittest.Bench {
	return d.Show(w, h, func() shell.Screen { return newScreen(d.Session, arg, d.Clock.Kit()) })
}

// closeSheet closes what lies on top; the veil behind it bears the same name.
func closeSheet(b *kittest.Bench) {
	b.Window.Canvas().Overlays().Top().(*kit.Sheet).Close()
	b.Settle()
}

// sit is a therapist at the drop-in of 3 December 2026, just after it has opened.
func sit(t *testing.T) *desktest.Desk {
	d := desktest.Sit(t, time.Date(2026, 12, 3, 9, 41, 0, 0, time.UTC))
	rules(t, d, "lewisham-like")
	return d
}

func TestBoard_SomebodyCame(t *testing.T) {
	d := sit(t)
	var board *boardScreen
	b := d.Show(1280, 800, func() shell.Screen { board = newBoard(d.Session, "2026-12-03", d.Clock.Kit()); return board })
	b.Shows("Drop-in clinic", "Thursday 3 December 2026, 09:30 to 12:00", "Nobody has come yet", "For children with a GP in Lewisham", "Drawing, jumping or threading beads")
	b.Everywhere("board-empty")
	b.Tap("Somebody came")
	b.Type("Child’s name", "Otto Marsh")
	b.Type("Age or date of birth", "5 years 3 months")
	b.Tap("Shoe laces")
	b.Tap("Socks and shoes")
	b.Everywhere("board-who")
	closeSheet(b)
	b.Shows("09:41", "Otto Marsh", "5 years 3 months. Asks about shoe laces, socks and shoes")
	b.Tap("GP here, Otto Marsh")
	b.Tap("Advice sheet, Otto Marsh")
	b.Tap("Sharing, Otto Marsh")
	b.Tap("Yes, GP")
	b.Tap("No, School or nursery")
	b.Everywhere("board-sharing")
	closeSheet(b)
	b.Shows("Share with GP, not with school or nursery")
	d.Clock.Turn(7 * time.Minute)
	b.Tap("Somebody came")
	b.Tap(NotSaid)
	b.Tap("Knife and fork")
	closeSheet(b)
	d.Clock.Turn(9 * time.Minute)
	b.Tap("Somebody came")
	closeSheet(b)
	b.Shows("3 here", "09:48", "Would rather not say", "Name not asked yet", "What do they ask about?")
	b.Everywhere("board")
	b.Tap("Finish, Otto Marsh")
	b.Shows("2 here, 1 gone")
	b.Everywhere("board-gone")
	d.TakeBack()
	b.Shows("3 here")
	d.Sound()
}

func TestBoard_QuickLookOpensTheSameForm(t *testing.T) {
	d := sit(t)
	b := show(d, 1280, 800, "2026-12-03")
	b.Tap("Somebody came")
	closeSheet(b)
	b.Tap("GP here, " + NotAsked)
	b.Tap("Quick look, " + NotAsked)
	went := d.Went[len(d.Went)-1]
	if went.Screen != session.Questions || went.Child != "" {
		t.Fatalf("went to %+v", went)
	}
	var a assessments.Answers
	d.Read(assessments.ID(went.Arg), &a)
	if a.Template != "drop-in" || a.Version < 1 || len(a.Values) != 1 || a.Values[0].Question != "gp-in-area" || a.Values[0].Value != "yes" {
		t.Errorf("the form has %+v", a)
	}
	d.Sound()
}

func TestBoard_IntoAChildsRecordAndBack(t *testing.T) {
	d := sit(t)
	b := show(d, 800, 1280, "2026-12-03")
	b.Tap("Somebody came")
	b.Type("Child’s name", "Isla")
	b.Tap("Find the child’s record")
	b.Picture("board-find")
	b.Tap("Isla Maeve O'Thistlewood")
	b.Shows("Isla Maeve O'Thistlewood", "1 here")
	if own, team := walkIns(t, d, desktest.Isla), walkIns(t, d, ""); own != 1 || team != 0 {
		t.Errorf("%d walk-ins in her record, %d in the team's list", own, team)
	}
	d.TakeBack()
	if own, team := walkIns(t, d, desktest.Isla), walkIns(t, d, ""); own != 0 || team != 1 {
		t.Errorf("taken back: %d walk-ins in her record, %d in the team's list", own, team)
	}
	b.Shows("1 here", "Isla")
	d.Sound()
}

func TestBoard_MakesARecordOfAChildWhoHasNone(t *testing.T) {
	d := sit(t)
	b := show(d, 1280, 800, "2026-12-03")
	b.Tap("Somebody came")
	b.Type("Child’s name", "Otto Marsh")
	b.Type("Age or date of birth", "3 March 2021")
	b.Tap("Shoe laces") // the sheet is drawn anew and knows who it is by now
	b.Tap("Make a record")
	b.Shows("Otto Marsh", "5 years 9 months")
	kids, err := d.Store.Children(d.Ctx)
	if err != nil || len(kids) != 3 {
		t.Fatalf("%d children, %v", len(kids), err)
	}
	for _, k := range kids {
		if k.Name == "Otto Marsh" && (k.Born != "2021-03-03" || walkIns(t, d, k.ID) != 1) {
			t.Errorf("made %+v with %d walk-ins", k, walkIns(t, d, k.ID))
		}
	}
	d.Sound()
}

func TestBoard_AFamilyWithAGPElsewhereIsPointedOn(t *testing.T) {
	d := sit(t)
	b := show(d, 800, 1280, "2026-12-03")
	b.Tap("Somebody came")
	b.Tap("No, GP")
	b.Shows("This drop-in is for families with a GP here")
	b.Sound()
	closeSheet(b)
	b.Shows("GP elsewhere")
	b.Sound()
	d.Sound()
}

func TestBoard_KeepsTheNameThroughAKill(t *testing.T) {
	d := sit(t)
	b := show(d, 1280, 800, "2026-12-03")
	b.Tap("Somebody came")
	b.Type("Child’s name", "Otto")
	d.Clock.Turn(time.Second)
	d.Restart()
	b = show(d, 1280, 800, "2026-12-03")
	b.Shows("Otto")
	d.Sound()
}

func TestBoard_ReferAndComeBack(t *testing.T) {
	d := sit(t)
	b := show(d, 800, 1280, "2026-12-03")
	b.Tap("Somebody came")
	closeSheet(b)
	b.Tap("Needs a referral, " + NotAsked)
	b.Shows("Needs a referral", "GP not asked, sharing not asked", "1 family came")
	b.Tap(NotAsked)
	b.Tap("Not gone yet")
	b.Shows("1 here")
	b.Tap(NotAsked)
	b.Tap("Take off the board")
	b.Shows("Nobody has come yet")
	d.TakeBack()
	b.Shows("1 here")
	d.Sound()
}

func TestList(t *testing.T) {
	d := sit(t)
	b := show(d, 1280, 800, "")
	b.Shows("Drop-in clinic", "Thursday 3 December 2026, 09:30 to 12:00", "Open Monday to Friday, 09:00 to 17:00, not on bank holidays", "Open now")
	b.Everywhere("clinics")
	b.Tap("Open today’s board")
	if last := d.Went[len(d.Went)-1]; last.Screen != session.Clinic || last.Arg != "2026-12-03" {
		t.Errorf("went to %+v", last)
	}
	rules(t, d, "bromley-like")
	var list *listScreen
	b = d.Show(1280, 800, func() shell.Screen { list = newList(d.Session); return list })
	b.Shows("Functional skills clinic", "A sample of the problem first", "Motor assessment clinic")
	b.Everywhere("clinics-booked")
	list.scroll.Reveal(b.Find("Who may be booked, Functional skills clinic").Object)
	b.Tap("Who may be booked, Functional skills clinic")
	b.Everywhere("clinics-candidates")
	closeSheet(b)
	list.scroll.Reveal(b.Find("Plan a session, Motor assessment clinic").Object)
	b.Tap("Plan a session, Motor assessment clinic")
	last := d.Went[len(d.Went)-1]
	var g assessments.GroupSession
	d.Read(assessments.ID(strings.TrimSuffix(last.Arg, "/about")), &g)
	if last.Screen != session.Group || g.Type != "clinic" || g.Title != "Motor assessment clinic" {
		t.Errorf("went to %+v with %+v", last, g)
	}
	d.Sound()
}

func TestList_WithoutRulesSaysSo(t *testing.T) {
	d := sit(t)
	rules(t, d, "")
	b := show(d, 390, 844, "")
	b.Shows("Your service has not chosen its rules yet.")
	b.Picture("clinics-none")
	b.Sound()
	b.Tap("Choose the rules")
	if last := d.Went[len(d.Went)-1]; last.Screen != session.Waiting {
		t.Errorf("went to %+v", last)
	}
	b.Tap("Open today’s board")
	b = show(d, 390, 844, "2026-12-03")
	b.Tap("Somebody came")
	closeSheet(b)
	b.Shows("1 here")
	d.Sound()
}

const termTable = "kind,name,first,last\nterm,Autumn term,2026-09-02,2026-12-18\nterm,Spring term,2027-01-04,2027-02-12\ninset,INSET,2027-01-05,\n"

func TestSites(t *testing.T) {
	d := sit(t)
	rules(t, d, "bromley-like")
	school := special(t, d)
	b := show(d, 1280, 800, "sites")
	b.Shows("Otterbourne School", "No term dates yet", "Term dates are missing", "8 December: not known", "Bryony Quillfeather, every Tuesday")
	b.Everywhere("sites-unknown")
	b.Tap("Term dates, Otterbourne School")
	b.Type("Where they come from", "the school’s page, 3 December 2026")
	b.Type("Term dates", "kind,name,first,last\nterm,Autumn,2 Sept,\n")
	b.Shows("Nothing was added yet", "Line 2")
	b.Everywhere("sites-terms-wrong")
	closeSheet(b)
	b.Tap("Term dates, Otterbourne School")
	b.Type("Where they come from", "the school’s page, 3 December 2026")
	b.Type("Term dates", termTable)
	b.Shows("2 stretches of school days and 1 INSET day")
	b.Everywhere("sites-terms")
	b.Tap("Use these dates")
	b.Shows("Term dates: the school’s page, 3 December 2026", "5 January: INSET day")
	b.Everywhere("sites")
	d.TakeBack()
	b.Shows("No term dates yet")
	b.Tap("Bryony Quillfeather, every Tuesday")
	b.Everywhere("sites-day")
	closeSheet(b)
	_ = school
	d.Sound()
}
