package questions

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

func (d *desk) contact(id assessments.ID) assessments.Contact {
	d.t.Helper()
	var c assessments.Contact
	d.Read(id, &c)
	return c
}

// TestRule32_UnderFivesAreTriagedByPhone: asking the triage is a call, and the record says so.
func TestRule32_UnderFivesAreTriagedByPhone(t *testing.T) {
	d := sitAt(t, time.Date(2026, 5, 20, 8, 12, 0, 0, time.UTC))
	b, _ := d.open(1280, 800, desktest.Yusuf, "under-fives-sensory-triage")
	if strings.Contains(b.Texts(), "turned five") {
		t.Error("a child of four is sent away from the triage of under-fives")
	}
	b.Shows("On the telephone after a sensory referral of a child under five", "Write the call down as a contact", "From 09:12, by telephone")
	b.Picture("triage-front")
	b.Sound()
	press(b, "Start")
	a := d.answers(d.last)
	if a.Template != "under-fives-sensory-triage" || a.Version != 1 || a.On != "2026-05-20" {
		t.Errorf("answers %+v", a)
	}
	c := d.contact(a.Contact)
	if c.Type != "call" || c.Place != "phone" || c.Status != "attended" || c.On != "2026-05-20" || c.From != "09:12" || c.ChildPresent != "no" {
		t.Errorf("the contact is %+v", c)
	}
	d = sit(t)
	b, _ = d.open(1280, 800, desktest.Yusuf, "under-fives-sensory-triage")
	b.Shows("The child turned five on 3 November 2026. From then on the ordinary triage is used")
	b.Sound()
}

// TestRule34_TheCallComesBeforeTheVisitAndAwayFromTheChild: the talk goes on only where the child does not hear, and what is
// said in confidence never reaches a report.
func TestRule34_TheCallComesBeforeTheVisitAndAwayFromTheChild(t *testing.T) {
	d := sit(t)
	b, v := d.begin(390, 844, desktest.Isla, "pre-visit-call", "Róisín O'Thistlewood, mother")
	const hears = "Is this a good time, and can you talk without your child hearing?"
	under(t, b, hears, "No")
	b.Shows("When would be a better time to ring?")
	if pages := v.form.sheet.Pages(); len(pages) != 2 {
		t.Errorf("the child hears, yet %d pages are asked", len(pages))
	}
	under(t, b, hears, "Yes")
	v.form.turn("confidence")
	for _, p := range v.form.sheet.Pages() {
		if p.Title == "Between you and me" {
			v.form.turn(p.ID)
		}
	}
	b.Shows("Between you and me", "Stays in this record. It never goes into a report")
	b.Type("Is there anything I should know that you would not say in front of your child or the school?", "His father drinks.")
	b.Picture("call-confidential")
	b.Sound()
	v.form.turn(ReportPage)
	if all := b.Texts(); strings.Contains(all, "drinks") {
		t.Error("what was said in confidence stands among the sentences of a report")
	}
	if c := d.contact(d.answers(v.form.sheet.ID).Contact); c.Type != "call" || c.Participants[0].Person != roisin {
		t.Errorf("the contact is %+v", c)
	}
}

// TestRule90_LanguageLineBeforeTheVisit: the call asks for an interpreter and the language before anything else.
func TestRule90_LanguageLineBeforeTheVisit(t *testing.T) {
	d := sit(t)
	b, v := d.begin(1280, 800, desktest.Isla, "pre-visit-call")
	const which = "Which language should the interpreter speak, and which do you like to read?"
	if _, ok := kit.Find(b.Placed(), which); ok {
		t.Error("the language is asked before an interpreter is")
	}
	b.Shows("Would you like an interpreter, on this call or at the visit?", "Ring back through the language line if it is needed now")
	press(b, "On the call and at the visit")
	b.Type(which, "Irish, and I read English")
	v.form.turn(ReportPage)
	b.Shows("An interpreter was asked for, for calls and visits.", "Language for interpreting and reading: Irish, and I read English.")
	d.Sound()
}

// TestRule36_FirstAppointment: the need is discussed, the service explained and goals about taking part are set, three at most.
func TestRule36_FirstAppointment(t *testing.T) {
	d := sit(t)
	b, v := d.begin(1280, 800, desktest.Isla, "initial-assessment")
	under(t, b, "May I see your child today, write it down, and hold this record?", "Yes")
	b.Shows("What did you explain about the service?", "What matters", "Goals", "The plan")
	v.form.turn("goals")
	const goal = "What will your child be able to do, where and with whom?"
	b.Type(goal, "Put on her coat for playtime, with her class")
	press(b, "Yes, one more")
	press(b, "Yes, one more")
	if _, ok := kit.Find(b.Placed(), "Yes, one more"); ok {
		t.Error("a fourth goal is offered")
	}
	b.Sound()
	v.form.turn(ReportPage)
	b.Shows("Goal agreed on 24 November 2026: Put on her coat for playtime, with her class.")
	d.Sound()
}

