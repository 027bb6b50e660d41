package provision

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/wording"
	"github.com/fieldfare/fieldfare/store"
)

// row is a row of the notebook by its reference.
func row(t *testing.T, s *Sheet, ref string) Entry[*assessments.Provision] {
	t.Helper()
	for _, r := range s.Rows {
		if r.V.Ref == ref {
			return r
		}
	}
	t.Fatalf("no row %s", ref)
	return Entry[*assessments.Provision]{}
}

// answered keeps one answer in the store, as the screen does, and reads the sheet anew.
func answered(t *testing.T, d *desktest.Desk, id assessments.ID, key string, a wording.Answer) (*Sheet, Entry[*assessments.Provision]) {
	t.Helper()
	rec, err := d.Store.Record(d.Ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Read(d.Ctx, d.Store, rec.Scope.ID)
	if err != nil {
		t.Fatal(err)
	}
	var p assessments.Provision
	assessments.Decode(rec.Fields, &p)
	set := s.AnswerTo(rec.Fields, &p, key, a)
	if !d.Write(d.Ctx, assessments.Edit{Record: id, Kind: rec.Kind, Scope: rec.Scope, Op: assessments.OpSet, Set: set}) {
		t.Fatal(d.Failed)
	}
	if s, err = Read(d.Ctx, d.Store, rec.Scope.ID); err != nil {
		t.Fatal(err)
	}
	for _, r := range s.Rows {
		if r.Rec.ID == id {
			return s, r
		}
	}
	t.Fatal("the row is gone")
	return nil, Entry[*assessments.Provision]{}
}

// TestRule74_OldRowsSayTheirSection: rows from before the questions keep their section and reason; nothing is asked of
// them twice, and nothing changes by reading.
func TestRule74_OldRowsSayTheirSection(t *testing.T) {
	_, s := sheet(t, desktest.Isla)
	var got []string
	for _, r := range s.Rows {
		x := s.Place(r.Rec.Fields, r.V)
		line := r.V.Ref + " " + x.Section + " asks " + x.Ask
		if x.ShowToLead {
			line += ", lead"
		}
		got = append(got, line)
	}
	want := []string{"F1 F asks teaches", "F2 F asks teaches", "F3 F asks teaches", "F4 F asks teaches, lead", "F5 F asks teaches", "G1 G asks teaches"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if x := s.Place(nil, &assessments.Provision{Ref: "F6", Section: "F"}); x.Section != "" || x.Ask != "teaches" {
		t.Errorf("a row that was only begun: %+v", x)
	}
}

// TestRule74_FourAnswersPlaceARow: the answers are kept, move the row, and propose a reason that the author may change.
func TestRule74_FourAnswersPlaceARow(t *testing.T) {
	d := desktest.Sit(t, may)
	s, r := answered(t, d, f5, "teaches", wording.No)
	if r.V.Ref != "G2" || s.Place(r.Rec.Fields, r.V).Ask != "treats" || r.V.Why != "It teaches Issy dressing." {
		t.Fatalf("taught nothing: %s, asks %s, why %q", r.V.Ref, s.Place(r.Rec.Fields, r.V).Ask, r.V.Why)
	}
	answered(t, d, f5, "treats", wording.No)
	_, r = answered(t, d, f5, "home", wording.Yes)
	if r.V.Section != "H1" || r.V.Ref != "H1-1" || r.V.ICB != "" {
		t.Errorf("equipment at home: %s in %s, ICB %q", r.V.Ref, r.V.Section, r.V.ICB)
	}
	d.Restart()
	s, r = answered(t, d, f5, "care", wording.No)
	x := s.Place(r.Rec.Fields, r.V)
	if x.Ask != "" || x.Section != "H1" || x.Answers.Home != wording.Yes || r.V.Why != "It teaches Issy dressing." {
		t.Errorf("all answered: %+v, why %q", x, r.V.Why)
	}

	// A row without a reason is offered one; a later answer does not leave the wrong one behind.
	bare := *r.V
	bare.Why = ""
	fields := r.Rec.Fields.Clone()
	delete(fields, "why")
	set := s.AnswerTo(fields, &bare, "care", wording.No)
	if !strings.Contains(set.Text("why"), "equipment at home") {
		t.Errorf("proposed %q", set.Text("why"))
	}
	bare.Why = set.Text("why")
	if set = s.AnswerTo(fields, &bare, "home", wording.Unsure); string(set["why"]) != "null" {
		t.Errorf("no longer at home, and still says %s", set["why"])
	}
	d.Sound()
}

// TestRule74_UnsureIsShownToALead: an unsure answer is said in the row until it is settled, and words of the author's own stay.
func TestRule74_UnsureIsShownToALead(t *testing.T) {
	d := desktest.Sit(t, may)
	answered(t, d, f5, "teaches", wording.No)
	s, r := answered(t, d, f5, "treats", wording.Unsure)
	x := s.Place(r.Rec.Fields, r.V)
	if !x.ShowToLead || len(x.Lead) != 1 || !strings.Contains(r.V.Disputed, "treatment") {
		t.Errorf("unsure: lead %q, disputed %q", x.Lead, r.V.Disputed)
	}
	if _, r = answered(t, d, f5, "treats", wording.Yes); r.V.Disputed != "" || r.V.Section != "G" {
		t.Errorf("settled: %q in %s", r.V.Disputed, r.V.Section)
	}
	own := *r.V
	own.Disputed = "The family and the council differ; Ms Quillfeather decides on 3 June."
	if set := s.AnswerTo(r.Rec.Fields, &own, "treats", wording.Unsure); set["disputed"] != nil {
		t.Error("the author's own words were written over")
	}
	f4 := row(t, s, "F4")
	if words := Disputed(s.Place(f4.Rec.Fields, f4.V)); !strings.Contains(words, "training of staff") {
		t.Errorf("training of staff: %q", words)
	}
}

func TestRule74_AdultsHaveNoH1(t *testing.T) {
	_, s := sheet(t, desktest.Isla)
	p := row(t, s, "F5").V
	p.Educates, p.Start = "no", "2038-03-01" // the day after she is 18
	f := assessments.Fields{answersField: []byte(`{"teaches":"no","treats":"no","home":"yes","care":"no"}`)}
	if x := s.Place(f, p); x.Section != "H2" {
		t.Errorf("at 18: %s", x.Section)
	}
	p.Start = "2038-02-27"
	if x := s.Place(f, p); x.Section != "H1" {
		t.Errorf("at 17: %s", x.Section)
	}
}

func TestHints(t *testing.T) {
	p := &assessments.Provision{What: "Seat fitted and transfers taught", Includes: []string{"Fitted again at 12 weeks"}}
	if got := Hints(p, "treats"); got != "The row itself says “fitted”, “Fitted”." {
		t.Errorf("treats: %q", got)
	}
	if got := Hints(p, "care"); got != "" {
		t.Errorf("care: %q", got)
	}
}

// edited gives the service a list of its own.
func edited(t *testing.T, d *desktest.Desk, list string) {
	t.Helper()
	team := assessments.TeamScope()
	recs, err := d.Store.Records(d.Ctx, store.Filter{Scope: &team, Kinds: []assessments.Kind{assessments.KindService}})
	if err != nil || len(recs) == 0 {
		t.Fatalf("%d services, %v", len(recs), err)
	}
	d.Write(d.Ctx, assessments.Edit{Record: recs[0].ID, Kind: recs[0].Kind, Scope: recs[0].Scope, Op: assessments.OpSet, Set: assessments.Fields{"wording": quote(list)}})
	d.Sound()
}

func TestWords_TheServicesOwn(t *testing.T) {
	d := desktest.Sit(t, may)
	edited(t, d, `{"look":[{"group":"House words","severity":"H","phrases":["tabletop tasks"],"question":"Which tasks?"}],"stop":["access to"]}`)
	s, err := Read(d.Ctx, d.Store, desktest.Isla)
	if err != nil || s.Words.Problem != "" {
		t.Fatalf("%v, %q", err, s.Words.Problem)
	}
	var got []string
	for _, f := range s.Words.CheckRow("Access to tabletop tasks as required", false) {
		got = append(got, f.Phrase)
	}
	if d := cmp.Diff([]string{"tabletop tasks", "as required"}, got); d != "" {
		t.Error(d)
	}

	edited(t, d, `{"look":[],"looks":[]}`)
	if s, err = Read(d.Ctx, d.Store, desktest.Isla); err != nil || !strings.Contains(s.Words.Problem, "line 1") {
		t.Errorf("a broken list: %v, %q", err, s.Words.Problem)
	}
	if f := s.Words.CheckRow("Access to a laptop", false); len(f) != 1 {
		t.Errorf("Fieldfare's own list is not used instead: %+v", f)
	}
	b := d.Show(1280, 800, func() shell.Screen { return newScreen(d.Session, desktest.Isla, f5, d.Clock.Kit()) })
	b.Shows("Your service's own list of words is not used", "Fieldfare's own list is used")
	b.Picture("provision-list-broken")
	b.Sound()
}

// reach scrolls the editor to a control and taps it.
func reach(b interface {
	Find(string) kit.Placed
	Settle()
	Tap(string)
}, v *Screen, name string) {
	v.editor.Reveal(b.Find(name).Object)
	b.Settle()
	b.Tap(name)
}

// TestRule74_Split makes two rows of a mixed one at three sizes: both answer the same needs, the new one has no dose, and
// one tap takes it all back.
func TestRule74_Split(t *testing.T) {
	for _, size := range []struct {
		name string
		w, h float32
	}{{"landscape", 1280, 800}, {"portrait", 800, 1280}, {"phone", 390, 844}} {
		t.Run(size.name, func(t *testing.T) {
			d := desktest.Sit(t, may)
			var v *Screen
			b := d.Show(size.w, size.h, func() shell.Screen { v = newScreen(d.Session, desktest.Isla, f5, d.Clock.Kit()); return v })
			reach(b, v, "Yes")
			b.Shows("Is any of it treatment, monitoring, prescription or repair, with nothing taught?", "Teaches: yes", "1 answered")
			b.Picture("provision-question-" + size.name)
			b.Sound()
			reach(b, v, "Yes")
			b.Shows("It holds provision for Section F and Section G", "Is it a home adaptation")
			reach(b, v, "No")
			reach(b, v, "No")
			b.Shows("It belongs in more than one section", "4 answered")
			v.editor.Reveal(b.Find("Split into two rows").Object)
			b.Picture("provision-mixed-" + size.name)
			b.Sound()
			reach(b, v, "Split into two rows")
			b.Shows("It belongs in Section G", "ICB")
			b.Picture("provision-split-" + size.name)
			b.Sound()
			s, err := Read(d.Ctx, d.Store, desktest.Isla)
			if err != nil {
				t.Fatal(err)
			}
			kept, made := row(t, s, "F5").V, row(t, s, "G2").V
			if len(kept.Doses) != 1 || len(made.Doses) != 0 || kept.Why != "It teaches Issy dressing." || made.Educates != "no" || made.ICB != "not-asked" {
				t.Errorf("kept %+v\nmade %+v", kept, made)
			}
			if !slices.Equal(kept.Outcomes, made.Outcomes) || !slices.Equal(kept.NeedIDs, made.NeedIDs) || len(made.NeedIDs) == 0 {
				t.Errorf("needs %v and %v, outcomes %v and %v", kept.NeedIDs, made.NeedIDs, kept.Outcomes, made.Outcomes)
			}
			for _, ref := range []string{"F5", "G2"} {
				if r := row(t, s, ref); s.Place(r.Rec.Fields, r.V).Section != r.V.Section || s.Place(r.Rec.Fields, r.V).Ask != "" {
					t.Errorf("%s is asked about again: %+v", ref, s.Place(r.Rec.Fields, r.V))
				}
			}
			d.TakeBack()
			b.Settle()
			if s, err = Read(d.Ctx, d.Store, desktest.Isla); err != nil || len(s.Rows) != 6 {
				t.Fatalf("taken back: %d rows, %v", len(s.Rows), err)
			}
			b.Shows("Split into two rows") // mixed as it was
			d.Sound()
		})
	}
}

// TestRule74_LeadIsAsked shows what is not settled about training of staff and says it in the row.
func TestRule74_LeadIsAsked(t *testing.T) {
	d := desktest.Sit(t, may)
	_, s := sheet(t, desktest.Isla)
	f4 := row(t, s, "F4").Rec.ID
	var v *Screen
	b := d.Show(800, 1280, func() shell.Screen { v = newScreen(d.Session, desktest.Isla, f4, d.Clock.Kit()); return v })
	b.Shows("Not settled: show it to your lead", "UKUT 381")
	b.Picture("provision-lead")
	b.Sound()
	reach(b, v, "Say so in the report")
	var p assessments.Provision
	if d.Read(f4, &p); !strings.Contains(p.Disputed, "training of staff") || p.Section != "F" {
		t.Errorf("disputed %q in %s", p.Disputed, p.Section)
	}
	b.Shows("the report says that your lead decides")
	d.TakeBack()
	b.Settle()
	p = assessments.Provision{}
	if d.Read(f4, &p); p.Disputed != "" {
		t.Errorf("taken back: %q", p.Disputed)
	}
	b.Resize(390, 844)
	b.Theme(kit.Theme{Variant: kit.VariantDark, Text: 20})
	b.Picture("provision-lead-phone-dark-20")
	b.Sound()
	d.Sound()
}

// TestScreen_ANewRowIsAsked begins a row and answers before anything else is there: the answers wait with the draft.
func TestScreen_ANewRowIsAsked(t *testing.T) {
	d := desktest.Sit(t, may)
	var v *Screen
	b := d.Show(1280, 800, func() shell.Screen { v = newScreen(d.Session, desktest.Isla, "", d.Clock.Kit()); return v })
	b.Tap("Add a row")
	b.Tap("No")
	b.Shows("Is any of it treatment")
	b.Tap("Yes")
	id := v.open
	d.Restart()
	s, err := Read(d.Ctx, d.Store, desktest.Isla)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range s.Rows {
		if x := s.Place(r.Rec.Fields, r.V); r.Rec.ID == id && (x.Answers.Treats != wording.Yes || x.Ask != "home" || r.V.Ref != "G2") {
			t.Errorf("after a kill: %s, %+v", r.V.Ref, x)
		}
	}
	b = d.Show(1280, 800, func() shell.Screen { v = newScreen(d.Session, desktest.Isla, id, d.Clock.Kit()); return v })
	b.Shows("Is it a home adaptation")
	b.Tap("What")
	b.Type("What", "Splint made and reviewed")
	b.Tap("Who")
	reach(b, v, "Treats: yes")
	b.Shows("The row itself says “Splint”, “reviewed”.")
	b.Picture("provision-hints")
	b.Sound()
	d.Sound()
}
