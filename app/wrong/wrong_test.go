package wrong_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/app/wrong"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)

// mixed is a desk on which a visit with two notes stands under Isla.
func mixed(t *testing.T) (d *sessiontest.Desk, isla, yusuf, visit assessments.ID, notes []assessments.ID) {
	t.Helper()
	d = sessiontest.New(t, 4, morning)
	d.Me = "0190ffff-0000-7000-8000-00000000ffff"
	isla, yusuf, visit = d.Child(t, "Isla"), d.Child(t, "Yusuf"), d.NewID()
	edits := []assessments.Edit{d.Create(visit, assessments.ChildScope(isla), &assessments.Contact{Type: "visit", On: "2026-11-24", From: "09:00", Status: "attended", Place: "home", Purpose: "Bath seat trial"})}
	for _, words := range []string{"Sits in the bath with one hand held.", "Mum lifts him alone."} {
		id := d.NewID()
		notes = append(notes, id)
		edits = append(edits, d.Create(id, assessments.ChildScope(isla), &assessments.Observation{Contact: visit, On: "2026-11-24", At: "09:05", Type: "fact", Text: words}))
	}
	if !d.Write(t.Context(), edits...) {
		t.Fatal(d.Failed)
	}
	return d, isla, yusuf, visit, notes
}

func standing(t *testing.T, d *sessiontest.Desk, child assessments.ID, words string) (out []assessments.Record) {
	t.Helper()
	recs, err := d.Store.Records(t.Context(), store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindObservation, assessments.KindContact}})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range recs {
		if strings.Contains(r.Fields.Text("text")+r.Fields.Text("purpose"), words) {
			out = append(out, r)
		}
	}
	return out
}

func TestModel_AVisitMovesWithItsNotesAndComesBack(t *testing.T) {
	d, isla, yusuf, visit, _ := mixed(t)
	ctx := t.Context()
	m := wrong.NewModel(d.Store, d, d.Me, d.NewID, isla)
	if err := m.Read(ctx, ""); err != nil {
		t.Fatal(err)
	}
	m.Pick(visit)
	if n := len(m.Picked()); n != 3 {
		t.Fatalf("%d picked, want the visit and its two notes", n)
	}
	done, err := m.Move(ctx, yusuf, "two tabs open")
	if err != nil || len(done.Moved) != 3 || len(done.Loose) != 0 {
		t.Fatalf("%+v (%v)", done, err)
	}
	there := standing(t, d, yusuf, "Bath seat trial")
	note := standing(t, d, yusuf, "Mum lifts")
	if len(there) != 1 || len(note) != 1 || assessments.ID(note[0].Fields.Text("contact")) != there[0].ID {
		t.Fatalf("under Yusuf: %v and %v", there, note)
	}
	if len(standing(t, d, isla, "Mum lifts"))+len(standing(t, d, isla, "Bath seat trial")) != 0 {
		t.Error("they still stand under Isla")
	}
	if err := m.Back(ctx, done); err != nil {
		t.Fatal(err)
	}
	back, home := standing(t, d, isla, "Mum lifts"), standing(t, d, isla, "Bath seat trial")
	if len(back) != 1 || len(home) != 1 || assessments.ID(back[0].Fields.Text("contact")) != home[0].ID || len(standing(t, d, yusuf, "Mum lifts")) != 0 {
		t.Fatalf("moved back: %v, %v", back, home)
	}
	// Moved once more to the same child it stands there: no move may end in a record that was struck before.
	if err := m.Read(ctx, ""); err != nil {
		t.Fatal(err)
	}
	for _, e := range m.Entries {
		if e.Picked {
			m.Pick(e.ID)
		}
	}
	m.Pick(home[0].ID)
	if _, err := m.Move(ctx, yusuf, ""); err != nil || len(standing(t, d, yusuf, "Mum lifts")) != 1 {
		t.Errorf("moved again: %d stand under Yusuf (%v)", len(standing(t, d, yusuf, "Mum lifts")), err)
	}
}

func TestModel_StrikesOutWithAReasonAndTakesItBack(t *testing.T) {
	d, isla, _, _, notes := mixed(t)
	ctx := t.Context()
	m := wrong.NewModel(d.Store, d, d.Me, d.NewID, isla)
	if err := m.Read(ctx, notes[0]); err != nil {
		t.Fatal(err)
	}
	if _, err := m.Strike(ctx, "  "); assessments.KindOf(err) != assessments.Invalid {
		t.Errorf("struck without a reason: %v", err)
	}
	undo, err := m.Strike(ctx, "Written twice")
	if err != nil || len(standing(t, d, isla, "one hand held")) != 0 {
		t.Fatalf("%v; %d stand", err, len(standing(t, d, isla, "one hand held")))
	}
	if err := undo(ctx); err != nil || len(standing(t, d, isla, "one hand held")) != 1 {
		t.Errorf("taken back: %v", err)
	}
}

func TestModel_ReportsThatMayHoldAnEntryAreNamedBefore(t *testing.T) {
	d, isla, _, _, notes := mixed(t)
	report := func(asAt assessments.Date, tree, sent string) {
		r := &assessments.Report{ReportKind: "ehc-advice", Recipient: "la", AsAt: asAt, Tree: tree, SentOn: assessments.Date(sent)}
		if !d.Write(t.Context(), d.Create(d.NewID(), assessments.ChildScope(isla), r)) {
			t.Fatal(d.Failed)
		}
	}
	m := wrong.NewModel(d.Store, d, d.Me, d.NewID, isla)
	before := func() []wrong.Report {
		if err := m.Read(t.Context(), notes[0]); err != nil {
			t.Fatal(err)
		}
		return m.Reports()
	}
	was := len(before())
	report("2026-11-20", "", "")
	if n := len(before()); n != was {
		t.Errorf("a report of before the entry is named: %d, %d", n, was)
	}
	report("2026-11-24", `{"source":"`+string(notes[0])+`"}`, "2026-11-24")
	list := before()
	if len(list) != was+1 || !list[len(list)-1].Certain || !strings.Contains(list[len(list)-1].Line, "Sent 24 November 2026: tell its reader") || list[len(list)-1].Title != "EHC advice" {
		t.Errorf("%+v", list)
	}
}

