package same_test

import (
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/same"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/practice"
)

var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)

// twins are Isla, and a second record of her that another service sent.
func twins(t *testing.T, twin assessments.Child) (d *sessiontest.Desk, isla, other, lead assessments.ID) {
	t.Helper()
	d = sessiontest.New(t, 3, morning)
	d.Me = practice.Therapist
	isla, other, lead = d.Child(t, "Isla"), d.NewID(), d.NewID()
	for _, e := range []assessments.Edit{d.Create(other, assessments.ChildScope(other), &twin),
		d.Create(lead, assessments.TeamScope(), &assessments.Person{Name: "Hazel Finch", Role: "occupational-therapist"})} {
		if !d.Write(t.Context(), e) {
			t.Fatal(d.Failed)
		}
	}
	return d, isla, other, lead
}

func open(t *testing.T, d *sessiontest.Desk, child assessments.ID) *same.Model {
	t.Helper()
	m, err := same.Open(t.Context(), d.Store, child, d.Me)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestOpen_SaysWhatSpeaksForIt: what two records themselves say puts a twin first; a day of birth alone says nothing.
func TestOpen_SaysWhatSpeaksForIt(t *testing.T) {
	for _, c := range []struct {
		twin assessments.Child
		want string
	}{{assessments.Child{Name: "I. Thistlewood", Born: "2020-03-01", NHSNumber: "999 417 2638"}, "nhs-number"},
		{assessments.Child{Name: "Issy Oakes", Born: "2020-02-29"}, "name-and-birth"},
		{assessments.Child{Name: "Maud Oakes", Born: "2020-02-29"}, ""},
		{assessments.Child{Name: "Isla Oakes", Born: "2020-03-01"}, ""}} {
		d, isla, other, _ := twins(t, c.twin)
		m := open(t, d, isla)
		got, ok := m.Twin(other)
		if !ok || got.Sign != c.want || got.Linked {
			t.Errorf("%+v: %+v, want %q", c.twin, got, c.want)
		}
		if first := m.Twins[0].ID == other; first != (c.want != "") && c.want != "" {
			t.Errorf("%+v is not the first of %+v", c.twin, m.Twins)
		}
		if offered := m.Find(""); (len(offered) == 3) != (c.want == "") {
			t.Errorf("%+v: offered without typing %+v", c.twin, offered)
		}
	}
}

func TestLink_IsALeadsAndIsTakenBack(t *testing.T) {
	d, isla, other, lead := twins(t, assessments.Child{Name: "Isla Thistlewood", Born: "2020-02-29", NHSNumber: "9994172638"})
	m := open(t, d, isla)
	if _, err := m.Link(t.Context(), other, "nhs-number", ""); assessments.KindOf(err) != assessments.Invalid {
		t.Errorf("linked by nobody: %v", err)
	}
	linked := func() bool { x, _ := open(t, d, isla).Twin(other); return x.Linked }
	undo, err := m.Link(t.Context(), other, "nhs-number", lead)
	if err != nil || !linked() {
		t.Fatalf("linked %v, %v", linked(), err)
	}
	if l, _ := d.Store.Links(t.Context(), other); len(l) != 1 || l[0].Other != isla || l[0].By != lead {
		t.Errorf("seen from the other: %+v", l)
	}
	if err := undo(); err != nil || linked() {
		t.Errorf("undone, and linked %v, %v", linked(), err)
	}
	if _, err := open(t, d, isla).Link(t.Context(), other, "nhs-number", lead); err != nil {
		t.Fatal(err)
	}
	if undo, err = open(t, d, isla).Unlink(t.Context(), other, lead); err != nil || linked() {
		t.Fatalf("taken back, and linked %v, %v", linked(), err)
	}
	if err := undo(); err != nil || !linked() {
		t.Errorf("the taking back was undone, and linked %v, %v", linked(), err)
	}
}

func TestPair_SetsThemSideBySide(t *testing.T) {
	d, isla, other, _ := twins(t, assessments.Child{Name: "Isla Thistlewood", KnownAs: "issy", Born: "2020-02-29", NHSNumber: "9994172638"})
	lines, err := open(t, d, isla).Pair(t.Context(), other)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]same.Line{}
	for _, l := range lines {
		got[l.Label] = l
	}
	for label, want := range map[string][2]bool{"Whole name": {false, false}, "Known as": {true, false}, "Born": {true, false}, "NHS number": {true, false}, "School or nursery": {false, true}} {
		if l := got[label]; l.Agree != want[0] || l.Unknown != want[1] || l.Mine == "" {
			t.Errorf("%s: %+v", label, l)
		}
	}
	if l := got["Recorded"]; l.Theirs != "0 contacts, 0 records in all" || !strings.Contains(l.Mine, " contacts, ") {
		t.Errorf("recorded: %+v", l)
	}
}

