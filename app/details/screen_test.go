package details_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/driver/desktop"

	"github.com/fieldfare/fieldfare/app/details"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/assessments"
)

var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)

func TestEverySheetAsksOnlyForFieldsThatExist(t *testing.T) {
	for _, info := range assessments.Kinds() {
		known := map[string]bool{}
		for _, f := range info.Fields() {
			known[f.Name] = true
		}
		m, err := details.Open(t.Context(), sessiontest.New(t, 0, morning).Store, info.Kind, "0190ffff-0000-7000-8000-0000000000aa", "")
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range m.Parts {
			for _, e := range p.Entries {
				if !known[e.Field] {
					t.Errorf("%s has no field %s", info.Kind, e.Field)
				}
				if words, _ := m.Options(e); (e.How == details.Chips || e.How == details.Pick) && len(words) == 0 {
					t.Errorf("%s.%s is asked as a choice and has no list", info.Kind, e.Field)
				}
			}
		}
	}
}

func TestScreen_AddsAChild(t *testing.T) {
	d := sessiontest.New(t, 1, morning)
	id := d.NewID()
	b := kittest.Open(t, 1184, 900)
	s := details.NewScreen(d.Session, kittest.NewClock(morning).Kit(), id, details.Arg(assessments.KindChild, id))
	b.Show(s.Content())
	b.Shows("Still to fill in")
	b.Type("Whole name, in its own order", "Ada Mae Testchild")
	b.Tap("She")
	b.Type("Date of birth, day", "14")
	b.Type("Date of birth, month", "7")
	b.Type("Date of birth, year", "2020")
	b.Picture("details-child")
	b.Sound()
	s.Leave()
	rec, err := d.Store.Record(t.Context(), id)
	if err != nil {
		t.Fatalf("%v; failed %v", err, d.Failed)
	}
	if got := rec.Fields.Text("name") + " " + rec.Fields.Text("born") + " " + rec.Fields.Text("pronoun"); got != "Ada Mae Testchild 2020-07-14 she" || rec.Meta.Unsent == 0 {
		t.Errorf("kept %q, %d changes", got, rec.Meta.Unsent)
	}
}

