package pathway

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

func TestFamilyLetter_FollowsTheChildsState(t *testing.T) {
	for _, c := range []struct {
		name string
		r    assessments.Referral
		more []assessments.Typed
		want reports.Kind
		on   bool // it is about one record
	}{
		{"triage is open", assessments.Referral{}, nil, "", false},
		{"more is asked for", assessments.Referral{Outcome: "more-information-needed"}, nil, "", false},
		{"accepted", assessments.Referral{Outcome: "accepted", TriagedOn: "2026-11-20"}, nil, reports.LetterAccepted, false},
		{"accepted, and the first visit is arranged", assessments.Referral{Outcome: "accepted", TriagedOn: "2026-11-20"},
			[]assessments.Typed{&assessments.Contact{Type: "visit", On: "2026-12-03", Status: "planned"}}, reports.LetterAccepted, true},
		{"seen, and the next visit is arranged", assessments.Referral{Outcome: "accepted", TriagedOn: "2026-11-20"},
			[]assessments.Typed{&assessments.Contact{Type: "visit", On: "2026-11-23", Status: "attended", ChildPresent: "yes"}, &assessments.Contact{Type: "visit", On: "2026-12-03", Status: "planned"}}, reports.LetterAppointment, true},
		{"advice", assessments.Referral{Outcome: "advice-and-discharge", TriagedOn: "2026-11-20"}, nil, reports.LetterAdviceOnly, false},
		{"pointed elsewhere", assessments.Referral{Outcome: "signposted", TriagedOn: "2026-11-20"}, nil, reports.LetterSignposted, false},
		{"declined", assessments.Referral{Outcome: "declined", TriagedOn: "2026-11-20"}, nil, reports.LetterSignposted, false},
		{"discharged", assessments.Referral{Outcome: "accepted", TriagedOn: "2026-11-20"},
			[]assessments.Typed{&assessments.Discharge{On: "2026-11-24", Reason: "goals-met", DecidedBy: desktest.Bryony}}, reports.LetterDischarge, true},
	} {
		d := desktest.Sit(t, morning)
		child := newChild(t, d, "Wren Oakapple", 7)
		writes(t, d, child, referral(func(r *assessments.Referral) { r.Outcome, r.TriagedOn = c.r.Outcome, c.r.TriagedOn }))
		for _, x := range c.more {
			writes(t, d, child, x)
		}
		l, ok := pageOf(t, d, child).FamilyLetter()
		if l.Kind != c.want || ok != (c.want != "") || (l.About != "") != c.on {
			t.Errorf("%s: %+v, want %q about a record: %v", c.name, l, c.want, c.on)
		}
	}
}

// absent makes a child who was not brought, with the people around, and the decision about it.
func absent(t *testing.T, d *desktest.Desk, fromGP bool, agreed ...string) (child, missed assessments.ID) {
	t.Helper()
	child = newChild(t, d, "Wren Oakapple", 7)
	mum := writes(t, d, child, &assessments.Person{Name: "Ada Oakapple", Role: "mother", Responsibility: "yes"})
	gp := writes(t, d, child, &assessments.Person{Name: "Dr Fell", Role: "gp"})
	hv := writes(t, d, child, &assessments.Person{Name: "Ms Rook", Role: "health-visitor"})
	from := hv
	if fromGP {
		from = gp
	}
	writes(t, d, child, referral(func(r *assessments.Referral) { r.From, r.Outcome, r.TriagedOn = from, "accepted", "2026-11-20" }))
	missed = writes(t, d, child, &assessments.Contact{Type: "visit", On: "2026-11-23", Status: "not-brought", Safeguarding: "School: well", Decision: "A new appointment", DecidedBy: d.Me})
	for _, role := range agreed {
		writes(t, d, child, &assessments.Basis{Purpose: "share", Recipient: role, Kind: "consent", Decision: "given", On: "2026-11-01", GivenBy: mum, Authority: "parental-responsibility"})
	}
	return child, missed
}

