package webpages

import (
	"context"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
)

// TestLead_ClinicsAndRules: the days of a drop-in, and a choice that the service's rules leave open.
func TestLead_ClinicsAndRules(t *testing.T) {
	m := newMorning(t)
	ctx := context.Background()
	tn, err := m.c.TenantAdd(ctx, "South Place Therapy", "lewisham-like")
	must(t, err)
	m.tenant = tn.ID
	_, err = m.c.Ledger().Write(ctx, tn.ID, ledger.Author{Actor: "service"}, ledger.NewEntry("0190f000-0000-7000-8000-0000000000aa", assessments.TeamScope(), &assessments.Service{Name: "South Place Therapy", Rules: "lewisham-like"}))
	must(t, err)
	_, code := m.person(t, "Leonie Ashdown", "lead@south.example", ledger.RoleLead)
	m.signIn("lead@south.example", code)
	m.press(`a[href="/team/clinics"]`)
	m.says("Drop-in and clinics", "Thursday 3 December 2026", "09:30 to 12:00", "Nobody books")
	m.fair("clinics")
	m.press(`a[href="/team/rules"]`)
	m.says("not chosen yet")
	m.fair("rules")
	var name, value string
	m.eval(`document.querySelector("input[type=radio]").name`, &name)
	m.eval(`document.querySelector("input[type=radio]").value`, &value)
	m.choose(name, value)
	m.press("form button")
	m.says("Saved. The tablets work by it from their next sync on.")
}
