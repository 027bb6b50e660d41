package documents

import (
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/store"
)

var april = time.Date(2026, 5, 21, 9, 0, 0, 0, time.UTC)

// asked records a request that was received on a day.
func asked(d *desktest.Desk, child assessments.ID, on assessments.Date) {
	d.Write(d.Ctx, d.Create(d.NewID(), assessments.ChildScope(child), &assessments.AdviceRequest{From: "Local authority SEND team", Received: on}))
}

func TestBuild(t *testing.T) {
	d := desktest.Sit(t, april)
	m, err := Build(d.Ctx, d.Store, d.Today())
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Due) != 0 || m.Subtitle() != "Nothing due, nothing in hand" {
		t.Errorf("both requests of the notebooks were answered: %+v", m.Due)
	}
	asked(d, desktest.Isla, "2026-04-13")
	asked(d, desktest.Yusuf, "2026-04-01")
	m, err = Build(d.Ctx, d.Store, d.Today())
	if err != nil || len(m.Due) != 2 {
		t.Fatalf("%v, %d due", err, len(m.Due))
	}
	first, second := m.Due[0], m.Due[1]
	if first.Child != desktest.Yusuf || first.Left != "Overdue" || first.Gone != 1 {
		t.Errorf("first %+v", first)
	}
	if second.When != "Due Monday 25 May 2026, a bank holiday. Aim for Friday 22 May" || second.Left != "1 working day" || second.Gone < 0.8 {
		t.Errorf("second %+v", second)
	}
	for _, c := range m.Children {
		if want := map[assessments.ID]assessments.Role{desktest.Isla: "school", desktest.Yusuf: "nursery"}[c.ID]; c.Role != want {
			t.Errorf("%s goes to %s", c.Name, c.Role)
		}
	}
}

func TestScreen_FromRequestToReport(t *testing.T) {
	d := desktest.Sit(t, april)
	b := d.Show(1280, 800, func() shell.Screen { return newScreen(d.Session, d.Clock.Kit()) })
	b.Shows("Nothing due and nothing in hand", "No signed reports yet")
	b.Tap("New request")
	b.Shows("Due Thursday 2 July 2026")
	b.Picture("documents-request")
	b.Tap("Start the clock")
	b.Shows("Choose the child first")
	b.Tap("Child")
	b.Tap("O'Thistlewood")
	b.Tap("Yesterday")
	b.Shows("Due Wednesday 1 July 2026")
	b.Tap("Start the clock")
	b.Shows("28 working days", "1 due, 0 in hand")
	b.Tap("Write")
	last := d.Went[len(d.Went)-1]
	var r assessments.Report
	if d.Read(assessments.ID(last.Arg), &r); last.Screen != session.Composer || r.ReportKind != string(reports.EHCAdvice) || r.Recipient != "la" || r.AsAt != "2026-05-21" {
		t.Errorf("went to %+v with %+v", last, r)
	}
	d.Sound()
}

func TestScreen_Lists(t *testing.T) {
	d := desktest.Sit(t, april)
	asked(d, desktest.Isla, "2026-04-13")
	for _, x := range []struct {
		child assessments.ID
		kind  reports.Kind
	}{{desktest.Isla, reports.EHCAdvice}, {desktest.Yusuf, reports.SchoolAdvice}} {
		r := New(x.kind, Child{Role: assessments.RoleNursery}, d.Today())
		d.Write(d.Ctx, d.Create(d.NewID(), assessments.ChildScope(x.child), &r))
	}
	signed := d.NewID()
	d.Write(d.Ctx, d.Create(signed, assessments.ChildScope(desktest.Yusuf), &assessments.Report{ReportKind: string(reports.EHCAdvice), Recipient: "la",
		AsAt: "2026-05-12", Version: 1, SignedBy: desktest.Bryony, SignedOn: "2026-05-12", Tree: "{}"}))
	if err := d.Store.Sign(d.Ctx, signed, d.Me); err != nil {
		t.Fatal(err)
	}
	b := d.Show(1280, 800, func() shell.Screen { return newScreen(d.Session, d.Clock.Kit()) })
	b.Shows("In hand", "School advice, Yusuf", "For the nursery, as at 21 May 2026", "Version 1, signed 12 May 2026, for the local authority", "Go on writing")
	b.Picture("documents-landscape")
	b.Sound()
	b.Tap("New report")
	b.Tap("School advice")
	b.Tap("Child")
	b.Tap("Yusuf")
	b.Shows("The nursery")
	b.Picture("documents-new")
	b.Tap("Start writing")
	if last := d.Went[len(d.Went)-1]; last.Screen != session.Composer || last.Child != string(desktest.Yusuf) {
		t.Errorf("went to %+v", last)
	}
	b.Resize(800, 1280)
	b.Theme(kit.Theme{Variant: kit.VariantDark})
	b.Picture("documents-portrait-dark")
	b.Sound()
	b.Resize(390, 844)
	b.Sound()
	d.Sound()
}

func TestScreen_Sent(t *testing.T) {
	d := desktest.Sit(t, april)
	asked(d, desktest.Isla, "2026-04-13")
	id := d.NewID()
	d.Write(d.Ctx, d.Create(id, assessments.ChildScope(desktest.Isla), &assessments.Report{ReportKind: string(reports.EHCAdvice), Recipient: "la",
		AsAt: "2026-05-21", Version: 1, SignedBy: desktest.Bryony, SignedOn: "2026-05-21", Tree: "{}"}))
	if err := d.Store.Sign(d.Ctx, id, d.Me); err != nil {
		t.Fatal(err)
	}
	b := d.Show(1280, 800, func() shell.Screen { return newScreen(d.Session, d.Clock.Kit()) })
	b.Tap("It was sent today")
	open := func() int {
		recs, err := d.Store.Records(d.Ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindAdviceRequest}})
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, r := range recs {
			if r.Fields.Text("sent_on") == "" {
				n++
			}
		}
		return n
	}
	if open() != 0 || strings.Contains(b.Texts(), "It was sent today") {
		t.Error("the request is still open")
	}
	d.TakeBack()
	b.Settle()
	b.Shows("1 due")
	if open() != 1 {
		t.Error("taking back did not open the request again")
	}
}