func TestAbsenceLetters_FamilyReferrerAndGP(t *testing.T) {
	for _, c := range []struct {
		name   string
		fromGP bool
		agreed []string
		want   string
	}{
		{"all agreed", false, []string{"gp", "health-visitor"}, "parent yes; health-visitor yes; gp yes"},
		{"nobody agreed to the GP", false, []string{"health-visitor"}, "parent yes; health-visitor yes; gp no"},
		{"the GP referred, and is written to once", true, []string{"gp"}, "parent yes; gp yes"},
	} {
		d := desktest.Sit(t, morning)
		child, missed := absent(t, d, c.fromGP, c.agreed...)
		p := pageOf(t, d, child)
		all, err := Ready(d.Ctx, d.Store, child, d.Today(), p.AbsenceLetters(p.Absence(missed)))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, l := range all {
			may := " yes"
			if l.Against != "" {
				may = " no"
			}
			got = append(got, string(l.To)+may)
			if l.Kind != reports.LetterNotBrought || l.About != missed || l.Line == "" {
				t.Errorf("%s: %+v", c.name, l)
			}
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: %s, want %s", c.name, s, c.want)
		}
	}
}

func TestLetters_OnEverySize(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "evelina-like", nil)
	child, missed := absent(t, d, false, "gp")
	b := d.Show(1280, 800, func() shell.Screen { return newDischarge(d.Session, child, missed, d.Clock.Kit()) })
	b.Shows("Write about it", "To the family")
	b.Everywhere("absence-letters")
	d.Sound()
}

func TestLetters_OpenInTheComposerOnce(t *testing.T) {
	d := desktest.Sit(t, morning)
	works(t, d, "evelina-like", nil)
	child, missed := absent(t, d, false, "gp")
	b := d.Show(1280, 3000, func() shell.Screen { return newDischarge(d.Session, child, missed, d.Clock.Kit()) })
	b.Shows("Write about it", "To the family", "To the referrer, Ms Rook", "Nobody has agreed that Ms Rook may have a report", "To the GP, Dr Fell")
	b.Sound()
	b.Tap("To the GP, Dr Fell")
	first := d.Went[len(d.Went)-1]
	var r assessments.Report
	if d.Read(assessments.ID(first.Arg), &r); first.Screen != session.Composer || r.ReportKind != string(reports.LetterNotBrought) || r.Recipient != assessments.RoleGP || r.About != missed || r.AsAt != d.Today() {
		t.Errorf("%+v: %+v", first, r)
	}
	b = d.Show(1280, 3000, func() shell.Screen { return newDischarge(d.Session, child, missed, d.Clock.Kit()) })
	b.Shows("Being written")
	b.Tap("To the GP, Dr Fell")
	if again := d.Went[len(d.Went)-1]; again != first {
		t.Errorf("a second letter was begun: %+v and %+v", first, again)
	}
	ended := writes(t, d, child, &assessments.Discharge{On: "2026-11-24", Reason: "moved-away", DecidedBy: d.Me})
	b = d.Show(1280, 3000, func() shell.Screen { return newDischarge(d.Session, child, "", d.Clock.Kit()) })
	b.Tap("Write to the family")
	if d.Read(assessments.ID(d.Went[len(d.Went)-1].Arg), &r); r.ReportKind != string(reports.LetterDischarge) || r.About != ended {
		t.Errorf("after a discharge: %+v", r)
	}
	b = d.Show(1280, 6000, show(d, 1280, 6000, desktest.Isla))
	b.Tap("Write to the family")
	last := d.Went[len(d.Went)-1]
	if d.Read(assessments.ID(last.Arg), &r); last.Screen != session.Composer || r.ReportKind != string(reports.LetterAppointment) || r.Recipient != assessments.RoleParent {
		t.Errorf("%+v: %+v", last, r)
	}
	d.Sound()
}
