package history

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/driver/desktop"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)

// noted is a desk with one note of Isla's that was written and then corrected twice.
func noted(t *testing.T, o assessments.Observation) (d *sessiontest.Desk, isla, note assessments.ID) {
	t.Helper()
	d = sessiontest.NewIn(t, 2, morning, store.InitOptions{})
	isla, note = d.Child(t, "Isla"), d.NewID()
	if !d.Write(t.Context(), d.Create(note, assessments.ChildScope(isla), &o)) {
		t.Fatal(d.Failed)
	}
	for _, words := range []string{"Foot board 15 mm, feet flat on it.", "Foot board 25 mm, heels just off it."} {
		d.Time = d.Time.Add(20 * time.Minute)
		rec, err := d.Store.Record(t.Context(), note)
		if err != nil {
			t.Fatal(err)
		}
		o.Text = words
		edit, _ := d.Change(rec, &o)
		if !d.Write(t.Context(), edit) {
			t.Fatal(d.Failed)
		}
	}
	return d, isla, note
}

var fact = assessments.Observation{On: "2026-11-24", At: "09:12", Type: "fact", Area: "seating", Text: "Foot board 15 mm."}

func TestRead_SaysWhoChangedWhatWordByWord(t *testing.T) {
	d, isla, note := noted(t, fact)
	m, err := Read(t.Context(), d.Store, note, d.Me)
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Steps) != 3 || m.Child != isla || m.Held || m.Title != "Note of 24 November 2026 09:12" {
		t.Fatalf("%d steps, title %q: %+v", len(m.Steps), m.Title, m)
	}
	newest := m.Steps[0]
	if newest.What != "Changed" || newest.Who != "You" || newest.When != "Tuesday 24 November 2026, 09:52" || !strings.Contains(newest.State, "not sent") || len(newest.Turns) != 1 {
		t.Errorf("newest %+v", newest)
	}
	turn := newest.Turns[0]
	if turn.Label != "Note" || !turn.CanPutBack || len(turn.Left) < 3 {
		t.Errorf("turn %+v", turn)
	}
	for _, p := range turn.Right {
		if p.Differs && strings.Contains(p.Text, "Foot board") {
			t.Errorf("%q is marked and stands on both sides", p.Text)
		}
	}
	if m.Steps[2].What != "Written" {
		t.Errorf("the first step is %q", m.Steps[2].What)
	}
	for _, x := range m.Steps[2].Turns {
		if x.Label == "What it is" && x.Now != "Fact" || x.Label == "Day" && x.Now != "24 November 2026" {
			t.Errorf("%+v", x)
		}
	}
}

func TestScreen_PutsBackAnOlderValueAndTakesThatBack(t *testing.T) {
	d, isla, note := noted(t, fact)
	b := kittest.Open(t, 1184, 900)
	s := NewScreen(d.Session, isla, note)
	b.Show(s.Content())
	b.Shows("Changed by you", "Before", "After", "not sent yet")
	b.Picture("history-record")
	b.Sound()
	b.Tap("Put back “Foot board 15 mm, feet flat…”")
	text := func() string {
		rec, err := d.Store.Record(t.Context(), note)
		if err != nil {
			t.Fatal(err)
		}
		return rec.Fields.Text("text")
	}
	if got := text(); got != "Foot board 15 mm, feet flat on it." {
		t.Fatalf("stands %q", got)
	}
	if len(d.Undos) != 1 {
		t.Fatalf("%d undos", len(d.Undos))
	}
	d.Undos[0]()
	if got := text(); got != "Foot board 25 mm, heels just off it." {
		t.Errorf("undone, and stands %q", got)
	}
	if h, _ := d.Store.History(t.Context(), note); len(h) != 5 {
		t.Errorf("%d changes: putting back is a change, and so is taking it back", len(h))
	}
}

// TestScreen_HeldRecordsShowTheirWordsAfterAHold: an alert, and what never leaves the record.
func TestScreen_HeldRecordsShowTheirWordsAfterAHold(t *testing.T) {
	o := fact
	o.Confidential = true
	d, isla, note := noted(t, o)
	clock := kittest.NewClock(morning)
	b := kittest.Open(t, 800, 1100)
	b.Show(newScreen(d.Session, clock.Kit(), isla, note).Content())
	if strings.Contains(b.Texts(), "Foot board") {
		t.Fatal("the words show without a hold")
	}
	b.Picture("history-held")
	b.Sound()
	b.Tap("Hold to open, press and hold")
	if strings.Contains(b.Texts(), "Foot board") {
		t.Fatal("a tap opens it")
	}
	hold := b.Find("Hold to open, press and hold").Object.(*kit.HoldButton)
	hold.MouseDown(&desktop.MouseEvent{})
	clock.Turn(700 * time.Millisecond)
	b.Shows("Foot board 25 mm,")
}

// What a young person answered just for the therapist shows no more than an alert does.
func TestHeld_AnswersInConfidence(t *testing.T) {
	d, _, _ := noted(t, fact)
	for question, want := range map[string]bool{"told-others": true, "like-called": false} {
		a := &assessments.Answers{Template: "questionnaire-young-person", Version: 1, Values: []assessments.Answer{{Question: question, Value: "x"}}}
		if got := held(t.Context(), d.Store, assessments.Record{Kind: assessments.KindAnswers, Fields: assessments.Encode(a)}); got != want {
			t.Errorf("an answer to %s is held: %v", question, got)
		}
	}
}

