package webpages

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/signin"
	"github.com/fieldfare/fieldfare/internal/testkit"
)

func seedOf(t *testing.T, words string) []byte {
	t.Helper()
	seed, err := signin.Seed(words)
	must(t, err)
	return seed
}

// TestLead_FromReferralToHandOver is the lead's day, by keyboard, in a real browser without JavaScript: a referral is taken in,
// triaged and given to a therapist, who hands the child over to another; and everything else that the lead looks at on the way.
func TestLead_FromReferralToHandOver(t *testing.T) {
	m := newMorning(t)
	_, code := m.person(t, "Leonie Ashdown", "lead@north.example", ledger.RoleLead)
	first, _ := m.person(t, "Bryony Quillfeather", "bryony@north.example", ledger.RoleTherapist)
	second, _ := m.person(t, "Sam Okoro", "sam@north.example", ledger.RoleTherapist)

	for _, scope := range m.scopes {
		must(t, m.c.Grant(context.Background(), scope, first))
	}
	for _, who := range []string{first, second} {
		enrol, err := m.c.Code(context.Background(), who)
		must(t, err)
		_, err = m.c.Ledger().Enrol(context.Background(), enrol, make([]byte, 32), "inc1")
		must(t, err)
	}

	m.visit("/team/signin")
	m.says("Sign in")
	m.fair("signin")
	m.write("email", "lead@north.example")
	m.write("password", "not this one")
	m.press("form button")
	m.says("Error: Sign in", "The e-mail address and the password do not go together.")
	m.fair("signin-wrong")
	m.signIn("lead@north.example", code)
	m.says("today", "Clocks nearly run out", "Leonie Ashdown")
	m.fair("today")

	// A referral that lacks nearly everything, then a whole one.
	m.press(`a[href="/team/referrals"]`)
	m.fair("referrals")
	m.press(`a[href="/team/referrals/new"]`)
	m.press("form button")
	m.says("There is a problem", "Enter the child’s name.", "Day, month and year", "Choose who refers.")
	m.fair("intake-problems")
	m.write("name", "Perdita Wrenfold")
	m.write("born", "27/3/2019")
	m.write("nhs", "999 123 4551")
	m.write("parent", "Odette Wrenfold")
	m.write("phone", "01632 960123")
	m.choose("source", "senco")
	m.write("who", "Ms Nettlefold, Larkbarrow Primary")
	m.write("reason", "Cannot hold a pencil long enough to write a sentence.")
	m.press("form button")
	m.says("The referral is saved and waits for triage.", "Perdita Wrenfold", "5 working days left")

	// Four working days later nobody has triaged it: Today says so first.
	m.clock.Set(time.Date(2026, 11, 26, 8, 30, 0, 0, time.UTC))
	m.visit("/team/today")
	m.says("Sign in first") // half an hour was over long ago
	m.visit("/team/signin")
	m.write("email", "lead@north.example")
	m.write("password", "tractor lantern oyster")
	m.press("form button")
	m.fair("code")
	m.write("code", signin.Code(m.seed, m.clock.Now()))
	m.press("form button")
	m.says("Triage the referral of Perdita Wrenfold", "1 working day left")
	var href string
	m.eval(`[...document.querySelectorAll(".things a")].find(a => a.textContent.includes("Perdita")).getAttribute("href")`, &href)
	m.press(`a[href="` + href + `"]`)
	m.says("Referral of Perdita Wrenfold", "Cannot hold a pencil", "What the service’s rules say")
	m.fair("triage")
	m.press("form button")
	m.says("Choose a decision.")
	m.choose("outcome", "accepted")
	m.choose("therapist", first)
	m.press("form button")
	m.says("Say at which level the child is accepted")
	m.choose("tier", "targeted")
	m.press("form button")
	if text := m.text(); !strings.Contains(text, "The decision is saved.") {
		t.Fatalf("triage: %s", text)
	}

	// It waits to be seen now, by Bryony; who hands it over to Sam.
	m.press(`a[href="/team/caseload"]`)
	m.fair("caseload")
	m.write("find", "perdita")
	m.press("form button")
	m.says("Perdita Wrenfold", "Bryony Quillfeather", "Waits to be seen", "1 child")
	m.press(`th a`)
	m.choose("to", second)
	m.press(`button[value="handover"]`)
	m.says("Handed over.", "Sam Okoro", "From Bryony Quillfeather to Sam Okoro")
	m.fair("child")
	held, err := m.c.Ledger().Grants(context.Background(), m.tenant, second)
	must(t, err)
	if len(held) != 1 || held[0].Type != assessments.ScopeChild {
		t.Errorf("Sam holds %v", held)
	}
}