func TestScreen_LinksAndUnlinks(t *testing.T) {
	for _, f := range []struct {
		name string
		w, h float32
		th   kit.Theme
	}{{"landscape", 1184, 1400, kit.Theme{Variant: kit.VariantLight}}, {"portrait-dark", 800, 1800, kit.Theme{Variant: kit.VariantDark}}, {"phone", 390, 2600, kit.Theme{Variant: kit.VariantLight}},
		{"phone-large", 390, 3000, kit.Theme{Variant: kit.VariantDark, Text: 20}}} {
		t.Run(f.name, func(t *testing.T) {
			d, isla, other, _ := twins(t, assessments.Child{Name: "Isla Thistlewood", KnownAs: "Issy", Born: "2020-02-29", NHSNumber: "9994172638"})
			b := kittest.Open(t, f.w, f.h)
			b.Theme(f.th)
			b.Show(same.NewScreen(d.Session, isla, "").Content())
			b.Shows("May be the same child", "The NHS numbers agree")
			b.Picture("same-list-" + f.name)
			b.Sound()
			b.Tap("Isla Thistlewood")
			if want := (sessiontest.Visit{Screen: session.Same, Child: isla, Arg: other}); len(d.Went) != 1 || d.Went[0] != want {
				t.Fatalf("went to %+v", d.Went)
			}
			b.Show(same.NewScreen(d.Session, isla, other).Content())
			b.Shows("Agree", "Differ", "999 417 2638", "Is it one child?")
			b.Picture("same-pair-" + f.name)
			b.Sound()
			b.Tap("Link the two records")
			if len(d.Failed) != 1 {
				t.Fatalf("nobody decided it, and failed %v", d.Failed)
			}
			d.Failed = nil
			b.Tap("Lead who decided it")
			b.Tap("Hazel Finch")
			b.Tap("Link the two records")
			b.Shows("Linked", "They are two children?")
			b.Picture("same-linked-" + f.name)
			b.Sound()
			d.Undos[0]()
			b.Settle()
			b.Shows("Is it one child?")
			b.Tap("Link the two records")
			b.Tap("Take the link back")
			b.Shows("Is it one child?")
			if len(d.Failed) > 0 {
				t.Error(d.Failed)
			}
		})
	}
}

// TestScreen_TheLeadWhoWasTappedDecides: another lead comes from the service while the list is open.
func TestScreen_TheLeadWhoWasTappedDecides(t *testing.T) {
	d, isla, other, lead := twins(t, assessments.Child{Name: "Isla Thistlewood", Born: "2020-02-29", NHSNumber: "9994172638"})
	b := kittest.Open(t, 800, 1800)
	v := same.NewScreen(d.Session, isla, other)
	b.Show(v.Content())
	b.Tap("Lead who decided it")
	const first assessments.ID = "01900000-0000-7000-8000-000000000001"
	if !d.Write(t.Context(), d.Create(first, assessments.TeamScope(), &assessments.Person{Name: "Aaron Aske", Role: "occupational-therapist"})) {
		t.Fatal(d.Failed)
	}
	v.(interface{ Reload() }).Reload()
	b.Tap("Hazel Finch")
	b.Shows("Hazel Finch")
	b.Tap("Link the two records")
	if l, err := d.Store.Links(t.Context(), isla); err != nil || len(l) != 1 || l[0].By != lead {
		t.Errorf("linked by %+v, want %s (%v)", l, lead, err)
	}
}
