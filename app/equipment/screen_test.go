package equipment

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

const slope assessments.ID = "019a0001-0000-7010-8000-000000000004"

func TestShelf(t *testing.T) {
	d := desktest.Sit(t, time.Date(2026, 5, 20, 9, 0, 0, 0, time.UTC))
	isla, err := Read(d.Ctx, d.Store, desktest.Isla, d.Today())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range isla.Pieces {
		got = append(got, p.Title()+" | "+p.Line())
	}
	want := []string{"Classroom chair | Recommended, seat height 310 mm", "Classroom table | Recommended, table height 530 mm",
		"Foot board | Recommended, height 25 mm", "Writing slope | Recommended, angle 20 degrees, longer side 350 mm"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for kind, want := range map[string]assessments.Setup{
		"chair":    {What: "Seat height", Value: new(285.0), Unit: "mm", How: "floor to back of knee 285 mm, 12 March 2026"},
		"footrest": {What: "Height", Value: new(25.0), Unit: "mm", How: "seat 310 mm less floor to back of knee 285 mm, 12 March 2026"},
	} {
		if got := isla.Suggest(kind); len(got) == 0 || !cmp.Equal(got[0], want) {
			t.Errorf("%s: %+v, want %+v", kind, got, want)
		}
	}
	emptied := assessments.Setup{What: "seat height", Unit: "mm"}
	if offer := missingFrom(isla.Suggest("chair"), []assessments.Setup{emptied}); len(offer) != 1 || len(fillIn([]assessments.Setup{emptied}, offer)) != 1 {
		t.Errorf("a box that was emptied holds back what was measured for it: %+v", offer)
	}
	if p := (Piece{V: &assessments.Equipment{Status: "recommended", Settings: []assessments.Setup{emptied}}}); p.Line() != "Recommended" {
		t.Errorf("an emptied box is told as %q", p.Line())
	}
	if got := isla.Suggest("slope"); len(got) != 0 {
		t.Errorf("a slope was worked out of a body: %+v", got)
	}
	yusuf, err := Read(d.Ctx, d.Store, desktest.Yusuf, d.Today())
	if err != nil {
		t.Fatal(err)
	}
	seat := yusuf.Suggest("seating-system")
	if len(seat) < 3 || *seat[0].Value != 220 || *seat[1].Value != 248-behindKnee {
		t.Errorf("the smaller side decides: %+v", seat)
	}
	for _, p := range yusuf.Pieces {
		if late := p.Overdue(d.Today()); (p.V.Item == "Hoist at nursery") != strings.Contains(late, "11 May 2026") {
			t.Errorf("%s: %q", p.V.Item, late)
		}
	}
}

func TestLacks(t *testing.T) {
	e := &assessments.Equipment{Item: "Slope", Status: "recommended", Why: "w", Place: "p", Owner: "School", Funder: "School", ReviewOn: "2026-09-01"}
	e.Missing = map[string]string{"price": "not known"}
	var got []string
	for _, l := range Lacks(e) {
		got = append(got, l.Words)
	}
	if diff := cmp.Diff([]string{"Price: not known", "Quotation: not recorded"}, got); diff != "" {
		t.Error(diff)
	}
	e.Status, e.Lifting = "in-use", true
	got = nil
	for _, l := range Lacks(e) {
		got = append(got, l.Field)
	}
	if diff := cmp.Diff([]string{"serial", "service_months", "examine_by"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestScreen_FillsInFromTheMeasurements(t *testing.T) {
	d := desktest.Sit(t, visit)
	var v *Screen
	build := func() shell.Screen { v = newScreen(d.Session, desktest.Isla, "", d.Clock.Kit()); return v }
	b := d.Show(1280, 800, build)
	b.Shows("Classroom chair", "over three months ago", "Measured 12 March 2026")
	b.Picture("equipment-landscape")
	b.Sound()
	b.Tap("Add equipment")
	for _, sort := range []string{"Writing slope", "Foot board or rest"} { // the sort gives a name, until somebody types one
		b.Tap("Sort")
		b.Tap(sort)
	}
	b.Type("What it is", "Foot rest")
	for range "Foot board or rest" {
		b.Key(fyne.KeyDelete)
	}
	d.Clock.Turn(time.Second)
	v.editor.Reveal(b.Find("Fill in from the measurements").Object)
	b.Settle()
	b.Tap("Fill in from the measurements")
	b.Shows("Seat 310 mm less floor to back of knee 285 mm, 12 March 2026", "Foot rest")
	d.Restart()
	recs, err := d.Store.Records(d.Ctx, store.Filter{Child: desktest.Isla, Kinds: []assessments.Kind{assessments.KindEquipment}})
	if err != nil {
		t.Fatal(err)
	}
	var e assessments.Equipment
	assessments.Decode(recs[len(recs)-1].Fields, &e)
	if e.Item != "Foot rest" || e.Type != "footrest" || len(e.Settings) != 1 || !cmp.Equal(e.Settings[0].Value, new(25.0)) {
		t.Errorf("after a kill: %+v", e)
	}
	d.Sound()
}

func TestScreen_SaysWhyAPriceIsNotKnown(t *testing.T) {
	d := desktest.Sit(t, visit)
	var v *Screen
	b := d.Show(800, 1280, func() shell.Screen { v = newScreen(d.Session, desktest.Isla, slope, d.Clock.Kit()); return v })
	b.Shows("Price: not known", "Quotation: not recorded")
	b.Picture("equipment-portrait")
	b.Sound()
	v.editor.Reveal(b.Find("Say why").Object)
	b.Settle()
	b.Tap("Say why")
	b.Tap("Note it")
	b.Shows("Say why, in a few words")
	b.Type("Why it is not known", "the class uses it at every desk")
	b.Tap("Note it")
	var e assessments.Equipment
	if d.Read(slope, &e); len(e.Missing) != 2 || e.Missing["price"] != "not known" {
		t.Errorf("missing %v", e.Missing)
	}
	d.TakeBack()
	e = assessments.Equipment{}
	if d.Read(slope, &e); len(e.Missing) != 1 {
		t.Errorf("taken back: %v", e.Missing)
	}
	b.Tap("All equipment")
	b.Tap("Measured 12 March 2026")
	if last := d.Went[len(d.Went)-1]; last.Screen != session.Measuring {
		t.Errorf("went to %+v", last)
	}
	d.Sound()
}

// TestScreen_QuickTaps: a tap that changes what the form asks for leaves every other control under the finger that is next.
func TestScreen_QuickTaps(t *testing.T) {
	d := desktest.Sit(t, visit)
	var v *Screen
	b := d.Show(1280, 6000, func() shell.Screen { v = newScreen(d.Session, desktest.Isla, slope, d.Clock.Kit()); return v })
	names := []string{"Referred", "With VAT", "It lifts people"}
	var found []kit.Placed
	for _, name := range names {
		found = append(found, b.Find(name))
	}
	for _, p := range found { // as quick as a hand can, without a look at what the tap before has changed
		p.Object.(fyne.Tappable).Tapped(&fyne.PointEvent{})
	}
	b.Settle()
	for i, name := range names {
		if b.Find(name).Object != found[i].Object {
			t.Errorf("%q was drawn anew by a tap elsewhere", name)
		}
	}
	b.Shows("What they answered, or that they have not", "Next examination by")
	b.Type("Maker", "Acorn")
	b.Press("Add a trial")()
	b.Press("Add another")()
	b.Press("In use")()
	b.Shows("Nobody noted when it must be examined")
	if all := b.Texts(); strings.Contains(all, "What they answered") {
		t.Error("what the other agency answered is asked though nobody referred it")
	}
	var e assessments.Equipment
	if d.Read(slope, &e); e.Status != "in-use" || e.VAT != "inc" || !e.Lifting || len(e.Alternatives) == 0 || len(e.Trials) == 0 || e.Maker != "Acorn" {
		t.Errorf("of quick taps the record holds %+v", e)
	}
	d.Sound()
}

func TestScreen_ALateHoist(t *testing.T) {
	d := desktest.Sit(t, visit)
	b := d.Show(1280, 800, func() shell.Screen { return newScreen(d.Session, desktest.Yusuf, "", d.Clock.Kit()) })
	b.Shows("LOLER examination overdue since 11 May 2026. Do not lift with it", "Leckey Mygo, size 1")
	b.Theme(kit.Theme{Variant: kit.VariantDark, Text: 20})
	b.Picture("equipment-dark-20")
	b.Sound()
	b.Theme(kit.Theme{})
	b.Resize(390, 844)
	b.Sound()
}
