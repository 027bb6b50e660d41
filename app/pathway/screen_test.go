package pathway

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// morning is a Tuesday in November, with nobody's appointment begun.
var morning = time.Date(2026, 11, 24, 8, 5, 0, 0, time.UTC)

// works sets the rules by which every service on the desk works, and the readings it has chosen.
func works(t testing.TB, d *desktest.Desk, pack string, choices map[string]string) {
	t.Helper()
	recs, err := d.Store.Records(d.Ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindService}})
	if err != nil || len(recs) == 0 {
		t.Fatal("no service", err)
	}
	for _, r := range recs {
		set := fields("rules", pack, "choices", choices)
		if !d.Write(d.Ctx, assessments.Edit{Record: r.ID, Kind: r.Kind, Scope: r.Scope, Op: assessments.OpSet, Set: set}) {
			t.Fatal(d.Failed)
		}
	}
}

// writes makes a record of a child.
func writes(t testing.TB, d *desktest.Desk, child assessments.ID, v assessments.Typed) assessments.ID {
	t.Helper()
	id := d.NewID()
	if !d.Write(d.Ctx, d.Create(id, assessments.ChildScope(child), v)) {
		t.Fatal(d.Failed)
	}
	return id
}

// newChild makes a child of an age in whole years on the morning.
func newChild(t testing.TB, d *desktest.Desk, name string, years int) assessments.ID {
	t.Helper()
	id := d.NewID()
	born := assessments.NewDate(morning.AddDate(-years, -1, 0))
	if !d.Write(d.Ctx, d.Create(id, assessments.ChildScope(id), &assessments.Child{Name: name, Born: born})) {
		t.Fatal(d.Failed)
	}
	return id
}

func pageOf(t testing.TB, d *desktest.Desk, child assessments.ID) *Page {
	t.Helper()
	p, err := Read(d.Ctx, d.Store, child, d.Me, d.Today())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func show(d *desktest.Desk, w, h float32, child assessments.ID) func() shell.Screen {
	return func() shell.Screen { return newScreen(d.Session, child, d.Clock.Kit()) }
}

func TestScreen_ThePathwayOnOnePage(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "hertfordshire-like", nil)
	b := d.Show(1280, 800, show(d, 1280, 800, desktest.Isla))
	b.Resize(1280, 6000)
	b.Shows("Referred", "26 February 2026", "Triaged", "3 March 2026", "Seen", "12 March 2026", "Targeted", "What the rules said", "Lives in the county")
	b.Sound()
	b.Resize(1280, 800)
	b.Everywhere("pathway")
}

func TestScreen_ANewReferralIsAnsweredAsItIsTyped(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "leicestershire-like", nil)
	child := newChild(t, d, "Wren Oakapple", 6)
	b := d.Show(1280, 800, show(d, 1280, 800, child))
	b.Everywhere("pathway-none")
	b.Tap("Write the referral")
	b.Shows("The referral does not say what is hard for the child.")
	b.Type("What is hard, in the referrer’s words", "Cannot do up buttons")
	b.Shows("It is not known who referred.")
	b.Everywhere("pathway-new")
	d.Clock.Turn(time.Second)
	d.Restart()
	p := pageOf(t, d, child)
	if p.Case.Referral.Reason != "Cannot do up buttons" || p.Case.Referral.Received != "2026-11-24" {
		t.Errorf("after a kill: %+v", p.Case.Referral)
	}
	d.Sound()
}

