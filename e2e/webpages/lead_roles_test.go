package webpages

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/internal/testkit"
)

// shares puts reports on their way: one that nobody opened for a week, one whose PIN somebody got wrong five times just now, one whose
// mail came back, one with a question, and one that a school confirmed.
func (m *morning) shares(t *testing.T) {
	t.Helper()
	newID := testkit.IDs("shares", m.clock.Now)
	at := func(ago time.Duration) string { return m.clock.Now().Add(-ago).Format(time.RFC3339) }
	const day = 24 * time.Hour
	for i, s := range []struct {
		kind, who string
		ago       time.Duration
		heard     map[string]time.Duration
	}{
		{"school-advice", "Larkbarrow Primary", 9 * day, map[string]time.Duration{"mailed": 9 * day}},
		{"activity-programme", "Mr Hollis, Larkbarrow Primary", 2 * day, map[string]time.Duration{"mailed": 2 * day, "locked": 9 * time.Minute}},
		{"ehc-advice", "North Council", 4 * day, map[string]time.Duration{"mailed": 4 * day, "not-delivered": 3 * day}},
		{"school-advice", "Ms Nettlefold, Larkbarrow Primary", 5 * day, map[string]time.Duration{"mailed": 5 * day, "opened": 4 * day, "question": 3 * day}},
		{"school-advice", "Fernhollow Infants", 6 * day, map[string]time.Duration{"mailed": 6 * day, "opened": 5 * day, "confirmed": 5 * day}},
	} {
		scope, id := m.scopes[4+i], assessments.ID(newID())
		entries := []ledger.Entry{ledger.NewEntry(id, scope, &assessments.Share{ReportKind: s.kind, Way: "link", Who: s.who, SentAt: at(s.ago),
			Expires: assessments.NewDate(m.clock.Now().Add(-s.ago)).AddDays(assessments.ShareDays)})}
		for what, ago := range s.heard {
			entries = append(entries, ledger.NewEntry(assessments.ID(newID()), scope, &assessments.Receipt{Share: id, What: what, At: at(ago), Text: "What of the swimming?"}))
		}
		_, err := m.c.Ledger().Write(context.Background(), m.tenant, ledger.Author{Actor: "service"}, entries...)
		must(t, err)
	}
}

// TestLead_ReportsThatWait shows on Today which reports need somebody, and on the child's page where each is; never what was asked.
func TestLead_ReportsThatWait(t *testing.T) {
	m := newMorning(t)
	_, code := m.person(t, "Leonie Ashdown", "lead@north.example", ledger.RoleLead)
	m.signIn("lead@north.example", code)
	m.says("Ask Larkbarrow Primary to open the report", "not opened. Mail went on Wed 11 Nov",
		"Locked, 5 wrong PINs", "Until 09:01", "Not delivered", "The mail came back on Tue 17 Nov", "Question not answered", "Asked on Tue 17 Nov")
	m.lacks("Fernhollow Infants", "swimming")
	m.visit("/team/caseload/" + string(m.scopes[8].ID))
	m.says("Reports by link", "Fernhollow Infants", "■ Confirmed", "Sun 15 Nov")
	m.visit("/team/caseload/" + string(m.scopes[7].ID))
	m.says("Ms Nettlefold", "□ Question not answered")
	m.lacks("swimming")
	m.fair("child-report")
}

// lacks fails when the page says what it must not.
func (m *morning) lacks(words ...string) {
	m.t.Helper()
	for _, w := range words {
		if strings.Contains(m.text(), w) {
			m.t.Errorf("the page says %q:\n%s", w, m.text())
		}
	}
}