func TestScreen_TwoChildrenStandSideBySideBeforeAMove(t *testing.T) {
	for _, size := range []struct {
		name string
		w, h float32
	}{{"landscape", 1184, 712}, {"portrait", 800, 1112}, {"phone", 390, 676}, {"laptop", 1344, 812}} {
		t.Run(size.name, func(t *testing.T) {
			d, isla, yusuf, visit, _ := mixed(t)
			b := kittest.Open(t, size.w, size.h)
			s := wrong.NewScreen(d.Session, isla, visit)
			b.Show(s.Content())
			b.Shows("Bath seat trial", "What is wrong with them?")
			b.Picture("wrong-how-" + size.name)
			b.Sound()
			tap := func(name string) {
				s.Content().(*kit.Scroller).Reveal(b.Find(name).Object)
				b.Tap(name)
			}
			tap("Belongs to another child")
			b.Type("Name", "yus")
			b.Sound()
			tap("Yusuf Xirsi Dayaxweyn")
			s.Content().(*kit.Scroller).Reveal(b.Find("Move 3 entries to Yusuf").Object)
			b.Shows("Under the wrong child now", "Goes to", "O'THISTLEWOOD", "Yusuf Xirsi Dayaxweyn")
			b.Picture("wrong-move-" + size.name)
			s.Content().(*kit.Scroller).ScrollTo(0)
			b.Sound()
			tap("Move 3 entries to Yusuf")
			b.Shows("Moved 3 entries to Yusuf")
			b.Picture("wrong-moved-" + size.name)
			b.Sound()
			if len(standing(t, d, yusuf, "Bath seat trial")) != 1 || len(d.Undos) != 1 || len(d.Failed) > 0 {
				t.Fatalf("%d undos, failed %v", len(d.Undos), d.Failed)
			}
			d.Undos[0]()
			if len(standing(t, d, isla, "Bath seat trial")) != 1 {
				t.Error("undo did not bring it back")
			}
		})
	}
}

func TestScreen_StrikesOutAndOffersUndo(t *testing.T) {
	d, isla, _, _, notes := mixed(t)
	b := kittest.Open(t, 1184, 1500)
	s := wrong.NewScreen(d.Session, isla, "")
	b.Show(s.Content())
	b.Tap("Note of 24 November 2026 09:05")
	b.Tap("Should not be in any record")
	b.Tap("Strike out 1 entry")
	b.Shows("Say why.")
	b.Tap("Only a try")
	b.Picture("wrong-strike")
	b.Sound()
	b.Tap("Strike out 1 entry")
	if d.Backs != 1 || len(d.Undos) != 1 {
		t.Fatalf("%d backs, %d undos, failed %v", d.Backs, len(d.Undos), d.Failed)
	}
	if len(standing(t, d, isla, "Mum lifts")) != 0 {
		t.Error("it still stands")
	}
	d.Undos[0]()
	if len(standing(t, d, isla, "Mum lifts")) != 1 || len(notes) != 2 {
		t.Error("undo did not bring it back")
	}
}

var _ wrong.Store = (*store.Store)(nil)

// later holds back what a screen shows once it has read, as a busy device does.
func later(d *sessiontest.Desk) (show func()) {
	var waiting []func()
	d.Load = func(ctx context.Context, work func(context.Context) error, show func(error)) {
		err := work(ctx)
		waiting = append(waiting, func() { show(err) })
	}
	return func() {
		for _, f := range waiting {
			f()
		}
		waiting = nil
	}
}

// TestScreen_ASyncLeavesWhatIsPickedAndTypedAlone: what is read anew is shown some time after a tap or a letter.
func TestScreen_ASyncLeavesWhatIsPickedAndTypedAlone(t *testing.T) {
	for _, x := range []struct{ way, to, field, verb string }{
		{"Should not be in any record", "", "Or in your own words", "Strike out 2 entries"},
		{"Belongs to another child", "Yusuf Xirsi Dayaxweyn", "A word of explanation, if it needs one", "Move 2 entries to Yusuf"},
	} {
		t.Run(x.verb, func(t *testing.T) {
			d, isla, _, visit, _ := mixed(t)
			b := kittest.Open(t, 1184, 3000)
			s := wrong.NewScreen(d.Session, isla, visit).(*wrong.Screen)
			b.Show(s.Content())
			b.Tap("Choose other entries too")
			show := later(d)
			s.Reload()
			b.Tap("Note of 24 November 2026 09:05") // one of the two is no longer picked
			b.Shows("2 chosen")
			show()
			b.Settle()
			b.Shows("2 chosen")
			b.Tap(x.way)
			if x.to != "" {
				b.Tap(x.to)
			}
			s.Reload()
			b.Type(x.field, "Two tabs were open")
			show()
			b.Settle()
			b.Tap(x.verb)
			recs, err := d.Store.Records(t.Context(), store.Filter{Child: isla, Kinds: []assessments.Kind{assessments.KindEnteredInError}})
			given := 0
			for _, r := range recs {
				if strings.Contains(r.Fields.Text("reason"), "Two tabs were open") {
					given++
				}
			}
			if err != nil || given != 2 || len(d.Failed) > 0 {
				t.Errorf("%d entries have the reason that was typed; %v, %v", given, err, d.Failed)
			}
		})
	}
}
