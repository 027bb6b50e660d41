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
	m.ruleset()
}

// ruleset is a lead's way with the whole set of rules, by keyboard alone: change a value, put a mistake right, look at what differs, sign
// it, and go back to what was shipped.
func (m *morning) ruleset() {
	m.press(`a[href="/team/rules/all"]`)
	m.says("as Fieldfare ships them", "Of these the rules say nothing", "As shipped")
	m.fair("ruleset")
	m.reach(`#aim details summary`)
	m.key("Enter", 0)
	m.says("It is not the national clock from referral to treatment.")
	m.press(`a[href="/team/rules/section/aim"]`)
	m.says("The aim for the first appointment")
	m.retype("aim.weeks", "soon")
	m.press("form button")
	m.says("There is a problem", "Enter a whole number.")
	m.fair("rulesection-problems")
	m.retype("aim.weeks", "12")
	m.press("form button")
	m.says("Saved in the draft.", "What the draft would change", "18", "12")
	m.fair("ruledraft")
	m.press(`button[value="sign"]`)
	m.says("Say why the rules change, for whoever asks later.")
	m.write("why", "Two more therapists since September")
	m.write("alone", "I lead alone until May")
	m.reach(`[name="read"]`)
	m.key(" ", 0)
	m.press(`button[value="sign"]`)
	m.says("Signed. These pages work by the new rules now", "works by version 1", "Two more therapists since September")
	m.press(`a[href="/team/rules/section/clinic"]`)
	m.fair("rulesection")
	m.visit("/team/rules/version/0")
	m.says("Going back to it would change this", "12", "18")
	m.fair("ruleversion")
	m.press("form button")
	m.says("What the draft would change")
	m.press(`button[value="drop"]`)
	m.says("The draft was thrown away.", "works by version 1")
}

// retype puts other words in the place of those in a field.
func (m *morning) retype(name, words string) {
	m.t.Helper()
	m.reach(`[name="` + name + `"]`)
	m.eval(`(() => { document.activeElement.select(); return 0 })()`, nil)
	m.call("Input.insertText", map[string]any{"text": words}, nil)
}
