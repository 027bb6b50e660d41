package today_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/app/today"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// morning is 24 November 2026, 09:12 in London: Isla's visit is at 09:30.
var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)

func TestScreen_StartsTheNextVisitInOneTap(t *testing.T) {
	d := sessiontest.New(t, 12, morning)
	b := kittest.Open(t, 1184, 712)
	s := today.NewScreen(d.Session)
	b.Show(s.Content())
	b.Shows("Next, in 18 minutes", "09:30  Issy O'Thistlewood", "Larkbarrow Primary", "School agreed", "Ready offline")
	b.Picture("today")
	b.Sound()
	b.Tap("Start visit")
	if len(d.Went) != 1 || d.Went[0].Screen != session.Capture || d.Went[0].Child != d.Child(t, "Isla") {
		t.Fatalf("went to %+v, failed %v", d.Went, d.Failed)
	}
	rec, err := d.Store.Record(t.Context(), d.Went[0].Arg)
	if err != nil {
		t.Fatal(err)
	}
	if got := rec.Fields.Text("status"); got != "started" {
		t.Errorf("the contact is %q, want started", got)
	}
}

func TestScreen_AnEmptyDayOffersTheChildren(t *testing.T) {
	d := sessiontest.New(t, 0, morning)
	b := kittest.Open(t, 1184, 712)
	s := today.NewScreen(d.Session)
	b.Show(s.Content())
	b.Shows("No visits planned")
	b.Sound()
	b.Tap("Children")
	if len(d.Went) != 1 || d.Went[0].Screen != session.Children {
		t.Errorf("went to %+v", d.Went)
	}
}

func TestScreen_NotesWrittenWhileLockedStandOnTopUntilFiled(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	slip := store.Slip{ID: "0190ffff-0000-7000-8000-00000000a001", At: morning, Text: "Mum rang: the splint rubs"}
	if err := d.Store.PutSlipBack(t.Context(), slip, nil); err != nil {
		t.Fatal(err)
	}
	b := kittest.Open(t, 1184, 712)
	s := today.NewScreen(d.Session)
	b.Show(s.Content())
	b.Picture("today-slips")
	b.Sound()
	b.Tap("1 note written while locked")
	if len(d.Went) != 1 || d.Went[0].Screen != session.Slips {
		t.Fatalf("went to %+v", d.Went)
	}
	if strings.Contains(b.Texts(), "splint") {
		t.Error("the note itself can be read on Today")
	}
	if err := d.Store.FileSlip(t.Context(), slip.ID, nil); err != nil {
		t.Fatal(err)
	}
	s.Reload()
	if strings.Contains(b.Texts(), "written while locked") {
		t.Error("a note that was filed is still told of")
	}
}

