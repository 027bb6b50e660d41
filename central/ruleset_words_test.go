package central

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/assessments/wording"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/central/ledger"
)

// sign signs the draft of the moment.
func (m *member) sign(why string) {
	m.t.Helper()
	v := filled(m.get("rules/draft"))
	v.Set("do", "sign")
	v.Set("why", why)
	v.Set("alone", "I lead alone until May")
	v.Set("read", "yes")
	m.post("rules/draft", v, 303)
}

// TestRuleset_TheServicesOwnWords: phrases, wording, questions and paragraphs are changed in forms, signed, and stand in the service's record
// as tablets read it.
func TestRuleset_TheServicesOwnWords(t *testing.T) {
	d, m := newTeam(t)
	id := d.ownService(t, m.tenant, "bromley-like")
	page := m.get("rules/all")
	for _, want := range []string{"In the service’s own words", "Sitting · Hands", "Paragraphs for reports", "As Fieldfare ships it."} {
		if !strings.Contains(page, want) {
			t.Errorf("the whole set lacks %q", want)
		}
	}
	change := func(at string, set url.Values, status int) string {
		t.Helper()
		form := filled(m.get("rules/section/" + at))
		for k, v := range set {
			form[k] = v
		}
		return m.post("rules/section/"+at, form, status)
	}
	if page := m.get("rules/section/phrase"); !strings.Contains(page, `href="/team/rules/section/phrase?of=phrase.0"`) || !strings.Contains(page, `of=phrase.7">Add another`) {
		t.Errorf("the headings:\n%s", page)
	}
	if page := change("phrase?of=phrase.0", url.Values{"phrase.0.tile.0.drop": {"yes"}, "phrase.0.tile.5.text": {"Feet off floor"}}, 400); !strings.Contains(page, `<a href="#phrase.0.tile.5.text">`) || !strings.Contains(page, `id="phrase.0.tile.5.text-problem"`) {
		t.Errorf("a tile twice:\n%s", page)
	}
	change("phrase?of=phrase.0", url.Values{"phrase.0.tile.4.stands": {"1"}}, 303)
	change("wording", url.Values{"wording.look.0.phrases": {"when staffing allows"}, "wording.look.0.severity": {"high"}, "wording.look.0.question": {"When?"}, "wording.look.0.group": {"Ours"}}, 303)
	change("block", url.Values{"block.0.title": {"Who we are"}, "block.0.report": {"purpose"}, "block.0.words": {"We see [name] at school."}}, 303)

	if page := change("template_without", url.Values{"template_without.names": {"mealtime\r\nmoods"}}, 400); !strings.Contains(page, "There are no questions called “moods”") || !strings.Contains(page, "of these: ") {
		t.Errorf("questions that are none:\n%s", page)
	}
	change("template_without", url.Values{"template_without.names": {"mealtime"}}, 303)
	begin := filled(m.get("rules/section/template"))
	begin.Set("start", "drop-in")
	m.post("rules/section/template", begin, 303)
	if page := m.get("rules/section/template?of=template.0"); !strings.Contains(page, "Drop-in") || !strings.Contains(page, "of=template.0.section.0") {
		t.Errorf("a template that was begun from ours:\n%s", page)
	}
	if page := change("template?of=template.0.section.0.question.0", url.Values{"template.0.section.0.question.0.kind": {""}}, 400); !strings.Contains(page, `<a href="#template.0.section.0.question.0.kind">`) {
		t.Errorf("a question of no kind:\n%s", page)
	}
	change("template?of=template.0.section.0.question.0", url.Values{"template.0.section.0.question.0.ask": {"Who came today?"}}, 303)
	if res, _ := m.ask("GET", "/team/rules/section/template?of=template.8", nil); res.StatusCode != 404 {
		t.Errorf("an entry that is none: %d", res.StatusCode)
	}

	page = m.get("rules/draft")
	for _, want := range []string{"the order", "1 Slides forward on seat", "when staffing allows", "We see [name] at school.", "Question template “", "Added, with"} {
		if !strings.Contains(page, want) {
			t.Errorf("the draft lacks %q:\n%s", want, page)
		}
	}
	m.sign("Ours")
	v := d.house(t, m.tenant, id)
	w, err := service.OwnOf(&v)
	if err != nil || w.Phrases[0].Tiles[0].Text != "Slides forward on seat" || len(w.Blocks) != 1 || len(w.Tallies) != 0 {
		t.Fatalf("%+v %v", w, err)
	}
	if e, err := wording.ReadEdits("own", []byte(v.Wording)); err != nil || len(e.Look) != 1 {
		t.Errorf("the wording: %q %v", v.Wording, err)
	}
	lib, err := template.Load(assets.Templates)
	if err != nil {
		t.Fatal(err)
	}
	first, _ := w.Forms(lib).Current("drop-in")
	if q := first.Sections[0].Questions[0].Ask; q != "Who came today?" || first.Version != template.OwnVersions {
		t.Errorf("the questions: %d %q", first.Version, q)
	}

	// Another edition gets another number, and the first can still be read.
	change("template?of=template.0.section.0.question.0", url.Values{"template.0.section.0.question.0.ask": {"Who is here?"}}, 303)
	m.sign("Shorter")
	v = d.house(t, m.tenant, id)
	if w, err = service.OwnOf(&v); err != nil {
		t.Fatal(err)
	}
	now, _ := w.Forms(lib).Current("drop-in")
	was, note, err := w.Forms(lib).Asked(assessments.Answers{Template: "drop-in", Version: template.OwnVersions})
	if now.Version != template.OwnVersions+1 || was.Sections[0].Questions[0].Ask != "Who came today?" || note != "" || err != nil {
		t.Errorf("the second edition: %d, %q %q %v", now.Version, was.Sections[0].Questions[0].Ask, note, err)
	}
	if page := m.get("rules/version/1"); !strings.Contains(page, "Who came today?") || strings.Contains(page, "Tile") {
		t.Errorf("going back changes the question alone:\n%s", page)
	}
}

