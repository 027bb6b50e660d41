package questions

import (
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// The same questions are asked on the telephone or copied from paper, with the same rules, and the record says which.
func TestHow_OnTheTelephoneOrFromPaper(t *testing.T) {
	d := sit(t)
	b, _ := d.open(1280, 800, desktest.Isla, "questionnaire-parent")
	b.Shows("How do the answers come?", "Copied from their paper", "On the telephone", "With me now", "Share a link, or print it")
	if strings.Contains(b.Texts(), "Write the call down") {
		t.Error("a paper is taken for a call")
	}
	b.Everywhere("how")
	press(b, "On the telephone")
	b.Shows("Write the call down as a contact")
	b.Everywhere("how-call")
	press(b, "Share a link, or print it")
	if last := d.Went[len(d.Went)-1]; last.Screen != session.Share || last.Arg != "questionnaire-parent" {
		t.Errorf("sending goes to %+v", last)
	}
	press(b, "Start")
	a := d.answers(d.last)
	if a.How != "call" || d.contact(a.Contact).Type != "call" {
		t.Errorf("asked on the telephone it is %+v", a)
	}
	b, _ = d.open(1280, 800, desktest.Isla, "questionnaire-teacher")
	press(b, "Start")
	a = d.answers(d.last)
	if a.How != "paper" || a.Contact != "" {
		t.Errorf("copied from paper it is %+v", a)
	}
	_, v := d.open(1280, 800, desktest.Isla, d.last)
	must(t, v.form.sheet.Set("writes", 0, "no"))
	if _, asked := v.form.sheet.Item("words-ten", 0); asked {
		t.Error("what a paper passes over is asked")
	}
	must(t, v.form.sheet.Set("writes", 0, "yes"))
	if _, asked := v.form.sheet.Item("words-ten", 0); !asked {
		t.Error("what a paper asks is passed over")
	}
	b, _ = d.open(1280, 800, desktest.Isla, "handwriting")
	if all := b.Texts(); strings.Contains(all, "How do the answers come?") || strings.Contains(all, "Share a link") {
		t.Error("what the therapist fills in is sent to somebody")
	}
}

// Answers of somebody who is there are given on the tablet itself: in their hands it leads nowhere, shows no child's alerts and no sentence of a
// report, and ends by asking for the tablet back; what a report would say is for the therapist, who may hand it over again.
func TestHow_InTheirHands(t *testing.T) {
	d := sit(t)
	b, _ := d.open(1280, 800, desktest.Isla, "questionnaire-parent")
	press(b, "With me now")
	press(b, "Start")
	id, turned := session.Turned(d.last)
	if a := d.answers(id); !turned || a.How != Met {
		t.Fatalf("it opens as %q, %+v", d.last, a)
	}
	b, v := d.open(1280, 800, desktest.Isla, d.last)
	if f := v.Frame(); f.Kind != shell.Board || !f.Turned || f.Alerts != nil {
		t.Errorf("the frame leads elsewhere: %+v", f)
	}
	b.Everywhere("turned")
	for v.form.at != ReportPage {
		if strings.Contains(b.Texts(), "What the report would say") || strings.Contains(b.Texts(), "Hand over") {
			t.Fatalf("on page %q they read of reports", v.form.at)
		}
		v.form.goOn()
		b.Settle()
	}
	b.Shows("Thank you", "Please hand the tablet back")
	b.Everywhere("turned-end")
	if d.last = ""; len(v.form.sheet.Open("")) == 0 {
		t.Fatal("nothing that was asked must be answered")
	}
	kittest.Act(t, v.Frame().Actions, "Done")
	b.Settle()
	b.Shows("Not answered yet", "Thank you")
	kittest.Act(t, v.Frame().Actions, "Done")
	if d.last != id {
		t.Fatalf("Done leads to %q", d.last)
	}
	b, v = d.open(1280, 800, desktest.Isla, id)
	if f := v.Frame(); f.Turned || f.Alerts == nil {
		t.Error("handed back, it is still theirs")
	}
	b.Everywhere("handed-back")
	if v.form.at == ReportPage {
		t.Error("what was left open is not gone on with")
	}
	kittest.Act(t, v.Frame().Actions, "Hand over")
	if d.last != session.TurnedArg(id) {
		t.Errorf("handed over again it is %q", d.last)
	}
	d.Clock.Turn(24 * time.Hour)
	if _, v = d.open(1280, 800, desktest.Isla, session.TurnedArg(id)); v.Frame().Turned {
		t.Error("on another day the answers are shown to whoever holds the tablet")
	}
}

// Answers copied from paper are of the day that stands on it; the day of copying is kept beside it, and said.
func TestHow_TheDayOnThePaper(t *testing.T) {
	d := sit(t)
	b, _ := d.open(1280, 800, desktest.Isla, "questionnaire-teacher")
	press(b, "Start")
	b, v := d.open(1280, 800, desktest.Isla, d.last)
	b.Everywhere("paper")
	day := func(part, text string) {
		b.Find("Day on the paper, " + part).Object.(interface{ SetText(string) }).SetText("")
		b.Type("Day on the paper, "+part, text)
	}
	day("day", "12")
	day("month", "3")
	v.form.leaveField()
	if a := d.answers(d.last); a.On != "2026-03-12" || a.Copied != d.Today() {
		t.Errorf("written on %s, copied %s", a.On, a.Copied)
	}
	day("year", "2027")
	b.Shows("That day has not come yet. Enter the day that stands on the paper.")
	v.form.leaveField()
	a := d.answers(d.last)
	if a.On != "2026-03-12" {
		t.Errorf("a day that has not come is kept: %s", a.On)
	}
	if got := CameBy(a, "Ms Fell"); got != "Answered by Ms Fell, on paper, copied 24 November 2026" {
		t.Errorf("it is said as %q", got)
	}
	b, _ = d.open(1280, 800, desktest.Isla, "questionnaire-parent")
	press(b, "On the telephone")
	press(b, "Start")
	b, _ = d.open(1280, 800, desktest.Isla, d.last)
	if strings.Contains(b.Texts(), "Day on the paper") {
		t.Error("a call has a paper")
	}
}

// Answers that came by link are read and quoted, and changed by nobody; each sentence says who wrote it.
func TestHow_TheirOwnWordsStay(t *testing.T) {
	d := sit(t)
	id := d.NewID()
	d.Write(d.Ctx, d.Create(id, assessments.ChildScope(desktest.Isla), &assessments.Answers{Template: "questionnaire-teacher", Version: 1, On: "2026-11-24", How: "link", Who: "A. Patel, SENCo",
		Values: []assessments.Answer{{Question: "strengths", Value: "She builds, and explains it."}, {Question: "goes", Round: 1, Value: "adult"}, {Question: "last-time", Round: 1, Value: "He slid off twice."}, {Question: "concern", Value: "no"}}}))
	b, v := d.open(1280, 800, desktest.Isla, id)
	b.Shows("They came by link", "She builds, and explains it.", "He slid off twice.")
	b.Everywhere("theirs")
	if sub := v.frame.Subtitle; sub != "Answered by A. Patel, SENCo, at the link, 24 November 2026" || len(v.frame.Actions) > 0 || strings.Contains(b.Texts(), "Change an answer") {
		t.Errorf("they can be changed, or it is not said who wrote them: %q, %d", sub, len(v.frame.Actions))
	}
	press(b, "What the report would say")
	b.Shows("A. Patel, SENCo wrote: “She builds, and explains it.”", "Answered by A. Patel, SENCo, at the link")
	if len(v.form.sheet.Pages()) != 1 {
		t.Errorf("%d pages of their sheet may be written on", len(v.form.sheet.Pages()))
	}
	b.Everywhere("theirs-report")
	press(b, "A. Patel, SENCo wrote: “She builds, and explains it.”")
	scope := assessments.ChildScope(desktest.Isla)
	notes, err := d.Store.Records(d.Ctx, store.Filter{Scope: &scope, Kinds: []assessments.Kind{assessments.KindObservation}})
	must(t, err)
	found := false
	for _, r := range notes {
		var o assessments.Observation
		assessments.Decode(r.Fields, &o)
		found = found || o.Type == "said" && o.Text == "She builds, and explains it." && o.SaidWho == "A. Patel, SENCo" && o.On == "2026-11-24"
	}
	if !found {
		t.Error("kept, it is no note of what the school said")
	}
	fr, err := Before(d.Ctx, d.Store, d.lib, desktest.Isla, "questionnaire-teacher", d.Today())
	must(t, err)
	if fr.Open(d.Today()) != nil {
		t.Error("their sheet is offered to be gone on with")
	}
	if _, words := fr.Words(d.lib, fr.Past[0]); !strings.HasPrefix(words, "Answered by A. Patel, SENCo, at the link. 4 of ") {
		t.Errorf("in the list it says %q", words)
	}
}
