package childhome_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/driver/desktop"

	"github.com/fieldfare/fieldfare/app/childhome"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/assessments"
)

var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)

func TestScreen_SummaryOfAChild(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	for _, c := range []struct {
		name  string
		w, h  float32
		shows []string
	}{
		{"Isla", 1184, 660, []string{"I did my own tights and Mummy did a dance.", "Today, 09:30", "Refused", "Ended 21 April", "310"}},
		{"Yusuf", 800, 1100, []string{"Wednesday 9 December", "Ended 28 April", "Refused", "Up! Me do."}},
	} {
		b := kittest.Open(t, c.w, c.h)
		s := childhome.NewScreen(d.Session, d.Child(t, c.name), "")
		b.Show(s.Content())
		b.Picture("childhome-" + c.name)
		b.Sound()
		b.Shows(c.shows...)
	}
}

// TestScreen_LinesBeginAsSentences: what stands under a name or at the end of a row is read as words, and not as values of a field.
func TestScreen_LinesBeginAsSentences(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	for _, tab := range []assessments.ID{"timeline", "equipment", "people", "goals"} {
		for _, name := range []string{"Isla", "Yusuf"} {
			b := kittest.Open(t, 1184, 3000)
			b.Show(childhome.NewScreen(d.Session, d.Child(t, name), tab).Content())
			for _, p := range b.Placed() {
				if row, ok := p.Object.(*kit.ListRow); ok {
					for _, s := range []string{row.Data().Title, row.Data().Subtitle, row.Data().Trailing} {
						if s != "" && s[0] >= 'a' && s[0] <= 'z' {
							t.Errorf("%s of %s begins small: %q", tab, name, s)
						}
					}
				}
			}
		}
	}
}

// A contact that runs comes before what is planned, whatever the day, and its button goes on with it.
func TestScreen_WhatRunsComesFirst(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	isla := d.Child(t, "Isla")
	id := d.NewID()
	scope := assessments.ChildScope(isla)
	if _, err := d.Store.Apply(t.Context(), []assessments.Edit{
		d.Create(id, scope, &assessments.Contact{Type: "call", Place: "phone", On: "2026-11-24", From: "09:02", Status: "started"}),
		d.Create(d.NewID(), scope, &assessments.Contact{Type: "visit", Place: "school", On: "2026-11-02", Status: "planned"})}); err != nil {
		t.Fatal(err)
	}
	b := kittest.Open(t, 1184, 660)
	b.Show(childhome.NewScreen(d.Session, isla, "").Content())
	b.Shows("Started today, 09:02", "Telephone call")
	b.Tap("Go on")
	if want := (sessiontest.Visit{Screen: session.Contact, Child: isla, Arg: id}); len(d.Went) != 1 || d.Went[0] != want {
		t.Errorf("it leads to %+v, want %+v", d.Went, want)
	}
}

func TestScreen_EveryTabOpensAndIsSound(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	for _, tab := range []assessments.ID{"timeline", "goals", "equipment", "reports", "people"} {
		b := kittest.Open(t, 1184, 660)
		s := childhome.NewScreen(d.Session, d.Child(t, "Yusuf"), tab)
		b.Show(s.Content())
		b.Picture("childhome-" + string(tab))
		b.Sound()
	}
	if len(d.Failed) > 0 {
		t.Error(d.Failed)
	}
}

// TestScreen_TheKeyOfTheGoals says what the two circles of a track are.
func TestScreen_TheKeyOfTheGoals(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	b := kittest.Open(t, 1184, 660)
	b.Show(childhome.NewScreen(d.Session, d.Child(t, "Isla"), "goals").Content())
	b.Shows("Start 24 March (open circle), latest 14 July (filled)")
}

