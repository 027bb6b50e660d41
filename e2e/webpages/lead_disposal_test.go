package webpages

import (
	"context"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/internal/testkit"
)

// grownUp is a child of long ago with some records.
func (m *morning) grownUp(t *testing.T) assessments.Scope {
	t.Helper()
	newID := testkit.IDs("grown up", m.clock.Now)
	scope := assessments.ChildScope(assessments.ID(newID()))
	entry := func(v assessments.Typed) ledger.Entry {
		return ledger.NewEntry(assessments.ID(newID()), scope, v)
	}
	_, err := m.c.Ledger().Write(context.Background(), m.tenant, ledger.Author{Actor: "service"},
		ledger.NewEntry(scope.ID, scope, &assessments.Child{Name: "Alder Quayle", Born: "1998-06-12"}),
		entry(&assessments.Referral{Received: "2008-09-02", Source: "gp", Reason: "Hand skills at school."}),
		entry(&assessments.Contact{Type: "visit", Status: "attended", On: "2008-10-14", Summary: "Writes with a whole arm."}),
		entry(&assessments.Contact{Type: "visit", Status: "attended", On: "2015-07-01", Summary: "Types all his work."}),
		entry(&assessments.Observation{Text: "Ties his own laces."}),
		entry(&assessments.Goal{Title: "Writes a page"}))
	must(t, err)
	return scope
}

// TestLead_ARecordWhoseTimeIsOver: a lead finds it, another holds it and lifts the hold, both have it destroyed, and a certificate is printed. By keyboard
// alone, as everything on these pages.
func TestLead_ARecordWhoseTimeIsOver(t *testing.T) {
	m := newMorning(t)
	child := m.grownUp(t)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); m.c.Dispose(ctx) }()
	t.Cleanup(func() { stop(); <-done })
	path := "/team/retention/" + string(child.ID)
	leave := func() { m.visit("/team/out"); m.press("form button") }

	_, code := m.person(t, "Leonie Ashdown", "lead@north.example", ledger.RoleLead)
	m.signIn("lead@north.example", code)
	m.visit("/team/caseload")
	m.press(`a[href="/team/retention"]`)
	m.says("Records whose time is over", "Alder Quayle", "12 June 2024", "Until the 26th birthday, since the young person was 17 when treatment ended.")
	m.lacks("Isla Maeve")
	m.fair("retention")
	m.press(`a[href="` + path + `"]`)
	m.says("Alder Quayle", "Wednesday 1 July 2015", "Nothing stands in the way.", "Contact")
	m.lacks("his own", "whole arm")
	m.press(`button[value="hold"]`)
	m.says("Say why the record is to be kept")
	m.write("why", "the public inquiry")
	m.press(`button[value="hold"]`)
	m.says("The record is held.", "Leonie Ashdown holds this record until the hold is lifted: the public inquiry", "What stands in the way")
	m.lacks("Ask for its destruction")
	m.fair("kept-held")
	m.press(`button[value="lift"]`)
	m.press(`button[value="destroy"]`)
	m.says("Tick that you have looked")
	m.tick("sure")
	m.press(`button[value="destroy"]`)
	m.says("You asked for the destruction of this record.", "You asked for this. Another lead has to agree")
	m.lacks("Agree: destroy the record")
	leave()

	_, code = m.person(t, "Lothar Penhale", "lead2@north.example", ledger.RoleLead)
	m.signIn("lead2@north.example", code)
	m.says("See whether the record of Alder Quayle may be destroyed")
	m.visit(path)
	m.says("Leonie Ashdown asked for this.")
	m.fair("kept")
	m.tick("sure")
	m.press(`button[value="destroy"]`)
	m.says("Both leads agreed.")
	m.until(path, "Certificate of destruction")
	m.until(path, "Nothing of it is left that this service can read.")
	m.says("Certificate of destruction", "Leonie Ashdown, ", "Lothar Penhale, ", "Contact\t2", "Observation\t1", "6 changes in all.", string(child.ID))
	m.lacks("Alder", "his own")
	m.fair("certificate")
	m.visit("/team/retention")
	m.says("The time of no record is over.", "Destroyed")
	m.lacks("Alder")
	m.visit("/team/trail")
	m.says("These lines hold together", "record destroyed, certificate")
	m.visit("/team/caseload/" + string(child.ID))
	m.says("not")
	m.lacks("Alder")
}

// tick presses the space bar on a box that the keyboard reached.
func (m *morning) tick(name string) {
	m.t.Helper()
	m.reach(`[name="` + name + `"]`)
	m.key(" ", 0)
}
