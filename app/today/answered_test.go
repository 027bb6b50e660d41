package today_test

import (
	"testing"

	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/today"
	"github.com/fieldfare/fieldfare/assessments"
)

// What a school answered at the link stands on Today in its own words until the visit was made; what was answered in confidence is
// passed over, and what the therapist wrote down herself is no news.
func TestAnswered_BeforeTheVisit(t *testing.T) {
	d, child, share := shared(t, "2026-11-20T09:00:00Z")
	link := func(on assessments.Date, who, words string) *assessments.Answers {
		return &assessments.Answers{Template: "questionnaire-teacher", Version: 1, On: on, Who: who, How: "link", Share: share,
			Values: []assessments.Answer{{Question: "concern", Value: "yes"}, {Question: "strengths", Value: words}}}
	}
	id := add(t, d, child, link("2026-11-23", "A. Patel, SENCo", "She builds,\nand explains it."))
	add(t, d, child, link("2026-11-01", "Long Ago, Teacher", "Old."))
	add(t, d, child, &assessments.Answers{Template: "questionnaire-teacher", Version: 1, On: "2026-11-23", How: "paper", Values: []assessments.Answer{{Question: "strengths", Value: "Copied."}}})
	m := build(t, d)
	if len(m.Answered) != 1 || m.Answered[0].Title != "A. Patel, SENCo" || m.Answered[0].Line != "“She builds, and explains it.”. About Wren Applecote" || m.Answered[0].Go != (today.Way{Screen: session.Questions, Child: child, Arg: id}) {
		t.Fatalf("answered: %+v", m.Answered)
	}
	b := kittest.Open(t, 1184, 712)
	b.Show(today.NewScreen(d.Session).Content())
	b.Shows("Answered before the visit", "A. Patel, SENCo")
	b.Sound()
	add(t, d, child, &assessments.Contact{Type: "call", On: "2026-11-24", Status: "attended", Place: "phone"})
	if m := build(t, d); len(m.Answered) != 1 {
		t.Error("a call took the answers off")
	}
	add(t, d, child, &assessments.Contact{Type: "visit", On: "2026-11-24", Status: "attended", Place: "school"})
	if m := build(t, d); len(m.Answered) != 0 {
		t.Errorf("after the visit: %+v", m.Answered)
	}
}