// TestRule44_DropInWithoutAReferral: a walk-in needs no child's record, no booking and no referral.
func TestRule44_DropInWithoutAReferral(t *testing.T) {
	d := sit(t)
	b, _ := d.open(390, 844, "", "")
	b.Shows(WalkIn, "Drop-in clinic")
	if strings.Contains(b.Texts(), "Handwriting") {
		t.Error("what needs a child's record is offered without one")
	}
	b, _ = d.open(390, 844, "", "drop-in")
	b.Shows("Write it down as a walk-in", "without a referral")
	press(b, "Start")
	rec, err := d.Store.Record(d.Ctx, d.last)
	must(t, err)
	if rec.Scope != assessments.TeamScope() {
		t.Errorf("the answers stand in %+v", rec.Scope)
	}
	if c := d.contact(d.answers(d.last).Contact); c.Type != "walk-in" || c.Place != "clinic" || c.Status != "attended" {
		t.Errorf("the contact is %+v", c)
	}
	b, v := d.open(390, 844, "", d.last)
	under(t, b, "Which GP is your child registered with, and is it in our area?", "No")
	b.Shows("Where was the family pointed to?")
	if pages := v.form.sheet.Pages(); len(pages) != 2 {
		t.Errorf("the GP is elsewhere, yet %d pages are asked", len(pages))
	}
	b.Picture("drop-in-phone")
	b.Sound()
	b, _ = d.open(390, 844, "", "drop-in")
	if _, ok := kit.Find(b.Placed(), "Go on"); ok {
		t.Error("the next family would be shown the answers of the one before")
	}
}

// TestRule45_AQuickLook: drawing, jumping, threading beads; only what was done is counted, and advice is written down.
func TestRule45_AQuickLook(t *testing.T) {
	d := sit(t)
	b, v := d.begin(1280, 800, "", "drop-in")
	under(t, b, "Which GP is your child registered with, and is it in our area?", "Yes")
	v.form.turn("look")
	b.Settle()
	press(b, "Threading beads")
	if strings.Contains(b.Texts(), "Jumping: how many with both feet together?") {
		t.Error("jumps are counted though nobody jumped")
	}
	press(b, "Jumping")
	b.Type("Threading: how many beads in one minute?", "7")
	b.Type("Jumping: how many with both feet together?", "11")
	b.Picture("quick-look")
	b.Sound()
	v.form.turn("advice")
	b.Type("What did you advise?", "Large beads on a lace with a stiff end")
	v.form.turn(ReportPage)
	b.Shows("The child threaded 7 beads in one minute.", "Advice given on 24 November 2026: Large beads on a lace with a stiff end.")
	b.Sound()
	d.Sound()
}

// TestRule80_FindingsAndPlanAreAgreedAtTheVisit: the family's yes has a day, and is said in the contact as well.
func TestRule80_FindingsAndPlanAreAgreedAtTheVisit(t *testing.T) {
	d := sit(t)
	visit := d.NewID()
	d.Write(d.Ctx, d.Create(visit, assessments.ChildScope(desktest.Isla), &assessments.Contact{Type: "visit", Status: "started", On: "2026-11-24", From: "09:00"}))
	b, _ := d.open(1280, 800, desktest.Isla, "initial-assessment")
	b.Shows("The answers go with the contact you have started")
	b, v := d.begin(1280, 800, desktest.Isla, "initial-assessment", "Róisín O'Thistlewood, mother")
	if got := d.answers(v.form.sheet.ID).Contact; got != visit {
		t.Fatalf("the answers belong to contact %s", got)
	}
	under(t, b, "May I see your child today, write it down, and hold this record?", "Yes")
	v.form.turn("plan")
	under(t, b, "Do you agree with what I found and with the plan?", "Yes")
	v.form.turn(ReportPage)
	b.Shows("Findings and plan were agreed with Róisín O'Thistlewood on 24 November 2026.")
	press(b, "Findings and plan were agreed with the family")
	if !d.contact(visit).Agreed {
		t.Error("the contact does not say that the plan was agreed")
	}
	d.TakeBack()
	if d.contact(visit).Agreed {
		t.Error("Undo left it in the contact")
	}
	d.Sound()
}

// TestRule83_TheSurveyHoldsNoChild: opened from a child's page or not, the record has a month and answers, and nothing else.
func TestRule83_TheSurveyHoldsNoChild(t *testing.T) {
	d := sit(t)
	b, v := d.open(1280, 800, desktest.Isla, "experience-survey")
	if v.Frame().Child != nil || strings.Contains(b.Texts(), "THISTLEWOOD") {
		t.Error("the child stands above a survey that nobody may be known by")
	}
	b.Everywhere("survey-front")
	press(b, "Start")
	id, _ := session.Turned(d.last)
	b, v = d.open(1280, 800, desktest.Isla, d.last)
	if f := v.Frame(); f.Child != nil || !f.Turned {
		t.Error("the child stands above the survey, or it is not turned to who answers")
	}
	under(t, b, "Who are you?", "A parent or carer")
	v.form.turn("visit")
	b.Settle()
	under(t, b, "Did we listen to you?", "4")
	under(t, b, "How was the wait?", "Too long")
	b.Type("What would have made the wait easier?", "A letter in between")
	b.Everywhere("survey")
	under(t, b, "How was the wait?", "Fine")
	press(b, "Next")
	press(b, "Next")
	b.Shows("Thank you", "nobody can tell which are yours")
	b.Everywhere("survey-end")
	rec, err := d.Store.Record(d.Ctx, id)
	must(t, err)
	if diff := cmp.Diff([]string{"month", "template", "values", "version"}, rec.Fields.Names()); diff != "" {
		t.Error(diff)
	}
	if rec.Scope != assessments.TeamScope() || rec.Fields.Text("month") != "2026-11" {
		t.Errorf("%+v %s", rec.Scope, rec.Fields.Text("month"))
	}
	if words := rec.Fields.Text("values"); strings.Contains(words, "letter in between") || !strings.Contains(words, `"fine"`) {
		t.Errorf("what was taken back and hidden must not stay: %s", words)
	}
	recs, err := d.Store.Records(d.Ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindAnswers}})
	must(t, err)
	if len(recs) > 0 {
		t.Error("answers stand beside the survey")
	}
	d.Sound()
}