func TestScreen_OfAChildNamesFieldsAndNoWords(t *testing.T) {
	d, isla, note := noted(t, fact)
	if _, err := d.Store.Apply(t.Context(), []assessments.Edit{d.Create(d.NewID(), assessments.ChildScope(isla), &assessments.EnteredInError{Of: note, Reason: "Written twice"})}); err != nil {
		t.Fatal(err)
	}
	for _, size := range []struct {
		name string
		w, h float32
	}{{"landscape", 1184, 712}, {"portrait", 800, 1112}, {"phone", 390, 676}, {"laptop", 1344, 812}} {
		b := kittest.Open(t, size.w, size.h)
		s := NewScreen(d.Session, isla, "")
		b.Show(s.Content())
		b.Shows("Tuesday 24 November 2026", "You · Changed note", "Entered in error", "Who has looked")
		if strings.Contains(b.Texts(), "Foot board") {
			t.Error("the words of a note stand on the list")
		}
		b.Picture("history-child-" + size.name)
		b.Sound()
		b.Tap("Entered in error")
		if strings.Contains(b.Texts(), "Changed class") {
			t.Error("the filter keeps what stands")
		}
	}
}

// TestRead_EnteredInErrorAndTakenBack: both stand in the history of the record.
func TestRead_EnteredInErrorAndTakenBack(t *testing.T) {
	d, isla, note := noted(t, fact)
	strike := d.NewID()
	d.Time = d.Time.Add(time.Minute)
	if _, err := d.Store.Apply(t.Context(), []assessments.Edit{d.Create(strike, assessments.ChildScope(isla), &assessments.EnteredInError{Of: note, Reason: "Written twice"})}); err != nil {
		t.Fatal(err)
	}
	m, err := Read(t.Context(), d.Store, note, d.Me)
	if err != nil || m.Struck != "Written twice" || m.Steps[0].What != "Entered in error" || m.Steps[0].Turns[0].Now != "Written twice" {
		t.Fatalf("%+v (%v)", m, err)
	}
	d.Time = d.Time.Add(time.Minute)
	if _, err := d.Store.Apply(t.Context(), []assessments.Edit{{Record: strike, Set: assessments.Fields{"of": []byte(`"` + strike + `"`)}}}); err != nil {
		t.Fatal(err)
	}
	if m, err = Read(t.Context(), d.Store, note, d.Me); err != nil || m.Struck != "" || len(m.Steps) != 5 || m.Steps[0].What != "Stands again" {
		t.Errorf("%+v (%v)", m, err)
	}
}

// TestRead_NothingOfAPracticeCaseloadWaitsToBeSent: what is saved there is where it is meant to be.
func TestRead_NothingOfAPracticeCaseloadWaitsToBeSent(t *testing.T) {
	d := sessiontest.New(t, 1, morning)
	isla, note := d.Child(t, "Isla"), d.NewID()
	if !d.Write(t.Context(), d.Create(note, assessments.ChildScope(isla), &fact)) {
		t.Fatal(d.Failed)
	}
	m, err := Read(t.Context(), d.Store, note, d.Me)
	if err != nil || m.Steps[0].State != "Saved on this tablet" {
		t.Errorf("%+v, %v", m.Steps, err)
	}
}

func TestValue(t *testing.T) {
	d := sessiontest.New(t, 1, morning)
	isla := d.Child(t, "Isla")
	for _, c := range []struct {
		kind       assessments.Kind
		field, raw string
		want       string
		text       bool
	}{
		{assessments.KindContact, "status", `"not-brought"`, "Not brought", false},
		{assessments.KindContact, "type", `"call"`, "Telephone call", false},
		{assessments.KindContact, "agreed", `true`, "Yes", false},
		{assessments.KindGoal, "area", `"eating"`, "Eating and drinking", false},
		{assessments.KindObservation, "area", `"Of another app"`, "Of another app", false},
		{assessments.KindObservation, "text", `"Sat well."`, "Sat well.", true},
		{assessments.KindObservation, "text", `null`, "", true},
		{assessments.KindObservation, "said_by", `"` + string(isla) + `"`, "Isla Maeve O'Thistlewood", false},
		{assessments.KindObservation, "on", `"2026-11-24"`, "24 November 2026", false},
		{assessments.KindMeasurement, "rows", `[{"what":"hip-width","value":262,"unit":"mm"},{"what":"foot","value":17.5}]`, "Unit: mm, Value: 262, What: hip-width\nValue: 17.5, What: foot", false},
		{"from-a-newer-app", "x", `{"a":[1,null]}`, "A: 1, ", false},
	} {
		got, text := Value(context.Background(), d.Store, c.kind, c.field, []byte(c.raw))
		if got != c.want || text != c.text {
			t.Errorf("%s %s: %q, %v", c.field, c.raw, got, text)
		}
	}
}

var _ ChildReader = (*store.Store)(nil)