func newLewisham(t *testing.T) (*desk, *member) {
	t.Helper()
	d, _ := newTeam(t)
	tn, err := d.c.TenantAdd(context.Background(), "East", "lewisham-like")
	if err != nil {
		t.Fatal(err)
	}
	return d, d.member(tn.ID, "Elsa", ledger.RoleLead)
}

// TestRuleset_TheProgramHasChanged: what a new version of the program mends is shown beside the service's own, taken over section by
// section, or left.
func TestRuleset_TheProgramHasChanged(t *testing.T) {
	d, m := newLewisham(t)
	id := d.ownService(t, m.tenant, "lewisham-like")
	const title = "The program’s own rules have changed since yours were taken from them"
	if page := m.get("rules/all"); strings.Contains(page, title) {
		t.Error("a service that works by the program's rules is told of them")
	}
	form := filled(m.get("rules/section/aim"))
	form.Set("aim.weeks", "12")
	m.post("rules/section/aim", form, 303)
	m.sign("Sooner")
	if page := m.get("rules/program"); strings.Contains(page, title) || !strings.Contains(page, "have not changed") {
		t.Errorf("nothing has changed yet:\n%s", page)
	}

	// As if the program had said something else when they were taken: it has been mended since in three sections.
	list, err := d.c.Ledger().RulesVersions(context.Background(), m.tenant)
	if err != nil {
		t.Fatal(err)
	}
	base, err := service.ParseOwn([]byte(list[0].Base), "lewisham-like")
	if err != nil {
		t.Fatal(err)
	}
	old := *base
	aim, hours, consent := *base.Aim, *base.Hours, *base.Consent
	aim.Words, aim.Weeks, hours.To, consent.Words = "It was like this.", 20, "16:30", "Nobody asks."
	old.Aim, old.Hours, old.Consent = &aim, &hours, &consent
	v := d.house(t, m.tenant, id)
	own, _ := service.ParseOwn([]byte(v.OwnRules), "lewisham-like")
	ownAim, ownHours, ownConsent := *own.Aim, hours, consent
	ownAim.Words = aim.Words
	own.Aim, own.Hours, own.Consent = &ownAim, &ownHours, &ownConsent
	v.OwnRules = string(service.Write(own))
	d.rewrite(t, m.tenant, id, &v)
	if err := d.c.Ledger().CompareRules(context.Background(), m.tenant, 1, list[0].Base, string(service.Write(&old))); err != nil {
		t.Fatal(err)
	}

	for _, at := range []string{"rules", "rules/all"} {
		if page := m.get(at); !strings.Contains(page, title) || !strings.Contains(page, "In 3 sections.") {
			t.Errorf("%s does not say so:\n%s", at, page)
		}
	}
	page := m.get("rules/program")
	for _, want := range []string{title, "<del>20</del>", "<ins>18</ins>", "■ Yours, and it stays", "<del>16:30</del>", "<del>Nobody asks.</del>"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q:\n%s", want, page)
		}
	}
	do := func(section, do, rev string, status int) string {
		t.Helper()
		form := filled(m.get("rules/program"))
		return m.post("rules/program", url.Values{"form": form["form"], "rev": {rev}, "section": {section}, "do": {do}}, status)
	}
	if page := do("ages", "take", "0", 400); !strings.Contains(page, "says the same by now") {
		t.Errorf("a section that has not changed:\n%s", page)
	}
	do("consent", "leave", "0", 303)
	if page := m.get("rules/program"); strings.Contains(page, "Nobody asks.") || !strings.Contains(page, "It was like this.") {
		t.Errorf("what was left is told again:\n%s", page)
	}
	do("aim", "take", "0", 303)
	if page := do("hours", "take", "0", 400); !strings.Contains(page, "Another lead changed the draft meanwhile") {
		t.Errorf("an old form:\n%s", page)
	}
	do("hours", "take", "1", 303)
	if page := m.get("rules/draft"); strings.Contains(page, "Weeks") || !strings.Contains(page, "<del>16:30</del>") || !strings.Contains(page, "It was like this.") {
		t.Errorf("the draft:\n%s", page)
	}
	if page := m.get("rules/program"); !strings.Contains(page, "have not changed") {
		t.Errorf("the draft has it:\n%s", page)
	}
	m.sign("As it ships now")
	v = d.house(t, m.tenant, id)
	own, err = service.Of(assets.Services, &v)
	if err != nil || own.Aim.Weeks != 12 || own.Hours.To != "17:00" || own.Aim.Words == "It was like this." || own.Consent.Words != "Nobody asks." {
		t.Errorf("%+v %+v %+v %v", own.Aim, own.Hours, own.Consent, err)
	}
	if page := m.get("rules/program"); !strings.Contains(page, "have not changed") {
		t.Errorf("after signing:\n%s", page)
	}
}