// TestScreen_AVisitThatIsDoneStaysOnTheDay: the day says what was done, and what became of each contact.
func TestScreen_AVisitThatIsDoneStaysOnTheDay(t *testing.T) {
	d := sessiontest.New(t, 12, morning)
	rows, err := d.Store.Contacts(t.Context(), "2026-11-24", "2026-11-24")
	if err != nil || len(rows) != 1 {
		t.Fatalf("%d visits on the day, %v; want Isla's", len(rows), err)
	}
	rec, err := d.Store.Record(t.Context(), rows[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	was, _ := rec.Read()
	was.(*assessments.Contact).Status = "attended"
	edit, _ := d.Session.Change(rec, was)
	missed := d.Session.Create(d.Session.NewID(), assessments.ChildScope(d.Child(t, "Yusuf")),
		&assessments.Contact{Type: "visit", On: "2026-11-24", From: "08:30", Status: "not-brought", Purpose: "Seating review"})
	if !d.Session.Write(t.Context(), edit, missed) {
		t.Fatal(d.Failed)
	}
	b := kittest.Open(t, 1184, 712)
	s := today.NewScreen(d.Session)
	b.Show(s.Content())
	b.Shows("Done today", "Seen", "Was not brought", "Issy O'Thistlewood")
	b.Picture("today-done")
	b.Sound()
	if got, want := s.Frame().Subtitle, "All 2 visits of today are done"; got != want {
		t.Errorf("the day says %q, want %q", got, want)
	}
}

// TestScreen_NothingIsDrawnAnewForNothing: a pull that changes nothing leaves the button under the finger.
func TestScreen_NothingIsDrawnAnewForNothing(t *testing.T) {
	d := sessiontest.New(t, 12, morning)
	b := kittest.Open(t, 1184, 712)
	s := today.NewScreen(d.Session)
	b.Show(s.Content())
	button := func() fyne.CanvasObject { return b.Find("Start visit").Object }
	was := button()
	s.Reload()
	if button() != was {
		t.Error("the button was made anew although nothing had changed")
	}
}

// busy is a day with something due of each sort, and something for several people.
func busy(t *testing.T) *sessiontest.Desk {
	d, child := desk(t, "lewisham-like")
	d.Time = time.Date(2026, 12, 3, 8, 40, 0, 0, session.London)
	add(t, d, child, &assessments.AdviceRequest{From: "Local authority SEND team", Received: "2026-10-28"})
	add(t, d, child, &assessments.Referral{Received: "2026-07-27", Reason: "Handwriting"})
	add(t, d, child, &assessments.ActivityPlan{Title: "Laces", Start: "2026-10-01", End: "2026-12-21"})
	add(t, d, child, &assessments.Equipment{Item: "mobile hoist", Status: "in-use", Lifting: true, ExaminedOn: "2026-05-30", ExamineBy: "2026-11-30"})
	add(t, d, child, &assessments.Contact{Type: "visit", On: "2026-12-03", From: "14:00", Status: "planned", Place: "home", Purpose: "Toilet seat trial"})
	team(t, d, &assessments.EquipmentItem{Product: "Chair", Status: "on-loan", Place: "Hall", DueBack: "2026-11-23"})
	team(t, d, &assessments.GroupSession{Type: "training", Title: "Moving and handling for schools", On: "2026-12-03", From: "13:00", To: "13:45", Place: "School hall", Register: []assessments.Attendee{{Who: "Ann"}, {Who: "Tom"}}})
	team(t, d, &assessments.Contact{Type: "walk-in", On: "2026-11-19", From: "09:41", Status: "started", Participants: []assessments.Participant{{Who: "Tom"}}})
	return d
}

func TestScreen_EachDueLineOpensWhereItIsActedOn(t *testing.T) {
	for _, size := range []struct {
		name string
		w, h float32
	}{{"landscape", 1184, 712}, {"portrait", 800, 1112}, {"phone", 390, 676}} {
		t.Run(size.name, func(t *testing.T) {
			d := busy(t)
			b := kittest.Open(t, size.w, size.h)
			s := today.NewScreen(d.Session)
			b.Show(s.Content())
			b.Shows("Drop-in clinic", "Moving and handling for schools", "Then, at 14:00", "Due", "Overdue", "Equipment register, 1 thing", "To finish", "Drop-in, 19 November")
			b.Picture("today-busy-" + size.name)
			place := map[string]kit.Placed{}
			for _, p := range b.Placed() {
				if p.Kind == "text" {
					place[p.Text] = p
				}
			}
			title, day, left := place["EHC advice, Wren Applecote"], place["Wednesday 9 December"], place["4 working days"]
			if title.Text == "" || day.Text == "" || day.Y != left.Y || left.X <= day.X || day.Y-title.Y-title.H < 20 {
				t.Errorf("a bar has no room between %+v and the day %+v, or what is left %+v does not stand beside it", title, day, left)
			}
			b.Sound()
			for _, c := range []struct {
				name   string
				screen string
			}{{"Drop-in clinic", session.Clinic}, {"Moving and handling for schools", session.Group}, {"EHC advice, Wren Applecote", session.ChildHome}, {"First appointment, Wren Applecote", session.Pathway},
				{"Plan ends, Wren Applecote", session.Plan}, {"Examine mobile hoist, Wren Applecote", session.Equipment}, {"Equipment register, 1 thing", session.Register}, {"Drop-in, 19 November", session.Clinic}} {
				s.Content().(*kit.Scroller).Reveal(b.Find(c.name).Object)
				b.Tap(c.name)
				if last := d.Went[len(d.Went)-1]; last.Screen != c.screen {
					t.Errorf("%s goes to %+v", c.name, last)
				}
			}
		})
	}
}
