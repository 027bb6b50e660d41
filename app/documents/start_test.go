package documents

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/store"
)

// TestScreen_EveryKindIsTwoTapsAway: the list is that of package reports, each kind with what it is for.
func TestScreen_EveryKindIsTwoTapsAway(t *testing.T) {
	d := desktest.Sit(t, april)
	b := d.Show(1280, 800, func() shell.Screen { return newScreen(d.Session, d.Clock.Kit()) })
	b.Tap("New report")
	for _, g := range reports.KindGroups() {
		for _, info := range g.Kinds {
			b.Find(info.Title) // fails where it is not in the list
		}
	}
	b.Picture("documents-kinds")
	b.Sound()
	b.Tap("Equipment and seating")
	b.Tap("Child")
	b.Tap("O'Thistlewood")
	b.Shows("The school", "About")
	b.Tap("About")
	b.Shows("The newest that fits")
	b.Picture("documents-about")
	b.Tap("Writing slope")
	b.Tap("Start writing")
	last := d.Went[len(d.Went)-1]
	var r assessments.Report
	d.Read(assessments.ID(last.Arg), &r)
	var e assessments.Equipment
	if d.Read(r.About, &e); last.Screen != session.Composer || r.ReportKind != string(reports.EquipmentAdvice) || !strings.EqualFold(e.Item, "writing slope") {
		t.Errorf("went to %+v with %+v about %q", last, r, e.Item)
	}
	b.Resize(390, 844)
	b.Theme(kit.Theme{Variant: kit.VariantDark, Text: 20})
	b.Tap("New report")
	b.Picture("documents-kinds-phone-dark-20")
	b.Sound()
	d.Sound()
}

func TestNew_GoesToItsUsualReader(t *testing.T) {
	for kind, want := range map[reports.Kind]assessments.Role{reports.EHCAdvice: "la", reports.SchoolAdvice: "nursery", reports.VisitSummary: "gp",
		reports.ActivityProgramme: "parent", "a kind of a newer Fieldfare": "parent"} {
		if r := New(kind, Child{Role: assessments.RoleNursery}, "2026-05-21"); r.Recipient != want {
			t.Errorf("%s goes to %s, want %s", kind, r.Recipient, want)
		}
	}
}

// TestBuild_OneVersionHolds: a version that was replaced or entered in error is not in the list of signed ones.
func TestBuild_OneVersionHolds(t *testing.T) {
	d := desktest.Sit(t, april)
	write := func(version int, replaces assessments.ID) assessments.ID {
		id := d.NewID()
		d.Write(d.Ctx, d.Create(id, assessments.ChildScope(desktest.Isla), &assessments.Report{ReportKind: string(reports.EHCAdvice), Recipient: "la",
			AsAt: "2026-05-20", Version: version, Replaces: replaces, SignedBy: desktest.Bryony, SignedOn: "2026-05-20", Tree: "{}"}))
		if err := d.Store.Sign(d.Ctx, id, d.Me); err != nil {
			t.Fatal(err)
		}
		return id
	}
	holds := func(want assessments.ID) {
		t.Helper()
		m, err := Build(d.Ctx, d.Store, d.Today())
		if err != nil || len(m.Versions) != 1 || m.Versions[0].ID != want {
			t.Errorf("%v, versions %+v, want %s alone", err, m.Versions, want)
		}
	}
	first := write(1, "")
	holds(first)
	second := write(2, first)
	holds(second)
	d.Write(d.Ctx, d.Create(d.NewID(), assessments.ChildScope(desktest.Isla), &assessments.EnteredInError{Of: second, Reason: "The wrong day"}))
	holds(first)
}

// arrives puts a child first in the list, as from the service, and has the screen read it.
func arrives(t *testing.T, d *desktest.Desk, v *Screen) {
	t.Helper()
	id := d.NewID()
	if !d.Write(d.Ctx, d.Create(id, assessments.ChildScope(id), &assessments.Child{Name: "Aaron Aske", Born: "2019-05-01"})) {
		t.Fatal(d.Failed)
	}
	v.load()
}

// TestScreen_IsAboutTheChildWhoWasTapped: another child comes while the list of children is open.
func TestScreen_IsAboutTheChildWhoWasTapped(t *testing.T) {
	d := desktest.Sit(t, april)
	var v *Screen
	b := d.Show(1280, 800, func() shell.Screen { v = newScreen(d.Session, d.Clock.Kit()); return v })
	b.Tap("New report")
	b.Tap("School advice")
	b.Tap("Child")
	arrives(t, d, v)
	b.Tap("Yusuf")
	b.Tap("Start writing")
	if last := d.Went[len(d.Went)-1]; last.Child != string(desktest.Yusuf) {
		t.Errorf("the report is about %s", last.Child)
	}
	b = d.Show(1280, 800, func() shell.Screen { v = newScreen(d.Session, d.Clock.Kit()); return v })
	b.Tap("New request")
	b.Tap("Child")
	b.Tap("O'Thistlewood")
	arrives(t, d, v)
	b.Tap("Start the clock")
	open := assessments.ChildScope(desktest.Isla)
	recs, err := d.Store.Records(d.Ctx, store.Filter{Scope: &open, Kinds: []assessments.Kind{assessments.KindAdviceRequest}})
	if err != nil || len(recs) == 0 || recs[len(recs)-1].Fields.Text("received") != "2026-05-21" {
		t.Errorf("no request of today about Isla: %d, %v", len(recs), err)
	}
	d.Sound()
}