// TestRuleset_SignedBeforeThatWasKept: rules from before the program kept what they were taken from say so.
func TestRuleset_SignedBeforeThatWasKept(t *testing.T) {
	d, m := newLewisham(t)
	d.ownService(t, m.tenant, "lewisham-like")
	form := filled(m.get("rules/section/aim"))
	form.Set("aim.weeks", "12")
	m.post("rules/section/aim", form, 303)
	m.sign("Sooner")
	list, _ := d.c.Ledger().RulesVersions(context.Background(), m.tenant)
	if err := d.c.Ledger().CompareRules(context.Background(), m.tenant, 1, list[0].Base, ""); err != nil {
		t.Fatal(err)
	}
	page := m.get("rules/program")
	if !strings.Contains(page, "did not keep what they were taken from") || !strings.Contains(page, "<del>12</del>") || strings.Count(page, `name="section"`) != 1 {
		t.Errorf("%s", page)
	}
	v := filled(page)
	v.Set("do", "take")
	m.post("rules/program", v, 303)
	if page := m.get("rules/draft"); !strings.Contains(page, "<ins>18</ins>") {
		t.Errorf("the draft:\n%s", page)
	}
}

// rewrite puts a service's record in another way than by signing.
func (d *desk) rewrite(t *testing.T, tenant string, id assessments.ID, v *assessments.Service) {
	t.Helper()
	rec, err := d.c.Ledger().ReadRecord(context.Background(), tenant, id, "test")
	if err != nil {
		t.Fatal(err)
	}
	if e, changed := ledger.NextEntry(rec, v); changed {
		if _, err := d.c.Ledger().Write(context.Background(), tenant, ledger.Author{Actor: "test"}, e); err != nil {
			t.Fatal(err)
		}
	}
}

// TestRuleset_TheSurveyInOwnWords: what families are asked without a name is the service's own edition, and never one that names them.
func TestRuleset_TheSurveyInOwnWords(t *testing.T) {
	d, m := newTeam(t)
	d.ownService(t, m.tenant, "bromley-like")
	begin := filled(m.get("rules/section/template"))
	begin.Set("start", "experience-survey")
	m.post("rules/section/template", begin, 303)
	at := "rules/section/template?of=template.0.section.0.question.0"
	form := filled(m.get(at))
	form.Set("template.0.section.0.question.0.ask", "How was it at the library?")
	m.post(at, form, 303)
	survey := func() string {
		_, page := m.ask("GET", "/survey/"+m.tenant, nil)
		return string(page)
	}
	if strings.Contains(survey(), "How was it at the library?") {
		t.Error("a draft is asked")
	}
	m.sign("Ours")
	if page := survey(); !strings.Contains(page, "How was it at the library?") {
		t.Errorf("the survey:\n%s", page)
	}
	if page := m.get("rules/section/template?of=template.0"); strings.Contains(page, "anonymous") {
		t.Error("a form asks whether it is anonymous")
	}
}