// TestLead_PeopleTabletsAndFigures is what the lead does besides.
func TestLead_PeopleTabletsAndFigures(t *testing.T) {
	m := newMorning(t)
	_, code := m.person(t, "Leonie Ashdown", "lead@north.example", ledger.RoleLead)
	bryony, _ := m.person(t, "Bryony Quillfeather", "bryony@north.example", ledger.RoleTherapist)
	ctx := context.Background()
	enrol, err := m.c.Code(ctx, bryony)
	must(t, err)
	place, err := m.c.Ledger().Enrol(ctx, enrol, make([]byte, 32), "inc1")
	must(t, err)
	m.signIn("lead@north.example", code)

	m.press(`a[href="/team/people"]`)
	m.fair("people")
	m.press(`a[href="/team/people/` + bryony + `"]`)
	m.fair("person")
	m.press(`button[value="gone"]`)
	m.says("Written down. They sign in nowhere any more.", "Has left the service", "Their tablets still sync")
	m.fair("person-left")
	m.press(`button[value="back"]`)
	m.press(`button[value="enrol"]`)
	m.says("Code for a new tablet", "within 15 minutes")
	m.fair("enrol")
	m.press(`a[href="/team/devices"]`)
	m.fair("devices")
	m.press(`th a`)
	m.press(`button[value="revoked"]`)
	m.says("The tablet locks itself at its next sync.", "Revoked")
	m.press(`button[value="wipe"]`)
	m.says("Tick that you know what a wipe does.")
	m.reach(`[name="sure"]`)
	m.key(" ", 0)
	m.press(`button[value="wipe"]`)
	m.says("You asked for the wipe.", "Another lead has to agree")
	m.fair("device")
	if d, _, err := m.c.Ledger().Device(ctx, place.Device); err != nil || d.State != ledger.Revoked {
		t.Errorf("one lead alone made the tablet %s (%v)", d.State, err)
	}
	for _, page := range []string{"sync", "figures", "trail", "out"} {
		m.press(`a[href="/team/` + page + `"]`)
		m.fair(page)
	}
	m.answered(t)
	m.visit("/team/figures")
	m.press(`a[href="/team/survey"]`)
	m.says("What families say", "Did we listen to you?", "In their words", "She waited for him.", "■ May be shown")
	m.fair("survey")
	m.visit("/team/out")
	m.press("form button")
	m.says("Sign in")
	m.visit("/team/today")
	m.says("Sign in first")

	// The second lead agrees.
	_, code = m.person(t, "Sorrel Venn", "second@north.example", ledger.RoleLead)
	m.signIn("second@north.example", code)
	m.says("Agree to wipe a tablet, or say no", "Leonie Ashdown asked for it")
	m.visit("/team/devices/" + place.Device)
	m.reach(`[name="sure"]`)
	m.key(" ", 0)
	m.press(`button[value="wipe"]`)
	m.says("Both leads agreed.")
	for _, never := range []string{"Perdita", "Isla", "Yusuf", "north.example", "tractor"} {
		if strings.Contains(m.log.String(), never) {
			t.Errorf("the log holds %q", never)
		}
	}
}

// answered has a dozen families answer the survey.
func (m *morning) answered(t *testing.T) {
	t.Helper()
	newID := testkit.IDs("survey", m.clock.Now)
	for i := range 12 {
		v := assessments.Survey{Template: "experience-survey", Version: 1, Month: "2026-11", Values: []assessments.Answer{{Question: "listened", Value: []string{"5", "5", "4", "2"}[i%4]},
			{Question: "wait", Value: []string{"fine", "long"}[i%2]}, {Question: "where", Values: []string{"home", "school"}}}}
		if i == 3 {
			v.Values = append(v.Values, assessments.Answer{Question: "good", Value: "She waited for him."}, assessments.Answer{Question: "tell-others", Value: "yes"})
		}
		if i == 7 {
			v.Values = append(v.Values, assessments.Answer{Question: "better", Value: "Ring before you come. We were out with the twins."})
		}
		_, err := m.c.Ledger().Write(context.Background(), m.tenant, ledger.Author{Actor: "public"}, ledger.NewEntry(assessments.ID(newID()), assessments.TeamScope(), &v))
		must(t, err)
	}
}
