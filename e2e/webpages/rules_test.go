package webpages

import (
	"context"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/library"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/central/ledger"
)

// TestLead_OwnWords: a lead changes what the service says in its own words by keyboard alone, and takes over what a newer program has changed in
// its rules. The service has rules of its own, taken from a program that said some things otherwise.
func TestLead_OwnWords(t *testing.T) {
	m := newMorning(t)
	ctx := context.Background()
	tn, err := m.c.TenantAdd(ctx, "South Place Therapy", "lewisham-like")
	must(t, err)
	m.tenant = tn.ID
	lead, code := m.person(t, "Leonie Ashdown", "lead@south.example", ledger.RoleLead)
	old, err := service.Load(assets.Services, "lewisham-like")
	must(t, err)
	bank, err := library.Shipped(assets.Library)
	must(t, err)
	old.Words = service.WordsOf(bank.Board())
	old.Aim.Words, old.Hours.To = "Children are seen within 18 weeks.", "16:30"
	old.Signposts = old.Signposts[1:]
	base := service.Write(old)
	own := *old
	aim := *old.Aim
	aim.Weeks = 12
	own.Aim = &aim
	v := assessments.Service{Name: "South Place Therapy", Rules: "lewisham-like", RulesVersion: 1, RulesSigned: "Signed by Leonie Ashdown on 2 November 2026"}
	must(t, own.Record(&v, old, nil))
	l := m.c.Ledger()
	must(t, l.DraftRules(ctx, tn.ID, lead, string(service.Write(own.Spare(old))), string(base), 0))
	_, err = l.SignRules(ctx, tn.ID, lead, "Two more therapists since September", "I lead alone until May", 1, nil)
	must(t, err)
	_, err = l.Write(ctx, tn.ID, ledger.Author{Actor: "service"}, ledger.NewEntry("0190f000-0000-7000-8000-0000000000aa", assessments.TeamScope(), &v))
	must(t, err)

	const changed = "The program’s own rules have changed since yours were taken from them"
	m.signIn("lead@south.example", code)
	m.press(`a[href="/team/rules"]`)
	m.says(changed, "In 3 sections.")
	m.press(`a[href="/team/rules/program"]`)
	m.says(changed, "Children are seen within 18 weeks.", "The service's own aim is to see children", "16:30", "17:00", "as it was")
	m.fair("rulemend")
	m.press(`#hours button[value="leave"]`)
	m.says("Yours stays as it is.")
	if strings.Contains(m.text(), "16:30") {
		t.Error("what was left is told again")
	}
	m.press(`#aim button[value="take"]`)
	m.says("What the draft would change", "Children are seen within 18 weeks.")
	if strings.Contains(m.text(), "Weeks") {
		t.Error("the service's own weeks were taken from it")
	}

	m.press(`a[href="/team/rules/all"]`)
	m.says("In the service’s own words")
	m.reach(`#phrase details summary`)
	m.key("Enter", 0)
	m.reach(`#block details summary`)
	m.key("Enter", 0)
	m.says("Sitting", "None yet.")
	m.fair("ruleset-words")
	m.press(`a[href="/team/rules/section/phrase"]`)
	m.says("Phrases of the capture board", "Sitting", "Hands", "Add another")
	m.fair("rulephrases")
	m.press(`a[href="/team/rules/section/phrase?of=phrase.0"]`)
	m.says("Sitting", "Help given")
	m.retype("phrase.0.tile.0.text", "Feet off floor")
	m.waits(func() { m.key("Enter", 0) })
	m.says("There is a problem", "is there already")
	m.fair("rulephrase-problems")
	m.retype("phrase.0.tile.0.text", "Feet flat on a block")
	m.retype("phrase.0.tile.4.stands", "1")
	m.waits(func() { m.key("Enter", 0) })
	m.says("Saved in the draft.", "Phrases of the capture board")

	m.visit("/team/rules/section/template")
	m.says("Begin from one that Fieldfare brings", "None yet.")
	m.choose("start", "drop-in")
	m.press(`form:last-of-type button`)
	m.says("Saved in the draft.", "What these questions are called")
	m.fair("ruletemplate")
	m.press(`a[href="/team/rules/section/template?of=template.0.section.0"]`)
	m.fair("rulepart")
	m.press(`a[href="/team/rules/section/template?of=template.0.section.0.question.0"]`)
	m.says("Words to say", "How it is answered")
	m.fair("rulequestion")
	m.visit("/team/rules/section/wording")
	m.fair("rulewording")
	m.visit("/team/rules/section/block")
	m.write("block.0.title", "Who we are")
	m.write("block.0.words", "We see [name] at home and at school.")
	m.press("form button")
	m.says("What the draft would change", "the order", "1 Slides forward on seat", "We see [name] at home and at school.", "Added, with")
	m.fair("ruledraft-words")
	m.write("why", "Ours, in our own words")
	m.write("alone", "I lead alone until May")
	m.reach(`[name="read"]`)
	m.key(" ", 0)
	m.press(`button[value="sign"]`)
	m.says("Signed.", "works by version 2")
}