func TestScreen_RecordsAConsent(t *testing.T) {
	d := sessiontest.New(t, 1, morning)
	isla, id := d.Child(t, "Isla"), d.NewID()
	b := kittest.Open(t, 1184, 1400)
	s := details.NewScreen(d.Session, kittest.NewClock(morning).Kit(), isla, details.Arg(assessments.KindBasis, id))
	b.Show(s.Content())
	b.Tap("Share")
	b.Tap("Given")
	b.Picture("details-consent")
	b.Sound()
	b.Shows("Say who gave or refused consent.")
	s.Leave()
	rec, err := d.Store.Record(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if got := rec.Fields.Text("purpose") + rec.Fields.Text("decision") + rec.Fields.Text("basis"); got != "sharegivenconsent" {
		t.Errorf("kept %q", got)
	}
}

func TestSaying_FollowsPurposeRecipientAndBasis(t *testing.T) {
	for _, c := range []struct {
		name  string
		b     assessments.Basis
		shown bool
		want  string // in the question or the hint
	}{
		{"nothing chosen", assessments.Basis{Kind: "consent"}, true, "Choose the purpose"},
		{"sharing with nobody yet", assessments.Basis{Purpose: "share"}, true, "Choose with whom"},
		{"with school", assessments.Basis{Purpose: "share", Recipient: "school"}, true, "May we tell school"},
		{"with the council", assessments.Basis{Purpose: "share", Recipient: "la"}, true, "May we send our advice to the council"},
		{"by video call", assessments.Basis{Purpose: "virtual"}, true, "by video call?"},
		{"to another service", assessments.Basis{Purpose: "referral-onward"}, true, "the service we have told you of"},
		{"a survey", assessments.Basis{Purpose: "survey"}, true, "a short survey"},
		{"what nobody has worded", assessments.Basis{Purpose: "other"}, true, "Nobody has worded this one"},
		{"a court does not ask", assessments.Basis{Purpose: "share", Recipient: "school", Kind: "court-order"}, false, ""},
	} {
		s, shown := details.SayingOf(assessments.Encode(&c.b))
		if shown != c.shown || !strings.Contains(s.Ask+s.Hint, c.want) || (s.Ask != "") == (s.Hint != "") && shown {
			t.Errorf("%s: %v, %+v", c.name, shown, s)
		}
		if s.Ask != "" && (len(s.Parts) != 4 || !strings.Contains(s.Foot, "Draft for clinician approval. Wording ")) {
			t.Errorf("%s: half a wording: %+v", c.name, s)
		}
	}
}

// TestScreen_ReadsAConsentAloud: the words stand there once it is known what for and with whom; that they were read is noted by a
// tap, behind what was typed already.
func TestScreen_ReadsAConsentAloud(t *testing.T) {
	for _, size := range []struct {
		name string
		w, h float32
	}{{"landscape", 1184, 1400}, {"portrait", 800, 1280}, {"phone", 390, 844}} {
		t.Run(size.name, func(t *testing.T) {
			d := sessiontest.New(t, 1, morning)
			isla, id := d.Child(t, "Isla"), d.NewID()
			b := kittest.Open(t, size.w, size.h)
			s := details.NewScreen(d.Session, kittest.NewClock(morning).Kit(), isla, details.Arg(assessments.KindBasis, id))
			b.Show(s.Content())
			b.Shows("Choose the purpose, and the words to read aloud stand here")
			b.Tap("Share")
			b.Shows("Choose with whom it is shared")
			b.Tap("Shared with")
			b.Tap("School")
			b.Shows("May we tell school what we find and what will help?", "If they say no", "Wording share-school, version 1.")
			b.Picture("details-say-" + size.name)
			b.Sound()
			b.Type("In their words, and what was done", "Mum nodded.")
			b.Tap("With somebody not recorded") // a phone shows what was typed at last, and what was read aloud is above it
			b.Tap("I have read this out")
			b.Shows("The record says that this was read out")
			b.Tap("Given")
			b.Picture("details-said-" + size.name)
			b.Sound()
			s.Leave()
			rec, err := d.Store.Record(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			if got := rec.Fields.Text("words"); got != "Mum nodded.\nAsked: Telling school (share-school, version 1)." {
				t.Errorf("kept %q", got)
			}
			b.Show(details.NewScreen(d.Session, kittest.NewClock(morning).Kit(), isla, details.Arg(assessments.KindBasis, id)).Content())
			b.Shows("The record says that this was read out")
			b.Tap("Photo")
			b.Shows("May we take photos of your child", "I have read this out")
			b.Tap("Reason") // to bring it into view
			b.Tap("Court order")
			if strings.Contains(b.Texts(), "What to say") {
				t.Error("a court order is asked of the family")
			}
		})
	}
}

// TestScreen_AnAlertOpensAfterAHold: somebody may stand beside the tablet. A new one is written straight away.
func TestScreen_AnAlertOpensAfterAHold(t *testing.T) {
	d := sessiontest.New(t, 1, morning)
	isla, id := d.Child(t, "Isla"), d.NewID()
	clock := kittest.NewClock(morning)
	b := kittest.Open(t, 1184, 1400)
	b.Show(details.NewScreen(d.Session, clock.Kit(), isla, details.Arg(assessments.KindAlert, id)).Content())
	b.Shows("What to know")
	if !d.Write(t.Context(), d.Create(id, assessments.ChildScope(isla), &assessments.Alert{Text: "Two adults at home visits"})) {
		t.Fatal(d.Failed)
	}
	b.Show(details.NewScreen(d.Session, clock.Kit(), isla, details.Arg(assessments.KindAlert, id)).Content())
	shows := func() bool {
		for _, p := range b.Placed() {
			if strings.Contains(p.Text, "What to know") {
				return true
			}
		}
		return false
	}
	if shows() {
		t.Fatal("the alert shows without a hold")
	}
	b.Find("Hold to open, press and hold").Object.(*kit.HoldButton).MouseDown(&desktop.MouseEvent{})
	clock.Turn(700 * time.Millisecond)
	if !shows() {
		t.Error("a hold does not open it")
	}
}

// A contact's types are called as the contact is everywhere else.
func TestScreen_AContactHasItsOneName(t *testing.T) {
	d := sessiontest.New(t, 1, morning)
	b := kittest.Open(t, 1184, 1400)
	b.Show(details.NewScreen(d.Session, kittest.NewClock(morning).Kit(), d.Child(t, "Isla"), details.Arg(assessments.KindContact, d.NewID())).Content())
	b.Shows("Telephone call", "Video call", "Walk-in")
}