// TestScreen_ScoresWithWhoRatedLast, where that is somebody of the child’s own, and asks otherwise.
func TestScreen_ScoresWithWhoRatedLast(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	isla := d.Child(t, "Isla")
	for _, tab := range []assessments.ID{"", "goals"} {
		d.Went = nil
		b := kittest.Open(t, 1184, 660)
		b.Show(childhome.NewScreen(d.Session, isla, tab).Content())
		b.Tap("Score with Mum")
		b.Tap("Score goals")
		b.Tap("New goal")
		if len(d.Went) != 3 || d.Went[0].Screen != session.Score || d.Went[0].Arg == "" || d.Went[1] != (sessiontest.Visit{Screen: session.Score, Child: isla}) || d.Went[2].Screen != session.Goal {
			t.Errorf("went to %+v", d.Went)
		}
	}
	score := func(by assessments.ID, on assessments.Date) {
		if _, err := d.Store.Apply(t.Context(), []assessments.Edit{d.Create(d.NewID(), assessments.ChildScope(isla),
			&assessments.GoalReview{Goal: d.NewID(), On: on, Performance: 4, RatedBy: by})}); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		by    assessments.ID
		on    assessments.Date
		shows bool
	}{{isla, "2026-11-20", true}, {d.NewID(), "2026-11-23", false}} {
		score(c.by, c.on)
		b := kittest.Open(t, 1184, 660)
		b.Show(childhome.NewScreen(d.Session, isla, "").Content())
		if got := strings.Contains(b.Texts(), "Score with "); got != c.shows || c.shows && !strings.Contains(b.Texts(), "Score with Issy") {
			t.Errorf("rated by %q: %v, want %v", c.by, got, c.shows)
		}
	}
}

func TestScreen_ConfidentialNotesStayOffTheScreen(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	b := kittest.Open(t, 1184, 660)
	s := childhome.NewScreen(d.Session, d.Child(t, "Isla"), "timeline")
	b.Show(s.Content())
	for _, word := range []string{"low mood", "tablets since"} {
		for _, p := range b.Placed() {
			if strings.Contains(p.Text, word) {
				t.Errorf("%q stands on the timeline", word)
			}
		}
	}
}

func TestScreen_WritesAReportForWhereTheChildIsTaught(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	b := kittest.Open(t, 1184, 660)
	s := childhome.NewScreen(d.Session, d.Child(t, "Yusuf"), "reports")
	b.Show(s.Content())
	b.Tap("New report")
	b.Tap("School advice")
	if len(d.Went) != 1 || d.Went[0].Screen != session.Composer {
		t.Fatalf("went to %+v, failed %v", d.Went, d.Failed)
	}
	rec, err := d.Store.Record(t.Context(), d.Went[0].Arg)
	if err != nil {
		t.Fatal(err)
	}
	if got := rec.Fields.Text("report_kind") + " " + rec.Fields.Text("recipient") + " " + rec.Fields.Text("as_at"); got != "school-advice nursery 2026-11-24" {
		t.Errorf("began %q", got)
	}
}

func TestScreen_ATabIsAPlaceToComeBackTo(t *testing.T) {
	d := sessiontest.New(t, 1, morning)
	b := kittest.Open(t, 1184, 660)
	s := childhome.NewScreen(d.Session, d.Child(t, "Isla"), "")
	b.Show(s.Content())
	b.Tap("All 12")
	if want := (sessiontest.Visit{Screen: session.ChildHome, Child: d.Child(t, "Isla"), Arg: "timeline"}); len(d.Swaps) != 1 || d.Swaps[0] != want {
		t.Errorf("swapped to %+v, want %+v", d.Swaps, want)
	}
}

func TestScreen_ANameWithoutAFamilyNameKeepsItsOrder(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	b := kittest.Open(t, 1184, 80)
	s := childhome.NewScreen(d.Session, d.Child(t, "Yusuf"), "")
	b.Show(kit.NewChildBand(*s.Frame().Child, nil))
	for _, p := range b.Placed() {
		if strings.Contains(p.Text, "Yusuf") && !strings.HasPrefix(p.Text, "Yusuf Xirsi Dayaxweyn") {
			t.Errorf("the band says %q", p.Text)
		}
	}
	b.Shows("Yusuf Xirsi Dayaxweyn")
}

