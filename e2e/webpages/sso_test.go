package webpages

import (
	"context"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/internal/testkit"
)

// TestLead_SignsInWithTheTrustsAccount goes to a real provider and back, and leaves both.
func TestLead_SignsInWithTheTrustsAccount(t *testing.T) {
	m := newMorning(t)
	m.clock.Set(time.Now()) // the provider has a clock of its own
	m.person(t, "Leonie Ashdown", "leonie@north.example", ledger.RoleTherapist)
	m.elsewhere = testkit.Provider(t, m.url)
	must(t, m.c.Ledger().SetSSO(context.Background(), ledger.SSO{Tenant: m.tenant, Issuer: m.elsewhere, Client: "fieldfare", Secret: testkit.ProviderSecret,
		Claim: "groups", Roles: []ledger.SSORole{{Value: "ot-leads", Role: ledger.RoleLead}}}))
	enter := func(name string) {
		m.press(`.doors a`)
		m.eval(`document.querySelector("[name=login]").value = "`+name+`", document.querySelector("[name=password]").value = "any", 0`, nil)
		for range 2 { // the second asks whether the service may know the address
			m.waits(func() { m.eval(`document.querySelector("button[type=submit]").click(), 0`, nil) })
		}
	}
	m.visit("/team/signin")
	m.says("Sign in to Example Children’s Therapy Service with your trust’s account", "Or with a password")
	m.fair("signin-trust")
	enter("nobody")
	m.says("There is a problem", "Nobody is known here under your trust’s account.")
	m.fair("signin-trust-refused")

	m.browser = newBrowser(t)
	m.call("Emulation.setScriptExecutionDisabled", map[string]any{"value": true}, nil)
	m.look(views[0])
	m.visit("/team/signin")
	enter("leonie")
	m.says("Clocks nearly run out", "Leonie Ashdown")
	m.press(`a[href="/team/out"]`)
	m.press("form button")
	m.says("You are signed out here")
	m.fair("signed-out")
	m.press(".button")
	m.says("Do you want to sign-out") // the provider's own words
}