func TestScreen_TriageByOneTap(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "bromley-like", map[string]string{"age-limit": "birthday"})
	child := newChild(t, d, "Wren Oakapple", 7)
	writes(t, d, child, &assessments.Referral{Received: "2026-11-19", Reason: "Writing unreadable", Source: "senco", Channel: "care-coordination-centre", Areas: []string{"handwriting"}, Sample: true})
	b := d.Show(1280, 800, show(d, 1280, 800, child))
	b.Shows("2 working days left", "Eligible")
	b.Everywhere("pathway-triage")
	b.Resize(1280, 6000)
	b.Tap("Accept: targeted")
	b.Resize(1280, 800)
	if r := pageOf(t, d, child).Case.Referral; r.Outcome != "accepted" || r.Tier != "targeted" || r.TriagedOn != "2026-11-24" || r.WorkingDay != 3 || r.WithinDays != 5 || r.EpisodeOn != "2026-11-24" || len(r.Decided) == 0 {
		t.Errorf("triaged: %+v", r)
	}
	b.Shows("Accepted, targeted", "Done in time")
	b.Everywhere("pathway-triaged")
	d.TakeBack()
	if r := pageOf(t, d, child).Case.Referral; r.Outcome != "" || r.TriagedOn != "" {
		t.Errorf("taken back: %+v", r)
	}
	b.Sound()
	d.Sound()
}

func TestWaiting_OrderAndRules(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "bromley-like", nil)
	queue(t, d)
	b := d.Show(1280, 800, func() shell.Screen { return newWaiting(d.Session, "", d.Clock.Kit()) })
	b.Shows("Ivo Larch", "Wren Oakapple", "Soon. Triage: 3 working days left", "4 referrals, 1 overdue")
	b.Everywhere("waiting")
	b.Tap("Overdue 1")
	b.Shows("Tansy Merrow", "Triage: overdue by 8 days")
	b.Tap("To triage 2")
	b.Tap("Wren Oakapple")
	if last := d.Went[len(d.Went)-1]; last.Screen != session.Pathway {
		t.Errorf("went to %+v", last)
	}
	b.Tap("Rules")
	b.Shows("An example", "The service must choose: 1 choice open", "Rule 32")
	b.Everywhere("rules")
	d.Sound()
}

// queue makes four who wait, in another order than theirs.
func queue(t testing.TB, d *desktest.Desk) []assessments.ID {
	t.Helper()
	var out []assessments.ID
	for i, r := range []assessments.Referral{
		{Received: "2026-09-01", Reason: "Dressing", Source: "gp", Areas: []string{"dressing"}, Outcome: "accepted", Tier: "targeted", TriagedOn: "2026-09-04"},
		{Received: "2026-11-20", Reason: "Spoon", Source: "health-visitor", Areas: []string{"eating", "sensory"}, Urgency: "soon"},
		{Received: "2026-11-09", Reason: "Writing", Source: "senco", Areas: []string{"handwriting"}},
		{Received: "2026-10-12", Reason: "Seating", Source: "paediatrician", Areas: []string{"seating"}, Urgency: "urgent", Outcome: "accepted", Tier: "specialist", TriagedOn: "2026-10-14"},
	} {
		id := newChild(t, d, []string{"Corin Ashby", "Wren Oakapple", "Tansy Merrow", "Ivo Larch"}[i], 4+i)
		writes(t, d, id, &r)
		out = append(out, id)
	}
	return out
}

func TestDischarge_AfterAnAbsence(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "evelina-like", nil)
	missed := writes(t, d, desktest.Isla, &assessments.Contact{Type: "visit", Place: "clinic", On: "2026-11-20", Status: "not-brought", ChildPresent: "no", Reason: "Nobody came, nobody rang"})
	b := d.Show(1280, 800, func() shell.Screen { return newDischarge(d.Session, desktest.Isla, missed, d.Clock.Kit()) })
	b.Shows("Was not brought on 20 November 2026", "First: is the child safe?", "Nobody is discharged for that alone.")
	b.Everywhere("absence")
	b.Resize(1280, 3000)
	b.Tap(wayWords[0])
	b.Tap("In a week")
	b.Tap("Decide so")
	b.Shows("Ask about the child's safety first")
	b.Resize(1280, 800)
	b.Everywhere("absence-unsafe")
	b.Resize(1280, 3000)
	b.Type("Whom did you ask, and what did they say?", "School: in class and well")
	b.Tap("Decide so")
	b.Resize(1280, 800)
	b.Shows("A new appointment", "Decided by Bryony Quillfeather")
	b.Sound()
	var c assessments.Contact
	if d.Read(missed, &c); c.Safeguarding != "School: in class and well" || c.DecidedBy != d.Me {
		t.Errorf("decided: %+v", c)
	}
	d.Sound()
}