// TestLead_OthersSeeTheirsAlone walks the coordination centre and an auditor through the browser: each lands on a page of theirs, the
// menu offers nothing else, and an address typed by hand is refused in words.
func TestLead_OthersSeeTheirsAlone(t *testing.T) {
	m := newMorning(t)
	_, code := m.person(t, "Cass Underhill", "centre@north.example", ledger.RoleCoordination)
	m.signIn("centre@north.example", code)
	m.says("Referrals", "Waiting for triage", "Take a referral in", "Cass Underhill")
	m.menuIs("Referrals", "Clinics", "Openings")
	m.forced()
	m.behindALink("clinics", "Drop-in")
	m.press(`.menu a[href="/team/referrals"]`)
	m.lacks("Waiting to be seen")
	m.fair("centre-referrals")
	m.press(`a[href="/team/referrals/new"]`)
	m.write("name", "Perdita Wrenfold")
	m.write("born", "27/3/2019")
	m.choose("source", "parent")
	m.write("reason", "Falls off chairs.")
	m.press("form button")
	m.says("The referral is saved and waits for triage.", "Perdita Wrenfold")
	m.refused("today", "caseload", "caseload/"+string(m.scopes[0].ID), "referrals/"+string(m.scopes[0].ID), "devices", "people", "sync", "figures", "trail", "rules", "schools", "handoffs")
	m.fair("refused")
	m.opens(t)
	m.visit("/team/out")
	m.press("form button")

	_, code = m.person(t, "Audra Penhale", "audit@north.example", ledger.RoleAuditor)
	m.signIn("audit@north.example", code)
	m.says("History", "These lines hold together", "signed in")
	m.menuIs("Figures", "History")
	m.lacks("Perdita")
	m.fair("audit-trail")
	m.press(`a[href="/team/figures"]`)
	m.says("Service figures", "Goals achieved")
	m.lacks("Perdita")
	m.refused("today", "referrals", "referrals/new", "caseload", "devices", "people", "sync", "openings")

	_, code = m.person(t, "Leonie Ashdown", "lead@north.example", ledger.RoleLead)
	m.signIn("lead@north.example", code)
	m.says("See why Cass Underhill opened Isla Maeve O'Thistlewood")
	m.press(`.things a`)
	m.says("Cass Underhill opened Isla", "Her mother rang from the hospital.")
	m.fair("opening-look")
	m.press("form button")
	m.says("Written down: you looked at it.", "■ Leonie Ashdown")
	m.fair("openings")
}

// opens has the centre open a child it may not see, with a reason.
func (m *morning) opens(t *testing.T) {
	t.Helper()
	recs, err := m.c.Ledger().ReadScope(context.Background(), m.tenant, m.scopes[0], "")
	must(t, err)
	var isla assessments.Child
	for _, r := range recs {
		if c, _ := r.Read(); r.Kind == assessments.KindChild {
			isla = *c.(*assessments.Child)
		}
	}
	m.visit("/team/openings")
	m.says("Open a child with a reason", "Your team lead sees that you did, and why.")
	m.press("form button")
	m.says("There is a problem", "Choose why.")
	m.fair("open-problems")
	m.choose("reason", ledger.OpenAsked)
	m.write("words", "Her mother rang from the hospital.")
	m.write("born", isla.Born.Words())
	m.write("nhs", isla.NHSNumber)
	m.press("form button")
	m.says(isla.Name, "Whom to ring", "It closes at 09:40", "The family or another service needs an answer now")
	m.fair("opened")
}

// behindALink goes by the menu as a telephone has it: shut until it is opened, and a way to each page by keyboard, without a script.
func (m *morning) behindALink(page, title string) {
	m.t.Helper()
	shown := func() (how string) {
		m.eval(`getComputedStyle(document.querySelector(".menu")).display`, &how)
		return how
	}
	m.look(views[1])
	if how := shown(); how != "none" {
		m.t.Errorf("a telephone's page begins with its whole menu (%s)", how)
	}
	m.reach(".opener a")
	m.key("Enter", 0)
	if how := shown(); how != "block" {
		m.t.Errorf("the menu does not open (%s)", how)
	}
	m.keep("menu-phone")
	m.press(`.menu a[href="/team/` + page + `"]`)
	m.says(title)
	m.look(views[0])
}

// forced holds the page that is open to colours of the system's own: there too one can tell which page one is on.
func (m *morning) forced() {
	m.t.Helper()
	m.call("Emulation.setEmulatedMedia", map[string]any{"media": "screen", "features": []map[string]string{{"name": "forced-colors", "value": "active"}}}, nil)
	var got struct{ Page, Here, Other string }
	m.eval(`(() => { const edge = q => getComputedStyle(document.querySelector(q)).borderBottomColor
		return {Page: getComputedStyle(document.body).backgroundColor, Here: edge(".menu [aria-current]"), Other: edge(".menu a:not([aria-current])")} })()`, &got)
	if got.Here == got.Other || got.Here == got.Page || got.Other != got.Page {
		m.t.Errorf("where the system chooses the colours, the menu does not show where one is: %+v", got)
	}
	m.look(views[0])
}

// menuIs holds the menu to what a role may open.
func (m *morning) menuIs(want ...string) {
	m.t.Helper()
	var got []string
	m.eval(`[...document.querySelectorAll(".menu li:not(.closer) a")].map(a => a.textContent)`, &got)
	if len(got) != len(want) {
		m.t.Errorf("the menu offers %v, not %v", got, want)
		return
	}
	for i := range got {
		if got[i] != want[i] {
			m.t.Errorf("the menu offers %v, not %v", got, want)
			return
		}
	}
}

// refused opens pages that are not this person's.
func (m *morning) refused(pages ...string) {
	m.t.Helper()
	for _, p := range pages {
		m.visit("/team/" + p)
		m.says("You cannot open this page", "This page is not for your role.")
		for _, s := range m.scopes[:1] {
			m.lacks(string(s.ID))
		}
	}
}