// TestScreen_AnAbsenceAsksForItsDecision: a tap on a visit to which the child was not brought leads to the decision, not to a form.
func TestScreen_AnAbsenceAsksForItsDecision(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	isla, id := d.Child(t, "Isla"), d.Session.NewID()
	missed := &assessments.Contact{Type: "visit", On: "2026-11-23", From: "09:00", Status: "not-brought", Place: "clinic"}
	if !d.Session.Write(t.Context(), d.Session.Create(id, assessments.ChildScope(isla), missed)) {
		t.Fatal(d.Failed)
	}
	b := kittest.Open(t, 1184, 660)
	b.Show(childhome.NewScreen(d.Session, isla, "timeline").Content())
	b.Tap("23 November, clinic visit")
	if want := (sessiontest.Visit{Screen: session.Discharge, Child: isla, Arg: id}); len(d.Went) != 1 || d.Went[0] != want {
		t.Errorf("went to %+v, want %+v", d.Went, want)
	}
}

// A lead's link shows on the home of both, and leads to the other child.
func TestScreen_NotesWhoMayBeTheSameChild(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	isla, yusuf := d.Child(t, "Isla"), d.Child(t, "Yusuf")
	if _, err := d.Store.Link(t.Context(), isla, yusuf, "name-and-birth", d.Me); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Store.Link(t.Context(), isla, d.NewID(), "other", d.Me); err != nil {
		t.Fatal(err)
	}
	b := kittest.Open(t, 1184, 712)
	b.Show(childhome.NewScreen(d.Session, isla, "").Content())
	b.Picture("home-linked")
	b.Sound()
	b.Shows("May be the same child as Yusuf", "Name and day of birth agree", "May be the same child as one who is not on this tablet")
	b.Tap("May be the same child as Yusuf Xirsi Dayaxweyn")
	if want := (sessiontest.Visit{Screen: session.Same, Child: isla, Arg: yusuf}); len(d.Went) != 1 || d.Went[0] != want {
		t.Errorf("went to %+v, want the two side by side", d.Went)
	}
}

// The covered card is the same on a child with alerts and without; only a hold says which it is.
func TestScreen_AlertsShowAfterAHoldOnly(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	isla, id := d.Child(t, "Isla"), d.NewID()
	if !d.Write(t.Context(), d.Create(id, assessments.ChildScope(isla), &assessments.Alert{Text: "Two adults at home visits", Type: "risk-to-staff", Since: "2026-03-03"})) {
		t.Fatal(d.Failed)
	}
	var covered []string
	for _, child := range []assessments.ID{isla, d.Child(t, "Yusuf")} {
		clock := kittest.NewClock(morning)
		b := kittest.Open(t, 1184, 1600)
		b.Show(childhome.NewScreenAt(d.Session, clock.Kit(), child, "people").Content())
		text := b.Texts()
		if strings.Contains(text, "Two adults") || strings.Contains(text, "Risk to staff") {
			t.Fatal("the alert shows without a hold")
		}
		covered = append(covered, text[strings.Index(text, "For staff"):])
		hold := b.Find("Hold to open, press and hold").Object.(*kit.HoldButton)
		hold.MouseDown(&desktop.MouseEvent{})
		clock.Turn(700 * time.Millisecond)
		if child != isla {
			b.Shows("No alerts")
			continue
		}
		b.Shows("Two adults at home visits", "Risk to staff, since 3 March 2026")
		b.Picture("home-alerts")
		b.Sound()
		b.Tap("Two adults at home visits")
		if last := d.Went[len(d.Went)-1]; last.Screen != session.Details {
			t.Errorf("went to %+v", last)
		}
		b.Tap("Hide")
		if strings.Contains(b.Texts(), "Two adults") {
			t.Error("Hide does not hide")
		}
	}
	if covered[0] != covered[1] {
		t.Errorf("one can tell who has an alert: %q and %q", covered[0], covered[1])
	}
}