func TestDischarge_InTheUsualWay(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "leicestershire-like", nil)
	b := d.Show(1280, 800, func() shell.Screen { return newDischarge(d.Session, desktest.Isla, "", d.Clock.Kit()) })
	b.Shows("Ending the episode of care", "within 6 months", "Open the choices")
	b.Everywhere("discharge")
	b.Resize(1280, 3000)
	b.Tap("Discharge")
	b.Shows("Choose the reason.")
	b.Tap("Goals met")
	b.Type("Summary: why, and what was reached", "Dresses for PE alone")
	b.Tap("Discharge")
	b.Resize(1280, 800)
	b.Shows("Discharged on 24 November 2026")
	b.Everywhere("discharged")
	d.TakeBack()
	if _, done := pageOf(t, d, desktest.Isla).Discharged(); done != nil {
		t.Errorf("taken back: %+v", done)
	}
	d.Sound()
}

func TestScreen_WhatIsNextOpensWhereItIsDone(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "evelina-like", nil)
	missed := writes(t, d, desktest.Yusuf, &assessments.Contact{Type: "visit", Place: "clinic", On: "2026-11-20", Status: "not-brought", ChildPresent: "no"})
	b := d.Show(1280, 800, show(d, 1280, 800, desktest.Yusuf))
	b.Shows("What is next", "Was not brought: decide", "Rule 39")
	b.Picture("pathway-next")
	b.Sound()
	b.Tap("Decide")
	if last := d.Went[len(d.Went)-1]; last.Screen != session.Discharge || last.Arg != string(missed) {
		t.Errorf("went to %+v", last)
	}
	d.Sound()
}

// TestScreen_AKeyIsQuick holds typing in the referral under a frame: the answers beside it are made anew only when they change.
func TestScreen_AKeyIsQuick(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "leicestershire-like", nil)
	child := newChild(t, d, "Wren Oakapple", 6)
	writes(t, d, child, referral(nil))
	b := d.Show(1280, 800, show(d, 1280, 800, child))
	f := b.Find("What is hard, in the referrer’s words").Object.(fyne.Focusable)
	b.Window.Canvas().Focus(f)
	var each []time.Duration
	for range 60 {
		at := time.Now()
		f.TypedRune('a')
		each = append(each, time.Since(at))
	}
	slices.Sort(each)
	if median := each[len(each)/2]; median > 16*time.Millisecond {
		t.Errorf("a key takes %v", median)
	}
	t.Logf("a key takes %v", each[len(each)/2])
}

// Who can be asked has a telephone only with a number, and without one it says so.
func TestDischarge_SaysWhoHasNoNumber(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "evelina-like", nil)
	writes(t, d, desktest.Isla, &assessments.Person{Name: "Aunt Bee", Role: "relative", Phone: "01632 960123, evenings"})
	missed := writes(t, d, desktest.Isla, &assessments.Contact{Type: "visit", Place: "clinic", On: "2026-11-20", Status: "not-brought", ChildPresent: "no"})
	b := d.Show(1280, 800, func() shell.Screen { return newDischarge(d.Session, desktest.Isla, missed, d.Clock.Kit()) })
	b.Shows("Relative. 01632 960123, evenings", "Mother. No number recorded", "Larkbarrow Primary", "No number recorded")
	b.Everywhere("absence-numbers")
	if r := reached(kit.IconChild, "Róisín", "mother", "").(*kit.ListRow); r.Data().Icon == kit.IconPhone {
		t.Error("a telephone stands without a number")
	}
}
