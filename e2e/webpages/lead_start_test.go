package webpages

import (
	"context"
	"testing"

	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/signin"
)

// TestLead_StartsAndGuesses: a therapist who was invited chooses a password, pairs a phone, and looks for a child who is not here until
// the page shuts for an hour; by keyboard, without scripts.
func TestLead_StartsAndGuesses(t *testing.T) {
	m := newMorning(t)
	id, _ := m.person(t, "Tessa Marsh", "tessa@north.example", ledger.RoleTherapist)
	code, err := m.c.Ledger().Invite(context.Background(), m.tenant, id)
	must(t, err)
	m.visit("/team/start")
	m.says("Choose a password")
	m.fair("start")
	m.write("email", "tessa@north.example")
	m.write("start", code)
	m.write("password", "tractor lantern oyster")
	m.write("again", "tractor lantern")
	m.press("form button")
	m.says("There is a problem", "The two passwords are not the same.")
	m.fair("start-problems")
	m.write("start", code)
	m.write("password", "tractor lantern oyster")
	m.write("again", "tractor lantern oyster")
	m.press("form button")
	m.says("Pair your phone")
	m.fair("phone")
	var letters string
	m.eval(`document.querySelector(".note strong").textContent`, &letters)
	m.seed = seedOf(t, letters)
	m.write("code", "12")
	m.press("form button")
	m.says("There is a problem")
	m.fair("phone-problems")
	m.write("code", signin.Code(m.seed, m.clock.Now()))
	m.press("form button")
	m.says("Your work is on your tablet")
	m.fair("none")
	m.press(`.menu a[href="/team/openings"]`)
	for i := range 5 {
		if i > 0 {
			m.visit("/team/openings")
		}
		m.choose("reason", ledger.OpenAway)
		m.write("words", "The school rang me.")
		m.write("born", "1 1 2019")
		m.write("name", "Nobody at all")
		m.press("form button")
		if i == 3 {
			m.says("There is a problem", "You can look 1 more time within the hour.")
		}
	}
	m.says("You cannot open this page", "You can look again at 09:40.", "ring your team lead")
	m.fair("open-shut")
}
