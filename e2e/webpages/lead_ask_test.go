package webpages

import (
	"context"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
)

// TestLead_AsksOnTheTelephone is a lead's way to a child's own words before a visit, by keyboard alone: through the mother, since the child is six.
func TestLead_AsksOnTheTelephone(t *testing.T) {
	m := newMorning(t)
	_, code := m.person(t, "Leonie Ashdown", "lead@north.example", ledger.RoleLead)
	m.signIn("lead@north.example", code)
	isla := m.scopes[0]
	m.visit("/team/caseload/" + string(isla.ID))
	m.says("Ask before a visit", "no address: on paper or by telephone")
	m.fair("child-ask")
	var key string
	m.eval(`[...document.querySelectorAll("#ask option, [name=ask] option")].find(o => o.value.startsWith("questionnaire-young-person/parent/")).value`, &key)
	m.choose("ask", key)
	m.press(`button[value="questions"]`)
	m.says("There is a problem", "The record has no address of theirs")
	m.choose("ask", key)
	m.press(`button[value="paper"]`)
	m.says("On paper for Issy, through", "The pages name nobody")
	m.choose("ask", key)
	m.press(`button[value="call"]`)
	m.says("On the telephone with: Issy, through", "What do you like to be called?")
	m.lacks("should not tell other people")
	m.fair("call")
	m.press(`form button`)
	m.says("Write down at least one answer.")
	m.write("q-like-called-0", "Iz")
	m.press(`form button`)
	m.says("Written down. It reaches the therapist’s tablet at its next sync")
	recs, err := m.c.Ledger().ReadScope(context.Background(), m.tenant, isla, "")
	must(t, err)
	said := 0
	for _, r := range recs {
		if r.Kind == assessments.KindAnswers && r.Fields.Text("how") == "call" && r.Fields.Text("template") == "questionnaire-young-person" {
			said++
		}
	}
	if said != 1 {
		t.Errorf("it is written down %d times", said)
	}
}
