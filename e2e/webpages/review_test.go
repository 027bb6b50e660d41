package webpages

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/internal/testkit/shared"
	"github.com/fieldfare/fieldfare/reports"
)

// TestLead_SharingWithoutConsentIsLookedAt is what a lead does with a decision that went at once to keep a child safe, and with one that
// waits: by keyboard, without scripts.
func TestLead_SharingWithoutConsentIsLookedAt(t *testing.T) {
	m := newMorning(t)
	_, code := m.person(t, "Leonie Ashdown", "lead@north.example", ledger.RoleLead)
	newID := testkit.IDs("lawful", m.clock.Now)
	write := func(scope assessments.Scope, v assessments.Typed) assessments.ID {
		t.Helper()
		id := assessments.ID(newID())
		_, err := m.c.Ledger().Write(t.Context(), m.tenant, ledger.Author{Actor: "test"}, ledger.NewEntry(id, scope, v))
		must(t, err)
		return id
	}
	recs, err := m.c.Ledger().ReadKinds(t.Context(), m.tenant, "test", assessments.KindPerson, assessments.KindReport)
	must(t, err)
	var clinician assessments.ID
	for _, r := range recs {
		if r.Scope.Type == assessments.ScopeTeam && r.Fields.Text("role") == "occupational-therapist" {
			clinician = r.ID
		}
	}
	safe := write(m.scopes[0], &assessments.Basis{Purpose: "share", Recipient: "school", Kind: "safeguarding", Decision: "given", On: "2026-11-19", Clinician: clinician,
		Reason: "Told me at lunch that she is locked in at night.", Objection: "Father does not want the school to know."})
	sum := strings.Repeat("ab", 32)
	write(m.scopes[0], &assessments.Share{Report: "01890a5d-ac96-774b-bcce-0000000000aa", ReportKind: "visit-summary", Version: 1, TreeHash: sum, Recipient: assessments.RoleSchool, Who: "Designated safeguarding lead, Larkbarrow Primary",
		Way: "nhsmail", Mailbox: "dsl@larkbarrow.example", Basis: []assessments.ID{safe}, Sender: clinician, SentAt: "2026-11-19T14:31:00Z"})
	court := write(m.scopes[1], &assessments.Basis{Purpose: "share", Recipient: "social-care", Kind: "court-order", Decision: "given", On: "2026-11-18", Clinician: clinician, Reason: "Order of the family court of 17 November."})
	m.signIn("lead@north.example", code)
	m.says("Look at 1 decision to keep a child safe", "Agree to 1 decision without consent, or end it")
	m.press(`.things a[href="/team/reviews"]`)
	m.says("To keep a child safe", "The school", "By law or a court’s order", "Social care")
	m.fair("reviews")
	m.press(`a[href="/team/reviews/` + string(safe) + `"]`)
	m.says("Told me at lunch", "Father does not want", "Visit summary", "Designated safeguarding lead, Larkbarrow Primary, by NHSmail", "Nothing heard yet")
	m.fair("review")
	m.press(`button[value="end"]`)
	m.says("There is a problem", "Say why it ends, for the record.")
	m.press(`button[value="agree"]`)
	m.says("Your review is saved.", "Nothing waits.")
	m.press(`a[href="/team/reviews/` + string(court) + `"]`)
	m.says("and nothing goes until a lead agrees")
	m.write("note", "It names another child.")
	m.press(`button[value="end"]`)
	m.says("It is ended from today.")
	m.visit("/team/reviews/" + string(court))
	m.says("Somebody may have looked at it meanwhile.")

	// A school gets a standing code.
	m.visit("/team/today")
	m.press(`a[href="/team/schools"]`)
	m.fair("schools")
	m.press(`th a`)
	m.press(`button[value="make"]`)
	m.says("Read it to the school office by telephone", "This page shows the code only now.")
	m.fair("school")
	m.press(`button[value="drop"]`)
	m.says("The code opens nothing any more.")
	for _, never := range []string{"Isla", "locked in", "Larkbarrow"} {
		if strings.Contains(m.log.String(), never) {
			t.Errorf("the log holds %q", never)
		}
	}
}

// TestDelivery_SchoolsCodeAndTenOpens is two colleagues of one school: one has the school's code, the other comes too late.
func TestDelivery_SchoolsCodeAndTenOpens(t *testing.T) {
	w := newWard(t, reports.SchoolAdvice, assessments.RoleSchool)
	for _, r := range w.cased.Records {
		if r.Kind != assessments.KindSetting {
			continue
		}
		rec, err := w.c.Ledger().ReadRecord(t.Context(), w.tenant, r.ID, "test")
		must(t, err)
		_, err = w.c.Ledger().Write(t.Context(), w.tenant, ledger.Author{Actor: "test"}, ledger.Entry{Base: rec.Meta.Seq, Edit: assessments.Edit{Record: r.ID, Kind: r.Kind, Scope: r.Scope,
			Set: assessments.Fields{"email": []byte(`"head@larkbarrow.example"`)}}})
		must(t, err)
		sum, err := assessments.PINSum("K7QP4MXR", [16]byte{3})
		must(t, err)
		must(t, w.c.Ledger().SetSchoolCode(t.Context(), w.tenant, r.ID, sum))
	}
	_, link := w.share(nil)
	rules := axe(t)
	b := newBrowser(t)
	b.look(views[0])
	b.goTo(link + "/pin")
	b.want("or the code of your school")
	b.fair(rules, "pin-code")
	b.fill("#pin", "k7qp-4mxr")
	b.enter("main button")
	b.want("Keep a copy")
	var first struct {
		Cookies []map[string]any `json:"cookies"`
	}
	b.call("Network.getAllCookies", nil, &first)
	b.call("Network.clearBrowserCookies", nil, nil)
	for range ledger.OpensMost - 1 { // colleagues, each without anybody's cookies
		b.goTo(link + "/pin")
		b.fill("#pin", shared.PIN)
		b.enter("main button")
		b.want("Keep a copy")
		b.call("Network.clearBrowserCookies", nil, nil)
	}
	b.goTo(link)
	b.want("This link was opened 10 times", "Whoever has the report open can go on reading it.")
	b.fair(rules, "spent")
	b.goTo(link + "/report")
	b.want("This link was opened 10 times")
	if page := b.says(); strings.Contains(page, "Isla") {
		t.Errorf("the report opens once more:\n%s", page)
	}
	b.goTo(link)
	b.enter("main button")
	b.want("asked for a new link")
	b.call("Network.setCookies", map[string]any{"cookies": first.Cookies}, nil)
	b.goTo(link + "/report")
	b.want("Keep a copy")
}
